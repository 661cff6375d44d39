/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-air-zone.h"
#include "hw-what-if.h"
#include "hw-air.h"
#include "hw-cooling.h"
#include "hw-edit.h"
#include "hw-loop-fixture.h"
#include "hw-operations.h"

static HwProblem *
find_problem (Fixture *fixture, const char *code)
{
  g_autoptr (GPtrArray) problems = hw_results_problems (fixture->results);

  for (guint i = 0; i < problems->len; i++)
    if (strcmp (((HwProblem *)problems->pdata[i])->code, code) == 0)
      return problems->pdata[i];
  g_assert_not_reached ();
}

/* 17 kW at the assumed rise; machines whose airflow is known move that. */
static void
test_racks (Fixture *fixture, gconstpointer data)
{
  double density = hw_air_density (24, 0);
  HwHandle rack;
  HwAirZone zone;

  loop_racks (fixture, 2, 3000);
  zone = hw_results_air (fixture->results, fixture->hall);
  g_assert_cmpfloat_with_epsilon (zone.heat_w, 34e3, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      zone.flow_m3_s, 34e3 / (density * HW_AIR_HEAT_CAPACITY * HW_RACK_AIR_RISE_K), 1e-5);
  g_assert_cmpuint (zone.n_assumed, ==, 2);
  rack = loop_member (fixture, "frame", 8000);
  loop_device (fixture, rack, "server", 1);
  loop_device (fixture, rack, "server", 11);
  zone = hw_results_air (fixture->results, fixture->hall);
  g_assert_cmpfloat_with_epsilon (zone.heat_w, 34e3 + 2 * 14300, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      zone.flow_m3_s - 34e3 / (density * HW_AIR_HEAT_CAPACITY * HW_RACK_AIR_RISE_K),
      2 * 0.7315,
      1e-3);
  g_assert_cmpuint (zone.n_assumed, ==, 2);
}

static void
test_coolers (Fixture *fixture, gconstpointer data)
{
  HwAirZone zone;

  loop_racks (fixture, 4, 3000);
  g_assert_cmpuint (loop_count_problems (fixture, "air-without-cooler"), ==, 1);
  loop_member_at (fixture, "crah", 0, 20000, 2000);
  zone = hw_results_air (fixture->results, fixture->hall);
  g_assert_cmpuint (zone.n_coolers, ==, 1);
  g_assert_cmpfloat_with_epsilon (zone.capacity_w, 181e3, 1e-6);
  g_assert_cmpuint (loop_count_problems (fixture, "air-without-cooler"), ==, 0);
  g_assert_cmpuint (loop_count_problems (fixture, "air-capacity"), ==, 0);
  /* Eleven racks leave 187 kW and move 10.4 m³/s of the 6.7 that come from the cooler. */
  loop_racks (fixture, 7, 6000);
  g_assert_cmpuint (loop_count_problems (fixture, "air-capacity"), ==, 1);
  g_assert_cmpuint (loop_count_problems (fixture, "air-flow"), ==, 1);
  loop_member_at (fixture, "crah", 0, 24000, 2000);
  g_assert_cmpuint (loop_count_problems (fixture, "air-capacity"), ==, 0);
  g_assert_cmpuint (loop_count_problems (fixture, "air-flow"), ==, 0);
}

/* Air that passes by cools no rack: six racks have enough in contained aisles, not in open ones. */
static void
test_bypass (Fixture *fixture, gconstpointer data)
{
  HwAirZone zone;

  loop_racks (fixture, 6, 3000);
  loop_member_at (fixture, "crah", 0, 20000, 2000);
  g_assert_cmpuint (loop_count_problems (fixture, "air-flow"), ==, 0);
  fixture_set (fixture, HW_TABLE_HALL, fixture->hall, "bypass-air", "0.25");
  zone = hw_results_air (fixture->results, fixture->hall);
  g_assert_cmpfloat_with_epsilon (zone.capacity_m3_s, 24000.0 / 3600 * 0.75, 1e-6);
  g_assert_cmpuint (loop_count_problems (fixture, "air-flow"), ==, 1);
  g_assert_nonnull (strstr (find_problem (fixture, "air-flow")->message, "Contain the aisles"));
  g_assert_cmpuint (loop_count_problems (fixture, "air-capacity"), ==, 0);
  hw_design_undo (fixture->design);
  g_assert_cmpuint (loop_count_problems (fixture, "air-flow"), ==, 0);
}

/* A pair of rows around a contained aisle with a cooler of its own is a zone, and each side is
 * judged by its own coolers; without one it has the air of the hall. */
