/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-diagram.h"
#include "hw-document.h"
#include "hw-selection.h"

G_BEGIN_DECLS

/* Shows the cooling loops of a document in a diagram. A click on a valve shuts or opens it, one on
 * a pump switches its CDU off or on, a balancing valve is trimmed by a drag up or down, each as an
 * edit that can be undone; a click on a rack or CDU selects it. */
typedef struct _HwCoolingView HwCoolingView;

/* Attaches to @diagram, which must live as long. */
HwCoolingView *hw_cooling_view_new (HwDiagram *diagram);
void hw_cooling_view_free (HwCoolingView *self);

/* @document: (nullable), @selection: (nullable): both or none. */
void
hw_cooling_view_set_document (HwCoolingView *self, HwDocument *document, HwSelection *selection);

/* Pipes in the colours of their temperatures; at first in those of supply and return. */
void hw_cooling_view_set_by_temperature (HwCoolingView *self, gboolean by_temperature);
/* Marks go with the flow while the diagram is in sight, where the desktop has animations at all; at
 * first they do not. */
void hw_cooling_view_set_flowing (HwCoolingView *self, gboolean flowing);
/* Opens the balancing valve of the selected rack by so many twentieths, or closes it: as an edit.
 * Returns: whether it was changed */
gboolean hw_cooling_view_trim (HwCoolingView *self, int steps);

/* The loop that commands are about: that of the selection, else the first; 0: there is none. */
HwHandle hw_cooling_view_get_loop (HwCoolingView *self);

/* Shows a loop, a rack or CDU, which is selected, or what an override is about, near enough to be
 * read. Returns: FALSE where the diagram has no such */
gboolean hw_cooling_view_show (HwCoolingView *self, HwRef ref);

/* The key of the valve or pump that the pointer is at. Returns: (transfer full) (nullable) */
char *hw_cooling_view_dup_pointed (HwCoolingView *self);
/* Where a part of that key, or a rack or CDU of that id, is in the diagram; FALSE where it is not.
 */
gboolean hw_cooling_view_get_rect (HwCoolingView *self, const char *key, graphene_rect_t *rect);

G_END_DECLS
