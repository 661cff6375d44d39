/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-document.h"

G_BEGIN_DECLS

/* The figures of a year as rows of the totals, with the months of it below; without a climate a
 * dash each, and a way to import one. */
#define HW_TYPE_ENERGY_TOTALS (hw_energy_totals_get_type ())
G_DECLARE_FINAL_TYPE (HwEnergyTotals, hw_energy_totals, HW, ENERGY_TOTALS, GtkWidget)

GtkWidget *hw_energy_totals_new (void);
/* Loops are solved for it before the next frame, not at once: several changes may come. A preview
 * leaves it as it was. @document: (nullable): none any more */
void hw_energy_totals_show (HwEnergyTotals *self, HwDocument *document, gboolean preview);

G_END_DECLS
