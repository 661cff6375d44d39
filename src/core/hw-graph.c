/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-graph.h"

#include <string.h>

struct _HwGraph
{
  guint n_nodes, n_links;
  guint32 *first; /* of a node's ends, one more than nodes */
  HwGraphEnd *ends;
};

HwGraph *
hw_graph_new (guint n_nodes, const HwGraphLink *links, guint n_links)
{
  HwGraph *self = g_new0 (HwGraph, 1);
  g_autofree guint32 *next = NULL;

  self->n_nodes = n_nodes;
  self->n_links = n_links;
  self->first = g_new0 (guint32, n_nodes + 1);
  self->ends = g_new (HwGraphEnd, MAX (2 * (gsize)n_links, 1));
  for (guint i = 0; i < n_links; i++)
    {
      g_assert (links[i].from < n_nodes && links[i].to < n_nodes);
      self->first[links[i].from + 1]++;
      if (links[i].to != links[i].from)
        self->first[links[i].to + 1]++;
    }
  for (guint i = 0; i < n_nodes; i++)
    self->first[i + 1] += self->first[i];
  next = g_memdup2 (self->first, n_nodes * sizeof *next);
  for (guint i = 0; i < n_links; i++)
    {
      self->ends[next[links[i].from]++] = (HwGraphEnd){ links[i].to, i };
      if (links[i].to != links[i].from)
        self->ends[next[links[i].to]++] = (HwGraphEnd){ links[i].from, i };
    }
  return self;
}

void
hw_graph_free (HwGraph *self)
{
  if (self == NULL)
    return;
  g_free (self->first);
  g_free (self->ends);
  g_free (self);
}

guint
hw_graph_count_nodes (const HwGraph *self)
{
  return self->n_nodes;
}

guint
hw_graph_count_links (const HwGraph *self)
{
  return self->n_links;
}

const HwGraphEnd *
hw_graph_ends (const HwGraph *self, guint node, guint *n)
{
  *n = self->first[node + 1] - self->first[node];
  return self->ends + self->first[node];
}

guint
hw_graph_reach (const HwGraph *self,
                guint from,
                const guint8 *without_nodes,
                const guint8 *without_links,
                guint32 *distance)
{
  g_autofree guint32 *queue = g_new (guint32, MAX (self->n_nodes, 1));
  guint head = 0, tail = 0;

  memset (distance, 0xff, self->n_nodes * sizeof *distance);
  if (without_nodes != NULL && without_nodes[from])
    return 0;
  distance[from] = 0;
  queue[tail++] = (guint32)from;
  while (head < tail)
    {
      guint32 node = queue[head++];

      for (guint32 i = self->first[node]; i < self->first[node + 1]; i++)
        {
          HwGraphEnd end = self->ends[i];

          if (distance[end.node] != HW_GRAPH_NONE
              || (without_links != NULL && without_links[end.link])
              || (without_nodes != NULL && without_nodes[end.node]))
            continue;
          distance[end.node] = distance[node] + 1;
          queue[tail++] = end.node;
        }
    }
  return tail;
}
