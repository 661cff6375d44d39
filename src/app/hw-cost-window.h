/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-document.h"

G_BEGIN_DECLS

/* What a design costs, what spreads it, and what it is reckoned with, to be changed there: each
 * change is a step of the history. */
#define HW_TYPE_COST_WINDOW (hw_cost_window_get_type ())
G_DECLARE_FINAL_TYPE (HwCostWindow, hw_cost_window, HW, COST_WINDOW, GtkWindow)

/* Shows that of @document, a new one where there is none. Returns: (transfer none) */
HwCostWindow *hw_cost_window_present (GtkWindow *parent, HwDocument *document);

G_END_DECLS
