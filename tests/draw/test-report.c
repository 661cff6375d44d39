/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-draw-checks.h"
#include "hw-draw-fixture.h"
#include "hw-ranks.h"
#include "hw-scene-report.h"
#include "hw-sheet.h"

static HwScene *
build_view (Fixture *fixture, HwThemeKind theme)
{
  HwViewport viewport = { .width = 900, .height = 800 };
  double width, height;

  hw_scene_report_extent (&width, &height);
  hw_viewport_fit (&viewport, 0, 0, width, height, 20);
  return hw_scene_report_build (fixture->results, hw_theme_get (theme), &viewport);
}

/* Of each large figure the number that the totals have. */
static void
test_figures (Fixture *fixture, gconstpointer data)
{
  static const HwTotal totals[] = {
    HW_TOTAL_GPUS, HW_TOTAL_FP8_DENSE, HW_TOTAL_IT_NAMEPLATE, HW_TOTAL_LIQUID, HW_TOTAL_RACKS
  };
  g_autoptr (HwScene) scene = build_view (fixture, HW_THEME_LIGHT);

  check_texts_apart (scene);
  check_contrast (scene);
  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      HwSum sum = hw_results_total (fixture->results, totals[i], HW_REF (HW_TABLE_DESIGN, 0));
      g_autofree char *unit = NULL;
      g_autofree char *digits
          = hw_quantity_split (hw_total_dimension (totals[i]), sum.value, NULL, &unit);
      HwRackBox box;
      HwTotal there;

      g_assert_true (check_has_text (scene, digits));
      g_assert_true (hw_scene_report_find_total (totals[i], &box));
      g_assert_true (
          hw_scene_report_total_at (box.x + box.width / 2, box.y + box.height / 2, &there));
      g_assert_cmpint (there, ==, totals[i]);
    }
  g_assert_false (hw_scene_report_total_at (1, 1, &(HwTotal){ 0 }));
}

/* What it takes and gives over years stands on it, as far as it is known. */
static void
test_outlook (Fixture *fixture, gconstpointer data)
{
  static const char *const before[]
      = { "no climate is chosen", "no price list is chosen", "Llama 3 405B takes" };
  g_autoptr (HwScene) scene = build_view (fixture, HW_THEME_LIGHT);
  g_autoptr (HwScene) phased = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    g_assert_true (check_has_text (scene, before[i]));
  g_assert_false (check_has_text (scene, "IT power by phase"));
  hw_design_begin (fixture->design, "Phases");
  hw_operation_add_phase (fixture->design, "One", "2027-03");
  hw_operation_add_phase (fixture->design, "Two", "2027-09");
  hw_operation_set (fixture->design, HW_REF (HW_TABLE_DESIGN, 1), "job", "Ours", NULL);
  hw_design_commit (fixture->design);
  phased = build_view (fixture, HW_THEME_PRINT);
  check_texts_apart (phased);
  check_contrast (phased);
  g_assert_true (check_has_text (phased, "IT power by phase"));
  g_assert_true (check_has_text (phased, "2027-09"));
  g_assert_true (check_has_text (phased, "Ours takes"));
}

/* A view does not wait for the worst failure: it tells that somebody seeks it, then what. */
static void
test_worst (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwScene) before = build_view (fixture, HW_THEME_LIGHT);
  g_autoptr (HwScene) pending = NULL;
  g_autoptr (HwScene) after = NULL;

  g_assert_true (check_has_text (before, "not computed"));
  hw_results_await_ranks (fixture->results);
  pending = build_view (fixture, HW_THEME_LIGHT);
  g_assert_false (check_has_text (pending, "not computed"));
  g_assert_false (check_has_text (pending, "left"));
  hw_results_take_ranks (fixture->results, hw_ranks_find (fixture->results, NULL));
  after = build_view (fixture, HW_THEME_LIGHT);
  g_assert_false (check_has_text (after, "not computed"));
  g_assert_true (check_has_text (after, "left"));
}

/* What the checks find is told in their words, at an icon that leads to the object. */
static void
test_problems (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwScene) scene = build_view (fixture, HW_THEME_DARK);
  g_autoptr (GPtrArray) problems = hw_results_problems (fixture->results);
  const HwProblem *first;
  g_auto (GStrv) words = NULL;
  gboolean picked = FALSE;

  g_assert_cmpuint (problems->len, >, 0);
  first = g_ptr_array_index (problems, 0);
  words = g_strsplit (first->message, " ", 3);
  g_assert_true (check_has_text (scene, words[0]));
  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);

      if (item->kind == HW_ITEM_TARGET && hw_ref_equal (item->ref, first->ref))
        picked |= hw_ref_equal (
            hw_scene_pick (scene, item->x + item->width / 2, item->y + item->height / 2),
            first->ref);
    }
  g_assert_true (picked);
}

/* On paper of any size nothing lies upon anything else, and the title block stays free. */
static void
test_sheet (Fixture *fixture, gconstpointer data)
{
  static const char *const papers[] = { "A4", "A3", "A1", "Letter" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (papers); i++)
    {
      HwSheetOptions options;
      g_autoptr (HwSheetSet) set = NULL;
      g_autoptr (HwScene) scene = NULL;

      hw_sheet_options_init (&options);
      options.kinds = HW_SHEETS_REPORT;
      options.paper = hw_paper_find (papers[i / 2]);
      options.portrait = i % 2 == 1;
      set = hw_sheet_set_new (fixture->results, &options);
      g_assert_cmpuint (hw_sheet_set_n_sheets (set), ==, 1);
      scene = hw_sheet_set_build (set, 0);
      check_texts_apart (scene);
      check_block_is_free (scene);
      g_assert_true (check_has_text (scene, "What is wrong"));
      g_assert_true (check_has_text (scene, "What is assumed"));
      g_assert_false (check_has_text (scene, "not computed"));
    }
}

/* A design with nothing in it has a report too. */
static void
test_empty (void)
{
  g_autoptr (HwDesign) design = hw_design_new ();
  g_autoptr (HwResults) results = hw_results_new (design);
  HwViewport viewport = { 0, 0, 1, 800, 800 };
  g_autoptr (HwScene) scene
      = hw_scene_report_build (results, hw_theme_get (HW_THEME_LIGHT), &viewport);

  check_texts_apart (scene);
  g_assert_true (check_has_text (scene, "Nothing that the checks know of"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/draw/report/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("figures", test_figures);
  ADD ("outlook", test_outlook);
  ADD ("worst", test_worst);
  ADD ("problems", test_problems);
  ADD ("sheet", test_sheet);
  g_test_add_func ("/draw/report/empty", test_empty);
  return g_test_run ();
}
