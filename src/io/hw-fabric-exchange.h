/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric.h"

G_BEGIN_DECLS

/* A fabric in the formats of other programs. All are UTF-8 text, (transfer full). Nodes are named
 * as by hw-fabric-labels.h. */

/* For Graphviz: an edge for all cables between two nodes, with their number, tiers above each
 * other. */
char *hw_fabric_write_dot (const HwFabric *fabric);

/* Slurm's topology.conf for the tree plug-in: units stand for switches, and blocks of units with
 * three tiers, because the plug-in knows no node under several switches, and those of a rail fabric
 * are under one for each rail. */
char *hw_fabric_write_slurm (const HwFabric *fabric);

/* Topology file of IBDM (ibdiagnet, ibtopodiff).
 * @switch_type: name of the switch's IBNL definition, e.g. its product's */
char *hw_fabric_write_ibdm (const HwFabric *fabric, const char *switch_type);

G_END_DECLS
