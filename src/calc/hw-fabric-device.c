/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-name.h"
#include "hw-fabric-private.h"

/* Which switch of the fabric each device is. */

static guint
groups_of (const HwFabricTree *tree, HwFabricRole role)
{
  if (role == HW_FABRIC_LEAF)
    return tree->units;
  if (role == HW_FABRIC_SPINE)
    return tree->blocks * tree->block_groups;
  return tree->set_cores > 0 ? tree->group_spines : 0;
}

HwFabricPlace
hw_fabric_switch_place (const HwFabric *self, guint node)
{
  const HwFabricSwitch *position = hw_fabric_get_switch (self, node);
  guint group = position->group;

  /* A leaf's group is a unit, and units count over all trees already. */
  for (guint i = 0; i < position->fabric && position->role != HW_FABRIC_LEAF; i++)
    group += groups_of (&self->shapes[i].tree, position->role);
  return (HwFabricPlace){ (gint32)(group * self->rule.planes + position->plane),
                          (gint32)position->index,
                          0 };
}

gint
hw_fabric_find_place (const HwFabric *self, HwFabricRole role, const HwFabricPlace *place)
{
  guint planes = self->rule.planes;
  guint group, plane, slot;

  if (place->unit < 0 || place->slot < 0)
    return -1;
  group = (guint)place->unit / planes;
  plane = (guint)place->unit % planes;
  slot = (guint)place->slot;
  for (guint i = 0; i < self->n_shapes; i++)
    {
      const HwFabricShape *shape = &self->shapes[i];
      const HwFabricTree *tree = &shape->tree;
      guint at = i * planes + plane;
      guint32 rank;

      if (group >= groups_of (tree, role))
        {
          group -= groups_of (tree, role);
          continue;
        }
      if (role == HW_FABRIC_CORE)
        return slot < tree->set_cores && shape->n_blocks > 0
                   ? (gint)(self->first_core[at] + group * tree->set_cores + slot)
                   : -1;
      rank = role == HW_FABRIC_LEAF ? shape->unit_rank[group]
                                    : shape->block_rank[group / tree->block_groups];
      if (rank == HW_FABRIC_NONE)
        return -1;
      if (role == HW_FABRIC_LEAF)
        return slot < tree->unit_leaves
                   ? (gint)(self->first_leaf[at] + rank * tree->unit_leaves + slot)
                   : -1;
      rank = rank * tree->block_groups + group % tree->block_groups;
      return slot < tree->group_spines
                 ? (gint)(self->first_spine[at] + rank * tree->group_spines + slot)
                 : -1;
    }
  return -1;
}

static void
report_ports (HwFabric *self, const HwFabricDevice *device, guint index)
{
  HwFabricProblem problem = HW_FABRIC_PROBLEM_INIT;

  problem.issue = HW_FABRIC_ISSUE_DEVICE;
  problem.device = (gint32)index;
  problem.number = device->ports;
  problem.limit = self->rule.radix;
  hw_fabric_report (self, &problem);
}

static gboolean
take_position (HwFabric *self, const HwFabricDescription *description, guint device, gint node)
{
  HwFabricProblem problem = HW_FABRIC_PROBLEM_INIT;
  HwFabricSwitch *position
      = node >= 0 && (guint)node < self->n_switches ? &self->switches[node] : NULL;

  problem.device = (gint32)device;
  problem.issue = HW_FABRIC_ISSUE_POSITION;
  if (position != NULL && position->device >= 0)
    problem.other = node;
  else if (position != NULL && description->devices[device].ports < self->rule.radix)
    {
      report_ports (self, &description->devices[device], device);
      return FALSE;
    }
  else if (position != NULL)
    {
      position->device = (gint32)device;
      self->devices[device].node = node;
      return TRUE;
    }
  hw_fabric_report (self, &problem);
  return FALSE;
}

static void
apply_pins (HwFabric *self, const HwFabricDescription *description)
{
  g_autoptr (GHashTable) devices = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->n_devices; i++)
    g_hash_table_insert (devices, (gpointer)self->devices[i].id, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < description->n_overrides; i++)
    {
      const HwFabricOverride *override = &description->overrides[i];
      guint device;

      if (override->change != HW_FABRIC_PIN)
        continue;
      device = GPOINTER_TO_UINT (g_hash_table_lookup (devices, override->at));
      if (device > 0 && self->devices[device - 1].node < 0)
        self->applied[i] = take_position (
            self, description, device - 1, hw_fabric_find_node (self, override->to));
      else
        {
          HwFabricProblem problem = HW_FABRIC_PROBLEM_INIT;
          problem.issue = HW_FABRIC_ISSUE_IDLE;
          problem.override = (gint32)i;
          hw_fabric_report (self, &problem);
        }
    }
}

/* A device without a place takes the first that is free for its role. One whose place is
 * gone or taken stays spare, so that what is cabled is not taken for another switch unasked. */
static void
fill_positions (HwFabric *self, const HwFabricDescription *description)
{
  guint next[HW_N_FABRIC_ROLES] = { 0 };

  for (guint i = 0; i < self->n_devices; i++)
    {
      const HwFabricDevice *device = &description->devices[i];

      if (self->devices[i].node >= 0 || device->place.unit >= 0)
        continue;
      if (device->ports < self->rule.radix)
        {
          report_ports (self, device, i);
          continue;
        }
      for (guint role = 0; role < HW_N_FABRIC_ROLES && self->devices[i].node < 0; role++)
        {
          if (device->role != HW_N_FABRIC_ROLES && device->role != role)
            continue;
          while (next[role] < self->n_switches
                 && (self->switches[next[role]].role != role
                     || self->switches[next[role]].device >= 0))
            next[role]++;
          if (next[role] == self->n_switches)
            continue;
          self->switches[next[role]].device = (gint32)i;
          self->devices[i].node = (gint32)next[role];
        }
    }
}

void
hw_fabric_assign_devices (HwFabric *self, const HwFabricDescription *description)
{
  self->n_devices = description->n_devices;
  self->devices = g_new0 (HwFabricDeviceRow, MAX (self->n_devices, 1));
  for (guint i = 0; i < self->n_devices; i++)
    {
      const HwFabricDevice *device = &description->devices[i];

      self->devices[i].id = g_string_chunk_insert (self->strings, device->id);
      if (device->name != NULL)
        self->devices[i].name = g_string_chunk_insert (self->strings, device->name);
      self->devices[i].node = -1;
    }
  apply_pins (self, description);
  for (guint i = 0; i < self->n_devices; i++)
    {
      const HwFabricDevice *device = &description->devices[i];

      if (self->devices[i].node < 0 && device->place.unit >= 0)
        take_position (self,
                       description,
                       i,
                       device->role < HW_N_FABRIC_ROLES
                           ? hw_fabric_find_place (self, device->role, &device->place)
                           : -1);
    }
  fill_positions (self, description);
  /* What was looked up so far did not know the devices. */
  g_clear_pointer (&self->by_name, g_hash_table_unref);
}
