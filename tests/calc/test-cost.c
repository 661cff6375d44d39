/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-calc-fixture.h"
#include "hw-cost-spread.h"
#include "hw-finance.h"

static const struct
{
  double value, low, high;
} inputs[HW_N_COST_INPUTS] = {
  [HW_COST_ELECTRICITY] = { 0.1, 0.05, 0.2 },
  [HW_COST_PUE] = { 1.2, 1.1, 1.5 },
  [HW_COST_SOLD] = { 0.8, 0.6, 0.9 },
  [HW_COST_INTEREST] = { 0.06, 0.04, 0.1 },
  [HW_COST_IT_MONTHS] = { 48, 36, 60 },
  [HW_COST_NETWORK_MONTHS] = { 60, 36, 60 },
  [HW_COST_FACILITY_MONTHS] = { 120, 100, 180 },
  [HW_COST_RESIDUAL] = { 0.05, 0, 0.1 },
  [HW_COST_FACILITY] = { 10, 8, 15 },
  [HW_COST_FACILITY_FACTOR] = { 1.1, 1, 1.2 },
  [HW_COST_PLANT] = { 0.8, 0.7, 0.9 },
  [HW_COST_COOLING_PLANT] = { 0.25, 0.25, 0.25 },
  [HW_COST_INSTALLATION] = { 0.1, 0.05, 0.15 },
  [HW_COST_CONTINGENCY] = { 0.2, 0.1, 0.3 },
  [HW_COST_MAINTENANCE] = { 0.04, 0.02, 0.06 },
  [HW_COST_FACILITY_MAINTENANCE] = { 0.05, 0.02, 0.08 },
  [HW_COST_STAFF] = { 1e5, 5e4, 2e5 },
  [HW_COST_WATER_USE] = { 1, 0.5, 2 },
  [HW_COST_WATER] = { 2, 1, 4 },
  [HW_COST_YEARS] = { 4, 4, 4 },
};

typedef struct
{
  Fixture base;
  HwHandle rack;
} Cost;

static void
set_up (Cost *self, gconstpointer data)
{
  HwProduct *list = hw_product_new ("list", "Prices", HW_KIND_PRICE_LIST, HW_MOUNTING_COMPONENT);

  fixture_set_up (&self->base, NULL);
  for (guint i = 0; i < HW_N_COST_INPUTS; i++)
    figure_ranged (list, HW_FIELD_COST + i, inputs[i].value, inputs[i].low, inputs[i].high);
  hw_catalogue_add (hw_design_get_catalogue (self->base.design), list, NULL);
  self->rack = fixture_rack (&self->base, "rack", 1000, 1000);
  fixture_mount (&self->base, self->rack, "server", 1);
  fixture_mount (&self->base, self->rack, "server", 11);
}

static void
tear_down (Cost *self, gconstpointer data)
{
  fixture_tear_down (&self->base, NULL);
}

static void
choose_list (Cost *self)
{
  HwDesign *design = self->base.design;

  hw_design_begin (design, "Choose");
  hw_operation_choose_price_list (design,
                                  hw_catalogue_find (hw_design_get_catalogue (design), "list"));
  hw_design_commit (design);
}

static void
set_utilisation (Cost *self, const char *text)
{
  hw_design_begin (self->base.design, "Use");
  hw_operation_set (self->base.design, HW_REF (HW_TABLE_SITE, 1), "utilisation", text, NULL);
  hw_design_commit (self->base.design);
}

static double
value (Cost *self, HwCost cost)
{
  HwSum sum = hw_results_cost (self->base.results, cost);

  g_assert_false (hw_sum_is_unknown (&sum));
  return sum.value;
}

/* Without a price list there is what stands, and nothing is said of what runs. */
static void
test_no_list (Cost *self, gconstpointer data)
{
  HwSum costs[HW_N_COSTS];

  hw_results_costs (self->base.results, costs);
  g_assert_cmpfloat (costs[HW_COST_CAPEX].value, ==, 801e3);
  g_assert_cmpfloat (costs[HW_COST_CAPEX].low, ==, 601e3);
  g_assert_true (hw_sum_is_unknown (&costs[HW_COST_CAPEX_INSTALLATION]));
  g_assert_true (hw_sum_is_unknown (&costs[HW_COST_CAPEX_CONTINGENCY]));
  for (guint i = HW_COST_OPEX; i <= HW_COST_PER_GPU_HOUR_SOLD; i++)
    g_assert_true (hw_sum_is_unknown (&costs[i]));
}

