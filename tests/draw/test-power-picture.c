/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-draw-checks.h"
#include "hw-edit.h"
#include "hw-power-fixture.h"
#include "hw-power-path-draw.h"
#include "hw-ranks.h"
#include "hw-scene-hall.h"
#include "hw-scene-power.h"
#include "hw-scene-racks.h"

static HwPowerLayout *
layout_of (Fixture *fixture)
{
  return hw_power_layout_new (fixture->results, 0, 0, FALSE);
}

static HwScene *
build (const HwPowerLayout *layout, HwThemeKind theme, double scale)
{
  HwViewport view = { -20, -20, scale, 0, 0 };
  double x, y, width, height;

  hw_power_layout_extent (layout, &x, &y, &width, &height);
  view.width = (width + 40) * scale;
  view.height = (height + 40) * scale;
  return hw_scene_power_build (layout, hw_theme_get (theme), &view);
}

static HwPowerPart
find (const HwPowerLayout *layout, const char *key)
{
  HwPowerPart part;

  g_assert_true (hw_power_layout_find_part (layout, key, &part));
  return part;
}

/* What is written on the parts is what the solver found, and can be read. */
static void
test_values (Fixture *fixture, gconstpointer data)
{
  PowerSite site = power_site (fixture, 4);
  g_autoptr (HwPowerLayout) layout = layout_of (fixture);

  (void)site;
  for (guint theme = HW_THEME_LIGHT; theme <= HW_THEME_PRINT; theme++)
    {
      g_autoptr (HwScene) scene = build (layout, theme, 1);

      /* Half of four servers on each feed, and all that a rack draws. */
      g_assert_true (check_has_text (scene, "28.6"));
      g_assert_true (check_has_text (scene, "14.3"));
      g_assert_true (check_has_text (scene, "7.15"));
      g_assert_true (check_has_text (scene, "Side A"));
      check_contrast (scene);
      check_texts_apart (scene);
    }
}

/* Every part is where it is said to be, and has a key that names it again. */
static void
test_parts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwPowerLayout) layout = NULL;
  HwPowerPart part;
  guint n = 0;

  power_site (fixture, 3);
  layout = layout_of (fixture);
  for (; hw_power_layout_get_part (layout, n, &part); n++)
    {
      g_autofree char *key = hw_power_layout_part_key (layout, &part);
      g_autofree char *text = hw_power_layout_part_text (layout, &part);
      HwPowerPart other;
      double x, y, width, height;

      g_assert_cmpstr (text, !=, "");
      g_assert_true (hw_power_layout_part_rect (layout, &part, &x, &y, &width, &height));
      g_assert_true (hw_power_layout_part_at (layout, 1, x + width / 2, y + height / 2, &other));
      g_assert_true (hw_power_part_equal (&part, &other));
      if (key == NULL)
        continue;
      other = find (layout, key);
      g_assert_true (hw_power_part_equal (&part, &other));
    }
  /* Two utilities, two UPS, two feeds, three racks. */
  g_assert_cmpuint (n, ==, 9);
}

/* A tap is failed by its own key, and told of. */
static void
test_failed (Fixture *fixture, gconstpointer data)
{
  PowerSite site = power_site (fixture, 1);
  g_autofree char *key = power_key (power_id (fixture, HW_TABLE_FEED, site.a),
                                    "tap",
                                    power_id (fixture, HW_TABLE_RACK, site.rack));
  const char *const keys[] = { key, NULL };
  g_autoptr (HwPowerLayout) layout = layout_of (fixture);
  g_auto (GStrv) lost = hw_power_layout_lost_lines (layout);
  g_autoptr (HwScene) scene = NULL;
  HwPowerPart part = find (layout, key);
  g_autofree char *own = hw_power_layout_part_key (layout, &part);

  g_assert_null (lost);
  g_assert_cmpstr (own, ==, key);
  hw_results_set_failed (fixture->results, keys);
  hw_power_layout_free (g_steal_pointer (&layout));
  layout = layout_of (fixture);
  lost = hw_power_layout_lost_lines (layout);
  g_assert_nonnull (lost);
  scene = build (layout, HW_THEME_LIGHT, 1);
  g_assert_true (check_has_text (scene, "failed"));
  /* Three supplies of 3.3 kW carry less than 14.3 kW. */
  g_assert_true (check_has_text (scene, "capped"));
  check_contrast (scene);
}

