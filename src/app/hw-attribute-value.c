/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-attribute-value.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>

#include "hw-country.h"
#include "hw-number.h"

gboolean
hw_attribute_value_is_number (const HwAttribute *attribute)
{
  switch (attribute->type)
    {
    case HW_TYPE_INTEGER:
    case HW_TYPE_NUMBER:
    case HW_TYPE_POSITION:
    case HW_TYPE_HALF_UNITS:
    case HW_TYPE_SMALL:
      return TRUE;
    case HW_TYPE_BYTE:
      return attribute->choices == NULL;
    default:
      return FALSE;
    }
}

static double
unit_factor (const HwAttribute *attribute, const char **unit)
{
  *unit = NULL;
  if (attribute->type == HW_TYPE_POSITION || attribute->type == HW_TYPE_HALF_UNITS)
    {
      *unit = "U";
      return 1;
    }
  if (attribute->dimension == HW_DIMENSION_LENGTH && attribute->type != HW_TYPE_NUMBER)
    {
      *unit = "mm";
      return 1;
    }
  switch (attribute->dimension)
    {
    case HW_DIMENSION_POWER:
      *unit = "kW";
      return 1e3;
    case HW_DIMENSION_PRESSURE:
      *unit = "kPa";
      return 1e3;
    case HW_DIMENSION_FORCE:
      *unit = "kN";
      return 1e3;
    case HW_DIMENSION_LENGTH:
      *unit = "m";
      return 1;
    case HW_DIMENSION_VOLTAGE:
      *unit = "V";
      return 1;
    case HW_DIMENSION_CURRENT:
      *unit = "A";
      return 1;
    case HW_DIMENSION_RESISTANCE:
      *unit = "mΩ/m";
      return 1e-3;
    case HW_DIMENSION_SHARE:
      *unit = "%";
      return 0.01;
    case HW_DIMENSION_TEMPERATURE:
      *unit = "°C";
      return 1;
    case HW_DIMENSION_BIT_RATE:
      *unit = "Gb/s";
      return 1e9;
    default:
      return 1;
    }
}

const char *
hw_attribute_value_unit (const HwAttribute *attribute)
{
  const char *unit = NULL;

  if (hw_attribute_value_is_number (attribute))
    unit_factor (attribute, &unit);
  return unit;
}

/* As in files. */
static char *
dup_number_text (double value)
{
  char buffer[HW_NUMBER_SIZE];

  return g_strdup (hw_number_format (buffer, value));
}

/* 0.07 is 7 %, not 7.000000000000001: the digits beyond those that people write are of the change
 * of units. */
static double
to_shown (double value, double factor)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.12g", value / factor);
  return factor == 1 ? value : g_ascii_strtod (buffer, NULL);
}

/* Dividing by a whole number rounds once where multiplying by its inverse rounds twice. */
static double
from_shown (double shown, double factor)
{
  return factor < 1 ? shown / round (1 / factor) : shown * factor;
}

char *
hw_attribute_value_dup_number (double value)
{
  g_autofree char *text = dup_number_text (value);
  g_auto (GStrv) parts = g_strsplit (text, ".", 2);

  return g_strjoinv (localeconv ()->decimal_point, parts);
}

gboolean
hw_attribute_value_parse (const char *shown, double *value)
{
  g_autofree char *text = g_strstrip (g_strdup (shown));

  return hw_number_parse (g_strdelimit (text, ",", '.'), value);
}

char *
hw_attribute_value_dup_shown (const HwAttribute *attribute, const char *text)
{
  const char *unit;
  double factor;
  double value = attribute->missing;

  if (!hw_attribute_value_is_number (attribute))
    return g_strdup (text != NULL ? text : "");
  factor = unit_factor (attribute, &unit);
  if (text != NULL && !hw_number_parse (text, &value))
    return g_strdup (text);
  if (text == NULL && (isnan (value) || attribute->type == HW_TYPE_POSITION))
    return g_strdup ("");
  return hw_attribute_value_dup_number (to_shown (value, factor));
}

char *
hw_attribute_value_dup_text (const HwAttribute *attribute, const char *shown)
{
  g_autofree char *text = g_strstrip (g_strdup (shown));
  const char *unit;
  double factor;
  double value;

  if (!hw_attribute_value_is_number (attribute))
    return g_strdup (*text != '\0' ? text : NULL);
  if (*text == '\0')
    return NULL;
  factor = unit_factor (attribute, &unit);
  if (!hw_attribute_value_parse (shown, &value))
    return g_strdup (shown);
  return dup_number_text (from_shown (value, factor));
}

