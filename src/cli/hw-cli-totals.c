/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli.h"
#include "hw-cli-table.h"
#include "hw-cable-plan.h"
#include "hw-cooling.h"
#include "hw-cost.h"
#include "hw-energy.h"
#include "hw-estimate.h"
#include "hw-fabric-order.h"
#include "hw-fabrics.h"
#include "hw-feeds.h"
#include "hw-json.h"
#include "hw-nvlink-fabric.h"
#include "hw-rack-coolant.h"
#include "hw-what-if.h"
#include "hw-power.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct
{
  HwResults *results;
  const char *currency;
  GString *text;
} Printer;

static char *
unknown_text (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u not known", "and %u not known", n),
                          n);
}

/* Value, range and what is not known, as three cells. */
static void
add_sum (Printer *self, HwCliTable *table, HwDimension dimension, HwSum sum, const char *label)
{
  g_autofree char *value = hw_quantity_format (dimension, sum.value, self->currency);
  g_autofree char *range = NULL;
  g_autofree char *unknown = NULL;

  if (hw_sum_is_range (&sum))
    {
      g_autofree char *low = hw_quantity_format (dimension, sum.low, self->currency);
      g_autofree char *high = hw_quantity_format (dimension, sum.high, self->currency);

      range = g_strdup_printf (_ ("%s to %s"), low, high);
    }
  if (sum.n_unknown > 0 && sum.n_known > 0)
    unknown = unknown_text (sum.n_unknown);
  hw_cli_table_add (table,
                    label,
                    hw_sum_is_unknown (&sum) ? _ ("not known") : value,
                    range != NULL ? range : "",
                    unknown != NULL ? unknown : "",
                    NULL);
}

static void
add_total (Printer *self, HwCliTable *table, HwTotal total, const char *label)
{
  add_sum (self,
           table,
           hw_total_dimension (total),
           hw_results_total (self->results, total, HW_REF (HW_TABLE_DESIGN, 0)),
           label);
}

static void
print_section (Printer *self, const char *title, const HwTotal *totals, guint n)
{
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1);
  g_autofree char *lines = NULL;

  for (guint i = 0; i < n; i++)
    add_total (self, table, totals[i], hw_total_label (totals[i]));
  lines = hw_cli_table_to_text (table, 2);
  g_string_append_printf (self->text, "\n%s\n%s", title, lines);
}

/* @unknown: (inout): the most contributions that any cell so far lacks */
static char *
rate_cell (Printer *self, HwTotal total, guint *unknown)
{
  HwSum sum = hw_results_left (self->results, total);

  if (hw_sum_is_unknown (&sum))
    return g_strdup (_ ("not known"));
  *unknown = MAX (*unknown, sum.n_unknown);
  return hw_quantity_format (hw_total_dimension (total), sum.value, NULL);
}

/* What has failed, and what follows from it. */
static void
print_failures (Printer *self)
{
  const HwWhatIf *what_if = hw_results_what_if (self->results);
  const char *const *keys = hw_results_get_failed (self->results);
  HwDesign *design = hw_results_get_design (self->results);
  g_autoptr (HwCliTable) table = hw_cli_table_new (0);
  g_autofree char *list = NULL;
  g_autofree char *rows = NULL;
  g_auto (GStrv) lines = NULL;

  if (what_if == NULL)
    return;
  list = g_strjoinv (", ", (char **)keys);
  g_string_append_printf (self->text, _ ("\nWith %s failed\n"), list);
  lines = hw_what_if_lines (what_if, self->results);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (self->text, "  %s\n", lines[i]);
  for (guint i = 0; i < what_if->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (what_if->outages, HwOutage, i);
      g_autofree char *cause = hw_what_if_explain (what_if, self->results, outage);

      hw_cli_table_add (table, hw_design_name (design, outage->object), cause, NULL);
    }
  rows = hw_cli_table_to_text (table, 2);
  g_string_append (self->text, rows);
}

