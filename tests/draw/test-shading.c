/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-draw-checks.h"
#include "hw-draw-fixture.h"
#include "hw-scene-floor-field.h"
#include "hw-scene-measure.h"
#include "hw-scene-shading.h"

static const HwThemeKind themes[] = { HW_THEME_LIGHT, HW_THEME_DARK };
static const double scales[] = { 0.01, 0.03, 0.06, 0.09, 0.13, 0.18, 0.25, 0.351, 0.6, 1.35 };
static const char *const products[] = { "dgx", "tray", "qm9700", "pdu" };

static void
test_reads_everywhere (Fixture *fixture, gconstpointer data)
{
  for (guint p = 0; p < G_N_ELEMENTS (products); p++)
    {
      g_autoptr (HwShading) shading
          = hw_shading_new (fixture->results, fixture_product (fixture, products[p]), NULL);
      for (int faces = HW_FACES_FRONT; faces <= HW_FACES_BOTH; faces++)
        {
          g_autoptr (HwRacksLayout) layout
              = hw_racks_layout_new (fixture->design, fixture->hall, 0, 0, (HwFaces)faces);
          for (guint t = 0; t < G_N_ELEMENTS (themes); t++)
            for (guint s = 0; s < G_N_ELEMENTS (scales); s++)
              {
                HwViewport view = { -30, -30, scales[s], 1200, 800 };
                HwViewport floor = { 2300, 1100, scales[s], 1200, 800 };
                g_autoptr (HwScene) racks = hw_scene_new (hw_theme_get (themes[t]), &view);
                g_autoptr (HwScene) hall = hw_scene_new (hw_theme_get (themes[t]), &floor);
                g_test_message ("%s faces %d theme %u scale %g", products[p], faces, t, scales[s]);
                g_assert_true (hw_scene_racks_shading (racks, layout, shading, G_MAXINT64));
                g_assert_true (hw_scene_hall_shading (
                    hall, fixture->design, fixture->hall, shading, G_MAXINT64));
                g_assert_cmpuint (hw_scene_n_items (hall), >, 0);
                check_contrast (racks);
                check_contrast (hall);
                check_texts_apart (racks);
                check_texts_apart (hall);
                if (s % 3 == 0)
                  check_clip (racks);
              }
        }
    }
}

static void
test_says_why (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwRacksLayout) layout
      = hw_racks_layout_new (fixture->design, fixture->hall, 0, 0, HW_FACES_BOTH);
  HwViewport racks_view = { -30, -30, 0.3, 3000, 2000 };
  HwViewport hall_view = { 0, 0, 0.12, 1600, 1200 };

  for (guint p = 0; p < 2; p++)
    {
      g_autoptr (HwShading) shading
          = hw_shading_new (fixture->results, fixture_product (fixture, products[p]), NULL);
      g_autoptr (HwScene) racks = hw_scene_new (hw_theme_get (HW_THEME_LIGHT), &racks_view);
      g_autoptr (HwScene) hall = hw_scene_new (hw_theme_get (HW_THEME_LIGHT), &hall_view);
      hw_scene_racks_shading (racks, layout, shading, G_MAXINT64);
      hw_scene_hall_shading (hall, fixture->design, fixture->hall, shading, G_MAXINT64);
      /* A tray goes into MGX racks only; a server is too deep for what is left behind others. */
      g_assert_true (check_has_text (racks, p == 0 ? "free" : "mounting"));
      g_assert_true (check_has_text (racks, p == 0 ? "depth" : "mounting"));
      g_assert_true (check_has_text (hall, p == 0 ? "free" : "mounting"));
    }
}

/* In slices: with no time only what is known is drawn, and in the end it is all. */
static void
test_slices (Fixture *fixture, gconstpointer data)
{
  HwHandle hall = fixture_add_many (fixture, 4, 20);
  HwViewport view = { 0, 0, 0.05, 1600, 1000 };
  g_autoptr (HwShading) shading
      = hw_shading_new (fixture->results, fixture_product (fixture, "dgx"), NULL);
  guint n = 0, before = 0;
  gboolean whole = FALSE;

  for (guint i = 0; i < 100 && !whole; i++)
    {
      g_autoptr (HwScene) scene = hw_scene_new (hw_theme_get (HW_THEME_LIGHT), &view);
      whole = hw_scene_hall_shading (scene, fixture->design, hall, shading, 0);
      before = n;
      n = hw_scene_n_items (scene);
      g_assert_cmpuint (n, >, before);
    }
  g_assert_true (whole);
  g_assert_cmpuint (n, >=, 80);
}

