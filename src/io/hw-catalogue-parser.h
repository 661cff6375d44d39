/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-catalogue.h"
#include "hw-xml-reader.h"

G_BEGIN_DECLS

/* Understands sources, products and assemblies: the content of a catalogue file, and of <products>
 * in a design. Products come into the catalogue in the end, so that what they name may stand behind
 * them or in another file. */
typedef struct _HwCatalogueParser HwCatalogueParser;

HwCatalogueParser *hw_catalogue_parser_new (HwCatalogue *catalogue, HwFindings *findings);
void hw_catalogue_parser_free (HwCatalogueParser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCatalogueParser, hw_catalogue_parser_free)

/* What comes now comes from @reader, whose file is the present one of the findings. */
void hw_catalogue_parser_attach (HwCatalogueParser *self, HwXmlReader *reader);

/* As in HwXmlHandler, for all within the element that holds the products. */
HwXmlVerdict hw_catalogue_parser_start (HwCatalogueParser *self,
                                        const char *name,
                                        const HwXmlAttribute *attributes,
                                        guint n_attributes);
void hw_catalogue_parser_end (HwCatalogueParser *self);
void hw_catalogue_parser_kept (HwCatalogueParser *self, const char *text);
/* @kept: (transfer full): attributes of the element that holds the products */
void hw_catalogue_parser_set_kept (HwCatalogueParser *self, GString *kept);
/* Whether no element of the parser is open. */
gboolean hw_catalogue_parser_is_done (const HwCatalogueParser *self);

/* Fills the catalogue with what is good, and finds what is named but not there. */
void hw_catalogue_parser_finish (HwCatalogueParser *self);

G_END_DECLS
