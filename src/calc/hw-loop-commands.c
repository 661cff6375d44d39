/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-loop-commands.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-edit.h"
#include "hw-fitting.h"
#include "hw-fluid.h"
#include "hw-loop-thermal.h"
#include "hw-number.h"
#include "hw-operations.h"
#include "hw-pipe-size.h"
#include "hw-results-private.h"

/* Balancing ends where every rack has its flow to this part, or after so many rounds. */
#define BALANCED 1e-4
#define MAX_ROUNDS 30
/* Sizes change flows, which may change sizes: mostly few rounds settle them. Where they would go to
 * and fro, as round a ring, they only widen after some rounds, which ends soon. */
#define SIZING_ROUNDS 32
#define SIZING_WIDENS 16

/* Of a valve that is trimmed, over wide open. */
#define LEAST_OPENING 0.01

/* How the loss of a branch goes with its flow, between that of racks and of turbulent pipes. */
#define BRANCH_POWER 1.9

static gboolean
check_flows (const HwLoopSolution *solution, GError **error)
{
  if (solution != NULL && solution->solved && solution->steady)
    return TRUE;
  g_set_error_literal (error,
                       HW_CORE_ERROR,
                       HW_CORE_ERROR_INVALID,
                       _ ("The loop does not flow: see its problems first."));
  return FALSE;
}

static HwLoopFitting *
balancing_valve (const HwLoopPlan *plan, guint rack)
{
  guint fitting = g_array_index (plan->racks, HwLoopRack, rack).balancing;

  return &g_array_index (plan->fittings, HwLoopFitting, fitting);
}

static double
valve_loss_pa (const HwLoopSolution *solution, double kv, double flow_m3_s)
{
  /* Δp = (Q / Kv)² bar for water of 1 000 kg/m³ (IEC 60534-1). */
  double bar = pow (flow_m3_s * 3600 / kv, 2);

  return bar * 1e5 * solution->density / 1000;
}

static double
kv_for_loss (const HwLoopSolution *solution, double loss_pa, double flow_m3_s)
{
  return flow_m3_s * 3600 / sqrt (loss_pa * 1000 / solution->density / 1e5);
}

/* What a branch takes from header to header, at the flow that it has. */
static double
branch_pa (const HwLoopSolution *solution, guint rack)
{
  const HwLoopPlan *plan = solution->plan;
  HwRef object = g_array_index (plan->racks, HwLoopRack, rack).object;
  double sum = 0;

  for (guint i = 0; i < plan->links->len; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (plan, i);
      if (link->role >= HW_PART_SUPPLY_BRANCH && link->role <= HW_PART_DOOR
          && hw_ref_equal (link->from_object, object))
        sum += solution->loss_pa[i];
    }
  return sum;
}

static gboolean
is_open (const HwLoopSolution *solution, guint rack)
{
  return fabs (solution->racks[rack].flow_m3_s) > HW_LOOP_STILL_M3_S
         && balancing_valve (solution->plan, rack)->fitted;
}

/* The loss of each valve that would bring its rack to its flow under the present heads, all less by
 * as much as the openest valve allows: the pumps make up for that. */
static void
next_settings (const HwLoopSolution *solution, double *kv, const double *open_kv)
{
  guint n = solution->plan->racks->len;
  g_autofree double *loss = g_new0 (double, n);
  double spare = INFINITY;

  for (guint i = 0; i < n; i++)
    {
      const HwRackFlow *flow = &solution->racks[i];
      double now, rest;

      if (!is_open (solution, i))
        continue;
      now = valve_loss_pa (solution, kv[i], flow->flow_m3_s);
      rest = (branch_pa (solution, i) - now)
             * pow (flow->required_m3_s / flow->flow_m3_s, BRANCH_POWER);
      loss[i] = branch_pa (solution, i) - rest;
      spare = fmin (spare, loss[i] - valve_loss_pa (solution, open_kv[i], flow->required_m3_s));
    }
  for (guint i = 0; i < n; i++)
    if (is_open (solution, i))
      kv[i] = kv_for_loss (solution, loss[i] - spare, solution->racks[i].required_m3_s);
}

