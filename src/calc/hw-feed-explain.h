/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* Where the figures of one electrical feed come from: "power.feeds.load_w", "….limit_w" and
 * "….failover_w".
 * Returns: (transfer full) (nullable): %NULL for another key */
HwExplanation *hw_feed_explain (HwResults *self, const char *key, HwHandle feed);

G_END_DECLS
