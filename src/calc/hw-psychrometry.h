/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Water in outdoor air. */

/* Heat that water takes as it evaporates, J/kg, at about 20 °C. */
#define HW_EVAPORATION_J_KG 2.45e6

/* Returns: Pa, of saturated air over water; by the Magnus form as hw_air_dew_point() */
double hw_vapour_pressure (double temperature_c);

/* Returns: relative humidity, 0 to 1, of air with that dew point */
double hw_relative_humidity (double dry_bulb_c, double dew_point_c);

/**
 * hw_wet_bulb:
 * @pressure_pa: of the air, see hw_air_pressure()
 *
 * By the psychrometer formula of the Guide to Meteorological Instruments (WMO-No. 8, annex 4.B),
 * e = e_w(t_w) − 6.53e-4 · (1 + 9.44e-4 · t_w) · p · (t − t_w), solved for t_w by Newton's steps.
 *
 * Returns: °C, between dew point and dry bulb
 */
double hw_wet_bulb (double dry_bulb_c, double dew_point_c, double pressure_pa);

G_END_DECLS
