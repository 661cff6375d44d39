/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-calc-design.h"
#include "hw-cdu.h"

#define LPM (1e-3 / 60)

static HwStream
coolant (double flow_lpm)
{
  return (HwStream){ flow_lpm / 60e3 * 1017.0 * 3950, flow_lpm / 60e3 * 1017.0 };
}

static HwStream
water (double flow_lpm)
{
  return (HwStream){ flow_lpm / 60e3 * 995.74 * 4179.5, flow_lpm / 60e3 * 995.74 };
}

/* Vertiv XDU1350: 1 368 kW at 4 K and 1 200 L/min. */
static HwExchanger
rated (void)
{
  HwStream hot = coolant (1200);
  HwStream cold = water (1200);
  HwExchanger exchanger;

  g_assert_true (
      hw_exchanger_calibrate (&exchanger, HW_EXCHANGER_COUNTERFLOW, 1368e3, 4, &hot, &cold));
  return exchanger;
}

static void
test_rating (void)
{
  g_autoptr (HwProduct) cdu = hw_product_new ("c", "c", HW_KIND_CDU_ROW, HW_MOUNTING_FLOOR);
  g_autoptr (HwProduct) sidecar = hw_product_new ("s", "s", HW_KIND_SIDECAR, HW_MOUNTING_FLOOR);
  g_autoptr (HwProduct) rack = hw_product_new ("r", "r", HW_KIND_RACK, HW_MOUNTING_EIA);
  HwCduRating rating;

  figure_value (cdu, HW_FIELD_COOLING_CAPACITY, 1e6);
  rating = hw_cdu_rating (cdu);
  g_assert_cmpuint (
      rating.assumptions, ==, HW_CDU_ASSUMED_APPROACH | HW_CDU_ASSUMED_FLOW | HW_CDU_ASSUMED_HEAD);
  g_assert_cmpfloat_with_epsilon (rating.flow_m3_s / LPM, 1350, 1e-6);
  g_assert_cmpfloat (rating.air_m3_s, ==, 0);

  figure_value (cdu, HW_FIELD_APPROACH, 5);
  figure_value (cdu, HW_FIELD_COOLANT_FLOW, 1000 * LPM);
  figure_value (cdu, HW_FIELD_EXTERNAL_HEAD, 1e5);
  rating = hw_cdu_rating (cdu);
  g_assert_cmpuint (rating.assumptions, ==, 0);
  g_assert_cmpfloat (rating.approach_k, ==, 5);

  figure_value (sidecar, HW_FIELD_COOLING_CAPACITY, 240e3);
  rating = hw_cdu_rating (sidecar);
  g_assert_true (rating.to_air);
  g_assert_cmpfloat (rating.approach_k, ==, HW_SIDECAR_APPROACH_K);
  /* 240 kW in air of 25 °C and 1.184 kg/m³ that warms by 15 K. */
  g_assert_cmpfloat_with_epsilon (rating.air_m3_s, 240e3 / (1.184 * 1005 * 15), 0.02);

  g_assert_true (hw_cdu_is_one (cdu));
  g_assert_true (hw_cdu_is_one (sidecar));
  g_assert_false (hw_cdu_is_one (rack));
}

/* At its rating the coolant leaves 4 K above the water, with the valve wide open. */
static void
test_at_rating (void)
{
  HwExchanger exchanger = rated ();
  HwStream hot = coolant (1200);
  HwHeatSink sink = { water (1200), 31 };
  HwCduState state = hw_cdu_run (&exchanger, &hot, 35 + 1368e3 / hot.capacity_w_k, 0, &sink);

  g_assert_false (state.holds);
  g_assert_cmpfloat (state.opening, ==, 1);
  g_assert_cmpfloat_with_epsilon (state.supply_c, 35, 1e-6);
  g_assert_cmpfloat_with_epsilon (state.heat_w, 1368e3, 1);
  g_assert_cmpfloat_with_epsilon (state.out_c, 31 + 1368e3 / sink.full.capacity_w_k, 1e-6);
  g_assert_cmpfloat_with_epsilon (hw_cdu_capacity (&exchanger, &hot, 35, &sink), 1368e3, 1);
}

/* With less load the valve closes until the coolant leaves as asked; both sides agree on the heat.
 */
