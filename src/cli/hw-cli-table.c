/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-table.h"

#include <string.h>

#define COLUMNS_MAX 8
#define GAP 2

struct _HwCliTable
{
  guint right;
  GPtrArray *lines; /* of char ** */
  guint widths[COLUMNS_MAX];
};

HwCliTable *
hw_cli_table_new (guint right)
{
  HwCliTable *self = g_new0 (HwCliTable, 1);

  self->right = right;
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  return self;
}

void
hw_cli_table_free (HwCliTable *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->lines);
  g_free (self);
}

/* Columns that the text takes on a terminal. */
static guint
text_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

void
hw_cli_table_add (HwCliTable *self, ...)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  const char *cell;
  va_list arguments;

  va_start (arguments, self);
  while ((cell = va_arg (arguments, const char *)) != NULL && cells->len < COLUMNS_MAX)
    {
      self->widths[cells->len] = MAX (self->widths[cells->len], text_width (cell));
      g_ptr_array_add (cells, g_strdup (cell));
    }
  va_end (arguments);
  g_ptr_array_add (cells, NULL);
  g_ptr_array_add (self->lines, g_ptr_array_steal (cells, NULL));
}

static void
append_spaces (GString *text, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (text, ' ');
}

char *
hw_cli_table_to_text (HwCliTable *self, guint indent)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      char **cells = g_ptr_array_index (self->lines, i);

      append_spaces (text, indent);
      for (guint j = 0; cells[j] != NULL; j++)
        {
          guint space = self->widths[j] - text_width (cells[j]);
          gboolean right = (self->right >> j & 1) != 0;

          if (right)
            append_spaces (text, space);
          g_string_append (text, cells[j]);
          if (!right)
            append_spaces (text, space);
          append_spaces (text, GAP);
        }
      while (text->len > 0 && text->str[text->len - 1] == ' ')
        g_string_truncate (text, text->len - 1);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
