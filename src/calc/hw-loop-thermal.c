/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-loop-thermal.h"

#include <math.h>

/* Doors that move their valves in turn stop after so many. */
#define MAX_DOOR_ROUNDS 20

/* Which links carry, what comes into a node before what leaves it. However little flows, it carries
 * its heat: the balance is to close. A pump with flow is not one, as its CDU changes the
 * temperature; only pumps raise the head, so that without them no flow goes round. */
typedef struct
{
  guint link;
  guint from, to; /* in the sense of the flow */
  double capacity_w_k;
  double kept;   /* part of what comes in over the other side of a coil that leaves it; 1: all */
  double rise_k; /* by the heat of a rack, or by the air of a door */
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

/* The carriers that leave each node. */
static Carrier *
collect_carriers (const HwThermal *thermal, guint *starts)
{
  const HwLoopPlan *plan = thermal->plan;
  Carrier *carriers = g_new (Carrier, plan->links->len + 1);
  g_autofree guint *next = NULL;

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < plan->links->len; i++)
        {
          const HwLoopLink *link = hw_loop_plan_link (plan, i);
          double flow = thermal->flow_m3_s[i];
          guint from = flow > 0 ? link->from : link->to;

          if (flow == 0 || (is_pump (thermal, i) && flow > 0))
            continue;
          if (pass == 0)
            starts[from + 1]++;
          else
            carriers[next[from]++] = (Carrier){ .link = i,
                                                .from = from,
                                                .to = flow > 0 ? link->to : link->from,
                                                .kept = 1,
                                                .capacity_w_k = capacity_of (thermal, flow) };
        }
      for (guint i = 0; pass == 0 && i < plan->nodes->len; i++)
        starts[i + 1] += starts[i];
      if (pass == 0)
        next = g_memdup2 (starts, (plan->nodes->len + 1) * sizeof (guint));
    }
  return carriers;
}

/* Of the nodes that still wait for something, that of the highest head. Only rounding makes flows
 * go round without a pump. */
static guint
highest_waiting (const HwThermal *thermal, const guint *waits)
{
  guint highest = G_MAXUINT;

  for (guint i = 0; i < thermal->plan->nodes->len; i++)
    if (waits[i] > 0 && waits[i] != G_MAXUINT
        && (highest == G_MAXUINT || thermal->head_m[i] > thermal->head_m[highest]))
      highest = i;
  return highest;
}

/* Nodes are taken once all that flows into them is known (Kahn's order), which needs no heads: at
 * flows next to nothing those are equal. */
static void
find_carriers (Sweep *self)
{
  const HwThermal *thermal = self->thermal;
  guint n_nodes = thermal->plan->nodes->len, n_ready = 0, n_taken = 0, n_carriers;
  g_autofree guint *starts = g_new0 (guint, n_nodes + 1);
  g_autofree guint *waits = g_new0 (guint, n_nodes + 1);
  g_autofree guint *ready = g_new (guint, n_nodes + 1);
  g_autofree Carrier *carriers = collect_carriers (thermal, starts);

  n_carriers = starts[n_nodes];
  self->carriers = g_new (Carrier, n_carriers + 1);
  for (guint i = 0; i < n_carriers; i++)
    waits[carriers[i].to]++;
  for (guint i = 0; i < n_nodes; i++)
    if (waits[i] == 0)
      ready[n_ready++] = i;
  while (TRUE)
    {
      guint node = n_taken < n_ready ? ready[n_taken] : highest_waiting (thermal, waits);

      if (node == G_MAXUINT)
        break;
      if (n_taken == n_ready)
        ready[n_ready++] = node;
      n_taken++;
      waits[node] = G_MAXUINT;
      for (guint i = starts[node]; i < starts[node + 1]; i++)
        {
          self->carriers[self->n_carriers++] = carriers[i];
          if (waits[carriers[i].to] != G_MAXUINT && --waits[carriers[i].to] == 0)
            ready[n_ready++] = carriers[i].to;
        }
    }
}

