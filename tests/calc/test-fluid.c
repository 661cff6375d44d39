/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fluid.h"

#include <math.h>

typedef struct
{
  HwCoolant coolant;
  double temperature_c;
  double density;
  double heat_capacity;
  double viscosity_mpa_s;
  double conductivity;
} Row;

/* IAPWS-IF97 at 0.3 MPa; ASHRAE data for 25 % by volume; the same for 30 %. */
static const Row rows[] = {
  { HW_COOLANT_WATER, 5, 1000.06, 4204.1, 1.5179, 0.5679 },
  { HW_COOLANT_WATER, 20, 998.30, 4184.2, 1.0015, 0.5981 },
  { HW_COOLANT_WATER, 40, 992.31, 4178.1, 0.6528, 0.6286 },
  { HW_COOLANT_WATER, 70, 977.87, 4187.7, 0.4036, 0.6599 },
  { HW_COOLANT_PG25, 0, 1031.2, 3864, 5.419, 0.4429 },
  { HW_COOLANT_PG25, 20, 1023.9, 3913, 2.466, 0.4676 },
  { HW_COOLANT_PG25, 40, 1014.5, 3962, 1.368, 0.4871 },
  { HW_COOLANT_PG25, 70, 996.6, 4036, 0.737, 0.5065 },
  { HW_COOLANT_PG30, 40, 1018.4, 3903, 1.618, 0.4621 },
};

#define assert_near(value, expected, relative)                                                     \
  g_assert_cmpfloat (fabs ((value) - (double)(expected)), <=, (relative)*fabs ((double)(expected)))

static void
test_tables (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      HwFluid fluid = hw_fluid_at (row->coolant, row->temperature_c);

      assert_near (fluid.density, row->density, 1e-4);
      assert_near (fluid.heat_capacity, row->heat_capacity, 4e-4);
      assert_near (fluid.viscosity, row->viscosity_mpa_s * 1e-3, 1.5e-3);
      assert_near (fluid.conductivity, row->conductivity, 3e-4);
    }
}

/* Dow form 0623 at both its temperatures, and at least a tenth more viscous than the plain one. */
static void
test_inhibited (void)
{
  HwFluid cold = hw_fluid_at (HW_COOLANT_PG25_INHIBITED, 25);
  HwFluid warm = hw_fluid_at (HW_COOLANT_PG25_INHIBITED, 40);

  assert_near (cold.density, 1030.3, 1e-9);
  assert_near (cold.heat_capacity, 3880.0, 1e-9);
  assert_near (cold.viscosity, 2.39e-3, 1e-9);
  assert_near (warm.density, 1022.5, 1e-9);
  assert_near (warm.viscosity, 1.58e-3, 1e-9);
  for (double t = 0; t <= 70; t += 0.5)
    {
      double ratio = hw_fluid_at (HW_COOLANT_PG25_INHIBITED, t).viscosity
                     / hw_fluid_at (HW_COOLANT_PG25, t).viscosity;
      g_assert_cmpfloat (ratio, >=, 1.1);
      g_assert_cmpfloat (ratio, <=, 1.17);
    }
}

/* Flow per kilowatt at a rise of 10 K, L/min: 60e6/(ρ·cp·ΔT). */
static void
test_flow_per_kilowatt (void)
{
  HwFluid water = hw_fluid_at (HW_COOLANT_WATER, 40);
  HwFluid glycol = hw_fluid_at (HW_COOLANT_PG25, 35);

  assert_near (60e6 / (hw_fluid_volumetric_heat (&water) * 10), 1.447, 5e-4);
  assert_near (60e6 / (hw_fluid_volumetric_heat (&glycol) * 10), 1.494, 5e-4);
  glycol = hw_fluid_at (HW_COOLANT_PG25, 40);
  assert_near (hw_fluid_kinematic_viscosity (&glycol), 1.348e-6, 1e-3);
}

/* Warmer is thinner, and beyond the range nothing runs away. */
static void
test_range (void)
{
  for (guint i = 0; i < HW_N_COOLANTS; i++)
    {
      double low, high, before = G_MAXDOUBLE;

      hw_coolant_range (i, &low, &high);
      for (double t = low; t <= high; t += 0.25)
        {
          HwFluid fluid = hw_fluid_at (i, t);
          g_assert_cmpfloat (fluid.viscosity, <, before);
          before = fluid.viscosity;
        }
      g_assert_cmpfloat (hw_fluid_at (i, low - 100).viscosity, ==, hw_fluid_at (i, low).viscosity);
      g_assert_cmpfloat (hw_fluid_at (i, high + 1e9).density, ==, hw_fluid_at (i, high).density);
    }
}

static void
test_names (void)
{
  HwCoolant found;

  for (guint i = 0; i < HW_N_COOLANTS; i++)
    {
      g_assert_true (hw_coolant_find (hw_coolant_name (i), &found));
      g_assert_cmpuint (found, ==, i);
      g_assert_cmpstr (hw_coolant_source (i), !=, "");
    }
  g_assert_false (hw_coolant_find ("brine", &found));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/fluid/published-tables", test_tables);
  g_test_add_func ("/calc/fluid/inhibited-has-the-published-points", test_inhibited);
  g_test_add_func ("/calc/fluid/flow-per-kilowatt", test_flow_per_kilowatt);
  g_test_add_func ("/calc/fluid/range", test_range);
  g_test_add_func ("/calc/fluid/names", test_names);
  return g_test_run ();
}
