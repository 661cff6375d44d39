/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-cost-private.h"
#include "hw-facility.h"
#include "hw-results-private.h"

/* What cost takes from the energy of the year: nothing that is computed is assumed besides. */

/* Without a climate: what is indoors, at the mean load of the year. */
static void
take_operating (HwResults *results, HwCostEfficiency *efficiency)
{
  HwOperatingPoint point;

  if (!hw_results_operating_point (
          results, hw_design_get_site (results->design)->utilisation, &point))
    return;
  efficiency->pue_basis = HW_COST_ENERGY_OPERATING;
  efficiency->pue = point.power.total_w / point.power.part_w[HW_FACILITY_IT];
  efficiency->n_unknown = hw_operating_point_n_unknown (&point);
}

HwCostEfficiency
hw_cost_efficiency_pending (HwDesign *design)
{
  HwCostEfficiency efficiency = { NAN, NAN, 0, HW_COST_ENERGY_ASSUMED, HW_COST_ENERGY_ASSUMED };
  gboolean climate = hw_design_get_climate (design) != 0;

  if (climate || hw_design_count (design, HW_TABLE_POWER) > 0)
    efficiency.pue_basis = HW_COST_ENERGY_PENDING;
  if (climate)
    efficiency.water_basis = HW_COST_ENERGY_PENDING;
  return efficiency;
}

HwCostEfficiency
hw_results_cost_efficiency (HwResults *self, gboolean now)
{
  HwCostEfficiency efficiency = { NAN, NAN, 0, HW_COST_ENERGY_ASSUMED, HW_COST_ENERGY_ASSUMED };
  gboolean chains = hw_design_count (self->design, HW_TABLE_POWER) > 0;
  gboolean climate = hw_design_get_climate (self->design) != 0;
  HwEnergy year;
  HwSum pue, water;

  if (!chains && !climate)
    return efficiency;
  if (now && !(climate && hw_energy_is_current (self->energy)))
    return hw_cost_efficiency_pending (self->design);
  if (!hw_results_energy_per_year (self, &year))
    {
      if (chains)
        take_operating (self, &efficiency);
      return efficiency;
    }
  /* A part of the energy that nobody knows would make it cheap: then what is assumed of the whole
   * goes before what is known of it. */
  pue = hw_results_energy (self, HW_ENERGY_PUE);
  if (pue.n_unknown == 0)
    {
      efficiency.pue_basis = HW_COST_ENERGY_YEAR;
      efficiency.pue = pue.value;
    }
  water = hw_results_energy (self, HW_ENERGY_WUE);
  if (water.n_unknown == 0)
    {
      efficiency.water_basis = HW_COST_ENERGY_YEAR;
      efficiency.l_per_kwh = water.value;
    }
  return efficiency;
}
