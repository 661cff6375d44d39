/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-hydraulics.h"
#include "hw-pipe-friction.h"

#include <math.h>
#include <string.h>

#define VISCOSITY 1.35e-6

#define assert_near(value, expected, relative)                                                     \
  g_assert_cmpfloat (fabs ((value) - (double)(expected)), <=, (relative)*fabs ((double)(expected)))

static HwPipeNetwork *
new_network (void)
{
  HwPipeNetwork *network = hw_pipe_network_new ();

  hw_pipe_network_set_viscosity (network, VISCOSITY);
  return network;
}

static guint
add_node (HwPipeNetwork *network, const char *id)
{
  return hw_pipe_network_add_node (network, &(HwPipeNode){ .id = id });
}

static guint
add_vessel (HwPipeNetwork *network, const char *id, double head)
{
  return hw_pipe_network_add_node (network,
                                   &(HwPipeNode){ .id = id, .fixed = TRUE, .head_m = head });
}

static HwPipeLink
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

static guint
add_pipe (HwPipeNetwork *network, const char *id, guint from, guint to, double length, double bore)
{
  HwPipeLink link = pipe_of (id, from, to, length, bore);

  return hw_pipe_network_add_link (network, &link);
}

static guint
add_pump (HwPipeNetwork *network, const char *id, guint from, guint to)
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

static HwHydraulics *
new_solver (const HwPipeNetwork *network)
{
  HwHydraulics *solver = hw_hydraulics_new (network, &hw_hydraulic_constants_si);

  g_assert_nonnull (solver);
  return solver;
}

static void
assert_solves (HwHydraulics *solver)
{
  HwHydraulicReport report;

  g_assert_true (hw_hydraulics_solve (solver, &report));
  g_assert_true (report.converged);
  g_assert_cmpfloat (report.flow_error, <=, 1e-8);
}

/* Loss of a pipe by the textbook, with the functions of the C library: by Hagen and Poiseuille
 * where it is laminar, as at a flow next to nothing the friction factor is beyond all numbers. */
