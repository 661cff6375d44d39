/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "hw-cost.h"

/* Width below which names would be cut off. */
#define BILL_LEAST 490.0
/* Of the source below an item. */
#define INDENT 12.0

/* Where a price comes from: who says so, when, and how far to trust it. */
static char *
source_text (HwResults *results, const HwProduct *product)
{
  const HwOwnPrice *own = hw_results_own_price (results, product);
  const HwFigure *figure = hw_product_figure (product, HW_FIELD_PRICE);
  GString *text;

  if (own != NULL)
    {
      text = g_string_new (hw_basis_label ('U'));
      if (own->source != NULL)
        g_string_append_printf (text, " · %s", own->source);
      if (own->date != NULL)
        g_string_append_printf (text, ", %s", own->date);
      return g_string_free (text, FALSE);
    }
  if (figure == NULL || figure->state == HW_FIGURE_ABSENT)
    return g_strdup (_ ("no price"));
  if (figure->state == HW_FIGURE_UNKNOWN)
    return g_strdup (figure->reason != NULL ? figure->reason : _ ("unknown"));
  text = g_string_new (NULL);
  if (figure->confidence != 0)
    g_string_append (text, hw_confidence_label (figure->confidence));
  if (figure->source != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", figure->source->title);
  if (figure->source != NULL && figure->source->date != NULL)
    g_string_append_printf (text, ", %s", figure->source->date);
  return g_string_free (text, FALSE);
}

/* Over as many lines as it takes, each behind the spaces of \a indent. */
static void
add_remark (const char *remark, const char *indent, double width, GPtrArray *lines)
{
  g_auto (GStrv) pieces = hw_table_wrap (remark, width);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_autofree char *piece = g_strconcat (indent, pieces[i], NULL);
      g_ptr_array_add (lines, hw_table_line_new (HW_LINE_REMARK, 1, piece));
    }
}

/* A line with its source below it, which is long. */
static void
add_bill_line (HwResults *results,
               const HwBillLine *line,
               const char *currency,
               double width,
               GPtrArray *lines)
{
  g_autofree char *count = hw_quantity_format (HW_DIMENSION_NONE, line->count, NULL);
  g_autofree char *name = NULL;
  g_autofree char *unit = NULL;
  g_autofree char *price = NULL;
  g_autofree char *range = NULL;
  g_autofree char *power = NULL;
  g_autofree char *mass = NULL;
  g_autofree char *source = NULL;

  if (line->within)
    {
      name = g_strdup_printf (_ ("%s, within assemblies"), line->product->name);
      g_ptr_array_add (lines, hw_table_line_new (HW_LINE_DIM, 7, name, count, "", "", "", "", ""));
      return;
    }
  if (line->by_metre)
    name = g_strdup_printf (_ ("%s, %g m"), line->product->name, line->length_m);
  else if (!line->share)
    name = g_strdup (line->product->name);
  else if (line->product->kind == HW_KIND_ASSEMBLY)
    name = g_strdup_printf (_ ("%s, what is left of it"), line->product->name);
  else
    name = g_strdup_printf (_ ("%s, its share of an assembly"), line->product->name);
  unit = hw_sum_text (&line->unit_price, HW_DIMENSION_MONEY, currency);
  price = hw_sum_text (&line->price, HW_DIMENSION_MONEY, currency);
  range = hw_sum_range_text (&line->price, HW_DIMENSION_MONEY, currency);
  power
      = line->cabling ? g_strdup ("–") : hw_sum_text (&line->nameplate_w, HW_DIMENSION_POWER, NULL);
  mass = line->cabling ? g_strdup ("–") : hw_sum_text (&line->mass_kg, HW_DIMENSION_MASS, NULL);
  source = source_text (results, line->product);
  g_ptr_array_add (
      lines, hw_table_line_new (HW_LINE_PLAIN, 7, name, count, unit, price, range, power, mass));
  add_remark (source, "\302\240\302\240\302\240", width - INDENT, lines);
}

static void
add_total (HwSheetSet *set, const char *currency, gboolean cabling, double width, GPtrArray *lines)
{
  const HwRef all = { HW_TABLE_DESIGN, 0 };
  HwSum price = hw_results_total (set->results, HW_TOTAL_CAPEX, all);
  HwSum power = hw_results_total (set->results, HW_TOTAL_IT_NAMEPLATE, all);
  HwSum other = hw_results_total (set->results, HW_TOTAL_OTHER_NAMEPLATE, all);
  HwSum mass = hw_results_total (set->results, HW_TOTAL_MASS, all);
  g_autofree char *price_text = hw_sum_text (&price, HW_DIMENSION_MONEY, currency);
  g_autofree char *range = hw_sum_range_text (&price, HW_DIMENSION_MONEY, currency);
  g_autofree char *mass_text = hw_sum_text (&mass, HW_DIMENSION_MASS, NULL);
  g_autofree char *power_text = NULL;

  hw_sum_add_sum (&power, &other);
  power_text = hw_sum_text (&power, HW_DIMENSION_POWER, NULL);
  g_ptr_array_add (
      lines,
      hw_table_line_new (
          HW_LINE_TOTAL, 7, _ ("Total"), "", "", price_text, range, power_text, mass_text));
  if (price.n_unknown > 0)
    {
      g_autofree char *unknown
          = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u item without a price is not counted",
                                          "%u items without a price are not counted",
                                          price.n_unknown),
                             price.n_unknown);
      g_ptr_array_add (lines, hw_table_line_new (HW_LINE_REMARK, 1, unknown));
    }
  if (cabling)
    add_remark (_ ("The power of cables and transceivers is in that of the devices that they join; "
                   "their mass is not counted."),
                "",
                width,
                lines);
}

void
hw_sheet_add_bill (HwSheetSet *set)
{
  const HwSite *site = hw_design_get_site (set->design);
  const char *currency = hw_design_text (set->design, site->currency);
  g_autoptr (GArray) bill = hw_results_bill (set->results);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_table_line_free);
  const HwColumn columns[] = {
    { _ ("Item"), 0.3, HW_ALIGN_START },      { _ ("Qty"), 0.08, HW_ALIGN_END },
    { _ ("Unit price"), 0.12, HW_ALIGN_END }, { _ ("Price"), 0.12, HW_ALIGN_END },
    { _ ("Range"), 0.18, HW_ALIGN_END },      { _ ("Nameplate"), 0.1, HW_ALIGN_END },
    { _ ("Mass"), 0.1, HW_ALIGN_END },
  };
  double width = hw_sheet_list_width (set, BILL_LEAST);
  gboolean total = FALSE, cabling = FALSE;

  for (guint i = 0; i < bill->len; i++)
    {
      const HwBillLine *line = &g_array_index (bill, HwBillLine, i);
      /* The total stands below what it adds, before what is only listed. */
      if (line->within && !total)
        {
          add_total (set, currency, cabling, width, lines);
          total = TRUE;
        }
      add_bill_line (set->results, line, currency, width, lines);
      cabling |= line->cabling;
    }
  if (!total)
    add_total (set, currency, cabling, width, lines);
  hw_sheet_add_list (set,
                     _ ("Bill of materials"),
                     _ ("list prices and estimates as cited; “≥”: more, by what is unknown"),
                     columns,
                     G_N_ELEMENTS (columns),
                     lines,
                     BILL_LEAST);
}
