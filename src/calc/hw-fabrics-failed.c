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

/* What has stopped takes its ports along. */
static void
add_stopped (HwResults *self, HwFabricMemory *memory)
{
  const HwWhatIf *what_if = hw_results_stopped (self);

  for (guint i = 0; i < hw_fabric_count_nodes (memory->fabric); i++)
    {
      HwHandle device = hw_fabrics_device (memory, i);

      if (device != 0
          && hw_what_if_is_down (what_if, self->design, HW_REF (HW_TABLE_DEVICE, device)))
        hw_fabric_failure_add_node (memory->failure, i);
    }
}

void
hw_fabrics_judge (HwResults *self, HwHandle handle, HwFabricMemory *memory)
{
  const char *const *keys = hw_results_get_failed (self);

  g_clear_pointer (&memory->failure, hw_fabric_failure_free);
  if (keys != NULL)
    {
      memory->failure = hw_fabric_failure_new (memory->fabric);
      for (guint i = 0; keys[i] != NULL; i++)
        hw_fabrics_add_failure (self, handle, memory->fabric, memory->failure, keys[i]);
      add_stopped (self, memory);
      if (memory->failure->n_failed == 0)
        g_clear_pointer (&memory->failure, hw_fabric_failure_free);
    }
  if (!memory->whole_known)
    {
      HwFabricFailure *failure = g_steal_pointer (&memory->failure);

      hw_fabrics_figure (memory);
      memory->whole = memory->figures;
      memory->whole_known = TRUE;
      memory->failure = failure;
    }
  if (memory->failure != NULL)
    hw_fabrics_figure (memory);
  else
    memory->figures = memory->whole;
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
  const HwFabricFailure *failure = hw_results_fabric_failure (self, fabric);

  if (failure == NULL)
    return g_array_new (FALSE, FALSE, sizeof (HwFabricLoss));
  return hw_fabric_failure_losses (failure);
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
