/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench.h"
#include "hw-cost.h"
#include "hw-operations.h"
#include "hw-results.h"

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
  hw_results_costs (results, costs);
  hw_design_undo (design);
  hw_results_total (results, HW_TOTAL_FP8_DENSE, whole);
  hw_results_total (results, HW_TOTAL_IT_NAMEPLATE, whole);
  hw_results_costs (results, costs);
  return bench_now () - start;
}

static double
measure (gint32 gpus)
{
  g_autoptr (HwDesign) design = bench_design (gpus);
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
  bench_say ("edit, undo and totals, %7d GPUs, %6u devices: median %.1f µs, worst %.1f µs\n",
             gpus,
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

int
main (int argc, char **argv)
{
  double small = measure (1000);
  double large = measure (1000000);
  g_autoptr (HwDesign) million = bench_design (1000000);
  g_autoptr (HwDesign) superpod = bench_superpod (64);

  bench_say ("ratio of a million GPUs to a thousand: %.2f\n", large / small);
  measure_preview (million, "sn2201", "a switch among a million GPUs");
  measure_preview (superpod, "dgx-b200", "a DGX B200 into a fabric of 64 units");
  return 0;
}
