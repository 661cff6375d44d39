/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-power-conductor.h"
#include "hw-power-fixture.h"
#include "hw-results-private.h"

/* What busways and cables to racks lose, and what limits them. */

static void
set (Fixture *fixture, HwTableKind table, HwHandle handle, const char *attribute, const char *value)
{
  hw_design_begin (fixture->design, "Set");
  g_assert_true (
      hw_operation_set (fixture->design, HW_REF (table, handle), attribute, value, NULL));
  hw_design_commit (fixture->design);
}

/* @n racks of 14.3 kW, the middle of each a metre from that of the one before, and the UPS a metre
 * before the first. */
static HwHandle
add_line (Fixture *fixture, const char *distribution, guint n)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_N), feed, row;

  set (fixture, HW_TABLE_POWER, chain, "distribution", distribution);
  set (fixture, HW_TABLE_POWER, chain, "conductor-ohm-per-m", "0.001");
  feed = power_feed (fixture, chain, HW_SIDE_A, 400);
  hw_design_begin (fixture->design, "Row");
  row = hw_operation_add_row (fixture->design, fixture->hall, "R");
  hw_design_commit (fixture->design);
  power_unit (fixture, chain, "transformer", HW_SIDE_A);
  power_unit (fixture, chain, "ups", HW_SIDE_A);
  for (guint i = 0; i < n; i++)
    {
      HwHandle rack = power_rack (fixture, "rack", feed, 0, 0);
      g_autofree char *x = g_strdup_printf ("%u", 3150 + 1000 * i);

      power_mount (fixture, rack, "dgx", 1);
      set (fixture, HW_TABLE_RACK, rack, "row", power_id (fixture, HW_TABLE_ROW, row));
      /* The UPS is 0.9 m wide at 2 m, a rack 0.6 m. */
      set (fixture, HW_TABLE_RACK, rack, "x-mm", x);
    }
  return feed;
}

static const HwPowerNodeState *
state_of (Fixture *fixture, HwHandle feed)
{
  const HwPowerSolution *solution = hw_results_power (fixture->results);

  return hw_power_solution_node (
      solution, (guint)hw_power_plan_find (solution->plan, HW_REF (HW_TABLE_FEED, feed)));
}

/* Of one metre with the load of one rack: R·P² / V² of three balanced phases at cos φ 1. */
static const double one_w = 0.001 * 14300.0 * 14300.0 / (415.0 * 415.0);

/* Each metre carries what is beyond it: 3² + 2² + 1² of one rack. */
static void
test_busway (Fixture *fixture, gconstpointer data)
{
  HwHandle feed = add_line (fixture, "busway", 3);
  const HwPowerNodeState *state = state_of (fixture, feed);
  const HwPowerSolution *solution = hw_results_power (fixture->results);

  g_assert_cmpfloat_with_epsilon (state->loss_w, 14 * one_w, 1e-6);
  g_assert_cmpfloat_with_epsilon (state->input_w, 3 * 14300 + 14 * one_w, 1e-6);
  g_assert_cmpfloat_with_epsilon (solution->loss_w[HW_POWER_FEED], 14 * one_w, 1e-6);
  /* √3·I·R·ℓ / V with I = P / (√3·V): R·ℓ·P / V², of 3 + 2 + 1 racks. */
  g_assert_cmpfloat_with_epsilon (state->drop, 6 * 0.001 * 14300 / (415.0 * 415.0), 1e-9);
}

/* There and back on one phase: 2·R·P² / V², and 2·R·ℓ·P / V². */
static void
test_one_phase (Fixture *fixture, gconstpointer data)
{
  HwHandle feed = add_line (fixture, "busway", 3);

  set (fixture, HW_TABLE_FEED, feed, "phases", "1");
  g_assert_cmpfloat_with_epsilon (state_of (fixture, feed)->loss_w, 2 * 14 * one_w, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      state_of (fixture, feed)->drop, 2 * 6 * 0.001 * 14300 / (415.0 * 415.0), 1e-9);
}

/* Of a server of six supplies on three feeds, two hang on each, on two of its lines: as much as in
 * either of them flows in the neutral. */