/* An edit of one rack moves no other. */
static void
test_stable (Fixture *fixture, gconstpointer data)
{
  PowerSite site = power_site (fixture, 6);
  g_autoptr (HwPowerLayout) before = layout_of (fixture);
  g_autoptr (HwPowerLayout) after = NULL;
  HwPowerPart part;

  power_mount (fixture, site.rack, "h100", 20);
  after = layout_of (fixture);
  for (guint i = 0; hw_power_layout_get_part (before, i, &part); i++)
    {
      double a[4], b[4];

      g_assert_true (hw_power_layout_part_rect (before, &part, &a[0], &a[1], &a[2], &a[3]));
      g_assert_true (hw_power_layout_part_rect (after, &part, &b[0], &b[1], &b[2], &b[3]));
      for (guint j = 0; j < 4; j++)
        g_assert_cmpfloat (a[j], ==, b[j]);
    }
}

/* At any size texts are apart and can be read. */
static void
test_sizes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwPowerLayout) layout = NULL;

  power_site (fixture, 30);
  layout = layout_of (fixture);
  for (double scale = 0.03; scale < 3; scale *= 1.7)
    {
      g_autoptr (HwScene) scene = build (layout, HW_THEME_DARK, scale);

      check_contrast (scene);
      check_texts_apart (scene);
    }
}

/* Feeds that are sources themselves are shown without a chain. */
static void
test_without_chain (Fixture *fixture, gconstpointer data)
{
  HwHandle feed = power_feed (fixture, 0, HW_SIDE_A, 100);
  g_autoptr (HwPowerLayout) layout = NULL;
  g_autoptr (HwScene) scene = NULL;

  power_rack (fixture, "rack", feed, 0, 0);
  layout = layout_of (fixture);
  g_assert_cmpuint (hw_power_layout_n_blocks (layout), ==, 1);
  scene = build (layout, HW_THEME_LIGHT, 1);
  g_assert_true (check_has_text (scene, "Feeds without a chain"));
}

/* A plan in the window marks single points of failure, as a legend explains there; one on paper,
 * with no such legend, does not. */
static void
test_ranks_on_plans (Fixture *fixture, gconstpointer data)
{
  static const HwThemeKind themes[] = { HW_THEME_LIGHT, HW_THEME_PRINT };
  HwHandle chain = power_chain (fixture, HW_SCHEME_N), feed, rack;
  HwViewport view = { 0, 0, 0.05, 1000, 500 };
  HwHallOptions options;
  HwRanks *ranks;

  power_unit (fixture, chain, "ups", HW_SIDE_A);
  feed = power_feed (fixture, chain, HW_SIDE_A, 400);
  rack = power_rack (fixture, "rack", feed, 0, 0);
  power_mount (fixture, rack, "dgx", 1);
  hw_hall_options_init (&options);
  ranks = hw_ranks_find (fixture->results, NULL);
  ranks->marked = TRUE;
  hw_results_await_ranks (fixture->results);
  hw_results_take_ranks (fixture->results, ranks);
  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      g_autoptr (HwScene) scene = hw_scene_hall_build (
          fixture->results, fixture->hall, &options, hw_theme_get (themes[i]), &view);

      g_assert_cmpint (check_has_text (scene, "#1"), ==, themes[i] != HW_THEME_PRINT);
    }
}

/* However far off, what stands on the floor says its name as long as it is wide enough. */
static void
test_plant_named (Fixture *fixture, gconstpointer data)
{
  static const double scales[] = { 0.05, 0.08, 0.2, 0.5 };
  PowerSite site = power_site (fixture, 0);
  HwRacksOptions options = { HW_FACES_FRONT };
  g_autoptr (HwRacksLayout) layout
      = hw_racks_layout_new (fixture->design, fixture->hall, 0, 0, HW_FACES_FRONT);
  const char *name = hw_design_name (fixture->design, HW_REF (HW_TABLE_RACK, site.ups[0]));

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      HwViewport view = { 0, 0, scales[i], 4000 * scales[i], 3000 * scales[i] };
      g_autoptr (HwScene) scene = hw_scene_racks_build (
          fixture->results, layout, &options, hw_theme_get (HW_THEME_LIGHT), &view);

      check_contrast (scene);
      check_texts_apart (scene);
      g_assert_true (check_has_text (scene, name));
    }
}

