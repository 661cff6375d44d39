/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-calc-design.h"
#include "hw-edit.h"
#include "hw-fabric-places.h"
#include "hw-fabric-reach.h"
#include "hw-power.h"
#include "hw-ranks.h"
#include "hw-sweep.h"

/* Random designs with power, cooling and a fabric that hang together: the sweep, which takes what
 * is alike together and does not solve what cannot matter, finds what each failure by itself shows;
 * and what follows from failures after random edits is what is found from nothing. */

#define DESIGNS 12
#define EDITS 25

static HwProduct *
stand (const char *id, HwProductKind kind, double power_w)
{
  HwProduct *product
      = hw_product_new (id, id, kind, kind == HW_KIND_RACK ? HW_MOUNTING_EIA : HW_MOUNTING_FLOOR);

  figure_value (product, HW_FIELD_WIDTH, 0.6);
  figure_value (product, HW_FIELD_DEPTH, 1.2);
  figure_value (product, HW_FIELD_HEIGHT, 2.2);
  if (kind == HW_KIND_RACK)
    figure_value (product, HW_FIELD_CAPACITY_UNITS, 48);
  else
    figure_value (product, HW_FIELD_POWER_NAMEPLATE, power_w);
  return product;
}

static HwCatalogue *
make_catalogue (void)
{
  HwCatalogue *catalogue = hw_catalogue_new ();
  HwProduct *server = hw_product_new ("server", "server", HW_KIND_SERVER, HW_MOUNTING_EIA);
  HwProduct *leaf = product_with_ports ("ib", HW_KIND_INFINIBAND_SWITCH, 1, 8, 400e9);
  HwProduct *cdu = stand ("cdu", HW_KIND_CDU_ROW, 5e3);
  HwProduct *ups = stand ("ups", HW_KIND_UPS, 0);

  figure_value (server, HW_FIELD_RACK_UNITS, 8);
  figure_value (server, HW_FIELD_DEPTH, 0.8);
  figure_value (server, HW_FIELD_PORTS, 2);
  figure_value (server, HW_FIELD_PORT_SPEED, 400e9);
  figure_value (server, HW_FIELD_GPUS, 8);
  figure_value (server, HW_FIELD_FP8_DENSE, 36e15);
  figure_value (server, HW_FIELD_POWER_NAMEPLATE, 12e3);
  figure_value (server, HW_FIELD_HEAT_LIQUID, 10e3);
  figure_value (server, HW_FIELD_PSU_COUNT, 6);
  figure_value (server, HW_FIELD_PSU_RATING, 3300);
  figure_value (cdu, HW_FIELD_COOLING_CAPACITY, 100e3);
  figure_value (cdu, HW_FIELD_APPROACH, 4);
  figure_value (cdu, HW_FIELD_COOLANT_FLOW, 100e-3 / 60);
  figure_value (cdu, HW_FIELD_EXTERNAL_HEAD, 2e5);
  figure_value (ups, HW_FIELD_POWER_CAPACITY, 150e3);
  figure_value (ups, HW_FIELD_NO_LOAD_LOSS, 1e3);
  figure_value (ups, HW_FIELD_LOAD_LOSS, 3e3);
  hw_catalogue_add (catalogue, stand ("rack", HW_KIND_RACK, 0), NULL);
  hw_catalogue_add (catalogue, server, NULL);
  hw_catalogue_add (catalogue, leaf, NULL);
  hw_catalogue_add (catalogue, cdu, NULL);
  hw_catalogue_add (catalogue, ups, NULL);
  return catalogue;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_open (fixture, make_catalogue (), 60000, 20000);
  hw_fabric_places_follow (fixture->design);
}

static int
below (int n)
{
  return g_test_rand_int_range (0, n);
}

static HwHandle
any (HwDesign *design, HwTableKind table)
{
  guint n = hw_design_count (design, table);
  HwHandle handle = 0;

  for (int i = n > 0 ? below ((int)n) : -1; i >= 0; i--)
    handle = hw_design_next (design, table, handle);
  return handle;
}

