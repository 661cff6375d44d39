/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-catalogue.h"

G_BEGIN_DECLS

/* A button whose popover says which products of the catalogue are shown.
 *
 * Signal "changed" (): other ones now. */
#define HW_TYPE_CATALOGUE_FILTER (hw_catalogue_filter_get_type ())
G_DECLARE_FINAL_TYPE (HwCatalogueFilter, hw_catalogue_filter, HW, CATALOGUE_FILTER, GtkWidget)

/* Takes the kinds that @catalogue has; nothing is filtered then. */
void hw_catalogue_filter_set_catalogue (HwCatalogueFilter *self, HwCatalogue *catalogue);
/**
 * hw_catalogue_filter_set:
 * @key: "kind", "height", "power" or "cooling"
 * @value: a kind's name; units; kilowatts; "air" or "liquid"; "" for any
 *
 * Returns: whether that is a choice of the popover
 */
gboolean hw_catalogue_filter_set (HwCatalogueFilter *self, const char *key, const char *value);
gboolean hw_catalogue_filter_matches (HwCatalogueFilter *self, const HwProduct *product);
/* Whether anything is left out. */
gboolean hw_catalogue_filter_is_active (HwCatalogueFilter *self);

G_END_DECLS
