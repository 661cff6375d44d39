/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-draw-checks.h"
#include "hw-draw-fixture.h"
#include "hw-scene-hall.h"
#include "hw-scene-racks.h"

static const HwThemeKind themes[] = { HW_THEME_LIGHT, HW_THEME_DARK, HW_THEME_PRINT };
/* Device units a millimetre: from where a unit is less than a pixel to where it is 60. */
static const double scales[] = { 0.01, 0.03, 0.06, 0.09, 0.13, 0.18, 0.2, 0.25, 0.351, 0.6, 1.35 };

static void
test_racks (Fixture *fixture, gconstpointer data)
{
  for (int faces = HW_FACES_FRONT; faces <= HW_FACES_BOTH; faces++)
    {
      g_autoptr (HwRacksLayout) layout
          = hw_racks_layout_new (fixture->design, fixture->hall, 0, 0, (HwFaces)faces);
      HwRacksOptions options = { (HwFaces)faces };
      for (guint t = 0; t < G_N_ELEMENTS (themes); t++)
        for (guint s = 0; s < G_N_ELEMENTS (scales); s++)
          {
            HwViewport view = { -30, -30, scales[s], 1200, 800 };
            g_autoptr (HwScene) scene = hw_scene_racks_build (
                fixture->results, layout, &options, hw_theme_get (themes[t]), &view);
            g_test_message ("faces %d theme %u scale %g", faces, t, scales[s]);
            check_contrast (scene);
            check_texts_apart (scene);
            if (t == 0 && scales[s] > 0.2 && scales[s] < 0.5)
              g_assert_true (check_has_text (scene, "Row A"));
          }
    }
}

static void
test_halls (Fixture *fixture, gconstpointer data)
{
  for (int colour = HW_COLOUR_POWER; colour <= HW_COLOUR_KIND; colour++)
    for (guint t = 0; t < G_N_ELEMENTS (themes); t++)
      for (guint s = 0; s < G_N_ELEMENTS (scales); s++)
        {
          HwViewport view = { -900, -900, scales[s], 1200, 800 };
          HwHallOptions options;
          g_autoptr (HwScene) scene = NULL;
          hw_hall_options_init (&options);
          options.colour_by = (HwColourBy)colour;
          scene = hw_scene_hall_build (
              fixture->results, fixture->hall, &options, hw_theme_get (themes[t]), &view);
          g_test_message ("colour %d theme %u scale %g", colour, t, scales[s]);
          check_contrast (scene);
          check_texts_apart (scene);
        }
}

static void
test_picked_is_drawn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwRacksLayout) layout
      = hw_racks_layout_new (fixture->design, fixture->hall, 0, 0, HW_FACES_BOTH);
  HwRacksOptions options = { HW_FACES_BOTH };
  HwHallOptions hall_options;
  HwViewport view = { 0, 0, 1, 3000, 2400 };
  g_autoptr (HwScene) racks = NULL;
  g_autoptr (HwScene) hall = NULL;
  double x, y, width, height;

  hw_racks_layout_extent (layout, &x, &y, &width, &height);
  hw_viewport_fit (&view, x, y, width, height, 10);
  racks = hw_scene_racks_build (
      fixture->results, layout, &options, hw_theme_get (HW_THEME_LIGHT), &view);
  for (HwHandle device = hw_design_next (fixture->design, HW_TABLE_DEVICE, 0); device != 0;
       device = hw_design_next (fixture->design, HW_TABLE_DEVICE, device))
    {
      HwRef ref;
      g_assert_true (hw_racks_layout_device (layout, device, &x, &y, &width, &height));
      ref = hw_scene_pick (
          racks, hw_viewport_x (&view, x + width / 2), hw_viewport_y (&view, y + height / 2));
      g_assert_true (hw_ref_equal (ref, HW_REF (HW_TABLE_DEVICE, device)));
    }
  hw_hall_options_init (&hall_options);
  hw_scene_hall_extent (fixture->design, fixture->hall, &x, &y, &width, &height);
  hw_viewport_fit (&view, x, y, width, height, 10);
  hall = hw_scene_hall_build (
      fixture->results, fixture->hall, &hall_options, hw_theme_get (HW_THEME_LIGHT), &view);
  for (HwHandle rack = hw_design_next (fixture->design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (fixture->design, HW_TABLE_RACK, rack))
    {
      HwArea area = hw_rack_area (fixture->design, rack);
      HwRef ref = hw_scene_pick (hall,
                                 hw_viewport_x (&view, area.x + area.width / 2.0),
                                 hw_viewport_y (&view, area.y + area.depth / 2.0));
      g_assert_true (hw_ref_equal (ref, HW_REF (HW_TABLE_RACK, rack)));
    }
}

