/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-design.h"

G_BEGIN_DECLS

/* The prices that a person states for products, in the currency of the site, and what a USD is
 * worth there: prices of the catalogue are in USD. Read from a design; it does not follow it. */
typedef struct _HwPriceBook HwPriceBook;

typedef struct
{
  double value, low, high; /* in the site's currency; NAN: no rate from the currency stated */
  char *currency;          /* that was stated */
  char *source;            /* nullable */
  char *date;              /* nullable */
} HwOwnPrice;

HwPriceBook *hw_price_book_new (HwDesign *design);
void hw_price_book_free (HwPriceBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPriceBook, hw_price_book_free)

/* Returns: (transfer none) (nullable): by id, for a product of whatever catalogue */
const HwOwnPrice *hw_price_book_find (const HwPriceBook *self, const char *product);
/* Units of the site's currency for one USD; NAN where no rate is stated. */
double hw_price_book_usd (const HwPriceBook *self);
const char *hw_price_book_currency (const HwPriceBook *self);

G_END_DECLS
