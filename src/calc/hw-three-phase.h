/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "hw-rows.h"

G_BEGIN_DECLS

/* Currents of three-phase circuits, and what breakers carry for long; facts/power-and-cost.md 1.2
 * and 1.3. */

#define HW_PHASES 3

/* Real power, W, by what it is connected between: each line and neutral; L1-L2, L2-L3, L3-L1. */
typedef struct
{
  double neutral_w[HW_PHASES];
  double line_w[HW_PHASES];
} HwPhaseLoad;

typedef struct
{
  double line_a[HW_PHASES];
  double most_a;    /* of the lines */
  double neutral_a; /* fundamental only: triplen harmonics add to it */
  double unbalance; /* largest deviation from the mean over the mean; 0 without load */
} HwPhaseCurrents;

void hw_phase_load_add_balanced (HwPhaseLoad *self, double power_w);
void hw_phase_load_add (HwPhaseLoad *self, const HwPhaseLoad *other, double factor);
double hw_phase_load_total (const HwPhaseLoad *self);

/**
 * hw_three_phase_currents:
 * @voltage_v: line to line
 *
 * The phasors of all loads added up line by line, all at the same power factor: for loads between
 * lines and neutral I = P / (V_LN · pf) each and I_N = √(Ia² + Ib² + Ic² − Ia·Ib − Ib·Ic − Ic·Ia);
 * for loads between lines I_A = √(Iab² + Ica² + Iab·Ica) and so on.
 */
HwPhaseCurrents
hw_three_phase_currents (const HwPhaseLoad *load, double voltage_v, double power_factor);

/* The share of its rating that a breaker carries for long: 80 % under the NEC (210.20, 215.3), all
 * of it under IEC 60364. */
double hw_breaker_share (HwBreakerRule rule);

G_END_DECLS
