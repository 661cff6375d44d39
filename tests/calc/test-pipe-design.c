/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-pipe-friction.h"
#include "hw-pipe-size.h"
#include "hw-pump-control.h"

#include <math.h>

/* Balancing, sizing and speed control on a loop with racks along a pair of headers. */

#define N_RACKS 8
#define DENSITY 1014.5
#define VISCOSITY 1.348e-6

typedef struct
{
  HwPipeNetwork *network;
  guint pump;
  guint racks[N_RACKS];
  guint branches[N_RACKS]; /* the pipe to each rack */
  guint headers[N_RACKS];
  HwPipeBranch valves[N_RACKS];
} Loop;

#define assert_near(value, expected, relative)                                                     \
  g_assert_cmpfloat (fabs ((value) - (double)(expected)), <=, (relative)*fabs ((double)(expected)))

static guint
add_node (Loop *loop, const char *format, guint number)
{
  g_autofree char *id = g_strdup_printf (format, number);

  return hw_pipe_network_add_node (loop->network, &(HwPipeNode){ .id = id });
}

static guint
add_pipe (Loop *loop, const char *format, guint number, guint from, guint to, double bore)
{
  g_autofree char *id = g_strdup_printf (format, number);

  return hw_pipe_network_add_link (loop->network,
                                   &(HwPipeLink){ .id = id,
                                                  .kind = HW_PIPE_LINK_PIPE,
                                                  .from = from,
                                                  .to = to,
                                                  .length_m = 3,
                                                  .bore_m = bore,
                                                  .roughness_m = 4.5e-5,
                                                  .minor_loss = 1 });
}

/* @head: of the pump without flow, m; @ring: the far ends of the headers are joined to the near */
static void
make_loop (Loop *loop, double head, gboolean ring)
{
  const double flows[] = { 0, 12e-3, 24e-3 }, heads[] = { head, 0.8 * head, 0.2 * head };
  guint vessel, back, supply, near_supply, near_back;

  loop->network = hw_pipe_network_new ();
  hw_pipe_network_set_viscosity (loop->network, VISCOSITY);
  vessel = hw_pipe_network_add_node (loop->network,
                                     &(HwPipeNode){ .id = "VESSEL", .fixed = TRUE, .head_m = 20 });
  near_back = back = add_node (loop, "B%u", 99);
  near_supply = supply = add_node (loop, "S%u", 99);
  add_pipe (loop, "VENT%u", 0, vessel, back, 0.03);
  loop->pump = hw_pipe_network_add_link (
      loop->network,
      &(HwPipeLink){ .id = "PUMP",
                     .kind = HW_PIPE_LINK_PUMP,
                     .from = back,
                     .to = supply,
                     .curve = hw_pipe_network_add_curve (loop->network, "C", 3, flows, heads),
                     .speed = 1 });
  for (guint i = 0; i < N_RACKS; i++)
    {
      guint s = add_node (loop, "S%u", i), b = add_node (loop, "B%u", i);
      guint in = add_node (loop, "I%u", i), out = add_node (loop, "O%u", i);
      g_autofree char *rack = g_strdup_printf ("RACK%u", i);
      g_autofree char *valve = g_strdup_printf ("VALVE%u", i);

      loop->headers[i] = add_pipe (loop, "HS%u", i, supply, s, 0.0721);
      add_pipe (loop, "HB%u", i, b, back, 0.0721);
      loop->branches[i] = add_pipe (loop, "BS%u", i, s, in, 0.0384);
      loop->racks[i] = hw_pipe_network_add_link (loop->network,
                                                 &(HwPipeLink){ .id = rack,
                                                                .kind = HW_PIPE_LINK_POWER,
                                                                .from = in,
                                                                .to = out,
                                                                .coefficient = 8e5,
                                                                .exponent = 1.8965 });
      loop->valves[i].required_m3_s = 1.5e-3;
      loop->valves[i].valve = hw_pipe_network_add_link (loop->network,
                                                        &(HwPipeLink){ .id = valve,
                                                                       .kind = HW_PIPE_LINK_VALVE,
                                                                       .from = out,
                                                                       .to = b,
                                                                       .bore_m = 0.0384,
                                                                       .minor_loss = 2 });
      supply = s;
      back = b;
    }
  if (ring)
    {
      add_pipe (loop, "RS%u", 0, supply, near_supply, 0.0721);
      add_pipe (loop, "RB%u", 0, back, near_back, 0.0721);
    }
}

