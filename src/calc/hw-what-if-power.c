/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-what-if-private.h"

#include <math.h>

#include "hw-power-local.h"
#include "hw-results-private.h"

/* --- what stops draws no power --- */

static void
stop_load (HwWhatIfWork *self, HwHandle rack, guint load, double less_w)
{
  HwPowerTarget target = { -1, rack, HW_POWER_LOAD, (guint16)load, 0, less_w };

  g_array_append_val (self->targets, target);
}

void
hw_what_if_stop_rack (HwWhatIfWork *self, HwHandle rack)
{
  const HwPowerRack *power = hw_power_derive_rack (self->results->power, rack);

  for (guint i = 0; power != NULL && i < power->loads->len; i++)
    stop_load (self, rack, i, INFINITY);
}

void
hw_what_if_stop_device (HwWhatIfWork *self, HwHandle device)
{
  HwRef object = HW_REF (HW_TABLE_DEVICE, device);
  HwHandle rack = hw_design_get_device (self->design, device)->object.parent;
  const HwPowerRack *power = hw_power_derive_rack (self->results->power, rack);

  for (guint i = 0; power != NULL && i < power->loads->len; i++)
    if (hw_ref_equal (g_array_index (power->loads, HwPowerLoad, i).object, object))
      {
        stop_load (self, rack, i, INFINITY);
        return;
      }
  if (power != NULL && power->loads->len == 1
      && !g_array_index (power->loads, HwPowerLoad, 0).assumed)
    stop_load (self, rack, 0, hw_what_if_device_w (self->results, device));
}

/* --- power --- */

/* Loads of a rack that are dead now, and were not. Those that stopped by themselves draw nothing
 * and have their outage. */
static void
judge_rack (HwWhatIfWork *self,
            HwHandle handle,
            const HwPowerRack *rack,
            const HwPowerRackState *now)
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
      hw_what_if_set_outage (
          self->out, self->results, HW_REF (HW_TABLE_RACK, handle), HW_OUTAGE_UNPOWERED);
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
        hw_what_if_set_outage (self->out, self->results, load->object, HW_OUTAGE_UNPOWERED);
      else if (now_w[i] > 0 && now_w[i] < before_w[i] && !hw_within (load->power_w, now_w[i]))
        {
          hw_what_if_set_outage (self->out, self->results, load->object, HW_OUTAGE_CAPPED);
          outage = hw_what_if_find (self->out, load->object);
          outage->power_w = now_w[i];
          outage->wanted_w = load->power_w;
        }
    }
}

/* Of what has no power now, until it really stops. */
static void
put_off (HwWhatIfWork *self)
{
  for (guint i = 0; i < self->out->outages->len; i++)
    {
      HwOutage *outage = &g_array_index (self->out->outages, HwOutage, i);

      if (outage->state == HW_OUTAGE_UNPOWERED && outage->round == self->out->rounds)
        outage->seconds = hw_what_if_battery_s (self->out, self->results, outage->rack);
    }
}

static void
solve_network (HwWhatIfWork *self)
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
  if (self->all)
    put_off (self);
}

/* Returns: whether the consequences stay within racks */
static gboolean
solve_local (HwWhatIfWork *self)
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

void
hw_what_if_solve_power (HwWhatIfWork *self)
{
  if (self->targets->len == self->solved)
    return;
  self->solved = self->targets->len;
  g_clear_pointer (&self->out->power, hw_power_solution_free);
  if (!solve_local (self))
    solve_network (self);
}

const HwPowerRackState *
hw_what_if_rack_state (HwWhatIfWork *self, HwHandle rack)
{
  if (self->out->power != NULL)
    return &g_array_index (self->out->power->racks, HwPowerRackState, rack);
  for (guint i = 0; i < self->local->len; i++)
    if (g_array_index (self->local, HwPowerLocal, i).rack == rack)
      return &g_array_index (self->local, HwPowerLocal, i).state;
  return NULL;
}
