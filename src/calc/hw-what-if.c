/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-what-if.h"

#include <math.h>
#include <string.h>

#include "hw-air-zone.h"
#include "hw-cooling-private.h"
#include "hw-fabric-reach.h"
#include "hw-fabrics-private.h"
#include "hw-fluid.h"
#include "hw-power-local.h"
#include "hw-results-private.h"
#include "hw-what-if-reserve.h"

/* Of a rack without heat, so that nothing is divided by none. */
#define LEAST_HEAT 1e-6
/* By how much a temperature has to be beyond its limit. */
#define MARGIN_K 0.01

typedef struct
{
  HwHandle loop;
  guint n_off;
  double heat; /* sum of what is left of its racks' */
  HwLoopSolution *solution;
} LoopNow;

typedef struct
{
  HwResults *results;
  HwDesign *design;
  const HwPowerSolution *whole;
  HwWhatIf *out;
  GArray *targets; /* HwPowerTarget */
  GArray *local;   /* HwPowerLocal: racks, where the network need not be solved */
  GArray *loops;   /* LoopNow */
  guint solved;    /* targets that the power is solved with */
  gboolean all;
} Closure;

/* --- outages --- */

static HwOutage *
find (const HwWhatIf *self, HwRef object)
{
  GHashTable *table = object.table == HW_TABLE_RACK ? self->racks : self->devices;
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (table, GUINT_TO_POINTER (object.handle)));

  return index > 0 ? &g_array_index (self->outages, HwOutage, index - 1) : NULL;
}

static HwHandle
rack_of (HwDesign *design, HwRef object)
{
  return object.table == HW_TABLE_RACK
             ? object.handle
             : hw_design_get_device (design, object.handle)->object.parent;
}

static const HwShare *
shares_of (HwResults *results, HwHandle device)
{
  guint index = hw_results_device_contributor (results, device);

  return hw_contributors_get (results->contributors, index)->shares;
}

static guint
gpus_of (HwResults *results, HwRef object)
{
  if (object.table == HW_TABLE_RACK)
    return hw_results_rack (results, object.handle)->gpus;
  return (guint)shares_of (results, object.handle)[HW_TOTAL_GPUS].value;
}

/* Returns: (nullable): the outage where the object had been in a better state; until the next */
static HwOutage *
set_outage (HwWhatIf *self, HwResults *results, HwRef object, HwOutageState state)
{
  HwOutage *outage = find (self, object);

  if (outage != NULL && outage->state >= state)
    return NULL;
  if (outage == NULL)
    {
      HwOutage row = { .object = object,
                       .rack = rack_of (results->design, object),
                       .gpus = gpus_of (results, object) };

      g_array_append_val (self->outages, row);
      g_hash_table_insert (object.table == HW_TABLE_RACK ? self->racks : self->devices,
                           GUINT_TO_POINTER (object.handle),
                           GUINT_TO_POINTER (self->outages->len));
      outage = &g_array_index (self->outages, HwOutage, self->outages->len - 1);
    }
  outage->state = (guint8)state;
  outage->round = (guint16)self->rounds;
  return outage;
}

const HwOutage *
hw_what_if_outage (const HwWhatIf *self, HwDesign *design, HwRef object)
{
  const HwOutage *outage, *of_rack;

  if (self == NULL || (object.table != HW_TABLE_RACK && object.table != HW_TABLE_DEVICE)
      || !hw_design_has (design, object.table, object.handle))
    return NULL;
  outage = find (self, object);
  if (object.table == HW_TABLE_RACK)
    return outage;
  of_rack = find (self, HW_REF (HW_TABLE_RACK, rack_of (design, object)));
  return outage == NULL || (of_rack != NULL && of_rack->state > outage->state) ? of_rack : outage;
}

gboolean
hw_what_if_is_down (const HwWhatIf *self, HwDesign *design, HwRef object)
{
  const HwOutage *outage = hw_what_if_outage (self, design, object);

  return outage != NULL && outage->state >= HW_OUTAGE_HOT;
}

/* --- what stops draws no power --- */

static void
stop_load (Closure *self, HwHandle rack, guint load, double less_w)
{
  HwPowerTarget target = { -1, rack, HW_POWER_LOAD, (guint16)load, 0, less_w };

  g_array_append_val (self->targets, target);
}

