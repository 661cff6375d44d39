/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-route.h"

#include <string.h>

#include "hw-graph.h"

/* Links of a switch that are on shortest ways to the leaf at hand. */
typedef struct
{
  guint32 first; /* in `links` */
  guint16 count;
  guint8 digit; /* which of the destination's two numbers selects among them */
  guint8 down;
  guint8 hops; /* switches on the way, 0: none */
} Choice;

struct _HwFabricRouting
{
  const HwFabric *fabric;
  guint n_switches;
  guint8 *tier;   /* by switch: its role */
  HwGraph *graph; /* of switches; links are numbers in `cables` */
  guint32 *cables;
  GArray *ends;          /* HwFabricEnd */
  guint32 (*numbers)[2]; /* by destination: for links of leaves, and for links of cores */

  guint leaf;       /* at hand */
  Choice *choices;  /* by switch */
  GArray *links;    /* guint32 */
  guint32 *by_tier; /* switches from the leaves upwards */
  guint32 *order;
  guint n_order;
  const guint32 *number; /* of the destination */
};

static void
collect_ends (HwFabricRouting *self, const HwFabricFailure *failure)
{
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);

  for (guint i = 0; i < self->n_switches; i++)
    for (guint port = 1; port <= hw_fabric_count_ports (self->fabric, i); port++)
      {
        gint cable = hw_fabric_cable_at (self->fabric, i, port);
        HwFabricEnd end = { .leaf = i };

        if (cable < 0 || !hw_fabric_works (failure, cables, (guint)cable))
          continue;
        end.cable = (guint32)cable;
        end.node = hw_fabric_other_end (&cables[cable], i, &end.port);
        if (!hw_fabric_is_switch (self->fabric, end.node))
          g_array_append_val (self->ends, end);
      }
}

/* Links between switches of different tiers. */
static void
build_graph (HwFabricRouting *self, const HwFabricFailure *failure)
{
  guint n, count = 0;
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);
  g_autofree HwGraphLink *links = g_new (HwGraphLink, MAX (n, 1));

  self->cables = g_new (guint32, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    if (hw_fabric_is_switch (self->fabric, cables[i].low)
        && self->tier[cables[i].low] != self->tier[cables[i].high]
        && hw_fabric_works (failure, cables, i))
      {
        links[count] = (HwGraphLink){ cables[i].low, cables[i].high };
        self->cables[count++] = i;
      }
  self->graph = hw_graph_new (self->n_switches, links, count);
}

static void
sort_by_tier (HwFabricRouting *self)
{
  guint count = 0;

  self->by_tier = g_new (guint32, MAX (self->n_switches, 1));
  for (guint role = 0; role < HW_N_FABRIC_ROLES; role++)
    for (guint i = 0; i < self->n_switches; i++)
      if (self->tier[i] == role)
        self->by_tier[count++] = i;
}

/* Returns: whether a switch has links upwards, and then which one @index selects among them */
static gboolean
pick_up (const HwFabricRouting *self, guint node, guint index, HwGraphEnd *picked)
{
  guint n, count = 0;
  const HwGraphEnd *ends = hw_graph_ends (self->graph, node, &n);

  for (guint i = 0; i < n; i++)
    count += self->tier[ends[i].node] > self->tier[node];
  if (count == 0)
    return FALSE;
  index %= count;
  for (guint i = 0; i < n; i++)
    if (self->tier[ends[i].node] > self->tier[node] && index-- == 0)
      *picked = ends[i];
  return TRUE;
}

/* A destination's first number counts destinations, along the leaves. The second counts those that
 * come down through its spine: group by group, and on from group to group among the spines of the
 * same number, as these share their cores. */
static void
number_destinations (HwFabricRouting *self)
{
  guint32 before[HW_FABRIC_MOST_PORTS + 1] = { 0 };
  g_autofree guint32 *spines = g_new (guint32, MAX (self->ends->len, 1));
  g_autofree guint32 *next = g_new0 (guint32, MAX (self->n_switches, 1));

  self->numbers = g_malloc0_n (MAX (self->ends->len, 1), sizeof *self->numbers);
  for (guint i = 0; i < self->ends->len; i++)
    {
      HwGraphEnd up = { 0 };

      self->numbers[i][0] = i;
      spines[i] = HW_GRAPH_NONE;
      if (pick_up (self, g_array_index (self->ends, HwFabricEnd, i).leaf, i, &up)
          && self->tier[up.node] == HW_FABRIC_SPINE)
        next[spines[i] = up.node]++;
    }
  for (guint i = 0; i < self->n_switches; i++)
    if (self->tier[i] == HW_FABRIC_SPINE)
      {
        guint index = hw_fabric_get_switch (self->fabric, i)->index;
        guint32 count = next[i];

        next[i] = before[MIN (index, HW_FABRIC_MOST_PORTS)];
        before[MIN (index, HW_FABRIC_MOST_PORTS)] += count;
      }
  for (guint i = 0; i < self->ends->len; i++)
    if (spines[i] != HW_GRAPH_NONE)
      self->numbers[i][1] = next[spines[i]]++;
}

