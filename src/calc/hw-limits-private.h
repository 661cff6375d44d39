/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-limits.h"

G_BEGIN_DECLS

/* The inside of hw-limits*.c. */

/* Capacity holds where load ≤ rating · (1 + 1e-9). */
#define HW_LIMITS_SLACK (1 + 1e-9)

struct _HwLimits
{
  HwResults *results;
  GArray *loops; /* what is shared and what it carries, by handle */
  GArray *halls;
  GArray *zones; /* of contained aisles, by their first row */
  GArray *feeds;
  GArray *systems; /* of power chains: HW_N_SYSTEMS by handle */
};

/* Takes over what binds before the least by now. @least, @which: (inout) */
void hw_limits_narrow (guint *least, HwLimit *which, guint times, HwLimit limit);
typedef gboolean (*HwRackIsIn) (HwResults *results, HwHandle rack, HwHandle handle);

/* Of what is in the hand, which still counts where it stands, that in racks of which @is_in holds,
 * and that in one rack. @ignore: (nullable) (element-type HwHandle): devices */
HwDemand
hw_demand_held_where (HwResults *results, const GArray *ignore, HwRackIsIn is_in, HwHandle handle);
HwDemand hw_demand_held (HwResults *results, const GArray *ignore, HwHandle rack);

G_END_DECLS
