/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fluid.h"

G_BEGIN_DECLS

/* What a liquid-cooled rack asks of its loop. */

/* Return that the published flows of the GB300 NVL72 come to at every supply temperature from 25 to
 * 45 °C (Lenovo LP2357, table 27: 55.3 to 55.8 °C for 121.5 kW with PG25). */
#define HW_RACK_RETURN_C 55.5

/* Liquid heat of the racks for which the pressure drop is published, W. */
#define HW_RACK_CURVE_HEAT_W 115e3

/**
 * hw_rack_flow_required:
 *
 * Q / (ρ · cp · (return − supply)), properties at the mean of both.
 *
 * Returns: m³/s; INFINITY where the supply is as warm as the return
 */
double hw_rack_flow_required (HwCoolant coolant, double heat_w, double supply_c, double return_c);

/* Pressure drop of a rack, Pa = coefficient · (m³/s)^HW_RACK_CURVE_POWER. */
#define HW_RACK_CURVE_POWER 1.8965

/**
 * hw_rack_curve:
 * @share: of the cooled trays of a whole NVL72, 1: all
 *
 * Fit of Lenovo's five points for the GB300 NVL72 rack (LP2357, table 27), Δp[psi] = 9.933e-4 ·
 * (L/min)^1.8965, within 1.5 %; at 130 L/min it is the 10 psi of the MGX specification for GB200. A
 * rack with a part of the trays takes that part of the flow at the same pressure.
 *
 * Returns: the coefficient; INFINITY for no trays
 */
double hw_rack_curve (double share);

/* Water at the pressure of the room boils here, and mixtures a little above: a steady state that is
 * computed above it says only that far too little flows, and is no temperature to tell. */
#define HW_COOLANT_BOILING_C 100.0

/* Returns: @celsius; NAN where the coolant would boil */
double hw_coolant_celsius (double celsius);
/* Returns: (transfer full): with one decimal and without a unit, as "> 100" where it would boil and
 * as a dash where nothing is known */
char *hw_coolant_celsius_text (double celsius);

G_END_DECLS
