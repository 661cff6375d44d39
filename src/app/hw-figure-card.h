/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-results.h"

G_BEGIN_DECLS

/* One total as a card: a large figure with a small unit. Activating it asks for its explanation, as
 * the action "win.explain" with the key of the total. */
#define HW_TYPE_FIGURE_CARD (hw_figure_card_get_type ())
G_DECLARE_FINAL_TYPE (HwFigureCard, hw_figure_card, HW, FIGURE_CARD, GtkWidget)

/**
 * hw_figure_card_show:
 * @key: (nullable): what "win.explain" is to explain
 * @detail: (nullable): a small line below
 * @preview: the figure is that of a drag
 */
void hw_figure_card_show (HwFigureCard *self,
                          const char *title,
                          const char *key,
                          HwDimension dimension,
                          const HwSum *sum,
                          const char *currency,
                          const char *detail,
                          gboolean preview);

/* Returns: (transfer full): a sum with its unit, its range, and what is not counted:
 * "7.2 – 8.6 M USD, 3 unknown" */
char *hw_sum_dup_text (const HwSum *sum, HwDimension dimension, const char *currency);

G_END_DECLS