static void
clear_loop (Loop *loop)
{
  hw_pipe_network_free (loop->network);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loop, clear_loop)

/* Unbalanced, the near racks have the most; balanced, each has what it needs, and what the valves
 * lose is what their places differ by. */
static void
test_balance (void)
{
  for (int ring = 0; ring < 2; ring++)
    {
      g_auto (Loop) loop = { 0 };
      HwPipeBalance balances[N_RACKS];
      g_autoptr (HwHydraulics) before = NULL;
      g_autoptr (HwHydraulics) after = NULL;
      guint index;

      make_loop (&loop, 30, ring);
      loop.valves[3].required_m3_s = 0.9e-3;
      before = hw_hydraulics_new (loop.network, &hw_hydraulic_constants_si);
      g_assert_true (hw_hydraulics_solve (before, NULL));
      g_assert_cmpfloat (hw_hydraulics_flow (before, loop.racks[0]),
                         >,
                         1.02 * hw_hydraulics_flow (before, loop.racks[N_RACKS / 2]));
      g_assert_true (hw_pipe_balance (
          loop.network, &hw_hydraulic_constants_si, N_RACKS, loop.valves, balances, &index));
      /* It has not touched the network. */
      g_assert_cmpfloat (
          hw_pipe_network_link (loop.network, loop.valves[0].valve)->minor_loss, ==, 2);
      hw_pipe_balance_apply (loop.network, N_RACKS, loop.valves, balances);
      after = hw_hydraulics_new (loop.network, &hw_hydraulic_constants_si);
      g_assert_true (hw_hydraulics_solve (after, NULL));
      for (guint i = 0; i < N_RACKS; i++)
        {
          g_assert_true (balances[i].met);
          assert_near (
              hw_hydraulics_flow (after, loop.racks[i]), loop.valves[i].required_m3_s, 1e-4);
          assert_near (balances[i].flow_m3_s, loop.valves[i].required_m3_s, 1e-4);
          g_assert_cmpfloat (balances[i].loss_coefficient, >=, 2);
          g_assert_cmpfloat (balances[i].surplus_m, >=, balances[index].surplus_m);
        }
      if (!ring)
        g_assert_cmpuint (index, ==, N_RACKS - 1);
    }
}

/* Slowing the pump by the index branch's surplus leaves that valve nothing to do. */
static void
test_balance_and_speed (void)
{
  g_auto (Loop) loop = { 0 };
  HwPipeBalance balances[N_RACKS], again[N_RACKS];
  g_autoptr (HwHydraulics) solver = NULL;
  HwPumpControlReport report;
  double needs;
  guint index;
  HwPipeLink pump;

  make_loop (&loop, 30, FALSE);
  g_assert_true (hw_pipe_balance (
      loop.network, &hw_hydraulic_constants_si, N_RACKS, loop.valves, balances, &index));
  g_assert_cmpfloat (balances[index].surplus_m, >, 1);
  /* The index branch with its valve open needs this across its rack. */
  needs = 8e5 * pow (1.5e-3, 1.8965);
  balances[index].loss_coefficient = 2;
  for (guint i = 0; i < N_RACKS; i++)
    if (i != index)
      {
        /* All others lose less by the same head. */
        double unit = hw_minor_loss_resistance (1, 0.0384, 9.80665) * 1.5e-3 * 1.5e-3;
        balances[i].loss_coefficient -= balances[index].surplus_m / unit;
      }
  hw_pipe_balance_apply (loop.network, N_RACKS, loop.valves, balances);
  solver = hw_hydraulics_new (loop.network, &hw_hydraulic_constants_si);
  g_assert_true (hw_pump_control_hold (
      solver, 1, &loop.pump, 1, &loop.racks[index], &needs, 0.2, 1.1, &report));
  g_assert_true (report.held && report.enough);
  g_assert_cmpfloat (report.speed, <, 1);
  for (guint i = 0; i < N_RACKS; i++)
    assert_near (hw_hydraulics_flow (solver, loop.racks[i]), 1.5e-3, 1e-4);
  /* Balanced again at that speed, the index valve stands open. */
  for (guint i = 0; i < N_RACKS; i++)
    {
      HwPipeLink valve = *hw_pipe_network_link (loop.network, loop.valves[i].valve);
      valve.minor_loss = 2;
      hw_pipe_network_set_link (loop.network, loop.valves[i].valve, &valve);
    }
  pump = *hw_pipe_network_link (loop.network, loop.pump);
  pump.speed = report.speed * 1.0001;
  hw_pipe_network_set_link (loop.network, loop.pump, &pump);
  g_assert_true (hw_pipe_balance (
      loop.network, &hw_hydraulic_constants_si, N_RACKS, loop.valves, again, &index));
  g_assert_cmpfloat (again[index].surplus_m, <, 0.01);
}

