/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-limits.h"

G_BEGIN_DECLS

/* Whether something fits, and what is in the way: geometry as hw-placement.h has it, then power,
 * mass, floor and cooling, which only warn. */

typedef struct
{
  gboolean fits; /* geometry */
  HwLimit limit; /* what blocks, or what it would exceed */
} HwFeasibility;

/* One device of @product in one slot. */
HwFeasibility hw_feasibility_slot (HwResults *results,
                                   HwHandle rack,
                                   const HwProduct *product,
                                   const HwSlot *slot);
/* Anywhere in the rack. */
HwFeasibility hw_feasibility_rack (HwResults *results, HwHandle rack, const HwProduct *product);

/**
 * hw_feasibility_places:
 * @most: where counting ends
 * @blocked: (out): what is in the way of more
 *
 * Returns: free places of a device in the front of a rack that do not overlap, from the bottom
 */
guint hw_feasibility_places (
    HwDesign *design, HwHandle rack, const HwProduct *product, guint most, HwLimit *blocked);

G_END_DECLS
