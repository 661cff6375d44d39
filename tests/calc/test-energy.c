/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-cooling.h"
#include "hw-cost.h"
#include "hw-country.h"
#include "hw-edit.h"
#include "hw-energy.h"
#include "hw-loop-fixture.h"
#include "hw-phase-series.h"

/* A year of one weather. */
static HwWeather *
constant (const char *name, double dry_c, double dew_c)
{
  HwWeather *weather = hw_weather_new (name, "made up");

  for (guint i = 0; i < HW_YEAR_HOURS; i++)
    {
      weather->dry_bulb_c[i] = dry_c;
      weather->dew_point_c[i] = dew_c;
    }
  return weather;
}

static void
set_climate (Fixture *fixture, const char *name, double dry_c, double dew_c)
{
  g_autoptr (HwWeather) weather = constant (name, dry_c, dew_c);

  hw_design_begin (fixture->design, "Import");
  hw_operation_set_climate (fixture->design, weather);
  hw_design_commit (fixture->design);
}

/* It may be so already. */
static void
set_site (Fixture *fixture, const char *attribute, const char *text)
{
  hw_design_begin (fixture->design, attribute);
  g_assert_true (
      hw_operation_set (fixture->design, HW_REF (HW_TABLE_SITE, 1), attribute, text, NULL));
  hw_design_commit (fixture->design);
}

/* Four racks, a CDU and two room coolers whose fans draw 7.5 kW each. */
static void
build (Fixture *fixture)
{
  loop_racks (fixture, 4, 3000);
  loop_member (fixture, "cdu", 9000);
  loop_member_at (fixture, "crah", 0, 20000, 2000);
}

static HwEnergy
year_of (Fixture *fixture)
{
  HwEnergy year;

  g_assert_true (hw_results_energy_per_year (fixture->results, &year));
  return year;
}

