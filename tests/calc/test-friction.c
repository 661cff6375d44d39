/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-pipe-friction.h"
#include "hw-pump-curve.h"

#include <math.h>

#define assert_near(value, expected, relative)                                                     \
  g_assert_cmpfloat (fabs ((value) - (double)(expected)), <=, (relative)*fabs ((double)(expected)))

/* One pipe worked by hand with EPANET's constants: D 44.3 mm, L 14 m, ε 0.045 mm, K 4.5, ν 1.75e-6
 * m²/s, 2.60365 L/s in its litres. */
static void
test_pipe_by_hand (void)
{
  g_autoptr (HwPipeFriction) pipes = hw_pipe_friction_new (1);
  double bore = 44.3e-3, viscosity = 1.75e-6;
  double flow = 2.60364999606e-3 * 28.316846592 / 28.317;
  double minor = hw_minor_loss_resistance (4.5, bore, 8 / (G_PI * G_PI * 0.02517) * 0.3048);
  double reynolds = 4 * flow / (G_PI * bore * viscosity);
  double loss, gradient;

  assert_near (reynolds, 42761.07, 1e-6);
  assert_near (hw_pipe_friction_factor (reynolds, 0.045e-3 / bore), 0.0247604969, 1e-8);
  hw_pipe_friction_set (pipes, 0, 14, bore, 0.045e-3, viscosity, 32.2 * 0.3048, minor);
  hw_pipe_friction_loss (pipes, &flow, &loss, &gradient);
  assert_near (loss, 1.7915660357, 1e-9);
  assert_near (minor * flow * flow, 0.6540732, 1e-6);
}

/* Hagen and Poiseuille without their formula's usual form: Δh = 128·ν·L·Q/(π·g·D⁴). */
static void
test_laminar (void)
{
  g_autoptr (HwPipeFriction) pipes = hw_pipe_friction_new (1);
  double flow = -1e-5, loss, gradient;
  double expected = 128 * 1.5e-6 * 7 * flow / (G_PI * 9.80665 * pow (0.02, 4));

  hw_pipe_friction_set (pipes, 0, 7, 0.02, 1e-4, 1.5e-6, 9.80665, 0);
  hw_pipe_friction_loss (pipes, &flow, &loss, &gradient);
  assert_near (loss, expected, 1e-13);
  assert_near (gradient, expected / flow, 1e-13);
  flow = 0;
  hw_pipe_friction_loss (pipes, &flow, &loss, &gradient);
  g_assert_cmpfloat (loss, ==, 0);
  assert_near (gradient, expected / -1e-5, 1e-13);
}

/* Colebrook and White's equation, solved by repetition. */
static double
colebrook (double reynolds, double roughness)
{
  double x = 8;

  for (int i = 0; i < 100; i++)
    x = -2 * log10 (roughness / 3.7 + 2.51 * x / reynolds);
  return 1 / (x * x);
}

static void
test_near_colebrook (void)
{
  static const struct
  {
    double reynolds, most;
  } cases[] = { { 4000, 0.020 }, { 1e4, 0.010 }, { 1e5, 0.009 }, { 1e6, 0.007 } };
  static const double roughness[] = { 0, 1e-5, 1e-4, 1e-3 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint k = 0; k < G_N_ELEMENTS (roughness); k++)
      assert_near (hw_pipe_friction_factor (cases[i].reynolds, roughness[k]),
                   colebrook (cases[i].reynolds, roughness[k]),
                   cases[i].most);
}

/* The cubic meets both formulae in value and slope. */
static void
test_transition (void)
{
  for (double roughness = 0; roughness < 0.05; roughness += 0.003)
    for (int end = 1; end <= 2; end++)
      {
        double at = 2000 * end, step = 0.5;
        double before = hw_pipe_friction_factor (at - step, roughness);
        double middle = hw_pipe_friction_factor (at, roughness);
        double after = hw_pipe_friction_factor (at + step, roughness);

        g_assert_cmpfloat (fabs ((middle - before) - (after - middle)), <=, 1e-7);
        g_assert_cmpfloat (fabs (after - before), <=, 1e-4);
      }
}

/* The fast loop against the C library's functions, pipe by pipe, and its gradient against the
 * difference of losses. */
