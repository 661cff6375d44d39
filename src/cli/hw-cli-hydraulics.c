/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli.h"
#include "hw-cli-table.h"

#include "hw-epanet.h"
#include "hw-number.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The file's accuracy may be coarse; ours costs a step or two. */
#define ACCURACY 1e-10

static HwEpanet *
open_network (const char *path)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (HwFindings) findings = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  HwEpanet *result = NULL;

  if (strcmp (path, "-") == 0)
    stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  else
    {
      file = g_file_new_for_commandline_arg (path);
      stream = G_INPUT_STREAM (g_file_read (file, NULL, &error));
      g_prefix_error (&error, "%s: ", path);
    }
  if (stream != NULL)
    result = hw_epanet_read_stream (stream, path, &findings, &error);
  if (result == NULL)
    hw_cli_complain (error->message);
  for (guint i = 0; findings != NULL && i < hw_findings_n_notes (findings); i++)
    {
      const HwFinding *note = hw_findings_get_note (findings, i);

      fprintf (stderr, _ ("%s:%u: note: %s\n"), note->file, note->line, note->message);
    }
  return result;
}

/* What a person should know of a solution beside its figures. */
static void
say_notes (const HwHydraulics *solver, const HwHydraulicReport *report)
{
  const HwPipeNetwork *network = hw_hydraulics_get_network (solver);

  for (guint i = 0; i < hw_pipe_network_n_links (network); i++)
    {
      const char *id = hw_pipe_network_link (network, i)->id;

      if (hw_hydraulics_is_beyond_curve (solver, i))
        fprintf (stderr, _ ("note: pump “%s” runs beyond the end of its curve\n"), id);
      if (hw_pipe_network_link (network, i)->kind == HW_PIPE_LINK_PUMP
          && hw_hydraulics_status (solver, i) == HW_LINK_STOPPED)
        fprintf (stderr, _ ("note: pump “%s” cannot lift against the head behind it\n"), id);
    }
  for (guint i = 0; report->n_cut_off > 0 && i < hw_pipe_network_n_nodes (network); i++)
    if (hw_hydraulics_is_cut_off (solver, i))
      fprintf (stderr,
               _ ("note: closed links part node “%s” from every fixed head; its head is one "
                  "between theirs\n"),
               hw_pipe_network_node (network, i)->id);
  if (report->unmet_m3_s > 0)
    fprintf (stderr, _ ("note: demand behind closed links is not met\n"));
}

/* EPANET's figure in the file's unit, of which litres a second are made exactly. */
static double
flow_lps (const HwEpanet *network, double flow_m3_s)
{
  static const double per_lps[HW_N_EPANET_UNITS] = { 1, 60, 3.6 };

  return flow_m3_s / hw_epanet_m3_s (network->unit) / per_lps[network->unit];
}

/* A check valve or pump that stopped is closed, as EPANET has it. */
static const char *
status_name (HwLinkStatus status)
{
  return hw_link_status_name (status == HW_LINK_STOPPED ? HW_LINK_CLOSED : status);
}

/* An id may have a quote or a comma in it. */
static void
append_id (GString *text, const char *id)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *doubled = NULL;

  if (strpbrk (id, "\",") == NULL)
    {
      g_string_append (text, id);
      return;
    }
  parts = g_strsplit (id, "\"", -1);
  doubled = g_strjoinv ("\"\"", parts);
  g_string_append_printf (text, "\"%s\"", doubled);
}

static char *
to_csv (const HwEpanet *network, const HwHydraulics *solver)
{
  GString *text = g_string_new (NULL);
  char buffer[HW_NUMBER_SIZE];

  for (guint i = 0; i < hw_pipe_network_n_links (network->network); i++)
    {
      double values[] = { flow_lps (network, hw_hydraulics_flow (solver, i)),
                          hw_hydraulics_head_loss (solver, i),
                          hw_hydraulics_velocity (solver, i) };

      g_string_append (text, "link,");
      append_id (text, hw_pipe_network_link (network->network, i)->id);
      for (guint k = 0; k < G_N_ELEMENTS (values); k++)
        g_string_append_printf (text, ",%s", hw_number_format (buffer, values[k] + 0.0));
      g_string_append_printf (text, ",%s\n", status_name (hw_hydraulics_status (solver, i)));
    }
  for (guint i = 0; i < hw_pipe_network_n_nodes (network->network); i++)
    {
      g_string_append (text, "node,");
      append_id (text, hw_pipe_network_node (network->network, i)->id);
      g_string_append_printf (
          text, ",%s\n", hw_number_format (buffer, hw_hydraulics_head (solver, i)));
    }
  return g_string_free (text, FALSE);
}

