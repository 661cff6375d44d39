/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-vacancy.h"

G_BEGIN_DECLS

/* Places of members and positions of switches are given once and stored, so that an edit elsewhere
 * cables nothing anew. */

/**
 * hw_fabric_places_give:
 *
 * Stores a place for every member of the fabric that has none, and a position for every switch that
 * the fabric needs. Wants an open transaction, preview or build.
 *
 * Returns: how many
 */
guint hw_fabric_places_give (HwDesign *design, HwHandle fabric);

/* From now on every transaction and preview ends with giving places in the fabrics that it touches,
 * as one step of the history with it. */
void hw_fabric_places_follow (HwDesign *design);

/* Whether the next device that joins the fabric gets its place without a walk through all members;
 * %TRUE where nobody follows the design. */
gboolean hw_fabric_places_are_known (HwDesign *design, HwHandle fabric);
/* Tells what was learnt of the fabric as it is now. */
void hw_fabric_places_know (HwDesign *design, HwHandle fabric, const HwFabricVacancy *vacancy);

G_END_DECLS
