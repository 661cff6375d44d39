/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-aisle.h"
#include "hw-core-fixture.h"

/* Contained aisles: rows A, B and C from the north, A and B front to front, B and C rear to rear.
 */

typedef struct
{
  HwHandle b, c;
} Rows;

static void
add_rack (Fixture *fixture, HwHandle row, gint32 x, gint32 y, gint16 rotation)
{
  g_autoptr (GError) error = NULL;

  hw_operation_add_rack (fixture->design,
                         fixture->hall,
                         row,
                         fixture->catalogue,
                         fixture_product (fixture, "rack-48"),
                         NULL,
                         x,
                         y,
                         rotation,
                         &error);
  g_assert_no_error (error);
}

static Rows
add_rows (Fixture *fixture)
{
  Rows rows;

  hw_design_begin (fixture->design, "Rows");
  rows.b = hw_operation_add_row (fixture->design, fixture->hall, "B");
  rows.c = hw_operation_add_row (fixture->design, fixture->hall, "C");
  add_rack (fixture, fixture->row, 1800, 1200, 0);
  for (int i = 0; i < 3; i++)
    {
      add_rack (fixture, rows.b, 1200 + 600 * i, 3600, 180);
      add_rack (fixture, rows.c, 1200 + 600 * i, 6000, 0);
    }
  hw_design_commit (fixture->design);
  return rows;
}

static const char *
name_of (Fixture *fixture, HwHandle row)
{
  return hw_design_text (
      fixture->design,
      ((const HwRow *)hw_design_row (fixture->design, HW_TABLE_ROW, row))->containment);
}

static gboolean
contain (Fixture *fixture, HwHandle *rows, guint n, GError **error)
{
  GArray array = { (char *)rows, n };
  gboolean done;

  hw_design_begin (fixture->design, "Contain");
  done = hw_operation_contain_aisle (fixture->design, &array, error);
  if (done)
    hw_design_commit (fixture->design);
  else
    hw_design_rollback (fixture->design);
  return done;
}

static void
open_aisle (Fixture *fixture, HwHandle row)
{
  GArray array = { (char *)&row, 1 };

  hw_design_begin (fixture->design, "Open");
  hw_operation_open_aisle (fixture->design, &array);
  hw_design_commit (fixture->design);
}

static void
check_aisle (Fixture *fixture, HwHandle *rows, guint n, HwAisleKind kind, HwArea area)
{
  GArray array = { (char *)rows, n };
  HwAisle aisle;

  g_assert_true (hw_aisle_between (fixture->design, &array, &aisle));
  g_assert_cmpint (aisle.kind, ==, kind);
  g_assert_true (aisle.across);
  g_assert_cmpint (aisle.area.x, ==, area.x);
  g_assert_cmpint (aisle.area.y, ==, area.y);
  g_assert_cmpint (aisle.area.width, ==, area.width);
  g_assert_cmpint (aisle.area.depth, ==, area.depth);
}

static void
test_aisles (Fixture *fixture, gconstpointer data)
{
  Rows rows = add_rows (fixture);
  HwHandle cold[] = { fixture->row, rows.b };
  HwHandle hot[] = { rows.c, rows.b };
  HwArea behind = { 1200, 0, 1200, 1200 };
  HwAisle aisle;
  GArray none = { NULL, 0 };

  /* As long as the longer of the rows, whichever comes first. */
  check_aisle (fixture, cold, 2, HW_AISLE_COLD, (HwArea){ 1200, 2400, 1800, 1200 });
  check_aisle (fixture, hot, 2, HW_AISLE_HOT, (HwArea){ 1200, 4800, 1800, 1200 });
  /* Of a row alone that behind it. */
  check_aisle (fixture, cold, 1, HW_AISLE_HOT, behind);
  g_assert_false (hw_aisle_between (fixture->design, &none, &aisle));
  /* A rack that is turned round leaves no kind. */
  hw_design_begin (fixture->design, "Add");
  add_rack (fixture, fixture->row, 2400, 1200, 180);
  hw_design_commit (fixture->design);
  check_aisle (fixture, cold, 2, HW_AISLE_MIXED, (HwArea){ 1200, 2400, 1800, 1200 });
}

