/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-facility.h"
#include "hw-power-fixture.h"
#include "hw-what-if.h"

static HwPowerSolution *
fail (Fixture *fixture, const char *key, const char *other)
{
  const char *keys[] = { key, other, NULL };

  for (guint i = 0; keys[i] != NULL; i++)
    g_assert_true (hw_results_can_fail (fixture->results, keys[i]));
  return hw_results_power_failing (fixture->results, keys);
}

/* What one load draws. */
static double
drawn_w (Fixture *fixture, const HwPowerSolution *solution, HwHandle rack)
{
  return g_array_index (solution->racks, HwPowerRackState, rack).power_w;
}

static const HwPowerNodeState *
node_of (const HwPowerSolution *solution, HwTableKind table, HwHandle handle)
{
  gint node = hw_power_plan_find (solution->plan, HW_REF (table, handle));

  g_assert_cmpint (node, >=, 0);
  return hw_power_solution_node (solution, (guint)node);
}

static void
assert_closes (const HwPowerSolution *solution)
{
  g_assert_cmpfloat_with_epsilon (solution->input_w,
                                  solution->power_w + solution->losses_w,
                                  1e-9 * fmax (solution->input_w, 1));
}

/* --- supplies: facts/power-and-cost.md 1.5 --- */

/* Six supplies of 3.3 kW at 14.3 kW: 9.9 kW are left of two feeds, 13.2 of three; on six feeds, as
 * three racks of two would be, five supplies carry it. */
static void
test_dgx_b200 (Fixture *fixture, gconstpointer data)
{
  HwHandle a = power_feed (fixture, 0, HW_SIDE_A, 100);
  HwHandle b = power_feed (fixture, 0, HW_SIDE_B, 100);
  HwHandle c = power_feed (fixture, 0, HW_SIDE_C, 100);
  HwHandle two = power_rack (fixture, "rack", a, b, 0);
  HwHandle three = power_rack (fixture, "rack", a, b, c);
  HwHandle server = power_mount (fixture, two, "dgx", 1);
  g_autoptr (HwPowerSolution) solution = NULL;
  g_autofree char *supply = NULL;
  g_autofree char *port = NULL;

  power_mount (fixture, three, "dgx", 1);
  g_assert_cmpfloat_with_epsilon (hw_results_power (fixture->results)->power_w, 2 * 14300, 1e-6);
  g_assert_cmpuint (hw_results_power (fixture->results)->n_capped, ==, 0);
  solution = fail (fixture, power_id (fixture, HW_TABLE_FEED, a), NULL);
  g_assert_cmpfloat_with_epsilon (drawn_w (fixture, solution, two), 9900, 1e-6);
  g_assert_cmpfloat_with_epsilon (drawn_w (fixture, solution, three), 13200, 1e-6);
  g_assert_cmpuint (solution->n_capped, ==, 2);
  g_assert_cmpuint (solution->gpus_capped, ==, 16);
  g_assert_cmpuint (solution->n_dead, ==, 0);
  assert_closes (solution);
  /* The loss of one supply it bears: five carry 16.5 kW. */
  port = g_strdup_printf ("%s:1", power_id (fixture, HW_TABLE_DEVICE, server));
  supply = power_key (power_id (fixture, HW_TABLE_FEED, a), "supply", port);
  hw_power_solution_free (g_steal_pointer (&solution));
  solution = fail (fixture, supply, NULL);
  g_assert_cmpfloat_with_epsilon (drawn_w (fixture, solution, two), 14300, 1e-6);
  hw_power_solution_free (g_steal_pointer (&solution));
  solution
      = fail (fixture, power_id (fixture, HW_TABLE_FEED, a), power_id (fixture, HW_TABLE_FEED, b));
  g_assert_cmpfloat (drawn_w (fixture, solution, two), ==, 0);
  g_assert_cmpuint (solution->gpus_lost, ==, 8);
  g_assert_cmpfloat (solution->fp8_lost, ==, 36e15);
  g_assert_cmpfloat_with_epsilon (drawn_w (fixture, solution, three), 6600, 1e-6);
}

