/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-quantity.h"

static void
test_units (void)
{
  /* Independent values: NIST SP 811, appendix B. */
  g_assert_cmpfloat_with_epsilon (hw_unit_to_si (hw_unit_find ("CFM"), 1), 4.719474e-4, 1e-10);
  g_assert_cmpfloat_with_epsilon (hw_unit_to_si (hw_unit_find ("psi"), 1), 6894.757, 1e-3);
  g_assert_cmpfloat_with_epsilon (hw_unit_to_si (hw_unit_find ("L/min"), 60), 1e-3, 1e-15);
  g_assert_cmpfloat (hw_unit_to_si (hw_unit_find ("mm"), 897.1), ==, 0.8971);
  g_assert_cmpfloat (hw_unit_to_si (hw_unit_find ("kW"), 14.3), ==, 14300);
  g_assert_null (hw_unit_find ("furlong"));
  g_assert_false (hw_unit_fits (hw_unit_find ("kW"), HW_DIMENSION_MASS));
}

static void
check (HwDimension dimension, double value, const char *expected)
{
  g_autofree char *text = hw_quantity_format (dimension, value, "USD");

  g_assert_cmpstr (text, ==, expected);
}

static void
test_text (void)
{
  check (HW_DIMENSION_POWER, 132000, "132\302\240kW");
  check (HW_DIMENSION_POWER, 14300, "14.3\302\240kW");
  check (HW_DIMENSION_POWER, 999960, "1\302\240MW");
  check (HW_DIMENSION_POWER, 98, "98\302\240W");
  check (HW_DIMENSION_POWER, -2900, "−2.9\302\240kW");
  check (HW_DIMENSION_OPERATIONS, 360e15, "360\302\240PFLOPS");
  check (HW_DIMENSION_MASS, 1360, "1\342\200\211360\302\240kg");
  check (HW_DIMENSION_MONEY, 3.1e6, "3.1\302\240MUSD");
  check (HW_DIMENSION_NONE, 1000008, "1\342\200\211000\342\200\211008");
  check (HW_DIMENSION_SHARE, 0.07, "7\302\240%");
  check (HW_DIMENSION_SHARE, 0.995, "99.5\302\240%");
  check (HW_DIMENSION_RATIO, 1.25, "1.25");
  check (HW_DIMENSION_LENGTH, 0.6, "600\302\240mm");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/quantity/units-convert", test_units);
  g_test_add_func ("/core/quantity/text-for-people", test_text);
  return g_test_run ();
}
