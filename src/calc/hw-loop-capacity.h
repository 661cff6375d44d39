/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-loop-thermal.h"

G_BEGIN_DECLS

/* What the CDUs of a loop carry, from their ratings and the rule of the loop: no flows are needed.
 */

/* Facility water that comes in: of the rule, or as cold as the approach of the most demanding CDU
 * needs. Returns: °C; NAN where no CDU has any */
double hw_loop_plan_facility_c (const HwLoopPlan *plan);

/* Returns: m³/s of facility water, or air, that a CDU can use */
double hw_loop_sink_flow (const HwLoopPlan *plan, guint cdu);

/**
 * hw_loop_rate_cdu:
 * @facility_c: of hw_loop_plan_facility_c()
 * @thermal: (inout): gets its exchanger and sink, and whether it runs
 *
 * Returns: W that it carries at the supply temperature of the rule; 0 where it is off, or not known
 */
double
hw_loop_rate_cdu (const HwLoopPlan *plan, guint cdu, double facility_c, HwThermalCdu *thermal);

/* What of the capacities of a loop its heat may take, as the spares of its rule have it.
 * @left_w: with the largest CDU out. Returns: W */
double hw_loop_usable_w (const HwLoop *rule, double capacity_w, double left_w);

typedef struct
{
  double usable_w; /* NAN: a CDU carries what no source says */
  double heat_w;   /* of its racks, and of its pumps at their rating, which is the most they give */
} HwLoopBudget;

/* What is carried and what may be, without a solution. */
HwLoopBudget hw_loop_plan_budget (const HwLoopPlan *plan);

G_END_DECLS
