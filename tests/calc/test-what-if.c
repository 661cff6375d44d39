/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-loop-fixture.h"
#include "hw-power.h"
#include "hw-what-if.h"

/* Failures that go through several networks: racks on feed "b", their CDU on feed "a". */

typedef struct
{
  HwHandle a, b;
  HwHandle cdu;
} Chain;

static HwHandle
add_feed (Fixture *fixture, const char *name, HwSide side)
{
  HwHandle feed;

  hw_design_begin (fixture->design, "Feed");
  feed = hw_operation_add_feed (fixture->design, name, side, 415, 4000, HW_BREAKER_NEC);
  hw_design_commit (fixture->design);
  return feed;
}

static const char *
id_of (Fixture *fixture, HwTableKind table, HwHandle handle)
{
  static char buffers[4][HW_ID_SIZE];
  static guint next;

  return hw_design_id_text (fixture->design, HW_REF (table, handle), buffers[next++ % 4]);
}

static void
feed_all (Fixture *fixture, HwHandle first, HwHandle feed)
{
  for (HwHandle rack = hw_design_next (fixture->design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (fixture->design, HW_TABLE_RACK, rack))
    if (rack == first)
      fixture_set (fixture, HW_TABLE_RACK, rack, "feed-a", id_of (fixture, HW_TABLE_FEED, feed));
}

static Chain
set_up_chain (Fixture *fixture)
{
  Chain chain = { .a = add_feed (fixture, "Feed A", HW_SIDE_A),
                  .b = add_feed (fixture, "Feed B", HW_SIDE_B) };

  chain.cdu = loop_member (fixture, "cdu", 2000);
  loop_racks (fixture, 4, 3000);
  feed_all (fixture, chain.cdu, chain.a);
  for (HwHandle rack = hw_design_next (fixture->design, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (fixture->design, HW_TABLE_RACK, rack))
    if (rack != chain.cdu)
      feed_all (fixture, rack, chain.b);
  return chain;
}

static void
fail (Fixture *fixture, const char *key)
{
  const char *keys[] = { key, NULL };

  g_assert_true (hw_results_can_fail (fixture->results, key));
  hw_results_set_failed (fixture->results, keys);
}

static guint
count_state (const HwWhatIf *what_if, HwOutageState state)
{
  guint n = 0;

  for (guint i = 0; i < what_if->outages->len; i++)
    n += g_array_index (what_if->outages, HwOutage, i).state == state;
  return n;
}

/* The feed of the CDU dies; the coolant stands still; the racks, which have their power, stop, and
 * nothing is drawn any more. */
static void
test_feed_of_cdu (Fixture *fixture, gconstpointer data)
{
  Chain chain = set_up_chain (fixture);
  const HwWhatIf *what_if;

  g_assert_null (hw_results_what_if (fixture->results));
  g_assert_cmpfloat_with_epsilon (
      hw_results_power (fixture->results)->power_w, 4 * 132e3 + 10e3, 1);
  fail (fixture, id_of (fixture, HW_TABLE_FEED, chain.a));
  what_if = hw_results_what_if (fixture->results);
  g_assert_cmpuint (count_state (what_if, HW_OUTAGE_UNPOWERED), ==, 1);
  g_assert_cmpuint (count_state (what_if, HW_OUTAGE_HOT), ==, 4);
  g_assert_cmpfloat_with_epsilon (hw_results_power (fixture->results)->power_w, 0, 1e-6);
  g_assert_cmpfloat (
      hw_results_loop (fixture->results, loop_handle (fixture))->flow_total_m3_s, <, 1e-6);
  for (guint i = 0; i < what_if->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (what_if->outages, HwOutage, i);
      g_autofree char *cause = hw_what_if_explain (what_if, fixture->results, outage);

      g_assert_nonnull (strstr (cause, "Feed A has failed"));
      if (outage->state != HW_OUTAGE_HOT)
        continue;
      /* 40 L in the rack alone are 1.6e5 J/K, and 10 K lie between: 115 kW need 13 s for that. */
      g_assert_cmpfloat (outage->seconds, >, 10);
      g_assert_cmpfloat (outage->seconds, <, 60);
      g_assert_true (outage->still);
      g_assert_cmpuint (outage->round, ==, 1);
    }
  hw_results_set_failed (fixture->results, NULL);
  g_assert_null (hw_results_what_if (fixture->results));
  g_assert_cmpfloat_with_epsilon (
      hw_results_power (fixture->results)->power_w, 4 * 132e3 + 10e3, 1);
  g_assert_cmpfloat (hw_results_loop (fixture->results, loop_handle (fixture))->flow_total_m3_s,
                     >,
                     4 * 80e-3 / 60);
}

/* The facility water takes no heat any more: the coolant goes round, and all of it gets warm. */
static void
test_heat_rejection (Fixture *fixture, gconstpointer data)
{
  const char *loop;
  g_autofree char *key = NULL;
  const HwWhatIf *what_if;

  set_up_chain (fixture);
  loop = id_of (fixture, HW_TABLE_LOOP, loop_handle (fixture));
  key = g_strdup_printf ("%s/heat-rejection/%s", loop, loop);
  fail (fixture, key);
  what_if = hw_results_what_if (fixture->results);
  g_assert_cmpuint (count_state (what_if, HW_OUTAGE_HOT), ==, 4);
  g_assert_cmpuint (what_if->outages->len, ==, 4);
  for (guint i = 0; i < what_if->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (what_if->outages, HwOutage, i);
      g_autofree char *cause = hw_what_if_explain (what_if, fixture->results, outage);

      g_assert_nonnull (strstr (cause, "Heat rejection at"));
      g_assert_false (outage->still);
      /* Racks and pipes share the heat: no sooner than by the 40 L in the rack alone. */
      g_assert_cmpfloat (outage->seconds, >, 13);
      g_assert_cmpfloat (outage->seconds, <, 600);
    }
  g_assert_true (hw_results_loop (fixture->results, loop_handle (fixture))->plan->warm);
  g_assert_cmpfloat (
      hw_results_loop (fixture->results, loop_handle (fixture))->racks[0].flow_m3_s, >, 1e-4);
  hw_results_set_failed (fixture->results, NULL);
  g_assert_true (hw_results_loop (fixture->results, loop_handle (fixture))->steady);
}

/* The feed of the racks dies: the loop goes on, with no heat. */
static void
test_feed_of_racks (Fixture *fixture, gconstpointer data)
{
  Chain chain = set_up_chain (fixture);
  const HwLoopSolution *solution;

  fail (fixture, id_of (fixture, HW_TABLE_FEED, chain.b));
  g_assert_cmpuint (
      count_state (hw_results_what_if (fixture->results), HW_OUTAGE_UNPOWERED), ==, 4);
  g_assert_cmpuint (hw_results_what_if (fixture->results)->outages->len, ==, 4);
  solution = hw_results_loop (fixture->results, loop_handle (fixture));
  g_assert_true (solution->cdus[0].runs);
  g_assert_cmpfloat (solution->rack_heat_w, <, 10);
  g_assert_cmpfloat_with_epsilon (hw_results_power (fixture->results)->power_w, 10e3, 1e-6);
}

/* One valve: that rack alone stops, and its load goes. */
static void
test_valve (Fixture *fixture, gconstpointer data)
{
  Chain chain = set_up_chain (fixture);
  HwHandle rack = hw_design_next (fixture->design, HW_TABLE_RACK, chain.cdu);
  g_autofree char *key = g_strdup_printf ("%s/supply-valve/%s",
                                          id_of (fixture, HW_TABLE_LOOP, loop_handle (fixture)),
                                          id_of (fixture, HW_TABLE_RACK, rack));
  const HwWhatIf *what_if;

  fail (fixture, key);
  what_if = hw_results_what_if (fixture->results);
  g_assert_cmpuint (what_if->outages->len, ==, 1);
  g_assert_true (hw_what_if_is_down (what_if, fixture->design, HW_REF (HW_TABLE_RACK, rack)));
  g_assert_false (hw_what_if_is_down (what_if, fixture->design, HW_REF (HW_TABLE_RACK, chain.cdu)));
  g_assert_cmpfloat_with_epsilon (
      hw_results_power (fixture->results)->power_w, 3 * 132e3 + 10e3, 1);
}

/* The id of a rack, of a CDU and of one of several CDUs. */
static void
test_objects (Fixture *fixture, gconstpointer data)
{
  Chain chain = set_up_chain (fixture);
  HwHandle rack = hw_design_next (fixture->design, HW_TABLE_RACK, chain.cdu);

  fail (fixture, id_of (fixture, HW_TABLE_RACK, rack));
  g_assert_cmpuint (hw_results_what_if (fixture->results)->outages->len, ==, 1);
  g_assert_cmpuint (count_state (hw_results_what_if (fixture->results), HW_OUTAGE_FAILED), ==, 1);
  fail (fixture, id_of (fixture, HW_TABLE_RACK, chain.cdu));
  g_assert_cmpuint (count_state (hw_results_what_if (fixture->results), HW_OUTAGE_HOT), ==, 4);
  /* 460 kW are less than the 1368 kW of one CDU: with a second one the first may go. */
  loop_member (fixture, "cdu", 1000);
  g_assert_cmpuint (count_state (hw_results_what_if (fixture->results), HW_OUTAGE_HOT), ==, 0);
}

/* What names nothing is told from what can fail. */
static void
test_bad_keys (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[]
      = { "", "/", "//", "nothing", "nothing/pump/nothing", "///:3", ":" };

  set_up_chain (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_assert_false (hw_results_can_fail (fixture->results, keys[i]));
      hw_results_set_failed (fixture->results, (const char *const[]){ keys[i], NULL });
      g_assert_cmpuint (hw_results_what_if (fixture->results)->outages->len, ==, 0);
    }
}

/* A CDU too small for all of them: they get too warm, later than with no flow. */
static void
test_too_small (Fixture *fixture, gconstpointer data)
{
  HwHandle large = loop_member (fixture, "cdu", 2000);
  const HwWhatIf *what_if;

  loop_member (fixture, "small", 1000);
  loop_racks (fixture, 8, 3000);
  fail (fixture, id_of (fixture, HW_TABLE_RACK, large));
  what_if = hw_results_what_if (fixture->results);
  g_assert_cmpuint (count_state (what_if, HW_OUTAGE_HOT), >, 0);
  for (guint i = 0; i < what_if->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (what_if->outages, HwOutage, i);

      if (outage->state == HW_OUTAGE_HOT)
        {
          g_assert_false (outage->still);
          g_assert_cmpfloat (outage->seconds, >, 0);
          g_assert_true (isfinite (outage->seconds));
        }
    }
}

/* The room coolers lose their feed: the air takes up 4 × 17 kW and nobody carries them away. */
static void
test_feed_of_coolers (Fixture *fixture, gconstpointer data)
{
  HwHandle c = add_feed (fixture, "Feed C", HW_SIDE_C), crah, rack;
  const HwWhatIf *what_if;

  set_up_chain (fixture);
  crah = loop_member_at (fixture, "crah", 0, 20000, 2000);
  feed_all (fixture, crah, c);
  fail (fixture, id_of (fixture, HW_TABLE_FEED, c));
  what_if = hw_results_what_if (fixture->results);
  g_assert_cmpuint (count_state (what_if, HW_OUTAGE_UNPOWERED), ==, 1);
  g_assert_cmpuint (count_state (what_if, HW_OUTAGE_HOT), ==, 4);
  for (guint i = 0; i < what_if->outages->len; i++)
    {
      const HwOutage *outage = &g_array_index (what_if->outages, HwOutage, i);
      g_autofree char *cause = hw_what_if_explain (what_if, fixture->results, outage);

      g_assert_nonnull (strstr (cause, "Feed C has failed"));
      if (outage->state != HW_OUTAGE_HOT)
        continue;
      g_assert_true (outage->by_air);
      g_assert_nonnull (strstr (cause, "room cooler"));
      g_assert_cmpfloat (outage->seconds, >, 0);
      g_assert_true (isfinite (outage->seconds));
    }
  fail (fixture, id_of (fixture, HW_TABLE_RACK, crah));
  g_assert_cmpuint (count_state (hw_results_what_if (fixture->results), HW_OUTAGE_HOT), ==, 4);
  /* One of 181 kW is left on another feed. */
  rack = loop_member_at (fixture, "crah", 0, 24000, 2000);
  feed_all (fixture, rack, add_feed (fixture, "Feed D", HW_SIDE_D));
  what_if = hw_results_what_if (fixture->results);
  g_assert_cmpuint (count_state (what_if, HW_OUTAGE_HOT), ==, 0);
  g_assert_cmpuint (count_state (what_if, HW_OUTAGE_FAILED), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  loop_test ("/what-if/feed-of-cdu", test_feed_of_cdu);
  loop_test ("/what-if/feed-of-racks", test_feed_of_racks);
  loop_test ("/what-if/heat-rejection", test_heat_rejection);
  loop_test ("/what-if/valve", test_valve);
  loop_test ("/what-if/objects", test_objects);
  loop_test ("/what-if/bad-keys", test_bad_keys);
  loop_test ("/what-if/too-small", test_too_small);
  loop_test ("/what-if/feed-of-coolers", test_feed_of_coolers);
  return g_test_run ();
}
