/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-air-zone.h"
#include "hw-headroom.h"
#include "hw-limits.h"
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
  zone = hw_results_air (fixture->results, fixture->hall);
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
  zone = hw_results_air (fixture->results, fixture->hall);
  g_assert_cmpfloat_with_epsilon (zone.heat_w, zone.pump_w, 1e-2);
  g_assert_cmpfloat_with_epsilon (zone.flow_m3_s, 0, 1e-6);
  loop_set (fixture, "supply-c", "45");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  g_assert_cmpfloat (solution->racks[0].heat_w, ==, 0);
  zone = hw_results_air (fixture->results, fixture->hall);
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

/* Where the room coolers give no more air, a rack takes what its door cools by itself: two servers
 * of 14.3 kW with the water of its rating; none where facility water leaves that of the loop warmer
 * than the room, whatever its rule asks for. */
static void
test_headroom_by_supply (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = cooled_rack (fixture, 0, "14");
  HwRef scope = HW_REF (HW_TABLE_RACK, rack);
  const HwProduct *server = hw_catalogue_find (fixture->catalogue, "server");
  HwHandle loop = loop_handle (fixture);
  HwHeadroom room;

  loop_set (fixture, "spare", "n");
  for (int i = 0; i < 9; i++)
    loop_device (fixture, loop_member_at (fixture, "frame", 0, 3000 + 600 * i, 16000), "server", 1);
  loop_set (fixture, "facility-c", "30");
  loop_member_at (fixture, "crah", 0, 20000, 2000);
  g_assert_cmpfloat (hw_results_loop (fixture->results, loop)->supply_c, >, 24);
  room = hw_headroom (fixture->results, fixture->catalogue, server, scope);
  g_assert_cmpuint (room.count, ==, 0);
  g_assert_cmpint (room.limit, ==, HW_LIMIT_COOLING);
  fixture_set (fixture, HW_TABLE_LOOP, loop, "facility-c", NULL);
  room = hw_headroom (fixture->results, fixture->catalogue, server, scope);
  g_assert_cmpuint (room.count, ==, 2);
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

static HwObstacle
rack_obstacle (Fixture *fixture, int x_mm, int y_mm)
{
  HwFit fit;

  hw_placement_rack (fixture->design,
                     fixture->hall,
                     hw_catalogue_find (fixture->catalogue, "frame"),
                     x_mm,
                     y_mm,
                     0,
                     NULL,
                     0,
                     0,
                     &fit);
  return fit.obstacle;
}

/* A door takes the floor behind its rack: nothing may stand there, nor may it hang where something
 * does, and the rack keeps so far from walls. */
static void
test_depth (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = loop_member_at (fixture, "frame", fixture->row, 8000, 10000);
  HwHandle behind = loop_member_at (fixture, "frame", 0, 12000, 8700);
  HwHandle before = loop_member_at (fixture, "frame", fixture->row, 12000, 10000);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (rack_obstacle (fixture, 8000, 8800), ==, HW_OBSTACLE_NONE);
  hang_door (fixture, rack);
  g_assert_cmpint (rack_obstacle (fixture, 8000, 8800), ==, HW_OBSTACLE_ON_RACK);
  g_assert_cmpint (rack_obstacle (fixture, 8000, 8551), ==, HW_OBSTACLE_ON_RACK);
  g_assert_cmpint (rack_obstacle (fixture, 8000, 8550), ==, HW_OBSTACLE_NONE);
  g_assert_cmpint (rack_obstacle (fixture, 7400, 8800), ==, HW_OBSTACLE_NONE);
  /* 0.1 m are left between these two. */
  g_assert_cmpint (obstacle (fixture, before, "door", &door_slot), ==, HW_OBSTACLE_ON_RACK);
  g_assert_cmpint (obstacle (fixture, behind, "door", &door_slot), ==, HW_OBSTACLE_NONE);
  hw_design_begin (fixture->design, "Move");
  g_assert_false (
      hw_operation_move_rack (fixture->design, rack, fixture->hall, 0, 8000, 249, 0, &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (
      hw_operation_move_rack (fixture->design, rack, fixture->hall, 0, 8000, 250, 0, &error));
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
}

static const HwLoopFinding *
find_door_warm (const GArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_array_index (findings, HwLoopFinding, i).rule == HW_LOOP_RULE_DOOR_WARM)
      return &g_array_index (findings, HwLoopFinding, i);
  return NULL;
}

/* A door with a loop of its own leaves the rest of its rack where it is; without its loop it
 * follows its rack again. */
static void
test_own_loop (Fixture *fixture, gconstpointer data)
{
  HwHandle first = loop_handle (fixture), second;
  HwHandle rack = loop_member (fixture, "nvl", 3000);
  HwHandle door = hang_door (fixture, rack);
  const HwLoopSolution *solution;
  g_autofree char *key = NULL;
  char id[HW_ID_SIZE];

  hw_design_begin (fixture->design, "Loop");
  second = hw_operation_add_loop (fixture->design, "chilled");
  hw_design_commit (fixture->design);
  hw_design_id_text (fixture->design, HW_REF (HW_TABLE_LOOP, second), id);
  g_assert_cmpuint (hw_results_loop (fixture->results, first)->plan->racks->len, ==, 2);
  fixture_set (fixture, HW_TABLE_DEVICE, door, "loop", id);
  solution = hw_results_loop (fixture->results, first);
  g_assert_cmpuint (solution->plan->racks->len, ==, 1);
  g_assert_false (g_array_index (solution->plan->racks, HwLoopRack, 0).is_door);
  solution = hw_results_loop (fixture->results, second);
  g_assert_cmpuint (solution->plan->racks->len, ==, 1);
  g_assert_true (g_array_index (solution->plan->racks, HwLoopRack, 0).is_door);
  key = hw_loop_link_key (
      fixture->design, solution->plan, g_array_index (solution->plan->racks, HwLoopRack, 0).link);
  g_assert_true (strstr (key, "/door/") != NULL);
  g_assert_cmpuint (hw_loop_of (fixture->design, HW_REF (HW_TABLE_DEVICE, door)), ==, second);
  /* The rack's own loop changes: the door's does not. */
  fixture_set (fixture, HW_TABLE_RACK, rack, "loop", NULL);
  g_assert_cmpuint (hw_results_loop (fixture->results, first)->plan->racks->len, ==, 0);
  g_assert_cmpuint (hw_results_loop (fixture->results, second)->plan->racks->len, ==, 1);
  hw_design_undo (fixture->design);
  hw_design_undo (fixture->design);
  g_assert_cmpuint (hw_results_loop (fixture->results, first)->plan->racks->len, ==, 2);
  g_assert_cmpuint (hw_results_loop (fixture->results, second)->plan->racks->len, ==, 0);
}

/* Coolant that is too warm for the air of a door is found; cold enough, it is not. */
static void
test_too_warm (Fixture *fixture, gconstpointer data)
{
  const HwLoopFinding *finding;

  cooled_rack (fixture, 2, "14");
  g_assert_null (
      find_door_warm (hw_results_loop_findings (fixture->results, loop_handle (fixture))));
  loop_set (fixture, "supply-c", "30");
  finding = find_door_warm (hw_results_loop_findings (fixture->results, loop_handle (fixture)));
  g_assert_nonnull (finding);
  g_assert_cmpfloat_with_epsilon (finding->limit, 28.6, 1e-6);
  g_assert_cmpfloat (finding->has, <, 28.6 / 2);
}

/* What a door takes goes from the heat to air to that to liquid, in the rack, its row, its hall and
 * the design alike, and the explanation has it. */
static void
test_totals (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = cooled_rack (fixture, 2, "20");
  double taken_w = hw_results_loop (fixture->results, loop_handle (fixture))->racks[0].heat_w;
  const HwRef scopes[] = { HW_REF (HW_TABLE_DESIGN, 0),
                           HW_REF (HW_TABLE_HALL, fixture->hall),
                           HW_REF (HW_TABLE_ROW, fixture->row),
                           HW_REF (HW_TABLE_RACK, rack) };

  g_assert_cmpfloat (taken_w, >, 1e4);
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    for (guint k = 0; k < 2; k++)
      {
        HwTotal total = k == 0 ? HW_TOTAL_LIQUID : HW_TOTAL_AIR;
        HwSum sum = hw_results_total (fixture->results, total, scopes[i]);
        g_autoptr (HwExplanation) tree = hw_results_explain (fixture->results, total, scopes[i]);
        double parts = 0;

        g_assert_cmpfloat_with_epsilon (sum.value, k == 0 ? taken_w : 28600 - taken_w, 1e-6);
        for (guint c = 0; c < tree->children->len; c++)
          parts += ((HwExplanation *)tree->children->pdata[c])->sum.value;
        g_assert_cmpfloat_with_epsilon (parts, sum.value, 1e-6);
      }
}

/* A loop that has no more left for the air that a door would take bears no more servers, though the
 * room does. */
static void
test_headroom (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = loop_member (fixture, "frame", 8000);
  HwDemand each = { .air_w = 14300 };
  HwLimit limit;
  g_autoptr (HwLimits) limits = NULL;

  /* With its only CDU out nothing is left. */
  loop_member (fixture, "small", 12000);
  limits = hw_limits_new (fixture->results);
  g_assert_cmpuint (hw_limits_shared_times (limits, rack, &each, NULL, &limit), ==, G_MAXUINT);
  hang_door (fixture, rack);
  hw_limits_free (limits);
  limits = hw_limits_new (fixture->results);
  g_assert_cmpuint (hw_limits_shared_times (limits, rack, &each, NULL, &limit), ==, 0);
  g_assert_cmpint (limit, ==, HW_LIMIT_COOLING);
  /* A CDU of 300 kW takes all that a door of 28.6 kW ever brings. */
  loop_set (fixture, "spare", "n");
  hw_limits_free (limits);
  limits = hw_limits_new (fixture->results);
  g_assert_cmpuint (hw_limits_shared_times (limits, rack, &each, NULL, &limit), ==, G_MAXUINT);
}

/* A door spares the room what it takes, so that servers behind it need no more room cooling; with
 * coolant half as far below the air it takes half. */
static void
test_room_headroom (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *supply;
    guint more;
  } waters[] = { { "14", 2 }, { "18", 1 }, { "30", 0 } };
  HwHandle rack = loop_member (fixture, "frame", 8000);
  HwHandle hot = loop_member (fixture, "frame", 6000);
  HwDemand each = { .air_w = 14300, .air_m3_s = 0.73 };
  HwLimit limit;

  loop_set (fixture, "coolant", "water");
  loop_set (fixture, "spare", "n");
  loop_member (fixture, "cdu", 12000);
  /* Twelve servers blow more than the cooler of the room. */
  loop_member_at (fixture, "crah", 0, 20000, 2000);
  for (int i = 0; i < 3; i++)
    {
      HwHandle full = i == 0 ? hot : loop_member (fixture, "frame", 14000 + 1000 * i);

      for (guint unit = 1; unit <= 31; unit += 10)
        loop_device (fixture, full, "server", unit);
    }
  hang_door (fixture, rack);
  for (guint i = 0; i < G_N_ELEMENTS (waters); i++)
    {
      g_autoptr (HwLimits) limits = NULL;

      loop_set (fixture, "supply-c", waters[i].supply);
      limits = hw_limits_new (fixture->results);
      g_assert_cmpuint (
          hw_limits_shared_times (limits, rack, &each, NULL, &limit), ==, waters[i].more);
      g_assert_cmpuint (hw_limits_shared_times (limits, hot, &each, NULL, &limit), ==, 0);
    }
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
  loop_test ("/calc/rear-door/headroom-by-supply", test_headroom_by_supply);
  loop_test ("/calc/rear-door/place", test_place);
  loop_test ("/calc/rear-door/depth", test_depth);
  loop_test ("/calc/rear-door/own-loop", test_own_loop);
  loop_test ("/calc/rear-door/too-warm", test_too_warm);
  loop_test ("/calc/rear-door/totals", test_totals);
  loop_test ("/calc/rear-door/headroom", test_headroom);
  loop_test ("/calc/rear-door/room-headroom", test_room_headroom);
  return g_test_run ();
}
