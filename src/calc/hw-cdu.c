/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cdu.h"

#include <math.h>

#include "hw-air.h"

/* Enough halvings for the last bit of the valve's opening. */
#define MAX_HALVINGS 200

/* More is a slip. */
#define MOST_PUMPS 100

gboolean
hw_cdu_is_one (const HwProduct *product)
{
  return product->kind == HW_KIND_CDU_RACK || product->kind == HW_KIND_CDU_ROW
         || product->kind == HW_KIND_SIDECAR;
}

/* Takes a figure of the product, or the assumption where it has none that can be. */
static double
value_or (const HwProduct *product,
          HwField field,
          double assumed,
          HwCduAssumptions bit,
          guint *assumptions)
{
  double value = hw_product_value (product, field);

  if (value > 0 && isfinite (value))
    return value;
  *assumptions |= bit;
  return assumed;
}

HwCduRating
hw_cdu_rating (const HwProduct *product)
{
  HwCduRating rating = { .to_air = product->kind == HW_KIND_SIDECAR };
  guint *assumptions = &rating.assumptions;
  double pumps;

  rating.capacity_w = hw_product_value (product, HW_FIELD_COOLING_CAPACITY);
  rating.approach_k = value_or (product,
                                HW_FIELD_APPROACH,
                                rating.to_air ? HW_SIDECAR_APPROACH_K : HW_CDU_APPROACH_K,
                                HW_CDU_ASSUMED_APPROACH,
                                assumptions);
  rating.flow_m3_s = value_or (product,
                               HW_FIELD_COOLANT_FLOW,
                               rating.capacity_w * HW_CDU_FLOW_M3_S_W,
                               HW_CDU_ASSUMED_FLOW,
                               assumptions);
  rating.head_pa = value_or (
      product, HW_FIELD_EXTERNAL_HEAD, HW_CDU_HEAD_PA, HW_CDU_ASSUMED_HEAD, assumptions);
  pumps = hw_product_value (product, HW_FIELD_PUMPS);
  rating.n_pumps = pumps >= 1 && pumps <= MOST_PUMPS ? (guint)pumps : 0;
  if (rating.to_air)
    rating.air_m3_s = value_or (product,
                                HW_FIELD_AIRFLOW,
                                hw_air_flow (rating.capacity_w,
                                             hw_air_density (HW_SIDECAR_AIR_C, 0),
                                             HW_SIDECAR_AIR_RISE_K),
                                HW_CDU_ASSUMED_AIRFLOW,
                                assumptions);
  return rating;
}

double
hw_cdu_flow_left (const HwCduRating *rating, double head_pa)
{
  double square = 4 - 3 * head_pa / rating->head_pa;

  if (rating->n_pumps == 0)
    return NAN;
  return rating->flow_m3_s * (rating->n_pumps - 1) / rating->n_pumps * sqrt (fmax (square, 0));
}

static HwStream
part_of (const HwStream *stream, double part)
{
  return (HwStream){ stream->capacity_w_k * part, stream->mass_kg_s * part };
}

static double
transfer_at (const HwExchanger *exchanger,
             const HwStream *hot,
             const HwHeatSink *sink,
             double opening)
{
  HwStream cold = part_of (&sink->full, opening);

  return hw_exchanger_transfer (exchanger, hot, &cold);
}

/* The opening at which @transfer_w_k is carried; what is carried grows with it. */
static double
find_opening (const HwExchanger *exchanger,
              const HwStream *hot,
              const HwHeatSink *sink,
              double transfer_w_k)
{
  double low = 0;
  double high = 1;

  for (guint i = 0; i < MAX_HALVINGS; i++)
    {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high)
        break;
      if (transfer_at (exchanger, hot, sink, middle) < transfer_w_k)
        low = middle;
      else
        high = middle;
    }
  return high;
}

HwCduState
hw_cdu_run (const HwExchanger *exchanger,
            const HwStream *hot,
            double hot_in_c,
            double supply_c,
            const HwHeatSink *sink)
{
  HwCduState state = { .supply_c = hot_in_c, .out_c = sink->in_c };
  double inlets_k = hot_in_c - sink->in_c;
  double wanted_w = hot->capacity_w_k * (hot_in_c - supply_c);

  if (!(hot->capacity_w_k > 0))
    return state;
  state.holds = wanted_w <= 0;
  if (!(inlets_k > 0) || wanted_w <= 0)
    return state;
  state.opening = 1;
  state.holds = transfer_at (exchanger, hot, sink, 1) * inlets_k >= wanted_w;
  if (state.holds)
    state.opening = find_opening (exchanger, hot, sink, wanted_w / inlets_k);
  state.heat_w = transfer_at (exchanger, hot, sink, state.opening) * inlets_k;
  state.supply_c = state.holds ? supply_c : hot_in_c - state.heat_w / hot->capacity_w_k;
  if (state.heat_w > 0)
    state.out_c += state.heat_w / (sink->full.capacity_w_k * state.opening);
  return state;
}

double
hw_cdu_capacity (const HwExchanger *exchanger,
                 const HwStream *hot,
                 double supply_c,
                 const HwHeatSink *sink)
{
  double transfer = hw_exchanger_transfer (exchanger, hot, &sink->full);

  /* Q = transfer · (supply + Q / C − sink). */
  if (!(supply_c > sink->in_c) || !(hot->capacity_w_k > transfer))
    return 0;
  return transfer * (supply_c - sink->in_c) / (1 - transfer / hot->capacity_w_k);
}
