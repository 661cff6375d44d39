/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-power-private.h"

G_BEGIN_DECLS

/* Failures whose consequences stay within racks, found without solving the network: what the feeds
 * of a rack take over for each other they carry, and so does all above them. Where that is not
 * sure it says so, and the network has to be solved. */

/* What each feed may take on top, known once for a network with all working. */
typedef struct _HwPowerReserve
{
  double *slack_w;  /* by node: the least headroom above it; 0: something there is full */
  GPtrArray *racks; /* GArray of HwHandle by node; NULL: none */
} HwPowerReserve;

HwPowerReserve *hw_power_reserve_new (HwPower *self, const HwPowerSolution *whole);
void hw_power_reserve_free (HwPowerReserve *self);

/* A rack with parts or feeds failed. */
typedef struct
{
  HwHandle rack;
  HwPowerRack *own; /* with the parts failed; NULL: its feeds alone have */
  guint live;       /* taps whose feed is, as bits */
  HwPowerRackState state;
} HwPowerLocal;

/* Returns: (transfer full) (element-type HwPowerLocal): an empty one, which owns its racks */
GArray *hw_power_locals_new (void);

/**
 * hw_power_solve_local:
 * @targets: (element-type HwPowerTarget)
 * @racks: (inout) (element-type HwPowerLocal): gets the racks that @targets touch, as
 *   hw_power_solve() would have them
 *
 * Returns: %FALSE where it cannot be told
 */
gboolean hw_power_solve_local (HwPower *self,
                               const HwPowerReserve *reserve,
                               const HwPowerSolution *whole,
                               const GArray *targets,
                               GArray *racks);

G_END_DECLS
