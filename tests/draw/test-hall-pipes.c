/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-cooling.h"
#include "hw-draw-checks.h"
#include "hw-loop-fixture.h"
#include "hw-scene-hall.h"

/* Pipes of the cooling loops on the floor plan, and racks coloured by what flows through them. */

static const HwThemeKind themes[] = { HW_THEME_LIGHT, HW_THEME_DARK, HW_THEME_PRINT };

static HwScene *
build (Fixture *fixture, gboolean pipes, HwColourBy colour_by, HwThemeKind theme, double scale)
{
  HwViewport view = { -1000, -1000, scale, 42000 * scale, 22000 * scale };
  HwHallOptions options;

  hw_hall_options_init (&options);
  options.pipes = pipes;
  options.colour_by = colour_by;
  options.legend = FALSE;
  return hw_scene_hall_build (
      fixture->results, fixture->hall, &options, hw_theme_get (theme), &view);
}

static gboolean
is_pipe (const HwItem *item, const HwScene *scene, HwRole role)
{
  HwColour colour = hw_scene_get_theme (scene)->colours[role];

  return item->kind == HW_ITEM_LINE && item->stroke.red == colour.red
         && item->stroke.green == colour.green && item->stroke.blue == colour.blue
         && item->layer == HW_LAYER_DETAIL;
}

/* Of the pipes of a colour: how many lines, and their length in millimetres. */
static guint
count_pipes (const HwScene *scene, HwRole role, double *length)
{
  guint n = 0;

  *length = 0;
  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);

      if (!is_pipe (item, scene, role))
        continue;
      n++;
      *length += hypot (item->width, item->height) / hw_scene_get_viewport (scene)->scale;
    }
  return n;
}

/* Middles of CDU and last rack are 8.85 m apart: 2.45 to 11.3 m. */
static void
row (Fixture *fixture)
{
  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 8, 3000);
  loop_member (fixture, "nvl", 11000);
}

static void
test_run (Fixture *fixture, gconstpointer data)
{
  row (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      g_autoptr (HwScene) without = build (fixture, FALSE, HW_COLOUR_POWER, themes[i], 0.04);
      g_autoptr (HwScene) with = build (fixture, TRUE, HW_COLOUR_POWER, themes[i], 0.04);
      double length;

      g_assert_cmpuint (count_pipes (without, HW_ROLE_SUPPLY, &length), ==, 0);
      g_assert_cmpuint (count_pipes (with, HW_ROLE_SUPPLY, &length), >, 0);
      g_assert_cmpfloat_with_epsilon (length, 8850, 1);
      g_assert_cmpuint (count_pipes (with, HW_ROLE_RETURN, &length), >, 0);
      g_assert_cmpfloat_with_epsilon (length, 8850, 1);
      check_contrast (with);
      check_texts_apart (with);
    }
}

/* Where pieces look alike they are one line, however many racks there are. */
static void
test_far (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwScene) far = NULL;
  double length;
  guint n;

  row (fixture);
  loop_racks (fixture, 30, 12000);
  far = build (fixture, TRUE, HW_COLOUR_POWER, HW_THEME_LIGHT, 0.005);
  n = count_pipes (far, HW_ROLE_SUPPLY, &length);
  g_assert_cmpfloat_with_epsilon (length, 12000 + 29 * 600 + 300 - 2450, 1);
  g_assert_cmpuint (n, <=, 6);
}

/* A loop without its CDU stands still: its pipes have neither colour. */
static void
test_still (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwScene) scene = NULL;
  HwHandle cdu;
  double length;

  row (fixture);
  cdu = hw_design_next (fixture->design, HW_TABLE_RACK, 0);
  loop_override (fixture, "pump", HW_REF (HW_TABLE_RACK, cdu), "off", "yes");
  scene = build (fixture, TRUE, HW_COLOUR_POWER, HW_THEME_LIGHT, 0.04);
  g_assert_cmpuint (count_pipes (scene, HW_ROLE_SUPPLY, &length), ==, 0);
  g_assert_cmpuint (count_pipes (scene, HW_ROLE_RETURN, &length), ==, 0);
  g_assert_cmpuint (count_pipes (scene, HW_ROLE_TEXT_DIM, &length), >, 0);
  g_assert_cmpfloat_with_epsilon (length, 2 * 8850, 2);
}

