/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-cost-private.h"
#include "hw-finance.h"
#include "hw-results-private.h"

#define ASSUMPTION_KEYS "cost.assumption."

static const struct
{
  const char *key;
  const char *label;
} costs_text[HW_N_COSTS] = {
  [HW_COST_CAPEX] = { "cost.capex.total", N_ ("Capital cost") },
  [HW_COST_CAPEX_COMPUTE] = { "cost.capex.compute", N_ ("Capital cost of compute") },
  [HW_COST_CAPEX_NETWORK] = { "cost.capex.network", N_ ("Capital cost of the network") },
  [HW_COST_CAPEX_CABLES] = { "cost.capex.cables", N_ ("Capital cost of cables") },
  [HW_COST_CAPEX_COOLING] = { "cost.capex.cooling", N_ ("Capital cost of cooling") },
  [HW_COST_CAPEX_POWER] = { "cost.capex.power", N_ ("Capital cost of power") },
  [HW_COST_CAPEX_BUILDING] = { "cost.capex.building", N_ ("Capital cost of building and racks") },
  [HW_COST_CAPEX_INSTALLATION] = { "cost.capex.installation", N_ ("Installation") },
  [HW_COST_CAPEX_CONTINGENCY] = { "cost.capex.contingency", N_ ("Contingency") },
  [HW_COST_OPEX] = { "cost.opex_per_year.total", N_ ("Running cost a year") },
  [HW_COST_OPEX_ENERGY] = { "cost.opex_per_year.energy", N_ ("Energy a year") },
  [HW_COST_OPEX_MAINTENANCE] = { "cost.opex_per_year.maintenance", N_ ("Maintenance a year") },
  [HW_COST_OPEX_STAFF] = { "cost.opex_per_year.staff", N_ ("Staff a year") },
  [HW_COST_OPEX_WATER] = { "cost.opex_per_year.water", N_ ("Water a year") },
  [HW_COST_TCO] = { "cost.tco.total", N_ ("Total cost of ownership") },
  [HW_COST_PER_GPU_HOUR] = { "cost.per_gpu_hour", N_ ("Cost of a GPU-hour, all hours") },
  [HW_COST_PER_GPU_HOUR_SOLD] = { "cost.per_gpu_hour_sold", N_ ("Cost of a GPU-hour sold") },
  [HW_COST_PER_PFLOPS] = { "cost.per_pflops_fp8_dense", N_ ("Capital a petaflops, FP8 dense") },
  [HW_COST_PER_MW] = { "cost.per_mw", N_ ("Capital a megawatt of IT power") },
};

const char *
hw_cost_key (HwCost cost)
{
  return costs_text[cost].key;
}

const char *
hw_cost_label (HwCost cost)
{
  return _ (costs_text[cost].label);
}

gboolean
hw_cost_find (const char *key, HwCost *cost)
{
  for (guint i = 0; i < HW_N_COSTS; i++)
    if (strcmp (costs_text[i].key, key) == 0)
      {
        *cost = i;
        return TRUE;
      }
  return FALSE;
}

const char *
hw_cost_input_name (HwCostInput input)
{
  return hw_field_name (HW_FIELD_COST + input);
}

const char *
hw_cost_input_label (HwCostInput input)
{
  return hw_field_label (HW_FIELD_COST + input);
}

gboolean
hw_cost_input_find (const char *key, HwCostInput *input)
{
  for (*input = 0; *input < HW_N_COST_INPUTS; (*input)++)
    if (g_str_has_prefix (key, ASSUMPTION_KEYS)
        && strcmp (key + strlen (ASSUMPTION_KEYS), hw_cost_input_name (*input)) == 0)
      return TRUE;
  *input = HW_COST_YEARS;
  return strcmp (key, "cost.tco.years") == 0;
}

HwDimension
hw_cost_input_dimension (HwCostInput input)
{
  return hw_field_dimension (HW_FIELD_COST + input);
}

const HwOwnPrice *
hw_results_own_price (HwResults *self, const HwProduct *product)
{
  return hw_price_book_find (self->prices, product->id);
}

/* --- assumptions --- */

HwCostAssumption
hw_results_cost_listed (HwResults *self, HwCostInput input)
{
  const HwProduct *list = hw_catalogue_get (hw_design_get_catalogue (self->design),
                                            hw_design_get_cost (self->design)->list);
  HwCostAssumption found = { NAN, NAN, NAN, FALSE, NULL };
  double rate = hw_cost_input_dimension (input) == HW_DIMENSION_MONEY
                    ? hw_price_book_usd (self->prices)
                    : 1;

  if (list != NULL)
    found.figure = hw_product_figure (list, HW_FIELD_COST + input);
  if (found.figure != NULL && found.figure->state == HW_FIGURE_VALUE)
    {
      found.value = found.figure->value * rate;
      found.low = found.figure->low * rate;
      found.high = found.figure->high * rate;
    }
  return found;
}

