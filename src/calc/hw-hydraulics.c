/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-hydraulics-private.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define START_VELOCITY_M_S 0.3048
/* Flow to start from where there is no bore, m³/s: a rack's, about 60 L/min. */
#define START_FLOW_M3_S 1e-3
/* An error of a link's loss that is too small to matter, m. */
#define HEAD_ACCURACY_M 1e-7
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

/* Numbers the links by kind. */
static void
arrange_links (HwHydraulics *self)
{
  guint next[HW_N_PIPE_LINK_KINDS];

  for (guint i = 0; i < self->n_links; i++)
    self->first[hw_pipe_network_link (self->network, i)->kind + 1]++;
  for (guint kind = 0; kind < HW_N_PIPE_LINK_KINDS; kind++)
    {
      self->first[kind + 1] += self->first[kind];
      next[kind] = self->first[kind];
    }
  for (guint i = 0; i < self->n_links; i++)
    {
      guint at = next[hw_pipe_network_link (self->network, i)->kind]++;
      self->link_at[i] = at;
      self->link_of[at] = i;
    }
}

/* Numbers the nodes and makes the matrix. Returns: whether it could be made */
static gboolean
arrange_nodes (HwHydraulics *self)
{
  guint n_unknown = 0, n_fixed = 0, n_pairs = 0;
  g_autofree guint *a = g_new (guint, self->n_links + 1);
  g_autofree guint *b = g_new (guint, self->n_links + 1);
  g_autofree guint *link_of_pair = g_new (guint, self->n_links + 1);
  const int *positions, *pair_slots;

  for (guint i = 0; i < self->n_nodes; i++)
    if (!hw_pipe_network_node (self->network, i)->fixed)
      self->node_at[i] = n_unknown++;
  self->n_unknown = n_unknown;
  for (guint i = 0; i < self->n_nodes; i++)
    if (hw_pipe_network_node (self->network, i)->fixed)
      self->node_at[i] = n_unknown + n_fixed++;
  for (guint k = 0; k < self->n_links; k++)
    {
      const HwPipeLink *link = hw_pipe_network_link (self->network, self->link_of[k]);
      self->from[k] = self->node_at[link->from];
      self->to[k] = self->node_at[link->to];
      if (self->from[k] >= n_unknown || self->to[k] >= n_unknown)
        continue;
      a[n_pairs] = self->from[k];
      b[n_pairs] = self->to[k];
      link_of_pair[n_pairs++] = k;
    }
  self->matrix = hw_sparse_new (n_unknown, n_pairs, a, b);
  if (self->matrix == NULL)
    return FALSE;

  /* From here on nodes stand in the order of the elimination. */
  positions = hw_sparse_positions (self->matrix);
  pair_slots = hw_sparse_pair_slots (self->matrix);
  for (guint i = 0; i < self->n_nodes; i++)
    {
      if (self->node_at[i] < n_unknown)
        self->node_at[i] = (guint)positions[self->node_at[i]];
      self->node_of[self->node_at[i]] = i;
    }
  for (guint k = 0; k < self->n_links; k++)
    {
      self->slots[k] = (int)hw_sparse_n_values (self->matrix);
      if (self->from[k] < n_unknown)
        self->from[k] = (guint)positions[self->from[k]];
      if (self->to[k] < n_unknown)
        self->to[k] = (guint)positions[self->to[k]];
    }
  for (guint i = 0; i < n_pairs; i++)
    self->slots[link_of_pair[i]] = pair_slots[i];
  for (guint i = 0; i < self->n_nodes; i++)
    self->diagonals[i] = i < n_unknown ? hw_sparse_diagonal_slots (self->matrix)[i]
                                       : (int)hw_sparse_n_values (self->matrix);
  return TRUE;
}

static gboolean
watches_itself (const HwPipeLink *link)
{
  return link->check || link->kind == HW_PIPE_LINK_PUMP || link->kind == HW_PIPE_LINK_FLOW_CONTROL;
}

