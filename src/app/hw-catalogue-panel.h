/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-catalogue.h"

G_BEGIN_DECLS

/* The products that can be placed, by family, to be searched and dragged from. Activating one is
 * the action "win.place-product", its sheet "win.show-product", both with its id. */
#define HW_TYPE_CATALOGUE_PANEL (hw_catalogue_panel_get_type ())
G_DECLARE_FINAL_TYPE (HwCataloguePanel, hw_catalogue_panel, HW, CATALOGUE_PANEL, GtkWidget)

/* Its rows are made in the idle time that follows. */
void hw_catalogue_panel_set_catalogue (HwCataloguePanel *self, HwCatalogue *catalogue);
void hw_catalogue_panel_search (HwCataloguePanel *self, const char *text);
/* Puts the caret into the search field. */
void hw_catalogue_panel_focus_search (HwCataloguePanel *self);
/* Returns: (transfer none) (nullable): the row of a product, scrolled into sight */
GtkWidget *hw_catalogue_panel_find_row (HwCataloguePanel *self, const char *id);
/* Returns: (transfer none) (nullable): the product of the row that was chosen last */
const HwProduct *hw_catalogue_panel_get_chosen (HwCataloguePanel *self);
/* Shows @content (transfer full) in a bubble beside the row of a product. */
void hw_catalogue_panel_show_bubble (HwCataloguePanel *self, const char *id, GtkWidget *content);
/* Returns: (transfer none) (nullable): that bubble while it is open */
GtkWidget *hw_catalogue_panel_get_bubble (HwCataloguePanel *self);
/* The list of rows, for reports. */
GtkWidget *hw_catalogue_panel_get_list (HwCataloguePanel *self);

/* As in hw_catalogue_filter_set(). */
gboolean hw_catalogue_panel_set_filter (HwCataloguePanel *self, const char *key, const char *value);

G_END_DECLS
