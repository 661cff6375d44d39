/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-fabric-name.h"
#include "hw-fabric-private.h"

const char *
hw_fabric_switch_name (const HwFabric *self, guint node, char buffer[HW_FABRIC_NAME_SIZE])
{
  const HwFabricSwitch *position = hw_fabric_get_switch (self, node);
  const HwFabricTree *tree = &self->shapes[position->fabric].tree;
  guint group = position->group, index = position->index;
  char prefix[24] = "";
  int length = 0;

  if (position->fabric > 0)
    length = g_snprintf (prefix, sizeof prefix, "f%u-", position->fabric + 1u);
  if (self->rule.planes > 1)
    g_snprintf (prefix + length, sizeof prefix - (gsize)length, "p%u-", position->plane + 1u);

  if (self->rule.uplinked && tree->unit_leaves == 1)
    g_snprintf (buffer, HW_FABRIC_NAME_SIZE, HW_FABRIC_UPLINKED_NAME, group + 1);
  else if (position->role == HW_FABRIC_LEAF && tree->unit_leaves == tree->rail_leaves)
    g_snprintf (buffer, HW_FABRIC_NAME_SIZE, "%ssu%02u-leaf-%02u", prefix, group + 1, index + 1);
  else if (position->role == HW_FABRIC_LEAF && tree->rail_leaves == 1)
    g_snprintf (buffer, HW_FABRIC_NAME_SIZE, "%ssu%02u-leaf-r%u", prefix, group + 1, index + 1);
  else if (position->role == HW_FABRIC_LEAF)
    g_snprintf (buffer,
                HW_FABRIC_NAME_SIZE,
                "%ssu%02u-leaf-r%u-%u",
                prefix,
                group + 1,
                index / tree->rail_leaves + 1,
                index % tree->rail_leaves + 1);
  else if (position->role == HW_FABRIC_CORE)
    g_snprintf (buffer, HW_FABRIC_NAME_SIZE, "%score-%02u-%02u", prefix, group + 1, index + 1);
  else if (tree->block_groups > 1)
    g_snprintf (buffer,
                HW_FABRIC_NAME_SIZE,
                "%sg%02u-r%u-spine-%02u",
                prefix,
                group / tree->block_groups + 1,
                group % tree->block_groups + 1,
                index + 1);
  else if (tree->tiers == 3)
    g_snprintf (buffer, HW_FABRIC_NAME_SIZE, "%sg%02u-spine-%02u", prefix, group + 1, index + 1);
  else
    g_snprintf (buffer, HW_FABRIC_NAME_SIZE, "%sspine-%02u", prefix, index + 1);
  return buffer;
}

const char *
hw_fabric_node_id (const HwFabric *self, guint node, char buffer[HW_FABRIC_NAME_SIZE])
{
  if (node >= self->n_switches)
    return self->members[node - self->n_switches].id;
  if (self->switches[node].device >= 0)
    return self->devices[self->switches[node].device].id;
  return hw_fabric_switch_name (self, node, buffer);
}

const char *
hw_fabric_node_name (const HwFabric *self, guint node, char buffer[HW_FABRIC_NAME_SIZE])
{
  const char *name = NULL;

  if (node >= self->n_switches)
    name = self->members[node - self->n_switches].name;
  else if (self->switches[node].device >= 0)
    name = self->devices[self->switches[node].device].name;
  return name != NULL ? name : hw_fabric_node_id (self, node, buffer);
}

/* Names of switches first, so that an id that looks like one wins. */
void
hw_fabric_index_names (HwFabric *self)
{
  char buffer[HW_FABRIC_NAME_SIZE];

  if (self->by_name != NULL)
    return;
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->n_switches; i++)
    g_hash_table_insert (
        self->by_name,
        g_string_chunk_insert (self->strings, hw_fabric_switch_name (self, i, buffer)),
        GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < self->n_devices; i++)
    if (self->devices[i].node >= 0)
      g_hash_table_insert (self->by_name,
                           (gpointer)self->devices[i].id,
                           GUINT_TO_POINTER (self->devices[i].node + 1));
  for (guint i = 0; i < self->n_members; i++)
    g_hash_table_insert (
        self->by_name, (gpointer)self->members[i].id, GUINT_TO_POINTER (self->n_switches + i + 1));
}

