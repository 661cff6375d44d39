/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-name.h"

G_BEGIN_DECLS

/* Names and GUIDs under which the nodes of a fabric are known outside: to InfiniBand tools, to
 * Slurm, on cable labels. Names are unique, have at most 63 characters and none that ibsim or a
 * host name refuses; where two nodes are called the same the later one gets a number. GUIDs follow
 * from the ids of members and devices alone, so that no edit elsewhere changes them; those of
 * switches that are not placed follow from their positions. They are of the space that is not
 * assigned to makers. */

#define HW_FABRIC_LABEL_SIZE 64

typedef struct _HwFabricLabels HwFabricLabels;

/* @fabric: must outlive the labels */
HwFabricLabels *hw_fabric_labels_new (const HwFabric *fabric);
void hw_fabric_labels_free (HwFabricLabels *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFabricLabels, hw_fabric_labels_free)

/* Returns: (transfer none): of a switch or member */
const char *hw_fabric_labels_name (const HwFabricLabels *self, guint node);
guint64 hw_fabric_labels_guid (const HwFabricLabels *self, guint node);

/* A member's port is an adapter of its own, with one port, as a ConnectX is: "su1-dgx4-mlx5_2".
 * Returns: @buffer */
const char *hw_fabric_labels_adapter (const HwFabricLabels *self,
                                      guint node,
                                      guint port,
                                      char buffer[HW_FABRIC_LABEL_SIZE]);
guint64 hw_fabric_labels_adapter_guid (const HwFabricLabels *self, guint node, guint port);

G_END_DECLS
