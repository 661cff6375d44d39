/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-hydraulics-private.h"

#include <string.h>

/* Of a link what matters here, close together. */
typedef struct
{
  guint from;
  guint to;
} Ends;

/* The links at each node. */
typedef struct
{
  Ends *ends;
  guint8 *kinds;   /* HwPipeLinkKind */
  guint8 *watched; /* whether it opens and closes by itself */
  guint *starts;
  guint *links;
} Around;

static void
find_around (const HwPipeNetwork *network, Around *around)
{
  guint n_nodes = hw_pipe_network_n_nodes (network), n_links = hw_pipe_network_n_links (network);
  g_autofree guint *next = g_new (guint, n_nodes + 1);

  around->ends = g_new (Ends, n_links + 1);
  around->kinds = g_new (guint8, n_links + 1);
  around->watched = g_new (guint8, n_links + 1);
  around->starts = g_new0 (guint, n_nodes + 1);
  around->links = g_new (guint, 2 * n_links + 1);
  for (guint i = 0; i < n_links; i++)
    {
      const HwPipeLink *link = hw_pipe_network_link (network, i);
      around->ends[i] = (Ends){ link->from, link->to };
      around->kinds[i] = (guint8)link->kind;
      around->watched[i] = (guint8)hw_hydraulics_is_watched (link);
      around->starts[link->from + 1]++;
      around->starts[link->to + 1]++;
    }
  for (guint i = 0; i < n_nodes; i++)
    around->starts[i + 1] += around->starts[i];
  memcpy (next, around->starts, (n_nodes + 1) * sizeof (guint));
  for (guint i = 0; i < n_links; i++)
    {
      around->links[next[around->ends[i].from]++] = i;
      around->links[next[around->ends[i].to]++] = i;
    }
}

static void
clear_around (Around *around)
{
  g_free (around->ends);
  g_free (around->kinds);
  g_free (around->watched);
  g_free (around->starts);
  g_free (around->links);
}

gboolean
hw_hydraulics_is_watched (const HwPipeLink *link)
{
  return link->check || link->kind == HW_PIPE_LINK_PUMP || link->kind == HW_PIPE_LINK_FLOW_CONTROL;
}

/* Whether what flows in by one link flows out by one other. */
static gboolean
is_inner (const HwPipeNetwork *network, const Around *around, guint node)
{
  const HwPipeNode *values = hw_pipe_network_node (network, node);
  const guint *links = around->links + around->starts[node];

  return !values->fixed && values->demand_m3_s == 0
         && around->starts[node + 1] - around->starts[node] == 2 && !around->watched[links[0]]
         && !around->watched[links[1]];
}

static guint
other_end (const Around *around, guint link, guint node)
{
  const Ends *ends = &around->ends[link];

  return ends->from == node ? ends->to : ends->from;
}

/* Goes from @node away from @link while there are inner nodes. Returns: the last link before one
 * that is not; @node: (inout): that node */
static guint
walk (const Around *around, const guint8 *inner, guint link, guint *node)
{
  while (inner[*node])
    {
      const guint *links = around->links + around->starts[*node];

      link = links[0] == link ? links[1] : links[0];
      *node = other_end (around, link, *node);
    }
  return link;
}

/* A run from @node on by @link. Links are the network's numbers for now, as are nodes. */
static void
trace_run (HwHydraulics *self, const Around *around, guint8 *inner, guint link, guint node)
{
  guint run = self->n_runs++, start = node, at = self->run_starts[run];

  self->from[run] = node;
  while (TRUE)
    {
      const guint *links;

      self->run[link] = run;
      self->along[link] = around->ends[link].from == node ? 1 : -1;
      node = other_end (around, link, node);
      self->members[at] = link;
      self->inner_nodes[at++] = node;
      if (!inner[node])
        break;
      /* A ring that comes back to where it began is cut before its last link. */
      links = around->links + around->starts[node];
      link = links[0] == link ? links[1] : links[0];
      if (other_end (around, link, node) == start)
        {
          inner[node] = FALSE;
          break;
        }
    }
  self->to[run] = node;
  self->run_starts[run + 1] = at;
}

static void
find_runs (HwHydraulics *self, const Around *around, guint8 *inner)
{
  for (guint i = 0; i < self->n_nodes; i++)
    inner[i] = is_inner (self->network, around, i);
  for (guint i = 0; i < self->n_links; i++)
    self->run[i] = G_MAXUINT;
  for (guint i = 0; i < self->n_links; i++)
    {
      guint node = around->ends[i].from;
      guint first = i;

      if (self->run[i] != G_MAXUINT)
        continue;
      first = walk (around, inner, i, &node);
      trace_run (self, around, inner, first, node);
      /* What a cut ring left. */
      if (self->run[i] == G_MAXUINT)
        trace_run (self, around, inner, i, around->ends[i].from);
    }
}

/* Numbers the links by kind, and within a kind as they follow each other. */
static void
arrange_links (HwHydraulics *self, const Around *around)
{
  guint next[HW_N_PIPE_LINK_KINDS];
  g_autofree guint *run = g_memdup2 (self->run, (self->n_links + 1) * sizeof (guint));
  g_autofree gint8 *along = g_memdup2 (self->along, (self->n_links + 1) * sizeof (gint8));

  memset (self->first, 0, sizeof self->first);
  for (guint i = 0; i < self->n_links; i++)
    self->first[around->kinds[i] + 1]++;
  for (guint kind = 0; kind < HW_N_PIPE_LINK_KINDS; kind++)
    {
      self->first[kind + 1] += self->first[kind];
      next[kind] = self->first[kind];
    }
  for (guint i = 0; i < self->n_links; i++)
    {
      guint link = self->members[i];
      guint at = next[around->kinds[link]]++;
      self->link_at[link] = at;
      self->link_of[at] = link;
      self->members[i] = at;
      self->run[at] = run[link];
      self->along[at] = along[link];
    }
}

