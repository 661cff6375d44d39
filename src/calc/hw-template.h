/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* Reference designs, complete and placed, for `plan` and for a new document. */

/* The most racks that a template makes. */
#define HW_TEMPLATE_RACKS_MAX 100000
/* And the most scalable units. */
#define HW_TEMPLATE_UNITS_MAX 256

/* How large it is to be; 0: not asked. At most one may be given. */
typedef struct
{
  gint32 su; /* scalable units */
  gint32 racks;
  gint32 gpus; /* rounded up to whole racks or units */
} HwTemplateOptions;

guint hw_template_count (void);
/* "nvl72" */
const char *hw_template_id (guint index);
/* For people, translated: what it makes, in a sentence */
const char *hw_template_label (guint index);

/**
 * hw_template_make:
 * @id: of the template
 * @options: (nullable)
 * @catalogue: the installed one, that the products come from
 *
 * Ids follow from the template, so that the same request gives the same design.
 *
 * Returns: (transfer full): a new design, clean and without history, or %NULL with @error of
 *   HW_CORE_ERROR: NOT_FOUND where there is no such template or product, INVALID where the template
 *   cannot be that large
 */
HwDesign *hw_template_make (const char *id,
                            const HwTemplateOptions *options,
                            HwCatalogue *catalogue,
                            GError **error);

G_END_DECLS