static void
test_balance_short (void)
{
  g_auto (Loop) loop = { 0 };
  HwPipeBalance balances[N_RACKS];
  guint n_short = 0;

  make_loop (&loop, 5, FALSE);
  g_assert_true (hw_pipe_balance (
      loop.network, &hw_hydraulic_constants_si, N_RACKS, loop.valves, balances, NULL));
  for (guint i = 0; i < N_RACKS; i++)
    {
      if (balances[i].met)
        continue;
      n_short++;
      g_assert_cmpfloat (balances[i].loss_coefficient, ==, 2);
      g_assert_cmpfloat (balances[i].flow_m3_s, <, 1.5e-3);
    }
  g_assert_cmpuint (n_short, >, 0);
  /* A rack is no valve. */
  loop.valves[0].valve = loop.racks[0];
  g_assert_false (hw_pipe_balance (
      loop.network, &hw_hydraulic_constants_si, N_RACKS, loop.valves, balances, NULL));
}

static void
test_control (void)
{
  g_auto (Loop) loop = { 0 };
  g_autoptr (HwHydraulics) solver = NULL;
  HwPumpControlReport report;
  double needs[N_RACKS];

  make_loop (&loop, 30, FALSE);
  for (guint i = 0; i < N_RACKS; i++)
    needs[i] = i == 2 ? 7 : 4;
  solver = hw_hydraulics_new (loop.network, &hw_hydraulic_constants_si);
  g_assert_true (
      hw_pump_control_hold (solver, 1, &loop.pump, N_RACKS, loop.racks, needs, 0.2, 1.2, &report));
  g_assert_true (report.held && report.enough);
  g_assert_cmpuint (report.index, ==, 2);
  g_assert_cmpuint (report.n_solves, <=, 6);
  assert_near (hw_hydraulics_head_loss (solver, loop.racks[2]), 7, 1e-6);
  for (guint i = 0; i < N_RACKS; i++)
    g_assert_cmpfloat (hw_hydraulics_head_loss (solver, loop.racks[i]), >=, needs[i] - 1e-6);
  assert_near (hw_pipe_network_link (hw_hydraulics_get_network (solver), loop.pump)->speed,
               report.speed,
               1e-12);

  /* With that rack closed another is the worst off, and the pump runs slower. */
  hw_hydraulics_set_closed (solver, loop.valves[2].valve, TRUE);
  hw_hydraulics_set_closed (solver, loop.branches[2], TRUE);
  needs[2] = 1000;
  hw_hydraulics_set_closed (solver, loop.racks[2], TRUE);
  g_assert_true (
      hw_pump_control_hold (solver, 1, &loop.pump, N_RACKS, loop.racks, needs, 0.2, 1.2, &report));
  g_assert_true (report.held);
  g_assert_cmpuint (report.index, ==, N_RACKS - 1);

  /* More than the pump can give, and less than its slowest does. */
  for (guint i = 0; i < N_RACKS; i++)
    needs[i] = 500;
  g_assert_true (
      hw_pump_control_hold (solver, 1, &loop.pump, N_RACKS, loop.racks, needs, 0.2, 1.2, &report));
  g_assert_true (!report.held && !report.enough);
  assert_near (report.speed, 1.2, 1e-12);
  for (guint i = 0; i < N_RACKS; i++)
    needs[i] = 0.01;
  g_assert_true (
      hw_pump_control_hold (solver, 1, &loop.pump, N_RACKS, loop.racks, needs, 0.6, 1.2, &report));
  g_assert_true (!report.held && report.enough);
  assert_near (report.speed, 0.6, 1e-12);
}

