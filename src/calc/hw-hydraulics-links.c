/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-hydraulics-private.h"

#include <math.h>

/* A loss that grows with a power of the flow is flat at rest, which a Newton step cannot use: below
 * this slope, m/(m³/s), it is taken as straight. The error that this makes is below 1e-9 m. */
#define LEAST_SLOPE_S_M2 1e-3

/* Pipes have theirs with their friction. */
static double *
square_of (const HwHydraulics *self, guint at)
{
  return &self->square[at - self->first[HW_PIPE_LINK_PIPE + 1]];
}

static void
prepare_pipe (HwHydraulics *self, const HwPipeLink *link, guint at, double minor)
{
  double viscosity = link->viscosity_m2_s != 0 ? link->viscosity_m2_s
                                               : hw_pipe_network_get_viscosity (self->network);

  hw_pipe_friction_set (self->friction,
                        at,
                        link->length_m,
                        link->bore_m,
                        link->roughness_m,
                        viscosity,
                        self->constants->gravity,
                        minor);
}

void
hw_hydraulics_prepare_link (HwHydraulics *self, guint at)
{
  const HwPipeLink *link = hw_pipe_network_link (self->network, self->link_of[at]);
  const double *x, *y;
  guint n;

  switch (link->kind)
    {
    case HW_PIPE_LINK_PIPE:
      prepare_pipe (self,
                    link,
                    at,
                    hw_minor_loss_resistance (
                        link->minor_loss, link->bore_m, self->constants->minor_gravity));
      break;
    case HW_PIPE_LINK_VALVE:
    case HW_PIPE_LINK_FLOW_CONTROL:
      *square_of (self, at) = hw_minor_loss_resistance (
          link->minor_loss, link->bore_m, self->constants->minor_gravity);
      break;
    case HW_PIPE_LINK_PUMP:
      n = hw_pipe_network_curve (self->network, link->curve, &x, &y);
      hw_pump_curve_through (&self->pumps[at - self->first[HW_PIPE_LINK_PUMP]],
                             n,
                             x,
                             y,
                             self->constants->one_point_factor);
      break;
    default:
      break;
    }
}

/* Loss = c·|Q|^(n−1)·Q. */
static void
lose_power (double c, double n, double flow, double *loss, double *gradient)
{
  double q = fabs (flow);
  double slope = n == 2 ? 2 * c * q : n * c * pow (q, n - 1);

  *gradient = MAX (slope, LEAST_SLOPE_S_M2) / (slope < LEAST_SLOPE_S_M2 ? n : 1);
  *loss = slope < LEAST_SLOPE_S_M2 ? flow * *gradient : flow * slope / n;
}

static void
lose_valve (const HwHydraulics *self, guint at, double *loss, double *gradient)
{
  double square = *square_of (self, at);

  if (square > 0)
    {
      lose_power (square, 2, self->flow[at], loss, gradient);
      return;
    }
  *gradient = self->constants->open_loss_s_m2;
  *loss = *gradient * self->flow[at];
}

static void
lose_curve (const HwHydraulics *self, guint at, double *loss, double *gradient)
{
  const HwPipeLink *link = hw_pipe_network_link (self->network, self->link_of[at]);
  const double *x, *y;
  guint n = hw_pipe_network_curve (self->network, link->curve, &x, &y);
  double flow = self->flow[at];
  double line = hw_point_curve_at (n, x, y, fabs (flow), gradient);

  *gradient = MAX (*gradient, LEAST_SLOPE_S_M2);
  *loss = flow < 0 ? -line : line;
}

static void
lose_pump (const HwHydraulics *self, guint at, double *loss, double *gradient)
{
  const HwPipeLink *link = hw_pipe_network_link (self->network, self->link_of[at]);

  *loss = -hw_pump_curve_head (
      &self->pumps[at - self->first[HW_PIPE_LINK_PUMP]], self->flow[at], link->speed, gradient);
  *gradient = MAX (*gradient, LEAST_SLOPE_S_M2);
}

static void
lose_flow_control (const HwHydraulics *self, guint at, double *loss, double *gradient)
{
  const HwPipeLink *link;

  if (self->status[at] != HW_LINK_ACTIVE)
    {
      lose_valve (self, at, loss, gradient);
      return;
    }
  link = hw_pipe_network_link (self->network, self->link_of[at]);
  *gradient = self->constants->set_flow_loss_s_m2;
  *loss = *gradient * (self->flow[at] - link->set_flow_m3_s);
}

