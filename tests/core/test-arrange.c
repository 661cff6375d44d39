/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-core-fixture.h"

static HwHandle
add_rack (Fixture *fixture, gint32 x, gint32 y)
{
  HwHandle rack;
  g_autoptr (GError) error = NULL;

  hw_design_begin (fixture->design, "Add");
  rack = hw_operation_add_rack (fixture->design,
                                fixture->hall,
                                fixture->row,
                                fixture->catalogue,
                                fixture_product (fixture, "rack-48"),
                                NULL,
                                x,
                                y,
                                0,
                                &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
  return rack;
}

static GArray *
handles (HwHandle a, HwHandle b, HwHandle c)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  g_array_append_val (array, a);
  if (b != 0)
    g_array_append_val (array, b);
  if (c != 0)
    g_array_append_val (array, c);
  return array;
}

/* As what stands on the floor. Returns: (array) */
static HwRef *
floor_refs (const GArray *racks)
{
  HwRef *refs = g_new (HwRef, racks->len);

  for (guint i = 0; i < racks->len; i++)
    refs[i] = HW_REF (HW_TABLE_RACK, g_array_index (racks, HwHandle, i));
  return refs;
}

static void
test_align (Fixture *fixture, gconstpointer data)
{
  HwHandle second = add_rack (fixture, 3000, 2000);
  HwHandle third = add_rack (fixture, 6000, 1500);
  g_autoptr (GArray) racks = handles (fixture->rack, second, third);
  g_autofree HwRef *refs = floor_refs (racks);

  hw_design_begin (fixture->design, "Align");
  g_assert_true (hw_operation_align (fixture->design, refs, 3, HW_EDGE_SOUTH, NULL));
  hw_design_commit (fixture->design);
  g_assert_cmpint (hw_design_get_rack (fixture->design, fixture->rack)->y_mm, ==, 2000);
  g_assert_cmpint (hw_design_get_rack (fixture->design, third)->y_mm, ==, 2000);
  /* All at one western edge would stand on each other. */
  hw_design_begin (fixture->design, "Align");
  g_assert_false (hw_operation_align (fixture->design, refs, 3, HW_EDGE_WEST, NULL));
  hw_design_rollback (fixture->design);
  g_assert_cmpint (hw_design_get_rack (fixture->design, third)->x_mm, ==, 6000);
}

static void
test_distribute (Fixture *fixture, gconstpointer data)
{
  HwHandle second = add_rack (fixture, 1900, 1200);
  HwHandle third = add_rack (fixture, 6000, 1200);
  g_autoptr (GArray) racks = handles (third, second, fixture->rack);
  g_autofree HwRef *refs = floor_refs (racks);

  hw_design_begin (fixture->design, "Distribute");
  g_assert_true (hw_operation_distribute (fixture->design, refs, 3, FALSE, NULL));
  hw_design_commit (fixture->design);
  /* From 1200 to 6600 mm: 5400 − 3 · 600 = 3600 mm in two gaps. */
  g_assert_cmpint (hw_design_get_rack (fixture->design, fixture->rack)->x_mm, ==, 1200);
  g_assert_cmpint (hw_design_get_rack (fixture->design, second)->x_mm, ==, 3600);
  g_assert_cmpint (hw_design_get_rack (fixture->design, third)->x_mm, ==, 6000);
}

