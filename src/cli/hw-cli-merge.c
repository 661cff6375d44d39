/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli.h"
#include "hw-merge.h"

#include <glib/gi18n-lib.h>

HwCliStatus
hw_cli_merge (int argc, char **argv)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The merged design"), N_ ("OUT") },
    { NULL },
  };
  g_autoptr (HwDesign) base = NULL;
  g_autoptr (HwDesign) ours = NULL;
  g_autoptr (HwDesign) theirs = NULL;
  g_autoptr (HwDesign) merged = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  HwCliStatus status;

  if (!hw_cli_parse ("merge", entries, 3, &argc, &argv))
    return HW_CLI_USAGE;
  if (output == NULL)
    return hw_cli_refuse ("merge", _ ("say with -o where the merged design goes"));
  base = hw_cli_open (argv[1]);
  ours = base != NULL ? hw_cli_open (argv[2]) : NULL;
  theirs = ours != NULL ? hw_cli_open (argv[3]) : NULL;
  if (theirs == NULL)
    return HW_CLI_INPUT;
  merged = hw_merge (base, ours, theirs, &conflicts);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const HwConflict *conflict = g_ptr_array_index (conflicts, i);
      g_autofree char *line = g_strdup_printf (_ ("conflict: %s"), conflict->message);
      hw_cli_complain (line);
    }
  status = hw_cli_write_design (output, merged);
  return status == HW_CLI_DONE && conflicts->len > 0 ? HW_CLI_NO : status;
}
