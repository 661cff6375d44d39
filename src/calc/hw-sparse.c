/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sparse.h"

#include <string.h>

#include <suitesparse/amd.h>
#include <suitesparse/ldl.h>

struct _HwSparse
{
  HwArena *arena;
  gboolean owns_arena;
  int n;
  /* The upper triangle by columns, in the order of the elimination. */
  int *starts;
  int *rows;
  double *values;
  int *position; /* by the caller's row */
  int *pair_slots;
  int *diagonal_slots;
  /* The factors. */
  int *l_starts;
  int *l_counts;
  int *l_rows;
  int *parent;
  double *l_values;
  double *d;
  /* What LDL works in. */
  double *work;
  int *pattern;
  int *flag;
};

/* AMD takes the whole pattern by columns and does not mind entries that occur twice. */
static gboolean
order (HwSparse *self, guint n_pairs, const guint *a, const guint *b)
{
  int n = self->n;
  gsize mark = hw_arena_mark (self->arena);
  int *starts = hw_arena_array0 (self->arena, int, n + 1);
  int *rows = hw_arena_array (self->arena, int, 2 * n_pairs);
  int *next = hw_arena_array (self->arena, int, n);
  int *permutation = hw_arena_array (self->arena, int, n);

  for (guint k = 0; k < n_pairs; k++)
    {
      starts[a[k] + 1]++;
      starts[b[k] + 1]++;
    }
  for (int i = 0; i < n; i++)
    starts[i + 1] += starts[i];
  memcpy (next, starts, n * sizeof (int));
  for (guint k = 0; k < n_pairs; k++)
    {
      rows[next[a[k]]++] = (int)b[k];
      rows[next[b[k]]++] = (int)a[k];
    }
  if (amd_order (n, starts, rows, permutation, NULL, NULL) < AMD_OK)
    return FALSE;
  for (int i = 0; i < n; i++)
    self->position[permutation[i]] = i;
  hw_arena_release (self->arena, mark);
  return TRUE;
}

/* The upper triangle, its rows sorted within a column: the diagonal is the last of each. */
static void
arrange (HwSparse *self, guint n_pairs, const guint *a, const guint *b)
{
  int n = self->n;
  guint n_entries = n_pairs + (guint)n;
  gsize mark = hw_arena_mark (self->arena);
  int *row_starts = hw_arena_array0 (self->arena, int, n + 1);
  int *by_row = hw_arena_array (self->arena, int, n_entries);
  int *columns = hw_arena_array (self->arena, int, n_entries);
  int *next = hw_arena_array (self->arena, int, n);
  int *last = hw_arena_array (self->arena, int, n);

  /* Sorted by row first, so that each column then receives its rows in their order. */
  for (guint k = 0; k < n_pairs; k++)
    row_starts[MIN (self->position[a[k]], self->position[b[k]]) + 1]++;
  for (int i = 0; i < n; i++)
    row_starts[i + 1] += row_starts[i];
  memcpy (next, row_starts, n * sizeof (int));
  for (guint k = 0; k < n_pairs; k++)
    {
      int i = self->position[a[k]], j = self->position[b[k]];
      by_row[next[MIN (i, j)]++] = (int)k;
      columns[k] = MAX (i, j);
    }

  /* A pair that occurs again shares its entry. */
  memset (self->starts, 0, (n + 1) * sizeof (int));
  for (int i = 0; i < n; i++)
    last[i] = -1;
  for (int i = 0; i < n; i++)
    {
      for (int k = row_starts[i]; k < row_starts[i + 1]; k++)
        {
          int column = columns[by_row[k]];
          if (last[column] != i)
            self->starts[column + 1]++;
          last[column] = i;
        }
      self->starts[i + 1]++;
    }
  for (int i = 0; i < n; i++)
    {
      self->starts[i + 1] += self->starts[i];
      next[i] = self->starts[i];
      last[i] = -1;
    }
  for (int i = 0; i < n; i++)
    {
      for (int k = row_starts[i]; k < row_starts[i + 1]; k++)
        {
          int column = columns[by_row[k]];
          if (last[column] != i)
            self->rows[next[column]++] = i;
          last[column] = i;
          self->pair_slots[by_row[k]] = next[column] - 1;
        }
      self->diagonal_slots[i] = self->starts[i + 1] - 1;
      self->rows[self->diagonal_slots[i]] = i;
    }
  hw_arena_release (self->arena, mark);
}

