/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-heat-rejection.h"

static HwRejection
reject (HwRejectionKind kind, double heat_w, double supply_c, double return_c, double outdoor_c)
{
  HwOutdoorAir air = { outdoor_c, outdoor_c };

  return hw_heat_reject (kind, heat_w, supply_c, return_c, &air);
}

static void
test_dry_cooler (void)
{
  HwRejection cold = reject (HW_REJECTION_DRY_COOLER, 1e6, 31, 45, 20);
  HwRejection hot = reject (HW_REJECTION_DRY_COOLER, 1e6, 31, 45, 38);

  g_assert_cmpfloat (cold.supply_c, ==, 31);
  g_assert_cmpfloat (cold.compressor_w, ==, 0);
  g_assert_cmpfloat_with_epsilon (cold.fan_w * HW_DRY_COOLER_COP, 1e6, 1e-6);
  g_assert_cmpfloat_with_epsilon (hot.supply_c, 38 + HW_DRY_COOLER_APPROACH_K, 1e-12);
}

/* COP = η · T_e / (T_c − T_e): water of 17 °C and air of 35 °C give 0.5 · 287.15 / 33. */
static void
test_chiller (void)
{
  HwRejection rejection = reject (HW_REJECTION_CHILLER, 1e6, 17, 27, 35);

  g_assert_cmpfloat_with_epsilon (hw_chiller_cop (0.5, 17, 35), 0.5 * 287.15 / 33, 1e-9);
  g_assert_cmpfloat_with_epsilon (
      rejection.compressor_w * hw_chiller_cop (HW_CHILLER_QUALITY, 17, 35), 1e6, 1e-6);
  g_assert_cmpfloat (rejection.fan_w, ==, 0);
  g_assert_cmpfloat (rejection.supply_c, ==, 17);
  /* Warmer water costs less, by 2 to 3 % a kelvin in practice. */
  g_assert_cmpfloat (hw_chiller_cop (0.5, 18, 35) / hw_chiller_cop (0.5, 17, 35), >, 1.02);
  g_assert_cmpfloat (hw_chiller_cop (0.5, 18, 35) / hw_chiller_cop (0.5, 17, 35), <, 1.04);
  /* Cold air outdoors makes no engine of it. */
  g_assert_cmpfloat (hw_chiller_cop (0.5, 17, -20), ==, hw_chiller_cop (0.5, 17, -30));
}

/* The trim chiller takes what the dry cooler does not reach, from nothing to all. */
static void
test_trim (void)
{
  HwRejection cold = reject (HW_REJECTION_DRY_TRIMMED, 1e6, 31, 45, 25);
  HwRejection mild = reject (HW_REJECTION_DRY_TRIMMED, 1e6, 31, 45, 32);
  HwRejection hot = reject (HW_REJECTION_DRY_TRIMMED, 1e6, 31, 45, 39);
  HwRejection chiller = reject (HW_REJECTION_CHILLER, 1e6, 31, 45, 39);

  g_assert_cmpfloat (cold.compressor_w, ==, 0);
  g_assert_cmpfloat_with_epsilon (mild.fan_w, 1e6 / HW_DRY_COOLER_COP / 2, 1e-6);
  g_assert_cmpfloat (hot.fan_w, ==, 0);
  g_assert_cmpfloat (hot.compressor_w, ==, chiller.compressor_w);
  g_assert_cmpfloat (hot.supply_c, ==, 31);
}

/* A tower evaporates all heat: 1/2.45 kg a megajoule, and a third of that more is drained at four
 * cycles. */
static void
test_tower (void)
{
  HwOutdoorAir air = { 35, 20 };
  HwRejection tower = hw_heat_reject (HW_REJECTION_TOWER, 1e6, 31, 45, &air);
  HwRejection cold_water = hw_heat_reject (HW_REJECTION_TOWER, 1e6, 17, 27, &air);

  g_assert_cmpfloat (tower.compressor_w, ==, 0);
  g_assert_cmpfloat_with_epsilon (tower.water_kg_s, 1 / 2.45 * 4 / 3, 1e-9);
  /* 24 °C are reached of 17 to 27: seven tenths are left to a chiller. */
  g_assert_cmpfloat_with_epsilon (
      cold_water.compressor_w, 0.7e6 / (0.5 * 287.15 / (28 - 14)), 1e-6);
  g_assert_cmpfloat (cold_water.water_kg_s, >, tower.water_kg_s);
}

/* Pads are wetted only as far as it takes. */
static void
test_adiabatic (void)
{
  HwOutdoorAir cool = { 24, 10 };
  HwOutdoorAir warm = { 30, 20 };
  HwOutdoorAir humid = { 30, 30 };
  HwRejection dry = hw_heat_reject (HW_REJECTION_ADIABATIC, 1e6, 31, 45, &cool);
  HwRejection wetted = hw_heat_reject (HW_REJECTION_ADIABATIC, 1e6, 31, 45, &warm);
  HwRejection trimmed = hw_heat_reject (HW_REJECTION_ADIABATIC, 1e6, 31, 45, &humid);

  g_assert_cmpfloat (dry.water_kg_s, ==, 0);
  g_assert_cmpfloat (dry.compressor_w, ==, 0);
  /* 5 K of the air's rise of 10 are taken by water. */
  g_assert_cmpfloat (wetted.compressor_w, ==, 0);
  g_assert_cmpfloat_with_epsilon (wetted.water_kg_s, 0.5 / 2.45 * 4 / 3, 1e-9);
  g_assert_cmpfloat (trimmed.water_kg_s, ==, 0);
  g_assert_cmpfloat (trimmed.compressor_w, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/heat-rejection/dry-cooler", test_dry_cooler);
  g_test_add_func ("/calc/heat-rejection/chiller", test_chiller);
  g_test_add_func ("/calc/heat-rejection/trim", test_trim);
  g_test_add_func ("/calc/heat-rejection/tower", test_tower);
  g_test_add_func ("/calc/heat-rejection/adiabatic", test_adiabatic);
  return g_test_run ();
}