HwHydraulics *
hw_hydraulics_new (const HwPipeNetwork *network, const HwHydraulicConstants *constants)
{
  g_autoptr (GArray) faults = hw_pipe_network_faults (network);
  g_autoptr (HwHydraulics) self = NULL;
  guint n_links = hw_pipe_network_n_links (network), n_nodes = hw_pipe_network_n_nodes (network);

  if (faults->len > 0)
    return NULL;
  self = g_new0 (HwHydraulics, 1);
  self->network = hw_pipe_network_copy (network);
  self->constants = constants;
  self->accuracy = 1e-8;
  self->max_steps = 200;
  self->n_links = n_links;
  self->n_nodes = n_nodes;
  self->link_at = g_new (guint, n_links + 1);
  self->link_of = g_new (guint, n_links + 1);
  self->node_at = g_new (guint, n_nodes + 1);
  self->node_of = g_new (guint, n_nodes + 1);
  self->from = g_new (guint, n_links + 1);
  self->to = g_new (guint, n_links + 1);
  self->slots = g_new (int, n_links + 1);
  self->diagonals = g_new (int, n_nodes + 1);
  self->square = g_new0 (double, n_links + 1);
  self->usual_flow = g_new (double, n_links + 1);
  self->status = g_new0 (guint8, n_links + 1);
  self->watched = g_new (guint, n_links + 1);
  self->flow = g_new0 (double, n_links + 1);
  self->head = g_new0 (double, n_nodes + 1);
  self->demand = g_new0 (double, n_nodes + 1);
  self->loss = g_new0 (double, n_links + 1);
  self->gradient = g_new0 (double, n_links + 1);
  self->change = g_new0 (double, n_nodes + 1);
  self->is_cut_off = g_new0 (guint8, n_nodes + 1);
  self->pins = g_array_new (FALSE, FALSE, sizeof (guint));
  arrange_links (self);
  if (!arrange_nodes (self))
    return NULL;
  self->friction = hw_pipe_friction_new (self->first[HW_PIPE_LINK_PIPE + 1]);
  self->pumps = g_new0 (HwPumpCurve, n_links - self->first[HW_PIPE_LINK_PUMP] + 1);
  for (guint k = 0; k < n_links; k++)
    {
      hw_hydraulics_prepare_link (self, k);
      if (watches_itself (hw_pipe_network_link (self->network, self->link_of[k])))
        self->watched[self->n_watched++] = k;
    }
  hw_hydraulics_restart (self);
  return g_steal_pointer (&self);
}

