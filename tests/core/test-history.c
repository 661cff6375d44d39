/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-core-fixture.h"

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

/* All that a design holds, as text: rows in order of their lists with every attribute. */
static void
describe_children (HwDesign *design, HwTableKind parent, HwHandle owner, GString *text)
{
  for (guint table = HW_TABLE_PHASE; table < HW_N_TABLES; table++)
    {
      const HwTableClass *klass = hw_table_class (table);
      g_autoptr (GPtrArray) lines = NULL;
      if (klass->parent != parent || (owner == 0) != (klass->parent == table))
        continue;
      lines = g_ptr_array_new_with_free_func (g_free);
      for (HwHandle handle = hw_design_first_child (design, table, owner); handle != 0;
           handle = hw_design_next_child (design, table, handle))
        {
          GString *line = g_string_new (klass->element);
          char buffer[HW_ID_SIZE];
          g_string_append_printf (
              line, " %s", hw_design_id_text (design, HW_REF (table, handle), buffer));
          for (guint i = 0; i < klass->n_attributes; i++)
            {
              g_autofree char *value = hw_design_attribute_text (
                  design, &klass->attributes[i], hw_design_row (design, table, handle));
              g_string_append_printf (
                  line, " %s=%s", klass->attributes[i].name, value ? value : "-");
            }
          g_string_append_c (line, '\n');
          describe_children (design, table, handle, line);
          g_ptr_array_add (lines, g_string_free (line, FALSE));
        }
      /* Racks hang in no order of their own. */
      if (table == HW_TABLE_RACK || table == HW_TABLE_ROW)
        g_ptr_array_sort (lines, compare_lines);
      for (guint i = 0; i < lines->len; i++)
        g_string_append (text, lines->pdata[i]);
    }
}

static char *
describe (HwDesign *design)
{
  GString *text = g_string_new (NULL);

  for (guint table = HW_TABLE_PHASE; table < HW_N_TABLES; table++)
    describe_children (design, table, 0, text);
  return g_string_free (text, FALSE);
}

static HwHandle
random_handle (HwDesign *design, HwTableKind table)
{
  guint n = hw_design_count (design, table);
  HwHandle handle = 0;

  for (int i = n > 0 ? g_test_rand_int_range (0, (int)n) : -1; i >= 0; i--)
    handle = hw_design_next (design, table, handle);
  return handle;
}

/* Fabrics and loops come and go; overrides of one of a few devices are set and set back. */
static gboolean
random_rule (HwDesign *design)
{
  HwRef fabric = HW_REF (HW_TABLE_FABRIC, random_handle (design, HW_TABLE_FABRIC));
  HwRef loop = HW_REF (HW_TABLE_LOOP, random_handle (design, HW_TABLE_LOOP));
  HwHandle rack = random_handle (design, HW_TABLE_RACK);
  char buffer[HW_ID_SIZE];
  g_autofree char *key = NULL;

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      return hw_operation_add_fabric (design, HW_FABRIC_STORAGE, NULL) != 0;
    case 1:
      return hw_operation_add_loop (design, NULL) != 0;
    case 2:
      return fabric.handle != 0 && hw_operation_remove (design, &fabric, 1, NULL);
    case 3:
      return loop.handle != 0 && hw_operation_remove (design, &loop, 1, NULL);
    case 4:
      return loop.handle != 0 && rack != 0
             && hw_operation_set (design,
                                  HW_REF (HW_TABLE_RACK, rack),
                                  "loop",
                                  hw_design_id_text (design, loop, buffer),
                                  NULL);
    default:
      key = g_strdup_printf ("rule/part/%d", g_test_rand_int_range (0, 4));
      return hw_operation_set_override (
          design, key, "field", g_test_rand_bit () ? "value" : NULL, NULL);
    }
}

