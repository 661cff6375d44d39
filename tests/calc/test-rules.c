/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-calc-fixture.h"
#include "hw-edit.h"

static const HwProblem *
find (Fixture *fixture, const char *code)
{
  g_autoptr (GPtrArray) problems = hw_results_problems (fixture->results);

  for (guint i = 0; i < problems->len; i++)
    if (strcmp (((HwProblem *)problems->pdata[i])->code, code) == 0)
      return problems->pdata[i];
  return NULL;
}

static void
test_power (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  const HwProblem *problem;

  fixture_set (fixture, HW_TABLE_RACK, rack, "power-limit-w", "20000");
  fixture_mount (fixture, rack, "server", 1);
  fixture_mount (fixture, rack, "server", 11);
  g_assert_null (find (fixture, "rack-power"));
  fixture_mount (fixture, rack, "server", 21);
  problem = find (fixture, "rack-power");
  g_assert_nonnull (problem);
  g_assert_cmpint (problem->severity, ==, HW_SEVERITY_ERROR);
  g_assert_true (hw_ref_equal (problem->ref, HW_REF (HW_TABLE_RACK, rack)));
  g_assert_nonnull (strstr (problem->message, "30\302\240kW of 20\302\240kW"));
  g_assert_cmpuint (hw_results_rack (fixture->results, rack)->severity, ==, HW_SEVERITY_ERROR);
  hw_design_undo (fixture->design);
  g_assert_null (find (fixture, "rack-power"));
  g_assert_cmpuint (hw_results_n_problems (fixture->results, HW_SEVERITY_ERROR), ==, 0);
}

/* What a file says is removed before it is installed, which no operation makes: in one problem for
 * all, which goes when it is mended. */
static void
test_never_stands (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  HwHandle device = fixture_mount (fixture, rack, "server", 1);
  HwHandle first, second;
  HwDevice row = *hw_design_get_device (design, device);
  HwRack frame = *hw_design_get_rack (design, rack);
  const HwProblem *problem;

  hw_design_begin (design, "Phases");
  first = hw_operation_add_phase (design, "One", NULL);
  second = hw_operation_add_phase (design, "Two", NULL);
  hw_design_commit (design);
  row.object.install = (guint16)second;
  row.object.removal = (guint16)first;
  hw_design_begin (design, "As a file says");
  hw_edit_set (design, HW_TABLE_DEVICE, device, &row);
  hw_design_commit (design);
  problem = find (fixture, "removed-before-installed");
  g_assert_nonnull (problem);
  g_assert_cmpint (problem->severity, ==, HW_SEVERITY_ERROR);
  g_assert_true (hw_ref_equal (problem->ref, HW_REF (HW_TABLE_DEVICE, device)));
  g_assert_nonnull (strstr (problem->message, "One"));
  g_assert_nonnull (strstr (problem->message, "Two"));
  g_assert_cmpuint (hw_results_n_problems (fixture->results, HW_SEVERITY_ERROR), ==, 1);

  frame.object.install = frame.object.removal = (guint16)second;
  hw_design_begin (design, "As a file says");
  hw_edit_set (design, HW_TABLE_RACK, rack, &frame);
  hw_design_commit (design);
  g_assert_cmpuint (hw_results_n_problems (fixture->results, HW_SEVERITY_ERROR), ==, 1);
  g_assert_cmpuint (find (fixture, "removed-before-installed")->others->len, ==, 1);
  hw_design_undo (design);

  /* Another order of the phases mends it. */
  hw_design_begin (design, "Move");
  g_assert_true (hw_operation_move_phase (design, second, -1, NULL));
  hw_design_commit (design);
  g_assert_null (find (fixture, "removed-before-installed"));
  hw_design_undo (design);
  g_assert_nonnull (find (fixture, "removed-before-installed"));
  fixture_set (fixture, HW_TABLE_DEVICE, device, "removal", NULL);
  g_assert_null (find (fixture, "removed-before-installed"));
  g_assert_cmpuint (hw_results_n_problems (fixture->results, HW_SEVERITY_ERROR), ==, 0);
}

/* The assembly's own limit of 25 kW holds for its rack. */
static void
test_assembly_limit (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "system", 1000, 1000);

  g_assert_null (find (fixture, "rack-power"));
  fixture_mount (fixture, rack, "tray", 7);
  g_assert_nonnull (find (fixture, "rack-power"));
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);

  for (int i = 0; i < 3; i++)
    fixture_mount (fixture, rack, "server", 1 + 10 * i);
  g_assert_null (find (fixture, "rack-load")); /* 390 of 500 kg: the rack itself does not count */
  fixture_mount (fixture, rack, "server", 31);
  g_assert_nonnull (find (fixture, "rack-load")); /* 520 kg */
  hw_design_undo (fixture->design);
  g_assert_null (find (fixture, "rack-load"));
}