static void
test_control (void)
{
  HwExchanger exchanger = rated ();
  HwStream hot = coolant (900);
  HwHeatSink sink = { water (1200), 28 };

  for (double load_w = 50e3; load_w < 900e3; load_w *= 1.5)
    {
      HwCduState state = hw_cdu_run (&exchanger, &hot, 35 + load_w / hot.capacity_w_k, 35, &sink);

      g_assert_true (state.holds);
      g_assert_cmpfloat (state.opening, >, 0);
      g_assert_cmpfloat (state.opening, <, 1);
      g_assert_cmpfloat (state.supply_c, ==, 35);
      g_assert_cmpfloat_with_epsilon (state.heat_w, load_w, load_w * 1e-9);
      g_assert_cmpfloat_with_epsilon (
          (state.out_c - 28) * sink.full.capacity_w_k * state.opening, load_w, load_w * 1e-9);
    }
}

/* More approach, more capacity: Q scales with the difference of the inlets. */
static void
test_capacity (void)
{
  HwExchanger exchanger = rated ();
  HwStream hot = coolant (1200);
  HwHeatSink sink = { water (1200), 31 };
  double at_4 = hw_cdu_capacity (&exchanger, &hot, 35, &sink);
  double at_8 = hw_cdu_capacity (&exchanger, &hot, 39, &sink);

  g_assert_cmpfloat_with_epsilon (at_8, 2 * at_4, 1);
  g_assert_cmpfloat (hw_cdu_capacity (&exchanger, &hot, 31, &sink), ==, 0);
  g_assert_cmpfloat (hw_cdu_capacity (&exchanger, &hot, 20, &sink), ==, 0);
}

/* Nothing is carried without flow, or from cold coolant to warm water. */
static void
test_idle (void)
{
  HwExchanger exchanger = rated ();
  HwStream hot = coolant (1200);
  HwStream still = { 0, 0 };
  HwHeatSink sink = { water (1200), 31 };
  HwHeatSink no_water = { still, 31 };
  HwCduState state = hw_cdu_run (&exchanger, &still, 50, 35, &sink);

  g_assert_cmpfloat (state.heat_w, ==, 0);
  state = hw_cdu_run (&exchanger, &hot, 30, 25, &sink);
  g_assert_cmpfloat (state.heat_w, ==, 0);
  g_assert_cmpfloat (state.supply_c, ==, 30);
  g_assert_false (state.holds);
  state = hw_cdu_run (&exchanger, &hot, 34, 35, &sink);
  g_assert_cmpfloat (state.heat_w, ==, 0);
  g_assert_true (state.holds);
  state = hw_cdu_run (&exchanger, &hot, 50, 35, &no_water);
  g_assert_cmpfloat (state.heat_w, ==, 0);
  g_assert_cmpfloat (state.supply_c, ==, 50);
  g_assert_false (state.holds);
  g_assert_true (isfinite (state.out_c));
}

/* Two equal pumps in parallel give half where one is left at the same head; at no head the curve
 * through one point ends at twice its flow, and at four thirds of its head it gives nothing. */
static void
test_pump_out (void)
{
  HwCduRating rating = { .flow_m3_s = 0.02, .head_pa = 2.44e5, .n_pumps = 2 };

  g_assert_cmpfloat_with_epsilon (hw_cdu_flow_left (&rating, 2.44e5), 0.01, 1e-12);
  g_assert_cmpfloat_with_epsilon (hw_cdu_flow_left (&rating, 0), 0.02, 1e-12);
  g_assert_cmpfloat_with_epsilon (hw_cdu_flow_left (&rating, 2.44e5 * 4 / 3), 0, 1e-9);
  g_assert_cmpfloat (hw_cdu_flow_left (&rating, 4e5), ==, 0);
  rating.n_pumps = 1;
  g_assert_cmpfloat (hw_cdu_flow_left (&rating, 1e5), ==, 0);
  rating.n_pumps = 0;
  g_assert_true (isnan (hw_cdu_flow_left (&rating, 1e5)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/cdu/rating", test_rating);
  g_test_add_func ("/calc/cdu/at-its-rating", test_at_rating);
  g_test_add_func ("/calc/cdu/control", test_control);
  g_test_add_func ("/calc/cdu/capacity", test_capacity);
  g_test_add_func ("/calc/cdu/idle", test_idle);
  g_test_add_func ("/calc/cdu/pump-out", test_pump_out);
  return g_test_run ();
}
