/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-xml-limit.h"

#include <string.h>

/* Moves to @byte, or to the end, and counts what is passed over. */
static const char *
seek (HwXmlLimit *self, const char *at, const char *end, char byte)
{
  const char *found = memchr (at, byte, end - at);
  const char *stop = found != NULL ? found : end;

  self->length += stop - at;
  return stop;
}

/* The end of a comment, section or instruction: @count times @mark, at least, then '>'. */
static void
close_after (HwXmlLimit *self, char byte, char mark, guint count)
{
  if (byte == mark)
    self->run++;
  else if (byte == '>' && self->run >= count)
    self->state = HW_XML_LIMIT_TEXT;
  else
    self->run = 0;
}

static void
enter (HwXmlLimit *self, HwXmlLimitState state)
{
  self->state = state;
  self->run = 0;
}

static void
step (HwXmlLimit *self, char byte)
{
  switch (self->state)
    {
    case HW_XML_LIMIT_TEXT:
      enter (self, HW_XML_LIMIT_OPEN);
      self->length = 0;
      break;
    case HW_XML_LIMIT_OPEN:
      if (byte == '!')
        enter (self, HW_XML_LIMIT_BANG);
      else if (byte == '?')
        enter (self, HW_XML_LIMIT_INSTRUCTION);
      else if (byte == '>')
        enter (self, HW_XML_LIMIT_TEXT);
      else
        enter (self, HW_XML_LIMIT_TAG);
      break;
    case HW_XML_LIMIT_BANG:
      if (byte == '-')
        enter (self, HW_XML_LIMIT_COMMENT);
      else if (byte == '[')
        enter (self, HW_XML_LIMIT_SECTION);
      else
        enter (self, HW_XML_LIMIT_TAG);
      break;
    case HW_XML_LIMIT_TAG:
      if (byte == '>')
        enter (self, HW_XML_LIMIT_TEXT);
      else if (byte == '"')
        enter (self, HW_XML_LIMIT_DOUBLE);
      else if (byte == '\'')
        enter (self, HW_XML_LIMIT_SINGLE);
      break;
    case HW_XML_LIMIT_DOUBLE:
    case HW_XML_LIMIT_SINGLE:
      enter (self, HW_XML_LIMIT_TAG);
      break;
    case HW_XML_LIMIT_COMMENT:
      close_after (self, byte, '-', 2);
      break;
    case HW_XML_LIMIT_SECTION:
      close_after (self, byte, ']', 2);
      break;
    case HW_XML_LIMIT_INSTRUCTION:
      close_after (self, byte, '?', 1);
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
is_measured (HwXmlLimitState state)
{
  return state == HW_XML_LIMIT_TAG || state == HW_XML_LIMIT_DOUBLE || state == HW_XML_LIMIT_SINGLE;
}

/* Moves on to a byte that ends the tag or begins a value: what most bytes are scanned by. */
static const char *
seek_in_tag (HwXmlLimit *self, const char *at, const char *end)
{
  const char *stop = at;

  while (stop < end && *stop != '>' && *stop != '"' && *stop != '\'')
    stop++;
  self->length += stop - at;
  return stop;
}

gboolean
hw_xml_limit_scan (HwXmlLimit *self, const char *bytes, gsize n, gsize *good)
{
  const char *end = bytes + n;
  const char *at = bytes;

  *good = n;
  while (at < end)
    {
      if (self->state == HW_XML_LIMIT_TAG)
        at = seek_in_tag (self, at, end);
      else if (self->state == HW_XML_LIMIT_DOUBLE)
        at = seek (self, at, end, '"');
      else if (self->state == HW_XML_LIMIT_TEXT)
        at = seek (self, at, end, '<');
      else if (self->state == HW_XML_LIMIT_SINGLE)
        at = seek (self, at, end, '\'');
      if (is_measured (self->state) && ++self->length > HW_XML_TAG_MAX)
        {
          gsize before = at - bytes;

          *good = before > self->length ? before - self->length : 0;
          return FALSE;
        }
      if (at < end)
        step (self, *at++);
    }
  return TRUE;
}
