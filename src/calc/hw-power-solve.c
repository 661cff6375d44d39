/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-power-feeder.h"
#include "hw-power-solve-private.h"

/* Each round opens a breaker more, so that there is an end before. */
#define MOST_ROUNDS 1000

HwPowerRack *
hw_power_solving_own_rack (HwPowerSolving *self, HwHandle handle)
{
  gpointer key = GUINT_TO_POINTER (handle);
  HwPowerRack *rack = g_hash_table_lookup (self->solution->changed, key);

  if (rack == NULL)
    {
      rack = hw_power_rack_copy (hw_power_derive_rack (self->power, handle));
      g_hash_table_insert (self->solution->changed, key, rack);
    }
  return rack;
}

/* --- life, from the sources down --- */

static gboolean
is_source (const HwPowerNode *node)
{
  return node->role == HW_POWER_UTILITY || node->role == HW_POWER_GENERATOR
         || (node->role == HW_POWER_FEED && node->power == 0 && node->n_parents == 0);
}

/* The parents that feed a node now: the preferred ones as long as one of them lives. @first, @n:
 * (out): in the plan's list. Returns: whether one lives */
static gboolean
find_parents (HwPowerSolving *self, const HwPowerNode *node, guint *first, guint *n)
{
  const guint bounds[] = { 0, node->n_preferred, node->n_parents };

  for (guint part = 0; part < 2; part++)
    {
      *first = node->first_parent + bounds[part];
      *n = bounds[part + 1] - bounds[part];
      for (guint i = 0; i < *n; i++)
        if (hw_power_solving_state (self->solution,
                                    g_array_index (self->plan->parents, guint, *first + i))
                ->live)
          return TRUE;
    }
  return FALSE;
}

static void
spread_life (HwPowerSolving *self)
{
  for (guint i = 0; i < self->plan->order->len; i++)
    {
      guint index = g_array_index (self->plan->order, guint, i);
      const HwPowerNode *node = hw_power_plan_node (self->plan, index);
      guint first, n;

      hw_power_solving_state (self->solution, index)->live
          = !node->off && !self->dead[index]
            && (is_source (node) || find_parents (self, node, &first, &n));
    }
}

/* --- racks --- */

static guint
live_taps (HwPowerSolving *self, const HwPowerRack *rack)
{
  guint live = 0;

  for (guint i = 0; i < rack->n_taps; i++)
    live |= (hw_power_solving_state (self->solution, rack->taps[i].node)->live ? 1u : 0u) << i;
  return live;
}

static HwPhaseLoad *
scratch_for (HwPowerSolving *self, const HwPowerRack *rack)
{
  if (rack->pdus->len > self->scratch->len)
    g_array_set_size (self->scratch, rack->pdus->len);
  return (HwPhaseLoad *)(gpointer)self->scratch->data;
}

static void
solve_rack (HwPowerSolving *self, const HwPowerRack *rack, guint live, HwPowerRackState *state)
{
  HwPhaseLoad *pdus = scratch_for (self, rack);

  hw_power_rack_solve (rack, live, state, NULL, pdus);
  state->live = (guint8)live;
  state->known = TRUE;
  for (guint i = 0; i < rack->n_taps; i++)
    if (!isnan (rack->taps[i].limit_w))
      state->over |= hw_power_exceeds (hw_power_tap_stress_w (&rack->taps[i], &state->taps[i]),
                                       rack->taps[i].limit_w);
  for (guint i = 0; i < rack->pdus->len; i++)
    {
      const HwPowerRackPdu *pdu = &g_array_index (rack->pdus, HwPowerRackPdu, i);

      if (!isnan (pdu->limit_w))
        state->over |= hw_power_exceeds (hw_power_tap_stress_w (&rack->taps[pdu->tap], &pdus[i]),
                                         pdu->limit_w);
    }
}

