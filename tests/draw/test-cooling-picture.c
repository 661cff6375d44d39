/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-draw-checks.h"
#include "hw-edit.h"
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

/* A rack that comes later stands dashed below the loop, with its phase; once it stands, no more. */
static void
test_planned (Fixture *fixture, gconstpointer data)
{
  HwHandle first, second, rack;

  fill (fixture);
  rack = loop_member (fixture, "nvl", 8000);
  hw_design_begin (fixture->design, "Phases");
  first = hw_operation_add_phase (fixture->design, "One", NULL);
  second = hw_operation_add_phase (fixture->design, "Two", NULL);
  hw_design_commit (fixture->design);
  hw_design_begin (fixture->design, "Install");
  {
    HwRack row = *hw_design_get_rack (fixture->design, rack);
    row.object.install = (guint16)second;
    hw_edit_set (fixture->design, HW_TABLE_RACK, rack, &row);
  }
  hw_design_commit (fixture->design);
  for (guint stands = 0; stands < 2; stands++)
    {
      g_autoptr (HwCoolingLayout) layout = NULL;
      g_autoptr (HwScene) scene = NULL;
      guint dashed = 0;

      hw_results_set_phase (fixture->results, stands ? second : first);
      layout = layout_of (fixture);
      scene = build (layout, HW_THEME_LIGHT, 1);
      for (guint i = 0; i < hw_scene_n_items (scene); i++)
        {
          const HwItem *item = hw_scene_get_item (scene, i);
          dashed += item->kind == HW_ITEM_BOX && item->dashed
                    && hw_ref_equal (item->ref, HW_REF (HW_TABLE_RACK, rack));
        }
      g_assert_cmpuint (dashed, ==, stands ? 0 : 1);
      g_assert_cmpint (check_has_text (scene, "planned: Two"), ==, !stands);
      check_contrast (scene);
      check_texts_apart (scene);
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
name_loop (Fixture *fixture, HwHandle rack, HwHandle loop)
{
  char id[HW_ID_SIZE];

  hw_design_id_text (fixture->design, HW_REF (HW_TABLE_LOOP, loop), id);
  if (hw_design_get_rack (fixture->design, rack)->loop != loop)
    fixture_set (fixture, HW_TABLE_RACK, rack, "loop", id);
}

/* A loop with a CDU and two racks on a line of its own. */
static HwHandle
add_loop (Fixture *fixture, guint number)
{
  HwDesign *design = fixture->design;
  g_autofree char *name = g_strdup_printf ("loop %u", number);
  HwHandle row, loop;

  hw_design_begin (design, "Loop");
  row = hw_operation_add_row (design, fixture->hall, name);
  loop = hw_operation_add_loop (design, name);
  hw_design_commit (design);
  for (int i = 0; i < 3; i++)
    name_loop (
        fixture,
        loop_member_at (fixture, i == 0 ? "cdu" : "nvl", row, 1000 + 1200 * i, 1900 * (int)number),
        loop);
  return loop;
}

typedef struct
{
  double x, y, width, height;
} Box;

static Box
box_of (const HwCoolingLayout *layout, HwTableKind table, HwHandle handle)
{
  Box box;

  g_assert_true (hw_cooling_layout_rect (
      layout, HW_REF (table, handle), &box.x, &box.y, &box.width, &box.height));
  return box;
}

/* Side by side they do not overlap and stand by their names; one that grows moves no other. */
static void
test_spread (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwCoolingLayout) before = NULL;
  g_autoptr (HwCoolingLayout) after = NULL;
  HwHandle loops[9];
  Box boxes[9];
  HwCoolingPart part;
  double x, y, width, height;
  HwHandle row;

  /* "tcs1" comes last by its name. */
  for (guint i = 0; i < G_N_ELEMENTS (loops); i++)
    loops[(i + 4) % 9] = add_loop (fixture, (i + 4) % 9 + 1);
  before = layout_of (fixture);
  hw_cooling_layout_spread (before);
  g_assert_cmpuint (hw_cooling_layout_n_loops (before), ==, 10);
  hw_cooling_layout_extent (before, &x, &y, &width, &height);
  g_assert_cmpfloat (height, <, 2.5 * width);
  /* No more stays empty beside a loop of a rack than a second rack would take. */
  g_assert_cmpfloat (box_of (before, HW_TABLE_LOOP, loops[1]).x,
                     <,
                     1.4 * box_of (before, HW_TABLE_LOOP, loops[0]).width);
  for (guint i = 0; i < G_N_ELEMENTS (loops); i++)
    {
      Box box = boxes[i] = box_of (before, HW_TABLE_LOOP, loops[i]);

      for (guint k = i + 1; k < G_N_ELEMENTS (loops); k++)
        {
          Box other = box_of (before, HW_TABLE_LOOP, loops[k]);

          /* Later in reading order, so neither over it nor before it. */
          g_assert_true (other.y >= box.y + box.height
                         || (other.y == box.y && other.x >= box.x + box.width));
        }
    }
  row = hw_design_get_rack (
            fixture->design,
            g_array_index (hw_results_loop (fixture->results, loops[0])->plan->racks, HwLoopRack, 0)
                .rack)
            ->row;
  name_loop (fixture, loop_member_at (fixture, "nvl", row, 4600, 1900), loops[0]);
  after = layout_of (fixture);
  hw_cooling_layout_spread (after);
  for (guint i = 1; i < G_N_ELEMENTS (loops); i++)
    {
      Box now = box_of (after, HW_TABLE_LOOP, loops[i]);

      g_assert_cmpfloat (now.x, ==, boxes[i].x);
      g_assert_cmpfloat (now.y, ==, boxes[i].y);
    }
  /* What is pointed at is in the loop that is there. */
  for (guint i = 0; i < G_N_ELEMENTS (loops); i++)
    {
      const HwLoopPlan *plan = hw_results_loop (fixture->results, loops[i])->plan;
      HwCoolingPart valve
          = { loops[i], TRUE, g_array_index (plan->racks, HwLoopRack, 0).balancing };

      g_assert_true (hw_cooling_layout_find_part (after, &valve, &x, &y, &width, &height));
      g_assert_true (hw_cooling_layout_part_at (after, x + width / 2, y + height / 2, &part));
      g_assert_cmpuint (part.loop, ==, valve.loop);
      g_assert_cmpuint (part.index, ==, valve.index);
    }
}

/* From afar each loop is a card that says its name, and its figures where there is room. */
static void
test_afar (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwCoolingLayout) layout = NULL;
  HwHandle loop = 0;

  for (guint i = 1; i <= 9; i++)
    loop = add_loop (fixture, i);
  layout = layout_of (fixture);
  hw_cooling_layout_spread (layout);
  for (guint theme = HW_THEME_LIGHT; theme <= HW_THEME_DARK; theme++)
    {
      g_autoptr (HwScene) half = build (layout, theme, 0.25);
      g_autoptr (HwScene) far = build (layout, theme, 0.085);
      g_autoptr (HwScene) farther = build (layout, theme, 0.05);

      /* Between, the texts of parts would shrink away. */
      for (double scale = 0.18; scale < 0.9; scale += 0.04)
        {
          g_autoptr (HwScene) between = build (layout, theme, scale);
          const HwLoopPlan *plan = hw_results_loop (fixture->results, loop)->plan;

          g_assert_cmpuint (plan->cdus->len, ==, 1);
          g_assert_true (check_has_text (
              between,
              hw_design_name (fixture->design, g_array_index (plan->cdus, HwLoopCdu, 0).unit)));
        }
      check_contrast (half);
      check_contrast (far);
      check_texts_apart (far);
      g_assert_true (check_has_text (far, "loop 9"));
      g_assert_true (check_has_text (farther, "loop 9"));
      g_assert_cmpuint (hw_scene_n_items (farther), <, 4 * 10 + 2);
    }
}

