/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-baseline.h"

#include <math.h>
#include <string.h>

#include "hw-fabric-bisection.h"
#include "hw-fabric-reach.h"

/* Of each plane the kinds of its leaves, its groups of leaves and its separate fabrics. */
enum
{
  KINDS_LEAVES,
  KINDS_GROUPS,
  KINDS_TREES,
  N_KINDS,
};

struct _HwFabricBaseline
{
  const HwFabric *fabric;
  const HwFabricCable *cables;
  HwFabricReach *reach;
  HwFabricAnalysis analysis; /* all works */
  guint *first_group;        /* by separate fabric */
  guint n_groups, n_trees;
  HwFabricPart *switches;       /* by switch */
  HwFabricPart *groups, *trees; /* of a plane after those of the one before */
  GPtrArray *kinds;             /* GArray of HwFabricPartKind: by plane; of all spines last */
  GArray *missing;              /* guint */
};

static guint
planes_of (const HwFabricBaseline *self)
{
  return MAX (hw_fabric_get_rule (self->fabric)->planes, 1);
}

static GArray *
kinds_of_plane (GPtrArray *kinds, guint plane, guint what)
{
  return kinds->pdata[plane * N_KINDS + what];
}

static GArray *
kinds_of_spines (GPtrArray *kinds)
{
  return kinds->pdata[kinds->len - 1];
}

/* The place of the group, or separate fabric, of a switch. */
static guint
group_of (const HwFabricBaseline *self, guint node)
{
  const HwFabricSwitch *at = hw_fabric_get_switch (self->fabric, node);

  return at->plane * self->n_groups + self->first_group[at->fabric]
         + hw_fabric_group (self->fabric, node);
}

static guint
tree_of (const HwFabricBaseline *self, guint node)
{
  const HwFabricSwitch *at = hw_fabric_get_switch (self->fabric, node);

  return at->plane * self->n_trees + at->fabric;
}

/* --- all works --- */

static void
count_cables (HwFabricBaseline *self)
{
  guint n;

  self->cables = hw_fabric_get_cables (self->fabric, &n);
  for (guint i = 0; i < n; i++)
    {
      const HwFabricCable *cable = &self->cables[i];
      gboolean member = !hw_fabric_is_switch (self->fabric, cable->low);

      self->analysis.links[cable->level]++;
      if (!hw_fabric_is_switch (self->fabric, cable->high))
        continue;
      self->analysis.used[hw_fabric_get_switch (self->fabric, cable->high)->role]++;
      if (member)
        {
          self->switches[cable->high].ports++;
          continue;
        }
      self->switches[cable->high].links_down++;
      self->analysis.used[hw_fabric_get_switch (self->fabric, cable->low)->role]++;
      self->switches[cable->low].links_up++;
    }
}

static void
number_groups (HwFabricBaseline *self)
{
  guint first = 0;

  self->n_trees = hw_fabric_count_trees (self->fabric);
  self->first_group = g_new0 (guint, self->n_trees + 1);
  for (guint i = 0; i < self->n_trees; i++)
    {
      const HwFabricTree *tree = hw_fabric_get_tree (self->fabric, i);

      self->first_group[i] = first;
      first += tree->blocks * tree->block_groups;
    }
  self->n_groups = first;
  /* A unit beyond those of its rule. */
  for (guint i = 0; i < hw_fabric_count_switches (self->fabric); i++)
    {
      const HwFabricSwitch *at = hw_fabric_get_switch (self->fabric, i);

      if (at->role != HW_FABRIC_CORE)
        self->n_groups = MAX (
            self->n_groups, self->first_group[at->fabric] + hw_fabric_group (self->fabric, i) + 1);
    }
}

