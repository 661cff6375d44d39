/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-cooling-work.h"
#include "hw-edit.h"
#include "hw-loop-fixture.h"

#define N_RACKS 250
#define IN_A_LINE 50

/* More racks than a frame solves. */
static void
fill (Fixture *fixture)
{
  for (int i = 0; i < N_RACKS; i++)
    loop_member_at (fixture, "nvl", 0, 4000 + 600 * (i % IN_A_LINE), 1000 + 3000 * (i / IN_A_LINE));
  loop_member_at (fixture, "cdu", 0, 2000, 1000);
}

static gpointer
run_cb (gpointer data)
{
  hw_cooling_work_run (data);
  return NULL;
}

static void
run_in_thread (HwCoolingWork *work)
{
  g_thread_join (g_thread_new ("work", run_cb, work));
}

static void
count_cb (HwResults *results, gboolean preview, guint *n)
{
  (*n)++;
}

/* What waits has its pipes and heat, but no flow, temperature or problem; what was solved in
 * another thread is what would have been found at once. */
static void
test_wait (Fixture *fixture, gconstpointer data)
{
  HwHandle loop = loop_handle (fixture);
  g_autoptr (HwCoolingWork) work = NULL;
  const HwLoopSolution *solution;
  g_autoptr (HwLoopSolution) at_once = NULL;
  guint n_told = 0, n_errors;

  fill (fixture);
  fixture_set (fixture, HW_TABLE_LOOP, loop, "supply-c", "30");
  n_errors = hw_results_n_problems (fixture->results, HW_SEVERITY_ERROR);
  at_once = loop_solution (fixture);
  fixture_set (fixture, HW_TABLE_LOOP, loop, "supply-c", "31");
  fixture_set (fixture, HW_TABLE_LOOP, loop, "supply-c", "30");
  hw_results_solve_in_background (fixture->results);
  g_signal_connect (fixture->results, "changed", G_CALLBACK (count_cb), &n_told);

  g_assert_cmpuint (hw_results_loops_wait (fixture->results), ==, 1);
  solution = hw_results_loop_now (fixture->results, loop);
  g_assert_true (solution->waits);
  g_assert_cmpuint (solution->plan->racks->len, ==, N_RACKS);
  g_assert_cmpfloat_with_epsilon (solution->rack_heat_w, N_RACKS * 115e3, 1);
  g_assert_true (isnan (solution->supply_c) && isnan (solution->racks[0].flow_m3_s));
  g_assert_cmpuint (hw_results_loop_findings_now (fixture->results, loop)->len, ==, 0);

  work = hw_cooling_work_new (fixture->results);
  run_in_thread (work);
  g_assert_cmpuint (hw_cooling_work_take (work, fixture->results), ==, 1);
  hw_results_loops_solved (fixture->results);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpuint (hw_results_loops_wait (fixture->results), ==, 0);
  g_assert_null (hw_cooling_work_new (fixture->results));
  solution = hw_results_loop_now (fixture->results, loop);
  g_assert_false (solution->waits);
  for (guint i = 0; i < N_RACKS; i++)
    g_assert_cmpfloat (solution->racks[i].flow_m3_s, ==, at_once->racks[i].flow_m3_s);
  g_assert_cmpuint (hw_results_n_problems (fixture->results, HW_SEVERITY_ERROR), ==, n_errors);
}

/* What an edit has touched meanwhile is not taken over, nor what somebody had to know at once. */
static void
test_overtaken (Fixture *fixture, gconstpointer data)
{
  HwHandle loop = loop_handle (fixture);
  g_autoptr (HwCoolingWork) first = NULL;
  g_autoptr (HwCoolingWork) second = NULL;
  const HwLoopSolution *solution;

  fill (fixture);
  hw_results_solve_in_background (fixture->results);
  first = hw_cooling_work_new (fixture->results);
  fixture_set (fixture, HW_TABLE_LOOP, loop, "supply-c", "36");
  run_in_thread (first);
  g_assert_cmpuint (hw_cooling_work_take (first, fixture->results), ==, 0);
  g_assert_true (hw_results_loop_now (fixture->results, loop)->waits);

  second = hw_cooling_work_new (fixture->results);
  run_in_thread (second);
  solution = hw_results_loop (fixture->results, loop);
  g_assert_false (solution->waits);
  g_assert_cmpfloat (solution->plan->rule.supply_c, ==, 36);
  g_assert_cmpuint (hw_cooling_work_take (second, fixture->results), ==, 0);
  g_assert_true (hw_results_loop (fixture->results, loop) == solution);
}

/* A loop that a frame has time for never waits. */
static void
test_few (Fixture *fixture, gconstpointer data)
{
  loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 10, 3000);
  hw_results_solve_in_background (fixture->results);
  g_assert_cmpuint (hw_results_loops_wait (fixture->results), ==, 0);
  g_assert_null (hw_cooling_work_new (fixture->results));
  loop_assert_sound (hw_results_loop_now (fixture->results, loop_handle (fixture)));
}

static const char *
text_of (const GArray *lines, const char *label)
{
  for (guint i = 0; i < lines->len; i++)
    if (strcmp (g_array_index (lines, HwConsequence, i).label, label) == 0)
      return g_array_index (lines, HwConsequence, i).text;
  return NULL;
}

/* A step of a drag waits for no loop that is too large for it, and says that it does not know. */
static void
test_preview (Fixture *fixture, gconstpointer data)
{
  HwHandle loop = loop_handle (fixture);
  HwSnapshot before;
  HwRack row;
  g_autoptr (GArray) lines = NULL;
  HwHandle rack;

  fill (fixture);
  hw_results_solve_in_background (fixture->results);
  hw_results_solve_loops (fixture->results);
  g_assert_false (hw_results_loop_waits (fixture->results, loop));
  rack = g_array_index (hw_results_loop_plan (fixture->results, loop)->racks, HwLoopRack, 0).rack;
  row = *hw_design_get_rack (fixture->design, rack);
  row.loop = 0;
  hw_results_snapshot (fixture->results, &before);
  hw_design_preview_begin (fixture->design);
  hw_edit_set (fixture->design, HW_TABLE_RACK, rack, &row);
  hw_design_preview_show (fixture->design);
  g_assert_true (hw_results_loop_waits (fixture->results, loop));
  lines = hw_results_consequences (fixture->results, &before, 0);
  g_assert_cmpstr (text_of (lines, "tcs1"), ==, "known after the drop");
  hw_design_preview_end (fixture->design);
  loop_assert_sound (hw_results_loop (fixture->results, loop));
  g_assert_false (hw_results_loop_waits (fixture->results, loop));
}

static void
test_paper (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  hw_results_solve_in_background (fixture->results);
  g_assert_cmpuint (hw_results_loops_wait (fixture->results), ==, 1);
  hw_results_solve_loops (fixture->results);
  g_assert_cmpuint (hw_results_loops_wait (fixture->results), ==, 0);
  g_assert_false (hw_results_loop_now (fixture->results, loop_handle (fixture))->waits);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  loop_test ("/calc/cooling-work/wait", test_wait);
  loop_test ("/calc/cooling-work/overtaken", test_overtaken);
  loop_test ("/calc/cooling-work/few", test_few);
  loop_test ("/calc/cooling-work/preview", test_preview);
  loop_test ("/calc/cooling-work/paper", test_paper);
  return g_test_run ();
}
