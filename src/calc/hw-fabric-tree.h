/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Counts of a fat tree: how many leaf, spine and core switches a number of units needs, and how
 * many parallel links join them. Nothing here knows single cables.
 *
 * A *unit* (scalable unit) is the block of members that is repeated; the members of a unit share
 * their leaves. A *block* is the units under one set of spines: all of them with two tiers. */

typedef enum
{
  /* Rail r of every member of a unit ends at the unit's leaves of rail r; the spines of a block
   * serve all its leaves. */
  HW_FABRIC_RAIL_OPTIMISED,
  /* Ports fill the unit's leaves one after the other. */
  HW_FABRIC_PLAIN,
  /* Rail-optimised, and the spines of a block are parted by rail too; cores join the rails. With
   * two tiers nothing joins them: every rail is a fabric of its own. */
  HW_FABRIC_RAIL_GROUPS,
  HW_N_FABRIC_KINDS,
} HwFabricKind;

typedef enum
{
  HW_FABRIC_LEAF,
  HW_FABRIC_SPINE,
  HW_FABRIC_CORE,
  HW_N_FABRIC_ROLES,
} HwFabricRole;

#define HW_FABRIC_MOST_PORTS 254 /* of a switch: InfiniBand numbers ports 1 to 254 */
#define HW_FABRIC_MOST_RAILS 64
#define HW_FABRIC_MOST_SLOTS 65535 /* members of a unit, and units */

/* What a person decides. Zero means "as the rule has it" where the comment says so. */
typedef struct
{
  HwFabricKind kind;
  guint radix;       /* ports of a switch at `port_bit_s` */
  guint cage_ports;  /* of them in one cage: 2 for twin-port OSFP; 0: 1 */
  guint split;       /* links that a leaf's port towards members is split into; 0: 1 */
  double port_bit_s; /* one direction, bit/s */
  guint rails;       /* ports of a member in one plane */
  guint planes;      /* separate trees that each rail has a port in; 0: 1 */
  guint tiers; /* 1 (plain or uplinked ones only), 2, 3; 0: two, three where two do not carry it */
  guint down, up;        /* oversubscription of the leaves, down:up; 0: 1:1 */
  guint down_ports;      /* of a leaf towards members; 0: by `down` and `up` */
  guint leaf_reserve;    /* links towards members that each leaf keeps free */
  guint unit_members;    /* places of a unit; 0: as many as fill one leaf a rail */
  guint unit_reserve;    /* places at the end of the last unit kept from members: UFM, storage */
  guint units;           /* that it is planned for; more where members stand beyond */
  guint block_units;     /* units under one set of spines, three tiers; 0: by the fewest switches */
  guint least_spines;    /* of a set, so that one may fail; 0: 1 */
  gboolean keep_units;   /* units without members keep their switches */
  gboolean share_leaves; /* a leaf may hold the ends of two rails, rail-optimised only */
  /* One tier of any number of units: what joins the leaves, if anything, is another network. */
  gboolean uplinked;
  /* (nullable): what a member's ports are called, before their number from 0; static. %NULL:
   * "mlx5_", as InfiniBand devices are */
  const char *port_stem;
} HwFabricRule;

/* The tree that a rule and a number of units give. Counts are those of one plane. */
typedef struct
{
  guint tiers;
  guint down_ports, up_ports; /* of a leaf, ports of the switch */
  guint down_links;           /* of a leaf: down_ports, or twice as many where they are split */
  guint unit_members;
  guint rail_leaves; /* leaves of one rail in a unit; of plain and shared: of the unit */
  guint unit_leaves;
  guint units;        /* that there is room for */
  guint block_units;  /* units of a block */
  guint blocks;       /* 1 with two tiers */
  guint block_groups; /* sets of spines of a block: 1, or one a rail */
  guint group_leaves; /* leaves under one set of spines */
  guint group_spines; /* 0 with one tier */
  guint bundle;       /* parallel links between a leaf and each spine of its group */
  guint spine_down, spine_up;
  guint set_cores;   /* cores that spines of one number share; there are group_spines such sets */
  guint core_bundle; /* parallel links between a spine and each core of its set */
} HwFabricTree;

/* Why a rule gives no tree. */
typedef enum
{
  HW_FABRIC_FITS,
  HW_FABRIC_BAD_SWITCH, /* the switch has too few or too many ports */
  HW_FABRIC_BAD_RAILS,  /* no rails, or too many */
  HW_FABRIC_BAD_PORTS,  /* down and up ports, reserve and ratio do not fit into the switch */
  HW_FABRIC_BAD_SPLIT,  /* not 1 or 2, or cages would hold both kinds of fibre */
  HW_FABRIC_BAD_TIERS,  /* one tier for other than plain, or more than three */
  HW_FABRIC_BAD_UNIT,   /* a unit is too large for the tiers */
  HW_FABRIC_BAD_BLOCK,  /* a block is too large for its spines */
  HW_FABRIC_TOO_MANY,   /* more units than one tree carries: it takes several */
} HwFabricFit;

/**
 * hw_fabric_tree_resolve:
 * @units: units in one tree, at least 1
 *
 * Down and up ports follow from the ratio; the spines of a group, and the cores of a set, are the
 * fewest that have the ports and divide the links from below into equal bundles. This one rule
 * gives the spine counts of NVIDIA's published two-tier tables (DGX SuperPOD reference
 * architectures for DGX H100, B200 and B300) and, for the published powers of two, as many spines
 * as leaves and half as many cores with three tiers. For other unit counts bundles stay equal, so
 * that there are as many cores as the next power of two has: with unequal bundles links between
 * the same tiers would carry unequal load, and OpenSM's fat-tree engine refuses them. Spines have
 * as many links up as down; oversubscription is at the leaves alone.
 *
 * Blocks are whole: with more than one unit a block, leaves of all its units are counted.
 *
 * Returns: %HW_FABRIC_FITS, and then @tree is set
 */
HwFabricFit hw_fabric_tree_resolve (const HwFabricRule *rule, guint units, HwFabricTree *tree);

/**
 * hw_fabric_tree_capacity:
 * @units: wanted; decides between two and three tiers where the rule leaves that open
 * @most: (out): units that one tree carries at most
 *
 * Returns: %HW_FABRIC_FITS where the rule is sound, whether or not @units fit
 */
HwFabricFit hw_fabric_tree_capacity (const HwFabricRule *rule, guint units, guint *most);

/* Places of a unit by @rule; 0 where the rule is unsound. */
guint hw_fabric_unit_places (const HwFabricRule *rule);

/* Switches of a role when every unit is there. */
guint hw_fabric_tree_count (const HwFabricTree *tree, HwFabricRole role);

/* The leaf of the unit, from 0, and its port, from 1, that a member's rail has. */
static inline guint
hw_fabric_tree_leaf (
    const HwFabricTree *tree, const HwFabricRule *rule, guint slot, guint rail, guint *port)
{
  guint rail_reserve = tree->down_links - rule->leaf_reserve;
  guint place = slot;

  if (rule->kind == HW_FABRIC_PLAIN)
    place = slot * rule->rails + rail;
  else if (rule->share_leaves)
    place = rail * tree->unit_members + slot;
  else
    {
      *port = slot % rail_reserve + 1;
      return rail * tree->rail_leaves + slot / rail_reserve;
    }
  *port = place % rail_reserve + 1;
  return place / rail_reserve;
}

G_END_DECLS
