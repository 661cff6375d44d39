/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "hw-draw-checks.h"

#define WIDTH 200
#define HEIGHT 120

static const HwColour black = { 0, 0, 0, 1 };

static HwScene *
scene_new (void)
{
  HwViewport view = { 0, 0, 1, WIDTH, HEIGHT };

  return hw_scene_new (hw_theme_get (HW_THEME_LIGHT), &view);
}

static cairo_surface_t *
white_image (void)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (image);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_destroy (cr);
  return image;
}

/* Upon pixels, as the window has it. */
static cairo_surface_t *
paint_pixels (const HwScene *scene)
{
  cairo_surface_t *image = white_image ();
  cairo_t *cr = cairo_create (image);

  hw_scene_paint (scene, cr);
  cairo_destroy (cr);
  return image;
}

/* By Cairo's paths, as paper has it, and then turned into pixels. */
static cairo_surface_t *
paint_paths (const HwScene *scene)
{
  cairo_surface_t *record = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_surface_t *image = white_image ();
  cairo_t *cr = cairo_create (record);

  hw_scene_paint (scene, cr);
  cairo_destroy (cr);
  cr = cairo_create (image);
  cairo_set_source_surface (cr, record, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (record);
  return image;
}

static int
grey (cairo_surface_t *image, int x, int y)
{
  const guint8 *line
      = cairo_image_surface_get_data (image) + (gsize)y * cairo_image_surface_get_stride (image);

  return ((const guint32 *)(gconstpointer)line)[x] & 0xff;
}

static double
ink (cairo_surface_t *image)
{
  double sum = 0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      sum += 255 - grey (image, x, y);
  return sum;
}

/* Window and paper show the same curve, whatever its slope, width and direction. */
static void
test_pixels_are_as_paths (void)
{
  static const double curves[][5] = {
    { 100, 10, 100, 110, 1 },  { 20.3, 5.5, 60.8, 115.2, 1 },  { 20, 10, 180, 110, 1 },
    { 180, 10, 20, 110, 2.5 }, { 30, 100, 170, 20, 1.5 },      { 10, 40, 190, 80, 1 },
    { 40, 20, 41, 100, 4 },    { 60.5, 30.25, 140, 60.75, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (curves); i++)
    {
      const double *c = curves[i];
      g_autoptr (HwScene) scene = scene_new ();
      cairo_surface_t *pixels, *paths;
      int worst = 0;

      hw_scene_curve (scene, c[0], c[1], c[2], c[3], black, c[4], FALSE, 0, 1);
      pixels = paint_pixels (scene);
      paths = paint_paths (scene);
      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          worst = MAX (worst, abs (grey (pixels, x, y) - grey (paths, x, y)));
      g_assert_cmpfloat (ink (paths), >, 255 * c[4] * fabs (c[3] - c[1]) * 0.95);
      g_assert_cmpfloat (fabs (ink (pixels) / ink (paths) - 1), <, 0.04);
      g_assert_cmpint (worst, <, 80);
      cairo_surface_destroy (pixels);
      cairo_surface_destroy (paths);
    }
}

/* Six tenths of a dashed curve are inked. */
static void
test_dashes (void)
{
  g_autoptr (HwScene) whole = scene_new ();
  g_autoptr (HwScene) dashed = scene_new ();
  cairo_surface_t *a, *b;

  hw_scene_curve (whole, 20, 10, 160, 110, black, 2, FALSE, 0, 1);
  hw_scene_curve (dashed, 20, 10, 160, 110, black, 2, TRUE, 0, 1);
  a = paint_pixels (whole);
  b = paint_pixels (dashed);
  g_assert_cmpfloat (ink (b) / ink (a), >, 0.55);
  g_assert_cmpfloat (ink (b) / ink (a), <, 0.65);
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
}

static void
test_clip (void)
{
  g_autoptr (HwScene) scene = scene_new ();

  for (int i = 0; i < 12; i++)
    hw_scene_curve (scene, 10 + 15 * i, 5, 190 - 13 * i, 115, black, 1, i % 2 == 0, 0, 1);
  check_clip (scene);
}

/* The middle of a curve is where it is thought to be, beside it there is none, and of two the
 * nearer is found. */
static void
test_pick (void)
{
  g_autoptr (HwScene) scene = scene_new ();
  const HwItem *item;

  hw_scene_curve (scene, 20, 10, 120, 110, black, 1, FALSE, 7, 2);
  hw_scene_curve (scene, 60, 10, 160, 110, black, 1, FALSE, 9, 1);
  item = hw_scene_pick_curve (scene, 70, 60, 4);
  g_assert_nonnull (item);
  g_assert_cmpuint (item->text_index, ==, 7);
  g_assert_cmpuint (item->count, ==, 2);
  item = hw_scene_pick_curve (scene, 110, 60, 4);
  g_assert_cmpuint (item->text_index, ==, 9);
  g_assert_null (hw_scene_pick_curve (scene, 90, 60, 4));
  g_assert_null (hw_scene_pick_curve (scene, 20, 116, 4));
  g_assert_nonnull (hw_scene_pick_curve (scene, 20, 12, 4));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/curves/pixels-are-as-paths", test_pixels_are_as_paths);
  g_test_add_func ("/draw/curves/dashes", test_dashes);
  g_test_add_func ("/draw/curves/clip", test_clip);
  g_test_add_func ("/draw/curves/pick", test_pick);
  return g_test_run ();
}
