/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-air.h"
#include "hw-cooling.h"
#include "hw-loop-commands.h"
#include "hw-loop-fixture.h"

static const HwRackFlow *
flow_of (const HwLoopSolution *solution, HwHandle rack)
{
  return &solution->racks[loop_rack_index (solution, rack)];
}

static HwHandle
rack_number (Fixture *fixture, guint n)
{
  HwHandle rack = hw_design_next (fixture->design, HW_TABLE_RACK, 0);

  while (n-- > 0)
    rack = hw_design_next (fixture->design, HW_TABLE_RACK, rack);
  return rack;
}

static guint
count_findings (Fixture *fixture, HwLoopRule rule)
{
  const GArray *findings = hw_results_loop_findings (fixture->results, loop_handle (fixture));
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const HwLoopFinding *finding = &g_array_index (findings, HwLoopFinding, i);
      g_autofree char *message = hw_loop_finding_message (
          fixture->design, hw_results_loop (fixture->results, loop_handle (fixture)), finding);
      g_assert_cmpstr (message, !=, NULL);
      n += finding->rule == rule;
    }
  return n;
}

static guint
count_problems (Fixture *fixture, const char *code)
{
  g_autoptr (GPtrArray) problems = hw_results_problems (fixture->results);
  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    n += strcmp (((const HwProblem *)problems->pdata[i])->code, code) == 0;
  return n;
}

/* --- a row of eight --- */

static void
test_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwLoopSolution) solution = NULL;
  double index_ratio;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 8, 3000);
  solution = loop_solution (fixture);
  loop_assert_sound (solution);
  g_assert_true (solution->steady);
  g_assert_cmpfloat_with_epsilon (solution->supply_c, 35, 1e-9);
  /* 35 °C and 55.5 °C leave 20.5 K: 115 kW need 83.7 L/min of PG25. */
  for (guint i = 0; i < 8; i++)
    {
      g_assert_cmpfloat_with_epsilon (solution->racks[i].required_m3_s * 60e3, 83.7, 0.1);
      g_assert_true (hw_rack_flow_suffices (&solution->racks[i]));
    }
  /* The pumps run as fast as the worst rack needs; in direct return that is the farthest. */
  g_assert_cmpuint (solution->index_rack, ==, 7);
  index_ratio = solution->racks[7].flow_m3_s / solution->racks[7].required_m3_s;
  g_assert_cmpfloat_with_epsilon (index_ratio, 1, 1e-6);
  g_assert_cmpfloat (solution->racks[0].flow_m3_s, >, solution->racks[7].flow_m3_s);
  g_assert_cmpfloat_with_epsilon (
      solution->heat_w, 8 * 115e3 + solution->cdus[0].flow_m3_s * solution->cdus[0].head_pa, 1e-3);
  g_assert_cmpfloat (solution->capacity_left_w, ==, 0);
  g_assert_cmpfloat_with_epsilon (solution->capacity_w, 1368e3, 1368);
  g_assert_cmpfloat (solution->cdus[0].sink_in_c, ==, 31);
  g_assert_true (solution->cdus[0].holds);
}

static void
test_held_pressure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwLoopSolution) solution = NULL;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 4, 3000);
  loop_set (fixture, "pressure-pa", "40000");
  solution = loop_solution (fixture);
  loop_assert_sound (solution);
  g_assert_cmpfloat_with_epsilon (solution->racks[3].loss_pa, 40000, 0.1);
}

