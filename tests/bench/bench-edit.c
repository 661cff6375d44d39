/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-bench.h"
#include "hw-catalogue-reader.h"
#include "hw-cooling.h"
#include "hw-cooling-work.h"
#include "hw-cost.h"
#include "hw-edit.h"
#include "hw-fabric-impact.h"
#include "hw-fabric-places.h"
#include "hw-fabric-work.h"
#include "hw-fabrics.h"
#include "hw-operations.h"
#include "hw-results.h"
#include "hw-what-if.h"

/* One edit with undo and the totals that a person sees after each. */
static double
edit_once (HwDesign *design, HwResults *results, HwHandle device)
{
  HwRef ref = HW_REF (HW_TABLE_DEVICE, device);
  HwRef whole = HW_REF (HW_TABLE_DESIGN, 0);
  HwSum costs[HW_N_COSTS];
  double start = bench_now ();

  hw_design_begin (design, "Remove");
  hw_operation_remove (design, &ref, 1, NULL);
  hw_design_commit (design);
  hw_results_total (results, HW_TOTAL_FP8_DENSE, whole);
  hw_results_total (results, HW_TOTAL_IT_NAMEPLATE, whole);
  hw_results_costs_now (results, costs);
  hw_design_undo (design);
  hw_results_total (results, HW_TOTAL_FP8_DENSE, whole);
  hw_results_total (results, HW_TOTAL_IT_NAMEPLATE, whole);
  hw_results_costs_now (results, costs);
  return bench_now () - start;
}

static double
measure (HwDesign *design, const char *what)
{
  g_autoptr (HwResults) results = hw_results_new (design);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  guint bound = hw_design_bound (design, HW_TABLE_DEVICE);
  double median;

  for (int i = 0; i < 1000; i++)
    {
      HwHandle device = (HwHandle)g_rand_int_range (random, 1, (gint32)bound);
      double taken = edit_once (design, results, device);
      g_array_append_val (seconds, taken);
    }
  median = bench_median (seconds);
  bench_say ("edit, undo and totals, %s, %6u devices: median %.1f µs, worst %.1f µs\n",
             what,
             hw_design_count (design, HW_TABLE_DEVICE),
             median * 1e6,
             bench_worst (seconds) * 1e6);
  return median;
}

