/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-calc-fixture.h"
#include "hw-find.h"

static guint
count (Fixture *fixture, const char *text, guint limit, guint *total, HwHit *first)
{
  g_autoptr (GArray) hits = hw_find (fixture->results, text, limit, total);

  if (hits->len > 0)
    {
      *first = g_array_index (hits, HwHit, 0);
      first->message = NULL;
    }
  return hits->len;
}

static void
test_names_and_products (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  HwHandle server = fixture_mount (fixture, rack, "server", 1);
  HwHit first = { 0 };
  guint total;

  fixture_mount (fixture, rack, "server", 11);
  fixture_mount (fixture, rack, "server", 21);
  fixture_set (fixture, HW_TABLE_DEVICE, server, "name", "Training Ä-7");

  g_assert_cmpuint (count (fixture, "training", 10, &total, &first), ==, 1);
  g_assert_true (hw_ref_equal (first.ref, HW_REF (HW_TABLE_DEVICE, server)));
  g_assert_cmpint (first.by, ==, HW_FOUND_NAME);
  g_assert_cmpuint (count (fixture, " ä-7  TRAIN ", 10, &total, &first), ==, 1);
  g_assert_cmpuint (count (fixture, "training 8", 10, &total, &first), ==, 0);
  g_assert_cmpuint (count (fixture, "  ", 10, &total, &first), ==, 0);

  /* By product, and no more than asked for. */
  g_assert_cmpuint (count (fixture, "server", 2, &total, &first), ==, 2);
  g_assert_cmpuint (total, ==, 3);
  fixture_remove (fixture, HW_TABLE_RACK, rack);
  g_assert_cmpuint (count (fixture, "server", 2, &total, &first), ==, 0);
}

static void
test_problems (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GArray) hits = NULL;
  const HwProblem *problem;
  guint total;

  fixture_set (fixture, HW_TABLE_RACK, rack, "power-limit-w", "5000");
  fixture_mount (fixture, rack, "server", 1);
  problems = hw_results_problems (fixture->results);
  g_assert_cmpuint (problems->len, >, 0);
  problem = g_ptr_array_index (problems, 0);
  hits = hw_find (fixture->results, problem->message, 10, &total);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpint (g_array_index (hits, HwHit, 0).by, ==, HW_FOUND_PROBLEM);
  g_assert_true (hw_ref_equal (g_array_index (hits, HwHit, 0).ref, problem->ref));
  g_assert_cmpstr (g_array_index (hits, HwHit, 0).message, ==, problem->message);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/calc/find/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("names-and-products", test_names_and_products);
  ADD ("problems", test_problems);
  return g_test_run ();
}
