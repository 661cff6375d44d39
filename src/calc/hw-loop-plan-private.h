/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-loop-plan.h"

G_BEGIN_DECLS

/* How a plan is made: racks and CDUs are found, then pipes laid out, then overrides applied. */

/* Nodes, links and fittings for the racks and CDUs of the plan, as its rule has them. */
void hw_loop_lay_out (HwLoopPlan *self, HwDesign *design);

/* Applies overrides, then what has failed, and sums up the losses of fittings on their links. */
void hw_loop_patch (HwLoopPlan *self, HwDesign *design, const char *const *failed);

G_END_DECLS
