/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where one begins: a new hall, examples, recent files. All of it acts through actions of the
 * window. */
#define HW_TYPE_START_PAGE (hw_start_page_get_type ())
G_DECLARE_FINAL_TYPE (HwStartPage, hw_start_page, HW, START_PAGE, GtkWidget)

/* Fills the page in the idle time that follows; the second time only the recent files. */
void hw_start_page_populate (HwStartPage *self);

G_END_DECLS
