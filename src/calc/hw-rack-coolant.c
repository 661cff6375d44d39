/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-rack-coolant.h"

#include <math.h>

#include "hw-quantity.h"

#define PSI_COEFFICIENT 9.933e-4

double
hw_rack_flow_required (HwCoolant coolant, double heat_w, double supply_c, double return_c)
{
  HwFluid fluid = hw_fluid_at (coolant, (supply_c + return_c) / 2);

  if (heat_w == 0)
    return 0;
  if (!(return_c > supply_c))
    return INFINITY;
  return heat_w / (hw_fluid_volumetric_heat (&fluid) * (return_c - supply_c));
}

double
hw_rack_curve (double share)
{
  double lpm = hw_unit_to_si (hw_unit_find ("L/min"), 1);
  double psi = hw_unit_to_si (hw_unit_find ("psi"), PSI_COEFFICIENT);

  return share > 0 ? psi / pow (lpm * share, HW_RACK_CURVE_POWER) : INFINITY;
}

double
hw_coolant_celsius (double celsius)
{
  return celsius > HW_COOLANT_BOILING_C ? NAN : celsius;
}

char *
hw_coolant_celsius_text (double celsius)
{
  if (!isfinite (celsius))
    return g_strdup ("–");
  return celsius > HW_COOLANT_BOILING_C ? g_strdup_printf ("> %.0f", HW_COOLANT_BOILING_C)
                                        : g_strdup_printf ("%.1f", celsius);
}
