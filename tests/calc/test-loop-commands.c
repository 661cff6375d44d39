/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-loop-check.h"
#include "hw-loop-commands.h"
#include "hw-loop-fixture.h"
#include "hw-pipe-size.h"

static const HwLoopSolution *
solution_of (Fixture *fixture)
{
  return hw_results_loop (fixture->results, loop_handle (fixture));
}

static void
balance (Fixture *fixture, guint n)
{
  g_autoptr (GError) error = NULL;

  hw_design_begin (fixture->design, "Balance");
  g_assert_cmpuint (hw_loop_balance (fixture->results, loop_handle (fixture), &error), ==, n);
  g_assert_no_error (error);
  hw_design_commit (fixture->design);
}

/* Every rack gets what it needs and no more, at no more head than before. */
static void
test_balance (Fixture *fixture, gconstpointer data)
{
  static const char *const topologies[] = { "direct-return", "reverse-return", "ring-main" };

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 10, 3000);
  loop_member (fixture, "pod", 9000);
  loop_set (fixture, "header-dn", "80");
  for (guint t = 0; t < G_N_ELEMENTS (topologies); t++)
    {
      double head, flow;

      if (t > 0)
        loop_set (fixture, "topology", topologies[t]);
      head = solution_of (fixture)->head_pa;
      flow = solution_of (fixture)->flow_total_m3_s;
      balance (fixture, 11);
      loop_assert_sound (solution_of (fixture));
      for (guint i = 0; i < 11; i++)
        g_assert_cmpfloat_with_epsilon (solution_of (fixture)->racks[i].flow_m3_s
                                            / solution_of (fixture)->racks[i].required_m3_s,
                                        1,
                                        0.003);
      g_assert_cmpfloat (solution_of (fixture)->flow_total_m3_s, <, flow);
      g_assert_cmpfloat (solution_of (fixture)->head_pa, <, head * 1.001);
      /* What is balanced stays. */
      hw_design_begin (fixture->design, "Balance");
      hw_loop_balance (fixture->results, loop_handle (fixture), NULL);
      g_assert_false (hw_design_commit (fixture->design));
      hw_design_undo (fixture->design);
      g_assert_cmpfloat (solution_of (fixture)->flow_total_m3_s, ==, flow);
    }
}

static void
test_balance_without_flow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  loop_racks (fixture, 2, 3000);
  hw_design_begin (fixture->design, "Balance");
  g_assert_cmpuint (hw_loop_balance (fixture->results, loop_handle (fixture), &error), ==, 0);
  g_assert_nonnull (error);
  g_assert_false (hw_design_commit (fixture->design));
}

/* All pipes keep the limits, with any CDU out, and none could be a size smaller. */
static void
test_sizes (Fixture *fixture, gconstpointer data)
{
  HwPipeLimits limits = { 1.2, 2.4, 400 };
  guint smaller = 0, checked = 0;
  const HwLoopPlan *plan;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 10, 3000);
  loop_set (fixture, "header-dn", "250");
  hw_design_begin (fixture->design, "Size");
  g_assert_cmpuint (hw_loop_size_pipes (fixture->results, loop_handle (fixture), NULL), >, 0);
  hw_design_commit (fixture->design);
  loop_assert_sound (solution_of (fixture));
  plan = solution_of (fixture)->plan;
  g_assert_cmpuint (plan->bad_overrides->len, ==, 0);
  for (guint i = 0; i < plan->links->len; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (plan, i);
      HwPipeDuty duty = { solution_of (fixture)->flow_m3_s[i] * 0.999, 1017, 1.534e-6 };
      const HwPipeSize *size;

      if (link->role != HW_PART_SUPPLY_HEADER)
        continue;
      size = hw_pipe_size_find (HW_PIPE_STAINLESS, link->dn);
      g_assert_true (hw_pipe_keeps (HW_PIPE_STAINLESS, size, &duty, &limits));
      duty.flow_m3_s *= 1.01;
      smaller += hw_pipe_keeps (HW_PIPE_STAINLESS, size - 1, &duty, &limits);
      checked++;
    }
  g_assert_cmpuint (checked, ==, 10);
  g_assert_cmpuint (smaller, ==, 0);
  hw_design_undo (fixture->design);
  g_assert_cmpint (hw_loop_plan_link (solution_of (fixture)->plan, 0)->dn, ==, 250);
}

static gboolean
has_finding (Fixture *fixture, HwLoopRule rule)
{
  g_autoptr (GArray) findings = hw_loop_check (solution_of (fixture));

  for (guint i = 0; i < findings->len; i++)
    if (g_array_index (findings, HwLoopFinding, i).rule == rule)
      return TRUE;
  return FALSE;
}

static guint
size (Fixture *fixture)
{
  guint n;

  hw_design_begin (fixture->design, "Size");
  n = hw_loop_size_pipes (fixture->results, loop_handle (fixture), NULL);
  hw_design_commit (fixture->design);
  return n;
}

/* From pipes too narrow or too wide: one step, and what is sized stays as it is. */
static void
test_sizes_again (Fixture *fixture, gconstpointer data)
{
  static const char *const topologies[] = { "direct-return", "reverse-return", "ring-main" };
  static const char *const headers[] = { "25", "250" };

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 10, 3000);
  loop_member (fixture, "pod", 9000);
  loop_member (fixture, "small", 12000);
  loop_set (fixture, "material", "copper");
  for (guint t = 0; t < G_N_ELEMENTS (topologies); t++)
    for (guint h = 0; h < G_N_ELEMENTS (headers); h++)
      {
        if (t > 0 && h == 0)
          loop_set (fixture, "topology", topologies[t]);
        loop_set (fixture, "header-dn", headers[h]);
        g_assert_cmpuint (size (fixture), >, 0);
        loop_assert_sound (solution_of (fixture));
        g_assert_false (has_finding (fixture, HW_LOOP_RULE_GRADIENT));
        g_assert_false (has_finding (fixture, HW_LOOP_RULE_VELOCITY_HIGH));
        g_assert_cmpuint (size (fixture), ==, 0);
        hw_design_undo (fixture->design);
        g_assert_cmpuint (hw_design_count (fixture->design, HW_TABLE_OVERRIDE), ==, 0);
      }
}

static void
test_set_back (Fixture *fixture, gconstpointer data)
{
  double flow;

  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 4, 3000);
  flow = solution_of (fixture)->flow_total_m3_s;
  balance (fixture, 4);
  hw_design_begin (fixture->design, "Back");
  g_assert_cmpuint (hw_loop_set_back (fixture->results, loop_handle (fixture)), ==, 4);
  hw_design_commit (fixture->design);
  g_assert_cmpfloat (solution_of (fixture)->flow_total_m3_s, ==, flow);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  loop_test ("/calc/loop-commands/balance", test_balance);
  loop_test ("/calc/loop-commands/balance-without-flow", test_balance_without_flow);
  loop_test ("/calc/loop-commands/sizes", test_sizes);
  loop_test ("/calc/loop-commands/sizes-again", test_sizes_again);
  loop_test ("/calc/loop-commands/set-back", test_set_back);
  return g_test_run ();
}