void
hw_hydraulics_lose_link (HwHydraulics *self, guint at)
{
  const HwPipeLink *link = hw_pipe_network_link (self->network, self->link_of[at]);
  double *loss = &self->loss[at], *gradient = &self->gradient[at];

  switch (link->kind)
    {
    case HW_PIPE_LINK_PIPE:
      hw_pipe_friction_loss_at (self->friction, at, self->flow[at], loss, gradient);
      break;
    case HW_PIPE_LINK_VALVE:
      lose_valve (self, at, loss, gradient);
      break;
    case HW_PIPE_LINK_POWER:
      lose_power (link->coefficient, link->exponent, self->flow[at], loss, gradient);
      break;
    case HW_PIPE_LINK_CURVE:
      lose_curve (self, at, loss, gradient);
      break;
    case HW_PIPE_LINK_FLOW_CONTROL:
      lose_flow_control (self, at, loss, gradient);
      break;
    case HW_PIPE_LINK_PUMP:
      /* The curve of one that is switched off is not defined at its speed of zero. */
      if (self->status[at] < HW_LINK_STOPPED)
        lose_pump (self, at, loss, gradient);
      break;
    case HW_N_PIPE_LINK_KINDS:
      break;
    }
}

void
hw_hydraulics_lose (HwHydraulics *self)
{
  guint after_pipes = self->first[HW_PIPE_LINK_PIPE + 1];
  guint after_valves = self->first[HW_PIPE_LINK_VALVE + 1];

  hw_pipe_friction_loss (self->friction, self->flow, self->loss, self->gradient);
  /* Most others are valves, whose link need not be looked at. */
  for (guint k = after_pipes; k < after_valves; k++)
    lose_valve (self, k, &self->loss[k], &self->gradient[k]);
  for (guint k = after_valves; k < self->n_links; k++)
    hw_hydraulics_lose_link (self, k);
}

/* The rules are EPANET's (EPANET 2.2 user manual, chapter 12, "status"), which look at the heads
 * where they tell, else at the flow. */
static HwLinkStatus
check_valve_status (const HwHydraulics *self, guint at, double loss)
{
  const HwHydraulicConstants *constants = self->constants;

  if (loss < -constants->head_tolerance_m || self->flow[at] < -constants->flow_tolerance_m3_s)
    return HW_LINK_STOPPED;
  return loss > constants->head_tolerance_m ? HW_LINK_OPEN : self->status[at];
}

static HwLinkStatus
pump_status (const HwHydraulics *self, guint at, double loss)
{
  const HwPipeLink *link = hw_pipe_network_link (self->network, self->link_of[at]);
  double most
      = link->speed * link->speed * self->pumps[at - self->first[HW_PIPE_LINK_PUMP]].shutoff_m;

  if (-loss > most + self->constants->head_tolerance_m)
    return HW_LINK_STOPPED;
  return -loss <= most ? HW_LINK_OPEN : self->status[at];
}

static HwLinkStatus
flow_control_status (const HwHydraulics *self, guint at, double loss)
{
  double set = hw_pipe_network_link (self->network, self->link_of[at])->set_flow_m3_s;
  double tolerance = self->constants->flow_tolerance_m3_s;

  if (loss < -self->constants->head_tolerance_m || self->flow[at] < -tolerance)
    return HW_LINK_OPEN;
  if (self->status[at] == HW_LINK_OPEN)
    return self->flow[at] > set ? HW_LINK_ACTIVE : HW_LINK_OPEN;
  /* It cannot lose less than when it stands open. */
  return loss < *square_of (self, at) * set * set ? HW_LINK_OPEN : HW_LINK_ACTIVE;
}

/* @pumps: whether those are looked at, or all others */
static gboolean
watch_links (HwHydraulics *self, gboolean pumps)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < self->n_watched; i++)
    {
      guint at = self->watched[i];
      HwPipeLinkKind kind = hw_pipe_network_link (self->network, self->link_of[at])->kind;
      guint run = self->run[at];
      double loss = self->along[at] * (self->head[self->from[run]] - self->head[self->to[run]]);
      HwLinkStatus status;

      if (self->status[at] == HW_LINK_CLOSED || (kind == HW_PIPE_LINK_PUMP) != pumps)
        continue;
      if (kind == HW_PIPE_LINK_PUMP)
        status = pump_status (self, at, loss);
      else if (kind == HW_PIPE_LINK_FLOW_CONTROL)
        status = flow_control_status (self, at, loss);
      else
        status = check_valve_status (self, at, loss);
      if (status == self->status[at])
        continue;
      hw_hydraulics_change_status (self, at, status);
      changed = TRUE;
    }
  return changed;
}

/* Check valves first: behind one that closes a pump that seemed to be overcome may run on. */
gboolean
hw_hydraulics_watch (HwHydraulics *self)
{
  return watch_links (self, FALSE) || watch_links (self, TRUE);
}
