/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-grouping.h"

#include "hw-fabric-rails.h"

typedef struct
{
  const HwFabric *fabric;
  const HwFabricCable *cables;
  HwFabricLevel level;
  HwFabricGroupingKind kind;
  HwFabricHome home_of;
  gconstpointer data;
  guint rails;
  GArray *groups;
  guint32 *group_of; /* by cable: number of its group + 1 */
  guint32 *stamps;   /* by far end: number + 1 of the last group that has it */
  guint32 first;     /* groups of the near end that is looked at come after so many */
} Grouping;

/* The end of a cable that groups are collected at. */
static guint
near_end (const Grouping *self, const HwFabricCable *cable)
{
  return self->kind == HW_FABRIC_GROUPING_LEAVES && self->level == HW_FABRIC_CABLE_MEMBER
             ? cable->high
             : cable->low;
}

/* Where the other end of a cable counts; negative: nowhere. */
static gint
far_key (const Grouping *self, const HwFabricCable *cable, guint near)
{
  guint other_port, far = hw_fabric_other_end (cable, near, &other_port);
  gint home;

  if (self->kind == HW_FABRIC_GROUPING_PAIRS)
    return (gint)far;
  home = self->home_of (self->data, far);
  if (home < 0 || self->home_of (self->data, near) < 0)
    return -1;
  if (self->kind == HW_FABRIC_GROUPING_HOMES)
    return home;
  return home * (gint)(self->rails + 1) + hw_fabric_cable_rail (self->fabric, cable) + 1;
}

static void
take_node (Grouping *self, guint node)
{
  for (guint port = 1; port <= hw_fabric_count_ports (self->fabric, node); port++)
    {
      gint at = hw_fabric_cable_at (self->fabric, node, port);
      const HwFabricCable *cable;
      gint key;

      if (at < 0)
        continue;
      cable = &self->cables[at];
      if (cable->level != self->level || near_end (self, cable) != node)
        continue;
      key = far_key (self, cable, node);
      if (key < 0)
        continue;
      if (self->stamps[key] <= self->first)
        {
          HwFabricCableGroup group = { 0 };

          g_array_append_val (self->groups, group);
          self->stamps[key] = self->groups->len;
        }
      self->group_of[at] = self->stamps[key];
      g_array_index (self->groups, HwFabricCableGroup, self->stamps[key] - 1).n++;
    }
}

static guint32 *
list_cables (const Grouping *self, guint n)
{
  guint32 *listed = g_new (guint32, MAX (n, 1));
  guint32 first = 0;

  for (guint i = 0; i < self->groups->len; i++)
    {
      HwFabricCableGroup *group = &g_array_index (self->groups, HwFabricCableGroup, i);

      group->first = first;
      first += group->n;
      group->n = 0;
    }
  for (guint i = 0; i < n; i++)
    if (self->group_of[i] > 0)
      {
        HwFabricCableGroup *group
            = &g_array_index (self->groups, HwFabricCableGroup, self->group_of[i] - 1);

        listed[group->first + group->n++] = i;
      }
  return listed;
}

HwFabricGrouping *
hw_fabric_grouping_new (const HwFabric *fabric,
                        HwFabricLevel level,
                        HwFabricGroupingKind kind,
                        const guint32 *order,
                        HwFabricHome home_of,
                        guint n_homes,
                        gconstpointer data)
{
  HwFabricGrouping *self = g_new0 (HwFabricGrouping, 1);
  Grouping work
      = { .fabric = fabric, .level = level, .kind = kind, .home_of = home_of, .data = data };
  g_autofree guint32 *group_of = NULL;
  g_autofree guint32 *stamps = NULL;
  guint n, n_nodes = hw_fabric_count_nodes (fabric);
  gint home = -1;

  work.cables = hw_fabric_get_cables (fabric, &n);
  work.rails = MAX (hw_fabric_get_rule (fabric)->rails, HW_FABRIC_MOST_RAILS);
  work.groups = g_array_new (FALSE, FALSE, sizeof (HwFabricCableGroup));
  work.group_of = group_of = g_new0 (guint32, MAX (n, 1));
  work.stamps = stamps = g_new0 (guint32, MAX (n_nodes, n_homes * (work.rails + 1)) + 1);
  for (guint i = 0; i < n_nodes; i++)
    {
      gint next = home_of (data, order[i]);

      if (kind != HW_FABRIC_GROUPING_HOMES || next != home)
        work.first = work.groups->len;
      home = next;
      take_node (&work, order[i]);
    }
  self->cables = list_cables (&work, n);
  self->groups = work.groups;
  return self;
}

void
hw_fabric_grouping_free (HwFabricGrouping *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->groups);
  g_free (self->cables);
  g_free (self);
}
