/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-document.h"

G_BEGIN_DECLS

/* One attribute of one or several objects of the same table, with the editor that suits its type.
 * What is entered becomes a step of the history at once; what cannot be is said below the field,
 * and the old value comes back. */
#define HW_TYPE_ATTRIBUTE_ROW (hw_attribute_row_get_type ())
G_DECLARE_FINAL_TYPE (HwAttributeRow, hw_attribute_row, HW, ATTRIBUTE_ROW, GtkWidget)

/* @refs: (element-type HwRef): at least one; not to be changed any more */
GtkWidget *hw_attribute_row_new (HwDocument *document, const HwAttribute *attribute, GArray *refs);
/* Takes it to other objects, which it shows after hw_attribute_row_refresh(); not while somebody is
 * writing in it. */
void hw_attribute_row_set_refs (HwAttributeRow *self, GArray *refs);
/* Shows what the design says now, unless the person is writing. */
void hw_attribute_row_refresh (HwAttributeRow *self);
/* What counts where nothing is stated, as people write it, shown dim in the field from the next
 * refresh on, and where it comes from. Both nullable. */
void hw_attribute_row_set_otherwise (HwAttributeRow *self, const char *text, const char *hint);
const char *hw_attribute_row_get_name (HwAttributeRow *self);
const HwAttribute *hw_attribute_row_get_attribute (HwAttributeRow *self);

G_END_DECLS
