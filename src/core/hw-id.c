/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-id.h"

#include <string.h>

#define DIGITS 10
#define FOREIGN (G_GUINT64_CONSTANT (1) << 63)

/* Base 32 without the letters that look like digits; ascending, so that the order of the packed
 * numbers is that of the texts. */
static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

static int
digit_value (char c)
{
  static const gint8 letters[26] = { 10, 11, 12, 13, 14, 15, 16, 17, -1, 18, 19, -1, 20,
                                     21, -1, 22, 23, 24, 25, 26, -1, 27, 28, 29, 30, 31 };

  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'z')
    return letters[c - 'a'];
  return -1;
}

static HwId
pack (const char *text)
{
  guint64 id;
  int i;

  if (text[0] < 'a' || text[0] > 'z')
    return 0;
  id = (guint64)(text[0] - 'a' + 1);
  for (i = 1; i <= DIGITS; i++)
    {
      int value = digit_value (text[i]);
      if (value < 0)
        return 0;
      id = id << 5 | (guint64)value;
    }
  return text[i] == '\0' ? id : 0;
}

/* Whether other software may have given it. */
static gboolean
may_be_foreign (const char *text)
{
  gsize length;

  if (!g_ascii_isalpha (text[0]))
    return FALSE;
  for (length = 0; text[length] != '\0'; length++)
    if (length >= HW_ID_MAX
        || !(g_ascii_isalnum (text[length]) || strchr ("._-", text[length]) != NULL))
      return FALSE;
  return TRUE;
}

HwId
hw_id_parse (HwSymbolPool *pool, const char *text)
{
  HwId id = pack (text);

  if (id != 0)
    return id;
  return may_be_foreign (text) ? FOREIGN | hw_symbol_pool_intern (pool, text) : 0;
}

HwId
hw_id_lookup (const HwSymbolPool *pool, const char *text)
{
  HwId id = pack (text);
  HwSymbol symbol;

  if (id != 0)
    return id;
  symbol = may_be_foreign (text) ? hw_symbol_pool_lookup (pool, text) : 0;
  return symbol != 0 ? FOREIGN | symbol : 0;
}

const char *
hw_id_text (const HwSymbolPool *pool, HwId id, char buffer[HW_ID_SIZE])
{
  if (id & FOREIGN)
    return hw_symbol_pool_get (pool, (HwSymbol)id);
  buffer[DIGITS + 1] = '\0';
  for (int i = DIGITS; i >= 1; i--, id >>= 5)
    buffer[i] = alphabet[id & 31];
  buffer[0] = id == 0 ? '\0' : (char)('a' + id - 1);
  return buffer;
}

int
hw_id_compare (const HwSymbolPool *pool, HwId a, HwId b)
{
  char text_a[HW_ID_SIZE], text_b[HW_ID_SIZE];

  if (((a | b) & FOREIGN) == 0)
    return a < b ? -1 : a > b;
  return strcmp (hw_id_text (pool, a, text_a), hw_id_text (pool, b, text_b));
}

HwId
hw_id_make (char letter, guint64 bits)
{
  g_return_val_if_fail (letter >= 'a' && letter <= 'z', 0);
  return (guint64)(letter - 'a' + 1) << 50 | (bits & ((G_GUINT64_CONSTANT (1) << 50) - 1));
}
