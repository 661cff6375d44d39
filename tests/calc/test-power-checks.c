/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-edit.h"
#include "hw-fabrics.h"
#include "hw-facility.h"
#include "hw-headroom.h"
#include "hw-power-fixture.h"
#include "hw-power-needs.h"

/* What is told of power networks that are wrong, and what places what they lack. */

static guint
count (Fixture *fixture, const char *code)
{
  return power_problems (fixture, code, NULL);
}

static void
assert_says (Fixture *fixture, const char *code, const char *part)
{
  g_autofree char *message = NULL;

  g_assert_cmpuint (power_problems (fixture, code, &message), ==, 1);
  g_test_message ("%s", message);
  g_assert_nonnull (strstr (message, part));
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = power_rack (fixture, "rack", 0, 0, 0);
  const HwPowerSolution *solution;
  HwSum sum;

  power_mount (fixture, rack, "dgx", 1);
  g_assert_cmpuint (hw_results_n_problems (fixture->results, HW_SEVERITY_ERROR), ==, 0);
  sum = hw_results_facility_power (fixture->results);
  g_assert_true (hw_sum_is_unknown (&sum));
  sum = hw_results_power_ratio (fixture->results);
  g_assert_true (hw_sum_is_unknown (&sum));
  solution = hw_results_power (fixture->results);
  g_assert_cmpfloat (solution->input_w, ==, 0);
  g_assert_cmpfloat (hw_results_power_loss_w (fixture->results, 1), ==, 0);
  g_assert_true (isnan (hw_power_rack_limit (fixture->results, rack).limit_w));
  g_assert_false (hw_results_can_fail (fixture->results, "nothing"));
}

static void
test_supplies (Fixture *fixture, gconstpointer data)
{
  HwHandle a = power_feed (fixture, 0, HW_SIDE_A, 400);
  HwHandle b = power_feed (fixture, 0, HW_SIDE_B, 400);
  HwHandle rack = power_rack (fixture, "rack", a, b, 0);
  g_autoptr (GPtrArray) problems = NULL;

  power_rack (fixture, "nvl", a, b, 0);
  g_assert_cmpuint (count (fixture, "power-supplies"), ==, 0);
  power_mount (fixture, rack, "dgx", 1);
  assert_says (fixture, "power-supplies", "9.9");
  problems = hw_results_problems_of (fixture->results, HW_REF (HW_TABLE_RACK, rack));
  g_assert_cmpuint (problems->len, >, 0);
  /* One problem for all of them. */
  rack = power_rack (fixture, "rack", a, b, 0);
  power_mount (fixture, rack, "dgx", 1);
  assert_says (fixture, "power-supplies", "2 racks");
}

/* A UPS that feeds itself by way of another. */
static void
test_loop (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_N);
  HwHandle first = power_unit (fixture, chain, "ups", HW_SIDE_A);
  HwHandle second = power_unit (fixture, chain, "floor-pdu", HW_SIDE_A);
  HwHandle feed = power_feed (fixture, chain, HW_SIDE_A, 400);
  HwHandle rack = power_rack (fixture, "nvl", feed, 0, 0);
  g_autofree char *key = power_key (
      power_id (fixture, HW_TABLE_POWER, chain), "ups", power_id (fixture, HW_TABLE_RACK, first));

  g_assert_cmpuint (count (fixture, "power-loop"), ==, 0);
  power_override (fixture, key, "fed-from", power_id (fixture, HW_TABLE_RACK, second));
  /* Both units; the feed on them is no part of the ring, and dead by it. */
  g_assert_cmpuint (count (fixture, "power-loop"), ==, 2);
  g_assert_cmpuint (count (fixture, "power-source"), ==, 1);
  g_assert_cmpfloat (hw_results_power (fixture->results)->power_w, ==, 0);
  g_assert_cmpuint (hw_results_power (fixture->results)->n_dead, ==, 1);
  g_assert_false (isnan (hw_power_rack_limit (fixture->results, rack).limit_w));
  hw_design_undo (fixture->design);
  g_assert_cmpuint (count (fixture, "power-loop"), ==, 0);
  g_assert_cmpfloat_with_epsilon (hw_results_power (fixture->results)->power_w, 132e3, 1e-6);
}

