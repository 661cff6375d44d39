/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-loop-solve-private.h"

#include <math.h>

#include "hw-fluid.h"
#include "hw-pipe-size.h"

double *
hw_loop_unknown_numbers (guint n)
{
  double *numbers = g_new (double, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    numbers[i] = NAN;
  return numbers;
}

HwLoopSolution *
hw_loop_solution_new (HwLoopPlan *plan)
{
  HwLoopSolution *self = g_new0 (HwLoopSolution, 1);

  self->plan = plan;
  self->flow_m3_s = g_new0 (double, MAX (plan->links->len, 1));
  self->loss_pa = g_new0 (double, MAX (plan->links->len, 1));
  self->node_c = hw_loop_unknown_numbers (plan->nodes->len);
  self->node_pa = hw_loop_unknown_numbers (plan->nodes->len);
  self->racks = g_new0 (HwRackFlow, MAX (plan->racks->len, 1));
  self->cdus = g_new0 (HwCduFlow, MAX (plan->cdus->len, 1));
  self->index_rack = G_MAXUINT;
  self->supply_c = self->return_c = NAN;
  return self;
}

HwLoopSolution *
hw_loop_solution_new_waiting (HwLoopPlan *plan)
{
  HwLoopSolution *self = hw_loop_solution_new (plan);

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
