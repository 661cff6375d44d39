/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-document.h"

G_BEGIN_DECLS

/* What published runs let one expect of the design, below its totals: delivered work and
 * reliability. */
#define HW_TYPE_ESTIMATE_TOTALS (hw_estimate_totals_get_type ())
G_DECLARE_FINAL_TYPE (HwEstimateTotals, hw_estimate_totals, HW, ESTIMATE_TOTALS, GtkWidget)

GtkWidget *hw_estimate_totals_new (void);
/* What stands now; a preview has none of its own, for it must not wait for loops. */
void hw_estimate_totals_show (HwEstimateTotals *self, HwDocument *document);

G_END_DECLS
