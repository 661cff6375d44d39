/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-arena.h"

G_BEGIN_DECLS

/* A sparse symmetric positive definite matrix whose pattern stays while its values change: ordered
 * once by SuiteSparse's AMD, factored into L·D·Lᵀ by its LDL as often as wanted. Rows stand in the
 * order of the elimination; hw_sparse_position() says where each of the caller's rows is, so that
 * right sides need not be permuted. One thread at a time for one matrix. */
typedef struct _HwSparse HwSparse;

/**
 * hw_sparse_new:
 * @n: rows
 * @n_pairs: entries beside the diagonal
 * @a: (array length=n_pairs): one row of each entry
 * @b: (array length=n_pairs): the other; not the same. A pair may occur more than once.
 *
 * Returns: (nullable): the matrix with all entries zero; %NULL where it is too large to be ordered
 */
HwSparse *hw_sparse_new (guint n, guint n_pairs, const guint *a, const guint *b);
/* The same in memory of @arena, which outlives it. */
HwSparse *hw_sparse_new_in (HwArena *arena, guint n, guint n_pairs, const guint *a, const guint *b);
void hw_sparse_free (HwSparse *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwSparse, hw_sparse_free)

guint hw_sparse_n (const HwSparse *self);

/* (array length=n): where each of the caller's rows stands. */
const int *hw_sparse_positions (const HwSparse *self);

/* Where the values are; hw_sparse_n_values() of them, to be changed as one likes. */
double *hw_sparse_values (HwSparse *self);
guint hw_sparse_n_values (const HwSparse *self);
/* (array length=n_pairs): index of each pair's value; the same for pairs that occur twice. */
const int *hw_sparse_pair_slots (const HwSparse *self);
/* (array length=n): index of the diagonal's value by position. */
const int *hw_sparse_diagonal_slots (const HwSparse *self);

/**
 * hw_sparse_factor:
 * @position: (out): of the row that failed
 *
 * Factors the present values.
 *
 * Returns: %FALSE where the matrix is not positive definite, or an entry is not a number
 */
gboolean hw_sparse_factor (HwSparse *self, guint *position);

/* Solves with the last factors. @x: (array length=n): right side by position, becomes the
 * solution. */
void hw_sparse_solve (const HwSparse *self, double *x);

G_END_DECLS