static void
add_racks_overlay (Fixture *fixture, HwScene *scene, HwRacksLayout *layout, gboolean fits)
{
  g_autoptr (GArray) selection = g_array_new (FALSE, FALSE, sizeof (HwRef));
  HwRef refs[] = { HW_REF (HW_TABLE_RACK, fixture->system),
                   HW_REF (HW_TABLE_DEVICE, fixture->server),
                   HW_REF (HW_TABLE_RESERVATION, fixture->reservation) };
  HwDeviceGhost ghost = { .rack = fixture->servers,
                          .slot = { 2 * (30 - 1), HW_FACE_FRONT, HW_CHANNEL_NONE, 0 },
                          .product = fixture_product (fixture, "dgx"),
                          .fits = fits,
                          .label = fits ? NULL : "taken by dgx-02" };

  g_array_append_vals (selection, refs, G_N_ELEMENTS (refs));
  hw_scene_racks_overlay (
      scene, layout, selection, HW_REF (HW_TABLE_RACK, fixture->fabric), &ghost);
}

static void
append_all (Fixture *fixture, GArray *selection, HwTableKind table, guint times)
{
  for (HwHandle handle = hw_design_next (fixture->design, table, 0); handle != 0;
       handle = hw_design_next (fixture->design, table, handle))
    for (guint i = 0; i < times; i++)
      {
        HwRef ref = HW_REF (table, handle);
        g_array_append_val (selection, ref);
      }
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The outlines of all racks, devices and reservations, in a form that can be compared. */
static GPtrArray *
outlines (Fixture *fixture, HwRacksLayout *layout, double scale, guint times)
{
  HwViewport view = { -100, -100, scale, 4000, 3000 };
  g_autoptr (HwScene) scene = hw_scene_new (hw_theme_get (HW_THEME_LIGHT), &view);
  g_autoptr (GArray) selection = g_array_new (FALSE, FALSE, sizeof (HwRef));
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  append_all (fixture, selection, HW_TABLE_RACK, times);
  append_all (fixture, selection, HW_TABLE_RESERVATION, times);
  append_all (fixture, selection, HW_TABLE_DEVICE, times);
  g_assert_cmpint (HW_TABLE_RACK, <, HW_TABLE_RESERVATION);
  g_assert_cmpint (HW_TABLE_RESERVATION, <, HW_TABLE_DEVICE);
  if (layout != NULL)
    hw_scene_racks_overlay (scene, layout, selection, HW_REF (HW_TABLE_DESIGN, 0), NULL);
  else
    hw_scene_hall_overlay (
        scene, fixture->design, fixture->hall, selection, HW_REF (HW_TABLE_DESIGN, 0), NULL);
  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);
      char *text
          = g_strdup_printf ("%.3f %.3f %.3f %.3f", item->x, item->y, item->width, item->height);
      if (g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
        g_free (text);
      else
        g_ptr_array_add (texts, text);
    }
  g_ptr_array_sort (texts, compare_texts);
  return texts;
}

/* A selection that is too large to be walked is outlined like a small one; where devices are too
 * small to be told apart, their racks are. */
