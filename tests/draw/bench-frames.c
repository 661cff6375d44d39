/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "hw-draw-fixture.h"
#include "hw-scene-hall.h"
#include "hw-scene-racks.h"

/* Time of a frame, building and painting, of racks of 42 devices at every level of detail in a
 * window of 1600 × 1000, and of laying out 13 889 racks. */

#define FRAMES 9
#define FRAME_LIMIT_MS 8
#define LAYOUT_LIMIT_MS 20

static int
compare (const void *a, const void *b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

typedef HwScene *(*Build) (Fixture *fixture, gpointer what, const HwViewport *view);

static HwScene *
build_racks (Fixture *fixture, gpointer what, const HwViewport *view)
{
  const HwRacksOptions options = { HW_FACES_FRONT };

  return hw_scene_racks_build (
      fixture->results, what, &options, hw_theme_get (HW_THEME_LIGHT), view);
}

static HwScene *
build_hall (Fixture *fixture, gpointer what, const HwViewport *view)
{
  HwHallOptions options;

  hw_hall_options_init (&options);
  return hw_scene_hall_build (
      fixture->results, GPOINTER_TO_UINT (what), &options, hw_theme_get (HW_THEME_LIGHT), view);
}

/* Returns: whether the median of the frames after the first is below the limit */
static gboolean
measure (Fixture *fixture, const char *name, Build build, gpointer what, const HwViewport *view)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1600, 1000);
  double times[FRAMES];

  for (int i = -1; i < FRAMES; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (HwScene) scene = build (fixture, what, view);
      cairo_t *cr = cairo_create (surface);
      hw_scene_paint (scene, cr);
      cairo_destroy (cr);
      if (i >= 0)
        times[i] = (double)(g_get_monotonic_time () - start) / 1000;
    }
  cairo_surface_destroy (surface);
  qsort (times, FRAMES, sizeof times[0], compare);
  g_print ("%s, %.4f px/mm: %.2f ms\n", name, view->scale, times[FRAMES / 2]);
  return times[FRAMES / 2] <= FRAME_LIMIT_MS;
}

int
main (void)
{
  static const double scales[] = { 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.17, 0.19, 0.25, 0.351, 1 };
  Fixture fixture = { 0 };
  gboolean good = TRUE;
  HwHandle hall;
  HwViewport view = { 0, 0, 1, 1600, 1000 };
  double x, y, width, height, took;
  gint64 start;

  fixture_set_up (&fixture, NULL);
  hall = fixture_add_many (&fixture, 99, 101);
  {
    g_autoptr (HwRacksLayout) layout
        = hw_racks_layout_new (fixture.design, hall, 0, 0, HW_FACES_FRONT);
    hw_racks_layout_extent (layout, &x, &y, &width, &height);
    hw_viewport_fit (&view, x, y, width, height, 20);
    good &= measure (&fixture, "racks, all", build_racks, layout, &view);
    for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
      {
        HwViewport near = { 1000, 1000, scales[i], 1600, 1000 };
        good &= measure (&fixture, "racks", build_racks, layout, &near);
      }
  }
  hw_scene_hall_extent (fixture.design, hall, &x, &y, &width, &height);
  hw_viewport_fit (&view, x, y, width, height, 20);
  good &= measure (&fixture, "hall, all", build_hall, GUINT_TO_POINTER (hall), &view);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      HwViewport near = { 0, 0, scales[i], 1600, 1000 };
      good &= measure (&fixture, "hall", build_hall, GUINT_TO_POINTER (hall), &near);
    }

  hall = fixture_add_many (&fixture, 43, 323);
  start = g_get_monotonic_time ();
  hw_racks_layout_free (hw_racks_layout_new (fixture.design, hall, 0, 0, HW_FACES_BOTH));
  took = (double)(g_get_monotonic_time () - start) / 1000;
  g_print ("layout of 13 889 racks: %.2f ms\n", took);
  good &= took <= LAYOUT_LIMIT_MS;
  fixture_tear_down (&fixture, NULL);
  return good ? 0 : 1;
}
