/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-chart.h"
#include "hw-draw-checks.h"
#include "hw-draw-fixture.h"
#include "hw-edit.h"
#include "hw-scene-phases.h"

static void
add_phases (Fixture *fixture, const char *second_date)
{
  HwHandle second;
  HwRack row;

  hw_design_begin (fixture->design, "Phases");
  hw_operation_add_phase (fixture->design, "Foundation", "2026-09");
  second = hw_operation_add_phase (fixture->design, "Second row", second_date);
  hw_design_commit (fixture->design);
  hw_design_begin (fixture->design, "Install");
  row = *hw_design_get_rack (fixture->design, fixture->system);
  row.object.install = (guint16)second;
  hw_edit_set (fixture->design, HW_TABLE_RACK, fixture->system, &row);
  hw_design_commit (fixture->design);
}

static HwViewport
view_of (const HwPhasesLayout *layout)
{
  double x, y, width, height;

  hw_phases_layout_extent (layout, &x, &y, &width, &height);
  return (HwViewport){ x, y, 1, width, height };
}

static guint
count_dashed (const HwScene *scene, HwRef ref)
{
  guint n = 0;

  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);
      n += item->kind == HW_ITEM_BOX && hw_ref_equal (item->ref, ref) && item->dashed;
    }
  return n;
}

/* What is planned is dashed, and all of it can be read, in every theme and in little room. */
static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  static const double widths[] = { 500, 760, 1400 };

  add_phases (fixture, "2027-03-15");
  for (guint shown = 0; shown < 2; shown++)
    for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
      for (HwThemeKind kind = HW_THEME_LIGHT; kind <= HW_THEME_PRINT; kind++)
        {
          const GArray *series = hw_results_phase_series (fixture->results);
          HwHandle second = g_array_index (series, HwPhasePoint, 1).phase;
          g_autoptr (HwPhasesLayout) layout = NULL;
          g_autoptr (HwScene) scene = NULL;
          HwViewport view;

          hw_results_set_phase (fixture->results,
                                g_array_index (series, HwPhasePoint, shown).phase);
          layout = hw_phases_layout_new (fixture->results, widths[i], 600);
          view = view_of (layout);
          g_assert_cmpfloat (view.width, >=, widths[i]);
          scene = hw_scene_phases_build (layout, hw_theme_get (kind), &view);
          check_contrast (scene);
          g_assert_true (check_has_text (scene, "Build-out in 2 phases"));
          g_assert_true (check_has_text (scene, "Second row"));
          g_assert_true (check_has_text (scene, "2027-03-15"));
          g_assert_true (check_has_text (scene, "IT power"));
          /* Without a price list nothing reckons that, and an empty field would say that it is
           * nothing. */
          g_assert_false (check_has_text (scene, "Running cost"));
          g_assert_cmpuint (
              count_dashed (scene, HW_REF (HW_TABLE_PHASE, second)), ==, shown == 0 ? 1 : 0);
        }
}

/* The slider is taken where it is drawn, and goes to the phase that is nearest. */
static void
test_slider (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwPhasesLayout) layout = NULL;
  double x0, y0, x1, y1;

  add_phases (fixture, "2027-03-15");
  layout = hw_phases_layout_new (fixture->results, 1000, 700);
  g_assert_cmpuint (hw_phases_layout_get_shown (layout), ==, 1);
  hw_phases_layout_slider (layout, 0, &x0, &y0);
  hw_phases_layout_slider (layout, 1, &x1, &y1);
  g_assert_true (hw_phases_layout_on_slider (layout, x0, y0));
  g_assert_cmpfloat (x0, <, x1);
  g_assert_cmpuint (hw_phases_layout_nearest (layout, x0 + (x1 - x0) * 0.4), ==, 0);
  g_assert_cmpuint (hw_phases_layout_nearest (layout, x0 + (x1 - x0) * 0.6), ==, 1);
  g_assert_false (hw_phases_layout_on_slider (layout, x0, 1));
  for (gint i = 0; i < 2; i++)
    {
      double x, y, width, height;

      hw_phases_layout_row (layout, (guint)i, &x, &y, &width, &height);
      g_assert_cmpint (hw_phases_layout_row_at (layout, x + width / 2, y + height / 2), ==, i);
    }
}

