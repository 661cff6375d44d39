/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-core-fixture.h"
#include "hw-design-copy.h"
#include "hw-design-reader.h"
#include "hw-design-writer.h"
#include "hw-edit.h"
#include "hw-results.h"

static HwHandle
random_handle (HwDesign *design, HwTableKind table)
{
  guint n = hw_design_count (design, table);
  HwHandle handle = 0;

  for (int i = n > 0 ? g_test_rand_int_range (0, (int)n) : -1; i >= 0; i--)
    handle = hw_design_next (design, table, handle);
  return handle;
}

static void
random_edit (Fixture *fixture)
{
  static const char *const devices[] = { "server", "switch", "half", "tray" };
  static const char *const racks[] = { "rack-48", "system", "row-cdu" };
  HwDesign *design = fixture->design;
  HwHandle rack = random_handle (design, HW_TABLE_RACK);
  HwHandle device = random_handle (design, HW_TABLE_DEVICE);
  HwSlot slot
      = { (gint16)g_test_rand_int_range (0, 96), (guint8)g_test_rand_bit (), HW_CHANNEL_NONE, 0 };
  HwRef ref = HW_REF (HW_TABLE_DEVICE, device);

  hw_design_begin (design, "Random");
  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      if (hw_design_count (design, HW_TABLE_RACK) < 20)
        hw_operation_add_rack (design,
                               fixture->hall,
                               g_test_rand_bit () ? fixture->row : 0,
                               fixture->catalogue,
                               fixture_product (fixture, racks[g_test_rand_int_range (0, 3)]),
                               NULL,
                               g_test_rand_int_range (0, 16) * 600,
                               g_test_rand_int_range (0, 6) * 1200,
                               (gint16)(90 * g_test_rand_int_range (0, 4)),
                               NULL);
      break;
    case 1:
      if (device != 0)
        hw_operation_remove (design, &ref, 1, NULL);
      break;
    case 2:
      if (device != 0 && rack != 0)
        hw_operation_move_device (design, device, rack, &slot, NULL);
      break;
    case 3:
      ref = HW_REF (HW_TABLE_RACK, rack);
      if (rack != 0 && g_test_rand_int_range (0, 8) == 0)
        hw_operation_remove (design, &ref, 1, NULL);
      else if (rack != 0)
        hw_operation_set (design, ref, "note", g_test_rand_bit () ? "a < b & \"c\"" : NULL, NULL);
      break;
    default:
      if (rack != 0)
        hw_operation_add_device (design,
                                 rack,
                                 fixture->catalogue,
                                 fixture_product (fixture, devices[g_test_rand_int_range (0, 4)]),
                                 NULL,
                                 &slot,
                                 NULL);
      break;
    }
  hw_design_commit (design);
}

/* Undo of all gives the first bytes again, redo of all the last; what is written reads back the
 * same, at any time. */
static void
test_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) first = hw_design_write_bytes (fixture->design);
  g_autoptr (GBytes) last = NULL;
  g_autoptr (GBytes) undone = NULL;
  g_autoptr (GBytes) redone = NULL;

  for (int i = 0; i < 10000; i++)
    {
      int die = g_test_rand_int_range (0, 12);
      if (die == 0)
        hw_design_undo (fixture->design);
      else if (die == 1)
        hw_design_redo (fixture->design);
      else
        random_edit (fixture);
      if (i % 1000 == 999)
        {
          g_autoptr (GBytes) bytes = hw_design_write_bytes (fixture->design);
          g_autoptr (GError) error = NULL;
          g_autoptr (HwDesign) again = hw_design_read_bytes (bytes, "again", NULL, &error);
          g_autoptr (GBytes) twice = NULL;
          g_assert_no_error (error);
          twice = hw_design_write_bytes (again);
          g_assert_true (g_bytes_equal (bytes, twice));
        }
    }
  while (hw_design_redo (fixture->design))
    ;
  last = hw_design_write_bytes (fixture->design);
  while (hw_design_undo (fixture->design))
    ;
  undone = hw_design_write_bytes (fixture->design);
  g_assert_true (g_bytes_equal (undone, first));
  while (hw_design_redo (fixture->design))
    ;
  redone = hw_design_write_bytes (fixture->design);
  g_assert_true (g_bytes_equal (redone, last));
}

typedef struct
{
  HwDesign *copy;
  GBytes *expected;
} Reading;

static gpointer
read_in_thread (gpointer data)
{
  Reading *reading = data;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GBytes) bytes = hw_design_write_bytes (reading->copy);
      g_assert_true (g_bytes_equal (bytes, reading->expected));
    }
  return NULL;
}

static int
compare_handles (gconstpointer a, gconstpointer b)
{
  return *(const HwHandle *)a < *(const HwHandle *)b ? -1
                                                     : *(const HwHandle *)a > *(const HwHandle *)b;
}

