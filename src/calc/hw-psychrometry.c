/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-psychrometry.h"

#include <math.h>

/* To a hundredth of what weather files tell; Newton's steps from the dry bulb are few. */
#define ENOUGH_K 1e-3
#define MAX_STEPS 20

double
hw_vapour_pressure (double temperature_c)
{
  return 610.94 * exp (17.625 * temperature_c / (243.04 + temperature_c));
}

double
hw_relative_humidity (double dry_bulb_c, double dew_point_c)
{
  return hw_vapour_pressure (dew_point_c) / hw_vapour_pressure (dry_bulb_c);
}

double
hw_wet_bulb (double dry_bulb_c, double dew_point_c, double pressure_pa)
{
  double vapour_pa = hw_vapour_pressure (dew_point_c);
  double wet_c = dry_bulb_c;

  if (!(dew_point_c < dry_bulb_c))
    return dry_bulb_c;
  /* The excess rises with the wet bulb and is convex, so that Newton comes from above. */
  for (guint i = 0; i < MAX_STEPS; i++)
    {
      double saturated_pa = hw_vapour_pressure (wet_c);
      double factor = 6.53e-4 * pressure_pa;
      double excess
          = saturated_pa - factor * (1 + 9.44e-4 * wet_c) * (dry_bulb_c - wet_c) - vapour_pa;
      double slope = saturated_pa * 17.625 * 243.04 / ((243.04 + wet_c) * (243.04 + wet_c))
                     + factor * (1 + 9.44e-4 * (2 * wet_c - dry_bulb_c));
      double step = excess / slope;

      wet_c -= step;
      if (fabs (step) < ENOUGH_K)
        break;
    }
  return CLAMP (wet_c, dew_point_c, dry_bulb_c);
}
