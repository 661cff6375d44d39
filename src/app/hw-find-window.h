/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-document.h"

G_BEGIN_DECLS

/* Finds objects of a design by name, product or problem.
 *
 * Signal "chosen" (const HwRef *ref): the window is closing, this is to be shown. */
#define HW_TYPE_FIND_WINDOW (hw_find_window_get_type ())
G_DECLARE_FINAL_TYPE (HwFindWindow, hw_find_window, HW, FIND_WINDOW, GtkWindow)

HwFindWindow *hw_find_window_new (GtkWindow *parent, HwDocument *document);
/* How many objects match what is written there. */
guint hw_find_window_get_total (HwFindWindow *self);

G_END_DECLS
