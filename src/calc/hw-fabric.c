/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-fabric-private.h"

static HwFabricRule
normal_rule (const HwFabricRule *rule)
{
  HwFabricRule normal = *rule;

  normal.cage_ports = MAX (rule->cage_ports, 1);
  normal.split = MAX (rule->split, 1);
  normal.planes = MAX (rule->planes, 1);
  normal.down = MAX (rule->down, 1);
  normal.up = MAX (rule->up, 1);
  /* Of an unsound rule the members asked for stay, so that what is wrong can be said. */
  if (rule->unit_members == 0)
    normal.unit_members = hw_fabric_unit_places (rule);
  return normal;
}

static const char *
keep (HwFabric *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert (self->strings, text) : NULL;
}

static void
copy_members (HwFabric *self, const HwFabricDescription *description)
{
  const HwFabricRule *rule = &self->rule;

  self->n_members = description->n_members;
  self->members = g_new0 (HwFabricMemberRow, MAX (self->n_members, 1));
  for (guint i = 0; i < self->n_members; i++)
    {
      const HwFabricMember *from = &description->members[i];
      HwFabricMemberRow *to = &self->members[i];

      to->id = keep (self, from->id);
      to->name = keep (self, from->name);
      to->place = from->place;
      to->port_bit_s = from->port_bit_s;
      to->ports = (guint16)MIN (from->ports > 0 ? from->ports : rule->rails * rule->planes,
                                HW_FABRIC_MOST_PORTS);
      to->appliance = from->appliance != FALSE;
    }
}

/* Which units and blocks are there: those with members, or all where the rule keeps them. */
static void
rank_shape (const HwFabric *self, HwFabricShape *shape, const guint8 *present)
{
  const HwFabricTree *tree = &shape->tree;

  shape->unit_rank = g_new (guint32, tree->units);
  shape->block_rank = g_new (guint32, tree->blocks);
  memset (shape->unit_rank, 0xff, tree->units * sizeof (guint32));
  for (guint block = 0; block < tree->blocks; block++)
    {
      guint first = block * tree->block_units;
      gboolean any = FALSE;

      for (guint i = first; i < first + tree->block_units; i++)
        any = any || self->rule.keep_units
              || (shape->first_unit + i < self->units && present[shape->first_unit + i]);
      shape->block_rank[block] = any ? shape->n_blocks++ : HW_FABRIC_NONE;
      /* With three tiers a block is whole, so that its spines are like those of all others. */
      for (guint i = first; i < first + tree->block_units; i++)
        if (any && (tree->tiers == 3 || self->rule.keep_units || present[shape->first_unit + i]))
          shape->unit_rank[i] = shape->n_units++;
    }
}

static gboolean
make_shapes (HwFabric *self)
{
  guint most;
  HwFabricFit fit = hw_fabric_tree_capacity (&self->rule, self->units, &most);
  HwFabricProblem problem = HW_FABRIC_PROBLEM_INIT;
  g_autofree guint8 *present = NULL;

  if (fit == HW_FABRIC_FITS && (self->rule.planes > 2 || self->rule.port_bit_s <= 0))
    fit = HW_FABRIC_BAD_SWITCH;
  if (fit != HW_FABRIC_FITS)
    {
      problem.issue = HW_FABRIC_ISSUE_RULE;
      problem.number = fit;
      hw_fabric_report (self, &problem);
      return FALSE;
    }
  present = g_new0 (guint8, MAX (self->units, 1));
  for (guint i = 0; i < self->n_members; i++)
    if (self->members[i].place.unit >= 0)
      present[self->members[i].place.unit] = 1;

  self->n_shapes = (self->units + most - 1) / most;
  self->shapes = g_new0 (HwFabricShape, MAX (self->n_shapes, 1));
  for (guint i = 0; i < self->n_shapes; i++)
    {
      HwFabricShape *shape = &self->shapes[i];

      shape->first_unit = i * most;
      fit = hw_fabric_tree_resolve (
          &self->rule, MIN (most, self->units - shape->first_unit), &shape->tree);
      g_assert (fit == HW_FABRIC_FITS);
      rank_shape (self, shape, present);
    }
  if (self->n_shapes > 1)
    {
      problem.issue = HW_FABRIC_ISSUE_SEVERAL;
      problem.number = self->n_shapes;
      problem.limit = most;
      hw_fabric_report (self, &problem);
    }
  return TRUE;
}

