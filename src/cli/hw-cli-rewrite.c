/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli.h"

#include <glib/gi18n-lib.h>

HwCliStatus
hw_cli_rewrite (int argc, char **argv)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The design to write"), "OUT" },
    { NULL },
  };
  g_autoptr (HwDesign) design = NULL;

  if (!hw_cli_parse ("rewrite", entries, 1, &argc, &argv))
    return HW_CLI_USAGE;
  if (output == NULL)
    return hw_cli_refuse ("rewrite", _ ("-o is missing"));
  design = hw_cli_open (argv[1]);
  if (design == NULL)
    return HW_CLI_INPUT;
  return hw_cli_write_design (output, design);
}
