/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-document.h"

G_BEGIN_DECLS

/* Fails every component of a copy of a design in turn, or every pair, and ranks them by what is
 * lost.
 *
 * Signal "chosen" (char *id): a line was; the object to show.
 * Signal "mark" (gboolean shown): the single points of failure are to be marked, or not. */
#define HW_TYPE_SWEEP_WINDOW (hw_sweep_window_get_type ())
G_DECLARE_FINAL_TYPE (HwSweepWindow, hw_sweep_window, HW, SWEEP_WINDOW, GtkWindow)

HwSweepWindow *hw_sweep_window_new (GtkWindow *parent, HwDocument *document);

G_END_DECLS