static void
count_parts (HwFabricBaseline *self)
{
  self->groups = g_new0 (HwFabricPart, planes_of (self) * self->n_groups + 1);
  self->trees = g_new0 (HwFabricPart, planes_of (self) * self->n_trees + 1);
  for (guint i = 0; i < hw_fabric_count_switches (self->fabric); i++)
    {
      const HwFabricSwitch *at = hw_fabric_get_switch (self->fabric, i);
      HwFabricPart *part = &self->switches[i];
      HwFabricPart *group;

      part->top = at->role + 1u >= hw_fabric_get_tree (self->fabric, at->fabric)->tiers;
      self->analysis.ports[at->role] += hw_fabric_count_ports (self->fabric, i);
      self->trees[tree_of (self, i)].ports += part->ports;
      if (at->role == HW_FABRIC_CORE)
        continue;
      group = &self->groups[group_of (self, i)];
      group->ports += part->ports;
      if (at->role == HW_FABRIC_SPINE)
        group->links_up += part->links_up;
    }
}

/* Takes the parts away. */
static void
add_kinds (HwFabricBaseline *self, GArray *parts)
{
  g_ptr_array_add (self->kinds, hw_fabric_part_kinds_new (parts));
  g_array_set_size (parts, 0);
}

static void
count_kinds (HwFabricBaseline *self)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (HwFabricPart));
  guint n = hw_fabric_count_switches (self->fabric);

  self->kinds = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  for (guint plane = 0; plane < planes_of (self); plane++)
    {
      for (guint i = 0; i < n; i++)
        {
          const HwFabricSwitch *at = hw_fabric_get_switch (self->fabric, i);

          if (at->plane == plane && at->role == HW_FABRIC_LEAF)
            g_array_append_val (parts, self->switches[i]);
        }
      add_kinds (self, parts);
      g_array_append_vals (parts, &self->groups[plane * self->n_groups], self->n_groups);
      add_kinds (self, parts);
      g_array_append_vals (parts, &self->trees[plane * self->n_trees], self->n_trees);
      add_kinds (self, parts);
    }
  for (guint i = 0; i < n; i++)
    if (hw_fabric_get_switch (self->fabric, i)->role == HW_FABRIC_SPINE)
      g_array_append_val (parts, self->switches[i]);
  add_kinds (self, parts);
}

static void
find_missing (HwFabricBaseline *self)
{
  guint n = hw_fabric_count_switches (self->fabric);

  self->missing = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n; i++)
    if (hw_fabric_get_switch (self->fabric, i)->device < 0)
      g_array_append_val (self->missing, i);
  if (self->missing->len == n)
    g_array_set_size (self->missing, 0);
}

/* --- what follows from the kinds --- */

static void
take_ratio (HwFabricAnalysis *analysis,
            const HwFabricRule *rule,
            HwFabricRole role,
            const GArray *kinds)
{
  double link_bit_s = rule->port_bit_s, port_bit_s = rule->port_bit_s / rule->split;

  for (guint i = 0; i < kinds->len; i++)
    {
      const HwFabricPartKind *kind = &g_array_index (kinds, HwFabricPartKind, i);
      const HwFabricPart *part = &kind->part;
      double down = part->ports * port_bit_s + part->links_down * link_bit_s;

      if (kind->count == 0 || part->top)
        continue;
      if (down > 0)
        analysis->cabled[role]
            = fmax (analysis->cabled[role], down / (part->links_up * link_bit_s));
      if (role == HW_FABRIC_LEAF)
        analysis->least_uplinks = MIN (analysis->least_uplinks, part->links_up);
    }
}

static void
take_kinds (const HwFabricBaseline *self, GPtrArray *kinds, HwFabricAnalysis *analysis)
{
  const HwFabricRule *rule = hw_fabric_get_rule (self->fabric);

  analysis->cabled[HW_FABRIC_LEAF] = analysis->cabled[HW_FABRIC_SPINE] = NAN;
  analysis->least_uplinks = G_MAXUINT;
  analysis->bisection_bit_s = 0;
  for (guint plane = 0; plane < planes_of (self); plane++)
    {
      double least = INFINITY;

      take_ratio (analysis, rule, HW_FABRIC_LEAF, kinds_of_plane (kinds, plane, KINDS_LEAVES));
      /* What joins the leaves is not known here. */
      for (guint what = 0; what < N_KINDS && !rule->uplinked; what++)
        least = fmin (least,
                      hw_fabric_part_kinds_bisection (kinds_of_plane (kinds, plane, what),
                                                      rule->port_bit_s,
                                                      rule->port_bit_s / rule->split));
      if (!rule->uplinked)
        analysis->bisection_bit_s += least;
    }
  take_ratio (analysis, rule, HW_FABRIC_SPINE, kinds_of_spines (kinds));
  if (analysis->least_uplinks == G_MAXUINT)
    analysis->least_uplinks = 0;
}

