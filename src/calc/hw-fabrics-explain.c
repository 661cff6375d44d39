/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-error.h"
#include "hw-fabric-order.h"
#include "hw-fabrics-private.h"

/* How the figures of a fabric come about. */

typedef enum
{
  KEY_LEAF,
  KEY_SPINE,
  KEY_CORE,
  KEY_NODE_LEAF,
  KEY_LEAF_SPINE,
  KEY_SPINE_CORE,
  KEY_OVERSUBSCRIPTION,
  KEY_BISECTION,
  KEY_PORTS,
  KEY_SWITCHES,
  KEY_CABLES,
  N_KEYS,
} Key;

static const struct
{
  const char *key;
  const char *label;
  HwDimension dimension;
} keys[N_KEYS] = {
  { "fabrics.switches.leaf", N_ ("Leaf switches"), HW_DIMENSION_NONE },
  { "fabrics.switches.spine", N_ ("Spine switches"), HW_DIMENSION_NONE },
  { "fabrics.switches.core", N_ ("Core switches"), HW_DIMENSION_NONE },
  { "fabrics.cables.node_leaf", N_ ("Cables to the leaves"), HW_DIMENSION_NONE },
  { "fabrics.cables.leaf_spine", N_ ("Cables from leaf to spine"), HW_DIMENSION_NONE },
  { "fabrics.cables.spine_core", N_ ("Cables from spine to core"), HW_DIMENSION_NONE },
  { "fabrics.oversubscription", N_ ("Oversubscription"), HW_DIMENSION_NONE },
  { "fabrics.bisection_bytes_per_s", N_ ("Bisection, one direction"), HW_DIMENSION_BYTE_RATE },
  { "fabrics.ports", N_ ("Ports in use"), HW_DIMENSION_NONE },
  { "fabrics.switches", N_ ("Switches"), HW_DIMENSION_NONE },
  { "fabrics.cables", N_ ("Cables"), HW_DIMENSION_NONE },
};

typedef struct
{
  HwResults *results;
  HwHandle handle;
  const HwFabricFigures *figures;
  const HwFabricRule *rule;
  const HwFabricTree *tree;
  HwExplanation *node;
} Explaining;

static double value_of (const HwFabricFigures *figures, Key key);
static void explain_key (Explaining *self, Key key);

static guint
sum_of (const guint *counts, guint n)
{
  guint sum = 0;

  for (guint i = 0; i < n; i++)
    sum += counts[i];
  return sum;
}

static void
set_value (HwExplanation *node, double value)
{
  if (isnan (value))
    hw_sum_add_unknown (&node->sum, 1);
  else
    hw_sum_add (&node->sum, 1, value, value, value);
}

/* A figure of the rule, which a person decided. */
static void
add_rule (Explaining *self, const char *label, double value, const char *note)
{
  HwExplanation *child
      = hw_explanation_add (self->node, hw_explanation_new (label, HW_DIMENSION_NONE));

  set_value (child, value);
  child->ref = HW_REF (HW_TABLE_FABRIC, self->handle);
  child->note = g_strdup (note);
}

/* A figure of the catalogue that the rule rests on. */
static void
add_figure (Explaining *self, const HwProduct *product, HwField field)
{
  const HwFigure *figure = product != NULL ? hw_product_figure (product, field) : NULL;
  g_autofree char *label = NULL;

  if (figure == NULL)
    return;
  label = g_strdup_printf (_ ("%s of %s"), hw_field_label (field), product->name);
  hw_explanation_add (self->node, hw_explanation_new_figure (label, 1, figure));
}

static const HwProduct *
switch_of (Explaining *self)
{
  return hw_catalogue_get (
      hw_design_get_catalogue (self->results->design),
      hw_design_get_fabric (self->results->design, self->handle)->switch_product);
}

static void
explain_leaves (Explaining *self)
{
  const HwFabricTree *tree = self->tree;

  self->node->formula = g_strdup_printf (_ ("%u units × %u leaves × planes: %u"),
                                         self->figures->switches[HW_FABRIC_LEAF]
                                             / MAX (tree->unit_leaves * self->rule->planes, 1),
                                         tree->unit_leaves,
                                         self->rule->planes);
  add_rule (self,
            _ ("Members of a unit"),
            tree->unit_members,
            self->rule->unit_members == 0 ? _ ("As many as fill one leaf a rail.") : NULL);
  add_rule (self, _ ("Rails"), self->rule->rails, _ ("Ports of a member in one plane."));
  add_rule (self, _ ("Links of a leaf to members"), tree->down_links, NULL);
  add_rule (self, _ ("Links of a leaf to spines"), tree->up_ports, NULL);
  add_figure (self, switch_of (self), HW_FIELD_PORTS);
}