static void
assert_closed (const HwEnergy *year)
{
  double parts_j = 0, months_j = 0;

  for (guint i = 0; i < HW_N_FACILITY_PARTS; i++)
    {
      g_assert_cmpfloat (year->part_j[i], >=, 0);
      parts_j += year->part_j[i];
    }
  for (guint i = 0; i < HW_YEAR_MONTHS; i++)
    {
      g_assert_cmpfloat (year->month_j[i], >=, year->month_it_j[i]);
      months_j += year->month_j[i];
    }
  g_assert_cmpfloat_with_epsilon (parts_j / year->total_j, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (months_j / year->total_j, 1, 1e-9);
  g_assert_cmpfloat (year->pue, >=, 1);
  g_assert_cmpfloat_with_epsilon (year->pue * year->part_j[HW_FACILITY_IT], year->total_j, 1);
}

/* Without a climate, or without anything to run, there is no year. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  HwEnergy year;
  HwSum pue;

  g_assert_false (hw_results_energy_per_year (fixture->results, &year));
  build (fixture);
  g_assert_false (hw_results_energy_per_year (fixture->results, &year));
  pue = hw_results_energy (fixture->results, HW_ENERGY_PUE);
  g_assert_true (hw_sum_is_unknown (&pue));
  set_climate (fixture, "Place", 10, 5);
  g_assert_true (hw_results_energy_per_year (fixture->results, &year));
  hw_design_undo (fixture->design);
  g_assert_false (hw_results_energy_per_year (fixture->results, &year));
}

/* 20 °C all year: warm water goes by the dry cooler alone, and the room's by a chiller, as 26 °C is
 * above its 22 °C back. */
static void
test_hand (Fixture *fixture, gconstpointer data)
{
  const HwLoopSolution *solution;
  HwEnergy year;
  double it_w, warm_w, room_w, hours_s = HW_YEAR_HOURS * 3600.0;
  HwSum expected;

  build (fixture);
  hw_results_set_expected (fixture->results, TRUE);
  set_climate (fixture, "Mild", 20, 10);
  year = year_of (fixture);
  assert_closed (&year);
  expected = hw_results_total (fixture->results, HW_TOTAL_IT_EXPECTED, HW_REF (HW_TABLE_DESIGN, 0));
  it_w = expected.value;
  /* Of a nameplate of 132 kW each, by the site's factor. */
  g_assert_cmpfloat_with_epsilon (it_w, 4 * 132e3 * 0.91, 1);
  g_assert_cmpfloat_with_epsilon (year.part_j[HW_FACILITY_IT] / (it_w * hours_s), 1, 1e-12);

  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  g_assert_cmpfloat_with_epsilon (
      year.part_j[HW_FACILITY_PUMPS] / (solution->pump_w * hours_s), 1, 1e-9);
  warm_w = solution->heat_w;
  g_assert_cmpfloat (solution->facility_c, >, 26);
  g_assert_cmpfloat_with_epsilon (
      year.part_j[HW_FACILITY_REJECTION] / (warm_w / HW_DRY_COOLER_COP * hours_s), 1, 1e-9);
  /* 16 °C of water and 20 °C of air: 0.5 · (13 + 273.15) / (32 − 13). */
  room_w = year.part_j[HW_FACILITY_CHILLERS] / hours_s * 0.5 * 286.15 / 19;
  g_assert_cmpfloat_with_epsilon (room_w,
                                  it_w - solution->rack_heat_w
                                      + year.part_j[HW_FACILITY_FANS] / hours_s
                                      + (solution->pump_w - solution->heat_w + solution->carried_w),
                                  1);
  g_assert_cmpuint (year.free_hours, ==, 0);
  g_assert_cmpfloat (year.water_m3, ==, 0);
  /* No chain: its losses are not known, and are told to be so. */
  g_assert_cmpuint (year.n_unknown[HW_FACILITY_POWER_LOSS], ==, 1);
  g_assert_true (isnan (year.pue_power));
  g_assert_cmpfloat_with_epsilon (year.pue_cooling, year.pue, 1e-12);
}

/* The room's water of 16 °C is free up to 10 °C outdoors. */
static void
test_free_cooling (Fixture *fixture, gconstpointer data)
{
  build (fixture);
  set_climate (fixture, "Cold", 10, 0);
  g_assert_cmpuint (year_of (fixture).free_hours, ==, HW_YEAR_HOURS);
  set_climate (fixture, "Cold", 10.1, 0);
  g_assert_cmpuint (year_of (fixture).free_hours, ==, 0);
  set_site (fixture, "air-c", "27");
  g_assert_cmpuint (year_of (fixture).free_hours, ==, HW_YEAR_HOURS);
  /* A dry cooler alone has no chiller, and does not reach what is asked for. */
  set_site (fixture, "rejection", "dry-cooler");
  set_climate (fixture, "Hot", 35, 20);
  g_assert_cmpuint (year_of (fixture).missed_hours, ==, HW_YEAR_HOURS);
  g_assert_cmpfloat (year_of (fixture).part_j[HW_FACILITY_CHILLERS], ==, 0);
}

/* Warmer air never costs less, and the name of the place nothing. */
static void
test_monotone (Fixture *fixture, gconstpointer data)
{
  static const char *const kinds[]
      = { "dry-trimmed", "dry-cooler", "chiller", "adiabatic", "tower" };

  build (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      double before = 0;

      set_site (fixture, "rejection", kinds[i]);
      for (double dry = -20; dry <= 48; dry += 4)
        {
          HwEnergy year;

          set_climate (fixture, "Here", dry, dry - 8);
          year = year_of (fixture);
          assert_closed (&year);
          g_assert_cmpfloat (year.pue, >=, before * (1 - 1e-12));
          before = year.pue;
          set_climate (fixture, "Elsewhere", dry, dry - 8);
          g_assert_cmpfloat (year_of (fixture).pue, ==, before);
        }
    }
}

/* Less load draws less, but not by as much: the PUE does not fall. */
static void
test_utilisation (Fixture *fixture, gconstpointer data)
{
  HwEnergy full, half;
  double speed;

  build (fixture);
  set_climate (fixture, "Mild", 15, 8);
  full = year_of (fixture);
  set_site (fixture, "utilisation", "0.5");
  half = year_of (fixture);
  assert_closed (&half);
  g_assert_cmpfloat_with_epsilon (
      half.part_j[HW_FACILITY_IT] / full.part_j[HW_FACILITY_IT], 0.5, 1e-12);
  g_assert_cmpfloat (half.total_j, <, full.total_j);
  /* By the cube of the speed, which ends at 0.3 of the rated one; the loop is solved at nameplate,
   * of which the expected load is 0.91. */
  speed = hw_results_loop (fixture->results, loop_handle (fixture))->cdus[0].speed;
  g_assert_cmpfloat (speed, >, 0.3);
  g_assert_cmpfloat_with_epsilon (
      half.part_j[HW_FACILITY_PUMPS] / full.part_j[HW_FACILITY_PUMPS],
      pow (fmax (0.5 * 0.91, 0.3 / speed) / fmax (0.91, 0.3 / speed), 3),
      1e-9);
}

/* A tower evaporates all heat that ends in water: 1.96 L a kilowatt-hour of it. */
static void
test_water (Fixture *fixture, gconstpointer data)
{
  const HwLoopSolution *solution;
  HwEnergy year;

  loop_racks (fixture, 4, 3000);
  loop_member (fixture, "cdu", 9000);
  hw_results_set_expected (fixture->results, TRUE);
  set_site (fixture, "rejection", "tower");
  set_climate (fixture, "Mild", 20, 10);
  year = year_of (fixture);
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  g_assert_cmpfloat (
      year.water_m3, >, solution->heat_w * HW_YEAR_HOURS * 3600 / 2.45e6 / 0.75 / 1000);
  g_assert_cmpfloat_with_epsilon (hw_results_energy (fixture->results, HW_ENERGY_WUE).value,
                                  year.water_m3 * 1000 / (year.part_j[HW_FACILITY_IT] / 3.6e6),
                                  1e-9);
  /* Published towers take 1.2 to 2.0 L/kWh. */
  g_assert_cmpfloat (hw_results_energy (fixture->results, HW_ENERGY_WUE).value, >, 1.2);
  g_assert_cmpfloat (hw_results_energy (fixture->results, HW_ENERGY_WUE).value, <, 2.5);
}

/* codecarbon's factors, 2023. */
static void
test_carbon (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *country;
    double g_kwh;
  } factors[]
      = { { "US", 369.5 }, { "FR", 56.0 }, { "NO", 30.1 }, { "DE", 381.0 }, { "PL", 661.9 } };

  build (fixture);
  set_climate (fixture, "Mild", 15, 8);
  g_assert_true (isnan (year_of (fixture).carbon_kg));
  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    {
      HwEnergy year;

      set_site (fixture, "country", factors[i].country);
      year = year_of (fixture);
      g_assert_cmpfloat_with_epsilon (
          year.carbon_kg, year.total_j / 3.6e6 * factors[i].g_kwh / 1000, 1);
      /* CUE is PUE times the factor where all energy is of the grid (ISO/IEC 30134-8). */
      g_assert_cmpfloat_with_epsilon (hw_results_energy (fixture->results, HW_ENERGY_CUE).value,
                                      year.pue * factors[i].g_kwh / 1000,
                                      1e-9);
    }
  set_site (fixture, "carbon-g-kwh", "0");
  g_assert_cmpfloat (year_of (fixture).carbon_kg, ==, 0);
}

