/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-window.h"

G_BEGIN_DECLS

/* "Drawing Set…": which sheets, on what paper, at which scale, with a preview of every page. What
 * is chosen is remembered and holds for printing and export alike. */
#define HW_TYPE_DRAWING_SET_WINDOW (hw_drawing_set_window_get_type ())
G_DECLARE_FINAL_TYPE (HwDrawingSetWindow, hw_drawing_set_window, HW, DRAWING_SET_WINDOW, GtkWindow)

/* "Print…" and "Export PDF…" are the actions of @parent. */
HwDrawingSetWindow *hw_drawing_set_window_new (GtkWindow *parent, HwDocument *document);
/* The sheet in sight, from 0, and how many there are. */
guint hw_drawing_set_window_get_page (HwDrawingSetWindow *self);
guint hw_drawing_set_window_n_pages (HwDrawingSetWindow *self);

G_END_DECLS