/* Pipes are as warm as what is in them: neither the colour of supply nor that of return is left in
 * the middle of the scale. */
static void
test_temperature (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwCoolingLayout) layout = NULL;
  const HwLoopSolution *solution;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  double warmest = 0;

  fill (fixture);
  layout = layout_of (fixture);
  hw_cooling_layout_set_by_temperature (layout, TRUE);
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  low = g_strdup_printf ("%.0f °C", 5 * floor (solution->cdus[0].sink_in_c / 5));
  for (guint i = 0; i < solution->plan->racks->len; i++)
    warmest = fmax (warmest, solution->racks[i].return_c);
  high = g_strdup_printf ("%.0f °C", 5 * ceil (warmest / 5));
  for (guint theme = HW_THEME_LIGHT; theme <= HW_THEME_PRINT; theme++)
    {
      g_autoptr (HwScene) scene = build (layout, theme, 1);
      HwColour supply = hw_theme_get (theme)->colours[HW_ROLE_SUPPLY];

      g_assert_true (check_has_text (scene, low));
      g_assert_true (check_has_text (scene, high));
      g_assert_false (check_has_text (scene, "supply"));
      check_contrast (scene);
      for (guint i = 0; i < hw_scene_n_items (scene); i++)
        {
          const HwItem *item = hw_scene_get_item (scene, i);
          gboolean cold = item->stroke.red == supply.red && item->stroke.blue == supply.blue;

          g_assert_false (item->kind == HW_ITEM_LINE && cold && item->stroke.alpha > 0);
        }
    }
  /* Farther, the scale stands in the corner, unless no pipe has its colour by temperature. */
  for (guint by_temperature = 0; by_temperature < 2; by_temperature++)
    {
      g_autoptr (HwScene) scene = NULL;

      hw_cooling_layout_set_by_temperature (layout, by_temperature == 1);
      scene = build (layout, HW_THEME_DARK, 0.4);
      g_assert_false (check_has_text (scene, high));
      hw_scene_cooling_overlay (scene, layout, NULL, (HwRef){ HW_TABLE_DESIGN, 0 });
      g_assert_true (check_has_text (scene, high) == (by_temperature == 1));
      check_contrast (scene);
    }
}

