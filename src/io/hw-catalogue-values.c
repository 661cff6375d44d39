/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-catalogue-values.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-number.h"

void
hw_values_clear (HwValues *values)
{
  for (guint i = 0; i < HW_N_COLUMNS; i++)
    g_free (values->text[i]);
}

gboolean
hw_values_fill (HwValues *values,
                HwXmlReader *reader,
                const HwForm *form,
                const HwXmlAttribute *attributes,
                guint n,
                GString **kept)
{
  gboolean complete = TRUE;

  for (guint i = 0; i < n; i++)
    {
      HwColumn column
          = attributes[i].prefix == NULL ? hw_form_find (form, attributes[i].name) : HW_N_COLUMNS;
      if (column < HW_N_COLUMNS)
        values->text[column] = g_strdup (hw_xml_reader_value (reader, &attributes[i]));
      else
        hw_xml_reader_other_attribute (reader, form->element, &attributes[i], kept);
    }
  for (guint i = 0; i < HW_N_COLUMNS; i++)
    if ((form->required >> i & 1) != 0 && values->text[i] == NULL)
      {
        hw_xml_reader_find (
            reader, _ ("“%s” needs the attribute “%s”"), form->element, hw_column_name (i));
        complete = FALSE;
      }
  return complete;
}

gboolean
hw_values_read_number (const HwValues *values, HwXmlReader *reader, HwColumn column, double *number)
{
  const char *text = values->text[column];

  if (text == NULL || hw_number_parse (text, number))
    return TRUE;
  hw_xml_reader_find (reader, _ ("%s=\"%s\" is not a number"), hw_column_name (column), text);
  return FALSE;
}

static gboolean
read_unit (HwXmlReader *reader, const char *text, HwFigure *figure)
{
  HwDimension dimension = hw_field_dimension (figure->field);
  gboolean bare = dimension == HW_DIMENSION_NONE || dimension == HW_DIMENSION_SHARE
                  || dimension == HW_DIMENSION_RACK_UNITS;

  figure->unit = text != NULL ? hw_unit_find (text) : NULL;
  if (text == NULL && (bare || figure->state != HW_FIGURE_VALUE))
    return TRUE;
  if (figure->unit != NULL && hw_unit_fits (figure->unit, dimension))
    return TRUE;
  if (text == NULL)
    hw_xml_reader_find (reader, _ ("“%s” needs a unit"), hw_field_name (figure->field));
  else
    hw_xml_reader_find (
        reader, _ ("“%s” is not a unit for “%s”"), text, hw_field_name (figure->field));
  return FALSE;
}

static double
to_si (const HwFigure *figure, double printed)
{
  return figure->unit != NULL ? hw_unit_to_si (figure->unit, printed) : printed;
}

static gboolean
read_value (HwXmlReader *reader, const HwValues *values, HwFigure *figure)
{
  figure->printed = figure->printed_low = figure->printed_high = NAN;
  if (!hw_values_read_number (values, reader, HW_COLUMN_VALUE, &figure->printed)
      || !read_unit (reader, values->text[HW_COLUMN_UNIT], figure))
    return FALSE;
  figure->printed_low = figure->printed_high = figure->printed;
  if (!hw_values_read_number (values, reader, HW_COLUMN_LOW, &figure->printed_low)
      || !hw_values_read_number (values, reader, HW_COLUMN_HIGH, &figure->printed_high))
    return FALSE;
  figure->ranged = values->text[HW_COLUMN_LOW] != NULL || values->text[HW_COLUMN_HIGH] != NULL;
  if (figure->state != HW_FIGURE_VALUE)
    {
      if (!figure->ranged)
        return TRUE;
      hw_xml_reader_find (reader, _ ("low and high need a value between them"));
      return FALSE;
    }
  if (figure->printed_low > figure->printed || figure->printed > figure->printed_high)
    {
      hw_xml_reader_find (reader,
                          _ ("the value of “%s” is not between low and high"),
                          hw_field_name (figure->field));
      return FALSE;
    }
  if (figure->printed_low < 0 && hw_field_dimension (figure->field) != HW_DIMENSION_TEMPERATURE)
    {
      hw_xml_reader_find (reader, _ ("“%s” cannot be below zero"), hw_field_name (figure->field));
      return FALSE;
    }
  figure->value = to_si (figure, figure->printed);
  figure->low = to_si (figure, figure->printed_low);
  figure->high = to_si (figure, figure->printed_high);
  return TRUE;
}

static gboolean
read_origin (HwXmlReader *reader, const HwValues *values, HwFigure *figure)
{
  const char *basis = values->text[HW_COLUMN_BASIS];
  const char *confidence = values->text[HW_COLUMN_CONFIDENCE];

  if (basis != NULL && (strlen (basis) != 1 || strchr ("DTCEA", *basis) == NULL))
    {
      hw_xml_reader_find (reader, _ ("basis=\"%s\" is none of: D, T, C, E, A"), basis);
      return FALSE;
    }
  figure->basis = basis != NULL ? *basis : 0;
  if (confidence == NULL)
    return TRUE;
  figure->confidence = hw_confidence_parse (confidence);
  if (figure->confidence == 0)
    hw_xml_reader_find (reader, _ ("confidence=\"%s\" is none of: high, medium, low"), confidence);
  return figure->confidence != 0;
}

gboolean
hw_values_read_figure (HwValues *values, HwXmlReader *reader, HwColumn name, HwFigure *figure)
{
  guint given = (values->text[HW_COLUMN_VALUE] != NULL) + (values->text[HW_COLUMN_UNKNOWN] != NULL)
                + (values->text[HW_COLUMN_UNSUPPORTED] != NULL);

  if (!hw_field_find (values->text[name], &figure->field))
    {
      hw_xml_reader_find (reader, _ ("there is no figure “%s”"), values->text[name]);
      return FALSE;
    }
  if (given != 1)
    {
      hw_xml_reader_find (
          reader, _ ("“%s” needs one of value, unknown and unsupported"), values->text[name]);
      return FALSE;
    }
  figure->state = values->text[HW_COLUMN_VALUE] != NULL     ? HW_FIGURE_VALUE
                  : values->text[HW_COLUMN_UNKNOWN] != NULL ? HW_FIGURE_UNKNOWN
                                                            : HW_FIGURE_UNSUPPORTED;
  if (!read_value (reader, values, figure) || !read_origin (reader, values, figure))
    return FALSE;
  figure->note = g_steal_pointer (&values->text[HW_COLUMN_NOTE]);
  figure->reason = figure->state == HW_FIGURE_UNKNOWN
                       ? g_steal_pointer (&values->text[HW_COLUMN_UNKNOWN])
                       : g_steal_pointer (&values->text[HW_COLUMN_UNSUPPORTED]);
  return TRUE;
}