static HwShade
shade_all (HwHandle rack, gpointer data)
{
  return *(const HwShade *)data;
}

/* What goes beside racks, and onto the floor. */
static void
test_beside (Fixture *fixture, gconstpointer data)
{
  static const HwShade shades[] = { { HW_SHADE_FREE, HW_LIMIT_NONE },
                                    { HW_SHADE_WARNED, HW_LIMIT_COOLING },
                                    { HW_SHADE_BLOCKED, HW_LIMIT_FLOOR } };
  static const char *const words[] = { "free", "cooling", "floor" };
  g_autoptr (HwRacksLayout) layout
      = hw_racks_layout_new (fixture->design, fixture->hall, 0, 0, HW_FACES_BOTH);
  g_autoptr (GArray) shape = g_array_new (FALSE, FALSE, sizeof (HwArea));
  g_autoptr (HwFloorField) field = NULL;
  HwArea area = { 0, 0, 600, 1200 };

  g_array_append_val (shape, area);
  field = hw_floor_field_new (fixture->design, fixture->hall, shape, NULL, NULL, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (shades); i++)
    for (guint t = 0; t < G_N_ELEMENTS (themes); t++)
      for (guint s = 0; s < G_N_ELEMENTS (scales); s++)
        {
          HwViewport view = { -30, -30, scales[s], 1200, 800 };
          g_autoptr (HwScene) racks = hw_scene_new (hw_theme_get (themes[t]), &view);
          g_autoptr (HwScene) floor = hw_scene_new (hw_theme_get (themes[t]), &view);
          HwShade shade = shades[i];

          hw_scene_racks_row_shading (racks, layout, shade_all, &shade);
          hw_scene_floor_field (floor, field, (HwLimit)shade.limit);
          g_assert_cmpuint (hw_scene_n_items (racks), >, 0);
          check_contrast (racks);
          check_contrast (floor);
          check_texts_apart (racks);
          check_texts_apart (floor);
          /* Free is a veil, for the racks themselves are not. */
          if (scales[s] > 0.2)
            g_assert_true (check_has_text (racks, words[i]) == (i > 0));
          if (scales[s] > 0.2 && i > 0)
            g_assert_true (check_has_text (floor, words[i]));
        }
}

/* The measure says both sides and the distance, and stays in the view. */
static void
test_measure (Fixture *fixture, gconstpointer data)
{
  static const HwMeasure measures[]
      = { { 0, 0, 1200, 600 }, { 0, 0, 3000, 0 }, { 500, 4000, 500, 100 }, { 90, 90, 90, 90 } };

  for (guint m = 0; m < G_N_ELEMENTS (measures); m++)
    for (guint t = 0; t < G_N_ELEMENTS (themes); t++)
      for (guint s = 0; s < G_N_ELEMENTS (scales); s++)
        {
          HwViewport view = { -100, -100, scales[s], 800, 600 };
          g_autoptr (HwScene) scene = hw_scene_new (hw_theme_get (themes[t]), &view);
          hw_scene_measure (scene, &measures[m]);
          g_assert_cmpuint (hw_scene_n_items (scene), >, 0);
          check_contrast (scene);
          check_texts_apart (scene);
          /* Slanting lines are smoothed a little otherwise in a clip. */
          if (m > 0)
            check_clip (scene);
          if (m == 0)
            {
              g_assert_true (check_has_text (scene, "1\u2009342 mm"));
              g_assert_true (check_has_text (scene, "x 1\u2009200 · y 600 mm"));
            }
          else if (m == 1)
            g_assert_true (check_has_text (scene, "3\u2009000 mm"));
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/draw/shading/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("reads-everywhere", test_reads_everywhere);
  ADD ("says-why", test_says_why);
  ADD ("slices", test_slices);
  ADD ("beside-and-on-the-floor", test_beside);
  ADD ("measure", test_measure);
  return g_test_run ();
}
