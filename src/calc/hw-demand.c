/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-limits-private.h"

#include "hw-air-zone.h"
#include "hw-air.h"
#include "hw-results-private.h"

static HwDemand
demand_of (HwResults *results, const HwProduct *product, const HwShare *shares)
{
  HwDemand demand
      = { .power_w = shares[HW_TOTAL_IT_NAMEPLATE].value + shares[HW_TOTAL_OTHER_NAMEPLATE].value,
          .mass_kg = shares[HW_TOTAL_MASS].value,
          .liquid_w = shares[HW_TOTAL_LIQUID].value,
          .air_w = shares[HW_TOTAL_AIR].value };
  const HwSite *site = hw_design_get_site (results->design);
  double flow = hw_product_value (product, HW_FIELD_AIRFLOW);

  /* As racks are figured, by the source or by the assumed rise. */
  if (demand.air_w > 0)
    demand.air_m3_s = flow > 0 ? flow
                               : hw_air_flow (demand.air_w,
                                              hw_air_density (site->air_c, site->altitude_m),
                                              HW_RACK_AIR_RISE_K);
  return demand;
}

HwDemand
hw_demand_of_product (HwResults *results, const HwProduct *product)
{
  HwShare shares[HW_N_TOTALS];

  hw_product_shares (product, hw_contributors_get_terms (results->contributors), shares);
  return demand_of (results, product, shares);
}

HwDemand
hw_demand_of_device (HwResults *results, HwHandle device)
{
  const HwDevice *row = hw_design_get_device (results->design, device);
  guint contributor;

  if (hw_results_composition (results, row->object.parent) == NULL
      || !hw_results_stands (results, &row->object))
    return (HwDemand){ 0 };
  contributor = hw_results_device_contributor (results, device);
  return demand_of (results,
                    hw_design_device_product (results->design, device),
                    hw_contributors_get (results->contributors, contributor)->shares);
}

void
hw_demand_add (HwDemand *self, const HwDemand *other)
{
  self->power_w += other->power_w;
  self->mass_kg += other->mass_kg;
  self->liquid_w += other->liquid_w;
  self->air_w += other->air_w;
  self->air_m3_s += other->air_m3_s;
}

/* --- what is in the hand, which still counts where it stands --- */

HwDemand
hw_demand_held_where (HwResults *results, const GArray *ignore, HwRackIsIn is_in, HwHandle handle)
{
  HwDesign *design = results->design;
  HwDemand held = { 0 };

  for (guint i = 0; ignore != NULL && i < ignore->len; i++)
    {
      HwHandle device = g_array_index (ignore, HwHandle, i);
      HwDemand one;

      if (!hw_design_has (design, HW_TABLE_DEVICE, device)
          || !is_in (results, hw_design_get_device (design, device)->object.parent, handle))
        continue;
      one = hw_demand_of_device (results, device);
      hw_demand_add (&held, &one);
    }
  return held;
}

static gboolean
is_rack (HwResults *results, HwHandle rack, HwHandle handle)
{
  return rack == handle;
}

HwDemand
hw_demand_held (HwResults *results, const GArray *ignore, HwHandle rack)
{
  return hw_demand_held_where (results, ignore, is_rack, rack);
}
