/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-power-conductor.h"
#include "hw-power-feeder.h"
#include "hw-power-private.h"
#include "hw-results-private.h"

/* What the power network adds up to: losses at any load, chains, the site, and limits of racks. */

/* What a node takes, by the ratings of the live ones of what feeds it. */
static void
share_up (const HwPowerSolution *solution, const HwPowerNode *node, double taken_w, double *load_w)
{
  const HwPowerPlan *plan = solution->plan;
  guint first = node->first_parent, n = node->n_preferred;
  double rating_w = 0;
  guint n_live = 0;
  gboolean by_rating = TRUE;

  for (guint part = 0; part < 2 && n_live == 0; part++)
    {
      if (part == 1)
        {
          first += n;
          n = node->n_parents - n;
        }
      for (guint j = 0; j < n; j++)
        {
          guint parent = g_array_index (plan->parents, guint, first + j);
          double limit_w = hw_power_plan_node (plan, parent)->limit_w;

          if (!hw_power_solution_node (solution, parent)->live)
            continue;
          n_live++;
          by_rating = by_rating && limit_w > 0;
          rating_w += limit_w;
        }
    }
  for (guint j = 0; n_live > 0 && j < n; j++)
    {
      guint parent = g_array_index (plan->parents, guint, first + j);

      if (hw_power_solution_node (solution, parent)->live)
        load_w[parent]
            += taken_w
               * (by_rating ? hw_power_plan_node (plan, parent)->limit_w / rating_w : 1.0 / n_live);
    }
}

/* As hw-power-solve.c carries loads up, by their sums alone. @load_w: by node, what hangs on it;
 * becomes what it delivers. What hangs on feeds, and what their conductors lose, is in what feeds
 * them. Returns: losses of units, and of the conductors between them */
static double
carry_up (HwPower *power, const HwPowerSolution *solution, double *load_w)
{
  const HwPowerPlan *plan = solution->plan;
  const HwPowerConductors *conductors = hw_power_conductors (power);
  double losses_w = 0;

  for (guint i = plan->order->len; i-- > 0;)
    {
      guint index = g_array_index (plan->order, guint, i);
      const HwPowerNode *node = hw_power_plan_node (plan, index);
      HwPowerNodeState state = { 0 };
      double loss_w;

      if (!hw_power_solution_node (solution, index)->live || node->role == HW_POWER_FEED)
        continue;
      state.load_w = load_w[index];
      state.loss_w = hw_loss_model_at (&node->loss, load_w[index]);
      loss_w
          = state.loss_w
            + hw_power_feeder_loss_w (hw_power_conductors_feeder (conductors, index), node, &state);
      losses_w += loss_w;
      share_up (solution, node, load_w[index] + loss_w, load_w);
    }
  return losses_w;
}

/* Conductors lose by the square of their currents. @loss_w: (out): what they lose */
static double *
direct_loads (const HwPowerSolution *solution, double factor, double *loss_w)
{
  double *load_w = g_new0 (double, MAX (solution->nodes->len, 1));

  *loss_w = 0;
  for (guint i = 0; i < solution->nodes->len; i++)
    {
      const HwPowerNodeState *state = hw_power_solution_node (solution, i);

      load_w[i] = state->direct_w * factor + state->direct_loss_w * factor * factor;
      *loss_w += state->direct_loss_w * factor * factor;
    }
  return load_w;
}

double
hw_results_power_loss_w (HwResults *self, double load_factor)
{
  const HwPowerSolution *solution = hw_results_power (self);
  double conductors_w;
  g_autofree double *load_w = direct_loads (solution, load_factor, &conductors_w);

  return conductors_w + carry_up (self->power, solution, load_w);
}