static void
test_many_selected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwRacksLayout) layout
      = hw_racks_layout_new (fixture->design, fixture->hall, 0, 0, HW_FACES_FRONT);
  g_autoptr (GPtrArray) far = outlines (fixture, layout, 0.03, 300);

  for (int plan = 0; plan < 2; plan++)
    {
      HwRacksLayout *own = plan ? NULL : layout;
      g_autoptr (GPtrArray) few = outlines (fixture, own, 0.2, 1);
      g_autoptr (GPtrArray) many = outlines (fixture, own, 0.2, 300);
      g_assert_cmpuint (few->len, >, 3);
      g_assert_cmpuint (few->len, ==, many->len);
      for (guint i = 0; i < few->len; i++)
        g_assert_cmpstr (few->pdata[i], ==, many->pdata[i]);
    }
  g_assert_cmpuint (far->len, ==, hw_design_count (fixture->design, HW_TABLE_RACK));
}

static void
test_clipped_is_clip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwRacksLayout) layout
      = hw_racks_layout_new (fixture->design, fixture->hall, 0, 0, HW_FACES_BOTH);
  HwRacksOptions options = { HW_FACES_BOTH };
  HwHallOptions hall_options;

  hw_hall_options_init (&hall_options);
  for (guint s = 0; s < G_N_ELEMENTS (scales); s += 2)
    {
      HwViewport view = { -30, -30, scales[s], 700, 500 };
      g_autoptr (HwScene) racks = hw_scene_racks_build (
          fixture->results, layout, &options, hw_theme_get (HW_THEME_LIGHT), &view);
      g_autoptr (HwScene) hall = hw_scene_hall_build (
          fixture->results, fixture->hall, &hall_options, hw_theme_get (HW_THEME_DARK), &view);
      g_test_message ("scale %g", scales[s]);
      add_racks_overlay (fixture, racks, layout, s % 4 == 0);
      check_clip (racks);
      check_clip (hall);
    }
}

static void
test_ghost_says_what_it_is (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwRacksLayout) layout
      = hw_racks_layout_new (fixture->design, fixture->hall, 0, 0, HW_FACES_FRONT);
  HwViewport view = { -30, -30, 0.35, 1200, 800 };

  for (guint t = 0; t < G_N_ELEMENTS (themes); t++)
    for (int fits = 0; fits < 2; fits++)
      {
        g_autoptr (HwScene) scene = hw_scene_new (hw_theme_get (themes[t]), &view);
        add_racks_overlay (fixture, scene, layout, fits);
        g_assert_true (check_has_text (scene, "U30–U39"));
        g_assert_true (check_has_text (scene, fits ? "DGX B200" : "taken by dgx-02"));
        check_contrast (scene);
        check_texts_apart (scene);
        /* An overlay is not picked. */
        g_assert_cmpuint (hw_scene_pick (scene, 850, 350).handle, ==, 0);
      }
  for (int fits = 0; fits < 2; fits++)
    {
      HwViewport plan = { -30, -30, 0.09, 1200, 900 };
      g_autoptr (HwScene) scene = hw_scene_new (hw_theme_get (HW_THEME_LIGHT), &plan);
      HwRackGhost ghost = { .x_mm = 5400,
                            .y_mm = 4800,
                            .product = fixture_product (fixture, "rack-48"),
                            .fits = fits,
                            .label = fits ? NULL : "on the ramp" };
      hw_scene_hall_overlay (scene,
                             fixture->design,
                             fixture->hall,
                             NULL,
                             HW_REF (HW_TABLE_RACK, fixture->cdu),
                             &ghost);
      g_assert_true (check_has_text (scene, fits ? "48U" : "on the ramp"));
      /* 1800 mm to rack B02 at its left. */
      g_assert_cmpint (check_has_text (scene, "1800"), ==, fits);
      check_contrast (scene);
      check_texts_apart (scene);
    }
}

