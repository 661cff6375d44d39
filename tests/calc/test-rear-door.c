/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-air-zone.h"
#include "hw-cooling.h"
#include "hw-air.h"
#include "hw-loop-fixture.h"

static const HwSlot door_slot = { 0, HW_FACE_REAR, HW_CHANNEL_REAR_DOOR, 0 };

static HwHandle
hang_door (Fixture *fixture, HwHandle rack)
{
  g_autoptr (GError) error = NULL;
  HwHandle door;

  hw_design_begin (fixture->design, "Door");
  door = hw_operation_add_device (fixture->design,
                                  rack,
                                  fixture->catalogue,
                                  hw_catalogue_find (fixture->catalogue, "door"),
                                  NULL,
                                  &door_slot,
                                  &error);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
  return door;
}

/* A rack of @n servers with a door, and a CDU, on a loop of water of @supply. */
static HwHandle
cooled_rack (Fixture *fixture, guint n, const char *supply)
{
  HwHandle rack = loop_member (fixture, "frame", 8000);

  for (guint i = 0; i < n; i++)
    loop_device (fixture, rack, "server", 1 + 10 * i);
  loop_set (fixture, "coolant", "water");
  loop_set (fixture, "supply-c", supply);
  loop_member (fixture, "small", 12000);
  hang_door (fixture, rack);
  return rack;
}

static gboolean
has_problem (Fixture *fixture, const char *code)
{
  g_autoptr (GPtrArray) problems = hw_results_problems (fixture->results);

  for (guint i = 0; i < problems->len; i++)
    if (strcmp (((HwProblem *)problems->pdata[i])->code, code) == 0)
      return TRUE;
  return FALSE;
}

/* Water that comes in 10 K below the room, the approach of the rating, takes the rated heat from
 * the rated air; the density of air and the viscosity of water differ a little from the rating. */
static void
test_rating (Fixture *fixture, gconstpointer data)
{
  const HwLoopSolution *solution;
  HwAirZone zone;

  cooled_rack (fixture, 2, "14");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_cmpuint (solution->plan->racks->len, ==, 1);
  g_assert_true (solution->steady);
  g_assert_cmpfloat_with_epsilon (solution->racks[0].flow_m3_s * 60e3, 40, 1e-3);
  g_assert_cmpfloat_with_epsilon (solution->racks[0].supply_c, 14, 1e-6);
  g_assert_cmpfloat_with_epsilon (solution->racks[0].heat_w / 28600, 1, 0.01);
  zone = hw_results_air_zone (fixture->results, fixture->hall);
  g_assert_cmpfloat_with_epsilon (zone.door_w, solution->racks[0].heat_w, 1e-6);
  g_assert_cmpfloat_with_epsilon (zone.heat_w, 28600 + zone.pump_w - zone.door_w, 1e-3);
  g_assert_cmpfloat (zone.flow_m3_s, <, 0.02 * 2 * 0.7315);
}

/* What a coil takes is proportional to how much warmer the air is than the water, at equal flows:
 * air behind two servers is 28.6 kW / (1.463 m³/s · 1.19 kg/m³ · 1005 J/kg/K) = 16.4 K above the
 * room of 24 °C. */
static void
test_warmer_water (Fixture *fixture, gconstpointer data)
{
  const HwLoopSolution *solution;
  double flow = 2 * 1550 * 0.028316846592 / 60;
  double behind_c = 24 + 28600 / (flow * hw_air_density (24, 0) * HW_AIR_HEAT_CAPACITY);
  double cold_w;

  cooled_rack (fixture, 2, "18");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  cold_w = solution->racks[0].heat_w;
  loop_set (fixture, "supply-c", "28");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_cmpfloat_with_epsilon (
      solution->racks[0].heat_w / cold_w, (behind_c - 28) / (behind_c - 18), 5e-3);
}

/* Colder water takes no more than all the heat of the rack, as the air leaves no colder than the
 * room; water warmer than the air takes none, and the room has it all. */
static void
test_valve (Fixture *fixture, gconstpointer data)
{
  const HwLoopSolution *solution;
  HwAirZone zone;

  cooled_rack (fixture, 2, "6");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_cmpfloat_with_epsilon (solution->racks[0].heat_w, 28600, 1e-3);
  zone = hw_results_air_zone (fixture->results, fixture->hall);
  g_assert_cmpfloat_with_epsilon (zone.heat_w, zone.pump_w, 1e-2);
  g_assert_cmpfloat_with_epsilon (zone.flow_m3_s, 0, 1e-6);
  loop_set (fixture, "supply-c", "45");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  g_assert_cmpfloat (solution->racks[0].heat_w, ==, 0);
  zone = hw_results_air_zone (fixture->results, fixture->hall);
  g_assert_cmpfloat_with_epsilon (zone.heat_w, 28600 + zone.pump_w, 1e-3);
}

