/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabrics.h"

G_BEGIN_DECLS

/* What is said below the title of a network that is no tree: of top-of-rack switches, which another
 * network joins, and of NVLink domains, %HW_FABRIC_NVLINK. Returns: (transfer full) (nullable):
 * %NULL of all others */
char *hw_network_remark (HwResults *results, HwHandle fabric);

G_END_DECLS
