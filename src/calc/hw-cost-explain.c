/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-cost-private.h"
#include "hw-results-private.h"

/* How a cost came about: down to cited figures, assumptions of the price list, and what a person
 * states. */

typedef struct
{
  HwResults *results;
  HwCostBasis basis;
  HwSum costs[HW_N_COSTS];
} Explain;

static const char *
currency_of (Explain *self)
{
  return hw_price_book_currency (self->results->prices);
}

static char *
money (Explain *self, double value)
{
  return hw_quantity_format (HW_DIMENSION_MONEY, value, currency_of (self));
}

static HwExplanation *
node_of (Explain *self, HwCost cost)
{
  HwExplanation *node = hw_explanation_new (hw_cost_label (cost), HW_DIMENSION_MONEY);

  node->sum = self->costs[cost];
  return node;
}

/* --- leaves --- */

static HwExplanation *
explain_input (Explain *self, HwCostInput input)
{
  HwCostAssumption found = hw_results_cost_assumption (self->results, input);
  HwExplanation *node
      = hw_explanation_new (hw_cost_input_label (input), hw_cost_input_dimension (input));

  if (isnan (found.value))
    {
      hw_sum_add_unknown (&node->sum, 1);
      node->note = g_strdup (found.figure != NULL ? _ ("Not known: the design states no rate from "
                                                       "USD to its own currency.")
                                                  : _ ("Not known: the design has no price list, "
                                                       "and nobody states it."));
      return node;
    }
  hw_sum_add (&node->sum, 1, found.value, found.low, found.high);
  if (found.own)
    {
      node->basis = 'U';
      node->note = g_strdup (_ ("Your own figure, which goes before that of the price list."));
      return node;
    }
  hw_explanation_cite (node, found.figure);
  node->note = g_strdup (found.figure->note);
  return node;
}

static void
add_input (Explain *self, HwExplanation *node, HwCostInput input)
{
  hw_explanation_add (node, explain_input (self, input));
}

/* --- what the energy of the year gives --- */

static void
add_utilisation (Explain *self, HwExplanation *node)
{
  double utilisation = self->basis.utilisation;
  HwExplanation *child = hw_explanation_add (
      node, hw_explanation_new (_ ("Utilisation over the year"), HW_DIMENSION_SHARE));

  hw_sum_add (&child->sum, 1, utilisation, utilisation, utilisation);
  child->ref = HW_REF (HW_TABLE_SITE, 1);
  child->basis = 'A';
  child->confidence = 'l';
  child->note = g_strdup (
      _ ("Of the site: mean of the year over expected power; 1 where nobody says otherwise."));
}

/* Why what is assumed is taken. */
static const char *
assumed_note (Explain *self)
{
  return hw_design_get_climate (self->results->design) == 0
             ? _ ("Assumed: the site has no climate to compute it over.")
             : _ ("Assumed: what is computed over the climate of the site lacks parts.");
}

static void
add_assumed (Explain *self, HwExplanation *node, HwCostInput input)
{
  HwExplanation *child = explain_input (self, input);
  g_autofree char *note = child->note;

  child->note = note != NULL ? g_strdup_printf ("%s %s", assumed_note (self), note)
                             : g_strdup (assumed_note (self));
  hw_explanation_add (node, child);
}

/* Facility over IT energy, by where it is taken from. */
static void
add_pue (Explain *self, HwExplanation *node)
{
  const HwCostEfficiency *efficiency = &self->basis.efficiency;
  HwExplanation *child;

  if (efficiency->pue_basis == HW_COST_ENERGY_YEAR)
    {
      hw_explanation_add (node, hw_results_explain_energy (self->results, HW_ENERGY_PUE));
      return;
    }
  if (efficiency->pue_basis != HW_COST_ENERGY_OPERATING)
    {
      add_assumed (self, node, HW_COST_PUE);
      return;
    }
  child = hw_explanation_add (
      node, hw_explanation_new (_ ("Power of the site over IT power"), HW_DIMENSION_NONE));
  hw_sum_add (&child->sum, 1, efficiency->pue, efficiency->pue, efficiency->pue);
  hw_sum_add_unknown (&child->sum, efficiency->n_unknown);
  child->note = g_strdup (
      _ ("In place of the PUE, at the mean load of the year: import a climate to compute it."));
}

static void
add_water_use (Explain *self, HwExplanation *node)
{
  if (self->basis.efficiency.water_basis == HW_COST_ENERGY_YEAR)
    hw_explanation_add (node, hw_results_explain_energy (self->results, HW_ENERGY_WUE));
  else
    add_assumed (self, node, HW_COST_WATER_USE);
}

static void
add_total (Explain *self, HwExplanation *node, HwTotal total)
{
  hw_explanation_add (node, hw_results_explain (self->results, total, HW_REF (HW_TABLE_DESIGN, 0)));
}

/* --- capital --- */