/* Two servers of 10 kW, 400 000 and 8 GPUs in a rack of 1 000, by hand. */
static void
test_figures (Cost *self, gconstpointer data)
{
  double expected_w = fixture_total (&self->base, HW_TOTAL_IT_EXPECTED);
  double facility = 20000 * 10 * 1.1;
  double installation = 80100;
  double contingency = 0.2 * (facility + installation);
  double kwh = expected_w / 1000 * 0.5 * 8760;
  double month;

  choose_list (self);
  set_utilisation (self, "0.5");
  g_assert_cmpfloat (value (self, HW_COST_CAPEX_COMPUTE), ==, 800e3);
  g_assert_cmpfloat_with_epsilon (value (self, HW_COST_CAPEX_COOLING), facility * 0.8 * 0.25, 1e-6);
  g_assert_cmpfloat_with_epsilon (value (self, HW_COST_CAPEX_POWER), facility * 0.8 * 0.75, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      value (self, HW_COST_CAPEX_BUILDING), 1000 + facility * 0.2, 1e-6);
  g_assert_cmpfloat_with_epsilon (value (self, HW_COST_CAPEX_INSTALLATION), installation, 1e-6);
  g_assert_cmpfloat_with_epsilon (value (self, HW_COST_CAPEX_CONTINGENCY), contingency, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      value (self, HW_COST_CAPEX), 801e3 + facility + installation + contingency, 1e-6);
  g_assert_cmpfloat_with_epsilon (value (self, HW_COST_OPEX_ENERGY), kwh * 1.2 * 0.1, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      value (self, HW_COST_OPEX_MAINTENANCE), 801e3 * 0.04 + 20000 * 0.05 * 12, 1e-6);
  g_assert_cmpfloat_with_epsilon (value (self, HW_COST_OPEX_STAFF), 2000, 1e-9);
  g_assert_cmpfloat_with_epsilon (value (self, HW_COST_OPEX_WATER), kwh / 1000 * 2, 1e-6);
  month = hw_finance_payment (800e3, 40e3, 0.06, 48)
          + hw_finance_payment (installation, 0, 0.06, 48)
          + hw_finance_payment (1000 + facility + contingency, 0, 0.06, 120)
          + value (self, HW_COST_OPEX) / 12;
  g_assert_cmpfloat_with_epsilon (value (self, HW_COST_TCO), month * 48, 1e-3);
  g_assert_cmpfloat_with_epsilon (value (self, HW_COST_PER_GPU_HOUR), month / 8 / 730, 1e-9);
  g_assert_cmpfloat_with_epsilon (
      value (self, HW_COST_PER_GPU_HOUR_SOLD), month / 8 / 730 / 0.8, 1e-9);
  g_assert_cmpfloat_with_epsilon (
      value (self, HW_COST_PER_PFLOPS), value (self, HW_COST_CAPEX) / 20, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      hw_results_cost_per_pflops (self->base.results, HW_TOTAL_FP8_SPARSE).value,
      value (self, HW_COST_CAPEX) / 40,
      1e-6);
  g_assert_cmpfloat_with_epsilon (
      value (self, HW_COST_PER_MW), value (self, HW_COST_CAPEX) / 0.02, 1e-3);
}

static void
assert_adds_up (const HwSum costs[HW_N_COSTS], HwCost total, HwCost first, HwCost last)
{
  HwSum sum = { 0 };

  for (guint i = first; i <= last; i++)
    hw_sum_add_sum (&sum, &costs[i]);
  g_assert_cmpfloat_with_epsilon (sum.value, costs[total].value, 1e-6);
  g_assert_cmpfloat_with_epsilon (sum.low, costs[total].low, 1e-6);
  g_assert_cmpfloat_with_epsilon (sum.high, costs[total].high, 1e-6);
}