HwCostAssumption
hw_results_cost_assumption (HwResults *self, HwCostInput input)
{
  HwCostAssumption found = hw_results_cost_listed (self, input);
  double own = hw_design_get_cost (self->design)->inputs[input];

  if (!isnan (own))
    {
      found.own = TRUE;
      found.value = found.low = found.high = own;
    }
  return found;
}

/* --- what costs are made of --- */

/* More of it costs less. Shares that only divide the facility have no range of their own: a range
 * of theirs would not add up end by end. */
static gboolean
saves (guint variable)
{
  return variable == HW_COST_IT_MONTHS || variable == HW_COST_NETWORK_MONTHS
         || variable == HW_COST_FACILITY_MONTHS || variable == HW_COST_RESIDUAL
         || variable == HW_COST_SOLD;
}

static gboolean
divides (guint variable)
{
  return variable == HW_COST_PLANT || variable == HW_COST_COOLING_PLANT
         || variable == HW_COST_YEARS;
}

static void
set (HwCostBasis *self, guint variable, double value, double low, double high)
{
  self->value[variable] = value;
  self->cheap[variable] = divides (variable) ? value : saves (variable) ? high : low;
  self->dear[variable] = divides (variable) ? value : saves (variable) ? low : high;
}

static HwSum
total_of (HwResults *results, const HwSum totals[HW_N_TOTALS], HwTotal total)
{
  return totals != NULL ? totals[total]
                        : hw_results_total (results, total, HW_REF (HW_TABLE_DESIGN, 0));
}

static void
set_sum (HwCostBasis *self, guint variable, HwSum sum)
{
  set (self, variable, sum.value, sum.low, sum.high);
}

/* What the climate and the chains give goes before what is assumed. */
static void
set_efficiency (HwCostBasis *self)
{
  const HwCostEfficiency *efficiency = &self->efficiency;

  if (efficiency->pue_basis != HW_COST_ENERGY_ASSUMED)
    set (self, HW_COST_PUE, efficiency->pue, efficiency->pue, efficiency->pue);
  if (efficiency->water_basis != HW_COST_ENERGY_ASSUMED)
    set (self,
         HW_COST_WATER_USE,
         efficiency->l_per_kwh,
         efficiency->l_per_kwh,
         efficiency->l_per_kwh);
}

void
hw_cost_basis_fill (HwCostBasis *self,
                    HwResults *results,
                    const HwSum totals[HW_N_TOTALS],
                    const HwCostEfficiency *efficiency,
                    HwTotal precision)
{
  self->results = results;
  self->efficiency = *efficiency;
  self->utilisation = hw_design_get_site (results->design)->utilisation;
  for (guint i = 0; i < HW_N_COST_INPUTS; i++)
    {
      HwCostAssumption found = hw_results_cost_assumption (results, i);
      set (self, i, found.value, found.low, found.high);
    }
  set_efficiency (self);
  for (guint i = 0; i < HW_CAPITAL_INSTALLATION; i++)
    {
      HwSum sum = total_of (results, totals, HW_TOTAL_CAPEX_COMPUTE + i);

      set_sum (self, HW_COST_EQUIPMENT + i, sum);
      self->unknown[i] = sum.n_unknown;
    }
  set_sum (self, HW_COST_NAMEPLATE, total_of (results, totals, HW_TOTAL_IT_NAMEPLATE));
  set_sum (self, HW_COST_EXPECTED, total_of (results, totals, HW_TOTAL_IT_EXPECTED));
  self->gpus = total_of (results, totals, HW_TOTAL_GPUS).value;
  self->pflops = total_of (results, totals, precision).value / 1e15;
}

G_STATIC_ASSERT (HW_TOTAL_CAPEX_BUILDING - HW_TOTAL_CAPEX_COMPUTE
                 == (int)HW_CAPITAL_BUILDING - (int)HW_CAPITAL_COMPUTE);

/* --- the account --- */

gboolean
hw_cost_has_facility (const double x[HW_N_COST_VARIABLES])
{
  return !isnan (x[HW_COST_FACILITY]) && !isnan (x[HW_COST_FACILITY_FACTOR])
         && !isnan (x[HW_COST_PLANT]) && !isnan (x[HW_COST_COOLING_PLANT]);
}

static double
facility_of (const double x[HW_N_COST_VARIABLES])
{
  return hw_cost_has_facility (x)
             ? x[HW_COST_NAMEPLATE] * x[HW_COST_FACILITY] * x[HW_COST_FACILITY_FACTOR]
             : 0;
}

