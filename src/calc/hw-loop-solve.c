/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-loop-solve-private.h"

#include <math.h>

#include "hw-loop-capacity.h"
#include "hw-rack-coolant.h"

/* Flow and temperature are passed to and fro until no node moves by more, K. Two to four passes do
 * in turbulent flow, as friction hardly knows the viscosity. */
#define STILL_K 1e-5
#define MAX_PASSES 80
/* Of the way to go in a pass. */
#define LEAST_PART 0.1
#define MOST_PART 3

/* A data sheet states one point of the curve, and that is the most flow. */
#define BEYOND 1e-6

/* Behind a closed valve the arithmetic leaves some rounding. */
#define ROUNDING_M3_S 1e-12

/* --- flows --- */

static void
set_properties (HwLoopSolver *self, double mean_c)
{
  HwLoopSolution *solution = self->solution;
  HwFluid fluid = hw_fluid_at (self->plan->rule.coolant, mean_c);

  solution->density = fluid.density;
  solution->heat_capacity = fluid.heat_capacity;
}

static double
link_temperature (const HwLoopSolver *self, const HwLoopLink *link)
{
  double from = self->solution->node_c[link->from];
  double to = self->solution->node_c[link->to];

  if (isnan (from) || isnan (to))
    return isnan (from) ? to : from;
  return (from + to) / 2;
}

static void
set_viscosities (HwLoopSolver *self)
{
  const HwLoop *rule = &self->plan->rule;

  for (guint i = 0; i < self->plan->links->len; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (self->plan, i);
      double temperature = link_temperature (self, link);
      HwFluid fluid;

      if (link->role == HW_PART_PUMP || link->role == HW_PART_RACK || link->role == HW_PART_DOOR)
        continue;
      if (isnan (temperature))
        temperature = hw_part_is_return (link->role) ? rule->return_c : rule->supply_c;
      fluid = hw_fluid_at (rule->coolant, temperature);
      hw_hydraulics_set_viscosity (self->hydraulics, i, hw_fluid_kinematic_viscosity (&fluid));
    }
}

static double
rack_supply (const HwLoopSolver *self, guint rack)
{
  const HwLoopLink *link
      = hw_loop_plan_link (self->plan, hw_loop_plan_rack (self->plan, rack)->link);
  double supply = self->solution->node_c[link->from];

  return isnan (supply) ? self->plan->rule.supply_c : supply;
}

static void
read_flows (HwLoopSolver *self)
{
  HwLoopSolution *solution = self->solution;

  for (guint i = 0; i < self->plan->links->len; i++)
    {
      double flow = hw_hydraulics_flow (self->hydraulics, i);
      solution->flow_m3_s[i] = fabs (flow) < ROUNDING_M3_S ? 0 : flow;
      solution->loss_pa[i] = hw_hydraulics_head_loss (self->hydraulics, i) * self->pascal_m;
    }
  for (guint i = 0; i < self->plan->nodes->len; i++)
    self->head_m[i] = hw_hydraulics_head (self->hydraulics, i);
  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      HwThermalCdu *cdu = &self->cdus[i];
      guint link = hw_loop_plan_cdu (self->plan, i)->link;

      cdu->flow_m3_s = fmax (solution->flow_m3_s[link], 0);
      /* One that is driven beyond its curve takes no heat out of what flows through it. */
      cdu->pump_heat_w = fmax (-solution->loss_pa[link], 0) * cdu->flow_m3_s;
    }
}

/* --- temperatures --- */

static gboolean
solve_temperatures (HwLoopSolver *self)
{
  HwLoopSolution *solution = self->solution;
  HwThermal thermal = { .plan = self->plan,
                        .density = solution->density,
                        .heat_capacity = solution->heat_capacity,
                        .flow_m3_s = solution->flow_m3_s,
                        .head_m = self->head_m,
                        .cdus = self->cdus,
                        .node_c = solution->node_c,
                        .rack_heat_w = self->rack_heat_w };
  g_autofree gboolean *could = g_new0 (gboolean, MAX (self->plan->cdus->len, 1));

  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      could[i] = self->cdus[i].runs;
      self->cdus[i].runs &= self->cdus[i].flow_m3_s > HW_LOOP_STILL_M3_S;
    }
  solution->steady = hw_loop_thermal_solve (&thermal);
  solution->carried_w = thermal.carried_w;
  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      solution->cdus[i].runs = self->cdus[i].runs;
      self->cdus[i].runs = could[i];
    }
  return solution->steady;
}

static double
largest_move (HwLoopSolver *self)
{
  double most = 0;

  for (guint i = 0; i < self->plan->nodes->len; i++)
    {
      double now = self->solution->node_c[i];
      if (!isnan (now))
        most = isnan (self->before_c[i]) ? INFINITY : fmax (most, fabs (now - self->before_c[i]));
      self->before_c[i] = now;
    }
  return most;
}

