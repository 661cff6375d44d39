/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-draw-checks.h"
#include "hw-loop-fixture.h"
#include "hw-scene-cooling.h"
#include "hw-sheet.h"

static HwScene *
build (const HwCoolingLayout *layout, HwThemeKind theme, double scale)
{
  HwViewport view = { -20, -20, scale, 0, 0 };
  double x, y, width, height;

  hw_cooling_layout_extent (layout, &x, &y, &width, &height);
  view.width = (width + 40) * scale;
  view.height = (height + 40) * scale;
  return hw_scene_cooling_build (layout, hw_theme_get (theme), &view);
}

static HwCoolingLayout *
layout_of (Fixture *fixture)
{
  return hw_cooling_layout_new (fixture->results, 0, 0);
}

static void
fill (Fixture *fixture)
{
  HwHandle row_b;

  hw_design_begin (fixture->design, "Row");
  row_b = hw_operation_add_row (fixture->design, fixture->hall, "B");
  hw_design_commit (fixture->design);
  loop_member (fixture, "cdu", 2000);
  loop_member (fixture, "cdu", 12000);
  loop_racks (fixture, 6, 3000);
  loop_member_at (fixture, "pod", row_b, 3000, 14000);
  loop_member_at (fixture, "nvl", row_b, 3600, 14000);
}

/* What is written on the parts is what the solver found. */
static void
test_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwCoolingLayout) layout = NULL;
  const HwLoopSolution *solution;

  fill (fixture);
  layout = layout_of (fixture);
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  for (guint theme = HW_THEME_LIGHT; theme <= HW_THEME_PRINT; theme++)
    {
      g_autoptr (HwScene) scene = build (layout, theme, 1);
      for (guint i = 0; i < solution->plan->racks->len; i++)
        {
          g_autofree char *flow = g_strdup_printf ("%.1f", solution->racks[i].flow_m3_s * 60e3);
          g_autofree char *out = g_strdup_printf ("%.1f", solution->racks[i].return_c);
          g_assert_true (check_has_text (scene, flow));
          g_assert_true (check_has_text (scene, out));
        }
      g_assert_true (check_has_text (scene, "tcs1"));
      g_assert_true (check_has_text (scene, "31.0"));
      check_contrast (scene);
    }
}

/* Racks and CDUs are where they are picked, at any size. */
static void
test_picking (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwCoolingLayout) layout = NULL;

  fill (fixture);
  layout = layout_of (fixture);
  for (double scale = 0.1; scale < 3; scale *= 3)
    {
      g_autoptr (HwScene) scene = build (layout, HW_THEME_LIGHT, scale);
      for (HwHandle rack = hw_design_next (fixture->design, HW_TABLE_RACK, 0); rack != 0;
           rack = hw_design_next (fixture->design, HW_TABLE_RACK, rack))
        {
          HwRef ref = HW_REF (HW_TABLE_RACK, rack);
          double x, y, width, height;

          g_assert_true (hw_cooling_layout_rect (layout, ref, &x, &y, &width, &height));
          g_assert_true (hw_ref_equal (
              hw_scene_pick (scene, (x + 20 + width / 2) * scale, (y + 20 + height * 0.97) * scale),
              ref));
        }
    }
}

typedef struct
{
  guint valves, pumps;
} Count;

/* Every valve of a branch and every pump can be pointed at. */
static void
test_parts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwCoolingLayout) layout = NULL;
  double x, y, width, height;
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);
  const HwLoopPlan *plan;
  Count count = { 0 };

  fill (fixture);
  layout = layout_of (fixture);
  plan = hw_results_loop (fixture->results, loop_handle (fixture))->plan;
  hw_cooling_layout_extent (layout, &x, &y, &width, &height);
  for (double py = y; py < y + height; py += 6)
    for (double px = x; px < x + width; px += 6)
      {
        HwCoolingPart part;
        if (hw_cooling_layout_part_at (layout, px, py, &part))
          g_hash_table_add (found, GUINT_TO_POINTER (part.index * 2 + (part.is_fitting ? 1 : 0)));
      }
  for (guint i = 0; i < plan->fittings->len; i++)
    {
      guint8 role = g_array_index (plan->fittings, HwLoopFitting, i).role;
      if (role == HW_PART_SUPPLY_VALVE || role == HW_PART_RETURN_VALVE
          || role == HW_PART_BALANCING_VALVE || role == HW_PART_CDU_SUPPLY_VALVE)
        {
          g_assert_true (g_hash_table_contains (found, GUINT_TO_POINTER (i * 2 + 1)));
          count.valves++;
        }
    }
  for (guint i = 0; i < plan->cdus->len; i++)
    {
      guint link = g_array_index (plan->cdus, HwLoopCdu, i).link;
      g_assert_true (g_hash_table_contains (found, GUINT_TO_POINTER (link * 2)));
      count.pumps++;
    }
  g_assert_cmpuint (count.valves, ==, 8 * 3 + 2);
  g_assert_cmpuint (count.pumps, ==, 2);
}

