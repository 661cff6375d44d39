/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-epanet-fields.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

void
hw_epanet_complain (HwEpanetReader *self, const char *format, ...)
{
  g_autofree char *message = NULL;
  g_autofree char *valid = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  valid = g_utf8_make_valid (message, -1);
  hw_findings_add (self->findings, self->line->number, "%s", valid);
}

gboolean
hw_epanet_is_word (const char *field, const char *word)
{
  return g_ascii_strcasecmp (field, word) == 0;
}

gboolean
hw_epanet_to_number (const char *field, double *value)
{
  char *end;

  /* Neither hexadecimal nor "nan". */
  if (field[strspn (field, "0123456789+-.eE")] != '\0')
    return FALSE;
  *value = g_ascii_strtod (field, &end);
  return end != field && *end == '\0' && isfinite (*value);
}

gboolean
hw_epanet_number (HwEpanetReader *self, guint field, const char *what, double *value)
{
  *value = 0;
  if (field >= self->line->n)
    hw_epanet_complain (self, _ ("the %s is missing"), what);
  else if (!hw_epanet_to_number (self->line->fields[field], value))
    hw_epanet_complain (self, _ ("“%s” is no number for the %s"), self->line->fields[field], what);
  else
    return TRUE;
  return FALSE;
}

gboolean
hw_epanet_optional_number (HwEpanetReader *self, guint field, const char *what, double *value)
{
  *value = 0;
  return field >= self->line->n || hw_epanet_number (self, field, what, value);
}

gboolean
hw_epanet_has_fields (HwEpanetReader *self, guint least, guint most)
{
  if (self->line->n < least)
    hw_epanet_complain (self, _ ("something is missing in %s"), self->line->section);
  else if (self->line->n > most)
    hw_epanet_complain (self, _ ("“%s” is too much"), self->line->fields[most]);
  else
    return TRUE;
  return FALSE;
}

void
hw_epanet_read_section (HwEpanetReader *self,
                        HwEpanetSection section,
                        void (*read) (HwEpanetReader *))
{
  for (guint i = 0; i < hw_epanet_lines_n (self->lines, section); i++)
    {
      self->line = hw_epanet_lines_get (self->lines, section, i);
      read (self);
    }
}
