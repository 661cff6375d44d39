/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-fabric-growth.h"
#include "hw-fabric-work.h"
#include "hw-fabrics-private.h"

/* Fabrics while something is dragged. Deriving one may take longer than a step of the hand, so that
 * they stay as they are, and what the dragged thing adds is counted by their rules. */

void
hw_fabrics_take_preview (HwResults *self, const HwChangeSet *set)
{
  HwDesign *design = self->design;

  for (HwHandle fabric = hw_design_next (design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next (design, HW_TABLE_FABRIC, fabric))
    for (guint i = 0; i < set->n_changes; i++)
      if (set->changes[i].table == HW_TABLE_DEVICE && set->changes[i].kind == HW_CHANGE_INSERT
          && hw_fabric_would_join (design, fabric, set->changes[i].handle))
        hw_fabrics_memory (self, fabric)->joining++;
}

void
hw_fabrics_end_preview (HwResults *self)
{
  for (guint i = 0; self->fabrics != NULL && i < self->fabrics->len; i++)
    {
      HwFabricMemory *memory = self->fabrics->pdata[i];

      if (memory == NULL)
        continue;
      memory->joining = 0;
      if (memory->of_preview)
        hw_fabrics_forget (self, i);
      memory->of_preview = FALSE;
    }
}

/* The fabric as it was without the preview. */
static HwFabricMemory *
settled (HwResults *self, HwHandle fabric)
{
  HwFabricMemory *memory = hw_fabrics_memory (self, fabric);
  gboolean preview;

  if (memory->input != NULL || hw_results_fabric_waits (self, fabric))
    return memory;
  preview = hw_design_preview_suspend (self->design);
  memory = hw_fabrics_derived (self, fabric);
  if (preview)
    hw_design_preview_resume (self->design);
  memory->of_preview = FALSE;
  return memory;
}

/* The first members of a fabric make all of it. */
static gboolean
grow_from_nothing (HwResults *self, HwHandle handle, HwFabricGrowth *growth)
{
  g_autoptr (HwFabricInput) input = hw_fabric_input_new (self->design, handle, &self->moment);
  g_autoptr (HwFabric) fabric = NULL;

  if (!hw_fabric_input_is_complete (input))
    return FALSE;
  fabric = hw_fabric_derive (&input->description);
  growth->members = hw_fabric_count_members (fabric);
  for (guint i = 0; i < HW_N_FABRIC_ROLES; i++)
    growth->switches[i] = hw_fabric_count_role (fabric, i, NULL);
  for (guint i = 0; i < HW_N_FABRIC_LEVELS; i++)
    growth->links[i] = hw_fabric_count_level (fabric, i);
  growth->ports = growth->links[HW_FABRIC_CABLE_MEMBER];
  return growth->members > 0;
}

gboolean
hw_results_fabric_would_grow (HwResults *self, HwHandle fabric)
{
  return self->fabrics != NULL && fabric < self->fabrics->len
         && self->fabrics->pdata[fabric] != NULL
         && ((HwFabricMemory *)self->fabrics->pdata[fabric])->joining > 0;
}

gboolean
hw_results_fabric_growth (HwResults *self, HwHandle fabric, HwFabricGrowth *growth)
{
  HwFabricMemory *memory;

  memset (growth, 0, sizeof *growth);
  if (!hw_results_fabric_would_grow (self, fabric))
    return FALSE;
  memory = settled (self, fabric);
  if (memory->input == NULL)
    return FALSE;
  if (memory->fabric == NULL)
    return grow_from_nothing (self, fabric, growth);
  return hw_fabric_grow (memory->fabric, memory->joining, growth);
}
