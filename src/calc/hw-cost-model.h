/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A cost model: what is bought, what runs, and for how long; evaluated to money a month. Designs
 * make one of their sums (hw-cost.h), files state one (hw-cost-reader.h of io). */

typedef enum
{
  HW_CAPITAL_COMPUTE,
  HW_CAPITAL_NETWORK,
  HW_CAPITAL_CABLES,
  HW_CAPITAL_COOLING,
  HW_CAPITAL_POWER,
  HW_CAPITAL_BUILDING,
  HW_CAPITAL_INSTALLATION,
  HW_CAPITAL_CONTINGENCY,
  HW_N_CAPITAL_CLASSES,
} HwCapitalClass;

typedef enum
{
  HW_RUNNING_ENERGY,
  HW_RUNNING_MAINTENANCE,
  HW_RUNNING_STAFF,
  HW_RUNNING_WATER,
  HW_N_RUNNING_CLASSES,
} HwRunningClass;

/* "compute", "energy": as in files and in JSON. */
const char *hw_capital_class_name (HwCapitalClass klass);
const char *hw_running_class_name (HwRunningClass klass);
/* For people, translated. */
const char *hw_capital_class_label (HwCapitalClass klass);
const char *hw_running_class_label (HwRunningClass klass);

/* Something bought: count · unit cost · factor. Its network is one more asset of class network,
 * which is @network_share of both: cost · s / (1 − s). */
typedef struct
{
  char *name; /* nullable */
  HwCapitalClass klass;
  double count, unit_cost, factor;
  double network_share;
  double months;            /* of its life */
  double rate;              /* of interest, a year; NAN: that of the model */
  double residual_ratio;    /* of its cost */
  double maintenance_ratio; /* of its cost, a year */
} HwCostAsset;

/* Energy of a load at a utilisation, for all hours of the month. */
typedef struct
{
  char *name; /* nullable */
  double power_w, utilisation, pue, price_per_kwh;
} HwCostEnergy;

typedef struct
{
  char *name; /* nullable */
  HwRunningClass klass;
  double count, per_month;
} HwCostExpense;

/* A run of so many chips for so many hours on hardware that loses value by price-performance, as in
 * B. Cottier and others, https://arxiv.org/abs/2405.21015, and
 * https://github.com/epoch-research/training-cost-trends. */
typedef struct
{
  double chips, hours;
  double price_per_chip;  /* of the server, by its chips */
  double orders_per_year; /* see hw_finance_price_performance() */
  double network_share;   /* of hardware and network */
  double power_w;         /* of the server, by its chips */
  double load_factor, pue, price_per_kwh;
  double index_from, index_to; /* of prices, at the time of the prices and at that of the result */
} HwCostRun;

typedef struct
{
  char *name;     /* nullable */
  char *currency; /* ISO 4217 */
  char *note;     /* nullable */
  double rate;    /* of interest, a year */
  double gpus, pflops;
  char *precision;  /* nullable: of pflops, "fp8 dense" */
  double power_w;   /* of the IT equipment, for the cost of a megawatt */
  double sold;      /* GPU-hours sold, of all */
  double years;     /* of the total cost of ownership; NAN: not asked */
  GArray *assets;   /* HwCostAsset */
  GArray *energies; /* HwCostEnergy */
  GArray *expenses; /* HwCostExpense */
  gboolean has_run;
  HwCostRun run;
} HwCostModel;

HwCostModel *hw_cost_model_new (void);
void hw_cost_model_free (HwCostModel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCostModel, hw_cost_model_free)

/* Each takes the strings of what is added. */
void hw_cost_model_add_asset (HwCostModel *self, const HwCostAsset *asset);
void hw_cost_model_add_energy (HwCostModel *self, const HwCostEnergy *energy);
void hw_cost_model_add_expense (HwCostModel *self, const HwCostExpense *expense);
/* One of each with the values that say nothing: factor 1, rate NAN. */
HwCostAsset hw_cost_asset_plain (void);

/* A line of the monthly account. */
typedef struct
{
  char *name;
  const char *klass; /* as in files */
  double per_month;
  double share; /* of all */
} HwCostLine;

typedef struct
{
  double hardware, network, energy; /* money */
  double chip_hours, energy_kwh;
  double per_chip_hour; /* of the hardware */
  double nominal;       /* sum, in money of the time of the prices */
  double total;         /* in money of the time of the result */
} HwCostRunFigures;

typedef struct
{
  double capital[HW_N_CAPITAL_CLASSES];
  double capital_total;
  double payments;                      /* money a month, of what was bought */
  double running[HW_N_RUNNING_CLASSES]; /* money a month */
  double per_month;
  double ownership;    /* per_month over the years */
  double per_gpu_hour; /* of all hours; NAN without GPUs, like the next */
  double per_gpu_hour_sold;
  double per_pflops; /* capital; NAN without */
  double per_mw;     /* capital; NAN without power */
  HwCostRunFigures run;
} HwCostFigures;

void hw_cost_model_evaluate (const HwCostModel *self, HwCostFigures *figures);

/* Returns: (transfer full) (element-type HwCostLine): in the order of the model: what was bought,
 * energy, maintenance, other expenses */
GArray *hw_cost_model_lines (const HwCostModel *self);

G_END_DECLS
