/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* A part of a design that stands for itself: what is copied and pasted. It is a design too, and its
 * objects have the ids that they have where they come from, with all that they refer to: products,
 * hall, row, feeds, loops, fabrics, phases. A rack that was not chosen itself, but holds devices
 * that were, is in it as their carrier. */

/* The namespace of the attribute that marks a carrier in files. */
#define HW_FRAGMENT_NAMESPACE "urn:hallwright:selection:1"

/**
 * hw_fragment_new:
 * @refs: (array length=n): racks, which come with what they hold; devices; features. Others are
 * left out.
 *
 * Returns: (transfer full): without any object where none of @refs can be copied
 */
HwDesign *hw_fragment_new (HwDesign *design, const HwRef *refs, guint n);

/* Whether a rack of a fragment only carries what was chosen. */
gboolean hw_fragment_is_carrier (HwDesign *fragment, HwHandle rack);
/* How many objects were chosen. */
guint hw_fragment_count (HwDesign *fragment);

/* Where to paste. */
typedef struct
{
  HwHandle hall;
  HwHandle rack;     /* for devices; 0: none, which refuses them */
  gboolean at_point; /* racks and features with their middle at: */
  gint32 x_mm, y_mm; /* where they fit there; else at the next free place */
} HwPasteTarget;

/**
 * hw_operation_paste:
 * @lost: (out) (optional) (nullable) (transfer full): the feeds, phases and loops that @fragment
 *   refers to and @design does not have, "Feed A1, Phase Growth"; %NULL where nothing is cleared
 *
 * Copies all of @fragment into @design, with new ids and names that go on from those that there
 * are. Racks keep their distances and go to the next free place, along their row first; devices go
 * to the next free places of one rack, upwards from where they were, then below. References lead to
 * the objects of the same id, or of the same name, or are cleared. All or none; wants an open
 * transaction.
 *
 * Returns: (transfer full) (element-type HwRef) (nullable): the new objects; %NULL with @error
 */
GArray *hw_operation_paste (
    HwDesign *design, HwDesign *fragment, const HwPasteTarget *target, char **lost, GError **error);

G_END_DECLS