/* A pump at a set speed keeps it. */
static void
test_speed (Fixture *fixture, gconstpointer data)
{
  HwHandle cdu = loop_member (fixture, "cdu", 2000);
  g_autoptr (HwLoopSolution) slow = NULL;
  g_autoptr (HwLoopSolution) fast = NULL;

  loop_racks (fixture, 2, 3000);
  loop_override (fixture, "pump", HW_REF (HW_TABLE_RACK, cdu), "speed", "0.4");
  slow = loop_solution (fixture);
  loop_override (fixture, "pump", HW_REF (HW_TABLE_RACK, cdu), "speed", "0.8");
  fast = loop_solution (fixture);
  loop_assert_sound (slow);
  loop_assert_sound (fast);
  g_assert_cmpfloat (slow->cdus[0].speed, ==, 0.4);
  /* Affinity: twice the speed, about twice the flow and four times the head. */
  g_assert_cmpfloat_with_epsilon (fast->flow_total_m3_s / slow->flow_total_m3_s, 2, 0.1);
  g_assert_cmpfloat_with_epsilon (fast->head_pa / slow->head_pa, 4, 0.2);
}

/* --- layout --- */

static double
spread (const HwLoopSolution *solution)
{
  double least = INFINITY, most = 0;

  for (guint i = 0; i < solution->plan->racks->len; i++)
    {
      least = fmin (least, solution->racks[i].flow_m3_s);
      most = fmax (most, solution->racks[i].flow_m3_s);
    }
  return most / least - 1;
}

static void
test_topologies (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "direct-return", "reverse-return", "ring-main" };
  double spreads[3];

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 12, 3000);
  loop_set (fixture, "header-dn", "80");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (HwLoopSolution) solution = NULL;
      if (i > 0) /* the first is the default */
        loop_set (fixture, "topology", names[i]);
      solution = loop_solution (fixture);
      loop_assert_sound (solution);
      spreads[i] = spread (solution);
    }
  g_assert_cmpfloat (spreads[1], <, spreads[0]);
  g_assert_cmpfloat (spreads[2], <, spreads[0]);
}

static const HwLoopLink *
find_link (Fixture *fixture, const HwLoopPlan *plan, const char *role, guint nth)
{
  for (guint i = 0; i < plan->links->len; i++)
    if (strcmp (hw_part_name (hw_loop_plan_link (plan, i)->role), role) == 0 && nth-- == 0)
      return hw_loop_plan_link (plan, i);
  return NULL;
}

/* Lengths follow from millimetres. */
static void
test_lengths (Fixture *fixture, gconstpointer data)
{
  HwHandle row_b;
  g_autoptr (HwLoopSolution) solution = NULL;
  const HwLoopPlan *plan;

  hw_design_begin (fixture->design, "Row");
  row_b = hw_operation_add_row (fixture->design, fixture->hall, "B");
  hw_design_commit (fixture->design);
  loop_member (fixture, "cdu", 2000);
  loop_member (fixture, "nvl", 3000);
  loop_member (fixture, "nvl", 4800);
  loop_member_at (fixture, "nvl", row_b, 3000, 14000);
  solution = loop_solution (fixture);
  plan = solution->plan;
  loop_assert_sound (solution);
  /* Middles: 2.45, 3.3 and 5.1 m. */
  g_assert_cmpfloat_with_epsilon (
      find_link (fixture, plan, "supply-header", 0)->length_m, 0.85, 1e-9);
  g_assert_cmpfloat_with_epsilon (
      find_link (fixture, plan, "supply-header", 1)->length_m, 1.8, 1e-9);
  g_assert_cmpfloat_with_epsilon (
      find_link (fixture, plan, "return-header", 1)->length_m, 1.8, 1e-9);
  g_assert_null (find_link (fixture, plan, "supply-header", 2));
  /* From the CDU 4 m south and 0.85 m east. */
  g_assert_cmpfloat_with_epsilon (
      find_link (fixture, plan, "supply-main", 0)->length_m, 4.85, 1e-9);
  g_assert_cmpfloat_with_epsilon (
      find_link (fixture, plan, "supply-branch", 0)->length_m, HW_LOOP_BRANCH_M, 1e-9);
}

