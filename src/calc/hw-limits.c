/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-limits-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-air-zone.h"
#include "hw-rack-coolant.h"
#include "hw-results-private.h"

const char *
hw_limit_label (HwLimit limit)
{
  switch (limit)
    {
    case HW_LIMIT_NONE:
      return _ ("free");
    case HW_LIMIT_UNITS:
      return _ ("units");
    case HW_LIMIT_MOUNTING:
      return _ ("mounting");
    case HW_LIMIT_DEPTH:
      return _ ("depth");
    case HW_LIMIT_POWER:
      return _ ("power");
    case HW_LIMIT_MASS:
      return _ ("mass");
    case HW_LIMIT_FLOOR:
      return _ ("floor");
    case HW_LIMIT_COOLING:
      return _ ("cooling");
    case HW_N_LIMITS:
      break;
    }
  g_return_val_if_reached ("");
}

HwLimit
hw_limit_of_obstacle (HwObstacle obstacle)
{
  switch (obstacle)
    {
    case HW_OBSTACLE_NONE:
      return HW_LIMIT_NONE;
    case HW_OBSTACLE_NOT_A_DEVICE:
    case HW_OBSTACLE_NO_SLOTS:
    case HW_OBSTACLE_MOUNTING:
      return HW_LIMIT_MOUNTING;
    case HW_OBSTACLE_TOO_DEEP:
      return HW_LIMIT_DEPTH;
    case HW_OBSTACLE_NOT_ON_FLOOR:
    case HW_OBSTACLE_OUTSIDE_HALL:
    case HW_OBSTACLE_ON_RACK:
    case HW_OBSTACLE_ON_FEATURE:
      return HW_LIMIT_FLOOR;
    default:
      return HW_LIMIT_UNITS;
    }
}

guint
hw_limit_times (double limit, double load, double each)
{
  double rest;

  if (isnan (limit) || isnan (each) || each <= 0)
    return G_MAXUINT;
  rest = floor ((limit * HW_LIMITS_SLACK - load) / each);
  return rest < 0 ? 0 : (guint)MIN (rest, 1e6);
}

void
hw_limits_narrow (guint *least, HwLimit *which, guint times, HwLimit limit)
{
  if (times >= *least)
    return;
  *least = times;
  *which = limit;
}

/* --- a rack and what it shares --- */

/* Heat that the coolant carries at the flow that the rack bears, from the supply to the return of
 * its loop; NAN: not known */
static double
coolant_limit_w (HwDesign *design, HwHandle rack)
{
  HwHandle loop = hw_design_get_rack (design, rack)->loop;
  const HwProduct *assembly = hw_design_rack_assembly (design, rack);
  const HwProduct *limits = assembly != NULL ? assembly : hw_design_rack_product (design, rack);
  const HwLoop *rule = hw_design_get_loop (design, loop);

  return hw_product_value (limits, HW_FIELD_COOLANT_FLOW_MAX)
         / hw_rack_flow_required (rule->coolant, 1, rule->supply_c, rule->return_c);
}

guint
hw_limits_times (
    HwLimits *self, HwHandle rack, const HwDemand *each, const GArray *ignore, HwLimit *limit)
{
  HwDesign *design = self->results->design;
  const HwRackFigures *figures = hw_results_rack (self->results, rack);
  const HwSite *site = hw_design_get_site (design);
  HwDemand held = hw_demand_held (self->results, ignore, rack);
  double mass_kg = figures->mass_kg - held.mass_kg;
  guint least = G_MAXUINT;
  HwLimit shared_limit;
  guint shared;

  *limit = HW_LIMIT_NONE;
  hw_limits_narrow (&least,
                    limit,
                    hw_limit_times (figures->limit_w,
                                    hw_rack_figures_load (figures) - held.power_w,
                                    each->power_w),
                    HW_LIMIT_POWER);
  hw_limits_narrow (
      &least,
      limit,
      hw_limit_times (figures->load_limit_kg, figures->mounted_kg - held.mass_kg, each->mass_kg),
      HW_LIMIT_MASS);
  /* The floor bears as much more as the pressure grows with the mass. */
  hw_limits_narrow (&least,
                    limit,
                    hw_limit_times (figures->mass_kg * site->floor_limit_pa / figures->spread_pa,
                                    mass_kg,
                                    each->mass_kg),
                    HW_LIMIT_FLOOR);
  hw_limits_narrow (&least,
                    limit,
                    hw_limit_times (figures->mass_kg * site->foot_limit_n / figures->foot_n,
                                    mass_kg,
                                    each->mass_kg),
                    HW_LIMIT_FLOOR);
  hw_limits_narrow (&least,
                    limit,
                    hw_limit_times (HW_RACK_AIR_LIMIT_W + figures->door_w,
                                    figures->air_w - held.air_w,
                                    each->air_w),
                    HW_LIMIT_COOLING);
  if (each->liquid_w > 0)
    hw_limits_narrow (&least,
                      limit,
                      hw_design_get_rack (design, rack)->loop == 0
                          ? 0
                          : hw_limit_times (coolant_limit_w (design, rack),
                                            figures->liquid_w - held.liquid_w,
                                            each->liquid_w),
                      HW_LIMIT_COOLING);
  shared = hw_limits_shared_times (self, rack, each, ignore, &shared_limit);
  hw_limits_narrow (&least, limit, shared, shared_limit);
  return least;
}
