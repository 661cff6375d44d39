/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cost-model.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-finance.h"

/* A year of the price-performance model: 365.25 days. */
#define RUN_HOURS_PER_YEAR 8766.0

static const struct
{
  const char *name;
  const char *label;
} capital_classes[HW_N_CAPITAL_CLASSES] = {
  [HW_CAPITAL_COMPUTE] = { "compute", N_ ("Compute") },
  [HW_CAPITAL_NETWORK] = { "network", N_ ("Network") },
  [HW_CAPITAL_CABLES] = { "cables", N_ ("Cables") },
  [HW_CAPITAL_COOLING] = { "cooling", N_ ("Cooling") },
  [HW_CAPITAL_POWER] = { "power", N_ ("Power") },
  [HW_CAPITAL_BUILDING] = { "building", N_ ("Building and racks") },
  [HW_CAPITAL_INSTALLATION] = { "installation", N_ ("Installation") },
  [HW_CAPITAL_CONTINGENCY] = { "contingency", N_ ("Contingency") },
}, running_classes[HW_N_RUNNING_CLASSES] = {
  [HW_RUNNING_ENERGY] = { "energy", N_ ("Energy") },
  [HW_RUNNING_MAINTENANCE] = { "maintenance", N_ ("Maintenance") },
  [HW_RUNNING_STAFF] = { "staff", N_ ("Staff") },
  [HW_RUNNING_WATER] = { "water", N_ ("Water") },
};

const char *
hw_capital_class_name (HwCapitalClass klass)
{
  return capital_classes[klass].name;
}

const char *
hw_running_class_name (HwRunningClass klass)
{
  return running_classes[klass].name;
}

const char *
hw_capital_class_label (HwCapitalClass klass)
{
  return _ (capital_classes[klass].label);
}

const char *
hw_running_class_label (HwRunningClass klass)
{
  return _ (running_classes[klass].label);
}

/* --- the model --- */

static void
asset_clear (gpointer data)
{
  g_free (((HwCostAsset *)data)->name);
}

static void
energy_clear (gpointer data)
{
  g_free (((HwCostEnergy *)data)->name);
}

static void
expense_clear (gpointer data)
{
  g_free (((HwCostExpense *)data)->name);
}

HwCostModel *
hw_cost_model_new (void)
{
  HwCostModel *self = g_new0 (HwCostModel, 1);

  self->sold = 1;
  self->years = NAN;
  self->assets = g_array_new (FALSE, FALSE, sizeof (HwCostAsset));
  g_array_set_clear_func (self->assets, asset_clear);
  self->energies = g_array_new (FALSE, FALSE, sizeof (HwCostEnergy));
  g_array_set_clear_func (self->energies, energy_clear);
  self->expenses = g_array_new (FALSE, FALSE, sizeof (HwCostExpense));
  g_array_set_clear_func (self->expenses, expense_clear);
  return self;
}

void
hw_cost_model_free (HwCostModel *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->currency);
  g_free (self->note);
  g_free (self->precision);
  g_array_unref (self->assets);
  g_array_unref (self->energies);
  g_array_unref (self->expenses);
  g_free (self);
}

void
hw_cost_model_add_asset (HwCostModel *self, const HwCostAsset *asset)
{
  g_array_append_val (self->assets, *asset);
}

void
hw_cost_model_add_energy (HwCostModel *self, const HwCostEnergy *energy)
{
  g_array_append_val (self->energies, *energy);
}

void
hw_cost_model_add_expense (HwCostModel *self, const HwCostExpense *expense)
{
  g_array_append_val (self->expenses, *expense);
}

HwCostAsset
hw_cost_asset_plain (void)
{
  return (HwCostAsset){ .count = 1, .factor = 1, .rate = NAN };
}

/* --- what follows from one entry --- */

static double
cost_of (const HwCostAsset *asset)
{
  return asset->count * asset->unit_cost * asset->factor;
}

static double
network_of (double cost, double share)
{
  return cost * share / (1 - share);
}

static double
payment_of (const HwCostModel *self, const HwCostAsset *asset, double cost)
{
  return hw_finance_payment (cost,
                             cost * asset->residual_ratio,
                             isnan (asset->rate) ? self->rate : asset->rate,
                             asset->months);
}

static double
maintenance_of (const HwCostAsset *asset)
{
  double cost = cost_of (asset);

  return (cost + network_of (cost, asset->network_share)) * asset->maintenance_ratio / 12;
}

static double
energy_of (const HwCostEnergy *energy)
{
  return energy->power_w / 1000 * energy->utilisation * energy->pue * HW_HOURS_PER_MONTH
         * energy->price_per_kwh;
}

static double
expense_of (const HwCostExpense *expense)
{
  return expense->count * expense->per_month;
}

/* --- all of it --- */

static void
add_asset (const HwCostModel *self, const HwCostAsset *asset, HwCostFigures *figures)
{
  double cost = cost_of (asset);
  double network = network_of (cost, asset->network_share);

  figures->capital[asset->klass] += cost;
  figures->capital[HW_CAPITAL_NETWORK] += network;
  figures->payments += payment_of (self, asset, cost + network);
  figures->running[HW_RUNNING_MAINTENANCE] += maintenance_of (asset);
}

