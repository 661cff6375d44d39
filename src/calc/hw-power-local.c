/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-local.h"

#include <math.h>

#include "hw-results-private.h"

/* What is added at a feed may come to more above it: three times as much on the fullest line, and
 * losses. */
#define ABOVE 4
/* Sums may be rounded in another order than in the solution. */
#define ROUNDING 1e-6
/* More pairs of feed and load than this are for the solution. */
#define MOST_NODES 64

/* What a node gets on top. */
typedef struct
{
  guint node;
  HwPhaseLoad load;
} Added;

/* --- reserve --- */

static double
headroom_w (const HwPowerNode *node, const HwPowerNodeState *state)
{
  double room_w = INFINITY;

  if (!isnan (node->limit_w))
    room_w = node->limit_w - state->stress_w;
  if (!isnan (node->trip_w))
    room_w = fmin (room_w, node->trip_w - state->stress_w);
  return fmax (room_w, 0);
}

static void
list_racks (HwPowerReserve *self, HwPower *power, const HwPowerSolution *whole)
{
  for (HwHandle handle = 1; handle < whole->racks->len; handle++)
    {
      const HwPowerRack *rack = hw_power_derive_rack (power, handle);

      for (guint i = 0; rack != NULL && i < rack->n_taps; i++)
        {
          gpointer *racks = &self->racks->pdata[rack->taps[i].node];

          if (*racks == NULL)
            *racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
          g_array_append_val ((GArray *)*racks, handle);
        }
    }
}

static void
rack_list_free (gpointer data)
{
  if (data != NULL)
    g_array_unref (data);
}

HwPowerReserve *
hw_power_reserve_new (HwPower *power, const HwPowerSolution *whole)
{
  HwPowerReserve *self = g_new0 (HwPowerReserve, 1);
  const HwPowerPlan *plan = whole->plan;

  self->slack_w = g_new0 (double, MAX (plan->nodes->len, 1));
  self->racks = g_ptr_array_new_with_free_func (rack_list_free);
  g_ptr_array_set_size (self->racks, (gint)plan->nodes->len);
  /* Each behind what feeds it; nodes in loops keep 0. */
  for (guint i = 0; i < plan->order->len; i++)
    {
      guint index = g_array_index (plan->order, guint, i);
      const HwPowerNode *node = hw_power_plan_node (plan, index);

      self->slack_w[index] = INFINITY;
      for (guint j = 0; j < node->n_parents; j++)
        {
          guint parent = g_array_index (plan->parents, guint, node->first_parent + j);
          double room_w = headroom_w (hw_power_plan_node (plan, parent),
                                      hw_power_solution_node (whole, parent));

          self->slack_w[index] = fmin (self->slack_w[index], fmin (room_w, self->slack_w[parent]));
        }
    }
  list_racks (self, power, whole);
  return self;
}

void
hw_power_reserve_free (HwPowerReserve *self)
{
  if (self == NULL)
    return;
  g_free (self->slack_w);
  g_ptr_array_unref (self->racks);
  g_free (self);
}

/* --- racks --- */

static void
local_clear (gpointer data)
{
  g_clear_pointer (&((HwPowerLocal *)data)->own, hw_power_rack_free);
}

GArray *
hw_power_locals_new (void)
{
  GArray *racks = g_array_new (FALSE, FALSE, sizeof (HwPowerLocal));

  g_array_set_clear_func (racks, local_clear);
  return racks;
}

static HwPowerLocal *
take_rack (GArray *racks, const HwPowerSolution *whole, HwHandle handle)
{
  HwPowerLocal row
      = { .rack = handle, .live = g_array_index (whole->racks, HwPowerRackState, handle).live };

  for (guint i = 0; i < racks->len; i++)
    if (g_array_index (racks, HwPowerLocal, i).rack == handle)
      return &g_array_index (racks, HwPowerLocal, i);
  g_array_append_val (racks, row);
  return &g_array_index (racks, HwPowerLocal, racks->len - 1);
}

static gboolean
take_feed (HwPower *self,
           const HwPowerReserve *reserve,
           const HwPowerSolution *whole,
           guint node,
           GArray *racks)
{
  const GArray *fed = reserve->racks->pdata[node];

  if (hw_power_plan_node (whole->plan, node)->role != HW_POWER_FEED)
    return FALSE;
  for (guint i = 0; fed != NULL && i < fed->len; i++)
    {
      HwHandle handle = g_array_index (fed, HwHandle, i);
      const HwPowerRack *rack = hw_power_derive_rack (self, handle);
      HwPowerLocal *local = take_rack (racks, whole, handle);

      for (guint tap = 0; tap < rack->n_taps; tap++)
        if (rack->taps[tap].node == node)
          local->live &= ~(1u << tap);
    }
  return TRUE;
}

