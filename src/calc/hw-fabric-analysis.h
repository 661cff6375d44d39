/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-failure.h"

G_BEGIN_DECLS

typedef struct
{
  guint ports[HW_N_FABRIC_ROLES]; /* of all switches of a role */
  guint used[HW_N_FABRIC_ROLES];  /* with a working cable */
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

/**
 * hw_fabric_analyse:
 * @failure: (nullable)
 *
 * Bisection is the least bandwidth over the cuts of the end ports into two halves that part leaves,
 * groups of leaves or separate fabrics, ports that a half lacks being cut off one by one. For two
 * tiers, and for whole regular trees, that is the least over all cuts; for others it is no less.
 * The planes of a twin-plane fabric add up.
 */
void hw_fabric_analyse (const HwFabric *fabric,
                        const HwFabricFailure *failure,
                        HwFabricAnalysis *analysis);

G_END_DECLS