static double
sum_of_marks (const HwCoolingLayout *layout, double seconds, double *x, guint *n)
{
  HwViewport view = { -20, -20, 1, 3000, 3000 };
  g_autoptr (HwScene) scene = hw_scene_new (hw_theme_get (HW_THEME_LIGHT), &view);
  double y = 0;

  hw_scene_cooling_flow (scene, layout, seconds);
  *x = 0;
  *n = hw_scene_n_items (scene);
  for (guint i = 0; i < *n; i++)
    {
      *x += hw_scene_get_item (scene, i)->x;
      y += hw_scene_get_item (scene, i)->y;
    }
  return y;
}

/* A rack alone: what moves in its branches moves down, and it moves on; what stands still has no
 * marks. */
static void
test_flow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwCoolingLayout) layout = NULL;
  g_autoptr (HwCoolingLayout) still = NULL;
  g_autoptr (HwScene) scene = NULL;
  g_autoptr (HwScene) quiet = NULL;
  double x[2], y[2];
  guint n[2];
  HwHandle cdu = loop_member (fixture, "cdu", 2000);

  loop_racks (fixture, 1, 3000);
  layout = layout_of (fixture);
  scene = build (layout, HW_THEME_LIGHT, 1);
  y[0] = sum_of_marks (layout, 0, &x[0], &n[0]);
  y[1] = sum_of_marks (layout, 0.05, &x[1], &n[1]);
  g_assert_cmpuint (n[0], >, 20);
  g_assert_true (x[0] != x[1] || y[0] != y[1]);
  loop_override (fixture, "pump", HW_REF (HW_TABLE_RACK, cdu), "off", "yes");
  still = layout_of (fixture);
  quiet = build (still, HW_THEME_LIGHT, 1);
  sum_of_marks (still, 0, &x[0], &n[0]);
  g_assert_cmpuint (n[0], ==, 0);
}

static void
test_note (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[]
      = { "A01", "23 % open, Kv 5.09 m³/h", "83.7 of 83.7 L/min", NULL };

  for (guint theme = HW_THEME_LIGHT; theme <= HW_THEME_DARK; theme++)
    for (double x = 10; x < 600; x += 580)
      {
        HwViewport view = { 0, 0, 1, 600, 400 };
        g_autoptr (HwScene) scene = hw_scene_new (hw_theme_get (theme), &view);

        hw_scene_cooling_note (scene, x, 390, lines, FALSE);
        check_contrast (scene);
        for (guint i = 0; lines[i] != NULL; i++)
          g_assert_true (check_has_text (scene, lines[i]));
        for (guint i = 0; i < hw_scene_n_items (scene); i++)
          {
            const HwItem *item = hw_scene_get_item (scene, i);

            g_assert_cmpfloat (item->x, >=, 0);
            g_assert_cmpfloat (item->x + item->width, <=, view.width);
            g_assert_cmpfloat (item->y + item->height, <=, view.height);
          }
      }
}

static guint
count_icons (const HwScene *scene, HwIcon icon)
{
  guint n = 0;

  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);
      n += item->kind == HW_ITEM_ICON && item->count == icon;
    }
  return n;
}

/* What is only noted of a loop is no warning. */
static void
test_note_of_loop (Fixture *fixture, gconstpointer data)
{
  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 4, 3000);
  loop_set (fixture, "spare", "n");
  loop_set (fixture, "header-dn", "250");
  for (double scale = 0.2; scale < 1.5; scale *= 5)
    {
      g_autoptr (HwCoolingLayout) layout = layout_of (fixture);
      g_autoptr (HwScene) scene = build (layout, HW_THEME_LIGHT, scale);

      /* In the title, and near by at the slowest pipe too. */
      g_assert_cmpuint (count_icons (scene, HW_ICON_NOTE), ==, scale < 0.5 ? 1 : 2);
      g_assert_cmpuint (count_icons (scene, HW_ICON_WARNING), ==, 0);
    }
}

