/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-delivered.h"
#include "hw-reliability.h"

/* Expected values are those of power-and-cost.md, sections 5 and 6, to the digits given there. */

#define near(a, b, digits) g_assert_cmpfloat_with_epsilon (a, b, digits)

static void
test_algebra (void)
{
  double parts[] = { hw_availability_of_rate (0.0036, 153), hw_availability_of_rate (0.0035, 2.2) };
  double path = hw_availability_series (parts, 2);

  near (hw_availability_k_of_n (1, 2, 0.999), 0.999999, 1e-12);
  near (hw_availability_k_of_n (3, 4, 0.999), 0.999994007997, 1e-12);
  near (hw_availability_k_of_n (5, 6, 0.9999), 0.99999985004, 1e-11);
  near (hw_availability_k_of_n (2, 3, 0.99), 0.999702, 1e-12);
  near (hw_availability_k_of_n (4, 5, 0.99), 0.9990198504, 1e-12);
  near (hw_availability (100000, 4), 0.9999600016, 1e-10);
  near (hw_availability_k_of_n (1, 2, hw_availability (100000, 4)), 0.9999999984, 1e-10);
  near (path, 0.99993624830, 1e-11);
  near (hw_downtime_h (path), 0.55846, 1e-5);
  near (hw_availability_k_of_n (1, 2, path), 0.99999999594, 1e-11);
  near (hw_downtime_h (hw_availability_k_of_n (1, 2, path)) * 60, 0.0021362, 1e-7);
  near (hw_mtbf_of_pair_h (100000, 4), 1.25e9, 1);
  g_assert_cmpfloat (hw_availability_k_of_n (3, 2, 0.9), ==, 0);
  g_assert_cmpfloat (hw_availability_k_of_n (0, 2, 0.9), ==, 1);
}

/* Tiers by their basis: hours of outage of section 5.3. */
static void
test_tiers (void)
{
  near (hw_downtime_h (0.99671), 28.8, 0.05);
  near (hw_downtime_h (0.99741), 22.7, 0.05);
  near (hw_downtime_h (0.99982), 1.58, 0.005);
  near (hw_downtime_h (0.99995) * 60, 26.3, 0.05);
  near (hw_availability_of_rate (0.2, 4), 0.99991, 1e-5);
}

static void
test_common_cause (void)
{
  double alone = hw_availability_of_rate (0.1, 10);

  near (
      hw_availability_common_cause (1, 2, 0.1, 10, 0), hw_availability_k_of_n (1, 2, alone), 1e-15);
  /* All failures are common: a pair is no better than one. */
  near (hw_availability_common_cause (1, 2, 0.1, 10, 1), alone, 1e-15);
  g_assert_cmpfloat (hw_availability_common_cause (1, 2, 0.1, 10, 0.1),
                     <,
                     hw_availability_common_cause (1, 2, 0.1, 10, 0.05));
}

static void
test_capacity (void)
{
  static const double alike[] = { 1, 1, 1 };
  static const double mixed[] = { 2, 1, 1 };

  near (hw_availability_of_capacity (alike, 3, 2, 0.99), 0.999702, 1e-12);
  /* The large one with none, one or both of the others, or both others without it. */
  near (hw_availability_of_capacity (mixed, 3, 2, 0.9), 0.9 + 0.1 * 0.81, 1e-12);
  g_assert_cmpfloat (hw_availability_of_capacity (alike, 3, 4, 0.99), ==, 0);
}

static void
test_paths (void)
{
  /* The bridge of five links of 0.9: 2p² + 2p³ − 5p⁴ + 2p⁵ (any textbook). */
  static const HwGraphLink bridge[] = { { 0, 1 }, { 0, 2 }, { 1, 3 }, { 2, 3 }, { 1, 2 } };
  static const double links[] = { 0.9, 0.9, 0.9, 0.9, 0.9 };
  static const double nodes[] = { 1, 0.5, 0.5, 0.8 };
  g_autoptr (HwGraph) graph = hw_graph_new (4, bridge, 5);
  HwAvailabilityBounds bounds = hw_reliability_of_paths (graph, NULL, links, 0, 3);

  near (bounds.low, 2 * 0.81 + 2 * 0.729 - 5 * 0.6561 + 2 * 0.59049, 1e-12);
  near (bounds.high, bounds.low, 1e-12);
  bounds = hw_reliability_of_paths (graph, nodes, NULL, 0, 3);
  near (bounds.low, 0.8 * 0.75, 1e-12);
  bounds = hw_reliability_of_paths (graph, NULL, NULL, 0, 3);
  g_assert_cmpfloat (bounds.low, ==, 1);
}