static void
take_rule (HwFabricBaseline *self)
{
  const HwFabricTree *tree = hw_fabric_get_tree (self->fabric, 0);
  HwFabricAnalysis *analysis = &self->analysis;

  analysis->design[HW_FABRIC_LEAF] = analysis->design[HW_FABRIC_SPINE] = NAN;
  if (tree == NULL || tree->tiers < 2)
    return;
  analysis->design[HW_FABRIC_LEAF] = (double)tree->down_ports / tree->up_ports;
  analysis->ways_in_group = tree->group_spines;
  if (tree->tiers < 3)
    return;
  analysis->design[HW_FABRIC_SPINE] = (double)tree->spine_down / tree->spine_up;
  analysis->ways_over_core = tree->group_spines * tree->set_cores;
}

HwFabricBaseline *
hw_fabric_baseline_new (const HwFabric *fabric)
{
  HwFabricBaseline *self = g_new0 (HwFabricBaseline, 1);

  self->fabric = fabric;
  self->reach = hw_fabric_reach_new (fabric);
  self->switches = g_new0 (HwFabricPart, hw_fabric_count_switches (fabric) + 1);
  count_cables (self);
  number_groups (self);
  count_parts (self);
  count_kinds (self);
  find_missing (self);
  take_rule (self);
  take_kinds (self, self->kinds, &self->analysis);
  return self;
}

void
hw_fabric_baseline_free (HwFabricBaseline *self)
{
  if (self == NULL)
    return;
  hw_fabric_reach_free (self->reach);
  g_free (self->first_group);
  g_free (self->switches);
  g_free (self->groups);
  g_free (self->trees);
  g_ptr_array_unref (self->kinds);
  g_array_unref (self->missing);
  g_free (self);
}

const HwFabric *
hw_fabric_baseline_get_fabric (const HwFabricBaseline *self)
{
  return self->fabric;
}

const GArray *
hw_fabric_baseline_missing (const HwFabricBaseline *self)
{
  return self->missing;
}

/* --- what fails --- */

/* Parts that are not as when all works, by their place. */
typedef struct
{
  GHashTable *groups, *trees; /* HwFabricPart */
} Touched;

static HwFabricPart *
touch (GHashTable *touched, guint at, const HwFabricPart *whole)
{
  HwFabricPart *part = g_hash_table_lookup (touched, GUINT_TO_POINTER (at));

  if (part == NULL)
    {
      part = g_memdup2 (&whole[at], sizeof *part);
      g_hash_table_insert (touched, GUINT_TO_POINTER (at), part);
    }
  return part;
}

static void
lose_cable (HwFabricBaseline *self,
            const HwFabricCable *cable,
            GHashTable *switches,
            HwFabricAnalysis *analysis)
{
  analysis->links[cable->level]--;
  if (!hw_fabric_is_switch (self->fabric, cable->high))
    return;
  analysis->used[hw_fabric_get_switch (self->fabric, cable->high)->role]--;
  if (!hw_fabric_is_switch (self->fabric, cable->low))
    {
      touch (switches, cable->high, self->switches)->ports--;
      return;
    }
  touch (switches, cable->high, self->switches)->links_down--;
  analysis->used[hw_fabric_get_switch (self->fabric, cable->low)->role]--;
  touch (switches, cable->low, self->switches)->links_up--;
}

