/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-diagram.h"
#include "hw-document.h"
#include "hw-selection.h"

G_BEGIN_DECLS

/* Shows the phases of a document in a diagram: what is built when, and what stands then. The slider
 * chooses the phase of the window, as the chooser below does: by a press or drag, by a click on a
 * phase, and by the keys ← → Home End. */
typedef struct _HwPhasesView HwPhasesView;

/* Attaches to @diagram, which must live as long. */
HwPhasesView *hw_phases_view_new (HwDiagram *diagram);
void hw_phases_view_free (HwPhasesView *self);

/* @document: (nullable), @selection: (nullable): both or none. */
void hw_phases_view_set_document (HwPhasesView *self, HwDocument *document, HwSelection *selection);

/* Chooses another phase: so many later, or earlier. */
void hw_phases_view_step (HwPhasesView *self, int steps);

/* Where the slider stands for a phase of that id in the diagram; FALSE where it is not. */
gboolean hw_phases_view_get_rect (HwPhasesView *self, const char *id, graphene_rect_t *rect);

G_END_DECLS
