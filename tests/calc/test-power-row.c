/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-edit.h"
#include "hw-error.h"
#include "hw-power-fixture.h"
#include "hw-power-row.h"

/* A row of @n racks with a server of 14.3 kW each, on no feed. */
static HwHandle
add_row (Fixture *fixture, guint n)
{
  HwHandle row;

  hw_design_begin (fixture->design, "Row");
  row = hw_operation_add_row (fixture->design, fixture->hall, "R");
  hw_design_commit (fixture->design);
  for (guint i = 0; i < n; i++)
    {
      HwHandle rack = power_rack (fixture, "rack", 0, 0, 0);
      HwRack changed;

      power_mount (fixture, rack, "dgx", 1);
      hw_design_begin (fixture->design, "Into the row");
      changed = *hw_design_get_rack (fixture->design, rack);
      changed.row = row;
      hw_edit_set (fixture->design, HW_TABLE_RACK, rack, &changed);
      hw_design_commit (fixture->design);
    }
  return row;
}

static guint
lay (Fixture *fixture, HwHandle row, HwHandle chain, GError **error)
{
  guint n;

  hw_design_begin (fixture->design, "Lay");
  n = hw_power_lay_row (fixture->results, row, chain, error);
  hw_design_commit (fixture->design);
  return n;
}

/* 4 · 14.3 kW at 415 V, 80 %: 99.5 A and so 100 A; either side carries it all. */
static void
test_pair (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_2N);
  HwHandle row = add_row (fixture, 4);
  const HwRack *rack;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (lay (fixture, row, chain, &error), ==, 2);
  g_assert_no_error (error);
  rack = hw_design_get_rack (fixture->design, hw_design_first_of_row (fixture->design, row));
  g_assert_cmpuint (rack->feed_a, !=, 0);
  g_assert_cmpuint (rack->feed_b, !=, 0);
  g_assert_cmpuint (rack->feed_a, !=, rack->feed_b);
  for (guint i = 0; i < 2; i++)
    {
      HwHandle feed = i == 0 ? rack->feed_a : rack->feed_b;
      HwFeedFigures figures;

      g_assert_cmpuint (hw_design_get_feed (fixture->design, feed)->power, ==, chain);
      g_assert_cmpuint (hw_design_get_feed (fixture->design, feed)->side, ==, i);
      g_assert_cmpfloat (hw_design_get_feed (fixture->design, feed)->current_a, ==, 100);
      g_assert_true (hw_results_feed (fixture->results, feed, &figures));
      g_assert_cmpuint (figures.n_racks, ==, 4);
      g_assert_true (hw_within (figures.failover_w, figures.limit_w));
    }
  hw_design_undo (fixture->design);
  g_assert_cmpuint (hw_design_count (fixture->design, HW_TABLE_FEED), ==, 0);
}

/* A chain of one system gives one feed. */
static void
test_single (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_N);
  HwHandle row = add_row (fixture, 1);

  g_assert_cmpuint (lay (fixture, row, chain, NULL), ==, 1);
  g_assert_cmpuint (hw_design_count (fixture->design, HW_TABLE_FEED), ==, 1);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  HwHandle row = add_row (fixture, 0);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (lay (fixture, row, 0, &error), ==, 0);
  g_assert_error (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  power_test ("/power-row/pair", test_pair);
  power_test ("/power-row/single", test_single);
  power_test ("/power-row/empty", test_empty);
  return g_test_run ();
}
