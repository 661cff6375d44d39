/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The list of what differs between a fabric as built and as designed. Signal "chosen" (guint): a
 * line, which is to be shown. */
#define HW_TYPE_CONFORMITY_WINDOW (hw_conformity_window_get_type ())
G_DECLARE_FINAL_TYPE (HwConformityWindow, hw_conformity_window, HW, CONFORMITY_WINDOW, GtkWindow)

/* @lines: (array zero-terminated=1) */
HwConformityWindow *hw_conformity_window_new (GtkWindow *parent, const char *const *lines);

G_END_DECLS
