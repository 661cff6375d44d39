/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-fabric.h"

#include "hw-fabric-conform.h"
#include "hw-fabric-name.h"
#include "hw-json-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
list (const HwFabric *fabric, const HwIbnet *built, const GArray *findings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const HwConformity *finding = &g_array_index (findings, HwConformity, i);
      g_autofree char *message = hw_conformity_message (fabric, built, finding);

      g_string_append_printf (text, "%s: %s\n", hw_conform_kind_name (finding->kind), message);
    }
  return g_string_free (text, FALSE);
}

static char *
list_json (const HwFabric *fabric, const HwIbnet *built, const GArray *findings)
{
  g_autoptr (HwJsonWriter) out = hw_json_writer_new ();

  hw_json_writer_begin_array (out, NULL);
  for (guint i = 0; i < findings->len; i++)
    {
      const HwConformity *finding = &g_array_index (findings, HwConformity, i);
      g_autofree char *message = hw_conformity_message (fabric, built, finding);
      g_autofree char *key
          = finding->cable >= 0 ? hw_fabric_cable_key (fabric, (guint)finding->cable) : NULL;

      hw_json_writer_begin_object (out, NULL);
      hw_json_writer_string (out, "kind", hw_conform_kind_name (finding->kind));
      hw_json_writer_string (out, "cable", key);
      hw_json_writer_string (out, "message", message);
      hw_json_writer_end (out);
    }
  hw_json_writer_end (out);
  return hw_json_writer_finish (out);
}

static HwIbnet *
read_dump (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  HwIbnet *built = NULL;
  gsize n;

  if (g_file_load_contents (file, NULL, &text, &n, NULL, &error))
    built = hw_ibnet_parse (text, n, path, &error);
  if (built == NULL)
    hw_cli_complain (error->message);
  return built;
}

HwCliStatus
hw_cli_conform (int argc, char **argv)
{
  gboolean json = FALSE;
  g_autofree char *object = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { "object", 0, 0, G_OPTION_ARG_STRING, &object, N_ ("The fabric"), "ID" },
    { NULL },
  };
  g_autoptr (HwResults) results = NULL;
  g_autoptr (HwIbnet) built = NULL;
  g_autoptr (GArray) findings = NULL;
  g_autofree char *text = NULL;
  HwHandle handle;
  HwFabric *fabric;
  HwCliStatus status;

  if (!hw_cli_parse ("conform", entries, 2, &argc, &argv))
    return HW_CLI_USAGE;
  results = hw_cli_open_results (argv[1]);
  if (results == NULL)
    return HW_CLI_INPUT;
  fabric = hw_cli_fabric ("conform", results, object, &handle);
  if (fabric == NULL)
    return HW_CLI_USAGE;
  if (!hw_cli_is_infiniband (results, handle))
    {
      hw_cli_refuse ("conform", _ ("the dump is of InfiniBand, and this network is not"));
      return HW_CLI_USAGE;
    }
  built = read_dump (argv[2]);
  if (built == NULL)
    return HW_CLI_INPUT;
  findings = hw_fabric_conform (fabric, built);
  text = json ? list_json (fabric, built, findings) : list (fabric, built, findings);
  status = hw_cli_print (text);
  return status == HW_CLI_DONE && findings->len > 0 ? HW_CLI_NO : status;
}
