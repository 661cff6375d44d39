/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-totals-private.h"

#include <glib/gi18n-lib.h>

#include "hw-cable-plan.h"
#include "hw-cli.h"
#include "hw-cost.h"
#include "hw-estimate.h"
#include "hw-json.h"
#include "hw-what-if.h"

char *
hw_cli_totals_unknown_text (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u not known", "and %u not known", n),
                          n);
}

void
hw_cli_totals_add_sum (
    HwCliTotals *self, HwCliTable *table, HwDimension dimension, HwSum sum, const char *label)
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
    unknown = hw_cli_totals_unknown_text (sum.n_unknown);
  hw_cli_table_add (table,
                    label,
                    hw_sum_is_unknown (&sum) ? _ ("not known") : value,
                    range != NULL ? range : "",
                    unknown != NULL ? unknown : "",
                    NULL);
}

static void
add_total (HwCliTotals *self, HwCliTable *table, HwTotal total, const char *label)
{
  hw_cli_totals_add_sum (self,
                         table,
                         hw_total_dimension (total),
                         hw_results_total (self->results, total, HW_REF (HW_TABLE_DESIGN, 0)),
                         label);
}

static void
print_section (HwCliTotals *self, const char *title, const HwTotal *totals, guint n)
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
rate_cell (HwCliTotals *self, HwTotal total, guint *unknown)
{
  HwSum sum = hw_results_left (self->results, total);

  if (hw_sum_is_unknown (&sum))
    return g_strdup (_ ("not known"));
  *unknown = MAX (*unknown, sum.n_unknown);
  return hw_quantity_format (hw_total_dimension (total), sum.value, NULL);
}

/* What has failed, and what follows from it. */
static void
print_failures (HwCliTotals *self)
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
print_compute (HwCliTotals *self)
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
      g_autofree char *remark = unknown > 0 ? hw_cli_totals_unknown_text (unknown) : g_strdup ("");

      hw_cli_table_add (table, precisions[i], dense, sparse, remark, NULL);
    }
  lines = hw_cli_table_to_text (table, 2);
  g_string_append_printf (self->text, "\n%s\n%s", _ ("Compute"), lines);
}

/* What follows from a price list is left out where there is none. */
static void
print_costs (HwCliTotals *self)
{
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1);
  g_autofree char *lines = NULL;
  HwSum costs[HW_N_COSTS];

  hw_results_costs (self->results, costs);
  for (guint i = 0; i < HW_N_COSTS; i++)
    if (i < HW_COST_CAPEX_INSTALLATION || !hw_sum_is_unknown (&costs[i]))
      hw_cli_totals_add_sum (self, table, HW_DIMENSION_MONEY, costs[i], hw_cost_label (i));
  lines = hw_cli_table_to_text (table, 2);
  g_string_append_printf (self->text, "\n%s\n%s", _ ("Cost"), lines);
}

static double
count (HwCliTotals *self, HwTotal total)
{
  return hw_results_total (self->results, total, HW_REF (HW_TABLE_DESIGN, 0)).value;
}

static void
print_title (HwCliTotals *self)
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
print_problems (HwCliTotals *self)
{
  guint errors = hw_results_n_problems (self->results, HW_SEVERITY_ERROR);
  guint warnings = hw_results_n_problems (self->results, HW_SEVERITY_WARNING);

  if (errors + warnings > 0)
    g_string_append_printf (
        self->text, _ ("\nErrors: %u, warnings: %u; see “check”.\n"), errors, warnings);
}

/* What published runs let one expect, of designs that compute. */
static void
print_estimates (HwCliTotals *self)
{
  for (HwEstimate next = 0; count (self, HW_TOTAL_GPUS) > 0 && next < HW_N_ESTIMATES;)
    {
      const char *section = hw_estimate_section (next);
      g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1);
      g_autofree char *lines = NULL;

      for (; next < HW_N_ESTIMATES && g_str_equal (section, hw_estimate_section (next)); next++)
        {
          g_autoptr (HwExplanation) node = hw_estimate_explain (self->results, next);
          hw_cli_totals_add_sum (self, table, node->dimension, node->sum, node->label);
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
  HwCliTotals self = { results,
                       hw_design_text (design, hw_design_get_site (design)->currency),
                       g_string_new (NULL) };

  hw_results_lay_cables (results);
  print_title (&self);
  print_failures (&self);
  print_compute (&self);
  print_section (&self, _ ("Memory"), memory, G_N_ELEMENTS (memory));
  print_section (&self, _ ("Power"), power, G_N_ELEMENTS (power));
  hw_cli_totals_print_power (&self);
  print_section (&self,
                 expected ? _ ("Heat at expected load") : _ ("Heat at nameplate load"),
                 heat,
                 G_N_ELEMENTS (heat));
  hw_cli_totals_print_cooling (&self);
  hw_cli_totals_print_fabrics (&self);
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
