/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Receives bytes of an output in order. Returns: FALSE with @error to stop */
typedef gboolean (*HwSink) (gpointer data, const char *bytes, gsize n, GError **error);

/* Writes XML in the canonical form: one element a line, one space a level, attributes in the order
 * of the calls. Errors of the sink are kept until hw_xml_writer_finish(). */
typedef struct _HwXmlWriter HwXmlWriter;

HwXmlWriter *hw_xml_writer_new (HwSink sink, gpointer data);
void hw_xml_writer_free (HwXmlWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwXmlWriter, hw_xml_writer_free)

/* @element: must stay as it is until its end */
void hw_xml_writer_start (HwXmlWriter *self, const char *element);
void hw_xml_writer_end (HwXmlWriter *self);
/* @value: (nullable): writes nothing where %NULL */
void hw_xml_writer_attribute (HwXmlWriter *self, const char *name, const char *value);
/* As hw_xml_writer_attribute() for a value without any character to escape. */
void hw_xml_writer_plain (HwXmlWriter *self, const char *name, const char *value);
/* A number in the shortest form; NAN writes nothing. */
void hw_xml_writer_number (HwXmlWriter *self, const char *name, double value);
/* Attributes of @foreign (nullable), see %HW_FORMAT_DIVIDER; before any child. */
void hw_xml_writer_foreign_attributes (HwXmlWriter *self, const char *foreign);
/* Elements of @foreign (nullable); after all children. */
void hw_xml_writer_foreign_elements (HwXmlWriter *self, const char *foreign);
/* Hands over what is left. Returns: FALSE with the first @error of the sink */
gboolean hw_xml_writer_finish (HwXmlWriter *self, GError **error);

/* Appends @text with what XML wants escaped; line ends and tabs too in attributes. Characters that
 * XML cannot hold become U+FFFD. */
void hw_xml_escape (GString *to, const char *text, gboolean attribute);

G_END_DECLS