/* Heat that no loop carries has nobody who rejects it. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  HwEnergy year;
  HwSum pue;

  loop_racks (fixture, 2, 3000);
  set_climate (fixture, "Mild", 15, 8);
  year = year_of (fixture);
  g_assert_cmpuint (year.n_unknown[HW_FACILITY_REJECTION], ==, 1);
  /* No room cooler stands there. */
  g_assert_cmpuint (year.n_unknown[HW_FACILITY_FANS], ==, 1);
  pue = hw_results_energy (fixture->results, HW_ENERGY_PUE);
  g_assert_cmpuint (pue.n_unknown, >=, 3);
}

/* A price list with nothing but what energy and water cost, and are assumed at. */
static void
add_prices (Fixture *fixture)
{
  HwProduct *list = hw_product_new ("list", "Prices", HW_KIND_PRICE_LIST, HW_MOUNTING_COMPONENT);

  figure_value (list, HW_FIELD_COST + HW_COST_ELECTRICITY, 0.1);
  figure_value (list, HW_FIELD_COST + HW_COST_PUE, 1.3);
  figure_value (list, HW_FIELD_COST + HW_COST_WATER_USE, 0.5);
  figure_value (list, HW_FIELD_COST + HW_COST_WATER, 2);
  hw_catalogue_add (hw_design_get_catalogue (fixture->design), list, NULL);
  hw_design_begin (fixture->design, "Choose");
  hw_operation_choose_price_list (fixture->design, list);
  hw_design_commit (fixture->design);
}