/* Of the whole facility, or of the part of a class. */
static void
add_facility (Explain *self, HwExplanation *node, double share)
{
  const double *x = self->basis.value;
  const double *ends[] = { x, self->basis.cheap, self->basis.dear };
  double costs[G_N_ELEMENTS (ends)];
  HwExplanation *child;
  g_autofree char *power = NULL;
  g_autofree char *each = NULL;

  if (!hw_cost_has_facility (x) || share == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    costs[i] = ends[i][HW_COST_NAMEPLATE] * ends[i][HW_COST_FACILITY]
               * ends[i][HW_COST_FACILITY_FACTOR] * share;
  power = hw_quantity_format (HW_DIMENSION_POWER, x[HW_COST_NAMEPLATE], NULL);
  each = money (self, x[HW_COST_FACILITY]);
  child = hw_explanation_add (
      node, hw_explanation_new (_ ("The facility that its power needs"), HW_DIMENSION_MONEY));
  hw_sum_add (&child->sum, 1, costs[0], costs[1], costs[2]);
  child->formula = g_strdup_printf (
      "%s × %s/W × %.4g × %.4g %%", power, each, x[HW_COST_FACILITY_FACTOR], share * 100);
  child->note = g_strdup (_ ("Built for the nameplate power. What is placed in the design and "
                             "belongs to it, as a UPS, is counted besides."));
  add_total (self, child, HW_TOTAL_IT_NAMEPLATE);
  add_input (self, child, HW_COST_FACILITY);
  add_input (self, child, HW_COST_FACILITY_FACTOR);
  if (share == 1)
    return;
  add_input (self, child, HW_COST_PLANT);
  add_input (self, child, HW_COST_COOLING_PLANT);
}

static double
share_of (Explain *self, HwCost cost)
{
  const double *x = self->basis.value;

  switch (cost)
    {
    case HW_COST_CAPEX_COOLING:
      return x[HW_COST_PLANT] * x[HW_COST_COOLING_PLANT];
    case HW_COST_CAPEX_POWER:
      return x[HW_COST_PLANT] * (1 - x[HW_COST_COOLING_PLANT]);
    case HW_COST_CAPEX_BUILDING:
      return 1 - x[HW_COST_PLANT];
    default:
      return 0;
    }
}

static HwExplanation *
explain_class (Explain *self, HwCost cost)
{
  HwExplanation *node = node_of (self, cost);

  add_total (self, node, HW_TOTAL_CAPEX_COMPUTE + (cost - HW_COST_CAPEX_COMPUTE));
  add_facility (self, node, share_of (self, cost));
  return node;
}

static HwExplanation *
explain_installation (Explain *self)
{
  HwExplanation *node = node_of (self, HW_COST_CAPEX_INSTALLATION);

  node->note = g_strdup (_ ("The price of all that stands, times a ratio."));
  add_total (self, node, HW_TOTAL_CAPEX);
  add_input (self, node, HW_COST_INSTALLATION);
  return node;
}

static HwExplanation *
explain_contingency (Explain *self)
{
  HwExplanation *node = node_of (self, HW_COST_CAPEX_CONTINGENCY);

  node->note = g_strdup (_ ("Of facility and installation; equipment has its price."));
  add_facility (self, node, 1);
  hw_explanation_add (node, explain_installation (self));
  add_input (self, node, HW_COST_CONTINGENCY);
  return node;
}

static HwExplanation *explain (Explain *self, HwCost cost);

static HwExplanation *
explain_all (Explain *self, HwCost cost, HwCost first, HwCost last)
{
  HwExplanation *node = node_of (self, cost);

  for (guint i = first; i <= last; i++)
    hw_explanation_add (node, explain (self, i));
  if (!hw_cost_has_facility (self->basis.value) && cost == HW_COST_CAPEX)
    node->note = g_strdup (_ ("What stands in the design. Building, installation and contingency "
                              "are not in it: choose a price list."));
  return node;
}

/* --- running --- */

static HwExplanation *
explain_energy (Explain *self)
{
  const double *x = self->basis.value;
  HwExplanation *node = node_of (self, HW_COST_OPEX_ENERGY);
  g_autofree char *power = hw_quantity_format (HW_DIMENSION_POWER, x[HW_COST_EXPECTED], NULL);

  if (!isnan (node->sum.value) && node->sum.n_known > 0)
    node->formula = g_strdup_printf ("%s × %.4g %% × %.4g × 8760 h × %.4g %s/kWh",
                                     power,
                                     self->basis.utilisation * 100,
                                     x[HW_COST_PUE],
                                     x[HW_COST_ELECTRICITY],
                                     currency_of (self));
  add_total (self, node, HW_TOTAL_IT_EXPECTED);
  add_utilisation (self, node);
  add_pue (self, node);
  add_input (self, node, HW_COST_ELECTRICITY);
  return node;
}

static HwExplanation *
explain_maintenance (Explain *self)
{
  HwExplanation *node = node_of (self, HW_COST_OPEX_MAINTENANCE);

  node->note = g_strdup (_ ("The price of all that stands times a ratio, and the upkeep of the "
                            "facility by its power, twelve months."));
  add_total (self, node, HW_TOTAL_CAPEX);
  add_input (self, node, HW_COST_MAINTENANCE);
  add_total (self, node, HW_TOTAL_IT_NAMEPLATE);
  add_input (self, node, HW_COST_FACILITY_MAINTENANCE);
  return node;
}

static HwExplanation *
explain_staff (Explain *self)
{
  HwExplanation *node = node_of (self, HW_COST_OPEX_STAFF);

  add_total (self, node, HW_TOTAL_IT_NAMEPLATE);
  add_input (self, node, HW_COST_STAFF);
  return node;
}

static HwExplanation *
explain_water (Explain *self)
{
  HwExplanation *node = node_of (self, HW_COST_OPEX_WATER);

  add_total (self, node, HW_TOTAL_IT_EXPECTED);
  add_utilisation (self, node);
  add_water_use (self, node);
  add_input (self, node, HW_COST_WATER);
  return node;
}

/* --- ownership --- */

/* What was bought as level payments over its life. */
static void
add_payments (Explain *self, HwExplanation *node)
{
  const double *ends[] = { self->basis.value, self->basis.cheap, self->basis.dear };
  double payments[G_N_ELEMENTS (ends)];
  HwExplanation *child = hw_explanation_add (
      node, hw_explanation_new (_ ("Payments for what was bought, a month"), HW_DIMENSION_MONEY));

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (HwCostModel) model = hw_cost_basis_model (&self->basis, ends[i]);
      HwCostFigures figures;

      hw_cost_model_evaluate (model, &figures);
      payments[i] = figures.payments;
    }
  if (isnan (payments[0]))
    hw_sum_add_unknown (&child->sum, 1);
  else
    hw_sum_add (&child->sum, 1, payments[0], payments[1], payments[2]);
  child->note = g_strdup (_ ("Each class at C·i / (1 − (1+i)^−n), less S·i / ((1+i)^n − 1) for the "
                             "residual value S; i a twelfth of the interest a year, n months."));
  hw_explanation_add (child, explain (self, HW_COST_CAPEX));
  add_input (self, child, HW_COST_INTEREST);
  add_input (self, child, HW_COST_IT_MONTHS);
  add_input (self, child, HW_COST_NETWORK_MONTHS);
  add_input (self, child, HW_COST_FACILITY_MONTHS);
  add_input (self, child, HW_COST_RESIDUAL);
}

