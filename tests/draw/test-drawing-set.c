/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-cooling.h"
#include "hw-draw-checks.h"
#include "hw-draw-fixture.h"
#include "hw-scene-racks.h"
#include "hw-sheet.h"

#define MM (72 / 25.4)

/* Where the plan goes on both sheets say so, each naming the other; no rack is lost between them.
 */
static void
test_plan_goes_on (Fixture *fixture, gconstpointer data)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;
  guint n;

  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_HALL;
  options.plan_scale = 20;
  set = hw_sheet_set_new (fixture->results, &options);
  n = hw_sheet_set_n_sheets (set);
  g_assert_cmpuint (n, >=, 4);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HwScene) scene = hw_sheet_set_build (set, i);
      guint neighbours = 0;
      g_assert_true (check_has_text (scene, "1:20"));
      check_texts_apart (scene);
      check_block_is_free (scene);
      for (guint k = 0; k < n; k++)
        {
          g_autoptr (HwScene) other = hw_sheet_set_build (set, k);
          g_autofree char *there = g_strdup_printf ("continues on sheet %u", k + 1);
          g_autofree char *here = g_strdup_printf ("continues on sheet %u", i + 1);
          if (!check_has_text (scene, there))
            continue;
          neighbours++;
          g_assert_true (check_has_text (other, here));
        }
      g_assert_cmpuint (neighbours, >=, 2);
    }
  for (HwHandle rack = hw_design_first_child (fixture->design, HW_TABLE_RACK, fixture->hall);
       rack != 0;
       rack = hw_design_next_child (fixture->design, HW_TABLE_RACK, rack))
    {
      gboolean found = FALSE;
      for (guint i = 0; i < n && !found; i++)
        {
          g_autoptr (HwScene) scene = hw_sheet_set_build (set, i);
          found = check_box_of (scene, HW_REF (HW_TABLE_RACK, rack), 0) != NULL;
        }
      g_assert_true (found);
    }
}

/* A rack that a matchline cuts is named on both its sheets, and nothing is named beside its box. */
static void
test_cut_racks_are_named (Fixture *fixture, gconstpointer data)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;
  guint cut = 0;

  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_HALL;
  options.plan_scale = 10;
  set = hw_sheet_set_new (fixture->results, &options);
  for (guint i = 0; i < hw_sheet_set_n_sheets (set); i++)
    {
      g_autoptr (HwScene) scene = hw_sheet_set_build (set, i);
      for (guint k = 0; k < hw_scene_n_items (scene); k++)
        {
          const HwItem *box = hw_scene_get_item (scene, k);
          gboolean named = FALSE;
          /* Parts of a rack that would hardly hold a name aside. */
          if (box->kind != HW_ITEM_BOX || box->ref.table != HW_TABLE_RACK
              || box->layer != HW_LAYER_BODY || MIN (box->width, box->height) < 24)
            continue;
          for (guint t = 0; t < hw_scene_n_items (scene); t++)
            {
              const HwItem *text = hw_scene_get_item (scene, t);
              named |= text->kind == HW_ITEM_TEXT && text->ref.handle == box->ref.handle
                       && text->ref.table == HW_TABLE_RACK;
            }
          g_assert_true (named);
          cut++;
        }
    }
  g_assert_cmpuint (cut, >, 0);
}

/* Figure and unit of a length, as at a scale bar. */
static gboolean
is_length (const char *text)
{
  return g_regex_match_simple ("^[0-9.]+\\x{a0}m?m$", text, 0, 0);
}

/* On every paper: the bar says how long it is, and the legend what the colours are. */
static void
test_plans_explain_themselves (Fixture *fixture, gconstpointer data)
{
  for (guint p = 0; p < 2 * hw_paper_count (); p++)
    {
      HwSheetOptions options;
      g_autoptr (HwSheetSet) set = NULL;
      g_autoptr (HwScene) scene = NULL;
      gboolean found = FALSE;

      hw_sheet_options_init (&options);
      options.paper = hw_paper_get (p / 2);
      options.portrait = p % 2 == 1;
      options.kinds = HW_SHEETS_HALL;
      set = hw_sheet_set_new (fixture->results, &options);
      scene = hw_sheet_set_build (set, 0);
      for (guint k = 0; k < hw_scene_n_items (scene); k++)
        {
          const HwItem *item = hw_scene_get_item (scene, k);
          found |= item->kind == HW_ITEM_TEXT && is_length (hw_scene_get_text (scene, item));
        }
      g_assert_true (found);
      g_assert_true (check_has_text (scene, "Front aisle"));
      g_assert_true (check_has_text (scene, "Rear aisle"));
      check_texts_apart (scene);
      check_block_is_free (scene);
    }
}