/* Classes add up end by end, ranges hold the value, whatever the inputs are. */
static void
test_property (Cost *self, gconstpointer data)
{
  choose_list (self);
  for (guint round = 0; round < 200; round++)
    {
      HwCostInput input = (HwCostInput)g_test_rand_int_range (0, HW_N_COST_INPUTS);
      HwSum costs[HW_N_COSTS];
      g_autofree char *text = g_strdup_printf (
          "%.4f", g_test_rand_double_range (inputs[input].low, inputs[input].high));

      hw_design_begin (self->base.design, "Assume");
      g_assert_true (hw_operation_set (self->base.design,
                                       HW_REF (HW_TABLE_COST, 1),
                                       hw_cost_input_name (input),
                                       g_test_rand_bit () ? text : NULL,
                                       NULL));
      hw_design_commit (self->base.design);
      hw_results_costs (self->base.results, costs);
      assert_adds_up (costs, HW_COST_CAPEX, HW_COST_CAPEX_COMPUTE, HW_COST_CAPEX_CONTINGENCY);
      assert_adds_up (costs, HW_COST_OPEX, HW_COST_OPEX_ENERGY, HW_COST_OPEX_WATER);
      for (guint i = 0; i < HW_N_COSTS; i++)
        {
          g_assert_cmpfloat (costs[i].low, <=, costs[i].value);
          g_assert_cmpfloat (costs[i].value, <=, costs[i].high);
          g_assert_cmpfloat (costs[i].low, >=, 0);
        }
    }
}

/* A person's own figure has no range and is marked; undone, it is the list's again. */
static void
test_own_input (Cost *self, gconstpointer data)
{
  HwCostAssumption found;
  double before, listed;

  choose_list (self);
  before = value (self, HW_COST_OPEX_ENERGY);
  listed = hw_results_cost_assumption (self->base.results, HW_COST_ELECTRICITY).value;
  fixture_set (&self->base, HW_TABLE_COST, 1, "electricity-price", "0.2");
  g_assert_cmpfloat (
      hw_results_cost_listed (self->base.results, HW_COST_ELECTRICITY).value, ==, listed);
  found = hw_results_cost_assumption (self->base.results, HW_COST_ELECTRICITY);
  g_assert_true (found.own);
  g_assert_cmpfloat (found.low, ==, found.high);
  g_assert_cmpfloat_with_epsilon (value (self, HW_COST_OPEX_ENERGY), 2 * before, 1e-6);
  g_assert_true (hw_design_undo (self->base.design));
  g_assert_false (hw_results_cost_assumption (self->base.results, HW_COST_ELECTRICITY).own);
  g_assert_cmpfloat (value (self, HW_COST_OPEX_ENERGY), ==, before);
}

static void
add_price (Cost *self, const char *product, double price)
{
  HwDesign *design = self->base.design;
  g_autoptr (GError) error = NULL;

  hw_design_begin (design, "Price");
  hw_operation_add_price (design,
                          hw_catalogue_find (hw_design_get_catalogue (design), product),
                          price,
                          "2026-11-01",
                          &error);
  g_assert_no_error (error);
  hw_design_commit (design);
}

static const HwExplanation *
find_node (const HwExplanation *node, const char *label)
{
  const HwExplanation *found
      = strstr (node->label, label) != NULL && node->children->len == 0 ? node : NULL;

  for (guint i = 0; i < node->children->len && found == NULL; i++)
    found = find_node (node->children->pdata[i], label);
  return found;
}

static void
test_own_price (Cost *self, gconstpointer data)
{
  g_autoptr (HwExplanation) explanation = NULL;
  HwHandle system = fixture_rack (&self->base, "system", 3000, 1000);
  HwDesign *design = self->base.design;
  HwSum sum;

  add_price (self, "server", 350e3);
  sum = hw_results_total (self->base.results, HW_TOTAL_CAPEX, HW_REF (HW_TABLE_RACK, self->rack));
  g_assert_cmpfloat (sum.value, ==, 701e3);
  g_assert_cmpfloat (sum.low, ==, 701e3);
  explanation = hw_results_explain_key (self->base.results, "cost.capex.compute", NULL);
  g_assert_cmpint (find_node (explanation, "server")->basis, ==, 'U');
  g_assert_cmpstr (find_node (explanation, "server")->date, ==, "2026-11-01");

  /* Parts and remainder of an assembly share what a person pays for the whole. */
  add_price (self, "system", 1e6);
  sum = hw_results_total (self->base.results, HW_TOTAL_CAPEX, HW_REF (HW_TABLE_RACK, system));
  g_assert_cmpfloat_with_epsilon (sum.value, 1e6, 1e-6);
  g_assert_cmpfloat_with_epsilon (sum.low, 1e6, 1e-6);
  fixture_remove (&self->base, HW_TABLE_DEVICE, fixture_device (&self->base, system, "tray"));
  sum = hw_results_total (self->base.results, HW_TOTAL_CAPEX, HW_REF (HW_TABLE_RACK, system));
  g_assert_cmpfloat_with_epsilon (sum.value, 800e3, 1e-6);

  g_assert_true (hw_design_undo (design));
  g_assert_true (hw_design_undo (design));
  g_assert_true (hw_design_undo (design));
  sum = hw_results_total (self->base.results, HW_TOTAL_CAPEX, HW_REF (HW_TABLE_RACK, self->rack));
  g_assert_cmpfloat (sum.value, ==, 801e3);
  sum = hw_results_total (self->base.results, HW_TOTAL_CAPEX, HW_REF (HW_TABLE_RACK, system));
  g_assert_cmpfloat (sum.value, ==, 500e3);
}

