/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Air of the room, as an ideal gas. */

/* Heat capacity of air at constant pressure, J/kg/K. */
#define HW_AIR_HEAT_CAPACITY 1005.0

/* Returns: Pa; standard atmosphere of ICAO, up to 11 km */
double hw_air_pressure (double altitude_m);

/* Returns: kg/m³ of dry air, p / (287.05 · T) */
double hw_air_density (double temperature_c, double altitude_m);

/* Returns: m³/s of air of @density that carry @heat_w at a rise of @rise_k; NAN where none do */
double hw_air_flow (double heat_w, double density, double rise_k);

/* Returns: K by which @heat_w warms @flow, m³/s; NAN where nothing flows */
double hw_air_rise (double heat_w, double density, double flow);

/**
 * hw_air_dew_point:
 * @humidity: relative, 0 to 1
 *
 * By the Magnus form with the coefficients of Alduchov & Eskridge, Journal of Applied Meteorology
 * 35 (1996) 601: within 0.4 % of the vapour pressure from -40 to 50 °C.
 *
 * Returns: °C; NAN for air without any vapour
 */
double hw_air_dew_point (double temperature_c, double humidity);

G_END_DECLS
