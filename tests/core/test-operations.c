/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-core-fixture.h"

static void
test_assembly (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  g_autoptr (GError) error = NULL;
  HwHandle rack;
  guint n = 0;

  hw_design_begin (design, "Add");
  rack = hw_operation_add_rack (design,
                                fixture->hall,
                                fixture->row,
                                fixture->catalogue,
                                fixture_product (fixture, "system"),
                                NULL,
                                1800,
                                1332,
                                0,
                                &error);
  g_assert_no_error (error);
  hw_design_commit (design);
  g_assert_cmpstr (hw_design_name (design, HW_REF (HW_TABLE_RACK, rack)), ==, "A02");
  g_assert_cmpstr (hw_design_rack_product (design, rack)->id, ==, "rack-mgx");
  g_assert_cmpstr (hw_design_rack_assembly (design, rack)->id, ==, "system");
  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device), n++)
    g_assert_cmpint (hw_design_get_device (design, device)->position, ==, 6 - 2 * (int)n);
  g_assert_cmpuint (n, ==, 4);
  hw_design_undo (design);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_DEVICE), ==, 0);
  /* The products that came along stay: the file carries only those in use. */
  g_assert_nonnull (hw_catalogue_find (hw_design_get_catalogue (design), "tray"));
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwHandle first = fixture_mount (fixture, fixture->rack, "server", 1);
  HwHandle second;

  g_assert_cmpstr (hw_design_name (design, HW_REF (HW_TABLE_DEVICE, first)), ==, "server-01");
  hw_design_begin (design, "Rename");
  g_assert_true (
      hw_operation_set (design, HW_REF (HW_TABLE_DEVICE, first), "name", "dgx-09", NULL));
  hw_design_commit (design);
  second = fixture_mount (fixture, fixture->rack, "server", 11);
  g_assert_cmpstr (hw_design_name (design, HW_REF (HW_TABLE_DEVICE, second)), ==, "dgx-10");
  hw_design_undo (design);
  second = fixture_mount (fixture, fixture->rack, "server", 11);
  g_assert_cmpstr (hw_design_name (design, HW_REF (HW_TABLE_DEVICE, second)), ==, "dgx-10");
  hw_design_begin (design, "Duplicate");
  second = hw_operation_duplicate_device (design, second, NULL);
  hw_design_commit (design);
  g_assert_cmpstr (hw_design_name (design, HW_REF (HW_TABLE_DEVICE, second)), ==, "dgx-11");
  g_assert_cmpint (hw_design_get_device (design, second)->position, ==, 40);
  /* Above is full now: the next goes to the top, then none is left. */
  hw_design_begin (design, "Duplicate");
  g_assert_cmpuint (hw_operation_duplicate_device (design, first, NULL), !=, 0);
  hw_design_commit (design);
  hw_design_begin (design, "Duplicate");
  {
    g_autoptr (GError) error = NULL;
    g_assert_cmpuint (hw_operation_duplicate_device (design, first, &error), ==, 0);
    g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  }
  hw_design_rollback (design);
}

static void
refused (Fixture *fixture, HwRef ref, const char *attribute, const char *text, HwCoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree void *before = g_memdup2 (hw_design_row (fixture->design, ref.table, ref.handle),
                                       hw_table_class (ref.table)->row_size);

  hw_design_begin (fixture->design, "Set");
  g_assert_false (hw_operation_set (fixture->design, ref, attribute, text, &error));
  g_assert_error (error, HW_CORE_ERROR, (int)code);
  g_assert_cmpmem (before,
                   hw_table_class (ref.table)->row_size,
                   hw_design_row (fixture->design, ref.table, ref.handle),
                   hw_table_class (ref.table)->row_size);
  hw_design_rollback (fixture->design);
}