static void
test_containment (Fixture *fixture, gconstpointer data)
{
  HwHandle second, cooler;
  g_autoptr (GArray) one = NULL;
  g_autoptr (GArray) two = NULL;
  g_autoptr (GArray) each = NULL;
  HwAirZone hall, open, aisle;
  HwProblem *problem;

  hw_design_begin (fixture->design, "Row");
  second = hw_operation_add_row (fixture->design, fixture->hall, "B");
  hw_design_commit (fixture->design);
  fixture_set (fixture, HW_TABLE_HALL, fixture->hall, "bypass-air", "0.25");
  loop_racks (fixture, 2, 3000);
  for (int i = 0; i < 3; i++)
    loop_member_at (fixture, "nvl", second, 3000 + 600 * i, 14000);
  loop_member_at (fixture, "nvl", 0, 3000, 18000);
  loop_member_at (fixture, "crah", 0, 20000, 2000);
  fixture_set (fixture, HW_TABLE_ROW, fixture->row, "containment", "Aisle 1");
  fixture_set (fixture, HW_TABLE_ROW, second, "containment", "Aisle 1");
  one = hw_results_air_zones (fixture->results, fixture->hall);
  g_assert_cmpuint (one->len, ==, 1);
  open = hw_results_air_zone (fixture->results, fixture->hall, 0);
  g_assert_cmpfloat_with_epsilon (open.it_w, 6 * 17e3, 1e-6);

  cooler = loop_member_at (fixture, "crah", second, 8000, 14000);
  two = hw_results_air_zones (fixture->results, fixture->hall);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpuint (g_array_index (two, HwHandle, 1), ==, fixture->row);
  g_assert_cmpuint (hw_results_air_zone_of (fixture->results, cooler), ==, fixture->row);
  hall = hw_results_air (fixture->results, fixture->hall);
  open = hw_results_air_zone (fixture->results, fixture->hall, 0);
  aisle = hw_results_air_zone (fixture->results, fixture->hall, fixture->row);
  g_assert_cmpfloat_with_epsilon (aisle.it_w, 5 * 17e3, 1e-6);
  g_assert_cmpfloat_with_epsilon (open.it_w, 17e3, 1e-6);
  g_assert_cmpfloat_with_epsilon (aisle.heat_w + open.heat_w, hall.heat_w, 1e-6);
  g_assert_cmpfloat_with_epsilon (aisle.flow_m3_s + open.flow_m3_s, hall.flow_m3_s, 1e-9);
  g_assert_cmpuint (aisle.n_coolers + open.n_coolers, ==, hall.n_coolers);
  /* Nothing passes the racks by inside. */
  g_assert_cmpfloat_with_epsilon (aisle.capacity_m3_s, 24000.0 / 3600, 1e-6);
  g_assert_cmpfloat_with_epsilon (open.capacity_m3_s, 24000.0 / 3600 * 0.75, 1e-6);
  g_assert_cmpuint (loop_count_problems (fixture, "air-capacity"), ==, 0);

  /* Eleven racks inside are too many for its cooler, though the hall's could carry the rest. */
  for (int i = 0; i < 6; i++)
    loop_member_at (fixture, "nvl", second, 12000 + 600 * i, 14000);
  hall = hw_results_air (fixture->results, fixture->hall);
  g_assert_cmpfloat (hall.heat_w, <, hall.capacity_w);
  g_assert_cmpuint (loop_count_problems (fixture, "air-capacity"), ==, 1);
  /* All zones in one pass come to what each does on its own. */
  each = hw_results_air_each (fixture->results, fixture->hall, two);
  g_assert_cmpuint (each->len, ==, 2);
  open = hw_results_air_zone (fixture->results, fixture->hall, 0);
  aisle = hw_results_air_zone (fixture->results, fixture->hall, fixture->row);
  g_assert_cmpfloat (g_array_index (each, HwAirZone, 0).heat_w, ==, open.heat_w);
  g_assert_cmpfloat (g_array_index (each, HwAirZone, 0).flow_m3_s, ==, open.flow_m3_s);
  g_assert_cmpfloat (g_array_index (each, HwAirZone, 1).heat_w, ==, aisle.heat_w);
  g_assert_cmpfloat (g_array_index (each, HwAirZone, 1).capacity_w, ==, aisle.capacity_w);
  problem = find_problem (fixture, "air-capacity");
  g_assert_true (hw_ref_equal (problem->ref, HW_REF (HW_TABLE_ROW, fixture->row)));
  g_assert_nonnull (strstr (problem->message, "Aisle 1"));
  fixture_set (fixture, HW_TABLE_ROW, fixture->row, "containment", "");
  fixture_set (fixture, HW_TABLE_ROW, second, "containment", "");
  g_assert_cmpuint (loop_count_problems (fixture, "air-capacity"), ==, 0);
}

