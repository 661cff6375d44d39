/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-cable-fixture.h"
#include "hw-draw-checks.h"
#include "hw-operations.h"
#include "hw-scene-hall.h"
#include "hw-sheet.h"

/* Cable trays and the way of a cable on the floor plan. */

static const HwThemeKind themes[] = { HW_THEME_LIGHT, HW_THEME_DARK, HW_THEME_PRINT };

static HwScene *
build (CableFixture *self, gboolean trays, HwThemeKind theme)
{
  HwViewport view = { -1000, -1000, 0.04, 1400, 600 };
  HwHallOptions options;

  hw_hall_options_init (&options);
  options.trays = trays;
  options.legend = FALSE;
  return hw_scene_hall_build (
      self->base.results, self->base.hall, &options, hw_theme_get (theme), &view);
}

static guint
count_hatches (const HwScene *scene, HwColour colour)
{
  guint n = 0;

  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);

      n += item->kind == HW_ITEM_HATCH && item->stroke.red == colour.red
           && item->stroke.green == colour.green && item->stroke.blue == colour.blue;
    }
  return n;
}

/* A tray that lies aslant is picked where it is and not in the corners around it, by a point and by
 * an area, before its cables are laid and after. */
static void
test_aslant (CableFixture *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  HwRef tray = HW_REF (HW_TABLE_TRAY, 0);

  hw_design_begin (design, "Add");
  tray.handle
      = hw_operation_add_tray (design, self->base.hall, "aslant", 6000, 6000, 10000, 9000, NULL);
  hw_design_commit (design);
  g_assert_cmpuint (tray.handle, !=, 0);
  for (guint laid = 0; laid < 2; laid++)
    {
      g_autoptr (HwScene) scene = NULL;
      const HwViewport *view;
      double x, y;

      if (laid)
        hw_results_lay_cables (self->base.results);
      scene = build (self, TRUE, HW_THEME_LIGHT);
      view = hw_scene_get_viewport (scene);
      x = hw_viewport_x (view, 8000);
      y = hw_viewport_y (view, 7500);
      g_assert_true (hw_ref_equal (hw_scene_pick (scene, x, y), tray));
      g_assert_false (hw_ref_equal (hw_scene_pick (scene, x + 40, y - 30), tray));
      for (int corner = 0; corner < 2; corner++)
        {
          g_autoptr (GArray) refs
              = hw_scene_pick_area (scene, x + (corner ? 50 : -3), y - (corner ? 50 : 3), 10, 10);
          gboolean found = FALSE;

          for (guint i = 0; i < refs->len; i++)
            found = found || hw_ref_equal (g_array_index (refs, HwRef, i), tray);
          g_assert_cmpint (found, ==, corner == 0);
        }
    }
}

/* Every piece of a tray is hatched; before the cables are laid only outlines are known. */
static void
test_trays (CableFixture *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      HwColour quiet = hw_theme_get (themes[i])->colours[HW_ROLE_TEXT_DIM];
      g_autoptr (HwScene) without = build (self, FALSE, themes[i]);
      g_autoptr (HwScene) with = NULL;
      guint n;

      hw_cabling_get_segments (hw_results_lay_cables (self->base.results)->cabling, &n);
      with = build (self, TRUE, themes[i]);
      g_assert_cmpuint (count_hatches (without, quiet), ==, 0);
      g_assert_cmpuint (count_hatches (with, quiet), ==, n);
      check_contrast (with);
      check_texts_apart (with);
    }
}

/* A placed tray can be pointed at, those of the rule cannot; on a plan of trays each has its name.
 */
static void
test_placed (CableFixture *self, gconstpointer data)
{
  g_autoptr (HwScene) scene = NULL;
  HwHandle tray;
  HwRef ref;

  hw_design_begin (self->base.design, "Add a tray");
  tray = hw_operation_add_tray (
      self->base.design, self->base.hall, "West", 4000, 1000, 4000, 9000, NULL);
  g_assert_cmpuint (tray, !=, 0);
  hw_design_commit (self->base.design);
  /* The viewport begins a metre outside the hall, 25 mm a pixel. */
  scene = build (self, TRUE, HW_THEME_LIGHT);
  ref = hw_scene_pick (scene, (4000 + 1000) * 0.04, (8500 + 1000) * 0.04);
  g_assert_cmpint (ref.table, ==, HW_TABLE_TRAY);
  g_assert_cmpuint (ref.handle, ==, tray);
  g_clear_pointer (&scene, hw_scene_free);
  scene = build (self, FALSE, HW_THEME_LIGHT);
  ref = hw_scene_pick (scene, (4000 + 1000) * 0.04, (8500 + 1000) * 0.04);
  g_assert_cmpint (ref.table, !=, HW_TABLE_TRAY);
}

/* The tray plan and its table stand in the set of a hall whose trays have cables. */
static void
test_sheets (CableFixture *self, gconstpointer data)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;
  g_autoptr (HwScene) plan = NULL;
  g_autoptr (HwScene) table = NULL;
  const HwTrayPlan *trays = hw_results_lay_cables (self->base.results)->trays;

  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_TRAYS;
  set = hw_sheet_set_new (self->base.results, &options);
  g_assert_cmpuint (hw_sheet_set_n_sheets (set), ==, 2);
  plan = hw_sheet_set_build (set, 0);
  table = hw_sheet_set_build (set, 1);
  for (guint i = 0; i < trays->trays->len; i++)
    {
      g_assert_true (check_has_text (plan, hw_tray_plan_origin (trays, i)->own_name));
      g_assert_true (check_has_text (table, hw_tray_plan_origin (trays, i)->own_name));
    }
}

