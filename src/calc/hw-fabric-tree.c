/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-tree.h"

#include <string.h>

static guint
at_least_one (guint value)
{
  return value > 0 ? value : 1;
}

static guint
whole (guint64 numerator, guint64 denominator)
{
  return (guint)((numerator + denominator - 1) / denominator);
}

/* The fewest switches, but no fewer than @least, with @ports each that take @links and divide @up
 * into equal bundles. 0: as many as @up, which is the most, are too few. */
static guint
fewest_switches (guint64 links, guint ports, guint up, guint least)
{
  for (guint count = MAX (at_least_one (least), whole (links, ports)); count <= up; count++)
    if (up % count == 0)
      return count;
  return 0;
}

static HwFabricFit
resolve_ports (const HwFabricRule *rule, HwFabricTree *tree)
{
  guint split = at_least_one (rule->split);
  guint cage_ports = at_least_one (rule->cage_ports);
  guint64 down = at_least_one (rule->down);
  guint64 up = at_least_one (rule->up);

  if (rule->radix < 2 || rule->radix > HW_FABRIC_MOST_PORTS)
    return HW_FABRIC_BAD_SWITCH;
  if (rule->rails < 1 || rule->rails > HW_FABRIC_MOST_RAILS)
    return HW_FABRIC_BAD_RAILS;
  if (split > 2)
    return HW_FABRIC_BAD_SPLIT;
  if (rule->tiers > 3 || (rule->tiers == 1 && rule->kind != HW_FABRIC_PLAIN && !rule->uplinked)
      || (rule->tiers != 1 && rule->uplinked))
    return HW_FABRIC_BAD_TIERS;

  tree->down_ports = (guint)(rule->radix * down / (down + up));
  if (rule->tiers == 1)
    tree->down_ports = rule->radix;
  if (rule->down_ports > 0)
    tree->down_ports = rule->down_ports;
  /* Both fibres of a twin-port transceiver are straight, or both are splitters. */
  if (split > 1 && tree->down_ports % cage_ports != 0)
    {
      if (rule->down_ports > 0)
        return HW_FABRIC_BAD_SPLIT;
      tree->down_ports -= tree->down_ports % cage_ports;
    }
  if (tree->down_ports > rule->radix)
    return HW_FABRIC_BAD_PORTS;
  tree->up_ports = rule->tiers == 1 ? 0 : whole (tree->down_ports * up, down);
  tree->down_links = tree->down_ports * split;
  if (tree->down_ports == 0 || tree->down_ports + tree->up_ports > rule->radix
      || tree->down_links + tree->up_ports > HW_FABRIC_MOST_PORTS
      || rule->leaf_reserve >= tree->down_links)
    return HW_FABRIC_BAD_PORTS;
  return HW_FABRIC_FITS;
}

static HwFabricFit
resolve_unit (const HwFabricRule *rule, HwFabricTree *tree)
{
  guint links = tree->down_links - rule->leaf_reserve;
  guint64 ends;

  tree->unit_members = rule->unit_members;
  if (tree->unit_members == 0)
    tree->unit_members = rule->kind == HW_FABRIC_PLAIN ? at_least_one (links / rule->rails) : links;
  if (tree->unit_members > HW_FABRIC_MOST_SLOTS)
    return HW_FABRIC_BAD_UNIT;
  ends = (guint64)tree->unit_members * rule->rails;
  if (rule->kind == HW_FABRIC_PLAIN || (rule->share_leaves && rule->kind != HW_FABRIC_RAIL_GROUPS))
    tree->unit_leaves = tree->rail_leaves = whole (ends, links);
  else
    {
      tree->rail_leaves = whole (tree->unit_members, links);
      tree->unit_leaves = tree->rail_leaves * rule->rails;
    }
  tree->block_groups = rule->kind == HW_FABRIC_RAIL_GROUPS ? rule->rails : 1;
  if (rule->tiers == 1 && tree->unit_leaves > 1 && !rule->uplinked)
    return HW_FABRIC_BAD_UNIT;
  return HW_FABRIC_FITS;
}

static HwFabricFit
resolve_leaf (const HwFabricRule *rule, HwFabricTree *tree)
{
  HwFabricFit fit;

  memset (tree, 0, sizeof *tree);
  if (rule->share_leaves && rule->kind != HW_FABRIC_RAIL_OPTIMISED)
    return HW_FABRIC_BAD_RAILS;
  fit = resolve_ports (rule, tree);
  return fit == HW_FABRIC_FITS ? resolve_unit (rule, tree) : fit;
}

/* Leaves of a unit under one set of spines. */
static guint
leaves_in_group (const HwFabricTree *tree)
{
  return tree->unit_leaves / tree->block_groups;
}

static guint
most_units_two_tiers (const HwFabricRule *rule, const HwFabricTree *tree)
{
  return rule->radix / leaves_in_group (tree);
}

/* Half the ports of a spine look down. */
static guint
most_block_units (const HwFabricRule *rule, const HwFabricTree *tree)
{
  return rule->radix / 2 / leaves_in_group (tree);
}

static guint
most_blocks (const HwFabricRule *rule, const HwFabricTree *tree)
{
  return rule->radix / tree->block_groups;
}

static gboolean
resolve_two_tiers (const HwFabricRule *rule, guint units, HwFabricTree *tree)
{
  tree->tiers = 2;
  tree->units = tree->block_units = units;
  tree->blocks = 1;
  tree->group_leaves = leaves_in_group (tree) * units;
  tree->group_spines = fewest_switches ((guint64)tree->group_leaves * tree->up_ports,
                                        rule->radix,
                                        tree->up_ports,
                                        rule->least_spines);
  if (tree->group_spines == 0)
    return FALSE;
  tree->bundle = tree->up_ports / tree->group_spines;
  tree->spine_down = tree->group_leaves * tree->bundle;
  return TRUE;
}

