/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench.h"
#include "hw-cable-plan.h"
#include "hw-catalogue-reader.h"
#include "hw-operations.h"
#include "hw-results.h"
#include "hw-scene-hall.h"
#include "hw-template.h"

/* Cables of all fabrics laid in trays, and an edit of such a design with the totals that a person
 * sees after it. */

static HwDesign *
make (guint units)
{
  g_autofree char *dir = hw_data_dir ();
  g_autoptr (HwCatalogue) catalogue = hw_catalogue_load (dir, NULL);
  HwTemplateOptions options = { .su = units };
  g_autoptr (GError) error = NULL;
  HwDesign *design = hw_template_make ("superpod-b200", &options, catalogue, &error);

  if (design == NULL)
    g_error ("%s", error->message);
  return design;
}

/* All cables laid anew. */
static void
measure_laying (HwDesign *design, HwResults *results)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  guint cables = 0;

  for (int i = 0; i < 5; i++)
    {
      HwRef hall = HW_REF (HW_TABLE_HALL, hw_design_next (design, HW_TABLE_HALL, 0));
      const HwCablePlan *plan;
      double start, taken;

      hw_design_begin (design, "Raise the trays");
      hw_operation_set (design, hall, "tray-height-mm", i % 2 == 0 ? "2800" : "2900", NULL);
      hw_design_commit (design);
      start = bench_now ();
      plan = hw_results_lay_cables (results);
      taken = bench_now () - start;
      g_array_append_val (seconds, taken);
      cables = 0;
      for (guint j = 0; j < plan->parts->len; j++)
        cables += g_array_index (plan->parts, HwCablePlanPart, j).n;
    }
  bench_say ("%u cables laid and chosen: median %.1f ms, worst %.1f ms\n",
             cables,
             bench_median (seconds) * 1e3,
             bench_worst (seconds) * 1e3);
}

/* The two pieces of it that the main thread has. */
static void
measure_pieces (HwDesign *design, HwResults *results)
{
  g_autoptr (GArray) begins = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) takes = g_array_new (FALSE, FALSE, sizeof (double));

  for (int i = 0; i < 5; i++)
    {
      g_autoptr (HwCableLaying) laying = NULL;
      HwRef hall = HW_REF (HW_TABLE_HALL, hw_design_next (design, HW_TABLE_HALL, 0));
      double start, taken;

      hw_design_begin (design, "Raise the trays");
      hw_operation_set (design, hall, "tray-height-mm", i % 2 == 0 ? "2800" : "2900", NULL);
      hw_design_commit (design);
      start = bench_now ();
      laying = hw_results_begin_cables (results);
      taken = bench_now () - start;
      g_array_append_val (begins, taken);
      hw_cable_laying_run (laying);
      start = bench_now ();
      hw_results_take_cables (results, laying);
      taken = bench_now () - start;
      g_array_append_val (takes, taken);
    }
  bench_say ("of that on the main thread: before median %.2f ms, worst %.2f ms; after median %.2f "
             "ms, worst %.2f ms\n",
             bench_median (begins) * 1e3,
             bench_worst (begins) * 1e3,
             bench_median (takes) * 1e3,
             bench_worst (takes) * 1e3);
}

/* What a frame takes longer where the pointer comes to another rack. */
static void
measure_following (HwDesign *design, HwResults *results)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  HwViewport view = { 0, 0, 0.02, 1600, 1000 };
  HwHandle hall = hw_design_next (design, HW_TABLE_HALL, 0);

  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0 && seconds->len < 500;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    {
      g_autoptr (HwScene) scene = hw_scene_new (hw_theme_get (HW_THEME_LIGHT), &view);
      HwRef ref = HW_REF (HW_TABLE_RACK, rack);
      double start = bench_now (), taken;

      hw_scene_hall_cables_of (scene, results, hall, &ref, 1);
      taken = bench_now () - start;
      g_array_append_val (seconds, taken);
    }
  bench_say ("cables of a rack followed in the hall: median %.2f ms, worst %.2f ms\n",
             bench_median (seconds) * 1e3,
             bench_worst (seconds) * 1e3);
}

/* One edit with undo and the totals that a person sees after each, while cables wait. */
static void
measure_edit (HwDesign *design, HwResults *results)
{
  static const HwTotal shown[]
      = { HW_TOTAL_FP8_DENSE, HW_TOTAL_IT_NAMEPLATE, HW_TOTAL_IT_EXPECTED, HW_TOTAL_CAPEX };
  HwRef whole = HW_REF (HW_TABLE_DESIGN, 0);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  guint bound = hw_design_bound (design, HW_TABLE_DEVICE);

  for (int i = 0; i < 1000; i++)
    {
      HwRef ref = HW_REF (HW_TABLE_DEVICE, (HwHandle)g_rand_int_range (random, 1, (gint32)bound));
      double start = bench_now (), taken;

      hw_design_begin (design, "Remove");
      hw_operation_remove (design, &ref, 1, NULL);
      hw_design_commit (design);
      for (guint j = 0; j < G_N_ELEMENTS (shown); j++)
        hw_results_total (results, shown[j], whole);
      hw_design_undo (design);
      for (guint j = 0; j < G_N_ELEMENTS (shown); j++)
        hw_results_total (results, shown[j], whole);
      taken = bench_now () - start;
      g_array_append_val (seconds, taken);
    }
  bench_say ("edit, undo and totals of a cabled design of %u devices: median %.1f µs\n",
             hw_design_count (design, HW_TABLE_DEVICE),
             bench_median (seconds) * 1e6);
}

int
main (int argc, char **argv)
{
  static const guint units[] = { 8, 64, 256 };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (HwDesign) design = make (units[i]);
      g_autoptr (HwResults) results = hw_results_new (design);

      measure_laying (design, results);
      measure_pieces (design, results);
      measure_following (design, results);
      measure_edit (design, results);
    }
  return 0;
}
