/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-catalogue.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* What the commands share. Messages go to standard error, results to standard output. */

/* Exit statuses: DESIGN.md 8.1. */
typedef enum
{
  HW_CLI_DONE = 0,
  HW_CLI_NO = 1,     /* the answer is "no": problems, differences, conflicts */
  HW_CLI_USAGE = 2,  /* wrong usage */
  HW_CLI_INPUT = 3,  /* the input cannot be read or is invalid */
  HW_CLI_OUTPUT = 4, /* the output cannot be written */
} HwCliStatus;

typedef HwCliStatus (*HwCliRun) (int argc, char **argv);

typedef struct
{
  const char *name;
  const char *synopsis; /* what stands behind the name */
  const char *summary;  /* to be translated */
  HwCliRun run;         /* argv[0] is the command's name */
} HwCliCommand;

HwCliStatus hw_cli_plan (int argc, char **argv);
HwCliStatus hw_cli_totals (int argc, char **argv);
HwCliStatus hw_cli_explain (int argc, char **argv);
HwCliStatus hw_cli_check (int argc, char **argv);
HwCliStatus hw_cli_rewrite (int argc, char **argv);
HwCliStatus hw_cli_export (int argc, char **argv);
HwCliStatus hw_cli_diff (int argc, char **argv);
HwCliStatus hw_cli_merge (int argc, char **argv);
HwCliStatus hw_cli_catalogue (int argc, char **argv);
HwCliStatus hw_cli_conform (int argc, char **argv);
HwCliStatus hw_cli_cost (int argc, char **argv);
HwCliStatus hw_cli_sweep (int argc, char **argv);
HwCliStatus hw_cli_hydraulics (int argc, char **argv);

/* Returns: the command of that name, or of that index where @name is %NULL; %NULL where there is
 * none */
const HwCliCommand *hw_cli_command (const char *name, guint index);

/**
 * hw_cli_parse:
 * @command: name of the command
 * @entries: its options
 * @n_arguments: how many arguments have to remain
 *
 * Takes the options out of @argv. Prints the help and leaves where it is asked for.
 *
 * Returns: %FALSE where the usage is wrong, after saying so
 */
gboolean hw_cli_parse (
    const char *command, const GOptionEntry *entries, int n_arguments, int *argc, char ***argv);

/* Says what is wrong with how @command is used, and how to get help. Returns: %HW_CLI_USAGE */
HwCliStatus hw_cli_refuse (const char *command, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Returns: (transfer full): the design of a file, "-" for standard input; %NULL after saying why
 * not */
HwDesign *hw_cli_open (const char *path);
/* As hw_cli_open(), with what follows from it. */
HwResults *hw_cli_open_results (const char *path);
/* Takes the components of these keys for failed; FALSE after saying which there is not. */
gboolean hw_cli_set_failed (const char *command, HwResults *results, char **keys);
/* Returns: (transfer full): the installed catalogue; %NULL after saying why not */
HwCatalogue *hw_cli_load_catalogue (void);

/* Writes a loop of a design as a pipe network in EPANET's format. @object: (nullable): id of the
 * loop
 */
HwCliStatus hw_cli_export_network (HwResults *results, const char *object, const char *output);

/* Puts bytes into a file as a whole, "-" for standard output. */
HwCliStatus hw_cli_write (const char *path, gconstpointer bytes, gsize n);
HwCliStatus hw_cli_write_design (const char *path, HwDesign *design);
/* Prints to standard output. */
HwCliStatus hw_cli_print (const char *text);
/* @message: (transfer none): one or more lines, to standard error */
void hw_cli_complain (const char *message);

G_END_DECLS
