/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-failure.h"

G_BEGIN_DECLS

/**
 * hw_ibsim_write:
 * @failure: (nullable): what is left out
 *
 * The fabric as a netlist of ibsim, the InfiniBand simulator: each cable at both its ends, each
 * adapter a node of its own, the first node one with a cable. InfiniBand tools read it as they read
 * the output of ibnetdiscover.
 *
 * Returns: (transfer full): the text
 */
char *hw_ibsim_write (const HwFabric *fabric, const HwFabricFailure *failure);

/* GUIDs of the switches of the highest tier, one a line: with them as roots OpenSM's fat-tree
 * engine also routes a tree with failed cables. Returns: (transfer full) */
char *hw_ibsim_write_roots (const HwFabric *fabric, const HwFabricFailure *failure);

G_END_DECLS
