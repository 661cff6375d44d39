/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The menu of what is pointed at. It is made anew each time: of a menu that only hides, GTK 4.8
 * still gives it the first press where it was, so that a click there would be lost. */

/**
 * hw_context_menu_popup:
 * @menu: where @parent keeps it, %NULL while none is open
 * @parent: presents it whenever it is allocated
 * @x: in the coordinates of @parent
 * @y: likewise
 *
 * Opens a menu there, or higher where all of it would not be within the window: what does not fit
 * would be cut off at the edge of the screen.
 */
void
hw_context_menu_popup (GtkWidget **menu, GtkWidget *parent, GMenuModel *model, double x, double y);
gboolean hw_context_menu_is_open (GtkWidget *menu);
/* For the disposal of the parent. */
void hw_context_menu_clear (GtkWidget **menu);

G_END_DECLS
