/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cable-plan-private.h"
#include "hw-cost-model.h"
#include "hw-cost.h"

G_BEGIN_DECLS

/* What the costs of a design are made of, for hw-cost*.c. */

/* Everything that has a range: the inputs, then the prices of what stands by class, then power. */
enum
{
  HW_COST_EQUIPMENT = HW_N_COST_INPUTS, /* six, in the order of HwCapitalClass */
  HW_COST_NAMEPLATE = HW_COST_EQUIPMENT + HW_CAPITAL_INSTALLATION, /* W */
  HW_COST_EXPECTED,                                                /* W */
  HW_N_COST_VARIABLES,
};

/* Where energy and water over those of the IT equipment come from. */
typedef enum
{
  HW_COST_ENERGY_ASSUMED,   /* by the price list, or a person */
  HW_COST_ENERGY_OPERATING, /* power of the site over IT power at the mean load: no climate */
  HW_COST_ENERGY_YEAR,      /* computed over the climate of the site */
  HW_COST_ENERGY_PENDING,   /* still to be worked out */
} HwCostEnergyBasis;

typedef struct
{
  double pue, l_per_kwh; /* NAN: as assumed */
  guint n_unknown;       /* contributions to the first that are not known */
  HwCostEnergyBasis pue_basis, water_basis;
} HwCostEfficiency;

typedef struct
{
  HwResults *results;
  double value[HW_N_COST_VARIABLES]; /* NAN: not known */
  double cheap[HW_N_COST_VARIABLES]; /* the end at which costs are low */
  double dear[HW_N_COST_VARIABLES];
  guint unknown[HW_CAPITAL_INSTALLATION]; /* prices of what stands, by class */
  double gpus, pflops;
  double utilisation; /* of the site */
  HwCostEfficiency efficiency;
} HwCostBasis;

/**
 * hw_results_cost_efficiency:
 * @now: solve nothing: what would have to be is pending
 */
HwCostEfficiency hw_results_cost_efficiency (HwResults *self, gboolean now);
/* Before anything of it is worked out. */
HwCostEfficiency hw_cost_efficiency_pending (HwDesign *design);
/* @totals: (nullable): by HwTotal, of what stands; %NULL: as @results have them */
void hw_cost_basis_fill (HwCostBasis *self,
                         HwResults *results,
                         const HwSum totals[HW_N_TOTALS],
                         const HwCostEfficiency *efficiency,
                         HwTotal precision);
void hw_cost_basis_sum_up (const HwCostBasis *self, HwSum costs[HW_N_COSTS]);
/* Returns: (transfer full): the account with the variables at @x */
HwCostModel *hw_cost_basis_model (const HwCostBasis *self, const double x[HW_N_COST_VARIABLES]);
/* NAN: not known */
void hw_cost_basis_evaluate (const HwCostBasis *self,
                             const double x[HW_N_COST_VARIABLES],
                             double costs[HW_N_COSTS]);
/* Whether the facility is reckoned with: a price list, or somebody's figures, tell of it. */
gboolean hw_cost_has_facility (const double x[HW_N_COST_VARIABLES]);

/* Tells @func of prices that cannot be reckoned with; it takes the message. */
void hw_cost_each_problem (HwResults *self, HwCableProblemFunc func, gpointer data);

G_END_DECLS
