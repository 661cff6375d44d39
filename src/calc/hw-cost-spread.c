/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cost-spread.h"

#include <math.h>

#include "hw-cost-private.h"

/* Below this part of the cost a bar cannot be seen, and a rounding may be. */
#define LEAST 1e-9

static const char *
label_of (guint variable)
{
  if (variable < HW_N_COST_INPUTS)
    return hw_cost_input_label (variable);
  if (variable < HW_COST_NAMEPLATE)
    return hw_total_label (HW_TOTAL_CAPEX_COMPUTE + (variable - HW_COST_EQUIPMENT));
  return hw_total_label (variable == HW_COST_NAMEPLATE ? HW_TOTAL_IT_NAMEPLATE
                                                       : HW_TOTAL_IT_EXPECTED);
}

static HwDimension
dimension_of (guint variable)
{
  if (variable < HW_N_COST_INPUTS)
    return hw_cost_input_dimension (variable);
  return variable < HW_COST_NAMEPLATE ? HW_DIMENSION_MONEY : HW_DIMENSION_POWER;
}

static int
compare_width (gconstpointer a, gconstpointer b)
{
  const HwCostInfluence *x = a;
  const HwCostInfluence *y = b;
  double wide = fabs (x->high - x->low);
  double other = fabs (y->high - y->low);

  return wide > other ? -1 : wide < other ? 1 : g_strcmp0 (x->label, y->label);
}

static double
cost_at (const HwCostBasis *basis, HwCost cost, guint variable, double value)
{
  double x[HW_N_COST_VARIABLES];
  double costs[HW_N_COSTS];

  for (guint i = 0; i < HW_N_COST_VARIABLES; i++)
    x[i] = i == variable ? value : basis->value[i];
  hw_cost_basis_evaluate (basis, x, costs);
  return costs[cost];
}

static void
describe (const HwCostBasis *basis, guint variable, HwCostInfluence *influence)
{
  influence->label = label_of (variable);
  influence->dimension = dimension_of (variable);
  influence->input = basis->value[variable];
  influence->input_low = basis->cheap[variable];
  influence->input_high = basis->dear[variable];
  if (variable < HW_N_COST_INPUTS)
    {
      HwCostAssumption found = hw_results_cost_assumption (basis->results, variable);

      influence->own = found.own;
      influence->basis = found.own ? 'U' : found.figure->basis;
    }
}

GArray *
hw_results_cost_spread (HwResults *self, HwCost cost, guint most)
{
  GArray *influences = g_array_new (FALSE, FALSE, sizeof (HwCostInfluence));
  HwCostEfficiency efficiency = hw_results_cost_efficiency (self, FALSE);
  HwCostBasis basis = { 0 };
  double value;

  hw_cost_basis_fill (&basis, self, NULL, &efficiency, HW_TOTAL_FP8_DENSE);
  value = cost_at (&basis, cost, HW_N_COST_VARIABLES, 0);
  for (guint i = 0; i < HW_N_COST_VARIABLES && !isnan (value); i++)
    {
      HwCostInfluence influence = { 0 };

      if (isnan (basis.value[i]) || basis.cheap[i] == basis.dear[i])
        continue;
      influence.low = cost_at (&basis, cost, i, basis.cheap[i]);
      influence.high = cost_at (&basis, cost, i, basis.dear[i]);
      if (fabs (influence.high - influence.low) <= LEAST * fabs (value))
        continue;
      describe (&basis, i, &influence);
      g_array_append_val (influences, influence);
    }
  g_array_sort (influences, compare_width);
  if (influences->len > most)
    g_array_set_size (influences, most);
  return influences;
}