/* Numbers the nodes and makes the matrix. */
static gboolean
arrange_nodes (HwHydraulics *self, const guint8 *inner)
{
  guint n_unknown = 0, n_pairs = 0, next;
  g_autofree guint *a = g_new (guint, self->n_runs + 1);
  g_autofree guint *b = g_new (guint, self->n_runs + 1);
  g_autofree guint *run_of_pair = g_new (guint, self->n_runs + 1);
  const int *positions, *pair_slots;

  for (guint i = 0; i < self->n_nodes; i++)
    if (!hw_pipe_network_node (self->network, i)->fixed && !inner[i])
      self->node_at[i] = n_unknown++;
  self->n_unknown = next = n_unknown;
  for (guint i = 0; i < self->n_nodes; i++)
    if (hw_pipe_network_node (self->network, i)->fixed)
      self->node_at[i] = next++;
  self->n_ends = next;
  for (guint i = 0; i < self->n_nodes; i++)
    if (inner[i])
      self->node_at[i] = next++;
  for (guint run = 0; run < self->n_runs; run++)
    {
      guint from = self->node_at[self->from[run]], to = self->node_at[self->to[run]];

      if (from >= n_unknown || to >= n_unknown)
        continue;
      a[n_pairs] = from;
      b[n_pairs] = to;
      run_of_pair[n_pairs++] = run;
    }
  self->matrix = hw_sparse_new (n_unknown, n_pairs, a, b);
  if (self->matrix == NULL)
    return FALSE;

  self->slots = g_new (int, self->n_runs + 1);
  self->diagonals = g_new (int, self->n_ends + 1);

  /* From here on nodes stand in the order of the elimination. */
  positions = hw_sparse_positions (self->matrix);
  pair_slots = hw_sparse_pair_slots (self->matrix);
  for (guint i = 0; i < self->n_nodes; i++)
    {
      if (self->node_at[i] < n_unknown)
        self->node_at[i] = (guint)positions[self->node_at[i]];
      self->node_of[self->node_at[i]] = i;
    }
  for (guint run = 0; run < self->n_runs; run++)
    {
      self->slots[run] = (int)hw_sparse_n_values (self->matrix);
      self->from[run] = self->node_at[self->from[run]];
      self->to[run] = self->node_at[self->to[run]];
    }
  for (guint i = 0; i < self->n_links; i++)
    self->inner_nodes[i] = self->node_at[self->inner_nodes[i]];
  for (guint i = 0; i < n_pairs; i++)
    self->slots[run_of_pair[i]] = pair_slots[i];
  for (guint i = 0; i < self->n_ends; i++)
    self->diagonals[i] = i < n_unknown ? hw_sparse_diagonal_slots (self->matrix)[i]
                                       : (int)hw_sparse_n_values (self->matrix);
  return TRUE;
}

gboolean
hw_hydraulics_arrange (HwHydraulics *self)
{
  guint n_links = self->n_links + 1, n_nodes = self->n_nodes + 1;
  g_autofree guint8 *inner = g_new0 (guint8, n_nodes);
  Around around;

  self->link_at = g_new (guint, n_links);
  self->link_of = g_new (guint, n_links);
  self->node_at = g_new (guint, n_nodes);
  self->node_of = g_new (guint, n_nodes);
  self->run = g_new (guint, n_links);
  self->along = g_new (gint8, n_links);
  self->run_starts = g_new (guint, n_links + 1);
  self->run_starts[0] = 0;
  self->members = g_new (guint, n_links);
  self->inner_nodes = g_new (guint, n_links);
  self->from = g_new (guint, n_links);
  self->to = g_new (guint, n_links);
  self->n_runs = 0;
  find_around (self->network, &around);
  find_runs (self, &around, inner);
  arrange_links (self, &around);
  clear_around (&around);
  if (!arrange_nodes (self, inner))
    return FALSE;
  self->n_closed = g_new0 (guint, self->n_runs + 1);
  self->run_flow = g_new0 (double, self->n_runs + 1);
  self->run_error = g_new0 (double, self->n_runs + 1);
  self->run_weight = g_new0 (double, self->n_runs + 1);
  self->change = g_new0 (double, self->n_ends + 1);
  return TRUE;
}

void
hw_hydraulics_disarrange (HwHydraulics *self)
{
  g_clear_pointer (&self->link_at, g_free);
  g_clear_pointer (&self->link_of, g_free);
  g_clear_pointer (&self->node_at, g_free);
  g_clear_pointer (&self->node_of, g_free);
  g_clear_pointer (&self->run, g_free);
  g_clear_pointer (&self->along, g_free);
  g_clear_pointer (&self->run_starts, g_free);
  g_clear_pointer (&self->members, g_free);
  g_clear_pointer (&self->inner_nodes, g_free);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->to, g_free);
  g_clear_pointer (&self->slots, g_free);
  g_clear_pointer (&self->diagonals, g_free);
  g_clear_pointer (&self->n_closed, g_free);
  g_clear_pointer (&self->run_flow, g_free);
  g_clear_pointer (&self->run_error, g_free);
  g_clear_pointer (&self->run_weight, g_free);
  g_clear_pointer (&self->change, g_free);
  g_clear_pointer (&self->matrix, hw_sparse_free);
}
