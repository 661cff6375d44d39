/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli.h"
#include "hw-diff.h"
#include "hw-json-writer.h"

#include <glib/gi18n-lib.h>

static char *
list_differences (const GPtrArray *differences)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      const HwDifference *difference = g_ptr_array_index (differences, i);

      g_string_append_printf (text,
                              "%s: %s %s",
                              hw_difference_kind_name (difference->kind),
                              difference->element,
                              difference->name);
      if (*difference->id != '\0')
        g_string_append_printf (text, " (%s)", difference->id);
      if (difference->attribute != NULL)
        g_string_append_printf (text,
                                ": %s: %s → %s",
                                difference->attribute,
                                difference->from != NULL ? difference->from : "–",
                                difference->to != NULL ? difference->to : "–");
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static char *
json_differences (const GPtrArray *differences)
{
  g_autoptr (HwJsonWriter) out = hw_json_writer_new ();

  hw_json_writer_begin_array (out, NULL);
  for (guint i = 0; i < differences->len; i++)
    {
      const HwDifference *difference = g_ptr_array_index (differences, i);

      hw_json_writer_begin_object (out, NULL);
      hw_json_writer_string (out, "change", hw_difference_kind_name (difference->kind));
      hw_json_writer_string (out, "kind", difference->element);
      hw_json_writer_string (out, "id", difference->id);
      hw_json_writer_string (out, "name", difference->name);
      hw_json_writer_string (out, "attribute", difference->attribute);
      hw_json_writer_string (out, "from", difference->from);
      hw_json_writer_string (out, "to", difference->to);
      hw_json_writer_end (out);
    }
  hw_json_writer_end (out);
  return hw_json_writer_finish (out);
}

HwCliStatus
hw_cli_diff (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };
  g_autoptr (HwDesign) from = NULL;
  g_autoptr (HwDesign) to = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autofree char *text = NULL;
  HwCliStatus status;

  if (!hw_cli_parse ("diff", entries, 2, &argc, &argv))
    return HW_CLI_USAGE;
  from = hw_cli_open (argv[1]);
  to = from != NULL ? hw_cli_open (argv[2]) : NULL;
  if (to == NULL)
    return HW_CLI_INPUT;
  differences = hw_diff (from, to);
  text = json ? json_differences (differences) : list_differences (differences);
  status = hw_cli_print (text);
  return status == HW_CLI_DONE && differences->len > 0 ? HW_CLI_NO : status;
}