static void
test_topologies (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *topology;
    double supply_mm, return_mm;
  } cases[] = {
    /* Back from the last rack beside its header to the CDU: once more, and 0.3 m at either end;
       the header itself begins at the first rack. */
    { "reverse-return", 8850, 8000 + 8850 + 600 },
    { "ring-main", 2 * 8850 + 600, 2 * 8850 + 600 },
  };

  row (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HwScene) scene = NULL;
      double length;

      loop_set (fixture, "topology", cases[i].topology);
      scene = build (fixture, TRUE, HW_COLOUR_POWER, HW_THEME_LIGHT, 0.04);
      count_pipes (scene, HW_ROLE_SUPPLY, &length);
      g_assert_cmpfloat_with_epsilon (length, cases[i].supply_mm, 2);
      count_pipes (scene, HW_ROLE_RETURN, &length);
      g_assert_cmpfloat_with_epsilon (length, cases[i].return_mm, 2);
    }
}

/* Rows are joined beside what stands at their ends: the CDU reaches 0.45 m further west than its
 * middle at 2.45 m, and the other row begins at 3.3 m and is 4 m away. */
static void
test_mains (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwScene) scene = NULL;
  HwHandle other;
  double length;

  hw_design_begin (fixture->design, "Row");
  other = hw_operation_add_row (fixture->design, fixture->hall, "B");
  hw_design_commit (fixture->design);
  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 8, 3000);
  loop_member_at (fixture, "nvl", other, 3000, 14000);
  loop_member_at (fixture, "nvl", other, 3600, 14000);
  scene = build (fixture, TRUE, HW_COLOUR_POWER, HW_THEME_LIGHT, 0.04);
  count_pipes (scene, HW_ROLE_SUPPLY, &length);
  g_assert_cmpfloat_with_epsilon (length, 5050 + 600 + 450 + 4000 + 1300, 2);
  count_pipes (scene, HW_ROLE_RETURN, &length);
  g_assert_cmpfloat_with_epsilon (length, 5050 + 600 + 450 + 4000 + 1300, 2);
}

/* What is written in a rack is what the solver found for it, and its colour follows. */
static void
test_colours (Fixture *fixture, gconstpointer data)
{
  g_autofree char *to_air = hw_quantity_format (HW_DIMENSION_POWER, 132e3 - 115e3, NULL);
  const HwLoopSolution *solution;
  HwHandle rack;

  row (fixture);
  rack = hw_design_next (fixture->design, HW_TABLE_RACK, 2);
  loop_override (fixture, "supply-valve", HW_REF (HW_TABLE_RACK, rack), "closed", "yes");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      g_autoptr (HwScene) supply = build (fixture, FALSE, HW_COLOUR_SUPPLY, themes[i], 0.08);
      g_autoptr (HwScene) back = build (fixture, FALSE, HW_COLOUR_RETURN, themes[i], 0.08);
      g_autoptr (HwScene) margin = build (fixture, FALSE, HW_COLOUR_MARGIN, themes[i], 0.08);
      g_autoptr (HwScene) air = build (fixture, FALSE, HW_COLOUR_AIR, themes[i], 0.08);
      HwColour short_of = hw_theme_scale (hw_theme_get (themes[i]), 0);
      gboolean coloured = FALSE;

      for (guint r = 0; r < solution->plan->racks->len; r++)
        {
          const HwRackFlow *flow = &solution->racks[r];
          g_autofree char *in = g_strdup_printf ("%.1f °C", flow->supply_c);
          g_autofree char *out = g_strdup_printf ("%.1f °C", flow->return_c);

          if (!isfinite (flow->return_c))
            continue;
          g_assert_true (check_has_text (supply, in));
          g_assert_true (check_has_text (back, out));
        }
      g_assert_true (check_has_text (margin, "-100 %"));
      g_assert_true (check_has_text (air, to_air));
      for (guint k = 0; k < hw_scene_n_items (margin); k++)
        {
          const HwItem *item = hw_scene_get_item (margin, k);

          coloured = coloured
                     || (item->kind == HW_ITEM_BOX && item->ref.table == HW_TABLE_RACK
                         && item->ref.handle == rack && item->fill.red == short_of.red
                         && item->fill.green == short_of.green && item->fill.blue == short_of.blue);
        }
      g_assert_true (coloured);
      check_contrast (back);
      check_contrast (margin);
    }
}