/* The nominal size follows the flow, unless it is fixed. */
static void
test_sizes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwLoopSolution) few = NULL;
  g_autoptr (HwLoopSolution) many = NULL;
  g_autoptr (HwLoopSolution) fixed = NULL;
  g_autoptr (HwLoopSolution) copper = NULL;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 2, 3000);
  few = loop_solution (fixture);
  loop_racks (fixture, 8, 4800);
  many = loop_solution (fixture);
  g_assert_cmpint (find_link (fixture, few->plan, "supply-header", 0)->dn,
                   <,
                   find_link (fixture, many->plan, "supply-header", 0)->dn);
  g_assert_cmpint (find_link (fixture, few->plan, "supply-branch", 0)->dn,
                   ==,
                   find_link (fixture, many->plan, "supply-branch", 0)->dn);
  loop_set (fixture, "header-dn", "150");
  loop_set (fixture, "branch-dn", "50");
  fixed = loop_solution (fixture);
  g_assert_cmpint (find_link (fixture, fixed->plan, "return-header", 3)->dn, ==, 150);
  g_assert_cmpint (find_link (fixture, fixed->plan, "return-branch", 3)->dn, ==, 50);
  loop_set (fixture, "header-dn", "100");
  loop_set (fixture, "material", "copper");
  copper = loop_solution (fixture);
  g_assert_cmpfloat_with_epsilon (
      find_link (fixture, copper->plan, "return-header", 3)->bore_m, 0.103, 1e-9);
}

/* --- overrides --- */

static void
assert_same_flows (const HwLoopSolution *a, const HwLoopSolution *b)
{
  g_assert_cmpuint (a->plan->links->len, ==, b->plan->links->len);
  for (guint i = 0; i < a->plan->links->len; i++)
    g_assert_cmpfloat (a->flow_m3_s[i], ==, b->flow_m3_s[i]);
}

static void
test_overrides (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *role, *field, *value;
    gboolean less; /* flow of the rack */
  } changes[] = {
    { "balancing-valve", "kv", "8", TRUE },          { "supply-branch", "dn", "25", TRUE },
    { "return-branch", "length-mm", "20000", TRUE }, { "supply-hose", "dn", "25", TRUE },
    { "supply-valve", "closed", "yes", TRUE },       { "balancing-valve", "fitted", "no", FALSE },
  };
  HwHandle rack;
  g_autoptr (HwLoopSolution) before = NULL;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 3, 3000);
  rack = rack_number (fixture, 1);
  /* At a set speed no control makes up for it. */
  loop_override (fixture, "pump", HW_REF (HW_TABLE_RACK, rack_number (fixture, 0)), "speed", "0.5");
  before = loop_solution (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      HwRef ref = HW_REF (HW_TABLE_RACK, rack);
      g_autoptr (HwLoopSolution) changed = NULL;
      g_autoptr (HwLoopSolution) back = NULL;

      loop_override (fixture, changes[i].role, ref, changes[i].field, changes[i].value);
      changed = loop_solution (fixture);
      loop_assert_sound (changed);
      g_assert_cmpuint (changed->plan->bad_overrides->len, ==, 0);
      if (changes[i].less)
        g_assert_cmpfloat (
            flow_of (changed, rack)->flow_m3_s, <, flow_of (before, rack)->flow_m3_s);
      else
        g_assert_cmpfloat (
            flow_of (changed, rack)->flow_m3_s, >, flow_of (before, rack)->flow_m3_s);
      loop_override (fixture, changes[i].role, ref, changes[i].field, NULL);
      back = loop_solution (fixture);
      assert_same_flows (before, back);
    }
}

static void
test_bad_overrides (Fixture *fixture, gconstpointer data)
{
  HwHandle cdu = loop_member (fixture, "cdu", 2000);
  HwRef rack;

  loop_racks (fixture, 2, 3000);
  rack = HW_REF (HW_TABLE_RACK, rack_number (fixture, 1));
  loop_override (fixture, "supply-branch", rack, "dn", "41");
  loop_override (fixture, "supply-branch", rack, "length-mm", "0");
  loop_override (fixture, "supply-valve", rack, "closed", "perhaps");
  loop_override (fixture, "teapot", rack, "closed", "yes");
  loop_override (fixture, "balancing-valve", HW_REF (HW_TABLE_RACK, cdu), "kv", "3");
  loop_override (fixture, "pump", HW_REF (HW_TABLE_RACK, cdu), "speed", "7");
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_OVERRIDE), ==, 6);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_RACK_FLOW), ==, 0);
}

