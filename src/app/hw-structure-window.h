/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-document.h"

G_BEGIN_DECLS

/* The phases, feeds, loops, fabrics, groups or overrides of a site, or the revisions of its
 * drawings, as a table; what is selected can be edited below it. */
#define HW_TYPE_STRUCTURE_WINDOW (hw_structure_window_get_type ())
G_DECLARE_FINAL_TYPE (HwStructureWindow, hw_structure_window, HW, STRUCTURE_WINDOW, GtkWindow)

/**
 * hw_structure_window_present:
 * @parent: its actions "add-phase", "remove-phase" and so on do the work
 * @table: %HW_TABLE_PHASE, _FEED, _REVISION, _LOOP, _FABRIC, _GROUP or
 *   _OVERRIDE
 * @selected: 0: the one that was selected, or the first
 *
 * Shows the one window of that parent and table.
 */
HwStructureWindow *hw_structure_window_present (GtkWindow *parent,
                                                HwDocument *document,
                                                HwTableKind table,
                                                HwHandle selected);

G_END_DECLS