static void
test_neutral (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_N), feeds[3], rack;
  double amperes = 14300.0 / 6 / (415 / sqrt (3));

  set (fixture, HW_TABLE_POWER, chain, "conductor-ohm-per-m", "0.001");
  for (guint i = 0; i < G_N_ELEMENTS (feeds); i++)
    {
      g_autofree char *key = NULL;

      feeds[i] = power_feed (fixture, chain, HW_SIDE_A, 400);
      key = power_key (power_id (fixture, HW_TABLE_POWER, chain),
                       "feed",
                       power_id (fixture, HW_TABLE_FEED, feeds[i]));
      power_override (fixture, key, "length-mm", "10000");
    }
  rack = power_rack (fixture, "rack", feeds[0], feeds[1], feeds[2]);
  power_mount (fixture, rack, "dgx", 1);
  for (guint i = 0; i < G_N_ELEMENTS (feeds); i++)
    g_assert_cmpfloat_with_epsilon (
        state_of (fixture, feeds[i])->loss_w, 0.01 * 3 * amperes * amperes, 1e-9);
}

/* Two racks on one run and the last on its own, four metres off: the drop is the larger of theirs,
 * 2 + 1 and 4 metres of one rack. */
static void
test_runs (Fixture *fixture, gconstpointer data)
{
  HwHandle feed = add_line (fixture, "busway", 3), last = 0;

  for (HwHandle rack = hw_design_next (fixture->design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (fixture->design, HW_TABLE_RACK, rack))
    last = rack;
  set (fixture, HW_TABLE_RACK, last, "row", "");
  set (fixture, HW_TABLE_RACK, last, "x-mm", "6150");
  g_assert_cmpfloat_with_epsilon (state_of (fixture, feed)->loss_w, (4 + 1 + 4) * one_w, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      state_of (fixture, feed)->drop, 4 * 0.001 * 14300 / (415.0 * 415.0), 1e-9);
}

/* A cable of one, two and three metres with one rack each. */
static void
test_cables (Fixture *fixture, gconstpointer data)
{
  HwHandle feed = add_line (fixture, "pdu", 3);

  g_assert_cmpfloat_with_epsilon (state_of (fixture, feed)->loss_w, 6 * one_w, 1e-6);
}

/* What has been worked out follows a rack that moves, one that goes, and the unit above. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  HwHandle feed = add_line (fixture, "pdu", 3), last = 0, ups = 0;
  g_autofree char *y = NULL;

  g_assert_cmpfloat_with_epsilon (state_of (fixture, feed)->loss_w, 6 * one_w, 1e-6);
  for (HwHandle rack = hw_design_next (fixture->design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (fixture->design, HW_TABLE_RACK, rack))
    if (hw_design_rack_product (fixture->design, rack)->kind == HW_KIND_UPS)
      ups = rack;
    else
      last = rack;
  /* A metre on. */
  set (fixture, HW_TABLE_RACK, last, "x-mm", "6150");
  g_assert_cmpfloat_with_epsilon (state_of (fixture, feed)->loss_w, 7 * one_w, 1e-6);
  g_assert_cmpfloat_with_epsilon (hw_results_power_loss_w (fixture->results, 1),
                                  hw_results_power (fixture->results)->losses_w,
                                  1e-6);
  /* All three a metre farther. */
  y = g_strdup_printf ("%d", hw_design_get_rack (fixture->design, ups)->y_mm + 1000);
  set (fixture, HW_TABLE_RACK, ups, "y-mm", y);
  g_assert_cmpfloat_with_epsilon (state_of (fixture, feed)->loss_w, 10 * one_w, 1e-6);
  hw_design_undo (fixture->design);
  hw_design_undo (fixture->design);
  g_assert_cmpfloat_with_epsilon (state_of (fixture, feed)->loss_w, 6 * one_w, 1e-6);
  set (fixture, HW_TABLE_RACK, last, "feed-a", "");
  g_assert_cmpfloat_with_epsilon (state_of (fixture, feed)->loss_w, 3 * one_w, 1e-6);
  hw_design_undo (fixture->design);
  hw_design_begin (fixture->design, "Remove");
  hw_operation_remove (fixture->design, &HW_REF (HW_TABLE_RACK, last), 1, NULL);
  hw_design_commit (fixture->design);
  g_assert_cmpfloat_with_epsilon (state_of (fixture, feed)->loss_w, 3 * one_w, 1e-6);
}

/* The panel stands at the first rack. */
static void
test_panel (Fixture *fixture, gconstpointer data)
{
  HwHandle feed = add_line (fixture, "rpp", 3);

  g_assert_cmpfloat_with_epsilon (state_of (fixture, feed)->loss_w, 3 * one_w, 1e-6);
}