static gboolean
random_member (HwDesign *design, HwHandle device)
{
  HwHandle fabric = random_handle (design, HW_TABLE_FABRIC);

  if (fabric == 0 || device == 0)
    return FALSE;
  if (g_test_rand_bit ())
    return hw_operation_set_position (
               design, fabric, device, g_test_rand_bit () ? "leaf" : "spine", NULL)
           != 0;
  return hw_operation_set_place (design,
                                 fabric,
                                 device,
                                 HW_MEMBER_NODE,
                                 g_test_rand_int_range (0, 3),
                                 g_test_rand_int_range (0, 4),
                                 1,
                                 NULL)
         != 0;
}

/* Some operation of a person; most succeed, all leave the design whole. */
static void
random_operation (Fixture *fixture)
{
  static const char *const devices[] = { "server", "switch", "half", "deep", "too-deep", "tray" };
  static const char *const racks[] = { "rack-48", "rack-mgx", "system", "row-cdu" };
  HwDesign *design = fixture->design;
  HwHandle rack = random_handle (design, HW_TABLE_RACK);
  HwHandle device = random_handle (design, HW_TABLE_DEVICE);
  HwSlot slot
      = { (gint16)g_test_rand_int_range (-2, 100), (guint8)g_test_rand_bit (), HW_CHANNEL_NONE, 0 };
  HwRef ref;
  gboolean done = FALSE;

  hw_design_begin (design, "Random");
  switch (g_test_rand_int_range (0, 11))
    {
    case 0:
      done = hw_operation_add_rack (design,
                                    fixture->hall,
                                    g_test_rand_bit () ? fixture->row : 0,
                                    fixture->catalogue,
                                    fixture_product (fixture, racks[g_test_rand_int_range (0, 4)]),
                                    NULL,
                                    g_test_rand_int_range (0, 100) * 100,
                                    g_test_rand_int_range (0, 80) * 100,
                                    (gint16)(g_test_rand_int_range (0, 4) * 90),
                                    NULL)
             != 0;
      break;
    case 1:
    case 2:
    case 3:
      done = rack != 0
             && hw_operation_add_device (
                    design,
                    rack,
                    fixture->catalogue,
                    fixture_product (fixture, devices[g_test_rand_int_range (0, 6)]),
                    NULL,
                    &slot,
                    NULL)
                    != 0;
      break;
    case 4:
      done = rack != 0 && device != 0
             && hw_operation_move_device (design, device, rack, &slot, NULL);
      break;
    case 5:
      done = device != 0 && hw_operation_duplicate_device (design, device, NULL) != 0;
      break;
    case 6:
      done = rack != 0 && hw_operation_duplicate_rack (design, rack, NULL) != 0;
      break;
    case 7:
      ref = g_test_rand_int_range (0, 4) == 0 ? HW_REF (HW_TABLE_RACK, rack)
                                              : HW_REF (HW_TABLE_DEVICE, device);
      done = ref.handle != 0 && hw_operation_remove (design, &ref, 1, NULL);
      break;
    case 8:
      done = random_rule (design);
      break;
    case 9:
      done = random_member (design, device);
      break;
    default:
      done = rack != 0
             && hw_operation_set (design, HW_REF (HW_TABLE_RACK, rack), "name", "renamed", NULL);
      break;
    }
  if (done)
    hw_design_commit (design);
  else
    hw_design_rollback (design);
}

