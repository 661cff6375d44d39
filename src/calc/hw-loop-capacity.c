/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-loop-capacity.h"

#include <math.h>

#include "hw-air.h"
#include "hw-fluid.h"

static const HwLoopCdu *
plan_cdu (const HwLoopPlan *plan, guint i)
{
  return &g_array_index (plan->cdus, HwLoopCdu, i);
}

static HwStream
stream_of (const HwFluid *fluid, double flow_m3_s)
{
  return (HwStream){ flow_m3_s * hw_fluid_volumetric_heat (fluid), flow_m3_s * fluid->density };
}

double
hw_loop_plan_facility_c (const HwLoopPlan *plan)
{
  double least = NAN;

  for (guint i = 0; i < plan->cdus->len; i++)
    {
      const HwCduRating *rating = &plan_cdu (plan, i)->rating;
      double needed = isnan (plan->rule.facility_c) ? plan->rule.supply_c - rating->approach_k
                                                    : plan->rule.facility_c;
      if (!rating->to_air)
        least = fmin (needed, least);
    }
  return least;
}

/* Data sheets do not state the flow of facility water: taken as that of the coolant. */
double
hw_loop_sink_flow (const HwLoopPlan *plan, guint cdu)
{
  const HwCduRating *rating = &plan_cdu (plan, cdu)->rating;

  if (rating->to_air)
    return rating->air_m3_s;
  return isnan (plan->rule.facility_lpm) ? rating->flow_m3_s : plan->rule.facility_lpm / 60e3;
}

double
hw_loop_rate_cdu (const HwLoopPlan *plan, guint cdu, double facility_c, HwThermalCdu *thermal)
{
  const HwLoop *rule = &plan->rule;
  const HwCduRating *rating = &plan_cdu (plan, cdu)->rating;
  HwFluid coolant = hw_fluid_at (rule->coolant, rule->supply_c);
  HwFluid water = hw_fluid_at (HW_COOLANT_WATER, facility_c);
  /* Rated at sea level; fans move the same volume of whatever air there is. */
  HwFluid rated_air = { hw_air_density (HW_SIDECAR_AIR_C, 0), HW_AIR_HEAT_CAPACITY, 0, 0 };
  HwFluid air = { hw_air_density (plan->air_c, plan->altitude_m), HW_AIR_HEAT_CAPACITY, 0, 0 };
  HwStream hot = stream_of (&coolant, rating->flow_m3_s);
  HwStream cold = rating->to_air ? stream_of (&rated_air, rating->air_m3_s)
                                 : stream_of (&water, rating->flow_m3_s);

  thermal->runs = !plan_cdu (plan, cdu)->off && (rating->to_air || !plan->warm)
                  && hw_exchanger_calibrate (&thermal->exchanger,
                                             rating->to_air ? HW_EXCHANGER_CROSSFLOW
                                                            : HW_EXCHANGER_COUNTERFLOW,
                                             rating->capacity_w,
                                             rating->approach_k,
                                             &hot,
                                             &cold);
  thermal->sink.in_c = rating->to_air ? plan->air_c : facility_c;
  thermal->sink.full = stream_of (rating->to_air ? &air : &water, hw_loop_sink_flow (plan, cdu));
  return thermal->runs ? hw_cdu_capacity (&thermal->exchanger, &hot, rule->supply_c, &thermal->sink)
                       : 0;
}

double
hw_loop_usable_w (const HwLoop *rule, double capacity_w, double left_w)
{
  if (rule->spare == HW_SPARE_ONE)
    return left_w;
  return rule->spare == HW_SPARE_ALL ? capacity_w / 2 : capacity_w;
}

HwLoopBudget
hw_loop_plan_budget (const HwLoopPlan *plan)
{
  HwLoopBudget budget = { 0 };
  double facility_c = hw_loop_plan_facility_c (plan);
  double sum_w = 0, largest_w = 0;
  gboolean known = TRUE;

  for (guint i = 0; i < plan->racks->len; i++)
    budget.heat_w += g_array_index (plan->racks, HwLoopRack, i).heat_w;
  for (guint i = 0; i < plan->cdus->len; i++)
    {
      const HwLoopCdu *cdu = plan_cdu (plan, i);
      HwThermalCdu thermal = { 0 };
      double capacity_w = hw_loop_rate_cdu (plan, i, facility_c, &thermal);

      if (cdu->off)
        continue;
      known &= !isnan (cdu->rating.capacity_w);
      if (thermal.runs)
        budget.heat_w += cdu->rating.flow_m3_s * cdu->rating.head_pa;
      sum_w += capacity_w;
      largest_w = fmax (largest_w, capacity_w);
    }
  budget.usable_w = known ? hw_loop_usable_w (&plan->rule, sum_w, sum_w - largest_w) : NAN;
  return budget;
}