static void
put (Fixture *fixture, HwHandle rack, int x_mm, int y_mm, int rotation)
{
  HwRack row = *hw_design_get_rack (fixture->design, rack);

  row.x_mm = x_mm;
  row.y_mm = y_mm;
  row.rotation = (gint16)rotation;
  hw_design_begin (fixture->design, "Move");
  hw_edit_set (fixture->design, HW_TABLE_RACK, rack, &row);
  hw_design_commit (fixture->design);
}

static double
aisle_capacity_w (Fixture *fixture)
{
  return hw_results_air_zone (fixture->results, fixture->hall, fixture->row).capacity_w;
}

/* Fronts look upon the aisle from 11.2 to 13.6 m. A cooler without a row is that aisle's where it
 * stands in it or blows into it, and else the hall's, wherever it was before. */
static void
test_loose (Fixture *fixture, gconstpointer data)
{
  HwHandle second, cooler;

  hw_design_begin (fixture->design, "Row");
  second = hw_operation_add_row (fixture->design, fixture->hall, "B");
  hw_design_commit (fixture->design);
  loop_racks (fixture, 4, 6000);
  for (int i = 0; i < 4; i++)
    put (fixture,
         loop_member_at (fixture, "nvl", second, 6000 + 600 * i, 13600),
         6000 + 600 * i,
         13600,
         180);
  cooler = loop_member_at (fixture, "crah", 0, 20000, 2000);
  fixture_set (fixture, HW_TABLE_ROW, fixture->row, "containment", "Aisle 1");
  fixture_set (fixture, HW_TABLE_ROW, second, "containment", "Aisle 1");
  g_assert_cmpfloat (aisle_capacity_w (fixture), ==, 0);
  /* In it. */
  put (fixture, cooler, 6000, 11300, 0);
  g_assert_cmpuint (hw_results_air_zone_of (fixture->results, cooler), ==, fixture->row);
  g_assert_cmpfloat (aisle_capacity_w (fixture), ==, 181e3);
  g_assert_cmpfloat (hw_results_air_zone (fixture->results, fixture->hall, 0).capacity_w, ==, 0);
  /* Before its west end: blowing into it, then taking air out of it, which is cold. */
  put (fixture, cooler, 4800, 11225, 270);
  g_assert_cmpfloat (aisle_capacity_w (fixture), ==, 181e3);
  put (fixture, cooler, 4800, 11225, 90);
  g_assert_cmpfloat (aisle_capacity_w (fixture), ==, 0);
  g_assert_cmpfloat_with_epsilon (
      hw_results_air_zone (fixture->results, fixture->hall, 0).capacity_w, 181e3, 1e-6);
  /* In line with a row, then a metre and more away from the end. */
  put (fixture, loop_member_at (fixture, "nvl", fixture->row, 12000, 10000), 12000, 10000, 0);
  put (fixture, cooler, 8500, 10000, 0);
  g_assert_cmpfloat (aisle_capacity_w (fixture), ==, 181e3);
  put (fixture, cooler, 3500, 11225, 270);
  g_assert_cmpfloat (aisle_capacity_w (fixture), ==, 0);
  hw_design_undo (fixture->design);
  g_assert_cmpfloat (aisle_capacity_w (fixture), ==, 181e3);
  /* Nothing divides the hall any more. */
  fixture_set (fixture, HW_TABLE_ROW, fixture->row, "containment", "");
  fixture_set (fixture, HW_TABLE_ROW, second, "containment", "");
  g_assert_cmpuint (hw_results_air_zone_of (fixture->results, cooler), ==, 0);
}

/* A cooler that has failed carries nothing; the racks of its air stop, and no others. Where others
 * carry the heat, that is all that changes. */
