/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* The primitive edits: what operations are made of. All want an open transaction, preview or build.
 * They keep tables, lists and indices right and record their inverse; whether a change makes sense
 * is for the operations and hw-placement.h. */

/**
 * hw_edit_insert:
 * @row: copied; with its id, or id 0 for a new one; its parent must stand
 *
 * Returns: the handle
 */
HwHandle hw_edit_insert (HwDesign *design, HwTableKind table, const void *row);

/* Removes a row with all its descendants (devices of a rack and so on). References to it from
 * elsewhere (row of a rack, feeds, phases) are cleared; what goes with it (places in a fabric) is
 * removed too. */
void hw_edit_remove (HwDesign *design, HwTableKind table, HwHandle handle);

/* Replaces a row; the id stays. */
void hw_edit_set (HwDesign *design, HwTableKind table, HwHandle handle, const void *row);

G_END_DECLS
