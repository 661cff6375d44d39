/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-hydraulics-private.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Flow to start from: about that of loops that are sized well. */
#define START_VELOCITY_M_S 1.0
/* The same where there is no bore, m³/s: a rack's, about 60 L/min. */
#define START_FLOW_M3_S 1e-3
/* An error of a link's loss that is too small to matter, m. */
#define HEAD_ACCURACY_M 1e-7
/* What part of an imbalance of the nodes does not matter. */
#define BALANCED 1e-12
/* Steps after which they are shortened, in case they go to and fro, and by how much. */
#define DAMPED_FROM 30
#define DAMPED 0.6
/* Steps at which check valves and pumps are looked at before the solution has converged. */
#define WATCHED_UNTIL 10

const HwHydraulicConstants hw_hydraulic_constants_si = {
  .gravity = 9.80665,
  .minor_gravity = 9.80665,
  .one_point_factor = HW_PUMP_ONE_POINT_FACTOR,
  .open_loss_s_m2 = 1e-5,
  .set_flow_loss_s_m2 = 1e9,
  .head_tolerance_m = 1e-6,
  .flow_tolerance_m3_s = 1e-9,
};

#define FOOT_M 0.3048
#define CUBIC_FOOT_M3 (FOOT_M * FOOT_M * FOOT_M)

const HwHydraulicConstants hw_hydraulic_constants_epanet = {
  .gravity = 32.2 * FOOT_M,
  .minor_gravity = 8 / (G_PI * G_PI * 0.02517) * FOOT_M,
  .one_point_factor = 1.33334,
  .open_loss_s_m2 = 1e-6 * FOOT_M / CUBIC_FOOT_M3,
  .set_flow_loss_s_m2 = 1e8 * FOOT_M / CUBIC_FOOT_M3,
  .head_tolerance_m = 0.0005 * FOOT_M,
  .flow_tolerance_m3_s = 0.0001 * CUBIC_FOOT_M3,
};

const char *
hw_link_status_name (HwLinkStatus status)
{
  static const char *const names[] = { "open", "active", "stopped", "closed" };

  return names[status];
}

/* What depends on the arrangement. */
static void
prepare (HwHydraulics *self)
{
  self->n_watched = 0;
  for (guint i = 0; i < self->n_links; i++)
    {
      guint at = self->link_at[i];

      hw_hydraulics_prepare_link (self, at);
      if (hw_hydraulics_is_watched (hw_pipe_network_link (self->network, i)))
        self->watched[self->n_watched++] = at;
    }
}

HwHydraulics *
hw_hydraulics_new (const HwPipeNetwork *network, const HwHydraulicConstants *constants)
{
  return hw_hydraulics_new_take (hw_pipe_network_copy (network), constants);
}

HwHydraulics *
hw_hydraulics_new_take (HwPipeNetwork *network_taken, const HwHydraulicConstants *constants)
{
  g_autoptr (HwPipeNetwork) network = network_taken;
  g_autoptr (GArray) faults = hw_pipe_network_faults (network);
  g_autoptr (HwHydraulics) self = NULL;

  if (faults->len > 0)
    return NULL;
  self = g_new0 (HwHydraulics, 1);
  self->network = g_steal_pointer (&network);
  self->constants = constants;
  self->accuracy = 1e-10;
  self->max_steps = 200;
  self->n_links = hw_pipe_network_n_links (self->network);
  self->n_nodes = hw_pipe_network_n_nodes (self->network);
  if (!hw_hydraulics_arrange (self))
    return NULL;
  self->friction = hw_pipe_friction_new (self->first[HW_PIPE_LINK_PIPE + 1]);
  self->pins = g_array_new (FALSE, FALSE, sizeof (guint));
  prepare (self);
  hw_hydraulics_restart (self);
  return g_steal_pointer (&self);
}

void
hw_hydraulics_free (HwHydraulics *self)
{
  if (self == NULL)
    return;
  hw_hydraulics_disarrange (self);
  hw_pipe_network_free (self->network);
  hw_pipe_friction_free (self->friction);
  g_clear_pointer (&self->pins, g_array_unref);
  g_free (self);
}

