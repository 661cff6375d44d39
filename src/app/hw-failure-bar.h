/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-what-if.h"

G_BEGIN_DECLS

/* A card above the totals, so that the drawing stays where it is, while something has failed: what,
 * and what follows in short; behind a button the list of what stopped and why. Hidden while all
 * works.
 *
 * Signal "chosen" (guint table, guint handle): a line of the list was. */
#define HW_TYPE_FAILURE_BAR (hw_failure_bar_get_type ())
G_DECLARE_FINAL_TYPE (HwFailureBar, hw_failure_bar, HW, FAILURE_BAR, GtkWidget)

/* @results: (nullable): those of the document, looked at now */
void hw_failure_bar_update (HwFailureBar *self, HwResults *results);

G_END_DECLS