void
hw_hydraulics_free (HwHydraulics *self)
{
  if (self == NULL)
    return;
  hw_pipe_network_free (self->network);
  hw_pipe_friction_free (self->friction);
  hw_sparse_free (self->matrix);
  g_free (self->link_at);
  g_free (self->link_of);
  g_free (self->node_at);
  g_free (self->node_of);
  g_free (self->from);
  g_free (self->to);
  g_free (self->slots);
  g_free (self->diagonals);
  g_free (self->pumps);
  g_free (self->square);
  g_free (self->usual_flow);
  g_free (self->status);
  g_free (self->watched);
  g_free (self->flow);
  g_free (self->head);
  g_free (self->demand);
  g_free (self->loss);
  g_free (self->gradient);
  g_free (self->change);
  g_free (self->is_cut_off);
  g_array_unref (self->pins);
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

void
hw_hydraulics_restart (HwHydraulics *self)
{
  for (guint k = 0; k < self->n_links; k++)
    {
      const HwPipeLink *link = hw_pipe_network_link (self->network, self->link_of[k]);
      self->status[k] = first_status (link);
      self->usual_flow[k] = usual_flow (self, link, k);
      self->flow[k] = self->status[k] == HW_LINK_CLOSED ? 0 : self->usual_flow[k];
    }
  for (guint i = 0; i < self->n_nodes; i++)
    {
      const HwPipeNode *node = hw_pipe_network_node (self->network, self->node_of[i]);
      self->head[i] = node->fixed ? node->head_m : 0;
      self->demand[i] = node->demand_m3_s;
    }
  self->balanced = FALSE;
  self->parted = FALSE;
}

void
hw_hydraulics_change_status (HwHydraulics *self, guint at, HwLinkStatus status)
{
  gboolean was_closed = self->status[at] >= HW_LINK_STOPPED;
  gboolean is_closed = status >= HW_LINK_STOPPED;

  self->status[at] = status;
  if (was_closed == is_closed)
    return;
  self->flow[at] = is_closed ? 0 : self->usual_flow[at];
  self->balanced = FALSE;
  self->parted = FALSE;
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
  self->usual_flow[at] = usual_flow (self, values, at);
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

void
hw_hydraulics_set_node (HwHydraulics *self, guint node, const HwPipeNode *values)
{
  guint at = self->node_at[node];

  hw_pipe_network_set_node (self->network, node, values);
  if (hw_pipe_network_node (self->network, node)->fixed)
    self->head[at] = values->head_m;
  else if (self->demand[at] != values->demand_m3_s)
    {
      self->demand[at] = values->demand_m3_s;
      self->balanced = FALSE;
    }
}

/* Makes of losses and gradients the errors of the losses and the inverse gradients, and measures
 * them. What rounding alone may cause is not counted. */
static void
measure (HwHydraulics *self, HwHydraulicReport *report)
{
  double sum_flow = 0, sum_error = 0, largest = 0;

  for (guint k = 0; k < self->n_links; k++)
    {
      double from, to, error, rounding, weight;

      if (self->status[k] >= HW_LINK_STOPPED)
        {
          self->loss[k] = 0;
          self->gradient[k] = 0;
          continue;
        }
      from = self->head[self->from[k]];
      to = self->head[self->to[k]];
      weight = 1 / self->gradient[k];
      error = self->loss[k] - (from - to);
      rounding = 4 * DBL_EPSILON
                 * (fabs (from) + fabs (to) + fabs (self->loss[k])
                    + self->gradient[k] * fabs (self->flow[k]));
      self->loss[k] = error;
      self->gradient[k] = weight;
      error = MAX (fabs (error) - rounding, 0);
      sum_flow += fabs (self->flow[k]);
      sum_error += weight * error;
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
  for (guint k = 0; k < self->n_links; k++)
    {
      double weight = self->gradient[k];
      double out = weight * self->loss[k] - self->flow[k];

      values[self->slots[k]] -= weight;
      values[self->diagonals[self->from[k]]] += weight;
      values[self->diagonals[self->to[k]]] += weight;
      right[self->from[k]] += out;
      right[self->to[k]] -= out;
    }
  for (guint i = 0; i < self->pins->len; i++)
    values[self->diagonals[g_array_index (self->pins, guint, i)]] += 1;
  for (guint i = self->n_unknown; i < self->n_nodes; i++)
    right[i] = 0;
}

static void
apply (HwHydraulics *self, double part)
{
  for (guint i = 0; i < self->n_unknown; i++)
    self->head[i] += part * self->change[i];
  for (guint k = 0; k < self->n_links; k++)
    self->flow[k] += part * self->gradient[k]
                     * (self->change[self->from[k]] - self->change[self->to[k]] - self->loss[k]);
  self->balanced = self->balanced || part == 1;
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
  apply (self, report->n_steps >= DAMPED_FROM ? DAMPED : 1);
  report->n_steps++;
  return TRUE;
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

static void
evaluate (HwHydraulics *self, HwHydraulicReport *report)
{
  hw_hydraulics_part (self);
  hw_hydraulics_lose (self);
  measure (self, report);
}

static gboolean
is_close (const HwHydraulics *self, const HwHydraulicReport *report)
{
  return self->balanced && report->flow_error <= self->accuracy
         && report->head_error_m <= HEAD_ACCURACY_M;
}

gboolean
hw_hydraulics_solve (HwHydraulics *self, HwHydraulicReport *report)
{
  HwHydraulicReport own;

  if (report == NULL)
    report = &own;
  *report = (HwHydraulicReport){ 0 };
  evaluate (self, report);
  while (TRUE)
    {
      gboolean close = is_close (self, report);
      gboolean early
          = self->balanced && report->n_steps <= WATCHED_UNTIL && report->n_steps % 2 == 0;

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
  guint at = self->link_at[link];

  return self->head[self->from[at]] - self->head[self->to[at]];
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