/* Dates that do not rise, or that nobody knows, leave equal distances; nothing is lost. */
static void
test_odd_dates (Fixture *fixture, gconstpointer data)
{
  static const char *const dates[] = { "2026-01", "2026-02-30", "soon", "" };

  add_phases (fixture, "2027-03-15");
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      HwHandle second
          = g_array_index (hw_results_phase_series (fixture->results), HwPhasePoint, 1).phase;
      g_autoptr (HwPhasesLayout) layout = NULL;
      g_autoptr (HwScene) scene = NULL;
      HwViewport view;
      double x0, x1, y;

      hw_design_begin (fixture->design, "Date");
      g_assert_true (hw_operation_set (
          fixture->design, HW_REF (HW_TABLE_PHASE, second), "date", dates[i], NULL));
      hw_design_commit (fixture->design);
      layout = hw_phases_layout_new (fixture->results, 1000, 700);
      view = view_of (layout);
      scene = hw_scene_phases_build (layout, hw_theme_get (HW_THEME_LIGHT), &view);
      hw_phases_layout_slider (layout, 0, &x0, &y);
      hw_phases_layout_slider (layout, 1, &x1, &y);
      g_assert_cmpfloat (x1 - x0, >, 100);
      for (guint item = 0; item < hw_scene_n_items (scene); item++)
        g_assert_true (isfinite (hw_scene_get_item (scene, item)->x)
                       && isfinite (hw_scene_get_item (scene, item)->width));
    }
}

static void
test_no_phases (Fixture *fixture, gconstpointer data)
{
  HwViewport view = { 0, 0, 1, 800, 600 };
  g_autoptr (HwPhasesLayout) layout = hw_phases_layout_new (fixture->results, 800, 600);
  g_autoptr (HwScene) scene = hw_scene_phases_build (layout, hw_theme_get (HW_THEME_LIGHT), &view);

  g_assert_cmpuint (hw_phases_layout_n_phases (layout), ==, 0);
  g_assert_cmpint (hw_phases_layout_row_at (layout, 400, 300), ==, -1);
}

static void
test_scales (void)
{
  static const HwChartPoint points[] = { { 1, 10, 10, 10 }, { 3, 20, 20, 20 } };
  HwChartCurve curve = { points, 2, HW_ROLE_ACCENT, HW_ROLE_ACCENT_SOFT, NULL };

  g_assert_cmpfloat_with_epsilon (hw_chart_nice_step (100, 4), 50, 1e-9);
  g_assert_cmpfloat_with_epsilon (hw_chart_nice_step (0.9, 5), 0.2, 1e-9);
  g_assert_cmpfloat_with_epsilon (hw_chart_nice_top (101, 4), 150, 1e-9);
  g_assert_cmpfloat_with_epsilon (hw_chart_nice_top (100, 4), 100, 1e-9);
  g_assert_cmpfloat (hw_chart_nice_top (0, 4), ==, 1);
  g_assert_cmpfloat (hw_chart_value_at (&curve, TRUE, 2.9), ==, 10);
  g_assert_cmpfloat (hw_chart_value_at (&curve, TRUE, 5), ==, 20);
  g_assert_cmpfloat (hw_chart_value_at (&curve, FALSE, 2), ==, 15);
  g_assert_true (isnan (hw_chart_value_at (&curve, FALSE, 0.5)));
  g_assert_true (isnan (hw_chart_value_at (&curve, FALSE, 3.5)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add (                                                                                     \
      "/draw/phases-picture/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("themes-and-sizes", test_pictures);
  ADD ("slider", test_slider);
  ADD ("odd-dates", test_odd_dates);
  ADD ("no-phases", test_no_phases);
  g_test_add_func ("/draw/phases-picture/scales", test_scales);
  return g_test_run ();
}
