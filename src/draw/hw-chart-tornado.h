/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cost-spread.h"
#include "hw-scene.h"

G_BEGIN_DECLS

/* A tornado: a bar an input, from the cost with the input at its cheap end to that at its dear end,
 * all others at their values; the widest on top. The same in the window and on paper. */
typedef struct
{
  const GArray *influences; /* HwCostInfluence, widest first */
  double value;             /* the cost with all inputs at their values */
  const char *currency;
  double size; /* of the text, device units */
  int marked;  /* the bar under the pointer; -1: none */
} HwTornado;

/* What @n bars take, with the axis above them. */
double hw_tornado_height (const HwTornado *self);
/* In the layers %HW_LAYER_AREA and %HW_LAYER_BODY. */
void hw_tornado_draw (const HwTornado *self, HwScene *scene, double x, double y, double width);
/* The bar at a height below the top of the chart; -1: none */
int hw_tornado_at (const HwTornado *self, double y);
/* What a bar says, as a sentence for people. Returns: (transfer full) */
char *hw_tornado_dup_text (const HwTornado *self, guint bar);

G_END_DECLS