/* A long name of a file is smaller rather than cut off. */
static void
test_block_is_not_cut (Fixture *fixture, gconstpointer data)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;
  g_autoptr (HwScene) scene = NULL;

  hw_sheet_options_init (&options);
  options.file_name = "azure-gb200-side-cars.hallwright";
  set = hw_sheet_set_new (fixture->results, &options);
  scene = hw_sheet_set_build (set, 0);
  g_assert_true (check_has_text (scene, options.file_name));
}

/* On every paper all of the cover can be read: nothing is cut off or tiny. */
static void
test_cover_is_whole (Fixture *fixture, gconstpointer data)
{
  hw_design_begin (fixture->design, "Issue");
  hw_operation_add_revision (fixture->design, "P1", "2026-10-01", "MK", "First issue");
  hw_design_commit (fixture->design);
  for (guint p = 0; p < 2 * hw_paper_count (); p++)
    {
      HwSheetOptions options;
      g_autoptr (HwSheetSet) set = NULL;
      g_autoptr (HwScene) scene = NULL;

      hw_sheet_options_init (&options);
      options.paper = hw_paper_get (p / 2);
      options.portrait = p % 2 == 1;
      options.kinds = HW_SHEETS_COVER;
      set = hw_sheet_set_new (fixture->results, &options);
      scene = hw_sheet_set_build (set, 0);
      g_assert_false (check_has_text (scene, "…"));
      for (guint k = 0; k < hw_scene_n_items (scene); k++)
        if (hw_scene_get_item (scene, k)->kind == HW_ITEM_TEXT)
          g_assert_cmpfloat (hw_scene_get_item (scene, k)->size, >=, 5.5);
    }
}

static double
left_of (const HwScene *scene, HwHandle rack)
{
  return check_box_of (scene, HW_REF (HW_TABLE_RACK, rack), 0)->x;
}

/* A row from behind runs the other way: its first rack is at the right, its last sheet goes on with
 * the first. */
static void
test_rear_is_from_behind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) racks = hw_design_row_racks (fixture->design, fixture->hall, fixture->row_a);
  HwHandle first = g_array_index (racks, HwHandle, 0);
  HwHandle second = g_array_index (racks, HwHandle, 1);

  for (int i = 0; i < 2; i++)
    {
      HwSheetOptions options;
      g_autoptr (HwSheetSet) set = NULL;
      g_autoptr (HwScene) scene = NULL;

      hw_sheet_options_init (&options);
      options.paper = hw_paper_find ("A0");
      options.kinds = HW_SHEETS_RACKS;
      options.object = HW_REF (HW_TABLE_ROW, fixture->row_a);
      options.faces = i == 0 ? HW_FACES_FRONT : HW_FACES_REAR;
      set = hw_sheet_set_new (fixture->results, &options);
      g_assert_cmpuint (hw_sheet_set_n_sheets (set), ==, 1);
      scene = hw_sheet_set_build (set, 0);
      g_assert_true ((left_of (scene, first) < left_of (scene, second)) == (i == 0));
      g_assert_true (check_has_text (scene, "from behind") == (i == 1));
      check_texts_apart (scene);
    }
}

/* The row of five racks and its schedule stand on one A3 sheet, the schedule below the racks,
 * rather than on two beside each other; names stay readable. */
static void
test_schedule_goes_below (Fixture *fixture, gconstpointer data)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;
  g_autoptr (HwScene) scene = NULL;
  const HwItem *rack;
  guint heads = 0;

  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_RACKS;
  options.object = HW_REF (HW_TABLE_ROW, fixture->row_a);
  set = hw_sheet_set_new (fixture->results, &options);
  g_assert_cmpuint (hw_sheet_set_n_sheets (set), ==, 1);
  scene = hw_sheet_set_build (set, 0);
  rack = check_box_of (scene, HW_REF (HW_TABLE_RACK, fixture->servers), 0);
  for (guint k = 0; k < hw_scene_n_items (scene); k++)
    {
      const HwItem *item = hw_scene_get_item (scene, k);

      if (item->kind != HW_ITEM_TEXT || strcmp (hw_scene_get_text (scene, item), "Qty") != 0)
        continue;
      g_assert_cmpfloat (item->y, >, rack->y + rack->height);
      heads++;
    }
  g_assert_cmpuint (heads, >=, 1);
  check_texts_apart (scene);
  check_block_is_free (scene);
}

