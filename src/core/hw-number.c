/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-number.h"

#include <errno.h>
#include <math.h>
#include <string.h>

const char *
hw_number_format (char buffer[HW_NUMBER_SIZE], double value)
{
  /* Whole numbers are by far the most frequent; all below 2⁵³ are exact. */
  if (value == floor (value) && fabs (value) < 1e15)
    {
      g_snprintf (buffer, HW_NUMBER_SIZE, "%" G_GINT64_FORMAT, (gint64)value);
      return buffer;
    }
  /* 15 digits do not always read back the same, 17 always do. */
  for (int digits = 15; digits <= 17; digits++)
    {
      char format[8];
      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, HW_NUMBER_SIZE, format, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  return buffer;
}

/* Length of a decimal number at the start of @text: digits with an optional sign, point, exponent.
 */
static gsize
decimal_length (const char *text)
{
  const char *p = text;
  gsize digits = 0;

  if (*p == '-' || *p == '+')
    p++;
  while (g_ascii_isdigit (*p))
    p++, digits++;
  if (*p == '.')
    {
      p++;
      while (g_ascii_isdigit (*p))
        p++, digits++;
    }
  if (digits == 0)
    return 0;
  if (*p == 'e' || *p == 'E')
    {
      const char *exponent = p + 1;
      if (*exponent == '-' || *exponent == '+')
        exponent++;
      if (!g_ascii_isdigit (*exponent))
        return 0;
      while (g_ascii_isdigit (*exponent))
        exponent++;
      p = exponent;
    }
  return p - text;
}

gboolean
hw_number_parse (const char *text, double *value)
{
  gsize length;
  double number = 0;

  /* Whole numbers are by far the most frequent here too. */
  for (length = 0; length < 15 && g_ascii_isdigit (text[length]); length++)
    number = number * 10 + (text[length] - '0');
  if (length > 0 && text[length] == '\0')
    {
      *value = number;
      return TRUE;
    }
  length = decimal_length (text);
  if (length == 0 || text[length] != '\0')
    return FALSE;
  number = g_ascii_strtod (text, NULL);
  if (!isfinite (number))
    return FALSE;
  *value = number;
  return TRUE;
}

gboolean
hw_number_parse_integer (const char *text, gint32 *value)
{
  const char *p = text;
  gboolean negative = FALSE;
  gint64 number = 0;

  if (*p == '-')
    negative = TRUE, p++;
  if (!g_ascii_isdigit (*p))
    return FALSE;
  for (; g_ascii_isdigit (*p); p++)
    {
      number = number * 10 + (*p - '0');
      if (number > (gint64)G_MAXINT32 + 1)
        return FALSE;
    }
  if (negative)
    number = -number;
  if (*p != '\0' || number > G_MAXINT32)
    return FALSE;
  *value = (gint32)number;
  return TRUE;
}
