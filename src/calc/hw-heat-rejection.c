/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-heat-rejection.h"

#include <math.h>

/* Refrigerant below the chilled water, and above the air at the condenser. */
#define EVAPORATOR_K 3
#define CONDENSER_K 12
/* Compressors need some pressure between their two sides. */
#define LEAST_LIFT_K 5

double
hw_chiller_cop (double quality, double supply_c, double outdoor_c)
{
  double evaporator_k = supply_c - EVAPORATOR_K + 273.15;
  double condenser_k = outdoor_c + CONDENSER_K + 273.15;

  return quality * evaporator_k / fmax (condenser_k - evaporator_k, LEAST_LIFT_K);
}

/* The part of the heat that a dry cooler takes before a chiller takes the rest. */
static double
dry_part (double supply_c, double return_c, double outdoor_c)
{
  double reached_c = outdoor_c + HW_DRY_COOLER_APPROACH_K;

  if (reached_c <= supply_c)
    return 1;
  if (reached_c >= return_c)
    return 0;
  return (return_c - reached_c) / (return_c - supply_c);
}

HwRejection
hw_heat_reject (
    HwRejectionKind kind, double heat_w, double supply_c, double return_c, double outdoor_c)
{
  HwRejection rejection = { .supply_c = supply_c };
  double part = 0;

  if (kind == HW_REJECTION_DRY_COOLER)
    {
      part = 1;
      rejection.supply_c = fmax (supply_c, outdoor_c + HW_DRY_COOLER_APPROACH_K);
    }
  else if (kind == HW_REJECTION_DRY_TRIMMED)
    part = dry_part (supply_c, return_c, outdoor_c);
  rejection.fan_w = part * heat_w / HW_DRY_COOLER_COP;
  if (part < 1)
    rejection.compressor_w
        = (1 - part) * heat_w / hw_chiller_cop (HW_CHILLER_QUALITY, supply_c, outdoor_c);
  return rejection;
}
