/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-exchange.h"

#include "hw-fabric-labels.h"

/* --- Graphviz --- */

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *)a;
  guint64 y = *(const guint64 *)b;

  return x < y ? -1 : x > y;
}

static void
add_tier (GString *text, const HwFabric *fabric, HwFabricLabels *labels, gint role)
{
  gboolean any = FALSE;

  for (guint i = 0; i < hw_fabric_count_nodes (fabric); i++)
    {
      gint own = hw_fabric_is_switch (fabric, i) ? hw_fabric_get_switch (fabric, i)->role : -1;

      if (own != role)
        continue;
      g_string_append (text, any ? " " : "  { rank=same; ");
      g_string_append_printf (text, "\"%s\";", hw_fabric_labels_name (labels, i));
      any = TRUE;
    }
  g_string_append (text, any ? " }\n" : "");
}

char *
hw_fabric_write_dot (const HwFabric *fabric)
{
  g_autoptr (HwFabricLabels) labels = hw_fabric_labels_new (fabric);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (guint64));
  GString *text = g_string_new ("graph fabric {\n  rankdir=BT;\n  node [shape=box];\n");
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n);

  for (gint role = -1; role < HW_N_FABRIC_ROLES; role++)
    add_tier (text, fabric, labels, role);
  for (guint i = 0; i < n; i++)
    {
      guint64 pair = ((guint64)cables[i].low << 32) | cables[i].high;
      g_array_append_val (pairs, pair);
    }
  g_array_sort (pairs, compare_pairs);
  for (guint i = 0, next; i < pairs->len; i = next)
    {
      guint64 pair = g_array_index (pairs, guint64, i);

      next = i;
      while (next < pairs->len && g_array_index (pairs, guint64, next) == pair)
        next++;
      g_string_append_printf (text,
                              "  \"%s\" -- \"%s\"",
                              hw_fabric_labels_name (labels, (guint)(pair >> 32)),
                              hw_fabric_labels_name (labels, (guint)(pair & G_MAXUINT32)));
      if (next - i > 1)
        g_string_append_printf (text, " [label=\"%u\"]", next - i);
      g_string_append (text, ";\n");
    }
  g_string_append (text, "}\n");
  return g_string_free (text, FALSE);
}

/* --- Slurm --- */

typedef struct
{
  gint32 unit, slot;
  guint member;
} Stand;

static int
compare_stands (gconstpointer a, gconstpointer b)
{
  const Stand *x = a;
  const Stand *y = b;

  if (x->unit != y->unit)
    return x->unit < y->unit ? -1 : 1;
  return x->slot < y->slot ? -1 : x->slot > y->slot;
}

/* The tree of a unit, and its block there. */
static guint
block_of (const HwFabric *fabric, guint unit, guint *tree_index)
{
  *tree_index = 0;
  for (guint i = 0; i < hw_fabric_count_trees (fabric); i++)
    {
      const HwFabricTree *tree = hw_fabric_get_tree (fabric, i);

      *tree_index = i;
      if (unit < tree->units)
        return unit / tree->block_units;
      unit -= tree->units;
    }
  return 0;
}

typedef struct
{
  GString *lines;
  GString *children; /* of the switch that is being collected */
  const char *prefix;
  guint count;
} Level;

/* @through: there is no such level, its children belong to the one above. */
static void
end_level (Level *level, gboolean through, GString *above)
{
  g_autofree char *name = NULL;

  if (level->children->len == 0)
    return;
  if (through)
    name = g_strdup (level->children->str);
  else
    {
      name = g_strdup_printf ("%s%02u", level->prefix, ++level->count);
      g_string_append_printf (
          level->lines, "SwitchName=%s Switches=%s\n", name, level->children->str);
    }
  g_string_truncate (level->children, 0);
  g_string_append_printf (above, "%s%s", above->len > 0 ? "," : "", name);
}

static gboolean
has_blocks (const HwFabric *fabric, guint tree)
{
  return hw_fabric_get_tree (fabric, tree)->tiers > 2;
}