static double
worst_error (const HwLoopSolution *solution)
{
  double worst = 0;

  for (guint i = 0; i < solution->plan->racks->len; i++)
    if (is_open (solution, i))
      worst = fmax (worst,
                    fabs (solution->racks[i].flow_m3_s / solution->racks[i].required_m3_s - 1));
  return worst;
}

static HwLoopSolution *
solve_with (HwResults *results, HwHandle loop, const double *kv)
{
  HwLoopPlan *plan = hw_results_plan_loop (results, loop, NULL);

  for (guint i = 0; i < plan->racks->len; i++)
    hw_loop_plan_set_kv (plan, g_array_index (plan->racks, HwLoopRack, i).balancing, kv[i]);
  return hw_loop_solve (plan);
}

static void
override_number (HwDesign *design, char *key_taken, const char *field, double number)
{
  g_autofree char *key = key_taken;
  char text[HW_NUMBER_SIZE];

  hw_operation_set_override (design, key, field, hw_number_format (text, number), NULL);
}

double
hw_loop_open_kv (const HwLoopPlan *plan, guint rack)
{
  return hw_kv_for (g_array_index (plan->racks, HwLoopRack, rack).design_m3_s, HW_BALANCING_PA);
}

guint
hw_loop_balance (HwResults *results, HwHandle loop, GError **error)
{
  g_autoptr (HwLoopSolution) solution = hw_loop_solve (hw_results_plan_loop (results, loop, NULL));
  guint n = solution->plan->racks->len;
  g_autofree double *kv = g_new (double, MAX (n, 1));
  g_autofree double *open_kv = g_new (double, MAX (n, 1));
  guint set = 0;

  if (!check_flows (solution, error))
    return 0;
  for (guint i = 0; i < n; i++)
    {
      kv[i] = balancing_valve (solution->plan, i)->kv;
      open_kv[i] = hw_loop_open_kv (solution->plan, i);
    }
  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      next_settings (solution, kv, open_kv);
      hw_loop_solution_free (solution);
      solution = solve_with (results, loop, kv);
      if (worst_error (solution) < BALANCED)
        break;
    }
  for (guint i = 0; i < n; i++)
    {
      guint fitting = g_array_index (solution->plan->racks, HwLoopRack, i).balancing;
      if (!is_open (solution, i))
        continue;
      /* As finely as such valves are set. */
      override_number (results->design,
                       hw_loop_fitting_key (results->design, solution->plan, fitting),
                       "kv",
                       round (kv[i] * 100) / 100);
      set++;
    }
  return set;
}

/* --- one valve --- */

void
hw_loop_trim (HwDesign *design, const HwLoopPlan *plan, guint rack, double kv)
{
  guint fitting = g_array_index (plan->racks, HwLoopRack, rack).balancing;
  double open_kv = hw_loop_open_kv (plan, rack);
  g_autofree char *key = hw_loop_fitting_key (design, plan, fitting);

  kv = round (fmax (kv, open_kv * LEAST_OPENING) * 100) / 100;
  if (kv >= open_kv)
    hw_operation_set_override (design, key, "kv", NULL, NULL);
  else
    override_number (design, g_steal_pointer (&key), "kv", fmax (kv, 0.01));
}

/* --- sizes --- */

static gboolean
is_sized (const HwLoopLink *link)
{
  return link->dn > 0 && link->role != HW_PART_SUPPLY_HOSE && link->role != HW_PART_RETURN_HOSE;
}

static void
note_flows (const HwLoopSolution *solution, double *most)
{
  for (guint i = 0; i < solution->plan->links->len; i++)
    most[i] = fmax (most[i], fabs (solution->flow_m3_s[i]));
}

