/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-edit.h"
#include "hw-test-catalogue.h"

static const HwExplanation *
child_like (const HwExplanation *node, const char *part)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      const HwExplanation *child = node->children->pdata[i];
      if (strstr (child->label, part) != NULL)
        return child;
    }
  return NULL;
}

/* Whether a tree of sums adds up at every node that has children in its own dimension. */
static void
assert_adds_up (const HwExplanation *node)
{
  double sum = 0;

  for (guint i = 0; i < node->children->len; i++)
    {
      const HwExplanation *child = node->children->pdata[i];
      assert_adds_up (child);
      sum += child->sum.value;
    }
  if (node->children->len > 0)
    g_assert_cmpfloat_with_epsilon (sum, node->sum.value, 1e-9 * fabs (node->sum.value) + 1e-9);
}

/* Whether the tree says anywhere on what published figure it rests. */
static gboolean
cites (const HwExplanation *node)
{
  if (node->basis != 0 && node->dimension == HW_DIMENSION_POWER)
    return TRUE;
  for (guint i = 0; i < node->children->len; i++)
    if (cites (node->children->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Prices are in USD: in euros, without a rate, they are not known. */
static void
test_currency (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack");
  HwSum sum;

  fixture_mount (fixture, rack, "server", 1, HW_FACE_FRONT);
  fixture_set (fixture, HW_TABLE_SITE, 1, "currency", "EUR");
  sum = fixture_total (fixture, HW_TOTAL_CAPEX);
  g_assert_true (hw_sum_is_unknown (&sum));
}

static double
bill_price (Fixture *fixture)
{
  g_autoptr (GArray) bill = hw_results_bill (fixture->results);
  double price = 0;

  for (guint i = 0; i < bill->len; i++)
    if (!g_array_index (bill, HwBillLine, i).within)
      price += g_array_index (bill, HwBillLine, i).price.value;
  return price;
}

static void
test_bill_complete (Fixture *fixture, gconstpointer data)
{
  fixture_rack (fixture, "nvl");
  fixture_rack (fixture, "nvl");
  g_assert_cmpfloat_with_epsilon (bill_price (fixture), 6.2e6, 1e-3);
}

/* 18 trays are priced, 17 stand: 3.1 MUSD less one of 155 kUSD. */
static void
test_bill_incomplete (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "nvl");

  fixture_remove (fixture, HW_TABLE_DEVICE, fixture_device (fixture, rack, 5));
  g_assert_cmpfloat_with_epsilon (fixture_value (fixture, HW_TOTAL_CAPEX), 2945e3, 1e-3);
  g_assert_cmpfloat_with_epsilon (bill_price (fixture), 2945e3, 1e-3);
}

static void
test_problems_of_twins (Fixture *fixture, gconstpointer data)
{
  HwHandle racks[] = { fixture_rack (fixture, "rack"), fixture_rack (fixture, "rack") };

  for (guint i = 0; i < 2; i++)
    fixture_set (fixture, HW_TABLE_RACK, racks[i], "name", "Twin");
  g_assert_cmpuint (fixture_problems (fixture, "duplicate-name", NULL), ==, 1);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) problems
          = hw_results_problems_of (fixture->results, HW_REF (HW_TABLE_RACK, racks[i]));
      g_assert_cmpuint (problems->len, ==, 1);
    }
}

static void
test_unknown_cooling_power (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack");
  HwSum sum;

  fixture_mount (fixture, rack, "blind-cdu", 1, HW_FACE_FRONT);
  sum = fixture_total (fixture, HW_TOTAL_OTHER_NAMEPLATE);
  g_assert_cmpuint (sum.n_unknown, ==, 1);
  g_assert_cmpuint (hw_results_rack (fixture->results, rack)->n_unknown_power, ==, 1);
  g_assert_cmpuint (fixture_problems (fixture, "unknown-power", NULL), ==, 1);
}

static HwHandle
add_phase (Fixture *fixture, const char *name)
{
  HwHandle phase;

  hw_design_begin (fixture->design, "Phase");
  phase = hw_operation_add_phase (fixture->design, name, NULL);
  hw_design_commit (fixture->design);
  return phase;
}

/* A rack of phase 2, its server without a phase: in phase 1 neither stands. */
static void
test_device_of_absent_rack (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack");
  HwHandle server = fixture_mount (fixture, rack, "server", 1, HW_FACE_FRONT);
  HwHandle first = add_phase (fixture, "One"), second = add_phase (fixture, "Two");
  HwRack row = *hw_design_get_rack (fixture->design, rack);

  row.object.install = (guint16)second;
  hw_design_begin (fixture->design, "Later");
  hw_edit_set (fixture->design, HW_TABLE_RACK, rack, &row);
  hw_design_commit (fixture->design);
  hw_results_set_phase (fixture->results, first);
  g_assert_cmpfloat (fixture_value (fixture, HW_TOTAL_IT_NAMEPLATE), ==, 0);
  g_assert_true (isnan (hw_results_rack (fixture->results, rack)->limit_w));
  g_assert_cmpfloat (
      hw_results_total (fixture->results, HW_TOTAL_IT_NAMEPLATE, HW_REF (HW_TABLE_DEVICE, server))
          .value,
      ==,
      0);
}

