/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "hw-power-conductor.h"
#include "hw-power-private.h"
#include "hw-results-private.h"

G_BEGIN_DECLS

/* A power network in the course of being solved, for hw-power-solve.c and hw-power-trip.c. */

typedef struct
{
  HwPower *power;
  const HwPowerPlan *plan;
  const HwPowerSolution *whole; /* nullable */
  const HwPowerConductors *conductors;
  HwPowerSolution *solution;
  guint8 *dead;    /* by node: failed or tripped */
  GArray *scratch; /* HwPhaseLoad: of rack PDUs */
} HwPowerSolving;

static inline HwPowerNodeState *
hw_power_solving_state (const HwPowerSolution *self, guint node)
{
  return &g_array_index (self->nodes, HwPowerNodeState, node);
}

static inline HwPowerRackState *
hw_power_solving_rack_state (const HwPowerSolution *self, HwHandle rack)
{
  return &g_array_index (self->racks, HwPowerRackState, rack);
}

static inline const HwPowerRack *
hw_power_solving_rack (HwPowerSolving *self, HwHandle rack)
{
  const HwPowerRack *changed
      = g_hash_table_lookup (self->solution->changed, GUINT_TO_POINTER (rack));

  return changed != NULL ? changed : hw_power_derive_rack (self->power, rack);
}

static inline gboolean
hw_power_exceeds (double stress_w, double limit_w)
{
  return !isnan (limit_w) && !hw_within (stress_w, limit_w);
}

/* A rack to be changed, which from then on stands for the one of the plan. */
HwPowerRack *hw_power_solving_own_rack (HwPowerSolving *self, HwHandle handle);

/* hw-power-trip.c: opens the breakers that carry too much in this round. Returns: whether any did
 */
gboolean hw_power_trip (HwPowerSolving *self);

G_END_DECLS