const HwPipeNetwork *
hw_hydraulics_get_network (const HwHydraulics *self)
{
  return self->network;
}

void
hw_hydraulics_set_accuracy (HwHydraulics *self, double accuracy)
{
  self->accuracy = accuracy;
}

void
hw_hydraulics_set_max_steps (HwHydraulics *self, guint n)
{
  self->max_steps = n;
}

static HwLinkStatus
first_status (const HwPipeLink *link)
{
  if (link->closed || (link->kind == HW_PIPE_LINK_PUMP && link->speed == 0))
    return HW_LINK_CLOSED;
  return link->kind == HW_PIPE_LINK_FLOW_CONTROL ? HW_LINK_ACTIVE : HW_LINK_OPEN;
}

static double
usual_flow (HwHydraulics *self, const HwPipeLink *link, guint at)
{
  switch (link->kind)
    {
    case HW_PIPE_LINK_PIPE:
    case HW_PIPE_LINK_VALVE:
      return START_VELOCITY_M_S * G_PI / 4 * link->bore_m * link->bore_m;
    case HW_PIPE_LINK_FLOW_CONTROL:
      return link->set_flow_m3_s;
    case HW_PIPE_LINK_PUMP:
      return link->speed
             * hw_pump_curve_design_flow (&self->pumps[at - self->first[HW_PIPE_LINK_PUMP]]);
    default:
      return START_FLOW_M3_S;
    }
}

/* Its narrowest member's, in the direction of the run; none through one that is closed. */
static double
usual_run_flow (HwHydraulics *self, guint run, double least)
{
  return self->n_closed[run] > 0 ? 0 : least * self->along[self->members[self->run_starts[run]]];
}

void
hw_hydraulics_restart (HwHydraulics *self)
{
  for (guint run = 0; run < self->n_runs; run++)
    {
      self->n_closed[run] = 0;
      self->run_flow[run] = G_MAXDOUBLE;
    }
  /* Links are taken as they stand in memory. */
  for (guint i = 0; i < self->n_links; i++)
    {
      const HwPipeLink *link = hw_pipe_network_link (self->network, i);
      guint at = self->link_at[i], run = self->run[at];

      self->status[at] = first_status (link);
      self->n_closed[run] += self->status[at] == HW_LINK_CLOSED;
      self->run_flow[run] = MIN (self->run_flow[run], usual_flow (self, link, at));
    }
  for (guint run = 0; run < self->n_runs; run++)
    self->run_flow[run] = usual_run_flow (self, run, self->run_flow[run]);
  for (guint i = 0; i < self->n_nodes; i++)
    {
      const HwPipeNode *node = hw_pipe_network_node (self->network, i);
      guint at = self->node_at[i];
      self->head[at] = node->fixed ? node->head_m : 0;
      self->demand[at] = node->demand_m3_s;
    }
  self->imbalance = 1;
  self->n_since = 0;
  self->parted = FALSE;
  self->lost = FALSE;
}

static void
restart_run (HwHydraulics *self, guint run)
{
  double least = G_MAXDOUBLE;

  for (guint i = self->run_starts[run]; i < self->run_starts[run + 1]; i++)
    {
      guint at = self->members[i];
      least = MIN (least,
                   usual_flow (self, hw_pipe_network_link (self->network, self->link_of[at]), at));
    }
  self->run_flow[run] = usual_run_flow (self, run, least);
}

void
hw_hydraulics_change_status (HwHydraulics *self, guint at, HwLinkStatus status)
{
  gboolean was_closed = self->status[at] >= HW_LINK_STOPPED;
  gboolean is_closed = status >= HW_LINK_STOPPED;
  guint run = self->run[at];

  self->status[at] = status;
  self->lost = FALSE;
  if (was_closed == is_closed)
    return;
  self->n_closed[run] = self->n_closed[run] + is_closed - was_closed;
  restart_run (self, run);
  self->imbalance = 1;
  self->n_since = 0;
  self->parted = FALSE;
}

