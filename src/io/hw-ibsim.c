/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-ibsim.h"

#include <inttypes.h>

#include "hw-fabric-labels.h"

typedef struct
{
  const HwFabric *fabric;
  const HwFabricFailure *failure;
  const HwFabricCable *cables;
  HwFabricLabels *labels;
  GString *text;
} Writer;

/* The working cable at a port; negative: none. */
static gint
cable_at (const Writer *self, guint node, guint port)
{
  gint cable = hw_fabric_cable_at (self->fabric, node, port);

  if (cable < 0 || !hw_fabric_works (self->failure, self->cables, (guint)cable))
    return -1;
  return cable;
}

static gboolean
is_gone (const Writer *self, guint node)
{
  return self->failure != NULL && self->failure->nodes[node];
}

static void
write_end (Writer *self, guint own_port, guint node, guint cable)
{
  char buffer[HW_FABRIC_LABEL_SIZE];
  guint port;
  guint other = hw_fabric_other_end (&self->cables[cable], node, &port);

  if (hw_fabric_is_switch (self->fabric, other))
    g_string_append_printf (self->text,
                            "[%u] \"%s\"[%u]\n",
                            own_port,
                            hw_fabric_labels_name (self->labels, other),
                            port);
  else
    g_string_append_printf (self->text,
                            "[%u] \"%s\"[1]\n",
                            own_port,
                            hw_fabric_labels_adapter (self->labels, other, port, buffer));
}

static void
write_adapter (Writer *self, guint node, guint port)
{
  char buffer[HW_FABRIC_LABEL_SIZE];
  gint cable = cable_at (self, node, port);

  g_string_append_printf (self->text,
                          "caguid=0x%016" PRIx64 "\nCa 1 \"%s\"\n",
                          hw_fabric_labels_adapter_guid (self->labels, node, port),
                          hw_fabric_labels_adapter (self->labels, node, port, buffer));
  if (cable >= 0)
    write_end (self, 1, node, (guint)cable);
  g_string_append_c (self->text, '\n');
}

/* Tools attach at the first node, so adapters with a cable come before those without. */
static void
write_members (Writer *self, gboolean cabled)
{
  for (guint i = hw_fabric_count_switches (self->fabric); i < hw_fabric_count_nodes (self->fabric);
       i++)
    for (guint port = 1; port <= hw_fabric_count_ports (self->fabric, i); port++)
      if (!is_gone (self, i) && (cable_at (self, i, port) >= 0) == cabled)
        write_adapter (self, i, port);
}

static void
write_switch (Writer *self, guint node)
{
  g_string_append_printf (self->text,
                          "switchguid=0x%016" PRIx64 "\nSwitch %u \"%s\"\n",
                          hw_fabric_labels_guid (self->labels, node),
                          hw_fabric_count_ports (self->fabric, node),
                          hw_fabric_labels_name (self->labels, node));
  for (guint port = 1; port <= hw_fabric_count_ports (self->fabric, node); port++)
    {
      gint cable = cable_at (self, node, port);

      if (cable >= 0)
        write_end (self, port, node, (guint)cable);
    }
  g_string_append_c (self->text, '\n');
}

char *
hw_ibsim_write (const HwFabric *fabric, const HwFabricFailure *failure)
{
  g_autoptr (HwFabricLabels) labels = hw_fabric_labels_new (fabric);
  Writer self = { .fabric = fabric, .failure = failure, .labels = labels };
  guint n;

  self.cables = hw_fabric_get_cables (fabric, &n);
  self.text = g_string_new (NULL);
  write_members (&self, TRUE);
  for (guint i = 0; i < hw_fabric_count_switches (fabric); i++)
    if (!is_gone (&self, i))
      write_switch (&self, i);
  write_members (&self, FALSE);
  return g_string_free (self.text, FALSE);
}

char *
hw_ibsim_write_roots (const HwFabric *fabric, const HwFabricFailure *failure)
{
  g_autoptr (HwFabricLabels) labels = hw_fabric_labels_new (fabric);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < hw_fabric_count_switches (fabric); i++)
    {
      const HwFabricSwitch *position = hw_fabric_get_switch (fabric, i);

      if (position->role + 1u == hw_fabric_get_tree (fabric, position->fabric)->tiers
          && (failure == NULL || !failure->nodes[i]))
        g_string_append_printf (text, "0x%016" PRIx64 "\n", hw_fabric_labels_guid (labels, i));
    }
  return g_string_free (text, FALSE);
}