/* The list of each fabric and the places in it are those of the table. */
static void
assert_members (HwDesign *design)
{
  guint listed = 0;

  for (HwHandle fabric = hw_design_next (design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next (design, HW_TABLE_FABRIC, fabric))
    for (HwHandle member = hw_design_first_of_fabric (design, fabric); member != 0;
         member = hw_design_next_of_fabric (design, member))
      {
        const HwMember *row = hw_design_get_member (design, member);

        g_assert_cmpuint (row->fabric, ==, fabric);
        if (row->role == HW_MEMBER_SWITCH && row->position != 0)
          g_assert_cmpuint (
              hw_design_switch_at (design, fabric, hw_design_text (design, row->position)),
              ==,
              member);
        if (row->role != HW_MEMBER_SWITCH && row->unit > 0 && row->slot > 0)
          g_assert_cmpuint (
              hw_design_member_at (design, fabric, row->unit, row->slot, row->rail), ==, member);
        listed++;
      }
  g_assert_cmpuint (listed, ==, hw_design_count (design, HW_TABLE_MEMBER));
}

/* No two devices of a rack share a slot, found without the placement check itself. */
static void
assert_no_overlap (HwDesign *design)
{
  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    {
      guint8 taken[2][128] = { 0 };
      for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
           device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
        {
          const HwDevice *row = hw_design_get_device (design, device);
          for (int i = 0; i < hw_design_device_product (design, device)->half_units; i++)
            g_assert_cmpuint (taken[row->face][row->position + i]++, ==, 0);
        }
    }
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = describe (fixture->design);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  guint n = 0;

  for (int i = 0; i < 4000; i++)
    {
      int die = g_test_rand_int_range (0, 10);
      if (die == 0)
        hw_design_undo (fixture->design);
      else if (die == 1)
        hw_design_redo (fixture->design);
      else
        random_operation (fixture);
      if (i % 50 == 0)
        {
          assert_no_overlap (fixture->design);
          assert_members (fixture->design);
        }
    }
  while (hw_design_redo (fixture->design))
    ;
  assert_no_overlap (fixture->design);
  after = describe (fixture->design);
  while (hw_design_undo (fixture->design))
    n++;
  g_assert_cmpuint (n, >, 500);
  undone = describe (fixture->design);
  g_assert_cmpstr (undone, ==, before);
  while (hw_design_redo (fixture->design))
    n--;
  redone = describe (fixture->design);
  g_assert_cmpstr (redone, ==, after);
}

typedef struct
{
  GString *causes;
} Watcher;

static void
changed_cb (HwDesign *design, const HwChangeSet *set, Watcher *watcher)
{
  static const char *const names[]
      = { "commit", "undo", "redo", "preview", "preview-end", "reset" };

  g_string_append_printf (watcher->causes, "%s:%u ", names[set->cause], set->n_changes);
}

static void
test_preview (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwSlot slot = fixture_slot (1, HW_FACE_FRONT);
  Watcher watcher = { g_string_new (NULL) };
  g_autofree char *before = describe (design);
  g_autofree char *after = NULL;

  g_signal_connect (design, "changed", G_CALLBACK (changed_cb), &watcher);
  for (int i = 0; i < 3; i++)
    {
      hw_design_preview_begin (design);
      g_assert_cmpuint (hw_operation_add_device (design,
                                                 fixture->rack,
                                                 fixture->catalogue,
                                                 fixture_product (fixture, "server"),
                                                 NULL,
                                                 &slot,
                                                 NULL),
                        !=,
                        0);
      hw_design_preview_show (design);
      g_assert_cmpuint (hw_design_count (design, HW_TABLE_DEVICE), ==, 1);
    }
  hw_design_preview_end (design);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_DEVICE), ==, 0);
  g_assert_cmpstr (watcher.causes->str,
                   ==,
                   "preview:1 preview-end:1 preview:1 preview-end:1 preview:1 preview-end:1 ");
  g_assert_false (hw_design_can_undo (design));
  g_assert_true (hw_design_is_clean (design));
  after = describe (design);
  g_assert_cmpstr (after, ==, before);
  g_string_free (watcher.causes, TRUE);
  g_signal_handlers_disconnect_by_data (design, &watcher);
}

static void
rename_rack (Fixture *fixture, const char *name)
{
  hw_design_begin_merge (fixture->design, "Rename", "rack-name");
  g_assert_true (hw_operation_set (
      fixture->design, HW_REF (HW_TABLE_RACK, fixture->rack), "name", name, NULL));
  hw_design_commit (fixture->design);
}

