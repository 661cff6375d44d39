/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-explanation.h"

G_BEGIN_DECLS

/* The tree behind one figure: contributions down to cited figures and stated assumptions, each with
 * value, formula, source, basis and confidence. */
#define HW_TYPE_EXPLANATION_VIEW (hw_explanation_view_get_type ())
G_DECLARE_FINAL_TYPE (HwExplanationView, hw_explanation_view, HW, EXPLANATION_VIEW, GtkWidget)

GtkWidget *hw_explanation_view_new (void);
/* @explanation: (transfer full); @currency: for money */
void hw_explanation_view_show (HwExplanationView *self,
                               HwExplanation *explanation,
                               const char *currency);

/**
 * hw_explanation_window_present:
 *
 * Shows an explanation in a window of its own above @parent, whose earlier one it replaces.
 *
 * Returns: (transfer none): the window
 */
GtkWindow *
hw_explanation_window_present (GtkWindow *parent, HwExplanation *explanation, const char *currency);

G_END_DECLS
