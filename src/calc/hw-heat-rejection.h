/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-rows.h"

G_BEGIN_DECLS

/* How the facility water gets rid of its heat outdoors, and what that costs in power and water at
 * one operating point. All coefficients are assumptions of engineering practice. */

/* Heat over power of fans and pumps of a dry cooler: 30 to 100 in practice. A tower is taken to
 * need as much. */
#define HW_DRY_COOLER_COP 50.0
/* Of the ideal chiller between the same temperatures: 0.45 to 0.6. */
#define HW_CHILLER_QUALITY 0.5
/* Dry bulb to facility water: 5 to 8 K. */
#define HW_DRY_COOLER_APPROACH_K 6.0
/* Wet bulb to the water of a tower: 3 to 5 K. */
#define HW_TOWER_APPROACH_K 4.0
/* Of the way from dry to wet bulb that wetted pads cool the air, and how much warmer the air leaves
 * a dry cooler than it comes. */
#define HW_WETTED_PAD_EFFECTIVENESS 0.8
#define HW_DRY_COOLER_AIR_RISE_K 10.0
/* Water that goes round this often before it is drained takes 1 / (1 − 1/cycles) of what
 * evaporates.
 */
#define HW_WATER_CYCLES 4.0

typedef struct
{
  double dry_bulb_c, wet_bulb_c;
} HwOutdoorAir;

typedef struct
{
  double supply_c;     /* facility water that is reached */
  double fan_w;        /* dry cooler or tower: fans and pumps */
  double compressor_w; /* chiller with its fans */
  double water_kg_s;   /* that evaporates and is drained */
} HwRejection;

/**
 * hw_heat_reject:
 * @heat_w: that the facility water brings
 * @supply_c: facility water that is asked for
 * @return_c: facility water that comes back
 * @air: outdoors; the wet bulb counts where water is evaporated
 *
 * A dry cooler alone reaches the dry bulb plus its approach and no less. With a chiller for trim it
 * takes the part of the heat between the return and what it reaches.
 */
HwRejection hw_heat_reject (
    HwRejectionKind kind, double heat_w, double supply_c, double return_c, const HwOutdoorAir *air);

/* "dry cooler with a chiller for what it does not reach", translated */
const char *hw_rejection_label (HwRejectionKind kind);

/**
 * hw_chiller_cop:
 * @supply_c: chilled water
 * @outdoor_c: air at its condenser
 *
 * @quality · T_e / (T_c − T_e) in kelvin with T_e = supply − 3 K and T_c = outdoor + 12 K; never
 * above that of a condenser 5 K warmer than its evaporator.
 *
 * Returns: heat taken over power
 */
double hw_chiller_cop (double quality, double supply_c, double outdoor_c);

G_END_DECLS
