/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench.h"
#include "hw-results.h"
#include "hw-scene-hall.h"
#include "hw-scene-racks.h"

#define WIDTH 1600
#define HEIGHT 1000

typedef HwScene *(*Build) (gpointer data, const HwViewport *viewport);

typedef struct
{
  HwResults *results;
  HwHandle hall;
  HwRacksLayout *layout;
} View;

static HwScene *
build_hall (gpointer data, const HwViewport *viewport)
{
  View *view = data;
  HwHallOptions options;

  hw_hall_options_init (&options);
  return hw_scene_hall_build (
      view->results, view->hall, &options, hw_theme_get (HW_THEME_LIGHT), viewport);
}

static HwScene *
build_racks (gpointer data, const HwViewport *viewport)
{
  View *view = data;
  HwRacksOptions options = { HW_FACES_FRONT };

  return hw_scene_racks_build (
      view->results, view->layout, &options, hw_theme_get (HW_THEME_LIGHT), viewport);
}

/* A frame at each of many zooms about the middle of the picture, after a first one. */
static void
measure (const char *name, Build build, View *view, double x, double y, double width, double height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  HwViewport viewport = { 0, 0, 1, WIDTH, HEIGHT };
  double first = 0;

  hw_viewport_fit (&viewport, x, y, width, height, 20);
  for (int step = 0; step < 24; step++)
    {
      g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
      guint items = 0;
      for (int i = 0; i < 8; i++)
        {
          double start = bench_now (), taken;
          cairo_t *cr = cairo_create (surface);
          g_autoptr (HwScene) scene = build (view, &viewport);
          hw_scene_paint (scene, cr);
          cairo_destroy (cr);
          taken = bench_now () - start;
          items = hw_scene_n_items (scene);
          if (step == 0 && i == 0)
            first = taken;
          else
            g_array_append_val (seconds, taken);
          hw_viewport_pan (&viewport, 7, 3);
        }
      bench_say ("%s, %8.5f px/mm, %6u items: median %.2f ms, worst %.2f ms%s\n",
                 name,
                 viewport.scale,
                 items,
                 bench_median (seconds) * 1e3,
                 bench_worst (seconds) * 1e3,
                 step == 0 ? " after the first" : "");
      hw_viewport_zoom_at (&viewport, WIDTH / 2.0, HEIGHT / 2.0, 1.4);
    }
  bench_say ("%s, first frame: %.2f ms\n", name, first * 1e3);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_autoptr (HwDesign) design = bench_design (1000000);
  g_autoptr (HwResults) results = hw_results_new (design);
  View view = { results, hw_design_first_child (design, HW_TABLE_HALL, 0), NULL };
  double x, y, width, height, start;

  hw_scene_hall_extent (design, view.hall, &x, &y, &width, &height);
  measure ("hall", build_hall, &view, x, y, width, height);
  start = bench_now ();
  view.layout = hw_racks_layout_new (design, view.hall, 0, 0, HW_FACES_FRONT);
  bench_say ("racks, layout of all rows: %.2f ms\n", (bench_now () - start) * 1e3);
  hw_racks_layout_extent (view.layout, &x, &y, &width, &height);
  measure ("racks", build_racks, &view, x, y, width, height);
  hw_racks_layout_free (view.layout);
  return 0;
}
