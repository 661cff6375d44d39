/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-calc-fixture.h"

/* Children that are contributions sum to their parent, down the tree. */
static void
assert_sums (const HwExplanation *node, gboolean contributors)
{
  HwSum sum = { 0 };

  for (guint i = 0; i < node->children->len; i++)
    hw_sum_add_sum (&sum, &((HwExplanation *)node->children->pdata[i])->sum);
  if (contributors && node->children->len > 0)
    {
      double scale = fabs (node->sum.value) + 1;
      g_assert_cmpfloat_with_epsilon (sum.value, node->sum.value, 1e-12 * scale);
      g_assert_cmpfloat_with_epsilon (sum.low, node->sum.low, 1e-12 * scale);
      g_assert_cmpfloat_with_epsilon (sum.high, node->sum.high, 1e-12 * scale);
      g_assert_cmpuint (sum.n_unknown, ==, node->sum.n_unknown);
    }
}

static const HwExplanation *
child (const HwExplanation *node, const char *part_of_label)
{
  for (guint i = 0; i < node->children->len; i++)
    if (strstr (((HwExplanation *)node->children->pdata[i])->label, part_of_label) != NULL)
      return node->children->pdata[i];
  return NULL;
}

static void
test_sums (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);

  fixture_mount (fixture, rack, "server", 1);
  fixture_mount (fixture, rack, "server", 11);
  fixture_mount (fixture, rack, "switch", 40);
  fixture_rack (fixture, "system", 2000, 1000);
  for (guint total = 0; total < HW_N_TOTALS; total++)
    {
      g_autoptr (HwExplanation) node
          = hw_results_explain (fixture->results, total, HW_REF (HW_TABLE_DESIGN, 0));
      assert_sums (node, TRUE);
    }
}

static void
test_leaves (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  g_autoptr (HwExplanation) node = NULL;
  const HwExplanation *servers;

  fixture_mount (fixture, rack, "server", 1);
  fixture_mount (fixture, rack, "server", 11);
  node = hw_results_explain_key (fixture->results, "power.it_nameplate_w", NULL);
  servers = child (node, "2 × server");
  g_assert_nonnull (servers);
  g_assert_cmpfloat (servers->sum.value, ==, 20000);
  g_assert_cmpstr (servers->formula, ==, "2 × 10\302\240kW");
  g_assert_cmpuint (servers->children->len, ==, 0);
  g_assert_cmpint (servers->basis, ==, 'T');
}

/* Remainder: cited less what the parts carry. 24 kW − 4 · 4.5 kW = 6 kW. */
static void
test_remainder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwExplanation) node = NULL;
  const HwExplanation *remainder;

  fixture_rack (fixture, "system", 1000, 1000);
  node = hw_results_explain (fixture->results, HW_TOTAL_IT_NAMEPLATE, HW_REF (HW_TABLE_DESIGN, 0));
  remainder = child (node, "remainder");
  g_assert_nonnull (remainder);
  g_assert_cmpfloat (remainder->sum.value, ==, 6000);
  g_assert_cmpuint (remainder->children->len, ==, 2);
  assert_sums (remainder, TRUE);
}

static void
test_factor (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  g_autoptr (HwExplanation) node = NULL;
  const HwExplanation *server;

  fixture_mount (fixture, rack, "server", 1);
  node = hw_results_explain (fixture->results, HW_TOTAL_IT_EXPECTED, HW_REF (HW_TABLE_DESIGN, 0));
  server = child (node, "server");
  g_assert_nonnull (server);
  g_assert_cmpint (server->basis, ==, 'A');
  g_assert_true (g_str_has_prefix (server->formula, "1 × 10\302\240kW × 0."));
  g_assert_cmpfloat_with_epsilon (
      server->sum.value, 10000 * hw_design_get_site (fixture->design)->expected_factor, 1e-9);
  g_assert_nonnull (strstr (server->note, "expected factor"));
}

static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  g_autoptr (HwExplanation) node = NULL;
  const HwExplanation *leaf;

  fixture_mount (fixture, rack, "switch", 1);
  node = hw_results_explain (fixture->results, HW_TOTAL_CAPEX_NETWORK, HW_REF (HW_TABLE_DESIGN, 0));
  g_assert_true (hw_sum_is_unknown (&node->sum));
  leaf = child (node, "switch");
  g_assert_nonnull (leaf);
  g_assert_cmpuint (leaf->sum.n_unknown, ==, 1);
  g_assert_cmpstr (leaf->note, ==, "Not known: not published");
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "system", 1000, 1000);
  char buffer[HW_ID_SIZE];
  g_autofree char *key
      = g_strdup_printf ("compute.pflops.fp8.dense@%s",
                         hw_design_id_text (fixture->design, HW_REF (HW_TABLE_RACK, rack), buffer));
  g_autoptr (HwExplanation) node = hw_results_explain_key (fixture->results, key, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (node);
  g_assert_cmpfloat (node->sum.value, ==, 20e15);
  for (guint total = 0; total < HW_N_TOTALS; total++)
    {
      HwTotal found;
      g_assert_true (hw_total_find (hw_total_key (total), &found));
      g_assert_cmpuint (found, ==, total);
    }
  g_assert_null (hw_results_explain_key (fixture->results, "power.it_nameplate", &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "power.it_nameplate_w"));
  g_clear_error (&error);
  g_assert_null (hw_results_explain_key (fixture->results, "space.mass_kg@nowhere", &error));
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/calc/explain/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("contributions-sum-to-the-total", test_sums);
  ADD ("leaves-are-figures", test_leaves);
  ADD ("remainder-is-cited-less-allocated", test_remainder);
  ADD ("assumed-factor-is-named", test_factor);
  ADD ("unknown-has-its-reason", test_unknown);
  ADD ("keys-and-objects", test_keys);
  return g_test_run ();
}