char *
hw_fabric_write_slurm (const HwFabric *fabric)
{
  g_autoptr (HwFabricLabels) labels = hw_fabric_labels_new (fabric);
  g_autoptr (GArray) stands = g_array_new (FALSE, FALSE, sizeof (Stand));
  g_autoptr (GString) in_block = g_string_new (NULL);
  g_autoptr (GString) in_tree = g_string_new (NULL);
  g_autoptr (GString) trees = g_string_new (NULL);
  GString *text = g_string_new (NULL);
  Level block = { text, in_block, "block", 0 };
  Level tree = { text, in_tree, "fabric", 0 };
  guint last_block = 0, last_tree = 0;

  for (guint i = 0; i < hw_fabric_count_members (fabric); i++)
    {
      HwFabricPlace place = hw_fabric_get_place (fabric, i);
      Stand stand = { place.unit, place.slot, i };

      if (place.unit >= 0 && !hw_fabric_is_appliance (fabric, i))
        g_array_append_val (stands, stand);
    }
  g_array_sort (stands, compare_stands);
  for (guint i = 0, next; i < stands->len; i = next)
    {
      guint unit = (guint)g_array_index (stands, Stand, i).unit;
      guint tree_index;
      guint block_index = block_of (fabric, unit, &tree_index);

      if (i > 0 && (tree_index != last_tree || block_index != last_block))
        end_level (&block, !has_blocks (fabric, last_tree), in_tree);
      if (i > 0 && tree_index != last_tree)
        end_level (&tree, FALSE, trees);
      last_block = block_index;
      last_tree = tree_index;
      g_string_append_printf (text, "SwitchName=su%02u Nodes=", unit + 1);
      for (next = i;
           next < stands->len
           && g_array_index (stands, Stand, next).unit == g_array_index (stands, Stand, i).unit;
           next++)
        g_string_append_printf (
            text,
            "%s%s",
            next > i ? "," : "",
            hw_fabric_labels_name (labels,
                                   hw_fabric_count_switches (fabric)
                                       + g_array_index (stands, Stand, next).member));
      g_string_append_c (text, '\n');
      g_string_append_printf (in_block, "%ssu%02u", in_block->len > 0 ? "," : "", unit + 1);
    }
  if (stands->len > 0)
    end_level (&block, !has_blocks (fabric, last_tree), in_tree);
  end_level (&tree, FALSE, trees);
  return g_string_free (text, FALSE);
}

/* --- IBDM --- */

static void
add_system (GString *text,
            const HwFabric *fabric,
            HwFabricLabels *labels,
            const char *switch_type,
            guint node,
            guint port)
{
  char buffer[HW_FABRIC_LABEL_SIZE];

  if (hw_fabric_is_switch (fabric, node))
    g_string_append_printf (
        text, "%s %s P%u", switch_type, hw_fabric_labels_name (labels, node), port);
  else
    g_string_append_printf (
        text, "HCA_1 %s P1", hw_fabric_labels_adapter (labels, node, port, buffer));
}

char *
hw_fabric_write_ibdm (const HwFabric *fabric, const char *switch_type)
{
  g_autoptr (HwFabricLabels) labels = hw_fabric_labels_new (fabric);
  GString *text = g_string_new (NULL);
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n);

  for (guint i = 0; i < hw_fabric_count_switches (fabric); i++)
    {
      g_string_append_printf (text, "%s %s\n", switch_type, hw_fabric_labels_name (labels, i));
      for (guint port = 1; port <= hw_fabric_count_ports (fabric, i); port++)
        {
          gint cable = hw_fabric_cable_at (fabric, i, port);
          guint other, other_port;

          if (cable < 0)
            continue;
          other = hw_fabric_other_end (&cables[cable], i, &other_port);
          g_string_append_printf (text, "    P%u -> ", port);
          add_system (text, fabric, labels, switch_type, other, other_port);
          g_string_append_c (text, '\n');
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