static void
test_contain (Fixture *fixture, gconstpointer data)
{
  Rows rows = add_rows (fixture);
  HwHandle cold[] = { fixture->row, rows.b };
  HwHandle hot[] = { rows.b, rows.c };

  g_assert_true (contain (fixture, cold, 2, NULL));
  g_assert_cmpstr (name_of (fixture, fixture->row), ==, "Aisle A–B");
  g_assert_cmpstr (name_of (fixture, rows.b), ==, "Aisle A–B");
  g_assert_cmpstr (name_of (fixture, rows.c), ==, "");
  /* A row gives on one aisle. */
  g_assert_true (contain (fixture, hot, 2, NULL));
  g_assert_cmpstr (name_of (fixture, rows.b), ==, "Aisle B–C");
  hw_design_undo (fixture->design);
  g_assert_cmpstr (name_of (fixture, rows.b), ==, "Aisle A–B");
  g_assert_cmpstr (name_of (fixture, rows.c), ==, "");
  /* The aisle is opened for both its rows, whichever is named. */
  open_aisle (fixture, rows.b);
  g_assert_cmpstr (name_of (fixture, fixture->row), ==, "");
  hw_design_undo (fixture->design);
  hw_design_undo (fixture->design);
  g_assert_cmpstr (name_of (fixture, fixture->row), ==, "");
}

/* Two pairs of rows with the same names are two aisles. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  Rows rows = add_rows (fixture);
  HwHandle hot[] = { rows.b, rows.c };
  HwHandle other = fixture->row;

  hw_design_begin (fixture->design, "Name");
  hw_operation_set (
      fixture->design, HW_REF (HW_TABLE_ROW, other), "containment", "Aisle B–C", NULL);
  hw_design_commit (fixture->design);
  g_assert_true (contain (fixture, hot, 2, NULL));
  g_assert_cmpstr (name_of (fixture, rows.b), ==, "Aisle B–C (2)");
  /* Once more it keeps its name. */
  g_assert_true (contain (fixture, hot, 2, NULL));
  g_assert_cmpstr (name_of (fixture, rows.b), ==, "Aisle B–C (2)");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  Rows rows = add_rows (fixture);
  HwHandle far[] = { fixture->row, rows.c };
  HwHandle elsewhere[] = { fixture->row, 0 };
  HwHandle beside[] = { fixture->row, 0 };
  HwHandle hall;
  g_autoptr (GError) one = NULL;
  g_autoptr (GError) between = NULL;
  g_autoptr (GError) halls = NULL;
  g_autoptr (GError) line = NULL;

  g_assert_false (contain (fixture, far, 1, &one));
  g_assert_error (one, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  g_assert_false (contain (fixture, far, 2, &between));
  g_assert_nonnull (strstr (between->message, "Row B"));
  hw_design_begin (fixture->design, "Hall");
  hall = hw_operation_add_hall (fixture->design, "Hall 2", 5000, 5000);
  elsewhere[1] = hw_operation_add_row (fixture->design, hall, "A");
  beside[1] = hw_operation_add_row (fixture->design, fixture->hall, "D");
  add_rack (fixture, beside[1], 6000, 1200, 0);
  hw_design_commit (fixture->design);
  g_assert_false (contain (fixture, elsewhere, 2, &halls));
  g_assert_nonnull (strstr (halls->message, "different halls"));
  /* In one line there is nothing between that could be walked on from either. */
  g_assert_false (contain (fixture, beside, 2, &line));
  g_assert_error (line, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  g_assert_cmpstr (name_of (fixture, fixture->row), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/core/containment/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("aisles", test_aisles);
  ADD ("contained-and-opened", test_contain);
  ADD ("names", test_names);
  ADD ("refused", test_refused);
  return g_test_run ();
}