static void
test_legend_of_a_window (Fixture *fixture, gconstpointer data)
{
  HwViewport view = { 0, 0, 0.05, 900, 600 };
  HwHallOptions options;

  hw_hall_options_init (&options);
  options.legend = FALSE;
  for (int colour = HW_COLOUR_POWER; colour <= HW_COLOUR_KIND; colour++)
    {
      g_autoptr (HwScene) scene = hw_scene_new (hw_theme_get (HW_THEME_DARK), &view);

      /* Nothing flows here: there is no scale. */
      if (colour >= HW_COLOUR_SUPPLY && colour <= HW_COLOUR_MARGIN)
        continue;
      options.colour_by = (HwColourBy)colour;
      hw_scene_hall_legend (scene, fixture->results, fixture->hall, &options);
      g_assert_true (check_has_text (scene,
                                     colour == HW_COLOUR_KIND   ? "Compute"
                                     : colour == HW_COLOUR_FILL ? "100 %"
                                     : colour == HW_COLOUR_MASS ? "kg"
                                                                : "kW"));
      check_contrast (scene);
      check_texts_apart (scene);
    }
}

/* Whatever the shape of the window: all is in sight, and neither legend nor scale bar lies upon it.
 */
static void
test_fit (Fixture *fixture, gconstpointer data)
{
  static const double sizes[][2]
      = { { 1600, 900 }, { 1200, 1100 }, { 900, 600 }, { 600, 1200 }, { 2400, 500 }, { 200, 150 } };
  HwHallOptions options;
  double x, y, width, height;

  hw_hall_options_init (&options);
  hw_scene_hall_extent (fixture->design, fixture->hall, &x, &y, &width, &height);
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      HwViewport view = { 0, 0, 1, sizes[s][0], sizes[s][1] };
      const HwTheme *theme = hw_theme_get (HW_THEME_LIGHT);
      g_autoptr (HwScene) scene = NULL;
      double left, top, right, bottom;

      hw_scene_hall_fit (fixture->results, fixture->hall, &options, theme, &view, 20);
      left = hw_viewport_x (&view, x);
      top = hw_viewport_y (&view, y);
      right = hw_viewport_x (&view, x + width);
      bottom = hw_viewport_y (&view, y + height);
      g_assert_cmpfloat (left, >=, 19.9);
      g_assert_cmpfloat (top, >=, 19.9);
      g_assert_cmpfloat (right, <=, view.width - 19.9);
      g_assert_cmpfloat (bottom, <=, view.height - 19.9);
      scene = hw_scene_new (theme, &view);
      hw_scene_hall_legend (scene, fixture->results, fixture->hall, &options);
      for (guint i = 0; i < hw_scene_n_items (scene); i++)
        {
          const HwItem *item = hw_scene_get_item (scene, i);

          g_assert_false (item->x < right && item->x + item->width > left && item->y < bottom
                          && item->y + item->height > top);
        }
    }
}

static void
test_detail_follows_zoom (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwRacksLayout) layout
      = hw_racks_layout_new (fixture->design, fixture->hall, 0, 0, HW_FACES_FRONT);
  HwRacksOptions options = { HW_FACES_FRONT };
  guint before = 0;

  for (guint s = 0; s < 4; s++)
    {
      static const double steps[] = { 0.5, 2, 5, 9 };
      HwViewport view = { -30, -30, steps[s] / 44.45, 4000, 3000 };
      g_autoptr (HwScene) scene = hw_scene_racks_build (
          fixture->results, layout, &options, hw_theme_get (HW_THEME_LIGHT), &view);
      g_assert_cmpuint (hw_scene_n_items (scene), >, before);
      before = hw_scene_n_items (scene);
      g_assert_cmpint (check_has_text (scene, "Compute tray 18"), ==, steps[s] >= 8);
    }
}

#define ADD(path, function)                                                                        \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/draw/pictures/racks", test_racks);
  ADD ("/draw/pictures/halls", test_halls);
  ADD ("/draw/pictures/picked-is-drawn", test_picked_is_drawn);
  ADD ("/draw/pictures/many-selected", test_many_selected);
  ADD ("/draw/pictures/clipped-is-clip", test_clipped_is_clip);
  ADD ("/draw/pictures/ghost-says-what-it-is", test_ghost_says_what_it_is);
  ADD ("/draw/pictures/legend-of-a-window", test_legend_of_a_window);
  ADD ("/draw/pictures/fit", test_fit);
  ADD ("/draw/pictures/detail-follows-zoom", test_detail_follows_zoom);
  return g_test_run ();
}
