/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * hw_bubble_show:
 * @bubble: (inout) (nullable): the popover of @parent, which is made when first shown; the parent
 *   unparents it and presents it when it is allocated
 * @at: in @parent's coordinates
 * @content: (transfer full): what it says; it goes with the next one
 */
void
hw_bubble_show (GtkWidget **bubble, GtkWidget *parent, const GdkRectangle *at, GtkWidget *content);

G_END_DECLS
