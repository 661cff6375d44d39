/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hydraulics.h"

G_BEGIN_DECLS

/* Pumps whose speed holds the differential pressure where it is scarcest. */
typedef struct
{
  gboolean held;   /* at neither limit of the speed */
  gboolean enough; /* every load has what it needs */
  double speed;
  double surplus_m; /* of the index load: what it has beyond what it needs; below zero: it lacks */
  guint index;      /* the index load: the one with the least surplus, its number in the array */
  guint n_solves;
} HwPumpControlReport;

/**
 * hw_pump_control_hold:
 * @solver: solved afterwards, at the speed that was found
 * @pumps: (array length=n_pumps): links, which share one speed
 * @loads: (array length=n_loads): links across which the head is held; closed ones do not count
 * @required_m: (array length=n_loads): the head that each needs, m
 * @lowest: least speed over rated speed, above zero
 * @highest: most
 * @report: (out): what was found
 *
 * Finds the speed at which the load that is worst off has just what it needs, by the rule of false
 * position in the square of the speed, which heads follow by the affinity laws: three to five
 * solutions, each from the last one.
 *
 * Returns: %FALSE where a solution did not converge; the solver is then as it was left
 */
gboolean hw_pump_control_hold (HwHydraulics *solver,
                               guint n_pumps,
                               const guint *pumps,
                               guint n_loads,
                               const guint *loads,
                               const double *required_m,
                               double lowest,
                               double highest,
                               HwPumpControlReport *report);

G_END_DECLS
