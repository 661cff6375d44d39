/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-what-if.h"

G_BEGIN_DECLS

/* What puts off that racks stop: batteries of UPS, and the air of their hall. */

/* Air that racks take in at most, and the height of a room whose walls are drawn but no ceiling:
 * assumptions. 35 °C is the allowable inlet of ASHRAE class A2. */
#define HW_AIR_LIMIT_C 35.0
#define HW_AIR_ROOM_HEIGHT_M 4.0

/**
 * hw_what_if_battery_s:
 *
 * UPS that have lost what feeds them, and work, carry on from their batteries for
 * hw_autonomy_s() of the energy that their rated time tells, at the load that they had. Where a
 * rack hangs on several, the last counts.
 *
 * Returns: s from the failure; 0: none carries the rack
 */
double hw_what_if_battery_s (const HwWhatIf *self, HwResults *results, HwHandle rack);

/* Sentences about chains that live on batteries or generators now. */
void hw_what_if_add_battery_lines (const HwWhatIf *self, HwResults *results, GStrvBuilder *lines);

/* Whether a rack is a room cooler. */
gboolean hw_what_if_is_cooler (HwDesign *design, HwHandle rack);

/**
 * hw_what_if_air_short_w:
 * @zone: of the hall, see hw-air-zone.h
 * @less_heat_w: that the racks of the zone do not give to its air any more
 *
 * Heat that the room coolers that still work leave in the air of a zone. They are looked at as with
 * all working where that already is too much, or where no source rates one of them.
 *
 * Returns: W; 0: none
 */
double hw_what_if_air_short_w (
    const HwWhatIf *self, HwResults *results, HwHandle hall, HwHandle zone, double less_heat_w);

/* Until the air of the zone is at its limit: ρ·V·cp·ΔT / P; what walls and metal take up is left
 * out. Of the air of the hall a zone is taken to have as much as it has of the racks. Returns: s */
double hw_what_if_air_s (HwResults *results, HwHandle hall, HwHandle zone, double short_w);

G_END_DECLS
