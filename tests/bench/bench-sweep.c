/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench.h"
#include "hw-sweep.h"

/* Failures of a design of 16384 GPUs: the consequences of one, as a view asks for them; every
 * single component in turn; and how much longer that would take if each failure were worked out
 * from nothing, which a few of them are. */

#define UNITS 64
#define RUNS 11
#define SAMPLES 20

/* What a view, the totals and the problems of all networks ask for. */
static void
ask_all (HwResults *results)
{
  HwDesign *design = hw_results_get_design (results);

  hw_results_what_if (results);
  hw_results_power (results);
  for (HwHandle loop = hw_design_next (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next (design, HW_TABLE_LOOP, loop))
    hw_results_loop (results, loop);
  for (HwHandle fabric = hw_design_next (design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next (design, HW_TABLE_FABRIC, fabric))
    hw_results_fabric_figures (results, fabric);
}

static double
measure_one (HwResults *results, const char *key, const char *what)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));

  for (int i = 0; i < RUNS; i++)
    {
      double start = bench_now (), taken;

      hw_results_set_failed (results, (const char *const[]){ key, NULL });
      ask_all (results);
      taken = bench_now () - start;
      g_array_append_val (seconds, taken);
      hw_results_set_failed (results, NULL);
      ask_all (results);
    }
  bench_say ("%s: median %.2f ms, worst %.2f ms\n",
             what,
             bench_median (seconds) * 1e3,
             bench_worst (seconds) * 1e3);
  return bench_median (seconds);
}

static double
measure_from_nothing (HwDesign *design, HwResults *results, const GArray *components)
{
  double start = bench_now ();

  for (guint i = 0; i < SAMPLES; i++)
    {
      g_autoptr (HwResults) fresh = hw_results_new (design);
      g_autofree char *key = hw_component_key (
          results, &g_array_index (components, HwComponent, i * (components->len / SAMPLES)));

      hw_results_set_failed (fresh, (const char *const[]){ key, NULL });
      ask_all (fresh);
    }
  return (bench_now () - start) / SAMPLES;
}

int
main (void)
{
  g_autoptr (HwDesign) design = bench_superpod (UNITS);
  g_autoptr (HwResults) results = hw_results_new (design);
  g_autoptr (HwSweep) sweep = NULL;
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *worst = NULL;
  g_autofree char *cable = NULL;
  double each;

  ask_all (results);
  for (int i = 0; i < 5; i++)
    {
      double start = bench_now (), taken;

      g_clear_pointer (&sweep, hw_sweep_free);
      sweep = hw_sweep_run (results, HW_SWEEP_SINGLE, NULL);
      taken = bench_now () - start;
      g_array_append_val (seconds, taken);
    }
  bench_say ("every single one of %u components of %.0f GPUs, %" G_GUINT64_FORMAT
             " worked out, %u processors: "
             "median %.2f s, worst %.2f s\n",
             sweep->components->len,
             hw_results_total (results, HW_TOTAL_GPUS, HW_REF (HW_TABLE_DESIGN, 0)).value,
             sweep->evaluated,
             g_get_num_processors (),
             bench_median (seconds),
             bench_worst (seconds));
  worst = hw_sweep_line_key (sweep, &g_array_index (sweep->lines, HwSweepLine, 0));
  cable = hw_sweep_line_key (sweep,
                             &g_array_index (sweep->lines, HwSweepLine, sweep->lines->len - 1));
  measure_one (results, worst, "what follows from the worst failure");
  measure_one (results, cable, "what follows from the failure of a cable");
  each = measure_from_nothing (design, results, sweep->components);
  bench_say (
      "a failure from nothing: %.1f ms, all of them in one thread %.0f s: %.0f times as long "
      "as the sweep\n",
      each * 1e3,
      each * sweep->components->len,
      each * sweep->components->len / bench_median (seconds));
  return 0;
}
