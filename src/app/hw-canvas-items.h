/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-canvas.h"

G_BEGIN_DECLS

/* What the drawing shows, as a list for assistive technology: GTK 4.8 knows no accessible objects
 * without a widget, so each has one, which draws nothing and takes no pointer and no focus. In
 * elevations these are the devices of the rack that has the selection, on the plan the racks of its
 * row; where nothing is selected the first racks of the hall. */
#define HW_TYPE_CANVAS_ITEMS (hw_canvas_items_get_type ())
G_DECLARE_FINAL_TYPE (HwCanvasItems, hw_canvas_items, HW, CANVAS_ITEMS, GtkWidget)

GtkWidget *hw_canvas_items_new (void);
/* Shows others where the selection, the design or the view has changed. */
void hw_canvas_items_update (HwCanvasItems *self, HwCanvas *canvas);

guint hw_canvas_items_count (HwCanvasItems *self);
/* The accessible name of one of them. */
const char *hw_canvas_items_get_label (HwCanvasItems *self, guint index);
gboolean hw_canvas_items_is_selected (HwCanvasItems *self, guint index);

G_END_DECLS
