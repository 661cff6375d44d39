/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-draw-fixture.h"
#include "hw-hall-index.h"
#include "hw-scene-hall.h"

/* Contained aisles on the plan. */

static HwScene *
draw (Fixture *fixture, HwThemeKind theme, gboolean aisles)
{
  HwViewport view = { -200, -200, 0.1, 1400, 1200 };
  HwHallOptions options;

  hw_hall_options_init (&options);
  options.aisles = aisles;
  return hw_scene_hall_build (
      fixture->results, fixture->hall, &options, hw_theme_get (theme), &view);
}

static gboolean
has_text (HwScene *scene, const char *text)
{
  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);

      if (item->kind == HW_ITEM_TEXT && g_strcmp0 (hw_scene_get_text (scene, item), text) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
contain (Fixture *fixture)
{
  HwHandle rows[] = { fixture->row_a, fixture->row_b };
  GArray array = { (char *)rows, 2 };
  g_autoptr (GError) error = NULL;

  hw_design_begin (fixture->design, "Contain");
  hw_operation_contain_aisle (fixture->design, &array, &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
}

/* The name stands upon the floor between the rows and leads to the first of them; the legend says
 * what the outline is. Both go with the aisles, and with the containment. */
static void
test_drawn (Fixture *fixture, gconstpointer data)
{
  const HwHallContainment *found;
  const GArray *containments;
  HwRef ref;

  contain (fixture);
  containments = hw_hall_index_get (fixture->results, fixture->hall)->containments;
  g_assert_cmpuint (containments->len, ==, 1);
  found = &g_array_index (containments, HwHallContainment, 0);
  for (guint theme = 0; theme <= HW_THEME_PRINT; theme++)
    {
      g_autoptr (HwScene) scene = draw (fixture, theme, TRUE);
      g_autoptr (HwScene) bare = draw (fixture, theme, FALSE);

      g_assert_true (has_text (scene, "Aisle A–B"));
      g_assert_true (has_text (scene, "Cold aisle, contained"));
      g_assert_false (has_text (bare, "Aisle A–B"));
      ref = hw_scene_pick (scene,
                           (found->aisle.area.x + 200) * 0.1 + 12,
                           (found->aisle.area.y + found->aisle.area.depth / 2 + 200) * 0.1);
      g_assert_true (hw_ref_equal (ref, HW_REF (HW_TABLE_ROW, fixture->row_a)));
    }
  hw_design_undo (fixture->design);
  containments = hw_hall_index_get (fixture->results, fixture->hall)->containments;
  g_assert_cmpuint (containments->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add (
      "/draw/containment/drawn", Fixture, NULL, fixture_set_up, test_drawn, fixture_tear_down);
  return g_test_run ();
}
