/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-findings.h"
#include "hw-xml-capture.h"

G_BEGIN_DECLS

/* The deepest nesting, elements of foreign namespaces included. */
#define HW_XML_DEPTH_MAX 256

/* Reads XML as a stream of elements of our namespace with their lines, within limits: no DOCTYPE,
 * no entities, no network, tags of at most %HW_XML_TAG_MAX bytes, UTF-8 only. Whatever is wrong
 * becomes a finding. Elements of foreign namespaces come as text. */
typedef struct _HwXmlReader HwXmlReader;

typedef enum
{
  HW_XML_ENTER, /* its children and its end are wanted */
  HW_XML_SKIP,  /* nothing of it is wanted */
  HW_XML_KEEP,  /* it is to come as text, like a foreign one */
} HwXmlVerdict;

typedef struct
{
  /* An element of our namespace begins. @name: interned, see hw_xml_reader_intern() */
  HwXmlVerdict (*start) (gpointer data,
                         const char *name,
                         const HwXmlAttribute *attributes,
                         guint n_attributes);
  /* The element that was entered last and has not ended ends. */
  void (*end) (gpointer data);
  /* A child of that element that is kept as text. */
  void (*kept) (gpointer data, const char *text);
} HwXmlHandler;

/* @findings: (transfer none): outlives the reader */
HwXmlReader *hw_xml_reader_new (const HwXmlHandler *handler, gpointer data, HwFindings *findings);
void hw_xml_reader_free (HwXmlReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwXmlReader, hw_xml_reader_free)

/* Returns: (transfer none): @name as elements and attributes of that name have it, for comparing
 * pointers */
const char *hw_xml_reader_intern (HwXmlReader *self, const char *name);

/**
 * hw_xml_reader_run:
 *
 * Reads @stream to its end, or to where reading on makes no sense. What is wrong with what it says
 * is no error of this function: see hw_findings_check().
 *
 * Returns: %FALSE with @error where bytes cannot be had
 */
gboolean hw_xml_reader_run (HwXmlReader *self, GInputStream *stream, GError **error);

/* --- while it runs --- */

/* Line of the present tag; of its end, where it takes several. */
guint hw_xml_reader_line (HwXmlReader *self);
/* A finding at that line. */
void hw_xml_reader_find (HwXmlReader *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Returns: (transfer none): the value, ready for use and NFC-normalised, until the next call */
const char *hw_xml_reader_value (HwXmlReader *self, const HwXmlAttribute *attribute);

/* The format version of the root element decides what becomes of what we do not know. */
void hw_xml_reader_set_minor (HwXmlReader *self, guint minor);
/**
 * hw_xml_reader_other_attribute:
 * @kept: (inout): %NULL or text so far; foreign attributes and those of a newer minor version are
 * added
 *
 * For an attribute that the element does not have.
 */
void hw_xml_reader_other_attribute (HwXmlReader *self,
                                    const char *element,
                                    const HwXmlAttribute *attribute,
                                    GString **kept);
/* For an element of our namespace that has no place where it is. */
HwXmlVerdict hw_xml_reader_other_element (HwXmlReader *self, const char *name, const char *parent);

/**
 * hw_xml_reader_root:
 * @minor: (out): of the file, where newer than ours, else 0
 *
 * Takes the root's attribute `format`; refuses versions that we cannot read.
 */
gboolean hw_xml_reader_root (HwXmlReader *self, const HwXmlAttribute *format, guint *minor);

G_END_DECLS
