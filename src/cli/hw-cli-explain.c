/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cable-plan.h"
#include "hw-cli.h"

#include <glib/gi18n-lib.h>

/* The value with its range and how much of it is not known. */
static void
append_sum (GString *text, const HwExplanation *node, const char *currency)
{
  const HwSum *sum = &node->sum;
  g_autofree char *value = hw_quantity_format (node->dimension, sum->value, currency);

  if (hw_sum_is_unknown (sum))
    {
      g_string_append (text, _ ("not known"));
      return;
    }
  g_string_append (text, value);
  if (hw_sum_is_range (sum))
    {
      g_autofree char *low = hw_quantity_format (node->dimension, sum->low, currency);
      g_autofree char *high = hw_quantity_format (node->dimension, sum->high, currency);

      g_string_append_printf (text, _ (" (%s to %s)"), low, high);
    }
  if (sum->n_unknown > 0)
    g_string_append_printf (
        text,
        g_dngettext (GETTEXT_PACKAGE, " and %u not known", " and %u not known", sum->n_unknown),
        sum->n_unknown);
}

static void
append_line (GString *text, guint depth, const char *line)
{
  g_string_append_printf (text, "%*s%s\n", (int)(2 * depth), "", line);
}

/* Where a leaf comes from. */
static void
append_origin (GString *text, guint depth, const HwExplanation *node)
{
  g_autoptr (GString) line = g_string_new (NULL);

  if (node->source != NULL)
    g_string_append_printf (line, "%s", node->source);
  if (node->address != NULL)
    g_string_append_printf (line, ", %s", node->address);
  if (node->date != NULL)
    g_string_append_printf (line, ", %s", node->date);
  if (node->basis != 0)
    g_string_append_printf (line, "%s%s", line->len > 0 ? "; " : "", hw_basis_label (node->basis));
  if (node->confidence != 0)
    g_string_append_printf (line, ", %s", hw_confidence_label (node->confidence));
  if (line->len > 0)
    append_line (text, depth, line->str);
}

static void
append_node (GString *text, guint depth, const HwExplanation *node, const char *currency)
{
  g_autoptr (GString) line = g_string_new (node->label);

  g_string_append (line, ": ");
  append_sum (line, node, currency);
  if (node->formula != NULL)
    g_string_append_printf (line, " = %s", node->formula);
  append_line (text, depth, line->str);
  append_origin (text, depth + 1, node);
  if (node->note != NULL)
    append_line (text, depth + 1, node->note);
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    append_node (text, depth + 1, g_ptr_array_index (node->children, i), currency);
}

HwCliStatus
hw_cli_explain (int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (HwResults) results = NULL;
  g_autoptr (HwExplanation) explanation = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  HwDesign *design;

  if (!hw_cli_parse ("explain", entries, 2, &argc, &argv))
    return HW_CLI_USAGE;
  results = hw_cli_open_results (argv[1]);
  if (results == NULL)
    return HW_CLI_INPUT;
  design = hw_results_get_design (results);
  hw_results_lay_cables (results);
  explanation = hw_results_explain_key (results, argv[2], &error);
  if (explanation == NULL)
    return hw_cli_refuse ("explain", "%s", error->message);
  append_node (
      text, 0, explanation, hw_design_text (design, hw_design_get_site (design)->currency));
  return hw_cli_print (text->str);
}
