/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-phase-series-private.h"

#include <math.h>
#include <string.h>

#include "hw-cable-plan-private.h"
#include "hw-cooling-work.h"
#include "hw-cost-private.h"
#include "hw-operations.h"
#include "hw-phase-date.h"
#include "hw-rack-coolant.h"
#include "hw-rear-door.h"

/* Flows are added in whole mm³/s: what is added is taken off again without a rest. */
#define FLOW_STEP 1e9

/* What a phase changes. Counts that fall are kept modulo 2^32. */
typedef struct
{
  HwCounts *counts;
  HwCounts *bought; /* only what comes */
  gint64 flow;
  gint64 flows, flows_unknown; /* how many racks have one, or ought to */
} Step;

typedef struct
{
  HwResults *results;
  HwDesign *design;
  HwCompositions *compositions; /* of all moments */
  GArray *points;               /* HwPhasePoint */
  GArray *bought;               /* by point: HwSum of each class of capital that is bought */
  Step *steps;                  /* by point */
  guint *index;                 /* of the first point of its order, by handle of the phase */
  GArray *events;               /* guint: points at which the rack in hand changes */
  guint lacks;                  /* HwPhaseSeriesLacks */
  HwResults *cabled;            /* (nullable): of the last phase, with its cables */
} Builder;

/* --- phases --- */

static void
list_points (Builder *self)
{
  g_autoptr (GArray) phases = hw_operation_phases (self->design);
  guint n_contributors = hw_contributors_count (self->results->contributors);

  self->steps = g_new0 (Step, phases->len);
  self->index = g_new0 (guint, hw_design_bound (self->design, HW_TABLE_PHASE) + 1);
  for (guint i = 0; i < phases->len; i++)
    {
      HwHandle phase = g_array_index (phases, HwHandle, i);
      const HwPhase *row = hw_design_row (self->design, HW_TABLE_PHASE, phase);
      HwPhasePoint point = { .phase = phase, .order = row->order };
      gboolean again
          = i > 0 && g_array_index (self->points, HwPhasePoint, i - 1).order == row->order;

      hw_phase_date_read (hw_design_text (self->design, row->date), &point.day);
      g_array_append_val (self->points, point);
      /* Phases of one order come at one time. */
      self->index[phase]
          = again ? self->index[g_array_index (self->points, HwPhasePoint, i - 1).phase] : i;
      self->steps[i].counts = hw_counts_new ();
      g_array_set_size (self->steps[i].counts->counts, n_contributors);
      self->steps[i].bought = hw_counts_new ();
      g_array_set_size (self->steps[i].bought->counts, n_contributors);
    }
}

/* --- racks --- */

static void
add_event (Builder *self, HwHandle phase)
{
  guint event, at = self->events->len;

  if (phase == 0)
    return;
  event = self->index[phase];
  while (at > 0 && g_array_index (self->events, guint, at - 1) > event)
    at--;
  if (at == 0 || g_array_index (self->events, guint, at - 1) != event)
    g_array_insert_val (self->events, at, event);
}

static void
add_events_of (Builder *self, const HwObject *object)
{
  add_event (self, object->install);
  add_event (self, object->removal);
}