static double
cost_of (Fixture *fixture, HwCost cost)
{
  return hw_results_cost (fixture->results, cost).value;
}

static const HwExplanation *
child_of (const HwExplanation *node, const char *label)
{
  for (guint i = 0; i < node->children->len; i++)
    if (strcmp (((const HwExplanation *)node->children->pdata[i])->label, label) == 0)
      return node->children->pdata[i];
  return NULL;
}

/* Cost takes what the year gives, and what is assumed only where it gives nothing whole. */
static void
test_cost (Fixture *fixture, gconstpointer data)
{
  double it_kwh, assumed;
  HwEnergy year;
  HwSum costs[HW_N_COSTS];
  HwHandle chain;
  g_autoptr (HwExplanation) before = NULL;
  g_autoptr (HwExplanation) after = NULL;

  build (fixture);
  add_prices (fixture);
  set_site (fixture, "utilisation", "0.5");
  set_site (fixture, "rejection", "tower");
  it_kwh
      = hw_results_total (fixture->results, HW_TOTAL_IT_EXPECTED, HW_REF (HW_TABLE_DESIGN, 0)).value
        / 1000 * 0.5 * 8760;
  assumed = it_kwh * 1.3 * 0.1;
  g_assert_cmpfloat_with_epsilon (cost_of (fixture, HW_COST_OPEX_ENERGY), assumed, 1e-3);
  g_assert_cmpfloat_with_epsilon (
      cost_of (fixture, HW_COST_OPEX_WATER), it_kwh * 0.5 / 1000 * 2, 1e-3);
  before = hw_results_explain_cost (fixture->results, HW_COST_OPEX_ENERGY);
  g_assert_nonnull (child_of (before, hw_cost_input_label (HW_COST_PUE)));
  /* Without a chain its losses are not in the PUE of the year: less than the whole is not taken for
   * it. Water is known. */
  set_climate (fixture, "Mild", 20, 10);
  year = year_of (fixture);
  g_assert_cmpfloat_with_epsilon (cost_of (fixture, HW_COST_OPEX_ENERGY), assumed, 1e-3);
  g_assert_cmpfloat_with_epsilon (cost_of (fixture, HW_COST_OPEX_WATER), year.water_m3 * 2, 1e-3);
  hw_design_begin (fixture->design, "Chain");
  chain = hw_operation_add_power (fixture->design, NULL);
  hw_design_commit (fixture->design);
  g_assert_cmpuint (chain, !=, 0);
  year = year_of (fixture);
  g_assert_cmpuint (hw_results_energy (fixture->results, HW_ENERGY_PUE).n_unknown, ==, 0);
  g_assert_cmpfloat_with_epsilon (
      cost_of (fixture, HW_COST_OPEX_ENERGY), year.total_j / 3.6e6 * 0.1, 1e-3);
  after = hw_results_explain_cost (fixture->results, HW_COST_OPEX_ENERGY);
  g_assert_nonnull (child_of (after, hw_energy_figure_label (HW_ENERGY_PUE)));
  g_assert_null (child_of (after, hw_cost_input_label (HW_COST_PUE)));
  /* Nothing is worked out where there is no time for it, and nothing old is told. */
  g_assert_true (hw_results_costs_now (fixture->results, costs));
  g_assert_cmpfloat (costs[HW_COST_OPEX].value, ==, cost_of (fixture, HW_COST_OPEX));
  set_site (fixture, "utilisation", "0.6");
  g_assert_false (hw_results_costs_now (fixture->results, costs));
  g_assert_true (hw_sum_is_unknown (&costs[HW_COST_OPEX_ENERGY]));
  g_assert_true (hw_sum_is_unknown (&costs[HW_COST_OPEX]));
}

/* Without a climate a chain says what the site draws over its IT equipment; what outdoors takes is
 * not known, and told to be so. */
static void
test_cost_of_chain (Fixture *fixture, gconstpointer data)
{
  HwOperatingPoint point;
  HwSum energy;

  build (fixture);
  add_prices (fixture);
  hw_design_begin (fixture->design, "Chain");
  hw_operation_add_power (fixture->design, NULL);
  hw_design_commit (fixture->design);
  set_site (fixture, "utilisation", "0.5");
  g_assert_true (hw_results_operating_point (fixture->results, 0.5, &point));
  g_assert_false (point.outdoors);
  energy = hw_results_cost (fixture->results, HW_COST_OPEX_ENERGY);
  g_assert_cmpfloat_with_epsilon (energy.value, point.power.total_w / 1000 * 8760 * 0.1, 1e-3);
  g_assert_cmpuint (energy.n_unknown, ==, 1);
}