/* 10.2 kW need four of six: it survives on three feeds, and is capped on two. */
static void
test_dgx_h100 (Fixture *fixture, gconstpointer data)
{
  HwHandle a = power_feed (fixture, 0, HW_SIDE_A, 60);
  HwHandle b = power_feed (fixture, 0, HW_SIDE_B, 60);
  HwHandle c = power_feed (fixture, 0, HW_SIDE_C, 60);
  HwHandle three = power_rack (fixture, "rack", a, b, c);
  g_autoptr (HwPowerSolution) solution = NULL;

  power_mount (fixture, three, "h100", 1);
  solution = fail (fixture, power_id (fixture, HW_TABLE_FEED, b), NULL);
  g_assert_cmpfloat_with_epsilon (drawn_w (fixture, solution, three), 10200, 1e-6);
  g_assert_cmpuint (solution->n_capped, ==, 0);
}

/* Four shelves of 33 kW on each feed: either half carries the 132 kW. */
static void
test_nvl72 (Fixture *fixture, gconstpointer data)
{
  HwHandle a = power_feed (fixture, 0, HW_SIDE_A, 400);
  HwHandle b = power_feed (fixture, 0, HW_SIDE_B, 400);
  HwHandle rack = power_rack (fixture, "nvl", a, b, 0);
  HwHandle shelf = 0;
  g_autoptr (HwPowerSolution) solution = NULL;
  g_autoptr (HwPowerSolution) less = NULL;
  g_autofree char *key = NULL;
  g_autofree char *port = NULL;

  g_assert_cmpfloat_with_epsilon (hw_results_power (fixture->results)->power_w, 132e3, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      node_of (hw_results_power (fixture->results), HW_TABLE_FEED, a)->load_w, 66e3, 1e-6);
  solution = fail (fixture, power_id (fixture, HW_TABLE_FEED, a), NULL);
  g_assert_cmpfloat_with_epsilon (drawn_w (fixture, solution, rack), 132e3, 1e-6);
  g_assert_cmpuint (solution->n_capped + solution->n_dead, ==, 0);
  g_assert_cmpfloat_with_epsilon (node_of (solution, HW_TABLE_FEED, b)->load_w, 132e3, 1e-6);
  /* One supply of a shelf of the other side less: 126.5 kW. */
  for (shelf = hw_design_first_child (fixture->design, HW_TABLE_DEVICE, rack);
       hw_design_device_product (fixture->design, shelf)->kind != HW_KIND_POWER_SHELF;
       shelf = hw_design_next_child (fixture->design, HW_TABLE_DEVICE, shelf))
    ;
  port = g_strdup_printf ("%s:2", power_id (fixture, HW_TABLE_DEVICE, shelf));
  key = power_key (power_id (fixture, HW_TABLE_FEED, a), "supply", port);
  less = fail (fixture, power_id (fixture, HW_TABLE_FEED, b), key);
  g_assert_cmpfloat_with_epsilon (drawn_w (fixture, less, rack), 126.5e3, 1e-6);
  g_assert_cmpuint (less->n_capped, ==, 1);
}

/* Without figures a device has two supplies that each carry it; on one feed all hangs on that. */
static void
test_assumed_supplies (Fixture *fixture, gconstpointer data)
{
  HwHandle a = power_feed (fixture, 0, HW_SIDE_A, 60);
  HwHandle b = power_feed (fixture, 0, HW_SIDE_B, 60);
  HwHandle both = power_rack (fixture, "rack", a, b, 0);
  HwHandle single = power_rack (fixture, "rack", a, 0, 0);
  g_autoptr (HwPowerSolution) solution = NULL;

  power_mount (fixture, both, "switch", 1);
  power_mount (fixture, single, "switch", 1);
  solution = fail (fixture, power_id (fixture, HW_TABLE_FEED, a), NULL);
  g_assert_cmpfloat (drawn_w (fixture, solution, both), ==, 1000);
  g_assert_cmpfloat (drawn_w (fixture, solution, single), ==, 0);
  g_assert_cmpuint (solution->n_dead, ==, 1);
  g_assert_cmpuint (solution->gpus_lost, ==, 0);
}

/* --- rack PDUs and breakers --- */

/* Two PDUs of 34.5 kW carry two servers, half each; with one of them out the other carries what its
 * supplies do, 2 · 9.9 kW, and holds. Three servers draw 29.7 kW there; four of 13.2 kW would
 * not go. */
