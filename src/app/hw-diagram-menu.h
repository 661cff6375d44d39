/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-results.h"

G_BEGIN_DECLS

/* What fails by a menu, or works again. */

/* @menu: where @parent keeps it (hw-context-menu.h); @key: (nullable): of the part that is pointed
 * at; @object: whose parts are offered where there is no key; handle 0: none; @x, @y: in the
 * parent's coordinates. Returns: whether it has anything
 */
gboolean hw_diagram_menu_popup (GtkWidget **menu,
                                GtkWidget *parent,
                                HwResults *results,
                                const char *key,
                                HwRef object,
                                double x,
                                double y);

/* Adds an item for each part of the power network that is in a rack or device, those of devices of
 * a rack in menus of their own. */
void hw_diagram_menu_add_parts (GMenu *menu, HwResults *results, HwRef object);

G_END_DECLS
