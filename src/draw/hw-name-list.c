/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-name-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More digits than these are no running number. */
#define MOST_DIGITS 9

static gsize
n_digits (const char *text)
{
  return strspn (text, "0123456789");
}

static int
compare (const char *a, const char *b)
{
  while (*a != '\0' && *b != '\0')
    {
      gsize m = n_digits (a), n = n_digits (b);
      const char *x = a + strspn (a, "0"), *y = b + strspn (b, "0");
      gsize p = n_digits (x), q = n_digits (y);
      int order;

      if (m == 0 || n == 0)
        {
          if (*a != *b)
            return (guchar)*a < (guchar)*b ? -1 : 1;
          a++;
          b++;
          continue;
        }
      order = p != q ? (p < q ? -1 : 1) : strncmp (x, y, p);
      if (order != 0)
        return order;
      a += m;
      b += n;
    }
  return (*a != '\0') - (*b != '\0');
}

int
hw_name_compare (const char *a, const char *b)
{
  int order = compare (a, b);

  return order != 0 ? order : strcmp (a, b);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return hw_name_compare (*(const char *const *)a, *(const char *const *)b);
}

/* What a name ends in, a number or a letter of its own. Returns: its place, the length where there
 * is none */
static gsize
counter (const char *name, guint *value)
{
  gsize length = strlen (name), start = length;

  while (start > 0 && g_ascii_isdigit (name[start - 1]))
    start--;
  if (start < length && length - start <= MOST_DIGITS)
    {
      *value = (guint)g_ascii_strtoull (name + start, NULL, 10);
      return start;
    }
  if (length >= 2 && g_ascii_isupper (name[length - 1]) && !g_ascii_isalnum (name[length - 2]))
    {
      *value = (guint)name[length - 1];
      return length - 1;
    }
  return length;
}

/* Whether each name is the one before with the next number or letter. */
static gboolean
is_series (const GPtrArray *names)
{
  const char *first = g_ptr_array_index (names, 0);
  guint start, value;
  gsize prefix = counter (first, &start);

  if (first[prefix] == '\0')
    return FALSE;
  for (guint i = 1; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      if (counter (name, &value) != prefix || name[prefix] == '\0'
          || strncmp (name, first, prefix) != 0 || value != start + i)
        return FALSE;
    }
  return TRUE;
}

char *
hw_name_series (GPtrArray *names)
{
  if (names->len == 0)
    return g_strdup ("");
  g_ptr_array_sort (names, compare_cb);
  if (names->len == 1)
    return g_strdup (g_ptr_array_index (names, 0));
  if (!is_series (names))
    return NULL;
  return g_strdup_printf (_ ("%s to %s"),
                          (const char *)g_ptr_array_index (names, 0),
                          (const char *)g_ptr_array_index (names, names->len - 1));
}

char *
hw_name_list (GPtrArray *names)
{
  char *series = hw_name_series (names);
  GString *text;

  if (series != NULL)
    return series;
  text = g_string_new (NULL);
  for (guint i = 0; i < names->len; i++)
    if (i == 0 || strcmp (g_ptr_array_index (names, i), g_ptr_array_index (names, i - 1)) != 0)
      g_string_append_printf (
          text, "%s%s", i > 0 ? ", " : "", (const char *)g_ptr_array_index (names, i));
  return g_string_free (text, FALSE);
}
