/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-core-fixture.h"

/* Groups of racks across rows. */

static HwHandle
add_rack (Fixture *fixture, HwHandle row, gint32 x, gint32 y)
{
  HwHandle rack;
  g_autoptr (GError) error = NULL;

  hw_design_begin (fixture->design, "Add");
  rack = hw_operation_add_rack (fixture->design,
                                fixture->hall,
                                row,
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
handles (HwHandle a, HwHandle b)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  g_array_append_val (array, a);
  if (b != 0)
    g_array_append_val (array, b);
  return array;
}

static HwHandle
group (Fixture *fixture, const GArray *racks, const char *name)
{
  g_autoptr (GError) error = NULL;
  HwHandle made;

  hw_design_begin (fixture->design, "Group");
  made = hw_operation_group_racks (fixture->design, racks, name, &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
  return made;
}

static HwHandle
group_of (Fixture *fixture, HwHandle rack)
{
  return hw_design_get_rack (fixture->design, rack)->group;
}

static guint
members (Fixture *fixture, HwHandle handle)
{
  guint n = 0;

  for (HwHandle rack = hw_design_first_of_group (fixture->design, handle); rack != 0;
       rack = hw_design_next_of_group (fixture->design, rack))
    n++;
  return n;
}

static void
test_make (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwHandle second = add_rack (fixture, 0, 3000, 4000);
  g_autoptr (GArray) racks = handles (fixture->rack, second);
  g_autoptr (GArray) one = handles (second, 0);
  HwHandle pod = group (fixture, racks, "Pod 1"), other;

  g_assert_cmpstr (hw_design_name (design, HW_REF (HW_TABLE_GROUP, pod)), ==, "Pod 1");
  g_assert_cmpuint (members (fixture, pod), ==, 2);
  hw_design_undo (design);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_GROUP), ==, 0);
  g_assert_cmpuint (group_of (fixture, second), ==, 0);
  hw_design_redo (design);
  g_assert_cmpuint (members (fixture, pod), ==, 2);

  /* A rack is in one group; the last one to leave takes the group along. */
  other = group (fixture, one, "Spare");
  g_assert_cmpuint (members (fixture, pod), ==, 1);
  g_assert_cmpuint (group_of (fixture, second), ==, other);
  hw_design_begin (design, "Ungroup");
  g_assert_true (hw_operation_ungroup_racks (design, one, NULL));
  hw_design_commit (design);
  g_assert_false (hw_design_has (design, HW_TABLE_GROUP, other));
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_GROUP), ==, 1);
}

/* A locked rack stays in its group. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwRef rack = HW_REF (HW_TABLE_RACK, fixture->rack);
  g_autoptr (GArray) racks = handles (fixture->rack, 0);
  g_autoptr (GError) error = NULL;

  hw_design_begin (design, "Lock");
  g_assert_true (hw_operation_set (design, rack, "locked", "true", NULL));
  hw_design_commit (design);
  hw_design_begin (design, "Group");
  g_assert_cmpuint (hw_operation_group_racks (design, racks, NULL, &error), ==, 0);
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  hw_design_rollback (design);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_GROUP), ==, 0);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) racks = handles (fixture->rack, 0);
  g_autofree char *first = hw_operation_next_group_name (fixture->design, NULL);
  g_autofree char *second = NULL, *pod = NULL, *plain = NULL;

  g_assert_cmpstr (first, ==, "Group 1");
  group (fixture, racks, NULL);
  second = hw_operation_next_group_name (fixture->design, NULL);
  g_assert_cmpstr (second, ==, "Group 2");
  pod = hw_operation_next_group_name (fixture->design, "Pod 07");
  g_assert_cmpstr (pod, ==, "Pod 08");
  plain = hw_operation_next_group_name (fixture->design, "East");
  g_assert_cmpstr (plain, ==, "East 2");
}

/* What is removed leaves its group, and an empty group goes; removing the group leaves the racks.
 */