/* --- designs --- */

static HwHandle
add_rack (Fixture *fixture, const char *product)
{
  int n = (int)hw_design_count (fixture->design, HW_TABLE_RACK);

  return hw_operation_add_rack (fixture->design,
                                fixture->hall,
                                fixture->row,
                                fixture->catalogue,
                                hw_catalogue_find (fixture->catalogue, product),
                                NULL,
                                1000 + 700 * n,
                                10000,
                                0,
                                NULL);
}

static void
connect_rack (HwDesign *design, HwHandle rack)
{
  HwRack row = *hw_design_get_rack (design, rack);

  row.feed_a = any (design, HW_TABLE_FEED);
  row.feed_b = below (4) == 0 ? 0 : any (design, HW_TABLE_FEED);
  row.loop = below (6) == 0 ? 0 : any (design, HW_TABLE_LOOP);
  hw_edit_set (design, HW_TABLE_RACK, rack, &row);
}

static void
mount (Fixture *fixture, HwHandle rack, const char *product, int unit)
{
  HwSlot slot = { .position = (gint16)(2 * (unit - 1)), .face = HW_FACE_FRONT };

  hw_operation_add_device (fixture->design,
                           rack,
                           fixture->catalogue,
                           hw_catalogue_find (fixture->catalogue, product),
                           NULL,
                           &slot,
                           NULL);
}

static void
add_chain (Fixture *fixture)
{
  HwDesign *design = fixture->design;
  HwHandle chain = hw_operation_add_power (design, NULL);

  for (int i = 0; i < 2; i++)
    {
      HwHandle unit = add_rack (fixture, "ups");
      HwRack row = *hw_design_get_rack (design, unit);

      row.power = chain;
      row.system = (guint8)i;
      hw_edit_set (design, HW_TABLE_RACK, unit, &row);
    }
  for (HwHandle feed = hw_design_next (design, HW_TABLE_FEED, 0); feed != 0;
       feed = hw_design_next (design, HW_TABLE_FEED, feed))
    if (below (3) > 0)
      {
        HwFeed row = *hw_design_get_feed (design, feed);

        row.power = chain;
        hw_edit_set (design, HW_TABLE_FEED, feed, &row);
      }
}

/* Feeds of 30 to 150 kW, so that some open when others are lost. */
static void
make_design (Fixture *fixture)
{
  HwDesign *design = fixture->design;
  HwHandle fabric;

  hw_design_begin (design, "Design");
  for (int i = 0; i < 2 + below (4); i++)
    hw_operation_add_feed (
        design, "feed", i % 2 == 0 ? HW_SIDE_A : HW_SIDE_B, 415, 40 + below (160), HW_BREAKER_IEC);
  for (int i = 0; i < 1 + below (2); i++)
    hw_operation_add_loop (design, NULL);
  for (int i = 0; i < 2 + below (4); i++)
    {
      HwHandle rack = add_rack (fixture, "rack");

      for (int j = 0; j < 1 + below (3); j++)
        mount (fixture, rack, "server", 1 + 8 * j);
      if (below (2) == 0)
        mount (fixture, rack, "ib", 40);
      connect_rack (design, rack);
    }
  for (int i = 0; i < 1 + below (3); i++)
    connect_rack (design, add_rack (fixture, "cdu"));
  add_chain (fixture);
  hw_design_commit (design);
  hw_design_begin (design, "Fabric");
  fabric = hw_operation_add_fabric (design, HW_FABRIC_COMPUTE, NULL);
  hw_operation_set (design, HW_REF (HW_TABLE_FABRIC, fabric), "switch", "ib", NULL);
  hw_design_commit (design);
}

/* --- comparisons --- */

