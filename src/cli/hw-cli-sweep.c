/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-table.h"
#include "hw-cli.h"
#include "hw-csv-text.h"
#include "hw-json-writer.h"
#include "hw-sweep.h"

#include <glib/gi18n-lib.h>

static double
petaflops (const HwSweepLine *line)
{
  return hw_total_key_value (HW_TOTAL_FP8_DENSE, line->fp8_lost);
}

static char *
list_csv (const HwSweep *sweep)
{
  static const char *const head[]
      = { "key", "label", "pflops_lost", "gpus_lost", "gpus_capped", "overloads", NULL };
  HwCsvText out = { .text = g_string_new (NULL) };

  hw_csv_text_add_line (&out, head);
  for (guint i = 0; i < sweep->lines->len; i++)
    {
      const HwSweepLine *line = &g_array_index (sweep->lines, HwSweepLine, i);
      g_autofree char *key = hw_sweep_line_key (sweep, line);
      g_autofree char *label = hw_sweep_line_label (sweep, line);

      hw_csv_text_add (&out, key);
      hw_csv_text_add (&out, label);
      hw_csv_text_add_number (&out, petaflops (line));
      hw_csv_text_add_number (&out, line->gpus_lost);
      hw_csv_text_add_number (&out, line->gpus_capped);
      hw_csv_text_add_number (&out, line->overloads);
      hw_csv_text_end_line (&out);
    }
  return g_string_free (out.text, FALSE);
}

static char *
list_json (const HwSweep *sweep)
{
  g_autoptr (HwJsonWriter) out = hw_json_writer_new ();

  hw_json_writer_begin_array (out, NULL);
  for (guint i = 0; i < sweep->lines->len; i++)
    {
      const HwSweepLine *line = &g_array_index (sweep->lines, HwSweepLine, i);
      g_autofree char *key = hw_sweep_line_key (sweep, line);

      hw_json_writer_begin_object (out, NULL);
      hw_json_writer_string (out, "key", key);
      hw_json_writer_number (out, "pflops_lost", petaflops (line));
      hw_json_writer_number (out, "gpus_lost", line->gpus_lost);
      hw_json_writer_number (out, "gpus_capped", line->gpus_capped);
      hw_json_writer_number (out, "overloads", line->overloads);
      hw_json_writer_end (out);
    }
  hw_json_writer_end (out);
  return hw_json_writer_finish (out);
}

static char *
list_text (const HwSweep *sweep)
{
  g_autoptr (HwCliTable) table = hw_cli_table_new (1 << 0 | 1 << 1 | 1 << 2 | 1 << 3);

  hw_cli_table_add (table,
                    _ ("PFLOPS lost"),
                    _ ("GPUs lost"),
                    _ ("capped"),
                    _ ("overloads"),
                    _ ("component"),
                    "",
                    NULL);
  for (guint i = 0; i < sweep->lines->len; i++)
    {
      const HwSweepLine *line = &g_array_index (sweep->lines, HwSweepLine, i);
      g_autofree char *key = hw_sweep_line_key (sweep, line);
      g_autofree char *label = hw_sweep_line_label (sweep, line);
      g_autofree char *lost = g_strdup_printf ("%.0f", petaflops (line));
      g_autofree char *gpus = g_strdup_printf ("%u", line->gpus_lost);
      g_autofree char *capped = g_strdup_printf ("%u", line->gpus_capped);
      g_autofree char *overloads = g_strdup_printf ("%u", line->overloads);

      hw_cli_table_add (table, lost, gpus, capped, overloads, label, key, NULL);
    }
  return hw_cli_table_to_text (table, 0);
}

HwCliStatus
hw_cli_sweep (int argc, char **argv)
{
  gboolean pairs = FALSE, csv = FALSE, json = FALSE;
  const GOptionEntry entries[] = {
    { "pairs",
      0,
      0,
      G_OPTION_ARG_NONE,
      &pairs,
      N_ ("Fail every pair, cables left out, and list what loses something"),
      NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_ ("Print comma-separated values"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };
  g_autoptr (HwResults) results = NULL;
  g_autoptr (HwSweep) sweep = NULL;
  g_autofree char *text = NULL;

  if (!hw_cli_parse ("sweep", entries, 1, &argc, &argv))
    return HW_CLI_USAGE;
  if (csv && json)
    return hw_cli_refuse ("sweep", _ ("--csv and --json exclude each other"));
  results = hw_cli_open_results (argv[1]);
  if (results == NULL)
    return HW_CLI_INPUT;
  sweep = hw_sweep_run (results, pairs ? HW_SWEEP_PAIRS : HW_SWEEP_SINGLE, NULL);
  text = csv ? list_csv (sweep) : json ? list_json (sweep) : list_text (sweep);
  return hw_cli_print (text);
}