/* When a rack changes, and as it stands from the first phase on. */
static void
find_events (Builder *self, HwHandle rack)
{
  guint first = 0;

  g_array_set_size (self->events, 0);
  g_array_append_val (self->events, first);
  add_events_of (self, hw_design_row (self->design, HW_TABLE_RACK, rack));
  for (HwHandle device = hw_design_first_child (self->design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (self->design, HW_TABLE_DEVICE, device))
    add_events_of (self, hw_design_row (self->design, HW_TABLE_DEVICE, device));
}

/* Of the doors of a rack, m³/s. */
static double
door_flow (Builder *self, const HwComposition *composition)
{
  double flow = 0;

  for (guint i = 0; i < composition->n_entries; i++)
    {
      HwCompositionEntry entry = composition->entries[i];
      const HwProduct *product
          = hw_contributors_get (self->results->contributors, entry.contributor)->product;

      if (hw_rear_door_is_one (product))
        flow += entry.count * fmax (hw_rear_door_rate (product).flow_m3_s, 0);
    }
  return flow;
}

/* @sign: 1 or -1 */
static void
add_flow (Builder *self, Step *step, HwHandle rack, const HwComposition *composition, int sign)
{
  const HwRack *row = hw_design_get_rack (self->design, rack);
  const HwLoop *loop = NULL;
  double liquid_w = composition->figures.liquid_w, flow = NAN;

  if (!(liquid_w > 0) && !(composition->figures.door_w > 0))
    return;
  if (row->loop != 0)
    {
      loop = hw_design_row (self->design, HW_TABLE_LOOP, row->loop);
      flow = door_flow (self, composition);
      if (liquid_w > 0)
        flow += hw_rack_flow_required (loop->coolant, liquid_w, loop->supply_c, loop->return_c);
    }
  if (!isfinite (flow))
    {
      step->flows_unknown += sign;
      return;
    }
  step->flow += sign * llround (flow * FLOW_STEP);
  step->flows += sign;
}

static guint32
count_in (const HwComposition *composition, guint contributor)
{
  for (guint i = 0; composition != NULL && i < composition->n_entries; i++)
    if (composition->entries[i].contributor == contributor)
      return composition->entries[i].count;
  return 0;
}

static void
buy (Step *step, const HwComposition *old, const HwComposition *now)
{
  for (guint i = 0; i < now->n_entries; i++)
    {
      HwCompositionEntry entry = now->entries[i];
      guint32 before = count_in (old, entry.contributor);

      if (entry.count > before)
        g_array_index (step->bought->counts, guint32, entry.contributor) += entry.count - before;
    }
}

static void
change (Builder *self, guint at, HwHandle rack, const HwComposition *old, const HwComposition *now)
{
  Step *step = &self->steps[at];
  HwPhasePoint *point = &g_array_index (self->points, HwPhasePoint, at);
  guint before = old != NULL ? old->figures.gpus : 0;
  guint after = now != NULL ? now->figures.gpus : 0;
  gboolean is_rack = hw_design_rack_product (self->design, rack)->kind == HW_KIND_RACK;

  if (old != NULL)
    {
      hw_counts_subtract (step->counts, old);
      add_flow (self, step, rack, old, -1);
    }
  if (now != NULL)
    {
      hw_counts_add (step->counts, now);
      add_flow (self, step, rack, now, 1);
      buy (step, old, now);
    }
  *(is_rack ? &point->racks_in : &point->plant_in) += old == NULL && now != NULL;
  *(is_rack ? &point->racks_out : &point->plant_out) += old != NULL && now == NULL;
  point->gpus_in += after > before ? after - before : 0;
  point->gpus_out += after < before ? before - after : 0;
}

static void
add_rack (Builder *self, HwHandle rack)
{
  const HwObject *object = hw_design_row (self->design, HW_TABLE_RACK, rack);
  HwComposition *old = NULL;

  find_events (self, rack);
  for (guint i = 0; i < self->events->len; i++)
    {
      guint at = g_array_index (self->events, guint, i);
      HwMoment moment = { .order = g_array_index (self->points, HwPhasePoint, at).order };
      HwComposition *now
          = hw_moment_shows (&moment, self->design, object) ? hw_compositions_take (
                self->compositions, self->design, self->results->contributors, &moment, rack)
                                                            : NULL;

      if (now != old)
        change (self, at, rack, old, now);
      if (old != NULL)
        hw_compositions_drop (self->compositions, old);
      old = now;
    }
  if (old != NULL)
    hw_compositions_drop (self->compositions, old);
}

/* --- points --- */

static void
add_counts (HwCounts *sum, const HwCounts *counts)
{
  sum->used_half_units += counts->used_half_units;
  for (guint i = 0; i < counts->counts->len; i++)
    g_array_index (sum->counts, guint32, i) += g_array_index (counts->counts, guint32, i);
}

static HwSum *
bought_of (Builder *self, guint point, guint klass)
{
  return &g_array_index (self->bought, HwSum, point * HW_CAPITAL_INSTALLATION + klass);
}

static void
sum_up (Builder *self)
{
  g_autoptr (HwCounts) standing = hw_counts_new ();
  g_autoptr (HwCounts) bought = hw_counts_new ();
  Step flow = { 0 };

  g_array_set_size (standing->counts, hw_contributors_count (self->results->contributors));
  g_array_set_size (bought->counts, hw_contributors_count (self->results->contributors));
  for (guint i = 0; i < self->points->len; i++)
    {
      HwPhasePoint *point = &g_array_index (self->points, HwPhasePoint, i);
      const Step *step = &self->steps[i];
      double litres;

      add_counts (standing, step->counts);
      add_counts (bought, step->bought);
      for (guint total = 0; total < HW_N_TOTALS; total++)
        point->totals[total] = hw_counts_total (standing, self->results->contributors, total);
      for (guint klass = 0; klass < HW_CAPITAL_INSTALLATION; klass++)
        *bought_of (self, i, klass)
            = hw_counts_total (bought, self->results->contributors, HW_TOTAL_CAPEX_COMPUTE + klass);
      /* Halls have no phases. */
      point->totals[HW_TOTAL_FLOOR]
          = hw_results_total (self->results, HW_TOTAL_FLOOR, HW_REF (HW_TABLE_DESIGN, 0));
      flow.flow += step->flow;
      flow.flows += step->flows;
      flow.flows_unknown += step->flows_unknown;
      litres = flow.flow / FLOW_STEP;
      point->flow_m3_s = (HwSum){ .value = litres,
                                  .low = litres,
                                  .high = litres,
                                  .n_known = (guint)flow.flows,
                                  .n_unknown = (guint)flow.flows_unknown };
    }
}

/* What @now rose by since @before, end by end. */
static void
add_rise (HwSum *sum, const HwSum *before, const HwSum *now)
{
  sum->value += MAX (now->value - before->value, 0);
  sum->low += MAX (now->low - before->low, 0);
  sum->high += MAX (now->high - before->high, 0);
  sum->n_known += MAX (now->n_known, before->n_known) - before->n_known;
  sum->n_unknown += MAX (now->n_unknown, before->n_unknown) - before->n_unknown;
}

/* Cables follow from the networks of each phase, which results of their own derive. */
static void
add_cables (Builder *self, HwPhaseSeriesLevel level)
{
  g_autoptr (HwResults) results = NULL;
  HwSum before[HW_CAPITAL_INSTALLATION] = { { 0 } };
  HwSum risen[HW_CAPITAL_INSTALLATION] = { { 0 } };

  if (hw_design_count (self->design, HW_TABLE_FABRIC) == 0)
    return;
  if (level == HW_PHASE_SERIES_COUNTED
      || (level == HW_PHASE_SERIES_AT_HAND && hw_results_cables (self->results) == NULL))
    {
      self->lacks |= HW_PHASE_SERIES_CABLES;
      return;
    }
  results = hw_results_new (self->design);
  hw_results_set_expected (results, self->results->expected);
  for (guint i = 0; i < self->points->len; i++)
    {
      HwPhasePoint *point = &g_array_index (self->points, HwPhasePoint, i);

      hw_results_set_phase (results, point->phase);
      hw_results_lay_cables (results);
      for (guint klass = 0; klass < HW_CAPITAL_INSTALLATION; klass++)
        {
          HwSum price = hw_cables_total (results, HW_TOTAL_CAPEX_COMPUTE + klass);

          add_rise (&risen[klass], &before[klass], &price);
          hw_sum_add_sum (bought_of (self, i, klass), &risen[klass]);
          before[klass] = price;
        }
      for (guint total = 0; total < HW_N_TOTALS; total++)
        {
          HwSum cables = hw_cables_total (results, total);
          hw_sum_add_sum (&point->totals[total], &cables);
        }
    }
  self->cabled = g_steal_pointer (&results);
}

/* --- money --- */

/* Whether the results themselves are those of all that is planned: of the last phase, with nothing
 * taken for failed, and with the cables where they are counted. */
static gboolean
are_of_plan (const Builder *self)
{
  return self->results->moment.last && hw_results_get_failed (self->results) == NULL
         && (self->cabled == NULL || hw_results_cables (self->results) != NULL);
}

/* Of the last phase: what is built by steps is meant to work as a whole. Nor does what is taken for
 * failed change what is planned. */
static HwCostEfficiency
last_efficiency (Builder *self, HwPhaseSeriesLevel level)
{
  HwCostEfficiency pending = hw_cost_efficiency_pending (self->design);
  g_autoptr (HwResults) last = NULL;

  if (level == HW_PHASE_SERIES_COUNTED || pending.pue_basis != HW_COST_ENERGY_PENDING)
    return pending;
  if (are_of_plan (self))
    return hw_results_cost_efficiency (
        self->results, level != HW_PHASE_SERIES_WHOLE && hw_results_loops_wait (self->results) > 0);
  if (self->cabled != NULL)
    return hw_results_cost_efficiency (self->cabled, FALSE);
  last = hw_results_new (self->design);
  hw_results_set_expected (last, self->results->expected);
  return hw_results_cost_efficiency (last, FALSE);
}

static HwSum
cost_of (Builder *self,
         const HwSum totals[HW_N_TOTALS],
         const HwCostEfficiency *efficiency,
         HwCost cost)
{
  HwCostBasis basis = { 0 };
  HwSum costs[HW_N_COSTS];

  hw_cost_basis_fill (&basis, self->results, totals, efficiency, HW_TOTAL_FP8_DENSE);
  hw_cost_basis_sum_up (&basis, costs);
  return costs[cost];
}

static void
reckon (Builder *self, HwPhaseSeriesLevel level)
{
  HwCostEfficiency efficiency = last_efficiency (self, level);
  HwSum nameplate = { 0 };

  if (efficiency.pue_basis == HW_COST_ENERGY_PENDING)
    self->lacks |= HW_PHASE_SERIES_ENERGY;
  for (guint i = 0; i < self->points->len; i++)
    {
      HwPhasePoint *point = &g_array_index (self->points, HwPhasePoint, i);
      HwSum totals[HW_N_TOTALS];

      point->capital = cost_of (self, point->totals, &efficiency, HW_COST_CAPEX);
      point->run_rate = cost_of (self, point->totals, &efficiency, HW_COST_OPEX);
      memcpy (totals, point->totals, sizeof totals);
      for (guint klass = 0; klass < HW_CAPITAL_INSTALLATION; klass++)
        totals[HW_TOTAL_CAPEX_COMPUTE + klass] = *bought_of (self, i, klass);
      if (totals[HW_TOTAL_IT_NAMEPLATE].value > nameplate.value)
        nameplate = totals[HW_TOTAL_IT_NAMEPLATE];
      totals[HW_TOTAL_IT_NAMEPLATE] = nameplate;
      point->spent = cost_of (self, totals, &efficiency, HW_COST_CAPEX);
    }
}

GArray *
hw_phase_series_build (HwResults *results, HwPhaseSeriesLevel level, guint *lacks)
{
  Builder self = { .results = results, .design = results->design };

  self.points = g_array_new (FALSE, TRUE, sizeof (HwPhasePoint));
  self.events = g_array_new (FALSE, FALSE, sizeof (guint));
  self.compositions = hw_compositions_new ();
  list_points (&self);
  for (HwHandle rack = self.points->len > 0 ? hw_design_next (self.design, HW_TABLE_RACK, 0) : 0;
       rack != 0;
       rack = hw_design_next (self.design, HW_TABLE_RACK, rack))
    add_rack (&self, rack);
  self.bought = g_array_new (FALSE, TRUE, sizeof (HwSum));
  g_array_set_size (self.bought, self.points->len * HW_CAPITAL_INSTALLATION);
  sum_up (&self);
  if (self.points->len > 0)
    {
      add_cables (&self, level);
      reckon (&self, level);
    }
  for (guint i = 0; i < self.points->len; i++)
    {
      hw_counts_free (self.steps[i].counts);
      hw_counts_free (self.steps[i].bought);
    }
  g_free (self.steps);
  g_free (self.index);
  g_array_unref (self.events);
  g_array_unref (self.bought);
  hw_compositions_free (self.compositions);
  g_clear_object (&self.cabled);
  *lacks = self.lacks;
  return self.points;
}
