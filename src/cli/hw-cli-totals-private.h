/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cli-table.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* The totals as text, for hw-cli-totals*.c. */

typedef struct
{
  HwResults *results;
  const char *currency;
  GString *text; /* what is printed is appended to it */
} HwCliTotals;

/* "and 3 not known". Returns: (transfer full) */
char *hw_cli_totals_unknown_text (guint n);
/* Adds a line: label, value, range, and how much is not known. */
void hw_cli_totals_add_sum (
    HwCliTotals *self, HwCliTable *table, HwDimension dimension, HwSum sum, const char *label);

/* Feeds, chains, and what of IT power is lost. */
void hw_cli_totals_print_power (HwCliTotals *self);
/* Loops, and the energy of a year. */
void hw_cli_totals_print_cooling (HwCliTotals *self);
void hw_cli_totals_print_fabrics (HwCliTotals *self);

G_END_DECLS
