/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-design.h"

G_BEGIN_DECLS

/* The field for one attribute: an entry for texts and numbers (Up and Down count), a list for
 * choices, references and products, a switch for yes and no, a text for what cannot be changed. */

/* @text: (nullable): the new value as in files; %NULL: as where a file says nothing */
typedef void (*HwAttributeEdited) (GtkWidget *editor, const char *text, gpointer data);

/* @edited: called when the person has decided on a value */
GtkWidget *hw_attribute_editor_new (HwDesign *design,
                                    const HwAttribute *attribute,
                                    HwAttributeEdited edited,
                                    gpointer data);

/**
 * hw_attribute_editor_load:
 * @installed: products that may be chosen, besides those of the design
 * @row: an object that has the attribute
 * @text: (nullable): the value as in files
 * @same: whether all objects have it; else the field shows that they differ
 *
 * A field in which somebody is writing keeps what is written.
 */
void hw_attribute_editor_load (GtkWidget *editor,
                               HwDesign *design,
                               HwCatalogue *installed,
                               const HwAttribute *attribute,
                               const void *row,
                               const char *text,
                               gboolean same);

/* @text: (nullable): shown dim from the next loading on where an entry is empty: what counts then
 */
void hw_attribute_editor_set_otherwise (GtkWidget *editor, const char *text);

G_END_DECLS
