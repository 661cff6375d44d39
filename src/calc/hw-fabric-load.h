/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-route.h"

G_BEGIN_DECLS

/* How much of two traffic patterns each cable carries, as counts of flows between two ports:
 * - all-to-all: one flow from each port to each other one;
 * - rings: of each rail and plane a ring of its ports by place, one flow from each to the next.
 * With `destinations`, the ports to which a cable leads for anyone. */

#define HW_FABRIC_MOST_HOPS 8

typedef struct
{
  guint32 up, down; /* from the lower end to the higher, and back */
} HwFabricFlow;

typedef struct
{
  guint n_cables;
  HwFabricFlow *all_to_all; /* by cable */
  HwFabricFlow *rings;
  HwFabricFlow *destinations;
  guint64 pairs[HW_FABRIC_MOST_HOPS]; /* ordered pairs of ports by switches on the way */
  guint64 unreached;                  /* ordered pairs without a way */
} HwFabricLoad;

/* Takes time in proportion to ports times switches on ways to one of them.
 * @failure: (nullable) */
HwFabricLoad *hw_fabric_load_new (const HwFabric *fabric, const HwFabricFailure *failure);
void hw_fabric_load_free (HwFabricLoad *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFabricLoad, hw_fabric_load_free)

/**
 * hw_fabric_load_worst:
 * @flows: one of the load's
 * @up: (out): its worse direction
 * @level: of that level only; %HW_N_FABRIC_LEVELS: between switches, whatever level
 *
 * Returns: the cable that carries most, the first of several; negative where there is none
 */
gint hw_fabric_load_worst (const HwFabric *fabric,
                           const HwFabricLoad *self,
                           const HwFabricFlow *flows,
                           HwFabricLevel level,
                           gboolean *up);
/* The flows of the link between switches that carries most of all-to-all traffic; 0: there is
 * none. */
guint hw_fabric_load_fullest (const HwFabric *fabric, const HwFabricLoad *self);

G_END_DECLS
