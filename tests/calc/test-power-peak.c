/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-loop-fixture.h"
#include "hw-power-peak.h"

/* A megajoule at 95 % carries 10 kW for 95 s. */
static void
test_autonomy (void)
{
  g_assert_cmpfloat_with_epsilon (hw_autonomy_s (1e6, 0.95, 10e3), 95, 1e-9);
  g_assert_true (isinf (hw_autonomy_s (1e6, 0.95, 0)));
  g_assert_cmpfloat (hw_autonomy_s (0, 0.95, 10e3), ==, 0);
  g_assert_true (isnan (hw_autonomy_s (NAN, 0.95, 10e3)));
  g_assert_true (isnan (hw_autonomy_s (-1, 0.95, 10e3)));
  g_assert_true (isnan (hw_autonomy_s (1e6, 0, 10e3)));
  g_assert_true (isnan (hw_autonomy_s (1e6, 1.1, 10e3)));
}

/* 10 m³ at 500 L/h full and 100 L/h idle: 20 h, 100 h, and 33.3 h at half load. */
static void
test_fuel (void)
{
  const double hour_s = 3600, full = 0.5 / 3600, idle = 0.1 / 3600;

  g_assert_cmpfloat_with_epsilon (hw_generator_run_s (10, idle, full, 2e6, 2e6) / hour_s, 20, 1e-9);
  g_assert_cmpfloat_with_epsilon (hw_generator_run_s (10, idle, full, 2e6, 0) / hour_s, 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (
      hw_generator_run_s (10, idle, full, 2e6, 1e6) / hour_s, 10 / 0.3, 1e-9);
  g_assert_true (isnan (hw_generator_run_s (10, idle, full, 2e6, 2.1e6)));
  g_assert_true (isnan (hw_generator_run_s (10, idle, full, 0, 0)));
  g_assert_true (isnan (hw_generator_run_s (10, full, idle, 2e6, 1e6)));
}

/* A breaker of 60 A at 415 V: 43.1 kW, of which 34.5 for long. */
static void
test_judge (void)
{
  g_assert_cmpint (hw_peak_judge (34e3, 34.5e3, 43.1e3), ==, HW_PEAK_WITHIN);
  g_assert_cmpint (hw_peak_judge (40e3, 34.5e3, 43.1e3), ==, HW_PEAK_TRANSIENT);
  g_assert_cmpint (
      hw_peak_judge (30e3 * HW_TRANSIENT_FACTOR, 34.5e3, 43.1e3), ==, HW_PEAK_TRANSIENT);
  g_assert_cmpint (hw_peak_judge (44e3, 34.5e3, 43.1e3), ==, HW_PEAK_BEYOND);
  g_assert_cmpint (hw_peak_judge (44e3, NAN, NAN), ==, HW_PEAK_WITHIN);
}

static guint
count_peaks (Fixture *fixture)
{
  g_autoptr (GPtrArray) problems = hw_results_problems (fixture->results);
  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    n += strcmp (((HwProblem *)problems->pdata[i])->code, "feed-peak") == 0;
  return n;
}

/* What no source gives a peak of counts with its nameplate. */
static void
test_rack (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = loop_member (fixture, "frame", 8000);
  HwHandle assembly = loop_member (fixture, "nvl", 12000);
  HwProduct *nvl;

  loop_device (fixture, rack, "server", 1);
  loop_device (fixture, rack, "server", 11);
  g_assert_cmpfloat_with_epsilon (
      hw_results_rack_peak (fixture->results, rack).value, 2 * 14300, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      hw_results_rack_peak (fixture->results, assembly).value, 132e3, 1e-6);
  g_assert_cmpfloat (hw_results_rack_peak (fixture->results, 0).value, ==, 0);

  /* The cited peak is that of the whole: 192 kW for an NVL72. Without a tray its parts count. */
  nvl = (HwProduct *)hw_catalogue_find (hw_design_get_catalogue (fixture->design), "nvl");
  figure_value (nvl, HW_FIELD_POWER_PEAK, 192e3);
  g_assert_cmpfloat (hw_results_rack_peak (fixture->results, assembly).value, ==, 192e3);
  fixture_remove (
      fixture, HW_TABLE_DEVICE, hw_design_first_child (fixture->design, HW_TABLE_DEVICE, assembly));
  g_assert_cmpfloat_with_epsilon (
      hw_results_rack_peak (fixture->results, assembly).value, 132e3 - 5700, 1e-6);
}

/* Two NVL72 of 192 kW on one feed of 350 kW, of which 280 for long: their 264 kW go, their peaks
 * do not; on two such feeds each has half. */
static void
test_feed (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwHandle racks[] = { loop_member (fixture, "nvl", 12000), loop_member (fixture, "nvl", 13000) };
  HwProduct *nvl = (HwProduct *)hw_catalogue_find (hw_design_get_catalogue (design), "nvl");
  HwFeedPeak peak;
  HwHandle a, b;
  char id[HW_ID_SIZE];

  figure_value (nvl, HW_FIELD_POWER_PEAK, 192e3);
  hw_design_begin (design, "Feeds");
  a = hw_operation_add_feed (design, "A1", HW_SIDE_A, 415, 350e3 / 415 / sqrt (3), HW_BREAKER_NEC);
  b = hw_operation_add_feed (design, "B1", HW_SIDE_B, 415, 350e3 / 415 / sqrt (3), HW_BREAKER_NEC);
  hw_design_commit (design);
  hw_design_id_text (design, HW_REF (HW_TABLE_FEED, a), id);
  for (guint i = 0; i < G_N_ELEMENTS (racks); i++)
    fixture_set (fixture, HW_TABLE_RACK, racks[i], "feed-a", id);
  g_assert_true (hw_results_feed_peak (fixture->results, a, &peak));
  g_assert_cmpfloat_with_epsilon (peak.peak_w, 384e3, 1e-6);
  g_assert_cmpfloat_with_epsilon (peak.rated_w, 350e3, 1e-6);
  g_assert_cmpint (peak.peak, ==, HW_PEAK_BEYOND);
  g_assert_cmpuint (count_peaks (fixture), ==, 1);
  hw_design_id_text (design, HW_REF (HW_TABLE_FEED, b), id);
  for (guint i = 0; i < G_N_ELEMENTS (racks); i++)
    fixture_set (fixture, HW_TABLE_RACK, racks[i], "feed-b", id);
  g_assert_true (hw_results_feed_peak (fixture->results, b, &peak));
  g_assert_cmpfloat_with_epsilon (peak.peak_w, 192e3, 1e-6);
  g_assert_cmpuint (count_peaks (fixture), ==, 0);
  g_assert_false (hw_results_feed_peak (fixture->results, 99, &peak));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/power-peak/autonomy", test_autonomy);
  g_test_add_func ("/calc/power-peak/fuel", test_fuel);
  g_test_add_func ("/calc/power-peak/judge", test_judge);
  loop_test ("/calc/power-peak/rack", test_rack);
  loop_test ("/calc/power-peak/feed", test_feed);
  return g_test_run ();
}