/* Keys name what they name, and a failure by key is that of the override. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  HwHandle cdu = loop_member (fixture, "cdu", 2000);
  const HwLoopPlan *plan;
  char id[HW_ID_SIZE];
  const char *failed[] = { id, NULL };

  loop_racks (fixture, 3, 3000);
  hw_design_id_text (fixture->design, HW_REF (HW_TABLE_RACK, cdu), id);
  plan = hw_results_loop (fixture->results, loop_handle (fixture))->plan;
  for (guint i = 0; i < plan->links->len; i++)
    {
      g_autofree char *key = hw_loop_link_key (fixture->design, plan, i);
      g_assert_true (hw_results_can_fail (fixture->results, key));
    }
  for (guint i = 0; i < plan->fittings->len; i++)
    {
      g_autofree char *key = hw_loop_fitting_key (fixture->design, plan, i);
      g_assert_true (hw_results_can_fail (fixture->results, key));
    }
  g_assert_true (hw_results_can_fail (fixture->results, id));
  g_assert_false (hw_results_can_fail (fixture->results, "nothing"));
  hw_results_set_failed (fixture->results, failed);
  g_assert_cmpfloat (
      hw_results_loop (fixture->results, loop_handle (fixture))->flow_total_m3_s, ==, 0);
  /* The racks stop, and so need no coolant any more; that they stop is what is told. */
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 0);
  g_assert_cmpuint (count_problems (fixture, "rack-shut"), ==, 3);
  hw_results_set_failed (fixture->results, NULL);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 0);
}

/* --- checks --- */

static void
test_closed_valve (Fixture *fixture, gconstpointer data)
{
  HwRef ref;
  const HwLoopSolution *solution;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 4, 3000);
  ref = HW_REF (HW_TABLE_RACK, rack_number (fixture, 2));
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 0);
  loop_override (fixture, "return-valve", ref, "closed", "yes");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_cmpfloat (flow_of (solution, ref.handle)->flow_m3_s, ==, 0);
  g_assert_cmpfloat (solution->carried_w, ==, 3 * 115e3);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 1);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_RACK_FLOW), ==, 0);
  hw_design_undo (fixture->design);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 0);
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
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 4);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_NO_SINK), ==, 1);
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
                   HW_REF (HW_TABLE_RACK, rack_number (fixture, i + 1)),
                   "closed",
                   "yes");
  g_assert_false (hw_results_loop (fixture->results, loop_handle (fixture))->steady);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 3);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_NO_SINK), ==, 0);
  hw_design_undo (fixture->design);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 2);
  loop_override (fixture, "cdu-supply-valve", HW_REF (HW_TABLE_RACK, cdu), "closed", "yes");
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_NO_SINK), ==, 1);
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
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_VESSEL_NONE), ==, 1);
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_true (isnan (solution->racks[0].inlet_pa));
  loop_override (fixture, "vessel", second, "fitted", "yes");
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_VESSEL_NONE), ==, 0);
  loop_override (fixture, "vessel", first, "fitted", NULL);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_VESSEL_TWO), ==, 1);
  loop_assert_sound (hw_results_loop (fixture->results, loop_handle (fixture)));
}

