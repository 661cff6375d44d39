/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-power.h"

G_BEGIN_DECLS

/* What HwResults keeps of its power network. */
typedef struct _HwPower HwPower;
struct _HwPower
{
  HwResults *results;
  HwPowerPlan *plan;      /* NULL: to be derived */
  GPtrArray *racks;       /* HwPowerRack by handle, NULL where there is none */
  GArray *known;          /* guint8 by handle: `racks` is right */
  HwPowerSolution *whole; /* NULL: to be solved; its rack states are kept through edits of racks */
  gboolean current;       /* `whole` is summed up */
  struct _HwPowerConductors *conductors; /* NULL: to be derived */
  struct _HwPowerReserve *reserve;       /* NULL: to be found */
  GPtrArray *problems;                   /* HwProblem; NULL: to be found */
};

HwPower *hw_power_new (HwResults *results);
void hw_power_free (HwPower *self);

/* Forgets everything: the design, its phase, or what all depends on is another. */
void hw_power_reset (HwPower *self);
/* A rack or something in it has changed, come or gone. */
void hw_power_touch_rack (HwPower *self, HwHandle rack);
/* Takes in a change of a design. */
void hw_power_take (HwPower *self, const HwChangeSet *set);

/* Derives what is not yet. */
const HwPowerPlan *hw_power_derive (HwPower *self);
const HwPowerRack *hw_power_derive_rack (HwPower *self, HwHandle rack);

/* In place of a role: a load that stops, or draws less. */
#define HW_POWER_LOAD HW_N_POWER_ROLES

/* A part of the network that can fail. */
typedef struct
{
  gint node; /* of the plan; -1: it is in a rack */
  HwHandle rack;
  guint8 role;   /* HwPowerRole */
  guint16 index; /* tap, rack PDU, unit, load */
  guint16 part;  /* supply of a shelf; 0: all of it */
  double less_w; /* of a load: what it does not draw any more */
} HwPowerTarget;

/* Returns: whether the network has a part of that key */
gboolean hw_power_find_target (HwPower *self, const char *key, HwPowerTarget *target);
/* Appends a part unless it is there already. @targets: (element-type HwPowerTarget) */
void hw_power_add_target (GArray *targets, const HwPowerTarget *target);

/* Fails a part of a rack. */
void hw_power_rack_fail (HwPowerRack *rack, const HwPowerTarget *target);
/* Currents, stress and overload of a node, from its load. */
void hw_power_judge_node (const HwPowerNode *node, HwPowerNodeState *state);
/* Returns: (transfer none): of the network with all working, until the next change */
const struct _HwPowerReserve *hw_power_reserve (HwPower *self);

/* Solves it anew. @whole: (nullable): as it is with all working, of the same plan; @targets:
 * (element-type HwPowerTarget) (nullable) */
HwPowerSolution *
hw_power_solve (HwPower *self, const HwPowerSolution *whole, const GArray *targets);
/* Works out the racks of @solution, which has nothing failed, that are not known, and sums up. */
void hw_power_update (HwPower *self, HwPowerSolution *solution);

/* What the units of the weakest stage of a system let through together: W; NAN: not known. Solves
 * nothing. */
double hw_power_system_limit_w (HwPower *self, HwHandle power, HwSide system);
/* Appends what all chains lack. @needs: (element-type HwNeed) */
void hw_power_add_needs (HwResults *self, GArray *needs);

/* Returns: (transfer none): until the next change */
const struct _HwPowerConductors *hw_power_conductors (HwPower *self);
/* Appends what is wrong with how chains are fed and reach their racks. @problems: (element-type
 * HwProblem) */
void hw_power_check_distribution (HwPower *self, GPtrArray *problems);
/* Returns: (transfer none) (element-type HwProblem): until the next change */
GPtrArray *hw_power_problems (HwPower *self);

G_END_DECLS
