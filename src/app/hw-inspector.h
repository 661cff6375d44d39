/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-document.h"
#include "hw-selection.h"

G_BEGIN_DECLS

/* The properties of what is selected, after the schema of the design: computed facts, and the
 * attributes with their editors. With nothing selected it is about the design and its site, with
 * several objects about what they have in common. */
#define HW_TYPE_INSPECTOR (hw_inspector_get_type ())
G_DECLARE_FINAL_TYPE (HwInspector, hw_inspector, HW, INSPECTOR, GtkWidget)

/* @document: (nullable), @selection: (nullable): both or none */
void hw_inspector_set_document (HwInspector *self, HwDocument *document, HwSelection *selection);

/* Puts the cursor into the name of what has just been selected. */
void hw_inspector_edit_name (HwInspector *self);

G_END_DECLS
