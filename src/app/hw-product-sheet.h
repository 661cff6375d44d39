/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-product.h"

G_BEGIN_DECLS

/* Shows every figure of a product with its source, in a window above @parent. Returns: (transfer
 * none)
 *
 * @more: (transfer floating) (nullable): shown before the figures */
GtkWindow *hw_product_sheet_present (GtkWindow *parent, const HwProduct *product, GtkWidget *more);

G_END_DECLS