static void
assert_line (HwResults *results, const HwSweep *sweep, const HwSweepLine *line)
{
  g_autofree char *key = hw_sweep_line_key (sweep, line);
  g_auto (GStrv) keys = g_strsplit (key, " + ", 0);
  const HwWhatIf *what_if;

  g_test_message ("%s", key);
  for (guint i = 0; keys[i] != NULL; i++)
    g_assert_true (hw_results_can_fail (results, keys[i]));
  hw_results_set_failed (results, (const char *const *)keys);
  what_if = hw_results_what_if (results);
  g_assert_cmpuint (what_if->gpus_lost, ==, line->gpus_lost);
  g_assert_cmpuint (what_if->gpus_capped, ==, line->gpus_capped);
  g_assert_cmpuint (what_if->overloads, ==, line->overloads);
  g_assert_cmpfloat (hw_what_if_lost (what_if, results, HW_TOTAL_FP8_DENSE), ==, line->fp8_lost);
}

/* Each line against the failure by its key, which is solved in all networks. */
static void
test_lines (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < DESIGNS; i++)
    {
      g_autoptr (HwSweep) sweep = NULL;

      make_design (fixture);
      sweep = hw_sweep_run (fixture->results, HW_SWEEP_SINGLE, NULL);
      g_assert_cmpuint (sweep->lines->len, ==, sweep->components->len);
      g_assert_cmpuint (sweep->components->len, >, 10);
      for (guint j = 0; j < sweep->lines->len; j++)
        assert_line (fixture->results, sweep, &g_array_index (sweep->lines, HwSweepLine, j));
      hw_results_set_failed (fixture->results, NULL);
      hw_sweep_free (g_steal_pointer (&sweep));
      fixture_tear_down (fixture, NULL);
      set_up (fixture, NULL);
    }
}

static const HwSweepLine *
line_of (const HwSweep *sweep, guint first)
{
  for (guint i = 0; i < sweep->lines->len; i++)
    if (g_array_index (sweep->lines, HwSweepLine, i).first == first)
      return &g_array_index (sweep->lines, HwSweepLine, i);
  return NULL;
}

/* What is alike loses as much as when it is worked out by itself. */
static void
test_alike (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < DESIGNS; i++)
    {
      g_autoptr (HwSweep) some = NULL;
      g_autoptr (HwSweep) every = NULL;

      make_design (fixture);
      some = hw_sweep_run (fixture->results, HW_SWEEP_SINGLE, NULL);
      every = hw_sweep_run (fixture->results, HW_SWEEP_EVERY_SINGLE, NULL);
      g_assert_cmpuint (some->lines->len, ==, every->lines->len);
      g_assert_cmpuint (some->evaluated, <=, every->evaluated);
      g_assert_cmpuint (every->evaluated, ==, every->components->len);
      for (guint j = 0; j < every->components->len; j++)
        {
          const HwSweepLine *a = line_of (some, j), *b = line_of (every, j);

          g_assert_cmpfloat (a->fp8_lost, ==, b->fp8_lost);
          g_assert_cmpuint (a->gpus_capped, ==, b->gpus_capped);
          g_assert_cmpuint (a->overloads, ==, b->overloads);
        }
      hw_sweep_free (g_steal_pointer (&some));
      hw_sweep_free (g_steal_pointer (&every));
      fixture_tear_down (fixture, NULL);
      set_up (fixture, NULL);
    }
}

/* Ranks are the lines that take GPUs of others along: one more than there are worse ones, those
 * that lose the same share theirs. An edit forgets them. */
