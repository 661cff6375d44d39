/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-diagram.h"
#include "hw-document.h"
#include "hw-selection.h"

G_BEGIN_DECLS

/* Shows the report of a document in a diagram, as it is printed. A click on a large figure explains
 * it, one on a problem selects what it is about. */
typedef struct _HwReportView HwReportView;

/* Attaches to @diagram, which must live as long. */
HwReportView *hw_report_view_new (HwDiagram *diagram);
void hw_report_view_free (HwReportView *self);

/* @document: (nullable), @selection: (nullable): both or none. */
void hw_report_view_set_document (HwReportView *self, HwDocument *document, HwSelection *selection);

/* Where the large figure of a total stands in the diagram; FALSE: it has none. */
gboolean hw_report_view_get_rect (HwReportView *self, HwTotal total, graphene_rect_t *rect);

G_END_DECLS
