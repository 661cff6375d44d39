/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sum.h"

void
hw_sum_add (HwSum *sum, double count, double value, double low, double high)
{
  sum->value += count * value;
  sum->low += count * low;
  sum->high += count * high;
  sum->n_known += (guint)count;
}

void
hw_sum_add_unknown (HwSum *sum, guint count)
{
  sum->n_unknown += count;
}

void
hw_sum_add_sum (HwSum *sum, const HwSum *other)
{
  sum->value += other->value;
  sum->low += other->low;
  sum->high += other->high;
  sum->n_known += other->n_known;
  sum->n_unknown += other->n_unknown;
}
