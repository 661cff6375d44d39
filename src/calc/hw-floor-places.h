/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-placement.h"

G_BEGIN_DECLS

/* How many more of a rack or floor product stand on the free floor, side by side and without
 * overlap, each where hw_placement_rack() lets it. Rows are lengthened at their ends and in their
 * gaps, as far as nothing is in the way; then new rows are laid from north to south, back to back
 * and front to front, with the front aisle of the site before them and, of racks, its rear aisle
 * behind. A count to plan with, not the densest packing. */

/**
 * hw_floor_places_row:
 * @frame: a rack or floor product, or the rack of an assembly
 * @ignore: (nullable) (element-type HwHandle): sorted; racks that are not in the way
 * @most: where counting ends
 *
 * In the gaps of a row and beyond its ends.
 */
guint hw_floor_places_row (
    HwDesign *design, HwHandle row, const HwProduct *frame, const GArray *ignore, guint most);

/* The same for all rows of a hall and its free floor. */
guint hw_floor_places_hall (HwDesign *design, HwHandle hall, const HwProduct *frame, guint most);

G_END_DECLS
