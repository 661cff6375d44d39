/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-device-ports.h"

#include "hw-fabrics-private.h"

static gint
index_of (const GArray *devices, HwHandle device)
{
  for (guint i = 0; i < devices->len; i++)
    if (g_array_index (devices, HwHandle, i) == device)
      return (gint)i;
  return -1;
}

gint
hw_results_fabric_node (HwResults *self, HwHandle fabric, HwHandle device)
{
  HwFabricMemory *memory = hw_fabrics_derived (self, fabric);
  gint index;

  if (memory == NULL || memory->fabric == NULL)
    return -1;
  index = index_of (memory->input->switch_devices, device);
  if (index >= 0)
    return hw_fabric_device_switch (memory->fabric, (guint)index);
  index = index_of (memory->input->member_devices, device);
  return index >= 0 ? index + (gint)hw_fabric_count_switches (memory->fabric) : -1;
}

static void
add_ports (GArray *ports, const HwFabric *fabric, HwHandle handle, guint node)
{
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &(guint){ 0 });

  for (guint port = 1; port <= hw_fabric_count_ports (fabric, node); port++)
    {
      HwDevicePort found = { .fabric = handle, .node = node, .port = port };
      gint cable = hw_fabric_cable_at (fabric, node, port);

      if (cable < 0)
        continue;
      found.cable = (guint)cable;
      found.far = hw_fabric_other_end (&cables[cable], node, &found.far_port);
      g_array_append_val (ports, found);
    }
}

GArray *
hw_results_device_ports (HwResults *self, HwHandle device)
{
  GArray *ports = g_array_new (FALSE, FALSE, sizeof (HwDevicePort));

  for (HwHandle fabric = hw_design_first_child (self->design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next_child (self->design, HW_TABLE_FABRIC, fabric))
    {
      gint node = hw_results_fabric_node (self, fabric, device);

      if (node >= 0)
        add_ports (ports, hw_results_fabric (self, fabric), fabric, (guint)node);
    }
  return ports;
}