static void
solve_racks (HwPowerSolving *self)
{
  HwPowerSolution *solution = self->solution;

  for (HwHandle handle = 1; handle < solution->racks->len; handle++)
    {
      const HwPowerRack *rack = hw_power_solving_rack (self, handle);
      HwPowerRackState *state = hw_power_solving_rack_state (solution, handle);
      const HwPowerRackState *before;
      guint live;

      if (rack == NULL)
        {
          *state = (HwPowerRackState){ .known = TRUE };
          continue;
        }
      live = live_taps (self, rack);
      if (self->whole == NULL)
        {
          if (!state->known || state->live != live)
            solve_rack (self, rack, live, state);
          continue;
        }
      before = hw_power_solving_rack_state (self->whole, handle);
      if (live == before->live
          && !g_hash_table_contains (solution->changed, GUINT_TO_POINTER (handle)))
        *state = *before;
      else
        solve_rack (self, rack, live, state);
    }
}

/* --- load, from the racks up --- */

static void
add_to_parents (HwPowerSolving *self, const HwPowerNode *node, const HwPowerNodeState *state)
{
  double weights = 0;
  gboolean by_rating = TRUE;
  guint first, n, n_live = 0;

  if (!find_parents (self, node, &first, &n))
    return;
  for (guint i = 0; i < n; i++)
    {
      guint parent = g_array_index (self->plan->parents, guint, first + i);
      double limit_w = hw_power_plan_node (self->plan, parent)->limit_w;

      if (!hw_power_solving_state (self->solution, parent)->live)
        continue;
      n_live++;
      by_rating = by_rating && limit_w > 0;
      weights += limit_w;
    }
  for (guint i = 0; i < n; i++)
    {
      guint parent = g_array_index (self->plan->parents, guint, first + i);
      HwPowerNodeState *above = hw_power_solving_state (self->solution, parent);
      double share
          = by_rating ? hw_power_plan_node (self->plan, parent)->limit_w / weights : 1.0 / n_live;

      if (!above->live)
        continue;
      if (node->role == HW_POWER_FEED)
        {
          above->direct_w += state->load_w * share;
          above->direct_loss_w += state->loss_w * share;
        }
      if (node->role == HW_POWER_UPS || node->role == HW_POWER_TRANSFORMER)
        hw_phase_load_add_balanced (&above->load, state->input_w * share);
      else
        {
          hw_phase_load_add (&above->load, &state->load, share);
          hw_phase_load_add_balanced (&above->load, (state->loss_w + state->feeder_loss_w) * share);
        }
    }
}

void
hw_power_judge_node (const HwPowerNode *node, HwPowerNodeState *state)
{
  state->stress_w = state->load_w;
  if (node->role >= HW_POWER_PDU && node->phases == 3)
    {
      state->currents = hw_three_phase_currents (&state->load, node->voltage_v, node->power_factor);
      state->stress_w = sqrt (3) * node->voltage_v * state->currents.most_a * node->power_factor;
    }
  else if (node->phases == 1)
    state->currents.most_a = state->load_w / node->voltage_v / node->power_factor;
  state->over = hw_power_exceeds (state->stress_w, node->limit_w);
}

static void
carry_up (HwPowerSolving *self)
{
  HwPowerSolution *solution = self->solution;

  for (guint i = 0; i < solution->nodes->len; i++)
    {
      HwPowerNodeState *state = hw_power_solving_state (solution, i);

      *state = (HwPowerNodeState){ .live = state->live, .tripped = state->tripped };
    }
  for (HwHandle handle = 1; handle < solution->racks->len; handle++)
    {
      const HwPowerRack *rack = hw_power_solving_rack (self, handle);
      const HwPowerRackState *state = hw_power_solving_rack_state (solution, handle);

      for (guint i = 0; rack != NULL && i < rack->n_taps; i++)
        hw_phase_load_add (
            &hw_power_solving_state (solution, rack->taps[i].node)->load, &state->taps[i], 1);
    }
  for (guint i = self->plan->order->len; i-- > 0;)
    {
      guint index = g_array_index (self->plan->order, guint, i);
      const HwPowerNode *node = hw_power_plan_node (self->plan, index);
      HwPowerNodeState *state = hw_power_solving_state (solution, index);

      if (!state->live)
        continue;
      state->load_w = hw_phase_load_total (&state->load);
      state->loss_w = hw_loss_model_at (&node->loss, state->load_w);
      if (!isnan (node->ohm_per_m))
        state->loss_w += hw_power_conductors_solve (
            self->conductors, self->plan, index, solution->racks, &state->drop);
      state->feeder_loss_w = hw_power_feeder_loss_w (
          hw_power_conductors_feeder (self->conductors, index), node, state);
      state->input_w = state->load_w + state->loss_w + state->feeder_loss_w;
      hw_power_judge_node (node, state);
      add_to_parents (self, node, state);
    }
}