/* The most that flows through each link, whichever CDU is out. */
static double *
largest_flows (HwResults *results, HwHandle loop, const int *dn)
{
  g_autoptr (HwLoopPlan) plan = hw_results_plan_loop (results, loop, NULL);
  double *most = g_new0 (double, MAX (plan->links->len, 1));
  guint n = plan->cdus->len;

  for (guint out = 0; out <= (n > 1 ? n : 0); out++)
    {
      HwLoopPlan *changed = hw_results_plan_loop (results, loop, NULL);
      g_autoptr (HwLoopSolution) solution = NULL;

      for (guint i = 0; dn != NULL && i < changed->links->len; i++)
        hw_loop_plan_set_dn (changed, i, dn[i]);
      if (out < n && n > 1)
        hw_loop_plan_switch_off (changed, out);
      solution = hw_loop_solve (changed);
      if (solution->solved && solution->steady)
        note_flows (solution, most);
    }
  return most;
}

static int
size_for (const HwLoopPlan *plan, double flow_m3_s)
{
  const HwLoop *rule = &plan->rule;
  HwPipeLimits limits
      = { rule->branch_limit_m_s, rule->header_limit_m_s, rule->gradient_limit_pa_m };
  HwFluid fluid = hw_fluid_at (rule->coolant, rule->supply_c);
  HwPipeDuty duty = { flow_m3_s, fluid.density, hw_fluid_kinematic_viscosity (&fluid) };

  return hw_pipe_choose (rule->material, &duty, &limits)->dn;
}

/* One round. Returns: whether sizes have changed */
static gboolean
size_once (HwResults *results, const HwLoopPlan *plan, int *dn, gboolean widen)
{
  g_autofree double *flows = largest_flows (results, plan->loop, dn);
  gboolean changed = FALSE;

  for (guint i = 0; i < plan->links->len; i++)
    {
      int size;

      if (!is_sized (hw_loop_plan_link (plan, i)) || flows[i] <= HW_LOOP_STILL_M3_S)
        continue;
      size = size_for (plan, flows[i]);
      if (widen)
        size = MAX (size, dn[i]);
      changed |= size != dn[i];
      dn[i] = size;
    }
  return changed;
}

guint
hw_loop_size_pipes (HwResults *results, HwHandle loop, GError **error)
{
  g_autoptr (HwLoopSolution) solution = hw_loop_solve (hw_results_plan_loop (results, loop, NULL));
  const HwLoopPlan *plan = solution->plan;
  g_autofree int *dn = g_new (int, MAX (plan->links->len, 1));
  guint changed = 0;

  if (!check_flows (solution, error))
    return 0;
  for (guint i = 0; i < plan->links->len; i++)
    dn[i] = hw_loop_plan_link (plan, i)->dn;
  for (guint round = 0; round < SIZING_ROUNDS; round++)
    if (!size_once (results, plan, dn, round >= SIZING_WIDENS))
      break;
  for (guint i = 0; i < plan->links->len; i++)
    if (dn[i] != hw_loop_plan_link (plan, i)->dn)
      {
        override_number (results->design, hw_loop_link_key (results->design, plan, i), "dn", dn[i]);
        changed++;
      }
  return changed;
}

/* --- back --- */

guint
hw_loop_set_back (HwResults *results, HwHandle loop)
{
  HwDesign *design = results->design;
  guint n = 0;
  HwHandle next;

  for (HwHandle handle = hw_design_next (design, HW_TABLE_OVERRIDE, 0); handle != 0; handle = next)
    {
      const char *key = hw_design_text (design, hw_design_get_override (design, handle)->key);

      next = hw_design_next (design, HW_TABLE_OVERRIDE, handle);
      if (!hw_loop_plan_names (design, loop, key))
        continue;
      hw_edit_remove (design, HW_TABLE_OVERRIDE, handle);
      n++;
    }
  return n;
}
