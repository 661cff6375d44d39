/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"
#include "hw-operations-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-edit.h"

/* The price list that a design is reckoned with, a person's own prices, and rates of exchange. */

void
hw_operation_choose_price_list (HwDesign *design, const HwProduct *list)
{
  HwCostRow row = *hw_design_get_cost (design);

  row.list = list != NULL ? list->number : 0;
  hw_edit_set (design, HW_TABLE_COST, 1, &row);
}

HwHandle
hw_operation_add_price (
    HwDesign *design, const HwProduct *product, double value, const char *date, GError **error)
{
  HwPrice row = { 0 };

  hw_row_init (HW_TABLE_PRICE, &row);
  row.product = product->number;
  row.value = value;
  row.date = hw_design_intern (design, date);
  if (!hw_operation_check_price (design, 0, &row, error))
    return 0;
  return hw_edit_insert (design, HW_TABLE_PRICE, &row);
}

HwHandle
hw_operation_add_exchange_rate (
    HwDesign *design, const char *currency, double rate, const char *date, GError **error)
{
  HwExchangeRate row = { 0 };

  hw_row_init (HW_TABLE_EXCHANGE_RATE, &row);
  row.currency = hw_design_intern (design, currency);
  row.rate = rate;
  row.date = hw_design_intern (design, date);
  if (!hw_operation_check_exchange_rate (design, 0, &row, error))
    return 0;
  return hw_edit_insert (design, HW_TABLE_EXCHANGE_RATE, &row);
}

HwHandle
hw_design_find_price (HwDesign *design, guint32 product)
{
  for (HwHandle price = hw_design_next (design, HW_TABLE_PRICE, 0); price != 0;
       price = hw_design_next (design, HW_TABLE_PRICE, price))
    if (((const HwPrice *)hw_design_row (design, HW_TABLE_PRICE, price))->product == product)
      return price;
  return 0;
}

double
hw_design_exchange_rate (HwDesign *design, const char *currency)
{
  const HwSite *site = hw_design_get_site (design);

  if (*currency == '\0' || strcmp (currency, hw_design_text (design, site->currency)) == 0)
    return 1;
  for (HwHandle rate = hw_design_next (design, HW_TABLE_EXCHANGE_RATE, 0); rate != 0;
       rate = hw_design_next (design, HW_TABLE_EXCHANGE_RATE, rate))
    {
      const HwExchangeRate *row = hw_design_row (design, HW_TABLE_EXCHANGE_RATE, rate);
      if (strcmp (hw_design_text (design, row->currency), currency) == 0)
        return row->rate;
    }
  return NAN;
}

static gboolean
refuse (GError **error, char *message)
{
  g_set_error_literal (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED, message);
  g_free (message);
  return FALSE;
}

gboolean
hw_operation_check_currency (HwDesign *design, HwSymbol currency, GError **error)
{
  const char *text = hw_design_text (design, currency);

  if (strlen (text) == 3 && strspn (text, G_CSET_A_2_Z) == 3)
    return TRUE;
  return refuse (
      error,
      g_strdup_printf (_ ("“%s” is no currency: three capital letters, as in “EUR”."), text));
}

gboolean
hw_operation_check_price (HwDesign *design, HwHandle handle, const HwPrice *row, GError **error)
{
  const HwProduct *product = hw_catalogue_get (hw_design_get_catalogue (design), row->product);
  HwHandle other = hw_design_find_price (design, row->product);

  if (other != 0 && other != handle)
    return refuse (error, g_strdup_printf (_ ("%s has a price already."), product->name));
  if (row->low > row->value || row->high < row->value)
    return refuse (error,
                   g_strdup_printf (_ ("The price of %s is not between its lowest and highest."),
                                    product->name));
  return row->currency == 0 || hw_operation_check_currency (design, row->currency, error);
}

gboolean
hw_operation_check_exchange_rate (HwDesign *design,
                                  HwHandle handle,
                                  const HwExchangeRate *row,
                                  GError **error)
{
  if (!hw_operation_check_currency (design, row->currency, error))
    return FALSE;
  for (HwHandle rate = hw_design_next (design, HW_TABLE_EXCHANGE_RATE, 0); rate != 0;
       rate = hw_design_next (design, HW_TABLE_EXCHANGE_RATE, rate))
    if (rate != handle
        && ((const HwExchangeRate *)hw_design_row (design, HW_TABLE_EXCHANGE_RATE, rate))->currency
               == row->currency)
      return refuse (error,
                     g_strdup_printf (_ ("%s has a rate of exchange already."),
                                      hw_design_text (design, row->currency)));
  return TRUE;
}