static double
pipe_loss (const HwPipeLink *pipe, double flow)
{
  double velocity = fabs (flow) / (G_PI / 4 * pipe->bore_m * pipe->bore_m);
  double viscosity = pipe->viscosity_m2_s > 0 ? pipe->viscosity_m2_s : VISCOSITY;
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
static void
assert_laws (const HwHydraulics *solver, const HwPipeNetwork *network)
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

/* A loss of h through one pipe from the vessel down: its flow has just that loss. */
static void
test_one_pipe (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  guint a = add_vessel (network, "A", 12), b = add_vessel (network, "B", 10);
  guint pipe = add_pipe (network, "P", a, b, 25, 0.0384);
  g_autoptr (HwHydraulics) solver = new_solver (network);

  assert_solves (solver);
  assert_near (pipe_loss (hw_pipe_network_link (network, pipe), hw_hydraulics_flow (solver, pipe)),
               2.0,
               1e-8);
  g_assert_cmpfloat (hw_hydraulics_flow (solver, pipe), >, 0);
  assert_near (hw_hydraulics_velocity (solver, pipe),
               hw_hydraulics_flow (solver, pipe) / (G_PI / 4 * 0.0384 * 0.0384),
               1e-12);
}

static void
test_series (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  guint a = add_vessel (network, "A", 30), b = add_vessel (network, "B", 0);
  guint m = add_node (network, "M"), n = add_node (network, "N");
  guint p = add_pipe (network, "P", a, m, 10, 0.0384);
  guint q = add_pipe (network, "Q", m, n, 20, 0.0297);
  guint r = add_pipe (network, "R", b, n, 5, 0.0443);
  g_autoptr (HwHydraulics) solver = new_solver (network);
  double flow;

  assert_solves (solver);
  flow = hw_hydraulics_flow (solver, p);
  assert_near (hw_hydraulics_flow (solver, q), flow, 1e-12);
  assert_near (hw_hydraulics_flow (solver, r), -flow, 1e-12);
  assert_near (pipe_loss (hw_pipe_network_link (network, p), flow)
                   + pipe_loss (hw_pipe_network_link (network, q), flow)
                   + pipe_loss (hw_pipe_network_link (network, r), flow),
               30.0,
               1e-8);
  assert_laws (solver, network);
}

/* Two valves in parallel share the head as 1/√K, which is exact. */
static void
test_parallel (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  guint a = add_vessel (network, "A", 5), b = add_vessel (network, "B", 0);
  HwPipeLink valve = {
    .id = "V", .kind = HW_PIPE_LINK_VALVE, .from = a, .to = b, .bore_m = 0.04, .minor_loss = 9
  };
  guint v = hw_pipe_network_add_link (network, &valve), w, x;
  HwPipeLink power = { .id = "X",
                       .kind = HW_PIPE_LINK_POWER,
                       .from = a,
                       .to = b,
                       .coefficient = 5e5,
                       .exponent = 1.8965 };
  g_autoptr (HwHydraulics) solver = NULL;

  valve.id = "W";
  valve.minor_loss = 36;
  w = hw_pipe_network_add_link (network, &valve);
  x = hw_pipe_network_add_link (network, &power);
  solver = new_solver (network);
  assert_solves (solver);
  assert_near (hw_hydraulics_flow (solver, v), 2 * hw_hydraulics_flow (solver, w), 1e-9);
  /* V = √(2·g·h/K). */
  assert_near (hw_hydraulics_velocity (solver, v), sqrt (2 * 9.80665 * 5 / 9), 1e-9);
  assert_near (hw_hydraulics_flow (solver, x), pow (5 / 5e5, 1 / 1.8965), 1e-9);
}

/* A bridge between two equal paths carries nothing. */
static void
test_bridge (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  guint a = add_vessel (network, "A", 8), b = add_vessel (network, "B", 0);
  guint m = add_node (network, "M"), n = add_node (network, "N"), bridge;
  g_autoptr (HwHydraulics) solver = NULL;

  add_pipe (network, "AM", a, m, 10, 0.04);
  add_pipe (network, "AN", a, n, 10, 0.04);
  add_pipe (network, "MB", m, b, 30, 0.03);
  add_pipe (network, "NB", n, b, 30, 0.03);
  bridge = add_pipe (network, "MN", m, n, 1, 0.02);
  solver = new_solver (network);
  assert_solves (solver);
  g_assert_cmpfloat (fabs (hw_hydraulics_flow (solver, bridge)), <=, 1e-12);
  assert_laws (solver, network);
}

/* The classical three reservoirs, with links of equal quadratic loss: heads 9, 6 and 0, the
 * junction at h where √(9−h) + √(6−h) = √h, found by bisection here. */
static void
test_three_reservoirs (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  const double heads[] = { 9, 6, 0 };
  guint junction = add_node (network, "J");
  double low = 0, high = 6;
  g_autoptr (HwHydraulics) solver = NULL;

  for (guint i = 0; i < 3; i++)
    {
      const char *ids[] = { "A", "B", "C" };
      guint vessel = add_vessel (network, ids[i], heads[i]);
      hw_pipe_network_add_link (network,
                                &(HwPipeLink){ .id = ids[i],
                                               .kind = HW_PIPE_LINK_POWER,
                                               .from = vessel,
                                               .to = junction,
                                               .coefficient = 1e6,
                                               .exponent = 2 });
    }
  for (int i = 0; i < 80; i++)
    {
      double h = (low + high) / 2;
      if (sqrt (9 - h) + sqrt (6 - h) > sqrt (h))
        low = h;
      else
        high = h;
    }
  solver = new_solver (network);
  assert_solves (solver);
  assert_near (hw_hydraulics_head (solver, junction), low, 1e-8);
  assert_near (hw_hydraulics_flow (solver, 0), sqrt (9 - low) / 1e3, 1e-8);
}

/* A closed loop: the pump's head is what the pipe and the rack lose at its flow. */
static guint
add_loop (HwPipeNetwork *network, guint *pump)
{
  guint vessel = add_vessel (network, "VESSEL", 15);
  guint back = add_node (network, "BACK"), out = add_node (network, "OUT");
  guint rack = add_node (network, "RACK");

  add_pipe (network, "VENT", vessel, back, 3, 0.0297);
  *pump = add_pump (network, "PUMP", back, out);
  add_pipe (network, "SUPPLY", out, rack, 14, 0.0443);
  return hw_pipe_network_add_link (network,
                                   &(HwPipeLink){ .id = "LOAD",
                                                  .kind = HW_PIPE_LINK_VALVE,
                                                  .from = rack,
                                                  .to = back,
                                                  .bore_m = 0.0384,
                                                  .minor_loss = 40 });
}

static void
test_closed_loop (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  guint pump, rack = add_loop (network, &pump);
  g_autoptr (HwHydraulics) solver = NULL;
  double c = log (15.0 / 4) / log (2), b = 4 / pow (3e-3, c), flow;

  solver = new_solver (network);
  assert_solves (solver);
  flow = hw_hydraulics_flow (solver, pump);
  assert_near (-hw_hydraulics_head_loss (solver, pump), 24 - b * pow (flow, c), 1e-9);
  assert_near (hw_hydraulics_flow (solver, rack), flow, 1e-12);
  g_assert_cmpfloat (hw_hydraulics_head (solver, 0), ==, 15);
  assert_laws (solver, network);

  /* At lower speed the whole loop follows: only the friction factor changes a little. */
  hw_hydraulics_set_speed (solver, pump, 0.5);
  assert_solves (solver);
  g_assert_cmpfloat (fabs (hw_hydraulics_flow (solver, pump) / flow - 0.5), <=, 0.01);
  assert_near (-hw_hydraulics_head_loss (solver, pump),
               24 * 0.25 - pow (0.5, 2 - c) * b * pow (hw_hydraulics_flow (solver, pump), c),
               1e-9);
  hw_hydraulics_set_speed (solver, pump, 0);
  assert_solves (solver);
  g_assert_cmpfloat (fabs (hw_hydraulics_flow (solver, rack)), <=, 1e-9);
  hw_hydraulics_set_speed (solver, pump, 1);
  assert_solves (solver);
  assert_near (hw_hydraulics_flow (solver, pump), flow, 1e-8);
}

static void
test_beyond_curve (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  guint a = add_vessel (network, "A", 10), b = add_vessel (network, "B", 0);
  guint m = add_node (network, "M"), pump = add_pump (network, "P", a, m);
  g_autoptr (HwHydraulics) solver = NULL;

  add_pipe (network, "Q", m, b, 1, 0.1);
  solver = new_solver (network);
  assert_solves (solver);
  g_assert_true (hw_hydraulics_is_beyond_curve (solver, pump));
  g_assert_cmpfloat (hw_hydraulics_head_loss (solver, pump), >, 0);
}

/* A standby pump with a check valve stands still; without one it is a bypass. Against more than its
 * shut-off head a pump stops by itself. */
static void
test_check_valve (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  guint pump, rack = add_loop (network, &pump), standby;
  guint back, out, middle = add_node (network, "MIDDLE"), valve;
  HwPipeLink check;
  g_autoptr (HwHydraulics) solver = NULL;
  double flow;

  hw_pipe_network_find_node (network, "BACK", &back);
  hw_pipe_network_find_node (network, "OUT", &out);
  /* The other CDU, its pump removed and the pipe open. */
  standby = add_pipe (network, "STANDBY", back, middle, 2, 0.0563);
  check = pipe_of ("CHECK", middle, out, 2, 0.0563);
  check.check = TRUE;
  valve = hw_pipe_network_add_link (network, &check);
  solver = new_solver (network);
  assert_solves (solver);
  g_assert_cmpint (hw_hydraulics_status (solver, valve), ==, HW_LINK_STOPPED);
  g_assert_cmpfloat (fabs (hw_hydraulics_flow (solver, standby)), <=, 1e-9);
  flow = hw_hydraulics_flow (solver, rack);
  g_assert_cmpfloat (flow, >, 1e-3);
  /* Where the pump stops, the vessel's head stands everywhere. */
  hw_hydraulics_set_closed (solver, pump, TRUE);
  assert_solves (solver);
  assert_near (hw_hydraulics_head (solver, out), 15, 1e-6);
  hw_hydraulics_set_closed (solver, pump, FALSE);
  assert_solves (solver);
  assert_near (hw_hydraulics_flow (solver, rack), flow, 1e-7);
  assert_laws (solver, hw_hydraulics_get_network (solver));
}

static void
test_pump_cannot_lift (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  guint a = add_vessel (network, "A", 0), b = add_vessel (network, "B", 50);
  guint m = add_node (network, "M"), pump = add_pump (network, "P", a, m);
  g_autoptr (HwHydraulics) solver = NULL;

  add_pipe (network, "Q", m, b, 1, 0.1);
  solver = new_solver (network);
  assert_solves (solver);
  g_assert_cmpint (hw_hydraulics_status (solver, pump), ==, HW_LINK_STOPPED);
  g_assert_cmpfloat (hw_hydraulics_flow (solver, pump), ==, 0);
}

/* A demand that two check valves keep off cannot be met: that is said, and they do not flutter. */
static void
test_kept_off (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  guint a = add_vessel (network, "A", 9), b = add_vessel (network, "B", 3);
  guint n = hw_pipe_network_add_node (network, &(HwPipeNode){ .id = "N", .demand_m3_s = 1e-3 });
  HwPipeLink check = pipe_of ("NA", n, a, 2, 0.05);
  g_autoptr (HwHydraulics) solver = NULL;
  HwHydraulicReport report;

  check.check = TRUE;
  hw_pipe_network_add_link (network, &check);
  check.id = "NB";
  check.to = b;
  hw_pipe_network_add_link (network, &check);
  add_pipe (network, "AB", a, b, 50, 0.03);
  solver = new_solver (network);
  g_assert_true (hw_hydraulics_solve (solver, &report));
  g_assert_cmpuint (report.n_steps, <=, 20);
  g_assert_cmpint (hw_hydraulics_status (solver, 0), ==, HW_LINK_STOPPED);
  g_assert_cmpint (hw_hydraulics_status (solver, 1), ==, HW_LINK_STOPPED);
  assert_near (report.unmet_m3_s, 1e-3, 1e-12);
  g_assert_true (isfinite (hw_hydraulics_head (solver, n)));
}

/* A pump that is overcome by another behind a check valve: the valve closes, the pump runs on. */
static void
test_overcome (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  const double flow = 1e-3, head = 2;
  guint pump, weak, back, out, middle = add_node (network, "MIDDLE"), valve;
  HwPipeLink check;
  g_autoptr (HwHydraulics) solver = NULL;

  add_loop (network, &pump);
  hw_pipe_network_find_node (network, "BACK", &back);
  hw_pipe_network_find_node (network, "OUT", &out);
  weak = hw_pipe_network_add_link (
      network,
      &(HwPipeLink){ .id = "WEAK",
                     .kind = HW_PIPE_LINK_PUMP,
                     .from = back,
                     .to = middle,
                     .curve = hw_pipe_network_add_curve (network, "W", 1, &flow, &head),
                     .speed = 1 });
  check = pipe_of ("CHECK", middle, out, 2, 0.05);
  check.check = TRUE;
  valve = hw_pipe_network_add_link (network, &check);
  solver = new_solver (network);
  assert_solves (solver);
  g_assert_cmpint (hw_hydraulics_status (solver, valve), ==, HW_LINK_STOPPED);
  g_assert_cmpint (hw_hydraulics_status (solver, weak), ==, HW_LINK_OPEN);
  /* At its shut-off head, which is 4/3 of the head of its point. */
  assert_near (-hw_hydraulics_head_loss (solver, weak), 8.0 / 3, 1e-6);
}

/* Holds its flow where it can, and is a valve where it cannot. */
static void
test_flow_control (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  guint a = add_vessel (network, "A", 8), b = add_vessel (network, "B", 0);
  guint m = add_node (network, "M");
  HwPipeLink link = { .id = "F",
                      .kind = HW_PIPE_LINK_FLOW_CONTROL,
                      .from = m,
                      .to = b,
                      .bore_m = 0.04,
                      .minor_loss = 10,
                      .set_flow_m3_s = 2e-3 };
  guint control;
  double open;
  g_autoptr (HwHydraulics) solver = NULL;

  add_pipe (network, "P", a, m, 10, 0.04);
  control = hw_pipe_network_add_link (network, &link);
  solver = new_solver (network);
  assert_solves (solver);
  g_assert_cmpint (hw_hydraulics_status (solver, control), ==, HW_LINK_ACTIVE);
  assert_near (hw_hydraulics_flow (solver, control), 2e-3, 1e-5);
  link.set_flow_m3_s = 1;
  hw_hydraulics_set_link (solver, control, &link);
  assert_solves (solver);
  g_assert_cmpint (hw_hydraulics_status (solver, control), ==, HW_LINK_OPEN);
  open = hw_hydraulics_flow (solver, control);
  g_assert_cmpfloat (open, >, 2e-3);
  link.set_flow_m3_s = open * 0.99;
  hw_hydraulics_set_link (solver, control, &link);
  assert_solves (solver);
  assert_near (hw_hydraulics_flow (solver, control), open * 0.99, 1e-5);
}

/* Closing both valves of a rack parts it from the vessel; its head is between the two sides. */
static void
test_cut_off (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  guint a = add_vessel (network, "A", 9), b = add_vessel (network, "B", 3);
  guint m = add_node (network, "M"), n = add_node (network, "N");
  guint p = add_pipe (network, "P", a, m, 1, 0.04), q = add_pipe (network, "Q", n, b, 1, 0.04);
  g_autoptr (HwHydraulics) solver = NULL;
  HwHydraulicReport report;

  add_pipe (network, "R", m, n, 1, 0.04);
  solver = new_solver (network);
  assert_solves (solver);
  hw_hydraulics_set_closed (solver, p, TRUE);
  hw_hydraulics_set_closed (solver, q, TRUE);
  g_assert_true (hw_hydraulics_solve (solver, &report));
  g_assert_cmpuint (report.n_cut_off, ==, 2);
  g_assert_true (hw_hydraulics_is_cut_off (solver, m) && hw_hydraulics_is_cut_off (solver, n));
  g_assert_false (hw_hydraulics_is_cut_off (solver, a));
  assert_near (hw_hydraulics_head (solver, m), 6, 1e-9);
  assert_near (hw_hydraulics_head (solver, n), 6, 1e-9);
  g_assert_cmpfloat (report.unmet_m3_s, ==, 0);
  /* Demand there cannot be met, which is said. */
  hw_hydraulics_set_node (solver, m, &(HwPipeNode){ .demand_m3_s = 1e-3 });
  hw_hydraulics_solve (solver, &report);
  assert_near (report.unmet_m3_s, 1e-3, 1e-12);
  for (guint i = 0; i < 4; i++)
    g_assert_true (isfinite (hw_hydraulics_head (solver, i)));
}

/* Rings that hang on one node only: nothing drives a flow round them. */
static void
test_ring (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  guint vessel = add_vessel (network, "VESSEL", 7), x = add_node (network, "X");
  guint a = add_node (network, "A"), b = add_node (network, "B"), c = add_node (network, "C");
  g_autoptr (HwHydraulics) solver = NULL;

  add_pipe (network, "AB", a, b, 1, 0.05);
  add_pipe (network, "XA", x, a, 2, 0.05);
  add_pipe (network, "VX", vessel, x, 1, 0.1);
  add_pipe (network, "BX", b, x, 3, 0.04);
  add_pipe (network, "XC", x, c, 3, 0.04);
  add_pipe (network, "CX", c, x, 2, 0.03);
  solver = new_solver (network);
  assert_solves (solver);
  for (guint i = 0; i < hw_pipe_network_n_links (network); i++)
    g_assert_cmpfloat (fabs (hw_hydraulics_flow (solver, i)), <=, 1e-9);
  for (guint i = 0; i < hw_pipe_network_n_nodes (network); i++)
    assert_near (hw_hydraulics_head (solver, i), 7, 1e-8);
  /* Something taken out inside one makes it flow both ways there. */
  hw_hydraulics_set_node (solver, a, &(HwPipeNode){ .demand_m3_s = 1e-3 });
  assert_solves (solver);
  assert_laws (solver, hw_hydraulics_get_network (solver));
  assert_near (hw_hydraulics_flow (solver, 2), 1e-3, 1e-9);
  g_assert_cmpfloat (hw_hydraulics_flow (solver, 1), >, 1e-4);
  g_assert_cmpfloat (hw_hydraulics_flow (solver, 0), <, -1e-4);
}

/* A copy and its origin do not change each other. */
static void
test_copy (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  guint pump, rack = add_loop (network, &pump), found;
  g_autoptr (HwPipeNetwork) copy = hw_pipe_network_copy (network);
  HwPipeLink link = *hw_pipe_network_link (network, rack);

  link.minor_loss = 99;
  hw_pipe_network_set_link (copy, rack, &link);
  g_assert_cmpfloat (hw_pipe_network_link (network, rack)->minor_loss, ==, 40);
  add_node (copy, "NEW");
  g_assert_false (hw_pipe_network_find_node (network, "NEW", &found));
  add_node (network, "OTHER");
  g_assert_false (hw_pipe_network_find_node (copy, "OTHER", &found));
  g_assert_true (hw_pipe_network_find_node (copy, "NEW", &found));
  g_clear_pointer (&network, hw_pipe_network_free);
  g_assert_cmpstr (hw_pipe_network_link (copy, rack)->id, ==, "LOAD");
  g_assert_true (hw_pipe_network_find_link (copy, "LOAD", &found));
  g_assert_cmpuint (found, ==, rack);
  g_assert_cmpuint (add_node (copy, "NEW"), ==, G_MAXUINT);
}

/* A grid with chords, vessels, pumps, check valves and closed links at random. */
static HwPipeNetwork *
random_network (void)
{
  HwPipeNetwork *network = new_network ();
  guint side = (guint)g_test_rand_int_range (2, 9), n = side * side;
  guint vessel = add_vessel (network, "VESSEL", 20), other = add_vessel (network, "OTHER", 26);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("N%u", i);
      hw_pipe_network_add_node (
          network,
          &(HwPipeNode){ .id = id,
                         .demand_m3_s = i % 5 == 0 ? g_test_rand_double_range (0, 4e-4) : 0 });
    }
  add_pipe (network, "V", vessel, 2, 5, 0.08);
  add_pipe (network, "W", other, 1 + n, 5, 0.08);
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
        add_pump (network, id, 2 + from, 2 + to);
      else
        hw_pipe_network_add_link (network, &link);
    }
  return network;
}

