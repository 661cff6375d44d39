/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-failure.h"

#include <string.h>

#include "hw-fabric-name.h"

HwFabricFailure *
hw_fabric_failure_new (const HwFabric *fabric)
{
  HwFabricFailure *self = g_new0 (HwFabricFailure, 1);
  guint n;

  hw_fabric_get_cables (fabric, &n);
  self->fabric = fabric;
  self->nodes = g_new0 (guint8, MAX (hw_fabric_count_nodes (fabric), 1));
  self->cables = g_new0 (guint8, MAX (n, 1));
  return self;
}

HwFabricFailure *
hw_fabric_failure_copy (const HwFabricFailure *self)
{
  HwFabricFailure *copy = hw_fabric_failure_new (self->fabric);
  guint n;

  hw_fabric_get_cables (self->fabric, &n);
  memcpy (copy->nodes, self->nodes, hw_fabric_count_nodes (self->fabric));
  memcpy (copy->cables, self->cables, n);
  copy->n_failed = self->n_failed;
  return copy;
}

void
hw_fabric_failure_free (HwFabricFailure *self)
{
  if (self == NULL)
    return;
  g_free (self->nodes);
  g_free (self->cables);
  g_free (self);
}

void
hw_fabric_failure_add_node (HwFabricFailure *self, guint node)
{
  self->n_failed += !self->nodes[node];
  self->nodes[node] = TRUE;
}

void
hw_fabric_failure_add_cable (HwFabricFailure *self, guint cable)
{
  self->n_failed += !self->cables[cable];
  self->cables[cable] = TRUE;
}

gboolean
hw_fabric_failure_add_key (HwFabricFailure *self, HwFabric *fabric, const char *key)
{
  gint node = hw_fabric_find_node (fabric, key);
  gint cable;

  if (node >= 0)
    {
      hw_fabric_failure_add_node (self, (guint)node);
      return TRUE;
    }
  cable = hw_fabric_find_cable (fabric, key);
  if (cable < 0)
    return FALSE;
  hw_fabric_failure_add_cable (self, (guint)cable);
  return TRUE;
}

/* Leaves with a working link to the tier above. */
static guint8 *
leaves_with_way_up (const HwFabricFailure *self, guint *n_leaves)
{
  guint n, n_switches = hw_fabric_count_switches (self->fabric);
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);
  guint8 *way = g_new0 (guint8, MAX (n_switches, 1));

  *n_leaves = 0;
  for (guint i = 0; i < n_switches; i++)
    *n_leaves += hw_fabric_get_switch (self->fabric, i)->role == HW_FABRIC_LEAF;
  for (guint i = 0; i < n; i++)
    if (cables[i].level == HW_FABRIC_CABLE_SPINE && hw_fabric_works (self, cables, i))
      way[cables[i].low] = TRUE;
  return way;
}

GArray *
hw_fabric_failure_losses (const HwFabricFailure *self)
{
  const HwFabric *fabric = self->fabric;
  GArray *losses = g_array_new (FALSE, TRUE, sizeof (HwFabricLoss));
  guint n, n_leaves;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n);
  g_autofree guint8 *way = leaves_with_way_up (self, &n_leaves);
  /* By themselves, or by another network. */
  gboolean joined = n_leaves < 2 || hw_fabric_get_rule (fabric)->uplinked;

  for (guint i = 0; i < hw_fabric_count_members (fabric); i++)
    {
      guint node = hw_fabric_count_switches (fabric) + i;
      HwFabricLoss loss = { .member = i };

      for (guint port = 1; port <= hw_fabric_count_ports (fabric, node) && !self->nodes[node];
           port++)
        {
          gint cable = hw_fabric_cable_at (fabric, node, port);
          guint64 bit = G_GUINT64_CONSTANT (1) << ((port - 1) & 63);
          guint other_port;

          if (cable < 0 || port > 128)
            continue;
          if (!hw_fabric_works (self, cables, (guint)cable))
            loss.dead[(port - 1) / 64] |= bit;
          else if (joined || way[hw_fabric_other_end (&cables[cable], node, &other_port)])
            continue;
          else
            loss.cut_off[(port - 1) / 64] |= bit;
          loss.n_lost++;
        }
      if (loss.n_lost > 0)
        g_array_append_val (losses, loss);
    }
  return losses;
}
