/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-heat-rejection.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-psychrometry.h"

/* Refrigerant below the chilled water, and above the air or water at the condenser. */
#define EVAPORATOR_K 3
#define CONDENSER_K 12
#define WATER_CONDENSER_K 4
/* Compressors need some pressure between their two sides. */
#define LEAST_LIFT_K 5

double
hw_chiller_cop (double quality, double supply_c, double outdoor_c)
{
  double evaporator_k = supply_c - EVAPORATOR_K + 273.15;
  double condenser_k = outdoor_c + CONDENSER_K + 273.15;

  return quality * evaporator_k / fmax (condenser_k - evaporator_k, LEAST_LIFT_K);
}

/* The part of the heat that goes without a chiller, which takes the rest. */
static double
free_part (double reached_c, double supply_c, double return_c)
{
  if (reached_c <= supply_c)
    return 1;
  if (reached_c >= return_c)
    return 0;
  return (return_c - reached_c) / (return_c - supply_c);
}

/* Water for @heat_w that evaporation takes, with what is drained. */
static double
water_for (double heat_w)
{
  return heat_w / HW_EVAPORATION_J_KG / (1 - 1 / HW_WATER_CYCLES);
}

/* A tower cools by evaporation all that comes, the heat of a chiller's condenser too. */
static void
reject_by_tower (
    HwRejection *rejection, double heat_w, double supply_c, double return_c, double wet_bulb_c)
{
  double reached_c = wet_bulb_c + HW_TOWER_APPROACH_K;
  double part = free_part (reached_c, supply_c, return_c);
  /* As air of a temperature that gives the condenser of the chiller what the tower's water does. */
  double condenser_c = reached_c + WATER_CONDENSER_K - CONDENSER_K;

  if (part < 1)
    rejection->compressor_w
        = (1 - part) * heat_w / hw_chiller_cop (HW_CHILLER_QUALITY, supply_c, condenser_c);
  rejection->fan_w = (heat_w + rejection->compressor_w) / HW_DRY_COOLER_COP;
  rejection->water_kg_s = water_for (heat_w + rejection->compressor_w);
}

HwRejection
hw_heat_reject (
    HwRejectionKind kind, double heat_w, double supply_c, double return_c, const HwOutdoorAir *air)
{
  HwRejection rejection = { .supply_c = supply_c };
  double outdoor_c = air->dry_bulb_c;
  double part = 0, wetted_k = 0;

  if (kind == HW_REJECTION_TOWER)
    {
      reject_by_tower (&rejection, heat_w, supply_c, return_c, air->wet_bulb_c);
      return rejection;
    }
  /* Pads are wetted as far as it takes, so that no water goes where dry air does. */
  if (kind == HW_REJECTION_ADIABATIC)
    wetted_k = CLAMP (outdoor_c + HW_DRY_COOLER_APPROACH_K - supply_c,
                      0,
                      HW_WETTED_PAD_EFFECTIVENESS * fmax (outdoor_c - air->wet_bulb_c, 0));
  if (kind == HW_REJECTION_DRY_COOLER)
    {
      part = 1;
      rejection.supply_c = fmax (supply_c, outdoor_c + HW_DRY_COOLER_APPROACH_K);
    }
  else if (kind != HW_REJECTION_CHILLER)
    part = free_part (outdoor_c - wetted_k + HW_DRY_COOLER_APPROACH_K, supply_c, return_c);
  rejection.fan_w = part * heat_w / HW_DRY_COOLER_COP;
  rejection.water_kg_s = water_for (part * heat_w * wetted_k / HW_DRY_COOLER_AIR_RISE_K);
  if (part < 1)
    rejection.compressor_w
        = (1 - part) * heat_w / hw_chiller_cop (HW_CHILLER_QUALITY, supply_c, outdoor_c);
  return rejection;
}

const char *
hw_rejection_label (HwRejectionKind kind)
{
  static const char *const labels[HW_N_REJECTIONS] = {
    [HW_REJECTION_DRY_TRIMMED] = N_ ("dry cooler, with a chiller for what it does not reach"),
    [HW_REJECTION_DRY_COOLER] = N_ ("dry cooler alone"),
    [HW_REJECTION_CHILLER] = N_ ("air-cooled chiller"),
    [HW_REJECTION_ADIABATIC] = N_ ("dry cooler with wetted pads, and a chiller"),
    [HW_REJECTION_TOWER] = N_ ("cooling tower, and a chiller"),
  };

  return _ (labels[kind]);
}
