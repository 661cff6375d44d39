/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench.h"
#include "hw-fabric-fixture.h"
#include "hw-fabric-growth.h"
#include "hw-scene-fabric-matrix.h"

/* A frame of the fabric of 16 384 GPUs (1 280 switches, 49 152 cables) drawn anew, as diagram and
 * as tables, at several zooms; and what is counted while a server is dragged. Processor time. */

#define RUNS 7

typedef struct
{
  HwFabricPicture picture;
  HwFabricMatrix *matrix;
  gboolean tables;
} View;

static double
frame (const View *view, const HwViewport *viewport, guint *items)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, (int)viewport->width, (int)viewport->height);
  cairo_t *cr = cairo_create (surface);
  double start = bench_thread_now ();
  g_autoptr (HwScene) scene = NULL;

  if (view->tables)
    scene = hw_scene_fabric_matrix_build (
        &view->picture, view->matrix, hw_theme_get (HW_THEME_LIGHT), viewport);
  else
    scene = hw_scene_fabric_build (&view->picture, hw_theme_get (HW_THEME_LIGHT), viewport);
  hw_scene_paint (scene, cr);
  cairo_surface_flush (surface);
  *items = hw_scene_n_items (scene);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return bench_thread_now () - start;
}

static void
measure (View *view, const char *what)
{
  HwViewport viewport = { 0, 0, 1, 1400, 900 };
  double x, y, width, height;

  if (view->tables)
    hw_fabric_matrix_extent (view->matrix, &x, &y, &width, &height);
  else
    hw_fabric_layout_extent (view->picture.layout, &x, &y, &width, &height);
  hw_viewport_fit (&viewport, x, y, width, height, 20);
  for (; viewport.scale < 2; hw_viewport_zoom_at (&viewport, 500, 500, 2))
    {
      g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
      guint items = 0;

      for (int i = 0; i < RUNS; i++)
        {
          double taken = frame (view, &viewport, &items);
          g_array_append_val (seconds, taken);
        }
      bench_say ("%s at %5.1f %%: median %.2f ms, worst %.2f ms, %u items\n",
                 what,
                 viewport.scale * 100,
                 bench_median (seconds) * 1e3,
                 bench_worst (seconds) * 1e3,
                 items);
    }
}

static void
measure_growth (const HwFabric *fabric)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  HwFabricGrowth growth;

  for (int i = 0; i < RUNS; i++)
    {
      double start = bench_thread_now (), taken;

      hw_fabric_grow (fabric, 1, &growth);
      taken = bench_thread_now () - start;
      g_array_append_val (seconds, taken);
    }
  bench_say ("what one server more would add: median %.3f ms\n", bench_median (seconds) * 1e3);
}

/* What a click on a switch asks before the next picture. */
static void
measure_failing (const HwFabric *fabric, const HwFabricFailure *failure)
{
  g_autoptr (HwFabricBaseline) baseline = hw_fabric_baseline_new (fabric);
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));

  for (int i = 0; i < RUNS; i++)
    {
      double start = bench_thread_now (), taken;
      g_autoptr (HwFabricImpact) impact = hw_fabric_impact_new (baseline, failure);
      g_autoptr (HwFabricLayout) layout = hw_fabric_layout_new (fabric);

      taken = bench_thread_now () - start;
      g_array_append_val (seconds, taken);
    }
  bench_say ("what failed switches cost, and the diagram laid out: median %.1f ms\n",
             bench_median (seconds) * 1e3);
}

int
main (void)
{
  g_autoptr (Plan) plan = plan_new (fabric_rule_b200 (), 2048);
  g_autoptr (HwFabric) fabric = plan_derive (plan);
  g_autoptr (HwFabricLayout) layout = hw_fabric_layout_new (fabric);
  g_autoptr (HwFabricFailure) failure = hw_fabric_failure_new (fabric);
  g_autoptr (HwFabricMatrix) matrix = NULL;
  View view = { .picture = { .fabric = fabric, .layout = layout, .title = "IB-1" } };

  for (guint i = 0; i < hw_fabric_count_switches (fabric); i += 97)
    hw_fabric_failure_add_node (failure, i);
  view.picture.failure = failure;
  view.matrix = matrix = hw_fabric_matrix_new (fabric, failure);
  measure (&view, "diagram");
  view.tables = TRUE;
  measure (&view, "tables");
  measure_growth (fabric);
  measure_failing (fabric, failure);
  return 0;
}