/* At random: a sum over all states gives the same. */
static void
test_paths_random (void)
{
  for (guint round = 0; round < 300; round++)
    {
      HwGraphLink links[9];
      double of[9], sum = 0;
      guint n = (guint)g_test_rand_int_range (1, 10);
      g_autoptr (HwGraph) graph = NULL;
      HwAvailabilityBounds bounds;

      for (guint i = 0; i < n; i++)
        {
          links[i] = (HwGraphLink){ (guint32)g_test_rand_int_range (0, 5),
                                    (guint32)g_test_rand_int_range (0, 5) };
          of[i] = g_test_rand_double_range (0, 1);
        }
      graph = hw_graph_new (5, links, n);
      for (guint set = 0; set < 1u << n; set++)
        {
          guint8 out[9];
          guint32 distance[5];
          double chance = 1;

          for (guint i = 0; i < n; i++)
            {
              out[i] = !(set >> i & 1);
              chance *= out[i] ? 1 - of[i] : of[i];
            }
          hw_graph_reach (graph, 0, NULL, out, distance);
          sum += distance[4] != HW_GRAPH_NONE ? chance : 0;
        }
      bounds = hw_reliability_of_paths (graph, NULL, of, 0, 4);
      near (bounds.low, sum, 1e-12);
      near (bounds.high, sum, 1e-12);
    }
}

static void
test_interruptions (void)
{
  static const struct
  {
    double gpus, hours, digits;
  } cases[] = {
    { 72, 704, 0.5 },       { 576, 88.0, 0.05 },       { 1024, 49.5, 0.05 },
    { 2048, 24.7, 0.05 },   { 4608, 11.0, 0.05 },      { 8192, 6.19, 0.005 },
    { 16384, 3.09, 0.005 }, { 24576, 2.06, 0.005 },    { 32768, 1.55, 0.005 },
    { 1e5, 0.507, 0.0005 }, { 131072, 0.387, 0.0005 },
  };
  double mtti_s = 86400 / (2048 * 0.0065), interval;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    near (hw_mtti (cases[i].gpus).value, cases[i].hours, cases[i].digits);
  near (hw_mtti (1).value, 50677, 0.5);
  near (hw_mtti (1).high, 65536, 0.5);
  near (hw_mtti (1024).low, 7.9, 1e-9);
  near (hw_mtti (16384).low, 1.803, 0.0005);
  near (hw_mtti (131072).low, 0.225, 0.0005);

  interval = hw_checkpoint_interval_s (20, mtti_s);
  near (interval / 3600, 0.1415, 0.00005);
  near (hw_training_time_ratio (mtti_s, 300, 20, interval), 0.880, 0.0005);
  g_assert_true (isnan (hw_training_time_ratio (600, 300, 20, 100)));
}

static void
test_delivered (void)
{
  guint n, unconfirmed = 0;
  const HwMeasured *measured = hw_measured (&n);
  const HwTrainingJob job = { "one", 1e9, 1e9 };

  near (HW_HPL_RATIO, 0.644, 0.0005);
  for (guint i = 0; i < n; i++)
    {
      g_assert_nonnull (measured[i].source);
      unconfirmed += measured[i].unconfirmed;
      if (measured[i].kind == HW_MEASURED_MFU)
        g_assert_true (measured[i].value > HW_MFU_LOW && measured[i].value < HW_MFU_HIGH);
    }
  g_assert_cmpuint (unconfirmed, ==, 1);
  g_assert_cmpfloat (hw_training_operations (&job), ==, 6e18);
  near (hw_training_time_s (&job, 1e18, 0.5, 0.75), 16, 1e-12);
  g_assert_true (isinf (hw_training_time_s (&job, 0, 0.4, 1)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/reliability/algebra", test_algebra);
  g_test_add_func ("/calc/reliability/tiers", test_tiers);
  g_test_add_func ("/calc/reliability/common-cause", test_common_cause);
  g_test_add_func ("/calc/reliability/capacity", test_capacity);
  g_test_add_func ("/calc/reliability/paths", test_paths);
  g_test_add_func ("/calc/reliability/paths-random", test_paths_random);
  g_test_add_func ("/calc/reliability/interruptions", test_interruptions);
  g_test_add_func ("/calc/delivered", test_delivered);
  return g_test_run ();
}
