/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-failure.h"

G_BEGIN_DECLS

/* Which members of a fabric lose ports, or are cut off, when parts of it fail, for many questions
 * of one fabric: each costs what fails, not the fabric. */
typedef struct _HwFabricReach HwFabricReach;

/* @fabric: must outlive it */
HwFabricReach *hw_fabric_reach_new (const HwFabric *fabric);
void hw_fabric_reach_free (HwFabricReach *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFabricReach, hw_fabric_reach_free)

void hw_fabric_reach_fail_node (HwFabricReach *self, guint node);
void hw_fabric_reach_fail_cable (HwFabricReach *self, guint cable);
/* All works again, but for that. */
void hw_fabric_reach_take (HwFabricReach *self, const HwFabricFailure *failure);
/* Returns: (transfer none) (element-type guint): cables that do not work, in no order, until the
 * next call */
const GArray *hw_fabric_reach_dead (HwFabricReach *self);
/* What hw_fabric_reach_take() leaves of members that work. Returns: (transfer full) (element-type
 * HwFabricLoss): by member */
GArray *hw_fabric_reach_losses (HwFabricReach *self, const HwFabricFailure *failure);
/* Returns: (transfer none) (element-type guint): members, dead ones too, that have no port left and
 * had some when all worked; in no order, until the next call */
const GArray *hw_fabric_reach_cut_off (HwFabricReach *self);
/* All works again. */
void hw_fabric_reach_reset (HwFabricReach *self);

G_END_DECLS
