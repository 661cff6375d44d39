/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-grouping.h"
#include "hw-rack-form.h"

G_BEGIN_DECLS

/* Where the nodes of a fabric stand in its diagram: cores above spines above leaves above members,
 * each unit below its leaves, each block below its spines. World units are device units at a scale
 * of 1. A node keeps its place among its neighbours whatever else changes. */

typedef struct
{
  gint32 number; /* of the unit, from 0; negative: members without a place */
  guint16 fabric;
  double x, width;
  guint first_leaf, n_leaves; /* into the layout's order */
  guint first_member, n_members;
} HwFabricUnit;

/* The spines of a block, or the cores of a fabric. */
typedef struct
{
  guint16 fabric;
  guint8 role;
  guint32 block;
  double x, width; /* of the row of switches */
  guint first, n;  /* into the layout's order */
  guint first_unit, n_units;
} HwFabricSet;

typedef struct _HwFabricLayout HwFabricLayout;

/* @fabric: must outlive the layout */
HwFabricLayout *hw_fabric_layout_new (const HwFabric *fabric);
void hw_fabric_layout_free (HwFabricLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFabricLayout, hw_fabric_layout_free)

void hw_fabric_layout_extent (
    const HwFabricLayout *self, double *x, double *y, double *width, double *height);
/* Has the tiers so far apart that the nodes and their captions are @height high, though not closer
 * than by themselves, and not further than their cables are easily followed: for paper and views
 * that have the room. */
void hw_fabric_layout_spread (HwFabricLayout *self, double height);
/* World rectangle of a node. */
HwRackBox hw_fabric_layout_node (const HwFabricLayout *self, guint node);
/* The node at a world point; negative: none. */
gint hw_fabric_layout_node_at (const HwFabricLayout *self, double x, double y);

/* Whether switches, or members, are drawn one by one at a scale: from afar units stand for their
 * members, and sets for their switches. */
gboolean hw_fabric_layout_is_open (const HwFabricLayout *self, double scale, gboolean switches);

/* Top of the row of a role; of members with %HW_N_FABRIC_ROLES. */
double hw_fabric_layout_row (const HwFabricLayout *self, guint role);
/* Returns: (transfer none) (array length=n): from left to right */
const HwFabricUnit *hw_fabric_layout_units (const HwFabricLayout *self, guint *n);
const HwFabricSet *hw_fabric_layout_sets (const HwFabricLayout *self, guint *n);
/* What the members of a unit take up. */
HwRackBox hw_fabric_layout_members (const HwFabricLayout *self, guint unit);
/* Node at a place in the order that units and sets refer to. */
guint hw_fabric_layout_ordered (const HwFabricLayout *self, guint index);
/* The unit of a leaf or member, the set of a spine or core; negative: none. */
gint hw_fabric_layout_home (const HwFabricLayout *self, guint node);

/* Which cables of a level are drawn as one. Returns: (transfer none): found when first asked */
const HwFabricGrouping *
hw_fabric_layout_grouping (HwFabricLayout *self, HwFabricLevel level, HwFabricGroupingKind kind);

G_END_DECLS
