/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-heat-exchanger.h"

/* By Kays & London and Incropera: with one side much larger both forms are 1 − e^−NTU, with equal
 * sides counterflow is NTU / (1 + NTU). */
static void
test_limits (void)
{
  for (double ntu = 0.1; ntu < 10; ntu *= 2)
    {
      g_assert_cmpfloat_with_epsilon (
          hw_exchanger_effectiveness (HW_EXCHANGER_COUNTERFLOW, ntu, 0), 1 - exp (-ntu), 1e-12);
      g_assert_cmpfloat_with_epsilon (
          hw_exchanger_effectiveness (HW_EXCHANGER_CROSSFLOW, ntu, 0), 1 - exp (-ntu), 1e-6);
      g_assert_cmpfloat_with_epsilon (
          hw_exchanger_effectiveness (HW_EXCHANGER_COUNTERFLOW, ntu, 1), ntu / (1 + ntu), 1e-12);
    }
  g_assert_cmpfloat (hw_exchanger_effectiveness (HW_EXCHANGER_COUNTERFLOW, 0, 0.5), ==, 0);
}

/* Nothing jumps where the form changes, and no crossflow is better than counterflow. */
static void
test_order (void)
{
  for (double ntu = 0.1; ntu < 10; ntu *= 2)
    {
      double below = hw_exchanger_effectiveness (HW_EXCHANGER_COUNTERFLOW, ntu, 1 - 2e-6);
      double equal = hw_exchanger_effectiveness (HW_EXCHANGER_COUNTERFLOW, ntu, 1);
      g_assert_cmpfloat_with_epsilon (below, equal, 1e-5);
      for (double ratio = 0; ratio <= 1; ratio += 0.25)
        {
          double cross = hw_exchanger_effectiveness (HW_EXCHANGER_CROSSFLOW, ntu, ratio);
          double counter = hw_exchanger_effectiveness (HW_EXCHANGER_COUNTERFLOW, ntu, ratio);
          g_assert_cmpfloat (cross, <=, counter + 1e-6);
          g_assert_cmpfloat (cross, >, 0);
        }
    }
}

static void
test_inverse (void)
{
  for (guint kind = 0; kind <= HW_EXCHANGER_CROSSFLOW; kind++)
    for (double ratio = 0; ratio <= 1; ratio += 0.125)
      for (double ntu = 0.1; ntu < 5; ntu *= 2)
        g_assert_cmpfloat_with_epsilon (
            hw_exchanger_ntu (kind, hw_exchanger_effectiveness (kind, ntu, ratio), ratio),
            ntu,
            1e-7 * ntu);
  g_assert_true (isnan (hw_exchanger_ntu (HW_EXCHANGER_COUNTERFLOW, 1, 0.5)));
  g_assert_true (isnan (hw_exchanger_ntu (HW_EXCHANGER_COUNTERFLOW, -0.1, 0.5)));
}

/* Three data sheets, with PG25 of 35 °C in the loop and as much water of 30 °C on the other side:
 * effectiveness, NTU and UA as worked out in the facts. */
static void
test_ratings (void)
{
  static const struct
  {
    double heat_w, approach_k, flow_lpm, effectiveness, ntu, ua_kw_k;
  } units[] = {
    { 1368e3, 4, 1200, 0.810, 3.98, 320 },
    { 121e3, 4, 120, 0.790, 3.55, 28.5 },
    { 2000e3, 5, 2125, 0.738, 2.69, 383 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      double flow = units[i].flow_lpm / 60e3;
      HwStream hot = { flow * 1017.0 * 3950, flow * 1017.0 };
      HwStream cold = { flow * 995.74 * 4179.5, flow * 995.74 };
      HwExchanger exchanger;
      double ntu, effectiveness;

      g_assert_true (hw_exchanger_calibrate (
          &exchanger, HW_EXCHANGER_COUNTERFLOW, units[i].heat_w, units[i].approach_k, &hot, &cold));
      ntu = exchanger.ua_w_k / hot.capacity_w_k;
      effectiveness = hw_exchanger_transfer (&exchanger, &hot, &cold) / hot.capacity_w_k;
      g_assert_cmpfloat_with_epsilon (effectiveness, units[i].effectiveness, 0.001);
      g_assert_cmpfloat_with_epsilon (ntu, units[i].ntu, 0.02);
      g_assert_cmpfloat_with_epsilon (
          exchanger.ua_w_k / 1e3, units[i].ua_kw_k, units[i].ua_kw_k * 0.005);
    }
}

static void
test_impossible_ratings (void)
{
  HwStream stream = { 1000, 1 };
  HwExchanger exchanger;

  g_assert_false (
      hw_exchanger_calibrate (&exchanger, HW_EXCHANGER_COUNTERFLOW, 1000, 0, &stream, &stream));
  g_assert_false (
      hw_exchanger_calibrate (&exchanger, HW_EXCHANGER_COUNTERFLOW, NAN, 4, &stream, &stream));
  g_assert_false (
      hw_exchanger_calibrate (&exchanger, HW_EXCHANGER_CROSSFLOW, 1000, 1e-4, &stream, &stream));
}

/* UA at the rating is that of the rating; half the flow on both sides leaves 0.5^0.7 of it, half on
 * one side the mean resistance. */
static void
test_off_rating (void)
{
  HwExchanger exchanger
      = { .kind = HW_EXCHANGER_COUNTERFLOW, .ua_w_k = 1000, .hot_kg_s = 2, .cold_kg_s = 4 };
  HwStream hot = { 8000, 2 };
  HwStream cold = { 16000, 4 };
  HwStream half_hot = { 4000, 1 };
  HwStream half_cold = { 8000, 2 };
  HwStream still = { 0, 0 };

  g_assert_cmpfloat_with_epsilon (hw_exchanger_ua (&exchanger, &hot, &cold), 1000, 1e-9);
  g_assert_cmpfloat_with_epsilon (
      hw_exchanger_ua (&exchanger, &half_hot, &half_cold), 1000 * pow (0.5, 0.7), 1e-9);
  g_assert_cmpfloat_with_epsilon (
      hw_exchanger_ua (&exchanger, &half_hot, &cold), 2000 / (1 + pow (2, 0.7)), 1e-9);
  g_assert_cmpfloat (hw_exchanger_ua (&exchanger, &hot, &still), ==, 0);
  g_assert_cmpfloat (hw_exchanger_transfer (&exchanger, &hot, &still), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/heat-exchanger/limits", test_limits);
  g_test_add_func ("/calc/heat-exchanger/counterflow-is-best", test_order);
  g_test_add_func ("/calc/heat-exchanger/ntu-is-the-inverse", test_inverse);
  g_test_add_func ("/calc/heat-exchanger/data-sheets", test_ratings);
  g_test_add_func ("/calc/heat-exchanger/impossible-ratings", test_impossible_ratings);
  g_test_add_func ("/calc/heat-exchanger/off-the-rating", test_off_rating);
  return g_test_run ();
}
