/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-product.h"

G_BEGIN_DECLS

/* The mark of a family of products: its colour, and a shape of its own for those who do not see the
 * colour. */
#define HW_TYPE_FAMILY_ICON (hw_family_icon_get_type ())
G_DECLARE_FINAL_TYPE (HwFamilyIcon, hw_family_icon, HW, FAMILY_ICON, GtkWidget)

void hw_family_icon_set_family (HwFamilyIcon *self, HwFamily family);

G_END_DECLS
