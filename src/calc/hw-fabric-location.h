/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-name.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* Where the nodes of a fabric stand, and how its schedules write their ports. */

typedef struct
{
  const char *rack; /* (nullable): not placed yet */
  const char *unit; /* (nullable): "12"; at the side of its rack it has none */
} HwFabricLocation;

typedef struct
{
  HwFabricLocation *nodes; /* by node */
  GStringChunk *texts;
} HwFabricLocations;

/* @fabric: one that is derived. Returns: (transfer full): until the next change of the design */
HwFabricLocations *hw_fabric_locations_new (HwResults *results, HwHandle fabric);
void hw_fabric_locations_free (HwFabricLocations *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFabricLocations, hw_fabric_locations_free)

/* As the operating system of its switches writes their ports. */
HwFabricPortStyle hw_fabric_port_style (const HwFabric *fabric);

/* Neighbouring ports of a switch whose cables go to neighbouring ports of one node, or are free:
 * one line of its port map. */
typedef struct
{
  guint port, n;  /* from 1, how many */
  gint far;       /* node; negative: free */
  guint far_port; /* of the first cable */
} HwFabricPortRun;

/* Returns: (transfer full) (element-type HwFabricPortRun): all ports of a switch, in order */
GArray *hw_fabric_port_runs (const HwFabric *fabric, guint node);

G_END_DECLS