/* A key whose role is not that of its object, and a tap of a rack on no feed. */
static void
test_misfit (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_N);
  HwHandle unit = power_unit (fixture, chain, "ups", HW_SIDE_A);
  HwHandle feed = power_feed (fixture, chain, HW_SIDE_A, 400);
  HwHandle rack = power_rack (fixture, "nvl", 0, 0, 0);
  g_autofree char *role = power_key (
      power_id (fixture, HW_TABLE_POWER, chain), "pdu", power_id (fixture, HW_TABLE_RACK, unit));
  g_autofree char *tap = power_key (
      power_id (fixture, HW_TABLE_FEED, feed), "tap", power_id (fixture, HW_TABLE_RACK, rack));

  power_override (fixture, role, "limit-w", "5");
  g_assert_cmpuint (count (fixture, "power-override"), ==, 1);
  power_override (fixture, tap, "rating-a", "5");
  g_assert_cmpuint (count (fixture, "power-override"), ==, 2);
}

static void
test_sources (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_2N);
  HwHandle feed = power_feed (fixture, chain, HW_SIDE_A, 400);

  power_rack (fixture, "nvl", feed, 0, 0);
  g_assert_cmpuint (count (fixture, "power-source"), ==, 0);
  fixture_set (fixture, HW_TABLE_POWER, chain, "utility", "none");
  g_assert_cmpuint (count (fixture, "power-source"), ==, 1);
  power_unit (fixture, chain, "generator", HW_SIDE_A);
  g_assert_cmpuint (count (fixture, "power-source"), ==, 0);
  /* Two systems have no third. */
  fixture_set (fixture, HW_TABLE_FEED, feed, "side", "C");
  g_assert_cmpuint (count (fixture, "power-system"), ==, 1);
  g_assert_cmpfloat (hw_results_power (fixture->results)->power_w, ==, 0);
}

static void
test_zero_limit (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_N);
  HwHandle unit = power_unit (fixture, chain, "ups", HW_SIDE_A);
  HwHandle feed = power_feed (fixture, chain, HW_SIDE_A, 400);
  g_autofree char *key = power_key (
      power_id (fixture, HW_TABLE_POWER, chain), "ups", power_id (fixture, HW_TABLE_RACK, unit));

  power_rack (fixture, "nvl", feed, 0, 0);
  power_override (fixture, key, "limit-w", "0");
  g_assert_cmpuint (count (fixture, "power-limit"), ==, 1);
  g_assert_true (isfinite (hw_results_power (fixture->results)->input_w));
  power_override (fixture, key, "limit-w", "100000");
  g_assert_cmpuint (count (fixture, "power-limit"), ==, 0);
  assert_says (fixture, "power-load", "132");
  power_override (fixture, key, "limit-w", "-1");
  g_assert_cmpuint (count (fixture, "power-override"), ==, 1);
  power_override (fixture, key, "limit-w", "nan");
  g_assert_cmpuint (count (fixture, "power-override"), ==, 1);
}

static void
test_scheme (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_2N);
  HwHandle feeds[2];

  for (guint i = 0; i < 2; i++)
    {
      power_unit (fixture, chain, "transformer", i);
      power_unit (fixture, chain, "ups", i);
      feeds[i] = power_feed (fixture, chain, i, 4000);
    }
  for (guint i = 0; i < 7; i++)
    power_rack (fixture, "nvl", feeds[0], feeds[1], 0);
  /* 924 kW, of 1 MW on one side. */
  g_assert_cmpuint (count (fixture, "power-scheme"), ==, 0);
  g_assert_cmpuint (count (fixture, "power-to-place"), ==, 0);
  power_rack (fixture, "nvl", feeds[0], feeds[1], 0);
  assert_says (fixture, "power-scheme", "1.06");
  g_assert_cmpuint (count (fixture, "power-load"), ==, 0);
  g_assert_cmpuint (count (fixture, "power-to-place"), ==, 1);
  /* One that hangs on one system is lost with it. */
  power_rack (fixture, "nvl", feeds[0], 0, 0);
  assert_says (fixture, "power-scheme", "72 GPU");
  power_rack (fixture, "nvl", 0, 0, 0);
  g_assert_cmpuint (count (fixture, "power-unfed"), ==, 1);
  assert_says (fixture, "power-generator", "its UPS carry it for 5");
}

