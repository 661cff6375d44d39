/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-quantity.h"

#include <math.h>
#include <string.h>

#define THIN_SPACE "\342\200\211"

/* Conversion happens here only. Cubic feet a minute: 0.3048³ / 60; psi: 4.4482216152605 N / (0.0254
 * m)², both exact by NIST SP 811. */
static const HwUnit units[] = {
  { "1", HW_DIMENSION_NONE, 1 },
  { "%", HW_DIMENSION_SHARE, 0.01 },
  { "U", HW_DIMENSION_RACK_UNITS, 1 },
  { "OU", HW_DIMENSION_RACK_UNITS, 1 },
  { "mm", HW_DIMENSION_LENGTH, 1e-3 },
  { "m", HW_DIMENSION_LENGTH, 1 },
  { "kg", HW_DIMENSION_MASS, 1 },
  { "W", HW_DIMENSION_POWER, 1 },
  { "kW", HW_DIMENSION_POWER, 1e3 },
  { "MW", HW_DIMENSION_POWER, 1e6 },
  { "kVA", HW_DIMENSION_APPARENT, 1e3 },
  { "USD", HW_DIMENSION_MONEY, 1 },
  { "kUSD", HW_DIMENSION_MONEY, 1e3 },
  { "MUSD", HW_DIMENSION_MONEY, 1e6 },
  { "TFLOPS", HW_DIMENSION_OPERATIONS, 1e12 },
  { "PFLOPS", HW_DIMENSION_OPERATIONS, 1e15 },
  { "TOPS", HW_DIMENSION_OPERATIONS, 1e12 },
  { "POPS", HW_DIMENSION_OPERATIONS, 1e15 },
  { "GB", HW_DIMENSION_BYTES, 1e9 },
  { "TB", HW_DIMENSION_BYTES, 1e12 },
  { "GB/s", HW_DIMENSION_BYTE_RATE, 1e9 },
  { "TB/s", HW_DIMENSION_BYTE_RATE, 1e12 },
  { "Gb/s", HW_DIMENSION_BIT_RATE, 1e9 },
  { "Tb/s", HW_DIMENSION_BIT_RATE, 1e12 },
  { "K", HW_DIMENSION_DIFFERENCE, 1 },
  { "degC", HW_DIMENSION_TEMPERATURE, 1 },
  { "L/min", HW_DIMENSION_FLOW, 1e-3 / 60 },
  { "m3/s", HW_DIMENSION_FLOW, 1 },
  { "m3/h", HW_DIMENSION_FLOW, 1.0 / 3600 },
  { "L/h", HW_DIMENSION_FLOW, 1e-3 / 3600 },
  { "CFM", HW_DIMENSION_FLOW, 0.028316846592 / 60 },
  { "L", HW_DIMENSION_VOLUME, 1e-3 },
  { "Pa", HW_DIMENSION_PRESSURE, 1 },
  { "kPa", HW_DIMENSION_PRESSURE, 1e3 },
  { "bar", HW_DIMENSION_PRESSURE, 1e5 },
  { "psi", HW_DIMENSION_PRESSURE, 6894.757293168361 },
  { "A", HW_DIMENSION_CURRENT, 1 },
  { "V", HW_DIMENSION_VOLTAGE, 1 },
  { "N", HW_DIMENSION_FORCE, 1 },
  { "m2", HW_DIMENSION_AREA, 1 },
  { "J", HW_DIMENSION_ENERGY, 1 },
  { "kWh", HW_DIMENSION_ENERGY, 3.6e6 },
  { "MWh", HW_DIMENSION_ENERGY, 3.6e9 },
  { "s", HW_DIMENSION_TIME, 1 },
  { "min", HW_DIMENSION_TIME, 60 },
};

const HwUnit *
hw_unit_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (units[i].name, name) == 0)
      return &units[i];
  return NULL;
}

gboolean
hw_unit_fits (const HwUnit *unit, HwDimension dimension)
{
  /* What a UPS or PDU delivers is printed as apparent power. */
  return unit->dimension == dimension
         || (unit->dimension == HW_DIMENSION_APPARENT && dimension == HW_DIMENSION_POWER);
}

