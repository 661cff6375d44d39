/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sweep-private.h"

#include "hw-fabric-reach.h"
#include "hw-fabrics-private.h"
#include "hw-results-private.h"

/* A fabric that GPUs cannot work without. */
typedef struct
{
  HwHandle handle;
  const HwFabric *fabric;
  guint *node_of; /* by device: node + 1 */
  HwHandle *device_of;
} Fabric;

static void
fabric_clear (gpointer data)
{
  Fabric *self = data;

  g_free (self->node_of);
  g_free (self->device_of);
}

GArray *
hw_sweep_find_fabrics (HwResults *results)
{
  HwDesign *design = results->design;
  GArray *fabrics = g_array_new (FALSE, FALSE, sizeof (Fabric));
  guint bound = hw_design_bound (design, HW_TABLE_DEVICE) + 1;

  g_array_set_clear_func (fabrics, fabric_clear);
  for (HwHandle handle = hw_design_next (design, HW_TABLE_FABRIC, 0); handle != 0;
       handle = hw_design_next (design, HW_TABLE_FABRIC, handle))
    {
      const HwFabric *fabric = hw_results_fabric (results, handle);
      Fabric row = { .handle = handle, .fabric = fabric };
      guint n_switches;

      if (fabric == NULL || !hw_what_if_needs_fabric (design, handle))
        continue;
      n_switches = hw_fabric_count_switches (fabric);
      row.node_of = g_new0 (guint, bound);
      row.device_of = g_new0 (HwHandle, MAX (hw_fabric_count_members (fabric), 1));
      for (guint node = 0; node < hw_fabric_count_nodes (fabric); node++)
        {
          HwHandle device = hw_results_fabric_device (results, handle, node);

          if (device != 0)
            row.node_of[device] = node + 1;
          if (node >= n_switches)
            row.device_of[node - n_switches] = device;
        }
      g_array_append_val (fabrics, row);
    }
  return fabrics;
}

void
hw_sweep_trial_init (HwSweepTrial *self, HwResults *results, const GArray *fabrics)
{
  self->results = results;
  self->fabrics = fabrics;
  self->reaches = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_fabric_reach_free);
  for (guint i = 0; i < fabrics->len; i++)
    g_ptr_array_add (self->reaches,
                     hw_fabric_reach_new (g_array_index (fabrics, Fabric, i).fabric));
}

void
hw_sweep_trial_clear (HwSweepTrial *self)
{
  g_ptr_array_unref (self->reaches);
}

static void
fail_device (HwSweepTrial *self, HwHandle device)
{
  for (guint i = 0; i < self->fabrics->len; i++)
    {
      guint node = g_array_index (self->fabrics, Fabric, i).node_of[device];

      if (node > 0)
        hw_fabric_reach_fail_node (self->reaches->pdata[i], node - 1);
    }
}

/* What has stopped takes its ports along. */
static void
fail_stopped (HwSweepTrial *self, const HwWhatIf *out)
{
  HwDesign *design = self->results->design;

  for (guint i = 0; i < out->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (out->outages, HwOutage, i);

      if (outage->state < HW_OUTAGE_HOT)
        continue;
      if (outage->object.table == HW_TABLE_DEVICE)
        fail_device (self, outage->object.handle);
      else
        for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, outage->rack);
             device != 0;
             device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
          fail_device (self, device);
    }
}

static gboolean
fail_in_fabrics (HwSweepTrial *self, const GArray *components)
{
  gboolean only = TRUE;

  for (guint i = 0; i < components->len; i++)
    {
      const HwComponent *component = &g_array_index (components, HwComponent, i);

      if (component->kind != HW_COMPONENT_NODE && component->kind != HW_COMPONENT_CABLE)
        {
          only = FALSE;
          continue;
        }
      for (guint j = 0; j < self->fabrics->len; j++)
        {
          if (g_array_index (self->fabrics, Fabric, j).handle != component->network)
            continue;
          if (component->kind == HW_COMPONENT_NODE)
            hw_fabric_reach_fail_node (self->reaches->pdata[j], component->index);
          else
            hw_fabric_reach_fail_cable (self->reaches->pdata[j], component->index);
        }
    }
  return only;
}

static gboolean
any_cut_off (HwSweepTrial *self)
{
  for (guint i = 0; i < self->reaches->len; i++)
    if (hw_fabric_reach_cut_off (self->reaches->pdata[i])->len > 0)
      return TRUE;
  return FALSE;
}

static void
take_cut_off (HwSweepTrial *self, HwWhatIf *out)
{
  for (guint i = 0; i < self->reaches->len; i++)
    {
      const GArray *members = hw_fabric_reach_cut_off (self->reaches->pdata[i]);
      const Fabric *fabric = &g_array_index (self->fabrics, Fabric, i);

      for (guint j = 0; j < members->len; j++)
        {
          HwHandle device = fabric->device_of[g_array_index (members, guint, j)];

          if (device != 0)
            hw_what_if_cut_off (out, self->results, device);
        }
    }
}

void
hw_sweep_evaluate (HwSweepTrial *self, const GArray *components, HwSweepLine *line)
{
  g_autoptr (HwWhatIf) out = NULL;
  gboolean only_fabrics = fail_in_fabrics (self, components);

  if (!only_fabrics)
    {
      out = hw_what_if_evaluate (self->results, components, FALSE);
      fail_stopped (self, out);
    }
  if (any_cut_off (self))
    {
      if (out == NULL)
        out = hw_what_if_evaluate (self->results, components, FALSE);
      take_cut_off (self, out);
    }
  for (guint i = 0; i < self->reaches->len; i++)
    hw_fabric_reach_reset (self->reaches->pdata[i]);
  if (out == NULL)
    return;
  line->gpus_lost = out->gpus_lost;
  line->gpus_capped = out->gpus_capped;
  line->overloads = out->overloads;
  line->capped_w = out->capped_w;
  if (out->gpus_lost > 0)
    line->fp8_lost = hw_what_if_lost (out, self->results, HW_TOTAL_FP8_DENSE);
}