/* Prices in USD are unknown in EUR until a rate is stated. */
static void
test_exchange (Cost *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  g_autoptr (GError) error = NULL;
  double before;
  guint warnings = hw_results_n_problems (self->base.results, HW_SEVERITY_WARNING);

  choose_list (self);
  before = value (self, HW_COST_CAPEX);
  fixture_set (&self->base, HW_TABLE_SITE, 1, "currency", "EUR");
  g_assert_cmpuint (hw_results_cost (self->base.results, HW_COST_CAPEX_COMPUTE).n_known, ==, 0);
  g_assert_cmpuint (
      hw_results_n_problems (self->base.results, HW_SEVERITY_WARNING), ==, warnings + 1);
  hw_design_begin (design, "Rate");
  hw_operation_add_exchange_rate (design, "USD", 0.5, "2026-11-01", &error);
  g_assert_no_error (error);
  hw_design_commit (design);
  g_assert_cmpfloat_with_epsilon (value (self, HW_COST_CAPEX), before / 2, 1e-6);
  g_assert_cmpuint (hw_results_n_problems (self->base.results, HW_SEVERITY_WARNING), ==, warnings);
  /* One a currency, one a product. */
  hw_design_begin (design, "Rate");
  g_assert_cmpuint (hw_operation_add_exchange_rate (design, "USD", 0.6, NULL, &error), ==, 0);
  g_assert_nonnull (error);
  hw_design_rollback (design);
}

/* Each is told, and reckoned with all the same. */
static void
test_dates (Cost *self, gconstpointer data)
{
  HwDesign *design = self->base.design;
  const HwProduct *product = hw_design_product_of (design, HW_REF (HW_TABLE_RACK, self->rack));
  guint warnings = hw_results_n_problems (self->base.results, HW_SEVERITY_WARNING);
  HwHandle price, rate;

  hw_design_begin (design, "Prices");
  price = hw_operation_add_price (design, product, 1000, "2026-02-28", NULL);
  rate = hw_operation_add_exchange_rate (design, "EUR", 1.1, "2026-11-01", NULL);
  hw_design_commit (design);
  g_assert_cmpuint (hw_results_n_problems (self->base.results, HW_SEVERITY_WARNING), ==, warnings);
  fixture_set (&self->base, HW_TABLE_PRICE, price, "date", "2026-02-30");
  g_assert_cmpuint (
      hw_results_n_problems (self->base.results, HW_SEVERITY_WARNING), ==, warnings + 1);
  fixture_set (&self->base, HW_TABLE_EXCHANGE_RATE, rate, "date", "20261101");
  g_assert_cmpuint (
      hw_results_n_problems (self->base.results, HW_SEVERITY_WARNING), ==, warnings + 2);
  fixture_set (&self->base, HW_TABLE_PRICE, price, "date", "an offer of spring");
  g_assert_cmpuint (
      hw_results_n_problems (self->base.results, HW_SEVERITY_WARNING), ==, warnings + 1);
}

