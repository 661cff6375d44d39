/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-cooling.h"
#include "hw-loop-fixture.h"

static void
test_closed_valve (Fixture *fixture, gconstpointer data)
{
  HwRef ref;
  const HwLoopSolution *solution;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 4, 3000);
  ref = HW_REF (HW_TABLE_RACK, loop_rack_number (fixture, 2));
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 0);
  loop_override (fixture, "return-valve", ref, "closed", "yes");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_cmpfloat (loop_flow_of (solution, ref.handle)->flow_m3_s, ==, 0);
  g_assert_cmpfloat (solution->carried_w, ==, 3 * 115e3);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 1);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_RACK_FLOW), ==, 0);
  hw_design_undo (fixture->design);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 0);
}

/* Without any way round nothing flows, and nothing is not a number but unknown. */
static void
test_all_closed (Fixture *fixture, gconstpointer data)
{
  HwHandle cdu = loop_member (fixture, "cdu", 2000);
  const HwLoopSolution *solution;

  loop_racks (fixture, 4, 3000);
  loop_override (fixture, "cdu-supply-valve", HW_REF (HW_TABLE_RACK, cdu), "closed", "yes");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_balanced (solution);
  g_assert_false (solution->steady);
  g_assert_cmpfloat (solution->flow_total_m3_s, ==, 0);
  g_assert_cmpfloat (solution->heat_w, ==, 0);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 4);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_NO_SINK), ==, 1);
}

/* Where each rack is shut by a valve of its own, that is what is told, not that CDUs are wanting.
 */
static void
test_all_racks_shut (Fixture *fixture, gconstpointer data)
{
  HwHandle cdu = loop_member (fixture, "cdu", 2000);

  loop_racks (fixture, 3, 3000);
  for (guint i = 0; i < 3; i++)
    loop_override (fixture,
                   i == 1 ? "supply-valve" : "return-valve",
                   HW_REF (HW_TABLE_RACK, loop_rack_number (fixture, i + 1)),
                   "closed",
                   "yes");
  g_assert_false (hw_results_loop (fixture->results, loop_handle (fixture))->steady);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 3);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_NO_SINK), ==, 0);
  hw_design_undo (fixture->design);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 2);
  loop_override (fixture, "cdu-supply-valve", HW_REF (HW_TABLE_RACK, cdu), "closed", "yes");
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_NO_SINK), ==, 1);
}

static void
test_vessels (Fixture *fixture, gconstpointer data)
{
  HwRef first = HW_REF (HW_TABLE_RACK, loop_member (fixture, "cdu", 2000));
  HwRef second = HW_REF (HW_TABLE_RACK, loop_member (fixture, "cdu", 10000));
  const HwLoopSolution *solution;

  loop_racks (fixture, 4, 3000);
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  /* The static pressure is that of the suction by the vessel. */
  g_assert_cmpfloat_with_epsilon (
      solution->node_pa[hw_loop_plan_link (solution->plan,
                                           g_array_index (solution->plan->cdus, HwLoopCdu, 0).link)
                            ->from],
      2e5,
      1);
  loop_override (fixture, "vessel", first, "fitted", "no");
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_VESSEL_NONE), ==, 1);
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_true (isnan (solution->racks[0].inlet_pa));
  loop_override (fixture, "vessel", second, "fitted", "yes");
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_VESSEL_NONE), ==, 0);
  loop_override (fixture, "vessel", first, "fitted", NULL);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_VESSEL_TWO), ==, 1);
  loop_assert_sound (hw_results_loop (fixture->results, loop_handle (fixture)));
}

/* Above about 42 °C the racks need more than their 130 L/min. */
static void
test_warm_supply (Fixture *fixture, gconstpointer data)
{
  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 2, 3000);
  loop_set (fixture, "supply-c", "41");
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_RACK_FLOW_LIMIT), ==, 0);
  loop_set (fixture, "supply-c", "43");
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_RACK_FLOW_LIMIT), ==, 2);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_SUPPLY_WARM), ==, 0);
  loop_set (fixture, "supply-c", "46");
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_SUPPLY_WARM), ==, 2);
  loop_set (fixture, "supply-c", "60");
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_RACK_FLOW_LIMIT), ==, 2);
  loop_set (fixture, "supply-c", "14");
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_DEW_POINT), ==, 1);
}

