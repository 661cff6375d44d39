/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-draw-checks.h"
#include "hw-power-fixture.h"
#include "hw-sheet.h"

/* Power on paper: the diagram over sheets, the schedules of panels, breakers and plant. */

/* A sheet for the chain, and the schedules of panels and breakers. */
static void
check_sheets (Fixture *fixture, guint n_racks, guint n_sheets)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;
  g_autofree char *breaker = NULL;
  PowerSite site = power_site (fixture, n_racks);
  HwHandle pdu = power_mount (fixture, site.rack, "pdu", 1);
  guint n_named = 0;

  breaker = g_strdup_printf ("%s · %s",
                             hw_design_name (fixture->design, HW_REF (HW_TABLE_RACK, site.rack)),
                             hw_design_name (fixture->design, HW_REF (HW_TABLE_DEVICE, pdu)));
  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_POWER | HW_SHEETS_PANELS;
  set = hw_sheet_set_new (fixture->results, &options);
  g_assert_cmpuint (hw_sheet_set_n_sheets (set), >=, n_sheets);
  for (guint i = 0; i < hw_sheet_set_n_sheets (set); i++)
    {
      g_autoptr (HwScene) scene = hw_sheet_set_build (set, i);

      check_contrast (scene);
      check_texts_apart (scene);
      check_block_is_free (scene);
      n_named += check_has_text (scene, breaker);
    }
  /* Its breaker says in which rack it is. */
  g_assert_cmpuint (n_named, ==, 1);
}

static void
test_sheets (Fixture *fixture, gconstpointer data)
{
  check_sheets (fixture, 12, 2);
}

/* The units on one sheet and racks on those that follow. */
static void
test_many_sheets (Fixture *fixture, gconstpointer data)
{
  check_sheets (fixture, 150, 5);
}

/* Every column of a panel says whose it is, and a breaker that nobody stated what it would be: of
 * 9.9 kW, all that is left of the supplies on one feed, 13.8 A and 17.2 A at 80 %. */
static void
test_panels (Fixture *fixture, gconstpointer data)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;
  PowerSite site = power_site (fixture, 80);
  const char *names[] = { "feed, side A", "feed, side B" };
  gboolean continued[] = { FALSE, FALSE };

  (void)site;
  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_PANELS;
  set = hw_sheet_set_new (fixture->results, &options);
  for (guint i = 0; i < hw_sheet_set_n_sheets (set); i++)
    {
      g_autoptr (HwScene) scene = hw_sheet_set_build (set, i);

      check_texts_apart (scene);
      check_block_is_free (scene);
      for (guint j = 0; j < hw_scene_n_items (scene); j++)
        {
          const HwItem *item = hw_scene_get_item (scene, j);
          const char *text = item->kind == HW_ITEM_TEXT ? hw_scene_get_text (scene, item) : "";

          for (guint k = 0; k < G_N_ELEMENTS (names); k++)
            continued[k]
                = continued[k]
                  || (g_str_has_prefix (text, names[k]) && g_str_has_suffix (text, "(continued)"));
        }
      if (i == 0)
        {
          g_assert_true (check_has_text (scene, "20 *"));
          g_assert_true (check_has_text (scene, "* not stated"));
        }
    }
  g_assert_true (continued[0] && continued[1]);
}

/* Closed cabinets in no row have a line and no elevation, unless one is asked for. */
static void
test_plant (Fixture *fixture, gconstpointer data)
{
  HwSheetOptions options;
  PowerSite site = power_site (fixture, 2);
  HwRef ups = HW_REF (HW_TABLE_RACK, site.ups[0]);
  g_autoptr (HwSheetSet) set = NULL;
  g_autoptr (HwSheetSet) one = NULL;
  guint n_boxes = 0, n_lines = 0;

  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_RACKS;
  set = hw_sheet_set_new (fixture->results, &options);
  for (guint i = 0; i < hw_sheet_set_n_sheets (set); i++)
    {
      g_autoptr (HwScene) scene = hw_sheet_set_build (set, i);

      check_texts_apart (scene);
      n_boxes += check_box_of (scene, ups, 0) != NULL;
      n_lines += check_has_text (scene, hw_design_name (fixture->design, ups));
    }
  g_assert_cmpuint (n_boxes, ==, 0);
  g_assert_cmpuint (n_lines, ==, 1);
  options.object = ups;
  one = hw_sheet_set_new (fixture->results, &options);
  g_assert_cmpuint (hw_sheet_set_n_sheets (one), ==, 1);
  {
    g_autoptr (HwScene) scene = hw_sheet_set_build (one, 0);

    g_assert_nonnull (check_box_of (scene, ups, 0));
  }
}

static double
height_of (const HwScene *scene, const char *text)
{
  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);

      if (item->kind == HW_ITEM_TEXT && g_str_has_prefix (hw_scene_get_text (scene, item), text))
        return item->y;
    }
  g_assert_not_reached ();
}

/* Feeds that are sources themselves and have a rack each take a line each, in the order of their
 * names, and no diagram where boxes beside each other would be all of it. */
static void
test_own_feeds (Fixture *fixture, gconstpointer data)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;
  g_autoptr (HwScene) scene = NULL;

  for (int i = 120; i > 0; i--)
    {
      g_autofree char *name = g_strdup_printf ("F%d", i);
      HwHandle feed;

      hw_design_begin (fixture->design, "Feed");
      feed = hw_operation_add_feed (fixture->design, name, HW_SIDE_A, 415, 32, HW_BREAKER_NEC);
      hw_design_commit (fixture->design);
      power_mount (fixture, power_rack (fixture, "rack", feed, 0, 0), "dgx", 1);
    }
  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_POWER | HW_SHEETS_PANELS;
  set = hw_sheet_set_new (fixture->results, &options);
  scene = hw_sheet_set_build (set, 0);
  g_assert_true (check_has_text (scene, "Panel schedule"));
  check_texts_apart (scene);
  g_assert_cmpfloat (height_of (scene, "F1 ·"), <, height_of (scene, "F2 ·"));
  g_assert_cmpfloat (height_of (scene, "F9 ·"), <, height_of (scene, "F10 ·"));
  g_assert_cmpfloat_with_epsilon (height_of (scene, "F2 ·") - height_of (scene, "F1 ·"),
                                  height_of (scene, "F10 ·") - height_of (scene, "F9 ·"),
                                  1e-6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  power_test ("/power-sheets/sheets", test_sheets);
  power_test ("/power-sheets/many-sheets", test_many_sheets);
  power_test ("/power-sheets/panels", test_panels);
  power_test ("/power-sheets/plant", test_plant);
  power_test ("/power-sheets/own-feeds", test_own_feeds);
  return g_test_run ();
}
