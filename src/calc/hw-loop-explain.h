/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cooling.h"

G_BEGIN_DECLS

/* For people, translated: "Heat of the loop". */
const char *hw_loop_figure_label (HwLoopFigure figure);
HwDimension hw_loop_figure_dimension (HwLoopFigure figure);

/**
 * hw_loop_explain:
 *
 * How a figure of a loop came about, down to the heat of its racks, the ratings of its CDUs and the
 * assumptions between.
 *
 * Returns: (transfer full)
 */
HwExplanation *hw_loop_explain (HwResults *results, HwHandle loop, HwLoopFigure figure);

G_END_DECLS