static void
stop_rack (Closure *self, HwHandle rack)
{
  const HwPowerRack *power = hw_power_derive_rack (self->results->power, rack);

  for (guint i = 0; power != NULL && i < power->loads->len; i++)
    stop_load (self, rack, i, INFINITY);
}

static double
device_power (HwResults *results, HwHandle device)
{
  const HwShare *shares = shares_of (results, device);

  return shares[HW_TOTAL_IT_NAMEPLATE].value + shares[HW_TOTAL_OTHER_NAMEPLATE].value;
}

/* A load of its own, or its part of what hangs on a busbar. */
static void
stop_device (Closure *self, HwHandle device)
{
  HwRef object = HW_REF (HW_TABLE_DEVICE, device);
  HwHandle rack = rack_of (self->design, object);
  const HwPowerRack *power = hw_power_derive_rack (self->results->power, rack);

  for (guint i = 0; power != NULL && i < power->loads->len; i++)
    if (hw_ref_equal (g_array_index (power->loads, HwPowerLoad, i).object, object))
      {
        stop_load (self, rack, i, INFINITY);
        return;
      }
  if (power != NULL && power->loads->len == 1
      && !g_array_index (power->loads, HwPowerLoad, 0).assumed)
    stop_load (self, rack, 0, device_power (self->results, device));
}

static void
fail_object (Closure *self, HwRef object)
{
  const HwPowerPlan *plan = hw_power_derive (self->results->power);
  gint node = hw_power_plan_find (plan, object);

  if (set_outage (self->out, self->results, object, HW_OUTAGE_FAILED) == NULL)
    return;
  if (object.table == HW_TABLE_DEVICE)
    {
      stop_device (self, object.handle);
      return;
    }
  stop_rack (self, object.handle);
  if (node >= 0)
    hw_power_add_target (self->targets, &(HwPowerTarget){ .node = node });
}

/* A part that is a whole rack or device fails as that. */
static void
fail_placed (Closure *self, HwRef object, const HwComponent *component)
{
  const HwPowerTarget *target = &component->target;

  if (component->kind == HW_COMPONENT_POWER && target->node < 0 && target->role != HW_POWER_RACK_PDU
      && target->role != HW_POWER_SHELF)
    return;
  if (object.table == HW_TABLE_RACK || object.table == HW_TABLE_DEVICE)
    fail_object (self, object);
}

/* --- power --- */

/* Loads of a rack that are dead now, and were not. Those that stopped by themselves draw nothing
 * and have their outage. */
static void
judge_rack (Closure *self, HwHandle handle, const HwPowerRack *rack, const HwPowerRackState *now)
{
  const HwPowerRack *base = hw_power_derive_rack (self->results->power, handle);
  const HwPowerRackState *before = &g_array_index (self->whole->racks, HwPowerRackState, handle);
  guint n = rack->loads->len, n_alive = 0, n_new = 0;
  g_autofree double *now_w = g_new0 (double, MAX (n, 1));
  g_autofree double *before_w = g_new0 (double, MAX (n, 1));
  HwPowerRackState state;

  if (now->n_dead + now->n_capped <= before->n_dead + before->n_capped)
    return;
  hw_power_rack_solve (rack, now->live, &state, now_w, NULL);
  hw_power_rack_solve (base, before->live, &state, before_w, NULL);
  for (guint i = 0; i < n; i++)
    {
      n_alive += now_w[i] > 0;
      n_new += now_w[i] <= 0 && before_w[i] > 0
               && g_array_index (rack->loads, HwPowerLoad, i).power_w > 0;
    }
  if (n_new > 0 && n_alive == 0)
    {
      set_outage (self->out, self->results, HW_REF (HW_TABLE_RACK, handle), HW_OUTAGE_UNPOWERED);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      const HwPowerLoad *load = &g_array_index (rack->loads, HwPowerLoad, i);
      HwOutage *outage;

      /* A remainder is nothing that could be shown. */
      if (!(load->power_w > 0) || (load->object.table == HW_TABLE_RACK && n > 1))
        continue;
      if (now_w[i] <= 0 && before_w[i] > 0)
        set_outage (self->out, self->results, load->object, HW_OUTAGE_UNPOWERED);
      else if (now_w[i] > 0 && now_w[i] < before_w[i] && !hw_within (load->power_w, now_w[i]))
        {
          set_outage (self->out, self->results, load->object, HW_OUTAGE_CAPPED);
          outage = find (self->out, load->object);
          outage->power_w = now_w[i];
          outage->wanted_w = load->power_w;
        }
    }
}