static void
test_random (void)
{
  for (int round = 0; round < 150; round++)
    {
      g_autoptr (HwPipeNetwork) network = random_network ();
      g_autoptr (HwHydraulics) solver = new_solver (network);
      HwHydraulicReport report;

      hw_hydraulics_solve (solver, &report);
      g_assert_cmpuint (report.n_steps, <=, 200);
      g_assert_false (report.singular);
      g_assert_true (isfinite (report.head_error_m) && isfinite (report.flow_error));
      if (report.converged)
        assert_laws (solver, network);
    }
}

/* From the last solution after any change comes what comes from nothing. */
static void
test_warm (void)
{
  for (int round = 0; round < 60; round++)
    {
      g_autoptr (HwPipeNetwork) network = random_network ();
      g_autoptr (HwHydraulics) warm = NULL;

      /* What closes by itself may have two states that both hold. */
      for (guint i = 0; i < hw_pipe_network_n_links (network); i++)
        {
          HwPipeLink link = *hw_pipe_network_link (network, i);
          link.check = FALSE;
          link.closed = link.kind == HW_PIPE_LINK_PUMP;
          hw_pipe_network_set_link (network, i, &link);
        }
      warm = new_solver (network);
      assert_solves (warm);
      for (int change = 0; change < 5; change++)
        {
          g_autoptr (HwHydraulics) cold = NULL;

          /* One, as when a person turns a valve, or many, as when the coolant warms up. */
          for (int n = change % 2 == 0 ? 1 : 40; n > 0; n--)
            {
              guint i = (guint)g_test_rand_int_range (0, (gint32)hw_pipe_network_n_links (network));
              HwPipeLink link = *hw_pipe_network_link (hw_hydraulics_get_network (warm), i);

              if (link.kind == HW_PIPE_LINK_PUMP)
                continue;
              link.bore_m = CLAMP (link.bore_m * g_test_rand_double_range (0.5, 1.5), 0.01, 0.2);
              link.minor_loss += 5;
              hw_hydraulics_set_link (warm, i, &link);
            }
          assert_solves (warm);
          cold = new_solver (hw_hydraulics_get_network (warm));
          assert_solves (cold);
          for (guint k = 0; k < hw_pipe_network_n_links (network); k++)
            g_assert_cmpfloat (
                fabs (hw_hydraulics_flow (warm, k) - hw_hydraulics_flow (cold, k)), <=, 1e-8);
        }
    }
}

