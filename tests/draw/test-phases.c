/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-draw-fixture.h"
#include "hw-scene-hall.h"
#include "hw-scene-racks.h"

/* What does not stand in the chosen phase is drawn apart, and door swings are drawn. */

static void
set_install (Fixture *fixture, HwRef ref, HwHandle phase)
{
  char buffer[HW_ID_SIZE];

  hw_design_begin (fixture->design, "Install");
  g_assert_true (
      hw_operation_set (fixture->design,
                        ref,
                        "install",
                        hw_design_id_text (fixture->design, HW_REF (HW_TABLE_PHASE, phase), buffer),
                        NULL));
  hw_design_commit (fixture->design);
}

/* Boxes of an object: how many are dashed outlines, and how many are filled. */
static void
count_boxes (const HwScene *scene, HwRef ref, guint *dashed, guint *filled)
{
  *dashed = *filled = 0;
  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);
      if (item->kind != HW_ITEM_BOX || !hw_ref_equal (item->ref, ref))
        continue;
      *dashed += item->dashed && item->fill.alpha == 0;
      *filled += item->fill.alpha > 0;
    }
}

static void
check (Fixture *fixture, HwRef rack, HwRef device, gboolean stands)
{
  HwViewport view = { -200, -200, 0.1, 1400, 1200 };
  const HwTheme *theme = hw_theme_get (HW_THEME_LIGHT);
  HwHallOptions hall_options;
  HwRacksOptions options = { HW_FACES_FRONT };
  g_autoptr (HwRacksLayout) layout
      = hw_racks_layout_new (fixture->design, fixture->hall, 0, 0, HW_FACES_FRONT);
  g_autoptr (HwScene) hall = NULL;
  g_autoptr (HwScene) racks = NULL;
  guint dashed, filled;

  hw_hall_options_init (&hall_options);
  hall = hw_scene_hall_build (fixture->results, fixture->hall, &hall_options, theme, &view);
  count_boxes (hall, rack, &dashed, &filled);
  g_assert_cmpuint (dashed, ==, stands ? 0 : 1);
  g_assert_cmpint (filled > 0, ==, stands);

  view.scale = 0.36;
  view.width = view.height = 4000;
  racks = hw_scene_racks_build (fixture->results, layout, &options, theme, &view);
  count_boxes (racks, device, &dashed, &filled);
  g_assert_cmpuint (dashed, ==, stands ? 0 : 1);
  g_assert_cmpint (filled > 0, ==, stands);
}

static void
test_planned (Fixture *fixture, gconstpointer data)
{
  HwRef rack = HW_REF (HW_TABLE_RACK, fixture->system);
  HwRef device = HW_REF (HW_TABLE_DEVICE, fixture->server);
  HwHandle first, second;

  hw_design_begin (fixture->design, "Phases");
  first = hw_operation_add_phase (fixture->design, "1", NULL);
  second = hw_operation_add_phase (fixture->design, "2", NULL);
  hw_design_commit (fixture->design);
  set_install (fixture, rack, second);
  set_install (fixture, device, second);

  check (fixture, rack, device, TRUE);
  hw_results_set_phase (fixture->results, first);
  check (fixture, rack, device, FALSE);
  hw_results_set_phase (fixture->results, second);
  check (fixture, rack, device, TRUE);
}

static void
test_swings (Fixture *fixture, gconstpointer data)
{
  HwViewport view = { -200, -200, 0.1, 1400, 1200 };
  HwHallOptions options;
  g_autoptr (HwScene) scene = NULL;
  HwHandle door = 0;
  guint lines = 0;

  for (HwHandle feature = hw_design_next (fixture->design, HW_TABLE_FEATURE, 0); feature != 0;
       feature = hw_design_next (fixture->design, HW_TABLE_FEATURE, feature))
    if (((const HwFeature *)hw_design_row (fixture->design, HW_TABLE_FEATURE, feature))->kind
        == HW_FEATURE_DOOR)
      door = feature;
  g_assert_cmpuint (door, !=, 0);
  hw_hall_options_init (&options);
  scene = hw_scene_hall_build (
      fixture->results, fixture->hall, &options, hw_theme_get (HW_THEME_LIGHT), &view);
  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);
      lines += item->kind == HW_ITEM_LINE
               && hw_ref_equal (item->ref, HW_REF (HW_TABLE_FEATURE, door));
    }
  g_assert_cmpuint (lines, >, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/draw/phases/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("what-is-planned-is-dashed", test_planned);
  ADD ("doors-swing", test_swings);
  return g_test_run ();
}
