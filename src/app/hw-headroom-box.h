/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-results.h"

G_BEGIN_DECLS

/* How many more of a product fit, and which limit binds first: in the rack and row of @scope, its
 * hall, and the site.
 *
 * @scope: what is selected, or the hall that is shown
 *
 * Returns: (transfer floating) (nullable): %NULL for what goes neither into racks nor
 * onto the floor */
GtkWidget *
hw_headroom_box_new (HwResults *results, HwCatalogue *from, const HwProduct *product, HwRef scope);

G_END_DECLS