/* What the CDUs take in and give out, mixed. */
static void
mix (HwLoopSolver *self)
{
  HwLoopSolution *solution = self->solution;
  double flow = 0, supply = 0, back = 0;

  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      const HwLoopLink *link
          = hw_loop_plan_link (self->plan, hw_loop_plan_cdu (self->plan, i)->link);
      double part = self->cdus[i].flow_m3_s;
      if (!solution->cdus[i].runs)
        continue;
      flow += part;
      supply += part * solution->node_c[link->to];
      back += part * solution->node_c[link->from];
    }
  solution->flow_total_m3_s = flow;
  solution->supply_c = supply / flow;
  solution->return_c = back / flow;
}

static double
required_now (const HwLoopSolver *self, guint rack)
{
  const HwLoop *rule = &self->plan->rule;

  if (hw_loop_plan_rack (self->plan, rack)->is_door)
    return hw_loop_plan_rack (self->plan, rack)->design_m3_s;
  return hw_rack_flow_required (rule->coolant,
                                hw_loop_plan_rack (self->plan, rack)->heat_w,
                                rack_supply (self, rack),
                                rule->return_c);
}

/* Goes a part of the way to the flows that the present temperatures ask for: so much as the last
 * two steps show to lead there (Aitken's relaxation; Irons and Tuck, Int. J. Numer. Meth. Eng. 1
 * (1969) 275). Where CDUs take turns the flows would swing otherwise, where they are short of
 * capacity they would creep. */
static void
relax_required (HwLoopSolver *self)
{
  double turn = 0, change = 0;
  guint n = self->plan->racks->len;

  for (guint i = 0; i < n; i++)
    {
      double rest = required_now (self, i) - self->solution->racks[i].required_m3_s;
      double by = rest - self->rest[i];

      /* A rack that is supplied too warm needs more than there is. */
      self->now[i] = isfinite (rest) ? rest : 0;
      if (!isfinite (by))
        continue;
      turn += self->rest[i] * by;
      change += by * by;
    }
  if (change > 0 && turn != 0)
    self->part = CLAMP (-self->part * turn / change, LEAST_PART, MOST_PART);
  for (guint i = 0; i < n; i++)
    {
      double *required = &self->solution->racks[i].required_m3_s;
      double wanted = required_now (self, i);

      self->rest[i] = self->now[i];
      *required = isfinite (*required) && isfinite (wanted) ? *required + self->part * self->now[i]
                                                            : wanted;
    }
}

static void
set_required (HwLoopSolver *self)
{
  for (guint i = 0; i < self->plan->racks->len; i++)
    self->solution->racks[i].required_m3_s = required_now (self, i);
}

static void
run_passes (HwLoopSolver *self)
{
  const HwLoop *rule = &self->plan->rule;
  HwLoopSolution *solution = self->solution;

  set_required (self);
  for (solution->n_passes = 0; solution->n_passes < MAX_PASSES; solution->n_passes++)
    {
      if (solution->n_passes > 0)
        {
          set_properties (self, (solution->supply_c + solution->return_c) / 2);
          relax_required (self);
        }
      set_viscosities (self);
      hw_loop_control_speed (self);
      read_flows (self);
      if (!solve_temperatures (self))
        break;
      mix (self);
      if (largest_move (self) < STILL_K)
        break;
    }
  if (!solution->steady)
    {
      solution->supply_c = solution->return_c = NAN;
      set_properties (self, (rule->supply_c + rule->return_c) / 2);
    }
}

/* --- what comes of it --- */

static void
fill_racks (HwLoopSolver *self)
{
  HwLoopSolution *solution = self->solution;

  set_required (self);
  for (guint i = 0; i < self->plan->racks->len; i++)
    {
      const HwLoopRack *rack = hw_loop_plan_rack (self->plan, i);
      const HwLoopLink *link = hw_loop_plan_link (self->plan, rack->link);
      HwRackFlow *flow = &solution->racks[i];

      flow->flow_m3_s = solution->flow_m3_s[rack->link];
      flow->loss_pa = solution->loss_pa[rack->link];
      flow->supply_c = solution->node_c[link->from];
      flow->return_c = solution->node_c[link->to];
      flow->inlet_pa = solution->node_pa[link->from];
      flow->heat_w = self->rack_heat_w[i];
      solution->rack_heat_w += rack->is_door ? flow->heat_w : rack->heat_w;
    }
}

