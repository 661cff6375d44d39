/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-number.h"

static void
test_shortest (void)
{
  static const struct
  {
    double value;
    const char *text;
  } cases[] = {
    { 0, "0" },       { 0.1, "0.1" },       { 14.3, "14.3" },
    { -2.5, "-2.5" }, { 132000, "132000" }, { 1e21, "1e+21" },
  };
  char buffer[HW_NUMBER_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (hw_number_format (buffer, cases[i].value), ==, cases[i].text);
}

static void
test_reads_back (void)
{
  char buffer[HW_NUMBER_SIZE];

  for (int i = 0; i < 20000; i++)
    {
      guint64 bits = (guint64)g_test_rand_int () << 32 | (guint32)g_test_rand_int ();
      double value, again;
      memcpy (&value, &bits, sizeof value);
      if (!isfinite (value))
        continue;
      g_assert_true (hw_number_parse (hw_number_format (buffer, value), &again));
      g_assert_true (again == value);
    }
}

static void
test_refuses (void)
{
  static const char *const bad[]
      = { "",    " 1",    "1 ",  "nan", "NaN", "inf", "-inf", "1e999", "0x10",
          "1,5", "1.2.3", "--1", "e5",  ".",   "1e",  "1e+",  "12kW" };
  double value;
  gint32 whole;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (hw_number_parse (bad[i], &value));
      g_assert_false (hw_number_parse_integer (bad[i], &whole));
    }
  g_assert_false (hw_number_parse_integer ("2147483648", &whole));
  g_assert_false (hw_number_parse_integer ("99999999999999999999", &whole));
  g_assert_true (hw_number_parse_integer ("-2147483648", &whole));
  g_assert_cmpint (whole, ==, G_MININT32);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/number/shortest-text", test_shortest);
  g_test_add_func ("/core/number/every-double-reads-back", test_reads_back);
  g_test_add_func ("/core/number/refuses-what-is-no-finite-decimal", test_refuses);
  return g_test_run ();
}
