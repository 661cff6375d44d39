/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-rack-coolant.h"

#define PSI 6894.757293168361

/* Lenovo LP2357, table 27: GB300 NVL72, 135 kW, of which 90 % to liquid. */
static const struct
{
  double supply_c, flow_lpm, psi;
} published[] = {
  { 25, 59, 2.3 }, { 30, 71, 3.2 }, { 35, 89, 4.9 }, { 40, 119, 8.5 }, { 45, 177, 18.4 },
};

static void
test_required_flow (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (published); i++)
    {
      double flow = hw_rack_flow_required (
          HW_COOLANT_PG25, 121.5e3, published[i].supply_c, HW_RACK_RETURN_C);
      g_assert_cmpfloat_with_epsilon (
          flow * 60e3, published[i].flow_lpm, 0.03 * published[i].flow_lpm);
    }
}

static void
test_edges (void)
{
  g_assert_cmpfloat (hw_rack_flow_required (HW_COOLANT_PG25, 0, 60, 55), ==, 0);
  g_assert_true (isinf (hw_rack_flow_required (HW_COOLANT_PG25, 1000, 55, 55)));
  g_assert_true (isinf (hw_rack_flow_required (HW_COOLANT_PG25, 1000, 60, 55)));
  /* 115 kW in 130 L/min of PG25 rise by 13.2 K. */
  g_assert_cmpfloat_with_epsilon (
      hw_rack_flow_required (HW_COOLANT_PG25, 115e3, 35, 35 + 13.2) * 60e3, 130, 0.5);
  /* A kilowatt at 10 K: 1.447 L/min of water of 40 °C, 1.494 of PG25 of 35 °C. */
  g_assert_cmpfloat_with_epsilon (
      hw_rack_flow_required (HW_COOLANT_WATER, 1e3, 35, 45) * 60e3, 1.447, 0.001);
  g_assert_cmpfloat_with_epsilon (
      hw_rack_flow_required (HW_COOLANT_PG25, 1e3, 30, 40) * 60e3, 1.494, 0.001);
}

static void
test_pressure_drop (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (published); i++)
    {
      double flow = published[i].flow_lpm / 60e3;
      g_assert_cmpfloat_with_epsilon (hw_rack_curve (1) * pow (flow, HW_RACK_CURVE_POWER) / PSI,
                                      published[i].psi,
                                      0.03 * published[i].psi);
    }
  /* The MGX specification: 10 psi at 130 L/min. */
  g_assert_cmpfloat_with_epsilon (
      hw_rack_curve (1) * pow (130 / 60e3, HW_RACK_CURVE_POWER) / PSI, 10, 0.2);
  /* Half of the trays take half of the flow at the same pressure. */
  g_assert_cmpfloat_with_epsilon (hw_rack_curve (0.5) * pow (1e-3, HW_RACK_CURVE_POWER),
                                  hw_rack_curve (1) * pow (2e-3, HW_RACK_CURVE_POWER),
                                  1e-6 * PSI);
  g_assert_true (isinf (hw_rack_curve (0)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/rack-coolant/published-flows", test_required_flow);
  g_test_add_func ("/calc/rack-coolant/edges", test_edges);
  g_test_add_func ("/calc/rack-coolant/published-pressure-drop", test_pressure_drop);
  return g_test_run ();
}
