/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli.h"
#include "hw-cli-table.h"

#include "hw-explanation.h"
#include "hw-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static int
compare_products (gconstpointer a, gconstpointer b)
{
  const HwProduct *x = *(const HwProduct *const *)a;
  const HwProduct *y = *(const HwProduct *const *)b;
  int order = (int)hw_kind_family (x->kind) - (int)hw_kind_family (y->kind);

  return order != 0 ? order : strcmp (x->id, y->id);
}

static HwCliStatus
list_products (HwCatalogue *catalogue)
{
  g_autoptr (GPtrArray) products = g_ptr_array_new ();
  g_autoptr (HwCliTable) table = hw_cli_table_new (0);
  g_autofree char *text = NULL;

  for (guint i = 1; i <= hw_catalogue_n_products (catalogue); i++)
    g_ptr_array_add (products, (gpointer)hw_catalogue_get (catalogue, i));
  g_ptr_array_sort (products, compare_products);
  for (guint i = 0; i < products->len; i++)
    {
      const HwProduct *product = g_ptr_array_index (products, i);

      hw_cli_table_add (table, product->id, hw_kind_label (product->kind), product->name, NULL);
    }
  text = hw_cli_table_to_text (table, 0);
  return hw_cli_print (text);
}

static void
append_number (GString *text, double number)
{
  char buffer[HW_NUMBER_SIZE];

  g_string_append (text, hw_number_format (buffer, number));
}

/* As its source prints it. */
static char *
figure_text (const HwFigure *figure)
{
  GString *text = g_string_new (NULL);

  if (figure->state == HW_FIGURE_UNKNOWN)
    g_string_append_printf (text, _ ("not known: %s"), figure->reason);
  else if (figure->state == HW_FIGURE_UNSUPPORTED)
    g_string_append_printf (text, _ ("not supported: %s"), figure->reason);
  else
    {
      append_number (text, figure->printed);
      if (figure->unit != NULL && strcmp (figure->unit->name, "1") != 0)
        g_string_append_printf (text, " %s", figure->unit->name);
      if (figure->ranged)
        {
          g_string_append (text, " (");
          append_number (text, figure->printed_low);
          g_string_append (text, "…");
          append_number (text, figure->printed_high);
          g_string_append_c (text, ')');
        }
    }
  return g_string_free (text, FALSE);
}

static char *
origin_text (const HwFigure *figure)
{
  GString *text = g_string_new (NULL);

  if (figure->basis != 0)
    g_string_append (text, hw_basis_label (figure->basis));
  if (figure->confidence != 0)
    g_string_append_printf (
        text, "%s%s", text->len > 0 ? ", " : "", hw_confidence_label (figure->confidence));
  if (figure->source != NULL)
    g_string_append_printf (text, " [%s]", figure->source->id);
  if (figure->note != NULL)
    g_string_append_printf (text, "; %s", figure->note);
  return g_string_free (text, FALSE);
}

static void
cite (GString *text, GHashTable *cited, const HwSource *source)
{
  if (source == NULL || !g_hash_table_add (cited, (gpointer)source))
    return;
  g_string_append_printf (text, "  [%s] %s", source->id, source->title);
  if (source->address != NULL)
    g_string_append_printf (text, ", %s", source->address);
  if (source->date != NULL)
    g_string_append_printf (text, ", %s", source->date);
  g_string_append_c (text, '\n');
}

static void
append_parts (GString *text, const HwProduct *assembly)
{
  if (assembly->parts->len == 0)
    return;
  g_string_append_printf (text, _ ("\nIn %s, from the top\n"), assembly->rack);
  for (guint i = 0; i < assembly->parts->len; i++)
    {
      const HwPart *part = &g_array_index (assembly->parts, HwPart, i);
      char unit[HW_NUMBER_SIZE];

      hw_number_format (unit, part->position / 2.0 + 1);
      g_string_append_printf (text,
                              "  U%-4s %s (%s)\n",
                              unit,
                              part->name != NULL ? part->name : part->product,
                              part->product);
    }
}

static HwCliStatus
show_product (HwCatalogue *catalogue, const char *id)
{
  const HwProduct *product = hw_catalogue_find (catalogue, id);
  g_autoptr (HwCliTable) table = hw_cli_table_new (0);
  g_autoptr (GHashTable) cited = g_hash_table_new (NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *lines = NULL;

  if (product == NULL)
    return hw_cli_refuse ("catalogue", _ ("there is no product “%s”; “list” names them"), id);
  g_string_append_printf (text, "%s\n%s", product->name, hw_kind_label (product->kind));
  if (product->maker != NULL)
    g_string_append_printf (text, ", %s", product->maker);
  g_string_append_c (text, '\n');
  if (product->description != NULL)
    g_string_append_printf (text, "%s\n", product->description);
  for (guint i = 0; i < product->figures->len; i++)
    {
      const HwFigure *figure = &g_array_index (product->figures, HwFigure, i);
      g_autofree char *value = figure_text (figure);
      g_autofree char *origin = origin_text (figure);

      hw_cli_table_add (table, hw_field_label (figure->field), value, origin, NULL);
    }
  lines = hw_cli_table_to_text (table, 2);
  g_string_append_printf (text, "\n%s", lines);
  append_parts (text, product);
  g_string_append_printf (text, "\n%s\n", _ ("Sources"));
  for (guint i = 0; i < product->figures->len; i++)
    cite (text, cited, g_array_index (product->figures, HwFigure, i).source);
  return hw_cli_print (text->str);
}

HwCliStatus
hw_cli_catalogue (int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  gboolean show = argc > 1 && strcmp (argv[1], "show") == 0;
  g_autoptr (HwCatalogue) catalogue = NULL;

  if (!hw_cli_parse ("catalogue", entries, show ? 2 : 1, &argc, &argv))
    return HW_CLI_USAGE;
  if (!show && strcmp (argv[1], "list") != 0)
    return hw_cli_refuse ("catalogue", _ ("“%s” is neither list nor show"), argv[1]);
  catalogue = hw_cli_load_catalogue ();
  if (catalogue == NULL)
    return HW_CLI_INPUT;
  return show ? show_product (catalogue, argv[2]) : list_products (catalogue);
}
