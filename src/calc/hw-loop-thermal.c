/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-loop-thermal.h"

#include <math.h>
#include <stdlib.h>

/* Which links carry, in the order of falling head: what comes into a node stands before what leaves
 * it. Only pumps raise the head, so that without them no flow goes round. */
typedef struct
{
  double head_m; /* where it comes from */
  guint link;
  guint from, to; /* in the sense of the flow */
  double capacity_w_k;
  double rise_k; /* by the heat of a rack */
} Carrier;

typedef struct
{
  HwThermal *thermal;
  Carrier *carriers;
  guint n_carriers;
  double *capacity_w_k; /* by node: of all that comes in */
  double *heat;         /* by node: capacity times temperature of that */
} Sweep;

static gboolean
is_pump (const HwThermal *self, guint link)
{
  return hw_loop_plan_link (self->plan, link)->role == HW_PART_PUMP;
}

static double
capacity_of (const HwThermal *self, double flow_m3_s)
{
  return fabs (flow_m3_s) * self->density * self->heat_capacity;
}

static int
compare_carriers (const void *a, const void *b)
{
  const Carrier *x = a;
  const Carrier *y = b;

  if (x->head_m != y->head_m)
    return x->head_m > y->head_m ? -1 : 1;
  return x->link < y->link ? -1 : 1;
}

static void
find_carriers (Sweep *self)
{
  HwThermal *thermal = self->thermal;
  const HwLoopPlan *plan = thermal->plan;

  self->carriers = g_new (Carrier, plan->links->len);
  for (guint i = 0; i < plan->links->len; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (plan, i);
      double flow = thermal->flow_m3_s[i];
      Carrier carrier = { .link = i,
                          .from = flow > 0 ? link->from : link->to,
                          .to = flow > 0 ? link->to : link->from,
                          .capacity_w_k = capacity_of (thermal, flow) };

      if (is_pump (thermal, i) || fabs (flow) < HW_LOOP_STILL_M3_S)
        continue;
      carrier.head_m = thermal->head_m[carrier.from];
      self->carriers[self->n_carriers++] = carrier;
    }
  /* A loop without links has no carriers to be sorted, not even an array for them. */
  if (self->n_carriers > 0)
    qsort (self->carriers, self->n_carriers, sizeof (Carrier), compare_carriers);
}

static void
add_rack_heat (Sweep *self)
{
  HwThermal *thermal = self->thermal;
  g_autofree double *heat_w = g_new0 (double, thermal->plan->links->len);

  for (guint i = 0; i < thermal->plan->racks->len; i++)
    {
      const HwLoopRack *rack = &g_array_index (thermal->plan->racks, HwLoopRack, i);
      heat_w[rack->link] = rack->heat_w;
    }
  thermal->carried_w = 0;
  for (guint i = 0; i < self->n_carriers; i++)
    {
      Carrier *carrier = &self->carriers[i];
      carrier->rise_k = heat_w[carrier->link] / carrier->capacity_w_k;
      thermal->carried_w += heat_w[carrier->link];
    }
}

static double
node_temperature (const Sweep *self, guint node)
{
  return self->heat[node] / self->capacity_w_k[node];
}

/* One pass in flow order from the temperatures that leave the CDUs. @rises: 0 or 1, times the heat
 * of the racks. Leaves the temperature of a node as node_temperature(). */
static void
sweep (Sweep *self, const double *leaving_c, double rises)
{
  HwThermal *thermal = self->thermal;
  const HwLoopPlan *plan = thermal->plan;

  for (guint i = 0; i < plan->nodes->len; i++)
    self->capacity_w_k[i] = self->heat[i] = 0;
  for (guint i = 0; i < plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = &g_array_index (plan->cdus, HwLoopCdu, i);
      guint outlet = hw_loop_plan_link (plan, cdu->link)->to;
      double capacity = capacity_of (thermal, thermal->cdus[i].flow_m3_s);
      self->capacity_w_k[outlet] = capacity;
      self->heat[outlet] = capacity * leaving_c[i];
    }
  for (guint i = 0; i < self->n_carriers; i++)
    {
      const Carrier *carrier = &self->carriers[i];
      double temperature = node_temperature (self, carrier->from) + rises * carrier->rise_k;
      self->capacity_w_k[carrier->to] += carrier->capacity_w_k;
      self->heat[carrier->to] += carrier->capacity_w_k * temperature;
    }
}

