/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-cable-fixture.h"
#include "hw-cost.h"
#include "hw-edit.h"
#include "hw-phase-series-work.h"
#include "hw-weather.h"

/* Totals of phases of a design of more devices than a frame has time for, worked out by another
 * thread. */

#define FILLED 30
#define A_RACK 42

typedef struct
{
  CableFixture cables;
  HwDesign *design;
  HwResults *results;
  HwHandle phases[2];
  guint n_told;
} Build;

static void
changed_cb (HwResults *results, gboolean preview, Build *self)
{
  self->n_told++;
}

/* Racks of the second phase, full of what no network takes. */
static void
fill (Build *self, guint n_racks)
{
  HwProduct *filler = hw_product_new ("filler", "Filler", HW_KIND_GENERIC, HW_MOUNTING_EIA);
  g_autoptr (HwCatalogue) catalogue = NULL;

  figure_value (filler, HW_FIELD_RACK_UNITS, 1);
  figure_value (filler, HW_FIELD_DEPTH, 0.8);
  figure_value (filler, HW_FIELD_POWER_NAMEPLATE, 100);
  catalogue = catalogue_of (&filler, 1);
  for (guint i = 0; i < n_racks; i++)
    {
      HwCatalogue *racks = self->cables.base.catalogue;
      HwHandle rack = hw_operation_add_rack (self->design,
                                             self->cables.base.hall,
                                             0,
                                             racks,
                                             hw_catalogue_find (racks, "rack"),
                                             NULL,
                                             (gint32)(1000 + 800 * i),
                                             8000,
                                             0,
                                             NULL);
      HwRack row = *hw_design_get_rack (self->design, rack);

      row.object.install = (guint16)self->phases[1];
      hw_edit_set (self->design, HW_TABLE_RACK, rack, &row);
      for (guint unit = 0; unit < A_RACK; unit++)
        {
          HwSlot slot = { (gint16)(2 * unit), HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };

          hw_operation_add_device (self->design,
                                   rack,
                                   catalogue,
                                   hw_catalogue_find (catalogue, "filler"),
                                   NULL,
                                   &slot,
                                   NULL);
        }
    }
}

static void
set_up_filled (Build *self, guint n_racks)
{
  HwProduct *list = hw_product_new ("list", "Prices", HW_KIND_PRICE_LIST, HW_MOUNTING_COMPONENT);
  g_autoptr (HwWeather) weather = hw_weather_new ("Mild", "made up");

  for (guint i = 0; i < HW_YEAR_HOURS; i++)
    {
      weather->dry_bulb_c[i] = 15;
      weather->dew_point_c[i] = 8;
    }
  cable_fixture_set_up (&self->cables, NULL);
  self->design = self->cables.base.design;
  self->results = self->cables.base.results;
  for (guint i = 0; i < HW_N_COST_INPUTS; i++)
    figure_value (list, HW_FIELD_COST + i, i == HW_COST_PUE ? 1.25 : 0.5);
  hw_catalogue_add (hw_design_get_catalogue (self->design), list, NULL);
  hw_design_begin (self->design, "Build");
  hw_operation_choose_price_list (self->design, list);
  for (guint i = 0; i < 2; i++)
    self->phases[i] = hw_operation_add_phase (self->design, "Phase", NULL);
  hw_operation_set_climate (self->design, weather);
  fill (self, n_racks);
  hw_design_commit (self->design);
  hw_results_add_phases_in_background (self->results);
  g_signal_connect (self->results, "changed", G_CALLBACK (changed_cb), self);
}

static void
set_up (Build *self, gconstpointer data)
{
  set_up_filled (self, FILLED);
}

static void
set_up_small (Build *self, gconstpointer data)
{
  set_up_filled (self, 1);
}

static void
tear_down (Build *self, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (self->results, self);
  cable_fixture_tear_down (&self->cables, NULL);
}

static HwPhaseSeriesWork *
copied (Build *self)
{
  HwPhaseSeriesWork *work = hw_phase_series_work_new (self->results);

  while (!hw_phase_series_work_step (work, self->results, g_get_monotonic_time ()))
    ;
  return work;
}

static gpointer
run_cb (gpointer data)
{
  hw_phase_series_work_run (data);
  return NULL;
}

static void
run (HwPhaseSeriesWork *work)
{
  g_thread_join (g_thread_new ("reader", run_cb, work));
}

static const HwPhasePoint *
point_of (HwResults *results, guint index)
{
  return &g_array_index (hw_results_phase_series (results), HwPhasePoint, index);
}

static void
move_rack (Build *self)
{
  HwRack row = *hw_design_get_rack (self->design, self->cables.server_rack);

  row.x_mm += 600;
  hw_design_begin (self->design, "Move");
  hw_edit_set (self->design, HW_TABLE_RACK, self->cables.server_rack, &row);
  hw_design_commit (self->design);
}

