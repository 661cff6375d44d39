/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-heat-exchanger.h"
#include "hw-product.h"

G_BEGIN_DECLS

/* A coolant distribution unit or side-car as its maker rates it, and what it does at another point.
 * What a product does not state is an assumption of practice, and marked as one. */

/* What of a rating is assumed. */
typedef enum
{
  HW_CDU_ASSUMED_APPROACH = 1 << 0,
  HW_CDU_ASSUMED_FLOW = 1 << 1,
  HW_CDU_ASSUMED_HEAD = 1 << 2,
  HW_CDU_ASSUMED_AIRFLOW = 1 << 3,
} HwCduAssumptions;

/* Approach of plates, middle of 3 to 5 K, and of a coil in air; coolant for each watt, 1.35 L/min
 * a kilowatt as makers rate CDUs; head left for the loop; rise of the air
 * in a side-car and what its density is for. */
#define HW_CDU_APPROACH_K 4.0
#define HW_SIDECAR_APPROACH_K 15.0
#define HW_CDU_FLOW_M3_S_W (1.35e-3 / 60 / 1000)
#define HW_CDU_HEAD_PA 2e5
#define HW_SIDECAR_AIR_RISE_K 15.0
#define HW_SIDECAR_AIR_C 25.0

typedef struct
{
  double capacity_w; /* NAN: the product does not say */
  double approach_k; /* coolant supplied less water or air that comes in */
  double flow_m3_s;
  double head_pa;    /* left for the loop at that flow */
  double air_m3_s;   /* side-cars; 0 for others */
  guint n_pumps;     /* that give it together; 0: the product does not say */
  gboolean to_air;   /* a side-car: its heat goes to the room */
  guint assumptions; /* HwCduAssumptions */
} HwCduRating;

/* Whether a product is one. */
gboolean hw_cdu_is_one (const HwProduct *product);

HwCduRating hw_cdu_rating (const HwProduct *product);

/**
 * hw_cdu_flow_left:
 * @head_pa: across the CDU
 *
 * By the curve through one point, H = H₁·(4 − (Q/Q₁)²)/3 (EPANET manual, section 3.1), of pumps
 * that are equal and stand in parallel.
 *
 * Returns: m³/s that its pumps give at that head and full speed with one of them out; NAN where the
 * product does not say how many they are
 */
double hw_cdu_flow_left (const HwCduRating *rating, double head_pa);

/* The side that takes the heat away: facility water, or air of the room. */
typedef struct
{
  HwStream full; /* at its valve or fans wide open */
  double in_c;
} HwHeatSink;

typedef struct
{
  double supply_c; /* coolant that leaves */
  double heat_w;   /* by effectiveness: ε · C_min · (hot in − cold in) */
  double opening;  /* part of the sink's full flow that is used, 0 to 1 */
  double out_c;    /* of the sink */
  gboolean holds;  /* the supply that was asked for */
} HwCduState;

/**
 * hw_cdu_run:
 * @hot: the coolant
 * @hot_in_c: at the exchanger, behind the pump
 * @supply_c: that is held as long as the sink suffices
 *
 * Closes the valve of the sink until the coolant leaves with @supply_c; where wide open does not
 * suffice the coolant leaves warmer.
 */
HwCduState hw_cdu_run (const HwExchanger *exchanger,
                       const HwStream *hot,
                       double hot_in_c,
                       double supply_c,
                       const HwHeatSink *sink);

/**
 * hw_cdu_capacity:
 * @hot: the coolant at its rated flow
 *
 * Returns: W that are taken at the supply temperature @supply_c with the sink wide open; 0 where
 * the sink is no colder
 */
double hw_cdu_capacity (const HwExchanger *exchanger,
                        const HwStream *hot,
                        double supply_c,
                        const HwHeatSink *sink);

G_END_DECLS