static void
test_remove (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwHandle second = add_rack (fixture, 0, 3000, 4000);
  g_autoptr (GArray) racks = handles (fixture->rack, second);
  HwHandle pod = group (fixture, racks, "Pod 1");
  HwRef refs[] = { HW_REF (HW_TABLE_RACK, fixture->rack), HW_REF (HW_TABLE_RACK, second) };
  HwRef hall = HW_REF (HW_TABLE_HALL, fixture->hall), whole = HW_REF (HW_TABLE_GROUP, pod);

  hw_design_begin (design, "Remove");
  g_assert_true (hw_operation_remove (design, refs, 1, NULL));
  hw_design_commit (design);
  g_assert_cmpuint (members (fixture, pod), ==, 1);
  hw_design_undo (design);

  hw_design_begin (design, "Remove");
  g_assert_true (hw_operation_remove (design, refs, 2, NULL));
  hw_design_commit (design);
  g_assert_false (hw_design_has (design, HW_TABLE_GROUP, pod));
  hw_design_undo (design);
  g_assert_cmpuint (members (fixture, pod), ==, 2);

  hw_design_begin (design, "Remove");
  g_assert_true (hw_operation_remove (design, &hall, 1, NULL));
  hw_design_commit (design);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_GROUP), ==, 0);
  hw_design_undo (design);

  hw_design_begin (design, "Remove");
  g_assert_true (hw_operation_remove (design, &whole, 1, NULL));
  hw_design_commit (design);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_RACK), ==, 2);
  g_assert_cmpuint (group_of (fixture, second), ==, 0);
}

/* A rack that is given to another group by its attribute, as the inspector does. */
static void
test_attribute (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwHandle second = add_rack (fixture, 0, 3000, 4000);
  g_autoptr (GArray) one = handles (fixture->rack, 0);
  g_autoptr (GArray) two = handles (second, 0);
  HwHandle pod = group (fixture, one, "Pod 1"), other = group (fixture, two, "Pod 2");
  char id[HW_ID_SIZE];

  hw_design_id_text (design, HW_REF (HW_TABLE_GROUP, pod), id);
  hw_design_begin (design, "Set");
  g_assert_true (hw_operation_set (design, HW_REF (HW_TABLE_RACK, second), "group", id, NULL));
  hw_design_commit (design);
  g_assert_cmpuint (members (fixture, pod), ==, 2);
  g_assert_false (hw_design_has (design, HW_TABLE_GROUP, other));
}

/* Copies of a whole group are groups of their own, those of a part belong to the group. */
static void
test_copies (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwHandle second = add_rack (fixture, 0, 1200, 3600);
  g_autoptr (GArray) racks = handles (fixture->rack, second);
  g_autoptr (GArray) part = handles (second, 0);
  g_autoptr (GArray) copies = NULL;
  g_autoptr (GArray) more = NULL;
  HwHandle pod = group (fixture, racks, "Pod 1"), made[2];

  hw_design_begin (design, "Grid");
  copies = hw_operation_duplicate_grid (design, racks, 3, 1, 1200, 1, NULL);
  hw_design_commit (design);
  g_assert_cmpuint (copies->len, ==, 4);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_GROUP), ==, 3);
  g_assert_cmpuint (members (fixture, pod), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      made[i] = group_of (fixture, g_array_index (copies, HwHandle, 2 * i));
      g_assert_cmpuint (made[i], !=, pod);
      g_assert_cmpuint (
          group_of (fixture, g_array_index (copies, HwHandle, 2 * i + 1)), ==, made[i]);
    }
  g_assert_cmpstr (hw_design_name (design, HW_REF (HW_TABLE_GROUP, made[0])), ==, "Pod 2");
  g_assert_cmpstr (hw_design_name (design, HW_REF (HW_TABLE_GROUP, made[1])), ==, "Pod 3");
  hw_design_undo (design);

  hw_design_begin (design, "Grid");
  more = hw_operation_duplicate_grid (design, part, 2, 1, 1200, 1, NULL);
  hw_design_commit (design);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_GROUP), ==, 1);
  g_assert_cmpuint (group_of (fixture, g_array_index (more, HwHandle, 0)), ==, pod);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/core/groups/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("racks-of-any-row-are-grouped", test_make);
  ADD ("locked-racks-are-not", test_locked);
  ADD ("names-go-on", test_names);
  ADD ("what-is-removed-leaves", test_remove);
  ADD ("by-attribute", test_attribute);
  ADD ("copies-of-whole-groups", test_copies);
  return g_test_run ();
}
