/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cooling.h"
#include "hw-scene-cooling.h"

G_BEGIN_DECLS

/* What the pointer is at in the cooling diagram, in words. */

/* Whether a click shuts such a fitting, and opens it. */
gboolean hw_cooling_can_shut (const HwLoopFitting *fitting);
/* Returns: (transfer none) (nullable): whose pump it is */
const HwLoopCdu *hw_cooling_part_cdu (HwResults *results, const HwCoolingPart *part);

/* Returns: (transfer full) (nullable): what flows, and what a click does */
char *hw_cooling_describe_part (HwResults *results, const HwCoolingPart *part);
/* Of a rack, a CDU or a rear door. Returns: (transfer full) */
char *hw_cooling_describe_rack (HwResults *results, HwRef object);

G_END_DECLS
