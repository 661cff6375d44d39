/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-json-writer.h"

#include <math.h>

#include "hw-number.h"

#define DEPTH_MAX 16

struct _HwJsonWriter
{
  GString *text;
  char close[DEPTH_MAX]; /* what ends each open object or array */
  gboolean filled[DEPTH_MAX];
  guint depth;
};

HwJsonWriter *
hw_json_writer_new (void)
{
  HwJsonWriter *self = g_new0 (HwJsonWriter, 1);

  self->text = g_string_new (NULL);
  return self;
}

void
hw_json_writer_free (HwJsonWriter *self)
{
  if (self == NULL)
    return;
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self);
}

static void
break_line (HwJsonWriter *self)
{
  g_string_append_c (self->text, '\n');
  for (guint i = 0; i < self->depth; i++)
    g_string_append (self->text, "  ");
}

static void
append_string (GString *to, const char *text)
{
  g_string_append_c (to, '"');
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '"':
      case '\\':
        g_string_append_c (to, '\\');
        g_string_append_c (to, *text);
        break;
      case '\n':
        g_string_append (to, "\\n");
        break;
      case '\t':
        g_string_append (to, "\\t");
        break;
      default:
        if ((guchar)*text < 0x20)
          g_string_append_printf (to, "\\u%04x", (guchar)*text);
        else
          g_string_append_c (to, *text);
      }
  g_string_append_c (to, '"');
}

/* What stands before each value. */
static void
begin_value (HwJsonWriter *self, const char *key)
{
  if (self->depth > 0)
    {
      if (self->filled[self->depth - 1])
        g_string_append_c (self->text, ',');
      self->filled[self->depth - 1] = TRUE;
      break_line (self);
    }
  if (key != NULL)
    {
      append_string (self->text, key);
      g_string_append (self->text, ": ");
    }
}

static void
begin (HwJsonWriter *self, const char *key, char open, char close)
{
  g_return_if_fail (self->depth < DEPTH_MAX);

  begin_value (self, key);
  g_string_append_c (self->text, open);
  self->close[self->depth] = close;
  self->filled[self->depth] = FALSE;
  self->depth++;
}

void
hw_json_writer_begin_object (HwJsonWriter *self, const char *key)
{
  begin (self, key, '{', '}');
}

void
hw_json_writer_begin_array (HwJsonWriter *self, const char *key)
{
  begin (self, key, '[', ']');
}

void
hw_json_writer_end (HwJsonWriter *self)
{
  g_return_if_fail (self->depth > 0);

  self->depth--;
  if (self->filled[self->depth])
    break_line (self);
  g_string_append_c (self->text, self->close[self->depth]);
}

void
hw_json_writer_string (HwJsonWriter *self, const char *key, const char *text)
{
  if (text == NULL)
    {
      hw_json_writer_null (self, key);
      return;
    }
  begin_value (self, key);
  append_string (self->text, text);
}

void
hw_json_writer_number (HwJsonWriter *self, const char *key, double number)
{
  char buffer[HW_NUMBER_SIZE];

  begin_value (self, key);
  g_string_append (self->text, isfinite (number) ? hw_number_format (buffer, number) : "null");
}

void
hw_json_writer_null (HwJsonWriter *self, const char *key)
{
  begin_value (self, key);
  g_string_append (self->text, "null");
}

char *
hw_json_writer_finish (HwJsonWriter *self)
{
  g_string_append_c (self->text, '\n');
  return g_string_free (g_steal_pointer (&self->text), FALSE);
}
