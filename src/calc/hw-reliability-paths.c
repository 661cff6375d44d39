/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-reliability.h"

/* Of networks with several ways. */

/* States that are looked at; what is left then stays between the bounds. */
#define MOST_STATES 200000

typedef struct
{
  const HwGraph *graph;
  const double *nodes, *links;
  guint from, to;
  guint8 *out_nodes, *out_links;   /* taken as not there */
  guint8 *sure_nodes, *sure_links; /* taken as there */
  guint32 *distance;
  guint left;
  double low, high;
} Factoring;

static double
of_node (const Factoring *self, guint node)
{
  return self->nodes != NULL && !self->sure_nodes[node] ? self->nodes[node] : 1;
}

static double
of_link (const Factoring *self, guint link)
{
  return self->links != NULL && !self->sure_links[link] ? self->links[link] : 1;
}

/* Walks a shortest way from the end back to the beginning. Returns: whether a part of it may fail,
 * which one in @node or @link, the other being HW_GRAPH_NONE */
static gboolean
find_part (const Factoring *self, guint32 *node, guint32 *link)
{
  guint at = self->to;

  *node = *link = HW_GRAPH_NONE;
  while (TRUE)
    {
      guint n;
      const HwGraphEnd *ends = hw_graph_ends (self->graph, at, &n);

      if (of_node (self, at) < 1)
        {
          *node = at;
          return TRUE;
        }
      if (at == self->from)
        return FALSE;
      while (self->out_links[ends->link] || self->out_nodes[ends->node]
             || self->distance[ends->node] != self->distance[at] - 1)
        ends++;
      if (of_link (self, ends->link) < 1)
        {
          *link = ends->link;
          return TRUE;
        }
      at = ends->node;
    }
}

/* @chance: of the state that is looked at */
static void
factor (Factoring *self, double chance)
{
  guint32 node, link;
  guint8 *sure, *out;
  double there;

  if (chance <= 0)
    return;
  hw_graph_reach (self->graph, self->from, self->out_nodes, self->out_links, self->distance);
  if (self->out_nodes[self->from] || self->distance[self->to] == HW_GRAPH_NONE)
    {
      self->high -= chance;
      return;
    }
  if (!find_part (self, &node, &link))
    {
      self->low += chance;
      return;
    }
  if (self->left == 0)
    return;
  self->left--;
  there = node != HW_GRAPH_NONE ? self->nodes[node] : self->links[link];
  sure = node != HW_GRAPH_NONE ? &self->sure_nodes[node] : &self->sure_links[link];
  out = node != HW_GRAPH_NONE ? &self->out_nodes[node] : &self->out_links[link];
  *sure = TRUE;
  factor (self, chance * there);
  *sure = FALSE;
  *out = TRUE;
  factor (self, chance * (1 - there));
  *out = FALSE;
}

HwAvailabilityBounds
hw_reliability_of_paths (
    const HwGraph *graph, const double *nodes, const double *links, guint from, guint to)
{
  guint n_nodes = hw_graph_count_nodes (graph), n_links = hw_graph_count_links (graph);
  g_autofree guint8 *marks = g_new0 (guint8, 2 * (n_nodes + n_links) + 1);
  g_autofree guint32 *distance = g_new (guint32, n_nodes);
  Factoring self = { .graph = graph,
                     .nodes = nodes,
                     .links = links,
                     .from = from,
                     .to = to,
                     .out_nodes = marks,
                     .out_links = marks + n_nodes,
                     .sure_nodes = marks + n_nodes + n_links,
                     .sure_links = marks + 2 * n_nodes + n_links,
                     .distance = distance,
                     .left = MOST_STATES,
                     .low = 0,
                     .high = 1 };

  factor (&self, 1);
  return (HwAvailabilityBounds){ self.low, MAX (self.low, self.high) };
}
