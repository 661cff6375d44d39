/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-results-private.h"

static void
add_counted (HwSum *sum, const HwContributor *contributor, HwTotal total, gint64 count)
{
  hw_composition_add_share (sum, contributor, total, count);
}

/* What a whole assembly costs and weighs: as cited, not as what stands. */
static void
add_figure (HwSum *sum, const HwProduct *product, HwField field, gint64 count)
{
  const HwFigure *figure = hw_product_figure (product, field);

  if (figure == NULL || figure->state == HW_FIGURE_UNKNOWN)
    hw_sum_add_unknown (sum, (guint)count);
  else if (figure->state == HW_FIGURE_VALUE)
    hw_sum_add (sum, (double)count, figure->value, figure->low, figure->high);
}

static int
line_order (gconstpointer a, gconstpointer b)
{
  const HwBillLine *x = a;
  const HwBillLine *y = b;
  gboolean whole_x = x->product->kind == HW_KIND_ASSEMBLY;
  gboolean whole_y = y->product->kind == HW_KIND_ASSEMBLY;
  HwFamily family_x = hw_kind_family (x->product->kind);
  HwFamily family_y = hw_kind_family (y->product->kind);
  int order;

  if (x->within != y->within)
    return x->within ? 1 : -1;
  if (whole_x != whole_y)
    return whole_x ? -1 : 1;
  if (family_x != family_y)
    return family_x < family_y ? -1 : 1;
  order = g_utf8_collate (x->product->name, y->product->name);
  return order != 0 ? order : g_strcmp0 (x->product->id, y->product->id);
}

GArray *
hw_results_bill (HwResults *self)
{
  GArray *bill = g_array_new (FALSE, FALSE, sizeof (HwBillLine));

  for (guint i = 0; i < self->all.counts->len; i++)
    {
      const HwContributor *contributor = hw_contributors_get (self->contributors, i);
      gint64 count = g_array_index (self->all.counts, gint64, i);
      HwBillLine line = { .product = contributor->product, .count = (guint)count };
      if (count == 0)
        continue;
      if (contributor->kind == HW_CONTRIBUTOR_REMAINDER)
        {
          add_figure (&line.unit_price, contributor->product, HW_FIELD_PRICE, 1);
          add_figure (&line.price, contributor->product, HW_FIELD_PRICE, count);
          add_figure (&line.mass_kg, contributor->product, HW_FIELD_MASS, count);
          add_figure (&line.nameplate_w, contributor->product, HW_FIELD_POWER_NAMEPLATE, count);
        }
      else if (contributor->kind == HW_CONTRIBUTOR_ALLOCATED)
        line.within = TRUE;
      else
        {
          add_counted (&line.unit_price, contributor, HW_TOTAL_CAPEX, 1);
          add_counted (&line.price, contributor, HW_TOTAL_CAPEX, count);
          add_counted (&line.mass_kg, contributor, HW_TOTAL_MASS, count);
          add_counted (&line.nameplate_w, contributor, HW_TOTAL_IT_NAMEPLATE, count);
          add_counted (&line.nameplate_w, contributor, HW_TOTAL_OTHER_NAMEPLATE, count);
        }
      g_array_append_val (bill, line);
    }
  g_array_sort (bill, line_order);
  return bill;
}
