/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-draw-fixture.h"
#include "hw-racks-layout.h"

static void
assert_same (const HwRacksLayout *a, const HwRacksLayout *b)
{
  g_assert_cmpuint (hw_racks_layout_n_lines (a), ==, hw_racks_layout_n_lines (b));
  for (guint i = 0; i < hw_racks_layout_n_lines (a); i++)
    {
      const HwRackLine *x = hw_racks_layout_line (a, i), *y = hw_racks_layout_line (b, i);
      g_assert_cmpuint (x->hall, ==, y->hall);
      g_assert_cmpuint (x->row, ==, y->row);
      g_assert_cmpfloat (x->y, ==, y->y);
      g_assert_cmpfloat (x->floor_y, ==, y->floor_y);
      g_assert_cmpfloat (x->width, ==, y->width);
      g_assert_cmpuint (x->cells->len, ==, y->cells->len);
      for (guint c = 0; c < x->cells->len; c++)
        {
          const HwRackCell *p = &g_array_index (x->cells, HwRackCell, c);
          const HwRackCell *q = &g_array_index (y->cells, HwRackCell, c);
          const HwRackLine *line;
          g_assert_cmpuint (p->rack, ==, q->rack);
          g_assert_cmpfloat (p->x, ==, q->x);
          g_assert_cmpfloat (p->width, ==, q->width);
          g_assert_cmpfloat (p->height, ==, q->height);
          g_assert_true (hw_racks_layout_find (a, p->rack, &line) == p);
          g_assert_true (line == x);
        }
    }
}

typedef struct
{
  HwRacksLayout *layout;
  guint moves;
} Watch;

static void
changed_cb (HwDesign *design, const HwChangeSet *set, gpointer data)
{
  Watch *watch = data;

  if (hw_racks_layout_update (watch->layout, set))
    watch->moves++;
}

static HwHandle
any (HwDesign *design, HwTableKind table)
{
  guint n = hw_design_count (design, table);
  HwHandle handle = 0;

  for (guint i = n > 0 ? (guint)g_test_rand_int_range (0, (int)n) + 1 : 0; i > 0; i--)
    handle = hw_design_next (design, table, handle);
  return handle;
}

static void
edit (Fixture *fixture)
{
  HwDesign *design = fixture->design;
  HwHandle rack = any (design, HW_TABLE_RACK), row = any (design, HW_TABLE_ROW);
  HwRef ref = HW_REF (HW_TABLE_RACK, rack);
  gint32 x = g_test_rand_int_range (0, 18) * 600, y = g_test_rand_int_range (0, 12) * 600;

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      hw_design_undo (design);
      return;
    case 1:
      hw_design_redo (design);
      return;
    case 2:
      hw_design_preview_begin (design);
      if (rack != 0)
        hw_operation_move_rack (design, rack, fixture->hall, row, x, y, 0, NULL);
      hw_design_preview_show (design);
      hw_design_preview_end (design);
      return;
    default:
      break;
    }
  hw_design_begin (design, "Edit");
  switch (g_test_rand_int_range (0, 7))
    {
    case 0:
      hw_operation_add_rack (design,
                             fixture->hall,
                             row,
                             fixture->catalogue,
                             fixture_product (fixture, g_test_rand_bit () ? "rack-48" : "row-cdu"),
                             NULL,
                             x,
                             y,
                             0,
                             NULL);
      break;
    case 1:
      if (rack != 0)
        hw_operation_remove (design, &ref, 1, NULL);
      break;
    case 2:
      ref = HW_REF (HW_TABLE_ROW, row);
      if (row != 0 && hw_design_count (design, HW_TABLE_ROW) > 1)
        hw_operation_remove (design, &ref, 1, NULL);
      break;
    case 3:
      hw_operation_add_row (design, fixture->hall, "Z");
      break;
    case 4:
      if (row != 0)
        hw_operation_set (design, HW_REF (HW_TABLE_ROW, row), "name", x > 5000 ? "0" : "zz", NULL);
      break;
    default:
      if (rack != 0)
        hw_operation_move_rack (design, rack, fixture->hall, row, x, y, 0, NULL);
      break;
    }
  hw_design_commit (design);
}

static void
test_update_is_as_fresh (Fixture *fixture, gconstpointer data)
{
  Watch watch = { hw_racks_layout_new (fixture->design, 0, 0, 0, HW_FACES_BOTH) };

  g_signal_connect (fixture->design, "changed", G_CALLBACK (changed_cb), &watch);
  for (int i = 0; i < 600; i++)
    {
      g_autoptr (HwRacksLayout) fresh = NULL;
      edit (fixture);
      fresh = hw_racks_layout_new (fixture->design, 0, 0, 0, HW_FACES_BOTH);
      assert_same (watch.layout, fresh);
    }
  g_assert_cmpuint (watch.moves, >, 100);
  g_signal_handlers_disconnect_by_data (fixture->design, &watch);
  hw_racks_layout_free (watch.layout);
}

