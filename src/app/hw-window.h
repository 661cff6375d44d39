/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-document.h"

G_BEGIN_DECLS

/* The main window: start page, or one document with catalogue, canvas and panels. Every operation
 * is an action "win.…", see hw-window-actions.c. */
#define HW_TYPE_WINDOW (hw_window_get_type ())
G_DECLARE_FINAL_TYPE (HwWindow, hw_window, HW, WINDOW, GtkApplicationWindow)

/* @catalogue: the installed products; @settings: (nullable) */
HwWindow *hw_window_new (GtkApplication *application, HwCatalogue *catalogue, GSettings *settings);

/* Returns: (transfer none) (nullable): %NULL on the start page */
HwDocument *hw_window_get_document (HwWindow *self);
void hw_window_set_document (HwWindow *self, HwDocument *document);

/* Opens @file here, or says in a dialog why not and leaves all as it was. */
gboolean hw_window_open_file (HwWindow *self, GFile *file);
/* The window of @application that has @file open, brought to the front. Returns: (transfer none)
 * (nullable) */
HwWindow *hw_window_raise_file (GtkApplication *application, GFile *file);
/* Whether opening something here loses nothing. */
gboolean hw_window_is_free (HwWindow *self);

G_END_DECLS