/* The order in which parts are named makes no difference, nor does the direction of a pipe. */
static void
test_turned_round (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  g_autoptr (HwPipeNetwork) turned = new_network ();
  guint pump, rack = add_loop (network, &pump), turned_pump;
  guint turned_rack = add_loop (turned, &turned_pump);
  g_autoptr (HwHydraulics) one = NULL;
  g_autoptr (HwHydraulics) two = NULL;
  guint out, middle;

  for (guint i = 0; i < 2; i++)
    {
      HwPipeNetwork *each = i == 0 ? network : turned;
      hw_pipe_network_find_node (each, "OUT", &out);
      hw_pipe_network_find_node (each, "RACK", &middle);
      add_pipe (each, "SECOND", i == 0 ? out : middle, i == 0 ? middle : out, 9, 0.03);
    }
  one = new_solver (network);
  two = new_solver (turned);
  assert_solves (one);
  assert_solves (two);
  assert_near (hw_hydraulics_flow (one, rack), hw_hydraulics_flow (two, turned_rack), 1e-8);
  assert_near (hw_hydraulics_flow (one, 4), -hw_hydraulics_flow (two, 4), 1e-8);
}

/* Every slip is named, and no solver is made. */
static void
test_faults (void)
{
  static const struct
  {
    HwPipeFaultKind kind;
    HwPipeLink link;
  } cases[] = {
    { HW_PIPE_FAULT_LENGTH, { .length_m = 0, .bore_m = 0.04 } },
    { HW_PIPE_FAULT_LENGTH, { .length_m = -1, .bore_m = 0.04 } },
    { HW_PIPE_FAULT_BORE, { .length_m = 1, .bore_m = 0 } },
    { HW_PIPE_FAULT_BORE, { .length_m = 1, .bore_m = NAN } },
    { HW_PIPE_FAULT_ROUGHNESS, { .length_m = 1, .bore_m = 0.04, .roughness_m = 1 } },
    { HW_PIPE_FAULT_ROUGHNESS, { .length_m = 1, .bore_m = 0.04, .roughness_m = -1 } },
    { HW_PIPE_FAULT_MINOR_LOSS, { .length_m = 1, .bore_m = 0.04, .minor_loss = -1 } },
    { HW_PIPE_FAULT_VISCOSITY, { .length_m = 1, .bore_m = 0.04, .viscosity_m2_s = -1 } },
    { HW_PIPE_FAULT_POWER, { .kind = HW_PIPE_LINK_POWER, .coefficient = 1, .exponent = 0.5 } },
    { HW_PIPE_FAULT_POWER, { .kind = HW_PIPE_LINK_POWER, .coefficient = NAN, .exponent = 2 } },
    { HW_PIPE_FAULT_SET_FLOW,
      { .kind = HW_PIPE_LINK_FLOW_CONTROL, .bore_m = 0.04, .set_flow_m3_s = -1 } },
    { HW_PIPE_FAULT_LOSS_CURVE, { .kind = HW_PIPE_LINK_CURVE, .curve = 7 } },
    { HW_PIPE_FAULT_PUMP_CURVE, { .kind = HW_PIPE_LINK_PUMP, .curve = 0, .speed = 1 } },
    { HW_PIPE_FAULT_SPEED, { .kind = HW_PIPE_LINK_PUMP, .curve = 1, .speed = -1 } },
  };
  const double rising[] = { 0, 1, 2 }, falling[] = { 2, 1.5, 0.4 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HwPipeNetwork) network = new_network ();
      HwPipeLink link = cases[i].link;
      g_autoptr (GArray) faults = NULL;
      g_autofree char *text = NULL;

      link.from = add_vessel (network, "A", 1);
      link.to = add_vessel (network, "B", 1);
      link.id = "the part";
      hw_pipe_network_add_curve (network, "rising", 3, rising, rising);
      hw_pipe_network_add_curve (network, "falling", 3, rising, falling);
      hw_pipe_network_add_link (network, &link);
      faults = hw_pipe_network_faults (network);
      g_assert_cmpuint (faults->len, ==, 1);
      g_assert_cmpint (g_array_index (faults, HwPipeFault, 0).kind, ==, cases[i].kind);
      text = hw_pipe_fault_dup_text (network, &g_array_index (faults, HwPipeFault, 0));
      g_assert_nonnull (strstr (text, "the part"));
      g_assert_null (hw_hydraulics_new (network, &hw_hydraulic_constants_si));
    }
}