/* A rack with both: each has its branch, and the loop carries both. */
static void
test_beside_liquid (Fixture *fixture, gconstpointer data)
{
  const HwLoopSolution *solution;
  HwHandle rack = loop_member (fixture, "nvl", 3000);
  HwHandle door = hang_door (fixture, rack);
  guint doors = 0;

  loop_member (fixture, "cdu", 6000);
  loop_set (fixture, "supply-c", "25");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_cmpuint (solution->plan->racks->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const HwLoopRack *row = &g_array_index (solution->plan->racks, HwLoopRack, i);
      doors += row->is_door;
      g_assert_cmpuint (row->rack, ==, rack);
      g_assert_true (hw_ref_equal (row->object,
                                   row->is_door ? HW_REF (HW_TABLE_DEVICE, door)
                                                : HW_REF (HW_TABLE_RACK, rack)));
    }
  g_assert_cmpuint (doors, ==, 1);
  g_assert_cmpfloat (solution->carried_w, >, 115e3 + 1e3);
  g_assert_cmpfloat (solution->carried_w, <, 115e3 + 17e3);
}

/* Three servers are more than air carries from a rack, unless a door takes the most of it; a door
 * wants a loop. */
static void
test_rack_air (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = loop_member (fixture, "frame", 8000);

  for (guint i = 0; i < 3; i++)
    loop_device (fixture, rack, "server", 1 + 10 * i);
  g_assert_true (has_problem (fixture, "rack-air"));
  hang_door (fixture, rack);
  g_assert_false (has_problem (fixture, "rack-air"));
  g_assert_false (has_problem (fixture, "rack-without-loop"));
  fixture_set (fixture, HW_TABLE_RACK, rack, "loop", NULL);
  g_assert_true (has_problem (fixture, "rack-without-loop"));
  hw_design_undo (fixture->design);
  hw_design_undo (fixture->design);
  g_assert_true (has_problem (fixture, "rack-air"));
}

static HwObstacle
obstacle (Fixture *fixture, HwHandle rack, const char *product, const HwSlot *slot)
{
  HwFit fit;

  hw_placement_device (
      fixture->design, rack, hw_catalogue_find (fixture->catalogue, product), slot, 0, 0, 0, &fit);
  return fit.obstacle;
}

/* One door a rack, at its rear and nowhere else; nothing else goes there. */
static void
test_place (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = loop_member (fixture, "frame", 8000);
  HwHandle cdu = loop_member (fixture, "small", 12000);
  HwSlot units = { 0, HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
  HwSlot side = { 0, HW_FACE_REAR, HW_CHANNEL_LEFT_REAR, 0 };

  g_assert_cmpint (obstacle (fixture, rack, "door", &door_slot), ==, HW_OBSTACLE_NONE);
  g_assert_cmpint (obstacle (fixture, rack, "door", &units), ==, HW_OBSTACLE_MOUNTING);
  g_assert_cmpint (obstacle (fixture, rack, "door", &side), ==, HW_OBSTACLE_MOUNTING);
  g_assert_cmpint (obstacle (fixture, rack, "server", &door_slot), ==, HW_OBSTACLE_MOUNTING);
  g_assert_cmpint (obstacle (fixture, cdu, "door", &door_slot), ==, HW_OBSTACLE_NO_SLOTS);
  hang_door (fixture, rack);
  g_assert_cmpint (obstacle (fixture, rack, "door", &door_slot), ==, HW_OBSTACLE_OCCUPIED);
  g_assert_cmpint (obstacle (fixture, rack, "server", &units), ==, HW_OBSTACLE_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  loop_test ("/calc/rear-door/rating", test_rating);
  loop_test ("/calc/rear-door/warmer-water", test_warmer_water);
  loop_test ("/calc/rear-door/valve", test_valve);
  loop_test ("/calc/rear-door/beside-liquid", test_beside_liquid);
  loop_test ("/calc/rear-door/rack-air", test_rack_air);
  loop_test ("/calc/rear-door/place", test_place);
  return g_test_run ();
}