static void
test_ranks (Fixture *fixture, gconstpointer data)
{
  guint n_ties = 0;

  for (int i = 0; i < DESIGNS; i++)
    {
      g_autoptr (HwSweep) sweep = NULL;
      const HwRanks *ranks;
      guint n_points = 0;

      make_design (fixture);
      sweep = hw_sweep_run (fixture->results, HW_SWEEP_SINGLE, NULL);
      g_assert_cmpint (hw_results_get_ranks_state (fixture->results), ==, HW_RANKS_NONE);
      hw_results_need_ranks (fixture->results);
      g_assert_cmpint (hw_results_get_ranks_state (fixture->results), ==, HW_RANKS_KNOWN);
      g_assert_false (hw_results_are_ranks_shown (fixture->results));
      ranks = hw_results_get_ranks (fixture->results);
      for (guint k = 0; k < sweep->lines->len; k++)
        {
          const HwSweepLine *line = &g_array_index (sweep->lines, HwSweepLine, k);

          n_points += hw_sweep_is_single_point (sweep, line)
                      && (line->gpus_lost > 0 || line->fp8_lost > 0);
        }
      g_assert_cmpuint (ranks->n_points, ==, n_points);
      g_assert_cmpuint (ranks->points->len, ==, MIN (n_points, HW_RANKS_MOST));
      for (guint j = 0; j < ranks->points->len; j++)
        {
          const HwRank *rank = ranks->points->pdata[j];
          guint n_worse = 0, n_same = 0;

          for (guint k = 0; k < sweep->lines->len; k++)
            {
              const HwSweepLine *line = &g_array_index (sweep->lines, HwSweepLine, k);
              g_autofree char *key = hw_sweep_line_key (sweep, line);
              gboolean same
                  = line->fp8_lost == rank->fp8_lost && line->gpus_lost == rank->gpus_lost;

              if (strcmp (key, rank->key) == 0)
                g_assert_true (same);
              if (!hw_sweep_is_single_point (sweep, line))
                continue;
              n_same += same;
              n_worse += line->fp8_lost > rank->fp8_lost
                         || (line->fp8_lost == rank->fp8_lost && line->gpus_lost > rank->gpus_lost);
            }
          g_assert_cmpuint (rank->rank, ==, n_worse + 1);
          g_assert_cmpuint (n_same, >=, 1);
          n_ties += n_same > 1;
          g_assert_cmpfloat (rank->fp8_lost, <=, ranks->worst->fp8_lost);
        }
      hw_design_begin (fixture->design, "Edit");
      add_rack (fixture, "rack");
      hw_design_commit (fixture->design);
      g_assert_null (hw_results_get_ranks (fixture->results));
      g_assert_cmpint (hw_results_get_ranks_state (fixture->results), ==, HW_RANKS_NONE);
      hw_sweep_free (g_steal_pointer (&sweep));
      fixture_tear_down (fixture, NULL);
      set_up (fixture, NULL);
    }
  g_assert_cmpuint (n_ties, >, 0);
}

/* Pairs, likewise, and those that lose most first. */
static void
test_pairs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwSweep) pairs = NULL;
  HwSweepProgress progress = { .cancelled = TRUE };
  double before = INFINITY;

  make_design (fixture);
  pairs = hw_sweep_run (fixture->results, HW_SWEEP_PAIRS, NULL);
  g_assert_true (pairs->complete);
  for (guint i = 0; i < pairs->lines->len; i++)
    {
      const HwSweepLine *pair = &g_array_index (pairs->lines, HwSweepLine, i);

      g_assert_cmpfloat (pair->fp8_lost, <=, before);
      g_assert_cmpuint (pair->second, !=, HW_SWEEP_NONE);
      before = pair->fp8_lost;
      if (i % 50 == 0)
        assert_line (fixture->results, pairs, pair);
    }
  hw_results_set_failed (fixture->results, NULL);
  hw_sweep_free (g_steal_pointer (&pairs));
  pairs = hw_sweep_run (fixture->results, HW_SWEEP_PAIRS, &progress);
  g_assert_false (pairs->complete);
}

/* --- edits --- */

