/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cabling.h"
#include "hw-fabric.h"

G_BEGIN_DECLS

/* Where the ports of a node are. */
typedef struct
{
  guint32 drop;      /* of its rack */
  gint32 height_mm;  /* above the floor */
  guint8 cage_ports; /* of a member: 2 where a cage holds two of its ports, as in a DGX B200; of
                        switches the rule says it */
} HwFabricStand;

/**
 * hw_fabric_cable_links:
 * @stands: by node
 * @slack_m: of each cable
 *
 * The cables of a fabric as links to be laid, in the same order. Cages of switches and members
 * follow from their port numbers: ports 1 and 2 are in the first. Links of split ports have half
 * the speed, and each split port counts as a cage of its own.
 *
 * Returns: (transfer full) (element-type HwCableLink)
 */
GArray *hw_fabric_cable_links (const HwFabric *fabric, const HwFabricStand *stands, double slack_m);

G_END_DECLS
