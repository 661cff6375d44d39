/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-calc-fixture.h"

static const HwBillLine *
line_of (const GArray *bill, const char *product, gboolean within)
{
  for (guint i = 0; i < bill->len; i++)
    {
      const HwBillLine *line = &g_array_index (bill, HwBillLine, i);
      if (strcmp (line->product->id, product) == 0 && line->within == within)
        return line;
    }
  return NULL;
}

static void
test_bill (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  g_autoptr (GArray) bill = NULL;
  double total = 0;

  fixture_mount (fixture, rack, "server", 1);
  fixture_mount (fixture, rack, "server", 11);
  fixture_rack (fixture, "system", 2000, 1000);
  fixture_rack (fixture, "system", 3000, 1000);
  bill = hw_results_bill (fixture->results);
  g_assert_cmpuint (line_of (bill, "system", FALSE)->count, ==, 2);
  g_assert_cmpfloat (line_of (bill, "system", FALSE)->price.value, ==, 1e6);
  g_assert_cmpfloat (line_of (bill, "system", FALSE)->price.high, ==, 1.2e6);
  g_assert_cmpuint (line_of (bill, "tray", TRUE)->count, ==, 8);
  g_assert_cmpuint (line_of (bill, "tray", TRUE)->price.n_known, ==, 0);
  g_assert_cmpuint (line_of (bill, "server", FALSE)->count, ==, 2);
  g_assert_cmpfloat (line_of (bill, "server", FALSE)->unit_price.low, ==, 300e3);
  g_assert_null (line_of (bill, "frame", FALSE));
  for (guint i = 0; i < bill->len; i++)
    total += g_array_index (bill, HwBillLine, i).price.value;
  g_assert_cmpfloat (total, ==, fixture_total (fixture, HW_TOTAL_CAPEX));
  /* Assemblies first, parts within them last. */
  g_assert_cmpstr (g_array_index (bill, HwBillLine, 0).product->id, ==, "system");
  g_assert_true (g_array_index (bill, HwBillLine, bill->len - 1).within);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/calc/bill/lines-sum-to-the-capital",
              Fixture,
              NULL,
              fixture_set_up,
              test_bill,
              fixture_tear_down);
  return g_test_run ();
}
