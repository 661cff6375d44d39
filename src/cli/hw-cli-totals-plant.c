/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-totals-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-cooling.h"
#include "hw-energy.h"
#include "hw-feeds.h"
#include "hw-power.h"
#include "hw-rack-coolant.h"

/* Totals of power and cooling. */

static int
compare_feeds (gconstpointer a, gconstpointer b, gpointer data)
{
  HwDesign *design = data;
  HwRef left = HW_REF (HW_TABLE_FEED, *(const HwHandle *)a);
  HwRef right = HW_REF (HW_TABLE_FEED, *(const HwHandle *)b);
  g_autofree char *key = g_utf8_collate_key_for_filename (hw_design_name (design, left), -1);
  g_autofree char *other = g_utf8_collate_key_for_filename (hw_design_name (design, right), -1);

  return strcmp (key, other);
}

/* By their names. Returns: (transfer full) (element-type HwHandle) */
static GArray *
list_feeds (HwDesign *design)
{
  GArray *feeds = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (HwHandle feed = hw_design_first_child (design, HW_TABLE_FEED, 0); feed != 0;
       feed = hw_design_next_child (design, HW_TABLE_FEED, feed))
    g_array_append_val (feeds, feed);
  g_array_sort_with_data (feeds, compare_feeds, design);
  return feeds;
}

/* Load of each feed with all alive, and with the other side gone, against what it carries. */
static void
print_feeds (HwCliTotals *self)
{
  HwDesign *design = hw_results_get_design (self->results);
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1 | 1 << 2 | 1 << 3);
  g_autoptr (GArray) feeds = list_feeds (design);
  g_autofree char *lines = NULL;

  if (feeds->len == 0)
    return;
  hw_cli_table_add (table, "", _ ("load"), _ ("alone"), _ ("limit"), NULL);
  for (guint i = 0; i < feeds->len; i++)
    {
      HwHandle feed = g_array_index (feeds, HwHandle, i);
      HwFeedFigures figures;
      g_autofree char *load = NULL;
      g_autofree char *alone = NULL;
      g_autofree char *limit = NULL;

      if (!hw_results_feed (self->results, feed, &figures))
        continue;
      load = hw_quantity_format (HW_DIMENSION_POWER, figures.load_w, NULL);
      alone = hw_quantity_format (HW_DIMENSION_POWER, figures.failover_w, NULL);
      limit = hw_quantity_format (HW_DIMENSION_POWER, figures.limit_w, NULL);
      hw_cli_table_add (
          table, hw_design_name (design, HW_REF (HW_TABLE_FEED, feed)), load, alone, limit, NULL);
    }
  lines = hw_cli_table_to_text (table, 2);
  g_string_append_printf (self->text, "\n%s\n%s", _ ("Feeds"), lines);
}

/* What hangs on each power chain, what is lost on the way, and what its weakest stage lets through
 * with its scheme kept. */
static void
print_chains (HwCliTotals *self)
{
  HwDesign *design = hw_results_get_design (self->results);
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1 | 1 << 2 | 1 << 3 | 1 << 4);
  g_autofree char *lines = NULL;

  if (hw_design_count (design, HW_TABLE_POWER) == 0)
    return;
  hw_cli_table_add (
      table, "", _ ("load"), _ ("losses"), _ ("input"), _ ("limit"), _ ("weakest"), NULL);
  for (HwHandle power = hw_design_first_child (design, HW_TABLE_POWER, 0); power != 0;
       power = hw_design_next_child (design, HW_TABLE_POWER, power))
    {
      HwPowerChain chain = hw_results_power_chain (self->results, power);
      g_autofree char *load = hw_quantity_format (HW_DIMENSION_POWER, chain.load_w, NULL);
      g_autofree char *losses = hw_quantity_format (HW_DIMENSION_POWER, chain.loss_w, NULL);
      g_autofree char *input = hw_quantity_format (HW_DIMENSION_POWER, chain.input_w, NULL);
      g_autofree char *limit = isnan (chain.limit_w)
                                   ? g_strdup (_ ("not known"))
                                   : hw_quantity_format (HW_DIMENSION_POWER, chain.limit_w, NULL);

      hw_cli_table_add (
          table,
          hw_design_name (design, HW_REF (HW_TABLE_POWER, power)),
          load,
          losses,
          input,
          limit,
          chain.weakest != 0 ? hw_design_name (design, HW_REF (HW_TABLE_RACK, chain.weakest)) : "",
          NULL);
    }
  lines = hw_cli_table_to_text (table, 2);
  g_string_append_printf (self->text, "\n%s\n%s", _ ("Power chains, at nameplate"), lines);
}

