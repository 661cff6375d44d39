/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-edit.h"
#include "hw-test-catalogue.h"

static HwHandle
random_handle (HwDesign *design, HwTableKind table)
{
  HwHandle handle = 0;
  guint n = hw_design_count (design, table);

  for (int i = n > 0 ? g_test_rand_int_range (0, (int)n) : -1; i >= 0; i--)
    handle = hw_design_next (design, table, handle);
  return handle;
}

static void
random_feed_edit (Fixture *fixture)
{
  HwDesign *design = fixture->design;
  HwHandle feed = random_handle (design, HW_TABLE_FEED);
  HwHandle rack = random_handle (design, HW_TABLE_RACK);
  HwRef ref = HW_REF (HW_TABLE_FEED, feed);
  char text[32];

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      if (hw_design_count (design, HW_TABLE_FEED) < 6)
        hw_operation_add_feed (design, "F", HW_SIDE_A, 415, 60, HW_BREAKER_NEC);
      break;
    case 1:
      if (feed != 0 && g_test_rand_bit ())
        hw_operation_remove (design, &ref, 1, NULL);
      break;
    case 2:
      if (feed != 0)
        hw_operation_set (design, ref, "name", g_test_rand_bit () ? "G" : "H", NULL);
      break;
    case 3:
      g_snprintf (text, sizeof text, "%d", g_test_rand_int_range (1, 20) * 10);
      if (feed != 0)
        hw_operation_set (design, ref, "current-a", text, NULL);
      break;
    default:
      if (rack != 0)
        {
          HwRack row = *hw_design_get_rack (design, rack);
          if (g_test_rand_bit ())
            row.feed_a = feed;
          else
            row.feed_b = feed;
          hw_edit_set (design, HW_TABLE_RACK, rack, &row);
        }
    }
}

static void
random_edit (Fixture *fixture)
{
  static const char *const racks[] = { "rack", "frame", "nvl", "pod", "row-cdu" };
  static const char *const devices[]
      = { "server", "leaf", "half", "mystery", "cdu", "pdu", "tray", "nvswitch", "blind-cdu" };
  static const char *const names[] = { "A", "B", "C" };
  HwDesign *design = fixture->design;
  HwHandle rack = random_handle (design, HW_TABLE_RACK);
  HwHandle device = random_handle (design, HW_TABLE_DEVICE);
  HwSlot slot = { .position = (gint16)g_test_rand_int_range (0, 96),
                  .face = (guint8)g_test_rand_int_range (0, 2) };
  HwRef ref = g_test_rand_int_range (0, 8) == 0 ? HW_REF (HW_TABLE_RACK, rack)
                                                : HW_REF (HW_TABLE_DEVICE, device);
  char text[32];

  if (g_test_rand_int_range (0, 5) == 0)
    {
      random_feed_edit (fixture);
      return;
    }
  switch (g_test_rand_int_range (0, 14))
    {
    case 0:
    case 1:
      if (hw_design_count (design, HW_TABLE_RACK) < 25)
        hw_operation_add_rack (
            design,
            random_handle (design, HW_TABLE_HALL),
            0,
            fixture->catalogue,
            fixture_product (fixture, racks[g_test_rand_int_range (0, G_N_ELEMENTS (racks))]),
            NULL,
            1000 * g_test_rand_int_range (0, 90),
            1500 * g_test_rand_int_range (0, 30),
            0,
            NULL);
      break;
    case 2:
      if (ref.handle != 0)
        hw_operation_remove (design, &ref, 1, NULL);
      break;
    case 3:
      if (rack != 0)
        hw_operation_set (design,
                          HW_REF (HW_TABLE_RACK, rack),
                          "name",
                          names[g_test_rand_int_range (0, 3)],
                          NULL);
      break;
    case 4:
      if (device != 0)
        hw_operation_move_device (design, device, rack, &slot, NULL);
      break;
    case 5:
      if (ref.handle != 0)
        {
          HwRack row = { 0 };
          HwDevice unit = { 0 };
          HwObject *object = ref.table == HW_TABLE_RACK ? &row.object : &unit.object;
          if (ref.table == HW_TABLE_RACK)
            row = *hw_design_get_rack (design, ref.handle);
          else
            unit = *hw_design_get_device (design, ref.handle);
          object->install = (guint16)random_handle (design, HW_TABLE_PHASE);
          object->removal
              = g_test_rand_bit () ? (guint16)random_handle (design, HW_TABLE_PHASE) : 0;
          hw_edit_set (design,
                       ref.table,
                       ref.handle,
                       ref.table == HW_TABLE_RACK ? (void *)&row : (void *)&unit);
        }
      break;
    case 6:
      g_snprintf (text, sizeof text, "0.%d", g_test_rand_int_range (50, 99));
      hw_operation_set (design, HW_REF (HW_TABLE_SITE, 1), "expected-factor", text, NULL);
      break;
    case 7:
      if (rack != 0)
        {
          g_snprintf (text, sizeof text, "%d", g_test_rand_int_range (1, 50) * 1000);
          hw_operation_set (design, HW_REF (HW_TABLE_RACK, rack), "power-limit-w", text, NULL);
        }
      break;
    case 8:
      g_snprintf (text, sizeof text, "%d", g_test_rand_int_range (4, 20) * 1000);
      hw_operation_set (design, HW_REF (HW_TABLE_SITE, 1), "floor-limit-pa", text, NULL);
      break;
    default:
      if (rack != 0)
        hw_operation_add_device (
            design,
            rack,
            fixture->catalogue,
            fixture_product (fixture, devices[g_test_rand_int_range (0, G_N_ELEMENTS (devices))]),
            NULL,
            &slot,
            NULL);
    }
}

static void
random_step (Fixture *fixture)
{
  HwDesign *design = fixture->design;
  int way = g_test_rand_int_range (0, 10);

  if (way == 0)
    hw_design_undo (design);
  else if (way == 1)
    hw_design_redo (design);
  else if (way == 2)
    {
      hw_design_preview_begin (design);
      random_edit (fixture);
      random_edit (fixture);
      hw_design_preview_show (design);
      hw_design_preview_end (design);
    }
  else
    {
      hw_design_begin (design, "Random");
      random_edit (fixture);
      hw_design_commit (design);
    }
}

/* Whatever is done, the kept results are those of results made anew, bit for bit. */
static void
test_kept_is_fresh (Fixture *fixture, gconstpointer data)
{
  HwHandle phases[2];

  hw_design_begin (fixture->design, "Phases");
  phases[0] = hw_operation_add_phase (fixture->design, "One", NULL);
  phases[1] = hw_operation_add_phase (fixture->design, "Two", NULL);
  hw_operation_add_hall (fixture->design, "Second", 100000, 50000);
  hw_design_commit (fixture->design);
  for (int i = 0; i < 10000; i++)
    {
      random_step (fixture);
      if (i % 400 == 0)
        {
          g_autoptr (HwResults) fresh = hw_results_new (fixture->design);
          HwHandle phase = hw_results_get_phase (fixture->results);
          hw_results_set_phase (fresh, phase);
          fixture_assert_same_results (fixture->results, fresh);
          phase = i / 400 % 3 == 0 ? 0 : phases[i / 400 % 2];
          if (phase == 0 || hw_design_has (fixture->design, HW_TABLE_PHASE, phase))
            hw_results_set_phase (fixture->results, phase);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_test ("/calc/random/kept-is-fresh", test_kept_is_fresh);
  return g_test_run ();
}
