/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-design-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-number.h"

/* The tallest rack that is made has 60 units; 500 leaves room for every frame. */
#define MOST_UNITS 500
#define LONGEST_TEXT 4000

#define AT(type, row, attribute) (*(type *)((char *)(row) + (attribute)->offset))
#define READ(type, row, attribute) (*(const type *)((const char *)(row) + (attribute)->offset))

static char *
number_text (double value)
{
  char buffer[HW_NUMBER_SIZE];

  return g_strdup (hw_number_format (buffer, value));
}

char *
hw_design_attribute_text (HwDesign *self, const HwAttribute *attribute, const void *row)
{
  char buffer[HW_ID_SIZE];
  HwHandle handle;
  const HwProduct *product;

  if (hw_attribute_is_missing (attribute, row))
    return NULL;
  switch (attribute->type)
    {
    case HW_TYPE_STRING:
      return g_strdup (hw_design_text (self, READ (HwSymbol, row, attribute)));
    case HW_TYPE_REF:
    case HW_TYPE_PHASE:
      handle = hw_attribute_get_ref (attribute, row);
      return g_strdup (hw_design_id_text (self, HW_REF (attribute->ref, handle), buffer));
    case HW_TYPE_PRODUCT:
      product = hw_catalogue_get (self->catalogue, READ (guint32, row, attribute));
      return g_strdup (product->id);
    case HW_TYPE_INTEGER:
      return g_strdup_printf ("%d", READ (gint32, row, attribute));
    case HW_TYPE_NUMBER:
      return number_text (READ (double, row, attribute));
    case HW_TYPE_CHOICE:
      return g_strdup (attribute->choices[READ (guint8, row, attribute)]);
    case HW_TYPE_BYTE:
      return g_strdup_printf ("%u", READ (guint8, row, attribute));
    case HW_TYPE_BOOLEAN:
      return g_strdup (READ (guint8, row, attribute) ? "true" : "false");
    case HW_TYPE_POSITION:
      return number_text (READ (gint16, row, attribute) / 2.0 + 1);
    case HW_TYPE_HALF_UNITS:
      return number_text (READ (gint16, row, attribute) / 2.0);
    case HW_TYPE_ROTATION:
    case HW_TYPE_SMALL:
      return g_strdup_printf ("%d", READ (gint16, row, attribute));
    }
  g_return_val_if_reached (NULL);
}

G_GNUC_PRINTF (2, 3)
static gboolean
invalid (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, HW_CORE_ERROR, HW_CORE_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
parse_bounded (
    const HwAttribute *attribute, const char *text, gboolean whole, double *value, GError **error)
{
  char low[HW_NUMBER_SIZE], high[HW_NUMBER_SIZE];

  if (!hw_number_parse (text, value))
    return invalid (error, _ ("%s=\"%s\" is not a number."), attribute->name, text);
  if (whole && *value != floor (*value))
    return invalid (error, _ ("%s=\"%s\" is not a whole number."), attribute->name, text);
  if (*value < attribute->minimum || *value > attribute->maximum)
    return invalid (error,
                    _ ("%s=\"%s\" is not between %s and %s."),
                    attribute->name,
                    text,
                    hw_number_format (low, attribute->minimum),
                    hw_number_format (high, attribute->maximum));
  return TRUE;
}

static gboolean
parse_half_units (
    const HwAttribute *attribute, const char *text, double lowest, double *value, GError **error)
{
  if (!hw_number_parse (text, value) || *value * 2 != floor (*value * 2))
    return invalid (
        error, _ ("%s=\"%s\" is not a number of whole or half rack units."), attribute->name, text);
  if (*value < lowest || *value > MOST_UNITS)
    return invalid (error,
                    _ ("%s=\"%s\" is not between %s and %d rack units."),
                    attribute->name,
                    text,
                    lowest < 1 ? "0.5" : "1",
                    MOST_UNITS);
  return TRUE;
}

static gboolean
parse_text (
    HwDesign *self, const HwAttribute *attribute, void *row, const char *text, GError **error)
{
  g_autofree char *normal = NULL;
  gboolean ascii = TRUE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if ((guchar)*p >= 0x80)
        ascii = FALSE;
      if ((guchar)*p < 0x20 || *p == 0x7f)
        return invalid (error, _ ("%s holds a control character."), attribute->name);
      if (p - text > LONGEST_TEXT)
        return invalid (error, _ ("%s is longer than %d bytes."), attribute->name, LONGEST_TEXT);
    }
  if (!ascii)
    {
      normal = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
      if (normal == NULL)
        return invalid (error, _ ("%s is not valid UTF-8."), attribute->name);
      text = normal;
    }
  AT (HwSymbol, row, attribute) = hw_design_intern (self, text);
  return TRUE;
}

