/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GPtrArray *lines; /* shared by the sheets */
  guint first, n;
} Part;

static void
part_free (gpointer data)
{
  Part *part = data;

  g_ptr_array_unref (part->lines);
  g_free (part);
}

/* Where a price comes from: who says so, when, and how far to trust it. */
static char *
source_text (const HwProduct *product)
{
  const HwFigure *figure = hw_product_figure (product, HW_FIELD_PRICE);
  GString *text;

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

static HwTableLine *
bill_line (const HwBillLine *line, const char *currency)
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
      return hw_table_line_new (HW_LINE_DIM, 8, name, count, "", "", "", "", "", "");
    }
  unit = hw_sum_text (&line->unit_price, HW_DIMENSION_MONEY, currency);
  price = hw_sum_text (&line->price, HW_DIMENSION_MONEY, currency);
  range = hw_sum_range_text (&line->price, HW_DIMENSION_MONEY, currency);
  power = hw_sum_text (&line->nameplate_w, HW_DIMENSION_POWER, NULL);
  mass = hw_sum_text (&line->mass_kg, HW_DIMENSION_MASS, NULL);
  source = source_text (line->product);
  return hw_table_line_new (
      HW_LINE_PLAIN, 8, line->product->name, count, unit, price, range, power, mass, source);
}

static HwTableLine *
total_line (HwSheetSet *set, const char *currency)
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
  g_autofree char *unknown = NULL;

  hw_sum_add_sum (&power, &other);
  power_text = hw_sum_text (&power, HW_DIMENSION_POWER, NULL);
  unknown = price.n_unknown > 0
                ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                "%u item without a price is not counted",
                                                "%u items without a price are not counted",
                                                price.n_unknown),
                                   price.n_unknown)
                : g_strdup ("");
  return hw_table_line_new (
      HW_LINE_TOTAL, 8, _ ("Total"), "", "", price_text, range, power_text, mass_text, unknown);
}

static void
draw_bill (HwPage *page)
{
  const Part *part = page->sheet->data;
  const HwColumn columns[] = {
    { _ ("Item"), 0.2, HW_ALIGN_START },       { _ ("Qty"), 0.05, HW_ALIGN_END },
    { _ ("Unit price"), 0.085, HW_ALIGN_END }, { _ ("Price"), 0.085, HW_ALIGN_END },
    { _ ("Range"), 0.145, HW_ALIGN_END },      { _ ("Nameplate"), 0.08, HW_ALIGN_END },
    { _ ("Mass"), 0.075, HW_ALIGN_END },       { _ ("Source of the price"), 0.28, HW_ALIGN_START },
  };
  double y;

  hw_scene_set_layer (page->scene, HW_LAYER_BODY);
  y = hw_page_heading (page,
                       page->content.x,
                       page->content.y,
                       page->content.width,
                       _ ("Bill of materials"),
                       _ ("list prices and estimates as cited; “≥”: more, by what is unknown"));
  hw_table_draw (page,
                 columns,
                 G_N_ELEMENTS (columns),
                 part->lines,
                 part->first,
                 part->n,
                 page->content.x,
                 y,
                 page->content.width);
}

void
hw_sheet_add_bill (HwSheetSet *set)
{
  const HwSite *site = hw_design_get_site (set->design);
  const char *currency = hw_design_text (set->design, site->currency);
  g_autoptr (GArray) bill = hw_results_bill (set->results);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_table_line_free);
  HwRackBox frame, block, content, foot;
  guint capacity, n_pages;
  gboolean total = FALSE;

  for (guint i = 0; i < bill->len; i++)
    {
      const HwBillLine *line = &g_array_index (bill, HwBillLine, i);
      /* The total stands below what it adds, before what is only listed. */
      if (line->within && !total)
        {
          g_ptr_array_add (lines, total_line (set, currency));
          total = TRUE;
        }
      g_ptr_array_add (lines, bill_line (line, currency));
    }
  if (!total)
    g_ptr_array_add (lines, total_line (set, currency));
  hw_sheet_areas (set, &frame, &block, &content, &foot);
  capacity = MAX (hw_table_capacity (content.height - 22), 1);
  n_pages = (lines->len + capacity - 1) / capacity;
  for (guint p = 0; p < n_pages; p++)
    {
      Part *part = g_new0 (Part, 1);
      HwSheet *sheet = hw_sheet_add (
          set,
          n_pages > 1 ? g_strdup_printf (_ ("Bill of materials, %u of %u"), p + 1, n_pages)
                      : g_strdup (_ ("Bill of materials")),
          draw_bill);
      part->lines = g_ptr_array_ref (lines);
      part->first = p * capacity;
      part->n = capacity;
      sheet->data = part;
      sheet->free_data = part_free;
    }
}