static void
add_switches (HwFabric *self, HwFabricSwitch like, guint groups, guint in_group, guint ports)
{
  for (like.group = 0; like.group < groups; like.group++)
    for (like.index = 0; like.index < in_group; like.index++)
      {
        like.ports = (guint8)ports;
        like.device = -1;
        self->switches[self->n_switches++] = like;
      }
}

/* Groups are numbered by rank first, then by their own number, which does not change when others
 * come or go. */
static void
number_groups (HwFabric *self, const HwFabricShape *shape, guint leaf, guint spine)
{
  const HwFabricTree *tree = &shape->tree;

  for (guint i = 0; i < tree->units; i++)
    for (guint j = 0; shape->unit_rank[i] != HW_FABRIC_NONE && j < tree->unit_leaves; j++)
      self->switches[leaf + shape->unit_rank[i] * tree->unit_leaves + j].group
          = shape->first_unit + i;
  for (guint i = 0; i < tree->blocks; i++)
    for (guint j = 0; shape->block_rank[i] != HW_FABRIC_NONE && j < tree->block_groups; j++)
      for (guint k = 0; k < tree->group_spines; k++)
        self->switches[spine + (shape->block_rank[i] * tree->block_groups + j) * tree->group_spines
                       + k]
            .group
            = i * tree->block_groups + j;
}

static void
make_switches (HwFabric *self)
{
  guint planes = self->rule.planes;
  guint count = 0;

  for (guint i = 0; i < self->n_shapes; i++)
    {
      const HwFabricShape *shape = &self->shapes[i];

      count += planes
               * (shape->n_units * shape->tree.unit_leaves
                  + shape->n_blocks * shape->tree.block_groups * shape->tree.group_spines
                  + shape->tree.group_spines * shape->tree.set_cores);
    }
  self->switches = g_new0 (HwFabricSwitch, MAX (count, 1));
  self->first_leaf = g_new0 (guint32, self->n_shapes * planes + 1);
  self->first_spine = g_new0 (guint32, self->n_shapes * planes + 1);
  self->first_core = g_new0 (guint32, self->n_shapes * planes + 1);
  for (guint i = 0; i < self->n_shapes; i++)
    for (guint plane = 0; plane < planes; plane++)
      {
        const HwFabricShape *shape = &self->shapes[i];
        const HwFabricTree *tree = &shape->tree;
        HwFabricSwitch like = { .plane = (guint8)plane, .fabric = (guint16)i };
        guint radix = self->rule.radix;
        guint at = i * planes + plane;

        self->first_leaf[at] = self->n_switches;
        like.role = HW_FABRIC_LEAF;
        add_switches (self,
                      like,
                      shape->n_units,
                      tree->unit_leaves,
                      MIN (tree->down_links + radix - tree->down_ports, HW_FABRIC_MOST_PORTS));
        self->first_spine[at] = self->n_switches;
        like.role = HW_FABRIC_SPINE;
        add_switches (self, like, shape->n_blocks * tree->block_groups, tree->group_spines, radix);
        number_groups (self, shape, self->first_leaf[at], self->first_spine[at]);
        self->first_core[at] = self->n_switches;
        like.role = HW_FABRIC_CORE;
        if (shape->n_blocks > 0)
          add_switches (self, like, tree->group_spines, tree->set_cores, radix);
      }
}

static void
make_ports (HwFabric *self)
{
  guint n_nodes = self->n_switches + self->n_members;
  guint32 total = 0;

  self->first_port = g_new (guint32, n_nodes + 1);
  for (guint i = 0; i < n_nodes; i++)
    {
      self->first_port[i] = total;
      total += i < self->n_switches ? self->switches[i].ports
                                    : self->members[i - self->n_switches].ports;
    }
  self->first_port[n_nodes] = total;
  self->cable_at = g_new (gint32, MAX (total, 1));
  memset (self->cable_at, 0xff, total * sizeof (gint32));
}