static double
suction_temperature (const Sweep *self, guint cdu)
{
  const HwLoopPlan *plan = self->thermal->plan;
  guint link = g_array_index (plan->cdus, HwLoopCdu, cdu).link;

  return node_temperature (self, hw_loop_plan_link (plan, link)->from);
}

/* --- what leaves the CDUs --- */

/* Temperatures before the exchangers are linear in those that leave them: in = base + matrix ·
 * leaving. Rows and columns are the running CDUs. */
typedef struct
{
  guint n;
  guint *cdu;
  double *matrix;
  double *base;
  double *leaving;
  gboolean *held; /* leaves with the supply temperature of the rule */
} Closure;

static void
find_closure (Sweep *self, Closure *closure)
{
  HwThermal *thermal = self->thermal;
  g_autofree double *leaving = g_new0 (double, thermal->plan->cdus->len);

  sweep (self, leaving, 1);
  for (guint i = 0; i < closure->n; i++)
    {
      const HwThermalCdu *cdu = &thermal->cdus[closure->cdu[i]];
      closure->base[i] = suction_temperature (self, closure->cdu[i])
                         + cdu->pump_heat_w / capacity_of (thermal, cdu->flow_m3_s);
    }
  for (guint j = 0; j < closure->n; j++)
    {
      leaving[closure->cdu[j]] = 1;
      sweep (self, leaving, 0);
      leaving[closure->cdu[j]] = 0;
      for (guint i = 0; i < closure->n; i++)
        closure->matrix[i * closure->n + j] = suction_temperature (self, closure->cdu[i]);
    }
}

/* Gauss with pivots; @a is destroyed. Returns: whether there is one solution */
static gboolean
solve_dense (guint n, double *a, double *b)
{
  for (guint k = 0; k < n; k++)
    {
      guint pivot = k;
      for (guint i = k + 1; i < n; i++)
        if (fabs (a[i * n + k]) > fabs (a[pivot * n + k]))
          pivot = i;
      if (!(fabs (a[pivot * n + k]) > 1e-12))
        return FALSE;
      for (guint j = 0; j < n && pivot != k; j++)
        {
          double swapped = a[k * n + j];
          a[k * n + j] = a[pivot * n + j];
          a[pivot * n + j] = swapped;
        }
      if (pivot != k)
        {
          double swapped = b[k];
          b[k] = b[pivot];
          b[pivot] = swapped;
        }
      for (guint i = k + 1; i < n; i++)
        {
          double factor = a[i * n + k] / a[k * n + k];
          for (guint j = k; j < n; j++)
            a[i * n + j] -= factor * a[k * n + j];
          b[i] -= factor * b[k];
        }
    }
  for (guint k = n; k-- > 0;)
    {
      for (guint j = k + 1; j < n; j++)
        b[k] -= a[k * n + j] * b[j];
      b[k] /= a[k * n + k];
    }
  return TRUE;
}

/* Part of the difference between the two inlets that the coolant gives up, valve wide open. */
static double
grasp (const HwThermal *thermal, const HwThermalCdu *cdu)
{
  HwStream hot = { capacity_of (thermal, cdu->flow_m3_s), cdu->flow_m3_s * thermal->density };

  return hw_exchanger_transfer (&cdu->exchanger, &hot, &cdu->sink.full) / hot.capacity_w_k;
}

static double
hot_in (const Closure *closure, guint i)
{
  double temperature = closure->base[i];

  for (guint j = 0; j < closure->n; j++)
    temperature += closure->matrix[i * closure->n + j] * closure->leaving[j];
  return temperature;
}