/* Of what has no power now, until it really stops. */
static void
put_off (Closure *self)
{
  for (guint i = 0; i < self->out->outages->len; i++)
    {
      HwOutage *outage = &g_array_index (self->out->outages, HwOutage, i);

      if (outage->state == HW_OUTAGE_UNPOWERED && outage->round == self->out->rounds)
        outage->seconds = hw_what_if_battery_s (self->out, self->results, outage->rack);
    }
}

static void
solve_network (Closure *self)
{
  HwPowerSolution *power;

  power = hw_power_solve (self->results->power, self->whole, self->targets);
  self->out->power = power;
  for (HwHandle rack = 1; rack < power->racks->len && rack < self->whole->racks->len; rack++)
    {
      const HwPowerRackState *now = &g_array_index (power->racks, HwPowerRackState, rack);

      if (now->live != g_array_index (self->whole->racks, HwPowerRackState, rack).live
          || (g_hash_table_size (power->changed) > 0
              && g_hash_table_contains (power->changed, GUINT_TO_POINTER (rack))))
        if (hw_power_derive_rack (self->results->power, rack) != NULL)
          judge_rack (self, rack, hw_results_power_rack (self->results, power, rack), now);
    }
  put_off (self);
}

/* Returns: whether the consequences stay within racks */
static gboolean
solve_local (Closure *self)
{
  HwPower *power = self->results->power;

  if (self->all)
    return FALSE;
  g_array_set_size (self->local, 0);
  if (!hw_power_solve_local (
          power, hw_power_reserve (power), self->whole, self->targets, self->local))
    {
      g_array_set_size (self->local, 0);
      return FALSE;
    }
  for (guint i = 0; i < self->local->len; i++)
    {
      const HwPowerLocal *local = &g_array_index (self->local, HwPowerLocal, i);
      const HwPowerRack *rack
          = local->own != NULL ? local->own : hw_power_derive_rack (power, local->rack);

      judge_rack (self, local->rack, rack, &local->state);
    }
  return TRUE;
}

static void
solve_power (Closure *self)
{
  if (self->targets->len == self->solved)
    return;
  self->solved = self->targets->len;
  g_clear_pointer (&self->out->power, hw_power_solution_free);
  if (!solve_local (self))
    solve_network (self);
}

/* What a rack draws now. Returns: (nullable): as with all working */
static const HwPowerRackState *
drawn_now (Closure *self, HwHandle rack)
{
  if (self->out->power != NULL)
    return &g_array_index (self->out->power->racks, HwPowerRackState, rack);
  for (guint i = 0; i < self->local->len; i++)
    if (g_array_index (self->local, HwPowerLocal, i).rack == rack)
      return &g_array_index (self->local, HwPowerLocal, i).state;
  return NULL;
}

/* --- cooling --- */

static gboolean
is_down (Closure *self, HwRef object)
{
  return hw_what_if_is_down (self->out, self->design, object);
}

/* What is left of the heat of a rack, as part of what it gives with all working. */
static double
heat_left (Closure *self, HwHandle rack)
{
  const HwRackFigures *figures = hw_results_rack (self->results, rack);
  double load_w = hw_rack_figures_load (figures), less_w = 0;

  if (is_down (self, HW_REF (HW_TABLE_RACK, rack)))
    return LEAST_HEAT;
  if (hw_power_derive_rack (self->results->power, rack) != NULL)
    {
      double before_w = g_array_index (self->whole->racks, HwPowerRackState, rack).power_w;
      const HwPowerRackState *now = drawn_now (self, rack);

      return now != NULL && before_w > 0 ? CLAMP (now->power_w / before_w, LEAST_HEAT, 1) : 1;
    }
  /* Without feeds. */
  for (guint i = 0; i < self->out->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (self->out->outages, HwOutage, i);

      if (outage->rack == rack && outage->object.table == HW_TABLE_DEVICE
          && outage->state >= HW_OUTAGE_HOT)
        less_w += device_power (self->results, outage->object.handle);
    }
  return load_w > 0 ? CLAMP (1 - less_w / load_w, LEAST_HEAT, 1) : 1;
}

static double
limit_of (const HwLoopRack *rack)
{
  return isnan (rack->return_limit_c) ? HW_COOLANT_LIMIT_C : rack->return_limit_c;
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
  return !(flow->return_c <= limit_of (row) + MARGIN_K)
         || (!isnan (row->supply_limit_c) && !(flow->supply_c <= row->supply_limit_c + MARGIN_K));
}

