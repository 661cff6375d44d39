/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-cooling.h"
#include "hw-loop-fixture.h"

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
  rack = loop_rack_number (fixture, 1);
  /* At a set speed no control makes up for it. */
  loop_override (
      fixture, "pump", HW_REF (HW_TABLE_RACK, loop_rack_number (fixture, 0)), "speed", "0.5");
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
            loop_flow_of (changed, rack)->flow_m3_s, <, loop_flow_of (before, rack)->flow_m3_s);
      else
        g_assert_cmpfloat (
            loop_flow_of (changed, rack)->flow_m3_s, >, loop_flow_of (before, rack)->flow_m3_s);
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
  rack = HW_REF (HW_TABLE_RACK, loop_rack_number (fixture, 1));
  loop_override (fixture, "supply-branch", rack, "dn", "41");
  loop_override (fixture, "supply-branch", rack, "length-mm", "0");
  loop_override (fixture, "supply-valve", rack, "closed", "perhaps");
  loop_override (fixture, "teapot", rack, "closed", "yes");
  loop_override (fixture, "balancing-valve", HW_REF (HW_TABLE_RACK, cdu), "kv", "3");
  loop_override (fixture, "pump", HW_REF (HW_TABLE_RACK, cdu), "speed", "7");
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_OVERRIDE), ==, 6);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_RACK_FLOW), ==, 0);
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
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 0);
  g_assert_cmpuint (loop_count_problems (fixture, "rack-shut"), ==, 3);
  hw_results_set_failed (fixture->results, NULL);
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_RACK_SHUT), ==, 0);
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
  return g_test_run ();
}