static void
edit (Fixture *fixture)
{
  HwDesign *design = fixture->design;
  HwHandle rack = any (design, HW_TABLE_RACK), feed = any (design, HW_TABLE_FEED);
  HwFeed row = *hw_design_get_feed (design, feed);

  hw_design_begin (design, "Edit");
  switch (below (4))
    {
    case 0:
      row.current_a = 40 + below (160);
      hw_edit_set (design, HW_TABLE_FEED, feed, &row);
      break;
    case 1:
      connect_rack (design, rack);
      break;
    case 2:
      mount (fixture, rack, "server", 1 + 8 * below (4));
      break;
    default:
      mount (fixture, rack, "ib", 36 + below (8));
    }
  hw_design_commit (design);
}

static void
assert_same (HwResults *results, HwResults *fresh)
{
  const HwWhatIf *a = hw_results_what_if (results), *b = hw_results_what_if (fresh);
  HwDesign *design = hw_results_get_design (results);

  g_assert_cmpuint (a->gpus_lost, ==, b->gpus_lost);
  g_assert_cmpuint (a->gpus_capped, ==, b->gpus_capped);
  g_assert_cmpuint (a->overloads, ==, b->overloads);
  g_assert_cmpuint (a->rounds, ==, b->rounds);
  g_assert_cmpuint (a->outages->len, ==, b->outages->len);
  g_assert_cmpfloat (a->capped_w, ==, b->capped_w);
  g_assert_cmpfloat (hw_results_power (results)->input_w, ==, hw_results_power (fresh)->input_w);
  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    g_assert_cmpfloat (hw_results_loop (results, loop)->flow_total_m3_s,
                       ==,
                       hw_results_loop (fresh, loop)->flow_total_m3_s);
  for (HwHandle fabric = hw_design_next (design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next (design, HW_TABLE_FABRIC, fabric))
    g_assert_cmpmem (hw_results_fabric_figures (results, fabric),
                     sizeof (HwFabricFigures),
                     hw_results_fabric_figures (fresh, fabric),
                     sizeof (HwFabricFigures));
}

static void
test_edits (Fixture *fixture, gconstpointer data)
{
  make_design (fixture);
  for (int i = 0; i < EDITS; i++)
    {
      g_autoptr (GArray) components = hw_components_list (fixture->results);
      g_autoptr (HwResults) fresh = NULL;
      g_autofree char *first = hw_component_key (
          fixture->results, &g_array_index (components, HwComponent, below ((int)components->len)));
      g_autofree char *second = hw_component_key (
          fixture->results, &g_array_index (components, HwComponent, below ((int)components->len)));
      const char *keys[] = { first, second, NULL };

      hw_results_set_failed (fixture->results, keys);
      hw_results_what_if (fixture->results);
      edit (fixture);
      fresh = hw_results_new (fixture->design);
      hw_results_set_failed (fresh, keys);
      assert_same (fixture->results, fresh);
    }
}

/* --- fabrics alone --- */

/* Ports that a member has lost, counted over the whole fabric. */
static HwFabricLoss
count_loss (const HwFabric *fabric, const HwFabricFailure *failure, const guint8 *way, guint member)
{
  guint n, other_port, node = hw_fabric_count_switches (fabric) + member;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n);
  HwFabricLoss loss = { .member = member };

  for (guint port = 1; port <= hw_fabric_count_ports (fabric, node); port++)
    {
      gint cable = hw_fabric_cable_at (fabric, node, port);
      guint64 bit = G_GUINT64_CONSTANT (1) << (port - 1);

      if (cable < 0)
        continue;
      if (!hw_fabric_works (failure, cables, (guint)cable))
        loss.dead[0] |= bit;
      else if (way != NULL && !way[hw_fabric_other_end (&cables[cable], node, &other_port)])
        loss.cut_off[0] |= bit;
      else
        continue;
      loss.n_lost++;
    }
  return loss;
}

