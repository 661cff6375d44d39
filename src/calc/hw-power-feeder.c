/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-feeder.h"

#include <math.h>

#include "hw-geometry.h"

static const HwPowerFeeder none = { 0, NAN, NAN };

/* The current that the stated resistance is meant for: of busways their own or that of the largest
 * feed; cables to racks are no thicker than the breaker before each wants. NAN: not known */
static double
reference_a (const HwPowerPlan *plan, HwDesign *design, HwHandle power)
{
  const HwPowerRow *chain = hw_design_get_power (design, power);
  double most_a = NAN;

  if (chain->distribution != HW_DISTRIBUTION_BUSWAY)
    return chain->tap_a;
  if (!isnan (chain->busway_a))
    return chain->busway_a;
  for (guint i = 0; i < plan->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (plan, i);

      if (node->power == power && node->role == HW_POWER_FEED)
        most_a = fmax (most_a, hw_design_get_feed (design, node->object.handle)->current_a);
    }
  return most_a;
}

/* Along the sides of the hall, between the middles; NAN: they stand in two. */
static double
apart_m (HwDesign *design, HwHandle from, HwHandle to)
{
  HwArea a = hw_rack_area (design, from), b = hw_rack_area (design, to);

  if (hw_design_get_rack (design, from)->object.parent
      != hw_design_get_rack (design, to)->object.parent)
    return NAN;
  return (fabs (a.x + a.width / 2.0 - b.x - b.width / 2.0)
          + fabs (a.y + a.depth / 2.0 - b.y - b.depth / 2.0))
         / 1e3;
}

static HwPowerFeeder
feeder_of (HwDesign *design, const HwPowerPlan *plan, guint index)
{
  const HwPowerNode *node = hw_power_plan_node (plan, index);
  const HwPowerRow *chain;
  HwPowerFeeder feeder = { hw_power_plan_unit_above (plan, index), node->length_m, NAN };
  double rating_a;

  if (feeder.from == 0
      || (node->role != HW_POWER_SWITCHGEAR && node->role != HW_POWER_UPS
          && node->role != HW_POWER_PDU))
    return none;
  chain = hw_design_get_power (design, node->power);
  if (isnan (feeder.length_m))
    feeder.length_m = apart_m (design, feeder.from, node->object.handle) + chain->rise_m;
  /* As it was bought, whatever an override lets it carry. */
  rating_a = hw_power_product_limit_w (hw_design_rack_product (design, node->object.handle),
                                       node->power_factor)
             / (sqrt (3) * node->voltage_v * node->power_factor);
  if (rating_a > 0)
    feeder.ohm = feeder.length_m * chain->conductor_ohm_per_m
                 * reference_a (plan, design, node->power) / rating_a;
  return feeder;
}

GArray *
hw_power_feeders_find (HwDesign *design, const HwPowerPlan *plan)
{
  GArray *feeders = g_array_sized_new (FALSE, FALSE, sizeof (HwPowerFeeder), plan->nodes->len);

  for (guint i = 0; i < plan->nodes->len; i++)
    {
      HwPowerFeeder feeder = feeder_of (design, plan, i);

      g_array_append_val (feeders, feeder);
    }
  return feeders;
}

double
hw_power_feeder_loss_w (const HwPowerFeeder *feeder,
                        const HwPowerNode *node,
                        HwPowerNodeState *state)
{
  double input_w = state->load_w + state->loss_w, amperes;

  if (feeder == NULL || isnan (feeder->ohm))
    return 0;
  amperes = input_w / (sqrt (3) * node->voltage_v * node->power_factor);
  state->drop = sqrt (3) * amperes * feeder->ohm * node->power_factor / node->voltage_v;
  return 3 * feeder->ohm * amperes * amperes;
}
