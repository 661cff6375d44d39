/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-cost-model.h"
#include "hw-finance.h"

/* What is paid back month by month, with interest on what is left, leaves the residual. */
static double
left_after (double principal, double payment, double rate, guint months)
{
  for (guint i = 0; i < months; i++)
    principal += principal * rate / 12 - payment;
  return principal;
}

static void
test_payment (void)
{
  static const double rates[] = { 0, 1e-9, 0.01, 0.05, 0.08, 0.12, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    for (guint months = 1; months <= 180; months += 7)
      {
        double payment = hw_finance_payment (1000, 0, rates[i], months);
        double residual = hw_finance_payment (1000, 250, rates[i], months);

        g_assert_cmpfloat_with_epsilon (left_after (1000, payment, rates[i], months), 0, 1e-4);
        g_assert_cmpfloat_with_epsilon (left_after (1000, residual, rates[i], months), 250, 1e-4);
        g_assert_cmpfloat (residual, <, payment);
      }
}

static void
test_straight_line (void)
{
  g_assert_cmpfloat (hw_finance_payment (1200, 0, 0, 12), ==, 100);
  g_assert_cmpfloat (hw_finance_payment (1200, 600, 0, 12), ==, 50);
  /* No step between no interest and next to none. */
  g_assert_cmpfloat_with_epsilon (
      hw_finance_payment (1200, 600, 1e-14, 12), hw_finance_payment (1200, 600, 0, 12), 1e-9);
  g_assert_cmpfloat (hw_finance_payment (0, 0, 0.08, 12), ==, 0);
}

/* The Datacenter as a Computer, chapter 6: dollars a watt and month as printed. */
static void
test_barroso (void)
{
  g_assert_cmpfloat_with_epsilon (hw_finance_payment (12, 0, 0, 144), 0.08, 0.01);
  g_assert_cmpfloat_with_epsilon (hw_finance_payment (12, 0, 0.08, 144), 0.13, 0.01);
  g_assert_cmpfloat_with_epsilon (hw_finance_payment (8, 0, 0, 48), 0.17, 0.01);
  g_assert_cmpfloat_with_epsilon (hw_finance_payment (8, 0, 0.08, 48), 0.19, 0.01);
}

/* Half of the price is gone after ln 2 / k. */
static void
test_price_performance (void)
{
  double rate = hw_finance_price_performance (0.14);

  g_assert_cmpfloat_with_epsilon (rate, 0.3223619, 5e-8);
  g_assert_cmpfloat_with_epsilon (pow (10, 0.14), exp (rate), 1e-12);
}

static void
test_model (void)
{
  g_autoptr (HwCostModel) model = hw_cost_model_new ();
  HwCostAsset asset = hw_cost_asset_plain ();
  HwCostEnergy energy = { NULL, 1000, 0.5, 1.2, 0.1 };
  HwCostExpense expense = { NULL, HW_RUNNING_WATER, 3, 7 };
  HwCostFigures figures;
  g_autoptr (GArray) lines = NULL;
  double sum = 0, share = 0;

  hw_cost_model_evaluate (model, &figures);
  g_assert_cmpfloat (figures.per_month, ==, 0);
  g_assert_true (isnan (figures.per_gpu_hour));
  g_assert_true (isnan (figures.per_pflops));
  g_assert_true (isnan (figures.per_mw));

  asset.klass = HW_CAPITAL_COMPUTE;
  asset.count = 4;
  asset.unit_cost = 300;
  asset.network_share = 0.25;
  asset.months = 10;
  asset.maintenance_ratio = 0.12;
  hw_cost_model_add_asset (model, &asset);
  hw_cost_model_add_energy (model, &energy);
  hw_cost_model_add_expense (model, &expense);
  model->gpus = 2;
  model->sold = 0.5;
  model->years = 3;
  hw_cost_model_evaluate (model, &figures);
  g_assert_cmpfloat_with_epsilon (figures.capital[HW_CAPITAL_NETWORK], 400, 1e-9);
  g_assert_cmpfloat_with_epsilon (figures.capital_total, 1600, 1e-9);
  g_assert_cmpfloat_with_epsilon (figures.payments, 160, 1e-9);
  g_assert_cmpfloat_with_epsilon (figures.running[HW_RUNNING_MAINTENANCE], 16, 1e-9);
  g_assert_cmpfloat_with_epsilon (figures.running[HW_RUNNING_ENERGY], 43.8, 1e-9);
  g_assert_cmpfloat (figures.running[HW_RUNNING_WATER], ==, 21);
  g_assert_cmpfloat_with_epsilon (figures.per_month, 240.8, 1e-9);
  g_assert_cmpfloat_with_epsilon (figures.ownership, 36 * 240.8, 1e-9);
  g_assert_cmpfloat_with_epsilon (figures.per_gpu_hour, 240.8 / 1460, 1e-12);
  g_assert_cmpfloat_with_epsilon (figures.per_gpu_hour_sold, 240.8 / 730, 1e-12);

  lines = hw_cost_model_lines (model);
  for (guint i = 0; i < lines->len; i++)
    {
      sum += g_array_index (lines, HwCostLine, i).per_month;
      share += g_array_index (lines, HwCostLine, i).share;
    }
  g_assert_cmpuint (lines->len, ==, 5);
  g_assert_cmpfloat_with_epsilon (sum, figures.per_month, 1e-9);
  g_assert_cmpfloat_with_epsilon (share, 1, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finance/payment", test_payment);
  g_test_add_func ("/finance/straight-line", test_straight_line);
  g_test_add_func ("/finance/barroso", test_barroso);
  g_test_add_func ("/finance/price-performance", test_price_performance);
  g_test_add_func ("/finance/model", test_model);
  return g_test_run ();
}
