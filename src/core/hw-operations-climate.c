/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"
#include "hw-operations-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-edit.h"

/* Dry bulb and dew point are rounded to tenths each on its own. */
#define ROUNDING_K 0.1001

static void
insert_day (HwDesign *design, HwHandle climate, const HwWeather *weather, guint day)
{
  g_autofree char *dry = hw_weather_format_day (weather->dry_bulb_c + day * HW_DAY_HOURS);
  g_autofree char *dew = hw_weather_format_day (weather->dew_point_c + day * HW_DAY_HOURS);
  HwClimateDay row = { 0 };
  guint month, day_of_month;

  hw_day_to_date (day, &month, &day_of_month);
  hw_row_init (HW_TABLE_CLIMATE_DAY, &row);
  row.object.parent = climate;
  row.month = (guint8)month;
  row.day = (guint8)day_of_month;
  row.dry_bulb = hw_design_intern (design, dry);
  row.dew_point = hw_design_intern (design, dew);
  hw_edit_insert (design, HW_TABLE_CLIMATE_DAY, &row);
}

HwHandle
hw_operation_set_climate (HwDesign *design, const HwWeather *weather)
{
  HwClimate row = { 0 };
  HwHandle climate;

  hw_operation_remove_climate (design);
  hw_row_init (HW_TABLE_CLIMATE, &row);
  row.object.name = hw_design_intern (design, weather->name);
  row.source = hw_design_intern (design, weather->source);
  row.latitude_deg = weather->latitude_deg;
  row.longitude_deg = weather->longitude_deg;
  row.altitude_m = weather->altitude_m;
  climate = hw_edit_insert (design, HW_TABLE_CLIMATE, &row);
  for (guint day = 0; day < HW_YEAR_DAYS; day++)
    insert_day (design, climate, weather, day);
  return climate;
}

void
hw_operation_remove_climate (HwDesign *design)
{
  HwHandle climate = hw_design_get_climate (design);

  if (climate != 0)
    hw_edit_remove (design, HW_TABLE_CLIMATE, climate);
}

gboolean
hw_operation_check_climate (HwDesign *design, HwHandle handle, GError **error)
{
  HwHandle other = hw_design_get_climate (design);

  if (other == 0 || other == handle)
    return TRUE;
  g_set_error (error,
               HW_CORE_ERROR,
               HW_CORE_ERROR_REFUSED,
               _ ("The site has a climate already, %s; a design has one."),
               hw_design_name (design, HW_REF (HW_TABLE_CLIMATE, other)));
  return FALSE;
}

static gboolean
check_hours (HwDesign *design, const HwClimateDay *row, GError **error)
{
  double dry[HW_DAY_HOURS], dew[HW_DAY_HOURS];

  if (!hw_weather_parse_day (hw_design_text (design, row->dry_bulb), dry, error)
      || !hw_weather_parse_day (hw_design_text (design, row->dew_point), dew, error))
    return FALSE;
  for (guint i = 0; i < HW_DAY_HOURS; i++)
    if (dew[i] > dry[i] + ROUNDING_K)
      {
        g_set_error (error,
                     HW_CORE_ERROR,
                     HW_CORE_ERROR_INVALID,
                     _ ("In hour %u the dew point of %.1f °C is above the air's %.1f °C."),
                     i + 1,
                     dew[i],
                     dry[i]);
        return FALSE;
      }
  return TRUE;
}

gboolean
hw_operation_check_climate_day (HwDesign *design,
                                HwHandle handle,
                                const HwClimateDay *row,
                                GError **error)
{
  if (hw_day_of_year (row->month, row->day) == HW_YEAR_DAYS)
    {
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_INVALID,
                   _ ("A year of 365 days has no day %u of month %u."),
                   row->day,
                   row->month);
      return FALSE;
    }
  for (HwHandle other = hw_design_first_child (design, HW_TABLE_CLIMATE_DAY, row->object.parent);
       other != 0;
       other = hw_design_next_child (design, HW_TABLE_CLIMATE_DAY, other))
    {
      const HwClimateDay *there = hw_design_row (design, HW_TABLE_CLIMATE_DAY, other);

      if (other == handle || there->month != row->month || there->day != row->day)
        continue;
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_REFUSED,
                   _ ("Day %u of month %u stands twice in the climate."),
                   row->day,
                   row->month);
      return FALSE;
    }
  return check_hours (design, row, error);
}