/* Columns and a CDU that stands on the floor are arranged as racks are, with the same rules. */
static void
test_floor (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwArea first = { 5000, 5000, 400, 400 }, second = { 8000, 6000, 600, 400 };
  HwArea on_way = { 1300, 4000, 300, 300 };
  HwRef refs[3], stuck[2];
  const HwFeature *row;
  g_autoptr (GError) error = NULL;

  hw_design_begin (design, "Add");
  refs[0] = HW_REF (HW_TABLE_FEATURE,
                    hw_operation_add_feature (
                        design, fixture->hall, HW_FEATURE_COLUMN, "Column 1", &first, &error));
  refs[1] = HW_REF (HW_TABLE_FEATURE,
                    hw_operation_add_feature (
                        design, fixture->hall, HW_FEATURE_KEEP_OUT, "Keep-out", &second, &error));
  refs[2] = HW_REF (HW_TABLE_RACK,
                    hw_operation_add_rack (design,
                                           fixture->hall,
                                           0,
                                           fixture->catalogue,
                                           fixture_product (fixture, "row-cdu"),
                                           NULL,
                                           1200,
                                           4600,
                                           0,
                                           &error));
  g_assert_no_error (error);
  hw_design_commit (design);

  hw_design_begin (design, "Align");
  g_assert_true (hw_operation_align (design, refs, 3, HW_EDGE_NORTH, NULL));
  hw_design_commit (design);
  for (guint i = 0; i < 2; i++)
    {
      row = hw_design_row (design, HW_TABLE_FEATURE, refs[i].handle);
      g_assert_cmpint (row->y_mm, ==, 4600);
    }
  g_assert_cmpint (hw_design_get_rack (design, refs[2].handle)->y_mm, ==, 4600);
  hw_design_undo (design);

  /* From 1200 to 8600 mm: 7400 − 900 − 400 − 600 = 5500 mm in two gaps of 2750 mm. */
  hw_design_begin (design, "Distribute");
  g_assert_true (hw_operation_distribute (design, refs, 3, FALSE, NULL));
  hw_design_commit (design);
  row = hw_design_row (design, HW_TABLE_FEATURE, refs[0].handle);
  g_assert_cmpint (row->x_mm, ==, 1200 + 900 + 2750);
  hw_design_undo (design);

  /* A column does not go onto the rack, and nothing has moved then. */
  stuck[0] = HW_REF (HW_TABLE_RACK, fixture->rack);
  hw_design_begin (design, "Add");
  stuck[1] = HW_REF (HW_TABLE_FEATURE,
                     hw_operation_add_feature (
                         design, fixture->hall, HW_FEATURE_COLUMN, "Column 2", &on_way, NULL));
  hw_design_commit (design);
  hw_design_begin (design, "Align");
  g_assert_false (hw_operation_align (design, stuck, 2, HW_EDGE_SOUTH, &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  hw_design_rollback (design);
  row = hw_design_row (design, HW_TABLE_FEATURE, stuck[1].handle);
  g_assert_cmpint (row->y_mm, ==, 4000);
}

static void
test_grid (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  g_autoptr (GArray) racks = handles (fixture->rack, 0, 0);
  g_autoptr (GArray) copies = NULL;
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  HwHandle last;

  fixture_mount (fixture, fixture->rack, "server", 1);
  hw_design_begin (design, "Grid");
  copies = hw_operation_duplicate_grid (design, racks, 3, 2, 600, 2400, &error);
  g_assert_no_error (error);
  hw_design_commit (design);
  g_assert_cmpuint (copies->len, ==, 5);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_DEVICE), ==, 6);
  last = g_array_index (copies, HwHandle, 4);
  g_assert_cmpstr (hw_design_name (design, HW_REF (HW_TABLE_RACK, last)), ==, "B03");
  g_assert_cmpint (hw_design_get_rack (design, last)->x_mm, ==, 2400);
  g_assert_cmpint (hw_design_get_rack (design, last)->y_mm, ==, 3600);
  rows = hw_design_hall_rows (design, fixture->hall);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (
      hw_design_name (design, HW_REF (HW_TABLE_ROW, g_array_index (rows, HwHandle, 1))), ==, "B");
  hw_design_undo (design);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_RACK), ==, 1);
  /* One too many for the hall: none is made. */
  hw_design_begin (design, "Grid");
  none = hw_operation_duplicate_grid (design, racks, 16, 1, 600, 0, &error);
  g_assert_null (none);
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_RACK), ==, 1);
  hw_design_rollback (design);
}

static void
test_devices (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwHandle low = fixture_mount (fixture, fixture->rack, "server", 1);
  HwHandle high = fixture_mount (fixture, fixture->rack, "server", 11);
  HwHandle other = add_rack (fixture, 3000, 1200);
  g_autoptr (GArray) devices = handles (high, low, 0);
  HwSlot slot = fixture_slot (20, HW_FACE_FRONT);

  /* Each moves into units that the other leaves. */
  hw_design_begin (design, "Shift");
  g_assert_true (hw_operation_shift_devices (design, devices, 10, NULL));
  hw_design_commit (design);
  g_assert_cmpint (hw_design_get_device (design, low)->position, ==, 10);
  g_assert_cmpint (hw_design_get_device (design, high)->position, ==, 30);
  /* To another rack, the distance kept. */
  hw_design_begin (design, "Move");
  g_assert_true (hw_operation_move_devices (design, devices, low, other, &slot, NULL));
  hw_design_commit (design);
  g_assert_cmpuint (hw_design_get_device (design, high)->object.parent, ==, other);
  g_assert_cmpint (hw_design_get_device (design, high)->position, ==, 58);
  /* Above the top: both stay. */
  hw_design_begin (design, "Shift");
  g_assert_false (hw_operation_shift_devices (design, devices, 20, NULL));
  hw_design_rollback (design);
  g_assert_cmpint (hw_design_get_device (design, low)->position, ==, 38);
}