/* A step of a drag: the preview of one more server, its totals and consequences, and its end. */
static void
measure_preview (HwDesign *design, const char *dragged, const char *what)
{
  g_autoptr (HwResults) results = hw_results_new (design);
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  guint bound = hw_design_bound (design, HW_TABLE_RACK);
  HwCatalogue *catalogue = hw_design_get_catalogue (design);
  const HwProduct *product = hw_catalogue_find (catalogue, dragged);

  hw_results_solve_in_background (results);
  hw_results_derive_in_background (results, NULL, NULL);
  for (int i = 0; i < 1000; i++)
    {
      HwHandle rack = (HwHandle)g_rand_int_range (random, 1, (gint32)bound);
      HwSlot slot
          = { (gint16)(2 * g_rand_int_range (random, 0, 48)), HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
      HwFit fit;
      HwSnapshot before;
      double start = bench_now (), taken;
      g_autoptr (GArray) lines = NULL;
      hw_results_snapshot (results, &before);
      hw_placement_nearest (design, rack, product, &slot, 0, 96, &fit);
      hw_design_preview_begin (design);
      hw_operation_add_device (design, rack, catalogue, product, NULL, &slot, NULL);
      hw_design_preview_show (design);
      lines = hw_results_consequences (results, &before, rack);
      hw_design_preview_end (design);
      taken = bench_now () - start;
      g_array_append_val (seconds, taken);
    }
  bench_say ("preview step of a drag, %s: median %.3f ms, worst %.3f ms\n",
             what,
             bench_median (seconds) * 1e3,
             bench_worst (seconds) * 1e3);
}

/* A fabric of all servers, added by hand, and a place for one of them that is free again. */
static void
add_fabric (HwDesign *design, const char *switch_product)
{
  g_autofree char *dir = hw_data_dir ();
  g_autoptr (HwCatalogue) catalogue = hw_catalogue_load (dir, NULL);
  HwFabricRow row;
  HwHandle fabric;

  hw_design_begin (design, "Add a fabric");
  fabric = hw_operation_add_fabric (design, HW_FABRIC_COMPUTE, NULL);
  row = *hw_design_get_fabric (design, fabric);
  row.switch_product
      = hw_catalogue_adopt (hw_design_get_catalogue (design), catalogue, switch_product, NULL)
            ->number;
  hw_edit_set (design, HW_TABLE_FABRIC, fabric, &row);
  hw_design_commit (design);
}

/* A loop and a chain for all racks, and a year of one weather. */
static void
add_networks (HwDesign *design)
{
  g_autoptr (HwWeather) weather = hw_weather_new ("Place", "made up");
  HwHandle power, loop, feeds[2];

  for (guint i = 0; i < HW_YEAR_HOURS; i++)
    {
      weather->dry_bulb_c[i] = 15;
      weather->dew_point_c[i] = 8;
    }
  hw_design_begin (design, "Add networks");
  hw_operation_set_climate (design, weather);
  power = hw_operation_add_power (design, NULL);
  loop = hw_operation_add_loop (design, NULL);
  for (guint i = 0; i < 2; i++)
    {
      HwFeed row;

      feeds[i] = hw_operation_add_feed (design, NULL, HW_SIDE_A + i, 415, 4000, HW_BREAKER_NEC);
      row = *(const HwFeed *)hw_design_row (design, HW_TABLE_FEED, feeds[i]);
      row.power = power;
      hw_edit_set (design, HW_TABLE_FEED, feeds[i], &row);
    }
  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    {
      HwRack row = *hw_design_get_rack (design, rack);

      row.feed_a = feeds[0];
      row.feed_b = feeds[1];
      row.loop = loop;
      hw_edit_set (design, HW_TABLE_RACK, rack, &row);
    }
  hw_design_commit (design);
}

/* Aisles of two rows, each with a room cooler in place of a rack, and conductors that lose. */
static void
contain_aisles (HwDesign *design, const char *cooler)
{
  g_autofree char *dir = hw_data_dir ();
  g_autoptr (HwCatalogue) catalogue = hw_catalogue_load (dir, NULL);
  HwCatalogue *own = hw_design_get_catalogue (design);
  const HwProduct *product = hw_catalogue_find (catalogue, cooler);
  guint n = 0;

  hw_design_begin (design, "Contain aisles");
  product = hw_catalogue_adopt (own, catalogue, product->id, NULL);
  for (HwHandle power = hw_design_next (design, HW_TABLE_POWER, 0); power != 0;
       power = hw_design_next (design, HW_TABLE_POWER, power))
    hw_operation_set (
        design, HW_REF (HW_TABLE_POWER, power), "conductor-ohm-per-m", "0.0001", NULL);
  for (HwHandle row = hw_design_next (design, HW_TABLE_ROW, 0); row != 0;
       row = hw_design_next (design, HW_TABLE_ROW, row))
    {
      g_autofree char *aisle = g_strdup_printf ("Aisle %u", n / 2);
      HwHandle hall = ((const HwObject *)hw_design_row (design, HW_TABLE_ROW, row))->parent;
      g_autoptr (GArray) racks = hw_design_row_racks (design, hall, row);
      HwHandle device;
      HwRack rack;

      hw_operation_set (design, HW_REF (HW_TABLE_ROW, row), "containment", aisle, NULL);
      if (n++ % 2 != 0 || racks->len == 0)
        continue;
      rack = *hw_design_get_rack (design, g_array_index (racks, HwHandle, 0));
      while ((device
              = hw_design_first_child (design, HW_TABLE_DEVICE, g_array_index (racks, HwHandle, 0)))
             != 0)
        hw_edit_remove (design, HW_TABLE_DEVICE, device);
      rack.product = product->number;
      rack.feed_a = rack.feed_b = rack.loop = rack.assembly = 0;
      hw_edit_set (design, HW_TABLE_RACK, g_array_index (racks, HwHandle, 0), &rack);
    }
  hw_design_commit (design);
  bench_say ("%u rows contained\n", n);
}

/* All that the checks say after an edit; the first time everything is derived. */
static void
measure_problems (HwDesign *design, const char *what)
{
  g_autoptr (HwResults) results = hw_results_new (design);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  guint bound = hw_design_bound (design, HW_TABLE_DEVICE);
  double start = bench_now (), first;

  g_ptr_array_unref (hw_results_problems (results));
  first = bench_now () - start;
  for (int i = 0; i < 10; i++)
    {
      HwRef ref = HW_REF (HW_TABLE_DEVICE, (HwHandle)g_rand_int_range (random, 1, (gint32)bound));
      double taken;

      start = bench_now ();
      hw_design_begin (design, "Remove");
      hw_operation_remove (design, &ref, 1, NULL);
      hw_design_commit (design);
      g_ptr_array_unref (hw_results_problems (results));
      taken = bench_now () - start;
      g_array_append_val (seconds, taken);
      hw_design_undo (design);
    }
  bench_say ("all problems after an edit, %s: median %.1f ms, worst %.1f ms, at first %.0f ms\n",
             what,
             bench_median (seconds) * 1e3,
             bench_worst (seconds) * 1e3,
             first * 1e3);
}

static void
make_room (HwDesign *design, const char *product)
{
  guint32 number = hw_catalogue_find (hw_design_get_catalogue (design), product)->number;

  hw_design_begin (design, "Make room");
  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
         device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
      if (hw_design_get_device (design, device)->product == number)
        {
          HwRef ref = HW_REF (HW_TABLE_DEVICE, device);

          hw_operation_remove (design, &ref, 1, NULL);
          break;
        }
  hw_design_commit (design);
}

/* The figures of all fabrics after an edit, which derives those that it touched. */
static void
measure_figures (HwDesign *design, const char *what)
{
  g_autoptr (HwResults) results = hw_results_new (design);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  guint bound = hw_design_bound (design, HW_TABLE_DEVICE);

  for (int i = 0; i < 8; i++)
    {
      HwRef ref = HW_REF (HW_TABLE_DEVICE, (HwHandle)g_rand_int_range (random, 1, (gint32)bound));
      double start, taken;

      hw_design_begin (design, "Remove");
      hw_operation_remove (design, &ref, 1, NULL);
      if (!hw_design_commit (design))
        continue;
      start = bench_now ();
      for (HwHandle fabric = hw_design_next (design, HW_TABLE_FABRIC, 0); fabric != 0;
           fabric = hw_design_next (design, HW_TABLE_FABRIC, fabric))
        hw_results_fabric_figures (results, fabric);
      taken = bench_now () - start;
      g_array_append_val (seconds, taken);
      hw_design_undo (design);
    }
  bench_say ("figures of the fabrics after an edit, %s: median %.2f ms, worst %.2f ms\n",
             what,
             bench_median (seconds) * 1e3,
             bench_worst (seconds) * 1e3);
}

/* The same with another thread deriving: what the thread of the window waits for, the longest piece
 * of it, and how long the figures are the old ones. */
static void
measure_background (HwDesign *design, const char *what)
{
  g_autoptr (HwResults) results = hw_results_new (design);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GArray) longest = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (double));
  guint bound = hw_design_bound (design, HW_TABLE_DEVICE);

  hw_results_derive_fabrics (results);
  hw_results_derive_in_background (results, NULL, NULL);
  for (int i = 0; i < 8; i++)
    {
      HwRef ref = HW_REF (HW_TABLE_DEVICE, (HwHandle)g_rand_int_range (random, 1, (gint32)bound));
      g_autoptr (HwFabricWork) work = NULL;
      double first = bench_now (), start = first, piece = 0, all;
      gboolean copied = FALSE;

      hw_design_begin (design, "Remove");
      hw_operation_remove (design, &ref, 1, NULL);
      hw_design_commit (design);
      piece = bench_now () - first;
      start = bench_now ();
      work = hw_fabric_work_new (results);
      while (work != NULL && !copied)
        {
          copied = hw_fabric_work_step (work, results, g_get_monotonic_time () + 3000);
          piece = MAX (piece, bench_now () - start);
          start = bench_now ();
        }
      if (work != NULL)
        {
          hw_fabric_work_run (work);
          start = bench_now ();
          hw_fabric_work_take (work, results);
          piece = MAX (piece, bench_now () - start);
          all = bench_now () - first;
          g_array_append_val (longest, piece);
          g_array_append_val (whole, all);
        }
      hw_design_undo (design);
      hw_results_derive_fabrics (results);
    }
  bench_say ("fabrics after an edit in the background, %s: longest piece on the main thread median "
             "%.2f ms, worst %.2f ms; there after %.1f ms\n",
             what,
             bench_median (longest) * 1e3,
             bench_worst (longest) * 1e3,
             bench_median (whole) * 1e3);
}

