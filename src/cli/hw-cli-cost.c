/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-table.h"
#include "hw-cli.h"
#include "hw-cost-reader.h"
#include "hw-quantity.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

/* The account of a cost model that stands alone. Money is shown to the cent: published models are
 * compared digit by digit. */

static char *
dup_money (double money)
{
  /* Models of one watt have cents a month. */
  return hw_quantity_fixed (money, money < 10 ? 5 : 2);
}

static void
append_table (GString *text, const char *title, HwCliTable *table)
{
  g_autofree char *lines = hw_cli_table_to_text (table, 2);

  if (*lines != '\0')
    g_string_append_printf (text, "\n%s\n%s", title, lines);
}

static void
print_lines (GString *text, const HwCostModel *model)
{
  g_autoptr (GArray) lines = hw_cost_model_lines (model);
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1 | 1 << 2);

  for (guint i = 0; i < lines->len; i++)
    {
      const HwCostLine *line = &g_array_index (lines, HwCostLine, i);
      g_autofree char *money = dup_money (line->per_month);
      g_autofree char *share = g_strdup_printf ("%.1f %%", line->share * 100);

      hw_cli_table_add (table, line->name != NULL ? line->name : "", money, share, NULL);
    }
  append_table (text, _ ("A month"), table);
}

static void
add_money (HwCliTable *table, const char *label, double money, int decimals)
{
  g_autofree char *shown = NULL;

  if (isnan (money))
    return;
  shown = hw_quantity_fixed (money, decimals);
  hw_cli_table_add (table, label, shown, NULL);
}

static void
print_capital (GString *text, const HwCostFigures *figures)
{
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1);

  for (guint i = 0; i < HW_N_CAPITAL_CLASSES; i++)
    if (figures->capital[i] > 0)
      add_money (table, hw_capital_class_label (i), figures->capital[i], 2);
  if (figures->capital_total > 0)
    add_money (table, _ ("Total"), figures->capital_total, 2);
  append_table (text, _ ("Capital"), table);
}

static void
print_totals (GString *text, const HwCostModel *model, const HwCostFigures *figures)
{
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1);
  g_autofree char *years = g_strdup_printf (_ ("Owned for %g years"), model->years);
  g_autofree char *sold = g_strdup_printf (_ ("A GPU-hour, %g %% of them sold"), model->sold * 100);
  g_autofree char *rate = model->precision != NULL
                              ? g_strdup_printf (_ ("Capital a petaflops, %s"), model->precision)
                              : g_strdup (_ ("Capital a petaflops"));

  if (model->assets->len + model->energies->len + model->expenses->len == 0)
    return;
  add_money (table, _ ("A month"), figures->per_month, 2);
  add_money (table, years, figures->ownership, 2);
  add_money (table, _ ("A GPU-hour, all hours"), figures->per_gpu_hour, 5);
  add_money (table, sold, figures->per_gpu_hour_sold, 5);
  add_money (table, rate, figures->per_pflops, 2);
  add_money (table, _ ("Capital a megawatt of IT power"), figures->per_mw, 2);
  append_table (text, _ ("All together"), table);
}

static void
print_run (GString *text, const HwCostRunFigures *run)
{
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 1);

  add_money (table, _ ("Chip-hours"), run->chip_hours, 0);
  add_money (table, _ ("Hardware, a chip-hour"), run->per_chip_hour, 8);
  add_money (table, _ ("Hardware"), run->hardware, 2);
  add_money (table, _ ("Network"), run->network, 2);
  add_money (table, _ ("Energy, kWh"), run->energy_kwh, 2);
  add_money (table, _ ("Energy"), run->energy, 2);
  add_money (table, _ ("Sum, in money of the time of the prices"), run->nominal, 2);
  add_money (table, _ ("Total, in money of the time asked for"), run->total, 2);
  append_table (text, _ ("The run"), table);
}

static char *
print_model (const HwCostModel *model)
{
  GString *text = g_string_new (model->name != NULL ? model->name : _ ("Cost model"));
  HwCostFigures figures;

  hw_cost_model_evaluate (model, &figures);
  g_string_append_printf (text, ", %s\n", model->currency);
  print_capital (text, &figures);
  print_lines (text, model);
  print_totals (text, model, &figures);
  if (model->has_run)
    print_run (text, &figures.run);
  return g_string_free (text, FALSE);
}

static HwCostModel *
read_model (const char *path, GError **error)
{
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GFile) file = NULL;

  if (strcmp (path, "-") == 0)
    {
      input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
      return hw_cost_model_read_stream (input, "-", error);
    }
  file = g_file_new_for_commandline_arg (path);
  return hw_cost_model_read_file (file, path, error);
}

HwCliStatus
hw_cli_cost (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };
  g_autoptr (HwCostModel) model = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!hw_cli_parse ("cost", entries, 1, &argc, &argv))
    return HW_CLI_USAGE;
  model = read_model (argv[1], &error);
  if (model == NULL)
    {
      hw_cli_complain (error->message);
      return HW_CLI_INPUT;
    }
  text = json ? hw_cost_model_json (model) : print_model (model);
  return hw_cli_print (text);
}
