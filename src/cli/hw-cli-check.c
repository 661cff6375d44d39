/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli.h"
#include "hw-cable-plan.h"
#include "hw-json.h"

#include <glib/gi18n-lib.h>

static char *
list_problems (HwResults *results)
{
  g_autoptr (GPtrArray) problems = hw_results_problems (results);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const HwProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (text,
                              "%s: %s: %s\n",
                              hw_severity_name (problem->severity),
                              problem->code,
                              problem->message);
    }
  return g_string_free (text, FALSE);
}

HwCliStatus
hw_cli_check (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };
  g_autoptr (HwResults) results = NULL;
  g_autofree char *text = NULL;
  HwCliStatus status;

  if (!hw_cli_parse ("check", entries, 1, &argc, &argv))
    return HW_CLI_USAGE;
  results = hw_cli_open_results (argv[1]);
  if (results == NULL)
    return HW_CLI_INPUT;
  hw_results_lay_cables (results);
  text = json ? hw_json_problems (results) : list_problems (results);
  status = hw_cli_print (text);
  if (status == HW_CLI_DONE && hw_results_n_problems (results, HW_SEVERITY_ERROR) > 0)
    return HW_CLI_NO;
  return status;
}
