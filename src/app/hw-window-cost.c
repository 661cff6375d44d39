/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-site-private.h"

#include <glib/gi18n.h>

#include "hw-cost-window.h"
#include "hw-message.h"
#include "hw-operations.h"
#include "hw-structure-window.h"

/* Costs, prices and rates of exchange. */

static HwDesign *
design_of (HwWindow *self)
{
  return hw_document_get_design (self->document);
}

static void
costs_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;

  if (self->document != NULL)
    hw_cost_window_present (GTK_WINDOW (self), self->document);
}

static void
prices_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;

  if (self->document != NULL)
    hw_structure_window_present (GTK_WINDOW (self), self->document, HW_TABLE_PRICE, 0);
}

static void
rates_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;

  if (self->document != NULL)
    hw_structure_window_present (GTK_WINDOW (self), self->document, HW_TABLE_EXCHANGE_RATE, 0);
}

/* --- what a new price is for --- */

/* Of what the bill lists, first that of which nobody knows the price. */
static const HwProduct *
first_product (HwWindow *self)
{
  g_autoptr (GArray) bill = hw_results_bill (hw_document_get_results (self->document));
  const HwProduct *other = NULL;

  for (guint i = 0; i < bill->len; i++)
    {
      const HwBillLine *line = &g_array_index (bill, HwBillLine, i);

      if (line->within || line->share
          || hw_design_find_price (design_of (self), line->product->number) != 0)
        continue;
      if (hw_sum_is_unknown (&line->unit_price))
        return line->product;
      if (other == NULL)
        other = line->product;
    }
  return other;
}

static char *
dup_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

/* What it has cost so far, for a start; NAN where that is not known. */
static double
price_so_far (HwWindow *self, const HwProduct *product)
{
  double usd = hw_design_exchange_rate (design_of (self), "USD");

  return hw_product_value (product, HW_FIELD_PRICE) * usd;
}

static void
add_price_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = data;
  const HwProduct *product;
  g_autoptr (GError) error = NULL;
  g_autofree char *today = dup_today ();
  gboolean done;

  if (self->document == NULL)
    return;
  product = hw_design_product_of (design_of (self), hw_selection_get_primary (self->selection));
  if (product == NULL || hw_design_find_price (design_of (self), product->number) != 0)
    product = first_product (self);
  if (product == NULL)
    {
      hw_window_notice (self, FALSE, _ ("Everything has its price"));
      return;
    }
  hw_design_begin (design_of (self), _ ("Add a price"));
  done = hw_operation_add_price (
             design_of (self), product, price_so_far (self, product), today, &error)
         != 0;
  hw_site_finish (self, done, _ ("Add a price"), error);
}

/* Prices of the catalogue are in USD: that is what a design in another currency needs first. */
static void
add_rate_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const currencies[] = { "USD", "EUR", "GBP", "JPY", "CNY", "CHF" };
  HwWindow *self = data;
  const char *currency = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *today = dup_today ();
  gboolean done;

  if (self->document == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (currencies) && currency == NULL; i++)
    if (!(hw_design_exchange_rate (design_of (self), currencies[i]) > 0))
      currency = currencies[i];
  if (currency == NULL)
    return;
  hw_design_begin (design_of (self), _ ("Add an exchange rate"));
  done = hw_operation_add_exchange_rate (design_of (self), currency, 1, today, &error) != 0;
  hw_site_finish (self, done, _ ("Add an exchange rate"), error);
}

static void
remove_object (HwWindow *self, HwTableKind table, GVariant *parameter)
{
  HwRef ref = HW_REF (table, hw_site_find (self, table, parameter));
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  gboolean done;

  if (ref.handle == 0)
    return;
  label = g_strdup_printf (_ ("Remove %s"), hw_design_name (design_of (self), ref));
  hw_design_begin (design_of (self), label);
  done = hw_operation_remove (design_of (self), &ref, 1, &error);
  hw_site_finish (self, done, label, error);
}

static void
remove_price_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  remove_object (data, HW_TABLE_PRICE, parameter);
}

static void
remove_rate_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  remove_object (data, HW_TABLE_EXCHANGE_RATE, parameter);
}

static const GActionEntry entries[] = {
  { .name = "costs", .activate = costs_cb },
  { .name = "prices", .activate = prices_cb },
  { .name = "add-price", .activate = add_price_cb },
  { .name = "remove-price", .activate = remove_price_cb, .parameter_type = "s" },
  { .name = "exchange-rates", .activate = rates_cb },
  { .name = "add-exchange-rate", .activate = add_rate_cb },
  { .name = "remove-exchange-rate", .activate = remove_rate_cb, .parameter_type = "s" },
};

void
hw_window_add_cost_actions (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

void
hw_window_update_cost_actions (HwWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name)),
        self->document != NULL);
}