/* What is not stated of the cost of running costs nothing. */
static void
state_costs (Fixture *fixture)
{
  HwCostRow row = *hw_design_get_cost (fixture->design);

  for (guint i = 0; i < HW_N_COST_INPUTS; i++)
    if (i != HW_COST_ELECTRICITY && i != HW_COST_WATER)
      row.inputs[i] = 0;
  hw_design_begin (fixture->design, "State");
  hw_edit_set (fixture->design, HW_TABLE_COST, 1, &row);
  hw_design_commit (fixture->design);
}

static double
run_rate (Fixture *fixture)
{
  const GArray *series = hw_results_phase_series (fixture->results);

  g_assert_cmpuint (series->len, ==, 1);
  return g_array_index (series, HwPhasePoint, 0).run_rate.value;
}

/* The totals of phases are those of the plan, whatever somebody takes for failed meanwhile. */
static void
test_phases_of_failed (Fixture *fixture, gconstpointer data)
{
  double whole, failed;
  HwHandle spare;
  char id[HW_ID_SIZE];

  build (fixture);
  spare = loop_member (fixture, "cdu", 11000);
  add_prices (fixture);
  state_costs (fixture);
  set_climate (fixture, "Mild", 20, 10);
  hw_design_begin (fixture->design, "Chain");
  hw_operation_add_power (fixture->design, NULL);
  hw_operation_add_phase (fixture->design, "One", NULL);
  hw_design_commit (fixture->design);
  whole = run_rate (fixture);
  g_assert_cmpfloat (whole, >, 0);
  hw_results_set_failed (
      fixture->results,
      (const char *const[]){ hw_design_id_text (fixture->design, HW_REF (HW_TABLE_RACK, spare), id),
                             NULL });
  /* The year of what is left is another. */
  failed = cost_of (fixture, HW_COST_OPEX);
  g_assert_cmpfloat (fabs (failed - whole), >, 1e-6 * whole);
  set_site (fixture, "utilisation", "0.6");
  set_site (fixture, "utilisation", NULL);
  g_assert_cmpfloat_with_epsilon (run_rate (fixture), whole, 1e-9 * whole);
}

