/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-core-fixture.h"

/* Rack A01 stands at 1200, 1200 with 600 × 1200 mm in a hall of 10 000 × 8000 mm with tiles of
 * 600 mm. */

static HwHandle
add (Fixture *fixture, HwFeatureKind kind, const char *name, HwArea area)
{
  g_autoptr (GError) error = NULL;
  HwHandle feature;

  hw_design_begin (fixture->design, "Add");
  feature = hw_operation_add_feature (fixture->design, fixture->hall, kind, name, &area, &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
  return feature;
}

static void
assert_at (Fixture *fixture, HwHandle feature, gint32 x_mm, gint32 y_mm)
{
  const HwFeature *row = hw_design_row (fixture->design, HW_TABLE_FEATURE, feature);

  g_assert_cmpint (row->x_mm, ==, x_mm);
  g_assert_cmpint (row->y_mm, ==, y_mm);
}

/* In a transaction of its own, which a refusal leaves empty. */
static gboolean
shift (Fixture *fixture, gboolean rack, HwHandle feature, gint32 dx, gint32 dy)
{
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  g_autoptr (GArray) features = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  g_autoptr (GError) error = NULL;
  gboolean done, changed;

  if (rack)
    g_array_append_val (racks, fixture->rack);
  g_array_append_val (features, feature);
  hw_design_begin (fixture->design, "Move");
  done = hw_operation_shift_floor (fixture->design, racks, features, NULL, dx, dy, &error);
  g_assert_cmpint (done, ==, error == NULL);
  changed = hw_design_commit (fixture->design);
  if (!done)
    {
      g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
      /* There and back again. */
      if (changed)
        g_assert_true (hw_design_undo (fixture->design));
    }
  return done;
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  HwHandle column = add (fixture, HW_FEATURE_COLUMN, "Column 1", (HwArea){ 5000, 5000, 400, 400 });

  g_assert_true (shift (fixture, FALSE, column, 1800 - 5000, 1200 - 5000));
  assert_at (fixture, column, 1800, 1200);
  /* Onto the rack, and out of the hall. */
  g_assert_false (shift (fixture, FALSE, column, -1, 0));
  g_assert_false (shift (fixture, FALSE, column, 9601 - 1800, 0));
  assert_at (fixture, column, 1800, 1200);

  hw_design_begin (fixture->design, "Lock");
  g_assert_true (hw_operation_set (
      fixture->design, HW_REF (HW_TABLE_FEATURE, column), "locked", "true", NULL));
  hw_design_commit (fixture->design);
  g_assert_false (shift (fixture, FALSE, column, 1000, 0));
}

/* What moves along is not in the way, and what is refused moves nothing. */
static void
test_move_with_racks (Fixture *fixture, gconstpointer data)
{
  HwHandle column = add (fixture, HW_FEATURE_COLUMN, "Column 1", (HwArea){ 1800, 1200, 400, 400 });
  HwHandle far = add (fixture, HW_FEATURE_COLUMN, "Column 2", (HwArea){ 1200, 3000, 400, 400 });

  g_assert_true (shift (fixture, TRUE, column, 300, 0));
  assert_at (fixture, column, 2100, 1200);
  g_assert_cmpint (hw_design_get_rack (fixture->design, fixture->rack)->x_mm, ==, 1500);
  /* The rack would stand upon the other column. */
  g_assert_false (shift (fixture, TRUE, column, 0, 700));
  /* The column would stand in the wall. */
  g_assert_false (shift (fixture, TRUE, column, 7600, 0));
  assert_at (fixture, column, 2100, 1200);
  assert_at (fixture, far, 1200, 3000);
  g_assert_cmpint (hw_design_get_rack (fixture->design, fixture->rack)->x_mm, ==, 1500);
  g_assert_cmpint (hw_design_get_rack (fixture->design, fixture->rack)->y_mm, ==, 1200);
}

static HwHandle
duplicate (Fixture *fixture, HwHandle feature)
{
  g_autoptr (GError) error = NULL;
  HwHandle copy;

  hw_design_begin (fixture->design, "Duplicate");
  copy = hw_operation_duplicate_feature (fixture->design, feature, &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
  g_assert_cmpuint (copy, !=, 0);
  return copy;
}

static void
test_duplicate (Fixture *fixture, gconstpointer data)
{
  HwHandle column = add (fixture, HW_FEATURE_COLUMN, "Column 1", (HwArea){ 600, 1200, 400, 400 });
  HwHandle door = add (fixture, HW_FEATURE_DOOR, "Way out", (HwArea){ 9800, 3000, 200, 1200 });
  HwHandle copy = duplicate (fixture, column);
  HwHandle other;

  /* The tile to the east is the rack's, that to the west is free. */
  assert_at (fixture, copy, 0, 1200);
  g_assert_cmpstr (
      hw_design_name (fixture->design, HW_REF (HW_TABLE_FEATURE, copy)), ==, "Column 2");
  other = duplicate (fixture, column);
  assert_at (fixture, other, 1800, 1200);
  g_assert_cmpstr (
      hw_design_name (fixture->design, HW_REF (HW_TABLE_FEATURE, other)), ==, "Column 3");
  copy = duplicate (fixture, door);
  assert_at (fixture, copy, 9800, 4200);
  g_assert_cmpstr (
      hw_design_name (fixture->design, HW_REF (HW_TABLE_FEATURE, copy)), ==, "Way out 2");
}

static void
test_grid (Fixture *fixture, gconstpointer data)
{
  HwHandle column = add (fixture, HW_FEATURE_COLUMN, "Column 1", (HwArea){ 3000, 600, 400, 400 });
  g_autoptr (GArray) features = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  g_autoptr (GArray) copies = NULL;
  g_autoptr (GError) error = NULL;

  g_array_append_val (features, column);
  hw_design_begin (fixture->design, "Grid");
  copies = hw_operation_duplicate_features (fixture->design, features, 3, 2, 3000, 4000, &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
  g_assert_cmpuint (copies->len, ==, 5);
  assert_at (fixture, g_array_index (copies, HwHandle, 1), 9000, 600);
  assert_at (fixture, g_array_index (copies, HwHandle, 4), 9000, 4600);
  g_assert_cmpstr (hw_design_name (fixture->design,
                                   HW_REF (HW_TABLE_FEATURE, g_array_index (copies, HwHandle, 4))),
                   ==,
                   "Column 6");
  /* All or none. */
  hw_design_begin (fixture->design, "Grid");
  g_assert_null (
      hw_operation_duplicate_features (fixture->design, features, 4, 1, 2500, 4000, &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  hw_design_commit (fixture->design);
  g_assert_cmpuint (hw_design_count (fixture->design, HW_TABLE_FEATURE), ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/core/features/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("move", test_move);
  ADD ("move-with-racks", test_move_with_racks);
  ADD ("copies-stand-beside", test_duplicate);
  ADD ("copies-over-a-grid", test_grid);
  return g_test_run ();
}