static guint
needed (Fixture *fixture, HwHandle chain, HwPowerRole role, HwSide system)
{
  g_autoptr (GArray) needs = hw_power_needs (fixture->results, chain);

  for (guint i = 0; i < needs->len; i++)
    {
      const HwPowerNeed *need = &g_array_index (needs, HwPowerNeed, i);

      if (need->role == role && need->system == system)
        return need->count;
    }
  return 0;
}

/* What each system carries when another is gone decides its units. */
static void
test_needs (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_2N);
  HwHandle feeds[3];
  g_autoptr (GArray) needs = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    feeds[i] = power_feed (fixture, chain, i, 4000);
  for (guint i = 0; i < 9; i++)
    power_rack (fixture, "nvl", feeds[0], feeds[1], 0);
  /* 1 188 kW on each. */
  g_assert_cmpuint (needed (fixture, chain, HW_POWER_UPS, HW_SIDE_A), ==, 2);
  g_assert_cmpuint (needed (fixture, chain, HW_POWER_UPS, HW_SIDE_B), ==, 2);
  g_assert_cmpuint (needed (fixture, chain, HW_POWER_UPS, HW_SIDE_C), ==, 0);
  g_assert_cmpuint (needed (fixture, chain, HW_POWER_TRANSFORMER, HW_SIDE_A), ==, 1);
  needs = hw_results_needs (fixture->results);
  g_assert_cmpuint (needs->len, ==, 2);
  g_assert_cmpstr (g_array_index (needs, HwNeed, 1).role, ==, "ups");
  g_assert_cmpuint (g_array_index (needs, HwNeed, 1).count, ==, 4);
  power_unit (fixture, chain, "ups", HW_SIDE_A);
  g_assert_cmpuint (needed (fixture, chain, HW_POWER_UPS, HW_SIDE_A), ==, 1);
  /* Half of it on each system, and a spare unit at each stage. */
  fixture_set (fixture, HW_TABLE_POWER, chain, "scheme", "n+1");
  g_assert_cmpuint (needed (fixture, chain, HW_POWER_UPS, HW_SIDE_A), ==, 2);
  g_assert_cmpuint (needed (fixture, chain, HW_POWER_TRANSFORMER, HW_SIDE_A), ==, 2);
  fixture_set (fixture, HW_TABLE_POWER, chain, "scheme", "2n");
  hw_design_begin (fixture->design, "Place");
  g_assert_cmpuint (hw_power_place_needs (fixture->results, chain, fixture->hall, &error), ==, 5);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
  g_assert_cmpuint (count (fixture, "power-to-place"), ==, 0);
  g_assert_cmpuint (count (fixture, "power-scheme"), ==, 0);
  hw_design_begin (fixture->design, "Place");
  g_assert_cmpuint (hw_power_place_needs (fixture->results, chain, fixture->hall, &error), ==, 0);
  g_assert_nonnull (error);
  hw_design_rollback (fixture->design);
}

/* The reserve of a catcher is for the largest block. */
static void
test_reserve (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_CATCHER);
  HwHandle a = power_feed (fixture, chain, HW_SIDE_A, 4000);
  HwHandle b = power_feed (fixture, chain, HW_SIDE_B, 4000);

  for (guint i = 0; i < 9; i++)
    power_rack (fixture, "nvl", i < 8 ? a : b, 0, 0);
  g_assert_cmpuint (needed (fixture, chain, HW_POWER_UPS, HW_SIDE_A), ==, 2);
  g_assert_cmpuint (needed (fixture, chain, HW_POWER_UPS, HW_SIDE_B), ==, 1);
  g_assert_cmpuint (needed (fixture, chain, HW_POWER_UPS, HW_SIDE_RESERVE), ==, 2);
}