static void
test_rack_pdus (Fixture *fixture, gconstpointer data)
{
  HwHandle a = power_feed (fixture, 0, HW_SIDE_A, 200);
  HwHandle b = power_feed (fixture, 0, HW_SIDE_B, 200);
  HwHandle rack = power_rack (fixture, "rack", a, b, 0);
  HwHandle pdu = power_mount (fixture, rack, "pdu", 1);
  g_autoptr (HwPowerSolution) solution = NULL;
  g_autofree char *key = NULL;

  power_mount (fixture, rack, "pdu", 2);
  power_mount (fixture, rack, "dgx", 1);
  power_mount (fixture, rack, "dgx", 11);
  key = power_key (
      power_id (fixture, HW_TABLE_FEED, a), "rack-pdu", power_id (fixture, HW_TABLE_DEVICE, pdu));
  solution = fail (fixture, key, NULL);
  g_assert_cmpfloat_with_epsilon (drawn_w (fixture, solution, rack), 2 * 9900, 1e-6);
  g_assert_cmpuint (solution->trips->len, ==, 0);
  g_assert_cmpfloat_with_epsilon (node_of (solution, HW_TABLE_FEED, a)->load_w, 0, 1e-9);
}

/* A feed that carries 60 % of its breaker opens when it takes over all, and what is on both is
 * dead: the cascade in which the surviving side trips after taking both halves. */
static void
test_cascade (Fixture *fixture, gconstpointer data)
{
  HwHandle a = power_feed (fixture, 0, HW_SIDE_A, 200);
  HwHandle b = power_feed (fixture, 0, HW_SIDE_B, 150);
  HwHandle rack = power_rack (fixture, "nvl", a, b, 0);
  g_autoptr (HwPowerSolution) solution = NULL;

  /* 132 kW are 184 A. */
  solution = fail (fixture, power_id (fixture, HW_TABLE_FEED, b), NULL);
  g_assert_cmpuint (solution->trips->len, ==, 0);
  g_assert_cmpuint (solution->rounds, ==, 0);
  g_assert_true (node_of (solution, HW_TABLE_FEED, a)->over);
  hw_power_solution_free (g_steal_pointer (&solution));
  solution = fail (fixture, power_id (fixture, HW_TABLE_FEED, a), NULL);
  g_assert_cmpuint (solution->trips->len, ==, 1);
  g_assert_cmpuint (g_array_index (solution->trips, HwPowerTrip, 0).object.handle, ==, b);
  g_assert_cmpuint (g_array_index (solution->trips, HwPowerTrip, 0).round, ==, 1);
  g_assert_cmpuint (node_of (solution, HW_TABLE_FEED, b)->tripped, ==, 1);
  g_assert_cmpfloat (drawn_w (fixture, solution, rack), ==, 0);
  g_assert_cmpuint (solution->gpus_lost, ==, 72);
  assert_closes (solution);
}

/* --- chains --- */

typedef struct
{
  HwHandle chain, feeds[HW_N_SYSTEMS], ups[HW_N_SYSTEMS], transformers[HW_N_SYSTEMS];
} Chain;

static Chain
make_chain (Fixture *fixture, HwPowerScheme scheme, guint systems, gboolean reserve)
{
  Chain chain = { .chain = power_chain (fixture, scheme) };

  for (guint i = 0; i < HW_N_SYSTEMS; i++)
    {
      if (i >= systems && !(reserve && i == HW_SIDE_RESERVE))
        continue;
      chain.transformers[i] = power_unit (fixture, chain.chain, "transformer", i);
      chain.ups[i] = power_unit (fixture, chain.chain, "ups", i);
      if (i != HW_SIDE_RESERVE)
        chain.feeds[i] = power_feed (fixture, chain.chain, i, 2000);
    }
  return chain;
}