/* Facility water as warm as the supply leaves nothing to hold it with. */
static void
test_warm_facility (Fixture *fixture, gconstpointer data)
{
  const HwLoopSolution *solution;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 8, 3000);
  loop_set (fixture, "facility-c", "36");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_cmpfloat (solution->supply_c, >, 36);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_SUPPLY_LOST), ==, 1);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_CAPACITY), ==, 1);
  /* Far more of it does not help. */
  loop_set (fixture, "facility-lpm", "10000");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_SUPPLY_LOST), ==, 1);
  loop_set (fixture, "facility-c", "25");
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_SUPPLY_LOST), ==, 0);
}

static void
test_spare (Fixture *fixture, gconstpointer data)
{
  HwHandle second;
  const HwLoopSolution *solution;
  char id[HW_ID_SIZE];
  const char *failed[] = { id, NULL };

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 8, 3000);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_SPARE), ==, 1);
  loop_set (fixture, "spare", "n");
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_SPARE), ==, 0);
  loop_set (fixture, "spare", "n+1");
  second = loop_member (fixture, "cdu", 8000);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_SPARE), ==, 0);
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_cmpfloat_with_epsilon (solution->capacity_left_w, 1368e3, 1368);
  /* With one of them out the other carries all. */
  hw_design_id_text (fixture->design, HW_REF (HW_TABLE_RACK, second), id);
  hw_results_set_failed (fixture->results, failed);
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_cmpfloat_with_epsilon (solution->supply_c, 35, 1e-6);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_RACK_FLOW), ==, 0);
  loop_set (fixture, "spare", "2n");
  hw_results_set_failed (fixture->results, NULL);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_SPARE), ==, 0);
}

static void
test_no_cdu (Fixture *fixture, gconstpointer data)
{
  const HwLoopSolution *solution;

  loop_racks (fixture, 3, 3000);
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  g_assert_cmpfloat (solution->flow_total_m3_s, ==, 0);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_NO_CDU), ==, 1);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 0);
}

static void
test_check_valves (Fixture *fixture, gconstpointer data)
{
  HwRef first = HW_REF (HW_TABLE_RACK, loop_member (fixture, "cdu", 2000));

  loop_racks (fixture, 3, 3000);
  loop_override (fixture, "check-valve", first, "fitted", "no");
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_CHECK_VALVE), ==, 0);
  loop_member (fixture, "cdu", 8000);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_CHECK_VALVE), ==, 1);
}

/* Too small a CDU: short of flow where the water is cold, short of capacity where it is not. */
static void
test_small_cdu (Fixture *fixture, gconstpointer data)
{
  loop_member (fixture, "small", 2000);
  loop_racks (fixture, 7, 3000);
  loop_assert_sound (hw_results_loop (fixture->results, loop_handle (fixture)));
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_CAPACITY), ==, 1);
  loop_set (fixture, "facility-c", "10");
  loop_assert_sound (hw_results_loop (fixture->results, loop_handle (fixture)));
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_CAPACITY), ==, 0);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_RACK_FLOW), ==, 7);
}

static void
test_imbalance (Fixture *fixture, gconstpointer data)
{
  HwRef rack;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 4, 3000);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_IMBALANCE), ==, 0);
  rack = HW_REF (HW_TABLE_RACK, loop_rack_number (fixture, 2));
  loop_override (fixture, "balancing-valve", rack, "kv", "9");
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_IMBALANCE), ==, 1);
}

static void
test_pipes (Fixture *fixture, gconstpointer data)
{
  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 8, 3000);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_GRADIENT), ==, 0);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_VELOCITY_HIGH), ==, 0);
  loop_set (fixture, "header-dn", "50");
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_GRADIENT), ==, 1);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_VELOCITY_HIGH), ==, 1);
  loop_set (fixture, "header-dn", "400");
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_VELOCITY_LOW), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  loop_test ("/calc/loop-faults/closed-valve", test_closed_valve);
  loop_test ("/calc/loop-faults/all-closed", test_all_closed);
  loop_test ("/calc/loop-faults/all-racks-shut", test_all_racks_shut);
  loop_test ("/calc/loop-faults/vessels", test_vessels);
  loop_test ("/calc/loop-faults/supply-temperature", test_warm_supply);
  loop_test ("/calc/loop-faults/facility-water", test_warm_facility);
  loop_test ("/calc/loop-faults/spare-cdu", test_spare);
  loop_test ("/calc/loop-faults/no-cdu", test_no_cdu);
  loop_test ("/calc/loop-faults/check-valves", test_check_valves);
  loop_test ("/calc/loop-faults/too-small-a-cdu", test_small_cdu);
  loop_test ("/calc/loop-faults/imbalance", test_imbalance);
  loop_test ("/calc/loop-faults/pipes", test_pipes);
  return g_test_run ();
}