/* An assembly sums to its cited heat, also where a part's air heat is not allocated. */
static void
test_heat_of_parts (Fixture *fixture, gconstpointer data)
{
  fixture_rack (fixture, "pod");
  g_assert_cmpfloat (fixture_value (fixture, HW_TOTAL_IT_NAMEPLATE), ==, 10e3);
  g_assert_cmpfloat (fixture_value (fixture, HW_TOTAL_LIQUID), ==, 6e3);
  g_assert_cmpfloat (fixture_value (fixture, HW_TOTAL_AIR), ==, 4e3);
}

static void
test_assembly_without_price (Fixture *fixture, gconstpointer data)
{
  HwSum sum;

  fixture_rack (fixture, "pod");
  sum = fixture_total (fixture, HW_TOTAL_CAPEX);
  g_assert_true (hw_sum_is_unknown (&sum));
}

/* A frame that has nothing allocated does not stand on itself: 300 less 185 kg. */
static void
test_mounted_mass (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "pod");

  g_assert_cmpfloat (hw_results_rack (fixture->results, rack)->mass_kg, ==, 300);
  g_assert_cmpfloat (hw_results_rack (fixture->results, rack)->mounted_kg, ==, 115);
}

/* What draws nothing heats nothing. */
static void
test_no_power_no_heat (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack");

  fixture_mount (fixture, rack, "pdu", 1, HW_FACE_FRONT);
  g_assert_cmpuint (fixture_total (fixture, HW_TOTAL_AIR).n_unknown, ==, 0);
}

/* "A10" stands east of "A2". */
static void
test_problems_by_place (Fixture *fixture, gconstpointer data)
{
  HwHandle west = fixture_rack_at (fixture, "rack", 1000, 1000);
  HwHandle east = fixture_rack_at (fixture, "rack", 3000, 1000);
  g_autoptr (GPtrArray) problems = NULL;

  fixture_set (fixture, HW_TABLE_RACK, west, "name", "A2");
  fixture_set (fixture, HW_TABLE_RACK, east, "name", "A10");
  for (int i = 0; i < 3; i++)
    {
      fixture_mount (fixture, west, "server", 1 + 10 * i, HW_FACE_FRONT);
      fixture_mount (fixture, east, "server", 1 + 10 * i, HW_FACE_FRONT);
    }
  problems = hw_results_problems (fixture->results);
  g_assert_cmpuint (problems->len, >=, 2);
  g_assert_cmpstr (((HwProblem *)problems->pdata[0])->code, ==, "rack-power");
  g_assert_cmpuint (((HwProblem *)problems->pdata[0])->ref.handle, ==, west);
  g_assert_cmpuint (((HwProblem *)problems->pdata[1])->ref.handle, ==, east);
}

/* At expected load every node but products of a factor is the sum of its children. */
static void
test_explain_expected_heat (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwExplanation) nameplate = NULL;
  g_autoptr (HwExplanation) expected = NULL;

  fixture_rack (fixture, "nvl");
  nameplate = hw_results_explain (fixture->results, HW_TOTAL_LIQUID, HW_REF (HW_TABLE_DESIGN, 0));
  assert_adds_up (nameplate);
  hw_results_set_expected (fixture->results, TRUE);
  expected = hw_results_explain (fixture->results, HW_TOTAL_LIQUID, HW_REF (HW_TABLE_DESIGN, 0));
  assert_adds_up (expected);
}

/* A tray on its own: 6.5 kW less 5.8 kW to liquid. */
static void
test_explain_balance (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "frame");
  g_autoptr (HwExplanation) tree = NULL;
  const HwExplanation *tray;

  fixture_mount (fixture, rack, "tray", 1, HW_FACE_FRONT);
  tree = hw_results_explain (fixture->results, HW_TOTAL_AIR, HW_REF (HW_TABLE_DESIGN, 0));
  tray = child_like (tree, "tray");
  g_assert_nonnull (tray);
  g_assert_cmpfloat (tray->sum.value, ==, 700);
  g_assert_true (cites (tray));
}

/* Each part of the expected power of a rack without one goes back to a published nameplate. */
static void
test_explain_remainder_factor (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwExplanation) tree = NULL;
  const HwExplanation *remainder;

  fixture_rack (fixture, "pod");
  g_assert_cmpfloat_with_epsilon (fixture_value (fixture, HW_TOTAL_IT_EXPECTED), 9100, 1e-9);
  tree = hw_results_explain (fixture->results, HW_TOTAL_IT_EXPECTED, HW_REF (HW_TABLE_DESIGN, 0));
  remainder = child_like (tree, "emainder");
  g_assert_nonnull (remainder);
  g_assert_cmpfloat_with_epsilon (remainder->sum.value, 1820, 1e-9);
  g_assert_true (cites (remainder));
}

