/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-chart.h"

#include <math.h>

#define TEXT_SIZE 10.0
#define TEXT_LINE 14.0
#define MOST_TICKS 4
#define CURVE_WIDTH 2.5
#define TICK_WIDTH 82.0
/* Between labels of ends, and between the field and them. */
#define LABEL_GAP 8.0

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

typedef struct
{
  const HwChart *chart;
  HwScene *scene;
  const HwViewport *view;
  const HwTheme *theme;
} Pen;

/* --- scales --- */

double
hw_chart_nice_step (double span, guint most)
{
  double least = span / most, power;

  if (!(span > 0) || !isfinite (span))
    return 1;
  power = pow (10, floor (log10 (least)));
  /* Rounding must not make a step that fits exactly look too small. */
  least *= 1 - 1e-9;
  return power >= least       ? power
         : 2 * power >= least ? 2 * power
         : 5 * power >= least ? 5 * power
                              : 10 * power;
}

double
hw_chart_nice_top (double value, guint most)
{
  double step = hw_chart_nice_step (value, most);

  return value > 0 && isfinite (value) ? ceil (value / step * (1 - 1e-9)) * step : 1;
}

double
hw_chart_value_at (const HwChartCurve *curve, gboolean steps, double x)
{
  const HwChartPoint *points = curve->points;
  guint at = 0;

  if (curve->n_points == 0 || !(x >= points[0].x))
    return NAN;
  while (at + 1 < curve->n_points && points[at + 1].x <= x)
    at++;
  if (steps)
    return points[at].value;
  if (at + 1 == curve->n_points)
    return x > points[at].x ? NAN : points[at].value;
  return points[at].value
         + (points[at + 1].value - points[at].value) * (x - points[at].x)
               / (points[at + 1].x - points[at].x);
}

/* --- ink --- */

static void
line (const Pen *pen,
      double x0,
      double y0,
      double x1,
      double y1,
      HwColour colour,
      double width,
      gboolean dashed)
{
  hw_scene_line (pen->scene,
                 no_ref,
                 hw_viewport_x (pen->view, x0),
                 hw_viewport_y (pen->view, y0),
                 hw_viewport_x (pen->view, x1),
                 hw_viewport_y (pen->view, y1),
                 colour,
                 width * pen->view->scale,
                 dashed);
}

static void
text (const Pen *pen,
      double x,
      double y,
      double width,
      const char *string,
      gboolean bold,
      HwAlign align,
      HwRole role,
      HwColour ground)
{
  double scale = pen->view->scale;

  hw_scene_text (pen->scene,
                 no_ref,
                 hw_viewport_x (pen->view, x),
                 hw_viewport_y (pen->view, y),
                 width * scale,
                 TEXT_LINE * scale,
                 string,
                 TEXT_SIZE * scale,
                 bold,
                 align,
                 pen->theme->colours[role],
                 ground);
}

/* Cut where what is planned begins. */
static void
curve_line (const Pen *pen, double x0, double v0, double x1, double v1, HwColour colour)
{
  const HwChartAxes *axes = &pen->chart->axes;
  double until = pen->chart->until;

  if (x0 < until && x1 > until)
    {
      double v = v0 + (v1 - v0) * (until - x0) / (x1 - x0);
      curve_line (pen, x0, v0, until, v, colour);
      curve_line (pen, until, v, x1, v1, colour);
      return;
    }
  line (pen,
        hw_chart_x (axes, x0),
        hw_chart_y (axes, v0),
        hw_chart_x (axes, x1),
        hw_chart_y (axes, v1),
        colour,
        CURVE_WIDTH,
        x0 >= until);
}

static void
box (const Pen *pen, double x0, double v0, double x1, double v1, HwColour fill)
{
  const HwChartAxes *axes = &pen->chart->axes;
  double left = hw_chart_x (axes, x0), top = hw_chart_y (axes, v1);

  hw_scene_box (pen->scene,
                no_ref,
                hw_viewport_x (pen->view, left),
                hw_viewport_y (pen->view, top),
                (hw_chart_x (axes, x1) - left) * pen->view->scale,
                (hw_chart_y (axes, v0) - top) * pen->view->scale,
                fill,
                no_colour);
}

/* --- parts --- */

/* Nothing but zero, or nothing known: a scale would be made up. */
static gboolean
is_flat (const HwChart *chart)
{
  for (guint i = 0; i < chart->n_curves; i++)
    for (guint n = 0; n < chart->curves[i].n_points; n++)
      if (chart->curves[i].points[n].high > 0)
        return FALSE;
  return TRUE;
}

static void
draw_grid (const Pen *pen)
{
  const HwChart *chart = pen->chart;
  const HwChartAxes *axes = &chart->axes;
  double shown = is_flat (chart) ? 0 : axes->top / chart->factor;
  double step = hw_chart_nice_step (shown, MOST_TICKS);
  int decimals = step < 1 ? (int)ceil (-log10 (step) - 1e-9) : 0;

  for (double tick = 0; tick <= shown * (1 + 1e-9); tick += step)
    {
      double y = hw_chart_y (axes, tick * chart->factor);
      g_autofree char *number = hw_quantity_fixed (tick, decimals);
      g_autofree char *label = tick + step > shown * (1 + 1e-9)
                                   ? g_strdup_printf ("%s\302\240%s", number, chart->unit)
                                   : g_strdup (number);

      line (pen,
            axes->x,
            y,
            axes->x + axes->width,
            y,
            pen->theme->colours[tick == 0 ? HW_ROLE_LINE_STRONG : HW_ROLE_LINE],
            0,
            FALSE);
      text (pen,
            axes->x - LABEL_GAP - TICK_WIDTH,
            y - TEXT_LINE / 2,
            TICK_WIDTH,
            label,
            FALSE,
            HW_ALIGN_END,
            HW_ROLE_TEXT_DIM,
            chart->ground);
    }
}