static void
explain_spines (Explaining *self)
{
  const HwFabricTree *tree = self->tree;

  self->node->note
      = g_strdup (_ ("The fewest that have the ports and divide the links of a leaf into equal "
                     "bundles."));
  add_rule (self, _ ("Leaves under one set of spines"), tree->group_leaves, NULL);
  add_rule (self, _ ("Spines of a set"), tree->group_spines, NULL);
  add_rule (self, _ ("Parallel links from a leaf to each"), tree->bundle, NULL);
  add_rule (self, _ ("Sets of spines"), tree->blocks * tree->block_groups, NULL);
  add_figure (self, switch_of (self), HW_FIELD_PORTS);
}

static void
explain_cores (Explaining *self)
{
  const HwFabricTree *tree = self->tree;

  self->node->note = g_strdup (
      tree->tiers < 3 ? _ ("Two tiers carry all members; there are no cores.")
                      : _ ("The fewest that join the spines of one number by equal bundles."));
  if (tree->tiers < 3)
    return;
  self->node->formula = g_strdup_printf ("%u × %u", tree->group_spines, tree->set_cores);
  add_rule (self, _ ("Cores that spines of one number share"), tree->set_cores, NULL);
  add_rule (self, _ ("Parallel links from a spine to each"), tree->core_bundle, NULL);
}

static void
explain_cables (Explaining *self, HwFabricLevel level)
{
  guint links = self->figures->links[level];

  if (links != self->figures->cables[level])
    self->node->formula = g_strdup_printf (
        _ ("%u links, %u to a port"), links, links / MAX (self->figures->cables[level], 1));
  if (level == HW_FABRIC_CABLE_MEMBER)
    add_rule (self, _ ("Members with a place"), self->figures->members, NULL);
  else
    add_rule (
        self,
        level == HW_FABRIC_CABLE_SPINE ? _ ("Leaf switches") : _ ("Spine switches"),
        self->figures->switches[level == HW_FABRIC_CABLE_SPINE ? HW_FABRIC_LEAF : HW_FABRIC_SPINE],
        NULL);
}

static void
explain_oversubscription (Explaining *self)
{
  if (self->rule->uplinked)
    {
      self->node->note = g_strdup (
          _ ("Bandwidth of a top-of-rack switch to members over that of its uplinks into the "
             "in-band network, with all ports used; below 1 the uplinks are never the limit."));
      add_figure (self, switch_of (self), HW_FIELD_PORTS);
      add_figure (self, switch_of (self), HW_FIELD_PORT_SPEED);
      add_figure (self, switch_of (self), HW_FIELD_IN_BAND_PORTS);
      add_figure (self, switch_of (self), HW_FIELD_IN_BAND_SPEED);
      return;
    }
  self->node->formula = g_strdup_printf ("%u : %u",
                                         self->tree->down_links - self->rule->leaf_reserve,
                                         self->tree->up_ports * MAX (self->rule->split, 1));
  self->node->note = g_strdup (
      _ ("Bandwidth of a leaf to members over that to spines, with all units full; 1 is "
         "non-blocking."));
}

static void
explain_bisection (Explaining *self)
{
  if (self->rule->uplinked)
    {
      self->node->note = g_strdup (_ ("The top-of-rack switches meet in the in-band network."));
      return;
    }
  self->node->note
      = g_strdup (_ ("Half the bandwidth of the level that has least, in one direction; others "
                     "state twice this figure. Parts that nothing joins have none."));
  add_rule (self, _ ("Links to the leaves"), self->figures->links[HW_FABRIC_CABLE_MEMBER], NULL);
  add_rule (
      self, _ ("Links from leaf to spine"), self->figures->links[HW_FABRIC_CABLE_SPINE], NULL);
  add_rule (self, _ ("Links from spine to core"), self->figures->links[HW_FABRIC_CABLE_CORE], NULL);
  add_figure (self, switch_of (self), HW_FIELD_PORT_SPEED);
}

/* What is made of parts that explain themselves. */
static void
explain_parts (Explaining *self, Key first, guint n)
{
  for (Key key = first; key < first + n; key++)
    {
      HwExplanation *child = hw_explanation_add (
          self->node, hw_explanation_new (_ (keys[key].label), HW_DIMENSION_NONE));
      Explaining part = *self;

      part.node = child;
      child->ref = HW_REF (HW_TABLE_FABRIC, self->handle);
      set_value (child, value_of (self->figures, key));
      explain_key (&part, key);
    }
}