/* Heat per kelvin between the air before a door and the coolant that comes to it. */
static double
door_transfer (const HwThermal *thermal, const HwLoopRack *rack, const Carrier *carrier)
{
  HwStream coolant = { carrier->capacity_w_k, carrier->capacity_w_k / thermal->heat_capacity };

  return rack->coil.ua_w_k > 0 ? hw_exchanger_transfer (&rack->coil, &rack->air, &coolant) : 0;
}

/* The valve of a door lets coolant by, so that the air leaves no colder than the room, and is shut
 * where the coolant is warmer than the air. */
typedef enum
{
  DOOR_OPEN,
  DOOR_HELD,
  DOOR_SHUT,
} DoorState;

static double
door_most_w (const HwThermal *thermal, const HwLoopRack *rack)
{
  return rack->air.capacity_w_k * (rack->air_c - thermal->plan->air_c);
}

/* What racks give is known, and what open doors take is linear in what comes to them, so that the
 * loop stays linear. */
static void
set_rise (const HwThermal *thermal, const HwLoopRack *rack, DoorState state, Carrier *carrier)
{
  double heat_w = !rack->is_door       ? rack->heat_w
                  : state == DOOR_HELD ? door_most_w (thermal, rack)
                                       : 0;

  carrier->kept = 1;
  carrier->rise_k = heat_w / carrier->capacity_w_k;
  if (rack->is_door && state == DOOR_OPEN)
    {
      double part = door_transfer (thermal, rack, carrier) / carrier->capacity_w_k;
      carrier->kept = 1 - part;
      carrier->rise_k = part * rack->air_c;
    }
}

/* The carriers of the racks, NULL where nothing flows. */
static Carrier **
find_rack_carriers (Sweep *self)
{
  HwThermal *thermal = self->thermal;
  const GArray *racks = thermal->plan->racks;
  g_autofree Carrier **by_link = g_new0 (Carrier *, thermal->plan->links->len + 1);
  Carrier **found = g_new0 (Carrier *, racks->len + 1);

  for (guint i = 0; i < self->n_carriers; i++)
    by_link[self->carriers[i].link] = &self->carriers[i];
  for (guint i = 0; i < racks->len; i++)
    {
      guint link = g_array_index (racks, HwLoopRack, i).link;
      if (fabs (thermal->flow_m3_s[link]) >= HW_LOOP_STILL_M3_S)
        found[i] = by_link[link];
    }
  return found;
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
      double temperature
          = node_temperature (self, carrier->from) * carrier->kept + rises * carrier->rise_k;

      /* What rounding lets out of a node that nothing came into. */
      if (isnan (temperature))
        continue;
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
 * leaving. Rows and columns are the CDUs with flow; of those that do not run, what comes in leaves.
 */
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

  if (!cdu->runs)
    return 0;
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

          if (!cdu->runs)
            continue;
          changed |= held != closure->held[i];
          closure->held[i] = held;
        }
      if (!changed)
        return TRUE;
    }
  return TRUE;
}

static gboolean
hold_idle (const HwThermal *thermal, Closure *closure, double supply_c)
{
  for (guint i = 0; i < closure->n; i++)
    closure->held[i] = !thermal->cdus[closure->cdu[i]].runs;
  return choose_held (thermal, closure, supply_c);
}

static gboolean
close_loop (Sweep *self, Closure *closure)
{
  HwThermal *thermal = self->thermal;
  double supply_c = thermal->plan->rule.supply_c;
  g_autofree double *leaving = g_new0 (double, MAX (thermal->plan->cdus->len, 1));

  find_closure (self, closure);
  /* What goes round without a CDU that runs has any temperature. */
  if (!choose_held (thermal, closure, supply_c) && !hold_idle (thermal, closure, supply_c))
    return FALSE;
  for (guint i = 0; i < closure->n; i++)
    {
      HwThermalCdu *cdu = &thermal->cdus[closure->cdu[i]];
      HwStream hot = { capacity_of (thermal, cdu->flow_m3_s), cdu->flow_m3_s * thermal->density };

      leaving[closure->cdu[i]] = closure->leaving[i];
      cdu->hot_in_c = hot_in (closure, i);
      if (cdu->runs)
        cdu->state = hw_cdu_run (&cdu->exchanger, &hot, cdu->hot_in_c, supply_c, &cdu->sink);
    }
  sweep (self, leaving, 1);
  return TRUE;
}

