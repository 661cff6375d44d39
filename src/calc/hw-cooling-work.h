/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cooling.h"

G_BEGIN_DECLS

/* Loops solved in the background (DESIGN.md 9.10): a piece of work takes loops as they are laid out
 * now, any thread solves them, and what no edit has touched meanwhile is taken over. */
typedef struct _HwCoolingWork HwCoolingWork;

/* From now on somebody solves in the background what takes long: views have loops that wait. */
void hw_results_solve_in_background (HwResults *self);

/* Returns: how many loops wait to be solved */
guint hw_results_loops_wait (HwResults *self);

/**
 * hw_cooling_work_new:
 *
 * Returns: (transfer full) (nullable): a piece of what waits, small enough that laying it out holds
 * up no frame; %NULL: nothing waits
 */
HwCoolingWork *hw_cooling_work_new (HwResults *results);
/* In any thread. */
void hw_cooling_work_run (HwCoolingWork *self);
/* Gives the results what was found. Who listens to them is not told: whoever calls does with
 * hw_results_loops_solved(), after many pieces or few. Returns: how many loops were taken over */
guint hw_cooling_work_take (HwCoolingWork *self, HwResults *results);
void hw_cooling_work_free (HwCoolingWork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCoolingWork, hw_cooling_work_free)

/* Tells who listens. */
void hw_results_loops_solved (HwResults *self);

/* Solves at once what waits, and tells who listens where something did. */
void hw_results_solve_loops (HwResults *self);

G_END_DECLS