/* 100 L/min in DN 50: 0.669 m/s; the gradient from the friction factor at its Reynolds number. */
static void
test_size_by_hand (void)
{
  HwPipeSizeCheck check = hw_pipe_size_check (
      &hw_pipe_size_rule_default, 0.0563, 0.1 / 60, 4.5e-5, VISCOSITY, DENSITY);
  double velocity = 0.1 / 60 / (G_PI / 4 * 0.0563 * 0.0563);
  double f = hw_pipe_friction_factor (velocity * 0.0563 / VISCOSITY, 4.5e-5 / 0.0563);

  assert_near (check.velocity_m_s, 0.6695, 1e-3);
  assert_near (check.gradient_pa_m, f / 0.0563 * DENSITY * velocity * velocity / 2, 1e-12);
  g_assert_true (check.within);
  g_assert_false (
      hw_pipe_size_check (&hw_pipe_size_rule_default, 0.0443, 0.13 / 60, 4.5e-5, VISCOSITY, DENSITY)
          .within);
}

static void
assert_smallest (const Loop *loop, guint link, guint size, double flow)
{
  guint n;
  const HwPipeSize *sizes = hw_pipe_series_sizes (HW_PIPE_SERIES_STAINLESS_EN, &n);
  const HwPipeLink *pipe = hw_pipe_network_link (loop->network, link);

  g_assert_cmpfloat (pipe->bore_m, ==, sizes[size].bore_m);
  g_assert_true (
      hw_pipe_size_check (
          &hw_pipe_size_rule_default, pipe->bore_m, flow, pipe->roughness_m, VISCOSITY, DENSITY)
          .within);
  if (size > 0)
    g_assert_false (hw_pipe_size_check (&hw_pipe_size_rule_default,
                                        sizes[size - 1].bore_m,
                                        flow,
                                        pipe->roughness_m,
                                        VISCOSITY,
                                        DENSITY)
                        .within);
}

/* In a loop without rings the flows are the sums of what the racks need, so that each size can be
 * told by itself: it is within the rule, and the next narrower one is not. */
static void
test_size (void)
{
  g_auto (Loop) loop = { 0 };
  guint n, n_links;
  const HwPipeSize *sizes = hw_pipe_series_sizes (HW_PIPE_SERIES_STAINLESS_EN, &n);
  g_autofree guint *groups = NULL;
  guint chosen[2 * N_RACKS];

  make_loop (&loop, 10, FALSE);
  n_links = hw_pipe_network_n_links (loop.network);
  groups = g_new (guint, n_links);
  for (guint i = 0; i < n_links; i++)
    groups[i] = HW_PIPE_SIZE_KEEP;
  for (guint i = 0; i < N_RACKS; i++)
    {
      loop.valves[i].required_m3_s = (1 + i % 3) * 1e-3;
      groups[loop.headers[i]] = i;
      groups[loop.headers[i] + 1] = i;
      groups[loop.branches[i]] = N_RACKS + i;
    }
  g_assert_true (hw_pipe_size (loop.network,
                               &hw_hydraulic_constants_si,
                               &hw_pipe_size_rule_default,
                               DENSITY,
                               n,
                               sizes,
                               groups,
                               2 * N_RACKS,
                               N_RACKS,
                               loop.valves,
                               chosen));
  hw_pipe_size_apply (loop.network, n, sizes, groups, chosen);
  for (guint i = 0; i < N_RACKS; i++)
    {
      double flow = 0;
      for (guint k = i; k < N_RACKS; k++)
        flow += loop.valves[k].required_m3_s;
      assert_smallest (&loop, loop.headers[i], chosen[i], flow);
      g_assert_cmpfloat (hw_pipe_network_link (loop.network, loop.headers[i] + 1)->bore_m,
                         ==,
                         sizes[chosen[i]].bore_m);
      assert_smallest (&loop, loop.branches[i], chosen[N_RACKS + i], loop.valves[i].required_m3_s);
    }
  /* What is kept is kept. */
  g_assert_cmpfloat (hw_pipe_network_link (loop.network, 0)->bore_m, ==, 0.03);
}

