/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-name.h"
#include "hw-fabric-private.h"

/* Which switch of the fabric each device is. */

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

/* A device without a position takes the first that is free for its role. One whose position is
 * gone or taken stays spare, so that what is cabled is not taken for another switch unasked. */
static void
fill_positions (HwFabric *self, const HwFabricDescription *description)
{
  guint next[HW_N_FABRIC_ROLES] = { 0 };

  for (guint i = 0; i < self->n_devices; i++)
    {
      const HwFabricDevice *device = &description->devices[i];

      if (self->devices[i].node >= 0 || device->position != NULL)
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

      if (self->devices[i].node < 0 && device->position != NULL)
        take_position (self, description, i, hw_fabric_find_node (self, device->position));
    }
  fill_positions (self, description);
  /* What was looked up so far did not know the devices. */
  g_clear_pointer (&self->by_name, g_hash_table_unref);
}