/* The legend goes from five degrees to five degrees. */
static void
test_legend (Fixture *fixture, gconstpointer data)
{
  HwViewport view = { -1000, -1000, 0.03, 1260, 660 };
  g_autoptr (HwScene) scene = hw_scene_new (hw_theme_get (HW_THEME_LIGHT), &view);
  HwHallOptions options;

  row (fixture);
  hw_hall_options_init (&options);
  options.pipes = TRUE;
  options.colour_by = HW_COLOUR_RETURN;
  hw_scene_hall_legend (scene, fixture->results, fixture->hall, &options);
  g_assert_true (check_has_text (scene, "Return temperature"));
  g_assert_true (check_has_text (scene, "Supply pipe"));
  g_assert_true (check_has_text (scene, "55.0 °C"));
  g_assert_true (check_has_text (scene, "60.0 °C"));
  check_contrast (scene);
}

/* Whether a line runs through a box, device units; lines of pipes lie along the walls. */
static gboolean
runs_through (const HwItem *line, const HwItem *box)
{
  double left = fmin (line->x, line->x + line->width), top = fmin (line->y, line->y + line->height);

  return left < box->x + box->width && left + fabs (line->width) > box->x
         && top < box->y + box->height && top + fabs (line->height) > box->y;
}

/* Rows that begin apart from each other: mains turn off the row that begins farther in, run along
 * its name and past the others. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const double scales[] = { 0.008, 0.016, 0.03, 0.06 };
  HwHandle rows[2];

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      hw_design_begin (fixture->design, "Row");
      rows[i] = hw_operation_add_row (fixture->design, fixture->hall, i == 0 ? "B" : "C");
      hw_design_commit (fixture->design);
    }
  loop_member_at (fixture, "cdu", fixture->row, 5000, 4000);
  loop_member_at (fixture, "nvl", fixture->row, 9000, 4000);
  loop_member_at (fixture, "nvl", rows[0], 9000, 9000);
  loop_member_at (fixture, "nvl", rows[0], 9600, 9000);
  loop_member_at (fixture, "nvl", rows[1], 7000, 14000);
  for (guint k = 0; k < G_N_ELEMENTS (scales); k++)
    {
      g_autoptr (HwScene) scene = build (fixture, TRUE, HW_COLOUR_POWER, HW_THEME_LIGHT, scales[k]);
      guint n = 0;

      for (guint i = 0; i < hw_scene_n_items (scene); i++)
        {
          const HwItem *name = hw_scene_get_item (scene, i);

          if (name->kind != HW_ITEM_TEXT || name->ref.table != HW_TABLE_ROW)
            continue;
          n++;
          for (guint j = 0; j < hw_scene_n_items (scene); j++)
            {
              const HwItem *line = hw_scene_get_item (scene, j);

              if (is_pipe (line, scene, HW_ROLE_SUPPLY) || is_pipe (line, scene, HW_ROLE_RETURN))
                g_assert_false (runs_through (line, name));
            }
        }
      g_assert_cmpuint (n, ==, 3);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  loop_test ("/draw/hall-pipes/where-they-run", test_run);
  loop_test ("/draw/hall-pipes/far", test_far);
  loop_test ("/draw/hall-pipes/still", test_still);
  loop_test ("/draw/hall-pipes/topologies", test_topologies);
  loop_test ("/draw/hall-pipes/mains", test_mains);
  loop_test ("/draw/hall-pipes/colours", test_colours);
  loop_test ("/draw/hall-pipes/legend", test_legend);
  loop_test ("/draw/hall-pipes/names", test_names);
  return g_test_run ();
}
