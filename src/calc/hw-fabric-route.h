/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-failure.h"

G_BEGIN_DECLS

/* Destination-based routing of a fabric: as in InfiniBand, a switch forwards by destination alone,
 * so that all traffic to a port takes one link from each switch.
 *
 * Ways go up and then down (no packet turns up again, so there is no deadlock), by the fewest
 * switches. Among equal links the choice is d-mod-k: destinations are numbered along the leaves,
 * and the number selects the link, so that consecutive destinations part over all spines and then
 * over all cores (E. Zahavi, G. Johnson, D. Kerbyson, M. Lang, "Optimized InfiniBand fat-tree
 * routing for shift all-to-all communication patterns", 2010). For regular trees every link of a
 * tier carries as many destinations as OpenSM's fat-tree engine gives it.
 *
 * Tables are made for one destination at a time: hw_fabric_routing_seek(), then
 * hw_fabric_routing_next() for any switch. Destinations of one leaf cost little after the first. */

typedef struct
{
  guint32 node; /* a member */
  guint32 port;
  guint32 leaf; /* the switch where it ends */
  guint32 cable;
} HwFabricEnd;

typedef struct _HwFabricRouting HwFabricRouting;

/**
 * hw_fabric_routing_new:
 * @fabric: must outlive the routing
 * @failure: (nullable): what is not there
 */
HwFabricRouting *hw_fabric_routing_new (const HwFabric *fabric, const HwFabricFailure *failure);
void hw_fabric_routing_free (HwFabricRouting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFabricRouting, hw_fabric_routing_free)

/* Returns: (transfer none) (array length=n): members' ports with a working cable to a switch, by
 * switch and its port */
const HwFabricEnd *hw_fabric_routing_ends (const HwFabricRouting *self, guint *n);

void hw_fabric_routing_seek (HwFabricRouting *self, guint destination);
/* The cable that leads from a switch to the destination; negative: no way, or it ends here. */
gint hw_fabric_routing_next (const HwFabricRouting *self, guint node);
/* Switches on the way from one, it and the last among them; 0: no way. */
guint hw_fabric_routing_hops (const HwFabricRouting *self, guint node);
/* Returns: (transfer none) (array length=n): switches that have a way to the destination, each
 * before the one that it forwards to; the last is the destination's */
const guint32 *hw_fabric_routing_order (const HwFabricRouting *self, guint *n);

G_END_DECLS