double
hw_unit_to_si (const HwUnit *unit, double printed)
{
  /* Dividing by a whole power of ten rounds once where multiplying by its inverse rounds twice. */
  if (unit->factor == 1e-3)
    return printed / 1e3;
  if (unit->factor == 0.01)
    return printed / 100;
  return printed * unit->factor;
}

/* How a dimension is shown: the steps of its prefixes, descending; the first that @value reaches.
 */
typedef struct
{
  double from;
  double factor;
  const char *unit;
} Step;

static const Step steps_length[] = { { 1, 1, "m" }, { 0, 1e-3, "mm" }, { 0, 0, NULL } };
static const Step steps_mass[] = { { 1e4, 1e3, "t" }, { 0, 1, "kg" }, { 0, 0, NULL } };
static const Step steps_power[]
    = { { 1e9, 1e9, "GW" }, { 1e6, 1e6, "MW" }, { 1e3, 1e3, "kW" }, { 0, 1, "W" }, { 0, 0, NULL } };
static const Step steps_apparent[]
    = { { 1e6, 1e6, "MVA" }, { 1e3, 1e3, "kVA" }, { 0, 1, "VA" }, { 0, 0, NULL } };
static const Step steps_operations[]
    = { { 1e21, 1e21, "ZFLOPS" }, { 1e18, 1e18, "EFLOPS" }, { 1e15, 1e15, "PFLOPS" },
        { 1e12, 1e12, "TFLOPS" }, { 0, 1e9, "GFLOPS" },     { 0, 0, NULL } };
static const Step steps_bytes[] = { { 1e15, 1e15, "PB" }, { 1e12, 1e12, "TB" }, { 1e9, 1e9, "GB" },
                                    { 1e6, 1e6, "MB" },   { 0, 1, "B" },        { 0, 0, NULL } };
static const Step steps_byte_rate[]
    = { { 1e15, 1e15, "PB/s" }, { 1e12, 1e12, "TB/s" }, { 0, 1e9, "GB/s" }, { 0, 0, NULL } };
static const Step steps_bit_rate[]
    = { { 1e15, 1e15, "Pb/s" }, { 1e12, 1e12, "Tb/s" }, { 0, 1e9, "Gb/s" }, { 0, 0, NULL } };
static const Step steps_flow[] = { { 0.2, 1, "m³/s" }, { 0, 1e-3 / 60, "L/min" }, { 0, 0, NULL } };
static const Step steps_pressure[]
    = { { 1e6, 1e6, "MPa" }, { 1e3, 1e3, "kPa" }, { 0, 1, "Pa" }, { 0, 0, NULL } };
static const Step steps_force[] = { { 1e3, 1e3, "kN" }, { 0, 1, "N" }, { 0, 0, NULL } };
static const Step steps_energy[]
    = { { 3.6e12, 3.6e12, "GWh" }, { 3.6e9, 3.6e9, "MWh" }, { 0, 3.6e6, "kWh" }, { 0, 0, NULL } };
static const Step steps_time[] = {
  { 2 * 86400, 86400, "d" }, { 7200, 3600, "h" }, { 120, 60, "min" }, { 0, 1, "s" }, { 0, 0, NULL }
};
static const Step steps_resistance[] = { { 0, 1e-3, "mΩ/m" }, { 0, 0, NULL } };
static const Step steps_share[] = { { 0, 0.01, "%" }, { 0, 0, NULL } };
static const Step steps_money[]
    = { { 1e9, 1e9, "G" }, { 1e6, 1e6, "M" }, { 1e4, 1e3, "k" }, { 0, 1, "" }, { 0, 0, NULL } };