static void
test_devices_move_nothing (Fixture *fixture, gconstpointer data)
{
  Watch watch = { hw_racks_layout_new (fixture->design, fixture->hall, 0, 0, HW_FACES_FRONT) };

  g_signal_connect (fixture->design, "changed", G_CALLBACK (changed_cb), &watch);
  hw_design_begin (fixture->design, "Mount");
  fixture_mount (fixture, fixture->servers, "dgx", NULL, 30, HW_FACE_FRONT);
  hw_design_commit (fixture->design);
  g_assert_cmpuint (watch.moves, ==, 0);
  g_signal_handlers_disconnect_by_data (fixture->design, &watch);
  hw_racks_layout_free (watch.layout);
}

/* The slot in the middle of the lowest unit of a device is the device's. */
static void
test_slots_are_where_devices_are (Fixture *fixture, gconstpointer data)
{
  for (int faces = HW_FACES_FRONT; faces <= HW_FACES_BOTH; faces++)
    {
      g_autoptr (HwRacksLayout) layout
          = hw_racks_layout_new (fixture->design, fixture->hall, 0, 0, (HwFaces)faces);
      guint found = 0;
      for (HwHandle device = hw_design_next (fixture->design, HW_TABLE_DEVICE, 0); device != 0;
           device = hw_design_next (fixture->design, HW_TABLE_DEVICE, device))
        {
          const HwDevice *row = hw_design_get_device (fixture->design, device);
          double x, y, width, height;
          HwSlot slot;
          if (!hw_racks_layout_device (layout, device, &x, &y, &width, &height))
            continue;
          found++;
          g_assert_cmpuint (hw_racks_layout_slot_at (layout, x + width / 2, y + height - 20, &slot),
                            ==,
                            row->object.parent);
          g_assert_cmpuint (slot.channel, ==, HW_CHANNEL_NONE);
          if (row->channel == HW_CHANNEL_NONE)
            g_assert_cmpint (slot.position, ==, row->position);
        }
      g_assert_cmpuint (found, >, 20);
    }
}

static void
test_slot_for_product (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwRacksLayout) layout
      = hw_racks_layout_new (fixture->design, fixture->hall, 0, 0, HW_FACES_FRONT);
  double x, y, width, height;
  HwSlot slot;

  g_assert_true (hw_racks_layout_rack (layout, fixture->servers, &x, &y, &width, &height));
  g_assert_cmpfloat_with_epsilon (height, 48 * 44.45, 1e-6);
  /* Held by its middle; never out of the rack. */
  hw_racks_layout_slot_for (
      layout, x + 10, y + height - 25.5 * 44.45, fixture_product (fixture, "dgx"), &slot);
  g_assert_cmpint (slot.position, ==, 2 * (22 - 1));
  hw_racks_layout_slot_for (layout, x + 10, y + 1, fixture_product (fixture, "dgx"), &slot);
  g_assert_cmpint (slot.position, ==, 2 * (39 - 1));
  hw_racks_layout_slot_for (
      layout, x - 30, y + height - 1, fixture_product (fixture, "dgx"), &slot);
  g_assert_cmpint (slot.position, ==, 0);
  g_assert_cmpuint (slot.channel, ==, HW_CHANNEL_NONE);
  hw_racks_layout_slot_for (
      layout, x + width - 9, y + 900, fixture_product (fixture, "pdu"), &slot);
  g_assert_cmpuint (slot.channel, ==, HW_CHANNEL_RIGHT_FRONT);
  g_assert_cmpuint (hw_racks_layout_slot_at (layout, x - 5000, y, &slot), ==, 0);
}

static void
test_scope (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwRacksLayout) row
      = hw_racks_layout_new (fixture->design, fixture->hall, fixture->row_a, 0, HW_FACES_FRONT);
  g_autoptr (HwRacksLayout) rack
      = hw_racks_layout_new (fixture->design, fixture->hall, 0, fixture->fabric, HW_FACES_FRONT);
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  double x, y, width, height;

  hw_racks_layout_extent (row, &x, &y, &width, &height);
  hw_racks_layout_racks_in (row, x, y, width, height, racks);
  g_assert_cmpuint (racks->len, ==, 5);
  g_array_set_size (racks, 0);
  hw_racks_layout_extent (rack, &x, &y, &width, &height);
  hw_racks_layout_racks_in (rack, x, y, width, height, racks);
  g_assert_cmpuint (racks->len, ==, 1);
  g_assert_cmpuint (g_array_index (racks, HwHandle, 0), ==, fixture->fabric);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/draw/racks-layout/update-is-as-fresh", test_update_is_as_fresh);
  ADD ("/draw/racks-layout/devices-move-nothing", test_devices_move_nothing);
  ADD ("/draw/racks-layout/slots-are-where-devices-are", test_slots_are_where_devices_are);
  ADD ("/draw/racks-layout/slot-for-product", test_slot_for_product);
  ADD ("/draw/racks-layout/scope", test_scope);
  return g_test_run ();
}