static gboolean
parse_reference (
    HwDesign *self, const HwAttribute *attribute, void *row, const char *text, GError **error)
{
  HwRef ref = hw_design_find (self, text);

  if (ref.handle == 0 || ref.table != attribute->ref
      || (attribute->type == HW_TYPE_PHASE && ref.handle > G_MAXUINT16))
    {
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_NOT_FOUND,
                   _ ("%s=\"%s\" names no %s of this design."),
                   attribute->name,
                   text,
                   hw_table_class (attribute->ref)->element);
      return FALSE;
    }
  hw_attribute_set_ref (attribute, row, ref.handle);
  return TRUE;
}

static gboolean
parse_product (
    HwDesign *self, const HwAttribute *attribute, void *row, const char *text, GError **error)
{
  const HwProduct *product = hw_catalogue_find (self->catalogue, text);

  if (product == NULL)
    {
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_NOT_FOUND,
                   _ ("%s=\"%s\" names no product of this design."),
                   attribute->name,
                   text);
      return FALSE;
    }
  if (attribute->kinds != 0 && (attribute->kinds >> product->kind & 1) == 0)
    return invalid (error,
                    _ ("%s=\"%s\" is a product of another kind: %s."),
                    attribute->name,
                    text,
                    hw_kind_label (product->kind));
  AT (guint32, row, attribute) = product->number;
  return TRUE;
}

static gboolean
parse_choice (const HwAttribute *attribute, void *row, const char *text, GError **error)
{
  g_autofree char *allowed = NULL;

  for (guint i = 0; attribute->choices[i] != NULL; i++)
    if (strcmp (attribute->choices[i], text) == 0)
      {
        AT (guint8, row, attribute)
            = (guint8)(attribute->type == HW_TYPE_BYTE ? g_ascii_strtoull (text, NULL, 10) : i);
        return TRUE;
      }
  allowed = g_strjoinv (", ", (char **)attribute->choices);
  return invalid (error, _ ("%s=\"%s\" is none of: %s."), attribute->name, text, allowed);
}

gboolean
hw_design_attribute_parse (
    HwDesign *self, const HwAttribute *attribute, void *row, const char *text, GError **error)
{
  double value = 0;

  switch (attribute->type)
    {
    case HW_TYPE_STRING:
      return parse_text (self, attribute, row, text, error);
    case HW_TYPE_REF:
    case HW_TYPE_PHASE:
      return parse_reference (self, attribute, row, text, error);
    case HW_TYPE_PRODUCT:
      return parse_product (self, attribute, row, text, error);
    case HW_TYPE_CHOICE:
      return parse_choice (attribute, row, text, error);
    case HW_TYPE_BYTE:
      if (attribute->choices != NULL)
        return parse_choice (attribute, row, text, error);
      if (!parse_bounded (attribute, text, TRUE, &value, error))
        return FALSE;
      AT (guint8, row, attribute) = (guint8)value;
      return TRUE;
    case HW_TYPE_INTEGER:
      if (!parse_bounded (attribute, text, TRUE, &value, error))
        return FALSE;
      AT (gint32, row, attribute) = (gint32)value;
      return TRUE;
    case HW_TYPE_NUMBER:
      if (!parse_bounded (attribute, text, FALSE, &value, error))
        return FALSE;
      AT (double, row, attribute) = value;
      return TRUE;
    case HW_TYPE_SMALL:
      if (!parse_bounded (attribute, text, TRUE, &value, error))
        return FALSE;
      AT (gint16, row, attribute) = (gint16)value;
      return TRUE;
    case HW_TYPE_BOOLEAN:
      if (strcmp (text, "true") != 0 && strcmp (text, "false") != 0)
        return invalid (error, _ ("%s=\"%s\" is neither true nor false."), attribute->name, text);
      AT (guint8, row, attribute) = strcmp (text, "true") == 0;
      return TRUE;
    case HW_TYPE_POSITION:
      if (!parse_half_units (attribute, text, 1, &value, error))
        return FALSE;
      AT (gint16, row, attribute) = (gint16)((value - 1) * 2);
      return TRUE;
    case HW_TYPE_HALF_UNITS:
      if (!parse_half_units (attribute, text, 0.5, &value, error))
        return FALSE;
      AT (gint16, row, attribute) = (gint16)(value * 2);
      return TRUE;
    case HW_TYPE_ROTATION:
      if (strcmp (text, "0") != 0 && strcmp (text, "90") != 0 && strcmp (text, "180") != 0
          && strcmp (text, "270") != 0)
        return invalid (error, _ ("%s=\"%s\" is none of: 0, 90, 180, 270."), attribute->name, text);
      AT (gint16, row, attribute) = (gint16)g_ascii_strtoll (text, NULL, 10);
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}