/* Above about 42 °C the racks need more than their 130 L/min. */
static void
test_warm_supply (Fixture *fixture, gconstpointer data)
{
  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 2, 3000);
  loop_set (fixture, "supply-c", "41");
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_RACK_FLOW_LIMIT), ==, 0);
  loop_set (fixture, "supply-c", "43");
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_RACK_FLOW_LIMIT), ==, 2);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_SUPPLY_WARM), ==, 0);
  loop_set (fixture, "supply-c", "46");
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_SUPPLY_WARM), ==, 2);
  loop_set (fixture, "supply-c", "60");
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_RACK_FLOW_LIMIT), ==, 2);
  loop_set (fixture, "supply-c", "14");
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_DEW_POINT), ==, 1);
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
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_SUPPLY_LOST), ==, 1);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_CAPACITY), ==, 1);
  /* Far more of it does not help. */
  loop_set (fixture, "facility-lpm", "10000");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_SUPPLY_LOST), ==, 1);
  loop_set (fixture, "facility-c", "25");
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_SUPPLY_LOST), ==, 0);
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
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_SPARE), ==, 1);
  loop_set (fixture, "spare", "n");
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_SPARE), ==, 0);
  loop_set (fixture, "spare", "n+1");
  second = loop_member (fixture, "cdu", 8000);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_SPARE), ==, 0);
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_cmpfloat_with_epsilon (solution->capacity_left_w, 1368e3, 1368);
  /* With one of them out the other carries all. */
  hw_design_id_text (fixture->design, HW_REF (HW_TABLE_RACK, second), id);
  hw_results_set_failed (fixture->results, failed);
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_cmpfloat_with_epsilon (solution->supply_c, 35, 1e-6);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_RACK_FLOW), ==, 0);
  loop_set (fixture, "spare", "2n");
  hw_results_set_failed (fixture->results, NULL);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_SPARE), ==, 0);
}

static void
test_no_cdu (Fixture *fixture, gconstpointer data)
{
  const HwLoopSolution *solution;

  loop_racks (fixture, 3, 3000);
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  g_assert_cmpfloat (solution->flow_total_m3_s, ==, 0);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_NO_CDU), ==, 1);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 0);
}

static void
test_check_valves (Fixture *fixture, gconstpointer data)
{
  HwRef first = HW_REF (HW_TABLE_RACK, loop_member (fixture, "cdu", 2000));

  loop_racks (fixture, 3, 3000);
  loop_override (fixture, "check-valve", first, "fitted", "no");
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_CHECK_VALVE), ==, 0);
  loop_member (fixture, "cdu", 8000);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_CHECK_VALVE), ==, 1);
}

/* Too small a CDU: short of flow where the water is cold, short of capacity where it is not. */
static void
test_small_cdu (Fixture *fixture, gconstpointer data)
{
  loop_member (fixture, "small", 2000);
  loop_racks (fixture, 7, 3000);
  loop_assert_sound (hw_results_loop (fixture->results, loop_handle (fixture)));
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_CAPACITY), ==, 1);
  loop_set (fixture, "facility-c", "10");
  loop_assert_sound (hw_results_loop (fixture->results, loop_handle (fixture)));
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_CAPACITY), ==, 0);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_RACK_FLOW), ==, 7);
}

static void
test_imbalance (Fixture *fixture, gconstpointer data)
{
  HwRef rack;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 4, 3000);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_IMBALANCE), ==, 0);
  rack = HW_REF (HW_TABLE_RACK, rack_number (fixture, 2));
  loop_override (fixture, "balancing-valve", rack, "kv", "9");
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_IMBALANCE), ==, 1);
}

static void
test_pipes (Fixture *fixture, gconstpointer data)
{
  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 8, 3000);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_GRADIENT), ==, 0);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_VELOCITY_HIGH), ==, 0);
  loop_set (fixture, "header-dn", "50");
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_GRADIENT), ==, 1);
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_VELOCITY_HIGH), ==, 1);
  loop_set (fixture, "header-dn", "400");
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_VELOCITY_LOW), ==, 1);
}

/* --- other CDUs --- */

