/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-diagram.h"

G_BEGIN_DECLS

/* Shows the power chains of a document as one-line diagrams. What is pointed at is traced up to its
 * utilities; a click on an element shows the site without it, another has it back; a click on a
 * rack selects it. */
typedef struct _HwPowerView HwPowerView;

/* Attaches to @diagram, which must live as long. */
HwPowerView *hw_power_view_new (HwDiagram *diagram);
void hw_power_view_free (HwPowerView *self);

/* @document: (nullable), @selection: (nullable): both or none. */
void hw_power_view_set_document (HwPowerView *self, HwDocument *document, HwSelection *selection);

/* The key of what the pointer is at, of a rack its id. Returns: (transfer full) (nullable) */
char *hw_power_view_dup_pointed (HwPowerView *self);
/* What the view says of what has failed. Returns: (transfer full) (nullable) */
char **hw_power_view_dup_lost (HwPowerView *self);
/* Keys of units and feeds, ids of racks. Returns: (transfer full) (nullable): %NULL behind the last
 */
char *hw_power_view_dup_part (HwPowerView *self, guint index);
/* Where that is in the diagram; FALSE where it is not. */
gboolean hw_power_view_get_rect (HwPowerView *self, const char *key, graphene_rect_t *rect);

G_END_DECLS