static void
test_racks_a_sheet (Fixture *fixture, gconstpointer data)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;

  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_RACKS;
  options.object = HW_REF (HW_TABLE_ROW, fixture->row_a);
  options.racks_per_sheet = 1;
  set = hw_sheet_set_new (fixture->results, &options);
  g_assert_cmpuint (hw_sheet_set_n_sheets (set), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (HwScene) scene = hw_sheet_set_build (set, i);
      g_autofree char *next = g_strdup_printf ("Continues on sheet %u", i + 2);
      g_autofree char *last = g_strdup_printf ("Continued from sheet %u", i);
      g_assert_true (check_has_text (scene, next) == (i < 4));
      g_assert_true (check_has_text (scene, last) == (i > 0));
    }
}

/* Names in a unit of a rack on A3: capitals of 1.8 mm, seven tenths of the size. */
static void
test_names_are_readable (Fixture *fixture, gconstpointer data)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;
  g_autoptr (HwScene) scene = NULL;
  guint n = 0;

  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_RACKS;
  options.object = HW_REF (HW_TABLE_ROW, fixture->row_a);
  set = hw_sheet_set_new (fixture->results, &options);
  scene = hw_sheet_set_build (set, 0);
  for (guint k = 0; k < hw_scene_n_items (scene); k++)
    {
      const HwItem *item = hw_scene_get_item (scene, k);
      if (item->kind != HW_ITEM_TEXT || item->ref.table != HW_TABLE_DEVICE || item->rotated
          || strncmp (hw_scene_get_text (scene, item), "Compute tray", 12) != 0)
        continue;
      g_assert_cmpfloat (item->size * 0.7, >=, 1.8 * MM);
      g_assert_null (strstr (hw_scene_get_text (scene, item), "…"));
      n++;
    }
  g_assert_cmpuint (n, >=, 18);
}

static void
test_tables_hold_all (Fixture *fixture, gconstpointer data)
{
  const HwSheetKinds kinds[] = { HW_SHEETS_DEVICES, HW_SHEETS_BILL, HW_SHEETS_EXPLAIN };
  const char *const words[] = { "Device schedule", "Bill of materials", "Explanation" };

  for (guint p = 0; p < hw_paper_count (); p++)
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
      {
        HwSheetOptions options;
        g_autoptr (HwSheetSet) set = NULL;
        hw_sheet_options_init (&options);
        options.paper = hw_paper_get (p);
        options.kinds = kinds[i];
        set = hw_sheet_set_new (fixture->results, &options);
        g_assert_true (g_str_has_prefix (hw_sheet_set_get_title (set, 0), words[i]));
        for (guint k = 0; k < hw_sheet_set_n_sheets (set); k++)
          {
            g_autoptr (HwScene) scene = hw_sheet_set_build (set, k);
            guint n = 0;
            for (guint t = 0; t < hw_scene_n_items (scene); t++)
              {
                const HwItem *item = hw_scene_get_item (scene, t);
                if (item->kind != HW_ITEM_TEXT)
                  continue;
                g_assert_cmpfloat (item->size, >=, 4.5);
                n += item->layer == HW_LAYER_BODY;
              }
            /* No page of a lone line below its head. */
            g_assert_cmpuint (n, >, 9);
          }
      }
}

static guint
count_sheets (Fixture *fixture, const char *paper, HwSheetKinds kinds)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;

  hw_sheet_options_init (&options);
  options.paper = hw_paper_find (paper);
  options.kinds = kinds;
  set = hw_sheet_set_new (fixture->results, &options);
  return hw_sheet_set_n_sheets (set);
}

/* A table begins below the one before where there is room, and the sheet is named after both. */
static void
test_tables_share_sheets (Fixture *fixture, gconstpointer data)
{
  static const char *const papers[] = { "A3", "A2", "A0", "ANSI-E" };
  HwSheetKinds both = HW_SHEETS_DEVICES | HW_SHEETS_BILL;

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      HwSheetOptions options;
      g_autoptr (HwSheetSet) set = NULL;
      g_autoptr (HwScene) scene = NULL;

      g_assert_cmpuint (count_sheets (fixture, papers[i], both),
                        <,
                        count_sheets (fixture, papers[i], HW_SHEETS_DEVICES)
                            + count_sheets (fixture, papers[i], HW_SHEETS_BILL));
      hw_sheet_options_init (&options);
      options.paper = hw_paper_find (papers[i]);
      options.kinds = both;
      set = hw_sheet_set_new (fixture->results, &options);
      g_assert_cmpstr (hw_sheet_set_get_title (set, 0), ==, "Device schedule · Bill of materials");
      scene = hw_sheet_set_build (set, 0);
      g_assert_true (check_has_text (scene, "Device schedule"));
      g_assert_true (check_has_text (scene, "Bill of materials"));
      check_texts_apart (scene);
      check_block_is_free (scene);
    }
}

