/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-cooling.h"
#include "hw-loop-commands.h"
#include "hw-loop-fixture.h"

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
  g_assert_cmpuint (loop_count_findings (fixture, HW_LOOP_RULE_CAPACITY), ==, 0);
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

static const char *
name_of (Fixture *fixture, HwHandle rack)
{
  return hw_design_name (fixture->design, HW_REF (HW_TABLE_RACK, rack));
}

/* A second CDU is called after the first, and racks go on with their own names. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  HwHandle first;

  g_assert_cmpstr (name_of (fixture, loop_member (fixture, "nvl", 3000)), ==, "A01");
  first = loop_member (fixture, "cdu", 2000);
  g_assert_cmpstr (name_of (fixture, first), ==, "A02");
  fixture_set (fixture, HW_TABLE_RACK, first, "name", "CDU-7");
  g_assert_cmpstr (name_of (fixture, loop_member (fixture, "cdu", 9000)), ==, "CDU-8");
  g_assert_cmpstr (name_of (fixture, loop_member (fixture, "nvl", 3600)), ==, "A02");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  loop_test ("/calc/loop-joins/side-car", test_sidecar);
  loop_test ("/calc/loop-joins/in-rack-cdu", test_in_rack);
  loop_test ("/calc/loop-joins/explained", test_explained);
  loop_test ("/calc/loop-joins/joins-what-is-near", test_joins);
  loop_test ("/calc/loop-joins/consequences", test_consequences);
  loop_test ("/calc/loop-joins/margin", test_margin);
  loop_test ("/calc/loop-joins/trim", test_trim);
  loop_test ("/calc/loop-joins/names", test_names);
  return g_test_run ();
}
