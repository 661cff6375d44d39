/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An attribute as the SAX2 interface of libxml2 hands it over; the value does not end in a zero. */
typedef struct
{
  const char *name;
  const char *prefix; /* nullable */
  const char *space;  /* nullable */
  const char *value;
  const char *end;
} HwXmlAttribute;

typedef struct
{
  const char *name;
  const char *prefix; /* nullable */
  const char *space;  /* nullable */
  guint n_namespaces;
  const char *const *namespaces; /* pairs of prefix (nullable) and address */
  guint n_attributes;
  const HwXmlAttribute *attributes;
} HwXmlTag;

/* Makes text of elements of foreign namespaces again, in a form that stands alone: each piece
 * declares the namespaces that it uses, whatever the elements around it declare. */
typedef struct _HwXmlCapture HwXmlCapture;

HwXmlCapture *hw_xml_capture_new (void);
void hw_xml_capture_free (HwXmlCapture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwXmlCapture, hw_xml_capture_free)

gboolean hw_xml_capture_is_open (const HwXmlCapture *self);
void hw_xml_capture_start (HwXmlCapture *self, const HwXmlTag *tag);
void hw_xml_capture_text (HwXmlCapture *self, const char *text, gsize n);
void hw_xml_capture_comment (HwXmlCapture *self, const char *text);
/* Returns: (transfer none) (nullable): the whole piece where that was the end of the outermost
 * element; until the next start */
const char *hw_xml_capture_end (HwXmlCapture *self);

/* Appends @attribute with a space before it, and the namespace where it has one that @to does not
 * declare yet. */
void hw_xml_capture_attribute (GString *to, const HwXmlAttribute *attribute);

/* Adds an element's text to @kept (nullable). */
void hw_xml_capture_piece (GString **kept, const char *piece);

/* The value of an attribute: libxml2 leaves each & as &#38; where it does not substitute entities.
 * Replaces what is in @to. */
void hw_xml_attribute_value (GString *to, const HwXmlAttribute *attribute);

G_END_DECLS