static void
test_cover_has_revisions (Fixture *fixture, gconstpointer data)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;
  g_autoptr (HwScene) scene = NULL;

  hw_design_begin (fixture->design, "Issue");
  hw_operation_add_revision (fixture->design, "P1", "2026-10-01", "MK", "First issue");
  hw_operation_add_revision (fixture->design, "P2", "2026-11-01", "MK", "Row B turned round");
  hw_design_commit (fixture->design);
  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_COVER;
  set = hw_sheet_set_new (fixture->results, &options);
  scene = hw_sheet_set_build (set, 0);
  g_assert_true (check_has_text (scene, "Row B turned round"));
  g_assert_true (check_has_text (scene, "First issue"));
  g_assert_true (check_has_text (scene, "P2"));
}

/* What passes power on, such as the PDU of the fixture, is no load of 0.0 kW. */
static void
test_no_load_is_not_zero (Fixture *fixture, gconstpointer data)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;
  gboolean dash = FALSE;

  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_DEVICES;
  set = hw_sheet_set_new (fixture->results, &options);
  for (guint i = 0; i < hw_sheet_set_n_sheets (set); i++)
    {
      g_autoptr (HwScene) scene = hw_sheet_set_build (set, i);
      for (guint t = 0; t < hw_scene_n_items (scene); t++)
        if (hw_scene_get_item (scene, t)->kind == HW_ITEM_TEXT)
          {
            const char *text = hw_scene_get_text (scene, hw_scene_get_item (scene, t));
            g_assert_cmpstr (text, !=, "0.0");
            dash |= strcmp (text, "–") == 0;
          }
    }
  g_assert_true (dash);
}

/* As many notes as the window lists. */
static void
test_cover_counts_notes (Fixture *fixture, gconstpointer data)
{
  HwSheetOptions options;
  g_autoptr (HwSheetSet) set = NULL;
  g_autoptr (HwScene) scene = NULL;
  g_autofree char *text = NULL;
  guint notes;

  /* Two of one name are a note. */
  hw_design_begin (fixture->design, "Rename");
  hw_operation_set (fixture->design, HW_REF (HW_TABLE_RACK, fixture->servers), "name", "B01", NULL);
  hw_design_commit (fixture->design);
  notes = hw_results_n_problems (fixture->results, HW_SEVERITY_NOTE);
  g_assert_cmpuint (notes, >, 0);
  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_COVER;
  set = hw_sheet_set_new (fixture->results, &options);
  scene = hw_sheet_set_build (set, 0);
  text = g_strdup_printf (notes == 1 ? "%u note" : "%u notes", notes);
  g_assert_true (check_has_text (scene, text));
}

/* A sheet is of the design, whatever has failed in the window; one of failures says so. */
static void
test_failed (Fixture *fixture, gconstpointer data)
{
  const char *const keys[] = { "x/pump/y", "x/pump/z", NULL };
  HwSheetOptions options;
  g_autoptr (HwSheetSet) design = NULL;
  g_autoptr (HwSheetSet) failed = NULL;
  g_autoptr (HwScene) plain = NULL;
  g_autoptr (HwScene) told = NULL;

  hw_results_set_failed (fixture->results, keys);
  hw_sheet_options_init (&options);
  options.kinds = HW_SHEETS_HALL;
  design = hw_sheet_set_new (fixture->results, &options);
  plain = hw_sheet_set_build (design, 0);
  g_assert_false (check_has_text (plain, "failed"));
  options.failed = keys;
  failed = hw_sheet_set_new (fixture->results, &options);
  hw_results_set_failed (fixture->results, NULL);
  told = hw_sheet_set_build (failed, 0);
  g_assert_true (check_has_text (told, "with 2 parts failed"));
  check_texts_apart (told);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/draw/set/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("failed", test_failed);
  ADD ("plan-goes-on", test_plan_goes_on);
  ADD ("cut-racks-are-named", test_cut_racks_are_named);
  ADD ("plans-explain-themselves", test_plans_explain_themselves);
  ADD ("block-is-not-cut", test_block_is_not_cut);
  ADD ("cover-is-whole", test_cover_is_whole);
  ADD ("rear-is-from-behind", test_rear_is_from_behind);
  ADD ("schedule-goes-below", test_schedule_goes_below);
  ADD ("racks-a-sheet", test_racks_a_sheet);
  ADD ("names-are-readable", test_names_are_readable);
  ADD ("tables-hold-all", test_tables_hold_all);
  ADD ("tables-share-sheets", test_tables_share_sheets);
  ADD ("cover-has-revisions", test_cover_has_revisions);
  ADD ("cover-counts-notes", test_cover_counts_notes);
  ADD ("no-load-is-not-zero", test_no_load_is_not_zero);
  return g_test_run ();
}
