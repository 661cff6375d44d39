/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sparse.h"

#include <math.h>

/* A random weighted graph's Laplacian with something added to the diagonal: positive definite. */
static void
test_random (void)
{
  for (int round = 0; round < 200; round++)
    {
      guint n = (guint)g_test_rand_int_range (1, 40);
      guint n_pairs = n > 1 ? (guint)g_test_rand_int_range (0, 120) : 0;
      g_autofree guint *a = g_new (guint, n_pairs + 1);
      g_autofree guint *b = g_new (guint, n_pairs + 1);
      g_autofree double *dense = g_new0 (double, n *n);
      g_autofree double *right = g_new (double, n);
      g_autofree double *x = g_new (double, n);
      g_autoptr (HwSparse) matrix = NULL;
      double *values;
      guint failed;

      for (guint k = 0; k < n_pairs; k++)
        {
          a[k] = (guint)g_test_rand_int_range (0, (gint32)n);
          do
            b[k] = (guint)g_test_rand_int_range (0, (gint32)n);
          while (b[k] == a[k]);
        }
      matrix = hw_sparse_new (n, n_pairs, a, b);
      values = hw_sparse_values (matrix);
      for (guint i = 0; i < n; i++)
        {
          int at = hw_sparse_positions (matrix)[i];
          double weight = g_test_rand_double_range (0.1, 2);

          values[hw_sparse_diagonal_slots (matrix)[at]] += weight;
          dense[i * n + i] += weight;
          right[i] = g_test_rand_double_range (-1, 1);
        }
      for (guint k = 0; k < n_pairs; k++)
        {
          double weight = exp (g_test_rand_double_range (-8, 8));
          const int *at = hw_sparse_positions (matrix);
          const int *diagonal = hw_sparse_diagonal_slots (matrix);

          values[hw_sparse_pair_slots (matrix)[k]] -= weight;
          values[diagonal[at[a[k]]]] += weight;
          values[diagonal[at[b[k]]]] += weight;
          dense[a[k] * n + b[k]] -= weight;
          dense[b[k] * n + a[k]] -= weight;
          dense[a[k] * n + a[k]] += weight;
          dense[b[k] * n + b[k]] += weight;
        }
      g_assert_true (hw_sparse_factor (matrix, &failed));
      for (guint i = 0; i < n; i++)
        x[hw_sparse_positions (matrix)[i]] = right[i];
      hw_sparse_solve (matrix, x);
      for (guint i = 0; i < n; i++)
        {
          double sum = 0, size = 1;
          for (guint j = 0; j < n; j++)
            {
              double part = dense[i * n + j] * x[hw_sparse_positions (matrix)[j]];
              sum += part;
              size += fabs (part);
            }
          g_assert_cmpfloat (fabs (sum - right[i]), <=, 1e-12 * size);
        }
    }
}

static void
test_not_definite (void)
{
  const guint a[] = { 0, 1 }, b[] = { 1, 2 };
  g_autoptr (HwSparse) matrix = hw_sparse_new (3, 2, a, b);
  double *values = hw_sparse_values (matrix);
  guint failed = 99;

  /* All zero. */
  g_assert_false (hw_sparse_factor (matrix, &failed));
  g_assert_cmpuint (failed, <, 3);
  for (guint i = 0; i < 3; i++)
    values[hw_sparse_diagonal_slots (matrix)[i]] = 1;
  g_assert_true (hw_sparse_factor (matrix, &failed));
  values[hw_sparse_pair_slots (matrix)[0]] = 2;
  g_assert_false (hw_sparse_factor (matrix, &failed));
  values[hw_sparse_pair_slots (matrix)[0]] = NAN;
  g_assert_false (hw_sparse_factor (matrix, &failed));
}

static void
test_empty (void)
{
  g_autoptr (HwSparse) matrix = hw_sparse_new (0, 0, NULL, NULL);
  guint failed;

  g_assert_cmpuint (hw_sparse_n (matrix), ==, 0);
  g_assert_true (hw_sparse_factor (matrix, &failed));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/sparse/solves-random-matrices", test_random);
  g_test_add_func ("/calc/sparse/refuses-what-is-not-positive-definite", test_not_definite);
  g_test_add_func ("/calc/sparse/empty", test_empty);
  return g_test_run ();
}