/* Its loss is to be found anew, though no flow has changed. */
static void
note_stale (HwHydraulics *self, guint at)
{
  if (self->n_stale > 0 && self->stale[self->n_stale - 1] == at)
    return;
  if (self->n_stale == HW_HYDRAULICS_FEW)
    self->lost = FALSE;
  else
    self->stale[self->n_stale++] = at;
}

void
hw_hydraulics_set_link (HwHydraulics *self, guint link, const HwPipeLink *values)
{
  guint at = self->link_at[link];
  HwPipeLink old = *hw_pipe_network_link (self->network, link);
  HwLinkStatus status;

  g_return_if_fail (old.kind == values->kind && old.check == values->check);
  hw_pipe_network_set_link (self->network, link, values);
  hw_hydraulics_prepare_link (self, at);
  note_stale (self, at);
  /* One that closed by itself may stay so. */
  status = first_status (values);
  if ((status == HW_LINK_CLOSED) != (self->status[at] == HW_LINK_CLOSED)
      || (old.kind == HW_PIPE_LINK_FLOW_CONTROL && old.set_flow_m3_s != values->set_flow_m3_s))
    hw_hydraulics_change_status (self, at, status);
}

void
hw_hydraulics_set_closed (HwHydraulics *self, guint link, gboolean closed)
{
  HwPipeLink values = *hw_pipe_network_link (self->network, link);

  values.closed = closed;
  hw_hydraulics_set_link (self, link, &values);
}

void
hw_hydraulics_set_speed (HwHydraulics *self, guint pump, double speed)
{
  HwPipeLink values = *hw_pipe_network_link (self->network, pump);

  values.speed = speed;
  hw_hydraulics_set_link (self, pump, &values);
}

void
hw_hydraulics_set_viscosity (HwHydraulics *self, guint pipe, double viscosity_m2_s)
{
  HwPipeLink values = *hw_pipe_network_link (self->network, pipe);

  values.viscosity_m2_s = viscosity_m2_s;
  hw_hydraulics_set_link (self, pipe, &values);
}

/* A demand inside a run ends it there: all is arranged anew, around the flows that were. */
static void
split_runs (HwHydraulics *self)
{
  g_autofree double *flow = g_new (double, self->n_links + 1);
  g_autofree guint8 *status = g_new (guint8, self->n_links + 1);
  g_autofree double *head = g_new (double, self->n_nodes + 1);

  for (guint i = 0; i < self->n_links; i++)
    {
      guint at = self->link_at[i];
      flow[i] = self->run_flow[self->run[at]] * self->along[at];
      status[i] = self->status[at];
    }
  for (guint i = 0; i < self->n_nodes; i++)
    head[i] = self->head[self->node_at[i]];
  hw_hydraulics_disarrange (self);
  /* Only for want of memory, which ends the program elsewhere too. */
  if (!hw_hydraulics_arrange (self))
    g_abort ();
  prepare (self);
  hw_hydraulics_restart (self);
  for (guint i = 0; i < self->n_links; i++)
    {
      guint at = self->link_at[i];
      if (self->status[at] != status[i])
        hw_hydraulics_change_status (self, at, status[i]);
      self->run_flow[self->run[at]] = flow[i] * self->along[at];
    }
  for (guint i = 0; i < self->n_nodes; i++)
    if (!hw_pipe_network_node (self->network, i)->fixed)
      self->head[self->node_at[i]] = head[i];
}

void
hw_hydraulics_set_node (HwHydraulics *self, guint node, const HwPipeNode *values)
{
  guint at = self->node_at[node];

  hw_pipe_network_set_node (self->network, node, values);
  if (hw_pipe_network_node (self->network, node)->fixed)
    self->head[at] = values->head_m;
  else if (self->demand[at] != values->demand_m3_s)
    {
      if (at >= self->n_ends)
        split_runs (self);
      self->demand[self->node_at[node]] = values->demand_m3_s;
      self->imbalance = 1;
    }
}