static void
test_two_systems (Fixture *fixture, gconstpointer data)
{
  Chain chain = make_chain (fixture, HW_SCHEME_2N, 2, FALSE);
  const HwPowerSolution *whole;
  const HwPowerNodeState *ups;
  g_autoptr (HwPowerSolution) solution = NULL;
  g_autofree char *key = NULL;
  double loss_w;

  for (guint i = 0; i < 4; i++)
    power_rack (fixture, "nvl", chain.feeds[0], chain.feeds[1], 0);
  whole = hw_results_power (fixture->results);
  assert_closes (whole);
  /* 264 kW through each UPS of 1 MW: 20 kW and 20 kW · 0.264². */
  ups = node_of (whole, HW_TABLE_RACK, chain.ups[0]);
  g_assert_cmpfloat_with_epsilon (ups->load_w, 264e3, 1e-6);
  loss_w = 20e3 + 20e3 * 0.264 * 0.264;
  g_assert_cmpfloat_with_epsilon (ups->loss_w, loss_w, 1e-6);
  g_assert_cmpfloat_with_epsilon (whole->loss_w[HW_POWER_UPS], 2 * loss_w, 1e-6);
  loss_w += 4e3 + 16e3 * pow ((264e3 + loss_w) / 2e6, 2);
  g_assert_cmpfloat_with_epsilon (whole->input_w, 2 * (264e3 + loss_w), 1e-6);
  g_assert_cmpfloat_with_epsilon (
      hw_results_power_loss_w (fixture->results, 1), whole->losses_w, 1e-6);
  g_assert_cmpfloat_with_epsilon (hw_results_power_loss_w (fixture->results, 0),
                                  2 * (20e3 + 4e3 + 16e3 * pow (20e3 / 2e6, 2)),
                                  1e-6);
  /* The site: no cooling stands here. */
  g_assert_cmpfloat_with_epsilon (
      hw_results_facility_power (fixture->results).value, 528e3 + whole->losses_w, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      hw_results_power_ratio (fixture->results).value, 1 + whole->losses_w / 528e3, 1e-9);
  /* One system gone, all is on the other, and nothing is lost. */
  key = power_key (power_id (fixture, HW_TABLE_POWER, chain.chain), "utility", "a");
  solution = fail (fixture, key, NULL);
  g_assert_cmpuint (solution->n_dead + solution->n_capped + solution->n_over, ==, 0);
  g_assert_cmpfloat_with_epsilon (
      node_of (solution, HW_TABLE_RACK, chain.ups[1])->load_w, 528e3, 1e-6);
  g_assert_false (node_of (solution, HW_TABLE_RACK, chain.ups[0])->live);
  assert_closes (solution);
}

static void
test_overloaded_survivor (Fixture *fixture, gconstpointer data)
{
  Chain chain = make_chain (fixture, HW_SCHEME_2N, 2, FALSE);
  g_autoptr (HwPowerSolution) solution = NULL;
  g_autofree char *message = NULL;

  for (guint i = 0; i < 8; i++)
    power_rack (fixture, "nvl", chain.feeds[0], chain.feeds[1], 0);
  g_assert_cmpuint (hw_results_power (fixture->results)->n_over, ==, 0);
  solution = fail (fixture, power_id (fixture, HW_TABLE_RACK, chain.ups[1]), NULL);
  /* 1 056 kW on a UPS of 1 MW. */
  g_assert_cmpuint (solution->n_over, ==, 1);
  g_assert_true (node_of (solution, HW_TABLE_RACK, chain.ups[0])->over);
  g_assert_cmpuint (solution->n_dead, ==, 0);
}

/* Three that carry what two may: each 2/3 at most, racks in pairs of feeds. */
static void
test_distributed (Fixture *fixture, gconstpointer data)
{
  Chain chain = make_chain (fixture, HW_SCHEME_3N_2, 3, FALSE);
  g_autoptr (HwPowerSolution) solution = NULL;

  for (guint i = 0; i < 12; i++)
    power_rack (fixture, "nvl", chain.feeds[i % 3], chain.feeds[(i + 1) % 3], 0);
  /* 1 584 kW: 528 on each, 792 on two. */
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (
        node_of (hw_results_power (fixture->results), HW_TABLE_RACK, chain.ups[i])->load_w,
        528e3,
        1e-6);
  solution = fail (fixture, power_id (fixture, HW_TABLE_RACK, chain.ups[2]), NULL);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpfloat_with_epsilon (
        node_of (solution, HW_TABLE_RACK, chain.ups[i])->load_w, 792e3, 1e-6);
  g_assert_cmpuint (solution->n_over + solution->n_dead + solution->n_capped, ==, 0);
}

