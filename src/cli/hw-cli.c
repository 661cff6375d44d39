/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli.h"

#include "hw-catalogue-reader.h"
#include "hw-cooling.h"
#include "hw-design-reader.h"
#include "hw-design-writer.h"
#include "hw-output.h"

#include <errno.h>
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void
hw_cli_complain (const char *message)
{
  fprintf (stderr, "%s\n", message);
}

HwCliStatus
hw_cli_refuse (const char *command, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fprintf (stderr, "hallwright-cli %s: %s\n", command, message);
  fprintf (stderr, _ ("Try “hallwright-cli %s --help”.\n"), command);
  return HW_CLI_USAGE;
}

gboolean
hw_cli_parse (
    const char *command, const GOptionEntry *entries, int n_arguments, int *argc, char ***argv)
{
  const HwCliCommand *description = hw_cli_command (command, 0);
  g_autofree char *synopsis = g_strdup_printf ("%s", description->synopsis);
  g_autoptr (GOptionContext) context = g_option_context_new (synopsis);
  g_autofree char *name = g_strdup_printf ("hallwright-cli %s", command);
  g_autoptr (GError) error = NULL;

  g_set_prgname (name);
  g_option_context_set_summary (context, _ (description->summary));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      hw_cli_refuse (command, "%s", error->message);
      return FALSE;
    }
  /* A lone "--" only ends the options. */
  if (*argc > 1 && strcmp ((*argv)[1], "--") == 0)
    {
      (*argv)++;
      (*argc)--;
    }
  if (*argc - 1 == n_arguments)
    return TRUE;
  if (*argc - 1 < n_arguments)
    hw_cli_refuse (command, _ ("something is missing: %s %s"), command, description->synopsis);
  else
    hw_cli_refuse (command, _ ("“%s” is too much"), (*argv)[n_arguments + 1]);
  return FALSE;
}

static HwDesign *
read_design (const char *path, HwFindings **findings, GError **error)
{
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GFile) file = NULL;

  if (strcmp (path, "-") == 0)
    {
      input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
      return hw_design_read_stream (input, "-", findings, error);
    }
  file = g_file_new_for_commandline_arg (path);
  return hw_design_read_named (file, path, findings, error);
}

HwDesign *
hw_cli_open (const char *path)
{
  g_autoptr (HwFindings) findings = NULL;
  g_autoptr (GError) error = NULL;
  HwDesign *design = read_design (path, &findings, &error);

  if (design == NULL)
    hw_cli_complain (error->message);
  for (guint i = 0; findings != NULL && i < hw_findings_n_notes (findings); i++)
    {
      const HwFinding *note = hw_findings_get_note (findings, i);

      fprintf (stderr, _ ("%s:%u: note: %s\n"), note->file, note->line, note->message);
    }
  return design;
}

HwResults *
hw_cli_open_results (const char *path)
{
  g_autoptr (HwDesign) design = hw_cli_open (path);

  return design != NULL ? hw_results_new (design) : NULL;
}

gboolean
hw_cli_set_failed (const char *command, HwResults *results, char **keys)
{
  for (guint i = 0; keys[i] != NULL; i++)
    if (!hw_results_can_fail (results, keys[i]))
      {
        hw_cli_refuse (command,
                       _ ("“%s” names no component that can fail; keys are as in overrides, "
                          "“LOOP/pump/CDU”"),
                       keys[i]);
        return FALSE;
      }
  hw_results_set_failed (results, (const char *const *)keys);
  return TRUE;
}

HwCatalogue *
hw_cli_load_catalogue (void)
{
  g_autofree char *dir = hw_data_dir ();
  g_autoptr (GError) error = NULL;
  HwCatalogue *catalogue = hw_catalogue_load (dir, &error);

  if (catalogue == NULL)
    hw_cli_complain (error->message);
  return catalogue;
}

static gboolean
print_cb (gpointer data, const char *bytes, gsize n, GError **error)
{
  if (fwrite (bytes, 1, n, stdout) == n)
    return TRUE;
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, g_strerror (errno));
  return FALSE;
}

/* Standard output may be full or closed, which shows at the latest when it is flushed. */
static HwCliStatus
finish_print (gboolean good)
{
  if (good && fflush (stdout) == 0 && !ferror (stdout))
    return HW_CLI_DONE;
  fprintf (stderr, _ ("standard output: %s\n"), g_strerror (errno));
  return HW_CLI_OUTPUT;
}

HwCliStatus
hw_cli_print (const char *text)
{
  return hw_cli_write ("-", text, strlen (text));
}

HwCliStatus
hw_cli_write (const char *path, gconstpointer bytes, gsize n)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (HwOutput) output = NULL;
  g_autoptr (GError) error = NULL;

  if (strcmp (path, "-") == 0)
    return finish_print (print_cb (NULL, bytes, n, NULL));
  file = g_file_new_for_commandline_arg (path);
  output = hw_output_open (file, &error);
  if (output != NULL && hw_output_write (output, bytes, n, &error)
      && hw_output_commit (output, &error))
    return HW_CLI_DONE;
  hw_cli_complain (error->message);
  return HW_CLI_OUTPUT;
}

HwCliStatus
hw_cli_write_design (const char *path, HwDesign *design)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (strcmp (path, "-") == 0)
    return finish_print (hw_design_write (design, print_cb, NULL, NULL));
  file = g_file_new_for_commandline_arg (path);
  if (hw_design_write_file (design, file, &error))
    return HW_CLI_DONE;
  hw_cli_complain (error->message);
  return HW_CLI_OUTPUT;
}
