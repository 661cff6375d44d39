/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cost.h"

G_BEGIN_DECLS

/* What one input alone does to a cost: at its ends, with all others at their values. */
typedef struct
{
  const char *label;     /* for people, translated */
  HwDimension dimension; /* of the input */
  double input, input_low, input_high;
  double low, high; /* the cost with the input at its cheap and at its dear end */
  gboolean own;     /* a person's own figure */
  char basis;       /* of the figure: 'A' assumption; 0: a sum */
} HwCostInfluence;

/**
 * hw_results_cost_spread:
 * @most: how many at most
 *
 * One at a time: the tornado of a cost.
 *
 * Returns: (transfer full) (element-type HwCostInfluence): those that move it, widest first
 */
GArray *hw_results_cost_spread (HwResults *self, HwCost cost, guint most);

G_END_DECLS
