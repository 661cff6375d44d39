/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-scene.h"

G_BEGIN_DECLS

/* Charts of figures over time or over steps of a build-out. Sizes are world units of a viewport. */

typedef struct
{
  double x;
  double value; /* NAN: not known; nothing is drawn there */
  double low, high;
} HwChartPoint;

typedef struct
{
  const HwChartPoint *points; /* by x */
  guint n_points;
  HwRole role;       /* of the line */
  HwRole soft;       /* of its range, or of what lies below it; of the first curve only */
  const char *label; /* nullable: beside its end */
} HwChartCurve;

/* What the axes run over. */
typedef struct
{
  double x, y, width, height; /* of the field that is drawn in */
  double from, to;            /* its left and right edge, in the x of points */
  double top;                 /* its upper edge; the lower is 0 */
  gboolean dated;             /* x are days as g_date_get_julian() counts them */
} HwChartAxes;

typedef struct
{
  HwChartAxes axes;
  double factor;    /* values are divided by it where they are shown */
  const char *unit; /* of what is shown then */
  const HwChartCurve *curves;
  guint n_curves;
  gboolean steps;     /* a value holds until the next; else they are joined by lines */
  double until;       /* what lies beyond is planned: dashed */
  double label_width; /* right of the field, for the labels of curves */
  HwColour ground;    /* that all of it stands upon */
} HwChart;

/* The step of 1, 2 or 5 times a power of ten that divides @span into no more than @most parts. */
double hw_chart_nice_step (double span, guint most);
/* The least whole number of such steps that is no less than @value; 1 for 0. */
double hw_chart_nice_top (double value, guint most);

static inline double
hw_chart_x (const HwChartAxes *axes, double x)
{
  return axes->x + (x - axes->from) / (axes->to - axes->from) * axes->width;
}
static inline double
hw_chart_y (const HwChartAxes *axes, double value)
{
  return axes->y + axes->height - value / axes->top * axes->height;
}

/* The value of a curve at @x: of steps the last point up to it, else between two; NAN outside. */
double hw_chart_value_at (const HwChartCurve *curve, gboolean steps, double x);

/* Grid, axis, curves and labels. */
void hw_chart_draw (const HwChart *self, HwScene *scene, const HwViewport *view);
/* Years, quarters or months above or below a field: @y is where their labels begin. Where x are no
 * dates, nothing. */
void hw_chart_draw_dates (
    const HwChartAxes *axes, double y, HwColour ground, HwScene *scene, const HwViewport *view);

G_END_DECLS
