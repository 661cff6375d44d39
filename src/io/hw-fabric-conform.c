/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-conform.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-fabric-labels.h"

/* A port of the fabric, as key and value of tables. */
static gpointer
port_key (guint node, guint port)
{
  return GUINT_TO_POINTER (node * 256 + port);
}

/* Names of the fabric's switches and adapters → port key; port 0 for a switch. */
static GHashTable *
index_labels (const HwFabric *fabric, const HwFabricLabels *labels)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < hw_fabric_count_nodes (fabric); i++)
    {
      const char *name = hw_fabric_labels_name (labels, i);

      if (hw_fabric_is_switch (fabric, i))
        {
          g_hash_table_insert (index, g_strdup (name), port_key (i, 0));
          continue;
        }
      for (guint port = 1; port <= hw_fabric_count_ports (fabric, i); port++)
        {
          g_hash_table_insert (
              index, g_strdup_printf ("%s-mlx5_%u", name, port - 1), port_key (i, port));
          g_hash_table_insert (
              index, g_strdup_printf ("%s mlx5_%u", name, port - 1), port_key (i, port));
          g_hash_table_insert (
              index, g_strdup_printf ("%s HCA-%u", name, port), port_key (i, port));
        }
    }
  return index;
}

/* The fabric's port at an end of a link; NULL where its node is not the fabric's. */
static gpointer
fabric_port (
    const HwFabric *fabric, GHashTable *index, const HwIbnet *built, guint node, guint port)
{
  const HwIbnetNode *row = &g_array_index (built->nodes, HwIbnetNode, node);
  gpointer found;
  guint key;

  if (!g_hash_table_lookup_extended (index, row->name, NULL, &found))
    return NULL;
  key = GPOINTER_TO_UINT (found);
  if (key % 256 != 0)
    return port == 1 ? found : NULL;
  if (port > hw_fabric_count_ports (fabric, key / 256))
    return NULL;
  return port_key (key / 256, port);
}

typedef struct
{
  const HwFabric *fabric;
  const HwFabricCable *cables;
  guint n_cables;
  const HwIbnet *built;
  GHashTable *at; /* port key → link + 1 */
  guint8 *told;   /* by link: stands in a finding, or is as designed */
  GArray *findings;
} Work;

static void
compare_cable (Work *work, guint index)
{
  const HwFabricCable *cable = &work->cables[index];
  gpointer low = port_key (cable->low, cable->low_port);
  gpointer high = port_key (cable->high, cable->high_port);
  gint at_low = GPOINTER_TO_INT (g_hash_table_lookup (work->at, low)) - 1;
  gint at_high = GPOINTER_TO_INT (g_hash_table_lookup (work->at, high)) - 1;
  const HwFabricRule *rule = hw_fabric_get_rule (work->fabric);
  HwConformity finding = { HW_CONFORM_MISSING, (gint32)index, -1, -1, { -1, -1 } };
  double due = hw_fabric_is_switch (work->fabric, cable->low) ? rule->port_bit_s
                                                              : rule->port_bit_s / rule->split;

  if (at_low >= 0)
    work->told[at_low] = TRUE;
  if (at_high >= 0)
    work->told[at_high] = TRUE;
  if (at_low >= 0 && at_low == at_high)
    {
      double bit_s = g_array_index (work->built->links, HwIbnetLink, at_low).bit_s;

      if (bit_s <= 0 || bit_s >= due * (1 - 1e-9))
        return;
      finding.kind = HW_CONFORM_SLOW;
      finding.link = at_low;
    }
  else if (at_low >= 0 || at_high >= 0)
    {
      finding.kind = HW_CONFORM_SWAPPED;
      finding.link = at_low >= 0 ? at_low : at_high;
      finding.other = at_low >= 0 ? at_high : -1;
    }
  g_array_append_val (work->findings, finding);
}