/* What is wrong is marked where it is: at both vessels, at the pipe that cannot be so, and below
 * the CDU whose pump is beyond its rating. */
static void
test_marks (Fixture *fixture, gconstpointer data)
{
  HwHandle first = loop_member (fixture, "small", 2000),
           second = loop_member (fixture, "small", 9000);
  HwRef rack, one = HW_REF (HW_TABLE_RACK, first), other = HW_REF (HW_TABLE_RACK, second);
  g_autoptr (HwCoolingLayout) layout = NULL;
  g_autoptr (HwScene) scene = NULL;
  guint n_errors, n_notes;

  loop_racks (fixture, 4, 3000);
  rack = HW_REF (HW_TABLE_RACK, loop_rack_number (fixture, 2));
  loop_set (fixture, "spare", "n");
  layout = layout_of (fixture);
  scene = build (layout, HW_THEME_LIGHT, 1);
  n_errors = count_icons (scene, HW_ICON_ERROR);
  n_notes = count_icons (scene, HW_ICON_NOTE);
  g_clear_pointer (&scene, hw_scene_free);
  g_clear_pointer (&layout, hw_cooling_layout_free);

  loop_override (fixture, "vessel", one, "fitted", "yes");
  loop_override (fixture, "vessel", other, "fitted", "yes");
  loop_override (fixture, "supply-branch", rack, "length-mm", "0");
  layout = layout_of (fixture);
  scene = build (layout, HW_THEME_LIGHT, 1);
  g_assert_cmpuint (count_icons (scene, HW_ICON_ERROR), ==, n_errors + 3);
  /* One more at the pipe, and the title tells of the vessels now. */
  g_assert_cmpuint (count_icons (scene, HW_ICON_NOTE), ==, n_notes);
  g_assert_false (check_has_text (scene, "at most 300 L/min"));
  g_clear_pointer (&scene, hw_scene_free);
  g_clear_pointer (&layout, hw_cooling_layout_free);

  loop_override (fixture, "pump", other, "off", "yes");
  layout = layout_of (fixture);
  scene = build (layout, HW_THEME_LIGHT, 1);
  g_assert_true (check_has_text (scene, "at most 300 L/min"));
}

/* What is left with a CDU out stands beside what the loop carries. */
static void
test_spare_in_title (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwCoolingLayout) layout = NULL;
  g_autoptr (HwScene) scene = NULL;

  loop_member (fixture, "cdu", 2000);
  loop_member (fixture, "cdu", 9000);
  loop_racks (fixture, 4, 3000);
  layout = layout_of (fixture);
  scene = build (layout, HW_THEME_LIGHT, 1);
  g_assert_true (check_has_text (scene, "N + 1: 460"));
  g_assert_true (check_has_text (scene, "of 1.37"));
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwCoolingLayout) layout = NULL;
  g_autoptr (HwScene) scene = NULL;
  HwHandle rack;

  fill (fixture);
  rack = hw_design_next (fixture->design, HW_TABLE_RACK, 2);
  loop_override (fixture, "supply-valve", HW_REF (HW_TABLE_RACK, rack), "closed", "yes");
  layout = layout_of (fixture);
  scene = build (layout, HW_THEME_LIGHT, 1);
  g_assert_true (check_has_text (scene, "no flow"));
  g_assert_cmpuint (count_icons (scene, HW_ICON_VALVE_SHUT), ==, 1);
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
  loop_test ("/draw/cooling/planned", test_planned);
  loop_test ("/draw/cooling/picking", test_picking);
  loop_test ("/draw/cooling/parts", test_parts);
  loop_test ("/draw/cooling/stable", test_stable);
  loop_test ("/draw/cooling/note-of-loop", test_note_of_loop);
  loop_test ("/draw/cooling/marks", test_marks);
  loop_test ("/draw/cooling/spare-in-title", test_spare_in_title);
  loop_test ("/draw/cooling/spread", test_spread);
  loop_test ("/draw/cooling/afar", test_afar);
  loop_test ("/draw/cooling/temperature", test_temperature);
  loop_test ("/draw/cooling/flow", test_flow);
  loop_test ("/draw/cooling/note", test_note);
  loop_test ("/draw/cooling/closed-valve", test_closed);
  loop_test ("/draw/cooling/sheet", test_sheet);
  return g_test_run ();
}
