/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench.h"
#include "hw-catalogue-reader.h"
#include "hw-operations.h"
#include "hw-scene-cooling.h"

/* The whole path of an edit of a cooling loop: the edit with its totals, flows and temperatures,
 * the diagram laid out, and its picture. Processor time. */

#define CDU "coolit-chx2000"
#define WIDTH 1600
#define HEIGHT 1000
#define RUNS 41
/* Racks of one loop: with six pipes each and those of headers and CDUs about 1 000. */
#define N_RACKS 160

/* The racks of the first rows of the first hall on one loop, a CDU at the end of each row. */
static HwHandle
add_loop (HwDesign *design)
{
  g_autofree char *data = hw_data_dir ();
  g_autoptr (HwCatalogue) installed = hw_catalogue_load (data, NULL);
  const HwProduct *cdu = hw_catalogue_find (installed, CDU);
  HwHandle hall = hw_design_first_child (design, HW_TABLE_HALL, 0), loop;
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  char id[HW_ID_SIZE];
  guint n = 0;

  hw_design_begin (design, "Loop");
  loop = hw_operation_add_loop (design, NULL);
  hw_design_id_text (design, HW_REF (HW_TABLE_LOOP, loop), id);
  for (HwHandle row = hw_design_first_child (design, HW_TABLE_ROW, hall); row != 0 && n < N_RACKS;
       row = hw_design_next_child (design, HW_TABLE_ROW, row))
    {
      HwArea end = { 0 };
      HwHandle unit;

      g_array_set_size (racks, 0);
      for (HwHandle rack = hw_design_first_of_row (design, row); rack != 0;
           rack = hw_design_next_of_row (design, rack))
        g_array_append_val (racks, rack);
      for (guint i = 0; i < racks->len; i++, n++)
        {
          HwRef rack = HW_REF (HW_TABLE_RACK, g_array_index (racks, HwHandle, i));
          HwArea area = hw_rack_area (design, rack.handle);

          hw_operation_set (design, rack, "loop", id, NULL);
          if (area.x >= end.x)
            end = area;
        }
      unit = hw_operation_add_rack (
          design, hall, row, installed, cdu, NULL, end.x + end.width, end.y, 0, NULL);
      if (unit != 0)
        hw_operation_set (design, HW_REF (HW_TABLE_RACK, unit), "loop", id, NULL);
    }
  hw_design_commit (design);
  return loop;
}

/* Seconds of each part of the path. */
typedef struct
{
  GArray *edit, *solve, *layout, *picture, *all;
} Times;

static double
lap (double *since)
{
  double now = bench_thread_now (), taken = now - *since;

  *since = now;
  return taken;
}

/* One edit, the balancing valve of @rack trimmed, up to its picture. */
static void
run (HwResults *results, HwHandle loop, HwHandle rack, guint number, Times *times)
{
  HwDesign *design = hw_results_get_design (results);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  HwViewport viewport = { 0, 0, 1, WIDTH, HEIGHT };
  g_autoptr (HwCoolingLayout) layout = NULL;
  g_autoptr (HwScene) scene = NULL;
  char rule[HW_ID_SIZE], id[HW_ID_SIZE], kv[16];
  g_autofree char *key = NULL;
  double x, y, width, height, edit, solve, arrange, picture, all, since;

  hw_design_id_text (design, HW_REF (HW_TABLE_LOOP, loop), rule);
  hw_design_id_text (design, HW_REF (HW_TABLE_RACK, rack), id);
  key = g_strjoin ("/", rule, "balancing-valve", id, NULL);
  g_snprintf (kv, sizeof kv, "%u", 6 + number % 5);
  since = bench_thread_now ();
  hw_design_begin (design, "Trim");
  hw_operation_set_override (design, key, "kv", kv, NULL);
  hw_design_commit (design);
  edit = lap (&since);
  g_assert_true (hw_results_loop (results, loop)->steady);
  solve = lap (&since);
  layout = hw_cooling_layout_new (results, 0, loop);
  arrange = lap (&since);
  hw_cooling_layout_extent (layout, &x, &y, &width, &height);
  hw_viewport_fit (&viewport, x, y, width, height, 20);
  scene = hw_scene_cooling_build (layout, hw_theme_get (HW_THEME_LIGHT), &viewport);
  hw_scene_paint (scene, cr);
  cairo_surface_flush (surface);
  picture = lap (&since);
  all = edit + solve + arrange + picture;
  g_array_append_val (times->edit, edit);
  g_array_append_val (times->solve, solve);
  g_array_append_val (times->layout, arrange);
  g_array_append_val (times->picture, picture);
  g_array_append_val (times->all, all);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static GArray *
seconds_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

int
main (void)
{
  g_autoptr (HwDesign) design = bench_design (N_RACKS * 72);
  HwHandle loop = add_loop (design);
  g_autoptr (HwResults) results = hw_results_new (design);
  const HwLoopPlan *plan = hw_results_loop (results, loop)->plan;
  HwHandle rack = g_array_index (plan->racks, HwLoopRack, plan->racks->len / 2).rack;
  g_autoptr (GArray) edit = seconds_new ();
  g_autoptr (GArray) solve = seconds_new ();
  g_autoptr (GArray) layout = seconds_new ();
  g_autoptr (GArray) picture = seconds_new ();
  g_autoptr (GArray) all = seconds_new ();
  Times times = { edit, solve, layout, picture, all };

  bench_say ("a loop of %u racks and %u CDUs, %u pipes and pumps, solved in %u passes\n",
             plan->racks->len,
             plan->cdus->len,
             plan->links->len - plan->racks->len,
             hw_results_loop (results, loop)->n_passes);
  for (guint i = 0; i < RUNS; i++)
    run (results, loop, rack, i, &times);
  bench_say ("edit to picture: median %.2f ms, worst %.2f ms; of that the edit %.2f, flows and "
             "temperatures %.2f, layout %.2f, picture %.2f ms\n",
             bench_median (all) * 1e3,
             bench_worst (all) * 1e3,
             bench_median (edit) * 1e3,
             bench_median (solve) * 1e3,
             bench_median (layout) * 1e3,
             bench_median (picture) * 1e3);
  return 0;
}