/* Every number explains itself: the units of racks and the floor of halls too. */
static void
test_explain_counts (Fixture *fixture, gconstpointer data)
{
  static const HwTotal totals[]
      = { HW_TOTAL_RACKS, HW_TOTAL_DEVICES, HW_TOTAL_UNITS, HW_TOTAL_UNITS_USED, HW_TOTAL_FLOOR };
  HwHandle rack = fixture_rack (fixture, "rack");

  fixture_mount (fixture, rack, "server", 1, HW_FACE_FRONT);
  fixture_mount (fixture, rack, "half", 41, HW_FACE_FRONT);
  fixture_mount (fixture, rack, "half", 41, HW_FACE_REAR);
  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      g_autoptr (HwExplanation) tree
          = hw_results_explain (fixture->results, totals[i], HW_REF (HW_TABLE_DESIGN, 0));
      g_assert_cmpuint (tree->children->len, >, 0);
      assert_adds_up (tree);
    }
}

/* Every pair of racks of one name is one problem, counted as listed, and an edit elsewhere leaves
 * them. */
static void
test_many_twins (Fixture *fixture, gconstpointer data)
{
  enum
  {
    N = 3000
  };
  HwHandle racks[N], leaf;
  HwRack row = { 0 };

  racks[0] = fixture_rack (fixture, "rack");
  hw_design_begin (fixture->design, "Many");
  for (int i = 0; i < N; i++)
    {
      char name[16];
      g_snprintf (name, sizeof name, "R%d", i / 2);
      row = *hw_design_get_rack (fixture->design, racks[0]);
      row.object.id = i == 0 ? row.object.id : 0;
      row.object.name = hw_design_intern (fixture->design, name);
      row.x_mm = i % 100 * 900;
      row.y_mm = i / 100 * 1500;
      if (i == 0)
        hw_edit_set (fixture->design, HW_TABLE_RACK, racks[0], &row);
      else
        racks[i] = hw_edit_insert (fixture->design, HW_TABLE_RACK, &row);
    }
  hw_design_commit (fixture->design);
  g_assert_cmpuint (fixture_problems (fixture, "duplicate-name", NULL), ==, N / 2);
  leaf = fixture_mount (fixture, racks[0], "leaf", 1, HW_FACE_FRONT);
  g_assert_cmpuint (fixture_problems (fixture, "duplicate-name", NULL), ==, N / 2);
  fixture_remove (fixture, HW_TABLE_DEVICE, leaf);
  fixture_set (fixture, HW_TABLE_RACK, racks[7], "name", "Seven");
  g_assert_cmpuint (fixture_problems (fixture, "duplicate-name", NULL), ==, N / 2 - 1);
  g_assert_cmpuint (
      hw_results_rack (fixture->results, racks[6])->severity, ==, HW_SEVERITY_NOTE + 1);
  g_assert_cmpuint (hw_results_rack (fixture->results, racks[8])->severity, ==, HW_SEVERITY_NOTE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  fixture_test ("/calc/gaps/prices-in-another-currency-are-unknown", test_currency);
  fixture_test ("/calc/gaps/bill-of-complete-assemblies", test_bill_complete);
  fixture_test ("/calc/gaps/bill-of-an-assembly-that-lacks-a-tray", test_bill_incomplete);
  fixture_test ("/calc/gaps/problems-of-racks-of-one-name", test_problems_of_twins);
  fixture_test ("/calc/gaps/unknown-power-of-cooling", test_unknown_cooling_power);
  fixture_test ("/calc/gaps/device-of-a-rack-of-another-phase", test_device_of_absent_rack);
  fixture_test ("/calc/gaps/air-heat-that-is-not-allocated", test_heat_of_parts);
  fixture_test ("/calc/gaps/assembly-without-a-price", test_assembly_without_price);
  fixture_test ("/calc/gaps/frame-that-is-not-allocated", test_mounted_mass);
  fixture_test ("/calc/gaps/no-power-no-heat", test_no_power_no_heat);
  fixture_test ("/calc/gaps/problems-by-place", test_problems_by_place);
  fixture_test ("/calc/gaps/explanation-of-expected-heat-adds-up", test_explain_expected_heat);
  fixture_test ("/calc/gaps/explanation-of-derived-air-heat", test_explain_balance);
  fixture_test ("/calc/gaps/explanation-of-a-remainder-by-factor", test_explain_remainder_factor);
  fixture_test ("/calc/gaps/explanation-of-counts", test_explain_counts);
  fixture_test ("/calc/gaps/many-racks-of-one-name", test_many_twins);
  return g_test_run ();
}
