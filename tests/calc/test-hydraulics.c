/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-pipe-fixture.h"

/* A loss of h through one pipe from the vessel down: its flow has just that loss. */
static void
test_one_pipe (void)
{
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  guint a = pipe_add_vessel (network, "A", 12), b = pipe_add_vessel (network, "B", 10);
  guint pipe = pipe_add (network, "P", a, b, 25, 0.0384);
  g_autoptr (HwHydraulics) solver = pipe_solver (network);

  pipe_assert_solves (solver);
  pipe_assert_near (
      pipe_loss (hw_pipe_network_link (network, pipe), hw_hydraulics_flow (solver, pipe)),
      2.0,
      1e-8);
  g_assert_cmpfloat (hw_hydraulics_flow (solver, pipe), >, 0);
  pipe_assert_near (hw_hydraulics_velocity (solver, pipe),
                    hw_hydraulics_flow (solver, pipe) / (G_PI / 4 * 0.0384 * 0.0384),
                    1e-12);
}

static void
test_series (void)
{
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  guint a = pipe_add_vessel (network, "A", 30), b = pipe_add_vessel (network, "B", 0);
  guint m = pipe_add_node (network, "M"), n = pipe_add_node (network, "N");
  guint p = pipe_add (network, "P", a, m, 10, 0.0384);
  guint q = pipe_add (network, "Q", m, n, 20, 0.0297);
  guint r = pipe_add (network, "R", b, n, 5, 0.0443);
  g_autoptr (HwHydraulics) solver = pipe_solver (network);
  double flow;

  pipe_assert_solves (solver);
  flow = hw_hydraulics_flow (solver, p);
  pipe_assert_near (hw_hydraulics_flow (solver, q), flow, 1e-12);
  pipe_assert_near (hw_hydraulics_flow (solver, r), -flow, 1e-12);
  pipe_assert_near (pipe_loss (hw_pipe_network_link (network, p), flow)
                        + pipe_loss (hw_pipe_network_link (network, q), flow)
                        + pipe_loss (hw_pipe_network_link (network, r), flow),
                    30.0,
                    1e-8);
  pipe_assert_laws (solver, network);
}

/* Two valves in parallel share the head as 1/√K, which is exact. */
static void
test_parallel (void)
{
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  guint a = pipe_add_vessel (network, "A", 5), b = pipe_add_vessel (network, "B", 0);
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
  solver = pipe_solver (network);
  pipe_assert_solves (solver);
  pipe_assert_near (hw_hydraulics_flow (solver, v), 2 * hw_hydraulics_flow (solver, w), 1e-9);
  /* V = √(2·g·h/K). */
  pipe_assert_near (hw_hydraulics_velocity (solver, v), sqrt (2 * 9.80665 * 5 / 9), 1e-9);
  pipe_assert_near (hw_hydraulics_flow (solver, x), pow (5 / 5e5, 1 / 1.8965), 1e-9);
}

/* A bridge between two equal paths carries nothing. */
static void
test_bridge (void)
{
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  guint a = pipe_add_vessel (network, "A", 8), b = pipe_add_vessel (network, "B", 0);
  guint m = pipe_add_node (network, "M"), n = pipe_add_node (network, "N"), bridge;
  g_autoptr (HwHydraulics) solver = NULL;

  pipe_add (network, "AM", a, m, 10, 0.04);
  pipe_add (network, "AN", a, n, 10, 0.04);
  pipe_add (network, "MB", m, b, 30, 0.03);
  pipe_add (network, "NB", n, b, 30, 0.03);
  bridge = pipe_add (network, "MN", m, n, 1, 0.02);
  solver = pipe_solver (network);
  pipe_assert_solves (solver);
  g_assert_cmpfloat (fabs (hw_hydraulics_flow (solver, bridge)), <=, 1e-12);
  pipe_assert_laws (solver, network);
}

/* The classical three reservoirs, with links of equal quadratic loss: heads 9, 6 and 0, the
 * junction at h where √(9−h) + √(6−h) = √h, found by bisection here. */