static void
test_floor (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  const HwProblem *problem;

  for (int i = 0; i < 4; i++)
    fixture_mount (fixture, rack, "server", 1 + 10 * i);
  /* 620 kg on 0.6 m²: 10.1 kPa; spread over 1.32 m²: 4.6 kPa. */
  g_assert_null (find (fixture, "floor-spread"));
  fixture_set (fixture, HW_TABLE_SITE, 1, "floor-limit-pa", "9000");
  problem = find (fixture, "floor-spread");
  g_assert_nonnull (problem);
  g_assert_cmpint (problem->severity, ==, HW_SEVERITY_NOTE);
  g_assert_null (find (fixture, "floor-load"));
  fixture_set (fixture, HW_TABLE_SITE, 1, "floor-limit-pa", "4000");
  g_assert_null (find (fixture, "floor-spread"));
  g_assert_nonnull (find (fixture, "floor-load"));
  fixture_set (fixture, HW_TABLE_SITE, 1, "floor-limit-pa", NULL);
  g_assert_null (find (fixture, "floor-load"));
  /* 620 · 9.80665 / 4 = 1520 N. */
  g_assert_null (find (fixture, "foot-load"));
  fixture_set (fixture, HW_TABLE_SITE, 1, "foot-limit-n", "1519");
  g_assert_nonnull (find (fixture, "foot-load"));
  fixture_set (fixture, HW_TABLE_SITE, 1, "foot-limit-n", "1521");
  g_assert_null (find (fixture, "foot-load"));
}

static void
test_incomplete (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "system", 1000, 1000);

  g_assert_null (find (fixture, "assembly-incomplete"));
  fixture_remove (fixture, HW_TABLE_DEVICE, fixture_device (fixture, rack, "tray"));
  g_assert_nonnull (strstr (find (fixture, "assembly-incomplete")->message, "lacks 1 of 4 tray"));
  hw_design_undo (fixture->design);
  g_assert_null (find (fixture, "assembly-incomplete"));
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  HwHandle first = fixture_rack (fixture, "rack", 1000, 1000);
  HwHandle second = fixture_rack (fixture, "rack", 2000, 1000);
  const HwProblem *problem;

  g_assert_null (find (fixture, "duplicate-name"));
  fixture_set (fixture, HW_TABLE_RACK, second, "name", "A01");
  problem = find (fixture, "duplicate-name");
  g_assert_nonnull (problem);
  g_assert_cmpuint (problem->ref.handle, ==, first);
  g_assert_cmpuint (problem->others->len, ==, 1);
  fixture_remove (fixture, HW_TABLE_RACK, first);
  g_assert_null (find (fixture, "duplicate-name"));
}

static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  HwProduct *odd = hw_product_new ("odd", "odd", HW_KIND_GENERIC, HW_MOUNTING_EIA);
  HwFigure height = { .field = HW_FIELD_RACK_UNITS, .state = HW_FIGURE_VALUE, .value = 1 };
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  HwHandle device;

  hw_product_add_figure (odd, &height);
  hw_catalogue_add (fixture->catalogue, odd, NULL);
  g_assert_null (find (fixture, "unknown-power"));
  device = fixture_mount (fixture, rack, "odd", 1);
  g_assert_nonnull (strstr (find (fixture, "unknown-power")->message, "odd"));
  g_assert_nonnull (find (fixture, "unknown-mass"));
  fixture_remove (fixture, HW_TABLE_DEVICE, device);
  g_assert_null (find (fixture, "unknown-power"));
  g_assert_null (find (fixture, "unknown-mass"));
}

static void
test_consequences (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  HwSlot slot = { 20, HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
  g_autoptr (GArray) lines = NULL;
  HwSnapshot before;
  gboolean load = FALSE;

  fixture_set (fixture, HW_TABLE_RACK, rack, "power-limit-w", "15000");
  fixture_mount (fixture, rack, "server", 1);
  hw_results_snapshot (fixture->results, &before);
  hw_design_preview_begin (fixture->design);
  hw_operation_add_device (fixture->design,
                           rack,
                           fixture->catalogue,
                           hw_catalogue_find (fixture->catalogue, "server"),
                           NULL,
                           &slot,
                           NULL);
  hw_design_preview_show (fixture->design);
  lines = hw_results_consequences (fixture->results, &before, rack);
  hw_design_preview_end (fixture->design);
  g_assert_cmpuint (lines->len, >=, 4);
  g_assert_cmpstr (g_array_index (lines, HwConsequence, 0).text, ==, "+10\302\240PFLOPS");
  for (guint i = 0; i < lines->len; i++)
    {
      const HwConsequence *line = &g_array_index (lines, HwConsequence, i);
      if (line->severity == HW_SEVERITY_ERROR)
        {
          load = TRUE;
          g_assert_cmpstr (line->text, ==, "20 of 15\302\240kW");
        }
    }
  g_assert_true (load);
  g_assert_cmpfloat (fixture_total (fixture, HW_TOTAL_GPUS), ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/calc/rules/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("removed-before-installed", test_never_stands);
  ADD ("rack-power", test_power);
  ADD ("limit-of-an-assembly", test_assembly_limit);
  ADD ("rack-load", test_load);
  ADD ("floor", test_floor);
  ADD ("assembly-incomplete", test_incomplete);
  ADD ("duplicate-name", test_names);
  ADD ("unknown-figures", test_unknown);
  ADD ("consequences-of-a-preview", test_consequences);
  return g_test_run ();
}