HwFabricRouting *
hw_fabric_routing_new (const HwFabric *fabric, const HwFabricFailure *failure)
{
  HwFabricRouting *self = g_new0 (HwFabricRouting, 1);

  self->fabric = fabric;
  self->n_switches = hw_fabric_count_switches (fabric);
  self->tier = g_new (guint8, MAX (self->n_switches, 1));
  for (guint i = 0; i < self->n_switches; i++)
    self->tier[i] = hw_fabric_get_switch (fabric, i)->role;
  self->ends = g_array_new (FALSE, FALSE, sizeof (HwFabricEnd));
  self->links = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->choices = g_new0 (Choice, MAX (self->n_switches, 1));
  self->order = g_new (guint32, MAX (self->n_switches, 1));
  self->leaf = HW_GRAPH_NONE;
  collect_ends (self, failure);
  build_graph (self, failure);
  sort_by_tier (self);
  number_destinations (self);
  return self;
}

void
hw_fabric_routing_free (HwFabricRouting *self)
{
  if (self == NULL)
    return;
  g_free (self->tier);
  hw_graph_free (self->graph);
  g_free (self->cables);
  g_array_unref (self->ends);
  g_free (self->numbers);
  g_free (self->choices);
  g_array_unref (self->links);
  g_free (self->by_tier);
  g_free (self->order);
  g_free (self);
}

const HwFabricEnd *
hw_fabric_routing_ends (const HwFabricRouting *self, guint *n)
{
  *n = self->ends->len;
  return (const HwFabricEnd *)(gpointer)self->ends->data;
}

/* Collects the links of @node to those neighbours above or below it from which the way is
 * shortest. */
static void
choose (HwFabricRouting *self, guint node, gboolean upwards)
{
  Choice *choice = &self->choices[node];
  guint n, best = G_MAXUINT;
  const HwGraphEnd *ends = hw_graph_ends (self->graph, node, &n);

  for (guint i = 0; i < n; i++)
    {
      guint hops = self->choices[ends[i].node].hops;

      if (hops > 0 && (self->tier[ends[i].node] > self->tier[node]) == upwards)
        best = MIN (best, hops);
    }
  if (best == G_MAXUINT)
    return;
  choice->first = self->links->len;
  for (guint i = 0; i < n; i++)
    if ((self->tier[ends[i].node] > self->tier[node]) == upwards
        && self->choices[ends[i].node].hops == best)
      g_array_append_val (self->links, self->cables[ends[i].link]);
  choice->count = (guint16)(self->links->len - choice->first);
  /* Between leaf and spine the first digit counts, between spine and core the second. */
  choice->digit
      = self->tier[node] == HW_FABRIC_CORE || (upwards && self->tier[node] == HW_FABRIC_SPINE);
  choice->hops = (guint8)(best + 1);
}

/* Ways down first, from the leaf upwards; what has none goes up, from the top downwards. */
static void
prepare_leaf (HwFabricRouting *self, guint leaf)
{
  self->leaf = leaf;
  self->n_order = 0;
  g_array_set_size (self->links, 0);
  memset (self->choices, 0, self->n_switches * sizeof *self->choices);
  self->choices[leaf].hops = 1;
  self->choices[leaf].down = TRUE;
  for (guint i = 0; i < self->n_switches; i++)
    {
      guint node = self->by_tier[i];

      if (node == leaf || self->tier[node] <= self->tier[leaf])
        continue;
      choose (self, node, FALSE);
      self->choices[node].down = self->choices[node].hops > 0;
    }
  for (guint i = self->n_switches; i-- > 0;)
    if (self->choices[self->by_tier[i]].hops == 0)
      choose (self, self->by_tier[i], TRUE);
  for (guint i = 0; i < self->n_switches; i++)
    if (self->choices[self->by_tier[i]].hops > 0 && !self->choices[self->by_tier[i]].down)
      self->order[self->n_order++] = self->by_tier[i];
  for (guint i = self->n_switches; i-- > 0;)
    if (self->choices[self->by_tier[i]].down)
      self->order[self->n_order++] = self->by_tier[i];
}

void
hw_fabric_routing_seek (HwFabricRouting *self, guint destination)
{
  guint leaf = g_array_index (self->ends, HwFabricEnd, destination).leaf;

  self->number = self->numbers[destination];
  if (leaf != self->leaf)
    prepare_leaf (self, leaf);
}

gint
hw_fabric_routing_next (const HwFabricRouting *self, guint node)
{
  const Choice *choice = &self->choices[node];

  if (choice->count == 0)
    return -1;
  return (gint)g_array_index (
      self->links, guint32, choice->first + self->number[choice->digit] % choice->count);
}

guint
hw_fabric_routing_hops (const HwFabricRouting *self, guint node)
{
  return self->choices[node].hops;
}

const guint32 *
hw_fabric_routing_order (const HwFabricRouting *self, guint *n)
{
  *n = self->n_order;
  return self->order;
}