static double
link_volume_m3 (const HwLoopLink *link)
{
  return isfinite (link->bore_m) ? G_PI / 4 * link->bore_m * link->bore_m * link->length_m : 0;
}

/* Coolant that takes up the heat: of the rack with its own pipes, or of the loop. */
static double
volume_m3 (const HwLoopPlan *plan, HwRef rack)
{
  double sum = rack.handle != 0 ? HW_RACK_COOLANT_M3 : HW_RACK_COOLANT_M3 * plan->racks->len;

  for (guint i = 0; i < plan->links->len; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (plan, i);

      if (rack.handle == 0
          || (link->to_object.handle == 0 && hw_ref_equal (link->from_object, rack)))
        sum += link_volume_m3 (link);
    }
  return sum;
}

/**
 * Seconds from the temperature with all working to the limit: ρ·V·cp·ΔT / P where nothing takes
 * the heat P away, else τ·ln((T∞ − T0) / (T∞ − T)) with the time τ = V / flow that the coolant
 * takes around, of ρ·V·cp·dT/dt = ρ·cp·flow·(T∞ − T).
 */
static double
seconds_to_limit (const HwLoopSolution *now, const HwLoopSolution *whole, guint rack)
{
  const HwLoopRack *row = &g_array_index (now->plan->racks, HwLoopRack, rack);
  const HwRackFlow *flow = &now->racks[rack];
  HwFluid fluid = hw_fluid_at (now->plan->rule.coolant, now->plan->rule.return_c);
  double start_c = whole->racks[rack].return_c, limit_c = limit_of (row), end_c = flow->return_c;
  double volume, heat_w = row->heat_w;

  if (!(start_c < limit_c))
    return 0;
  if (now->solved && !stands_still (flow) && now->steady && isfinite (end_c))
    {
      volume = volume_m3 (now->plan, HW_REF (HW_TABLE_RACK, 0));
      if (!(end_c > limit_c))
        /* Its supply is what is too warm. */
        return volume / fmax (now->flow_total_m3_s, HW_LOOP_STILL_M3_S);
      return volume / now->flow_total_m3_s * log ((end_c - start_c) / (end_c - limit_c));
    }
  volume = volume_m3 (now->plan, row->object);
  if (now->solved && !stands_still (flow))
    {
      volume = volume_m3 (now->plan, HW_REF (HW_TABLE_RACK, 0));
      heat_w = now->rack_heat_w;
    }
  return hw_fluid_volumetric_heat (&fluid) * volume * (limit_c - start_c) / heat_w;
}

/* Returns: (transfer full) (nullable): the loop with what has stopped; %NULL where nothing that
 * matters is other than it was */
static HwLoopPlan *
plan_loop (Closure *self, LoopNow *loop)
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

      if (cdu->off || !is_down (self, cdu->unit))
        continue;
      hw_loop_plan_switch_off (plan, i);
      n_off++;
    }
  for (guint i = 0; i < plan->racks->len; i++)
    {
      HwLoopRack *rack = &g_array_index (plan->racks, HwLoopRack, i);
      double left = heat_left (self, rack->rack);

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
put_off_by_cdus (Closure *self, const HwLoopPlan *plan)
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
solve_loop (Closure *self, LoopNow *loop)
{
  const HwLoopSolution *whole = hw_cooling_whole (self->results, loop->loop);
  HwLoopPlan *plan = plan_loop (self, loop);
  gboolean any = FALSE;

  if (plan == NULL)
    return FALSE;
  g_clear_pointer (&loop->solution, hw_loop_solution_free);
  loop->solution = hw_loop_solve (plan);
  for (guint i = 0; i < plan->racks->len; i++)
    {
      const HwLoopRack *row = &g_array_index (plan->racks, HwLoopRack, i);
      HwRef rack = HW_REF (HW_TABLE_RACK, row->rack);
      HwOutage *outage;

      if (is_down (self, rack) || !is_hot (loop->solution, i) || is_hot (whole, i))
        continue;
      outage = set_outage (self->out, self->results, rack, HW_OUTAGE_HOT);
      outage->seconds = put_off_by_cdus (self, plan) + seconds_to_limit (loop->solution, whole, i);
      outage->still = stands_still (&loop->solution->racks[i]);
      stop_rack (self, row->rack);
      any = TRUE;
    }
  return any;
}

static void
add_loop (Closure *self, HwHandle loop)
{
  LoopNow row = { .loop = loop };

  if (loop == 0 || !hw_design_has (self->design, HW_TABLE_LOOP, loop))
    return;
  for (guint i = 0; i < self->loops->len; i++)
    if (g_array_index (self->loops, LoopNow, i).loop == loop)
      return;
  g_array_append_val (self->loops, row);
}

/* Loops of what has failed and stopped. */
static gboolean
solve_loops (Closure *self)
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
    any = solve_loop (self, &g_array_index (self->loops, LoopNow, i)) || any;
  return any;
}

