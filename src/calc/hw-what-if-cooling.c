/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-what-if-private.h"

#include <math.h>

#include "hw-loop-warming.h"
#include "hw-results-private.h"

/* Of a rack without heat, so that nothing is divided by none. */
#define LEAST_HEAT 1e-6
/* By how much a temperature has to be beyond its limit. */
#define MARGIN_K 0.01

double
hw_what_if_heat_left (HwWhatIfWork *self, HwHandle rack)
{
  const HwRackFigures *figures = hw_results_rack (self->results, rack);
  double load_w = hw_rack_figures_load (figures), less_w = 0;

  if (hw_what_if_is_down (self->out, self->design, HW_REF (HW_TABLE_RACK, rack)))
    return LEAST_HEAT;
  if (hw_power_derive_rack (self->results->power, rack) != NULL)
    {
      double before_w = g_array_index (self->whole->racks, HwPowerRackState, rack).power_w;
      const HwPowerRackState *now = hw_what_if_rack_state (self, rack);

      return now != NULL && before_w > 0 ? CLAMP (now->power_w / before_w, LEAST_HEAT, 1) : 1;
    }
  /* Without feeds. */
  for (guint i = 0; i < self->out->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (self->out->outages, HwOutage, i);

      if (outage->rack == rack && outage->object.table == HW_TABLE_DEVICE
          && outage->state >= HW_OUTAGE_HOT)
        less_w += hw_what_if_device_w (self->results, outage->object.handle);
    }
  return load_w > 0 ? CLAMP (1 - less_w / load_w, LEAST_HEAT, 1) : 1;
}

static gboolean
stands_still (const HwRackFlow *flow)
{
  return !(flow->flow_m3_s > HW_LOOP_STILL_M3_S);
}

/* Whether its coolant gets too warm. */
static gboolean
is_hot (const HwLoopSolution *solution, guint rack)
{
  const HwLoopRack *row = &g_array_index (solution->plan->racks, HwLoopRack, rack);
  const HwRackFlow *flow = &solution->racks[rack];

  if (row->is_door || row->heat_w <= 0)
    return FALSE;
  if (!solution->solved || stands_still (flow) || !solution->steady)
    return TRUE;
  return !(flow->return_c <= hw_loop_rack_limit_c (row) + MARGIN_K)
         || (!isnan (row->supply_limit_c) && !(flow->supply_c <= row->supply_limit_c + MARGIN_K));
}

/**
 * Seconds from the temperature with all working to the limit: ρ·V·cp·ΔT / P where nothing takes
 * the heat P away, else τ·ln((T∞ − T0) / (T∞ − T)) with the time τ = V / flow that the coolant
 * takes around, of ρ·V·cp·dT/dt = ρ·cp·flow·(T∞ − T). @loop_m3: of the whole loop.
 */
static double
seconds_to_limit (const HwLoopSolution *now,
                  const HwLoopSolution *whole,
                  guint rack,
                  double loop_m3)
{
  const HwLoopRack *row = &g_array_index (now->plan->racks, HwLoopRack, rack);
  const HwRackFlow *flow = &now->racks[rack];
  double start_c = whole->racks[rack].return_c, limit_c = hw_loop_rack_limit_c (row),
         end_c = flow->return_c;
  gboolean flows = now->solved && !stands_still (flow);

  if (!(start_c < limit_c))
    return 0;
  if (flows && now->steady && isfinite (end_c))
    {
      if (!(end_c > limit_c))
        /* Its supply is what is too warm. */
        return loop_m3 / fmax (now->flow_total_m3_s, HW_LOOP_STILL_M3_S);
      return loop_m3 / now->flow_total_m3_s * log ((end_c - start_c) / (end_c - limit_c));
    }
  if (flows)
    return hw_loop_seconds_to_warm (now->plan, loop_m3, now->rack_heat_w, start_c, limit_c);
  return hw_loop_seconds_to_warm (
      now->plan, hw_loop_rack_volume_m3 (now->plan, rack), row->heat_w, start_c, limit_c);
}

/* Returns: (transfer full) (nullable): the loop with what has stopped; %NULL where nothing that
 * matters is other than it was */
