/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-peak.h"

#include <math.h>

#include "hw-results-private.h"

HwSum
hw_results_rack_peak (HwResults *self, HwHandle rack)
{
  const HwComposition *composition = hw_results_composition (self, rack);
  const HwProduct *assembly;
  double cited_w;
  HwSum sum = { 0 };

  if (composition == NULL)
    return sum;
  assembly = hw_design_rack_assembly (self->design, rack);
  cited_w = assembly != NULL && composition->complete
                ? hw_product_value (assembly, HW_FIELD_POWER_PEAK)
                : NAN;
  if (!isnan (cited_w))
    {
      hw_sum_add (&sum, 1, cited_w, cited_w, cited_w);
      return sum;
    }
  for (guint i = 0; i < composition->n_entries; i++)
    {
      const HwContributor *contributor
          = hw_contributors_get (self->contributors, composition->entries[i].contributor);
      const HwShare *share = &contributor->shares[HW_TOTAL_IT_NAMEPLATE];
      guint n = composition->entries[i].count;
      double peak_w = contributor->kind == HW_CONTRIBUTOR_PRODUCT
                          ? hw_product_value (contributor->product, HW_FIELD_POWER_PEAK)
                          : NAN;

      /* Within an assembly its own figures are allocated, and those are nameplates. */
      if (!isnan (peak_w))
        hw_sum_add (&sum, n, peak_w, peak_w, peak_w);
      else if (share->state == HW_SHARE_KNOWN)
        hw_sum_add (&sum, n, share->value, share->value, share->value);
      else if (share->state == HW_SHARE_UNKNOWN)
        hw_sum_add_unknown (&sum, n);
    }
  return sum;
}

HwPeak
hw_peak_judge (double peak_w, double continuous_w, double rated_w)
{
  if (!isnan (rated_w) && !hw_within (peak_w, rated_w))
    return HW_PEAK_BEYOND;
  if (!isnan (continuous_w) && !hw_within (peak_w, continuous_w))
    return HW_PEAK_TRANSIENT;
  return HW_PEAK_WITHIN;
}

double
hw_autonomy_s (double stored_j, double efficiency, double load_w)
{
  if (!(stored_j >= 0 && efficiency > 0 && efficiency <= 1 && load_w >= 0))
    return NAN;
  return load_w > 0 ? stored_j * efficiency / load_w : INFINITY;
}

double
hw_generator_run_s (
    double fuel_m3, double idle_m3_s, double full_m3_s, double rated_w, double load_w)
{
  double flow_m3_s;

  if (!(fuel_m3 >= 0 && idle_m3_s >= 0 && full_m3_s > 0 && full_m3_s >= idle_m3_s && rated_w > 0
        && load_w >= 0 && hw_within (load_w, rated_w)))
    return NAN;
  flow_m3_s = idle_m3_s + (full_m3_s - idle_m3_s) * load_w / rated_w;
  return flow_m3_s > 0 ? fuel_m3 / flow_m3_s : INFINITY;
}