/* What holds the voltage at its output does so whatever it is at its input. */
static gboolean
sets_voltage (const HwPowerNode *node)
{
  return node->role <= HW_POWER_GENERATOR || node->role == HW_POWER_UPS;
}

/* Sums the drops of conductors along the ways from there, of several ways the largest. */
static void
sum_drops (HwPowerSolving *self)
{
  for (guint i = 0; self->conductors->any && i < self->plan->order->len; i++)
    {
      guint index = g_array_index (self->plan->order, guint, i), first, n;
      const HwPowerNode *node = hw_power_plan_node (self->plan, index);
      HwPowerNodeState *state = hw_power_solving_state (self->solution, index);
      double above = 0;

      if (!state->live || !find_parents (self, node, &first, &n))
        continue;
      for (guint j = 0; j < n; j++)
        {
          guint parent = g_array_index (self->plan->parents, guint, first + j);

          if (hw_power_solving_state (self->solution, parent)->live
              && !sets_voltage (hw_power_plan_node (self->plan, parent)))
            above = fmax (above, hw_power_solving_state (self->solution, parent)->drop_total);
        }
      state->drop_total = above + state->drop;
    }
}

/* --- sums --- */

static void
sum_racks (HwPowerSolving *self)
{
  HwPowerSolution *solution = self->solution;

  for (HwHandle handle = 1; handle < solution->racks->len; handle++)
    {
      const HwPowerRackState *state = hw_power_solving_rack_state (solution, handle);
      const HwRackFigures *figures = hw_results_rack (self->power->results, handle);

      solution->wanted_w += state->wanted_w;
      solution->power_w += state->power_w;
      if (state->power_w > 0)
        solution->it_w += state->power_w * figures->nameplate_w / hw_rack_figures_load (figures);
      solution->gpus_lost += state->gpus_lost;
      solution->gpus_capped += state->gpus_capped;
      solution->fp8_lost += state->fp8_lost;
      solution->n_dead += state->n_dead;
      solution->n_capped += state->n_capped;
      solution->n_over += state->over;
    }
}

static void
sum_nodes (HwPowerSolving *self)
{
  HwPowerSolution *solution = self->solution;

  for (guint i = 0; i < solution->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (self->plan, i);
      const HwPowerNodeState *state = hw_power_solving_state (solution, i);

      if (node->role < HW_POWER_TAP)
        solution->loss_w[node->role] += state->loss_w;
      solution->feeder_loss_w += state->feeder_loss_w;
      solution->losses_w += state->loss_w + state->feeder_loss_w;
      if (is_source (node))
        solution->input_w += state->input_w;
      solution->n_over += state->over;
    }
}

static void
sum_up (HwPowerSolving *self)
{
  HwPowerSolution *solution = self->solution;

  solution->wanted_w = solution->power_w = solution->it_w = solution->losses_w = 0;
  solution->input_w = solution->fp8_lost = solution->feeder_loss_w = 0;
  solution->gpus_lost = solution->gpus_capped = solution->n_dead = solution->n_capped = 0;
  solution->n_over = 0;
  memset (solution->loss_w, 0, sizeof solution->loss_w);
  sum_racks (self);
  sum_nodes (self);
}

