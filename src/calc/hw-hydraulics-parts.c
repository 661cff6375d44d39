/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-hydraulics-private.h"
#include "hw-pipe-parts.h"

#include <string.h>

static gboolean
is_closed (const HwHydraulics *self, guint at)
{
  return self->status[at] >= HW_LINK_STOPPED;
}

static gboolean
any_closed (const HwHydraulics *self)
{
  for (guint k = 0; k < self->n_links; k++)
    if (is_closed (self, k))
      return TRUE;
  return FALSE;
}

/* The roots of the parts that open links make; fixed heads are one part, with the set n_nodes. */
static guint *
find_parts (const HwHydraulics *self)
{
  guint *parts = g_new (guint, self->n_nodes + 1);

  hw_pipe_parts_separate (parts, self->n_nodes + 1);
  for (guint i = self->n_unknown; i < self->n_nodes; i++)
    hw_pipe_parts_join (parts, self->n_nodes, i);
  for (guint k = 0; k < self->n_links; k++)
    if (!is_closed (self, k))
      hw_pipe_parts_join (parts, self->from[k], self->to[k]);
  for (guint i = 0; i <= self->n_nodes; i++)
    parts[i] = hw_pipe_parts_root (parts, i);
  return parts;
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
      if (parts[i] == parts[self->n_nodes])
        continue;
      self->is_cut_off[i] = TRUE;
      self->n_cut_off++;
      /* Any node of the part holds its heads; a root is one of its nodes. */
      if (parts[i] == i)
        g_array_append_val (self->pins, i);
    }
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
  number = g_new (guint, self->n_nodes + 1);
  a = g_new (guint, self->n_links);
  b = g_new (guint, self->n_links);
  shift = g_new0 (double, n);
  for (guint i = 0; i <= self->n_nodes; i++)
    number[i] = n;
  for (guint i = 0; i < n; i++)
    number[g_array_index (self->pins, guint, i)] = i;
  for (guint k = 0; k < self->n_links; k++)
    {
      a[n_pairs] = number[parts[self->from[k]]];
      b[n_pairs] = number[parts[self->to[k]]];
      if (a[n_pairs] < n && b[n_pairs] < n && a[n_pairs] != b[n_pairs])
        n_pairs++;
    }
  matrix = hw_sparse_new (n, n_pairs, a, b);
  if (matrix == NULL)
    return;
  values = hw_sparse_values (matrix);
  n_pairs = 0;
  for (guint k = 0; k < self->n_links; k++)
    {
      guint from = number[parts[self->from[k]]], to = number[parts[self->to[k]]];
      double loss = self->head[self->from[k]] - self->head[self->to[k]];
      if (from == to)
        continue;
      if (from < n && to < n)
        values[hw_sparse_pair_slots (matrix)[n_pairs++]] -= 1;
      if (from < n)
        {
          guint at = (guint)hw_sparse_positions (matrix)[from];
          values[hw_sparse_diagonal_slots (matrix)[at]] += 1;
          shift[at] -= loss;
        }
      if (to < n)
        {
          guint at = (guint)hw_sparse_positions (matrix)[to];
          values[hw_sparse_diagonal_slots (matrix)[at]] += 1;
          shift[at] += loss;
        }
    }
  if (!hw_sparse_factor (matrix, &position))
    return;
  hw_sparse_solve (matrix, shift);
  for (guint i = 0; i < self->n_unknown; i++)
    if (self->is_cut_off[i])
      self->head[i] += shift[hw_sparse_positions (matrix)[number[parts[i]]]];
}
