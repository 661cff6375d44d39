/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-product.h"

G_BEGIN_DECLS

/* One attribute of a product as text: "mass" with "14.8 kg", "mass.source" with the id of its
 * source, "part 3" of an assembly. */
typedef struct
{
  char *attribute;
  char *value;
} HwProductText;

/* Returns: (transfer full) (element-type HwProductText): all that a file says of the product but
 * its id, in the order in which it says so; each attribute once */
GPtrArray *hw_product_texts (const HwProduct *product);

/* Whether two figures say the same of the same, source and note included. Either may be %NULL. */
gboolean hw_figure_equal (const HwFigure *a, const HwFigure *b);

/* Whether all but the figures is the same: names, kind, what an assembly is made of and how it
 * allocates. */
gboolean hw_product_frame_equal (const HwProduct *a, const HwProduct *b);

G_END_DECLS
