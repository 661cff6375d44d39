/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-loop-solution.h"
#include "hw-loop-thermal.h"

G_BEGIN_DECLS

/* A loop while it is solved. */
typedef struct
{
  HwLoopSolution *solution;
  const HwLoopPlan *plan;
  HwHydraulics *hydraulics;
  HwThermalCdu *cdus;
  double *head_m;
  double *before_c; /* temperatures of the pass before */
  double pascal_m;  /* pressure of a metre of head, of one density for all passes */
  double speed;     /* that control found last; 0: nothing yet */
  double part;      /* of the way to the required flows that is gone */
  double *rack_heat_w;
  double *rest, *now; /* of the way, by rack: before, and of this pass */
} HwLoopSolver;

static inline const HwLoopRack *
hw_loop_plan_rack (const HwLoopPlan *plan, guint i)
{
  return &g_array_index (plan->racks, HwLoopRack, i);
}

static inline const HwLoopCdu *
hw_loop_plan_cdu (const HwLoopPlan *plan, guint i)
{
  return &g_array_index (plan->cdus, HwLoopCdu, i);
}

/* Finds the speed at which the index rack has what it needs. Flow goes about with the speed, so
 * that a secant from there gets to it in a few steps; it stays between speeds that are known to be
 * too low and too high. Each time it begins with the speed that it found last. */
void hw_loop_control_speed (HwLoopSolver *self);

/* Returns: (transfer full): with nothing known of it. @plan: (transfer full) */
HwLoopSolution *hw_loop_solution_new (HwLoopPlan *plan);
/* Returns: (transfer full): @n NANs, and one where there is none */
double *hw_loop_unknown_numbers (guint n);

G_END_DECLS
