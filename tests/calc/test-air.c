/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-air.h"

#define CFM 4.719474e-4

static void
test_density (void)
{
  g_assert_cmpfloat_with_epsilon (hw_air_density (20, 0), 1.204, 0.001);
  g_assert_cmpfloat_with_epsilon (hw_air_pressure (0), 101325, 1e-6);
  /* ICAO standard atmosphere: 89 874.6 Pa at 1 000 m, 79 495 Pa at 2 000 m. */
  g_assert_cmpfloat_with_epsilon (hw_air_pressure (1000), 89874.6, 10);
  g_assert_cmpfloat_with_epsilon (hw_air_pressure (2000), 79495, 10);
}

/* 176, 158, 117 and 88 CFM a kilowatt at 10, 11.1, 15 and 20 K with air of 1.2 kg/m³. */
static void
test_flow (void)
{
  static const double points[][2] = { { 10, 176 }, { 11.1, 158 }, { 15, 117 }, { 20, 88 } };

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    g_assert_cmpfloat_with_epsilon (hw_air_flow (1000, 1.2, points[i][0]) / CFM, points[i][1], 0.6);
  /* The 17 kW that an NVL72 leaves to air: 0.94 m³/s at 15 K. */
  g_assert_cmpfloat_with_epsilon (hw_air_flow (17000, 1.2, 15), 0.94, 0.005);
  /* DGX B200: 14.3 kW in 1 550 CFM warm the air by 16.2 K. */
  g_assert_cmpfloat_with_epsilon (hw_air_rise (14300, 1.2, 1550 * CFM), 16.2, 0.1);
  g_assert_cmpfloat (hw_air_flow (0, 1.2, 0), ==, 0);
  g_assert_cmpfloat (hw_air_rise (0, 1.2, 0), ==, 0);
  g_assert_true (isnan (hw_air_flow (1000, 1.2, 0)));
  g_assert_true (isnan (hw_air_rise (1000, 1.2, 0)));
}

/* Points of psychrometric tables. */
static void
test_dew_point (void)
{
  g_assert_cmpfloat_with_epsilon (hw_air_dew_point (20, 0.5), 9.3, 0.1);
  g_assert_cmpfloat_with_epsilon (hw_air_dew_point (25, 0.6), 16.7, 0.1);
  g_assert_cmpfloat_with_epsilon (hw_air_dew_point (30, 0.4), 14.9, 0.1);
  for (double t = 0; t < 40; t += 5)
    g_assert_cmpfloat_with_epsilon (hw_air_dew_point (t, 1), t, 1e-9);
  g_assert_true (isnan (hw_air_dew_point (20, 0)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/air/density", test_density);
  g_test_add_func ("/calc/air/flow-and-rise", test_flow);
  g_test_add_func ("/calc/air/dew-point", test_dew_point);
  return g_test_run ();
}
