/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-cost-spread.h"

G_BEGIN_DECLS

/* The tornado of a cost, as hw-chart-tornado.h draws it; the bar under the pointer tells its
 * figures, and the arrow keys go through the bars. */
#define HW_TYPE_COST_CHART (hw_cost_chart_get_type ())
G_DECLARE_FINAL_TYPE (HwCostChart, hw_cost_chart, HW, COST_CHART, GtkWidget)

GtkWidget *hw_cost_chart_new (void);
/* @most: bars */
void hw_cost_chart_show (HwCostChart *self, HwResults *results, HwCost cost, guint most);
/* Of the bar that is marked, else of the widest. Returns: (transfer full): "" where nothing spreads
 */
char *hw_cost_chart_dup_text (HwCostChart *self);

G_END_DECLS
