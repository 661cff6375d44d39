/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-core-fixture.h"
#include "hw-edit.h"

static HwObstacle
obstacle (Fixture *fixture, const char *id, HwSlot slot)
{
  HwFit fit;
  gboolean fits = hw_placement_device (
      fixture->design, fixture->rack, fixture_product (fixture, id), &slot, 0, 0, 0, &fit);

  g_assert_cmpint (fits, ==, fit.obstacle == HW_OBSTACLE_NONE);
  if (!fits)
    {
      g_autofree char *message = hw_fit_message (fixture->design, &fit);
      g_autofree char *brief = hw_fit_brief (fixture->design, &fit);
      g_assert_cmpuint (strlen (message), >, 10);
      g_assert_cmpuint (strlen (brief), >, 3);
    }
  return fit.obstacle;
}

static void
test_units (Fixture *fixture, gconstpointer data)
{
  fixture_mount (fixture, fixture->rack, "server", 12); /* U12 to U21 */
  g_assert_cmpint (
      obstacle (fixture, "server", fixture_slot (22, HW_FACE_FRONT)), ==, HW_OBSTACLE_NONE);
  g_assert_cmpint (
      obstacle (fixture, "server", fixture_slot (21, HW_FACE_FRONT)), ==, HW_OBSTACLE_OCCUPIED);
  g_assert_cmpint (
      obstacle (fixture, "server", fixture_slot (2, HW_FACE_FRONT)), ==, HW_OBSTACLE_NONE);
  g_assert_cmpint (
      obstacle (fixture, "server", fixture_slot (3, HW_FACE_FRONT)), ==, HW_OBSTACLE_OCCUPIED);
  g_assert_cmpint (
      obstacle (fixture, "server", fixture_slot (39, HW_FACE_FRONT)), ==, HW_OBSTACLE_NONE);
  g_assert_cmpint (
      obstacle (fixture, "server", fixture_slot (40, HW_FACE_FRONT)), ==, HW_OBSTACLE_OUTSIDE_RACK);
  g_assert_cmpint (
      obstacle (fixture, "switch", fixture_slot (0, HW_FACE_FRONT)), ==, HW_OBSTACLE_OUTSIDE_RACK);
  /* Half units. */
  g_assert_cmpint (
      obstacle (fixture, "half", fixture_slot (11.5, HW_FACE_FRONT)), ==, HW_OBSTACLE_NONE);
  g_assert_cmpint (
      obstacle (fixture, "half", fixture_slot (21.5, HW_FACE_FRONT)), ==, HW_OBSTACLE_OCCUPIED);
  g_assert_cmpint (
      obstacle (fixture, "switch", fixture_slot (11.5, HW_FACE_FRONT)), ==, HW_OBSTACLE_OCCUPIED);
}

static void
test_depth (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (
      obstacle (fixture, "too-deep", fixture_slot (1, HW_FACE_FRONT)), ==, HW_OBSTACLE_TOO_DEEP);
  fixture_mount (fixture, fixture->rack, "switch", 1); /* 432 of 1200 mm */
  fixture_mount (fixture, fixture->rack, "server", 2); /* 898 of 1200 mm */
  fixture_mount (fixture, fixture->rack, "deep", 20);
  g_assert_cmpint (
      obstacle (fixture, "switch", fixture_slot (1, HW_FACE_REAR)), ==, HW_OBSTACLE_NONE);
  g_assert_cmpint (
      obstacle (fixture, "half", fixture_slot (2, HW_FACE_REAR)), ==, HW_OBSTACLE_NONE);
  g_assert_cmpint (
      obstacle (fixture, "switch", fixture_slot (2, HW_FACE_REAR)), ==, HW_OBSTACLE_TOO_DEEP);
  g_assert_cmpint (
      obstacle (fixture, "half", fixture_slot (20, HW_FACE_REAR)), ==, HW_OBSTACLE_TOO_DEEP);
  g_assert_cmpint (
      obstacle (fixture, "deep", fixture_slot (1, HW_FACE_REAR)), ==, HW_OBSTACLE_TOO_DEEP);
}

static void
test_mounting (Fixture *fixture, gconstpointer data)
{
  HwSlot channel = { 0, HW_FACE_REAR, HW_CHANNEL_LEFT_REAR, 100 };
  HwSlot high = { 0, HW_FACE_REAR, HW_CHANNEL_LEFT_REAR, 600 };

  g_assert_cmpint (
      obstacle (fixture, "tray", fixture_slot (1, HW_FACE_FRONT)), ==, HW_OBSTACLE_MOUNTING);
  g_assert_cmpint (
      obstacle (fixture, "row-cdu", fixture_slot (1, HW_FACE_FRONT)), ==, HW_OBSTACLE_NOT_A_DEVICE);
  g_assert_cmpint (
      obstacle (fixture, "rack-48", fixture_slot (1, HW_FACE_FRONT)), ==, HW_OBSTACLE_NOT_A_DEVICE);
  g_assert_cmpint (
      obstacle (fixture, "pdu", fixture_slot (1, HW_FACE_REAR)), ==, HW_OBSTACLE_MOUNTING);
  g_assert_cmpint (obstacle (fixture, "switch", channel), ==, HW_OBSTACLE_MOUNTING);
  g_assert_cmpint (obstacle (fixture, "pdu", channel), ==, HW_OBSTACLE_NONE);
  g_assert_cmpint (obstacle (fixture, "pdu", high), ==, HW_OBSTACLE_OUTSIDE_RACK);
  hw_design_begin (fixture->design, "Mount");
  g_assert_cmpuint (hw_operation_add_device (fixture->design,
                                             fixture->rack,
                                             fixture->catalogue,
                                             fixture_product (fixture, "pdu"),
                                             NULL,
                                             &channel,
                                             NULL),
                    !=,
                    0);
  hw_design_commit (fixture->design);
  channel.height_mm = 400;
  g_assert_cmpint (obstacle (fixture, "pdu", channel), ==, HW_OBSTACLE_OCCUPIED);
  channel.channel = HW_CHANNEL_RIGHT_REAR;
  g_assert_cmpint (obstacle (fixture, "pdu", channel), ==, HW_OBSTACLE_NONE);
}

