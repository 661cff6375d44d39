/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-cabling.h"

/* Cages of a node are numbered below this. */
#define CAGES_OF_A_NODE 256

static HwCableEnd
end_of (const HwFabric *fabric, const HwFabricStand *stands, guint node, guint port)
{
  const HwFabricRule *rule = hw_fabric_get_rule (fabric);
  HwCableEnd end = { stands[node].drop, stands[node].height_mm, 0, 1 };
  guint cage = port - 1;

  if (!hw_fabric_is_switch (fabric, node))
    {
      end.cage_ports = stands[node].cage_ports == 2 ? 2 : 1;
      cage /= end.cage_ports;
    }
  else if (rule->split > 1 && hw_fabric_get_switch (fabric, node)->role == HW_FABRIC_LEAF)
    {
      const HwFabricTree *tree
          = hw_fabric_get_tree (fabric, hw_fabric_get_switch (fabric, node)->fabric);

      /* Split links first, two a port; then the whole ports, in their cages. */
      end.cage_ports = 2;
      cage = port <= tree->down_links
                 ? cage / rule->split
                 : tree->down_ports + (port - tree->down_links - 1) / rule->cage_ports;
      if (port > tree->down_links)
        end.cage_ports = (guint8)MIN (rule->cage_ports, 2);
    }
  else
    {
      end.cage_ports = (guint8)MIN (rule->cage_ports, 2);
      cage /= end.cage_ports;
    }
  end.cage = node * CAGES_OF_A_NODE + cage;
  return end;
}

GArray *
hw_fabric_cable_links (const HwFabric *fabric, const HwFabricStand *stands, double slack_m)
{
  const HwFabricRule *rule = hw_fabric_get_rule (fabric);
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n);
  GArray *links = g_array_sized_new (FALSE, FALSE, sizeof (HwCableLink), n);

  for (guint i = 0; i < n; i++)
    {
      gboolean member = !hw_fabric_is_switch (fabric, cables[i].low);
      HwCableLink link
          = { .bit_s = rule->port_bit_s / (member ? rule->split : 1), .slack_m = slack_m };

      link.ends[0] = end_of (fabric, stands, cables[i].low, cables[i].low_port);
      link.ends[1] = end_of (fabric, stands, cables[i].high, cables[i].high_port);
      g_array_append_val (links, link);
    }
  return links;
}
