/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-xml-writer.h"

#include <math.h>
#include <string.h>

#include "hw-format.h"
#include "hw-number.h"

#define BLOCK 65536
#define DEPTH_MAX 16

struct _HwXmlWriter
{
  HwSink sink;
  gpointer data;
  GError *error;
  GString *out;
  const char *open[DEPTH_MAX];
  guint depth;
  gboolean in_tag; /* the innermost element's tag is still open */
};

HwXmlWriter *
hw_xml_writer_new (HwSink sink, gpointer data)
{
  HwXmlWriter *self = g_new0 (HwXmlWriter, 1);

  self->sink = sink;
  self->data = data;
  self->out = g_string_sized_new (BLOCK + 4096);
  g_string_append (self->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  return self;
}

void
hw_xml_writer_free (HwXmlWriter *self)
{
  if (self == NULL)
    return;
  g_clear_error (&self->error);
  g_string_free (self->out, TRUE);
  g_free (self);
}

/* What to write for the character at @text, of @n bytes, or NULL for itself. */
static const char *
replacement (const char *text, gboolean attribute, gsize *n)
{
  guchar byte = *text;

  *n = 1;
  switch (byte)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return attribute ? "&quot;" : NULL;
    case '\n':
      return attribute ? "&#10;" : NULL;
    case '\t':
      return attribute ? "&#9;" : NULL;
    case '\r':
      return "&#13;";
    case 0xef: /* U+FFFE and U+FFFF are the only ones of three bytes that XML forbids */
      if ((guchar)text[1] == 0xbf && (guchar)text[2] >= 0xbe)
        {
          *n = 3;
          return "\xef\xbf\xbd";
        }
      return NULL;
    default:
      return byte < 0x20 ? "\xef\xbf\xbd" : NULL;
    }
}

/* Bytes that may need a replacement. */
static inline gboolean
is_special (guchar byte)
{
  return byte < 0x20 || byte == '&' || byte == '<' || byte == '>' || byte == '"' || byte == 0xef;
}

void
hw_xml_escape (GString *to, const char *text, gboolean attribute)
{
  const char *begin = text;

  while (*text != '\0')
    {
      const char *instead;
      gsize n;

      if (!is_special (*text) || (instead = replacement (text, attribute, &n)) == NULL)
        {
          text++;
          continue;
        }
      g_string_append_len (to, begin, text - begin);
      g_string_append (to, instead);
      text += n;
      begin = text;
    }
  g_string_append_len (to, begin, text - begin);
}

static void
flush (HwXmlWriter *self)
{
  if (self->error == NULL)
    self->sink (self->data, self->out->str, self->out->len, &self->error);
  g_string_truncate (self->out, 0);
}

static void
indent (HwXmlWriter *self)
{
  for (guint i = 0; i < self->depth; i++)
    g_string_append_c (self->out, ' ');
}

static void
close_tag (HwXmlWriter *self)
{
  if (self->in_tag)
    g_string_append (self->out, ">\n");
  self->in_tag = FALSE;
}

void
hw_xml_writer_start (HwXmlWriter *self, const char *element)
{
  g_return_if_fail (self->depth < DEPTH_MAX);

  close_tag (self);
  if (self->out->len >= BLOCK)
    flush (self);
  indent (self);
  g_string_append_c (self->out, '<');
  g_string_append (self->out, element);
  self->open[self->depth++] = element;
  self->in_tag = TRUE;
}

void
hw_xml_writer_end (HwXmlWriter *self)
{
  const char *element = self->open[--self->depth];

  if (self->in_tag)
    {
      g_string_append (self->out, "/>\n");
      self->in_tag = FALSE;
      return;
    }
  indent (self);
  g_string_append (self->out, "</");
  g_string_append (self->out, element);
  g_string_append (self->out, ">\n");
}

static void
begin_attribute (HwXmlWriter *self, const char *name)
{
  g_string_append_c (self->out, ' ');
  g_string_append (self->out, name);
  g_string_append_len (self->out, "=\"", 2);
}

void
hw_xml_writer_attribute (HwXmlWriter *self, const char *name, const char *value)
{
  if (value == NULL)
    return;
  begin_attribute (self, name);
  hw_xml_escape (self->out, value, TRUE);
  g_string_append_c (self->out, '"');
}

void
hw_xml_writer_plain (HwXmlWriter *self, const char *name, const char *value)
{
  begin_attribute (self, name);
  g_string_append (self->out, value);
  g_string_append_c (self->out, '"');
}

void
hw_xml_writer_number (HwXmlWriter *self, const char *name, double value)
{
  char buffer[HW_NUMBER_SIZE];

  if (!isnan (value))
    hw_xml_writer_plain (self, name, hw_number_format (buffer, value));
}

void
hw_xml_writer_foreign_attributes (HwXmlWriter *self, const char *foreign)
{
  const char divider[] = { HW_FORMAT_DIVIDER, '\0' };

  if (foreign != NULL)
    g_string_append_len (self->out, foreign, strcspn (foreign, divider));
}

void
hw_xml_writer_foreign_elements (HwXmlWriter *self, const char *foreign)
{
  const char *piece = foreign != NULL ? strchr (foreign, HW_FORMAT_DIVIDER) : NULL;

  while (piece != NULL)
    {
      const char *next = strchr (++piece, HW_FORMAT_DIVIDER);

      close_tag (self);
      indent (self);
      g_string_append_len (self->out, piece, next != NULL ? next - piece : (gssize)strlen (piece));
      g_string_append_c (self->out, '\n');
      piece = next;
    }
}

gboolean
hw_xml_writer_finish (HwXmlWriter *self, GError **error)
{
  flush (self);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}