static char *
rounded (double value, int digits)
{
  /* Not "-0.0000". */
  return g_strdup_printf ("%.*f", digits, fabs (value) < 0.5 * pow (10, -digits) ? 0 : value);
}

static char *
to_text (const HwEpanet *network, const HwHydraulics *solver, const HwHydraulicReport *report)
{
  g_autoptr (HwCliTable) links = hw_cli_table_new (2 | 4 | 8);
  g_autoptr (HwCliTable) nodes = hw_cli_table_new (2);
  g_autofree char *link_text = NULL;
  g_autofree char *node_text = NULL;

  hw_cli_table_add (links, _ ("Link"), "L/s", "m", "m/s", _ ("Status"), NULL);
  for (guint i = 0; i < hw_pipe_network_n_links (network->network); i++)
    {
      g_autofree char *flow = rounded (flow_lps (network, hw_hydraulics_flow (solver, i)), 4);
      g_autofree char *loss = rounded (hw_hydraulics_head_loss (solver, i), 4);
      g_autofree char *velocity = rounded (hw_hydraulics_velocity (solver, i), 3);

      hw_cli_table_add (links,
                        hw_pipe_network_link (network->network, i)->id,
                        flow,
                        loss,
                        velocity,
                        status_name (hw_hydraulics_status (solver, i)),
                        NULL);
    }
  hw_cli_table_add (nodes, _ ("Node"), "m", NULL);
  for (guint i = 0; i < hw_pipe_network_n_nodes (network->network); i++)
    {
      g_autofree char *head = rounded (hw_hydraulics_head (solver, i), 4);

      hw_cli_table_add (nodes, hw_pipe_network_node (network->network, i)->id, head, NULL);
    }
  link_text = hw_cli_table_to_text (links, 0);
  node_text = hw_cli_table_to_text (nodes, 0);
  return g_strdup_printf (_ ("%s\n%s\nSolved in %u steps; the losses err by %.1e m, the flows by "
                             "%.1e of their sum.\n"),
                          link_text,
                          node_text,
                          report->n_steps,
                          report->head_error_m,
                          report->flow_error);
}

HwCliStatus
hw_cli_hydraulics (int argc, char **argv)
{
  gboolean csv = FALSE;
  const GOptionEntry entries[] = {
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_ ("Print comma-separated values"), NULL },
    { NULL },
  };
  g_autoptr (HwEpanet) network = NULL;
  g_autoptr (HwHydraulics) solver = NULL;
  g_autofree char *text = NULL;
  HwHydraulicReport report;

  if (!hw_cli_parse ("hydraulics", entries, 1, &argc, &argv))
    return HW_CLI_USAGE;
  network = open_network (argv[1]);
  if (network == NULL)
    return HW_CLI_INPUT;
  solver = hw_hydraulics_new (network->network, &hw_hydraulic_constants_epanet);
  if (solver == NULL)
    {
      fprintf (stderr, _ ("%s: this network is too large to be solved\n"), argv[1]);
      return HW_CLI_INPUT;
    }
  hw_hydraulics_set_accuracy (solver, MIN (network->accuracy, ACCURACY));
  hw_hydraulics_set_max_steps (solver, network->trials);
  if (!hw_hydraulics_solve (solver, &report))
    {
      if (report.singular)
        fprintf (stderr,
                 _ ("%s: no solution: the equations fail at node “%s”\n"),
                 argv[1],
                 hw_pipe_network_node (network->network, report.node)->id);
      else
        fprintf (stderr,
                 _ ("%s: no solution after %u steps: the losses still err by %.1e m, the flows by "
                    "%.1e of their sum; try more TRIALS in [OPTIONS]\n"),
                 argv[1],
                 report.n_steps,
                 report.head_error_m,
                 report.flow_error);
      return HW_CLI_NO;
    }
  say_notes (solver, &report);
  text = csv ? to_csv (network, solver) : to_text (network, solver, &report);
  return hw_cli_print (text);
}