static void
accepted (Fixture *fixture, HwRef ref, const char *attribute, const char *text)
{
  g_autoptr (GError) error = NULL;

  hw_design_begin (fixture->design, "Set");
  hw_operation_set (fixture->design, ref, attribute, text, &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
}

static void
test_set (Fixture *fixture, gconstpointer data)
{
  HwRef low = HW_REF (HW_TABLE_DEVICE, fixture_mount (fixture, fixture->rack, "server", 1));
  HwRef high = HW_REF (HW_TABLE_DEVICE, fixture_mount (fixture, fixture->rack, "server", 21));
  HwRef rack = HW_REF (HW_TABLE_RACK, fixture->rack);
  HwRef hall = HW_REF (HW_TABLE_HALL, fixture->hall);
  HwRef site = HW_REF (HW_TABLE_SITE, 1);

  refused (fixture, low, "u", "12", HW_CORE_ERROR_REFUSED);
  refused (fixture, low, "u", "0", HW_CORE_ERROR_INVALID);
  refused (fixture, low, "u", "1.25", HW_CORE_ERROR_INVALID);
  refused (fixture, low, "u", "NaN", HW_CORE_ERROR_INVALID);
  refused (fixture, low, "product", "switch", HW_CORE_ERROR_NOT_FOUND);
  refused (fixture, low, "colour", "red", HW_CORE_ERROR_NOT_FOUND);
  accepted (fixture, low, "u", "11");
  g_assert_cmpint (hw_design_get_device (fixture->design, low.handle)->position, ==, 20);
  refused (fixture, rack, "x-mm", "9500", HW_CORE_ERROR_REFUSED);
  refused (fixture, rack, "rotation", "45", HW_CORE_ERROR_INVALID);
  refused (fixture, rack, "power-limit-w", "-5", HW_CORE_ERROR_INVALID);
  refused (fixture, rack, "power-limit-w", "1e999", HW_CORE_ERROR_INVALID);
  refused (fixture, rack, "x-mm", "", HW_CORE_ERROR_INVALID);
  refused (fixture, hall, "width-mm", "1700", HW_CORE_ERROR_REFUSED);
  accepted (fixture, hall, "width-mm", "1800");
  accepted (fixture, site, "expected-factor", "0.8");
  g_assert_cmpfloat (hw_design_get_site (fixture->design)->expected_factor, ==, 0.8);
  accepted (fixture, site, "expected-factor", NULL);
  g_assert_cmpfloat (hw_design_get_site (fixture->design)->expected_factor, ==, 0.91);
  /* Locked: nothing but the lock and the note, for the rack and what it holds. */
  accepted (fixture, rack, "locked", "true");
  refused (fixture, rack, "name", "B", HW_CORE_ERROR_REFUSED);
  refused (fixture, high, "u", "30", HW_CORE_ERROR_REFUSED);
  accepted (fixture, rack, "note", "delivered");
  accepted (fixture, rack, "locked", NULL);
  accepted (fixture, high, "u", "30");
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  HwRef device = HW_REF (HW_TABLE_DEVICE, fixture_mount (fixture, fixture->rack, "switch", 1));
  HwSlot slot = fixture_slot (5, HW_FACE_FRONT);
  g_autoptr (GError) error = NULL;

  accepted (fixture, device, "locked", "true");
  hw_design_begin (fixture->design, "Remove");
  g_assert_false (hw_operation_remove (fixture->design, &device, 1, &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  g_assert_false (
      hw_operation_move_device (fixture->design, device.handle, fixture->rack, &slot, NULL));
  hw_design_rollback (fixture->design);
}

static void
test_shift (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  g_autoptr (GError) error = NULL;
  HwHandle second;

  hw_design_begin (design, "Duplicate");
  second = hw_operation_duplicate_rack (design, fixture->rack, NULL);
  hw_design_commit (design);
  g_array_append_val (racks, fixture->rack);
  g_array_append_val (racks, second);
  /* Each may go where the other stands: they move together. */
  hw_design_begin (design, "Move");
  g_assert_true (hw_operation_shift_racks (design, racks, 600, 0, &error));
  hw_design_commit (design);
  g_assert_cmpint (hw_design_get_rack (design, second)->x_mm, ==, 2400);
  hw_design_begin (design, "Move");
  g_assert_false (hw_operation_shift_racks (design, racks, 7600, 0, &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  hw_design_rollback (design);
  g_assert_cmpint (hw_design_get_rack (design, fixture->rack)->x_mm, ==, 1800);
}

/* A rack that is full hands on to the next of its row, in the same units. */
static void
test_along_row (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwHandle device, second;
  HwRef only;
  guint n = 0;

  device = fixture_mount (fixture, fixture->rack, "server", 3);
  hw_design_begin (design, "Duplicate");
  second = hw_operation_duplicate_rack (design, fixture->rack, NULL);
  only = HW_REF (HW_TABLE_DEVICE, hw_design_first_child (design, HW_TABLE_DEVICE, second));
  g_assert_true (hw_operation_remove (design, &only, 1, NULL));
  hw_design_commit (design);
  hw_design_begin (design, "Duplicate");
  do
    device = hw_operation_duplicate_device (design, device, NULL);
  while (device != 0 && hw_design_get_device (design, device)->object.parent == fixture->rack
         && n++ < 48);
  hw_design_commit (design);
  g_assert_cmpuint (device, !=, 0);
  g_assert_cmpuint (hw_design_get_device (design, device)->object.parent, ==, second);
}

static HwHandle
add_beside (Fixture *fixture, HwHandle row, int x_mm)
{
  g_autoptr (GError) error = NULL;
  HwHandle rack;

  hw_design_begin (fixture->design, "Add");
  rack = hw_operation_add_rack (fixture->design,
                                fixture->hall,
                                row,
                                fixture->catalogue,
                                fixture_product (fixture, "rack-48"),
                                NULL,
                                x_mm,
                                1200,
                                0,
                                &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
  return rack;
}

static void
test_feeds (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwRef first = HW_REF (HW_TABLE_RACK, fixture->rack);
  g_autofree char *id = NULL;
  char buffer[HW_ID_SIZE];
  HwHandle feed, rack;

  hw_design_begin (design, "Feed");
  feed = hw_operation_add_feed (design, "BW-1", HW_SIDE_A, 415, 800, HW_BREAKER_NEC);
  hw_design_commit (design);
  /* Nobody in the row is fed yet. */
  rack = add_beside (fixture, fixture->row, 3000);
  g_assert_cmpuint (hw_design_get_rack (design, rack)->feed_a, ==, 0);
  id = g_strdup (hw_design_id_text (design, HW_REF (HW_TABLE_FEED, feed), buffer));
  accepted (fixture, first, "feed-a", id);
  rack = add_beside (fixture, fixture->row, 4200);
  g_assert_cmpuint (hw_design_get_rack (design, rack)->feed_a, ==, feed);
  g_assert_cmpuint (hw_design_get_rack (design, rack)->feed_b, ==, 0);
  /* Busways run along rows: none is there for what stands in no row. */
  rack = add_beside (fixture, 0, 5400);
  g_assert_cmpuint (hw_design_get_rack (design, rack)->feed_a, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/core/operations/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("an-assembly-comes-with-its-devices", test_assembly);
  ADD ("names-go-on", test_names);
  ADD ("set-checks-value-and-place", test_set);
  ADD ("locked-objects-stay", test_locked);
  ADD ("racks-move-together", test_shift);
  ADD ("duplicates-go-on-along-the-row", test_along_row);
  ADD ("a-new-rack-is-fed-like-its-row", test_feeds);
  return g_test_run ();
}
