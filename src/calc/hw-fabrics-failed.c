/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-cooling.h"
#include "hw-fabric-name.h"
#include "hw-fabrics-private.h"
#include "hw-override-key.h"
#include "hw-what-if.h"

/* The fabrics of a design with parts of them failed. */

/* In place of the id of a rule. */
#define NVLINK "nvlink"

static gboolean
is_rule (HwResults *self, HwHandle handle, const char *rule)
{
  HwRef ref = { 0 };

  if (handle == HW_FABRIC_NVLINK)
    return strcmp (rule, NVLINK) == 0;
  ref = hw_override_key_object (self->design, rule);
  return ref.handle == handle && ref.table == HW_TABLE_FABRIC;
}

/* "RULE/role/OBJECT" of this fabric: the object alone tells the thing. */
gboolean
hw_fabrics_add_failure (
    HwResults *self, HwHandle handle, HwFabric *fabric, HwFabricFailure *failure, const char *key)
{
  g_auto (GStrv) parts = hw_override_key_split (key);

  return g_strv_length (parts) >= 3 && is_rule (self, handle, parts[0])
         && hw_fabric_failure_add_key (failure, fabric, parts[2]);
}

void
hw_fabrics_prepare_failures (HwFabricMemory *memory)
{
  if (memory->fabric == NULL || memory->nodes != NULL)
    return;
  memory->nodes = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < hw_fabric_count_nodes (memory->fabric); i++)
    {
      HwHandle device = hw_fabrics_device (memory, i);

      if (device != 0)
        g_hash_table_insert (memory->nodes, GUINT_TO_POINTER (device), GUINT_TO_POINTER (i + 1));
    }
  hw_fabric_index_names (memory->fabric);
}

static void
add_device (HwFabricMemory *memory, HwHandle device)
{
  guint node = GPOINTER_TO_UINT (g_hash_table_lookup (memory->nodes, GUINT_TO_POINTER (device)));

  if (node > 0)
    hw_fabric_failure_add_node (memory->failure, node - 1);
}

/* What has stopped takes its ports along. */
static void
add_stopped (HwResults *self, HwFabricMemory *memory)
{
  const HwWhatIf *what_if = hw_results_stopped (self);
  HwDesign *design = self->design;

  for (guint i = 0; what_if != NULL && i < what_if->outages->len; i++)
    {
      HwRef object = g_array_index (what_if->outages, HwOutage, i).object;

      if (!hw_what_if_is_down (what_if, design, object))
        continue;
      if (object.table == HW_TABLE_DEVICE)
        add_device (memory, object.handle);
      else
        for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, object.handle);
             device != 0;
             device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
          add_device (memory, device);
    }
}

void
hw_fabrics_judge (HwResults *self, HwHandle handle, HwFabricMemory *memory)
{
  const char *const *keys = hw_results_get_failed (self);

  g_clear_pointer (&memory->failure, hw_fabric_failure_free);
  if (keys != NULL)
    {
      hw_fabrics_prepare_failures (memory);
      memory->failure = hw_fabric_failure_new (memory->fabric);
      for (guint i = 0; keys[i] != NULL; i++)
        hw_fabrics_add_failure (self, handle, memory->fabric, memory->failure, keys[i]);
      add_stopped (self, memory);
      if (memory->failure->n_failed == 0)
        g_clear_pointer (&memory->failure, hw_fabric_failure_free);
    }
  hw_fabrics_figure_failed (memory);
}

void
hw_fabrics_judge_all (HwResults *self)
{
  for (guint i = 0; self->fabrics != NULL && i < self->fabrics->len; i++)
    {
      HwFabricMemory *memory = self->fabrics->pdata[i];

      if (memory != NULL && memory->fabric != NULL)
        hw_fabrics_judge (self, i != HW_FABRICS_NVLINK_PLACE ? i : HW_FABRIC_NVLINK, memory);
    }
}

const HwFabricFailure *
hw_results_fabric_failure (HwResults *self, HwHandle fabric)
{
  HwFabricMemory *memory = hw_fabrics_derived (self, fabric);

  return memory != NULL ? memory->failure : NULL;
}

GArray *
hw_results_fabric_losses (HwResults *self, HwHandle fabric)
{
  const HwFabricMemory *memory = hw_fabrics_derived (self, fabric);

  if (memory == NULL || memory->failure == NULL)
    return g_array_new (FALSE, FALSE, sizeof (HwFabricLoss));
  return hw_fabric_baseline_losses (memory->baseline, memory->failure);
}

/* --- keys --- */

static char *
key_of (HwResults *self, HwHandle handle, const char *role, const char *object)
{
  char buffer[HW_ID_SIZE];
  const char *rule = NVLINK;

  if (handle != HW_FABRIC_NVLINK)
    rule = hw_design_id_text (self->design, HW_REF (HW_TABLE_FABRIC, handle), buffer);
  return g_strdup_printf ("%s/%s/%s", rule, role, object);
}

char *
hw_results_fabric_node_key (HwResults *self, HwHandle handle, guint node)
{
  const HwFabric *fabric = hw_results_fabric (self, handle);
  char buffer[HW_FABRIC_NAME_SIZE];
  const char *role = "member";

  if (hw_fabric_is_switch (fabric, node))
    {
      const HwFabricSwitch *position = hw_fabric_get_switch (fabric, node);

      role = position->device < 0 ? "switch" : hw_fabric_role_name (position->role);
    }
  return key_of (self, handle, role, hw_fabric_node_id (fabric, node, buffer));
}

char *
hw_results_fabric_cable_key (HwResults *self, HwHandle handle, guint cable)
{
  g_autofree char *end = hw_fabric_cable_key (hw_results_fabric (self, handle), cable);

  return key_of (self, handle, "cable", end);
}
