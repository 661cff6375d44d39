/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-delivered.h"
#include "hw-estimate.h"
#include "hw-power-fixture.h"
#include "hw-reliability.h"

static double
outage_h (double rate, double repair_h)
{
  return hw_downtime_h (hw_availability_of_rate (rate, repair_h));
}

static HwSum
feeds_of (Fixture *fixture)
{
  g_autoptr (HwExplanation) node = hw_estimate_explain (fixture->results, HW_ESTIMATE_FEEDS);

  return node->sum;
}

/* Feeds that are sources themselves are a transformer and a breaker each, as section 5.1 of
 * power-and-cost.md has them: 0.55846 h a year alone. */
static void
test_sources (Fixture *fixture, gconstpointer data)
{
  HwHandle a = power_feed (fixture, 0, HW_SIDE_A, 400);
  HwHandle b = power_feed (fixture, 0, HW_SIDE_B, 400);
  HwSum sum = feeds_of (fixture);

  g_assert_true (hw_sum_is_unknown (&sum));
  power_rack (fixture, "nvl", a, b, 0);
  sum = feeds_of (fixture);
  /* Two of them, all independent: 0.0021362 min; what takes both at once adds to it. */
  g_assert_cmpfloat_with_epsilon (sum.low / 60, 0.0021362, 1e-7);
  g_assert_cmpfloat_with_epsilon (
      sum.value / 3600, 0.05 * outage_h (0.0036, 153) + 0.05 * outage_h (0.0035, 2.2), 1e-3);
  g_assert_cmpfloat (sum.high, >, sum.value);
  power_rack (fixture, "nvl", a, 0, 0);
  sum = feeds_of (fixture);
  g_assert_cmpfloat_with_epsilon (sum.low / 3600, 0.55846, 1e-5);
}

/* A server that no single feed carries is out when either is. */
static void
test_needs_both (Fixture *fixture, gconstpointer data)
{
  HwHandle a = power_feed (fixture, 0, HW_SIDE_A, 400);
  HwHandle b = power_feed (fixture, 0, HW_SIDE_B, 400);
  HwHandle rack = power_rack (fixture, "rack", a, b, 0);

  power_mount (fixture, rack, "dgx", 1);
  g_assert_cmpfloat_with_epsilon (feeds_of (fixture).high / 3600, 2 * 0.55846, 1e-3);
}

/* A chain: in series down to the feed, with the generator beside utility and transformer. A second
 * system makes it far better, and a second UPS in the one little. */
static void
test_chain (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_N);
  HwHandle feed;
  double ups, transformer, utility, generator, breaker, switchgear, grid;
  HwSum sum;

  power_unit (fixture, chain, "transformer", HW_SIDE_A);
  power_unit (fixture, chain, "switchgear", HW_SIDE_A);
  power_unit (fixture, chain, "ups", HW_SIDE_A);
  feed = power_feed (fixture, chain, HW_SIDE_A, 400);
  power_rack (fixture, "nvl", feed, 0, 0);
  ups = hw_availability (100e3, 4);
  transformer = hw_availability_of_rate (0.0036, 153);
  switchgear = hw_availability_of_rate (0.0027, 147);
  utility = hw_availability_of_rate (1.2, 4);
  breaker = hw_availability_of_rate (0.0035, 2.2);
  sum = feeds_of (fixture);
  g_assert_cmpfloat_with_epsilon (
      sum.low / 3600, hw_downtime_h (utility * transformer * switchgear * ups * breaker), 1e-3);
  power_unit (fixture, chain, "generator", HW_SIDE_A);
  generator = hw_availability_of_rate (87.6, 1);
  grid = 1 - (1 - utility * transformer) * (1 - generator);
  sum = feeds_of (fixture);
  g_assert_cmpfloat_with_epsilon (
      sum.low / 3600, hw_downtime_h (grid * switchgear * ups * breaker), 1e-3);
}

static void
test_two_systems (Fixture *fixture, gconstpointer data)
{
  HwHandle chain = power_chain (fixture, HW_SCHEME_2N);
  HwHandle feeds[2];
  double path;

  for (guint side = 0; side < 2; side++)
    {
      power_unit (fixture, chain, "ups", HW_SIDE_A + side);
      feeds[side] = power_feed (fixture, chain, HW_SIDE_A + side, 400);
    }
  power_rack (fixture, "nvl", feeds[0], feeds[1], 0);
  path = hw_availability_of_rate (1.2, 4) * hw_availability (100e3, 4)
         * hw_availability_of_rate (0.0035, 2.2);
  g_assert_cmpfloat_with_epsilon (
      feeds_of (fixture).low / 3600, hw_downtime_h (1 - (1 - path) * (1 - path)), 1e-6);
}

static void
set_title (Fixture *fixture, const char *attribute, const char *text)
{
  hw_design_begin (fixture->design, attribute);
  g_assert_true (
      hw_operation_set (fixture->design, HW_REF (HW_TABLE_DESIGN, 1), attribute, text, NULL));
  hw_design_commit (fixture->design);
}

/* The job is a person's to state; until then it is the published one, and says so. */
static void
test_job (Fixture *fixture, gconstpointer data)
{
  HwTrainingJob job = hw_training_job_of (fixture->design);
  g_autoptr (HwExplanation) before = NULL;
  g_autoptr (HwExplanation) after = NULL;

  g_assert_cmpstr (job.name, ==, "Llama 3 405B");
  g_assert_cmpfloat (hw_training_operations (&job), ==, 6 * 405e9 * 15.6e12);
  before = hw_estimate_explain (fixture->results, HW_ESTIMATE_JOB);
  g_assert_nonnull (strstr (before->label, "Llama 3 405B"));
  set_title (fixture, "job", "Ours");
  set_title (fixture, "job-parameters", "70000000000");
  set_title (fixture, "job-tokens", "2000000000000");
  job = hw_training_job_of (fixture->design);
  g_assert_cmpstr (job.name, ==, "Ours");
  g_assert_cmpfloat (hw_training_operations (&job), ==, 6 * 70e9 * 2e12);
  after = hw_estimate_explain (fixture->results, HW_ESTIMATE_JOB);
  g_assert_nonnull (strstr (after->label, "Ours"));
  for (guint i = 0, n = 0; i < after->children->len; i++)
    {
      const HwExplanation *child = after->children->pdata[i];

      n += child->basis == 'U';
      if (i + 1 == after->children->len)
        g_assert_cmpuint (n, ==, 2);
    }
  g_assert_false (
      hw_operation_set (fixture->design, HW_REF (HW_TABLE_DESIGN, 1), "job-tokens", "-1", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  power_test ("/calc/estimate/sources", test_sources);
  power_test ("/calc/estimate/needs-both", test_needs_both);
  power_test ("/calc/estimate/chain", test_chain);
  power_test ("/calc/estimate/two-systems", test_two_systems);
  power_test ("/calc/estimate/job", test_job);
  return g_test_run ();
}
