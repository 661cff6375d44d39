/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench.h"
#include "hw-catalogue-reader.h"
#include "hw-energy.h"
#include "hw-operations.h"
#include "hw-weather-reader.h"

/* The year of a facility: hour by hour through a climate, by the temperatures at which its heat
 * comes out, and of a large design after an edit. Processor time. */

#define RUNS 21

static HwWeather *
sample (void)
{
  g_autofree char *data = hw_data_dir ();
  g_autoptr (GFile) file
      = g_file_new_build_filename (data, "climates", "temperate-synthetic.csv", NULL);
  g_autoptr (GError) error = NULL;
  HwWeather *weather = hw_weather_read_file (file, NULL, &error);

  g_assert_no_error (error);
  return weather;
}

static void
measure_streams (const HwWeather *weather, HwRejectionKind kind, const char *name, guint n)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (HwFacility) facility = g_new0 (HwFacility, 1);

  facility->load_factor = 1;
  facility->rejection = kind;
  facility->inside_w[HW_FACILITY_IT] = 1e6;
  facility->streams = g_array_new (FALSE, FALSE, sizeof (HwHeatStream));
  for (guint i = 0; i < n; i++)
    {
      HwHeatStream stream = { 1e6 / n, 16 + 20.0 * i / n, 26 + 20.0 * i / n };

      g_array_append_val (facility->streams, stream);
    }
  for (guint run = 0; run < RUNS; run++)
    {
      double start = bench_thread_now (), taken;
      HwEnergy year = hw_facility_energy (facility, weather, 101325);

      taken = bench_thread_now () - start;
      g_assert_cmpfloat (year.pue, >=, 1);
      g_array_append_val (times, taken);
    }
  bench_say ("year, %s, %u streams: median %.3f ms\n", name, n, bench_median (times) * 1e3);
}

/* Load and all: an edit of the site, and the year that follows. */
static void
measure_design (const HwWeather *weather)
{
  g_autoptr (HwDesign) design = bench_design (16384);
  g_autoptr (HwResults) results = hw_results_new (design);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  hw_design_begin (design, "Import");
  hw_operation_set_climate (design, weather);
  hw_design_commit (design);
  for (guint run = 0; run < RUNS; run++)
    {
      HwEnergy year;
      double start, taken;

      hw_design_begin (design, "Note");
      hw_operation_set (
          design, HW_REF (HW_TABLE_SITE, 1), "utilisation", run % 2 == 0 ? "0.8" : "0.9", NULL);
      hw_design_commit (design);
      start = bench_thread_now ();
      g_assert_true (hw_results_energy_per_year (results, &year));
      taken = bench_thread_now () - start;
      g_array_append_val (times, taken);
    }
  bench_say ("year of 16 384 GPUs after an edit: median %.3f ms, worst %.3f ms\n",
             bench_median (times) * 1e3,
             bench_worst (times) * 1e3);
}

int
main (int argc, char **argv)
{
  static const guint counts[] = { 1, 10, 100 };
  g_autoptr (HwWeather) weather = sample ();

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      measure_streams (weather, HW_REJECTION_DRY_TRIMMED, "dry cooler and chiller", counts[i]);
      measure_streams (weather, HW_REJECTION_TOWER, "tower and chiller", counts[i]);
    }
  measure_design (weather);
  return 0;
}