GArray *
hw_fabric_conform (const HwFabric *fabric, const HwIbnet *built)
{
  g_autoptr (HwFabricLabels) labels = hw_fabric_labels_new (fabric);
  g_autoptr (GHashTable) index = index_labels (fabric, labels);
  g_autoptr (GHashTable) at = g_hash_table_new (NULL, NULL);
  guint n_links = built->links->len;
  g_autofree guint8 *told = g_new0 (guint8, MAX (n_links, 1));
  Work work = { .fabric = fabric, .built = built, .at = at, .told = told };

  work.cables = hw_fabric_get_cables (fabric, &work.n_cables);
  work.findings = g_array_new (FALSE, FALSE, sizeof (HwConformity));
  for (guint i = 0; i < n_links; i++)
    {
      const HwIbnetLink *link = &g_array_index (built->links, HwIbnetLink, i);

      for (int end = 0; end < 2; end++)
        {
          gpointer port = fabric_port (fabric, index, built, link->node[end], link->port[end]);

          if (port != NULL)
            g_hash_table_insert (at, port, GUINT_TO_POINTER (i + 1));
        }
    }
  for (guint i = 0; i < work.n_cables; i++)
    compare_cable (&work, i);
  for (guint i = 0; i < n_links; i++)
    if (!told[i])
      {
        HwConformity finding = { HW_CONFORM_UNKNOWN, -1, (gint32)i, -1, { -1, -1 } };

        for (int end = 0; end < 2; end++)
          {
            const HwIbnetLink *link = &g_array_index (built->links, HwIbnetLink, i);
            gpointer port = fabric_port (fabric, index, built, link->node[end], link->port[end]);

            if (port != NULL)
              finding.node[end] = (gint32)(GPOINTER_TO_UINT (port) / 256);
          }
        g_array_append_val (work.findings, finding);
      }
  return work.findings;
}

const char *
hw_conform_kind_name (HwConformKind kind)
{
  static const char *const names[] = { "missing", "swapped", "slow", "unknown" };

  return names[kind];
}

static char *
link_text (const HwIbnet *built, gint link)
{
  const HwIbnetLink *row = &g_array_index (built->links, HwIbnetLink, link);

  return g_strdup_printf ("%s[%u] – %s[%u]",
                          g_array_index (built->nodes, HwIbnetNode, row->node[0]).name,
                          row->port[0],
                          g_array_index (built->nodes, HwIbnetNode, row->node[1]).name,
                          row->port[1]);
}

static char *
cable_text (const HwFabric *fabric, gint cable)
{
  guint n;
  const HwFabricCable *row = &hw_fabric_get_cables (fabric, &n)[cable];
  char low[HW_FABRIC_NAME_SIZE], high[HW_FABRIC_NAME_SIZE];

  return g_strdup_printf ("%s[%u] – %s[%u]",
                          hw_fabric_node_name (fabric, row->low, low),
                          row->low_port,
                          hw_fabric_node_name (fabric, row->high, high),
                          row->high_port);
}

char *
hw_conformity_message (const HwFabric *fabric, const HwIbnet *built, const HwConformity *conformity)
{
  g_autofree char *cable = conformity->cable >= 0 ? cable_text (fabric, conformity->cable) : NULL;
  g_autofree char *link = conformity->link >= 0 ? link_text (built, conformity->link) : NULL;
  g_autofree char *other = conformity->other >= 0 ? link_text (built, conformity->other) : NULL;

  switch (conformity->kind)
    {
    case HW_CONFORM_MISSING:
      return g_strdup_printf (_ ("%s is not linked; plug the cable or look at its ends."), cable);
    case HW_CONFORM_SWAPPED:
      if (other != NULL)
        return g_strdup_printf (
            _ ("%s is cabled as %s and %s; exchange the ends."), cable, link, other);
      return g_strdup_printf (_ ("%s is cabled as %s; move the end."), cable, link);
    case HW_CONFORM_SLOW:
      return g_strdup_printf (
          _ ("%s runs at %.0f Gb/s, slower than designed; clean or replace the cable."),
          cable,
          g_array_index (built->links, HwIbnetLink, conformity->link).bit_s / 1e9);
    default:
      return g_strdup_printf (_ ("%s is not in the design; unplug it or add it."), link);
    }
}