static guint
count_lines (const HwScene *scene, HwRole role)
{
  HwColour colour = hw_scene_get_theme (scene)->colours[role];
  guint n = 0;

  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);

      n += item->kind == HW_ITEM_LINE && item->stroke.red == colour.red
           && item->stroke.green == colour.green && item->stroke.blue == colour.blue;
    }
  return n;
}

/* On the floor plan busways are drawn where they are asked for, and the way of one rack up to the
 * units that feed it. */
static void
test_floor (Fixture *fixture, gconstpointer data)
{
  PowerSite site = power_site (fixture, 5);
  HwViewport view = { 0, 0, 0.05, 1400, 900 };
  const HwTheme *theme = hw_theme_get (HW_THEME_LIGHT);
  HwRef rack = HW_REF (HW_TABLE_RACK, site.rack);
  HwHallOptions options;
  g_autoptr (HwScene) without = NULL;
  g_autoptr (HwScene) with = NULL;
  g_autoptr (HwScene) way = hw_scene_new (theme, &view);
  g_autoptr (HwPowerPath) path = NULL;

  hw_hall_options_init (&options);
  without = hw_scene_hall_build (fixture->results, fixture->hall, &options, theme, &view);
  options.busways = TRUE;
  with = hw_scene_hall_build (fixture->results, fixture->hall, &options, theme, &view);
  g_assert_false (check_has_text (without, "Busways"));
  g_assert_true (check_has_text (with, "Busways, side A"));
  /* A busway and a tap for each of five racks, and the legend. */
  g_assert_cmpuint (
      count_lines (with, HW_ROLE_RAIL + 2) - count_lines (without, HW_ROLE_RAIL + 2), ==, 11);
  check_contrast (with);
  path = hw_power_path_new (fixture->results, &rack, 1);
  hw_scene_hall_power_path (way, fixture->results, fixture->hall, path, TRUE);
  /* Two taps and two busways. */
  g_assert_cmpuint (count_lines (way, HW_ROLE_ACCENT), ==, 4);
}

static void
set_distribution (Fixture *fixture, HwHandle chain, HwDistribution distribution, HwHandle pdu)
{
  HwPowerRow row = *hw_design_get_power (fixture->design, chain);

  row.distribution = distribution;
  row.pdu = pdu;
  hw_design_begin (fixture->design, "Distribution");
  hw_edit_set (fixture->design, HW_TABLE_POWER, chain, &row);
  hw_design_commit (fixture->design);
}

static HwScene *
build_floor (Fixture *fixture)
{
  HwViewport view = { 0, 0, 0.05, 1400, 900 };
  HwHallOptions options;

  hw_hall_options_init (&options);
  options.busways = TRUE;
  return hw_scene_hall_build (
      fixture->results, fixture->hall, &options, hw_theme_get (HW_THEME_LIGHT), &view);
}

/* A panel, and the floor PDU, give each rack a cable of its own, and no busway; the cables of the
 * latter begin where it stands. */
static void
test_cables (Fixture *fixture, gconstpointer data)
{
  PowerSite site = power_site (fixture, 5);
  g_autoptr (HwScene) panels = NULL;
  g_autoptr (HwScene) pdus = NULL;

  set_distribution (fixture, site.chain, HW_DISTRIBUTION_PANEL, 0);
  panels = build_floor (fixture);
  g_assert_true (check_has_text (panels, "Panels and cables, side A"));
  g_assert_false (check_has_text (panels, "Busways, side A"));
  /* Along and across to each rack; three strokes in the legend. */
  g_assert_cmpuint (count_lines (panels, HW_ROLE_RAIL + 2), ==, 2 * 5 + 3);
  check_contrast (panels);

  power_unit (fixture, site.chain, "floor-pdu", HW_SIDE_A);
  power_unit (fixture, site.chain, "floor-pdu", HW_SIDE_B);
  set_distribution (fixture, site.chain, HW_DISTRIBUTION_PDU, 0);
  pdus = build_floor (fixture);
  g_assert_true (check_has_text (pdus, "Cables of floor PDUs, side B"));
  g_assert_cmpuint (count_lines (pdus, HW_ROLE_RAIL + 2), ==, 3 * 5 + 3);
}

static guint
count_outlines (const HwScene *scene)
{
  HwColour colour = hw_scene_get_theme (scene)->colours[HW_ROLE_ACCENT];
  guint n = 0;

  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);

      n += item->kind == HW_ITEM_BOX && item->stroke.red == colour.red
           && item->stroke.green == colour.green && item->stroke.blue == colour.blue;
    }
  return n;
}

