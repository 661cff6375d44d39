/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-draw-fixture.h"
#include "hw-geometry.h"
#include "hw-hall-index.h"
#include "hw-scene-hall.h"

/* The lines around groups of racks on the plan, and their names. */

static HwHandle
group (Fixture *fixture, HwHandle a, HwHandle b)
{
  HwHandle racks[] = { a, b }, made;
  GArray array = { (char *)racks, 2 };

  hw_design_begin (fixture->design, "Group");
  made = hw_operation_group_racks (fixture->design, &array, "Pod 1", NULL);
  hw_design_commit (fixture->design);
  g_assert_cmpuint (made, !=, 0);
  return made;
}

static HwScene *
draw (Fixture *fixture)
{
  HwViewport view = { -200, -200, 0.1, 1400, 1200 };
  HwHallOptions options;

  hw_hall_options_init (&options);
  return hw_scene_hall_build (
      fixture->results, fixture->hall, &options, hw_theme_get (HW_THEME_LIGHT), &view);
}

/* One line around the whole, and a name above it that can be pointed at; the racks stay what is
 * pointed at within. */
static void
test_line (Fixture *fixture, gconstpointer data)
{
  HwHandle pod = group (fixture, fixture->fabric, fixture->servers);
  const GArray *groups = hw_hall_index_get (fixture->results, fixture->hall)->groups;
  const HwHallGroup *part = &g_array_index (groups, HwHallGroup, 0);
  HwArea first = hw_rack_area (fixture->design, fixture->fabric);
  HwArea second = hw_rack_area (fixture->design, fixture->servers);
  g_autoptr (HwScene) scene = draw (fixture);
  HwRef ref = HW_REF (HW_TABLE_GROUP, pod), found;
  double x = (first.x + 200) * 0.1 + 6, y = (first.y + 200) * 0.1;
  gboolean named = FALSE;

  g_assert_cmpuint (groups->len, ==, 1);
  g_assert_cmpint (part->area.x, ==, first.x);
  g_assert_cmpint (part->area.x + part->area.width, ==, second.x + second.width);
  /* A02 stands beside it, nothing in the aisle before it. */
  g_assert_true (part->beside[HW_SIDE_WEST]);
  g_assert_false (part->beside[HW_SIDE_SOUTH]);

  found = hw_scene_pick (scene, x, y - 10);
  g_assert_true (hw_ref_equal (found, ref));
  found = hw_scene_pick (scene, x, y + 20);
  g_assert_true (hw_ref_equal (found, HW_REF (HW_TABLE_RACK, fixture->fabric)));
  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);
      named |= item->kind == HW_ITEM_TEXT && hw_ref_equal (item->ref, ref)
               && g_strcmp0 (hw_scene_get_text (scene, item), "Pod 1") == 0;
    }
  g_assert_true (named);
}

/* What others stand between has two lines, and none of them goes around those others. */
static void
test_parts (Fixture *fixture, gconstpointer data)
{
  const GArray *groups;

  group (fixture, fixture->system, fixture->servers);
  groups = hw_hall_index_get (fixture->results, fixture->hall)->groups;
  g_assert_cmpuint (groups->len, ==, 2);
  for (guint i = 0; i < groups->len; i++)
    {
      const HwHallGroup *part = &g_array_index (groups, HwHallGroup, i);
      HwArea other = hw_rack_area (fixture->design, fixture->fabric);
      g_assert_false (hw_area_intersects (&part->area, &other));
    }
  hw_design_undo (fixture->design);
  groups = hw_hall_index_get (fixture->results, fixture->hall)->groups;
  g_assert_cmpuint (groups->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/draw/groups/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("one-line-and-a-name", test_line);
  ADD ("others-stay-outside", test_parts);
  return g_test_run ();
}