/* The list is in the order of the bars, each bar spans the cost, and none is wider than all. */
static void
test_spread (Cost *self, gconstpointer data)
{
  g_autoptr (GArray) spread = NULL;
  g_autoptr (GArray) few = NULL;
  HwSum all;
  double last = INFINITY;

  choose_list (self);
  all = hw_results_cost (self->base.results, HW_COST_PER_GPU_HOUR);
  spread = hw_results_cost_spread (self->base.results, HW_COST_PER_GPU_HOUR, 100);
  g_assert_cmpuint (spread->len, >, 5);
  for (guint i = 0; i < spread->len; i++)
    {
      const HwCostInfluence *bar = &g_array_index (spread, HwCostInfluence, i);

      g_assert_cmpfloat (bar->low, <=, all.value);
      g_assert_cmpfloat (bar->high, >=, all.value);
      g_assert_cmpfloat (bar->low, >=, all.low);
      g_assert_cmpfloat (bar->high, <=, all.high);
      g_assert_cmpfloat (bar->high - bar->low, <=, last);
      /* What divides the facility moves nothing; what is sold is another figure. */
      g_assert_cmpstr (bar->label, !=, hw_cost_input_label (HW_COST_PLANT));
      g_assert_cmpstr (bar->label, !=, hw_cost_input_label (HW_COST_SOLD));
      last = bar->high - bar->low;
    }
  few = hw_results_cost_spread (self->base.results, HW_COST_PER_GPU_HOUR, 3);
  g_assert_cmpuint (few->len, ==, 3);
  g_assert_cmpstr (g_array_index (few, HwCostInfluence, 0).label,
                   ==,
                   g_array_index (spread, HwCostInfluence, 0).label);
}

static void
assert_ends (const HwExplanation *node)
{
  if (node->children->len == 0)
    g_assert_true (node->basis != 0 || node->note != NULL || node->sum.value == 0);
  for (guint i = 0; i < node->children->len; i++)
    assert_ends (node->children->pdata[i]);
}

static void
test_explain (Cost *self, gconstpointer data)
{
  choose_list (self);
  for (guint i = 0; i < HW_N_COSTS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HwExplanation) node
          = hw_results_explain_key (self->base.results, hw_cost_key (i), &error);

      g_assert_no_error (error);
      g_assert_cmpfloat (node->sum.value, ==, value (self, i));
      g_assert_cmpuint (node->children->len, >, 0);
      assert_ends (node);
    }
}

/* Each input says where it is from; a person's own that it is so. */
static void
test_explain_inputs (Cost *self, gconstpointer data)
{
  g_autoptr (HwExplanation) years = NULL;
  g_autoptr (HwExplanation) own = NULL;

  choose_list (self);
  fixture_set (&self->base, HW_TABLE_COST, 1, "tco-years", "7");
  fixture_set (&self->base, HW_TABLE_COST, 1, "interest-rate", "0.09");
  years = hw_results_explain_key (self->base.results, "cost.tco.years", NULL);
  g_assert_cmpfloat (years->sum.value, ==, 7);
  own = hw_results_explain_key (self->base.results, "cost.assumption.interest-rate", NULL);
  g_assert_cmpfloat (own->sum.value, ==, 0.09);
  g_assert_cmpint (own->basis, ==, 'U');
  g_assert_null (hw_results_explain_key (self->base.results, "cost.assumption.weather", NULL));
}

static void
test_empty (Cost *self, gconstpointer data)
{
  HwSum costs[HW_N_COSTS];

  choose_list (self);
  fixture_remove (&self->base, HW_TABLE_RACK, self->rack);
  hw_results_costs (self->base.results, costs);
  g_assert_cmpfloat (costs[HW_COST_CAPEX].value, ==, 0);
  g_assert_true (hw_sum_is_unknown (&costs[HW_COST_PER_GPU_HOUR]));
  g_assert_true (hw_sum_is_unknown (&costs[HW_COST_PER_PFLOPS]));
  for (guint i = 0; i < HW_N_COSTS; i++)
    g_assert_true (isfinite (costs[i].value));
}

#define ADD(name, function) g_test_add ("/calc/cost/" name, Cost, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("no-list", test_no_list);
  ADD ("figures", test_figures);
  ADD ("property", test_property);
  ADD ("own-input", test_own_input);
  ADD ("own-price", test_own_price);
  ADD ("exchange", test_exchange);
  ADD ("dates", test_dates);
  ADD ("spread", test_spread);
  ADD ("explain", test_explain);
  ADD ("explain-inputs", test_explain_inputs);
  ADD ("empty", test_empty);
  return g_test_run ();
}
