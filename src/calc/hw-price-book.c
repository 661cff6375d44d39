/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-price-book.h"

#include <math.h>

#include "hw-operations.h"

struct _HwPriceBook
{
  GHashTable *prices; /* HwOwnPrice by id of the product */
  double usd;
  char *currency;
};

static void
own_price_free (gpointer data)
{
  HwOwnPrice *price = data;

  g_free (price->currency);
  g_free (price->source);
  g_free (price->date);
  g_free (price);
}

static char *
dup_text (HwDesign *design, HwSymbol symbol)
{
  return symbol != 0 ? g_strdup (hw_design_text (design, symbol)) : NULL;
}

static void
take (HwPriceBook *self, HwDesign *design, const HwPrice *row)
{
  HwOwnPrice *price = g_new0 (HwOwnPrice, 1);
  const HwProduct *product = hw_catalogue_get (hw_design_get_catalogue (design), row->product);
  double rate = hw_design_exchange_rate (design, hw_design_text (design, row->currency));

  price->value = row->value * rate;
  price->low = isnan (row->low) ? price->value : row->low * rate;
  price->high = isnan (row->high) ? price->value : row->high * rate;
  price->currency
      = g_strdup (row->currency != 0 ? hw_design_text (design, row->currency) : self->currency);
  price->source = dup_text (design, row->source);
  price->date = dup_text (design, row->date);
  g_hash_table_insert (self->prices, g_strdup (product->id), price);
}

HwPriceBook *
hw_price_book_new (HwDesign *design)
{
  HwPriceBook *self = g_new0 (HwPriceBook, 1);

  self->prices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, own_price_free);
  self->usd = hw_design_exchange_rate (design, "USD");
  self->currency = g_strdup (hw_design_text (design, hw_design_get_site (design)->currency));
  for (HwHandle price = hw_design_next (design, HW_TABLE_PRICE, 0); price != 0;
       price = hw_design_next (design, HW_TABLE_PRICE, price))
    if (!isnan (((const HwPrice *)hw_design_row (design, HW_TABLE_PRICE, price))->value))
      take (self, design, hw_design_row (design, HW_TABLE_PRICE, price));
  return self;
}

void
hw_price_book_free (HwPriceBook *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->prices);
  g_free (self->currency);
  g_free (self);
}

const HwOwnPrice *
hw_price_book_find (const HwPriceBook *self, const char *product)
{
  return g_hash_table_lookup (self->prices, product);
}

double
hw_price_book_usd (const HwPriceBook *self)
{
  return self->usd;
}

const char *
hw_price_book_currency (const HwPriceBook *self)
{
  return self->currency;
}