/* Where no power is drawn, what a UPS feeds is outlined: five racks with a PDU in one of them; and
 * it is said which way it goes. */
static void
test_path (Fixture *fixture, gconstpointer data)
{
  PowerSite site = power_site (fixture, 5);
  HwRef ups = HW_REF (HW_TABLE_RACK, site.ups[0]);
  HwRef pdu;
  HwViewport view = { 0, 0, 0.2, 9000, 9000 };
  const HwTheme *theme = hw_theme_get (HW_THEME_LIGHT);
  g_autoptr (HwRacksLayout) layout = NULL;
  g_autoptr (HwScene) racks = hw_scene_new (theme, &view);
  g_autoptr (HwScene) hall = hw_scene_new (theme, &view);
  g_autoptr (HwPowerPath) path = NULL;
  g_auto (GStrv) lines = NULL;

  pdu = HW_REF (HW_TABLE_DEVICE, power_mount (fixture, site.rack, "pdu", 1));
  layout = hw_racks_layout_new (fixture->design, fixture->hall, 0, 0, HW_FACES_BOTH);
  path = hw_power_path_new (fixture->results, &ups, 1);
  hw_scene_racks_power_path (racks, layout, path);
  /* Both faces of five racks, the PDU, and the UPS, which has one face. */
  g_assert_true (hw_power_path_has (path, pdu));
  g_assert_cmpuint (count_outlines (racks), ==, 2 * 5 + 2);
  hw_scene_hall_power_path (hall, fixture->results, fixture->hall, path, FALSE);
  g_assert_cmpuint (count_outlines (hall), ==, 6);
  g_assert_cmpuint (count_lines (hall, HW_ROLE_ACCENT), ==, 0);

  lines = hw_power_path_lines (fixture->design, path);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_true (g_str_has_prefix (lines[1], "A: Utility › "));
  g_assert_cmpstr (lines[2], ==, "Feeds 5 racks");
}

/* On sheets too small for all of them each rack is on one, with the breakers of its feeds once. */
static void
test_slices (Fixture *fixture, gconstpointer data)
{
  PowerSite site = power_site (fixture, 40);
  g_autoptr (GArray) slices = g_array_new (FALSE, FALSE, sizeof (HwPowerSlice));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  hw_power_layout_cut (fixture->results, 0, site.chain, 1500, 1000, slices);
  g_assert_cmpuint (slices->len, >, 1);
  for (guint i = 0; i < slices->len; i++)
    {
      HwPowerSlice slice = g_array_index (slices, HwPowerSlice, i);
      g_autoptr (HwPowerLayout) layout = NULL;
      g_autoptr (HwScene) scene = NULL;
      double x, y, width, height;

      slice.sheet = 7;
      layout = hw_power_layout_new_slice (fixture->results, 0, site.chain, &slice);
      hw_power_layout_extent (layout, &x, &y, &width, &height);
      g_assert_cmpfloat (width, <=, slice.width);
      scene = build (layout, HW_THEME_PRINT, 1);
      g_assert_true (check_has_text (scene, "Match line: buses from sheet 7"));
      for (HwHandle rack = hw_design_next (fixture->design, HW_TABLE_RACK, 0); rack != 0;
           rack = hw_design_next (fixture->design, HW_TABLE_RACK, rack))
        {
          const char *id = power_id (fixture, HW_TABLE_RACK, rack);
          HwPowerPart part;

          if (hw_design_get_rack (fixture->design, rack)->feed_a == 0
              || !hw_power_layout_find_part (layout, id, &part)
              || !hw_power_layout_part_rect (layout, &part, &x, &y, &width, &height))
            continue;
          g_assert_true (g_hash_table_add (seen, g_strdup (id)));
        }
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 40);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  power_test ("/power-picture/values", test_values);
  power_test ("/power-picture/parts", test_parts);
  power_test ("/power-picture/failed", test_failed);
  power_test ("/power-picture/stable", test_stable);
  power_test ("/power-picture/sizes", test_sizes);
  power_test ("/power-picture/without-chain", test_without_chain);
  power_test ("/power-picture/ranks-on-plans", test_ranks_on_plans);
  power_test ("/power-picture/plant-named", test_plant_named);
  power_test ("/power-picture/cables", test_cables);
  power_test ("/power-picture/path", test_path);
  power_test ("/power-picture/slices", test_slices);
  power_test ("/power-picture/floor", test_floor);
  return g_test_run ();
}