/* The part of the facility that is of a class. */
static double
facility_share (const double x[HW_N_COST_VARIABLES], HwCapitalClass klass)
{
  if (!hw_cost_has_facility (x))
    return 0;
  switch (klass)
    {
    case HW_CAPITAL_COOLING:
      return x[HW_COST_PLANT] * x[HW_COST_COOLING_PLANT];
    case HW_CAPITAL_POWER:
      return x[HW_COST_PLANT] * (1 - x[HW_COST_COOLING_PLANT]);
    case HW_CAPITAL_BUILDING:
      return 1 - x[HW_COST_PLANT];
    default:
      return 0;
    }
}

static gboolean
is_it (HwCapitalClass klass)
{
  return klass <= HW_CAPITAL_CABLES;
}

static double
months_of (const double x[HW_N_COST_VARIABLES], HwCapitalClass klass)
{
  switch (klass)
    {
    case HW_CAPITAL_COMPUTE:
    case HW_CAPITAL_INSTALLATION:
      return x[HW_COST_IT_MONTHS];
    case HW_CAPITAL_NETWORK:
    case HW_CAPITAL_CABLES:
      return x[HW_COST_NETWORK_MONTHS];
    default:
      return x[HW_COST_FACILITY_MONTHS];
    }
}

static void
buy (HwCostModel *model, const double x[HW_N_COST_VARIABLES], HwCapitalClass klass, double cost)
{
  HwCostAsset asset = hw_cost_asset_plain ();

  if (isnan (cost))
    return;
  asset.klass = klass;
  asset.unit_cost = cost;
  asset.months = months_of (x, klass);
  asset.residual_ratio = is_it (klass) ? x[HW_COST_RESIDUAL] : 0;
  hw_cost_model_add_asset (model, &asset);
}

static void
run (HwCostModel *model, HwRunningClass klass, double per_month)
{
  HwCostExpense expense = { NULL, klass, 1, per_month };

  hw_cost_model_add_expense (model, &expense);
}

HwCostModel *
hw_cost_basis_model (const HwCostBasis *self, const double x[HW_N_COST_VARIABLES])
{
  HwCostModel *model = hw_cost_model_new ();
  double facility = facility_of (x);
  double equipment = 0, installation;
  HwCostEnergy energy
      = { NULL, x[HW_COST_EXPECTED], self->utilisation, x[HW_COST_PUE], x[HW_COST_ELECTRICITY] };
  double kwh = x[HW_COST_EXPECTED] / 1000 * self->utilisation * HW_HOURS_PER_MONTH;

  model->rate = x[HW_COST_INTEREST];
  model->gpus = self->gpus;
  model->pflops = self->pflops;
  model->power_w = x[HW_COST_NAMEPLATE];
  model->sold = x[HW_COST_SOLD];
  model->years = x[HW_COST_YEARS];
  for (guint i = 0; i < HW_CAPITAL_INSTALLATION; i++)
    {
      double price = x[HW_COST_EQUIPMENT + i];

      equipment += price;
      buy (model, x, i, price + facility * facility_share (x, i));
    }
  installation = equipment * x[HW_COST_INSTALLATION];
  buy (model, x, HW_CAPITAL_INSTALLATION, installation);
  buy (model,
       x,
       HW_CAPITAL_CONTINGENCY,
       (facility + (isnan (installation) ? 0 : installation)) * x[HW_COST_CONTINGENCY]);
  hw_cost_model_add_energy (model, &energy);
  run (model,
       HW_RUNNING_MAINTENANCE,
       equipment * x[HW_COST_MAINTENANCE] / 12
           + x[HW_COST_NAMEPLATE] * x[HW_COST_FACILITY_MAINTENANCE]);
  run (model, HW_RUNNING_STAFF, x[HW_COST_NAMEPLATE] / 1e6 * x[HW_COST_STAFF] / 12);
  run (model, HW_RUNNING_WATER, kwh * x[HW_COST_WATER_USE] / 1000 * x[HW_COST_WATER]);
  return model;
}

void
hw_cost_basis_evaluate (const HwCostBasis *self,
                        const double x[HW_N_COST_VARIABLES],
                        double costs[HW_N_COSTS])
{
  g_autoptr (HwCostModel) model = hw_cost_basis_model (self, x);
  HwCostFigures figures;

  hw_cost_model_evaluate (model, &figures);
  costs[HW_COST_CAPEX] = figures.capital_total;
  for (guint i = 0; i < HW_N_CAPITAL_CLASSES; i++)
    costs[HW_COST_CAPEX_COMPUTE + i] = figures.capital[i];
  if (isnan (x[HW_COST_INSTALLATION]))
    costs[HW_COST_CAPEX_INSTALLATION] = NAN;
  if (isnan (x[HW_COST_CONTINGENCY]))
    costs[HW_COST_CAPEX_CONTINGENCY] = NAN;
  costs[HW_COST_OPEX] = 0;
  for (guint i = 0; i < HW_N_RUNNING_CLASSES; i++)
    {
      costs[HW_COST_OPEX_ENERGY + i] = figures.running[i] * 12;
      costs[HW_COST_OPEX] += figures.running[i] * 12;
    }
  costs[HW_COST_TCO] = figures.ownership;
  costs[HW_COST_PER_GPU_HOUR] = figures.per_gpu_hour;
  costs[HW_COST_PER_GPU_HOUR_SOLD] = figures.per_gpu_hour_sold;
  costs[HW_COST_PER_PFLOPS] = figures.per_pflops;
  costs[HW_COST_PER_MW] = figures.per_mw;
}