/* The reserve idles, and takes over one block through static transfer. */
static void
test_catcher (Fixture *fixture, gconstpointer data)
{
  Chain chain = make_chain (fixture, HW_SCHEME_CATCHER, 3, TRUE);
  g_autoptr (HwPowerSolution) solution = NULL;
  g_autoptr (HwPowerSolution) twice = NULL;

  for (guint i = 0; i < 15; i++)
    power_rack (fixture, "nvl", chain.feeds[i % 3], 0, 0);
  g_assert_cmpfloat (
      node_of (hw_results_power (fixture->results), HW_TABLE_RACK, chain.ups[HW_SIDE_RESERVE])
          ->load_w,
      ==,
      0);
  solution = fail (fixture, power_id (fixture, HW_TABLE_RACK, chain.ups[1]), NULL);
  g_assert_cmpfloat_with_epsilon (
      node_of (solution, HW_TABLE_RACK, chain.ups[HW_SIDE_RESERVE])->load_w, 660e3, 1e-6);
  g_assert_cmpuint (solution->n_over + solution->n_dead, ==, 0);
  assert_closes (solution);
  twice = fail (fixture,
                power_id (fixture, HW_TABLE_RACK, chain.ups[1]),
                power_id (fixture, HW_TABLE_RACK, chain.ups[2]));
  g_assert_true (node_of (twice, HW_TABLE_RACK, chain.ups[HW_SIDE_RESERVE])->over);
}

/* Units in parallel share by their ratings; a spare one carries when another is out. */
static void
test_parallel_units (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_N_PLUS_1);
  HwHandle units[3], feed;
  g_autoptr (HwPowerSolution) solution = NULL;

  for (guint i = 0; i < 3; i++)
    units[i] = power_unit (fixture, chain, "ups", HW_SIDE_A);
  feed = power_feed (fixture, chain, HW_SIDE_A, 4000);
  for (guint i = 0; i < 15; i++)
    power_rack (fixture, "nvl", feed, 0, 0);
  g_assert_cmpfloat_with_epsilon (
      node_of (hw_results_power (fixture->results), HW_TABLE_RACK, units[0])->load_w, 660e3, 1e-6);
  solution = fail (fixture, power_id (fixture, HW_TABLE_RACK, units[0]), NULL);
  g_assert_cmpfloat_with_epsilon (node_of (solution, HW_TABLE_RACK, units[1])->load_w, 990e3, 1e-6);
  g_assert_cmpuint (solution->n_over + solution->n_dead, ==, 0);
}

/* The generator comes in behind the transformer. */
static void
test_generator (Fixture *fixture, gconstpointer data)
{
  Chain chain = make_chain (fixture, HW_SCHEME_N, 1, FALSE);
  HwHandle generator;
  g_autoptr (HwPowerSolution) solution = NULL;
  g_autofree char *key = NULL;

  power_rack (fixture, "nvl", chain.feeds[0], 0, 0);
  key = power_key (power_id (fixture, HW_TABLE_POWER, chain.chain), "utility", "a");
  solution = fail (fixture, key, NULL);
  g_assert_cmpuint (solution->n_dead, ==, 1);
  hw_power_solution_free (g_steal_pointer (&solution));
  generator = power_unit (fixture, chain.chain, "generator", HW_SIDE_A);
  g_assert_cmpfloat (
      node_of (hw_results_power (fixture->results), HW_TABLE_RACK, generator)->load_w, ==, 0);
  solution = fail (fixture, key, NULL);
  g_assert_cmpuint (solution->n_dead, ==, 0);
  g_assert_cmpfloat_with_epsilon (node_of (solution, HW_TABLE_RACK, generator)->load_w,
                                  132e3 + 20e3 + 20e3 * 0.132 * 0.132,
                                  1e-6);
  assert_closes (solution);
}

static const HwWhatIf *
without (Fixture *fixture, const char *key)
{
  hw_results_set_failed (fixture->results, (const char *const[]){ key, NULL });
  return hw_results_what_if (fixture->results);
}

/* Whether a sentence of what follows has these words. */
static gboolean
is_told (Fixture *fixture, const HwWhatIf *what_if, const char *words)
{
  g_auto (GStrv) lines = hw_what_if_lines (what_if, fixture->results);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], words) != NULL)
      return TRUE;
  return FALSE;
}