double *
hw_results_power_surge (HwResults *self, const double *more_w)
{
  const HwPowerSolution *solution = hw_results_power_whole (self);
  double conductors_w;
  double *load_w = direct_loads (solution, 1, &conductors_w);

  for (guint i = 0; i < solution->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (solution->plan, i);

      if (node->role == HW_POWER_FEED && hw_power_solution_node (solution, i)->live)
        share_up (solution, node, more_w[node->object.handle], load_w);
    }
  carry_up (self->power, solution, load_w);
  return load_w;
}

guint
hw_results_power_n_unknown_losses (HwResults *self)
{
  const HwPowerPlan *plan = hw_results_power (self)->plan;
  guint n = 0;

  for (guint i = 0; i < plan->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (plan, i);

      n += node->object.table == HW_TABLE_RACK && node->role != HW_POWER_GENERATOR
           && !node->loss.known;
    }
  return n;
}

/* --- chains --- */

/* What the units of a stage of one system let through together. */
typedef struct
{
  double limit_w;
  HwHandle unit;
} Stage;

/* @solution: (nullable): of whose nodes only those that live count */
static Stage
stage_limit (const HwPowerPlan *plan,
             const HwPowerSolution *solution,
             HwHandle power,
             HwPowerRole role,
             HwSide system)
{
  Stage stage = { 0, 0 };

  for (guint i = 0; i < plan->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (plan, i);

      if (node->power != power || node->role != role || node->system != system || node->off
          || node->looped || (solution != NULL && !hw_power_solution_node (solution, i)->live))
        continue;
      if (stage.unit == 0)
        stage.unit = node->object.handle;
      stage.limit_w += node->limit_w;
    }
  return stage;
}

double
hw_power_system_limit_w (HwPower *self, HwHandle power, HwSide system)
{
  double limit_w = NAN;

  for (guint role = HW_POWER_TRANSFORMER; role < HW_POWER_BUS; role++)
    {
      Stage stage = stage_limit (hw_power_derive (self), NULL, power, role, system);

      if (stage.unit != 0 && role != HW_POWER_GENERATOR)
        limit_w = fmin (limit_w, stage.limit_w);
    }
  return limit_w;
}

/* What a chain lives on without the utility: what lasts least counts. */
static void
count_reserves (HwResults *self, const HwPowerNode *node, HwPowerChain *chain)
{
  const HwProduct *product;

  if (node->object.table != HW_TABLE_RACK)
    return;
  product = hw_design_rack_product (self->design, node->object.handle);
  if (node->role == HW_POWER_UPS)
    chain->autonomy_s = fmin (chain->autonomy_s, hw_product_value (product, HW_FIELD_AUTONOMY));
  else if (node->role == HW_POWER_GENERATOR)
    chain->fuel_s = fmin (chain->fuel_s,
                          hw_product_value (product, HW_FIELD_FUEL_VOLUME)
                              / hw_product_value (product, HW_FIELD_FUEL_RATE));
}

HwPowerChain
hw_results_power_chain (HwResults *self, HwHandle power)
{
  const HwPowerSolution *solution = hw_results_power (self);
  const HwPowerRow *row = hw_design_get_power (self->design, power);
  double share = hw_power_scheme_share (row) * hw_power_n_systems (row);
  HwPowerChain chain = { .limit_w = NAN, .autonomy_s = NAN, .fuel_s = NAN };

  for (guint i = 0; i < solution->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (solution->plan, i);
      const HwPowerNodeState *state = hw_power_solution_node (solution, i);

      if (node->power != power)
        continue;
      chain.loss_w += state->loss_w + state->feeder_loss_w;
      chain.n_over += state->over;
      count_reserves (self, node, &chain);
      if (node->role == HW_POWER_UTILITY || node->role == HW_POWER_GENERATOR)
        chain.input_w += state->input_w;
      else if (node->role == HW_POWER_FEED)
        {
          chain.n_feeds++;
          chain.n_dead += !state->live;
          chain.load_w += state->load_w;
        }
      chain.n_units += node->object.table == HW_TABLE_RACK;
    }
  for (guint role = HW_POWER_TRANSFORMER; role < HW_POWER_BUS; role++)
    for (guint system = 0; system < HW_SIDE_RESERVE; system++)
      {
        Stage stage = stage_limit (solution->plan, solution, power, role, system);

        if (stage.unit == 0 || isnan (stage.limit_w)
            || (!isnan (chain.limit_w) && stage.limit_w * share >= chain.limit_w))
          continue;
        chain.limit_w = stage.limit_w * share;
        chain.weakest = stage.unit;
      }
  return chain;
}

