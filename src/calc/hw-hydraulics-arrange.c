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
find_around (HwArena *memory, const HwPipeNetwork *network, Around *around)
{
  guint n_nodes = hw_pipe_network_n_nodes (network), n_links = hw_pipe_network_n_links (network);
  guint *next = hw_arena_array (memory, guint, n_nodes + 1);

  around->ends = hw_arena_array (memory, Ends, n_links);
  around->kinds = hw_arena_array (memory, guint8, n_links);
  around->watched = hw_arena_array (memory, guint8, n_links);
  around->starts = hw_arena_array0 (memory, guint, n_nodes + 1);
  around->links = hw_arena_array (memory, guint, 2 * n_links);
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
  guint *run = hw_arena_array (self->memory, guint, self->n_links);
  gint8 *along = hw_arena_array (self->memory, gint8, self->n_links);

  memcpy (run, self->run, self->n_links * sizeof (guint));
  memcpy (along, self->along, self->n_links * sizeof (gint8));
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
  guint *a = hw_arena_array (self->memory, guint, self->n_runs);
  guint *b = hw_arena_array (self->memory, guint, self->n_runs);
  guint *run_of_pair = hw_arena_array (self->memory, guint, self->n_runs);
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
  self->matrix = hw_sparse_new_in (self->memory, n_unknown, n_pairs, a, b);
  if (self->matrix == NULL)
    return FALSE;

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

/* What a link and a node take, with what arranges them and the matrix. */
#define LINK_BYTES 240
#define NODE_BYTES 160

/* All arrays, as large as they may become. */
static void
take_memory (HwHydraulics *self)
{
  gsize n_links = self->n_links + 1, n_nodes = self->n_nodes + 1;
  HwArena *memory = hw_arena_new (n_links * LINK_BYTES + n_nodes * NODE_BYTES);

  self->memory = memory;
  self->link_at = hw_arena_array (memory, guint, n_links);
  self->link_of = hw_arena_array (memory, guint, n_links);
  self->node_at = hw_arena_array (memory, guint, n_nodes);
  self->node_of = hw_arena_array (memory, guint, n_nodes);
  self->run = hw_arena_array (memory, guint, n_links);
  self->along = hw_arena_array (memory, gint8, n_links);
  self->status = hw_arena_array0 (memory, guint8, n_links);
  self->flow = hw_arena_array0 (memory, double, n_links);
  self->loss = hw_arena_array0 (memory, double, n_links);
  self->gradient = hw_arena_array0 (memory, double, n_links);
  self->watched = hw_arena_array (memory, guint, n_links);
  self->run_starts = hw_arena_array (memory, guint, n_links + 1);
  self->members = hw_arena_array (memory, guint, n_links);
  self->inner_nodes = hw_arena_array (memory, guint, n_links);
  self->from = hw_arena_array (memory, guint, n_links);
  self->to = hw_arena_array (memory, guint, n_links);
  self->slots = hw_arena_array (memory, int, n_links);
  self->diagonals = hw_arena_array (memory, int, n_nodes);
  self->head = hw_arena_array0 (memory, double, n_nodes);
  self->demand = hw_arena_array0 (memory, double, n_nodes);
  self->change = hw_arena_array0 (memory, double, n_nodes);
  self->is_cut_off = hw_arena_array0 (memory, guint8, n_nodes);
}

/* Those of which only now is known how many there are. */
static void
take_runs (HwHydraulics *self)
{
  guint n_pipes = self->first[HW_PIPE_LINK_PIPE + 1], n_runs = self->n_runs + 1;
  guint n_pumps = self->first[HW_PIPE_LINK_PUMP + 1] - self->first[HW_PIPE_LINK_PUMP];

  self->square = hw_arena_array0 (self->memory, double, self->n_links - n_pipes + 1);
  self->pumps = hw_arena_array0 (self->memory, HwPumpCurve, n_pumps + 1);
  self->n_closed = hw_arena_array0 (self->memory, guint, n_runs);
  self->run_flow = hw_arena_array0 (self->memory, double, n_runs);
  self->run_error = hw_arena_array0 (self->memory, double, n_runs);
  self->run_weight = hw_arena_array0 (self->memory, double, n_runs);
}

gboolean
hw_hydraulics_arrange (HwHydraulics *self)
{
  guint8 *inner;
  Around around;
  gsize mark;

  take_memory (self);
  inner = hw_arena_array0 (self->memory, guint8, self->n_nodes + 1);
  mark = hw_arena_mark (self->memory);
  self->run_starts[0] = 0;
  self->n_runs = 0;
  find_around (self->memory, self->network, &around);
  find_runs (self, &around, inner);
  arrange_links (self, &around);
  hw_arena_release (self->memory, mark);
  take_runs (self);
  return arrange_nodes (self, inner);
}

void
hw_hydraulics_disarrange (HwHydraulics *self)
{
  g_clear_pointer (&self->matrix, hw_sparse_free);
  g_clear_pointer (&self->memory, hw_arena_free);
}