static void
explain_ports (Explaining *self)
{
  const guint *links = self->figures->links;

  self->node->note = g_strdup_printf (
      _ ("Ends of cables in switches, of %u ports that they have at the speed of the fabric."),
      self->figures->ports);
  add_rule (self, _ ("Links to the leaves"), links[HW_FABRIC_CABLE_MEMBER], NULL);
  add_rule (self,
            _ ("Ends of links between switches"),
            self->figures->ports_used - links[HW_FABRIC_CABLE_MEMBER],
            NULL);
  add_figure (self, switch_of (self), HW_FIELD_PORTS);
}

static double
value_of (const HwFabricFigures *figures, Key key)
{
  switch (key)
    {
    case KEY_LEAF:
    case KEY_SPINE:
    case KEY_CORE:
      return figures->switches[key - KEY_LEAF];
    case KEY_NODE_LEAF:
    case KEY_LEAF_SPINE:
    case KEY_SPINE_CORE:
      return figures->cables[key - KEY_NODE_LEAF];
    case KEY_OVERSUBSCRIPTION:
      return figures->oversubscription;
    case KEY_PORTS:
      return figures->ports_used;
    case KEY_SWITCHES:
      return sum_of (figures->switches, HW_N_FABRIC_ROLES);
    case KEY_CABLES:
      return sum_of (figures->cables, HW_N_FABRIC_LEVELS);
    default:
      return figures->bisection_byte_s;
    }
}

static void
explain_key (Explaining *self, Key key)
{
  switch (key)
    {
    case KEY_LEAF:
      explain_leaves (self);
      break;
    case KEY_SPINE:
      explain_spines (self);
      break;
    case KEY_CORE:
      explain_cores (self);
      break;
    case KEY_NODE_LEAF:
    case KEY_LEAF_SPINE:
    case KEY_SPINE_CORE:
      explain_cables (self, (HwFabricLevel)(key - KEY_NODE_LEAF));
      break;
    case KEY_OVERSUBSCRIPTION:
      explain_oversubscription (self);
      break;
    case KEY_PORTS:
      explain_ports (self);
      break;
    case KEY_SWITCHES:
      explain_parts (self, KEY_LEAF, 3);
      break;
    case KEY_CABLES:
      explain_parts (self, KEY_NODE_LEAF, 3);
      break;
    default:
      explain_bisection (self);
      break;
    }
}

/* The fabric of that id, without one the only one. */
static HwHandle
find_fabric (HwDesign *design, const char *id, GError **error)
{
  HwRef ref = HW_REF (HW_TABLE_FABRIC, 0);

  if (id != NULL)
    ref = hw_design_find (design, id);
  else
    ref.handle = hw_fabric_order_only (design);
  if (ref.handle != 0 && ref.table == HW_TABLE_FABRIC)
    return ref.handle;
  if (id != NULL)
    g_set_error (error, HW_CORE_ERROR, HW_CORE_ERROR_NOT_FOUND, _ ("There is no fabric “%s”."), id);
  else
    g_set_error (error,
                 HW_CORE_ERROR,
                 HW_CORE_ERROR_NOT_FOUND,
                 _ ("The design has %u fabrics; name one with “@ID” behind the key."),
                 hw_design_count (design, HW_TABLE_FABRIC));
  return 0;
}

HwExplanation *
hw_fabrics_explain (HwResults *self, const char *name, const char *id, GError **error)
{
  Explaining explaining = { .results = self };
  g_autofree char *label = NULL;
  HwFabric *fabric;
  guint key;

  for (key = 0; key < N_KEYS && strcmp (keys[key].key, name) != 0; key++)
    ;
  if (key == N_KEYS)
    {
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_NOT_FOUND,
                   _ ("There is no figure “%s”; near it: %s."),
                   name,
                   keys[KEY_LEAF].key);
      return NULL;
    }
  explaining.handle = find_fabric (self->design, id, error);
  if (explaining.handle == 0)
    return NULL;
  label = g_strdup_printf (
      _ ("%s of %s"),
      _ (keys[key].label),
      hw_design_name (self->design, HW_REF (HW_TABLE_FABRIC, explaining.handle)));
  explaining.node = hw_explanation_new (label, keys[key].dimension);
  explaining.node->ref = HW_REF (HW_TABLE_FABRIC, explaining.handle);
  explaining.figures = hw_results_fabric_figures (self, explaining.handle);
  set_value (explaining.node, value_of (explaining.figures, key));
  fabric = hw_results_fabric (self, explaining.handle);
  if (fabric == NULL || hw_fabric_get_tree (fabric, 0) == NULL)
    return explaining.node;
  explaining.rule = hw_fabric_get_rule (fabric);
  explaining.tree = hw_fabric_get_tree (fabric, 0);
  explain_key (&explaining, key);
  return explaining.node;
}
