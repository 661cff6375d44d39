/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-catalogue.h"
#include "hw-xml-writer.h"

G_BEGIN_DECLS

/**
 * hw_catalogue_write_products:
 * @used: (array length=n): by product number, whether to write it; [0] is not looked at
 *
 * Writes the sources that the used products cite, the products and the assemblies, each by id, into
 * the open element.
 */
void hw_catalogue_write_products (HwCatalogue *catalogue, const guint8 *used, HwXmlWriter *writer);

G_END_DECLS
