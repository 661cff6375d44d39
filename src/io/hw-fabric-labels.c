/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-labels.h"

#include <string.h>

/* Room for "-mlx5_127" behind the name. */
#define MOST_NAME 54

#define SWITCH_SPACE G_GUINT64_CONSTANT (0x5000000000000000)
#define MEMBER_SPACE G_GUINT64_CONSTANT (0x1000000000000000)
/* A port's GUID is its adapter's and the number of the port: adapters stand apart by more. */
#define ADAPTER_STEP 4
#define NODE_STEP 1024

struct _HwFabricLabels
{
  const HwFabric *fabric;
  GStringChunk *strings;
  const char **names; /* by node */
  guint64 *guids;
};

/* What tools take: letters, digits, ".", "_" and "-". */
static char *
plain_name (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  GString *plain = g_string_new (NULL);

  for (const char *at = ascii; *at != '\0' && plain->len < MOST_NAME; at++)
    g_string_append_c (plain, g_ascii_isalnum (*at) || strchr (".-_", *at) != NULL ? *at : '-');
  if (plain->len == 0)
    g_string_append (plain, "node");
  return g_string_free (plain, FALSE);
}

static void
name_nodes (HwFabricLabels *self)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < hw_fabric_count_nodes (self->fabric); i++)
    {
      char buffer[HW_FABRIC_NAME_SIZE];
      g_autofree char *plain = plain_name (hw_fabric_node_name (self->fabric, i, buffer));
      g_autofree char *name = g_strdup (plain);

      for (guint number = 2; g_hash_table_contains (taken, name); number++)
        {
          g_free (name);
          name = g_strdup_printf ("%.*s-%u", MOST_NAME - 8, plain, number);
        }
      self->names[i] = g_string_chunk_insert (self->strings, name);
      g_hash_table_add (taken, (gpointer)self->names[i]);
    }
}

/* FNV-1a over 64 bits, folded. */
static guint64
hash_id (const char *id)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (const guchar *at = (const guchar *)id; *at != '\0'; at++)
    hash = (hash ^ *at) * G_GUINT64_CONSTANT (1099511628211);
  return hash ^ (hash >> 32);
}

static void
number_nodes (HwFabricLabels *self)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < hw_fabric_count_nodes (self->fabric); i++)
    {
      char buffer[HW_FABRIC_NAME_SIZE];
      guint64 space = hw_fabric_is_switch (self->fabric, i) ? SWITCH_SPACE : MEMBER_SPACE;
      guint64 mask = (G_GUINT64_CONSTANT (1) << 56) - NODE_STEP;
      guint64 number = hash_id (hw_fabric_node_id (self->fabric, i, buffer)) & mask;

      self->guids[i] = space | number;
      while (!g_hash_table_add (taken, &self->guids[i]))
        {
          number = (number + NODE_STEP) & mask;
          self->guids[i] = space | number;
        }
    }
}

HwFabricLabels *
hw_fabric_labels_new (const HwFabric *fabric)
{
  HwFabricLabels *self = g_new0 (HwFabricLabels, 1);
  guint n_nodes = MAX (hw_fabric_count_nodes (fabric), 1);

  self->fabric = fabric;
  self->strings = g_string_chunk_new (4096);
  self->names = g_new0 (const char *, n_nodes);
  self->guids = g_new0 (guint64, n_nodes);
  name_nodes (self);
  number_nodes (self);
  return self;
}

void
hw_fabric_labels_free (HwFabricLabels *self)
{
  if (self == NULL)
    return;
  g_string_chunk_free (self->strings);
  g_free (self->names);
  g_free (self->guids);
  g_free (self);
}

const char *
hw_fabric_labels_name (const HwFabricLabels *self, guint node)
{
  return self->names[node];
}

guint64
hw_fabric_labels_guid (const HwFabricLabels *self, guint node)
{
  return self->guids[node];
}

const char *
hw_fabric_labels_adapter (const HwFabricLabels *self,
                          guint node,
                          guint port,
                          char buffer[HW_FABRIC_LABEL_SIZE])
{
  g_snprintf (buffer, HW_FABRIC_LABEL_SIZE, "%s-mlx5_%u", self->names[node], port - 1);
  return buffer;
}

guint64
hw_fabric_labels_adapter_guid (const HwFabricLabels *self, guint node, guint port)
{
  return self->guids[node] + ADAPTER_STEP * (port - 1);
}
