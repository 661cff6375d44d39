/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-loop-plan.h"

G_BEGIN_DECLS

/* Temperatures of a loop whose flows are known: mixing at nodes, heat of racks, exchangers of CDUs.
 * Heat flows with the coolant only; density and heat capacity are those of the loop's mean
 * temperature. Exact for given flows: what remains of the energy balance is rounding. */

/* A CDU with what it does. */
typedef struct
{
  HwExchanger exchanger;
  HwHeatSink sink;
  gboolean runs; /* has coolant flowing and an exchanger that is known */
  double flow_m3_s;
  double pump_heat_w; /* hydraulic power, which stays in the coolant */
  double hot_in_c;    /* behind the pump, before the exchanger */
  HwCduState state;
} HwThermalCdu;

typedef struct
{
  const HwLoopPlan *plan;
  double density;          /* kg/m³ */
  double heat_capacity;    /* J/(kg·K) */
  const double *flow_m3_s; /* by link */
  const double *head_m;    /* by node */
  HwThermalCdu *cdus;      /* by CDU of the plan */
  double *node_c;          /* (out) by node; NAN where nothing flows */
  double *rack_heat_w;     /* (out) by rack of the plan: what its coolant takes */
  double carried_w;        /* (out) sum of that */
} HwThermal;

/* Flow below which a link counts as standing still, m³/s: a thousandth of a litre a minute. */
#define HW_LOOP_STILL_M3_S (1e-6 / 60)

/**
 * hw_loop_thermal_solve:
 *
 * Returns: %FALSE where no CDU takes heat away, so that no temperature is steady
 */
gboolean hw_loop_thermal_solve (HwThermal *self);

G_END_DECLS
