/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-heat-exchanger.h"

#include <math.h>

/* Streams whose capacities differ by less count as equal: the general form is 0 / 0 there. */
#define EQUAL_STREAMS 1e-6

/* The heat transfer coefficient goes with this power of the mass flow. */
#define FLOW_POWER 0.7

/* No rating asks for more; where the search for the NTU of a coil ends. */
#define MOST_NTU 1000

static double
crossflow (double ntu, double ratio)
{
  if (ratio < EQUAL_STREAMS)
    return -expm1 (-ntu);
  return -expm1 (pow (ntu, 0.22) / ratio * expm1 (-ratio * pow (ntu, 0.78)));
}

double
hw_exchanger_effectiveness (HwExchangerKind kind, double ntu, double ratio)
{
  double rest;

  if (!(ntu > 0))
    return 0;
  if (kind == HW_EXCHANGER_CROSSFLOW)
    return crossflow (ntu, ratio);
  if (fabs (1 - ratio) < EQUAL_STREAMS)
    return ntu / (1 + ntu);
  rest = exp (-ntu * (1 - ratio));
  return (1 - rest) / (1 - ratio * rest);
}

static double
crossflow_ntu (double effectiveness, double ratio)
{
  double low = 0;
  double high = 1;

  while (crossflow (high, ratio) < effectiveness)
    {
      low = high;
      high *= 2;
      if (high > MOST_NTU)
        return NAN;
    }
  while (high - low > 1e-12 * high)
    {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high)
        break;
      if (crossflow (middle, ratio) < effectiveness)
        low = middle;
      else
        high = middle;
    }
  return (low + high) / 2;
}

double
hw_exchanger_ntu (HwExchangerKind kind, double effectiveness, double ratio)
{
  if (!(effectiveness >= 0 && effectiveness < 1))
    return NAN;
  if (effectiveness == 0)
    return 0;
  if (kind == HW_EXCHANGER_CROSSFLOW)
    return crossflow_ntu (effectiveness, ratio);
  if (fabs (1 - ratio) < EQUAL_STREAMS)
    return effectiveness / (1 - effectiveness);
  return log ((effectiveness - 1) / (effectiveness * ratio - 1)) / (ratio - 1);
}

gboolean
hw_exchanger_calibrate (HwExchanger *exchanger,
                        HwExchangerKind kind,
                        double heat_w,
                        double approach_k,
                        const HwStream *hot,
                        const HwStream *cold)
{
  double least = fmin (hot->capacity_w_k, cold->capacity_w_k);
  double most = fmax (hot->capacity_w_k, cold->capacity_w_k);
  double inlets_k = approach_k + heat_w / hot->capacity_w_k;
  double ntu = hw_exchanger_ntu (kind, heat_w / (least * inlets_k), least / most);

  *exchanger = (HwExchanger){
    .kind = kind, .ua_w_k = ntu * least, .hot_kg_s = hot->mass_kg_s, .cold_kg_s = cold->mass_kg_s
  };
  return isfinite (exchanger->ua_w_k) && exchanger->ua_w_k > 0;
}

double
hw_exchanger_ua (const HwExchanger *exchanger, const HwStream *hot, const HwStream *cold)
{
  if (!(hot->mass_kg_s > 0 && cold->mass_kg_s > 0))
    return 0;
  return 2 * exchanger->ua_w_k
         / (pow (exchanger->hot_kg_s / hot->mass_kg_s, FLOW_POWER)
            + pow (exchanger->cold_kg_s / cold->mass_kg_s, FLOW_POWER));
}

double
hw_exchanger_transfer (const HwExchanger *exchanger, const HwStream *hot, const HwStream *cold)
{
  double least = fmin (hot->capacity_w_k, cold->capacity_w_k);
  double most = fmax (hot->capacity_w_k, cold->capacity_w_k);

  if (!(least > 0))
    return 0;
  return least
         * hw_exchanger_effectiveness (
             exchanger->kind, hw_exchanger_ua (exchanger, hot, cold) / least, least / most);
}
