/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-document.h"
#include "hw-sheet.h"

G_BEGIN_DECLS

/* Prints or exports the drawing set of a document: the sheets of hw-sheet.h, page for page. Paper
 * and printer are remembered over sessions. */
#define HW_TYPE_PRINT_OPERATION (hw_print_operation_get_type ())
G_DECLARE_FINAL_TYPE (HwPrintOperation, hw_print_operation, HW, PRINT_OPERATION, GtkPrintOperation)

HwPrintOperation *hw_print_operation_new (HwDocument *document);

/* Only sheets of these kinds, whatever is chosen for the set, and of one object; @only: its handle
 * 0: of all. */
void hw_print_operation_narrow (HwPrintOperation *self, HwSheetKinds kinds, HwRef only);

/* With the dialog of the platform, which goes on by itself. Returns: %FALSE with @error where it
 * could not begin */
gboolean hw_print_operation_print (HwPrintOperation *self, GtkWindow *parent, GError **error);
/* Into a PDF file, with the remembered paper; needs no printer. */
gboolean hw_print_operation_export (HwPrintOperation *self, const char *path, GError **error);

G_END_DECLS