/* The power of the site and the energy of a year of that weather are one account. */
static void
test_operating_point (Fixture *fixture, gconstpointer data)
{
  double hours_s = HW_YEAR_HOURS * 3600.0;
  HwOperatingPoint point;
  HwEnergy year;
  HwSum facility;

  build (fixture);
  hw_design_begin (fixture->design, "Chain");
  hw_operation_add_power (fixture->design, NULL);
  hw_design_commit (fixture->design);
  set_climate (fixture, "Mild", 20, 10);
  for (guint expected = 0; expected < 2; expected++)
    {
      hw_results_set_expected (fixture->results, expected);
      year = year_of (fixture);
      g_assert_true (hw_results_operating_point (fixture->results, 1, &point));
      g_assert_cmpfloat_with_epsilon (point.power.total_w * hours_s / year.total_j, 1, 1e-9);
      for (guint part = 0; part < HW_N_FACILITY_PARTS; part++)
        g_assert_cmpuint (point.n_unknown[part], ==, year.n_unknown[part]);
    }
  facility = hw_results_facility_power (fixture->results);
  g_assert_cmpfloat_with_epsilon (facility.value * hours_s / year.total_j, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (hw_results_power_ratio (fixture->results).value, year.pue, 1e-9);
  g_assert_cmpuint (
      facility.n_unknown, ==, hw_results_energy (fixture->results, HW_ENERGY_PUE).n_unknown);
}

/* A climate with a day too few makes no year, and is told of. */
static void
test_incomplete (Fixture *fixture, gconstpointer data)
{
  guint before;
  HwEnergy year;
  g_autoptr (GPtrArray) problems = NULL;
  const HwProblem *found = NULL;

  build (fixture);
  set_climate (fixture, "Mild", 20, 10);
  before = hw_results_n_problems (fixture->results, HW_SEVERITY_WARNING);
  fixture_remove (
      fixture, HW_TABLE_CLIMATE_DAY, hw_design_next (fixture->design, HW_TABLE_CLIMATE_DAY, 0));
  g_assert_false (hw_results_energy_per_year (fixture->results, &year));
  g_assert_cmpuint (hw_results_n_problems (fixture->results, HW_SEVERITY_WARNING), ==, before + 1);
  problems = hw_results_problems (fixture->results);
  for (guint i = 0; i < problems->len; i++)
    if (strcmp (((HwProblem *)problems->pdata[i])->code, "climate-incomplete") == 0)
      found = problems->pdata[i];
  g_assert_nonnull (found);
  g_assert_cmpint (found->ref.table, ==, HW_TABLE_CLIMATE);
  hw_design_undo (fixture->design);
  g_assert_cmpuint (hw_results_n_problems (fixture->results, HW_SEVERITY_WARNING), ==, before);
}

static double
sum_children (const HwExplanation *node)
{
  double sum = 0;

  for (guint i = 0; i < node->children->len; i++)
    sum += ((const HwExplanation *)node->children->pdata[i])->sum.value;
  return sum;
}

/* Every figure has its tree; those of sums add up. */
static void
test_explained (Fixture *fixture, gconstpointer data)
{
  build (fixture);
  for (guint with = 0; with < 2; with++)
    {
      if (with)
        set_climate (fixture, "Mild", 15, 8);
      for (guint figure = 0; figure < HW_N_ENERGY_FIGURES; figure++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (HwExplanation) node
              = hw_results_explain_key (fixture->results, hw_energy_figure_key (figure), &error);
          HwSum sum = hw_results_energy (fixture->results, figure);

          g_assert_no_error (error);
          g_assert_cmpfloat (node->sum.value, ==, sum.value);
          if (!with)
            g_assert_nonnull (node->note);
          else if (figure == HW_ENERGY_PUE || figure == HW_ENERGY_TOTAL)
            g_assert_cmpfloat_with_epsilon (sum_children (node) / node->sum.value, 1, 1e-9);
        }
    }
}

/* Kept figures are those from nothing, whatever was asked between. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (6);

  build (fixture);
  set_climate (fixture, "Mild", 15, 8);
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (HwResults) fresh = NULL;
      HwEnergy kept, anew;

      switch (g_rand_int_range (random, 0, 5))
        {
        case 0:
          loop_racks (fixture, 1, 10000 + 600 * (int)i);
          break;
        case 1:
          set_site (fixture, "air-c", g_rand_boolean (random) ? "22" : "26");
          break;
        case 2:
          hw_design_undo (fixture->design);
          break;
        case 3:
          set_climate (fixture, "Other", g_rand_double_range (random, -10, 35), -12);
          break;
        default:
          set_site (fixture, "utilisation", g_rand_boolean (random) ? "0.7" : "0.9");
        }
      if (!hw_results_energy_per_year (fixture->results, &kept))
        continue;
      fresh = hw_results_new (fixture->design);
      g_assert_true (hw_results_energy_per_year (fresh, &anew));
      g_assert_cmpfloat_with_epsilon (kept.pue / anew.pue, 1, 1e-9);
      g_assert_cmpfloat_with_epsilon (kept.total_j / anew.total_j, 1, 1e-9);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  loop_test ("/calc/energy/nothing", test_nothing);
  loop_test ("/calc/energy/hand", test_hand);
  loop_test ("/calc/energy/free-cooling", test_free_cooling);
  loop_test ("/calc/energy/monotone", test_monotone);
  loop_test ("/calc/energy/utilisation", test_utilisation);
  loop_test ("/calc/energy/water", test_water);
  loop_test ("/calc/energy/carbon", test_carbon);
  loop_test ("/calc/energy/unknown", test_unknown);
  loop_test ("/calc/energy/explained", test_explained);
  loop_test ("/calc/energy/kept", test_kept);
  loop_test ("/calc/energy/incomplete", test_incomplete);
  loop_test ("/calc/energy/cost", test_cost);
  loop_test ("/calc/energy/cost-of-chain", test_cost_of_chain);
  loop_test ("/calc/energy/operating-point", test_operating_point);
  loop_test ("/calc/energy/phases-of-failed", test_phases_of_failed);
  return g_test_run ();
}
