/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cost.h"
#include "hw-edit.h"
#include "hw-phase-date.h"
#include "hw-phase-series.h"
#include "hw-fluid.h"
#include "hw-test-catalogue.h"

#include <string.h>

static HwHandle
random_handle (HwDesign *design, HwTableKind table)
{
  HwHandle handle = 0;
  guint n = hw_design_count (design, table);

  for (int i = n > 0 ? g_test_rand_int_range (0, (int)n) : -1; i >= 0; i--)
    handle = hw_design_next (design, table, handle);
  return handle;
}

static void
set_phases (
    HwDesign *design, HwTableKind table, HwHandle handle, HwHandle install, HwHandle removal)
{
  HwRack rack = { 0 };
  HwDevice device = { 0 };
  HwObject *object = table == HW_TABLE_RACK ? &rack.object : &device.object;

  if (table == HW_TABLE_RACK)
    rack = *hw_design_get_rack (design, handle);
  else
    device = *hw_design_get_device (design, handle);
  object->install = (guint16)install;
  object->removal = (guint16)removal;
  hw_edit_set (
      design, table, handle, table == HW_TABLE_RACK ? (const void *)&rack : (const void *)&device);
}

static HwHandle
add_rack (Fixture *fixture, const char *product)
{
  return hw_operation_add_rack (fixture->design,
                                fixture->hall,
                                0,
                                fixture->catalogue,
                                fixture_product (fixture, product),
                                NULL,
                                1000 * g_test_rand_int_range (0, 90),
                                1500 * g_test_rand_int_range (0, 30),
                                0,
                                NULL);
}

/* Phases at random, now and then on racks or devices that have some already. */
static void
random_edit (Fixture *fixture)
{
  static const char *const racks[] = { "rack", "frame", "nvl", "pod", "row-cdu" };
  static const char *const devices[] = { "server", "leaf", "mystery", "tray", "nvswitch" };
  HwDesign *design = fixture->design;
  HwHandle rack = random_handle (design, HW_TABLE_RACK);
  HwHandle device = random_handle (design, HW_TABLE_DEVICE);
  HwSlot slot = { .position = (gint16)g_test_rand_int_range (0, 96) };
  HwHandle install = random_handle (design, HW_TABLE_PHASE);
  HwHandle removal = g_test_rand_bit () ? random_handle (design, HW_TABLE_PHASE) : 0;

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      if (hw_design_count (design, HW_TABLE_RACK) < 25)
        add_rack (fixture, racks[g_test_rand_int_range (0, G_N_ELEMENTS (racks))]);
      break;
    case 1:
      if (rack != 0)
        set_phases (design, HW_TABLE_RACK, rack, install, removal);
      break;
    case 2:
      if (device != 0)
        set_phases (design, HW_TABLE_DEVICE, device, install, removal);
      break;
    case 3:
      if (rack != 0)
        {
          HwRack row = *hw_design_get_rack (design, rack);
          row.loop = random_handle (design, HW_TABLE_LOOP);
          hw_edit_set (design, HW_TABLE_RACK, rack, &row);
        }
      break;
    case 4:
      if (install != 0)
        {
          HwPhase row = *(const HwPhase *)hw_design_row (design, HW_TABLE_PHASE, install);
          row.order = g_test_rand_int_range (1, 6);
          hw_edit_set (design, HW_TABLE_PHASE, install, &row);
        }
      break;
    default:
      if (rack != 0)
        hw_operation_add_device (
            design,
            rack,
            fixture->catalogue,
            fixture_product (fixture, devices[g_test_rand_int_range (0, G_N_ELEMENTS (devices))]),
            NULL,
            &slot,
            NULL);
    }
}