static void
evaluate_run (const HwCostRun *run, HwCostRunFigures *figures)
{
  figures->chip_hours = run->chips * run->hours;
  figures->per_chip_hour = run->price_per_chip * hw_finance_price_performance (run->orders_per_year)
                           / RUN_HOURS_PER_YEAR;
  figures->hardware = figures->per_chip_hour * figures->chip_hours;
  figures->network = network_of (figures->hardware, run->network_share);
  figures->energy_kwh = run->power_w / 1000 * run->load_factor * run->pue * figures->chip_hours;
  figures->energy = figures->energy_kwh * run->price_per_kwh;
  figures->nominal = figures->hardware + figures->network + figures->energy;
  figures->total = figures->nominal * run->index_to / run->index_from;
}

/* A quotient by what a model need not have. */
static double
per (double money, double by)
{
  return by > 0 ? money / by : NAN;
}

void
hw_cost_model_evaluate (const HwCostModel *self, HwCostFigures *figures)
{
  *figures = (HwCostFigures){ 0 };
  for (guint i = 0; i < self->assets->len; i++)
    add_asset (self, &g_array_index (self->assets, HwCostAsset, i), figures);
  for (guint i = 0; i < self->energies->len; i++)
    figures->running[HW_RUNNING_ENERGY]
        += energy_of (&g_array_index (self->energies, HwCostEnergy, i));
  for (guint i = 0; i < self->expenses->len; i++)
    {
      const HwCostExpense *expense = &g_array_index (self->expenses, HwCostExpense, i);
      figures->running[expense->klass] += expense_of (expense);
    }
  for (guint i = 0; i < HW_N_CAPITAL_CLASSES; i++)
    figures->capital_total += figures->capital[i];
  figures->per_month = figures->payments;
  for (guint i = 0; i < HW_N_RUNNING_CLASSES; i++)
    figures->per_month += figures->running[i];
  figures->ownership = figures->per_month * 12 * self->years;
  figures->per_gpu_hour = per (figures->per_month, self->gpus * HW_HOURS_PER_MONTH);
  figures->per_gpu_hour_sold = per (figures->per_gpu_hour, self->sold);
  figures->per_pflops = per (figures->capital_total, self->pflops);
  figures->per_mw = per (figures->capital_total, self->power_w / 1e6);
  if (self->has_run)
    evaluate_run (&self->run, &figures->run);
}

/* --- lines --- */

static void
line_clear (gpointer data)
{
  g_free (((HwCostLine *)data)->name);
}

static void
add_line (GArray *lines, char *name, const char *klass, double per_month)
{
  HwCostLine line = { name, klass, per_month, 0 };

  g_array_append_val (lines, line);
}

static void
add_asset_lines (const HwCostModel *self, const HwCostAsset *asset, GArray *lines)
{
  double cost = cost_of (asset);
  double network = network_of (cost, asset->network_share);

  add_line (lines,
            g_strdup (asset->name),
            capital_classes[asset->klass].name,
            payment_of (self, asset, cost));
  if (network > 0)
    add_line (lines,
              g_strdup_printf (_ ("Network of %s"), asset->name),
              capital_classes[HW_CAPITAL_NETWORK].name,
              payment_of (self, asset, network));
}

GArray *
hw_cost_model_lines (const HwCostModel *self)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (HwCostLine));
  double sum = 0;

  g_array_set_clear_func (lines, line_clear);
  for (guint i = 0; i < self->assets->len; i++)
    add_asset_lines (self, &g_array_index (self->assets, HwCostAsset, i), lines);
  for (guint i = 0; i < self->energies->len; i++)
    {
      const HwCostEnergy *energy = &g_array_index (self->energies, HwCostEnergy, i);
      add_line (lines,
                g_strdup (energy->name),
                running_classes[HW_RUNNING_ENERGY].name,
                energy_of (energy));
    }
  for (guint i = 0; i < self->assets->len; i++)
    {
      const HwCostAsset *asset = &g_array_index (self->assets, HwCostAsset, i);
      if (asset->maintenance_ratio > 0)
        add_line (lines,
                  g_strdup_printf (_ ("Maintenance of %s"), asset->name),
                  running_classes[HW_RUNNING_MAINTENANCE].name,
                  maintenance_of (asset));
    }
  for (guint i = 0; i < self->expenses->len; i++)
    {
      const HwCostExpense *expense = &g_array_index (self->expenses, HwCostExpense, i);
      add_line (lines,
                g_strdup (expense->name),
                running_classes[expense->klass].name,
                expense_of (expense));
    }
  for (guint i = 0; i < lines->len; i++)
    sum += g_array_index (lines, HwCostLine, i).per_month;
  for (guint i = 0; i < lines->len && sum > 0; i++)
    g_array_index (lines, HwCostLine, i).share
        = g_array_index (lines, HwCostLine, i).per_month / sum;
  return lines;
}
