/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-catalogue-form.h"
#include "hw-xml-reader.h"

G_BEGIN_DECLS

/* The attributes of one element of a catalogue. What is wrong with them becomes a finding of the
 * reader. */
typedef struct
{
  char *text[HW_N_COLUMNS]; /* NULL where not given */
} HwValues;

void hw_values_clear (HwValues *values);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HwValues, hw_values_clear)

/**
 * hw_values_fill:
 * @kept: (inout): receives the attributes that @form does not have, see
 *   hw_xml_reader_other_attribute()
 *
 * Returns: %FALSE where a required attribute is missing
 */
gboolean hw_values_fill (HwValues *values,
                         HwXmlReader *reader,
                         const HwForm *form,
                         const HwXmlAttribute *attributes,
                         guint n,
                         GString **kept);

/* @number stays as it is where the attribute is not given. */
gboolean hw_values_read_number (const HwValues *values,
                                HwXmlReader *reader,
                                HwColumn column,
                                double *number);

/**
 * hw_values_read_figure:
 * @name: the column that names the field
 * @figure: zero; receives everything but the source; note and reason move out of @values
 */
gboolean
hw_values_read_figure (HwValues *values, HwXmlReader *reader, HwColumn name, HwFigure *figure);

G_END_DECLS
