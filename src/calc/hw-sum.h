/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A sum of figures: what is known added end by end, what is not counted. */
typedef struct
{
  double value; /* of the recommended values */
  double low;
  double high;
  guint n_known;
  guint n_unknown; /* contributions without a figure */
} HwSum;

/* Nothing known but something unknown: to be shown as unknown, never as zero. */
static inline gboolean
hw_sum_is_unknown (const HwSum *sum)
{
  return sum->n_known == 0 && sum->n_unknown > 0;
}

static inline gboolean
hw_sum_is_range (const HwSum *sum)
{
  return sum->low != sum->high;
}

void hw_sum_add (HwSum *sum, double count, double value, double low, double high);
void hw_sum_add_unknown (HwSum *sum, guint count);
void hw_sum_add_sum (HwSum *sum, const HwSum *other);

G_END_DECLS