static void
test_loop (void)
{
  enum
  {
    N = 1003
  };
  g_autoptr (HwPipeFriction) pipes = hw_pipe_friction_new (N);
  g_autofree double *flow = g_new (double, N);
  g_autofree double *loss = g_new (double, N);
  g_autofree double *gradient = g_new (double, N);
  g_autofree double *loss_after = g_new (double, N);
  g_autofree double *unused = g_new (double, N);
  g_autofree double *expected = g_new (double, N);

  for (guint i = 0; i < N; i++)
    {
      double bore = exp (g_test_rand_double_range (log (0.004), log (0.5)));
      double length = exp (g_test_rand_double_range (log (0.05), log (500)));
      double roughness = i % 7 == 0 ? 0 : bore * exp (g_test_rand_double_range (-14, -3));
      double viscosity = exp (g_test_rand_double_range (log (3e-7), log (2e-5)));
      double minor = i % 3 == 0 ? 0 : hw_minor_loss_resistance (5, bore, 9.80665);
      double reynolds = exp (g_test_rand_double_range (log (10), log (1e8)));
      double velocity = reynolds * viscosity / bore;

      flow[i] = velocity * G_PI / 4 * bore * bore * (i % 2 == 0 ? 1 : -1);
      hw_pipe_friction_set (pipes, i, length, bore, roughness, viscosity, 9.80665, minor);
      expected[i] = hw_pipe_friction_factor (reynolds, roughness / bore) * length / bore * velocity
                        * velocity / (2 * 9.80665) * (i % 2 == 0 ? 1 : -1)
                    + minor * flow[i] * fabs (flow[i]);
    }
  hw_pipe_friction_loss (pipes, flow, loss, gradient);
  for (guint i = 0; i < N; i++)
    {
      assert_near (loss[i], expected[i], 1e-11);
      flow[i] *= 1 + 1e-6;
    }
  hw_pipe_friction_loss (pipes, flow, loss_after, unused);
  for (guint i = 0; i < N; i++)
    assert_near ((loss_after[i] - loss[i]) / (flow[i] * 1e-6), gradient[i], 2e-5);
}

/* Kv is m³/h at 1 bar: K·ρ·V²/2 must be 1e5 Pa then. */
static void
test_kv (void)
{
  double bore = 0.0384, kv = 25;
  double velocity = kv / 3600 / (G_PI / 4 * bore * bore);

  assert_near (hw_valve_loss_coefficient (kv, bore) * 1000 * velocity * velocity / 2, 1e5, 1e-12);
  assert_near (hw_valve_kv (hw_valve_loss_coefficient (kv, bore), bore), kv, 1e-12);
}

static void
test_pump_curves (void)
{
  const double flow[] = { 0, 7e-3, 12.7e-3 }, head[] = { 25, 20, 10 };
  const double one_flow = 2.4e-3, one_head = 16;
  const double bad[] = { 10, 20, 25 };
  HwPumpCurve curve;
  double slope;

  g_assert_true (hw_pump_curve_through (&curve, 3, flow, head, HW_PUMP_ONE_POINT_FACTOR));
  for (guint i = 0; i < 3; i++)
    assert_near (hw_pump_curve_head (&curve, flow[i], 1, &slope), head[i], 1e-12);
  assert_near (hw_pump_curve_head (&curve, curve.end_m3_s, 1, &slope) + 1, 1.0, 1e-9);
  /* Affinity: at twice the speed twice the flow has four times the head. */
  assert_near (hw_pump_curve_head (&curve, 2 * flow[1], 2, &slope), 4 * head[1], 1e-12);

  /* One point: 4/3 of the head at rest, none at twice the flow. */
  g_assert_true (hw_pump_curve_through (&curve, 1, &one_flow, &one_head, HW_PUMP_ONE_POINT_FACTOR));
  assert_near (hw_pump_curve_head (&curve, 0, 1, &slope), 64.0 / 3, 1e-9);
  assert_near (hw_pump_curve_head (&curve, one_flow, 1, &slope), 16.0, 1e-12);
  assert_near (curve.end_m3_s, 2 * one_flow, 1e-12);

  /* Two points: a straight line, whose slope is the gradient. */
  g_assert_true (hw_pump_curve_through (&curve, 2, flow, head, HW_PUMP_ONE_POINT_FACTOR));
  assert_near (hw_pump_curve_head (&curve, 3.5e-3, 1, &slope), 22.5, 1e-12);
  assert_near (slope, 5 / 7e-3, 1e-12);
  assert_near (hw_pump_curve_head (&curve, 1.75e-3, 0.5, &slope), 22.5 / 4, 1e-12);
  assert_near (hw_pump_curve_head (&curve, -3.5e-3, 1, &slope), 27.5, 1e-12);

  g_assert_false (hw_pump_curve_through (&curve, 3, flow, bad, HW_PUMP_ONE_POINT_FACTOR));
  g_assert_false (hw_pump_curve_through (&curve, 0, NULL, NULL, HW_PUMP_ONE_POINT_FACTOR));
  g_assert_false (hw_pump_curve_through (&curve, 3, head, flow, HW_PUMP_ONE_POINT_FACTOR));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/friction/pipe-worked-by-hand", test_pipe_by_hand);
  g_test_add_func ("/calc/friction/laminar-is-hagen-poiseuille", test_laminar);
  g_test_add_func ("/calc/friction/near-colebrook", test_near_colebrook);
  g_test_add_func ("/calc/friction/transition-is-smooth", test_transition);
  g_test_add_func ("/calc/friction/loop-equals-the-c-library", test_loop);
  g_test_add_func ("/calc/friction/kv", test_kv);
  g_test_add_func ("/calc/friction/pump-curves", test_pump_curves);
  return g_test_run ();
}