static void
test_reserved (Fixture *fixture, gconstpointer data)
{
  HwReservation reservation = { 0 };

  hw_row_init (HW_TABLE_RESERVATION, &reservation);
  reservation.object.parent = fixture->rack;
  reservation.object.name = hw_design_intern (fixture->design, "spare leaf");
  reservation.position = 18; /* U10 */
  reservation.half_units = 4;
  hw_design_begin (fixture->design, "Reserve");
  hw_edit_insert (fixture->design, HW_TABLE_RESERVATION, &reservation);
  hw_design_commit (fixture->design);
  g_assert_cmpint (
      obstacle (fixture, "switch", fixture_slot (9, HW_FACE_FRONT)), ==, HW_OBSTACLE_NONE);
  g_assert_cmpint (
      obstacle (fixture, "switch", fixture_slot (10, HW_FACE_FRONT)), ==, HW_OBSTACLE_RESERVED);
  g_assert_cmpint (
      obstacle (fixture, "switch", fixture_slot (11, HW_FACE_FRONT)), ==, HW_OBSTACLE_RESERVED);
  g_assert_cmpint (
      obstacle (fixture, "switch", fixture_slot (12, HW_FACE_FRONT)), ==, HW_OBSTACLE_NONE);
  g_assert_cmpint (
      obstacle (fixture, "switch", fixture_slot (10, HW_FACE_REAR)), ==, HW_OBSTACLE_NONE);
}

static void
test_nearest (Fixture *fixture, gconstpointer data)
{
  HwSlot slot = fixture_slot (15, HW_FACE_FRONT);
  HwFit fit;

  fixture_mount (fixture, fixture->rack, "server", 12);
  g_assert_true (hw_placement_nearest (
      fixture->design, fixture->rack, fixture_product (fixture, "switch"), &slot, 0, 20, &fit));
  g_assert_cmpint (slot.position, ==, 20); /* U11, four below; U22 is seven above */
  slot = fixture_slot (15, HW_FACE_FRONT);
  g_assert_false (hw_placement_nearest (
      fixture->design, fixture->rack, fixture_product (fixture, "switch"), &slot, 0, 7, &fit));
  g_assert_cmpint (fit.obstacle, ==, HW_OBSTACLE_OCCUPIED);
  g_assert_cmpint (slot.position, ==, 28);
}

/* What leaves in phase 2 makes room for what comes in phase 2, not before. */
static void
test_phases (Fixture *fixture, gconstpointer data)
{
  HwPhase phase = { 0 };
  HwHandle one, two;
  HwHandle device = fixture_mount (fixture, fixture->rack, "server", 1);
  HwDevice row = *hw_design_get_device (fixture->design, device);
  HwSlot slot = fixture_slot (1, HW_FACE_FRONT);
  const HwProduct *server = fixture_product (fixture, "server");
  HwFit fit;

  hw_design_begin (fixture->design, "Phases");
  hw_row_init (HW_TABLE_PHASE, &phase);
  phase.order = 1;
  one = hw_edit_insert (fixture->design, HW_TABLE_PHASE, &phase);
  phase.order = 2;
  two = hw_edit_insert (fixture->design, HW_TABLE_PHASE, &phase);
  row.object.removal = (guint16)two;
  hw_edit_set (fixture->design, HW_TABLE_DEVICE, device, &row);
  hw_design_commit (fixture->design);
  g_assert_true (
      hw_placement_device (fixture->design, fixture->rack, server, &slot, 0, two, 0, &fit));
  g_assert_false (
      hw_placement_device (fixture->design, fixture->rack, server, &slot, 0, one, 0, &fit));
  g_assert_false (
      hw_placement_device (fixture->design, fixture->rack, server, &slot, 0, 0, one, &fit));
  g_assert_false (
      hw_placement_device (fixture->design, fixture->rack, server, &slot, 0, 0, 0, &fit));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/core/placement/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("units-are-not-shared", test_units);
  ADD ("depth-front-and-rear", test_depth);
  ADD ("mounting-and-channels", test_mounting);
  ADD ("reservations-keep-free", test_reserved);
  ADD ("nearest-free-unit", test_nearest);
  ADD ("slots-are-free-after-removal", test_phases);
  return g_test_run ();
}
