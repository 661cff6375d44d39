/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the facility water gets rid of its heat outdoors, and what that costs in power at one
 * operating point. All coefficients are assumptions of engineering practice. */

/* Heat over power of fans and pumps of a dry cooler: 30 to 100 in practice. */
#define HW_DRY_COOLER_COP 50.0
/* Of the ideal chiller between the same temperatures: 0.45 to 0.6. */
#define HW_CHILLER_QUALITY 0.5
/* Dry bulb to facility water: 5 to 8 K. */
#define HW_DRY_COOLER_APPROACH_K 6.0

typedef enum
{
  HW_REJECTION_DRY_COOLER,
  HW_REJECTION_CHILLER,     /* air-cooled */
  HW_REJECTION_DRY_TRIMMED, /* a dry cooler, and a chiller for what it does not reach */
} HwRejectionKind;

typedef struct
{
  double supply_c;     /* facility water that is reached */
  double fan_w;        /* dry cooler: fans and pumps */
  double compressor_w; /* chiller with its fans */
} HwRejection;

/**
 * hw_heat_reject:
 * @heat_w: that the facility water brings
 * @supply_c: facility water that is asked for
 * @return_c: facility water that comes back
 * @outdoor_c: dry bulb
 *
 * A dry cooler alone reaches the dry bulb plus its approach and no less. With a chiller for trim it
 * takes the part of the heat between the return and what it reaches.
 */
HwRejection hw_heat_reject (
    HwRejectionKind kind, double heat_w, double supply_c, double return_c, double outdoor_c);

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