static void
test_devices_meet (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwHandle here = fixture_mount (fixture, fixture->rack, "server", 1);
  HwHandle other = add_rack (fixture, 3000, 1200);
  HwHandle there = fixture_mount (fixture, other, "server", 1);
  g_autoptr (GArray) devices = handles (here, there, 0);
  HwSlot slot = fixture_slot (20, HW_FACE_FRONT);

  hw_design_begin (design, "Move");
  g_assert_false (hw_operation_move_devices (design, devices, here, fixture->rack, &slot, NULL));
  hw_design_rollback (design);
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwRef refs[2]
      = { HW_REF (HW_TABLE_DEVICE, fixture_mount (fixture, fixture->rack, "switch", 1)),
          HW_REF (HW_TABLE_DEVICE, fixture_mount (fixture, fixture->rack, "switch", 10)) };
  g_autoptr (GError) error = NULL;

  /* Ten units fit at U10, not below it: neither is replaced. */
  fixture_mount (fixture, fixture->rack, "switch", 5);
  hw_design_begin (design, "Replace");
  g_assert_false (hw_operation_replace_product (
      design, refs, 2, fixture->catalogue, fixture_product (fixture, "server"), &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  g_assert_cmpstr (hw_design_device_product (design, refs[0].handle)->id, ==, "switch");
  hw_design_rollback (design);
  hw_design_begin (design, "Replace");
  g_assert_true (hw_operation_replace_product (
      design, refs, 2, fixture->catalogue, fixture_product (fixture, "deep"), NULL));
  hw_design_commit (design);
  g_assert_cmpstr (hw_design_device_product (design, refs[1].handle)->id, ==, "deep");
  /* A server does not mount in an MGX rack's trays, but EIA devices do in an MGX rack. */
  refs[0] = HW_REF (HW_TABLE_RACK, fixture->rack);
  hw_design_begin (design, "Replace");
  g_assert_true (hw_operation_replace_product (
      design, refs, 1, fixture->catalogue, fixture_product (fixture, "rack-mgx"), NULL));
  hw_design_commit (design);
  g_assert_cmpstr (hw_design_rack_product (design, fixture->rack)->id, ==, "rack-mgx");
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwArea inside = { 5000, 5000, 300, 300 }, on_rack = { 1300, 1300, 300, 300 };
  HwSlot slot = fixture_slot (30, HW_FACE_FRONT);
  HwHandle first, second;
  HwFit fit;

  fixture_mount (fixture, fixture->rack, "server", 1);
  hw_design_begin (design, "Add");
  g_assert_cmpuint (hw_operation_add_reservation (
                        design, fixture->rack, "spare", 2, 4, HW_FACE_FRONT, FALSE, NULL),
                    ==,
                    0);
  g_assert_cmpuint (hw_operation_add_reservation (
                        design, fixture->rack, "spare", 58, 4, HW_FACE_FRONT, FALSE, NULL),
                    !=,
                    0);
  g_assert_cmpuint (
      hw_operation_add_feature (design, fixture->hall, HW_FEATURE_COLUMN, "C1", &on_rack, NULL),
      ==,
      0);
  g_assert_cmpuint (
      hw_operation_add_feature (design, fixture->hall, HW_FEATURE_COLUMN, "C1", &inside, NULL),
      !=,
      0);
  first = hw_operation_add_phase (design, "One", "2026-01-01");
  second = hw_operation_add_phase (design, "Two", NULL);
  hw_design_commit (design);
  g_assert_cmpint (((const HwPhase *)hw_design_row (design, HW_TABLE_PHASE, first))->order,
                   <,
                   ((const HwPhase *)hw_design_row (design, HW_TABLE_PHASE, second))->order);
  g_assert_false (hw_placement_device (
      design, fixture->rack, fixture_product (fixture, "switch"), &slot, 0, 0, 0, &fit));
  g_assert_cmpint (fit.obstacle, ==, HW_OBSTACLE_RESERVED);
}

static void
test_revisions (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwHandle first, second;

  hw_design_begin (design, "Revisions");
  second = hw_operation_add_revision (design, "B", "2026-11-24", "MK", "Row B added");
  first = hw_operation_add_revision (design, "A", "2026-11-01", "MK", "First issue");
  hw_design_commit (design);
  /* By date, whatever the order in which they were written down. */
  g_assert_cmpuint (hw_design_first_child (design, HW_TABLE_REVISION, 0), ==, first);
  g_assert_cmpuint (hw_design_next_child (design, HW_TABLE_REVISION, first), ==, second);
  g_assert_cmpstr (hw_design_text (design, hw_design_get_title (design)->revision), ==, "A");
  hw_design_undo (design);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_REVISION), ==, 0);
  g_assert_cmpstr (hw_design_text (design, hw_design_get_title (design)->revision), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/core/arrange/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("edges-align", test_align);
  ADD ("gaps-become-equal", test_distribute);
  ADD ("columns-and-cdus-too", test_floor);
  ADD ("grid-of-racks-with-names", test_grid);
  ADD ("revisions", test_revisions);
  ADD ("devices-move-together", test_devices);
  ADD ("devices-of-two-racks-do-not-meet", test_devices_meet);
  ADD ("products-are-replaced-where-they-fit", test_replace);
  ADD ("reservations-features-phases", test_add);
  return g_test_run ();
}
