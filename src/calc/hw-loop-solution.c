/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-loop-solution.h"

#include <math.h>

#include "hw-loop-capacity.h"
#include "hw-loop-thermal.h"
#include "hw-pipe-size.h"
#include "hw-quantity.h"
#include "hw-rack-coolant.h"

/* Flow and temperature are passed to and fro until no node moves by more, K. Two to four passes do
 * in turbulent flow, as friction hardly knows the viscosity. */
#define STILL_K 1e-5
#define MAX_PASSES 80
/* Of the way to go in a pass. */
#define LEAST_PART 0.1
#define MOST_PART 3

/* Speed of pumps over rated that control may choose. */
#define LEAST_SPEED 0.3
#define MOST_SPEED 1.0
/* Control ends where the index rack has its flow to this part, or after so many tries. */
#define CONTROL_ACCURACY 1e-9
#define MAX_TRIES 60

/* A data sheet states one point of the curve, and that is the most flow. */
#define BEYOND 1e-6

/* Behind a closed valve the arithmetic leaves some rounding. */
#define ROUNDING_M3_S 1e-12

#define NONE G_MAXUINT

typedef struct
{
  HwLoopSolution *solution;
  const HwLoopPlan *plan;
  HwHydraulics *hydraulics;
  HwThermalCdu *cdus;
  double *head_m;
  double *before_c; /* temperatures of the pass before */
  double pascal_m;  /* pressure of a metre of head, of one density for all passes */
  double part;      /* of the way to the required flows that is gone */
  double *rack_heat_w;
  double *rest, *now; /* of the way, by rack: before, and of this pass */
} Solver;

static const HwLoopRack *
plan_rack (const HwLoopPlan *plan, guint i)
{
  return &g_array_index (plan->racks, HwLoopRack, i);
}

static const HwLoopCdu *
plan_cdu (const HwLoopPlan *plan, guint i)
{
  return &g_array_index (plan->cdus, HwLoopCdu, i);
}

/* --- flows --- */

static void
set_properties (Solver *self, double mean_c)
{
  HwLoopSolution *solution = self->solution;
  HwFluid fluid = hw_fluid_at (self->plan->rule.coolant, mean_c);

  solution->density = fluid.density;
  solution->heat_capacity = fluid.heat_capacity;
}

static double
link_temperature (const Solver *self, const HwLoopLink *link)
{
  double from = self->solution->node_c[link->from];
  double to = self->solution->node_c[link->to];

  if (isnan (from) || isnan (to))
    return isnan (from) ? to : from;
  return (from + to) / 2;
}

static void
set_viscosities (Solver *self)
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
rack_supply (const Solver *self, guint rack)
{
  const HwLoopLink *link = hw_loop_plan_link (self->plan, plan_rack (self->plan, rack)->link);
  double supply = self->solution->node_c[link->from];

  return isnan (supply) ? self->plan->rule.supply_c : supply;
}

/* What the index rack gets of what it needs, or of the pressure that is held across it. */
static double
control_ratio (Solver *self)
{
  HwLoopSolution *solution = self->solution;
  double held_pa = self->plan->rule.pressure_pa;
  double least = INFINITY;

  solution->index_rack = NONE;
  for (guint i = 0; i < self->plan->racks->len; i++)
    {
      guint link = plan_rack (self->plan, i)->link;
      double ratio = hw_hydraulics_flow (self->hydraulics, link) / solution->racks[i].required_m3_s;
      /* What is shut off needs no pump. */
      if (fabs (hw_hydraulics_flow (self->hydraulics, link)) < HW_LOOP_STILL_M3_S)
        continue;
      if (!isnan (held_pa))
        ratio = hw_hydraulics_head_loss (self->hydraulics, link) * self->pascal_m / held_pa;
      if (ratio < least)
        {
          least = ratio;
          solution->index_rack = i;
        }
    }
  return least;
}

