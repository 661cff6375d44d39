/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-edit.h"
#include "hw-power-breaker.h"
#include "hw-power-conductor.h"
#include "hw-power-fixture.h"
#include "hw-results-private.h"

/* Conductors between units: how long they are, what they lose, and the drop of a whole way. */

#define VOLTAGE_V 415.0
/* Of a UPS of 1 MW and switchgear of 4 MW, at 1 mΩ/m for busways of 400 A. */
#define UPS_OHM_PER_M (0.001 * 400 / (1e6 / (sqrt (3) * VOLTAGE_V)))
#define SWITCHGEAR_OHM_PER_M (0.001 * 400 / (4e6 / (sqrt (3) * VOLTAGE_V)))

typedef struct
{
  HwHandle chain, feed, transformer, unit, rack;
} Way;

static void
set (Fixture *fixture, HwTableKind table, HwHandle handle, const char *attribute, const char *value)
{
  g_autoptr (GError) error = NULL;

  hw_design_begin (fixture->design, "Set");
  hw_operation_set (fixture->design, HW_REF (table, handle), attribute, value, &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
}

static void
stand_at (Fixture *fixture, HwHandle rack, const char *x, const char *y)
{
  set (fixture, HW_TABLE_RACK, rack, "x-mm", x);
  set (fixture, HW_TABLE_RACK, rack, "y-mm", y);
}

/* A transformer, a unit 10 m east and 2 m south of it, and a rack of 14.3 kW. All that stands on
 * the floor is equally large here. */
static Way
add_way (Fixture *fixture, const char *unit)
{
  Way way = { .chain = power_chain (fixture, HW_SCHEME_N) };

  set (fixture, HW_TABLE_POWER, way.chain, "conductor-ohm-per-m", "0.001");
  way.feed = power_feed (fixture, way.chain, HW_SIDE_A, 400);
  way.transformer = power_unit (fixture, way.chain, "transformer", HW_SIDE_A);
  way.unit = power_unit (fixture, way.chain, unit, HW_SIDE_A);
  way.rack = power_rack (fixture, "rack", way.feed, 0, 0);
  power_mount (fixture, way.rack, "dgx", 1);
  stand_at (fixture, way.transformer, "20000", "40000");
  stand_at (fixture, way.unit, "30000", "42000");
  return way;
}

static char *
feed_key (Fixture *fixture, HwHandle chain, HwHandle feed)
{
  return power_key (
      power_id (fixture, HW_TABLE_POWER, chain), "feed", power_id (fixture, HW_TABLE_FEED, feed));
}

static const HwPowerNodeState *
state_of (Fixture *fixture, HwRef object)
{
  const HwPowerSolution *solution = hw_results_power (fixture->results);

  return hw_power_solution_node (solution, (guint)hw_power_plan_find (solution->plan, object));
}

static const HwPowerNodeState *
unit_of (Fixture *fixture, const Way *way)
{
  return state_of (fixture, HW_REF (HW_TABLE_RACK, way->unit));
}

/* R·P² / V² at cos φ 1, with what the UPS itself loses. */
static void
test_lost (Fixture *fixture, gconstpointer data)
{
  Way way = add_way (fixture, "ups");
  const HwPowerNodeState *ups = unit_of (fixture, &way);
  const HwPowerSolution *solution = hw_results_power (fixture->results);
  double taken_w = ups->load_w + ups->loss_w;
  double ohm = 12 * UPS_OHM_PER_M;

  g_assert_cmpfloat_with_epsilon (
      ups->feeder_loss_w, ohm * taken_w * taken_w / (VOLTAGE_V * VOLTAGE_V), 1e-9);
  g_assert_cmpfloat_with_epsilon (ups->drop, ohm * taken_w / (VOLTAGE_V * VOLTAGE_V), 1e-12);
  g_assert_cmpfloat (ups->feeder_loss_w, >, 0);
  g_assert_cmpfloat (solution->feeder_loss_w, ==, ups->feeder_loss_w);
  g_assert_cmpfloat_with_epsilon (
      state_of (fixture, HW_REF (HW_TABLE_RACK, way.transformer))->load_w,
      taken_w + ups->feeder_loss_w,
      1e-6);
  g_assert_cmpfloat_with_epsilon (hw_results_power_chain (fixture->results, way.chain).input_w,
                                  14300 + solution->losses_w,
                                  1e-6);
  /* Without a resistance there is none. */
  set (fixture, HW_TABLE_POWER, way.chain, "conductor-ohm-per-m", NULL);
  g_assert_cmpfloat (unit_of (fixture, &way)->feeder_loss_w, ==, 0);
}

/* By where units stand, the rise, or an override. */
static void
test_length (Fixture *fixture, gconstpointer data)
{
  Way way = add_way (fixture, "switchgear");
  /* Nearly the same at each length: what is lost flows too. */
  double metre = unit_of (fixture, &way)->drop / 12;
  g_autofree char *key = power_key (power_id (fixture, HW_TABLE_POWER, way.chain),
                                    "switchgear",
                                    power_id (fixture, HW_TABLE_RACK, way.unit));
  HwHandle hall;
  HwRack row;

  set (fixture, HW_TABLE_RACK, way.unit, "x-mm", "31000");
  g_assert_cmpfloat_with_epsilon (unit_of (fixture, &way)->drop / metre, 13, 0.1);
  set (fixture, HW_TABLE_POWER, way.chain, "rise-m", "7");
  g_assert_cmpfloat_with_epsilon (unit_of (fixture, &way)->drop / metre, 20, 0.1);
  power_override (fixture, key, "length-mm", "3000");
  g_assert_cmpfloat_with_epsilon (unit_of (fixture, &way)->drop / metre, 3, 0.1);
  hw_design_undo (fixture->design);
  g_assert_cmpuint (power_problems (fixture, "power-override", NULL), ==, 0);
  /* In two halls it is not known. */
  hw_design_begin (fixture->design, "Hall");
  hall = hw_operation_add_hall (fixture->design, "Power room", 50000, 50000);
  row = *hw_design_get_rack (fixture->design, way.unit);
  row.object.parent = hall;
  hw_edit_set (fixture->design, HW_TABLE_RACK, way.unit, &row);
  hw_design_commit (fixture->design);
  g_assert_cmpfloat (unit_of (fixture, &way)->drop, ==, 0);
  power_override (fixture, key, "length-mm", "3000");
  g_assert_cmpfloat_with_epsilon (unit_of (fixture, &way)->drop / metre, 3, 0.1);
}

/* That of a feed is to where its run begins. */
static void
test_feed_length (Fixture *fixture, gconstpointer data)
{
  Way way = add_way (fixture, "switchgear");
  g_autofree char *key = feed_key (fixture, way.chain, way.feed);

  power_override (fixture, key, "length-mm", "4000");
  g_assert_cmpfloat_with_epsilon (state_of (fixture, HW_REF (HW_TABLE_FEED, way.feed))->drop,
                                  4 * 0.001 * 14300 / (VOLTAGE_V * VOLTAGE_V),
                                  1e-12);
}

/* The resistance of cables is meant for the breaker of a tap, not for the feed of many. */
static void
test_cables (Fixture *fixture, gconstpointer data)
{
  Way way = add_way (fixture, "ups");
  double busway = unit_of (fixture, &way)->drop;

  set (fixture, HW_TABLE_POWER, way.chain, "distribution", "pdu");
  g_assert_cmpfloat (unit_of (fixture, &way)->drop, ==, 0);
  set (fixture, HW_TABLE_POWER, way.chain, "tap-a", "60");
  g_assert_cmpfloat_with_epsilon (
      unit_of (fixture, &way)->drop / busway, 60.0 / 400, 1e-3 * 60 / 400);
}

/* Cables of a remote panel begin at the panel, however far that is from its unit. */
static void
test_panel (Fixture *fixture, gconstpointer data)
{
  Way way = add_way (fixture, "switchgear");
  g_autofree char *key = feed_key (fixture, way.chain, way.feed);

  set (fixture, HW_TABLE_POWER, way.chain, "distribution", "rpp");
  power_override (fixture, key, "length-mm", "4000");
  g_assert_cmpuint (power_problems (fixture, "power-override", NULL), ==, 1);
  set (fixture, HW_TABLE_POWER, way.chain, "distribution", "busway");
  g_assert_cmpuint (power_problems (fixture, "power-override", NULL), ==, 0);
}

/* A UPS sets the voltage anew, switchgear does not. */
static void
test_total (Fixture *fixture, gconstpointer data)
{
  gboolean regulated = GPOINTER_TO_INT (data);
  Way way = add_way (fixture, regulated ? "ups" : "switchgear");
  const HwPowerNodeState *feed = state_of (fixture, HW_REF (HW_TABLE_FEED, way.feed));

  g_assert_cmpfloat (feed->drop, >, 0);
  g_assert_cmpfloat (unit_of (fixture, &way)->drop, >, 0);
  g_assert_cmpfloat (unit_of (fixture, &way)->drop_total, ==, unit_of (fixture, &way)->drop);
  g_assert_cmpfloat_with_epsilon (
      feed->drop_total, feed->drop + (regulated ? 0 : unit_of (fixture, &way)->drop), 1e-15);
}

/* 2.5 % to the switchgear and 2.6 % to the rack are each within 3 %, together over 5 %. */
static void
test_told (Fixture *fixture, gconstpointer data)
{
  Way way = add_way (fixture, "switchgear");
  g_autofree char *key = power_key (power_id (fixture, HW_TABLE_POWER, way.chain),
                                    "switchgear",
                                    power_id (fixture, HW_TABLE_RACK, way.unit));
  g_autofree char *feed = feed_key (fixture, way.chain, way.feed);
  double one = 0.001 * 14300 / (VOLTAGE_V * VOLTAGE_V), taken = 14300 * 1.026;
  double unit_one = SWITCHGEAR_OHM_PER_M * taken / (VOLTAGE_V * VOLTAGE_V);
  g_autofree char *feed_mm = g_strdup_printf ("%.0f", 1000 * 0.026 / one);
  g_autofree char *unit_mm = g_strdup_printf ("%.0f", 1000 * 0.025 / unit_one);
  g_autofree char *less_mm = g_strdup_printf ("%.0f", 1000 * 0.023 / unit_one);
  g_autofree char *message = NULL;

  power_override (fixture, feed, "length-mm", feed_mm);
  power_override (fixture, key, "length-mm", unit_mm);
  g_assert_cmpfloat_with_epsilon (unit_of (fixture, &way)->drop, 0.025, 1e-4);
  g_assert_cmpuint (power_problems (fixture, "power-drop", NULL), ==, 0);
  g_assert_cmpuint (power_problems (fixture, "power-drop-total", &message), ==, 1);
  g_assert_nonnull (strstr (message, "5.1 %"));
  power_override (fixture, key, "length-mm", less_mm);
  g_assert_cmpuint (power_problems (fixture, "power-drop-total", NULL), ==, 0);
}

/* --- breakers of taps --- */

/* What a rack draws on one of its two feeds, and the next rating above by each rule. */
static void
test_tap (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_2N);
  HwHandle a = power_feed (fixture, chain, HW_SIDE_A, 400);
  HwHandle b = power_feed (fixture, chain, HW_SIDE_B, 400);
  HwHandle rack = power_rack (fixture, "nvl", a, b, 0);
  HwPowerTapBreaker breaker = hw_power_tap_breaker (fixture->results, rack, 0);

  /* 132 kW: 183.6 A, 229.6 A at 80 %. */
  g_assert_false (breaker.stated);
  g_assert_cmpfloat (breaker.rating_a, ==, 250);
  g_assert_cmpfloat_with_epsilon (breaker.limit_w, 0.8 * sqrt (3) * 415 * 250, 1e-6);
  set (fixture, HW_TABLE_POWER, chain, "rule", "iec");
  g_assert_cmpfloat (hw_power_tap_breaker (fixture->results, rack, 0).rating_a, ==, 200);
  set (fixture, HW_TABLE_POWER, chain, "derating", "0.7");
  g_assert_cmpfloat (hw_power_tap_breaker (fixture->results, rack, 0).rating_a, ==, 315);
  set (fixture, HW_TABLE_POWER, chain, "tap-a", "60");
  breaker = hw_power_tap_breaker (fixture->results, rack, 1);
  g_assert_true (breaker.stated);
  g_assert_cmpfloat_with_epsilon (breaker.rating_a, 60, 1e-9);
}

