/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-private.h"

/* The cables that the rule gives. */

guint32
hw_fabric_leaf_of (const HwFabric *self, const HwFabricPlace *place, guint plane, guint *port)
{
  for (guint i = 0; i < self->n_shapes; i++)
    {
      const HwFabricShape *shape = &self->shapes[i];
      const HwFabricTree *tree = &shape->tree;
      guint unit, leaf, rail;

      if (place->unit < 0 || (guint)place->unit < shape->first_unit
          || (guint)place->unit >= shape->first_unit + tree->units)
        continue;
      unit = (guint)place->unit - shape->first_unit;
      rail = (guint)place->rail;
      if ((guint)place->slot < tree->unit_members)
        leaf = hw_fabric_tree_leaf (tree, &self->rule, (guint)place->slot, rail, port);
      else
        {
          /* The leaves' reserve: after the links to members, on the last leaf of the rail. */
          *port = tree->down_links - self->rule.leaf_reserve
                  + ((guint)place->slot - tree->unit_members) + 1;
          leaf = tree->unit_leaves == tree->rail_leaves ? rail % tree->unit_leaves
                                                        : (rail + 1) * tree->rail_leaves - 1;
        }
      return self->first_leaf[i * self->rule.planes + plane]
             + shape->unit_rank[unit] * tree->unit_leaves + leaf;
    }
  return HW_FABRIC_NONE;
}

HwFabricLevel
hw_fabric_level_between (const HwFabric *self, guint a, guint b)
{
  guint tier_a = a < self->n_switches ? self->switches[a].role + 1u : 0;
  guint tier_b = b < self->n_switches ? self->switches[b].role + 1u : 0;

  if (tier_a + 1 != tier_b && tier_b + 1 != tier_a)
    return HW_FABRIC_CABLE_OTHER;
  return MIN (tier_a, tier_b);
}

void
hw_fabric_plug (HwFabric *self, const HwFabricCable *cable)
{
  gint32 *low = &self->cable_at[self->first_port[cable->low] + cable->low_port - 1];
  gint32 *high = &self->cable_at[self->first_port[cable->high] + cable->high_port - 1];

  g_assert (*low < 0 && *high < 0);
  *low = *high = (gint32)self->cables->len;
  g_array_append_vals (self->cables, cable, 1);
  self->n_levels[cable->level]++;
}

static void
plug (HwFabric *self, guint low, guint low_port, guint high, guint high_port, HwFabricLevel level)
{
  HwFabricCable cable = { .low = low,
                          .high = high,
                          .low_port = (guint8)low_port,
                          .high_port = (guint8)high_port,
                          .level = (guint8)level };

  hw_fabric_plug (self, &cable);
}

static void
lay_members (HwFabric *self)
{
  guint planes = self->rule.planes;

  for (guint i = 0; i < self->n_members; i++)
    {
      const HwFabricMemberRow *member = &self->members[i];

      for (guint port = 1; port <= member->ports && member->place.unit >= 0; port++)
        {
          HwFabricPlace end = member->place;
          guint leaf_port;
          guint32 leaf;

          end.rail += (gint32)((port - 1) / planes);
          if ((guint)end.rail >= self->rule.rails)
            break;
          leaf = hw_fabric_leaf_of (self, &end, (port - 1) % planes, &leaf_port);
          if (leaf != HW_FABRIC_NONE)
            plug (self, self->n_switches + i, port, leaf, leaf_port, HW_FABRIC_CABLE_MEMBER);
        }
    }
}

/* Ports of a spine follow the place of the leaf in its block, and ports of a core that of the
 * group, whether or not others are there: so what comes later finds its ports free. */
static void
lay_spines (HwFabric *self, const HwFabricShape *shape, guint at)
{
  const HwFabricTree *tree = &shape->tree;
  guint unit_leaves = tree->unit_leaves / tree->block_groups;

  for (guint unit = 0; unit < tree->units; unit++)
    for (guint leaf = 0; leaf < tree->unit_leaves && shape->unit_rank[unit] != HW_FABRIC_NONE;
         leaf++)
      {
        guint node = self->first_leaf[at] + shape->unit_rank[unit] * tree->unit_leaves + leaf;
        guint block = shape->block_rank[unit / tree->block_units];
        guint group = block * tree->block_groups + leaf / unit_leaves;
        guint place = unit % tree->block_units * unit_leaves + leaf % unit_leaves;

        for (guint i = 0; i < tree->group_spines * tree->bundle; i++)
          plug (self,
                node,
                tree->down_links + i + 1,
                self->first_spine[at] + group * tree->group_spines + i / tree->bundle,
                place * tree->bundle + i % tree->bundle + 1,
                HW_FABRIC_CABLE_SPINE);
      }
}

static void
lay_cores (HwFabric *self, const HwFabricShape *shape, guint at)
{
  const HwFabricTree *tree = &shape->tree;
  guint groups = tree->blocks * tree->block_groups;

  for (guint group = 0; group < groups; group++)
    {
      guint rank = shape->block_rank[group / tree->block_groups];

      if (rank == HW_FABRIC_NONE)
        continue;
      rank = rank * tree->block_groups + group % tree->block_groups;
      for (guint spine = 0; spine < tree->group_spines; spine++)
        for (guint i = 0; i < tree->spine_up; i++)
          plug (self,
                self->first_spine[at] + rank * tree->group_spines + spine,
                tree->spine_down + i + 1,
                self->first_core[at] + spine * tree->set_cores + i / tree->core_bundle,
                group * tree->core_bundle + i % tree->core_bundle + 1,
                HW_FABRIC_CABLE_CORE);
    }
}

void
hw_fabric_lay_cables (HwFabric *self)
{
  lay_members (self);
  for (guint i = 0; i < self->n_shapes * self->rule.planes; i++)
    lay_spines (self, &self->shapes[i / self->rule.planes], i);
  for (guint i = 0; i < self->n_shapes * self->rule.planes; i++)
    if (self->shapes[i / self->rule.planes].tree.tiers == 3)
      lay_cores (self, &self->shapes[i / self->rule.planes], i);
}