static void
assert_losses (const HwFabric *fabric, const HwFabricFailure *failure, GArray *losses)
{
  guint n, n_leaves = 0, at = 0;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n);
  g_autofree guint8 *way = g_new0 (guint8, hw_fabric_count_nodes (fabric));

  for (guint i = 0; i < hw_fabric_count_switches (fabric); i++)
    n_leaves += hw_fabric_get_switch (fabric, i)->role == HW_FABRIC_LEAF;
  for (guint i = 0; i < n; i++)
    if (cables[i].level == HW_FABRIC_CABLE_SPINE && hw_fabric_works (failure, cables, i))
      way[cables[i].low] = TRUE;
  for (guint i = 0; i < hw_fabric_count_members (fabric); i++)
    {
      HwFabricLoss loss = count_loss (fabric, failure, n_leaves > 1 ? way : NULL, i);
      const HwFabricLoss *told;

      if (loss.n_lost == 0 || failure->nodes[hw_fabric_count_switches (fabric) + i])
        continue;
      g_assert_cmpuint (at, <, losses->len);
      told = &g_array_index (losses, HwFabricLoss, at++);
      g_assert_cmpuint (told->member, ==, i);
      g_assert_cmpuint (told->dead[0], ==, loss.dead[0]);
      g_assert_cmpuint (told->cut_off[0], ==, loss.cut_off[0]);
      g_assert_cmpuint (told->n_lost, ==, loss.n_lost);
    }
  g_assert_cmpuint (at, ==, losses->len);
}

/* Against the losses that are counted over the whole fabric. */
static void
test_reach (Fixture *fixture, gconstpointer data)
{
  HwFabric *fabric;
  guint n;

  make_design (fixture);
  fabric
      = hw_results_fabric (fixture->results, hw_design_next (fixture->design, HW_TABLE_FABRIC, 0));
  if (fabric == NULL)
    return;
  hw_fabric_get_cables (fabric, &n);
  for (int i = 0; n > 0 && i < 200; i++)
    {
      g_autoptr (HwFabricReach) reach = hw_fabric_reach_new (fabric);
      g_autoptr (HwFabricFailure) failure = hw_fabric_failure_new (fabric);
      g_autoptr (GArray) losses = NULL;
      guint cut_off = 0;

      for (int turn = 0; turn < 2; turn++)
        {
          /* What was taken back leaves no trace. */
          hw_fabric_reach_reset (reach);
          for (int j = 0; j < below (6); j++)
            hw_fabric_reach_fail_cable (reach, (guint)below ((int)n));
        }
      hw_fabric_reach_reset (reach);
      for (int j = 0; j < below (20); j++)
        {
          guint cable = (guint)below ((int)n);

          hw_fabric_reach_fail_cable (reach, cable);
          hw_fabric_failure_add_cable (failure, cable);
        }
      if (below (3) == 0)
        {
          guint node = (guint)below ((int)hw_fabric_count_switches (fabric));

          hw_fabric_reach_fail_node (reach, node);
          hw_fabric_failure_add_node (failure, node);
        }
      hw_fabric_reach_take (reach, failure);
      losses = hw_fabric_reach_losses (reach, failure);
      assert_losses (fabric, failure, losses);
      for (guint j = 0; j < losses->len; j++)
        {
          const HwFabricLoss *loss = &g_array_index (losses, HwFabricLoss, j);

          cut_off
              += loss->n_lost
                 == hw_fabric_count_used (fabric, hw_fabric_count_switches (fabric) + loss->member);
        }
      g_assert_cmpuint (hw_fabric_reach_cut_off (reach)->len, ==, cut_off);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sweep/lines", Fixture, NULL, set_up, test_lines, fixture_tear_down);
  g_test_add ("/sweep/alike", Fixture, NULL, set_up, test_alike, fixture_tear_down);
  g_test_add ("/sweep/ranks", Fixture, NULL, set_up, test_ranks, fixture_tear_down);
  g_test_add ("/sweep/pairs", Fixture, NULL, set_up, test_pairs, fixture_tear_down);
  g_test_add ("/sweep/edits", Fixture, NULL, set_up, test_edits, fixture_tear_down);
  g_test_add ("/sweep/reach", Fixture, NULL, set_up, test_reach, fixture_tear_down);
  return g_test_run ();
}