/* Half the load loses a quarter in conductors. */
static void
test_part_load (Fixture *fixture, gconstpointer data)
{
  HwHandle feed = add_line (fixture, "busway", 3), ups = 0;
  HwHandle chain = hw_design_get_feed (fixture->design, feed)->power;
  double half_w, wires_w, without_w;
  g_autofree char *key = NULL;

  for (HwHandle rack = hw_design_next (fixture->design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (fixture->design, HW_TABLE_RACK, rack))
    if (hw_design_rack_product (fixture->design, rack)->kind == HW_KIND_UPS)
      ups = rack;
  /* That to the UPS carries its own loss too, which is not by the square. */
  key = power_key (
      power_id (fixture, HW_TABLE_POWER, chain), "ups", power_id (fixture, HW_TABLE_RACK, ups));
  power_override (fixture, key, "length-mm", "0");
  half_w = hw_results_power_loss_w (fixture->results, 0.5);
  wires_w = state_of (fixture, feed)->loss_w;

  g_assert_cmpfloat_with_epsilon (hw_results_power_loss_w (fixture->results, 1),
                                  hw_results_power (fixture->results)->losses_w,
                                  1e-6);
  set (fixture, HW_TABLE_POWER, chain, "conductor-ohm-per-m", "0");
  without_w = hw_results_power_loss_w (fixture->results, 0.5);
  /* And the units above lose a little by it. */
  g_assert_cmpfloat (half_w - without_w, >=, wires_w / 4);
  g_assert_cmpfloat (half_w - without_w, <, wires_w / 4 * 1.05);
}

static void
test_drop (Fixture *fixture, gconstpointer data)
{
  HwHandle feed = add_line (fixture, "busway", 3);
  HwHandle chain = hw_design_get_feed (fixture->design, feed)->power;
  g_autofree char *message = NULL;

  g_assert_cmpuint (power_problems (fixture, "power-drop", NULL), ==, 0);
  /* A hundred times the resistance: 5 %. */
  set (fixture, HW_TABLE_POWER, chain, "conductor-ohm-per-m", "0.1");
  g_assert_cmpuint (power_problems (fixture, "power-drop", &message), ==, 1);
  g_assert_nonnull (
      strstr (message, hw_design_name (fixture->design, HW_REF (HW_TABLE_FEED, feed))));
}

static void
test_busway_rating (Fixture *fixture, gconstpointer data)
{
  HwHandle feed = add_line (fixture, "busway", 1);
  HwHandle chain = hw_design_get_feed (fixture->design, feed)->power;
  HwFeedFigures figures;

  g_assert_true (hw_results_feed (fixture->results, feed, &figures));
  g_assert_cmpfloat_with_epsilon (figures.limit_w, 0.8 * sqrt (3) * 415 * 400, 1e-6);
  set (fixture, HW_TABLE_POWER, chain, "busway-a", "100");
  g_assert_true (hw_results_feed (fixture->results, feed, &figures));
  g_assert_cmpfloat_with_epsilon (figures.limit_w, sqrt (3) * 415 * 100, 1e-6);
  g_assert_cmpuint (power_problems (fixture, "power-busway", NULL), ==, 1);
  set (fixture, HW_TABLE_POWER, chain, "distribution", "rpp");
  g_assert_cmpuint (power_problems (fixture, "power-busway", NULL), ==, 0);
}

static void
test_stages (Fixture *fixture, gconstpointer data)
{
  HwHandle feed = add_line (fixture, "pdu", 1);
  HwHandle chain = hw_design_get_feed (fixture->design, feed)->power;

  g_assert_cmpuint (power_problems (fixture, "power-distribution", NULL), ==, 1);
  power_unit (fixture, chain, "floor-pdu", HW_SIDE_A);
  g_assert_cmpuint (power_problems (fixture, "power-distribution", NULL), ==, 0);
  set (fixture, HW_TABLE_POWER, chain, "utility-voltage-v", "13800");
  g_assert_cmpuint (power_problems (fixture, "power-voltage", NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  power_test ("/power/conductors/busway", test_busway);
  power_test ("/power/conductors/cables", test_cables);
  power_test ("/power/conductors/one-phase", test_one_phase);
  power_test ("/power/conductors/neutral", test_neutral);
  power_test ("/power/conductors/runs", test_runs);
  power_test ("/power/conductors/moved", test_moved);
  power_test ("/power/conductors/panel", test_panel);
  power_test ("/power/conductors/part-load", test_part_load);
  power_test ("/power/conductors/drop", test_drop);
  power_test ("/power/conductors/busway-rating", test_busway_rating);
  power_test ("/power/conductors/stages", test_stages);
  return g_test_run ();
}
