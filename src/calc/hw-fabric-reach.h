/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-failure.h"

G_BEGIN_DECLS

/* Which members of a fabric are cut off when parts of it fail, for many questions of one fabric:
 * each costs what fails, not the fabric. Ports count as in hw_fabric_failure_losses(). */
typedef struct _HwFabricReach HwFabricReach;

/* @fabric: must outlive it */
HwFabricReach *hw_fabric_reach_new (const HwFabric *fabric);
void hw_fabric_reach_free (HwFabricReach *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFabricReach, hw_fabric_reach_free)

void hw_fabric_reach_fail_node (HwFabricReach *self, guint node);
void hw_fabric_reach_fail_cable (HwFabricReach *self, guint cable);
/* Returns: (transfer none) (element-type guint): members, dead ones too, that have no port left and
 * had some when all worked; in no order, until the next call */
const GArray *hw_fabric_reach_cut_off (HwFabricReach *self);
/* All works again. */
void hw_fabric_reach_reset (HwFabricReach *self);

G_END_DECLS