static void
test_unjoined (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  guint a = add_vessel (network, "A", 1), b = add_node (network, "B");
  guint c = add_node (network, "C"), d = add_node (network, "D"), e = add_node (network, "E");
  g_autoptr (GArray) faults = NULL;
  const HwPipeFault *fault;

  add_pipe (network, "AB", a, b, 1, 0.1);
  add_pipe (network, "CD", c, d, 1, 0.1);
  add_pipe (network, "DC", d, c, 1, 0.1);
  faults = hw_pipe_network_faults (network);
  g_assert_cmpuint (faults->len, ==, 2);
  fault = &g_array_index (faults, HwPipeFault, 0);
  g_assert_cmpint (fault->kind, ==, HW_PIPE_FAULT_NO_VESSEL);
  g_assert_cmpuint (fault->index, ==, c);
  g_assert_cmpuint (fault->n_others, ==, 1);
  fault = &g_array_index (faults, HwPipeFault, 1);
  g_assert_cmpint (fault->kind, ==, HW_PIPE_FAULT_LONELY);
  g_assert_cmpuint (fault->index, ==, e);
}

/* A ring of valves that lose nothing, and a step limit that is too low: finite, and said. */
static void
test_ends (void)
{
  g_autoptr (HwPipeNetwork) network = new_network ();
  guint vessel = add_vessel (network, "VESSEL", 15), nodes[3];
  g_autoptr (HwHydraulics) ring = NULL;
  g_autoptr (HwPipeNetwork) loop = new_network ();
  g_autoptr (HwHydraulics) solver = NULL;
  HwHydraulicReport report;
  guint pump;

  for (guint i = 0; i < 3; i++)
    {
      const char *ids[] = { "A", "B", "C" };
      nodes[i] = add_node (network, ids[i]);
    }
  add_pipe (network, "P", vessel, nodes[0], 1, 0.1);
  for (guint i = 0; i < 3; i++)
    {
      const char *ids[] = { "X", "Y", "Z" };
      hw_pipe_network_add_link (network,
                                &(HwPipeLink){ .id = ids[i],
                                               .kind = HW_PIPE_LINK_VALVE,
                                               .from = nodes[i],
                                               .to = nodes[(i + 1) % 3],
                                               .bore_m = 0.1 });
    }
  ring = new_solver (network);
  assert_solves (ring);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (fabs (hw_hydraulics_flow (ring, i)), <=, 1e-9);

  add_loop (loop, &pump);
  solver = new_solver (loop);
  hw_hydraulics_set_max_steps (solver, 1);
  g_assert_false (hw_hydraulics_solve (solver, &report));
  g_assert_cmpuint (report.n_steps, ==, 1);
  g_assert_cmpfloat (report.head_error_m, >, 0);
  for (guint i = 0; i < hw_pipe_network_n_links (loop); i++)
    g_assert_true (isfinite (hw_hydraulics_flow (solver, i)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/hydraulics/one-pipe", test_one_pipe);
  g_test_add_func ("/calc/hydraulics/series-pipes-add-their-losses", test_series);
  g_test_add_func ("/calc/hydraulics/parallel-links-share-the-head", test_parallel);
  g_test_add_func ("/calc/hydraulics/balanced-bridge-carries-nothing", test_bridge);
  g_test_add_func ("/calc/hydraulics/three-reservoirs", test_three_reservoirs);
  g_test_add_func ("/calc/hydraulics/closed-loop-and-speed", test_closed_loop);
  g_test_add_func ("/calc/hydraulics/pump-beyond-its-curve", test_beyond_curve);
  g_test_add_func ("/calc/hydraulics/check-valve", test_check_valve);
  g_test_add_func ("/calc/hydraulics/pump-that-cannot-lift", test_pump_cannot_lift);
  g_test_add_func ("/calc/hydraulics/demand-kept-off", test_kept_off);
  g_test_add_func ("/calc/hydraulics/pump-that-is-overcome", test_overcome);
  g_test_add_func ("/calc/hydraulics/flow-control", test_flow_control);
  g_test_add_func ("/calc/hydraulics/cut-off", test_cut_off);
  g_test_add_func ("/calc/hydraulics/ring-on-one-node", test_ring);
  g_test_add_func ("/calc/hydraulics/copies-are-apart", test_copy);
  g_test_add_func ("/calc/hydraulics/random-networks-obey-the-laws", test_random);
  g_test_add_func ("/calc/hydraulics/warm-equals-cold", test_warm);
  g_test_add_func ("/calc/hydraulics/direction-does-not-matter", test_turned_round);
  g_test_add_func ("/calc/hydraulics/faults-are-named", test_faults);
  g_test_add_func ("/calc/hydraulics/what-is-not-joined", test_unjoined);
  g_test_add_func ("/calc/hydraulics/always-ends", test_ends);
  return g_test_run ();
}
