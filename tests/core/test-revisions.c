/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-core-fixture.h"

static HwHandle
issue (Fixture *fixture, const char *name, const char *date)
{
  HwHandle revision;

  hw_design_begin (fixture->design, "Issue");
  revision = hw_operation_add_revision (fixture->design, name, date, "MK", NULL);
  hw_design_commit (fixture->design);
  return revision;
}

static void
assert_title (Fixture *fixture, const char *revision, const char *date)
{
  const HwDesignRow *title = hw_design_get_title (fixture->design);

  g_assert_cmpstr (hw_design_text (fixture->design, title->revision), ==, revision);
  g_assert_cmpstr (hw_design_text (fixture->design, title->date), ==, date);
}

static void
test_title (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwHandle first = issue (fixture, "P01", "2026-10-01");
  HwHandle second = issue (fixture, "P02", "2026-11-01");

  assert_title (fixture, "P02", "2026-11-01");
  /* The title block follows the one that it names, and no other. */
  hw_design_begin (design, "Rename");
  g_assert_true (
      hw_operation_set (design, HW_REF (HW_TABLE_REVISION, second), "name", "C01", NULL));
  g_assert_true (
      hw_operation_set (design, HW_REF (HW_TABLE_REVISION, second), "date", "2026-11-05", NULL));
  g_assert_true (
      hw_operation_set (design, HW_REF (HW_TABLE_REVISION, first), "date", "2026-10-02", NULL));
  hw_design_commit (design);
  assert_title (fixture, "C01", "2026-11-05");
  hw_design_begin (design, "Remove");
  hw_operation_remove_revision (design, second);
  hw_design_commit (design);
  assert_title (fixture, "P01", "2026-10-02");
  hw_design_begin (design, "Remove");
  hw_operation_remove_revision (design, first);
  hw_design_commit (design);
  assert_title (fixture, "", "2026-10-02");
  g_assert_true (hw_design_undo (design));
  g_assert_true (hw_design_undo (design));
  assert_title (fixture, "C01", "2026-11-05");
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const char *const names[][2]
      = { { "A", "B" }, { "Z", "AA" }, { "P09", "P10" }, { "3", "4" } };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      HwHandle revision = issue (fixture, names[i][0], "2026-10-01");
      g_autofree char *next = hw_operation_next_revision_name (fixture->design);

      g_assert_cmpstr (next, ==, names[i][1]);
      hw_design_begin (fixture->design, "Remove");
      hw_operation_remove_revision (fixture->design, revision);
      hw_design_commit (fixture->design);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/core/revisions/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("title-block-follows", test_title);
  ADD ("names-go-on", test_names);
  return g_test_run ();
}
