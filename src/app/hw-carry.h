/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-document.h"
#include "hw-floor-field.h"
#include "hw-placement.h"
#include "hw-scene-hall.h"
#include "hw-scene-racks.h"

G_BEGIN_DECLS

/* What the hand holds: a product of the catalogue or objects of the design, and where it would go.
 * It keeps a preview of that place open, so that totals and panels show what the drop would give,
 * and takes it back when it moves on. Pointer and keyboard use the same. */
typedef struct _HwCarry HwCarry;

/* A product to add. It must be one of hw_document_find_product(). */
HwCarry *hw_carry_new_product (HwDocument *document, HwCatalogue *from, const HwProduct *product);
/**
 * hw_carry_new_objects:
 * @refs: (array length=n): devices, or racks with features of the floor and cable trays; others are
 * left where they are
 * @grabbed: the one under the pointer
 */
HwCarry *hw_carry_new_objects (HwDocument *document, const HwRef *refs, guint n, HwRef grabbed);
/* Takes the preview back. */
void hw_carry_free (HwCarry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCarry, hw_carry_free)

gboolean hw_carry_is_floor (const HwCarry *self);
const HwProduct *hw_carry_get_product (const HwCarry *self);
/* Height in half units of what goes into a slot. */
int hw_carry_get_half_units (const HwCarry *self);
/* The object that is moved, handle 0 for a product. */
HwRef hw_carry_get_grabbed (const HwCarry *self);

/* Devices that are moved, sorted; %NULL where a product is added, or racks are moved. Returns:
 * (transfer none) (nullable) (element-type HwHandle) */
const GArray *hw_carry_get_moved (const HwCarry *self);
/* The device that the open preview has put somewhere, 0: none. */
HwHandle hw_carry_get_previewed (const HwCarry *self);
/* From now on it goes onto the floor just where it is wanted, without snapping: by key. */
void hw_carry_set_exact (HwCarry *self);

/* Where it is wanted. Each returns whether anything changed. */
gboolean hw_carry_to_slot (HwCarry *self, HwHandle rack, const HwSlot *wanted);
/* The first free slot of @rack from the bottom. */
gboolean hw_carry_to_rack (HwCarry *self, HwHandle rack);
/* North-west corner in millimetres, before snapping. */
gboolean hw_carry_to_floor (HwCarry *self, HwHandle hall, gint32 x_mm, gint32 y_mm);
/* A free place on the floor beside @beside (0: anywhere in @hall). */
gboolean hw_carry_to_free_floor (HwCarry *self, HwHandle hall, HwHandle beside);
gboolean hw_carry_nowhere (HwCarry *self);

/* What would come of it. */
gboolean hw_carry_is_somewhere (const HwCarry *self);
gboolean hw_carry_fits (const HwCarry *self);
gboolean hw_carry_warns (const HwCarry *self);
/* "Drop at U36–U45"; %NULL nowhere */
const char *hw_carry_get_heading (const HwCarry *self);
/* Why it does not fit, a sentence; %NULL where it does */
const char *hw_carry_get_reason (const HwCarry *self);
/* Returns: (nullable) (transfer none) (element-type HwConsequence) */
const GArray *hw_carry_get_consequences (const HwCarry *self);
gboolean hw_carry_get_device_ghost (const HwCarry *self, HwDeviceGhost *ghost);
/* Of all devices of a group, the grabbed one included; 0 where they go onto the floor. */
guint hw_carry_n_device_ghosts (const HwCarry *self);
void hw_carry_get_group_ghost (const HwCarry *self, guint index, HwDeviceGhost *ghost);
/* Of features of the floor, and cable trays, that go along with racks. */
guint hw_carry_n_feature_ghosts (const HwCarry *self);
void hw_carry_get_feature_ghost (const HwCarry *self, guint index, HwArea *area);
guint hw_carry_n_rack_ghosts (const HwCarry *self);
void hw_carry_get_rack_ghost (const HwCarry *self, guint index, HwRackGhost *ghost);

/* --- where it could stand on the floor: hw-carry-field.c --- */

/* Of what goes onto the floor, turned to @rotation. Returns: (transfer full) */
HwFloorField *hw_carry_dup_floor_field (const HwCarry *self, HwHandle hall, gint16 rotation);
/* Whether one of it finds a place in a row or at its ends. */
gboolean hw_carry_has_room_in_row (const HwCarry *self, HwHandle row);
/* What it exceeds wherever it stands in the hall. */
HwLimit hw_carry_get_floor_limit (const HwCarry *self, HwHandle hall);

/**
 * hw_carry_drop:
 * @label: (out) (transfer full): what was done, "Add DGX B200"
 * @result: (out): what was added, or the grabbed object
 *
 * Makes it real, as one transaction.
 */
gboolean hw_carry_drop (HwCarry *self, char **label, HwRef *result, GError **error);

G_END_DECLS
