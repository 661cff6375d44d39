/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-loop-capacity.h"
#include "hw-loop-check.h"

G_BEGIN_DECLS

/* The cooling loops of a design: each derived and solved when somebody asks for it, and kept until
 * an edit touches it. */

/**
 * hw_results_loop:
 *
 * Solves the loop where it has changed.
 *
 * Returns: (transfer none) (nullable): until the next change; %NULL where there is no such loop
 */
const HwLoopSolution *hw_results_loop (HwResults *self, HwHandle loop);

/* The same, but in the background where that takes long (hw_results_solve_in_background()): until
 * then one that waits, in which what flows is not known. */
const HwLoopSolution *hw_results_loop_now (HwResults *self, HwHandle loop);

/* Whether that would give one that waits; unlike it this lays out nothing. */
gboolean hw_results_loop_waits (HwResults *self, HwHandle loop);

/* Returns: (transfer none) (nullable): only where it has been solved since it changed */
const HwLoopSolution *hw_results_loop_if_solved (HwResults *self, HwHandle loop);

/* Its pipes and equipment alone, without solving it. Returns: (transfer none) (nullable): as long
 * as the solution */
const HwLoopPlan *hw_results_loop_plan (HwResults *self, HwHandle loop);

/**
 * hw_results_plan_loop:
 * @failed: (nullable) (array zero-terminated=1): keys of what has failed
 *
 * Returns: (transfer full): the loop laid out anew, to change and solve it without changing the
 * design
 */
HwLoopPlan *hw_results_plan_loop (HwResults *self, HwHandle loop, const char *const *failed);

/* What the CDUs of a loop may carry and what its racks give, without solving it: for questions that
 * must not wait. @hall: (out): where its pipes are. Returns: figures of nothing where there is no
 * such loop */
HwLoopBudget hw_results_loop_budget (HwResults *self, HwHandle loop, HwHandle *hall);

/* Returns: (transfer none) (element-type HwLoopFinding): what is wrong with that loop */
const GArray *hw_results_loop_findings (HwResults *self, HwHandle loop);
/* The same of hw_results_loop_now(): none where the loop waits. */
const GArray *hw_results_loop_findings_now (HwResults *self, HwHandle loop);

/**
 * hw_results_set_failed:
 * @keys: (array zero-terminated=1) (nullable): keys of components as overrides name them, or ids of
 * CDUs; %NULL: none
 *
 * From now on the figures are those with these components failed: pumps and CDUs off, valves shut,
 * pipes closed, switches and cables of fabrics dead.
 */
void hw_results_set_failed (HwResults *self, const char *const *keys);
const char *const *hw_results_get_failed (HwResults *self);
/* Returns: (transfer full): the figures of the same design, phase and load with just these
 * components failed, @keys may be %NULL; @self itself where those are what it has */
HwResults *hw_results_with_failed (HwResults *self, const char *const *keys);
/* Takes these for failed beside the others; where all of them are, they work again. Returns:
 * whether they have failed now */
gboolean hw_results_toggle_failed (HwResults *self, const char *const *keys);

/* Whether a loop has a component of that key, or a CDU of that id, or a fabric a switch, member or
 * cable. */
gboolean hw_results_can_fail (HwResults *self, const char *key);

/* The keys of the figures of a loop (DESIGN.md 8.2), "heat_w" and so on. */
typedef enum
{
  HW_LOOP_HEAT,
  HW_LOOP_FLOW,
  HW_LOOP_SUPPLY,
  HW_LOOP_RETURN,
  HW_LOOP_HEAD,
  HW_LOOP_PUMP,
  HW_LOOP_CAPACITY,
  HW_N_LOOP_FIGURES,
} HwLoopFigure;

const char *hw_loop_figure_key (HwLoopFigure figure);
/* Returns: in the unit of its key; NAN where it is not known */
double hw_loop_figure (const HwLoopSolution *solution, HwLoopFigure figure);

G_END_DECLS