/* Whether @results tell each phase as results do that look at it alone. */
static void
assert_whole (Build *self)
{
  g_autoptr (HwResults) fresh = hw_results_new (self->design);
  HwSum last;

  hw_results_set_phase (fresh, self->phases[1]);
  hw_results_lay_cables (fresh);
  last = hw_results_cost (fresh, HW_COST_OPEX);
  g_assert_false (hw_sum_is_unknown (&last));
  g_assert_cmpfloat (point_of (self->results, 1)->run_rate.value, ==, last.value);
  for (guint i = 0; i < 2; i++)
    {
      HwSum capital;

      hw_results_set_phase (fresh, self->phases[i]);
      hw_results_lay_cables (fresh);
      capital = hw_results_cost (fresh, HW_COST_CAPEX);
      g_assert_cmpfloat (point_of (self->results, i)->capital.value, ==, capital.value);
      for (guint total = 0; total < HW_N_TOTALS; total++)
        {
          HwSum sum = hw_results_total (fresh, total, HW_REF (HW_TABLE_DESIGN, 0));

          g_assert_cmpfloat (point_of (self->results, i)->totals[total].value, ==, sum.value);
          g_assert_cmpuint (
              point_of (self->results, i)->totals[total].n_unknown, ==, sum.n_unknown);
        }
    }
}

static void
test_completes (Build *self, gconstpointer data)
{
  g_autoptr (HwPhaseSeriesWork) work = NULL;
  HwPhasePoint before = *point_of (self->results, 1);

  g_assert_cmpuint (hw_results_phase_series_lacks (self->results),
                    ==,
                    HW_PHASE_SERIES_CABLES | HW_PHASE_SERIES_ENERGY);
  g_assert_true (hw_results_phase_series_waits (self->results));
  g_assert_true (hw_sum_is_unknown (&before.run_rate));
  g_assert_false (hw_sum_is_unknown (&before.capital));
  /* What is shown of the totals takes nothing of it. */
  hw_results_lay_cables (self->results);
  hw_results_phase_series (self->results);
  g_assert_true (hw_results_phase_series_waits (self->results));

  work = copied (self);
  run (work);
  self->n_told = 0;
  g_assert_true (hw_phase_series_work_take (work, self->results));
  g_assert_cmpuint (self->n_told, ==, 1);
  g_assert_false (hw_results_phase_series_waits (self->results));
  g_assert_cmpuint (hw_results_phase_series_lacks (self->results), ==, 0);
  g_assert_cmpfloat (point_of (self->results, 1)->capital.value, >, before.capital.value);
  assert_whole (self);
  /* Another phase is none of another design. */
  hw_results_set_phase (self->results, self->phases[0]);
  hw_results_phase_series (self->results);
  g_assert_false (hw_results_phase_series_waits (self->results));
}

static void
test_outdated (Build *self, gconstpointer data)
{
  g_autoptr (HwPhaseSeriesWork) first = NULL;
  g_autoptr (HwPhaseSeriesWork) second = NULL;

  hw_results_phase_series (self->results);
  first = copied (self);
  move_rack (self);
  run (first);
  self->n_told = 0;
  g_assert_false (hw_phase_series_work_take (first, self->results));
  g_assert_cmpuint (self->n_told, ==, 0);
  hw_results_phase_series (self->results);
  g_assert_true (hw_results_phase_series_waits (self->results));
  second = copied (self);
  run (second);
  g_assert_true (hw_phase_series_work_take (second, self->results));
  assert_whole (self);
}

/* Paper and files wait for nobody. */
static void
test_at_once (Build *self, gconstpointer data)
{
  hw_results_phase_series (self->results);
  hw_results_complete_phase_series (self->results);
  g_assert_false (hw_results_phase_series_waits (self->results));
  assert_whole (self);
}

/* What a frame has time for waits for nobody either. */
static void
test_small (Build *self, gconstpointer data)
{
  hw_results_phase_series (self->results);
  g_assert_false (hw_results_phase_series_waits (self->results));
  g_assert_cmpuint (hw_results_phase_series_lacks (self->results), ==, HW_PHASE_SERIES_CABLES);
  hw_results_lay_cables (self->results);
  hw_results_phase_series (self->results);
  g_assert_cmpuint (hw_results_phase_series_lacks (self->results), ==, 0);
  assert_whole (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/calc/phase-series/completed", Build, NULL, set_up, test_completes, tear_down);
  g_test_add ("/calc/phase-series/outdated", Build, NULL, set_up, test_outdated, tear_down);
  g_test_add ("/calc/phase-series/at-once", Build, NULL, set_up, test_at_once, tear_down);
  g_test_add ("/calc/phase-series/small", Build, NULL, set_up_small, test_small, tear_down);
  return g_test_run ();
}