/* A switch with fewer cables, and the parts that it belongs to. */
static void
lose_of_switch (HwFabricBaseline *self,
                guint node,
                const HwFabricPart *after,
                gboolean failed,
                const Touched *touched,
                GPtrArray *kinds)
{
  const HwFabricSwitch *at = hw_fabric_get_switch (self->fabric, node);
  const HwFabricPart *before = &self->switches[node];
  HwFabricPart *group;

  touch (touched->trees, tree_of (self, node), self->trees)->ports -= before->ports - after->ports;
  if (at->role == HW_FABRIC_CORE)
    return;
  hw_fabric_part_kinds_change (at->role == HW_FABRIC_LEAF
                                   ? kinds_of_plane (kinds, at->plane, KINDS_LEAVES)
                                   : kinds_of_spines (kinds),
                               before,
                               failed ? NULL : after);
  group = touch (touched->groups, group_of (self, node), self->groups);
  group->ports -= before->ports - after->ports;
  if (at->role == HW_FABRIC_SPINE)
    group->links_up -= before->links_up - after->links_up;
}

static void
change_kinds (
    GPtrArray *kinds, guint what, GHashTable *touched, const HwFabricPart *whole, guint n_of_plane)
{
  GHashTableIter iter;
  gpointer key, part;

  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &key, &part))
    {
      guint at = GPOINTER_TO_UINT (key);

      hw_fabric_part_kinds_change (kinds_of_plane (kinds, at / n_of_plane, what), &whole[at], part);
    }
}

static GPtrArray *
copy_kinds (const HwFabricBaseline *self)
{
  GPtrArray *kinds = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);

  for (guint i = 0; i < self->kinds->len; i++)
    g_ptr_array_add (kinds, g_array_copy (self->kinds->pdata[i]));
  return kinds;
}

void
hw_fabric_baseline_analyse (HwFabricBaseline *self,
                            const HwFabricFailure *failure,
                            HwFabricAnalysis *analysis)
{
  g_autoptr (GHashTable) switches = NULL;
  g_autoptr (GHashTable) groups = NULL;
  g_autoptr (GHashTable) trees = NULL;
  g_autoptr (GPtrArray) kinds = NULL;
  const GArray *dead;
  GHashTableIter iter;
  gpointer key, part;

  *analysis = self->analysis;
  if (failure == NULL || failure->n_failed == 0)
    return;
  switches = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  groups = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  trees = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  kinds = copy_kinds (self);
  hw_fabric_reach_take (self->reach, failure);
  dead = hw_fabric_reach_dead (self->reach);
  for (guint i = 0; i < dead->len; i++)
    lose_cable (self, &self->cables[g_array_index (dead, guint, i)], switches, analysis);
  for (guint i = 0; i < failure->failed_nodes->len; i++)
    {
      guint node = g_array_index (failure->failed_nodes, guint, i);

      /* Also one without cables. */
      if (hw_fabric_is_switch (self->fabric, node))
        touch (switches, node, self->switches);
    }
  g_hash_table_iter_init (&iter, switches);
  while (g_hash_table_iter_next (&iter, &key, &part))
    {
      guint node = GPOINTER_TO_UINT (key);

      lose_of_switch (self,
                      node,
                      part,
                      failure->nodes[node],
                      &(Touched){ .groups = groups, .trees = trees },
                      kinds);
    }
  change_kinds (kinds, KINDS_GROUPS, groups, self->groups, self->n_groups);
  change_kinds (kinds, KINDS_TREES, trees, self->trees, self->n_trees);
  take_kinds (self, kinds, analysis);
}

GArray *
hw_fabric_baseline_losses (HwFabricBaseline *self, const HwFabricFailure *failure)
{
  hw_fabric_reach_take (self->reach, failure);
  return hw_fabric_reach_losses (self->reach, failure);
}

const GArray *
hw_fabric_baseline_cut_off (HwFabricBaseline *self, const HwFabricFailure *failure)
{
  hw_fabric_reach_take (self->reach, failure);
  return hw_fabric_reach_cut_off (self->reach);
}