static double
try_speed (Solver *self, double speed)
{
  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = plan_cdu (self->plan, i);
      if (!cdu->off)
        hw_hydraulics_set_speed (
            self->hydraulics, cdu->link, isnan (cdu->speed) ? speed : cdu->speed);
      self->solution->cdus[i].speed = isnan (cdu->speed) ? speed : cdu->speed;
    }
  self->solution->solved = hw_hydraulics_solve (self->hydraulics, &self->solution->report);
  return control_ratio (self);
}

static gboolean
is_controlled (const Solver *self)
{
  for (guint i = 0; i < self->plan->cdus->len; i++)
    if (!plan_cdu (self->plan, i)->off && isnan (plan_cdu (self->plan, i)->speed))
      return TRUE;
  return FALSE;
}

/* Finds the speed at which the index rack has what it needs. Flow goes about with the speed, so
 * that a secant from there gets to it in a few steps; it stays between speeds that are known to be
 * too low and too high. */
static void
control_speed (Solver *self)
{
  double low = LEAST_SPEED, high = MOST_SPEED;
  double last = high, speed = high;
  double at_last, at_speed = try_speed (self, high) - 1;

  if (!is_controlled (self) || at_speed <= 0 || isinf (at_speed))
    return;
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      double next = i == 0 ? speed / (1 + at_speed)
                           : speed - at_speed * (speed - last) / (at_speed - at_last);

      if (!(next > low && next < high))
        next = i == 0 ? low : (low + high) / 2;
      last = speed;
      at_last = at_speed;
      speed = next;
      at_speed = try_speed (self, speed) - 1;
      if (fabs (at_speed) < CONTROL_ACCURACY || (speed <= LEAST_SPEED && at_speed >= 0)
          || high - low < CONTROL_ACCURACY)
        return;
      if (at_speed < 0)
        low = speed;
      else
        high = speed;
    }
}

static void
read_flows (Solver *self)
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
      guint link = plan_cdu (self->plan, i)->link;

      cdu->flow_m3_s = fmax (solution->flow_m3_s[link], 0);
      /* One that is driven beyond its curve takes no heat out of what flows through it. */
      cdu->pump_heat_w = fmax (-solution->loss_pa[link], 0) * cdu->flow_m3_s;
    }
}

/* --- temperatures --- */

