/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-contributor.h"
#include "hw-explanation.h"

G_BEGIN_DECLS

/**
 * hw_contributor_explain:
 * @index: of the contributor
 * @count: how many there are
 * @racks: of a part, how many racks of its assembly there are
 *
 * Returns: (transfer full) (nullable): what @count of them give to @total, down to cited figures
 * and stated assumptions; %NULL where they have nothing to do with it
 */
HwExplanation *hw_contributor_explain (
    const HwContributors *contributors, guint index, HwTotal total, guint count, guint racks);

G_END_DECLS
