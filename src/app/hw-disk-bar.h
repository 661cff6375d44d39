/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-file-state.h"

G_BEGIN_DECLS

/* A bar above the drawing that says that the file is another than the one that was opened, and
 * offers what can be done, by the actions win.reload, win.save and win.keep-mine. */
#define HW_TYPE_DISK_BAR (hw_disk_bar_get_type ())
G_DECLARE_FINAL_TYPE (HwDiskBar, hw_disk_bar, HW, DISK_BAR, GtkWidget)

/* @state: HW_DISK_SAME hides it; @name: of the file; @modified: there is something to lose */
void hw_disk_bar_show (HwDiskBar *self, HwDiskState state, const char *name, gboolean modified);
void hw_disk_bar_hide (HwDiskBar *self);

G_END_DECLS
