/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-calc-fixture.h"
#include "hw-feeds.h"

static HwHandle
add_feed (Fixture *fixture, const char *name, HwSide side, double amperes, HwBreakerRule rule)
{
  HwHandle feed;

  hw_design_begin (fixture->design, "Feed");
  feed = hw_operation_add_feed (fixture->design, name, side, 415, amperes, rule);
  hw_design_commit (fixture->design);
  return feed;
}

static void
connect_rack (Fixture *fixture, HwHandle rack, const char *attribute, HwHandle feed)
{
  char buffer[HW_ID_SIZE];

  fixture_set (fixture,
               HW_TABLE_RACK,
               rack,
               attribute,
               hw_design_id_text (fixture->design, HW_REF (HW_TABLE_FEED, feed), buffer));
}

static gboolean
has_problem (Fixture *fixture, const char *code)
{
  g_autoptr (GPtrArray) problems = hw_results_problems (fixture->results);

  for (guint i = 0; i < problems->len; i++)
    if (strcmp (((HwProblem *)problems->pdata[i])->code, code) == 0)
      return TRUE;
  return FALSE;
}

/* 415 V · 60 A · √3 = 43.1 kW; of it 80 % under the NEC: 34.5 kW, as the maker of the PDU prints.
 */
static void
test_limit (Fixture *fixture, gconstpointer data)
{
  HwFeed feed = { .voltage_v = 415, .current_a = 60, .phases = 3, .rule = HW_BREAKER_NEC };

  g_assert_cmpfloat_with_epsilon (hw_feed_limit_w (&feed), 34500, 10);
  feed.current_a = 63;
  feed.rule = HW_BREAKER_IEC;
  g_assert_cmpfloat_with_epsilon (hw_feed_limit_w (&feed), 45300, 50);
  feed.phases = 1;
  feed.voltage_v = 230;
  g_assert_cmpfloat_with_epsilon (hw_feed_limit_w (&feed), 230 * 63, 1e-9);
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  HwHandle a = add_feed (fixture, "A", HW_SIDE_A, 60, HW_BREAKER_NEC);
  HwHandle b = add_feed (fixture, "B", HW_SIDE_B, 60, HW_BREAKER_NEC);
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  HwHandle single = fixture_rack (fixture, "rack", 2000, 1000);
  HwFeedFigures figures;

  fixture_mount (fixture, rack, "server", 1);
  fixture_mount (fixture, single, "server", 1);
  connect_rack (fixture, rack, "feed-a", a);
  connect_rack (fixture, rack, "feed-b", b);
  connect_rack (fixture, single, "feed-a", a);
  g_assert_true (hw_results_feed (fixture->results, a, &figures));
  g_assert_cmpfloat (figures.load_w, ==, 15000);
  g_assert_cmpfloat (figures.failover_w, ==, 20000);
  g_assert_cmpuint (figures.n_racks, ==, 2);
  g_assert_true (hw_results_feed (fixture->results, b, &figures));
  g_assert_cmpfloat (figures.load_w, ==, 5000);
  g_assert_cmpfloat (figures.failover_w, ==, 10000);
  /* The lesser feed limits its rack. */
  g_assert_cmpfloat_with_epsilon (hw_results_rack (fixture->results, rack)->limit_w, 34500, 10);
  /* Another name changes nothing, another breaker the limits of its racks. */
  fixture_set (fixture, HW_TABLE_FEED, b, "name", "Busway B");
  g_assert_cmpfloat_with_epsilon (hw_results_rack (fixture->results, rack)->limit_w, 34500, 10);
  fixture_set (fixture, HW_TABLE_FEED, b, "current-a", "32");
  g_assert_cmpfloat_with_epsilon (hw_results_rack (fixture->results, rack)->limit_w, 18400, 10);
  g_assert_cmpfloat_with_epsilon (hw_results_rack (fixture->results, single)->limit_w, 34500, 10);
  hw_design_undo (fixture->design);
  g_assert_cmpfloat_with_epsilon (hw_results_rack (fixture->results, rack)->limit_w, 34500, 10);
  fixture_remove (fixture, HW_TABLE_RACK, single);
  hw_results_feed (fixture->results, a, &figures);
  g_assert_cmpfloat (figures.load_w, ==, 5000);
  fixture_remove (fixture, HW_TABLE_FEED, a);
  g_assert_false (hw_results_feed (fixture->results, a, &figures));
  hw_results_feed (fixture->results, b, &figures);
  g_assert_cmpfloat (figures.load_w, ==, 10000);
}

static void
test_problems (Fixture *fixture, gconstpointer data)
{
  HwHandle a = add_feed (fixture, "A", HW_SIDE_A, 60, HW_BREAKER_NEC);
  HwHandle b = add_feed (fixture, "B", HW_SIDE_B, 60, HW_BREAKER_NEC);
  g_autoptr (GPtrArray) of_feed = NULL;

  for (int i = 0; i < 2; i++)
    {
      HwHandle rack = fixture_rack (fixture, "rack", 1000 + 1000 * i, 1000);
      fixture_mount (fixture, rack, "server", 1);
      fixture_mount (fixture, rack, "server", 11);
      /* The second is fed like its row. */
      if (i > 0)
        continue;
      connect_rack (fixture, rack, "feed-a", a);
      connect_rack (fixture, rack, "feed-b", b);
    }
  /* 20 kW on each, 40 kW on one alone, of 34.5. */
  g_assert_false (has_problem (fixture, "feed-load"));
  g_assert_true (has_problem (fixture, "feed-failover"));
  g_assert_cmpuint (hw_results_n_problems (fixture->results, HW_SEVERITY_ERROR), ==, 0);
  g_assert_cmpuint (hw_results_n_problems (fixture->results, HW_SEVERITY_WARNING), ==, 2);
  fixture_remove (fixture, HW_TABLE_FEED, b);
  g_assert_true (has_problem (fixture, "feed-load"));
  g_assert_cmpuint (hw_results_n_problems (fixture->results, HW_SEVERITY_ERROR), ==, 1);
  g_assert_cmpuint (hw_results_n_problems (fixture->results, HW_SEVERITY_WARNING), ==, 0);
  of_feed = hw_results_problems_of (fixture->results, HW_REF (HW_TABLE_FEED, a));
  g_assert_cmpuint (of_feed->len, ==, 1);
  fixture_set (fixture, HW_TABLE_FEED, a, "current-a", "125");
  g_assert_false (has_problem (fixture, "feed-load"));
  g_assert_false (has_problem (fixture, "feed-failover"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/calc/feeds/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("limit-by-rule", test_limit);
  ADD ("load-and-failover", test_load);
  ADD ("problems", test_problems);
  return g_test_run ();
}
