/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Standard gravity, m/s², exact by the 3rd CGPM (1901). */
#define HW_GRAVITY 9.80665
/* EIA-310 rack unit, m: 1.75 in, exact. */
#define HW_RACK_UNIT_M 0.04445
/* Open Rack unit, m: Open Rack base specification, version 3. */
#define HW_OPEN_RACK_UNIT_M 0.048

/* What a figure measures; its SI unit stands behind. */
typedef enum
{
  HW_DIMENSION_NONE,        /* 1, counts */
  HW_DIMENSION_RACK_UNITS,  /* half rack units are the smallest step; value in units */
  HW_DIMENSION_LENGTH,      /* m */
  HW_DIMENSION_MASS,        /* kg */
  HW_DIMENSION_POWER,       /* W */
  HW_DIMENSION_APPARENT,    /* VA */
  HW_DIMENSION_MONEY,       /* units of a currency */
  HW_DIMENSION_OPERATIONS,  /* operations a second */
  HW_DIMENSION_BYTES,       /* B */
  HW_DIMENSION_BYTE_RATE,   /* B/s */
  HW_DIMENSION_BIT_RATE,    /* bit/s */
  HW_DIMENSION_TEMPERATURE, /* °C */
  HW_DIMENSION_DIFFERENCE,  /* K */
  HW_DIMENSION_FLOW,        /* m³/s */
  HW_DIMENSION_VOLUME,      /* m³ */
  HW_DIMENSION_PRESSURE,    /* Pa */
  HW_DIMENSION_CURRENT,     /* A */
  HW_DIMENSION_VOLTAGE,     /* V */
  HW_DIMENSION_FORCE,       /* N */
  HW_DIMENSION_AREA,        /* m² */
  HW_DIMENSION_RATIO,       /* 1 */
  HW_DIMENSION_SHARE,       /* of a whole: a fraction in files, per cent for people */
  HW_DIMENSION_ENERGY,      /* J */
  HW_DIMENSION_TIME,        /* s */
  HW_DIMENSION_RESISTANCE,  /* of conductors: Ω/m */
} HwDimension;

typedef struct
{
  const char *name; /* as printed in files: "kW", "L/min" */
  HwDimension dimension;
  double factor; /* SI = printed · factor */
} HwUnit;

/**
 * hw_unit_find:
 * @name: a unit's name, e.g. "PFLOPS"
 *
 * Returns: (transfer none) (nullable): the unit, static
 */
const HwUnit *hw_unit_find (const char *name);

/**
 * hw_unit_fits:
 * Returns: whether a figure of @dimension may be given in @unit
 */
gboolean hw_unit_fits (const HwUnit *unit, HwDimension dimension);

double hw_unit_to_si (const HwUnit *unit, double printed);

/**
 * hw_quantity_format:
 * @dimension: what @value measures
 * @value: SI
 * @currency: (nullable): for money, e.g. "USD"
 *
 * A figure for people: three to four significant digits, a fitting prefix, thin spaces in
 * thousands and the unit behind, e.g. "132 kW", "360 PFLOPS", "3.1 MUSD". For the screen only;
 * files use hw_number_format().
 *
 * Returns: (transfer full): the text
 */
char *hw_quantity_format (HwDimension dimension, double value, const char *currency);

/**
 * hw_quantity_split:
 * @unit: (out) (transfer full): the unit with its prefix
 *
 * As hw_quantity_format(), number and unit apart, for large figures with small units.
 *
 * Returns: (transfer full): the number
 */
char *hw_quantity_split (HwDimension dimension, double value, const char *currency, char **unit);

/**
 * hw_quantity_prefix:
 * @unit: (out) (transfer full): the unit with the prefix that @value is shown with
 *
 * For figures that are to share a unit, such as those of an axis.
 *
 * Returns: what SI values are divided by
 */
double hw_quantity_prefix (HwDimension dimension, double value, const char *currency, char **unit);

/**
 * hw_quantity_fixed:
 *
 * A number for a column of numbers, with so many decimals always, else as hw_quantity_format()
 * writes them: "2 640.0".
 *
 * Returns: (transfer full): the number
 */
char *hw_quantity_fixed (double value, int decimals);

G_END_DECLS