/* Too many cables for trays of five square centimetres. */
static void
test_overfull (CableFixture *self, gconstpointer data)
{
  HwColour error = hw_theme_get (HW_THEME_LIGHT)->colours[HW_ROLE_ERROR];
  g_autoptr (HwScene) before = NULL;
  g_autoptr (HwScene) after = NULL;

  hw_results_lay_cables (self->base.results);
  before = build (self, TRUE, HW_THEME_LIGHT);
  g_assert_cmpuint (count_hatches (before, error), ==, 0);
  fixture_set (&self->base, HW_TABLE_HALL, self->base.hall, "tray-fill", "0.02");
  fixture_set (&self->base, HW_TABLE_HALL, self->base.hall, "tray-width-mm", "50");
  fixture_set (&self->base, HW_TABLE_HALL, self->base.hall, "tray-depth-mm", "10");
  hw_results_lay_cables (self->base.results);
  after = build (self, TRUE, HW_THEME_LIGHT);
  g_assert_cmpuint (count_hatches (after, error), >, 0);
}

static double
sum_lines (const HwScene *scene, double scale)
{
  double length = 0;

  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);

      /* But for what sets it off from the racks. */
      if (item->kind == HW_ITEM_LINE && item->layer == HW_LAYER_OVERLAY)
        length += hypot (item->width, item->height) / scale;
    }
  return length;
}

/* From one rack along the trays to the other: as long as the way, drops aside. */
static void
test_way (CableFixture *self, gconstpointer data)
{
  HwViewport view = { 0, 0, 0.1, 3000, 1000 };
  g_autoptr (HwScene) none = hw_scene_new (hw_theme_get (HW_THEME_LIGHT), &view);
  g_autoptr (HwScene) scene = hw_scene_new (hw_theme_get (HW_THEME_LIGHT), &view);

  hw_scene_hall_cable (none, self->base.results, self->base.hall, self->fabric, 0);
  g_assert_cmpuint (hw_scene_n_items (none), ==, 0);
  hw_results_lay_cables (self->base.results);
  hw_scene_hall_cable (none, self->base.results, self->base.hall, self->fabric, 2);
  g_assert_cmpuint (hw_scene_n_items (none), ==, 0);
  hw_scene_hall_cable (scene, self->base.results, self->base.hall, self->fabric, 0);
  /* 10 m and 4 m between the racks, and 0.3 m there and back to the trays across. */
  g_assert_cmpfloat_with_epsilon (sum_lines (scene, view.scale), 14600, 1);
}

/* All cables of a rack or of a device are followed at once: the two of the server lie together, and
 * those of a rack without any are none. */
static void
test_ways (CableFixture *self, gconstpointer data)
{
  HwViewport view = { 0, 0, 0.1, 3000, 1000 };
  HwDesign *design = self->base.design;
  HwRef rack = HW_REF (HW_TABLE_RACK, self->server_rack);
  HwRef device = HW_REF (HW_TABLE_DEVICE,
                         hw_design_first_child (design, HW_TABLE_DEVICE, self->switch_rack));
  HwRef both[] = { rack, device };
  struct
  {
    const HwRef *refs;
    guint n, cables;
  } cases[] = { { &rack, 1, 2 }, { &device, 1, 2 }, { both, 2, 2 }, { both, 0, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HwScene) none = hw_scene_new (hw_theme_get (HW_THEME_LIGHT), &view);

      g_assert_cmpuint (hw_scene_hall_cables_of (
                            none, self->base.results, self->base.hall, cases[i].refs, cases[i].n),
                        ==,
                        0);
      g_assert_cmpuint (hw_scene_n_items (none), ==, 0);
    }
  hw_results_lay_cables (self->base.results);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HwScene) scene = hw_scene_new (hw_theme_get (HW_THEME_LIGHT), &view);

      g_assert_cmpuint (hw_scene_hall_cables_of (
                            scene, self->base.results, self->base.hall, cases[i].refs, cases[i].n),
                        ==,
                        cases[i].cables);
      /* As test_way has it, drops aside, and drawn once. */
      if (cases[i].cables > 0)
        g_assert_cmpfloat_with_epsilon (sum_lines (scene, view.scale), 14600, 1);
      else
        g_assert_cmpuint (hw_scene_n_items (scene), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/draw/hall-trays/" path,                                                            \
              CableFixture,                                                                        \
              NULL,                                                                                \
              cable_fixture_set_up,                                                                \
              function,                                                                            \
              cable_fixture_tear_down)
  ADD ("trays", test_trays);
  ADD ("aslant", test_aslant);
  ADD ("placed", test_placed);
  ADD ("sheets", test_sheets);
  ADD ("overfull", test_overfull);
  ADD ("way", test_way);
  ADD ("ways", test_ways);
  return g_test_run ();
}