/* What a member can be wrong in, beside its place. */
static void
check_members (HwFabric *self)
{
  guint ports = self->rule.rails * self->rule.planes;
  double speed = self->rule.port_bit_s / self->rule.split;

  for (guint i = 0; i < self->n_members; i++)
    {
      const HwFabricMemberRow *member = &self->members[i];
      HwFabricProblem problem = HW_FABRIC_PROBLEM_INIT;

      problem.node = (gint32)(self->n_switches + i);
      if (!member->appliance && member->ports != ports)
        {
          problem.issue = HW_FABRIC_ISSUE_RAILS;
          problem.number = member->ports;
          problem.limit = ports;
          hw_fabric_report (self, &problem);
        }
      if (member->port_bit_s > 0
          && (member->port_bit_s > speed * (1 + 1e-9) || member->port_bit_s < speed * (1 - 1e-9)))
        {
          problem.issue = HW_FABRIC_ISSUE_SPEED;
          hw_fabric_report (self, &problem);
        }
    }
}

static void
check_joined (HwFabric *self)
{
  HwFabricProblem problem = HW_FABRIC_PROBLEM_INIT;

  if (self->n_shapes == 0 || self->rule.kind != HW_FABRIC_RAIL_GROUPS
      || self->shapes[0].tree.tiers != 2)
    return;
  problem.issue = HW_FABRIC_ISSUE_APART;
  hw_fabric_report (self, &problem);
}

HwFabric *
hw_fabric_derive_places (const HwFabricDescription *description)
{
  HwFabric *self = g_new0 (HwFabric, 1);

  g_atomic_ref_count_init (&self->references);
  self->strings = g_string_chunk_new (4096);
  self->rule = normal_rule (&description->rule);
  self->problems = g_array_new (FALSE, FALSE, sizeof (HwFabricProblem));
  self->cables = g_array_new (FALSE, FALSE, sizeof (HwFabricCable));
  self->n_overrides = description->n_overrides;
  self->applied = g_new0 (guint8, MAX (self->n_overrides, 1));
  copy_members (self, description);
  /* Problems name nodes, and switches come first: places are settled before there are any. */
  hw_fabric_place_members (self);
  if (make_shapes (self))
    make_switches (self);
  for (guint i = 0; i < self->problems->len; i++)
    {
      HwFabricProblem *problem = &g_array_index (self->problems, HwFabricProblem, i);

      problem->node += problem->node >= 0 ? (gint32)self->n_switches : 0;
      problem->other += problem->other >= 0 ? (gint32)self->n_switches : 0;
    }
  make_ports (self);
  check_joined (self);
  check_members (self);
  hw_fabric_assign_devices (self, description);
  return self;
}

HwFabric *
hw_fabric_derive (const HwFabricDescription *description)
{
  HwFabric *self = hw_fabric_derive_places (description);

  hw_fabric_lay_cables (self);
  hw_fabric_apply_overrides (self, description);
  hw_fabric_check (self);
  return self;
}