/* In a ring main the sizes hold at the flows that they themselves give; and where no pipe is wide
 * enough, that is said. */
static void
test_size_ring (void)
{
  g_auto (Loop) loop = { 0 };
  guint n, n_links;
  const HwPipeSize *sizes = hw_pipe_series_sizes (HW_PIPE_SERIES_COPPER, &n);
  g_autofree guint *groups = NULL;
  g_autofree guint *chosen = NULL;
  g_autoptr (HwPipeNetwork) holding = NULL;
  g_autoptr (HwHydraulics) solver = NULL;

  make_loop (&loop, 60, TRUE);
  n_links = hw_pipe_network_n_links (loop.network);
  groups = g_new (guint, n_links);
  chosen = g_new (guint, n_links);
  for (guint i = 0; i < n_links; i++)
    groups[i] = i;
  g_assert_true (hw_pipe_size (loop.network,
                               &hw_hydraulic_constants_si,
                               &hw_pipe_size_rule_default,
                               DENSITY,
                               n,
                               sizes,
                               groups,
                               n_links,
                               N_RACKS,
                               loop.valves,
                               chosen));
  hw_pipe_size_apply (loop.network, n, sizes, groups, chosen);
  holding = hw_pipe_network_holding (loop.network, N_RACKS, loop.valves);
  solver = hw_hydraulics_new (holding, &hw_hydraulic_constants_si);
  g_assert_true (hw_hydraulics_solve (solver, NULL));
  for (guint i = 0; i < n_links; i++)
    {
      const HwPipeLink *pipe = hw_pipe_network_link (loop.network, i);

      if (pipe->kind != HW_PIPE_LINK_PIPE)
        {
          g_assert_cmpuint (chosen[i], ==, n);
          continue;
        }
      g_assert_cmpuint (chosen[i], <, n);
      g_assert_true (hw_pipe_size_check (&hw_pipe_size_rule_default,
                                         pipe->bore_m,
                                         hw_hydraulics_flow (solver, i) * (1 - 1e-6),
                                         pipe->roughness_m,
                                         VISCOSITY,
                                         DENSITY)
                         .within);
    }
  g_assert_cmpuint (
      hw_pipe_size_for (&hw_pipe_size_rule_default, n, sizes, 1, 4.5e-5, VISCOSITY, DENSITY),
      ==,
      n);
}

/* Litres a minute at 1 m/s in the bores of the EN series, and every series from narrow to wide. */
static void
test_series (void)
{
  static const double lpm[]
      = { 14, 25, 42, 69, 92, 149, 245, 340, 573, 868, 1272, 2180, 3410, 4786, 5786, 7585 };
  HwPipeSeries found;
  guint n;
  const HwPipeSize *sizes = hw_pipe_series_sizes (HW_PIPE_SERIES_STAINLESS_EN, &n);

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (lpm));
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat (
        fabs (sizes[i].bore_m * sizes[i].bore_m * G_PI / 4 * 60e3 - lpm[i]), <=, 0.51);
  for (guint series = 0; series < HW_N_PIPE_SERIES; series++)
    {
      sizes = hw_pipe_series_sizes (series, &n);
      for (guint i = 1; i < n; i++)
        g_assert_cmpfloat (sizes[i].bore_m, >, sizes[i - 1].bore_m);
      g_assert_true (hw_pipe_series_find (hw_pipe_series_name (series), &found));
      g_assert_cmpuint (found, ==, series);
    }
  g_assert_false (hw_pipe_series_find ("clay", &found));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/pipe-design/balance", test_balance);
  g_test_add_func ("/calc/pipe-design/balance-and-speed", test_balance_and_speed);
  g_test_add_func ("/calc/pipe-design/balance-short-of-head", test_balance_short);
  g_test_add_func ("/calc/pipe-design/speed-holds-the-index-rack", test_control);
  g_test_add_func ("/calc/pipe-design/size-by-hand", test_size_by_hand);
  g_test_add_func ("/calc/pipe-design/smallest-sizes", test_size);
  g_test_add_func ("/calc/pipe-design/sizes-of-a-ring", test_size_ring);
  g_test_add_func ("/calc/pipe-design/series", test_series);
  return g_test_run ();
}