/* Neither rule has the ratings of the other. */
static void
test_ratings (void)
{
  const struct
  {
    double amperes, nec_a, iec_a;
  } rows[] = {
    { 14, 15, 16 },       { 61, 70, 63 },      { 63.5, 70, 80 },  { 155, 175, 160 },
    { 301, 350, 315 },    { 400, 400, 400 },   { 610, 700, 630 }, { 1201, 1600, 1250 },
    { 2501, 3000, 3150 }, { 6001, NAN, 6300 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double nec_a = hw_breaker_rating_for (HW_BREAKER_NEC, rows[i].amperes);

      if (isnan (rows[i].nec_a))
        g_assert_true (isnan (nec_a));
      else
        g_assert_cmpfloat (nec_a, ==, rows[i].nec_a);
      g_assert_cmpfloat (
          hw_breaker_rating_for (HW_BREAKER_IEC, rows[i].amperes), ==, rows[i].iec_a);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  power_test ("/power/feeders/lost", test_lost);
  power_test ("/power/feeders/length", test_length);
  power_test ("/power/feeders/feed-length", test_feed_length);
  power_test ("/power/feeders/cables", test_cables);
  power_test ("/power/feeders/panel", test_panel);
  g_test_add ("/power/feeders/total/switchgear",
              Fixture,
              GINT_TO_POINTER (FALSE),
              power_set_up,
              test_total,
              fixture_tear_down);
  g_test_add ("/power/feeders/total/ups",
              Fixture,
              GINT_TO_POINTER (TRUE),
              power_set_up,
              test_total,
              fixture_tear_down);
  power_test ("/power/feeders/told", test_told);
  power_test ("/power/taps/breaker", test_tap);
  g_test_add_func ("/power/breakers/ratings", test_ratings);
  return g_test_run ();
}
