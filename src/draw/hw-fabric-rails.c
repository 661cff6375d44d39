/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-rails.h"

gboolean
hw_fabric_leaf_rails (const HwFabric *fabric, guint node, gint *first, gint *last)
{
  const HwFabricRule *rule = hw_fabric_get_rule (fabric);
  const HwFabricSwitch *leaf = hw_fabric_get_switch (fabric, node);
  const HwFabricTree *tree = hw_fabric_get_tree (fabric, leaf->fabric);
  guint links = tree->down_links - rule->leaf_reserve;

  *first = *last = -1;
  if (rule->kind == HW_FABRIC_PLAIN || tree->rail_leaves == 0 || tree->unit_members == 0)
    return FALSE;
  if (!rule->share_leaves)
    *first = *last = (gint)(leaf->index / tree->rail_leaves);
  else
    {
      *first = (gint)(leaf->index * links / tree->unit_members);
      *last = (gint)MIN (((leaf->index + 1) * links - 1) / tree->unit_members, rule->rails - 1);
    }
  return *first <= *last;
}

gint
hw_fabric_leaf_rail (const HwFabric *fabric, guint node)
{
  gint first, last;

  return hw_fabric_leaf_rails (fabric, node, &first, &last) && first == last ? first : -1;
}

gint
hw_fabric_cable_rail (const HwFabric *fabric, const HwFabricCable *cable)
{
  guint leaf = cable->level == HW_FABRIC_CABLE_MEMBER ? cable->high : cable->low;
  gint rail;

  if (!hw_fabric_is_switch (fabric, leaf)
      || hw_fabric_get_switch (fabric, leaf)->role != HW_FABRIC_LEAF)
    return -1;
  rail = hw_fabric_leaf_rail (fabric, leaf);
  if (rail < 0 && hw_fabric_get_rule (fabric)->share_leaves
      && cable->level == HW_FABRIC_CABLE_MEMBER)
    {
      guint of, plane;

      hw_fabric_port_rail (
          fabric, hw_fabric_member_of (fabric, cable->low), cable->low_port, &of, &plane);
      rail = (gint)of;
    }
  return rail;
}

HwColour
hw_fabric_rail_colour (const HwTheme *theme, gint rail)
{
  return rail < 0 ? theme->colours[HW_ROLE_FAMILY + HW_FAMILY_NETWORK]
                  : theme->colours[HW_ROLE_RAIL + (guint)rail % HW_N_RAIL_COLOURS];
}
