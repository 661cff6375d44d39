/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-baseline.h"

G_BEGIN_DECLS

/* What a fabric loses by parts that have failed or are not there yet, beside what it has when
 * whole. Of pairs the first is whole, the second with them out. */
typedef struct
{
  HwFabricFailure *out;   /* what has failed and what is missing */
  guint switches, cables; /* that have failed, each by itself */
  guint members;          /* likewise */
  guint missing;          /* switches still to be placed, where others stand already */
  double bisection_bit_s[2];
  double oversubscription[2]; /* of the worst switch, as cabled; infinite: it has no way up */
  GArray *losses;             /* HwFabricLoss by member */
  guint dead_ports, cut_off_ports;
} HwFabricImpact;

/**
 * hw_fabric_impact_new:
 * @baseline: its fabric must outlive it
 * @failure: (nullable): what has failed
 *
 * Returns: (transfer full) (nullable): %NULL where nothing has failed and nothing is missing
 */
HwFabricImpact *hw_fabric_impact_new (HwFabricBaseline *baseline, const HwFabricFailure *failure);
void hw_fabric_impact_free (HwFabricImpact *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFabricImpact, hw_fabric_impact_free)

/* Flows of all-to-all traffic on the fullest link between switches. It takes the time of routing to
 * every port.
 * @failure: (nullable) */
guint hw_fabric_fullest_link (const HwFabric *fabric, const HwFabricFailure *failure);

G_END_DECLS
