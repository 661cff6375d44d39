/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cable-plan.h"
#include "hw-fabrics-private.h"

G_BEGIN_DECLS

/* After hw_cable_laying_run(). @before: (transfer full) (nullable): what was laid before, which
 * goes with @self. Returns: (transfer full): once */
HwCablePlan *hw_cable_laying_finish (HwCableLaying *self, HwCablePlan *before);
/* Of the edits that it knows of. */
guint hw_cable_laying_serial (const HwCableLaying *self);
void hw_cable_plan_free (HwCablePlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCablePlan, hw_cable_plan_free)

/* Notes what an edit touches. */
void hw_cables_take (HwResults *self, const HwChangeSet *set);
void hw_cables_forget (HwResults *self);
/* What was laid counts until it is laid anew, and no longer holds. */
void hw_cables_outdate (HwResults *self);

/* What the cables that were last laid add to a total of the design. */
HwSum hw_cables_total (HwResults *self, HwTotal total);
/* Adds what they are made up of to the explanation of a total. */
void hw_cables_explain (HwResults *self, HwExplanation *node, HwTotal total);
/* Appends them to the bill. (element-type HwBillLine) */
void hw_cables_bill (HwResults *self, GArray *bill);
/* Calls @func for what is wrong with what was laid, where that still holds. */
typedef void (*HwCableProblemFunc) (
    gpointer data, HwSeverity severity, const char *code, HwRef ref, char *message_taken);
void hw_cables_each_problem (HwResults *self, HwCableProblemFunc func, gpointer data);

G_END_DECLS