/* --- air --- */

/* Air that does not mix with other; see hw-air-zone.h. */
typedef struct
{
  HwHandle hall, row;
} Zone;

static gboolean
is_in (Closure *self, const Zone *zone, HwHandle rack)
{
  return hw_results_air_zone_of (self->results, rack) == zone->row;
}

/* What the racks of a zone do not give to its air any more. */
static double
less_air_heat_w (Closure *self, const Zone *zone)
{
  double sum = 0;

  for (HwHandle rack = hw_design_first_child (self->design, HW_TABLE_RACK, zone->hall); rack != 0;
       rack = hw_design_next_child (self->design, HW_TABLE_RACK, rack))
    if (is_in (self, zone, rack))
      sum += hw_results_rack (self->results, rack)->air_w * (1 - heat_left (self, rack));
  return sum;
}

/* Racks of the zone that give heat to its air. Returns: whether one stops now */
static gboolean
stop_zone (Closure *self, const Zone *zone, double after_s)
{
  double short_w = hw_what_if_air_short_w (
      self->out, self->results, zone->hall, zone->row, less_air_heat_w (self, zone));
  gboolean any = FALSE;
  double seconds;

  if (!(short_w > 0))
    return FALSE;
  seconds = after_s + hw_what_if_air_s (self->results, zone->hall, zone->row, short_w);
  for (HwHandle rack = hw_design_first_child (self->design, HW_TABLE_RACK, zone->hall); rack != 0;
       rack = hw_design_next_child (self->design, HW_TABLE_RACK, rack))
    {
      HwRef object = HW_REF (HW_TABLE_RACK, rack);
      const HwRackFigures *figures = hw_results_rack (self->results, rack);
      HwOutage *outage;

      if (!(figures->air_w > 0 && figures->nameplate_w > 0) || is_down (self, object)
          || hw_what_if_is_cooler (self->design, rack) || !is_in (self, zone, rack))
        continue;
      outage = set_outage (self->out, self->results, object, HW_OUTAGE_HOT);
      outage->seconds = seconds;
      outage->by_air = TRUE;
      stop_rack (self, rack);
      any = TRUE;
    }
  return any;
}

/* Returns: whether it had not been looked at */
static gboolean
add_zone (GArray *zones, const Zone *zone)
{
  for (guint i = 0; i < zones->len; i++)
    if (memcmp (&g_array_index (zones, Zone, i), zone, sizeof *zone) == 0)
      return FALSE;
  g_array_append_val (zones, *zone);
  return TRUE;
}

/* Zones whose coolers have failed or stopped. Returns: whether a rack stops now */
static gboolean
solve_air (Closure *self)
{
  g_autoptr (GArray) zones = g_array_new (FALSE, FALSE, sizeof (Zone));
  guint n = self->out->outages->len;
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++)
    {
      HwOutage outage = g_array_index (self->out->outages, HwOutage, i);
      Zone zone = { hw_design_get_rack (self->design, outage.rack)->object.parent, 0 };

      if (outage.object.table != HW_TABLE_RACK || outage.state < HW_OUTAGE_HOT
          || !hw_what_if_is_cooler (self->design, outage.rack))
        continue;
      zone.row = hw_results_air_zone_of (self->results, outage.rack);
      if (add_zone (zones, &zone))
        any = stop_zone (self, &zone, outage.state == HW_OUTAGE_UNPOWERED ? outage.seconds : 0)
              || any;
    }
  return any;
}

/* What gets too warm stops. */
static gboolean
solve_heat (Closure *self)
{
  gboolean by_coolant = solve_loops (self);

  return solve_air (self) || by_coolant;
}

/* --- sums --- */

