/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The source of a figure: its title, to be opened where it has an address. */
#define HW_TYPE_SOURCE_BUTTON (hw_source_button_get_type ())
G_DECLARE_FINAL_TYPE (HwSourceButton, hw_source_button, HW, SOURCE_BUTTON, GtkWidget)

GtkWidget *hw_source_button_new (void);
/* All may be %NULL. */
void hw_source_button_show (HwSourceButton *self,
                            const char *title,
                            const char *address,
                            const char *date);

G_END_DECLS
