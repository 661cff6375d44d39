/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-problem.h"

G_BEGIN_DECLS

#define HW_FABRIC_NONE G_MAXUINT32

/* Units and blocks that are there, of one tree; those that are not have rank HW_FABRIC_NONE. */
typedef struct
{
  HwFabricTree tree;
  guint first_unit;
  guint32 *unit_rank;
  guint32 *block_rank;
  guint n_units, n_blocks;
} HwFabricShape;

typedef struct
{
  const char *id;
  const char *name;
  HwFabricPlace place;
  double port_bit_s;
  guint16 ports;
  guint8 appliance;
} HwFabricMemberRow;

typedef struct
{
  const char *id;
  const char *name;
  gint32 node;
} HwFabricDeviceRow;

struct _HwFabric
{
  gatomicrefcount references;
  HwFabricRule rule;
  guint units; /* that the rule or the members ask for */
  GStringChunk *strings;

  HwFabricShape *shapes;
  guint n_shapes;
  guint32 *first_leaf; /* node, by fabric * planes + plane */
  guint32 *first_spine;
  guint32 *first_core;

  HwFabricSwitch *switches;
  guint n_switches;
  HwFabricMemberRow *members;
  guint n_members;
  HwFabricDeviceRow *devices;
  guint n_devices;

  guint32 *first_port; /* by node, one more than nodes */
  gint32 *cable_at;    /* by port */
  GArray *cables;      /* HwFabricCable */
  guint n_levels[HW_N_FABRIC_LEVELS];

  guint8 *applied; /* by override */
  guint n_overrides;
  GArray *problems;    /* HwFabricProblem */
  GHashTable *by_name; /* (nullable): id or name → node + 1, made when first asked for */
};

void hw_fabric_report (HwFabric *self, const HwFabricProblem *problem);

/* Gives places to members without one; reports conflicts. Sets self->units. */
void hw_fabric_place_members (HwFabric *self);
/* Whether a place is kept from members that are no appliances, of which there are @nodes. */
gboolean hw_fabric_is_kept (const HwFabricRule *rule, guint nodes, guint unit, guint slot);
/* Which switch each device is, those with a position first, and pins. */
void hw_fabric_assign_devices (HwFabric *self, const HwFabricDescription *description);

/* The leaf at the end of a member's port, and its port; HW_FABRIC_NONE: none. */
guint32
hw_fabric_leaf_of (const HwFabric *self, const HwFabricPlace *place, guint plane, guint *port);

/* Cables of the rule, then the overrides. */
void hw_fabric_lay_cables (HwFabric *self);
void hw_fabric_apply_overrides (HwFabric *self, const HwFabricDescription *description);
/* Puts a cable at both its ports, which must be free. */
void hw_fabric_plug (HwFabric *self, const HwFabricCable *cable);
HwFabricLevel hw_fabric_level_between (const HwFabric *self, guint a, guint b);

/* What overrides made of the cabling. */
void hw_fabric_check (HwFabric *self);

G_END_DECLS
