/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-limits.h"

G_BEGIN_DECLS

/* How many more of a product fit. */
typedef struct
{
  guint64 count;
  HwLimit limit;     /* what stops the next one, where most places stop */
  gboolean on_floor; /* counted are places on the floor */
} HwHeadroom;

/**
 * hw_headroom:
 * @from: that @product is of
 * @scope: a rack, row or hall; handle 0: the site
 *
 * Devices are counted rack by rack, by units, depth and mounting, then by power, mass, floor load
 * and cooling of each rack, and by what racks share: their feeds, their loop and the air of their
 * hall. Racks, assemblies and floor products are counted as they go beside each other along the
 * rows, or in all the free floor of a hall, by what the floor bears and the hall cools; none in a
 * rack. A limit that is not known does not bind.
 */
HwHeadroom
hw_headroom (HwResults *results, HwCatalogue *from, const HwProduct *product, HwRef scope);

/* A sentence: "23 more fit in Hall 1; power binds first". Returns: (transfer full): translated */
char *hw_headroom_dup_text (HwDesign *design, HwRef scope, const HwHeadroom *headroom);

G_END_DECLS