/* The heat of a side-car ends in the air of the room. */
static void
test_sidecar (Fixture *fixture, gconstpointer data)
{
  const HwLoopSolution *solution;
  g_autoptr (HwExplanation) node = NULL;
  g_autofree char *key = NULL;
  g_autofree char *asks = NULL;
  char id[HW_ID_SIZE];

  loop_member (fixture, "pod", 3000);
  loop_member (fixture, "sidecar", 3600);
  loop_set (fixture, "spare", "n");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_true (isnan (solution->facility_c));
  g_assert_true (solution->plan->cdus->len == 1);
  g_assert_cmpfloat (solution->cdus[0].sink_in_c, ==, 24);
  g_assert_cmpfloat_with_epsilon (solution->cdus[0].heat_w, solution->heat_w, 1);
  g_assert_cmpfloat_with_epsilon (solution->supply_c, 35, 1e-6);
  /* A sixth of its capacity is far below what it can, at 11 K over the air instead of 15. */
  g_assert_cmpfloat_with_epsilon (solution->capacity_w, 240e3 * 11 / 15, 2e3);
  /* What it asks of the room is said. */
  hw_design_id_text (fixture->design, HW_REF (HW_TABLE_LOOP, loop_handle (fixture)), id);
  key = g_strdup_printf ("cooling.loops.heat_w@%s", id);
  node = hw_results_explain_key (fixture->results, key, NULL);
  asks = g_strdup_printf ("%.2f m³/s at 24.0 °C", solution->cdus[0].sink_m3_s);
  g_assert_nonnull (strstr (node->note, asks));
}

static void
test_in_rack (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = loop_member (fixture, "nvl", 3000);
  const HwLoopSolution *solution;

  loop_device (fixture, rack, "in-rack", 30);
  loop_set (fixture, "spare", "n");
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  loop_assert_sound (solution);
  g_assert_cmpuint (solution->plan->cdus->len, ==, 1);
  g_assert_cmpint (
      g_array_index (solution->plan->cdus, HwLoopCdu, 0).unit.table, ==, HW_TABLE_DEVICE);
  g_assert_true (hw_rack_flow_suffices (&solution->racks[0]));
  g_assert_cmpuint (count_findings (fixture, HW_LOOP_RULE_CAPACITY), ==, 0);
}

/* --- explanations --- */

static double
sum_children (const HwExplanation *node)
{
  double sum = 0;

  for (guint i = 0; i < node->children->len; i++)
    sum += ((HwExplanation *)node->children->pdata[i])->sum.value;
  return sum;
}

