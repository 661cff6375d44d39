/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* The XML format of designs and catalogues: data/format/README.md describes it. */
#define HW_FORMAT_FAMILY "urn:hallwright:design:"
#define HW_FORMAT_MAJOR 1
#define HW_FORMAT_MINOR 0
#define HW_FORMAT_NAMESPACE "urn:hallwright:design:1"

/* What a file says nothing about has a place in memory too: text of elements and attributes of
 * foreign namespaces, kept for writing. Pieces are divided by this character, which XML cannot
 * hold; the first piece has the attributes, each with a space before it, and is empty where there
 * are none. */
#define HW_FORMAT_DIVIDER '\x1e'

/**
 * hw_format_parse:
 * @text: value of the attribute `format`
 *
 * Returns: %FALSE where @text is not like "1.0"
 */
gboolean hw_format_parse (const char *text, guint *major, guint *minor);

/* The minor version that a design is to be written in: ours, or the newer one of the file that it
 * was read from, since what was kept of that file needs it. */
guint hw_format_get_minor (HwDesign *design);
void hw_format_set_minor (HwDesign *design, guint minor);

/* Foreign text of what has no row of a table: products, figures and the like, by a key such as
 * "product/dgx-b200". */
const char *hw_format_get_foreign (HwCatalogue *catalogue, const char *key);
void hw_format_set_foreign (HwCatalogue *catalogue, const char *key, const char *text);
/* Copies what @catalogue has no text for. */
void hw_format_adopt_foreign (HwCatalogue *catalogue, HwCatalogue *from);

/* Both, for a copy of a design. */
void hw_format_copy (HwDesign *from, HwDesign *to);

G_END_DECLS
