/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric.h"

G_BEGIN_DECLS

/* What more members add to a fabric: counted by its rule and its free places, without deriving it
 * anew. Links are those of hw_fabric_count_level(). */
typedef struct
{
  guint members;
  guint ports; /* of these members, that are cabled */
  guint switches[HW_N_FABRIC_ROLES];
  guint links[HW_N_FABRIC_LEVELS];
} HwFabricGrowth;

/**
 * hw_fabric_grow:
 * @members: that take the first free places, each with the rule's ports
 *
 * Returns: %FALSE where the rule gives no tree, before or after
 */
gboolean hw_fabric_grow (const HwFabric *fabric, guint members, HwFabricGrowth *growth);

static inline guint
hw_fabric_growth_switches (const HwFabricGrowth *self)
{
  return self->switches[HW_FABRIC_LEAF] + self->switches[HW_FABRIC_SPINE]
         + self->switches[HW_FABRIC_CORE];
}

G_END_DECLS
