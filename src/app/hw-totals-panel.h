/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-document.h"

G_BEGIN_DECLS

/* The headline figures of a design, live; during a drag those that the drop would give.
 *
 * The property "inset" is a widget that stands with them: below all, or, raised, right under the
 * four cards, so that what is selected is in sight without scrolling.
 */
#define HW_TYPE_TOTALS_PANEL (hw_totals_panel_get_type ())
G_DECLARE_FINAL_TYPE (HwTotalsPanel, hw_totals_panel, HW, TOTALS_PANEL, GtkWidget)

void hw_totals_panel_set_document (HwTotalsPanel *self, HwDocument *document);
void hw_totals_panel_set_precision (HwTotalsPanel *self, guint precision, gboolean sparse);
HwTotal hw_totals_panel_get_compute (HwTotalsPanel *self);
/* Returns: whether the inset was not there before */
gboolean hw_totals_panel_raise_inset (HwTotalsPanel *self, gboolean raised);

G_END_DECLS