/* What a rack may draw is what bears least on its ways. */
static void
test_limits (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_2N);
  HwHandle units[2], feeds[2], rack;
  HwPowerRackLimit limit;
  HwPowerChain figures;

  for (guint i = 0; i < 2; i++)
    {
      units[i] = power_unit (fixture, chain, "ups", i);
      power_unit (fixture, chain, "floor-pdu", i);
      feeds[i] = power_feed (fixture, chain, i, 400);
    }
  rack = power_rack (fixture, "nvl", feeds[0], feeds[1], 0);
  /* 415 · 400 · √3 · 80 % = 230 kW, under the 400 kW of a floor PDU and the megawatt of a UPS. */
  limit = hw_power_rack_limit (fixture->results, rack);
  g_assert_cmpint (limit.role, ==, HW_POWER_FEED);
  g_assert_cmpfloat_with_epsilon (limit.limit_w, 0.8 * sqrt (3) * 415 * 400, 1e-6);
  fixture_set (fixture, HW_TABLE_FEED, feeds[0], "current-a", "4000");
  fixture_set (fixture, HW_TABLE_FEED, feeds[1], "current-a", "4000");
  limit = hw_power_rack_limit (fixture->results, rack);
  g_assert_cmpint (limit.role, ==, HW_POWER_PDU);
  g_assert_cmpfloat_with_epsilon (limit.limit_w, 400e3, 1e-6);
  /* Two systems of which either carries all: the chain lets through what one floor PDU does. */
  figures = hw_results_power_chain (fixture->results, chain);
  g_assert_cmpfloat_with_epsilon (figures.limit_w, 400e3, 1e-6);
  g_assert_cmpuint (figures.n_units, ==, 4);
  g_assert_cmpfloat (figures.autonomy_s, ==, 300);
  g_assert_true (isnan (figures.fuel_s));
  g_assert_cmpfloat_with_epsilon (figures.load_w, 132e3, 1e-6);
  g_assert_cmpfloat_with_epsilon (figures.input_w, figures.load_w + figures.loss_w, 1e-6);
  g_assert_cmpuint (units[0], !=, 0);
}

/* The power factor and de-rating of a chain are those of its feeds and their racks. */
static void
test_feeds_of_chain (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_N);
  HwHandle feed = power_feed (fixture, chain, HW_SIDE_A, 100);
  HwHandle rack = power_rack (fixture, "rack", feed, 0, 0);
  double limit_w = 0.8 * sqrt (3) * 415 * 100;
  HwFeedFigures figures;

  g_assert_cmpfloat_with_epsilon (hw_results_rack (fixture->results, rack)->limit_w, limit_w, 1e-6);
  fixture_set (fixture, HW_TABLE_POWER, chain, "derating", "0.5");
  fixture_set (fixture, HW_TABLE_POWER, chain, "power-factor", "0.9");
  g_assert_cmpfloat_with_epsilon (
      hw_results_rack (fixture->results, rack)->limit_w, 0.45 * limit_w, 1e-6);
  hw_results_feed (fixture->results, feed, &figures);
  g_assert_cmpfloat_with_epsilon (figures.limit_w, 0.45 * limit_w, 1e-6);
  fixture_remove (fixture, HW_TABLE_POWER, chain);
  g_assert_cmpfloat_with_epsilon (hw_results_rack (fixture->results, rack)->limit_w, limit_w, 1e-6);
}

/* More of a device fits as long as the UPS of one side carries all when the other is gone. */
static void
test_headroom (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_2N);
  HwHandle feeds[2];
  HwHeadroom headroom;

  for (guint i = 0; i < 2; i++)
    {
      power_unit (fixture, chain, "ups", i);
      feeds[i] = power_feed (fixture, chain, i, 10000);
    }
  for (guint i = 0; i < 30; i++)
    power_rack (fixture, "rack", feeds[0], feeds[1], 0);
  /* 69 · 14.3 kW = 986.7 kW of a megawatt. */
  headroom = hw_headroom (fixture->results,
                          fixture->catalogue,
                          power_product (fixture, "dgx"),
                          HW_REF (HW_TABLE_HALL, fixture->hall));
  g_assert_cmpuint (headroom.count, ==, 69);
  g_assert_cmpint (headroom.limit, ==, HW_LIMIT_POWER);
}

