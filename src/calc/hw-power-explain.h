/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-power.h"

G_BEGIN_DECLS

/* Where the figures of the site's power come from: "power.facility_w", "power.power_ratio".
 * Returns: (transfer full) (nullable): %NULL for another key */
HwExplanation *hw_power_explain (HwResults *self, const char *key);

G_END_DECLS
