/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-structure-columns.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hw-operations.h"

/* What the lists of prices and exchange rates show of each. */

static const HwPrice *
price_of (HwResults *results, HwHandle handle)
{
  return hw_design_row (hw_results_get_design (results), HW_TABLE_PRICE, handle);
}

static const HwExchangeRate *
rate_of (HwResults *results, HwHandle handle)
{
  return hw_design_row (hw_results_get_design (results), HW_TABLE_EXCHANGE_RATE, handle);
}

static char *
dup_text (HwResults *results, HwSymbol symbol)
{
  return g_strdup (hw_design_text (hw_results_get_design (results), symbol));
}

static char *
price_product (HwResults *results, HwHandle handle, gboolean *over)
{
  HwCatalogue *catalogue = hw_design_get_catalogue (hw_results_get_design (results));

  return g_strdup (hw_catalogue_get (catalogue, price_of (results, handle)->product)->name);
}

static char *
price_value (HwResults *results, HwHandle handle, gboolean *over)
{
  HwDesign *design = hw_results_get_design (results);
  const HwPrice *row = price_of (results, handle);
  const char *currency = hw_design_text (
      design, row->currency != 0 ? row->currency : hw_design_get_site (design)->currency);

  *over = isnan (hw_design_exchange_rate (design, hw_design_text (design, row->currency)));
  if (isnan (row->value))
    return g_strdup (_ ("not stated"));
  return hw_quantity_format (HW_DIMENSION_MONEY, row->value, currency);
}

static char *
price_date (HwResults *results, HwHandle handle, gboolean *over)
{
  return dup_text (results, price_of (results, handle)->date);
}

static char *
price_source (HwResults *results, HwHandle handle, gboolean *over)
{
  return dup_text (results, price_of (results, handle)->source);
}

static char *
rate_currency (HwResults *results, HwHandle handle, gboolean *over)
{
  return dup_text (results, rate_of (results, handle)->currency);
}

static char *
rate_value (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup_printf ("%g", rate_of (results, handle)->rate);
}

static char *
rate_date (HwResults *results, HwHandle handle, gboolean *over)
{
  return dup_text (results, rate_of (results, handle)->date);
}

static const HwStructureColumn price_columns[] = {
  { N_ ("Product"), FALSE, price_product },
  { N_ ("Price"), TRUE, price_value },
  { N_ ("Date"), FALSE, price_date },
  { N_ ("Source"), FALSE, price_source },
};

static const HwStructureColumn rate_columns[] = {
  { N_ ("Currency"), FALSE, rate_currency },
  { N_ ("Worth in the site's currency"), TRUE, rate_value },
  { N_ ("Date"), FALSE, rate_date },
};

const HwStructureColumn *
hw_structure_cost_columns (HwTableKind table, guint *n)
{
  *n = table == HW_TABLE_PRICE ? G_N_ELEMENTS (price_columns) : G_N_ELEMENTS (rate_columns);
  return table == HW_TABLE_PRICE ? price_columns : rate_columns;
}