/* Dense and sparse side by side. */
static void
print_compute (Printer *self)
{
  static const char *const precisions[] = { "FP4", "FP8", "INT8", "FP16/BF16", "TF32", "FP64" };
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1 | 1 << 2);
  g_autofree char *lines = NULL;

  hw_cli_table_add (table, "", _ ("dense"), _ ("sparse"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (precisions); i++)
    {
      guint unknown = 0;
      g_autofree char *dense = rate_cell (self, HW_TOTAL_FP4_DENSE + 2 * i, &unknown);
      g_autofree char *sparse = rate_cell (self, HW_TOTAL_FP4_SPARSE + 2 * i, &unknown);
      g_autofree char *remark = unknown > 0 ? unknown_text (unknown) : g_strdup ("");

      hw_cli_table_add (table, precisions[i], dense, sparse, remark, NULL);
    }
  lines = hw_cli_table_to_text (table, 2);
  g_string_append_printf (self->text, "\n%s\n%s", _ ("Compute"), lines);
}

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
print_feeds (Printer *self)
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
print_chains (Printer *self)
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
print_lost_power (Printer *self)
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
print_loops (Printer *self)
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
print_energy (Printer *self)
{
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1);
  g_autofree char *lines = NULL;
  HwEnergy year;
  gboolean known = hw_results_energy_per_year (self->results, &year);

  for (guint figure = 0; figure < (known ? HW_N_ENERGY_FIGURES : HW_ENERGY_PUE + 1); figure++)
    {
      HwSum sum = hw_results_energy (self->results, figure);
      g_autofree char *value = hw_results_energy_text (self->results, figure);
      g_autofree char *unknown
          = sum.n_unknown > 0 && sum.n_known > 0 ? unknown_text (sum.n_unknown) : g_strdup ("");

      hw_cli_table_add (table,
                        hw_energy_figure_label (figure),
                        hw_sum_is_unknown (&sum) ? _ ("not known") : value,
                        unknown,
                        NULL);
    }
  lines = hw_cli_table_to_text (table, 2);
  g_string_append_printf (self->text, "\n%s\n%s", _ ("Energy"), lines);
}

/* Switches, cables and what they carry; with failures, what is left of it. */
static void
print_fabrics (Printer *self)
{
  HwDesign *design = hw_results_get_design (self->results);
  g_autoptr (GArray) fabrics = hw_fabric_order (design);
  g_autoptr (HwCliTable) table = hw_cli_table_new (0xfe);
  g_autofree char *lines = NULL;

  if (hw_design_count (design, HW_TABLE_FABRIC) == 0)
    return;
  hw_cli_table_add (table,
                    "",
                    _ ("leaves"),
                    _ ("spines"),
                    _ ("cores"),
                    _ ("cables"),
                    _ ("oversubscription"),
                    _ ("bisection"),
                    _ ("ports lost"),
                    NULL);
  for (guint each = 0; each < fabrics->len; each++)
    {
      HwHandle fabric = g_array_index (fabrics, HwHandle, each);
      const HwFabricFigures *figures = hw_results_fabric_figures (self->results, fabric);
      g_autoptr (GArray) losses = hw_results_fabric_losses (self->results, fabric);
      g_autofree char *leaves = g_strdup_printf ("%u", figures->switches[HW_FABRIC_LEAF]);
      g_autofree char *spines = g_strdup_printf ("%u", figures->switches[HW_FABRIC_SPINE]);
      g_autofree char *cores = g_strdup_printf ("%u", figures->switches[HW_FABRIC_CORE]);
      g_autofree char *cables = NULL;
      g_autofree char *ratio = hw_fabric_figures_ratio (figures);
      g_autofree char *bisection = hw_fabric_figures_bisection (figures);
      g_autofree char *lost = NULL;
      guint n_cables = 0, n_lost = 0;

      for (guint i = 0; i < HW_N_FABRIC_LEVELS; i++)
        n_cables += figures->cables[i];
      for (guint i = 0; i < losses->len; i++)
        n_lost += g_array_index (losses, HwFabricLoss, i).n_lost;
      cables = g_strdup_printf ("%u", n_cables);
      lost = g_strdup_printf ("%u", n_lost);
      hw_cli_table_add (table,
                        hw_design_name (design, HW_REF (HW_TABLE_FABRIC, fabric)),
                        leaves,
                        spines,
                        cores,
                        cables,
                        ratio,
                        bisection,
                        lost,
                        NULL);
    }
  lines = hw_cli_table_to_text (table, 2);
  g_string_append_printf (self->text, "\n%s\n%s", _ ("Fabrics"), lines);
}

/* What NVLink joins inside of racks. */
static void
print_nvlink (Printer *self)
{
  HwNvlinkFigures figures;
  g_autofree char *gpus = NULL;
  g_autofree char *bandwidth = NULL;

  hw_nvlink_figures (self->results, &figures);
  if (figures.domains == 0)
    return;
  gpus = figures.least == figures.most
             ? g_strdup_printf ("%u", figures.most)
             : g_strdup_printf (_ ("%u to %u"), figures.least, figures.most);
  bandwidth = hw_quantity_format (HW_DIMENSION_BYTE_RATE, figures.byte_s / figures.domains, NULL);
  g_string_append_c (self->text, '\n');
  g_string_append_printf (self->text,
                          g_dngettext (GETTEXT_PACKAGE,
                                       "%u NVLink domain of %s GPUs, %s in it",
                                       "%u NVLink domains of %s GPUs, %s in each on average",
                                       figures.domains),
                          figures.domains,
                          gpus,
                          bandwidth);
  g_string_append_c (self->text, '\n');
}