static void
lose (HwWhatIf *self, HwResults *results, const HwOutage *outage)
{
  HwRef object = outage->object;
  guint index;

  self->gpus_lost += outage->gpus;
  if (object.table == HW_TABLE_RACK)
    {
      const HwComposition *composition = hw_results_composition (results, object.handle);

      if (composition != NULL)
        hw_counts_add (self->lost, composition);
      return;
    }
  index = hw_results_device_contributor (results, object.handle);
  if (index >= self->lost->counts->len)
    g_array_set_size (self->lost->counts, index + 1);
  g_array_index (self->lost->counts, guint32, index)++;
}

static void
count_overloads (Closure *self)
{
  const HwPowerSolution *power = self->out->power;

  self->out->overloads = power->trips->len;
  for (guint i = 0; i < power->nodes->len; i++)
    self->out->overloads += hw_power_solution_node (power, i)->over
                            && !hw_power_solution_node (self->whole, i)->over;
  for (guint i = 0; i < power->racks->len && i < self->whole->racks->len; i++)
    self->out->overloads += g_array_index (power->racks, HwPowerRackState, i).over
                            && !g_array_index (self->whole->racks, HwPowerRackState, i).over;
}

static void
sum_up (Closure *self)
{
  HwWhatIf *out = self->out;

  for (guint i = 0; i < out->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (out->outages, HwOutage, i);
      const HwOutage *of_rack = find (out, HW_REF (HW_TABLE_RACK, outage->rack));

      if (outage->object.table == HW_TABLE_DEVICE && of_rack != NULL
          && of_rack->state >= HW_OUTAGE_HOT)
        continue;
      if (outage->state == HW_OUTAGE_CAPPED)
        {
          out->gpus_capped += outage->gpus;
          out->capped_w += outage->wanted_w - outage->power_w;
        }
      else
        lose (out, self->results, outage);
    }
  if (out->power != NULL)
    count_overloads (self);
}

double
hw_what_if_lost (const HwWhatIf *self, HwResults *results, HwTotal total)
{
  return hw_counts_total (self->lost, results->contributors, total).value;
}

HwSum
hw_results_left (HwResults *results, HwTotal total)
{
  HwSum sum = hw_results_total (results, total, HW_REF (HW_TABLE_DESIGN, 0));
  const HwWhatIf *what_if = hw_results_what_if (results);
  HwSum lost;

  if (what_if == NULL)
    return sum;
  lost = hw_counts_total (what_if->lost, results->contributors, total);
  sum.value -= lost.value;
  sum.low -= lost.low;
  sum.high -= lost.high;
  return sum;
}

/* --- the whole --- */

static HwWhatIf *
what_if_new (const GArray *components)
{
  HwWhatIf *self = g_new0 (HwWhatIf, 1);

  self->components = g_array_new (FALSE, FALSE, sizeof (HwComponent));
  if (components->len > 0)
    g_array_append_vals (self->components, components->data, components->len);
  self->outages = g_array_new (FALSE, TRUE, sizeof (HwOutage));
  self->racks = g_hash_table_new (NULL, NULL);
  self->devices = g_hash_table_new (NULL, NULL);
  self->loops = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_loop_solution_free);
  self->lost = hw_counts_new ();
  return self;
}

void
hw_what_if_free (HwWhatIf *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->components);
  g_array_unref (self->outages);
  g_hash_table_unref (self->racks);
  g_hash_table_unref (self->devices);
  g_clear_pointer (&self->power, hw_power_solution_free);
  g_ptr_array_unref (self->loops);
  hw_counts_free (self->lost);
  g_free (self);
}

void
hw_what_if_prepare (HwResults *results)
{
  HwDesign *design = results->design;

  hw_results_power_whole (results);
  hw_power_reserve (results->power);
  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    hw_power_derive_rack (results->power, rack);
  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    hw_cooling_whole (results, loop);
}

