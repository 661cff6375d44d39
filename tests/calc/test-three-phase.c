/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-feeds.h"
#include "hw-loss-model.h"
#include "hw-power-plan.h"
#include "hw-three-phase.h"

/* Expected values: facts/power-and-cost.md 1.1 to 1.4 and 1.7. */

/* 40, 32 and 24 A at unity power factor: 13.856 A in the neutral, unbalance 0.25. */
static void
test_neutral (void)
{
  double voltage_v = 400, to_neutral_v = 400 / sqrt (3);
  HwPhaseLoad load = { .neutral_w = { 40 * to_neutral_v, 32 * to_neutral_v, 24 * to_neutral_v } };
  HwPhaseCurrents currents = hw_three_phase_currents (&load, voltage_v, 1);

  g_assert_cmpfloat_with_epsilon (currents.line_a[0], 40, 1e-9);
  g_assert_cmpfloat_with_epsilon (currents.line_a[2], 24, 1e-9);
  g_assert_cmpfloat_with_epsilon (currents.most_a, 40, 1e-9);
  g_assert_cmpfloat_with_epsilon (currents.neutral_a, 13.856, 5e-4);
  g_assert_cmpfloat_with_epsilon (currents.unbalance, 0.25, 1e-9);
}

/* 20, 16 and 12 A between lines: 28.000, 31.241 and 24.331 A in them. */
static void
test_delta (void)
{
  HwPhaseLoad load = { .line_w = { 20 * 208, 16 * 208, 12 * 208 } };
  HwPhaseCurrents currents = hw_three_phase_currents (&load, 208, 1);

  g_assert_cmpfloat_with_epsilon (currents.line_a[0], 28.000, 5e-4);
  g_assert_cmpfloat_with_epsilon (currents.line_a[1], 31.241, 5e-4);
  g_assert_cmpfloat_with_epsilon (currents.line_a[2], 24.331, 5e-4);
  g_assert_cmpfloat_with_epsilon (currents.neutral_a, 0, 1e-9);
}

/* P = √3 · V · I · pf: 33 kW through a shelf of 97.5 % at 0.99 draws 47.6 A at 415 V, 41.1 A at 480
 * V. */
