/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-cost.h"
#include "hw-document.h"

G_BEGIN_DECLS

/* What a design costs to run and to own, as rows of the totals, with a button that shows all of it,
 * as "win.costs". */
#define HW_TYPE_COST_TOTALS (hw_cost_totals_get_type ())
G_DECLARE_FINAL_TYPE (HwCostTotals, hw_cost_totals, HW, COST_TOTALS, GtkWidget)

GtkWidget *hw_cost_totals_new (void);
/* @settled: what is so without a preview
 * @whole: else what is not known is still to be worked out */
void hw_cost_totals_show (HwCostTotals *self,
                          HwDocument *document,
                          const HwSum costs[HW_N_COSTS],
                          const HwSum settled[HW_N_COSTS],
                          gboolean whole);

G_END_DECLS
