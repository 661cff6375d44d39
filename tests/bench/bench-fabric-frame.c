/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench.h"
#include "hw-fabric-fixture.h"
#include "hw-fabric-growth.h"
#include "hw-scene-fabric-matrix.h"

/* A frame of the fabric of 16 384 GPUs (1 280 switches, 49 152 cables) drawn anew, as diagram and
 * as tables, at several zooms; and what is counted while a server is dragged. Processor time. */

#define RUNS 7
/* A row of them, and a column, at which a drawing is looked at. */
#define PLACES 5

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

/* Frames with the same zoom at places all over the drawing: the slowest place, and the worst frame
 * of all but the very first. */
static void
measure_zoom (View *view, const char *what, const HwRackBox *extent, double scale)
{
  double slowest = 0, worst = 0, first = -1;
  guint most = 0;

  for (guint at = 0; at < PLACES * PLACES; at++)
    {
      HwViewport viewport = { 0, 0, scale, 1400, 900 };
      g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
      guint items = 0;

      viewport.x = extent->x + extent->width * (at % PLACES + 0.5) / PLACES - 700 / scale;
      viewport.y = extent->y + extent->height * (at / PLACES + 0.5) / PLACES - 450 / scale;
      for (int i = 0; i < RUNS; i++)
        {
          double taken = frame (view, &viewport, &items);

          if (first < 0)
            first = taken;
          else
            worst = MAX (worst, taken);
          g_array_append_val (seconds, taken);
        }
      slowest = MAX (slowest, bench_median (seconds));
      most = MAX (most, items);
    }
  bench_say ("%s at %5.1f %%: first %.2f ms, slowest median %.2f ms, worst %.2f ms, up to %u "
             "items\n",
             what,
             scale * 100,
             first * 1e3,
             slowest * 1e3,
             worst * 1e3,
             most);
}

static void
measure (View *view, const char *what)
{
  HwViewport viewport = { 0, 0, 1, 1400, 900 };
  HwRackBox extent;

  if (view->tables)
    hw_fabric_matrix_extent (view->matrix, &extent.x, &extent.y, &extent.width, &extent.height);
  else
    hw_fabric_layout_extent (
        view->picture.layout, &extent.x, &extent.y, &extent.width, &extent.height);
  hw_viewport_fit (&viewport, extent.x, extent.y, extent.width, extent.height, 20);
  for (double scale = viewport.scale; scale < 4; scale *= 1.5)
    measure_zoom (view, what, &extent, scale);
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
