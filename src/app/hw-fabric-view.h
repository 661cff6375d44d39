/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-diagram.h"
#include "hw-document.h"
#include "hw-ibnet.h"
#include "hw-selection.h"

G_BEGIN_DECLS

/* Shows one fabric of a document in a diagram: what the pointer is at is traced from end to end,
 * and the selection of the window is shown by its rails. A click on a switch or cable shows the
 * fabric without it. */
typedef struct _HwFabricView HwFabricView;

/* Attaches to @diagram, which must live as long. */
HwFabricView *hw_fabric_view_new (HwDiagram *diagram);
void hw_fabric_view_free (HwFabricView *self);

/* @document: (nullable), @selection: (nullable): both or none. Shows its first fabric. */
void hw_fabric_view_set_document (HwFabricView *self, HwDocument *document, HwSelection *selection);
/* 0: there is none, or what is shown is in no rule. */
HwHandle hw_fabric_view_get_fabric (HwFabricView *self);
/* The same, or %HW_FABRIC_NVLINK. */
HwHandle hw_fabric_view_get_shown (HwFabricView *self);
void hw_fabric_view_set_fabric (HwFabricView *self, HwHandle fabric);

/* Tables of leaves by spines in place of the diagram. */
void hw_fabric_view_set_matrix (HwFabricView *self, gboolean matrix);
/* What is lost by what has failed or is missing. Returns: (transfer none) (nullable) */
const char *const *hw_fabric_view_get_lost (HwFabricView *self);

/* Draws and tells what differs from a fabric as built. @built: (transfer full) (nullable) */
void hw_fabric_view_compare (HwFabricView *self, HwIbnet *built);
/* Returns: (transfer full): a sentence for each difference; none where nothing is compared */
char **hw_fabric_view_dup_differences (HwFabricView *self);
/* Shows one of them by its ends. */
void hw_fabric_view_show_difference (HwFabricView *self, guint index);

/* The cable that the pointer is at, else the one that was clicked last; negative: none, or it is
 * gone */
gint hw_fabric_view_get_cable (HwFabricView *self);
/* The one that was clicked last alone: it stays chosen through edits and in other views. */
gint hw_fabric_view_get_chosen_cable (HwFabricView *self);
/* Chooses a cable by the end that names it, as hw_fabric_cable_key(), as a click does but without
 * failing it; the one that is chosen is let go. Returns: whether one is chosen now */
gboolean hw_fabric_view_choose_cable (HwFabricView *self, HwHandle fabric, const char *end);
/* Nothing is chosen any more, neither a cable nor a cell of a table. */
void hw_fabric_view_choose_none (HwFabricView *self);

/* What the pointer is at, as hw_fabric_node_id() "ROW/COLUMN" of a table, or the key of a cable.
 * Returns: (transfer full) (nullable) */
char *hw_fabric_view_dup_pointed (HwFabricView *self);
/* The id or name of a node of the fabric that is shown, switches first. Returns: (transfer full)
 * (nullable): %NULL where there are fewer */
char *hw_fabric_view_dup_node (HwFabricView *self, guint index);
/* Where a node of that id, or switch of that name, is in the diagram; FALSE where it is not. */
gboolean hw_fabric_view_get_rect (HwFabricView *self, const char *id, graphene_rect_t *rect);

G_END_DECLS
