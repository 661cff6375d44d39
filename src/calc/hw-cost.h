/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-price-book.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* What building and running a design costs: the prices of what stands in it, and what its price
 * list and its own assumptions (HwCostRow) say of facility, money, energy and people. Every figure
 * is a range: all inputs at their cheap ends, at their values, and at their dear ends; see
 * hw-cost-model.h for the account and hw-finance.h for the convention of payments. */

typedef enum
{
  HW_COST_CAPEX,
  HW_COST_CAPEX_COMPUTE, /* the classes in the order of HwCapitalClass */
  HW_COST_CAPEX_NETWORK,
  HW_COST_CAPEX_CABLES,
  HW_COST_CAPEX_COOLING,
  HW_COST_CAPEX_POWER,
  HW_COST_CAPEX_BUILDING,
  HW_COST_CAPEX_INSTALLATION,
  HW_COST_CAPEX_CONTINGENCY,
  HW_COST_OPEX, /* a year, and its classes in the order of HwRunningClass */
  HW_COST_OPEX_ENERGY,
  HW_COST_OPEX_MAINTENANCE,
  HW_COST_OPEX_STAFF,
  HW_COST_OPEX_WATER,
  HW_COST_TCO,
  HW_COST_PER_GPU_HOUR, /* of all hours */
  HW_COST_PER_GPU_HOUR_SOLD,
  HW_COST_PER_PFLOPS, /* capital, by FP8 dense; others: hw_results_cost_per_pflops() */
  HW_COST_PER_MW,     /* capital, by IT nameplate power */
  HW_N_COSTS,
} HwCost;

/* "cost.capex.total" */
const char *hw_cost_key (HwCost cost);
/* For people, translated. */
const char *hw_cost_label (HwCost cost);
gboolean hw_cost_find (const char *key, HwCost *cost);

/* All of them, in the currency of the site; what follows from unknown inputs is unknown. Energy and
 * water are those of the year where a climate gives all of them (hw-energy.h), else energy is by
 * the power of the site over that of its IT equipment where a power chain gives it, else both are
 * as assumed. Solves loops that have changed. */
void hw_results_costs (HwResults *self, HwSum costs[HW_N_COSTS]);
/**
 * hw_results_costs_now:
 *
 * The same without solving anything: costs what the sums by class cost, not what the design holds.
 *
 * Returns: whether all of them are there; else what follows from energy and water is unknown
 */
gboolean hw_results_costs_now (HwResults *self, HwSum costs[HW_N_COSTS]);
HwSum hw_results_cost (HwResults *self, HwCost cost);
/* Capital for a petaflops of @precision, one of the twelve. */
HwSum hw_results_cost_per_pflops (HwResults *self, HwTotal precision);

/* Returns: (transfer none) (nullable): the price that a person states for a product; until the next
 * change */
const HwOwnPrice *hw_results_own_price (HwResults *self, const HwProduct *product);

/* --- assumptions --- */

/* One input as it is reckoned with. */
typedef struct
{
  double value, low, high; /* money in the site's currency; NAN: not known */
  gboolean own;            /* a person's, not of the price list */
  const HwFigure *figure;  /* nullable: of the price list */
} HwCostAssumption;

HwCostAssumption hw_results_cost_assumption (HwResults *self, HwCostInput input);
/* As the price list has it, whatever a person states. */
HwCostAssumption hw_results_cost_listed (HwResults *self, HwCostInput input);
/* "electricity-price" and its label for people. */
const char *hw_cost_input_name (HwCostInput input);
const char *hw_cost_input_label (HwCostInput input);
HwDimension hw_cost_input_dimension (HwCostInput input);

/* Where an input comes from: the key "cost.assumption.electricity-price", and "cost.tco.years".
 * Returns: (transfer full) */
HwExplanation *hw_results_explain_cost_assumption (HwResults *self, HwCostInput input);
gboolean hw_cost_input_find (const char *key, HwCostInput *input);
/* Returns: (transfer full): how a figure came about */
HwExplanation *hw_results_explain_cost (HwResults *self, HwCost cost);

G_END_DECLS