/* 300 s at 1 MW are 300 MJ; 132 kW take them out in 300 · 1000 / 132 = 2272.7 s. */
static void
test_autonomy (Fixture *fixture, gconstpointer data)
{
  Chain chain = make_chain (fixture, HW_SCHEME_N, 1, FALSE);
  const HwWhatIf *what_if;
  const HwOutage *outage;
  g_autofree char *utility = NULL;
  g_autofree char *ups = NULL;

  power_rack (fixture, "nvl", chain.feeds[0], 0, 0);
  utility = power_key (power_id (fixture, HW_TABLE_POWER, chain.chain), "utility", "a");
  what_if = without (fixture, utility);
  g_assert_cmpuint (what_if->outages->len, ==, 1);
  outage = &g_array_index (what_if->outages, HwOutage, 0);
  g_assert_cmpuint (outage->state, ==, HW_OUTAGE_UNPOWERED);
  g_assert_cmpfloat_with_epsilon (outage->seconds, 300 * 1000 / 132.0, 1e-6);
  g_assert_true (is_told (fixture, what_if, "has no generator"));
  /* The UPS itself has no battery left that could carry anything. */
  ups = power_key (power_id (fixture, HW_TABLE_POWER, chain.chain),
                   "ups",
                   power_id (fixture, HW_TABLE_RACK, chain.ups[0]));
  what_if = without (fixture, ups);
  outage = &g_array_index (what_if->outages, HwOutage, 0);
  g_assert_cmpfloat (outage->seconds, ==, 0);
  power_unit (fixture, chain.chain, "generator", HW_SIDE_A);
  what_if = without (fixture, utility);
  g_assert_cmpuint (what_if->outages->len, ==, 0);
  g_assert_true (is_told (fixture, what_if, "a generator takes over"));
}

/* --- parts --- */

/* Every part has a key by which it fails, and what it feeds gets less. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  Chain chain = make_chain (fixture, HW_SCHEME_2N, 2, FALSE);
  HwHandle rack = power_rack (fixture, "rack", chain.feeds[0], chain.feeds[1], 0);
  HwHandle single = power_rack (fixture, "rack", chain.feeds[0], 0, 0);
  HwHandle server = power_mount (fixture, rack, "dgx", 1);
  HwHandle leaf = power_mount (fixture, single, "switch", 1);
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) nodes = NULL;
  g_autoptr (HwPowerSolution) solution = NULL;

  power_rack (fixture, "nvl", chain.feeds[0], chain.feeds[1], 0);
  keys = hw_results_power_keys (fixture->results, HW_POWER_SUPPLY);
  /* Two each of utilities, transformers, UPS and feeds, five taps, six and two supplies, eight
   * shelves of six. */
  g_assert_cmpuint (keys->len, ==, 8 + 5 + 6 + 2 + 8 * 7);
  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr (HwPowerSolution) less = fail (fixture, keys->pdata[i], NULL);

      assert_closes (less);
    }
  nodes = hw_results_power_keys (fixture->results, HW_POWER_FEED);
  g_assert_cmpuint (nodes->len, ==, 8);
  solution = fail (fixture, power_id (fixture, HW_TABLE_FEED, chain.feeds[0]), NULL);
  g_assert_cmpfloat_with_epsilon (
      hw_results_power_carried (fixture->results, solution, HW_REF (HW_TABLE_DEVICE, server)),
      9.9 / 14.3,
      1e-9);
  g_assert_cmpfloat (
      hw_results_power_carried (fixture->results, solution, HW_REF (HW_TABLE_DEVICE, leaf)), ==, 0);
  g_assert_cmpfloat (
      hw_results_power_carried (fixture->results, solution, HW_REF (HW_TABLE_RACK, single)), ==, 0);
  g_assert_true (isnan (
      hw_results_power_carried (fixture->results, solution, HW_REF (HW_TABLE_RACK, chain.ups[0]))));
}

/* --- phases --- */

