/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-document.h"

G_BEGIN_DECLS

/* What is wrong with the design and what to do, worst first.
 *
 * Signal "activated" (const HwRef *ref): the person wants to see the object of a problem. */
#define HW_TYPE_PROBLEMS_PANEL (hw_problems_panel_get_type ())
G_DECLARE_FINAL_TYPE (HwProblemsPanel, hw_problems_panel, HW, PROBLEMS_PANEL, GtkWidget)

void hw_problems_panel_set_document (HwProblemsPanel *self, HwDocument *document);
/* The first button in sight that mends a problem; NULL: none. */
GtkWidget *hw_problems_panel_get_remedy (HwProblemsPanel *self);

G_END_DECLS
