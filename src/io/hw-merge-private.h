/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-merge.h"

G_BEGIN_DECLS

void hw_conflict_add (GPtrArray *conflicts, const char *id, const char *name, char *message_taken);

/* Merges the products that three designs carry into @result, figure by figure; ours is kept where
 * both sides changed one figure. */
void hw_merge_products (HwCatalogue *result,
                        HwCatalogue *base,
                        HwCatalogue *ours,
                        HwCatalogue *theirs,
                        GPtrArray *conflicts);

G_END_DECLS
