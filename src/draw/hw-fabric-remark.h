/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabrics.h"

G_BEGIN_DECLS

/* What stands below the title of a fabric's diagram, in the window and on paper: kind, tiers,
 * members, links, oversubscription and bisection. Returns: (transfer full): "" where it is not
 * derived */
char *hw_fabric_remark (HwResults *results, HwHandle fabric);
/* Product of its switches. Returns: (transfer none) (nullable) */
const char *hw_fabric_switch_label (HwResults *results, HwHandle fabric);

G_END_DECLS
