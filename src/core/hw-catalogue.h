/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hw-product.h"

G_BEGIN_DECLS

/* Products and their sources. The installed catalogue is one, and each design carries one more with
 * the products that it uses, so that it opens the same everywhere. Products are never taken out. */
#define HW_TYPE_CATALOGUE (hw_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (HwCatalogue, hw_catalogue, HW, CATALOGUE, GObject)

HwCatalogue *hw_catalogue_new (void);
/* Returns: (transfer full): the same sources and products by the same numbers */
HwCatalogue *hw_catalogue_copy (HwCatalogue *self);

/**
 * hw_catalogue_add_source:
 *
 * Adds a source, or finds the one of the same id.
 *
 * Returns: (transfer none): the source
 */
const HwSource *hw_catalogue_add_source (
    HwCatalogue *self, const char *id, const char *address, const char *title, const char *date);

const HwSource *hw_catalogue_find_source (HwCatalogue *self, const char *id);
guint hw_catalogue_n_sources (HwCatalogue *self);
const HwSource *hw_catalogue_get_source (HwCatalogue *self, guint index);

/**
 * hw_catalogue_add:
 * @product: (transfer full): consumed in every case
 *
 * Sets number and derived sizes. Its parts need not be there yet.
 *
 * Returns: (transfer none): the product, or %NULL with @error where one of that id is there
 */
const HwProduct *hw_catalogue_add (HwCatalogue *self, HwProduct *product, GError **error);

const HwProduct *hw_catalogue_find (HwCatalogue *self, const char *id);
/* @number from 1; %NULL for 0 and beyond the last */
const HwProduct *hw_catalogue_get (HwCatalogue *self, guint number);
guint hw_catalogue_n_products (HwCatalogue *self);

/**
 * hw_catalogue_adopt:
 * @from: the catalogue that has the product
 * @id: of the product
 *
 * Copies a product with its sources, and for an assembly its rack and parts, unless they are there.
 *
 * Returns: (transfer none): the product in @self, %NULL with @error where @from lacks it
 */
const HwProduct *
hw_catalogue_adopt (HwCatalogue *self, HwCatalogue *from, const char *id, GError **error);

/* Adopts all cables and transceivers of @from: what the cabling of fabrics chooses among. */
void hw_catalogue_adopt_cabling (HwCatalogue *self, HwCatalogue *from);

/**
 * hw_catalogue_check:
 * @message: (out) (transfer full): what is wrong with the first bad one
 *
 * Whether every assembly finds its rack and its parts.
 */
gboolean hw_catalogue_check (HwCatalogue *self, char **message);

G_END_DECLS