/* --- the whole --- */

void
hw_power_rack_fail (HwPowerRack *rack, const HwPowerTarget *target)
{
  HwPowerUnit *unit;
  HwPowerLoad *load;

  switch (target->role)
    {
    case HW_POWER_TAP:
      rack->taps[target->index].dead = TRUE;
      return;
    case HW_POWER_RACK_PDU:
      g_array_index (rack->pdus, HwPowerRackPdu, target->index).dead = TRUE;
      return;
    case HW_POWER_LOAD:
      load = &g_array_index (rack->loads, HwPowerLoad, target->index);
      load->power_w = fmax (load->power_w - target->less_w, 0);
      return;
    default:
      unit = &g_array_index (rack->units, HwPowerUnit, target->index);
      if (target->part == 0)
        unit->dead = TRUE;
      else
        unit->dead_parts++;
    }
}

static void
fail (HwPowerSolving *self, const HwPowerTarget *target)
{
  if (target->node >= 0)
    self->dead[target->node] = TRUE;
  else
    hw_power_rack_fail (hw_power_solving_own_rack (self, target->rack), target);
}

static HwPowerSolution *
solution_new (const HwPowerPlan *plan, guint n_racks)
{
  HwPowerSolution *self = g_new0 (HwPowerSolution, 1);

  self->plan = plan;
  self->nodes = g_array_new (FALSE, TRUE, sizeof (HwPowerNodeState));
  g_array_set_size (self->nodes, plan->nodes->len);
  self->racks = g_array_new (FALSE, TRUE, sizeof (HwPowerRackState));
  g_array_set_size (self->racks, n_racks);
  self->changed = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)hw_power_rack_free);
  self->trips = g_array_new (FALSE, FALSE, sizeof (HwPowerTrip));
  return self;
}

void
hw_power_solution_free (HwPowerSolution *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->nodes);
  g_array_unref (self->racks);
  g_hash_table_unref (self->changed);
  g_array_unref (self->trips);
  g_free (self);
}

static void
solving_run (HwPowerSolving *self, const GArray *targets)
{
  g_autofree guint8 *dead = g_new0 (guint8, MAX (self->plan->nodes->len, 1));
  g_autoptr (GArray) scratch = g_array_new (FALSE, TRUE, sizeof (HwPhaseLoad));
  gboolean again = self->whole != NULL;

  self->dead = dead;
  self->scratch = scratch;
  for (guint i = 0; targets != NULL && i < targets->len; i++)
    fail (self, &g_array_index (targets, HwPowerTarget, i));
  do
    {
      spread_life (self);
      solve_racks (self);
      carry_up (self);
      if (!again || self->solution->rounds >= MOST_ROUNDS)
        break;
      self->solution->rounds++;
      again = hw_power_trip (self);
    }
  while (again);
  /* The last one opened none. */
  if (self->solution->rounds > 0 && !again)
    self->solution->rounds--;
  sum_drops (self);
  sum_up (self);
}

HwPowerSolution *
hw_power_solve (HwPower *self, const HwPowerSolution *whole, const GArray *targets)
{
  guint n_racks = MAX (hw_design_bound (self->results->design, HW_TABLE_RACK), 1);
  HwPowerSolving solving = { .power = self, .plan = hw_power_derive (self), .whole = whole };

  solving.conductors = hw_power_conductors (self);
  solving.solution = solution_new (solving.plan, n_racks);
  solving_run (&solving, targets);
  return solving.solution;
}

void
hw_power_update (HwPower *self, HwPowerSolution *solution)
{
  guint n_racks = MAX (hw_design_bound (self->results->design, HW_TABLE_RACK), 1);
  HwPowerSolving solving = { .power = self, .plan = hw_power_derive (self), .solution = solution };

  solving.conductors = hw_power_conductors (self);
  if (n_racks > solution->racks->len)
    g_array_set_size (solution->racks, n_racks);
  solving_run (&solving, NULL);
}