/* A rack at the end of a row moves no other. */
static void
test_stable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwCoolingLayout) before = NULL;
  g_autoptr (HwCoolingLayout) after = NULL;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (double));
  double x, y, width, height;
  guint n = 0;

  fill (fixture);
  before = layout_of (fixture);
  for (HwHandle rack = hw_design_next (fixture->design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (fixture->design, HW_TABLE_RACK, rack))
    {
      g_assert_true (
          hw_cooling_layout_rect (before, HW_REF (HW_TABLE_RACK, rack), &x, &y, &width, &height));
      g_array_append_val (places, x);
      g_array_append_val (places, y);
    }
  loop_member (fixture, "nvl", 8000);
  after = layout_of (fixture);
  for (HwHandle rack = hw_design_next (fixture->design, HW_TABLE_RACK, 0); 2 * n < places->len;
       rack = hw_design_next (fixture->design, HW_TABLE_RACK, rack), n++)
    {
      g_assert_true (
          hw_cooling_layout_rect (after, HW_REF (HW_TABLE_RACK, rack), &x, &y, &width, &height));
      g_assert_cmpfloat (x, ==, g_array_index (places, double, 2 * n));
      g_assert_cmpfloat (y, ==, g_array_index (places, double, 2 * n + 1));
    }
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwCoolingLayout) layout = NULL;
  g_autoptr (HwScene) scene = NULL;
  HwHandle rack;
  guint shut = 0;

  fill (fixture);
  rack = hw_design_next (fixture->design, HW_TABLE_RACK, 2);
  loop_override (fixture, "supply-valve", HW_REF (HW_TABLE_RACK, rack), "closed", "yes");
  layout = layout_of (fixture);
  scene = build (layout, HW_THEME_LIGHT, 1);
  g_assert_true (check_has_text (scene, "no flow"));
  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);
      shut += item->kind == HW_ITEM_ICON && item->count == HW_ICON_VALVE_SHUT;
    }
  g_assert_cmpuint (shut, ==, 1);
}

static void
test_sheet (Fixture *fixture, gconstpointer data)
{
  static const char *const topologies[] = { "direct-return", "reverse-return", "ring-main" };
  HwSheetOptions options;

  fill (fixture);
  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_COOLING;
  for (guint i = 0; i < G_N_ELEMENTS (topologies); i++)
    {
      g_autoptr (HwSheetSet) sheets = NULL;
      g_autoptr (HwScene) scene = NULL;

      if (i > 0)
        loop_set (fixture, "topology", topologies[i]);
      sheets = hw_sheet_set_new (fixture->results, &options);
      g_assert_cmpuint (hw_sheet_set_n_sheets (sheets), ==, 1);
      scene = hw_sheet_set_build (sheets, 0);
      check_contrast (scene);
      check_block_is_free (scene);
      g_assert_true (check_has_text (scene, "tcs1"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  loop_test ("/draw/cooling/values-are-the-solvers", test_values);
  loop_test ("/draw/cooling/picking", test_picking);
  loop_test ("/draw/cooling/parts", test_parts);
  loop_test ("/draw/cooling/stable", test_stable);
  loop_test ("/draw/cooling/closed-valve", test_closed);
  loop_test ("/draw/cooling/sheet", test_sheet);
  return g_test_run ();
}
