/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-solve-private.h"

/* Which breakers open for what they carry. */

static void
note_trip (HwPowerSolving *self, HwPowerTrip trip)
{
  trip.round = (guint16)self->solution->rounds;
  g_array_append_val (self->solution->trips, trip);
}

/* Whether a breaker opens: over its rating, and more than when all worked. */
static gboolean
opens (double stress_w, double before_w, double trip_w)
{
  return hw_power_exceeds (stress_w, trip_w) && !hw_within (stress_w, before_w);
}

static gboolean
trip_nodes (HwPowerSolving *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->solution->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (self->plan, i);
      HwPowerNodeState *state = hw_power_solving_state (self->solution, i);

      if (!state->live
          || !opens (
              state->stress_w, hw_power_solving_state (self->whole, i)->stress_w, node->trip_w))
        continue;
      self->dead[i] = TRUE;
      state->tripped = (guint16)self->solution->rounds;
      note_trip (self, (HwPowerTrip){ .object = node->object, .role = node->role });
      any = TRUE;
    }
  return any;
}

static gboolean
trip_pdus (HwPowerSolving *self, HwHandle handle)
{
  const HwPowerRack *rack = hw_power_solving_rack (self, handle);
  guint n = rack->pdus->len;
  g_autofree HwPhaseLoad *before = g_new (HwPhaseLoad, MAX (n, 1));
  g_autofree HwPhaseLoad *now = g_new (HwPhaseLoad, MAX (n, 1));
  HwPowerRackState state;
  gboolean any = FALSE;

  if (n == 0)
    return FALSE;
  hw_power_rack_solve (hw_power_derive_rack (self->power, handle),
                       hw_power_solving_rack_state (self->whole, handle)->live,
                       &state,
                       NULL,
                       before);
  hw_power_rack_solve (
      rack, hw_power_solving_rack_state (self->solution, handle)->live, &state, NULL, now);
  for (guint i = 0; i < n; i++)
    {
      const HwPowerRackPdu *pdu
          = &g_array_index (hw_power_solving_rack (self, handle)->pdus, HwPowerRackPdu, i);
      const HwPowerTap *tap = &rack->taps[pdu->tap];

      if (pdu->dead
          || !opens (hw_power_tap_stress_w (tap, &now[i]),
                     hw_power_tap_stress_w (tap, &before[i]),
                     pdu->trip_w))
        continue;
      note_trip (self,
                 (HwPowerTrip){ .object = HW_REF (HW_TABLE_DEVICE, pdu->device),
                                .rack = handle,
                                .role = HW_POWER_RACK_PDU });
      g_array_index (hw_power_solving_own_rack (self, handle)->pdus, HwPowerRackPdu, i).dead = TRUE;
      any = TRUE;
    }
  return any;
}

static gboolean
trip_taps (HwPowerSolving *self, HwHandle handle)
{
  gboolean any = FALSE;

  for (guint i = 0; i < hw_power_solving_rack (self, handle)->n_taps; i++)
    {
      const HwPowerTap *tap = &hw_power_solving_rack (self, handle)->taps[i];

      if (tap->dead
          || !opens (hw_power_tap_stress_w (
                         tap, &hw_power_solving_rack_state (self->solution, handle)->taps[i]),
                     hw_power_tap_stress_w (
                         tap, &hw_power_solving_rack_state (self->whole, handle)->taps[i]),
                     tap->trip_w))
        continue;
      note_trip (self,
                 (HwPowerTrip){ .object = HW_REF (HW_TABLE_RACK, handle),
                                .rack = handle,
                                .role = HW_POWER_TAP,
                                .tap = (guint8)i });
      hw_power_solving_own_rack (self, handle)->taps[i].dead = TRUE;
      any = TRUE;
    }
  return any;
}

static gboolean
trip_racks (HwPowerSolving *self)
{
  gboolean any = FALSE;

  for (HwHandle handle = 1; handle < self->solution->racks->len; handle++)
    {
      if (hw_power_solving_rack (self, handle) == NULL
          || (hw_power_solving_rack_state (self->solution, handle)->live
                  == hw_power_solving_rack_state (self->whole, handle)->live
              && !g_hash_table_contains (self->solution->changed, GUINT_TO_POINTER (handle))))
        continue;
      any = trip_taps (self, handle) || any;
      any = trip_pdus (self, handle) || any;
    }
  return any;
}

gboolean
hw_power_trip (HwPowerSolving *self)
{
  gboolean nodes = trip_nodes (self);

  return trip_racks (self) || nodes;
}
