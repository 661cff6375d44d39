/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench.h"
#include "hw-catalogue-reader.h"
#include "hw-edit.h"
#include "hw-operations.h"
#include "hw-power-needs.h"

/* Racks of a busway. */
#define RACKS_A_FEED 8

static HwHandle
add_chain (HwDesign *design, HwCatalogue *catalogue)
{
  HwPowerRow row = { 0 };

  hw_row_init (HW_TABLE_POWER, &row);
  row.object.name = hw_design_intern (design, "Chain");
  row.scheme = HW_SCHEME_2N;
  row.ups
      = hw_catalogue_adopt (hw_design_get_catalogue (design), catalogue, "ups-galaxy-vx-1500", NULL)
            ->number;
  return hw_edit_insert (design, HW_TABLE_POWER, &row);
}

static HwHandle
add_feed (HwDesign *design, HwHandle chain, HwSide side)
{
  HwHandle feed = hw_operation_add_feed (design, "Busway", side, 415, 2500, HW_BREAKER_IEC);
  HwFeed row = *hw_design_get_feed (design, feed);

  row.power = chain;
  hw_edit_set (design, HW_TABLE_FEED, feed, &row);
  return feed;
}

/* Every rack on two busways of a 2N chain. */
static void
feed_racks (HwDesign *design, HwCatalogue *catalogue)
{
  HwHandle chain, a = 0, b = 0;
  guint n = 0;

  hw_design_build_begin (design);
  chain = add_chain (design, catalogue);
  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    {
      HwRack row = *hw_design_get_rack (design, rack);

      if (n++ % RACKS_A_FEED == 0)
        {
          a = add_feed (design, chain, HW_SIDE_A);
          b = add_feed (design, chain, HW_SIDE_B);
        }
      row.feed_a = a;
      row.feed_b = b;
      hw_edit_set (design, HW_TABLE_RACK, rack, &row);
    }
  hw_design_build_end (design);
}

static void
measure_failures (HwResults *results, gint32 gpus)
{
  HwDesign *design = hw_results_get_design (results);
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  HwHandle feed = 0;

  for (guint i = 0; i < 100; i++)
    {
      char id[HW_ID_SIZE];
      const char *keys[] = { id, NULL };
      g_autoptr (HwPowerSolution) solution = NULL;
      double start, taken;

      feed = hw_design_next (design, HW_TABLE_FEED, feed);
      if (feed == 0)
        feed = hw_design_next (design, HW_TABLE_FEED, 0);
      hw_design_id_text (design, HW_REF (HW_TABLE_FEED, feed), id);
      start = bench_now ();
      solution = hw_results_power_failing (results, keys);
      taken = bench_now () - start;
      g_array_append_val (seconds, taken);
    }
  bench_say ("loss of one busway, %7d GPUs: median %.2f ms, worst %.2f ms\n",
             gpus,
             bench_median (seconds) * 1e3,
             bench_worst (seconds) * 1e3);
}

/* The power network after one device has gone and come back, with what is wrong with it. */
static void
measure_edits (HwResults *results, gint32 gpus)
{
  HwDesign *design = hw_results_get_design (results);
  g_autoptr (GArray) solved = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) judged = g_array_new (FALSE, FALSE, sizeof (double));
  guint bound = hw_design_bound (design, HW_TABLE_DEVICE);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 40; i++)
    {
      HwRef ref = HW_REF (HW_TABLE_DEVICE, (HwHandle)g_rand_int_range (random, 1, (gint32)bound));
      double start = bench_now (), taken;

      hw_design_begin (design, "Remove");
      hw_operation_remove (design, &ref, 1, NULL);
      hw_design_commit (design);
      hw_results_power (results);
      taken = bench_now () - start;
      g_array_append_val (solved, taken);
      hw_design_undo (design);
      start = bench_now ();
      hw_results_n_problems (results, HW_SEVERITY_ERROR);
      taken = bench_now () - start;
      g_array_append_val (judged, taken);
    }
  bench_say ("edit and power network, %7d GPUs: median %.3f ms; its problems: median %.2f ms\n",
             gpus,
             bench_median (solved) * 1e3,
             bench_median (judged) * 1e3);
}

static void
place_units (HwDesign *design, HwResults *results)
{
  g_autoptr (GError) error = NULL;
  guint n;

  hw_design_begin (design, "Units");
  n = hw_power_place_needs (results,
                            hw_design_next (design, HW_TABLE_POWER, 0),
                            hw_operation_add_hall (design, "Power", 500000, 500000),
                            &error);
  g_assert_no_error (error);
  hw_design_commit (design);
  bench_say ("%u UPS placed\n", n);
}

static void
measure (HwDesign *design_taken, HwCatalogue *catalogue, gint32 gpus)
{
  g_autoptr (HwDesign) design = design_taken;
  g_autoptr (HwResults) results = NULL;
  double start;

  feed_racks (design, catalogue);
  results = hw_results_new (design);
  place_units (design, results);
  start = bench_now ();
  hw_results_power (results);
  bench_say ("power network from nothing, %7d GPUs, %u feeds: %.1f ms\n",
             gpus,
             hw_design_count (design, HW_TABLE_FEED),
             (bench_now () - start) * 1e3);
  start = bench_now ();
  for (guint i = 0; i < 8760; i++)
    hw_results_power_loss_w (results, 0.5 + i / 20000.0);
  bench_say ("losses of every hour of a year: %.1f ms\n", (bench_now () - start) * 1e3);
  measure_failures (results, gpus);
  measure_edits (results, gpus);
}

int
main (int argc, char **argv)
{
  g_autofree char *dir = hw_data_dir ();
  g_autoptr (HwCatalogue) catalogue = hw_catalogue_load (dir, NULL);

  measure (bench_superpod (64), catalogue, 16384);
  measure (bench_design (1000000), catalogue, 1000000);
  return 0;
}
