/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-catalogue-reader.h"
#include "hw-cli.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

static const HwCliCommand commands[] = {
  { "plan",
    "--template ID -o FILE",
    N_ ("Writes a complete design from a reference template."),
    hw_cli_plan },
  { "totals", "FILE", N_ ("Prints the totals of a design."), hw_cli_totals },
  { "sweep",
    "FILE",
    N_ ("Fails every component, or every pair, in turn and ranks them by what is lost."),
    hw_cli_sweep },
  { "explain",
    "FILE KEY",
    N_ ("Prints the tree behind one figure, such as power.it_nameplate_w; "
        "with @ID behind, that of one hall, row, rack, device, feed, loop or fabric."),
    hw_cli_explain },
  { "check",
    "FILE",
    N_ ("Prints every problem of a design; status 1 where one is an error."),
    hw_cli_check },
  { "rewrite",
    "FILE -o OUT",
    N_ ("Reads a design and writes it in canonical form."),
    hw_cli_rewrite },
  { "export",
    "FILE -o OUT",
    N_ ("Writes drawings (PDF, SVG, PNG) or a schedule (CSV) of a design."),
    hw_cli_export },
  { "diff",
    "A B",
    N_ ("Lists the differences of two designs by object and attribute; status 1 where there are "
        "any."),
    hw_cli_diff },
  { "merge",
    "BASE OURS THEIRS -o OUT",
    N_ ("Merges what two sides made of a design; status 1 where they conflict: ours is kept then, "
        "and "
        "each conflict is said."),
    hw_cli_merge },
  { "catalogue",
    "list | show ID",
    N_ ("Lists the products of the catalogue, or shows the figures of one with their sources."),
    hw_cli_catalogue },
  { "conform",
    "FILE DUMP",
    N_ ("Compares a fabric as built, as ibnetdiscover prints it, with the design; status 1 where "
        "they differ."),
    hw_cli_conform },
  { "cost",
    "MODEL.xml",
    N_ ("Evaluates a cost model alone: what it costs a month, a GPU-hour, a petaflops."),
    hw_cli_cost },
  { "hydraulics",
    "NETWORK.inp",
    N_ ("Solves a pipe network given in EPANET's format."),
    hw_cli_hydraulics },
};

const HwCliCommand *
hw_cli_command (const char *name, guint index)
{
  if (name == NULL)
    return index < G_N_ELEMENTS (commands) ? &commands[index] : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

static void
print_help (FILE *to)
{
  fprintf (to, _ ("Usage: hallwright-cli COMMAND [OPTION…]\n\n"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      fprintf (to, "  %s %s\n", commands[i].name, commands[i].synopsis);
      fprintf (to, "      %s\n", _ (commands[i].summary));
    }
  fprintf (to,
           _ ("\n“hallwright-cli COMMAND --help” lists the options of a command.\n"
              "A FILE or OUT of “-” is standard input or output.\n\n"
              "Exit status: 0 done; 1 the answer is “no”; 2 wrong usage; 3 the input cannot be\n"
              "read or is invalid; 4 the output cannot be written.\n"));
}

static void
set_up_locale (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, hw_locale_dir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  const HwCliCommand *command;

  set_up_locale ();
  if (argc < 2)
    {
      print_help (stderr);
      return HW_CLI_USAGE;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    {
      print_help (stdout);
      return HW_CLI_DONE;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      printf ("hallwright-cli %s\n", HW_VERSION);
      return HW_CLI_DONE;
    }
  command = hw_cli_command (argv[1], 0);
  if (command == NULL)
    {
      fprintf (stderr, _ ("hallwright-cli: there is no command “%s”\n"), argv[1]);
      fprintf (stderr, _ ("Try “hallwright-cli --help”.\n"));
      return HW_CLI_USAGE;
    }
  return command->run (argc - 1, argv + 1);
}
