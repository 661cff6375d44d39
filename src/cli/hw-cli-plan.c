/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli.h"
#include "hw-template.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static HwCliStatus
list_templates (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < hw_template_count (); i++)
    g_string_append_printf (text, "%-18s  %s\n", hw_template_id (i), hw_template_label (i));
  return hw_cli_print (text->str);
}

/* A size that was given has to be above zero, else it would pass for one that was not. */
static gboolean
is_size (const char *option, int value)
{
  if (value >= 1 || value == G_MININT)
    return TRUE;
  hw_cli_refuse ("plan", _ ("%s takes a number from 1"), option);
  return FALSE;
}

HwCliStatus
hw_cli_plan (int argc, char **argv)
{
  g_autofree char *template = NULL;
  g_autofree char *output = NULL;
  gboolean list = FALSE;
  int su = G_MININT, racks = G_MININT, gpus = G_MININT;
  const GOptionEntry entries[] = {
    { "template", 0, 0, G_OPTION_ARG_STRING, &template, N_ ("The template"), "ID" },
    { "su", 0, 0, G_OPTION_ARG_INT, &su, N_ ("How many scalable units"), "N" },
    { "racks", 0, 0, G_OPTION_ARG_INT, &racks, N_ ("How many racks"), "N" },
    { "gpus", 0, 0, G_OPTION_ARG_INT, &gpus, N_ ("How many GPUs, in whole racks"), "N" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The design to write"), "FILE" },
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, N_ ("List the templates"), NULL },
    { NULL },
  };
  HwTemplateOptions options;
  g_autoptr (HwCatalogue) catalogue = NULL;
  g_autoptr (HwDesign) design = NULL;
  g_autoptr (GError) error = NULL;

  if (!hw_cli_parse ("plan", entries, 0, &argc, &argv))
    return HW_CLI_USAGE;
  if (list)
    return list_templates ();
  if (template == NULL)
    return hw_cli_refuse ("plan", _ ("--template is missing; --list names them"));
  if (output == NULL)
    return hw_cli_refuse ("plan", _ ("-o is missing"));
  if (!is_size ("--su", su) || !is_size ("--racks", racks) || !is_size ("--gpus", gpus))
    return HW_CLI_USAGE;
  options = (HwTemplateOptions){ MAX (su, 0), MAX (racks, 0), MAX (gpus, 0) };
  catalogue = hw_cli_load_catalogue ();
  if (catalogue == NULL)
    return HW_CLI_INPUT;
  design = hw_template_make (template, &options, catalogue, &error);
  if (design == NULL)
    return hw_cli_refuse ("plan", "%s", error->message);
  return hw_cli_write_design (output, design);
}
