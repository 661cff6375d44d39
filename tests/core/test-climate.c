/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-core-fixture.h"

#include <math.h>
#include <string.h>

static HwWeather *
wave (void)
{
  HwWeather *weather = hw_weather_new ("Somewhere", "a formula");

  weather->latitude_deg = 50;
  for (guint i = 0; i < HW_YEAR_HOURS; i++)
    {
      weather->dry_bulb_c[i] = round (100 - 150 * cos (2 * G_PI * i / HW_YEAR_HOURS)) / 10;
      weather->dew_point_c[i] = weather->dry_bulb_c[i] - i % 7;
    }
  return weather;
}

static void
test_days (void)
{
  guint month, day;

  g_assert_cmpuint (hw_day_of_year (1, 1), ==, 0);
  g_assert_cmpuint (hw_day_of_year (3, 1), ==, 59);
  g_assert_cmpuint (hw_day_of_year (12, 31), ==, 364);
  g_assert_cmpuint (hw_day_of_year (2, 29), ==, HW_YEAR_DAYS);
  g_assert_cmpuint (hw_day_of_year (13, 1), ==, HW_YEAR_DAYS);
  g_assert_cmpuint (hw_day_of_year (4, 31), ==, HW_YEAR_DAYS);
  for (guint i = 0; i < HW_YEAR_DAYS; i++)
    {
      hw_day_to_date (i, &month, &day);
      g_assert_cmpuint (hw_day_of_year (month, day), ==, i);
    }
}

static void
test_texts (void)
{
  static const char *const bad[]
      = { "",
          "1 2 3",
          "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 x",
          "1  2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24",
          "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 99",
          "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 nan" };
  double hours[HW_DAY_HOURS], again[HW_DAY_HOURS];
  g_autofree char *text = NULL;

  for (guint i = 0; i < HW_DAY_HOURS; i++)
    hours[i] = -4 + i * 0.7;
  text = hw_weather_format_day (hours);
  g_assert_true (g_str_has_prefix (text, "-4 -3.3 -2.6 "));
  g_assert_true (hw_weather_parse_day (text, again, NULL));
  for (guint i = 0; i < HW_DAY_HOURS; i++)
    g_assert_cmpfloat_with_epsilon (again[i], hours[i], 1e-9);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (hw_weather_parse_day (bad[i], hours, &error));
      g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_INVALID);
    }
}

/* What is imported is there, and one step takes it back. */
static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwWeather) weather = wave ();
  g_autoptr (HwWeather) read = NULL;
  guint missing;

  g_assert_null (hw_design_dup_weather (fixture->design, &missing));
  hw_design_begin (fixture->design, "Import");
  hw_operation_set_climate (fixture->design, weather);
  hw_design_commit (fixture->design);
  read = hw_design_dup_weather (fixture->design, &missing);
  g_assert_nonnull (read);
  g_assert_cmpuint (missing, ==, 0);
  g_assert_cmpstr (read->name, ==, "Somewhere");
  g_assert_cmpfloat (read->latitude_deg, ==, 50);
  g_assert_true (isnan (read->altitude_m));
  for (guint i = 0; i < HW_YEAR_HOURS; i++)
    {
      g_assert_cmpfloat_with_epsilon (read->dry_bulb_c[i], weather->dry_bulb_c[i], 1e-9);
      g_assert_cmpfloat_with_epsilon (read->dew_point_c[i], weather->dew_point_c[i], 1e-9);
    }

  /* Another takes its place. */
  hw_design_begin (fixture->design, "Import");
  hw_operation_set_climate (fixture->design, weather);
  hw_design_commit (fixture->design);
  g_assert_cmpuint (hw_design_count (fixture->design, HW_TABLE_CLIMATE), ==, 1);
  g_assert_cmpuint (hw_design_count (fixture->design, HW_TABLE_CLIMATE_DAY), ==, HW_YEAR_DAYS);
  hw_design_undo (fixture->design);
  hw_design_undo (fixture->design);
  g_assert_cmpuint (hw_design_count (fixture->design, HW_TABLE_CLIMATE), ==, 0);
  g_assert_cmpuint (hw_design_count (fixture->design, HW_TABLE_CLIMATE_DAY), ==, 0);
  hw_design_redo (fixture->design);
  g_assert_cmpuint (hw_design_count (fixture->design, HW_TABLE_CLIMATE_DAY), ==, HW_YEAR_DAYS);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  g_autoptr (HwWeather) weather = wave ();
  HwHandle climate, day;
  HwRef first;
  HwClimate second = { 0 };
  guint missing;

  hw_design_begin (design, "Import");
  climate = hw_operation_set_climate (design, weather);
  hw_design_commit (design);
  day = hw_design_first_child (design, HW_TABLE_CLIMATE_DAY, climate);
  first = HW_REF (HW_TABLE_CLIMATE_DAY, day);
  g_assert_cmpuint (
      ((const HwClimateDay *)hw_design_row (design, HW_TABLE_CLIMATE_DAY, day))->month, ==, 1);
  hw_design_begin (design, "Change");
  g_assert_false (hw_operation_set (
      design, HW_REF (HW_TABLE_CLIMATE_DAY, day), "month", "2", NULL)); /* there already */
  g_assert_false (
      hw_operation_set (design, HW_REF (HW_TABLE_CLIMATE_DAY, day), "dry-bulb-c", "1 2", NULL));
  /* Dew above the air. */
  g_assert_false (
      hw_operation_set (design,
                        HW_REF (HW_TABLE_CLIMATE_DAY, day),
                        "dew-point-c",
                        "30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30",
                        NULL));
  hw_row_init (HW_TABLE_CLIMATE, &second);
  g_assert_false (hw_operation_check_row (design, HW_REF (HW_TABLE_CLIMATE, 0), &second, NULL));
  g_assert_true (hw_operation_remove (design, &first, 1, NULL));
  hw_design_commit (design);
  /* A year with a gap is no year. */
  g_assert_null (hw_design_dup_weather (design, &missing));
  g_assert_cmpuint (missing, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/climate/days", test_days);
  g_test_add_func ("/core/climate/texts", test_texts);
  g_test_add (
      "/core/climate/import", Fixture, NULL, fixture_set_up, test_import, fixture_tear_down);
  g_test_add (
      "/core/climate/refused", Fixture, NULL, fixture_set_up, test_refused, fixture_tear_down);
  return g_test_run ();
}
