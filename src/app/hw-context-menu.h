/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The menu of what is pointed at. */

/**
 * hw_context_menu_popup:
 * @menu: where @parent keeps it, %NULL until it is first asked for; @parent unparents it in the end
 * @parent: presents it whenever it is allocated
 * @x: in the coordinates of @parent
 * @y: likewise
 *
 * Opens a menu there, or higher where all of it would not be within the window: what does not fit
 * would be cut off at the edge of the screen.
 */
void
hw_context_menu_popup (GtkWidget **menu, GtkWidget *parent, GMenuModel *model, double x, double y);
/* @menu: (nullable) */
gboolean hw_context_menu_is_open (GtkWidget *menu);

G_END_DECLS