/* One tray back into each of some racks, which is given its place in the fabric, as a window does
 * it: another thread derives meanwhile. What the thread of the window has of it. */
static void
measure_places (HwDesign *design, const char *product_id, const char *what)
{
  g_autoptr (HwResults) results = hw_results_new (design);
  HwCatalogue *catalogue = hw_design_get_catalogue (design);
  const HwProduct *product = hw_catalogue_find (catalogue, product_id);
  HwHandle rack = 0;
  double first = NAN;
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));

  hw_fabric_places_follow (design);
  hw_results_derive_in_background (results, NULL, NULL);
  for (int i = 0; i < 9; i++)
    {
      HwSlot slot = { 2, HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
      HwFit fit;
      double start, taken;

      rack = hw_design_next (design, HW_TABLE_RACK, rack);
      if (!hw_placement_nearest (design, rack, product, &slot, 0, 96, &fit))
        continue;
      start = bench_thread_now ();
      hw_design_begin (design, "Add");
      hw_operation_add_device (design, rack, catalogue, product, NULL, &slot, NULL);
      hw_design_commit (design);
      taken = bench_thread_now () - start;
      if (i == 0)
        first = taken;
      else
        g_array_append_val (seconds, taken);
    }
  bench_say ("one more in the fabric with its place, %s: first %.1f ms, then median %.2f ms, worst "
             "%.2f ms\n",
             what,
             first * 1e3,
             bench_median (seconds) * 1e3,
             bench_worst (seconds) * 1e3);
}