static void
test_merge (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwRef rack = HW_REF (HW_TABLE_RACK, fixture->rack);

  rename_rack (fixture, "B");
  rename_rack (fixture, "BB");
  rename_rack (fixture, "BBB");
  g_assert_cmpstr (hw_design_undo_label (design), ==, "Rename");
  hw_design_undo (design);
  g_assert_cmpstr (hw_design_name (design, rack), ==, "A01");
  g_assert_false (hw_design_can_undo (design));
  hw_design_redo (design);
  g_assert_cmpstr (hw_design_name (design, rack), ==, "BBB");
  /* What was saved stays a step of its own. */
  hw_design_mark_clean (design);
  rename_rack (fixture, "C");
  hw_design_undo (design);
  g_assert_cmpstr (hw_design_name (design, rack), ==, "BBB");
  g_assert_true (hw_design_is_clean (design));
}

static void
test_clean (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;

  g_assert_true (hw_design_is_clean (design));
  fixture_mount (fixture, fixture->rack, "switch", 1);
  g_assert_false (hw_design_is_clean (design));
  hw_design_undo (design);
  g_assert_true (hw_design_is_clean (design));
  fixture_mount (fixture, fixture->rack, "switch", 2);
  g_assert_false (hw_design_is_clean (design));
  g_assert_false (hw_design_can_redo (design));
  /* What changes nothing leaves no trace. */
  hw_design_begin (design, "Nothing");
  g_assert_false (hw_design_commit (design));
  g_assert_cmpstr (hw_design_undo_label (design), ==, "Mount");
}

static void
test_rollback (Fixture *fixture, gconstpointer data)
{
  HwRef hall = HW_REF (HW_TABLE_HALL, fixture->hall);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_mount (fixture, fixture->rack, "server", 3);
  before = describe (fixture->design);
  hw_design_begin (fixture->design, "Remove");
  g_assert_true (hw_operation_remove (fixture->design, &hall, 1, NULL));
  g_assert_cmpuint (hw_design_count (fixture->design, HW_TABLE_DEVICE), ==, 0);
  g_assert_cmpuint (hw_design_count (fixture->design, HW_TABLE_ROW), ==, 0);
  hw_design_rollback (fixture->design);
  after = describe (fixture->design);
  g_assert_cmpstr (after, ==, before);
}

static void
count_cb (HwDesign *design, const HwChangeSet *set, guint *count)
{
  (*count)++;
}

/* A draft is read in the middle of a drag. */
static void
test_suspend (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwRef rack = HW_REF (HW_TABLE_RACK, fixture->rack);
  HwSlot slot = fixture_slot (20, HW_FACE_FRONT);
  g_autofree char *before = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *suspended = NULL;
  g_autofree char *resumed = NULL;
  g_autofree char *after = NULL;
  guint count = 0;

  fixture_mount (fixture, fixture->rack, "server", 3);
  before = describe (design);
  g_assert_false (hw_design_preview_suspend (design));

  hw_design_preview_begin (design);
  g_assert_cmpuint (hw_operation_add_device (design,
                                             fixture->rack,
                                             fixture->catalogue,
                                             fixture_product (fixture, "switch"),
                                             NULL,
                                             &slot,
                                             NULL),
                    !=,
                    0);
  g_assert_true (hw_operation_remove (design, &rack, 1, NULL));
  hw_design_preview_show (design);
  shown = describe (design);
  g_assert_cmpstr (shown, !=, before);

  g_signal_connect (design, "changed", G_CALLBACK (count_cb), &count);
  g_assert_true (hw_design_preview_suspend (design));
  suspended = describe (design);
  g_assert_cmpstr (suspended, ==, before);
  hw_design_preview_resume (design);
  resumed = describe (design);
  g_assert_cmpstr (resumed, ==, shown);
  g_assert_cmpuint (count, ==, 0);

  hw_design_preview_end (design);
  after = describe (design);
  g_assert_cmpstr (after, ==, before);
  g_signal_handlers_disconnect_by_data (design, &count);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/core/history/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("random-edits-undo-to-the-start-and-redo-to-the-end", test_random);
  ADD ("preview-leaves-no-trace", test_preview);
  ADD ("a-preview-can-be-set-aside", test_suspend);
  ADD ("typing-merges-into-one-step", test_merge);
  ADD ("clean-follows-undo", test_clean);
  ADD ("rollback-restores-a-removed-hall", test_rollback);
  return g_test_run ();
}
