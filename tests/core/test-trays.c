/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-core-fixture.h"

/* Cable trays that are placed in a hall of 10 × 8 m with the row A. */

static HwHandle
add (Fixture *fixture, gint32 x1, gint32 y1, gint32 x2, gint32 y2)
{
  g_autoptr (GError) error = NULL;
  HwHandle tray;

  hw_design_begin (fixture->design, "Add");
  tray = hw_operation_add_tray (fixture->design, fixture->hall, "T", x1, y1, x2, y2, &error);
  g_assert_cmpint (tray == 0, ==, error != NULL);
  if (tray == 0)
    g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  hw_design_commit (fixture->design);
  return tray;
}

static gboolean
set (Fixture *fixture, HwTableKind table, HwHandle handle, const char *attribute, const char *value)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  hw_design_begin (fixture->design, "Set");
  done = hw_operation_set (fixture->design, HW_REF (table, handle), attribute, value, &error);
  g_assert_cmpint (done, ==, error == NULL);
  hw_design_commit (fixture->design);
  return done;
}

static gboolean
set_row (Fixture *fixture, HwHandle tray, HwHandle row)
{
  char id[HW_ID_SIZE];

  return set (fixture,
              HW_TABLE_TRAY,
              tray,
              "row",
              hw_design_id_text (fixture->design, HW_REF (HW_TABLE_ROW, row), id));
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  HwHandle tray = add (fixture, 1000, 2000, 9000, 2000);
  const HwTrayRow *row;

  g_assert_cmpuint (tray, !=, 0);
  row = hw_design_row (fixture->design, HW_TABLE_TRAY, tray);
  g_assert_cmpint (row->x2_mm, ==, 9000);
  g_assert_cmpint (row->width_mm, ==, 0);
  g_assert_cmpuint (row->object.parent, ==, fixture->hall);
  g_assert_true (hw_design_undo (fixture->design));
  g_assert_cmpuint (hw_design_count (fixture->design, HW_TABLE_TRAY), ==, 0);
  g_assert_true (hw_design_redo (fixture->design));
  g_assert_cmpuint (hw_design_count (fixture->design, HW_TABLE_TRAY), ==, 1);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  HwHandle tray;

  g_assert_cmpuint (add (fixture, 1000, 2000, 10001, 2000), ==, 0);
  g_assert_cmpuint (add (fixture, 1000, 2000, 1000, 2000), ==, 0);
  tray = add (fixture, 1000, 2000, 9000, 2000);
  g_assert_false (set (fixture, HW_TABLE_TRAY, tray, "y2-mm", "8001"));
  g_assert_true (set (fixture, HW_TABLE_TRAY, tray, "y2-mm", "8000"));
  /* The hall keeps what hangs in it. */
  g_assert_false (set (fixture, HW_TABLE_HALL, fixture->hall, "depth-mm", "7000"));
  g_assert_true (set (fixture, HW_TABLE_HALL, fixture->hall, "depth-mm", "9000"));
}

/* One tray stands in for that of a row; without the row it is one of its own. */
static void
test_row (Fixture *fixture, gconstpointer data)
{
  HwHandle first = add (fixture, 1000, 2000, 9000, 2000);
  HwHandle second = add (fixture, 1000, 3000, 9000, 3000);
  HwRef row;

  hw_design_begin (fixture->design, "Add");
  row = HW_REF (HW_TABLE_ROW, hw_operation_add_row (fixture->design, fixture->hall, "B"));
  hw_design_commit (fixture->design);
  g_assert_true (set_row (fixture, first, row.handle));
  g_assert_false (set_row (fixture, second, row.handle));
  hw_design_begin (fixture->design, "Remove");
  g_assert_true (hw_operation_remove (fixture->design, &row, 1, NULL));
  hw_design_commit (fixture->design);
  g_assert_cmpuint (
      ((const HwTrayRow *)hw_design_row (fixture->design, HW_TABLE_TRAY, first))->row, ==, 0);
  hw_design_undo (fixture->design);
  g_assert_cmpuint (((const HwTrayRow *)hw_design_row (fixture->design, HW_TABLE_TRAY, first))->row,
                    ==,
                    row.handle);
}

/* Trays go along with what stands on the floor, all or none. */
static void
test_shift (Fixture *fixture, gconstpointer data)
{
  HwHandle aslant = add (fixture, 1000, 1000, 4000, 3000),
           level = add (fixture, 0, 5000, 9000, 5000);
  HwArea area = { 2000, 6000, 600, 600 };
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  g_autoptr (GArray) features = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  g_autoptr (GArray) trays = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  g_autoptr (GError) error = NULL;
  HwHandle column;
  const HwTrayRow *row;

  hw_design_begin (fixture->design, "Add");
  column = hw_operation_add_feature (
      fixture->design, fixture->hall, HW_FEATURE_COLUMN, "C", &area, NULL);
  hw_design_commit (fixture->design);
  g_array_append_val (features, column);
  g_array_append_val (trays, aslant);
  g_array_append_val (trays, level);
  hw_design_begin (fixture->design, "Shift");
  g_assert_true (
      hw_operation_shift_floor (fixture->design, racks, features, trays, 500, 100, NULL));
  hw_design_commit (fixture->design);
  row = hw_design_row (fixture->design, HW_TABLE_TRAY, aslant);
  g_assert_cmpint (row->x1_mm, ==, 1500);
  g_assert_cmpint (row->y2_mm, ==, 3100);
  /* The second would leave the hall. */
  hw_design_begin (fixture->design, "Shift");
  g_assert_false (
      hw_operation_shift_floor (fixture->design, racks, features, trays, 600, 0, &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  row = hw_design_row (fixture->design, HW_TABLE_TRAY, aslant);
  g_assert_cmpint (row->x1_mm, ==, 1500);
  hw_design_rollback (fixture->design);
  hw_design_undo (fixture->design);
  row = hw_design_row (fixture->design, HW_TABLE_TRAY, aslant);
  g_assert_cmpint (row->x1_mm, ==, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/core/trays/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("add", test_add);
  ADD ("refused", test_refused);
  ADD ("row", test_row);
  ADD ("shift", test_shift);
  return g_test_run ();
}