/* What the failed components take along. */
static void
print_lost_power (HwCliTotals *self)
{
  const HwPowerSolution *solution = hw_results_power (self->results);
  HwDesign *design = hw_results_get_design (self->results);
  g_autofree char *carried = NULL;
  g_autofree char *wanted = NULL;

  if (solution == hw_results_power_whole (self->results))
    return;
  carried = hw_quantity_format (HW_DIMENSION_POWER, solution->power_w, NULL);
  wanted = hw_quantity_format (HW_DIMENSION_POWER, solution->wanted_w, NULL);
  g_string_append_printf (self->text,
                          _ ("\nWith these failures\n  %s of %s carried\n  loads lost: %u, GPUs in "
                             "them: %u\n  loads capped: %u, GPUs in them: %u\n  overloaded: %u\n"),
                          carried,
                          wanted,
                          solution->n_dead,
                          solution->gpus_lost,
                          solution->n_capped,
                          solution->gpus_capped,
                          solution->n_over);
  for (guint i = 0; i < solution->trips->len; i++)
    {
      const HwPowerTrip *trip = &g_array_index (solution->trips, HwPowerTrip, i);

      g_string_append_printf (self->text,
                              _ ("  breaker of %s opens (%s), round %u\n"),
                              hw_design_name (design, trip->object),
                              hw_power_role_label (trip->role),
                              trip->round);
    }
}

static char *
loop_cell (const HwLoopSolution *solution, HwLoopFigure figure, const char *format)
{
  double value = hw_loop_figure (solution, figure);

  return isnan (value) ? g_strdup (_ ("not known")) : g_strdup_printf (format, value);
}

/* Of a figure that is a temperature. */
static char *
celsius_cell (double celsius)
{
  g_autofree char *text = hw_coolant_celsius_text (celsius);

  return isnan (celsius) ? g_strdup (_ ("not known")) : g_strdup_printf ("%s °C", text);
}

/* Heat, flow and temperatures of each loop, and what its CDUs take with one of them out. */
static void
print_loops (HwCliTotals *self)
{
  HwDesign *design = hw_results_get_design (self->results);
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5);
  g_autofree char *lines = NULL;

  if (hw_design_count (design, HW_TABLE_LOOP) == 0)
    return;
  hw_cli_table_add (
      table, "", _ ("heat"), _ ("flow"), _ ("supply"), _ ("return"), _ ("one CDU out"), NULL);
  for (HwHandle loop = hw_design_first_child (design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next_child (design, HW_TABLE_LOOP, loop))
    {
      const HwLoopSolution *solution = hw_results_loop (self->results, loop);
      g_autofree char *heat = hw_quantity_format (HW_DIMENSION_POWER, solution->heat_w, NULL);
      g_autofree char *flow = loop_cell (solution, HW_LOOP_FLOW, "%.0f L/min");
      g_autofree char *supply = celsius_cell (solution->supply_c);
      g_autofree char *back = celsius_cell (solution->return_c);
      g_autofree char *left
          = hw_quantity_format (HW_DIMENSION_POWER, solution->capacity_left_w, NULL);

      hw_cli_table_add (table,
                        hw_design_name (design, HW_REF (HW_TABLE_LOOP, loop)),
                        heat,
                        flow,
                        supply,
                        back,
                        left,
                        NULL);
    }
  lines = hw_cli_table_to_text (table, 2);
  g_string_append_printf (self->text, "\n%s\n%s", _ ("Cooling loops"), lines);
}

/* The year; without a climate to tell it by nothing is known of it. */
static void
print_energy (HwCliTotals *self)
{
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1);
  g_autofree char *lines = NULL;
  HwEnergy year;
  gboolean known = hw_results_energy_per_year (self->results, &year);

  for (guint figure = 0; figure < (known ? HW_N_ENERGY_FIGURES : HW_ENERGY_PUE + 1); figure++)
    {
      HwSum sum = hw_results_energy (self->results, figure);
      g_autofree char *value = hw_results_energy_text (self->results, figure);
      g_autofree char *unknown = sum.n_unknown > 0 && sum.n_known > 0
                                     ? hw_cli_totals_unknown_text (sum.n_unknown)
                                     : g_strdup ("");

      hw_cli_table_add (table,
                        hw_energy_figure_label (figure),
                        hw_sum_is_unknown (&sum) ? _ ("not known") : value,
                        unknown,
                        NULL);
    }
  lines = hw_cli_table_to_text (table, 2);
  g_string_append_printf (self->text, "\n%s\n%s", _ ("Energy"), lines);
}

void
hw_cli_totals_print_power (HwCliTotals *self)
{
  print_feeds (self);
  print_chains (self);
  print_lost_power (self);
}

void
hw_cli_totals_print_cooling (HwCliTotals *self)
{
  print_loops (self);
  print_energy (self);
}
