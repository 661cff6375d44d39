/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-hydraulics-private.h"
#include "hw-pipe-parts.h"

#include <string.h>

static gboolean
any_closed (const HwHydraulics *self)
{
  for (guint run = 0; run < self->n_runs; run++)
    if (self->n_closed[run] > 0)
      return TRUE;
  return FALSE;
}

/* The roots of the parts that open runs make of their ends; fixed heads are one part, with the set
 * n_ends. */
static guint *
find_parts (const HwHydraulics *self)
{
  guint *parts = g_new (guint, self->n_ends + 1);

  hw_pipe_parts_separate (parts, self->n_ends + 1);
  for (guint i = self->n_unknown; i < self->n_ends; i++)
    hw_pipe_parts_join (parts, self->n_ends, i);
  for (guint run = 0; run < self->n_runs; run++)
    if (self->n_closed[run] == 0)
      hw_pipe_parts_join (parts, self->from[run], self->to[run]);
  for (guint i = 0; i <= self->n_ends; i++)
    parts[i] = hw_pipe_parts_root (parts, i);
  return parts;
}

/* Inside a closed run: before what is closed first as its start, behind what is closed last as its
 * end, and between them cut off. */
static void
part_run (HwHydraulics *self, guint run)
{
  guint n_before = 0;

  for (guint i = self->run_starts[run]; i + 1 < self->run_starts[run + 1]; i++)
    {
      guint node = self->inner_nodes[i];

      n_before += self->status[self->members[i]] >= HW_LINK_STOPPED;
      if (n_before == 0)
        self->is_cut_off[node] = self->is_cut_off[self->from[run]];
      else if (n_before == self->n_closed[run])
        self->is_cut_off[node] = self->is_cut_off[self->to[run]];
      else
        self->is_cut_off[node] = TRUE;
      self->n_cut_off += self->is_cut_off[node];
    }
}

void
hw_hydraulics_part (HwHydraulics *self)
{
  g_autofree guint *parts = NULL;

  if (self->parted)
    return;
  self->parted = TRUE;
  self->n_cut_off = 0;
  g_array_set_size (self->pins, 0);
  memset (self->is_cut_off, 0, self->n_nodes);
  if (!any_closed (self))
    return;
  parts = find_parts (self);
  for (guint i = 0; i < self->n_unknown; i++)
    {
      if (parts[i] == parts[self->n_ends])
        continue;
      self->is_cut_off[i] = TRUE;
      self->n_cut_off++;
      /* Any node of the part holds its heads; a root is one of its nodes. */
      if (parts[i] == i)
        g_array_append_val (self->pins, i);
    }
  for (guint run = 0; run < self->n_runs; run++)
    part_run (self, run);
}

void
hw_hydraulics_settle_cut_off (HwHydraulics *self)
{
  g_autofree guint *parts = NULL;
  g_autofree guint *number = NULL; /* of each part that is cut off, by its root */
  g_autofree guint *a = NULL;
  g_autofree guint *b = NULL;
  g_autofree double *shift = NULL;
  g_autoptr (HwSparse) matrix = NULL;
  guint n = self->pins->len, n_pairs = 0, position;
  double *values;

  if (n == 0)
    return;
  parts = find_parts (self);
  number = g_new (guint, self->n_ends + 1);
  a = g_new (guint, self->n_runs);
  b = g_new (guint, self->n_runs);
  shift = g_new0 (double, n);
  for (guint i = 0; i <= self->n_ends; i++)
    number[i] = n;
  for (guint i = 0; i < n; i++)
    number[g_array_index (self->pins, guint, i)] = i;
  for (guint run = 0; run < self->n_runs; run++)
    {
      a[n_pairs] = number[parts[self->from[run]]];
      b[n_pairs] = number[parts[self->to[run]]];
      if (a[n_pairs] < n && b[n_pairs] < n && a[n_pairs] != b[n_pairs])
        n_pairs++;
    }
  matrix = hw_sparse_new (n, n_pairs, a, b);
  if (matrix == NULL)
    return;
  values = hw_sparse_values (matrix);
  n_pairs = 0;
  for (guint run = 0; run < self->n_runs; run++)
    {
      guint from = number[parts[self->from[run]]], to = number[parts[self->to[run]]];
      double loss = self->head[self->from[run]] - self->head[self->to[run]];
      double weight;

      if (from == to)
        continue;
      /* Every run between parts is closed, where each closed link leaks alike. */
      weight = 1.0 / self->n_closed[run];
      if (from < n && to < n)
        values[hw_sparse_pair_slots (matrix)[n_pairs++]] -= weight;
      if (from < n)
        {
          guint at = (guint)hw_sparse_positions (matrix)[from];
          values[hw_sparse_diagonal_slots (matrix)[at]] += weight;
          shift[at] -= weight * loss;
        }
      if (to < n)
        {
          guint at = (guint)hw_sparse_positions (matrix)[to];
          values[hw_sparse_diagonal_slots (matrix)[at]] += weight;
          shift[at] += weight * loss;
        }
    }
  /* Demand that closed links keep off draws the part's heads far down, so that what could let
   * something in opens. */
  for (guint i = 0; i < self->n_unknown; i++)
    if (self->is_cut_off[i])
      shift[hw_sparse_positions (matrix)[number[parts[i]]]]
          -= self->demand[i] * self->constants->set_flow_loss_s_m2;
  if (!hw_sparse_factor (matrix, &position))
    return;
  hw_sparse_solve (matrix, shift);
  for (guint i = 0; i < self->n_unknown; i++)
    if (self->is_cut_off[i])
      self->head[i] += shift[hw_sparse_positions (matrix)[number[parts[i]]]];
}
