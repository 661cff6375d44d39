/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-tree.h"

G_BEGIN_DECLS

/* A fabric derived from a rule and its members: every switch with its role, every cable with both
 * ports, patched by overrides. It knows no design: members and switches are what the caller says,
 * and keep the caller's ids. What is wrong is told by hw-fabric-problem.h.
 *
 * Nodes are numbered: switches from 0, members after them in the caller's order. Ports of a node
 * are numbered from 1. A derived fabric never changes; derive another. */

/* Where a member or switch stands in the fabric; kept by the caller once given, so that an edit
 * elsewhere moves no cable that is there. Of switches `unit` is the group over all trees and
 * planes: that of a leaf is its unit · planes + plane, those of spines and cores count in the same
 * way. */
typedef struct
{
  gint32 unit; /* from 0; negative: not given */
  gint32 slot; /* in the unit, from 0 */
  gint32 rail; /* of its first port; 0 but for appliances */
} HwFabricPlace;

#define HW_FABRIC_NO_PLACE ((HwFabricPlace){ -1, -1, 0 })

typedef struct
{
  const char *id;     /* of the stored object, for keys of overrides */
  const char *name;   /* (nullable): for people */
  guint ports;        /* into this fabric, over all planes; 0: those of the rule */
  double port_bit_s;  /* 0: as the fabric's */
  gboolean appliance; /* UFM, storage, gateway: takes single ports, from the last place backwards */
  HwFabricPlace place;
} HwFabricMember;

/* A switch that is placed somewhere, to be used for the fabric. */
typedef struct
{
  const char *id;
  const char *name;  /* (nullable) */
  HwFabricRole role; /* %HW_N_FABRIC_ROLES: any */
  /* (nullable): the name of the switch that it is, as by hw_fabric_switch_name(); kept by the
   * caller once given */
  const char *position;
  guint ports; /* at the fabric's speed */
} HwFabricDevice;

typedef enum
{
  HW_FABRIC_MOVE,   /* the cable at `at` has its other end at `to` */
  HW_FABRIC_DELETE, /* there is no cable at `at` */
  HW_FABRIC_ADD,    /* there is a cable from `at` to `to` */
  HW_FABRIC_PIN,    /* the device `at` is the switch named `to`, whatever its position */
} HwFabricChange;

/* `at` and `to` are "ID:PORT" with the id of a member or device; for a switch that no device
 * stands for, its name as by hw_fabric_switch_name(). */
typedef struct
{
  HwFabricChange change;
  const char *at;
  const char *to;
} HwFabricOverride;

typedef struct
{
  HwFabricRule rule;
  const HwFabricMember *members;
  guint n_members;
  const HwFabricDevice *devices;
  guint n_devices;
  const HwFabricOverride *overrides;
  guint n_overrides;
} HwFabricDescription;

typedef enum
{
  HW_FABRIC_CABLE_MEMBER, /* member to leaf */
  HW_FABRIC_CABLE_SPINE,  /* leaf to spine */
  HW_FABRIC_CABLE_CORE,   /* spine to core */
  HW_FABRIC_CABLE_OTHER,  /* added or moved between other nodes */
  HW_N_FABRIC_LEVELS,
} HwFabricLevel;

typedef struct
{
  guint32 low, high; /* nodes; the higher tier is `high` */
  guint8 low_port, high_port;
  guint8 level;   /* HwFabricLevel */
  guint8 changed; /* by an override */
} HwFabricCable;

/* A switch that the rule needs. */
typedef struct
{
  guint8 role;    /* HwFabricRole */
  guint8 plane;   /* from 0 */
  guint8 ports;   /* links that it can take: ports, split ones twice */
  guint16 fabric; /* 0, more where one tree does not carry all units */
  guint32 group;  /* leaf: unit; spine: set of spines; core: set of cores */
  guint32 index;  /* in its group */
  gint32 device;  /* index into the devices; negative: still to be placed */
} HwFabricSwitch;

typedef struct _HwFabric HwFabric;