HwWhatIf *
hw_what_if_evaluate (HwResults *results, const GArray *components, gboolean all)
{
  Closure self = { .results = results,
                   .design = results->design,
                   .whole = hw_results_power_whole (results),
                   .out = what_if_new (components),
                   .all = all };

  self.targets = g_array_new (FALSE, FALSE, sizeof (HwPowerTarget));
  self.local = hw_power_locals_new ();
  self.loops = g_array_new (FALSE, FALSE, sizeof (LoopNow));
  self.out->rounds = 1;
  for (guint i = 0; i < components->len; i++)
    {
      const HwComponent *component = &g_array_index (components, HwComponent, i);

      if (component->kind == HW_COMPONENT_POWER)
        hw_power_add_target (self.targets, &component->target);
      if (component->kind == HW_COMPONENT_OBJECT || component->kind == HW_COMPONENT_POWER)
        fail_placed (&self, hw_component_object (results, component), component);
      else if (component->kind == HW_COMPONENT_LOOP && component->part.cdu != HW_LOOP_NO_PART)
        fail_object (&self, hw_component_object (results, component));
    }
  for (solve_power (&self); solve_heat (&self); solve_power (&self))
    self.out->rounds++;
  sum_up (&self);
  for (guint i = 0; i < self.loops->len; i++)
    if (g_array_index (self.loops, LoopNow, i).solution != NULL)
      g_ptr_array_add (self.out->loops, g_array_index (self.loops, LoopNow, i).solution);
  g_array_unref (self.targets);
  g_array_unref (self.local);
  g_array_unref (self.loops);
  return self.out;
}

/* --- fabrics --- */

gboolean
hw_what_if_needs_fabric (HwDesign *design, HwHandle fabric)
{
  return hw_design_get_fabric (design, fabric)->kind == HW_FABRIC_COMPUTE;
}

gboolean
hw_what_if_cut_off (HwWhatIf *self, HwResults *results, HwHandle device)
{
  HwRef object = HW_REF (HW_TABLE_DEVICE, device);
  HwOutage *outage;

  if (hw_what_if_is_down (self, results->design, object) || gpus_of (results, object) == 0)
    return FALSE;
  outage = set_outage (self, results, object, HW_OUTAGE_CUT_OFF);
  if (outage == NULL)
    return FALSE;
  lose (self, results, outage);
  /* It had been capped: what is lost is not capped. */
  if (outage->wanted_w > 0)
    {
      self->gpus_capped -= outage->gpus;
      self->capped_w -= outage->wanted_w - outage->power_w;
    }
  return TRUE;
}

static void
take_fabric (HwWhatIf *self, HwResults *results, HwHandle handle)
{
  const HwFabricFailure *failure = hw_results_fabric_failure (results, handle);
  g_autoptr (HwFabricReach) reach = NULL;
  const GArray *members;
  guint n;

  if (failure == NULL)
    return;
  reach = hw_fabric_reach_new (failure->fabric);
  for (guint i = 0; i < hw_fabric_count_nodes (failure->fabric); i++)
    if (failure->nodes[i])
      hw_fabric_reach_fail_node (reach, i);
  hw_fabric_get_cables (failure->fabric, &n);
  for (guint i = 0; i < n; i++)
    if (failure->cables[i])
      hw_fabric_reach_fail_cable (reach, i);
  members = hw_fabric_reach_cut_off (reach);
  for (guint i = 0; i < members->len; i++)
    {
      HwHandle device = hw_results_fabric_device (results,
                                                  handle,
                                                  hw_fabric_count_switches (failure->fabric)
                                                      + g_array_index (members, guint, i));

      if (device != 0)
        hw_what_if_cut_off (self, results, device);
    }
}

HwWhatIf *
hw_results_stopped (HwResults *self)
{
  const char *const *keys = hw_results_get_failed (self);
  g_autoptr (GArray) components = NULL;

  if (keys == NULL || self->stopping)
    return NULL;
  if (self->what_if != NULL)
    return self->what_if;
  /* Keys may name nodes of fabrics, which are derived for that, and judged when it is known what
   * stops. */
  self->stopping = TRUE;
  components = g_array_new (FALSE, FALSE, sizeof (HwComponent));
  for (guint i = 0; keys[i] != NULL; i++)
    hw_components_find (self, keys[i], FALSE, components);
  self->what_if = hw_what_if_evaluate (self, components, TRUE);
  self->stopping = FALSE;
  hw_fabrics_judge_all (self);
  return self->what_if;
}

const HwWhatIf *
hw_results_what_if (HwResults *self)
{
  HwWhatIf *what_if = hw_results_stopped (self);
  HwDesign *design = self->design;

  if (what_if == NULL || what_if->fabrics)
    return what_if;
  what_if->fabrics = TRUE;
  for (HwHandle fabric = hw_design_next (design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next (design, HW_TABLE_FABRIC, fabric))
    if (hw_what_if_needs_fabric (design, fabric))
      take_fabric (what_if, self, fabric);
  return what_if;
}