static HwExplanation *
explain_ownership (Explain *self, HwCost cost)
{
  HwExplanation *node = node_of (self, cost);

  add_payments (self, node);
  hw_explanation_add (node, explain (self, HW_COST_OPEX));
  if (cost == HW_COST_TCO)
    {
      node->note = g_strdup (_ ("Payments and running cost over the years."));
      add_input (self, node, HW_COST_YEARS);
      return node;
    }
  node->note = g_strdup (_ ("Payments and running cost of a month over the GPUs and 730 hours."));
  add_total (self, node, HW_TOTAL_GPUS);
  if (cost == HW_COST_PER_GPU_HOUR_SOLD)
    add_input (self, node, HW_COST_SOLD);
  return node;
}

static HwExplanation *
explain_quotient (Explain *self, HwCost cost, HwTotal by)
{
  HwExplanation *node = node_of (self, cost);

  hw_explanation_add (node, explain (self, HW_COST_CAPEX));
  add_total (self, node, by);
  return node;
}

static HwExplanation *
explain (Explain *self, HwCost cost)
{
  switch (cost)
    {
    case HW_COST_CAPEX:
      return explain_all (self, cost, HW_COST_CAPEX_COMPUTE, HW_COST_CAPEX_CONTINGENCY);
    case HW_COST_CAPEX_INSTALLATION:
      return explain_installation (self);
    case HW_COST_CAPEX_CONTINGENCY:
      return explain_contingency (self);
    case HW_COST_OPEX:
      return explain_all (self, cost, HW_COST_OPEX_ENERGY, HW_COST_OPEX_WATER);
    case HW_COST_OPEX_ENERGY:
      return explain_energy (self);
    case HW_COST_OPEX_MAINTENANCE:
      return explain_maintenance (self);
    case HW_COST_OPEX_STAFF:
      return explain_staff (self);
    case HW_COST_OPEX_WATER:
      return explain_water (self);
    case HW_COST_TCO:
    case HW_COST_PER_GPU_HOUR:
    case HW_COST_PER_GPU_HOUR_SOLD:
      return explain_ownership (self, cost);
    case HW_COST_PER_PFLOPS:
      return explain_quotient (self, cost, HW_TOTAL_FP8_DENSE);
    case HW_COST_PER_MW:
      return explain_quotient (self, cost, HW_TOTAL_IT_NAMEPLATE);
    default:
      return explain_class (self, cost);
    }
}

HwExplanation *
hw_results_explain_cost (HwResults *self, HwCost cost)
{
  Explain explanation = { .results = self };
  HwCostEfficiency efficiency = hw_results_cost_efficiency (self, FALSE);

  hw_cost_basis_fill (&explanation.basis, self, NULL, &efficiency, HW_TOTAL_FP8_DENSE);
  hw_results_costs (self, explanation.costs);
  return explain (&explanation, cost);
}

HwExplanation *
hw_results_explain_cost_assumption (HwResults *self, HwCostInput input)
{
  Explain explanation = { .results = self };

  return explain_input (&explanation, input);
}