char *
hw_attribute_value_dup_refusal (const HwAttribute *attribute, const char *text)
{
  const char *unit;
  double value, factor;
  g_autofree char *shown = NULL;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if ((attribute->type != HW_TYPE_NUMBER && attribute->type != HW_TYPE_INTEGER
       && attribute->type != HW_TYPE_BYTE && attribute->type != HW_TYPE_SMALL)
      || !hw_attribute_value_is_number (attribute) || text == NULL
      || !hw_number_parse (text, &value)
      || (value >= attribute->minimum && value <= attribute->maximum))
    return NULL;
  factor = unit_factor (attribute, &unit);
  shown = hw_attribute_value_dup_number (to_shown (value, factor));
  low = hw_attribute_value_dup_number (to_shown (attribute->minimum, factor));
  high = hw_attribute_value_dup_number (to_shown (attribute->maximum, factor));
  if (unit == NULL)
    return g_strdup_printf (
        _ ("%s: %s is not between %s and %s."), _ (attribute->label), shown, low, high);
  /* TRANSLATORS: an attribute, what was written, both bounds, and a unit after each number */
  return g_strdup_printf (_ ("%s: %s %s is not between %s and %s %s."),
                          _ (attribute->label),
                          shown,
                          unit,
                          low,
                          high,
                          unit);
}

const char *
hw_attribute_value_label (const char *choice)
{
  static const struct
  {
    const char *choice;
    const char *label;
  } labels[] = {
    { "front", N_ ("Front") },
    { "rear", N_ ("Rear") },
    { "none", N_ ("None") },
    { "left-front", N_ ("Left, front") },
    { "right-front", N_ ("Right, front") },
    { "left-rear", N_ ("Left, rear") },
    { "right-rear", N_ ("Right, rear") },
    { "rear-door", N_ ("Rear door") },
    { "column", N_ ("Column") },
    { "keep-out", N_ ("Keep-out") },
    { "door", N_ ("Door") },
    { "note", N_ ("Note") },
    { "nec", N_ ("NEC, 80 % continuous") },
    { "iec", N_ ("IEC, full rating") },
    { "automatic", N_ ("Automatic") },
    { "chosen", N_ ("Chosen ones") },
    { "compute", N_ ("Compute") },
    { "storage", N_ ("Storage") },
    { "in-band", N_ ("In-band Ethernet") },
    { "out-of-band", N_ ("Out-of-band Ethernet") },
    { "rail-optimised", N_ ("Rail-optimised fat tree") },
    { "fat-tree", N_ ("Fat tree") },
    { "rail-group", N_ ("Rail groups") },
    { "pg25", N_ ("PG25, plain") },
    { "pg25-inhibited", N_ ("PG25, inhibited") },
    { "pg30", N_ ("PG30") },
    { "water", N_ ("Water") },
    { "direct-return", N_ ("Direct return") },
    { "reverse-return", N_ ("Reverse return") },
    { "ring-main", N_ ("Ring main") },
    { "stainless-steel", N_ ("Stainless steel") },
    { "copper", N_ ("Copper") },
    { "dry-trimmed", N_ ("Dry cooler and trim chiller") },
    { "dry-cooler", N_ ("Dry cooler") },
    { "chiller", N_ ("Air-cooled chiller") },
    { "adiabatic", N_ ("Wetted dry cooler and chiller") },
    { "tower", N_ ("Cooling tower and chiller") },
    { "n", "N" },
    { "n+1", "N + 1" },
    { "2n", "2 N" },
    { "3n/2", "3 N / 2" },
    { "4n/3", "4 N / 3" },
    { "catcher", N_ ("Blocks with a reserve") },
    { "each", N_ ("One for each system") },
    { "shared", N_ ("One for all systems") },
    { "busway", N_ ("Busways with tap-offs") },
    { "rpp", N_ ("Remote power panels") },
    { "pdu", N_ ("Cables from floor PDUs") },
    { "reserve", N_ ("Reserve") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].choice, choice))
      return _ (labels[i].label);
  for (guint i = 1; hw_country_codes[i] != NULL; i++)
    if (g_str_equal (hw_country_codes[i], choice))
      return _ (hw_country_get (i)->name);
  return choice;
}