/* What racks on loops ask for, one by one. */
static double
flow_of (HwResults *results)
{
  HwDesign *design = hw_results_get_design (results);
  double flow = 0;

  for (HwHandle rack = hw_design_next (design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (design, HW_TABLE_RACK, rack))
    {
      HwHandle loop = hw_design_get_rack (design, rack)->loop;
      const HwLoop *row = loop != 0 ? hw_design_row (design, HW_TABLE_LOOP, loop) : NULL;
      HwFluid fluid;

      if (row == NULL)
        continue;
      fluid = hw_fluid_at (row->coolant, (row->supply_c + row->return_c) / 2);
      flow += hw_results_rack (results, rack)->liquid_w
              / (hw_fluid_volumetric_heat (&fluid) * (row->return_c - row->supply_c));
    }
  return flow;
}

static void
assert_series (Fixture *fixture)
{
  g_autoptr (HwResults) fresh = hw_results_new (fixture->design);
  const GArray *series = hw_results_phase_series (fixture->results);

  g_assert_cmpuint (series->len, ==, hw_design_count (fixture->design, HW_TABLE_PHASE));
  for (guint i = 0; i < series->len; i++)
    {
      const HwPhasePoint *point = &g_array_index (series, HwPhasePoint, i);

      hw_results_set_phase (fresh, point->phase);
      for (guint total = 0; total < HW_N_TOTALS; total++)
        {
          HwSum sum = hw_results_total (fresh, total, HW_REF (HW_TABLE_DESIGN, 0));

          g_assert_cmpfloat (point->totals[total].value, ==, sum.value);
          g_assert_cmpfloat (point->totals[total].low, ==, sum.low);
          g_assert_cmpfloat (point->totals[total].high, ==, sum.high);
          g_assert_cmpuint (point->totals[total].n_known, ==, sum.n_known);
          g_assert_cmpuint (point->totals[total].n_unknown, ==, sum.n_unknown);
        }
      g_assert_cmpfloat_with_epsilon (point->flow_m3_s.value, flow_of (fresh), 1e-6);
    }
}

static void
test_series_is_totals (Fixture *fixture, gconstpointer data)
{
  hw_design_begin (fixture->design, "Phases");
  for (guint i = 0; i < 4; i++)
    hw_operation_add_phase (fixture->design, "Phase", NULL);
  for (guint i = 0; i < 2; i++)
    hw_operation_add_loop (fixture->design, "Loop");
  hw_design_commit (fixture->design);
  for (guint i = 0; i < 3000; i++)
    {
      hw_design_begin (fixture->design, "Random");
      random_edit (fixture);
      hw_design_commit (fixture->design);
      if (i % 10 == 0)
        hw_design_undo (fixture->design);
      if (i % 20 == 0)
        assert_series (fixture);
    }
}

/* A rack that is there from the start grows by a server in the second phase, which goes with the
 * rack of the first in the third. */
static void
test_comes_and_goes (Fixture *fixture, gconstpointer data)
{
  HwSlot slot = { .position = 0 };
  HwHandle phases[3], rack, server;
  const HwPhasePoint *points;

  hw_design_begin (fixture->design, "Build");
  for (guint i = 0; i < 3; i++)
    phases[i] = hw_operation_add_phase (fixture->design, "Phase", NULL);
  rack = add_rack (fixture, "rack");
  server = hw_operation_add_device (fixture->design,
                                    rack,
                                    fixture->catalogue,
                                    fixture_product (fixture, "server"),
                                    NULL,
                                    &slot,
                                    NULL);
  set_phases (fixture->design, HW_TABLE_RACK, rack, 0, phases[2]);
  set_phases (fixture->design, HW_TABLE_DEVICE, server, phases[1], 0);
  hw_design_commit (fixture->design);
  points = &g_array_index (hw_results_phase_series (fixture->results), HwPhasePoint, 0);
  g_assert_cmpuint (points[0].racks_in, ==, 1);
  g_assert_cmpuint (points[0].gpus_in, ==, 0);
  g_assert_cmpuint (points[1].racks_in, ==, 0);
  g_assert_cmpuint (points[1].gpus_in, ==, 8);
  g_assert_cmpuint (points[2].racks_out, ==, 1);
  g_assert_cmpuint (points[2].gpus_out, ==, 8);
  g_assert_cmpfloat (points[0].spent.value, ==, 2500);
  g_assert_cmpfloat (points[2].spent.value, ==, 502500);
  g_assert_cmpfloat (points[2].spent.low, ==, 452500);
  g_assert_cmpfloat (points[2].totals[HW_TOTAL_CAPEX].value, ==, 0);
  g_assert_cmpfloat (points[1].totals[HW_TOTAL_GPUS].value, ==, 8);
  g_assert_cmpfloat (points[2].totals[HW_TOTAL_GPUS].value, ==, 0);
}

/* Money of a phase is that of a design that is built so far. */
static void
test_money (Fixture *fixture, gconstpointer data)
{
  HwProduct *list = hw_product_new ("list", "Prices", HW_KIND_PRICE_LIST, HW_MOUNTING_COMPONENT);
  HwHandle phases[2], rack;
  const GArray *series;

  for (guint i = 0; i < HW_N_COST_INPUTS; i++)
    figure_value (list, HW_FIELD_COST + i, i == HW_COST_PUE ? 1.25 : 0.5);
  hw_catalogue_add (hw_design_get_catalogue (fixture->design), list, NULL);
  hw_design_begin (fixture->design, "Build");
  hw_operation_choose_price_list (fixture->design, list);
  for (guint i = 0; i < 2; i++)
    {
      HwSlot slot = { .position = 0 };

      phases[i] = hw_operation_add_phase (fixture->design, "Phase", NULL);
      for (guint j = 0; j < 2; j++)
        {
          rack = hw_operation_add_rack (fixture->design,
                                        fixture->hall,
                                        0,
                                        fixture->catalogue,
                                        fixture_product (fixture, "rack"),
                                        NULL,
                                        (gint32)(1000 + 2000 * i),
                                        (gint32)(1000 + 3000 * j),
                                        0,
                                        NULL);
          set_phases (fixture->design, HW_TABLE_RACK, rack, phases[i], 0);
          hw_operation_add_device (fixture->design,
                                   rack,
                                   fixture->catalogue,
                                   fixture_product (fixture, "server"),
                                   NULL,
                                   &slot,
                                   NULL);
        }
    }
  hw_design_commit (fixture->design);
  series = hw_results_phase_series (fixture->results);
  for (guint i = 0; i < 2; i++)
    {
      const HwPhasePoint *point = &g_array_index (series, HwPhasePoint, i);
      HwSum capital, running;

      hw_results_set_phase (fixture->results, phases[i]);
      capital = hw_results_cost (fixture->results, HW_COST_CAPEX);
      running = hw_results_cost (fixture->results, HW_COST_OPEX);
      g_assert_cmpfloat (capital.value, >, point->totals[HW_TOTAL_CAPEX].value);
      g_assert_cmpfloat (point->capital.value, ==, capital.value);
      g_assert_cmpfloat (point->capital.high, ==, capital.high);
      /* Nothing has gone again. */
      g_assert_cmpfloat_with_epsilon (point->spent.value, capital.value, 1e-6);
      g_assert_cmpfloat (running.value, >, 0);
      g_assert_cmpfloat (point->run_rate.value, ==, running.value);
    }
}

static const HwProblem *
find_problem (Fixture *fixture, const char *code)
{
  g_autoptr (GPtrArray) problems = hw_results_problems (fixture->results);

  for (guint i = 0; i < problems->len; i++)
    if (g_strcmp0 (((HwProblem *)problems->pdata[i])->code, code) == 0)
      return problems->pdata[i];
  return NULL;
}

static guint
count_problems (Fixture *fixture)
{
  guint n = 0;

  for (HwSeverity severity = HW_SEVERITY_ERROR; severity <= HW_SEVERITY_NOTE; severity++)
    n += hw_results_n_problems (fixture->results, severity);
  return n;
}

static void
test_checks (Fixture *fixture, gconstpointer data)
{
  HwHandle first, second;
  guint before = count_problems (fixture);

  hw_design_begin (fixture->design, "Phases");
  first = hw_operation_add_phase (fixture->design, "First", "2027-03");
  second = hw_operation_add_phase (fixture->design, "Second", "2027-Q3");
  hw_design_commit (fixture->design);
  g_assert_cmpuint (count_problems (fixture), ==, before);

  fixture_set (fixture, HW_TABLE_PHASE, second, "date", "2026-02-30");
  g_assert_cmpuint (count_problems (fixture), ==, before + 1);
  g_assert_nonnull (strstr (find_problem (fixture, "phase-date-unreal")->message, "Second"));
  g_assert_cmpint (find_problem (fixture, "phase-date-unreal")->severity, ==, HW_SEVERITY_ERROR);

  fixture_set (fixture, HW_TABLE_PHASE, second, "date", "2026-02-28");
  g_assert_null (find_problem (fixture, "phase-date-unreal"));
  g_assert_nonnull (strstr (find_problem (fixture, "phase-dates-fall")->message, "First"));
  g_assert_cmpuint (find_problem (fixture, "phase-dates-fall")->ref.handle, ==, second);

  fixture_set (fixture, HW_TABLE_PHASE, second, "date", "");
  g_assert_cmpuint (count_problems (fixture), ==, before);
  fixture_set (fixture, HW_TABLE_PHASE, second, "order", "1");
  g_assert_nonnull (strstr (find_problem (fixture, "phase-order-twice")->message, "First"));
  g_assert_cmpuint (count_problems (fixture), ==, before + 1);
  hw_design_begin (fixture->design, "Remove");
  g_assert_true (hw_operation_remove_phase (fixture->design, first, NULL));
  hw_design_commit (fixture->design);
  g_assert_cmpuint (count_problems (fixture), ==, before);
}

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    HwPhaseDate state;
    GDateYear year;
    GDateMonth month;
    GDateDay day;
  } cases[] = {
    { "", HW_PHASE_DATE_NONE, 0, 0, 0 },
    { "2027", HW_PHASE_DATE_KNOWN, 2027, G_DATE_JANUARY, 1 },
    { "2027-Q3", HW_PHASE_DATE_KNOWN, 2027, G_DATE_JULY, 1 },
    { "2027-06", HW_PHASE_DATE_KNOWN, 2027, G_DATE_JUNE, 1 },
    { "2028-02-29", HW_PHASE_DATE_KNOWN, 2028, G_DATE_FEBRUARY, 29 },
    { "2027-02-29", HW_PHASE_DATE_UNREAL, 0, 0, 0 },
    { "2026-02-30", HW_PHASE_DATE_UNREAL, 0, 0, 0 },
    { "2026-13", HW_PHASE_DATE_UNREAL, 0, 0, 0 },
    { "2026-00-10", HW_PHASE_DATE_UNREAL, 0, 0, 0 },
    { "2026-Q5", HW_PHASE_DATE_UNREAL, 0, 0, 0 },
    { "2026-Q0", HW_PHASE_DATE_UNREAL, 0, 0, 0 },
    { "0000", HW_PHASE_DATE_UNREAL, 0, 0, 0 },
    { "summer of 2027", HW_PHASE_DATE_WORDS, 0, 0, 0 },
    { "phase 2", HW_PHASE_DATE_WORDS, 0, 0, 0 },
    { "2nd half", HW_PHASE_DATE_WORDS, 0, 0, 0 },
    { " 2026-01 ", HW_PHASE_DATE_KNOWN, 2026, G_DATE_JANUARY, 1 },
    /* Like dates, but in none of the forms that are read. */
    { "2027-6", HW_PHASE_DATE_UNREAL, 0, 0, 0 },
    { "2026-1-1", HW_PHASE_DATE_UNREAL, 0, 0, 0 },
    { "99999-01-01", HW_PHASE_DATE_UNREAL, 0, 0, 0 },
    { "30.06.2027", HW_PHASE_DATE_UNREAL, 0, 0, 0 },
    { "06/2027", HW_PHASE_DATE_UNREAL, 0, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint32 day;

      g_assert_cmpint (hw_phase_date_read (cases[i].text, &day), ==, cases[i].state);
      if (cases[i].state == HW_PHASE_DATE_KNOWN)
        {
          GDate date;

          g_date_clear (&date, 1);
          g_date_set_dmy (&date, cases[i].day, cases[i].month, cases[i].year);
          g_assert_cmpuint (day, ==, g_date_get_julian (&date));
        }
      else
        g_assert_cmpuint (day, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_test ("/calc/phase-series/is-totals", test_series_is_totals);
  fixture_test ("/calc/phase-series/comes-and-goes", test_comes_and_goes);
  fixture_test ("/calc/phase-series/money", test_money);
  fixture_test ("/calc/phase-series/checks", test_checks);
  g_test_add_func ("/calc/phase-series/dates", test_dates);
  return g_test_run ();
}
