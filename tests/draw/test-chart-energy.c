/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-chart-energy.h"
#include "hw-draw-checks.h"

/* Months from 1.01 to 1.12, and a year between. */
static HwEnergy
made_up (void)
{
  HwEnergy year = { .pue = 1.065 };

  for (guint i = 0; i < HW_YEAR_MONTHS; i++)
    {
      year.month_it_j[i] = 1e12;
      year.month_j[i] = 1e12 * (1.01 + 0.01 * i);
    }
  return year;
}

static HwScene *
draw (HwThemeKind kind, double width, double height, double size)
{
  HwViewport viewport = { 0, 0, 1, width, height };
  HwScene *scene = hw_scene_new (hw_theme_get (kind), &viewport);
  HwEnergy year = made_up ();

  hw_chart_energy_draw (scene, &year, 0, 0, width, height, size);
  return scene;
}

static void
test_ceiling (void)
{
  g_assert_cmpfloat_with_epsilon (hw_chart_energy_ceiling (0.05), 0.06, 1e-12);
  g_assert_cmpfloat_with_epsilon (hw_chart_energy_ceiling (0.13), 0.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (hw_chart_energy_ceiling (0.4), 0.4, 1e-12);
  g_assert_cmpfloat_with_epsilon (hw_chart_energy_ceiling (0), 0.01, 1e-12);
  for (double top = 0.003; top < 5; top *= 1.07)
    g_assert_cmpfloat (hw_chart_energy_ceiling (top), >=, top);
}

/* Bars are as high as what they say, in each theme and size; no text hides another. */
static void
test_bars (void)
{
  for (guint kind = HW_THEME_LIGHT; kind <= HW_THEME_PRINT; kind++)
    for (double width = 180; width <= 600; width += 210)
      {
        g_autoptr (HwScene) scene = draw (kind, width, width / 3, 10);
        double first = 0;
        guint n = 0;

        for (guint i = 0; i < hw_scene_n_items (scene); i++)
          {
            const HwItem *item = hw_scene_get_item (scene, i);

            g_assert_cmpfloat (item->x, >=, -0.01);
            g_assert_cmpfloat (item->x + item->width, <=, width + 0.01);
            if (item->kind != HW_ITEM_BOX)
              continue;
            if (n == 0)
              first = item->height;
            n++;
            g_assert_cmpfloat_with_epsilon (item->height / first, n, 1e-6);
          }
        g_assert_cmpuint (n, ==, HW_YEAR_MONTHS);
        g_assert_true (check_has_text (scene, "1.20"));
        check_texts_apart (scene);
      }
}

/* Where there is no room nothing is drawn. */
static void
test_small (void)
{
  g_autoptr (HwScene) scene = draw (HW_THEME_LIGHT, 30, 20, 10);

  g_assert_cmpuint (hw_scene_n_items (scene), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/chart-energy/ceiling", test_ceiling);
  g_test_add_func ("/draw/chart-energy/bars", test_bars);
  g_test_add_func ("/draw/chart-energy/small", test_small);
  return g_test_run ();
}