static void
fill_cdus (HwLoopSolver *self)
{
  HwLoopSolution *solution = self->solution;
  double largest = 0;

  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = hw_loop_plan_cdu (self->plan, i);
      const HwLoopLink *link = hw_loop_plan_link (self->plan, cdu->link);
      const HwThermalCdu *thermal = &self->cdus[i];
      HwCduFlow *flow = &solution->cdus[i];
      double capacity_w_k = thermal->flow_m3_s * solution->density * solution->heat_capacity;

      flow->flow_m3_s = thermal->flow_m3_s;
      flow->head_pa = fmax (-solution->loss_pa[cdu->link], 0);
      flow->beyond = thermal->flow_m3_s > cdu->rating.flow_m3_s * (1 + BEYOND);
      flow->hydraulic_w = thermal->pump_heat_w;
      flow->electric_w
          = thermal->pump_heat_w / (HW_PUMP_EFFICIENCY * HW_MOTOR_EFFICIENCY * HW_DRIVE_EFFICIENCY);
      flow->supply_c = solution->node_c[link->to];
      flow->return_c = solution->node_c[link->from];
      solution->pump_w += flow->electric_w;
      solution->head_pa = fmax (solution->head_pa, flow->head_pa);
      solution->capacity_w += flow->capacity_w;
      largest = fmax (largest, flow->capacity_w);
      if (!flow->runs || !solution->steady)
        continue;
      flow->heat_w = thermal->state.heat_w;
      flow->enthalpy_w = capacity_w_k * (thermal->hot_in_c - flow->supply_c);
      flow->sink_out_c = thermal->state.out_c;
      flow->sink_m3_s *= thermal->state.opening;
      flow->holds = thermal->state.holds;
    }
  solution->capacity_left_w = solution->capacity_w - largest;
}

/* Heat of the racks and pumps on one side, what the exchangers carry and what the coolant gives up
 * on the other. */
static void
close_balance (HwLoopSolution *self)
{
  double exchanged = 0, given = 0, pumped = 0;

  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      pumped += self->cdus[i].hydraulic_w;
      if (!self->cdus[i].runs)
        continue;
      exchanged += self->cdus[i].heat_w;
      given += self->cdus[i].enthalpy_w;
    }
  self->heat_w = self->carried_w + pumped;
  if (self->steady && self->heat_w > 0)
    self->residual
        = fmax (fabs (exchanged - self->heat_w), fabs (given - self->heat_w)) / self->heat_w;
}

static void
fill_pressures (HwLoopSolver *self)
{
  HwLoopSolution *solution = self->solution;

  for (guint i = 0; i < self->plan->fittings->len; i++)
    {
      const HwLoopFitting *fitting = &g_array_index (self->plan->fittings, HwLoopFitting, i);
      solution->has_vessel |= fitting->role == HW_PART_VESSEL && fitting->fitted;
    }
  for (guint i = 0; i < self->plan->nodes->len; i++)
    solution->node_pa[i] = solution->has_vessel && !hw_hydraulics_is_cut_off (self->hydraulics, i)
                               ? self->head_m[i] * self->pascal_m
                               : NAN;
}

static void
solve (HwLoopSolver *self)
{
  const HwLoop *rule = &self->plan->rule;

  set_properties (self, (rule->supply_c + rule->return_c) / 2);
  self->solution->facility_c = hw_loop_plan_facility_c (self->plan);
  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      const HwThermalCdu *cdu = &self->cdus[i];
      HwCduFlow *flow = &self->solution->cdus[i];

      flow->capacity_w
          = hw_loop_rate_cdu (self->plan, i, self->solution->facility_c, &self->cdus[i]);
      flow->sink_in_c = cdu->sink.in_c;
      flow->sink_m3_s = hw_loop_sink_flow (self->plan, i);
    }
  self->pascal_m = self->solution->density * HW_GRAVITY;
  self->hydraulics = hw_hydraulics_new_take (hw_loop_network (self->plan, self->solution->density),
                                             &hw_hydraulic_constants_si);
  run_passes (self);
  fill_pressures (self);
  fill_racks (self);
  fill_cdus (self);
  close_balance (self->solution);
  self->solution->hydraulics = g_steal_pointer (&self->hydraulics);
}

HwLoopSolution *
hw_loop_solve (HwLoopPlan *plan)
{
  HwLoopSolution *self = hw_loop_solution_new (plan);
  guint n_cdus = MAX (plan->cdus->len, 1);
  g_autofree HwThermalCdu *cdus = g_new0 (HwThermalCdu, n_cdus);
  g_autofree double *head_m = g_new0 (double, MAX (plan->nodes->len, 1));
  g_autofree double *before_c = hw_loop_unknown_numbers (plan->nodes->len);
  g_autofree double *rest = g_new0 (double, 3 * MAX (plan->racks->len, 1));
  HwLoopSolver solver = { .solution = self,
                          .plan = plan,
                          .cdus = cdus,
                          .head_m = head_m,
                          .before_c = before_c,
                          .part = 1,
                          .rack_heat_w = rest + 2 * plan->racks->len,
                          .rest = rest,
                          .now = rest + plan->racks->len };

  solve (&solver);
  return self;
}