/* Every figure of a loop can be explained, and those that are sums are the sums of their parts. */
static void
test_explained (Fixture *fixture, gconstpointer data)
{
  char id[HW_ID_SIZE];

  loop_member (fixture, "cdu", 2000);
  loop_member (fixture, "cdu", 9000);
  loop_racks (fixture, 4, 3000);
  hw_design_id_text (fixture->design, HW_REF (HW_TABLE_LOOP, loop_handle (fixture)), id);
  for (guint figure = 0; figure < HW_N_LOOP_FIGURES; figure++)
    {
      g_autofree char *key
          = g_strdup_printf ("cooling.loops.%s@%s", hw_loop_figure_key (figure), id);
      g_autoptr (GError) error = NULL;
      g_autoptr (HwExplanation) node = hw_results_explain_key (fixture->results, key, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (node->children->len, >, 0);
      if (figure != HW_LOOP_SUPPLY && figure != HW_LOOP_RETURN)
        g_assert_cmpfloat_with_epsilon (sum_children (node) / node->sum.value, 1, 1e-9);
    }
  g_assert_null (hw_results_explain_key (fixture->results, "cooling.loops.heat_w@nothing", NULL));
  g_assert_null (hw_results_explain_key (fixture->results, "cooling.loops.heat_w", NULL));
}

/* --- joining and dragging --- */

static HwHandle
add_plain (Fixture *fixture, const char *product, int x_mm, int y_mm)
{
  g_autoptr (GError) error = NULL;
  HwHandle rack = hw_operation_add_rack (fixture->design,
                                         fixture->hall,
                                         0,
                                         fixture->catalogue,
                                         hw_catalogue_find (fixture->catalogue, product),
                                         NULL,
                                         x_mm,
                                         y_mm,
                                         0,
                                         &error);

  g_assert_no_error (error);
  return rack;
}

static HwHandle
loop_of (Fixture *fixture, HwHandle rack)
{
  return hw_design_get_rack (fixture->design, rack)->loop;
}

/* What is liquid-cooled and dropped near a loop is on it; what is air-cooled or far is not. */
static void
test_joins (Fixture *fixture, gconstpointer data)
{
  HwHandle loop = loop_handle (fixture);
  HwHandle near, far, frame, cdu;

  loop_racks (fixture, 2, 3000);
  hw_design_begin (fixture->design, "Drop");
  near = add_plain (fixture, "nvl", 5000, 10000);
  cdu = add_plain (fixture, "cdu", 6000, 10000);
  frame = add_plain (fixture, "frame", 8000, 10000);
  far = add_plain (fixture, "nvl", 30000, 2000);
  hw_design_commit (fixture->design);
  g_assert_cmpuint (loop_of (fixture, near), ==, loop);
  g_assert_cmpuint (loop_of (fixture, cdu), ==, loop);
  g_assert_cmpuint (loop_of (fixture, frame), ==, 0);
  g_assert_cmpuint (loop_of (fixture, far), ==, 0);
  hw_design_begin (fixture->design, "Move");
  g_assert_true (
      hw_operation_move_rack (fixture->design, far, fixture->hall, 0, 8600, 10000, 0, NULL));
  hw_design_commit (fixture->design);
  g_assert_cmpuint (loop_of (fixture, far), ==, loop);
  hw_design_undo (fixture->design);
  g_assert_cmpuint (loop_of (fixture, far), ==, 0);
}

static const HwConsequence *
line_of (const GArray *lines, const char *label)
{
  for (guint i = 0; i < lines->len; i++)
    if (strcmp (g_array_index (lines, HwConsequence, i).label, label) == 0)
      return &g_array_index (lines, HwConsequence, i);
  return NULL;
}

/* One CDU carries the flow of three racks with ease; that of thirty it cannot. */
static void
test_margin (Fixture *fixture, gconstpointer data)
{
  HwSnapshot before;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 3, 3000);
  hw_results_snapshot (fixture->results, &before);
  for (guint n = 1; n <= 27; n += 26)
    {
      hw_design_preview_begin (fixture->design);
      for (guint i = 0; i < n; i++)
        add_plain (fixture, "nvl", (gint32)(4800 + 600 * i), 10000);
      hw_design_preview_show (fixture->design);
      {
        g_autoptr (GArray) lines = hw_results_consequences (fixture->results, &before, 0);
        const HwConsequence *margin = line_of (lines, "Flow margin");

        g_assert_nonnull (margin);
        if (n == 1)
          g_assert_true (g_str_has_prefix (margin->text, "0 %"));
        else
          g_assert_true (g_str_has_prefix (margin->text, "-"));
        g_assert_cmpint (margin->severity == HW_SEVERITY_ERROR, ==, n > 1);
      }
    }
  hw_design_preview_end (fixture->design);
}

/* A trimmed valve takes flow from its rack and gives it to the others; wide open it is as its rule
 * has it. */
static void
test_trim (Fixture *fixture, gconstpointer data)
{
  HwHandle loop = loop_handle (fixture);
  const HwLoopSolution *solution;
  double before[2], open_kv, kv;
  guint n;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 2, 3000);
  solution = hw_results_loop (fixture->results, loop);
  before[0] = solution->racks[0].flow_m3_s;
  before[1] = solution->racks[1].flow_m3_s;
  open_kv = hw_loop_open_kv (solution->plan, 0);
  n = hw_design_count (fixture->design, HW_TABLE_OVERRIDE);
  hw_design_begin (fixture->design, "Trim");
  hw_loop_trim (fixture->design, solution->plan, 0, open_kv / 4);
  hw_design_commit (fixture->design);
  solution = hw_results_loop (fixture->results, loop);
  kv = g_array_index (solution->plan->fittings,
                      HwLoopFitting,
                      g_array_index (solution->plan->racks, HwLoopRack, 0).balancing)
           .kv;
  g_assert_cmpfloat_with_epsilon (kv, open_kv / 4, 0.005001);
  g_assert_cmpuint (hw_design_count (fixture->design, HW_TABLE_OVERRIDE), ==, n + 1);
  g_assert_cmpfloat (
      solution->racks[0].flow_m3_s / solution->racks[1].flow_m3_s, <, before[0] / before[1] * 0.95);
  hw_design_begin (fixture->design, "Open");
  hw_loop_trim (fixture->design, solution->plan, 0, open_kv);
  hw_design_commit (fixture->design);
  g_assert_cmpuint (hw_design_count (fixture->design, HW_TABLE_OVERRIDE), ==, n);
  solution = hw_results_loop (fixture->results, loop);
  g_assert_cmpfloat_with_epsilon (solution->racks[0].flow_m3_s, before[0], before[0] * 1e-6);
}