/* Explanations add up. */
static void
test_explained (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_N);
  HwHandle feed;
  g_autoptr (HwExplanation) facility = NULL;
  g_autoptr (HwExplanation) ratio = NULL;
  double sum = 0;

  power_unit (fixture, chain, "ups", HW_SIDE_A);
  feed = power_feed (fixture, chain, HW_SIDE_A, 400);
  power_rack (fixture, "nvl", feed, 0, 0);
  facility = hw_results_explain_key (fixture->results, "power.facility_w", NULL);
  for (guint i = 0; i < facility->children->len; i++)
    sum += ((HwExplanation *)facility->children->pdata[i])->sum.value;
  g_assert_cmpfloat_with_epsilon (facility->sum.value, sum, 1e-6);
  g_assert_cmpfloat_with_epsilon (facility->sum.value, 132e3 + 20e3 + 20e3 * 0.132 * 0.132, 1e-6);
  ratio = hw_results_explain_key (fixture->results, "power.power_ratio", NULL);
  g_assert_cmpfloat_with_epsilon (ratio->sum.value, facility->sum.value / 132e3, 1e-12);
}

/* Another phase has other units. */
static void
test_phases (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_N);
  HwHandle unit = power_unit (fixture, chain, "ups", HW_SIDE_A);
  HwHandle first, second;
  HwRack row;

  hw_design_begin (fixture->design, "Phases");
  first = hw_operation_add_phase (fixture->design, "One", NULL);
  second = hw_operation_add_phase (fixture->design, "Two", NULL);
  row = *hw_design_get_rack (fixture->design, unit);
  row.object.install = (guint16)second;
  hw_edit_set (fixture->design, HW_TABLE_RACK, unit, &row);
  hw_design_commit (fixture->design);
  g_assert_cmpuint (hw_results_power_chain (fixture->results, chain).n_units, ==, 1);
  hw_results_set_phase (fixture->results, first);
  g_assert_cmpuint (hw_results_power_chain (fixture->results, chain).n_units, ==, 0);
  hw_results_set_phase (fixture->results, 0);
  g_assert_cmpuint (hw_results_power_chain (fixture->results, chain).n_units, ==, 1);
}

/* Peaks go up the chain: those of five NVL72 of 192 kW are within a UPS of 1 MW, those of six are
 * beyond it though their 792 kW are not. */
static void
test_unit_peak (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_N);
  HwHandle feed;
  g_autofree char *message = NULL;

  power_unit (fixture, chain, "ups", HW_SIDE_A);
  feed = power_feed (fixture, chain, HW_SIDE_A, 4000);
  power_rack (fixture, "nvl", feed, 0, 0);
  figure_value ((HwProduct *)hw_catalogue_find (hw_design_get_catalogue (fixture->design), "nvl"),
                HW_FIELD_POWER_PEAK,
                192e3);
  for (guint i = 1; i < 5; i++)
    power_rack (fixture, "nvl", feed, 0, 0);
  g_assert_cmpuint (power_problems (fixture, "unit-peak", NULL), ==, 0);
  power_rack (fixture, "nvl", feed, 0, 0);
  g_assert_cmpuint (power_problems (fixture, "unit-peak", &message), ==, 1);
  g_assert_nonnull (strstr (message, "1.15"));
  g_assert_nonnull (strstr (message, "UPS"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  power_test ("/calc/power-checks/nothing", test_nothing);
  power_test ("/calc/power-checks/supplies", test_supplies);
  power_test ("/calc/power-checks/loop", test_loop);
  power_test ("/calc/power-checks/misfit", test_misfit);
  power_test ("/calc/power-checks/sources", test_sources);
  power_test ("/calc/power-checks/zero-limit", test_zero_limit);
  power_test ("/calc/power-checks/scheme", test_scheme);
  power_test ("/calc/power-checks/needs", test_needs);
  power_test ("/calc/power-checks/reserve", test_reserve);
  power_test ("/calc/power-checks/limits", test_limits);
  power_test ("/calc/power-checks/feeds-of-chain", test_feeds_of_chain);
  power_test ("/calc/power-checks/headroom", test_headroom);
  power_test ("/calc/power-checks/explained", test_explained);
  power_test ("/calc/power-checks/phases", test_phases);
  power_test ("/calc/power-checks/unit-peak", test_unit_peak);
  return g_test_run ();
}
