/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-csv-text.h"

#include <math.h>
#include <string.h>

#include "hw-number.h"

void
hw_csv_text_add (HwCsvText *self, const char *field)
{
  if (self->begun)
    g_string_append_c (self->text, ',');
  self->begun = TRUE;
  if (field == NULL)
    return;
  if (strpbrk (field, ",\"\r\n") == NULL)
    {
      g_string_append (self->text, field);
      return;
    }
  g_string_append_c (self->text, '"');
  for (; *field != '\0'; field++)
    {
      if (*field == '"')
        g_string_append_c (self->text, '"');
      g_string_append_c (self->text, *field);
    }
  g_string_append_c (self->text, '"');
}

void
hw_csv_text_add_number (HwCsvText *self, double number)
{
  char buffer[HW_NUMBER_SIZE];

  hw_csv_text_add (self, isfinite (number) ? hw_number_format (buffer, number) : NULL);
}

void
hw_csv_text_end_line (HwCsvText *self)
{
  g_string_append (self->text, "\r\n");
  self->begun = FALSE;
}

void
hw_csv_text_add_line (HwCsvText *self, const char *const *fields)
{
  for (guint i = 0; fields[i] != NULL; i++)
    hw_csv_text_add (self, fields[i]);
  hw_csv_text_end_line (self);
}