static gboolean
solve_temperatures (Solver *self)
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
largest_move (Solver *self)
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
mix (Solver *self)
{
  HwLoopSolution *solution = self->solution;
  double flow = 0, supply = 0, back = 0;

  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (self->plan, plan_cdu (self->plan, i)->link);
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
required_now (const Solver *self, guint rack)
{
  const HwLoop *rule = &self->plan->rule;

  if (plan_rack (self->plan, rack)->is_door)
    return plan_rack (self->plan, rack)->design_m3_s;
  return hw_rack_flow_required (rule->coolant,
                                plan_rack (self->plan, rack)->heat_w,
                                rack_supply (self, rack),
                                rule->return_c);
}

/* Goes a part of the way to the flows that the present temperatures ask for: so much as the last
 * two steps show to lead there (Aitken's relaxation; Irons and Tuck, Int. J. Numer. Meth. Eng. 1
 * (1969) 275). Where CDUs take turns the flows would swing otherwise, where they are short of
 * capacity they would creep. */
static void
relax_required (Solver *self)
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
set_required (Solver *self)
{
  for (guint i = 0; i < self->plan->racks->len; i++)
    self->solution->racks[i].required_m3_s = required_now (self, i);
}

static void
run_passes (Solver *self)
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
      control_speed (self);
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
fill_racks (Solver *self)
{
  HwLoopSolution *solution = self->solution;

  set_required (self);
  for (guint i = 0; i < self->plan->racks->len; i++)
    {
      const HwLoopRack *rack = plan_rack (self->plan, i);
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
fill_cdus (Solver *self)
{
  HwLoopSolution *solution = self->solution;
  double largest = 0;

  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = plan_cdu (self->plan, i);
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
fill_pressures (Solver *self)
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
solve (Solver *self)
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

double
hw_loop_link_gradient (const HwLoopSolution *self, guint link)
{
  const HwLoopLink *row = hw_loop_plan_link (self->plan, link);
  double temperature = (self->node_c[row->from] + self->node_c[row->to]) / 2;
  HwFluid fluid = hw_fluid_at (self->plan->rule.coolant,
                               isnan (temperature) ? self->plan->rule.supply_c : temperature);
  HwPipeDuty duty
      = { fabs (self->flow_m3_s[link]), fluid.density, hw_fluid_kinematic_viscosity (&fluid) };

  return hw_pipe_gradient (row->bore_m, row->roughness_m, &duty);
}

double
hw_loop_fitting_loss_pa (const HwLoopSolution *self, guint fitting)
{
  const HwLoopFitting *row = &g_array_index (self->plan->fittings, HwLoopFitting, fitting);
  const HwLoopLink *link = hw_loop_plan_link (self->plan, row->link);
  double velocity
      = link->dn > 0 ? hw_pipe_velocity (link->bore_m, fabs (self->flow_m3_s[row->link])) : 0;

  return row->loss * self->density * velocity * velocity / 2;
}

static double *
unknown_numbers (guint n)
{
  double *numbers = g_new (double, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    numbers[i] = NAN;
  return numbers;
}

static HwLoopSolution *
solution_new (HwLoopPlan *plan)
{
  HwLoopSolution *self = g_new0 (HwLoopSolution, 1);

  self->plan = plan;
  self->flow_m3_s = g_new0 (double, MAX (plan->links->len, 1));
  self->loss_pa = g_new0 (double, MAX (plan->links->len, 1));
  self->node_c = unknown_numbers (plan->nodes->len);
  self->node_pa = unknown_numbers (plan->nodes->len);
  self->racks = g_new0 (HwRackFlow, MAX (plan->racks->len, 1));
  self->cdus = g_new0 (HwCduFlow, MAX (plan->cdus->len, 1));
  self->index_rack = NONE;
  self->supply_c = self->return_c = NAN;
  return self;
}

HwLoopSolution *
hw_loop_solution_new_waiting (HwLoopPlan *plan)
{
  HwLoopSolution *self = solution_new (plan);

  self->waits = TRUE;
  self->flow_total_m3_s = self->heat_w = self->head_pa = self->pump_w = NAN;
  self->facility_c = NAN;
  for (guint i = 0; i < plan->links->len; i++)
    self->flow_m3_s[i] = self->loss_pa[i] = NAN;
  for (guint i = 0; i < plan->racks->len; i++)
    {
      self->racks[i] = (HwRackFlow){ NAN, NAN, NAN, NAN, NAN, NAN, NAN };
      self->rack_heat_w += g_array_index (plan->racks, HwLoopRack, i).heat_w;
    }
  for (guint i = 0; i < plan->cdus->len; i++)
    self->cdus[i] = (HwCduFlow){ .flow_m3_s = NAN,
                                 .head_pa = NAN,
                                 .speed = NAN,
                                 .supply_c = NAN,
                                 .return_c = NAN,
                                 .sink_in_c = NAN,
                                 .sink_out_c = NAN,
                                 .sink_m3_s = NAN,
                                 .heat_w = NAN,
                                 .capacity_w = NAN };
  return self;
}

HwLoopSolution *
hw_loop_solve (HwLoopPlan *plan)
{
  HwLoopSolution *self = solution_new (plan);
  guint n_cdus = MAX (plan->cdus->len, 1);
  g_autofree HwThermalCdu *cdus = g_new0 (HwThermalCdu, n_cdus);
  g_autofree double *head_m = g_new0 (double, MAX (plan->nodes->len, 1));
  g_autofree double *before_c = unknown_numbers (plan->nodes->len);
  g_autofree double *rest = g_new0 (double, 3 * MAX (plan->racks->len, 1));
  Solver solver = { .solution = self,
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

void
hw_loop_solution_free (HwLoopSolution *self)
{
  if (self == NULL)
    return;
  hw_loop_plan_unref (self->plan);
  hw_hydraulics_free (self->hydraulics);
  g_free (self->flow_m3_s);
  g_free (self->loss_pa);
  g_free (self->node_c);
  g_free (self->node_pa);
  g_free (self->racks);
  g_free (self->cdus);
  g_free (self);
}