static gboolean
resolve_three_tiers (const HwFabricRule *rule, guint units, guint block_units, HwFabricTree *tree)
{
  guint64 groups;

  tree->tiers = 3;
  tree->block_units = block_units;
  tree->blocks = whole (units, block_units);
  tree->units = tree->blocks * block_units;
  tree->group_leaves = leaves_in_group (tree) * block_units;
  tree->group_spines = fewest_switches ((guint64)tree->group_leaves * tree->up_ports,
                                        rule->radix / 2,
                                        tree->up_ports,
                                        rule->least_spines);
  if (tree->group_spines == 0)
    return FALSE;
  tree->bundle = tree->up_ports / tree->group_spines;
  tree->spine_down = tree->spine_up = tree->group_leaves * tree->bundle;
  groups = (guint64)tree->blocks * tree->block_groups;
  tree->set_cores = fewest_switches (groups * tree->spine_up, rule->radix, tree->spine_up, 1);
  if (tree->set_cores == 0)
    return FALSE;
  tree->core_bundle = tree->spine_up / tree->set_cores;
  return TRUE;
}

static guint
count_all (const HwFabricTree *tree)
{
  return hw_fabric_tree_count (tree, HW_FABRIC_LEAF) + hw_fabric_tree_count (tree, HW_FABRIC_SPINE)
         + hw_fabric_tree_count (tree, HW_FABRIC_CORE);
}

/* Blocks of as many units as the rule says, else of those that take the fewest switches, smaller
 * ones where it is the same. */
static HwFabricFit
choose_blocks (const HwFabricRule *rule, guint units, HwFabricTree *tree)
{
  guint first = at_least_one (rule->block_units);
  guint last = rule->block_units > 0 ? rule->block_units : most_block_units (rule, tree);
  HwFabricTree best = { 0 };

  if (first > most_block_units (rule, tree))
    return rule->block_units > 0 ? HW_FABRIC_BAD_BLOCK : HW_FABRIC_BAD_UNIT;
  for (guint block_units = first; block_units <= last; block_units++)
    {
      HwFabricTree candidate = *tree;

      if (resolve_three_tiers (rule, units, block_units, &candidate)
          && (best.tiers == 0 || count_all (&candidate) < count_all (&best)))
        best = candidate;
    }
  if (best.tiers == 0)
    return HW_FABRIC_TOO_MANY;
  *tree = best;
  return HW_FABRIC_FITS;
}

/* How many tiers the rule takes for @units, where it leaves that open. */
static guint
choose_tiers (const HwFabricRule *rule, guint units, const HwFabricTree *tree)
{
  if (rule->tiers > 0)
    return rule->tiers;
  if (rule->kind == HW_FABRIC_RAIL_GROUPS)
    return 3;
  return units <= most_units_two_tiers (rule, tree) ? 2 : 3;
}

HwFabricFit
hw_fabric_tree_resolve (const HwFabricRule *rule, guint units, HwFabricTree *tree)
{
  HwFabricFit fit = resolve_leaf (rule, tree);

  if (fit != HW_FABRIC_FITS)
    return fit;
  switch (choose_tiers (rule, units, tree))
    {
    case 1:
      if (units > 1 && !rule->uplinked)
        return HW_FABRIC_TOO_MANY;
      tree->tiers = tree->blocks = 1;
      tree->units = tree->block_units = units;
      tree->group_leaves = leaves_in_group (tree) * units;
      return HW_FABRIC_FITS;
    case 2:
      return resolve_two_tiers (rule, units, tree) ? HW_FABRIC_FITS : HW_FABRIC_TOO_MANY;
    default:
      return choose_blocks (rule, units, tree);
    }
}

HwFabricFit
hw_fabric_tree_capacity (const HwFabricRule *rule, guint units, guint *most)
{
  HwFabricTree tree;
  HwFabricFit fit = resolve_leaf (rule, &tree);

  *most = 0;
  if (fit != HW_FABRIC_FITS)
    return fit;
  switch (choose_tiers (rule, units, &tree))
    {
    case 1:
      *most = rule->uplinked ? HW_FABRIC_MOST_SLOTS : 1;
      break;
    case 2:
      *most = most_units_two_tiers (rule, &tree);
      break;
    default:
      *most = most_block_units (rule, &tree);
      if (rule->block_units > *most)
        return *most > 0 ? HW_FABRIC_BAD_BLOCK : HW_FABRIC_BAD_UNIT;
      if (rule->block_units > 0)
        *most = rule->block_units;
      *most *= most_blocks (rule, &tree);
    }
  return *most > 0 ? HW_FABRIC_FITS : HW_FABRIC_BAD_UNIT;
}

guint
hw_fabric_unit_places (const HwFabricRule *rule)
{
  HwFabricTree tree;

  return resolve_leaf (rule, &tree) == HW_FABRIC_FITS ? tree.unit_members : 0;
}

guint
hw_fabric_tree_count (const HwFabricTree *tree, HwFabricRole role)
{
  switch (role)
    {
    case HW_FABRIC_LEAF:
      return tree->units * tree->unit_leaves;
    case HW_FABRIC_SPINE:
      return tree->blocks * tree->block_groups * tree->group_spines;
    default:
      return tree->group_spines * tree->set_cores;
    }
}
