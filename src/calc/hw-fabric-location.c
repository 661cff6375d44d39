/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-location.h"

#include "hw-fabrics.h"

HwFabricLocations *
hw_fabric_locations_new (HwResults *results, HwHandle handle)
{
  HwFabricLocations *self = g_new0 (HwFabricLocations, 1);
  HwDesign *design = hw_results_get_design (results);
  guint n_nodes = hw_fabric_count_nodes (hw_results_fabric (results, handle));

  self->nodes = g_new0 (HwFabricLocation, MAX (n_nodes, 1));
  self->texts = g_string_chunk_new (4096);
  for (guint i = 0; i < n_nodes; i++)
    {
      HwHandle device = hw_results_fabric_device (results, handle, i);
      const HwDevice *row;
      char unit[16];

      if (device == 0)
        continue;
      row = hw_design_get_device (design, device);
      self->nodes[i].rack = g_string_chunk_insert_const (
          self->texts, hw_design_name (design, HW_REF (HW_TABLE_RACK, row->object.parent)));
      if (row->channel != HW_CHANNEL_NONE)
        continue;
      g_snprintf (unit, sizeof unit, row->position % 2 == 0 ? "%d" : "%d.5", row->position / 2 + 1);
      self->nodes[i].unit = g_string_chunk_insert_const (self->texts, unit);
    }
  return self;
}

void
hw_fabric_locations_free (HwFabricLocations *self)
{
  if (self == NULL)
    return;
  g_string_chunk_free (self->texts);
  g_free (self->nodes);
  g_free (self);
}

HwFabricPortStyle
hw_fabric_port_style (const HwFabric *fabric)
{
  /* Quantum-X800 writes its ports in a way of its own; it is the switch of 800 Gb/s. */
  return hw_fabric_get_rule (fabric)->port_bit_s > 400e9 * (1 + 1e-9) ? HW_FABRIC_PORT_XDR
                                                                      : HW_FABRIC_PORT_CAGE;
}

GArray *
hw_fabric_port_runs (const HwFabric *fabric, guint node)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (HwFabricPortRun));
  guint n_cables;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n_cables);
  HwFabricPortRun *last = NULL;

  for (guint port = 1; port <= hw_fabric_count_ports (fabric, node); port++)
    {
      gint cable = hw_fabric_cable_at (fabric, node, port);
      HwFabricPortRun run = { port, 1, -1, 0 };

      if (cable >= 0)
        run.far = (gint)hw_fabric_other_end (&cables[cable], node, &run.far_port);
      if (last != NULL && last->far == run.far
          && (run.far < 0 || run.far_port == last->far_port + last->n))
        {
          last->n++;
          continue;
        }
      g_array_append_val (runs, run);
      last = &g_array_index (runs, HwFabricPortRun, runs->len - 1);
    }
  return runs;
}
