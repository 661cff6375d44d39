/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-power.h"

G_BEGIN_DECLS

/* What the rules of power chains need and no floor holds yet, and the command that places it. */

/* Units that a stage of one system of a chain lacks. */
typedef struct
{
  HwHandle power;
  HwPowerRole role;
  HwSide system;
  const HwProduct *product;
  guint count;
  double load_w; /* that the stage is to carry, whichever other system is gone */
} HwPowerNeed;

/* Returns: (transfer full) (element-type HwPowerNeed): of one chain, from the utility down */
GArray *hw_power_needs (HwResults *self, HwHandle power);

/**
 * hw_power_place_needs:
 * @hall: where they go
 *
 * Stands what the chain lacks on the free floor of a hall, from its south-west corner on, in the
 * open transaction.
 *
 * Returns: how many units; 0 with @error where nothing is needed, or the floor has no room for all
 * of them
 */
guint hw_power_place_needs (HwResults *self, HwHandle power, HwHandle hall, GError **error);

G_END_DECLS
