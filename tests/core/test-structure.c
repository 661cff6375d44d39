/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-core-fixture.h"

/* Phases, floor features and halls: what a site is made of. */

static HwHandle
add_phase (HwDesign *design, const char *name)
{
  HwHandle phase;

  hw_design_begin (design, "Add a phase");
  phase = hw_operation_add_phase (design, name, "2027-01");
  hw_design_commit (design);
  return phase;
}

static gboolean
set_phase (HwDesign *design, HwRef ref, const char *attribute, HwHandle phase)
{
  char buffer[HW_ID_SIZE];
  gboolean done;

  hw_design_begin (design, "Set");
  done = hw_operation_set (design,
                           ref,
                           attribute,
                           hw_design_id_text (design, HW_REF (HW_TABLE_PHASE, phase), buffer),
                           NULL);
  if (done)
    hw_design_commit (design);
  else
    hw_design_rollback (design);
  return done;
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwHandle first = add_phase (design, "1"), second = add_phase (design, "2");
  HwHandle third = add_phase (design, "3");
  g_autoptr (GArray) phases = NULL;
  g_autoptr (GError) error = NULL;

  hw_design_begin (design, "Move");
  g_assert_true (hw_operation_move_phase (design, third, -2, &error));
  hw_design_commit (design);
  phases = hw_operation_phases (design);
  g_assert_cmpuint (phases->len, ==, 3);
  g_assert_cmpuint (g_array_index (phases, HwHandle, 0), ==, third);
  g_assert_cmpuint (g_array_index (phases, HwHandle, 1), ==, first);
  g_assert_cmpuint (g_array_index (phases, HwHandle, 2), ==, second);

  /* Beyond the ends it stays. */
  hw_design_begin (design, "Move");
  g_assert_true (hw_operation_move_phase (design, third, -1, &error));
  g_assert_false (hw_design_commit (design));
}

/* A server goes when another comes; the phases cannot change places. */
static void
test_turns (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwHandle first = add_phase (design, "1"), second = add_phase (design, "2");
  HwSlot slot = fixture_slot (1, HW_FACE_FRONT);
  HwHandle old = fixture_mount (fixture, fixture->rack, "server", 1);
  HwHandle new = 0;
  g_autoptr (GError) error = NULL;
  guint64 before;
  guint installed, removed;

  g_assert_true (set_phase (design, HW_REF (HW_TABLE_DEVICE, old), "removal", first));
  new = fixture_mount (fixture, fixture->rack, "server", 20);
  g_assert_true (set_phase (design, HW_REF (HW_TABLE_DEVICE, new), "install", second));
  hw_design_begin (design, "Move");
  g_assert_true (hw_operation_move_device (design, new, fixture->rack, &slot, &error));
  hw_design_commit (design);

  before = hw_design_state (design);
  hw_design_begin (design, "Move");
  g_assert_false (hw_operation_move_phase (design, second, -1, &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  hw_design_rollback (design);
  g_assert_cmpuint (hw_design_state (design), ==, before);
  g_clear_error (&error);

  hw_operation_count_phase (design, first, &installed, &removed);
  g_assert_cmpuint (installed, ==, 0);
  g_assert_cmpuint (removed, ==, 1);
  hw_design_begin (design, "Remove");
  g_assert_false (hw_operation_remove_phase (design, first, &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  hw_design_rollback (design);
  g_clear_error (&error);

  hw_design_begin (design, "Remove");
  g_assert_true (hw_operation_remove (design, &HW_REF (HW_TABLE_DEVICE, old), 1, &error));
  g_assert_true (hw_operation_remove_phase (design, first, &error));
  hw_design_commit (design);
  g_assert_cmpuint (hw_design_count (design, HW_TABLE_PHASE), ==, 1);
}

/* Nothing is removed before it is installed, neither by its phases nor by their order. */
static void
test_never_stands (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwHandle first = add_phase (design, "1"), second = add_phase (design, "2");
  HwRef rack = HW_REF (HW_TABLE_RACK, fixture->rack);
  g_autoptr (GError) error = NULL;
  char id[HW_ID_SIZE];

  g_assert_true (set_phase (design, rack, "install", first));
  g_assert_false (set_phase (design, rack, "removal", first));
  g_assert_true (set_phase (design, rack, "removal", second));
  hw_design_id_text (design, HW_REF (HW_TABLE_PHASE, second), id);
  hw_design_begin (design, "Set");
  g_assert_false (hw_operation_set (design, rack, "install", id, &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "A01"));
  hw_design_rollback (design);
  g_clear_error (&error);
  hw_design_begin (design, "Move");
  g_assert_false (hw_operation_move_phase (design, second, -1, &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  hw_design_rollback (design);
}

/* What is drawn while a phase is chosen comes with it, into places that are free by then. */
static void
test_new_phase (Fixture *fixture, gconstpointer data)
{
  HwDesign *design = fixture->design;
  HwHandle first = add_phase (design, "1"), second = add_phase (design, "2");
  HwHandle old = fixture_mount (fixture, fixture->rack, "server", 1);
  HwHandle new, rack, tray;
  HwSlot slot = fixture_slot (1, HW_FACE_FRONT);
  HwFit fit;

  hw_design_set_new_phase (design, first);
  g_assert_cmpuint (hw_design_get_new_phase (design, fixture->rack), ==, 0);
  hw_design_set_new_phase (design, second);
  g_assert_false (hw_placement_nearest (
      design, fixture->rack, fixture_product (fixture, "server"), &slot, 0, 0, &fit));
  g_assert_true (set_phase (design, HW_REF (HW_TABLE_DEVICE, old), "removal", second));
  g_assert_true (hw_placement_nearest (
      design, fixture->rack, fixture_product (fixture, "server"), &slot, 0, 0, &fit));
  new = fixture_mount (fixture, fixture->rack, "server", 1);
  g_assert_cmpuint (hw_design_get_device (design, new)->object.install, ==, second);

  /* The devices of a rack that comes then come with it. */
  hw_design_begin (design, "Add");
  rack = hw_operation_add_rack (design,
                                fixture->hall,
                                0,
                                fixture->catalogue,
                                fixture_product (fixture, "system"),
                                NULL,
                                5000,
                                5000,
                                0,
                                NULL);
  hw_design_commit (design);
  g_assert_cmpuint (hw_design_get_rack (design, rack)->object.install, ==, second);
  tray = hw_design_first_child (design, HW_TABLE_DEVICE, rack);
  g_assert_cmpuint (tray, !=, 0);
  g_assert_cmpuint (hw_design_get_device (design, tray)->object.install, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/core/structure/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("phases-have-an-order", test_order);
  ADD ("phases-keep-places-apart", test_turns);
  ADD ("nothing-goes-before-it-comes", test_never_stands);
  ADD ("what-is-new-comes-in-the-chosen-phase", test_new_phase);
  return g_test_run ();
}