/* Beside the pointer stands what becomes of the loop, while the design is as before. */
static void
test_consequences (Fixture *fixture, gconstpointer data)
{
  HwSnapshot before;
  double flow;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 4, 3000);
  flow = hw_results_loop (fixture->results, loop_handle (fixture))->flow_total_m3_s;
  hw_results_snapshot (fixture->results, &before);
  hw_design_preview_begin (fixture->design);
  add_plain (fixture, "nvl", 6000, 10000);
  hw_design_preview_show (fixture->design);
  {
    g_autoptr (GArray) lines = hw_results_consequences (fixture->results, &before, 0);
    g_assert_nonnull (line_of (lines, "tcs1"));
    g_assert_nonnull (line_of (lines, "Heat of the loop"));
  }
  hw_design_preview_begin (fixture->design);
  add_plain (fixture, "frame", 6000, 10000);
  hw_design_preview_show (fixture->design);
  {
    g_autoptr (GArray) lines = hw_results_consequences (fixture->results, &before, 0);
    g_assert_null (line_of (lines, "tcs1"));
  }
  hw_design_preview_end (fixture->design);
  g_assert_cmpfloat (
      hw_results_loop (fixture->results, loop_handle (fixture))->flow_total_m3_s, ==, flow);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  loop_test ("/calc/loop/row", test_row);
  loop_test ("/calc/loop/held-pressure", test_held_pressure);
  loop_test ("/calc/loop/speed", test_speed);
  loop_test ("/calc/loop/topologies", test_topologies);
  loop_test ("/calc/loop/lengths", test_lengths);
  loop_test ("/calc/loop/sizes", test_sizes);
  loop_test ("/calc/loop/overrides-and-back", test_overrides);
  loop_test ("/calc/loop/overrides-that-fit-nothing", test_bad_overrides);
  loop_test ("/calc/loop/keys", test_keys);
  loop_test ("/calc/loop/closed-valve", test_closed_valve);
  loop_test ("/calc/loop/all-closed", test_all_closed);
  loop_test ("/calc/loop/all-racks-shut", test_all_racks_shut);
  loop_test ("/calc/loop/vessels", test_vessels);
  loop_test ("/calc/loop/supply-temperature", test_warm_supply);
  loop_test ("/calc/loop/facility-water", test_warm_facility);
  loop_test ("/calc/loop/spare-cdu", test_spare);
  loop_test ("/calc/loop/no-cdu", test_no_cdu);
  loop_test ("/calc/loop/check-valves", test_check_valves);
  loop_test ("/calc/loop/too-small-a-cdu", test_small_cdu);
  loop_test ("/calc/loop/imbalance", test_imbalance);
  loop_test ("/calc/loop/pipes", test_pipes);
  loop_test ("/calc/loop/side-car", test_sidecar);
  loop_test ("/calc/loop/in-rack-cdu", test_in_rack);
  loop_test ("/calc/loop/explained", test_explained);
  loop_test ("/calc/loop/joins-what-is-near", test_joins);
  loop_test ("/calc/loop/consequences", test_consequences);
  loop_test ("/calc/loop/margin", test_margin);
  loop_test ("/calc/loop/trim", test_trim);
  return g_test_run ();
}
