/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric.h"

G_BEGIN_DECLS

/* Which cables of a level run between the same ends, for pictures that draw them as one. It is
 * found once for a layout and not for each picture of it. */

typedef enum
{
  HW_FABRIC_GROUPING_PAIRS,  /* the same two nodes */
  HW_FABRIC_GROUPING_LEAVES, /* a leaf and a unit or set, of one rail */
  HW_FABRIC_GROUPING_HOMES,  /* the same units and sets */
  HW_N_FABRIC_GROUPINGS,
} HwFabricGroupingKind;

typedef struct
{
  guint32 first, n; /* of its cables; never none */
} HwFabricCableGroup;

typedef struct
{
  GArray *groups;  /* HwFabricCableGroup */
  guint32 *cables; /* by group, in their order */
} HwFabricGrouping;

/* Of a unit, set or other group of nodes; negative: the node has none. */
typedef gint (*HwFabricHome) (gconstpointer data, guint node);

/**
 * hw_fabric_grouping_new:
 * @order: (array): nodes, those of one home together
 * @home_of: the home of a node
 * @n_homes: of units and sets, from 0
 */
HwFabricGrouping *hw_fabric_grouping_new (const HwFabric *fabric,
                                          HwFabricLevel level,
                                          HwFabricGroupingKind kind,
                                          const guint32 *order,
                                          HwFabricHome home_of,
                                          guint n_homes,
                                          gconstpointer data);
void hw_fabric_grouping_free (HwFabricGrouping *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFabricGrouping, hw_fabric_grouping_free)

G_END_DECLS
