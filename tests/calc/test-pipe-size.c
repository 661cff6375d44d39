/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fitting.h"
#include "hw-pipe-friction.h"
#include "hw-pipe-size.h"

/* Nominal size, bore in mm and L/min at 1 m/s of stainless pipe as the facts list them. */
static void
test_stainless (void)
{
  static const double rows[][3] = {
    { 15, 17.3, 14 },     { 20, 22.9, 25 },     { 25, 29.7, 42 },     { 32, 38.4, 69 },
    { 40, 44.3, 92 },     { 50, 56.3, 149 },    { 65, 72.1, 245 },    { 80, 84.9, 340 },
    { 100, 110.3, 573 },  { 125, 135.7, 868 },  { 150, 164.3, 1272 }, { 200, 215.1, 2180 },
    { 250, 269.0, 3410 }, { 300, 318.7, 4786 }, { 350, 350.4, 5786 }, { 400, 401.2, 7585 },
  };
  guint n;

  hw_pipe_sizes (HW_PIPE_STAINLESS, &n);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < n; i++)
    {
      const HwPipeSize *size = hw_pipe_size_find (HW_PIPE_STAINLESS, (int)rows[i][0]);
      g_assert_nonnull (size);
      g_assert_cmpfloat_with_epsilon (size->bore_m * 1000, rows[i][1], 1e-9);
      g_assert_cmpfloat_with_epsilon (hw_pipe_velocity (size->bore_m, rows[i][2] / 60e3), 1, 0.02);
    }
  g_assert_null (hw_pipe_size_find (HW_PIPE_STAINLESS, 90));
}

static void
test_copper (void)
{
  static const double bores[] = { 13, 20, 25, 32, 39, 50, 72.1, 103 };
  guint n;
  const HwPipeSize *sizes = hw_pipe_sizes (HW_PIPE_COPPER, &n);

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (bores));
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (sizes[i].bore_m * 1000, bores[i], 1e-9);
}

static HwPipeDuty
duty (double flow_lpm)
{
  return (HwPipeDuty){ flow_lpm / 60e3, 1017.0, 1.534e-6 };
}

/* The smallest size that keeps every limit: the next smaller one breaks one. */
static void
test_choice (void)
{
  HwPipeLimits limits = { 1.2, 2.4, 400 };
  guint n;
  const HwPipeSize *sizes = hw_pipe_sizes (HW_PIPE_STAINLESS, &n);
  int last = 0;

  for (double flow = 5; flow < 6000; flow *= 1.3)
    {
      HwPipeDuty wanted = duty (flow);
      const HwPipeSize *size = hw_pipe_choose (HW_PIPE_STAINLESS, &wanted, &limits);

      g_assert_true (hw_pipe_keeps (HW_PIPE_STAINLESS, size, &wanted, &limits));
      g_assert_cmpint (size->dn, >=, last);
      g_assert_cmpfloat (
          hw_pipe_velocity (size->bore_m, wanted.flow_m3_s), <=, size->dn <= 50 ? 1.2 : 2.4);
      if (size > sizes)
        g_assert_false (hw_pipe_keeps (HW_PIPE_STAINLESS, size - 1, &wanted, &limits));
      last = size->dn;
    }
  {
    HwPipeDuty beyond = duty (1e6);
    g_assert_cmpint (hw_pipe_choose (HW_PIPE_STAINLESS, &beyond, &limits)->dn, ==, 400);
  }
}

/* Δp/L = f/D · ρ·V²/2. */
static void
test_gradient (void)
{
  HwPipeDuty flow = duty (600);
  HwPipeDuty still = duty (0);
  double bore = 0.1103;
  double velocity = hw_pipe_velocity (bore, flow.flow_m3_s);
  double factor = hw_pipe_friction_factor (velocity * bore / flow.viscosity_m2_s, 15e-6 / bore);

  g_assert_cmpfloat_with_epsilon (
      hw_pipe_gradient (bore, 15e-6, &flow), factor / bore * 1017 * velocity * velocity / 2, 1e-9);
  g_assert_cmpfloat (hw_pipe_gradient (bore, 15e-6, &still), ==, 0);
}

/* A part sized for a flow takes that pressure of water at it. */
static void
test_kv (void)
{
  double bore = 0.0443;
  double flow = 90 / 60e3;
  double kv = hw_kv_for (flow, 10e3);
  double velocity = hw_pipe_velocity (bore, flow);
  double loss = hw_valve_loss_coefficient (kv, bore);

  g_assert_cmpfloat_with_epsilon (kv, 5.4 / 0.316228, 1e-3);
  g_assert_cmpfloat_with_epsilon (loss * 1000 * velocity * velocity / 2, 10e3, 10);
}

static void
test_fittings (void)
{
  g_assert_cmpfloat (hw_fitting_loss (HW_FITTING_ELBOW), ==, 0.2);
  g_assert_cmpfloat (hw_fitting_loss (HW_FITTING_TEE_THROUGH), ==, 0.2);
  g_assert_cmpfloat (hw_fitting_loss (HW_FITTING_TEE_BRANCH), ==, 1.0);
  g_assert_cmpfloat (hw_fitting_loss (HW_FITTING_BALL_VALVE), ==, 0.05);
  g_assert_cmpfloat (hw_fitting_loss (HW_FITTING_CHECK_VALVE), ==, 2.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/pipe-size/stainless", test_stainless);
  g_test_add_func ("/calc/pipe-size/copper", test_copper);
  g_test_add_func ("/calc/pipe-size/smallest-that-keeps-the-limits", test_choice);
  g_test_add_func ("/calc/pipe-size/gradient", test_gradient);
  g_test_add_func ("/calc/pipe-size/kv", test_kv);
  g_test_add_func ("/calc/pipe-size/fittings", test_fittings);
  return g_test_run ();
}
