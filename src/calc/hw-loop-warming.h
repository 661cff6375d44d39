/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-loop-plan.h"

G_BEGIN_DECLS

/* How long the coolant of a rack or of a loop lasts when nothing takes its heat away. */

/* Return that racks bear whose product does not say: an assumption, that of the GB200 NVL72. */
#define HW_COOLANT_LIMIT_C 65.0
/* Coolant in a rack itself, an assumption: the one figure that is published, 200 L, counts more
 * than the rack; the less there is the sooner it is warm. */
#define HW_RACK_COOLANT_M3 0.04

/* Returns: the return that the rack bears, °C */
double hw_loop_rack_limit_c (const HwLoopRack *rack);

/* Returns: coolant that takes up the heat of a rack by itself, its own and that of its branch, m³
 */
double hw_loop_rack_volume_m3 (const HwLoopPlan *plan, guint rack);
/* Returns: that of the whole loop, m³ */
double hw_loop_volume_m3 (const HwLoopPlan *plan);

/**
 * hw_loop_seconds_to_warm:
 *
 * ρ·V·cp·ΔT / P, of coolant that nothing cools.
 *
 * Returns: s
 */
double hw_loop_seconds_to_warm (
    const HwLoopPlan *plan, double volume_m3, double heat_w, double start_c, double limit_c);

/**
 * hw_loop_rack_seconds_still:
 *
 * From the moment its coolant stands still, with the return that the rule aims at, to its limit.
 *
 * Returns: s; NAN of a door, of a rack without heat, and where the rule aims at the limit or above
 */
double hw_loop_rack_seconds_still (const HwLoopPlan *plan, guint rack);

/**
 * hw_loop_seconds_uncooled:
 *
 * The same of the whole loop that flows on, to the least of the limits of its racks.
 *
 * Returns: s; NAN without heat, and where the rule aims at the limit or above
 */
double hw_loop_seconds_uncooled (const HwLoopPlan *plan);

G_END_DECLS