static gboolean
take_targets (HwPower *self,
              const HwPowerReserve *reserve,
              const HwPowerSolution *whole,
              const GArray *targets,
              GArray *racks)
{
  for (guint i = 0; i < targets->len; i++)
    {
      const HwPowerTarget *target = &g_array_index (targets, HwPowerTarget, i);
      HwPowerLocal *local;

      if (target->node >= 0)
        {
          if (!take_feed (self, reserve, whole, (guint)target->node, racks))
            return FALSE;
          continue;
        }
      local = take_rack (racks, whole, target->rack);
      if (local->own == NULL)
        local->own = hw_power_rack_copy (hw_power_derive_rack (self, target->rack));
      hw_power_rack_fail (local->own, target);
    }
  return TRUE;
}

/* --- whether all of it is carried --- */

static gboolean
bears (double stress_w, double limit_w, double trip_w)
{
  return !(stress_w > limit_w * (1 - ROUNDING)) && !(stress_w > trip_w * (1 - ROUNDING));
}

static gboolean
bears_inside (const HwPowerRack *rack, const HwPowerRackState *state, const HwPhaseLoad *pdus)
{
  for (guint i = 0; i < rack->n_taps; i++)
    if (!(isnan (rack->taps[i].limit_w) && isnan (rack->taps[i].trip_w))
        && !bears (hw_power_tap_stress_w (&rack->taps[i], &state->taps[i]),
                   rack->taps[i].limit_w,
                   rack->taps[i].trip_w))
      return FALSE;
  for (guint i = 0; i < rack->pdus->len; i++)
    {
      const HwPowerRackPdu *pdu = &g_array_index (rack->pdus, HwPowerRackPdu, i);

      if (!bears (
              hw_power_tap_stress_w (&rack->taps[pdu->tap], &pdus[i]), pdu->limit_w, pdu->trip_w))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add (GArray *added, guint node, const HwPhaseLoad *now, const HwPhaseLoad *before)
{
  Added row = { .node = node };
  Added *found = NULL;

  for (guint i = 0; found == NULL && i < added->len; i++)
    if (g_array_index (added, Added, i).node == node)
      found = &g_array_index (added, Added, i);
  if (found == NULL)
    {
      if (added->len >= MOST_NODES)
        return FALSE;
      g_array_append_val (added, row);
      found = &g_array_index (added, Added, added->len - 1);
    }
  hw_phase_load_add (&found->load, now, 1);
  hw_phase_load_add (&found->load, before, -1);
  return TRUE;
}

static gboolean
bears_above (const HwPowerReserve *reserve, const HwPowerSolution *whole, const GArray *added)
{
  for (guint i = 0; i < added->len; i++)
    {
      const Added *row = &g_array_index (added, Added, i);
      const HwPowerNode *node = hw_power_plan_node (whole->plan, row->node);
      HwPowerNodeState state = *hw_power_solution_node (whole, row->node);
      double before_w = state.load_w;

      hw_phase_load_add (&state.load, &row->load, 1);
      state.load_w = hw_phase_load_total (&state.load);
      hw_power_judge_node (node, &state);
      if (!bears (state.stress_w, node->limit_w, node->trip_w)
          || ABOVE * (state.load_w - before_w) > reserve->slack_w[row->node])
        return FALSE;
    }
  return TRUE;
}

gboolean
hw_power_solve_local (HwPower *self,
                      const HwPowerReserve *reserve,
                      const HwPowerSolution *whole,
                      const GArray *targets,
                      GArray *racks)
{
  g_autoptr (GArray) added = g_array_new (FALSE, FALSE, sizeof (Added));

  if (!take_targets (self, reserve, whole, targets, racks))
    return FALSE;
  for (guint i = 0; i < racks->len; i++)
    {
      HwPowerLocal *local = &g_array_index (racks, HwPowerLocal, i);
      const HwPowerRack *rack
          = local->own != NULL ? local->own : hw_power_derive_rack (self, local->rack);
      const HwPowerRackState *before = &g_array_index (whole->racks, HwPowerRackState, local->rack);
      g_autofree HwPhaseLoad *pdus
          = rack->pdus->len > 0 ? g_new0 (HwPhaseLoad, rack->pdus->len) : NULL;

      hw_power_rack_solve (rack, local->live, &local->state, NULL, pdus);
      local->state.live = (guint8)local->live;
      if (!bears_inside (rack, &local->state, pdus))
        return FALSE;
      for (guint tap = 0; tap < rack->n_taps; tap++)
        if ((local->live >> tap & 1) != 0
            && !add (added, rack->taps[tap].node, &local->state.taps[tap], &before->taps[tap]))
          return FALSE;
    }
  return bears_above (reserve, whole, added);
}