/**
 * hw_fabric_derive:
 * @description: read only while deriving; the strings are copied
 *
 * Members without a place and devices without a position get the first free one. A rule that gives
 * no tree yields a fabric without switches and cables, and a problem.
 *
 * Returns: (transfer full): never %NULL
 */
HwFabric *hw_fabric_derive (const HwFabricDescription *description);
/* The same without cables, for who asks where members and switches stand only. */
HwFabric *hw_fabric_derive_places (const HwFabricDescription *description);
/* Ends with the last of those who hold it. */
void hw_fabric_free (HwFabric *self);
/* Keeps it for another, who may read it in a thread of its own; looking for names is for the thread
 * that derived it. Returns: (transfer full) */
HwFabric *hw_fabric_hold (const HwFabric *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFabric, hw_fabric_free)

/* The rule with its zeros filled in. */
const HwFabricRule *hw_fabric_get_rule (const HwFabric *self);
/* Separate fabrics: more than 1 where one does not carry all units. Planes are not counted. */
guint hw_fabric_count_trees (const HwFabric *self);
/* The counts of one; (nullable) where the rule gives no tree. */
const HwFabricTree *hw_fabric_get_tree (const HwFabric *self, guint fabric);

guint hw_fabric_count_switches (const HwFabric *self);
guint hw_fabric_count_members (const HwFabric *self);
/* Switches and members. */
guint hw_fabric_count_nodes (const HwFabric *self);
const HwFabricSwitch *hw_fabric_get_switch (const HwFabric *self, guint node);
/* Returns: (transfer none) (array length=n) */
const HwFabricCable *hw_fabric_get_cables (const HwFabric *self, guint *n);

/* The set of spines of its tree that a leaf is cabled to, or that a spine is one of. */
guint hw_fabric_group (const HwFabric *self, guint node);

/* Switches of a role, in all fabrics and planes; `placed`: those that a device stands for. */
guint hw_fabric_count_role (const HwFabric *self, HwFabricRole role, guint *placed);
/* Links of a level. */
guint hw_fabric_count_level (const HwFabric *self, HwFabricLevel level);
/* The same as published tables count them: of a twin-plane fabric a cage that holds a link of each
 * plane is one cable of twice the speed. */
guint hw_fabric_count_cables (const HwFabric *self, HwFabricLevel level);

static inline gboolean
hw_fabric_is_switch (const HwFabric *self, guint node)
{
  return node < hw_fabric_count_switches (self);
}
/* Whether its leaves are the trays of backplanes, as those of NVLink, and it has no cables to lay.
 */
static inline gboolean
hw_fabric_is_backplane (const HwFabric *self)
{
  return hw_fabric_get_rule (self)->uplinked && hw_fabric_get_rule (self)->kind != HW_FABRIC_PLAIN;
}
/* Index into the description's members of a node that is one. */
static inline guint
hw_fabric_member_of (const HwFabric *self, guint node)
{
  return node - hw_fabric_count_switches (self);
}

/* Where a member stands; unit negative where it has no place. */
HwFabricPlace hw_fabric_get_place (const HwFabric *self, guint member);
gboolean hw_fabric_is_appliance (const HwFabric *self, guint member);
/* The switch that a device is; negative: none, it is spare. */
gint hw_fabric_device_switch (const HwFabric *self, guint device);
/* Rail and plane of a member's port. */
void
hw_fabric_port_rail (const HwFabric *self, guint member, guint port, guint *rail, guint *plane);

guint hw_fabric_count_ports (const HwFabric *self, guint node);
/* Index of the cable at a port; negative: none. */
gint hw_fabric_cable_at (const HwFabric *self, guint node, guint port);
guint hw_fabric_count_used (const HwFabric *self, guint node);
/* The node at the other end of a cable, and its port. */
guint hw_fabric_other_end (const HwFabricCable *cable, guint node, guint *port);

/* Whether an override had something to change; where not it is idle. */
gboolean hw_fabric_override_applied (const HwFabric *self, guint override);

G_END_DECLS