static gboolean
solve_leaving (const HwThermal *thermal, Closure *closure, double supply_c)
{
  guint n = closure->n;
  g_autofree double *a = g_new0 (double, n *n);

  for (guint i = 0; i < n; i++)
    {
      const HwThermalCdu *cdu = &thermal->cdus[closure->cdu[i]];
      double part = grasp (thermal, cdu);

      a[i * n + i] = 1;
      closure->leaving[i] = supply_c;
      if (closure->held[i])
        continue;
      closure->leaving[i] = (1 - part) * closure->base[i] + part * cdu->sink.in_c;
      for (guint j = 0; j < n; j++)
        a[i * n + j] -= (1 - part) * closure->matrix[i * n + j];
    }
  return solve_dense (n, a, closure->leaving);
}

/* Valves open wide and then close where the coolant would get colder than asked for; they open
 * again where closing others has made it too warm. */
static gboolean
choose_held (const HwThermal *thermal, Closure *closure, double supply_c)
{
  for (guint round = 0; round < 4 * closure->n + 4; round++)
    {
      gboolean changed = FALSE;

      if (!solve_leaving (thermal, closure, supply_c))
        return FALSE;
      for (guint i = 0; i < closure->n; i++)
        {
          const HwThermalCdu *cdu = &thermal->cdus[closure->cdu[i]];
          double part = grasp (thermal, cdu);
          double open_c = (1 - part) * hot_in (closure, i) + part * cdu->sink.in_c;
          gboolean held = open_c <= supply_c;
          changed |= held != closure->held[i];
          closure->held[i] = held;
        }
      if (!changed)
        return TRUE;
    }
  return TRUE;
}

static gboolean
close_loop (Sweep *self, Closure *closure)
{
  HwThermal *thermal = self->thermal;
  double supply_c = thermal->plan->rule.supply_c;
  g_autofree double *leaving = g_new0 (double, MAX (thermal->plan->cdus->len, 1));

  find_closure (self, closure);
  if (!choose_held (thermal, closure, supply_c))
    return FALSE;
  for (guint i = 0; i < closure->n; i++)
    {
      HwThermalCdu *cdu = &thermal->cdus[closure->cdu[i]];
      HwStream hot = { capacity_of (thermal, cdu->flow_m3_s), cdu->flow_m3_s * thermal->density };

      cdu->hot_in_c = hot_in (closure, i);
      cdu->state = hw_cdu_run (&cdu->exchanger, &hot, cdu->hot_in_c, supply_c, &cdu->sink);
      leaving[closure->cdu[i]] = closure->leaving[i];
    }
  sweep (self, leaving, 1);
  return TRUE;
}

gboolean
hw_loop_thermal_solve (HwThermal *self)
{
  const HwLoopPlan *plan = self->plan;
  guint n_nodes = plan->nodes->len;
  g_autofree double *capacity = g_new0 (double, MAX (n_nodes, 1));
  g_autofree double *heat = g_new0 (double, MAX (n_nodes, 1));
  g_autofree guint *cdus = g_new0 (guint, MAX (plan->cdus->len, 1));
  g_autofree gboolean *held = g_new0 (gboolean, MAX (plan->cdus->len, 1));
  g_autofree double *numbers = NULL;
  Sweep sweep_state = { .thermal = self, .capacity_w_k = capacity, .heat = heat };
  Closure closure = { .cdu = cdus, .held = held };
  g_autofree Carrier *carriers = NULL;
  gboolean steady;

  for (guint i = 0; i < plan->cdus->len; i++)
    if (self->cdus[i].runs)
      cdus[closure.n++] = i;
  numbers = g_new0 (double, closure.n *(closure.n + 2) + 1);
  closure.matrix = numbers;
  closure.base = numbers + closure.n * closure.n;
  closure.leaving = closure.base + closure.n;
  find_carriers (&sweep_state);
  carriers = sweep_state.carriers;
  add_rack_heat (&sweep_state);
  steady = closure.n > 0 && close_loop (&sweep_state, &closure);
  for (guint i = 0; i < n_nodes; i++)
    self->node_c[i] = steady && capacity[i] > 0 ? heat[i] / capacity[i] : NAN;
  return steady;
}