/* Whether the copy finds what the design does, by ids and keys. */
static void
assert_finds (HwDesign *copy, HwDesign *design)
{
  hw_design_copy_index (copy);
  for (guint table = 0; table < HW_N_TABLES; table++)
    for (HwHandle handle = hw_design_next (design, table, 0); handle != 0;
         handle = hw_design_next (design, table, handle))
      {
        HwRef ref = HW_REF (table, handle);
        char buffer[HW_ID_SIZE];
        const char *id = hw_design_id_text (design, ref, buffer);

        if (*id != '\0')
          g_assert_true (hw_ref_equal (hw_design_find (copy, id), ref));
      }
  g_assert_cmpuint (hw_design_find (copy, "nobody.has.it").handle, ==, 0);
  g_assert_cmpuint (hw_design_find_override (copy, "nobody.has.it", "off"), ==, 0);
  for (HwHandle handle = hw_design_next (design, HW_TABLE_RACK, 0); handle != 0;
       handle = hw_design_next (design, HW_TABLE_RACK, handle))
    {
      HwArea area = hw_rack_area (design, handle);
      HwHandle hall = hw_design_get_rack (design, handle)->object.parent;
      g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (HwHandle));
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (HwHandle));

      hw_design_racks_in (design, hall, area.x, area.y, area.width, area.depth, expected);
      hw_design_racks_in (copy, hall, area.x, area.y, area.width, area.depth, found);
      g_array_sort (expected, compare_handles);
      g_array_sort (found, compare_handles);
      g_assert_cmpmem (found->data,
                       found->len * sizeof (HwHandle),
                       expected->data,
                       expected->len * sizeof (HwHandle));
    }
  for (HwHandle handle = hw_design_next (design, HW_TABLE_OVERRIDE, 0); handle != 0;
       handle = hw_design_next (design, HW_TABLE_OVERRIDE, handle))
    {
      const HwOverride *row = hw_design_get_override (design, handle);
      const char *key = hw_design_text (design, row->key);
      const char *field = hw_design_text (design, row->field);

      g_assert_cmpuint (hw_design_find_override (copy, key, field),
                        ==,
                        hw_design_find_override (design, key, field));
    }
}

/* Ids that other software gave, and keys, are texts. */
static void
add_texts_to_find (HwDesign *design)
{
  HwFeed feed = { 0 };
  HwHandle handle;

  hw_row_init (HW_TABLE_FEED, &feed);
  feed.object.id = hw_id_parse (hw_design_get_symbols (design), "feed.one");
  hw_design_begin (design, "Feed");
  handle = hw_edit_insert (design, HW_TABLE_FEED, &feed);
  g_assert_cmpuint (handle, !=, 0);
  g_assert_true (hw_operation_set_override (design, "feed.one/feed/feed.one", "off", "yes", NULL));
  hw_design_commit (design);
  g_assert_cmpuint (hw_design_find (design, "feed.one").handle, ==, handle);
}

/* Texts that the design has not held before. */
static void
add_texts (Fixture *fixture, int round)
{
  HwRef ref = HW_REF (HW_TABLE_HALL, fixture->hall);

  hw_design_begin (fixture->design, "Note");
  for (int i = 0; i < 200; i++)
    {
      g_autofree char *text = g_strdup_printf ("Note %d of round %d", i, round);
      hw_operation_set (fixture->design, ref, "note", text, NULL);
    }
  hw_design_commit (fixture->design);
}

/* A copy that was made between edits is the design of one moment, and stays so while another thread
 * reads it and the edits go on. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  add_texts_to_find (fixture->design);
  for (int round = 0; round < 60; round++)
    {
      g_autoptr (HwDesignCopy) copy = hw_design_copy_new (fixture->design);
      Reading reading = { NULL, NULL };
      GThread *thread;
      guint n_steps = 0;

      /* A deadline that is past copies one block a step. */
      do
        {
          for (int i = 0; i < g_test_rand_int_range (0, 4); i++)
            random_edit (fixture);
          g_assert_cmpuint (++n_steps, <, 100000);
        }
      while (!hw_design_copy_step (copy, n_steps < 20 ? 0 : G_MAXINT64));
      reading.expected = hw_design_write_bytes (fixture->design);
      reading.copy = hw_design_copy_finish (copy);
      if (round % 2 == 1)
        assert_finds (reading.copy, fixture->design);
      thread = g_thread_new ("reader", read_in_thread, &reading);
      for (int i = 0; i < 20; i++)
        random_edit (fixture);
      add_texts (fixture, round);
      g_thread_join (thread);
      g_object_unref (reading.copy);
      g_bytes_unref (reading.expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/io/edits/undo-gives-the-first-bytes-again",
              Fixture,
              NULL,
              fixture_set_up,
              test_bytes,
              fixture_tear_down);
  g_test_add ("/io/edits/copy-is-of-one-moment",
              Fixture,
              NULL,
              fixture_set_up,
              test_copy,
              fixture_tear_down);
  return g_test_run ();
}
