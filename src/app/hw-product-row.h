/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-product.h"

G_BEGIN_DECLS

/* A product in the catalogue list: mark of its family, name, key facts. */
#define HW_TYPE_PRODUCT_ROW (hw_product_row_get_type ())
G_DECLARE_FINAL_TYPE (HwProductRow, hw_product_row, HW, PRODUCT_ROW, GtkListBoxRow)

/* @product: of a catalogue that outlives the row */
GtkWidget *hw_product_row_new (const HwProduct *product);
const HwProduct *hw_product_row_get_product (HwProductRow *self);

G_END_DECLS
