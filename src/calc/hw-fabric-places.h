/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

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

G_END_DECLS
