/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-xml-capture.h"

#include <string.h>

#include "hw-format.h"
#include "hw-xml-writer.h"

/* A namespace that the piece declares; strings are the parser's and outlive the piece. */
typedef struct
{
  const char *prefix; /* nullable */
  const char *space;  /* nullable */
  guint depth;
} Binding;

struct _HwXmlCapture
{
  GString *text;
  GString *value;
  GPtrArray *open; /* of char *: qualified names */
  GArray *bindings;
  gboolean in_tag;
};

HwXmlCapture *
hw_xml_capture_new (void)
{
  HwXmlCapture *self = g_new0 (HwXmlCapture, 1);

  self->text = g_string_new (NULL);
  self->value = g_string_new (NULL);
  self->open = g_ptr_array_new_with_free_func (g_free);
  self->bindings = g_array_new (FALSE, FALSE, sizeof (Binding));
  return self;
}

void
hw_xml_capture_free (HwXmlCapture *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_string_free (self->value, TRUE);
  g_ptr_array_unref (self->open);
  g_array_unref (self->bindings);
  g_free (self);
}

/* Undoes what libxml2 does to each & of a value where it does not substitute entities. */
static void
append_value (GString *to, const char *at, const char *end)
{
  const char *ampersand;

  while ((ampersand = memchr (at, '&', end - at)) != NULL)
    {
      g_string_append_len (to, at, ampersand + 1 - at);
      at = ampersand + 1;
      if (end - at >= 4 && memcmp (at, "#38;", 4) == 0)
        at += 4;
    }
  g_string_append_len (to, at, end - at);
}

void
hw_xml_attribute_value (GString *to, const HwXmlAttribute *attribute)
{
  g_string_truncate (to, 0);
  append_value (to, attribute->value, attribute->end);
}

static char *
qualify (const char *prefix, const char *name)
{
  return prefix != NULL ? g_strconcat (prefix, ":", name, NULL) : g_strdup (name);
}

static void
append_binding (GString *to, const char *prefix, const char *space)
{
  g_autoptr (GString) address = g_string_new (NULL);

  if (space != NULL)
    append_value (address, space, space + strlen (space));
  g_string_append (to, " xmlns");
  if (prefix != NULL)
    {
      g_string_append_c (to, ':');
      g_string_append (to, prefix);
    }
  g_string_append (to, "=\"");
  hw_xml_escape (to, address->str, TRUE);
  g_string_append_c (to, '"');
}

static void
append_attribute (GString *to, const HwXmlAttribute *attribute, GString *value)
{
  g_autofree char *name = qualify (attribute->prefix, attribute->name);

  hw_xml_attribute_value (value, attribute);
  g_string_append_c (to, ' ');
  g_string_append (to, name);
  g_string_append (to, "=\"");
  hw_xml_escape (to, value->str, TRUE);
  g_string_append_c (to, '"');
}

static gboolean
is_bound (const HwXmlCapture *self, const char *prefix, const char *space)
{
  if (prefix != NULL && strcmp (prefix, "xml") == 0)
    return TRUE;
  for (guint i = self->bindings->len; i > 0; i--)
    {
      const Binding *binding = &g_array_index (self->bindings, Binding, i - 1);

      if (g_strcmp0 (binding->prefix, prefix) == 0)
        return g_strcmp0 (binding->space, space) == 0;
    }
  return prefix == NULL && g_strcmp0 (space, HW_FORMAT_NAMESPACE) == 0;
}

static void
bind (HwXmlCapture *self, const char *prefix, const char *space)
{
  /* xmlns="" takes the default away, which for an element is to have none. */
  Binding binding = { prefix, space != NULL && *space == '\0' ? NULL : space, self->open->len };

  if (is_bound (self, prefix, binding.space))
    return;
  g_array_append_val (self->bindings, binding);
  append_binding (self->text, prefix, binding.space);
}

static void
close_tag (HwXmlCapture *self)
{
  if (self->in_tag)
    g_string_append_c (self->text, '>');
  self->in_tag = FALSE;
}

gboolean
hw_xml_capture_is_open (const HwXmlCapture *self)
{
  return self->open->len > 0;
}

void
hw_xml_capture_start (HwXmlCapture *self, const HwXmlTag *tag)
{
  char *name = qualify (tag->prefix, tag->name);

  if (self->open->len == 0)
    g_string_truncate (self->text, 0);
  close_tag (self);
  g_string_append_c (self->text, '<');
  g_string_append (self->text, name);
  g_ptr_array_add (self->open, name);
  for (guint i = 0; i < tag->n_namespaces; i++)
    bind (self, tag->namespaces[2 * i], tag->namespaces[2 * i + 1]);
  bind (self, tag->prefix, tag->space);
  for (guint i = 0; i < tag->n_attributes; i++)
    if (tag->attributes[i].prefix != NULL)
      bind (self, tag->attributes[i].prefix, tag->attributes[i].space);
  for (guint i = 0; i < tag->n_attributes; i++)
    append_attribute (self->text, &tag->attributes[i], self->value);
  self->in_tag = TRUE;
}

void
hw_xml_capture_text (HwXmlCapture *self, const char *text, gsize n)
{
  g_autofree char *copy = g_strndup (text, n);

  close_tag (self);
  hw_xml_escape (self->text, copy, FALSE);
}

void
hw_xml_capture_comment (HwXmlCapture *self, const char *text)
{
  close_tag (self);
  g_string_append_printf (self->text, "<!--%s-->", text);
}

const char *
hw_xml_capture_end (HwXmlCapture *self)
{
  guint depth = self->open->len;

  if (self->in_tag)
    g_string_append (self->text, "/>");
  else
    g_string_append_printf (
        self->text, "</%s>", (const char *)g_ptr_array_index (self->open, depth - 1));
  self->in_tag = FALSE;
  while (self->bindings->len > 0
         && g_array_index (self->bindings, Binding, self->bindings->len - 1).depth == depth)
    g_array_set_size (self->bindings, self->bindings->len - 1);
  g_ptr_array_set_size (self->open, depth - 1);
  return depth == 1 ? self->text->str : NULL;
}

void
hw_xml_capture_attribute (GString *to, const HwXmlAttribute *attribute)
{
  g_autoptr (GString) declaration = g_string_new (NULL);
  g_autoptr (GString) value = g_string_new (NULL);

  if (attribute->prefix != NULL && strcmp (attribute->prefix, "xml") != 0)
    {
      append_binding (declaration, attribute->prefix, attribute->space);
      if (strstr (to->str, declaration->str) == NULL)
        g_string_append (to, declaration->str);
    }
  append_attribute (to, attribute, value);
}

void
hw_xml_capture_piece (GString **kept, const char *piece)
{
  if (*kept == NULL)
    *kept = g_string_new (NULL);
  g_string_append_c (*kept, HW_FORMAT_DIVIDER);
  g_string_append (*kept, piece);
}