static void
test_failed (Fixture *fixture, gconstpointer data)
{
  HwHandle aisle_cooler, other;
  char id[HW_ID_SIZE];
  const char *failed[] = { id, NULL };
  const HwWhatIf *what_if;
  HwAirZone aisle, open;

  loop_racks (fixture, 2, 3000);
  loop_member_at (fixture, "nvl", 0, 3000, 18000);
  loop_member_at (fixture, "crah", 0, 20000, 2000);
  aisle_cooler = loop_member_at (fixture, "crah", fixture->row, 8000, 3000);
  fixture_set (fixture, HW_TABLE_ROW, fixture->row, "containment", "Aisle 1");
  hw_design_id_text (fixture->design, HW_REF (HW_TABLE_RACK, aisle_cooler), id);
  hw_results_set_failed (fixture->results, failed);
  what_if = hw_results_what_if (fixture->results);
  g_assert_cmpuint (what_if->outages->len, ==, 3);
  aisle = hw_results_air_zone (fixture->results, fixture->hall, fixture->row);
  open = hw_results_air_zone (fixture->results, fixture->hall, 0);
  g_assert_cmpfloat (aisle.capacity_w, ==, 0);
  g_assert_cmpuint (aisle.n_coolers, ==, 1);
  g_assert_cmpfloat (aisle.it_w, ==, 0);
  g_assert_cmpfloat_with_epsilon (open.capacity_w, 181e3, 1e-6);
  g_assert_cmpfloat_with_epsilon (open.it_w, 17e3, 1e-6);

  other = loop_member_at (fixture, "crah", fixture->row, 11000, 3000);
  g_assert_cmpuint (other, !=, 0);
  what_if = hw_results_what_if (fixture->results);
  g_assert_cmpuint (what_if->outages->len, ==, 1);
  aisle = hw_results_air_zone (fixture->results, fixture->hall, fixture->row);
  g_assert_cmpfloat_with_epsilon (aisle.capacity_w, 181e3, 1e-6);
  g_assert_cmpfloat_with_epsilon (aisle.capacity_m3_s, 24000.0 / 3600, 1e-6);
  g_assert_cmpfloat_with_epsilon (aisle.it_w, 2 * 17e3, 1e-6);
  hw_results_set_failed (fixture->results, NULL);
  aisle = hw_results_air_zone (fixture->results, fixture->hall, fixture->row);
  g_assert_cmpfloat_with_epsilon (aisle.capacity_w, 2 * 181e3, 1e-6);
}

/* The pumps of a CDU warm the air of the zone that it stands in, in the figure by which headroom is
 * told as in that of the solved loop. */
static void
test_pumps_of_zones (Fixture *fixture, gconstpointer data)
{
  HwHandle second, rack;
  HwAirZone open, aisle, quick_open, quick_aisle;

  hw_design_begin (fixture->design, "Row");
  second = hw_operation_add_row (fixture->design, fixture->hall, "B");
  hw_design_commit (fixture->design);
  loop_member (fixture, "cdu", 3000);
  loop_racks (fixture, 2, 5000);
  loop_member_at (fixture, "crah", second, 3000, 14000);
  fixture_set (fixture, HW_TABLE_ROW, fixture->row, "containment", "Aisle 1");
  fixture_set (fixture, HW_TABLE_ROW, second, "containment", "Aisle 1");
  loop_member_at (fixture, "crah", 0, 20000, 2000);
  open = hw_results_air_zone (fixture->results, fixture->hall, 0);
  aisle = hw_results_air_zone (fixture->results, fixture->hall, fixture->row);
  g_assert_cmpfloat (aisle.pump_w, >, 0);
  g_assert_cmpfloat (open.pump_w, ==, 0);
  quick_open = hw_results_air_zone_quick (fixture->results, fixture->hall, 0);
  quick_aisle = hw_results_air_zone_quick (fixture->results, fixture->hall, fixture->row);
  g_assert_cmpfloat (quick_open.pump_w, ==, 0);
  g_assert_cmpfloat (quick_aisle.pump_w, >=, aisle.pump_w);
  /* 1 200 L/min at 2.44 bar are 4.88 kW; what pump, motor and drive lose to give it. */
  g_assert_cmpfloat_with_epsilon (
      quick_aisle.pump_w,
      4880 * (1 / (HW_PUMP_EFFICIENCY * HW_MOTOR_EFFICIENCY * HW_DRIVE_EFFICIENCY) - 1),
      0.01);

  /* A CDU in a rack goes with its rack. */
  rack = loop_member (fixture, "frame", 9000);
  loop_device (fixture, rack, "in-rack", 1);
  g_assert_cmpfloat (
      hw_results_air_zone_quick (fixture->results, fixture->hall, fixture->row).pump_w,
      >,
      quick_aisle.pump_w);
  fixture_set (fixture, HW_TABLE_RACK, rack, "row", "");
  g_assert_cmpuint (hw_design_get_rack (fixture->design, rack)->row, ==, 0);
  quick_open = hw_results_air_zone_quick (fixture->results, fixture->hall, 0);
  g_assert_cmpfloat (quick_open.pump_w, >, 0);
  g_assert_cmpfloat_with_epsilon (
      hw_results_air_zone_quick (fixture->results, fixture->hall, fixture->row).pump_w,
      quick_aisle.pump_w,
      1e-6);
}

