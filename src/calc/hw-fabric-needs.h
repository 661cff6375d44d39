/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-placement.h"

G_BEGIN_DECLS

/* Putting the switches that a fabric needs into racks. */

typedef struct
{
  guint placed;    /* switches that were put into racks */
  guint adopted;   /* that stood there already and became switches of the fabric */
  guint new_racks; /* that were added for them */
  guint left;      /* for which no place was found */
} HwPlacing;

/**
 * hw_fabric_place_needs:
 * @from: the catalogue that has a rack for switches, where one has to be added
 * @placing: (out): what was done
 *
 * Switches that stand somewhere are used first. The others go where an override pins them, else
 * into the nearest racks, from the top: racks that hold no members, but for top-of-rack switches;
 * leaves stand near their unit, spines
 * and cores near the middle of all. Where those racks are full, racks are added beside the last one
 * that took a switch. Wants an open transaction; to undo it takes everything out again.
 *
 * Returns: whether nothing is left; else @error says why and what to do, and what could be placed
 * stays placed
 */
gboolean hw_fabric_place_needs (
    HwDesign *design, HwHandle fabric, HwCatalogue *from, HwPlacing *placing, GError **error);

/**
 * hw_fabric_remove_spares:
 *
 * Takes out the placed switches of a fabric that its rule does not need. Wants an open transaction.
 *
 * Returns: how many; with @error some could not be, which stay
 */
guint hw_fabric_remove_spares (HwDesign *design, HwHandle fabric, GError **error);

/* The rack that an override pins the switch @name of a fabric to; 0: none. */
HwHandle hw_fabric_pinned_rack (HwDesign *design, HwHandle fabric, const char *name);
/* Whether @product finds units in a rack; @slot is the highest free one. */
gboolean
hw_fabric_find_slot (HwDesign *design, HwHandle rack, const HwProduct *product, HwSlot *slot);

/* What a switch of a fabric is called where it is placed for it: as its position, behind the name
 * of the fabric where that is not for compute. Returns: (transfer full) */
char *hw_fabric_device_name (HwDesign *design, HwHandle fabric, const char *position);

G_END_DECLS
