/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-pipe-fixture.h"

#include <math.h>

#include "hw-pipe-friction.h"

HwPipeNetwork *
pipe_network (void)
{
  HwPipeNetwork *network = hw_pipe_network_new ();

  hw_pipe_network_set_viscosity (network, PIPE_VISCOSITY);
  return network;
}

guint
pipe_add_node (HwPipeNetwork *network, const char *id)
{
  return hw_pipe_network_add_node (network, &(HwPipeNode){ .id = id });
}

guint
pipe_add_vessel (HwPipeNetwork *network, const char *id, double head)
{
  return hw_pipe_network_add_node (network,
                                   &(HwPipeNode){ .id = id, .fixed = TRUE, .head_m = head });
}

HwPipeLink
pipe_of (const char *id, guint from, guint to, double length, double bore)
{
  return (HwPipeLink){ .id = id,
                       .kind = HW_PIPE_LINK_PIPE,
                       .from = from,
                       .to = to,
                       .length_m = length,
                       .bore_m = bore,
                       .roughness_m = 4.5e-5,
                       .minor_loss = 2 };
}

guint
pipe_add (HwPipeNetwork *network, const char *id, guint from, guint to, double length, double bore)
{
  HwPipeLink link = pipe_of (id, from, to, length, bore);

  return hw_pipe_network_add_link (network, &link);
}

guint
pipe_add_pump (HwPipeNetwork *network, const char *id, guint from, guint to)
{
  const double flow[] = { 0, 3e-3, 6e-3 }, head[] = { 24, 20, 9 };
  guint curve = hw_pipe_network_add_curve (network, id, 3, flow, head);

  return hw_pipe_network_add_link (network,
                                   &(HwPipeLink){ .id = id,
                                                  .kind = HW_PIPE_LINK_PUMP,
                                                  .from = from,
                                                  .to = to,
                                                  .curve = curve,
                                                  .speed = 1 });
}

HwHydraulics *
pipe_solver (const HwPipeNetwork *network)
{
  HwHydraulics *solver = hw_hydraulics_new (network, &hw_hydraulic_constants_si);

  g_assert_nonnull (solver);
  return solver;
}

void
pipe_assert_solves (HwHydraulics *solver)
{
  HwHydraulicReport report;

  g_assert_true (hw_hydraulics_solve (solver, &report));
  g_assert_true (report.converged);
  g_assert_cmpfloat (report.flow_error, <=, 1e-8);
}

/* Loss of a pipe by the textbook, with the functions of the C library: by Hagen and Poiseuille
 * where it is laminar, as at a flow next to nothing the friction factor is beyond all numbers. */
double
pipe_loss (const HwPipeLink *pipe, double flow)
{
  double velocity = fabs (flow) / (G_PI / 4 * pipe->bore_m * pipe->bore_m);
  double viscosity = pipe->viscosity_m2_s > 0 ? pipe->viscosity_m2_s : PIPE_VISCOSITY;
  double reynolds = velocity * pipe->bore_m / viscosity;
  double dynamic = velocity * velocity / (2 * 9.80665), friction;

  if (reynolds <= 2000)
    friction = 32 * viscosity * pipe->length_m * velocity / (9.80665 * pipe->bore_m * pipe->bore_m);
  else
    friction = hw_pipe_friction_factor (reynolds, pipe->roughness_m / pipe->bore_m) * pipe->length_m
               / pipe->bore_m * dynamic;
  return copysign (friction + pipe->minor_loss * dynamic, flow);
}

/* Every node balances, and every pipe's loss is that of its flow: no more is needed for a solution,
 * as the heads then close around every loop. */
void
pipe_assert_laws (const HwHydraulics *solver, const HwPipeNetwork *network)
{
  g_autofree double *balance = g_new0 (double, hw_pipe_network_n_nodes (network));
  double most = 0;

  for (guint i = 0; i < hw_pipe_network_n_links (network); i++)
    {
      const HwPipeLink *link = hw_pipe_network_link (network, i);
      double flow = hw_hydraulics_flow (solver, i), loss = hw_hydraulics_head_loss (solver, i);

      g_assert_true (isfinite (flow) && isfinite (loss));
      balance[link->from] -= flow;
      balance[link->to] += flow;
      most = MAX (most, fabs (flow));
      if (hw_hydraulics_status (solver, i) >= HW_LINK_STOPPED)
        g_assert_cmpfloat (flow, ==, 0);
      else if (link->kind == HW_PIPE_LINK_PIPE)
        g_assert_cmpfloat (fabs (loss - pipe_loss (link, flow)), <=, 1e-6);
      if (link->check)
        g_assert_cmpfloat (flow, >=, -1e-9);
    }
  for (guint i = 0; i < hw_pipe_network_n_nodes (network); i++)
    {
      const HwPipeNode *node = hw_pipe_network_node (network, i);

      if (!node->fixed && !hw_hydraulics_is_cut_off (solver, i))
        g_assert_cmpfloat (fabs (balance[i] - node->demand_m3_s), <=, 1e-10 + 1e-12 * most);
    }
}

/* A closed loop: the pump's head is what the pipe and the rack lose at its flow. */
guint
pipe_add_loop (HwPipeNetwork *network, guint *pump)
{
  guint vessel = pipe_add_vessel (network, "VESSEL", 15);
  guint back = pipe_add_node (network, "BACK"), out = pipe_add_node (network, "OUT");
  guint rack = pipe_add_node (network, "RACK");

  pipe_add (network, "VENT", vessel, back, 3, 0.0297);
  *pump = pipe_add_pump (network, "PUMP", back, out);
  pipe_add (network, "SUPPLY", out, rack, 14, 0.0443);
  return hw_pipe_network_add_link (network,
                                   &(HwPipeLink){ .id = "LOAD",
                                                  .kind = HW_PIPE_LINK_VALVE,
                                                  .from = rack,
                                                  .to = back,
                                                  .bore_m = 0.0384,
                                                  .minor_loss = 40 });
}

/* A grid with chords, vessels, pumps, check valves and closed links at random. */
HwPipeNetwork *
pipe_random_network (void)
{
  HwPipeNetwork *network = pipe_network ();
  guint side = (guint)g_test_rand_int_range (2, 9), n = side * side;
  guint vessel = pipe_add_vessel (network, "VESSEL", 20),
        other = pipe_add_vessel (network, "OTHER", 26);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("N%u", i);
      hw_pipe_network_add_node (
          network,
          &(HwPipeNode){ .id = id,
                         .demand_m3_s = i % 5 == 0 ? g_test_rand_double_range (0, 4e-4) : 0 });
    }
  pipe_add (network, "V", vessel, 2, 5, 0.08);
  pipe_add (network, "W", other, 1 + n, 5, 0.08);
  for (guint i = 0; i < 2 * n; i++)
    {
      guint from = i / 2, to = i % 2 == 0 ? from + 1 : from + side;
      g_autofree char *id = g_strdup_printf ("L%u", i);
      HwPipeLink link;

      if ((i % 2 == 0 && to % side == 0) || to >= n)
        continue;
      link = pipe_of (id,
                      2 + from,
                      2 + to,
                      exp (g_test_rand_double_range (-2, 4)),
                      g_test_rand_double_range (0.01, 0.15));
      link.check = g_test_rand_int_range (0, 20) == 0;
      link.closed = g_test_rand_int_range (0, 20) == 0;
      if (g_test_rand_int_range (0, 25) == 0)
        pipe_add_pump (network, id, 2 + from, 2 + to);
      else
        hw_pipe_network_add_link (network, &link);
    }
  return network;
}