/* --- sums --- */

/* What stands without a price and goes into a cost. */
static guint
unknown_of (const HwCostBasis *self, HwCost cost)
{
  guint all = 0;

  for (guint i = 0; i < G_N_ELEMENTS (self->unknown); i++)
    all += self->unknown[i];
  switch (cost)
    {
    case HW_COST_CAPEX_COMPUTE:
    case HW_COST_CAPEX_NETWORK:
    case HW_COST_CAPEX_CABLES:
    case HW_COST_CAPEX_COOLING:
    case HW_COST_CAPEX_POWER:
    case HW_COST_CAPEX_BUILDING:
      return self->unknown[cost - HW_COST_CAPEX_COMPUTE];
    case HW_COST_OPEX_ENERGY:
      return self->efficiency.n_unknown;
    case HW_COST_OPEX_STAFF:
    case HW_COST_OPEX_WATER:
      return 0;
    case HW_COST_OPEX:
    case HW_COST_TCO:
    case HW_COST_PER_GPU_HOUR:
    case HW_COST_PER_GPU_HOUR_SOLD:
      return all + self->efficiency.n_unknown;
    default:
      return all;
    }
}

/* A class of which nothing is priced, and no facility is in it, is not known. */
static gboolean
is_known (const HwCostBasis *self, HwCost cost, double value)
{
  guint unknown = unknown_of (self, cost);

  return !isnan (value) && !(value == 0 && unknown > 0);
}

void
hw_cost_basis_sum_up (const HwCostBasis *self, HwSum costs[HW_N_COSTS])
{
  double value[HW_N_COSTS], cheap[HW_N_COSTS], dear[HW_N_COSTS];

  hw_cost_basis_evaluate (self, self->value, value);
  hw_cost_basis_evaluate (self, self->cheap, cheap);
  hw_cost_basis_evaluate (self, self->dear, dear);
  for (guint i = 0; i < HW_N_COSTS; i++)
    {
      costs[i] = (HwSum){ .n_unknown = unknown_of (self, i) };
      if (!is_known (self, i, value[i]))
        {
          costs[i].n_unknown = MAX (costs[i].n_unknown, 1);
          continue;
        }
      costs[i].n_known = 1;
      costs[i].value = value[i];
      /* More power is dearer, and a megawatt of it is cheaper: the ends of quotients may lie either
       * way. */
      costs[i].low = MIN (value[i], MIN (cheap[i], dear[i]));
      costs[i].high = MAX (value[i], MAX (cheap[i], dear[i]));
    }
}

void
hw_results_costs (HwResults *self, HwSum costs[HW_N_COSTS])
{
  HwCostEfficiency efficiency = hw_results_cost_efficiency (self, FALSE);
  HwCostBasis basis = { 0 };

  hw_cost_basis_fill (&basis, self, NULL, &efficiency, HW_TOTAL_FP8_DENSE);
  hw_cost_basis_sum_up (&basis, costs);
}

gboolean
hw_results_costs_now (HwResults *self, HwSum costs[HW_N_COSTS])
{
  HwCostEfficiency efficiency = hw_results_cost_efficiency (self, TRUE);
  HwCostBasis basis = { 0 };

  hw_cost_basis_fill (&basis, self, NULL, &efficiency, HW_TOTAL_FP8_DENSE);
  hw_cost_basis_sum_up (&basis, costs);
  return efficiency.pue_basis != HW_COST_ENERGY_PENDING;
}

HwSum
hw_results_cost (HwResults *self, HwCost cost)
{
  HwSum costs[HW_N_COSTS];

  hw_results_costs (self, costs);
  return costs[cost];
}

HwSum
hw_results_cost_per_pflops (HwResults *self, HwTotal precision)
{
  HwCostEfficiency none = { NAN, NAN, 0, HW_COST_ENERGY_ASSUMED, HW_COST_ENERGY_ASSUMED };
  HwSum costs[HW_N_COSTS];
  HwCostBasis basis = { 0 };

  hw_cost_basis_fill (&basis, self, NULL, &none, precision);
  hw_cost_basis_sum_up (&basis, costs);
  return costs[HW_COST_PER_PFLOPS];
}