/* What the fabrics are cabled with, by product. */
static void
print_cables (Printer *self)
{
  const HwCablePlan *plan = hw_results_lay_cables (self->results);
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1 | 1 << 2 | 1 << 3);
  g_autofree char *lines = NULL;

  if (plan->items->len == 0)
    return;
  hw_cli_table_add (table, "", _ ("pieces"), _ ("length"), _ ("power of each"), NULL);
  for (guint i = 0; i < plan->items->len;)
    {
      const HwProduct *product = g_array_index (plan->items, HwCableItem, i).product;
      double watts = hw_product_value (product, HW_FIELD_POWER_NAMEPLATE), metres = 0;
      g_autofree char *pieces = NULL;
      g_autofree char *length = NULL;
      g_autofree char *power = NULL;
      guint count = 0;

      for (; i < plan->items->len && g_array_index (plan->items, HwCableItem, i).product == product;
           i++)
        {
          const HwCableItem *item = &g_array_index (plan->items, HwCableItem, i);

          count += item->count;
          metres += item->count * item->length_m;
        }
      pieces = g_strdup_printf ("%u", count);
      length = metres > 0 ? g_strdup_printf ("%.0f m", metres) : g_strdup ("");
      power = isnan (watts) ? g_strdup ("") : hw_quantity_format (HW_DIMENSION_POWER, watts, NULL);
      hw_cli_table_add (table, product->name, pieces, length, power, NULL);
    }
  lines = hw_cli_table_to_text (table, 2);
  g_string_append_printf (self->text,
                          "\n%s\n%s",
                          _ ("Cables and transceivers; their power is within the nameplate of "
                             "switches and servers"),
                          lines);
}

/* What the rules need and no rack holds, with what it would add to the totals. */
static void
print_needs (Printer *self)
{
  static const HwTotal totals[] = { HW_TOTAL_IT_NAMEPLATE, HW_TOTAL_MASS, HW_TOTAL_CAPEX };
  g_autoptr (GArray) needs = hw_results_needs (self->results);
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1);
  g_autofree char *lines = NULL;

  if (needs->len == 0)
    return;
  for (guint i = 0; i < needs->len; i++)
    {
      const HwNeed *need = &g_array_index (needs, HwNeed, i);
      g_autofree char *label = g_strdup_printf ("%s, %s", need->role, need->product->name);
      g_autofree char *number = g_strdup_printf ("%u", need->count);

      hw_cli_table_add (table, label, number, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    add_sum (self,
             table,
             hw_total_dimension (totals[i]),
             hw_results_needs_total (self->results, totals[i]),
             hw_total_label (totals[i]));
  lines = hw_cli_table_to_text (table, 2);
  g_string_append_printf (self->text, "\n%s\n%s", _ ("Still to place, not in the totals"), lines);
}

/* What follows from a price list is left out where there is none. */
static void
print_costs (Printer *self)
{
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1);
  g_autofree char *lines = NULL;
  HwSum costs[HW_N_COSTS];

  hw_results_costs (self->results, costs);
  for (guint i = 0; i < HW_N_COSTS; i++)
    if (i < HW_COST_CAPEX_INSTALLATION || !hw_sum_is_unknown (&costs[i]))
      add_sum (self, table, HW_DIMENSION_MONEY, costs[i], hw_cost_label (i));
  lines = hw_cli_table_to_text (table, 2);
  g_string_append_printf (self->text, "\n%s\n%s", _ ("Cost"), lines);
}

static double
count (Printer *self, HwTotal total)
{
  return hw_results_total (self->results, total, HW_REF (HW_TABLE_DESIGN, 0)).value;
}

static void
print_title (Printer *self)
{
  HwDesign *design = hw_results_get_design (self->results);
  double racks = count (self, HW_TOTAL_RACKS);
  double devices = count (self, HW_TOTAL_DEVICES);
  double gpus = count (self, HW_TOTAL_GPUS);

  g_string_append_printf (self->text, "%s\n", hw_design_name (design, HW_REF (HW_TABLE_DESIGN, 1)));
  g_string_append_printf (self->text, ngettext ("%.0f rack", "%.0f racks", (gulong)racks), racks);
  g_string_append (self->text, ", ");
  g_string_append_printf (
      self->text, ngettext ("%.0f device", "%.0f devices", (gulong)devices), devices);
  g_string_append (self->text, ", ");
  g_string_append_printf (self->text, ngettext ("%.0f GPU", "%.0f GPUs", (gulong)gpus), gpus);
  g_string_append_c (self->text, '\n');
}

