/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-pipe-fixture.h"

static void
test_beyond_curve (void)
{
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  guint a = pipe_add_vessel (network, "A", 10), b = pipe_add_vessel (network, "B", 0);
  guint m = pipe_add_node (network, "M"), pump = pipe_add_pump (network, "P", a, m);
  g_autoptr (HwHydraulics) solver = NULL;

  pipe_add (network, "Q", m, b, 1, 0.1);
  solver = pipe_solver (network);
  pipe_assert_solves (solver);
  g_assert_true (hw_hydraulics_is_beyond_curve (solver, pump));
  g_assert_cmpfloat (hw_hydraulics_head_loss (solver, pump), >, 0);
}

/* A standby pump with a check valve stands still; without one it is a bypass. Against more than its
 * shut-off head a pump stops by itself. */
static void
test_check_valve (void)
{
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  guint pump, rack = pipe_add_loop (network, &pump), standby;
  guint back, out, middle = pipe_add_node (network, "MIDDLE"), valve;
  HwPipeLink check;
  g_autoptr (HwHydraulics) solver = NULL;
  double flow;

  hw_pipe_network_find_node (network, "BACK", &back);
  hw_pipe_network_find_node (network, "OUT", &out);
  /* The other CDU, its pump removed and the pipe open. */
  standby = pipe_add (network, "STANDBY", back, middle, 2, 0.0563);
  check = pipe_of ("CHECK", middle, out, 2, 0.0563);
  check.check = TRUE;
  valve = hw_pipe_network_add_link (network, &check);
  solver = pipe_solver (network);
  pipe_assert_solves (solver);
  g_assert_cmpint (hw_hydraulics_status (solver, valve), ==, HW_LINK_STOPPED);
  g_assert_cmpfloat (fabs (hw_hydraulics_flow (solver, standby)), <=, 1e-9);
  flow = hw_hydraulics_flow (solver, rack);
  g_assert_cmpfloat (flow, >, 1e-3);
  /* Where the pump stops, the vessel's head stands everywhere. */
  hw_hydraulics_set_closed (solver, pump, TRUE);
  pipe_assert_solves (solver);
  pipe_assert_near (hw_hydraulics_head (solver, out), 15, 1e-6);
  hw_hydraulics_set_closed (solver, pump, FALSE);
  pipe_assert_solves (solver);
  pipe_assert_near (hw_hydraulics_flow (solver, rack), flow, 1e-7);
  pipe_assert_laws (solver, hw_hydraulics_get_network (solver));
}

static void
test_pump_cannot_lift (void)
{
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  guint a = pipe_add_vessel (network, "A", 0), b = pipe_add_vessel (network, "B", 50);
  guint m = pipe_add_node (network, "M"), pump = pipe_add_pump (network, "P", a, m);
  g_autoptr (HwHydraulics) solver = NULL;

  pipe_add (network, "Q", m, b, 1, 0.1);
  solver = pipe_solver (network);
  pipe_assert_solves (solver);
  g_assert_cmpint (hw_hydraulics_status (solver, pump), ==, HW_LINK_STOPPED);
  g_assert_cmpfloat (hw_hydraulics_flow (solver, pump), ==, 0);
}

/* A demand that two check valves keep off cannot be met: that is said, and they do not flutter. */
static void
test_kept_off (void)
{
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  guint a = pipe_add_vessel (network, "A", 9), b = pipe_add_vessel (network, "B", 3);
  guint n = hw_pipe_network_add_node (network, &(HwPipeNode){ .id = "N", .demand_m3_s = 1e-3 });
  HwPipeLink check = pipe_of ("NA", n, a, 2, 0.05);
  g_autoptr (HwHydraulics) solver = NULL;
  HwHydraulicReport report;

  check.check = TRUE;
  hw_pipe_network_add_link (network, &check);
  check.id = "NB";
  check.to = b;
  hw_pipe_network_add_link (network, &check);
  pipe_add (network, "AB", a, b, 50, 0.03);
  solver = pipe_solver (network);
  g_assert_true (hw_hydraulics_solve (solver, &report));
  g_assert_cmpuint (report.n_steps, <=, 20);
  g_assert_cmpint (hw_hydraulics_status (solver, 0), ==, HW_LINK_STOPPED);
  g_assert_cmpint (hw_hydraulics_status (solver, 1), ==, HW_LINK_STOPPED);
  pipe_assert_near (report.unmet_m3_s, 1e-3, 1e-12);
  g_assert_true (isfinite (hw_hydraulics_head (solver, n)));
}

/* A pump that is overcome by another behind a check valve: the valve closes, the pump runs on. */
static void
test_overcome (void)
{
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  const double flow = 1e-3, head = 2;
  guint pump, weak, back, out, middle = pipe_add_node (network, "MIDDLE"), valve;
  HwPipeLink check;
  g_autoptr (HwHydraulics) solver = NULL;

  pipe_add_loop (network, &pump);
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
  solver = pipe_solver (network);
  pipe_assert_solves (solver);
  g_assert_cmpint (hw_hydraulics_status (solver, valve), ==, HW_LINK_STOPPED);
  g_assert_cmpint (hw_hydraulics_status (solver, weak), ==, HW_LINK_OPEN);
  /* At its shut-off head, which is 4/3 of the head of its point. */
  pipe_assert_near (-hw_hydraulics_head_loss (solver, weak), 8.0 / 3, 1e-6);
}

