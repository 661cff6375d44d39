/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* The selected objects of a design, shared by canvas and panels. What a change takes out of the
 * design leaves the selection too.
 *
 * Signal "changed" (): the set is another one. */
#define HW_TYPE_SELECTION (hw_selection_get_type ())
G_DECLARE_FINAL_TYPE (HwSelection, hw_selection, HW, SELECTION, GObject)

HwSelection *hw_selection_new (HwDesign *design);

/* Returns: (transfer none) (element-type HwRef): sorted by table and handle; until the next change
 */
const GArray *hw_selection_get (HwSelection *self);
guint hw_selection_count (HwSelection *self);
/* Of one table, and of all those that are locked: kept up to date, not counted anew. */
guint hw_selection_count_table (HwSelection *self, HwTableKind table);
guint hw_selection_count_locked (HwSelection *self);
gboolean hw_selection_contains (HwSelection *self, HwRef ref);
/* The one that was selected last; handle 0: none. */
HwRef hw_selection_get_primary (HwSelection *self);
/* A selected rack, or the rack of a selected device; 0: none. */
HwHandle hw_selection_get_rack (HwSelection *self);
/* Returns: (transfer full) (element-type HwHandle): the selected objects of one table, sorted */
GArray *hw_selection_dup_handles (HwSelection *self, HwTableKind table);

/* @refs: (array length=n); the last is the primary one */
void hw_selection_set (HwSelection *self, const HwRef *refs, guint n);
void hw_selection_select_one (HwSelection *self, HwRef ref);
void hw_selection_add (HwSelection *self, const HwRef *refs, guint n);
void hw_selection_toggle (HwSelection *self, HwRef ref);
/* Each of them changes its state. @refs: (array length=n): no two alike */
void hw_selection_toggle_many (HwSelection *self, const HwRef *refs, guint n);
void hw_selection_clear (HwSelection *self);

G_END_DECLS
