/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cooling.h"

G_BEGIN_DECLS

/* Commands that set overrides of a loop, each in the open transaction, so that one undo takes them
 * back. */

/**
 * hw_loop_balance:
 *
 * Sets the balancing valves so that each rack gets its required flow at the lowest head: the valve
 * of the rack that is hardest to reach stays open. Racks that are shut off keep theirs.
 *
 * Returns: how many valves were set; 0 with @error where the loop does not flow
 */
guint hw_loop_balance (HwResults *results, HwHandle loop, GError **error);

/**
 * hw_loop_size_pipes:
 *
 * Gives each pipe the smallest nominal size that keeps the limits of the rule, with all CDUs
 * running and with any one of them out.
 *
 * Returns: how many pipes got another size; 0 with @error where the loop does not flow
 */
guint hw_loop_size_pipes (HwResults *results, HwHandle loop, GError **error);

/* The balancing valve of a rack wide open: its Kv by the rule, m³/h at 1 bar. @rack: of the plan */
double hw_loop_open_kv (const HwLoopPlan *plan, guint rack);

/* Sets it, to a hundredth and at least to a hundredth of wide open; from there on it is set back to
 * the rule. In a preview it is tried out. */
void hw_loop_trim (HwDesign *design, const HwLoopPlan *plan, guint rack, double kv);

/* Removes all overrides of the loop. Returns: how many there were */
guint hw_loop_set_back (HwResults *results, HwHandle loop);

G_END_DECLS