static void
test_balanced (void)
{
  HwPhaseLoad load = { 0 };
  HwPhaseCurrents currents;

  hw_phase_load_add_balanced (&load, 33e3 / 0.975);
  g_assert_cmpfloat_with_epsilon (hw_phase_load_total (&load), 33e3 / 0.975, 1e-6);
  currents = hw_three_phase_currents (&load, 415, 0.99);
  g_assert_cmpfloat_with_epsilon (currents.most_a, 47.6, 0.05);
  g_assert_cmpfloat_with_epsilon (currents.neutral_a, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (currents.unbalance, 0, 1e-9);
  currents = hw_three_phase_currents (&load, 480, 0.99);
  g_assert_cmpfloat_with_epsilon (currents.most_a, 41.1, 0.05);
  currents = hw_three_phase_currents (&(HwPhaseLoad){ 0 }, 480, 0.99);
  g_assert_cmpfloat (currents.unbalance, ==, 0);
}

/* The table of rack feeds, and what a maker prints for 208 V and 230 V, kVA. */
static void
test_breakers (void)
{
  static const struct
  {
    double voltage_v, current_a, full, continuous;
  } rows[] = {
    { 208, 60, 21.62, 17.29 },
    { 400, 32, 22.17, 17.74 },
    { 400, 63, 43.65, 34.92 },
    { 415, 32, 23.00, 18.40 },
    { 415, 60, 43.13, 34.50 },
    { 415, 63, 45.28, 36.23 },
    { 415, 100, 71.88, 57.50 },
    { 480, 60, 49.88, 39.91 },
    { 480, 100, 83.14, 66.51 },
    { 208, 20, 7.205, 5.764 },
    { 208, 30, 10.81, 8.646 },
    { 230 * sqrt (3), 32, 22.080, 17.664 },
    { 230 * sqrt (3), 63, 43.470, 34.776 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HwFeed feed = { .voltage_v = rows[i].voltage_v,
                      .current_a = rows[i].current_a,
                      .phases = 3,
                      .rule = HW_BREAKER_IEC };

      g_assert_cmpfloat_with_epsilon (hw_feed_limit_w (&feed), rows[i].full * 1e3, 6);
      feed.rule = HW_BREAKER_NEC;
      g_assert_cmpfloat_with_epsilon (hw_feed_limit_w (&feed), rows[i].continuous * 1e3, 6);
    }
}

static void
test_schemes (void)
{
  static const struct
  {
    HwPowerScheme scheme;
    guint systems;
    double share;
  } rows[] = {
    { HW_SCHEME_N, 1, 1 },          { HW_SCHEME_N_PLUS_1, 1, 1 }, { HW_SCHEME_2N, 2, 0.5 },
    { HW_SCHEME_3N_2, 3, 2.0 / 3 }, { HW_SCHEME_4N_3, 4, 0.75 },  { HW_SCHEME_CATCHER, 3, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HwPowerRow row = { .scheme = (guint8)rows[i].scheme, .blocks = 3 };

      g_assert_cmpuint (hw_power_n_systems (&row), ==, rows[i].systems);
      g_assert_cmpfloat_with_epsilon (hw_power_scheme_share (&row), rows[i].share, 1e-12);
      g_assert_true (hw_power_has_system (&row, HW_SIDE_A));
      g_assert_cmpint (
          hw_power_has_system (&row, HW_SIDE_RESERVE), ==, row.scheme == HW_SCHEME_CATCHER);
      g_assert_cmpint (hw_power_has_system (&row, HW_SIDE_C), ==, rows[i].systems > 2);
    }
}

/* A loss of 1 % at half load and 3 % of what is delivered at full load. */
static void
test_loss_models (void)
{
  static const double load[] = { 0.25, 0.5, 0.75, 1 };
  double efficiency[4];
  HwLossModel model, fitted;

  model = (HwLossModel){ .rating_w = 1e6, .a_w = 5e3, .b_w = 1e4, .c_w = 2e4, .known = TRUE };
  for (guint i = 0; i < 4; i++)
    efficiency[i] = load[i] * 1e6 / (load[i] * 1e6 + hw_loss_model_at (&model, load[i] * 1e6));
  for (guint n = 3; n <= 4; n++)
    {
      g_assert_true (hw_loss_model_fit (&fitted, 1e6, load, efficiency, n));
      g_assert_cmpfloat_with_epsilon (fitted.a_w, 5e3, 1e-3);
      g_assert_cmpfloat_with_epsilon (fitted.b_w, 1e4, 1e-3);
      g_assert_cmpfloat_with_epsilon (fitted.c_w, 2e4, 1e-3);
    }
  /* Two points: b = 0. */
  g_assert_true (hw_loss_model_fit (&fitted, 1e6, load, efficiency, 2));
  g_assert_cmpfloat (fitted.b_w, ==, 0);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpfloat_with_epsilon (
        hw_loss_model_at (&fitted, load[i] * 1e6), load[i] * 1e6 * (1 / efficiency[i] - 1), 1e-3);
  /* One: that efficiency at every load. */
  g_assert_true (hw_loss_model_fit (&fitted, 1e6, load, efficiency, 1));
  g_assert_cmpfloat_with_epsilon (
      hw_loss_model_at (&fitted, 1e6), 1e6 * (1 / efficiency[0] - 1), 1e-3);
  g_assert_false (hw_loss_model_fit (&fitted, 1e6, load, efficiency, 0));
  g_assert_false (hw_loss_model_fit (&fitted, 0, load, efficiency, 3));
  g_assert_cmpfloat (hw_loss_model_at (&fitted, 1e6), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/three-phase/neutral", test_neutral);
  g_test_add_func ("/calc/three-phase/delta", test_delta);
  g_test_add_func ("/calc/three-phase/balanced", test_balanced);
  g_test_add_func ("/calc/three-phase/breakers", test_breakers);
  g_test_add_func ("/calc/three-phase/schemes", test_schemes);
  g_test_add_func ("/calc/three-phase/loss-models", test_loss_models);
  return g_test_run ();
}
