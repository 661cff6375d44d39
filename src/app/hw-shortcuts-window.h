/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lists the keys, in a window above @parent. Returns: (transfer none) */
GtkWindow *hw_shortcuts_window_present (GtkWindow *parent);

G_END_DECLS