/* Holds its flow where it can, and is a valve where it cannot. */
static void
test_flow_control (void)
{
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  guint a = pipe_add_vessel (network, "A", 8), b = pipe_add_vessel (network, "B", 0);
  guint m = pipe_add_node (network, "M");
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

  pipe_add (network, "P", a, m, 10, 0.04);
  control = hw_pipe_network_add_link (network, &link);
  solver = pipe_solver (network);
  pipe_assert_solves (solver);
  g_assert_cmpint (hw_hydraulics_status (solver, control), ==, HW_LINK_ACTIVE);
  pipe_assert_near (hw_hydraulics_flow (solver, control), 2e-3, 1e-5);
  link.set_flow_m3_s = 1;
  hw_hydraulics_set_link (solver, control, &link);
  pipe_assert_solves (solver);
  g_assert_cmpint (hw_hydraulics_status (solver, control), ==, HW_LINK_OPEN);
  open = hw_hydraulics_flow (solver, control);
  g_assert_cmpfloat (open, >, 2e-3);
  link.set_flow_m3_s = open * 0.99;
  hw_hydraulics_set_link (solver, control, &link);
  pipe_assert_solves (solver);
  pipe_assert_near (hw_hydraulics_flow (solver, control), open * 0.99, 1e-5);
}

/* Closing both valves of a rack parts it from the vessel; its head is between the two sides. */
static void
test_cut_off (void)
{
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  guint a = pipe_add_vessel (network, "A", 9), b = pipe_add_vessel (network, "B", 3);
  guint m = pipe_add_node (network, "M"), n = pipe_add_node (network, "N");
  guint p = pipe_add (network, "P", a, m, 1, 0.04), q = pipe_add (network, "Q", n, b, 1, 0.04);
  g_autoptr (HwHydraulics) solver = NULL;
  HwHydraulicReport report;

  pipe_add (network, "R", m, n, 1, 0.04);
  solver = pipe_solver (network);
  pipe_assert_solves (solver);
  hw_hydraulics_set_closed (solver, p, TRUE);
  hw_hydraulics_set_closed (solver, q, TRUE);
  g_assert_true (hw_hydraulics_solve (solver, &report));
  g_assert_cmpuint (report.n_cut_off, ==, 2);
  g_assert_true (hw_hydraulics_is_cut_off (solver, m) && hw_hydraulics_is_cut_off (solver, n));
  g_assert_false (hw_hydraulics_is_cut_off (solver, a));
  pipe_assert_near (hw_hydraulics_head (solver, m), 6, 1e-9);
  pipe_assert_near (hw_hydraulics_head (solver, n), 6, 1e-9);
  g_assert_cmpfloat (report.unmet_m3_s, ==, 0);
  /* Demand there cannot be met, which is said. */
  hw_hydraulics_set_node (solver, m, &(HwPipeNode){ .demand_m3_s = 1e-3 });
  hw_hydraulics_solve (solver, &report);
  pipe_assert_near (report.unmet_m3_s, 1e-3, 1e-12);
  for (guint i = 0; i < 4; i++)
    g_assert_true (isfinite (hw_hydraulics_head (solver, i)));
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
      g_autoptr (HwPipeNetwork) network = pipe_network ();
      HwPipeLink link = cases[i].link;
      g_autoptr (GArray) faults = NULL;
      g_autofree char *text = NULL;

      link.from = pipe_add_vessel (network, "A", 1);
      link.to = pipe_add_vessel (network, "B", 1);
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
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  guint a = pipe_add_vessel (network, "A", 1), b = pipe_add_node (network, "B");
  guint c = pipe_add_node (network, "C"), d = pipe_add_node (network, "D"),
        e = pipe_add_node (network, "E");
  g_autoptr (GArray) faults = NULL;
  const HwPipeFault *fault;

  pipe_add (network, "AB", a, b, 1, 0.1);
  pipe_add (network, "CD", c, d, 1, 0.1);
  pipe_add (network, "DC", d, c, 1, 0.1);
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
  g_autoptr (HwPipeNetwork) network = pipe_network ();
  guint vessel = pipe_add_vessel (network, "VESSEL", 15), nodes[3];
  g_autoptr (HwHydraulics) ring = NULL;
  g_autoptr (HwPipeNetwork) loop = pipe_network ();
  g_autoptr (HwHydraulics) solver = NULL;
  HwHydraulicReport report;
  guint pump;

  for (guint i = 0; i < 3; i++)
    {
      const char *ids[] = { "A", "B", "C" };
      nodes[i] = pipe_add_node (network, ids[i]);
    }
  pipe_add (network, "P", vessel, nodes[0], 1, 0.1);
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
  ring = pipe_solver (network);
  pipe_assert_solves (ring);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (fabs (hw_hydraulics_flow (ring, i)), <=, 1e-9);

  pipe_add_loop (loop, &pump);
  solver = pipe_solver (loop);
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
  g_test_add_func ("/calc/hydraulics-faults/pump-beyond-its-curve", test_beyond_curve);
  g_test_add_func ("/calc/hydraulics-faults/check-valve", test_check_valve);
  g_test_add_func ("/calc/hydraulics-faults/pump-that-cannot-lift", test_pump_cannot_lift);
  g_test_add_func ("/calc/hydraulics-faults/demand-kept-off", test_kept_off);
  g_test_add_func ("/calc/hydraulics-faults/pump-that-is-overcome", test_overcome);
  g_test_add_func ("/calc/hydraulics-faults/flow-control", test_flow_control);
  g_test_add_func ("/calc/hydraulics-faults/cut-off", test_cut_off);
  g_test_add_func ("/calc/hydraulics-faults/faults-are-named", test_faults);
  g_test_add_func ("/calc/hydraulics-faults/what-is-not-joined", test_unjoined);
  g_test_add_func ("/calc/hydraulics-faults/always-ends", test_ends);
  return g_test_run ();
}
