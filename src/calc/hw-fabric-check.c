/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-private.h"

/* What overrides made of the cabling: OpenSM's fat-tree engine takes swapped rails without a word,
 * so the ends are compared with the rule. */

static void
report (HwFabric *self, HwFabricIssue issue, guint node, guint port, gint other)
{
  HwFabricProblem problem = HW_FABRIC_PROBLEM_INIT;

  problem.issue = issue;
  problem.node = (gint32)node;
  problem.port = port;
  problem.other = other;
  hw_fabric_report (self, &problem);
}

/* The leaf where the rule has a member's port end. */
static guint32
due_leaf (const HwFabric *self, guint member, guint port)
{
  HwFabricPlace place = self->members[member].place;
  guint leaf_port;

  if (place.unit < 0)
    return HW_FABRIC_NONE;
  place.rail += (gint32)((port - 1) / self->rule.planes);
  if ((guint)place.rail >= self->rule.rails)
    return HW_FABRIC_NONE;
  return hw_fabric_leaf_of (self, &place, (port - 1) % self->rule.planes, &leaf_port);
}

static gboolean
same_tree (const HwFabricSwitch *a, const HwFabricSwitch *b)
{
  return a->fabric == b->fabric && a->plane == b->plane;
}

/* Whether the tree has cables between two switches. */
static gboolean
joined (const HwFabric *self, const HwFabricCable *cable)
{
  const HwFabricSwitch *low = &self->switches[cable->low];
  const HwFabricSwitch *high = &self->switches[cable->high];

  if (!same_tree (low, high))
    return FALSE;
  if (cable->level == HW_FABRIC_CABLE_CORE)
    return low->index == high->group;
  return high->group == hw_fabric_group (self, cable->low);
}

static void
check_changed (HwFabric *self)
{
  for (guint i = 0; i < self->cables->len; i++)
    {
      const HwFabricCable *cable = &g_array_index (self->cables, HwFabricCable, i);

      if (!cable->changed)
        continue;
      if (cable->level == HW_FABRIC_CABLE_MEMBER)
        {
          guint member = cable->low - self->n_switches;
          guint32 due = due_leaf (self, member, cable->low_port);

          if (due != HW_FABRIC_NONE && due != cable->high)
            report (
                self, HW_FABRIC_ISSUE_WRONG_RAIL, cable->low, cable->low_port, (gint)cable->high);
        }
      else if (cable->level == HW_FABRIC_CABLE_OTHER || !joined (self, cable))
        report (self, HW_FABRIC_ISSUE_LEVEL, cable->low, cable->low_port, (gint)cable->high);
    }
}

/* The switches above @node that it is cabled to, from @first on. Returns: how many; @due is set to
 * the links to each of them. */
static guint
switches_above (const HwFabric *self, guint node, guint *first, guint *due)
{
  const HwFabricSwitch *low = &self->switches[node];
  const HwFabricShape *shape = &self->shapes[low->fabric];
  const HwFabricTree *tree = &shape->tree;
  guint at = low->fabric * self->rule.planes + low->plane;
  guint group, rank;

  if (low->role == HW_FABRIC_LEAF && tree->tiers > 1)
    {
      group = hw_fabric_group (self, node);
      rank = shape->block_rank[group / tree->block_groups] * tree->block_groups
             + group % tree->block_groups;
      *due = tree->bundle;
      *first = self->first_spine[at] + rank * tree->group_spines;
      return tree->group_spines;
    }
  if (low->role == HW_FABRIC_SPINE && tree->tiers > 2)
    {
      *due = tree->core_bundle;
      *first = self->first_core[at] + low->index * tree->set_cores;
      return tree->set_cores;
    }
  return 0;
}

/* Counts the links of each switch to each of its spines or cores; all must be as many. */
static void
check_bundles (HwFabric *self)
{
  for (guint i = 0; i < self->n_switches; i++)
    {
      guint counts[HW_FABRIC_MOST_PORTS] = { 0 };
      guint first, due;
      guint n = switches_above (self, i, &first, &due);

      for (guint port = 1; n > 0 && port <= self->switches[i].ports; port++)
        {
          gint cable = hw_fabric_cable_at (self, i, port);
          const HwFabricCable *row
              = cable >= 0 ? &g_array_index (self->cables, HwFabricCable, cable) : NULL;

          if (row != NULL && row->low == i && row->high >= first && row->high < first + n)
            counts[row->high - first]++;
        }
      for (guint j = 0; j < n; j++)
        {
          HwFabricProblem problem = HW_FABRIC_PROBLEM_INIT;

          if (counts[j] == due)
            continue;
          problem.issue = HW_FABRIC_ISSUE_UNEVEN;
          problem.node = (gint32)i;
          problem.other = (gint32)(first + j);
          problem.number = counts[j];
          problem.limit = due;
          hw_fabric_report (self, &problem);
        }
    }
}

static void
check_uncabled (HwFabric *self)
{
  for (guint i = 0; i < self->n_members; i++)
    for (guint port = 1; port <= self->members[i].ports; port++)
      if (hw_fabric_cable_at (self, self->n_switches + i, port) < 0
          && due_leaf (self, i, port) != HW_FABRIC_NONE)
        report (self, HW_FABRIC_ISSUE_UNCABLED, self->n_switches + i, port, -1);
}

void
hw_fabric_check (HwFabric *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->n_overrides; i++)
    any = any || self->applied[i];
  if (!any)
    return;
  check_changed (self);
  check_bundles (self);
  check_uncabled (self);
}