static const struct
{
  const Step *steps;
  const char *unit; /* where no prefixes are used */
} shown[] = {
  [HW_DIMENSION_NONE] = { NULL, "" },
  [HW_DIMENSION_RACK_UNITS] = { NULL, "U" },
  [HW_DIMENSION_LENGTH] = { steps_length, NULL },
  [HW_DIMENSION_MASS] = { steps_mass, NULL },
  [HW_DIMENSION_POWER] = { steps_power, NULL },
  [HW_DIMENSION_APPARENT] = { steps_apparent, NULL },
  [HW_DIMENSION_MONEY] = { steps_money, NULL },
  [HW_DIMENSION_OPERATIONS] = { steps_operations, NULL },
  [HW_DIMENSION_BYTES] = { steps_bytes, NULL },
  [HW_DIMENSION_BYTE_RATE] = { steps_byte_rate, NULL },
  [HW_DIMENSION_BIT_RATE] = { steps_bit_rate, NULL },
  [HW_DIMENSION_TEMPERATURE] = { NULL, "°C" },
  [HW_DIMENSION_DIFFERENCE] = { NULL, "K" },
  [HW_DIMENSION_FLOW] = { steps_flow, NULL },
  [HW_DIMENSION_VOLUME] = { NULL, "m³" },
  [HW_DIMENSION_PRESSURE] = { steps_pressure, NULL },
  [HW_DIMENSION_CURRENT] = { NULL, "A" },
  [HW_DIMENSION_VOLTAGE] = { NULL, "V" },
  [HW_DIMENSION_FORCE] = { steps_force, NULL },
  [HW_DIMENSION_AREA] = { NULL, "m²" },
  [HW_DIMENSION_RATIO] = { NULL, "" },
  [HW_DIMENSION_SHARE] = { steps_share, NULL },
  [HW_DIMENSION_ENERGY] = { steps_energy, NULL },
  [HW_DIMENSION_TIME] = { steps_time, NULL },
  [HW_DIMENSION_RESISTANCE] = { steps_resistance, NULL },
};

/* @number with thin spaces between thousands, a true minus and the locale's decimal point. @trim:
 * without trailing zeros */
static char *
group_digits (double number, int decimals, gboolean trim)
{
  double size = fabs (number);
  g_autofree char *plain = g_strdup_printf ("%.*f", decimals, size);
  gsize whole_digits = strspn (plain, "0123456789");
  GString *text = g_string_new (number < 0 && strpbrk (plain, "123456789") != NULL ? "−" : "");

  for (gsize i = 0; i < whole_digits; i++)
    {
      if (i > 0 && (whole_digits - i) % 3 == 0)
        g_string_append (text, THIN_SPACE);
      g_string_append_c (text, plain[i]);
    }
  if (decimals > 0)
    {
      char *end = plain + strlen (plain);
      while (trim && end > plain + whole_digits && end[-1] == '0')
        end--;
      while (end > plain + whole_digits && !g_ascii_isdigit (end[-1]))
        end--;
      g_string_append_len (text, plain + whole_digits, end - (plain + whole_digits));
    }
  return g_string_free (text, FALSE);
}

double
hw_quantity_prefix (HwDimension dimension, double value, const char *currency, char **unit)
{
  const Step *step = shown[dimension].steps;
  const char *name = shown[dimension].unit;
  double factor = 1;

  if (step != NULL)
    {
      /* A value that would round up to the next prefix takes it: 999.96 kW is 1 MW. */
      while (step[1].unit != NULL && fabs (value) * (1 + 5e-5) < step->from)
        step++;
      factor = step->factor;
      name = step->unit;
    }
  if (dimension == HW_DIMENSION_MONEY)
    *unit = g_strdup_printf ("%s%s", name, currency != NULL ? currency : "");
  else
    *unit = g_strdup (name);
  return factor;
}

char *
hw_quantity_split (HwDimension dimension, double value, const char *currency, char **unit)
{
  double number = value / hw_quantity_prefix (dimension, value, currency, unit), size;
  int decimals;

  size = fabs (number);
  /* Four significant digits at most. */
  decimals = size >= 1000 || (dimension == HW_DIMENSION_NONE && number == floor (number)) ? 0
             : size >= 10                                                                 ? 1
             : size >= 1                                                                  ? 2
                                                                                          : 3;
  return group_digits (number, decimals, TRUE);
}

char *
hw_quantity_fixed (double value, int decimals)
{
  return group_digits (value, decimals, FALSE);
}

char *
hw_quantity_format (HwDimension dimension, double value, const char *currency)
{
  g_autofree char *unit = NULL;
  g_autofree char *number = hw_quantity_split (dimension, value, currency, &unit);

  if (*unit == '\0')
    return g_steal_pointer (&number);
  /* A no-break space: number and unit stay on one line. */
  return g_strdup_printf ("%s\302\240%s", number, unit);
}