/* Losses of all links at the flows of their runs: after an edit those of what it changed. */
static void
lose (HwHydraulics *self)
{
  if (self->lost)
    for (guint i = 0; i < self->n_stale; i++)
      hw_hydraulics_lose_link (self, self->stale[i]);
  else
    {
      for (guint k = 0; k < self->n_links; k++)
        self->flow[k] = self->along[k] * self->run_flow[self->run[k]];
      hw_hydraulics_lose (self);
    }
  self->lost = TRUE;
  self->n_stale = 0;
}

/* Losses of the runs, less the heads between their ends: their errors. What rounding alone may
 * cause is not counted. */
static void
evaluate (HwHydraulics *self, HwHydraulicReport *report)
{
  double sum_flow = 0, sum_error = 0, largest = 0;

  hw_hydraulics_part (self);
  lose (self);
  for (guint run = 0; run < self->n_runs; run++)
    {
      double from = self->head[self->from[run]], to = self->head[self->to[run]];
      double loss = 0, gradient = 0, error, rounding;

      self->run_error[run] = 0;
      self->run_weight[run] = 0;
      if (self->n_closed[run] > 0)
        continue;
      for (guint i = self->run_starts[run]; i < self->run_starts[run + 1]; i++)
        {
          guint k = self->members[i];
          loss += self->along[k] * self->loss[k];
          gradient += self->gradient[k];
        }
      error = loss - (from - to);
      self->run_error[run] = error;
      self->run_weight[run] = 1 / gradient;
      rounding = 4 * DBL_EPSILON
                 * (fabs (from) + fabs (to) + fabs (loss) + gradient * fabs (self->run_flow[run]));
      error = MAX (fabs (error) - rounding, 0);
      sum_flow += fabs (self->run_flow[run]);
      sum_error += self->run_weight[run] * error;
      largest = MAX (largest, error);
    }
  report->head_error_m = largest;
  report->flow_error = sum_error / MAX (sum_flow, 1e-12);
}

/* Matrix and right side of one step. */
static void
assemble (HwHydraulics *self)
{
  double *values = hw_sparse_values (self->matrix);
  double *right = self->change;

  memset (values, 0, (hw_sparse_n_values (self->matrix) + 1) * sizeof (double));
  for (guint i = 0; i < self->n_unknown; i++)
    right[i] = -self->demand[i];
  for (guint run = 0; run < self->n_runs; run++)
    {
      double weight = self->run_weight[run];
      double out = weight * self->run_error[run] - self->run_flow[run];

      values[self->slots[run]] -= weight;
      values[self->diagonals[self->from[run]]] += weight;
      values[self->diagonals[self->to[run]]] += weight;
      right[self->from[run]] += out;
      right[self->to[run]] -= out;
    }
  for (guint i = 0; i < self->pins->len; i++)
    values[self->diagonals[g_array_index (self->pins, guint, i)]] += 1;
  for (guint i = self->n_unknown; i < self->n_ends; i++)
    right[i] = 0;
}

static void
apply (HwHydraulics *self, double part)
{
  const double *change = self->change;

  for (guint i = 0; i < self->n_unknown; i++)
    self->head[i] += part * change[i];
  for (guint run = 0; run < self->n_runs; run++)
    self->run_flow[run]
        += part * self->run_weight[run]
           * (change[self->from[run]] - change[self->to[run]] - self->run_error[run]);
  self->imbalance *= 1 - part;
  self->n_since++;
  self->lost = FALSE;
}

/* Returns: whether the arithmetic could do it; else everything is as before */
static gboolean
step (HwHydraulics *self, HwHydraulicReport *report)
{
  guint position = 0;

  assemble (self);
  if (!hw_sparse_factor (self->matrix, &position))
    {
      report->singular = TRUE;
      report->node = self->node_of[MIN (position, self->n_nodes - 1)];
      return FALSE;
    }
  hw_sparse_solve (self->matrix, self->change);
  for (guint i = 0; i < self->n_unknown; i++)
    if (!isfinite (self->change[i]))
      {
        report->singular = TRUE;
        report->node = self->node_of[i];
        return FALSE;
      }
  apply (self, self->n_since >= DAMPED_FROM ? DAMPED : 1);
  report->n_steps++;
  return TRUE;
}

