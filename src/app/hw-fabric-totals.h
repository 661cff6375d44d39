/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-document.h"

G_BEGIN_DECLS

/* The figures of a design's fabrics, as rows of the totals: ports, switches, cables,
 * oversubscription and bisection of each. Nothing where there is no fabric. */
#define HW_TYPE_FABRIC_TOTALS (hw_fabric_totals_get_type ())
G_DECLARE_FINAL_TYPE (HwFabricTotals, hw_fabric_totals, HW, FABRIC_TOTALS, GtkWidget)

GtkWidget *hw_fabric_totals_new (void);
/* Shows what is so, or with @preview what a standing preview would add. */
void hw_fabric_totals_show (HwFabricTotals *self, HwDocument *document, gboolean preview);

G_END_DECLS
