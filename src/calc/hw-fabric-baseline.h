/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-failure.h"

G_BEGIN_DECLS

/* A fabric with all working, counted once, so that a question about failures costs what fails and
 * not what the fabric has. */

typedef struct
{
  guint ports[HW_N_FABRIC_ROLES];  /* of all switches of a role */
  guint used[HW_N_FABRIC_ROLES];   /* with a working cable */
  guint links[HW_N_FABRIC_LEVELS]; /* working cables */
  /* Bandwidth to the tier below over that to the tier above, of leaves and spines: as the rule has
   * it, and the worst switch as cabled. NAN where there is no tier above, infinite where a switch
   * has lost it. */
  double design[HW_FABRIC_CORE];
  double cabled[HW_FABRIC_CORE];
  double bisection_bit_s; /* one direction; 0 where another network joins the leaves */
  guint least_uplinks;    /* link-disjoint ways out of the leaf that has fewest; 0: one tier */
  guint ways_in_group;    /* spines over which two leaves of a group reach each other */
  guint ways_over_core;   /* cores over which leaves of different groups do; 0: two tiers */
} HwFabricAnalysis;

typedef struct _HwFabricBaseline HwFabricBaseline;

/* @fabric: must outlive it */
HwFabricBaseline *hw_fabric_baseline_new (const HwFabric *fabric);
void hw_fabric_baseline_free (HwFabricBaseline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFabricBaseline, hw_fabric_baseline_free)

const HwFabric *hw_fabric_baseline_get_fabric (const HwFabricBaseline *self);

/**
 * hw_fabric_baseline_analyse:
 * @failure: (nullable)
 *
 * Bisection is the least bandwidth over the cuts of the end ports into two halves that part leaves,
 * groups of leaves or separate fabrics, ports that a half lacks being cut off one by one. For two
 * tiers, and for whole regular trees, that is the least over all cuts; for others it is no less.
 * The planes of a twin-plane fabric add up.
 */
void hw_fabric_baseline_analyse (HwFabricBaseline *self,
                                 const HwFabricFailure *failure,
                                 HwFabricAnalysis *analysis);

/* Returns: (transfer full) (element-type HwFabricLoss): by member */
GArray *hw_fabric_baseline_losses (HwFabricBaseline *self, const HwFabricFailure *failure);

/* Returns: (transfer none) (element-type guint): members, failed ones too, that have no port left
 * and had some when all worked; until the next question */
const GArray *hw_fabric_baseline_cut_off (HwFabricBaseline *self, const HwFabricFailure *failure);

/* Returns: (transfer none) (element-type guint): switches still to be placed; none where nothing
 * stands yet, for that is a plan */
const GArray *hw_fabric_baseline_missing (const HwFabricBaseline *self);

G_END_DECLS