/* Heads inside the runs, each by its losses from the start; where it is closed, all of the head
 * between its ends is lost at what is closed, in equal parts. */
static void
fill_runs (HwHydraulics *self)
{
  for (guint run = 0; run < self->n_runs; run++)
    {
      double head = self->head[self->from[run]];
      double leap
          = self->n_closed[run] > 0 ? (head - self->head[self->to[run]]) / self->n_closed[run] : 0;

      for (guint i = self->run_starts[run]; i + 1 < self->run_starts[run + 1]; i++)
        {
          guint k = self->members[i];

          if (self->n_closed[run] == 0)
            head -= self->along[k] * self->loss[k];
          else if (self->status[k] >= HW_LINK_STOPPED)
            head -= leap;
          self->head[self->inner_nodes[i]] = head;
        }
    }
}

static double
unmet_demand (HwHydraulics *self)
{
  double sum = 0;

  for (guint i = 0; self->n_cut_off > 0 && i < self->n_unknown; i++)
    if (self->is_cut_off[i])
      sum += fabs (self->demand[i]);
  return sum;
}

static gboolean
is_balanced (const HwHydraulics *self)
{
  return self->imbalance <= BALANCED;
}

static gboolean
is_close (const HwHydraulics *self, const HwHydraulicReport *report)
{
  return is_balanced (self) && report->flow_error <= self->accuracy
         && report->head_error_m <= HEAD_ACCURACY_M;
}

gboolean
hw_hydraulics_solve (HwHydraulics *self, HwHydraulicReport *report)
{
  HwHydraulicReport own;

  if (report == NULL)
    report = &own;
  *report = (HwHydraulicReport){ 0 };
  self->n_since = 0;
  evaluate (self, report);
  while (TRUE)
    {
      gboolean close = is_close (self, report);
      gboolean early
          = is_balanced (self) && report->n_steps <= WATCHED_UNTIL && report->n_steps % 2 == 0;

      if (close || early)
        hw_hydraulics_settle_cut_off (self);
      if ((close || early) && hw_hydraulics_watch (self))
        evaluate (self, report);
      else if (close)
        {
          report->converged = TRUE;
          break;
        }
      /* What opens or closes costs a step too, so that nothing goes to and fro for ever. */
      if (report->n_steps >= self->max_steps || !step (self, report))
        break;
      evaluate (self, report);
    }
  fill_runs (self);
  report->n_cut_off = self->n_cut_off;
  report->unmet_m3_s = unmet_demand (self);
  return report->converged;
}

double
hw_hydraulics_flow (const HwHydraulics *self, guint link)
{
  return self->flow[self->link_at[link]];
}

double
hw_hydraulics_head_loss (const HwHydraulics *self, guint link)
{
  const HwPipeLink *values = hw_pipe_network_link (self->network, link);

  return self->head[self->node_at[values->from]] - self->head[self->node_at[values->to]];
}

double
hw_hydraulics_velocity (const HwHydraulics *self, guint link)
{
  double bore = hw_pipe_network_link (self->network, link)->bore_m;

  return bore > 0 ? fabs (hw_hydraulics_flow (self, link)) / (G_PI / 4 * bore * bore) : 0;
}

HwLinkStatus
hw_hydraulics_status (const HwHydraulics *self, guint link)
{
  return self->status[self->link_at[link]];
}

gboolean
hw_hydraulics_is_beyond_curve (const HwHydraulics *self, guint link)
{
  guint at = self->link_at[link];
  const HwPipeLink *values = hw_pipe_network_link (self->network, link);

  return values->kind == HW_PIPE_LINK_PUMP && self->status[at] == HW_LINK_OPEN
         && self->flow[at]
                > self->pumps[at - self->first[HW_PIPE_LINK_PUMP]].end_m3_s * values->speed;
}

double
hw_hydraulics_head (const HwHydraulics *self, guint node)
{
  return self->head[self->node_at[node]];
}

gboolean
hw_hydraulics_is_cut_off (const HwHydraulics *self, guint node)
{
  return self->is_cut_off[self->node_at[node]];
}
