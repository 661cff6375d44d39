/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench.h"
#include "hw-results.h"
#include "hw-scene-hall.h"
#include "hw-scene-racks.h"
#include "hw-scene-shading.h"

#define WIDTH 1600
#define HEIGHT 1000
/* Of the design: what is dragged for the field. */
#define FIELD_PRODUCT "gb200-compute-tray"

typedef HwScene *(*Build) (gpointer data, const HwViewport *viewport);

typedef struct
{
  HwResults *results;
  HwHandle hall;
  HwRacksLayout *layout;
  HwShading *shading;
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

/* The field of a drag, all racks looked at: what a step of the drag draws upon the picture. */
static HwScene *
build_hall_field (gpointer data, const HwViewport *viewport)
{
  View *view = data;
  HwScene *scene = hw_scene_new (hw_theme_get (HW_THEME_LIGHT), viewport);

  hw_scene_hall_shading (
      scene, hw_results_get_design (view->results), view->hall, view->shading, G_MAXINT64);
  return scene;
}

static HwScene *
build_racks_field (gpointer data, const HwViewport *viewport)
{
  View *view = data;
  HwScene *scene = hw_scene_new (hw_theme_get (HW_THEME_LIGHT), viewport);

  hw_scene_racks_shading (scene, view->layout, view->shading, G_MAXINT64);
  return scene;
}

/* Looking at every rack for the first time, which the window does in slices. */
static HwShading *
measure_looking (View *view, const char *id)
{
  HwDesign *design = hw_results_get_design (view->results);
  const HwProduct *product = hw_catalogue_find (hw_design_get_catalogue (design), id);
  HwShading *shading;
  double start = bench_now ();

  if (product == NULL)
    return NULL;
  shading = hw_shading_new (view->results, product, NULL);
  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    hw_shading_rack (shading, rack);
  bench_say ("field of %s, looking at all racks once: %.2f ms\n", id, (bench_now () - start) * 1e3);
  return shading;
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
  View view = { results, hw_design_first_child (design, HW_TABLE_HALL, 0), NULL, NULL };
  double x, y, width, height, start;

  hw_scene_hall_extent (design, view.hall, &x, &y, &width, &height);
  measure ("hall", build_hall, &view, x, y, width, height);
  view.shading = measure_looking (&view, FIELD_PRODUCT);
  if (view.shading == NULL)
    return 1;
  measure ("hall field", build_hall_field, &view, x, y, width, height);
  start = bench_now ();
  view.layout = hw_racks_layout_new (design, view.hall, 0, 0, HW_FACES_FRONT);
  bench_say ("racks, layout of all rows: %.2f ms\n", (bench_now () - start) * 1e3);
  hw_racks_layout_extent (view.layout, &x, &y, &width, &height);
  measure ("racks", build_racks, &view, x, y, width, height);
  measure ("racks field", build_racks_field, &view, x, y, width, height);
  /* The middle of all lies between rows: nearer, about a rack. */
  hw_racks_layout_rack (
      view.layout, hw_design_next (design, HW_TABLE_RACK, 0), &x, &y, &width, &height);
  measure ("racks field nearer", build_racks_field, &view, x, y, 40 * width, 12 * height);
  hw_shading_free (view.shading);
  hw_racks_layout_free (view.layout);
  return 0;
}
