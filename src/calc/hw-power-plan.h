/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-composition.h"
#include "hw-design.h"
#include "hw-loss-model.h"
#include "hw-three-phase.h"

G_BEGIN_DECLS

/* The power network of a design down to its feeds, derived from the rules of the chains, the feeds
 * that name them and what stands on the floor as a unit of them, and patched by overrides. The
 * units of a stage of one system work in parallel on a busbar, which feeds the next stage below
 * that the system has. What hangs on the feeds is hw-power-rack.h. */

/* What a part of a power network is; its keys are "RULE/role/OBJECT". Generators stand beside
 * utility and transformers. */
typedef enum
{
  HW_POWER_UTILITY,
  HW_POWER_TRANSFORMER,
  HW_POWER_GENERATOR,
  HW_POWER_SWITCHGEAR,
  HW_POWER_UPS,
  HW_POWER_PDU,
  HW_POWER_BUS, /* busbar behind the units of a stage that are several; has no key */
  HW_POWER_FEED,
  HW_POWER_TAP, /* from here on in racks */
  HW_POWER_RACK_PDU,
  HW_POWER_SHELF,
  HW_POWER_SUPPLY,
  HW_N_POWER_ROLES,
} HwPowerRole;

/* "ups" and the like; for people, translated: "UPS". */
const char *hw_power_role_name (HwPowerRole role);
const char *hw_power_role_label (HwPowerRole role);
/* The stage that units of that kind are; FALSE: none */
gboolean hw_power_role_of_kind (HwProductKind kind, HwPowerRole *role);

/* --- schemes --- */

/* How many systems a chain has, the reserve of a catcher not counted. */
guint hw_power_n_systems (const HwPowerRow *row);
/* Whether it has that system. */
gboolean hw_power_has_system (const HwPowerRow *row, HwSide system);
/**
 * hw_power_scheme_share:
 *
 * How far each of its systems may be loaded so that the scheme holds when one is lost: (n − 1) / n
 * of n that share, 1 of blocks with a reserve and of a single system.
 */
double hw_power_scheme_share (const HwPowerRow *row);
/* The product that the rule places at a stage; 0: there is no such stage. */
guint32 hw_power_stage_product (const HwPowerRow *row, HwPowerRole role);

/* --- the network --- */

typedef struct
{
  HwHandle power; /* chain; 0: a feed that is a source itself */
  HwRef object;   /* the unit, the feed, or the chain whose utility it is */
  guint8 role;    /* HwPowerRole */
  guint8 system;  /* HwSide */
  guint8 phases;  /* of feeds: 1 or 3 */
  guint8 phase;   /* of feeds on one phase: the line, or the first of two */
  guint8 between; /* of feeds on one phase: connected between two lines */
  guint8 off;     /* by an override */
  guint8 looped;  /* fed by a ring, and so by nothing */
  guint8 ring;    /* a part of that ring */
  HwLossModel loss;
  double limit_w;      /* that it delivers for long; NAN: not known */
  double trip_w;       /* beyond it its breaker opens; NAN: it has none */
  double voltage_v;    /* line to line */
  double ohm_per_m;    /* of feeds: of each conductor on to the racks; NAN: not known */
  double length_m;     /* of the conductor to it, by an override; NAN: by where it stands */
  double power_factor; /* of its load */
  guint first_parent, n_parents; /* in `parents` */
  guint n_preferred;             /* of these that feed it as long as one of them lives */
} HwPowerNode;

typedef struct
{
  GArray *nodes;         /* HwPowerNode */
  GArray *parents;       /* guint: nodes */
  GArray *order;         /* guint: nodes, each behind what feeds it; those in loops are left out */
  GArray *feeds;         /* guint by handle: node + 1 */
  GArray *units;         /* guint by handle of a rack: node + 1 */
  GArray *bad_overrides; /* HwHandle */
  gboolean waiting;      /* some override names what is gone and may come back */
  GHashTable *inside;    /* rack → GArray of HwHandle: overrides of what is in it */
} HwPowerPlan;

HwPowerPlan *hw_power_plan_new (HwDesign *design, const HwMoment *moment);
void hw_power_plan_free (HwPowerPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPowerPlan, hw_power_plan_free)

static inline HwPowerNode *
hw_power_plan_node (const HwPowerPlan *self, guint node)
{
  return &g_array_index (self->nodes, HwPowerNode, node);
}

/* The node that a feed, or a unit on the floor, is; -1: none. */
gint hw_power_plan_find (const HwPowerPlan *self, HwRef object);
/* The node that a key names, or the id of a feed or unit alone; -1: none */
gint hw_power_plan_find_key (const HwPowerPlan *self, HwDesign *design, const char *key);
/* The unit on a floor that feeds a node, the first where there are several; 0: none */
HwHandle hw_power_plan_unit_above (const HwPowerPlan *self, guint node);
/* Returns: (transfer full) (nullable): "u5s…/ups/r8k…", of a feed its id, of the utility
 * "u5s…/utility/a"; %NULL of a busbar */
char *hw_power_node_key (HwDesign *design, const HwPowerNode *node);
/* Returns: (transfer full): its name for people */
char *hw_power_node_name (HwDesign *design, const HwPowerNode *node);

/* "a" to "d", "reserve", as keys have it. */
const char *hw_power_system_name (HwSide system);
/* For people, translated. */
const char *hw_power_system_label (HwSide system);

G_END_DECLS
