/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Heat exchangers by effectiveness and number of transfer units (Kays & London, Compact Heat
 * Exchangers; Incropera, Fundamentals of Heat and Mass Transfer, chapter 11): constant properties,
 * no change of phase. */

typedef enum
{
  HW_EXCHANGER_COUNTERFLOW, /* plates, as in a CDU */
  HW_EXCHANGER_CROSSFLOW,   /* coil and air, both unmixed, as in a side-car or room cooler */
} HwExchangerKind;

/**
 * hw_exchanger_effectiveness:
 * @ntu: UA / C_min
 * @ratio: C_min / C_max, 0 to 1
 *
 * Returns: heat over the most that any exchanger could carry between the two inlets, 0 to 1
 */
double hw_exchanger_effectiveness (HwExchangerKind kind, double ntu, double ratio);

/**
 * hw_exchanger_ntu:
 *
 * The inverse of hw_exchanger_effectiveness().
 *
 * Returns: NTU; NAN where no exchanger of that kind reaches @effectiveness
 */
double hw_exchanger_ntu (HwExchangerKind kind, double effectiveness, double ratio);

/* One side: its heat capacity rate in W/K and its mass flow in kg/s. */
typedef struct
{
  double capacity_w_k;
  double mass_kg_s;
} HwStream;

typedef struct
{
  HwExchangerKind kind;
  double ua_w_k;              /* at the mass flows of the rating */
  double hot_kg_s, cold_kg_s; /* of the rating */
} HwExchanger;

/**
 * hw_exchanger_calibrate:
 * @heat_w: of the rating
 * @approach_k: hot outlet less cold inlet at the rating
 *
 * Finds UA from a rating: the inlets are @approach_k + Q / C_hot apart.
 *
 * Returns: %FALSE where the rating is not possible or not complete
 */
gboolean hw_exchanger_calibrate (HwExchanger *exchanger,
                                 HwExchangerKind kind,
                                 double heat_w,
                                 double approach_k,
                                 const HwStream *hot,
                                 const HwStream *cold);

/**
 * hw_exchanger_ua:
 *
 * UA off the rating: half of the resistance on either side, each with the power 0.7 of its mass
 * flow (turbulent plates; an assumption).
 *
 * Returns: W/K; 0 where a side stands still
 */
double hw_exchanger_ua (const HwExchanger *exchanger, const HwStream *hot, const HwStream *cold);

/* Returns: heat per kelvin between the two inlets, ε · C_min, W/K */
double
hw_exchanger_transfer (const HwExchanger *exchanger, const HwStream *hot, const HwStream *cold);

G_END_DECLS