static HwLoopPlan *
plan_loop (HwWhatIfWork *self, HwWhatIfLoop *loop)
{
  const HwLoopSolution *whole = hw_cooling_whole (self->results, loop->loop);
  g_autoptr (HwLoopPlan) plan = hw_loop_plan_copy (whole->plan);
  guint n_off = 0, n_cooler = 0;
  double heat = 0;

  for (guint i = 0; i < self->out->components->len; i++)
    {
      const HwComponent *component = &g_array_index (self->out->components, HwComponent, i);

      if (component->kind != HW_COMPONENT_LOOP || component->network != loop->loop)
        continue;
      hw_loop_plan_close (plan, &component->part);
      n_off++;
    }
  for (guint i = 0; i < plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = &g_array_index (plan->cdus, HwLoopCdu, i);

      if (cdu->off || !hw_what_if_is_down (self->out, self->design, cdu->unit))
        continue;
      hw_loop_plan_switch_off (plan, i);
      n_off++;
    }
  for (guint i = 0; i < plan->racks->len; i++)
    {
      HwLoopRack *rack = &g_array_index (plan->racks, HwLoopRack, i);
      double left = hw_what_if_heat_left (self, rack->rack);

      n_cooler += left < 1;
      rack->heat_w *= left;
      heat += left;
    }
  if ((n_off == 0 && (n_cooler == 0 || !self->all))
      || (loop->solution != NULL && n_off == loop->n_off && heat == loop->heat))
    return NULL;
  loop->n_off = n_off;
  loop->heat = heat;
  return g_steal_pointer (&plan);
}

/* CDUs that live on batteries put off what follows from them. Returns: s */
static double
put_off_by_cdus (HwWhatIfWork *self, const HwLoopPlan *plan)
{
  double least = INFINITY;

  for (guint i = 0; i < self->out->components->len; i++)
    if (g_array_index (self->out->components, HwComponent, i).kind == HW_COMPONENT_LOOP
        && g_array_index (self->out->components, HwComponent, i).network == plan->loop)
      return 0;
  for (guint i = 0; i < plan->cdus->len; i++)
    {
      const HwOutage *outage = hw_what_if_outage (
          self->out, self->design, g_array_index (plan->cdus, HwLoopCdu, i).unit);

      if (outage != NULL && outage->state >= HW_OUTAGE_HOT)
        least = fmin (least, outage->state == HW_OUTAGE_UNPOWERED ? outage->seconds : 0);
    }
  return isfinite (least) ? least : 0;
}

/* Returns: whether a rack stops now */
static gboolean
solve_loop (HwWhatIfWork *self, HwWhatIfLoop *loop)
{
  const HwLoopSolution *whole = hw_cooling_whole (self->results, loop->loop);
  HwLoopPlan *plan = plan_loop (self, loop);
  gboolean any = FALSE;
  double loop_m3, later_s;

  if (plan == NULL)
    return FALSE;
  g_clear_pointer (&loop->solution, hw_loop_solution_free);
  loop->solution = hw_loop_solve (plan);
  loop_m3 = self->all ? hw_loop_volume_m3 (plan) : 0;
  /* Of what has failed till now: a rack that gets hot here may hold a CDU itself. */
  later_s = self->all ? put_off_by_cdus (self, plan) : 0;
  for (guint i = 0; i < plan->racks->len; i++)
    {
      const HwLoopRack *row = &g_array_index (plan->racks, HwLoopRack, i);
      HwRef rack = HW_REF (HW_TABLE_RACK, row->rack);
      HwOutage *outage;

      if (hw_what_if_is_down (self->out, self->design, rack) || !is_hot (loop->solution, i)
          || is_hot (whole, i))
        continue;
      outage = hw_what_if_set_outage (self->out, self->results, rack, HW_OUTAGE_HOT);
      if (self->all)
        outage->seconds = later_s + seconds_to_limit (loop->solution, whole, i, loop_m3);
      outage->still = stands_still (&loop->solution->racks[i]);
      hw_what_if_stop_rack (self, row->rack);
      any = TRUE;
    }
  return any;
}

static void
add_loop (HwWhatIfWork *self, HwHandle loop)
{
  HwWhatIfLoop row = { .loop = loop };

  if (loop == 0 || !hw_design_has (self->design, HW_TABLE_LOOP, loop))
    return;
  for (guint i = 0; i < self->loops->len; i++)
    if (g_array_index (self->loops, HwWhatIfLoop, i).loop == loop)
      return;
  g_array_append_val (self->loops, row);
}

gboolean
hw_what_if_solve_loops (HwWhatIfWork *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->out->components->len; i++)
    {
      const HwComponent *component = &g_array_index (self->out->components, HwComponent, i);

      if (component->kind == HW_COMPONENT_LOOP)
        add_loop (self, component->network);
    }
  for (guint i = 0; i < self->out->outages->len; i++)
    {
      HwHandle rack = g_array_index (self->out->outages, HwOutage, i).rack;

      add_loop (self, hw_design_get_rack (self->design, rack)->loop);
    }
  for (guint i = 0; i < self->loops->len; i++)
    any = solve_loop (self, &g_array_index (self->loops, HwWhatIfLoop, i)) || any;
  return any;
}
