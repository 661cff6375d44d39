/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-document.h"

G_BEGIN_DECLS

/* The headline figures of a design, live; during a drag those that the drop would give.
 *
 * Properties "precision" (int: 0 FP4 to 5 FP64) and "sparse" (boolean) choose the compute figure.
 */
#define HW_TYPE_TOTALS_PANEL (hw_totals_panel_get_type ())
G_DECLARE_FINAL_TYPE (HwTotalsPanel, hw_totals_panel, HW, TOTALS_PANEL, GtkWidget)

void hw_totals_panel_set_document (HwTotalsPanel *self, HwDocument *document);
void hw_totals_panel_set_precision (HwTotalsPanel *self, guint precision, gboolean sparse);
HwTotal hw_totals_panel_get_compute (HwTotalsPanel *self);

G_END_DECLS