static void
test_three_reservoirs (void)
{
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  const double heads[] = { 9, 6, 0 };
  guint junction = pipe_add_node (network, "J");
  double low = 0, high = 6;
  g_autoptr (HwHydraulics) solver = NULL;

  for (guint i = 0; i < 3; i++)
    {
      const char *ids[] = { "A", "B", "C" };
      guint vessel = pipe_add_vessel (network, ids[i], heads[i]);
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
  solver = pipe_solver (network);
  pipe_assert_solves (solver);
  pipe_assert_near (hw_hydraulics_head (solver, junction), low, 1e-8);
  pipe_assert_near (hw_hydraulics_flow (solver, 0), sqrt (9 - low) / 1e3, 1e-8);
}

static void
test_closed_loop (void)
{
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  guint pump, rack = pipe_add_loop (network, &pump);
  g_autoptr (HwHydraulics) solver = NULL;
  double c = log (15.0 / 4) / log (2), b = 4 / pow (3e-3, c), flow;

  solver = pipe_solver (network);
  pipe_assert_solves (solver);
  flow = hw_hydraulics_flow (solver, pump);
  pipe_assert_near (-hw_hydraulics_head_loss (solver, pump), 24 - b * pow (flow, c), 1e-9);
  pipe_assert_near (hw_hydraulics_flow (solver, rack), flow, 1e-12);
  g_assert_cmpfloat (hw_hydraulics_head (solver, 0), ==, 15);
  pipe_assert_laws (solver, network);

  /* At lower speed the whole loop follows: only the friction factor changes a little. */
  hw_hydraulics_set_speed (solver, pump, 0.5);
  pipe_assert_solves (solver);
  g_assert_cmpfloat (fabs (hw_hydraulics_flow (solver, pump) / flow - 0.5), <=, 0.01);
  pipe_assert_near (-hw_hydraulics_head_loss (solver, pump),
                    24 * 0.25 - pow (0.5, 2 - c) * b * pow (hw_hydraulics_flow (solver, pump), c),
                    1e-9);
  hw_hydraulics_set_speed (solver, pump, 0);
  pipe_assert_solves (solver);
  g_assert_cmpfloat (fabs (hw_hydraulics_flow (solver, rack)), <=, 1e-9);
  hw_hydraulics_set_speed (solver, pump, 1);
  pipe_assert_solves (solver);
  pipe_assert_near (hw_hydraulics_flow (solver, pump), flow, 1e-8);
}

/* Rings that hang on one node only: nothing drives a flow round them. */
static void
test_ring (void)
{
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  guint vessel = pipe_add_vessel (network, "VESSEL", 7), x = pipe_add_node (network, "X");
  guint a = pipe_add_node (network, "A"), b = pipe_add_node (network, "B"),
        c = pipe_add_node (network, "C");
  g_autoptr (HwHydraulics) solver = NULL;

  pipe_add (network, "AB", a, b, 1, 0.05);
  pipe_add (network, "XA", x, a, 2, 0.05);
  pipe_add (network, "VX", vessel, x, 1, 0.1);
  pipe_add (network, "BX", b, x, 3, 0.04);
  pipe_add (network, "XC", x, c, 3, 0.04);
  pipe_add (network, "CX", c, x, 2, 0.03);
  solver = pipe_solver (network);
  pipe_assert_solves (solver);
  for (guint i = 0; i < hw_pipe_network_n_links (network); i++)
    g_assert_cmpfloat (fabs (hw_hydraulics_flow (solver, i)), <=, 1e-9);
  for (guint i = 0; i < hw_pipe_network_n_nodes (network); i++)
    pipe_assert_near (hw_hydraulics_head (solver, i), 7, 1e-8);
  /* Something taken out inside one makes it flow both ways there. */
  hw_hydraulics_set_node (solver, a, &(HwPipeNode){ .demand_m3_s = 1e-3 });
  pipe_assert_solves (solver);
  pipe_assert_laws (solver, hw_hydraulics_get_network (solver));
  pipe_assert_near (hw_hydraulics_flow (solver, 2), 1e-3, 1e-9);
  g_assert_cmpfloat (hw_hydraulics_flow (solver, 1), >, 1e-4);
  g_assert_cmpfloat (hw_hydraulics_flow (solver, 0), <, -1e-4);
}

/* A copy and its origin do not change each other. */
static void
test_copy (void)
{
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  guint pump, rack = pipe_add_loop (network, &pump), found;
  g_autoptr (HwPipeNetwork) copy = hw_pipe_network_copy (network);
  HwPipeLink link = *hw_pipe_network_link (network, rack);

  link.minor_loss = 99;
  hw_pipe_network_set_link (copy, rack, &link);
  g_assert_cmpfloat (hw_pipe_network_link (network, rack)->minor_loss, ==, 40);
  pipe_add_node (copy, "NEW");
  g_assert_false (hw_pipe_network_find_node (network, "NEW", &found));
  pipe_add_node (network, "OTHER");
  g_assert_false (hw_pipe_network_find_node (copy, "OTHER", &found));
  g_assert_true (hw_pipe_network_find_node (copy, "NEW", &found));
  g_clear_pointer (&network, hw_pipe_network_free);
  g_assert_cmpstr (hw_pipe_network_link (copy, rack)->id, ==, "LOAD");
  g_assert_true (hw_pipe_network_find_link (copy, "LOAD", &found));
  g_assert_cmpuint (found, ==, rack);
  g_assert_cmpuint (pipe_add_node (copy, "NEW"), ==, G_MAXUINT);
}

static void
test_random (void)
{
  for (int round = 0; round < 150; round++)
    {
      g_autoptr (HwPipeNetwork) network = pipe_random_network ();
      g_autoptr (HwHydraulics) solver = pipe_solver (network);
      HwHydraulicReport report;

      hw_hydraulics_solve (solver, &report);
      g_assert_cmpuint (report.n_steps, <=, 200);
      g_assert_false (report.singular);
      g_assert_true (isfinite (report.head_error_m) && isfinite (report.flow_error));
      if (report.converged)
        pipe_assert_laws (solver, network);
    }
}

/* From the last solution after any change comes what comes from nothing. */
static void
test_warm (void)
{
  for (int round = 0; round < 60; round++)
    {
      g_autoptr (HwPipeNetwork) network = pipe_random_network ();
      g_autoptr (HwHydraulics) warm = NULL;

      /* What closes by itself may have two states that both hold. */
      for (guint i = 0; i < hw_pipe_network_n_links (network); i++)
        {
          HwPipeLink link = *hw_pipe_network_link (network, i);
          link.check = FALSE;
          link.closed = link.kind == HW_PIPE_LINK_PUMP;
          hw_pipe_network_set_link (network, i, &link);
        }
      warm = pipe_solver (network);
      pipe_assert_solves (warm);
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
          pipe_assert_solves (warm);
          cold = pipe_solver (hw_hydraulics_get_network (warm));
          pipe_assert_solves (cold);
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
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  g_autoptr (HwPipeNetwork) turned = pipe_network ();
  guint pump, rack = pipe_add_loop (network, &pump), turned_pump;
  guint turned_rack = pipe_add_loop (turned, &turned_pump);
  g_autoptr (HwHydraulics) one = NULL;
  g_autoptr (HwHydraulics) two = NULL;
  guint out, middle;

  for (guint i = 0; i < 2; i++)
    {
      HwPipeNetwork *each = i == 0 ? network : turned;
      hw_pipe_network_find_node (each, "OUT", &out);
      hw_pipe_network_find_node (each, "RACK", &middle);
      pipe_add (each, "SECOND", i == 0 ? out : middle, i == 0 ? middle : out, 9, 0.03);
    }
  one = pipe_solver (network);
  two = pipe_solver (turned);
  pipe_assert_solves (one);
  pipe_assert_solves (two);
  pipe_assert_near (hw_hydraulics_flow (one, rack), hw_hydraulics_flow (two, turned_rack), 1e-8);
  pipe_assert_near (hw_hydraulics_flow (one, 4), -hw_hydraulics_flow (two, 4), 1e-8);
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
  g_test_add_func ("/calc/hydraulics/ring-on-one-node", test_ring);
  g_test_add_func ("/calc/hydraulics/copies-are-apart", test_copy);
  g_test_add_func ("/calc/hydraulics/random-networks-obey-the-laws", test_random);
  g_test_add_func ("/calc/hydraulics/warm-equals-cold", test_warm);
  g_test_add_func ("/calc/hydraulics/direction-does-not-matter", test_turned_round);
  return g_test_run ();
}
