/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* A year of weather, hour by hour, as files of weather stations and typical years give it. A year
 * has 365 days here: a leap day is left out. */

#define HW_YEAR_DAYS 365
#define HW_DAY_HOURS 24
#define HW_YEAR_HOURS (HW_YEAR_DAYS * HW_DAY_HOURS)
#define HW_YEAR_MONTHS 12

/* What air outdoors can be, °C. The coldest that was measured is -89.2, the warmest 56.7 (World
 * Meteorological Organization, archive of extremes). */
#define HW_WEATHER_LEAST_C (-100.0)
#define HW_WEATHER_MOST_C 60.0

typedef struct
{
  char *name;                                     /* of the place */
  char *source;                                   /* of the figures */
  double latitude_deg, longitude_deg, altitude_m; /* NAN: not known */
  double dry_bulb_c[HW_YEAR_HOURS];               /* from the first hour of 1 January */
  double dew_point_c[HW_YEAR_HOURS];
} HwWeather;

HwWeather *hw_weather_new (const char *name, const char *source);
void hw_weather_free (HwWeather *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwWeather, hw_weather_free)

/* Returns: days before that one in the year, 0 to 364; %HW_YEAR_DAYS where there is no such day,
 * and for 29 February */
guint hw_day_of_year (guint month, guint day);
/* @day: 0 to 364 */
void hw_day_to_date (guint day, guint *month, guint *day_of_month);

/* Twenty-four temperatures of one day as files have them: tenths of °C, with spaces between. */
gboolean hw_weather_parse_day (const char *text, double hours[HW_DAY_HOURS], GError **error);
char *hw_weather_format_day (const double hours[HW_DAY_HOURS]);

/* The climate of the site; 0: none. */
HwHandle hw_design_get_climate (HwDesign *design);

/**
 * hw_design_dup_weather:
 * @n_missing: (out) (optional): days that the climate does not have
 *
 * Returns: (transfer full) (nullable): the year of the site; %NULL where it has none, or not every
 * day of it
 */
HwWeather *hw_design_dup_weather (HwDesign *design, guint *n_missing);

G_END_DECLS
