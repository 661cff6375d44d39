/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-air.h"
#include "hw-psychrometry.h"

/* Stull, Journal of Applied Meteorology and Climatology 50 (2011) 2267: 13.7 °C at 20 °C and 50 %
 * at the sea, where his formula is within 0.3 K. */
static void
test_published (void)
{
  double dew_c = hw_air_dew_point (20, 0.5);

  g_assert_cmpfloat_with_epsilon (hw_wet_bulb (20, dew_c, 101325), 13.7, 0.3);
  g_assert_cmpfloat_with_epsilon (hw_relative_humidity (20, dew_c), 0.5, 1e-9);
}

static void
test_saturated (void)
{
  for (double t = -30; t <= 45; t += 5)
    g_assert_cmpfloat (hw_wet_bulb (t, t, 101325), ==, t);
}

/* Between dew point and dry bulb, rising with the dew point; the formula holds at what is found. */
static void
test_between (void)
{
  for (double t = -20; t <= 45; t += 5)
    {
      double before = -100;

      for (double dew = t - 25; dew < t; dew += 2.5)
        {
          double wet = hw_wet_bulb (t, dew, 95000);

          g_assert_cmpfloat (wet, >=, dew);
          g_assert_cmpfloat (wet, <=, t);
          g_assert_cmpfloat (wet, >, before);
          g_assert_cmpfloat_with_epsilon (hw_vapour_pressure (wet)
                                              - 6.53e-4 * (1 + 9.44e-4 * wet) * 95000 * (t - wet),
                                          hw_vapour_pressure (dew),
                                          0.2);
          before = wet;
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/psychrometry/published", test_published);
  g_test_add_func ("/calc/psychrometry/saturated", test_saturated);
  g_test_add_func ("/calc/psychrometry/between", test_between);
  return g_test_run ();
}
