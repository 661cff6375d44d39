/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-chart-energy.h"

#include <math.h>

/* Of the place of a month, what its bar takes. */
#define BAR 0.62
/* Between the scale's numbers and the bars, and around numbers, in sizes of text. */
#define GAP 0.5
#define TICKS 2

typedef struct
{
  HwScene *scene;
  const HwTheme *theme;
  double x, y, width, height; /* of the bars */
  double top;                 /* that the height stands for, above a PUE of 1 */
  double size;
} Chart;

static HwRef
nothing (void)
{
  return HW_REF (HW_TABLE_DESIGN, 0);
}

double
hw_chart_energy_ceiling (double top)
{
  static const double steps[] = { 1, 2, 4, 6, 10 };
  double decade = pow (10, floor (log10 (fmax (top, 0.01))));

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (top <= steps[i] * decade)
      return steps[i] * decade;
  return 10 * decade;
}

static double
overhead (const HwEnergy *year, guint month)
{
  return year->month_it_j[month] > 0 ? year->month_j[month] / year->month_it_j[month] - 1 : 0;
}

static double
height_of (const Chart *self, double value)
{
  return value / self->top * self->height;
}

static void
draw_scale (const Chart *self, double left)
{
  const HwColour *colours = self->theme->colours;

  for (guint i = 0; i <= TICKS; i++)
    {
      double value = self->top * i / TICKS;
      double line_y = self->y + self->height - height_of (self, value);
      g_autofree char *text = hw_quantity_fixed (1 + value, self->top < 0.04 ? 3 : 2);

      hw_scene_line (self->scene,
                     nothing (),
                     self->x,
                     line_y,
                     self->x + self->width,
                     line_y,
                     colours[i == 0 ? HW_ROLE_LINE_STRONG : HW_ROLE_LINE],
                     0,
                     FALSE);
      hw_scene_text (self->scene,
                     nothing (),
                     left,
                     line_y - self->size,
                     self->x - left - GAP * self->size,
                     2 * self->size,
                     text,
                     self->size,
                     FALSE,
                     HW_ALIGN_END,
                     colours[HW_ROLE_TEXT_DIM],
                     colours[HW_ROLE_PAPER]);
    }
}

/* The first letter of its name in the language of the person. */
static char *
month_letter (guint month)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (2023, (int)month + 1, 1, 0, 0, 0);
  g_autofree char *name = g_date_time_format (date, "%b");
  g_autofree char *upper = g_utf8_strup (name, -1);

  return g_utf8_substring (upper, 0, 1);
}

static void
draw_bars (const Chart *self, const HwEnergy *year)
{
  const HwColour *colours = self->theme->colours;
  double step = self->width / HW_YEAR_MONTHS;

  for (guint month = 0; month < HW_YEAR_MONTHS; month++)
    {
      double bar = height_of (self, overhead (year, month));
      double left = self->x + month * step;
      g_autofree char *letter = month_letter (month);

      hw_scene_box (self->scene,
                    nothing (),
                    left + (1 - BAR) / 2 * step,
                    self->y + self->height - bar,
                    BAR * step,
                    bar,
                    colours[HW_ROLE_FAMILY + HW_FAMILY_COOLING],
                    (HwColour){ 0 });
      hw_scene_text (self->scene,
                     nothing (),
                     left,
                     self->y + self->height,
                     step,
                     2 * self->size,
                     letter,
                     self->size,
                     FALSE,
                     HW_ALIGN_CENTRE,
                     colours[HW_ROLE_TEXT_DIM],
                     colours[HW_ROLE_PAPER]);
    }
}

static void
draw_mean (const Chart *self, double pue)
{
  double line_y = self->y + self->height - height_of (self, pue - 1);

  hw_scene_line (self->scene,
                 nothing (),
                 self->x,
                 line_y,
                 self->x + self->width,
                 line_y,
                 self->theme->colours[HW_ROLE_TEXT],
                 1,
                 TRUE);
}

void
hw_chart_energy_draw (HwScene *scene,
                      const HwEnergy *year,
                      double x,
                      double y,
                      double width,
                      double height,
                      double size)
{
  Chart chart = { .scene = scene, .theme = hw_scene_get_theme (scene), .size = size };
  double scale = hw_scene_text_width (scene, "0.000", size, FALSE) + 2 * GAP * size;
  double most = 0;

  for (guint month = 0; month < HW_YEAR_MONTHS; month++)
    most = fmax (most, overhead (year, month));
  chart.x = x + scale;
  chart.y = y + size;
  chart.width = width - scale;
  chart.height = height - 3 * size;
  if (chart.width <= 0 || chart.height <= 0)
    return;
  chart.top = hw_chart_energy_ceiling (most);
  hw_scene_set_layer (scene, HW_LAYER_BODY);
  draw_scale (&chart, x);
  hw_scene_set_layer (scene, HW_LAYER_DEVICE);
  draw_bars (&chart, year);
  hw_scene_set_layer (scene, HW_LAYER_DETAIL);
  draw_mean (&chart, year->pue);
}
