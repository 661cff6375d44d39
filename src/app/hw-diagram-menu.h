/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-results.h"

G_BEGIN_DECLS

/**
 * hw_diagram_menu_popup:
 * @menu: (inout) (nullable): the menu of @parent, made when first shown; the parent unparents it
 *   and presents it when it is allocated
 * @key: of a part of a network
 * @x, @y: in @parent's coordinates
 *
 * Shows what can be done with a part that is pointed at: it fails, or works again.
 */
void hw_diagram_menu_popup (
    GtkWidget **menu, GtkWidget *parent, HwResults *results, const char *key, double x, double y);

G_END_DECLS