HwFabric *
hw_fabric_hold (const HwFabric *fabric)
{
  HwFabric *self = (HwFabric *)fabric;

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
hw_fabric_free (HwFabric *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  for (guint i = 0; i < self->n_shapes; i++)
    {
      g_free (self->shapes[i].unit_rank);
      g_free (self->shapes[i].block_rank);
    }
  g_free (self->shapes);
  g_free (self->first_leaf);
  g_free (self->first_spine);
  g_free (self->first_core);
  g_free (self->switches);
  g_free (self->members);
  g_free (self->devices);
  g_free (self->first_port);
  g_free (self->cable_at);
  g_free (self->applied);
  g_array_unref (self->cables);
  g_array_unref (self->problems);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_string_chunk_free (self->strings);
  g_free (self);
}

const HwFabricRule *
hw_fabric_get_rule (const HwFabric *self)
{
  return &self->rule;
}

guint
hw_fabric_count_trees (const HwFabric *self)
{
  return self->n_shapes;
}

const HwFabricTree *
hw_fabric_get_tree (const HwFabric *self, guint fabric)
{
  return fabric < self->n_shapes ? &self->shapes[fabric].tree : NULL;
}

guint
hw_fabric_count_switches (const HwFabric *self)
{
  return self->n_switches;
}

guint
hw_fabric_count_members (const HwFabric *self)
{
  return self->n_members;
}

guint
hw_fabric_count_nodes (const HwFabric *self)
{
  return self->n_switches + self->n_members;
}

const HwFabricSwitch *
hw_fabric_get_switch (const HwFabric *self, guint node)
{
  g_assert (node < self->n_switches);
  return &self->switches[node];
}

guint
hw_fabric_group (const HwFabric *self, guint node)
{
  const HwFabricSwitch *position = hw_fabric_get_switch (self, node);
  const HwFabricShape *shape = &self->shapes[position->fabric];
  const HwFabricTree *tree = &shape->tree;

  if (position->role != HW_FABRIC_LEAF)
    return position->group;
  return (position->group - shape->first_unit) / tree->block_units * tree->block_groups
         + position->index / (tree->unit_leaves / tree->block_groups);
}

const HwFabricCable *
hw_fabric_get_cables (const HwFabric *self, guint *n)
{
  *n = self->cables->len;
  return (const HwFabricCable *)(gpointer)self->cables->data;
}

guint
hw_fabric_count_role (const HwFabric *self, HwFabricRole role, guint *placed)
{
  guint count = 0, with_device = 0;

  for (guint i = 0; i < self->n_switches; i++)
    if (self->switches[i].role == role)
      {
        count++;
        with_device += self->switches[i].device >= 0;
      }
  if (placed != NULL)
    *placed = with_device;
  return count;
}

guint
hw_fabric_count_level (const HwFabric *self, HwFabricLevel level)
{
  return self->n_levels[level];
}

guint
hw_fabric_count_cables (const HwFabric *self, HwFabricLevel level)
{
  return (self->n_levels[level] + self->rule.planes - 1) / self->rule.planes;
}

HwFabricPlace
hw_fabric_get_place (const HwFabric *self, guint member)
{
  g_assert (member < self->n_members);
  return self->members[member].place;
}

gboolean
hw_fabric_is_appliance (const HwFabric *self, guint member)
{
  g_assert (member < self->n_members);
  return self->members[member].appliance;
}

void
hw_fabric_port_rail (const HwFabric *self, guint member, guint port, guint *rail, guint *plane)
{
  *plane = (port - 1) % self->rule.planes;
  *rail = (guint)MAX (self->members[member].place.rail, 0) + (port - 1) / self->rule.planes;
}

guint
hw_fabric_count_ports (const HwFabric *self, guint node)
{
  return self->first_port[node + 1] - self->first_port[node];
}

gint
hw_fabric_cable_at (const HwFabric *self, guint node, guint port)
{
  if (port < 1 || port > hw_fabric_count_ports (self, node))
    return -1;
  return self->cable_at[self->first_port[node] + port - 1];
}

guint
hw_fabric_count_used (const HwFabric *self, guint node)
{
  guint used = 0;

  for (guint i = self->first_port[node]; i < self->first_port[node + 1]; i++)
    used += self->cable_at[i] >= 0;
  return used;
}

guint
hw_fabric_other_end (const HwFabricCable *cable, guint node, guint *port)
{
  if (cable->low == node)
    {
      *port = cable->high_port;
      return cable->high;
    }
  *port = cable->low_port;
  return cable->low;
}

gboolean
hw_fabric_override_applied (const HwFabric *self, guint override)
{
  return override < self->n_overrides && self->applied[override];
}

gint
hw_fabric_device_switch (const HwFabric *self, guint device)
{
  return device < self->n_devices ? self->devices[device].node : -1;
}