static void
print_problems (Printer *self)
{
  guint errors = hw_results_n_problems (self->results, HW_SEVERITY_ERROR);
  guint warnings = hw_results_n_problems (self->results, HW_SEVERITY_WARNING);

  if (errors + warnings > 0)
    g_string_append_printf (
        self->text, _ ("\nErrors: %u, warnings: %u; see “check”.\n"), errors, warnings);
}

/* What published runs let one expect, of designs that compute. */
static void
print_estimates (Printer *self)
{
  for (HwEstimate next = 0; count (self, HW_TOTAL_GPUS) > 0 && next < HW_N_ESTIMATES;)
    {
      const char *section = hw_estimate_section (next);
      g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1);
      g_autofree char *lines = NULL;

      for (; next < HW_N_ESTIMATES && g_str_equal (section, hw_estimate_section (next)); next++)
        {
          g_autoptr (HwExplanation) node = hw_estimate_explain (self->results, next);
          add_sum (self, table, node->dimension, node->sum, node->label);
        }
      lines = hw_cli_table_to_text (table, 2);
      g_string_append_printf (self->text, "\n%s\n%s", section, lines);
    }
}

static char *
print_totals (HwResults *results, gboolean expected)
{
  static const HwTotal memory[] = { HW_TOTAL_HBM };
  static const HwTotal power[]
      = { HW_TOTAL_IT_NAMEPLATE, HW_TOTAL_IT_EXPECTED, HW_TOTAL_OTHER_NAMEPLATE };
  static const HwTotal heat[] = { HW_TOTAL_LIQUID, HW_TOTAL_AIR };
  static const HwTotal space[]
      = { HW_TOTAL_UNITS_USED, HW_TOTAL_UNITS, HW_TOTAL_FLOOR, HW_TOTAL_MASS };
  HwDesign *design = hw_results_get_design (results);
  Printer self = { results,
                   hw_design_text (design, hw_design_get_site (design)->currency),
                   g_string_new (NULL) };

  hw_results_lay_cables (results);
  print_title (&self);
  print_failures (&self);
  print_compute (&self);
  print_section (&self, _ ("Memory"), memory, G_N_ELEMENTS (memory));
  print_section (&self, _ ("Power"), power, G_N_ELEMENTS (power));
  print_feeds (&self);
  print_chains (&self);
  print_lost_power (&self);
  print_section (&self,
                 expected ? _ ("Heat at expected load") : _ ("Heat at nameplate load"),
                 heat,
                 G_N_ELEMENTS (heat));
  print_loops (&self);
  print_energy (&self);
  print_fabrics (&self);
  print_nvlink (&self);
  print_cables (&self);
  print_needs (&self);
  print_section (&self, _ ("Space and mass"), space, G_N_ELEMENTS (space));
  print_costs (&self);
  print_estimates (&self);
  print_problems (&self);
  return g_string_free (self.text, FALSE);
}

static gboolean
set_phase (HwResults *results, const char *id)
{
  HwRef phase = hw_design_find (hw_results_get_design (results), id);

  if (phase.handle == 0 || phase.table != HW_TABLE_PHASE)
    {
      hw_cli_refuse ("totals", _ ("“%s” is not a phase of this design"), id);
      return FALSE;
    }
  hw_results_set_phase (results, phase.handle);
  return TRUE;
}

HwCliStatus
hw_cli_totals (int argc, char **argv)
{
  gboolean json = FALSE, expected = FALSE;
  g_autofree char *phase = NULL;
  g_auto (GStrv) failed = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { "expected",
      0,
      0,
      G_OPTION_ARG_NONE,
      &expected,
      N_ ("At expected instead of nameplate load"),
      NULL },
    { "phase", 0, 0, G_OPTION_ARG_STRING, &phase, N_ ("When that phase is built"), "ID" },
    { "fail",
      0,
      0,
      G_OPTION_ARG_STRING_ARRAY,
      &failed,
      N_ ("With that component failed; may be given again"),
      "KEY" },
    { NULL },
  };
  g_autoptr (HwResults) results = NULL;
  g_autofree char *text = NULL;

  if (!hw_cli_parse ("totals", entries, 1, &argc, &argv))
    return HW_CLI_USAGE;
  results = hw_cli_open_results (argv[1]);
  if (results == NULL)
    return HW_CLI_INPUT;
  if (phase != NULL && !set_phase (results, phase))
    return HW_CLI_USAGE;
  hw_results_set_expected (results, expected);
  if (failed != NULL && !hw_cli_set_failed ("totals", results, failed))
    return HW_CLI_USAGE;
  text = json ? hw_json_totals (results) : print_totals (results, expected);
  return hw_cli_print (text);
}
