/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-weather.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-number.h"

static const guint8 days_of_month[HW_YEAR_MONTHS]
    = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

HwWeather *
hw_weather_new (const char *name, const char *source)
{
  HwWeather *self = g_new0 (HwWeather, 1);

  self->name = g_strdup (name);
  self->source = g_strdup (source);
  self->latitude_deg = self->longitude_deg = self->altitude_m = NAN;
  return self;
}

void
hw_weather_free (HwWeather *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->source);
  g_free (self);
}

guint
hw_day_of_year (guint month, guint day)
{
  guint before = 0;

  if (month < 1 || month > HW_YEAR_MONTHS || day < 1 || day > days_of_month[month - 1])
    return HW_YEAR_DAYS;
  for (guint i = 0; i < month - 1; i++)
    before += days_of_month[i];
  return before + day - 1;
}

void
hw_day_to_date (guint day, guint *month, guint *day_of_month)
{
  *month = 1;
  while (day >= days_of_month[*month - 1])
    day -= days_of_month[(*month)++ - 1];
  *day_of_month = day + 1;
}

gboolean
hw_weather_parse_day (const char *text, double hours[HW_DAY_HOURS], GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", HW_DAY_HOURS + 1);
  guint n = g_strv_length (words);

  if (n != HW_DAY_HOURS)
    {
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_INVALID,
                   _ ("A day has %d temperatures with one space between, not %u."),
                   HW_DAY_HOURS,
                   n);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    if (!hw_number_parse (words[i], &hours[i]) || hours[i] < HW_WEATHER_LEAST_C
        || hours[i] > HW_WEATHER_MOST_C)
      {
        g_set_error (error,
                     HW_CORE_ERROR,
                     HW_CORE_ERROR_INVALID,
                     _ ("“%s” is no temperature of outdoor air, %.0f to %.0f °C."),
                     words[i],
                     HW_WEATHER_LEAST_C,
                     HW_WEATHER_MOST_C);
        return FALSE;
      }
  return TRUE;
}

char *
hw_weather_format_day (const double hours[HW_DAY_HOURS])
{
  GString *text = g_string_new (NULL);
  char buffer[HW_NUMBER_SIZE];

  for (guint i = 0; i < HW_DAY_HOURS; i++)
    {
      double tenths = round (hours[i] * 10);

      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, hw_number_format (buffer, tenths == 0 ? 0 : tenths / 10));
    }
  return g_string_free (text, FALSE);
}

HwHandle
hw_design_get_climate (HwDesign *design)
{
  return hw_design_next (design, HW_TABLE_CLIMATE, 0);
}

HwWeather *
hw_design_dup_weather (HwDesign *design, guint *n_missing)
{
  HwHandle climate = hw_design_get_climate (design);
  const HwClimate *row;
  g_autoptr (HwWeather) weather = NULL;
  guint missing = HW_YEAR_DAYS;

  if (n_missing != NULL)
    *n_missing = climate != 0 ? missing : 0;
  if (climate == 0)
    return NULL;
  row = hw_design_row (design, HW_TABLE_CLIMATE, climate);
  weather = hw_weather_new (hw_design_text (design, row->object.name),
                            hw_design_text (design, row->source));
  weather->latitude_deg = row->latitude_deg;
  weather->longitude_deg = row->longitude_deg;
  weather->altitude_m = row->altitude_m;
  for (HwHandle handle = hw_design_first_child (design, HW_TABLE_CLIMATE_DAY, climate); handle != 0;
       handle = hw_design_next_child (design, HW_TABLE_CLIMATE_DAY, handle))
    {
      const HwClimateDay *day = hw_design_row (design, HW_TABLE_CLIMATE_DAY, handle);
      guint first = hw_day_of_year (day->month, day->day) * HW_DAY_HOURS;

      /* Days were checked when they came in: none stands twice, and each can be. */
      if (first < HW_YEAR_HOURS
          && hw_weather_parse_day (
              hw_design_text (design, day->dry_bulb), weather->dry_bulb_c + first, NULL)
          && hw_weather_parse_day (
              hw_design_text (design, day->dew_point), weather->dew_point_c + first, NULL))
        missing--;
    }
  if (n_missing != NULL)
    *n_missing = missing;
  return missing == 0 ? g_steal_pointer (&weather) : NULL;
}