static double
end_of (const HwChart *chart, const HwChartCurve *curve, guint at)
{
  if (at + 1 < curve->n_points)
    return curve->points[at + 1].x;
  return chart->steps ? chart->axes.to : curve->points[at].x;
}

static gboolean
is_ranged (const HwChartCurve *curve)
{
  for (guint i = 0; i < curve->n_points; i++)
    if (!isnan (curve->points[i].value) && curve->points[i].low != curve->points[i].high)
      return TRUE;
  return FALSE;
}

/* Of the first curve: its range, or where it has none all down to the axis. */
static void
draw_ground (const Pen *pen, const HwChartCurve *curve)
{
  gboolean ranged = is_ranged (curve);

  if (curve != pen->chart->curves)
    return;
  for (guint i = 0; pen->chart->steps && i < curve->n_points; i++)
    {
      const HwChartPoint *point = &curve->points[i];

      if (!isnan (point->value) && (ranged ? point->high > point->low : point->value > 0))
        box (pen,
             point->x,
             ranged ? point->low : 0,
             end_of (pen->chart, curve, i),
             ranged ? point->high : point->value,
             pen->theme->colours[curve->soft]);
    }
}

static void
draw_curve (const Pen *pen, const HwChartCurve *curve)
{
  HwColour colour = pen->theme->colours[curve->role];

  for (guint i = 0; i < curve->n_points; i++)
    {
      const HwChartPoint *point = &curve->points[i], *next = point + 1;
      double x = end_of (pen->chart, curve, i);
      gboolean last = i + 1 == curve->n_points;

      if (isnan (point->value) || (last && !pen->chart->steps)
          || (!last && isnan (next->value) && !pen->chart->steps))
        continue;
      curve_line (
          pen, point->x, point->value, x, pen->chart->steps ? point->value : next->value, colour);
      if (pen->chart->steps && !last && !isnan (next->value) && next->value != point->value)
        curve_line (pen, x, point->value, x, next->value, colour);
    }
}

typedef struct
{
  const HwChartCurve *curve;
  double value, y; /* middle of its label */
} End;

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  double one = ((const End *)a)->y, other = ((const End *)b)->y;

  return (one > other) - (one < other);
}

/* Value and name beside the end of each curve; they make room for each other. */
static void
draw_labels (const Pen *pen)
{
  const HwChart *chart = pen->chart;
  const HwChartAxes *axes = &chart->axes;
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (End));
  double height = 2 * TEXT_LINE, room = axes->y - TEXT_LINE;

  for (guint i = 0; i < chart->n_curves; i++)
    {
      const HwChartCurve *curve = &chart->curves[i];
      double value = curve->n_points > 0 ? curve->points[curve->n_points - 1].value : NAN;
      End end = { curve, value, hw_chart_y (axes, value) };

      if (curve->label != NULL && !isnan (value))
        g_array_append_val (ends, end);
    }
  g_array_sort (ends, compare_ends);
  for (guint i = 0; i < ends->len; i++)
    {
      End *end = &g_array_index (ends, End, i);

      end->y = fmax (end->y, room + height / 2);
      room = end->y + height / 2;
    }
  room = axes->y + axes->height + TEXT_LINE;
  for (guint i = ends->len; i-- > 0;)
    {
      End *end = &g_array_index (ends, End, i);

      end->y = fmin (end->y, room - height / 2);
      room = end->y - height / 2;
    }
  for (guint i = 0; i < ends->len; i++)
    {
      const End *end = &g_array_index (ends, End, i);
      double shown = end->value / chart->factor;
      g_autofree char *number = hw_quantity_fixed (shown,
                                                   shown >= 100 || shown == floor (shown) ? 0
                                                   : shown >= 10                          ? 1
                                                                                          : 2);
      g_autofree char *value = g_strdup_printf ("%s\302\240%s", number, chart->unit);
      double x = axes->x + axes->width + LABEL_GAP;

      text (pen,
            x,
            end->y - TEXT_LINE,
            chart->label_width,
            value,
            TRUE,
            HW_ALIGN_START,
            HW_ROLE_TEXT,
            chart->ground);
      text (pen,
            x,
            end->y,
            chart->label_width,
            end->curve->label,
            FALSE,
            HW_ALIGN_START,
            HW_ROLE_TEXT_DIM,
            chart->ground);
    }
}

void
hw_chart_draw (const HwChart *self, HwScene *scene, const HwViewport *view)
{
  Pen pen = { self, scene, view, hw_scene_get_theme (scene) };

  hw_scene_set_layer (scene, HW_LAYER_BODY);
  for (guint i = 0; i < self->n_curves; i++)
    draw_ground (&pen, &self->curves[i]);
  draw_grid (&pen);
  hw_scene_set_layer (scene, HW_LAYER_DEVICE);
  /* The first lies upon the others. */
  for (guint i = self->n_curves; i-- > 0;)
    draw_curve (&pen, &self->curves[i]);
  draw_labels (&pen);
}