/* Takes the temperatures that the doors are to have. Returns: whether any valve moves */
static gboolean
move_doors (const Sweep *self, Carrier **carriers, guint8 *states)
{
  const HwThermal *thermal = self->thermal;
  const GArray *racks = thermal->plan->racks;
  gboolean moved = FALSE;

  for (guint i = 0; i < racks->len; i++)
    {
      const HwLoopRack *rack = &g_array_index (racks, HwLoopRack, i);
      double in_c, open_w;
      DoorState state;

      if (!rack->is_door || carriers[i] == NULL)
        continue;
      in_c = node_temperature (self, carriers[i]->from);
      open_w = door_transfer (thermal, rack, carriers[i]) * (rack->air_c - in_c);
      state = open_w < 0 ? DOOR_SHUT : open_w > door_most_w (thermal, rack) ? DOOR_HELD : DOOR_OPEN;
      moved |= state != states[i];
      states[i] = (guint8)state;
    }
  return moved;
}

static void
set_rises (const Sweep *self, Carrier **carriers, const guint8 *states)
{
  const GArray *racks = self->thermal->plan->racks;

  for (guint i = 0; i < racks->len; i++)
    if (carriers[i] != NULL)
      set_rise (self->thermal, &g_array_index (racks, HwLoopRack, i), states[i], carriers[i]);
}

/* What the coolant takes of each rack, at the temperatures found. */
static void
sum_rack_heat (const Sweep *self, Carrier **carriers, const guint8 *states)
{
  HwThermal *thermal = self->thermal;
  const GArray *racks = thermal->plan->racks;

  thermal->carried_w = 0;
  for (guint i = 0; i < racks->len; i++)
    {
      const HwLoopRack *rack = &g_array_index (racks, HwLoopRack, i);
      double heat_w = 0;

      if (carriers[i] != NULL && !rack->is_door)
        heat_w = rack->heat_w;
      else if (carriers[i] != NULL && states[i] == DOOR_HELD)
        heat_w = door_most_w (thermal, rack);
      else if (carriers[i] != NULL && states[i] == DOOR_OPEN
               && !isnan (thermal->node_c[carriers[i]->from]))
        heat_w = door_transfer (thermal, rack, carriers[i])
                 * (rack->air_c - thermal->node_c[carriers[i]->from]);
      thermal->rack_heat_w[i] = heat_w;
      thermal->carried_w += heat_w;
    }
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
  g_autofree Carrier **of_racks = NULL;
  g_autofree guint8 *doors = g_new0 (guint8, plan->racks->len + 1);
  gboolean any_runs = FALSE, steady;

  for (guint i = 0; i < plan->cdus->len; i++)
    {
      any_runs |= self->cdus[i].runs;
      if (self->cdus[i].flow_m3_s > 0)
        cdus[closure.n++] = i;
    }
  numbers = g_new0 (double, closure.n *(closure.n + 2) + 1);
  closure.matrix = numbers;
  closure.base = numbers + closure.n * closure.n;
  closure.leaving = closure.base + closure.n;
  find_carriers (&sweep_state);
  carriers = sweep_state.carriers;
  of_racks = find_rack_carriers (&sweep_state);
  set_rises (&sweep_state, of_racks, doors);
  steady = any_runs && close_loop (&sweep_state, &closure);
  for (guint i = 0; steady && i < MAX_DOOR_ROUNDS && move_doors (&sweep_state, of_racks, doors);
       i++)
    {
      set_rises (&sweep_state, of_racks, doors);
      steady = close_loop (&sweep_state, &closure);
    }
  for (guint i = 0; i < n_nodes; i++)
    self->node_c[i] = steady && capacity[i] > 0 ? heat[i] / capacity[i] : NAN;
  sum_rack_heat (&sweep_state, of_racks, doors);
  return steady;
}
