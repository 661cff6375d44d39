/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sparse.h"

#include <string.h>

#include <suitesparse/amd.h>
#include <suitesparse/ldl.h>

struct _HwSparse
{
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
  g_autofree int *starts = g_new0 (int, n + 1);
  g_autofree int *rows = g_new (int, MAX (2 * n_pairs, 1));
  g_autofree int *next = g_new (int, MAX (n, 1));
  g_autofree int *permutation = g_new (int, MAX (n, 1));

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
  return TRUE;
}

/* The upper triangle, its rows sorted within a column: the diagonal is the last of each. */
static void
arrange (HwSparse *self, guint n_pairs, const guint *a, const guint *b)
{
  int n = self->n;
  guint n_entries = n_pairs + (guint)n;
  g_autofree int *row_starts = g_new0 (int, n + 1);
  g_autofree int *by_row = g_new (int, MAX (n_entries, 1));
  g_autofree int *columns = g_new (int, MAX (n_entries, 1));
  g_autofree int *next = g_new (int, MAX (n, 1));
  g_autofree int *last = g_new (int, MAX (n, 1));

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
}

HwSparse *
hw_sparse_new (guint n, guint n_pairs, const guint *a, const guint *b)
{
  g_autoptr (HwSparse) self = NULL;
  int size = (int)MAX (n, 1);

  if (n > G_MAXINT / 4 || n_pairs > G_MAXINT / 4)
    return NULL;
  self = g_new0 (HwSparse, 1);
  self->n = (int)n;
  self->starts = g_new0 (int, size + 1);
  self->rows = g_new (int, n_pairs + size);
  self->position = g_new (int, size);
  self->pair_slots = g_new (int, MAX (n_pairs, 1));
  self->diagonal_slots = g_new (int, size);
  self->l_starts = g_new0 (int, size + 1);
  self->l_counts = g_new (int, size);
  self->parent = g_new (int, size);
  self->d = g_new (double, size);
  self->work = g_new (double, size);
  self->pattern = g_new (int, size);
  self->flag = g_new (int, size);
  if (n > 0 && !order (self, n_pairs, a, b))
    return NULL;
  arrange (self, n_pairs, a, b);
  self->values = g_new0 (double, hw_sparse_n_values (self) + 1);
  ldl_symbolic (self->n,
                self->starts,
                self->rows,
                self->l_starts,
                self->parent,
                self->l_counts,
                self->flag,
                NULL,
                NULL);
  self->l_rows = g_new (int, self->l_starts[n] + 1);
  self->l_values = g_new (double, self->l_starts[n] + 1);
  return g_steal_pointer (&self);
}

void
hw_sparse_free (HwSparse *self)
{
  if (self == NULL)
    return;
  g_free (self->starts);
  g_free (self->rows);
  g_free (self->values);
  g_free (self->position);
  g_free (self->pair_slots);
  g_free (self->diagonal_slots);
  g_free (self->l_starts);
  g_free (self->l_counts);
  g_free (self->l_rows);
  g_free (self->parent);
  g_free (self->l_values);
  g_free (self->d);
  g_free (self->work);
  g_free (self->pattern);
  g_free (self->flag);
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
