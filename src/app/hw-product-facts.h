/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hw-product.h"

G_BEGIN_DECLS

/* A product's id as it travels by drag and drop: a string type of its own, so that no text from
 * elsewhere is taken for a product. */
#define HW_TYPE_PRODUCT_ID (hw_product_id_get_type ())
GType hw_product_id_get_type (void);

/* Whether it can be put somewhere at all. */
gboolean hw_product_is_placeable (const HwProduct *product);
/* Whether it goes onto the floor of a hall: racks, floor products, assemblies. */
gboolean hw_product_goes_on_floor (const HwProduct *product);

/* Returns: (transfer full): one line for a list, "10U · 8 GPU · 14.3 kW · air" */
char *hw_product_dup_facts (const HwProduct *product);

/* Returns: (transfer full): a figure with its unit, or that it is unknown */
char *hw_figure_dup_text (const HwFigure *figure);

/* Order of a list: families, in them assemblies first, then kinds, then names. */
int hw_product_compare (const HwProduct *a, const HwProduct *b);

/* Whether all words of @query occur in name, maker, kind or id; @query is case-folded. */
gboolean hw_product_matches (const HwProduct *product, const char *query);

G_END_DECLS