/* Feeds on one phase take the lines in turn. */
static void
test_single_phase (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_N);
  HwHandle unit = power_unit (fixture, chain, "floor-pdu", HW_SIDE_A);
  const HwPowerNodeState *state;

  for (guint i = 0; i < 3; i++)
    {
      HwHandle feed = power_feed (fixture, chain, HW_SIDE_A, 60);
      HwHandle rack;

      fixture_set (fixture, HW_TABLE_FEED, feed, "phases", "1");
      fixture_set (fixture, HW_TABLE_FEED, feed, "voltage-v", "240");
      rack = power_rack (fixture, "rack", feed, 0, 0);
      for (guint j = 0; j <= i; j++)
        power_mount (fixture, rack, "switch", 1 + (int)j);
    }
  state = node_of (hw_results_power (fixture->results), HW_TABLE_RACK, unit);
  g_assert_cmpfloat_with_epsilon (state->load_w, 6000, 1e-9);
  /* One, two and three kilowatts on the lines, in some order. */
  g_assert_cmpfloat_with_epsilon (state->currents.most_a, 3000 * sqrt (3) / 415, 1e-9);
  g_assert_cmpfloat_with_epsilon (
      state->currents.neutral_a, sqrt (1 + 4 + 9 - 2 - 6 - 3) * 1000 * sqrt (3) / 415, 1e-9);
  g_assert_cmpfloat_with_epsilon (state->currents.unbalance, 0.5, 1e-9);
}

/* --- overrides --- */

static void
test_overrides (Fixture *fixture, gconstpointer data)
{
  Chain chain = make_chain (fixture, HW_SCHEME_2N, 2, FALSE);
  HwHandle rack = power_rack (fixture, "rack", chain.feeds[0], chain.feeds[1], 0);
  HwHandle server = power_mount (fixture, rack, "dgx", 1);
  const char *feed = power_id (fixture, HW_TABLE_FEED, chain.feeds[0]);
  g_autofree char *port = g_strdup_printf ("%s:2", power_id (fixture, HW_TABLE_DEVICE, server));
  g_autofree char *supply = power_key (feed, "supply", port);
  g_autofree char *tap = power_key (feed, "tap", power_id (fixture, HW_TABLE_RACK, rack));
  HwPowerRackLimit limit;

  g_assert_cmpfloat_with_epsilon (
      node_of (hw_results_power (fixture->results), HW_TABLE_FEED, chain.feeds[0])->load_w,
      7150,
      1e-6);
  power_override (fixture, supply, "feed", power_id (fixture, HW_TABLE_FEED, chain.feeds[0]));
  g_assert_cmpfloat_with_epsilon (
      node_of (hw_results_power (fixture->results), HW_TABLE_FEED, chain.feeds[0])->load_w,
      14300.0 * 4 / 6,
      1e-6);
  power_override (fixture, tap, "rating-a", "20");
  limit = hw_power_rack_limit (fixture->results, rack);
  g_assert_cmpint (limit.role, ==, HW_POWER_TAP);
  g_assert_cmpfloat_with_epsilon (limit.limit_w, sqrt (3) * 415 * 20, 1e-6);
  g_assert_cmpuint (hw_results_power (fixture->results)->plan->bad_overrides->len, ==, 0);
  power_override (fixture, tap, "colour", "red");
  g_assert_cmpuint (power_problems (fixture, "power-override", NULL), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  power_test ("/calc/power/dgx-b200", test_dgx_b200);
  power_test ("/calc/power/dgx-h100", test_dgx_h100);
  power_test ("/calc/power/nvl72", test_nvl72);
  power_test ("/calc/power/assumed-supplies", test_assumed_supplies);
  power_test ("/calc/power/rack-pdus", test_rack_pdus);
  power_test ("/calc/power/cascade", test_cascade);
  power_test ("/calc/power/two-systems", test_two_systems);
  power_test ("/calc/power/overloaded-survivor", test_overloaded_survivor);
  power_test ("/calc/power/distributed", test_distributed);
  power_test ("/calc/power/catcher", test_catcher);
  power_test ("/calc/power/parallel-units", test_parallel_units);
  power_test ("/calc/power/generator", test_generator);
  power_test ("/calc/power/autonomy", test_autonomy);
  power_test ("/calc/power/keys", test_keys);
  power_test ("/calc/power/single-phase", test_single_phase);
  power_test ("/calc/power/overrides", test_overrides);
  return g_test_run ();
}
