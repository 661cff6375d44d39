/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-cost-private.h"
#include "hw-operations.h"
#include "hw-phase-date.h"
#include "hw-results-private.h"

/* What is wrong with prices: currencies of which nobody states what they are worth, and days of
 * which a price or rate is and that no calendar has. */

#define CODE "no-exchange-rate"
#define DATE "price-date-unreal"

static gboolean
is_unreal (HwDesign *design, HwSymbol date)
{
  guint32 day;

  return hw_phase_date_read (hw_design_text (design, date), &day) == HW_PHASE_DATE_UNREAL;
}

static void
check_dates (HwDesign *design, HwCableProblemFunc func, gpointer data)
{
  for (HwHandle price = hw_design_next (design, HW_TABLE_PRICE, 0); price != 0;
       price = hw_design_next (design, HW_TABLE_PRICE, price))
    {
      const HwPrice *row = hw_design_row (design, HW_TABLE_PRICE, price);

      if (is_unreal (design, row->date))
        func (data,
              HW_SEVERITY_WARNING,
              DATE,
              HW_REF (HW_TABLE_PRICE, price),
              g_strdup_printf (
                  _ ("The date of your price of %s, “%s”, is none of a calendar: write it as in "
                     "2027-06-30."),
                  hw_catalogue_get (hw_design_get_catalogue (design), row->product)->name,
                  hw_design_text (design, row->date)));
    }
  for (HwHandle rate = hw_design_next (design, HW_TABLE_EXCHANGE_RATE, 0); rate != 0;
       rate = hw_design_next (design, HW_TABLE_EXCHANGE_RATE, rate))
    {
      const HwExchangeRate *row = hw_design_row (design, HW_TABLE_EXCHANGE_RATE, rate);

      if (is_unreal (design, row->date))
        func (data,
              HW_SEVERITY_WARNING,
              DATE,
              HW_REF (HW_TABLE_EXCHANGE_RATE, rate),
              g_strdup_printf (
                  _ ("The date of the exchange rate of %s, “%s”, is none of a calendar: write it "
                     "as in 2027-06-30."),
                  hw_design_text (design, row->currency),
                  hw_design_text (design, row->date)));
    }
}

void
hw_cost_each_problem (HwResults *self, HwCableProblemFunc func, gpointer data)
{
  HwDesign *design = self->design;
  const char *own = hw_price_book_currency (self->prices);

  /* Without a rack there is nothing to price. */
  if (isnan (hw_price_book_usd (self->prices)) && hw_design_count (design, HW_TABLE_RACK) > 0)
    func (
        data,
        HW_SEVERITY_WARNING,
        CODE,
        HW_REF (HW_TABLE_SITE, 1),
        g_strdup_printf (_ ("Prices of the catalogue are in USD, and the design states no rate to "
                            "%s: costs leave them out. Add an exchange rate."),
                         own));
  for (HwHandle price = hw_design_next (design, HW_TABLE_PRICE, 0); price != 0;
       price = hw_design_next (design, HW_TABLE_PRICE, price))
    {
      const HwPrice *row = hw_design_row (design, HW_TABLE_PRICE, price);
      const char *currency = hw_design_text (design, row->currency);

      if (isnan (row->value) || !isnan (hw_design_exchange_rate (design, currency)))
        continue;
      func (
          data,
          HW_SEVERITY_WARNING,
          CODE,
          HW_REF (HW_TABLE_PRICE, price),
          g_strdup_printf (_ ("Your price of %s is in %s, and the design states no rate to %s: "
                              "costs leave it out. Add an exchange rate."),
                           hw_catalogue_get (hw_design_get_catalogue (design), row->product)->name,
                           currency,
                           own));
    }
  check_dates (design, func, data);
}