gint
hw_fabric_find_node (HwFabric *self, const char *id)
{
  hw_fabric_index_names (self);
  return (gint)GPOINTER_TO_UINT (g_hash_table_lookup (self->by_name, id)) - 1;
}

gint
hw_fabric_find_port (HwFabric *self, const char *text, guint *port)
{
  const char *colon = text != NULL ? strrchr (text, ':') : NULL;
  g_autofree char *id = NULL;
  guint64 number;
  gint node;

  *port = 0;
  if (colon == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 1, 255, &number, NULL))
    return -1;
  id = g_strndup (text, (gsize)(colon - text));
  node = hw_fabric_find_node (self, id);
  if (node < 0 || number > hw_fabric_count_ports (self, (guint)node))
    return -1;
  *port = (guint)number;
  return node;
}

gint
hw_fabric_find_cable (HwFabric *self, const char *text)
{
  guint port;
  gint node = hw_fabric_find_port (self, text, &port);

  return node >= 0 ? hw_fabric_cable_at (self, (guint)node, port) : -1;
}

char *
hw_fabric_cable_key (const HwFabric *self, guint cable)
{
  const HwFabricCable *row = &g_array_index (self->cables, HwFabricCable, cable);
  char buffer[HW_FABRIC_NAME_SIZE];

  return g_strdup_printf ("%s:%u", hw_fabric_node_id (self, row->low, buffer), row->low_port);
}

const char *
hw_fabric_port_name (const HwFabric *self,
                     guint node,
                     guint port,
                     HwFabricPortStyle style,
                     char buffer[HW_FABRIC_NAME_SIZE])
{
  const HwFabricRule *rule = &self->rule;
  const HwFabricTree *tree;
  guint whole = port, part = 0, cage, in_cage;

  if (node >= self->n_switches)
    {
      g_snprintf (buffer,
                  HW_FABRIC_NAME_SIZE,
                  "%s%u",
                  rule->port_stem != NULL ? rule->port_stem : "mlx5_",
                  port - 1);
      return buffer;
    }
  /* The links that split ports give come first, then the whole ports. */
  tree = &self->shapes[self->switches[node].fabric].tree;
  if (rule->split > 1 && self->switches[node].role == HW_FABRIC_LEAF)
    {
      if (port <= tree->down_links)
        {
          whole = (port - 1) / rule->split + 1;
          part = (port - 1) % rule->split + 1;
        }
      else
        whole = port - tree->down_links + tree->down_ports;
    }
  cage = (whole - 1) / rule->cage_ports + 1;
  in_cage = (whole - 1) % rule->cage_ports + 1;
  if (style == HW_FABRIC_PORT_NUMBER)
    g_snprintf (buffer, HW_FABRIC_NAME_SIZE, "%u", port);
  else if (style == HW_FABRIC_PORT_XDR)
    g_snprintf (
        buffer, HW_FABRIC_NAME_SIZE, "sw%up%u", cage, (in_cage - 1) * rule->split + MAX (part, 1));
  else if (rule->cage_ports == 1 && part == 0)
    g_snprintf (buffer, HW_FABRIC_NAME_SIZE, "%u", cage);
  else if (rule->cage_ports == 1)
    g_snprintf (buffer, HW_FABRIC_NAME_SIZE, "%u/%u", cage, part);
  else if (part == 0)
    g_snprintf (buffer, HW_FABRIC_NAME_SIZE, "%u/%u", cage, in_cage);
  else
    g_snprintf (buffer, HW_FABRIC_NAME_SIZE, "%u/%u/%u", cage, in_cage, part);
  return buffer;
}