/* As a window has it: another thread derives. */
static void
derive_by_work (HwResults *results)
{
  g_autoptr (HwFabricWork) work = hw_fabric_work_new (results);

  while (!hw_fabric_work_step (work, results, G_MAXINT64))
    ;
  hw_fabric_work_run (work);
  hw_fabric_work_take (work, results);
}

/* A part taken for failed, what follows from it and what that costs the fabric, and all well again.
 */
static void
measure_failure (HwDesign *design, HwHandle fabric, const char *what)
{
  g_autoptr (HwResults) results = hw_results_new (design);
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  double first = NAN;

  hw_results_derive_in_background (results, NULL, NULL);
  hw_results_fabric (results, fabric); /* asks for it */
  derive_by_work (results);
  for (int i = 0; i < 8; i++)
    {
      g_autofree char *key = hw_results_fabric_node_key (results, fabric, (guint)i);
      g_autoptr (HwFabricImpact) impact = NULL;
      double start = bench_thread_now (), taken;

      hw_results_set_failed (results, (const char *const[]){ key, NULL });
      hw_results_what_if (results);
      impact = hw_fabric_impact_new (hw_results_fabric_baseline (results, fabric),
                                     hw_results_fabric_failure (results, fabric));
      taken = bench_thread_now () - start;
      if (i == 0)
        first = taken;
      else
        g_array_append_val (seconds, taken);
      hw_results_set_failed (results, NULL);
    }
  bench_say ("%s failed: first %.1f ms, then median %.2f ms, worst %.2f ms\n",
             what,
             first * 1e3,
             bench_median (seconds) * 1e3,
             bench_worst (seconds) * 1e3);
}

int
main (int argc, char **argv)
{
  g_autoptr (HwDesign) thousand = bench_design (1000);
  g_autoptr (HwDesign) million = bench_design (1000000);
  g_autoptr (HwDesign) superpod = bench_superpod (64);
  double small = measure (thousand, "a thousand GPUs");
  double large = measure (million, "a million GPUs");

  bench_say ("ratio of a million GPUs to a thousand: %.2f\n", large / small);
  measure_preview (million, "sn2201", "a switch among a million GPUs");
  measure_preview (superpod, "dgx-b200", "a DGX B200 into a fabric of 64 units");
  measure_figures (superpod, "64 units");
  measure_background (superpod, "64 units");
  add_networks (superpod);
  measure_problems (superpod, "64 units with all networks");
  add_fabric (million, "qm9700");
  measure (million, "a million GPUs on a fabric");
  make_room (million, "gb200-compute-tray");
  measure_preview (
      million, "gb200-compute-tray", "a compute tray among a million GPUs on a fabric");
  measure_figures (million, "a million GPUs");
  measure_background (million, "a million GPUs");
  measure_failure (million,
                   hw_design_next (million, HW_TABLE_FABRIC, 0),
                   "a switch of a million GPUs on a fabric");
  measure_failure (million, HW_FABRIC_NVLINK, "a switch tray of a million GPUs");
  measure_places (million, "gb200-compute-tray", "a million GPUs");
  add_networks (million);
  measure (million, "a million GPUs with all networks");
  measure_problems (million, "a million GPUs with all networks");
  contain_aisles (million, "in-row-crv");
  measure (million, "a million GPUs with contained aisles");
  measure_preview (million,
                   "gb200-compute-tray",
                   "a compute tray among a million GPUs on one loop, with contained aisles");
  measure_problems (million, "a million GPUs with contained aisles");
  return 0;
}
