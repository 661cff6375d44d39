/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-diagram.h"
#include "hw-document.h"
#include "hw-selection.h"

G_BEGIN_DECLS

/* Shows the cooling loops of a document in a diagram. A click on a valve shuts or opens it, one on
 * a pump switches its CDU off or on, each as an edit that can be undone; one on a rack or CDU
 * selects it. */
typedef struct _HwCoolingView HwCoolingView;

/* Attaches to @diagram, which must live as long. */
HwCoolingView *hw_cooling_view_new (HwDiagram *diagram);
void hw_cooling_view_free (HwCoolingView *self);

/* @document: (nullable), @selection: (nullable): both or none. */
void
hw_cooling_view_set_document (HwCoolingView *self, HwDocument *document, HwSelection *selection);

/* The loop that commands are about: that of the selection, else the first; 0: there is none. */
HwHandle hw_cooling_view_get_loop (HwCoolingView *self);

/* The key of the valve or pump that the pointer is at. Returns: (transfer full) (nullable) */
char *hw_cooling_view_dup_pointed (HwCoolingView *self);
/* Where a part of that key, or a rack or CDU of that id, is in the diagram; FALSE where it is not.
 */
gboolean hw_cooling_view_get_rect (HwCoolingView *self, const char *key, graphene_rect_t *rect);

G_END_DECLS