/* Of a row and of a pair, with what orders them; the factors of loops of pipes are hardly larger.
 */
#define ROW_BYTES 128
#define PAIR_BYTES 64

HwSparse *
hw_sparse_new (guint n, guint n_pairs, const guint *a, const guint *b)
{
  HwArena *arena = hw_arena_new ((gsize)n * ROW_BYTES + (gsize)n_pairs * PAIR_BYTES);
  HwSparse *self = hw_sparse_new_in (arena, n, n_pairs, a, b);

  if (self == NULL)
    hw_arena_free (arena);
  else
    self->owns_arena = TRUE;
  return self;
}

HwSparse *
hw_sparse_new_in (HwArena *arena, guint n, guint n_pairs, const guint *a, const guint *b)
{
  g_autoptr (HwSparse) self = NULL;
  gsize size = n;

  if (n > G_MAXINT / 4 || n_pairs > G_MAXINT / 4)
    return NULL;
  self = g_new0 (HwSparse, 1);
  self->arena = arena;
  self->n = (int)n;
  self->starts = hw_arena_array0 (arena, int, size + 1);
  self->rows = hw_arena_array (arena, int, n_pairs + size);
  self->position = hw_arena_array (arena, int, size);
  self->pair_slots = hw_arena_array (arena, int, n_pairs);
  self->diagonal_slots = hw_arena_array (arena, int, size);
  self->l_starts = hw_arena_array0 (arena, int, size + 1);
  self->l_counts = hw_arena_array (arena, int, size);
  self->parent = hw_arena_array (arena, int, size);
  self->d = hw_arena_array (arena, double, size);
  self->work = hw_arena_array (arena, double, size);
  self->pattern = hw_arena_array (arena, int, size);
  self->flag = hw_arena_array (arena, int, size);
  if (n > 0 && !order (self, n_pairs, a, b))
    return NULL;
  arrange (self, n_pairs, a, b);
  self->values = hw_arena_array0 (arena, double, hw_sparse_n_values (self) + 1);
  ldl_symbolic (self->n,
                self->starts,
                self->rows,
                self->l_starts,
                self->parent,
                self->l_counts,
                self->flag,
                NULL,
                NULL);
  self->l_rows = hw_arena_array (arena, int, self->l_starts[n] + 1);
  self->l_values = hw_arena_array (arena, double, self->l_starts[n] + 1);
  return g_steal_pointer (&self);
}

void
hw_sparse_free (HwSparse *self)
{
  if (self == NULL)
    return;
  if (self->owns_arena)
    hw_arena_free (self->arena);
  g_free (self);
}

guint
hw_sparse_n (const HwSparse *self)
{
  return (guint)self->n;
}

const int *
hw_sparse_positions (const HwSparse *self)
{
  return self->position;
}

double *
hw_sparse_values (HwSparse *self)
{
  return self->values;
}

guint
hw_sparse_n_values (const HwSparse *self)
{
  return (guint)self->starts[self->n];
}

const int *
hw_sparse_pair_slots (const HwSparse *self)
{
  return self->pair_slots;
}

const int *
hw_sparse_diagonal_slots (const HwSparse *self)
{
  return self->diagonal_slots;
}

gboolean
hw_sparse_factor (HwSparse *self, guint *position)
{
  int done = ldl_numeric (self->n,
                          self->starts,
                          self->rows,
                          self->values,
                          self->l_starts,
                          self->parent,
                          self->l_counts,
                          self->l_rows,
                          self->l_values,
                          self->d,
                          self->work,
                          self->pattern,
                          self->flag,
                          NULL,
                          NULL);

  /* LDL stops at a zero only. The comparison also catches what is not a number. */
  for (int i = 0; i < done; i++)
    if (!(self->d[i] > 0))
      {
        *position = (guint)i;
        return FALSE;
      }
  *position = (guint)done;
  return done == self->n;
}

void
hw_sparse_solve (const HwSparse *self, double *x)
{
  ldl_lsolve (self->n, x, self->l_starts, self->l_rows, self->l_values);
  ldl_dsolve (self->n, x, self->d);
  ldl_ltsolve (self->n, x, self->l_starts, self->l_rows, self->l_values);
}
