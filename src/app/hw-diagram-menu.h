/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-results.h"

G_BEGIN_DECLS

/* What can be done with a part of a network that is pointed at: it fails, or works again. */

/* Returns: (transfer none): the menu of @parent, which unparents it and presents it when it is
 * allocated */
GtkWidget *hw_diagram_menu_new (GtkWidget *parent);
/* @key: of the part; @x, @y: in the parent's coordinates */
void
hw_diagram_menu_popup (GtkWidget *menu, HwResults *results, const char *key, double x, double y);

G_END_DECLS