/* --- loads --- */

double
hw_results_power_carried (HwResults *self, const HwPowerSolution *solution, HwRef object)
{
  HwHandle handle = hw_design_rack_of (self->design, object);
  const HwPowerRack *rack = hw_results_power_rack (self, solution, handle);
  g_autofree double *loads_w = NULL;
  double wanted_w = 0, carried_w = 0;
  HwPowerRackState state;

  if (rack == NULL)
    return NAN;
  loads_w = g_new (double, MAX (rack->loads->len, 1));
  hw_power_rack_solve (
      rack, g_array_index (solution->racks, HwPowerRackState, handle).live, &state, loads_w, NULL);
  for (guint i = 0; i < rack->loads->len; i++)
    {
      const HwPowerLoad *load = &g_array_index (rack->loads, HwPowerLoad, i);

      if (object.table == HW_TABLE_DEVICE && hw_ref_equal (load->object, object))
        return loads_w[i] / load->power_w;
      wanted_w += load->power_w;
      carried_w += loads_w[i];
    }
  /* What has no supplies of its own fares as its rack does. */
  return wanted_w > 0 ? carried_w / wanted_w : NAN;
}

/* --- limits of racks --- */

static void
narrow (HwPowerRackLimit *least, double limit_w, HwPowerRole role, HwRef object)
{
  if (isnan (limit_w) || (!isnan (least->limit_w) && limit_w >= least->limit_w))
    return;
  *least = (HwPowerRackLimit){ limit_w, role, object };
}

/* From the feed up, as long as there is one way; the units of a stage count together. */
static void
narrow_above (HwResults *self, const HwPowerNode *feed, HwPowerRackLimit *least)
{
  for (guint role = HW_POWER_TRANSFORMER; feed->power != 0 && role < HW_POWER_BUS; role++)
    {
      Stage stage = stage_limit (self->power->plan, NULL, feed->power, role, feed->system);

      if (stage.unit != 0 && role != HW_POWER_GENERATOR)
        narrow (least, stage.limit_w, role, HW_REF (HW_TABLE_RACK, stage.unit));
    }
}

HwPowerRackLimit
hw_power_rack_limit (HwResults *self, HwHandle handle)
{
  const HwPowerRack *rack = hw_power_derive_rack (self->power, handle);
  HwPowerRackLimit least = { .limit_w = NAN };

  for (guint i = 0; rack != NULL && i < rack->n_taps; i++)
    {
      const HwPowerTap *tap = &rack->taps[i];
      const HwPowerNode *feed = hw_power_plan_node (self->power->plan, tap->node);
      double pdus_w = NAN;
      HwHandle pdu = 0;

      narrow (&least, tap->limit_w, HW_POWER_TAP, feed->object);
      narrow (&least, feed->limit_w, HW_POWER_FEED, feed->object);
      narrow_above (self, feed, &least);
      for (guint j = 0; j < rack->pdus->len; j++)
        {
          const HwPowerRackPdu *row = &g_array_index (rack->pdus, HwPowerRackPdu, j);

          if (row->tap != i)
            continue;
          pdus_w = pdu == 0 ? row->limit_w : pdus_w + row->limit_w;
          pdu = row->device;
        }
      narrow (&least, pdus_w, HW_POWER_RACK_PDU, HW_REF (HW_TABLE_DEVICE, pdu));
    }
  if (rack != NULL && rack->n_taps > 2)
    least.limit_w *= rack->n_taps - 1;
  return least;
}
