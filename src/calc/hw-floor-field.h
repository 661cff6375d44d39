/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-shading.h"

G_BEGIN_DECLS

/* The feasibility field of a drag over the floor: the whole of a hall, cut into rectangles by
 * whether what is in the hand could stand upon them. As hw-placement.h has it, to the millimetre:
 * racks, columns, keep-outs and doors are in the way, notes are not. It holds for the design as it
 * is: after a change make another. */
typedef struct _HwFloorField HwFloorField;

typedef struct
{
  HwArea area;
  guint8 state; /* HwShadeState: free, taken, or blocked, where the gap is too small */
} HwFloorPatch;

/**
 * hw_floor_field_new:
 * @shape: (element-type HwArea): what is in the hand, one area a rack; the first decides what is
 *   free, the others stand to it as they do, and have to find their places too
 * @racks: (nullable) (element-type HwHandle): sorted; those that are moved or previewed, which are
 *   not in the way
 * @features: (nullable) (element-type HwHandle): likewise
 * @install: @removal: phases during which it will stand
 */
HwFloorField *hw_floor_field_new (HwDesign *design,
                                  HwHandle hall,
                                  const GArray *shape,
                                  const GArray *racks,
                                  const GArray *features,
                                  HwHandle install,
                                  HwHandle removal);
void hw_floor_field_free (HwFloorField *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFloorField, hw_floor_field_free)

/* Returns: (transfer none) (element-type HwFloorPatch): they cover the hall and do not overlap */
const GArray *hw_floor_field_get_patches (const HwFloorField *self);
/* Whether there is any place at all. */
gboolean hw_floor_field_has_room (const HwFloorField *self);
/* Of the patch that holds a point; none outside the hall. */
HwShadeState hw_floor_field_at (const HwFloorField *self, gint32 x_mm, gint32 y_mm);

/* What stands upon the floor of @product: of an assembly its rack, where @from has it. */
const HwProduct *hw_floor_frame (HwCatalogue *from, const HwProduct *product);

/**
 * hw_floor_limit:
 * @product: a rack, a floor product or an assembly
 *
 * Returns: %HW_LIMIT_FLOOR where one of it would press harder on the floor than the site allows, as
 * the rule for racks that stand says; what is not known does not press
 */
HwLimit hw_floor_limit (HwDesign *design, HwCatalogue *from, const HwProduct *product);

G_END_DECLS
