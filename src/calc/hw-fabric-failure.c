/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-failure.h"

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
  self->failed_nodes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->failed_cables = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

HwFabricFailure *
hw_fabric_failure_copy (const HwFabricFailure *self)
{
  HwFabricFailure *copy = hw_fabric_failure_new (self->fabric);

  hw_fabric_failure_add (copy, self);
  return copy;
}

void
hw_fabric_failure_free (HwFabricFailure *self)
{
  if (self == NULL)
    return;
  g_free (self->nodes);
  g_free (self->cables);
  g_array_unref (self->failed_nodes);
  g_array_unref (self->failed_cables);
  g_free (self);
}

void
hw_fabric_failure_add_node (HwFabricFailure *self, guint node)
{
  if (self->nodes[node])
    return;
  self->nodes[node] = TRUE;
  g_array_append_val (self->failed_nodes, node);
  self->n_failed++;
}

void
hw_fabric_failure_add_cable (HwFabricFailure *self, guint cable)
{
  if (self->cables[cable])
    return;
  self->cables[cable] = TRUE;
  g_array_append_val (self->failed_cables, cable);
  self->n_failed++;
}

void
hw_fabric_failure_add (HwFabricFailure *self, const HwFabricFailure *other)
{
  for (guint i = 0; i < other->failed_nodes->len; i++)
    hw_fabric_failure_add_node (self, g_array_index (other->failed_nodes, guint, i));
  for (guint i = 0; i < other->failed_cables->len; i++)
    hw_fabric_failure_add_cable (self, g_array_index (other->failed_cables, guint, i));
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