/* The room carries the whole power of a rack whose loop ends in a side-car. */
static void
test_sidecar (Fixture *fixture, gconstpointer data)
{
  HwAirZone zone;
  const HwLoopSolution *solution;
  g_autofree char *says = NULL;

  loop_member (fixture, "pod", 3000);
  loop_member (fixture, "sidecar", 3600);
  zone = hw_results_air (fixture->results, fixture->hall);
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  g_assert_cmpfloat_with_epsilon (zone.sidecar_w, solution->heat_w, 1);
  says = g_strdup_printf ("%.1f m³/s", zone.flow_m3_s);
  g_assert_nonnull (strstr (find_problem (fixture, "air-without-cooler")->message, says));
  g_assert_cmpfloat_with_epsilon (
      zone.it_w + zone.sidecar_w, 45e3 + solution->cdus[0].hydraulic_w, 1);
  g_assert_cmpfloat_with_epsilon (zone.heat_w, 45e3 + solution->pump_w, 1);
  g_assert_cmpfloat_with_epsilon (
      zone.flow_m3_s - solution->cdus[0].sink_m3_s,
      5e3 / (hw_air_density (24, 0) * HW_AIR_HEAT_CAPACITY * HW_RACK_AIR_RISE_K),
      1e-5);
}

static void
test_hot_rack (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = loop_member (fixture, "frame", 8000);
  g_autoptr (GPtrArray) of_rack = NULL;
  const HwProblem *problem;
  HwHandle other;

  loop_device (fixture, rack, "server", 1);
  loop_device (fixture, rack, "server", 11);
  g_assert_cmpuint (loop_count_problems (fixture, "rack-air"), ==, 0);
  loop_device (fixture, rack, "server", 21);
  g_assert_cmpuint (loop_count_problems (fixture, "rack-air"), ==, 1);

  /* Two such racks are one problem, which concerns both. */
  other = loop_member (fixture, "frame", 12000);
  for (guint unit = 1; unit <= 31; unit += 10)
    loop_device (fixture, other, "server", (gint)unit);
  g_assert_cmpuint (loop_count_problems (fixture, "rack-air"), ==, 1);
  problem = find_problem (fixture, "rack-air");
  g_assert_cmpuint (problem->ref.handle, ==, other);
  g_assert_cmpuint (problem->others->len, ==, 1);
  g_assert_cmpuint (g_array_index (problem->others, HwRef, 0).handle, ==, rack);
  of_rack = hw_results_problems_of (fixture->results, HW_REF (HW_TABLE_RACK, rack));
  g_assert_true (g_ptr_array_find (of_rack, problem, NULL));
}

/* A rack that moves, goes and comes back leaves no rest. */
static void
test_no_rest (Fixture *fixture, gconstpointer data)
{
  HwAirZone after;

  loop_racks (fixture, 3, 3000);
  loop_member_at (fixture, "crah", 0, 20000, 2000);
  while (hw_design_can_undo (fixture->design)
         && hw_design_count (fixture->design, HW_TABLE_RACK) > 0)
    hw_design_undo (fixture->design);
  after = hw_results_air (fixture->results, fixture->hall);
  g_assert_cmpfloat (after.heat_w, ==, 0);
  g_assert_cmpfloat (after.flow_m3_s, ==, 0);
  g_assert_cmpfloat (after.capacity_w, ==, 0);
  g_assert_cmpfloat (after.capacity_m3_s, ==, 0);
  g_assert_cmpuint (after.n_coolers + after.n_assumed + after.n_unknown, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  loop_test ("/calc/air-zone/racks", test_racks);
  loop_test ("/calc/air-zone/coolers", test_coolers);
  loop_test ("/calc/air-zone/bypass", test_bypass);
  loop_test ("/calc/air-zone/containment", test_containment);
  loop_test ("/calc/air-zone/loose-cooler", test_loose);
  loop_test ("/calc/air-zone/failed", test_failed);
  loop_test ("/calc/air-zone/pumps-of-zones", test_pumps_of_zones);
  loop_test ("/calc/air-zone/side-car", test_sidecar);
  loop_test ("/calc/air-zone/hot-rack", test_hot_rack);
  loop_test ("/calc/air-zone/no-rest", test_no_rest);
  return g_test_run ();
}
