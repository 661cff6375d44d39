/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-painter.h"

#include <math.h>

/* Curves that leave and arrive upright. All have one shape, stretched: Bézier curves whose inner
 * points stand half-way above and below the outer ones. Cairo takes a tenth of a millisecond for
 * each upon pixels, which thousands of cables cannot wait for; so they are written row by row. */

#define STEPS 256
#define DASH 6.0
#define PERIOD 10.0

/* Across, by the part of the height: 0 to 1. */
typedef struct
{
  double across[STEPS + 1];
} Shape;

static void
shape_init (Shape *self)
{
  double t = 0;

  for (int i = 0; i <= STEPS; i++)
    {
      double down = (double)i / STEPS;

      /* Newton's method; the slope is at least 3/4. */
      for (int k = 0; k < 4; k++)
        t -= (((t - 1.5) * t + 1.5) * t - down) / ((3 * t - 3) * t + 1.5);
      self->across[i] = (3 - 2 * t) * t * t;
    }
}

static double
shape_at (const Shape *self, double down)
{
  double step = CLAMP (down, 0, 1) * STEPS;
  int i = MIN ((int)step, STEPS - 1);

  return self->across[i] + (self->across[i + 1] - self->across[i]) * (step - i);
}

typedef struct
{
  const HwRaster *raster;
  const Shape *shape;
  guint32 value;
  double alpha;
  double line_width; /* pixels */
  gboolean dashed;
  float full; /* of 255, what covers a pixel of the row wholly */
} Pen;

/* The pixels of a row from @left to @right of a band that begins at @from and ends at @to: its
 * coverage rises over @blur, is @most at most, and falls again. */
static void
ink_span (const Pen *pen, guint32 *line, int left, int right, float from, float to, float blur)
{
  float most = MIN (1, (to - from - blur) / blur) * pen->full;
  float step = pen->full / blur;
  float rise = (left + 0.5F - from) * step, fall = (to - left - 0.5F) * step;
  guint32 value = pen->value;

  for (int x = left; x < right; x++)
    {
      int cover = (int)(MIN (MIN (rise, fall), most) + 0.5F);

      rise += step;
      fall -= step;
      if (cover > 0)
        line[x] = hw_raster_mix (line[x], value, (guint32)cover);
    }
}

/* The same of what dashes leave of it. The curve is @length long where it enters the row, at @a,
 * and
 * @own in the row; a pixel beside that belongs to the rows around, whose length it has. */
static void
ink_dashes (const Pen *pen,
            guint32 *line,
            int left,
            int right,
            const float band[3],
            double a,
            double slant,
            double length,
            double own)
{
  double pace = own / slant;
  double low = length + ((slant > 0 ? left : right) - a) * pace;
  double high = length + ((slant > 0 ? right : left) - a) * pace;

  for (double dash = floor (low / PERIOD) * PERIOD; dash < high; dash += PERIOD)
    {
      double x0 = a + (dash - length) / pace, x1 = a + (dash + DASH - length) / pace;
      int begin = (int)floor (MIN (x0, x1) + 0.5), end = (int)floor (MAX (x0, x1) + 0.5);

      ink_span (pen, line, MAX (begin, left), MIN (end, right), band[0], band[1], band[2]);
    }
}

/* One row of pixels: the band between two slanting edges, its coverage a trapezoid. @a and @b are
 * where the middle of the band enters and leaves the row, @part how much of the row it crosses,
 * @length how long it is before. Returns: its length in the row */
static double
ink_row (Pen *pen, int y, double a, double b, double part, double length)
{
  const HwRaster *raster = pen->raster;
  guint32 *line = (guint32 *)(gpointer)(raster->data + (gsize)y * raster->stride);
  double slant = b - a, own = sqrt (slant * slant + part * part);
  double blur = MAX (fabs (slant), 1), half = (pen->line_width * own / part + blur) / 2;
  double from = (a + b) / 2 - half, to = from + 2 * half;
  int left = MAX ((int)floor (from), raster->left), right = MIN ((int)ceil (to), raster->right);

  pen->full = (float)(part * pen->alpha * 255);
  if (!pen->dashed)
    ink_span (pen, line, left, right, (float)from, (float)to, (float)blur);
  else if (fabs (slant) > 2)
    {
      const float band[3] = { (float)from, (float)to, (float)blur };
      ink_dashes (pen, line, left, right, band, a, slant, length, own);
    }
  else if (fmod (length + own / 2, PERIOD) <= DASH)
    ink_span (pen, line, left, right, (float)from, (float)to, (float)blur);
  return own;
}

/* Where a curve runs, in pixels, from above to below. */
typedef struct
{
  double x0, y0, x1, y1;
} Run;

static double
run_at (const Pen *pen, const Run *run, double y)
{
  return run->x0
         + (run->x1 - run->x0)
               * shape_at (pen->shape,
                           (CLAMP (y, run->y0, run->y1) - run->y0) / (run->y1 - run->y0));
}

/* The first row from @top on at whose upper edge the curve has passed @bound; @bottom: none. */
static int
row_beyond (const Pen *pen, const Run *run, double bound, int top, int bottom)
{
  gboolean rising = run->x1 >= run->x0;

  while (top < bottom)
    {
      int middle = top + (bottom - top) / 2;
      double x = run_at (pen, run, middle);

      if (rising ? x > bound : x < bound)
        bottom = middle;
      else
        top = middle + 1;
    }
  return top;
}

/* Keeps to the rows in which the band can reach the raster: a curve turns back nowhere, and is
 * twice as slanting as its chord at most. */
static void
keep_in_sight (const Pen *pen, const Run *run, int *top, int *bottom)
{
  double half = (pen->line_width + 1) * (2 * fabs (run->x1 - run->x0) / (run->y1 - run->y0) + 1);
  double left = pen->raster->left - half, right = pen->raster->right + half;
  gboolean rising = run->x1 >= run->x0;

  *bottom = row_beyond (pen, run, rising ? right : left, *top, *bottom);
  /* The row before enters it. */
  *top = MAX (*top, row_beyond (pen, run, rising ? left : right, *top, *bottom) - 1);
}

static void
ink_curve (Pen *pen, const HwItem *item)
{
  const HwRaster *raster = pen->raster;
  double x0 = item->x * raster->xx + raster->x0, y0 = item->y * raster->yy + raster->y0;
  double x1 = x0 + item->width * raster->xx, y1 = y0 + item->height * raster->yy;
  double length = 0, a;
  int top, bottom, first;

  if (y1 < y0)
    {
      double swap = y0;
      y0 = y1;
      y1 = swap;
      swap = x0;
      x0 = x1;
      x1 = swap;
    }
  top = MAX ((int)floor (y0), raster->top);
  bottom = MIN ((int)ceil (y1), raster->bottom);
  if (top >= bottom)
    return;
  first = top;
  keep_in_sight (pen, &(Run){ x0, y0, x1, y1 }, &first, &bottom);
  /* Dashes have a length before they come into sight. */
  if (!pen->dashed)
    top = first;
  a = x0 + (x1 - x0) * shape_at (pen->shape, (MAX (top, y0) - y0) / (y1 - y0));
  for (int y = top; y < bottom; y++)
    {
      double from = MAX (y, y0), to = MIN (y + 1, y1);
      double b = x0 + (x1 - x0) * shape_at (pen->shape, (to - y0) / (y1 - y0));

      if (y < first)
        length += sqrt ((b - a) * (b - a) + (to - from) * (to - from));
      else if (to - from > 1e-6)
        length += ink_row (pen, y, a, b, to - from, length);
      a = b;
    }
}

static void
stroke_curve (cairo_t *cr, const HwItem *item)
{
  double middle = item->y + item->height / 2;

  cairo_move_to (cr, item->x, item->y);
  cairo_curve_to (cr,
                  item->x,
                  middle,
                  item->x + item->width,
                  middle,
                  item->x + item->width,
                  item->y + item->height);
  cairo_stroke (cr);
}

void
hw_painter_curves (HwPainter *p, const HwBatch *batch)
{
  const HwStyle *style = &batch->style;
  HwColour colour = hw_colour_unpack (style->stroke);
  gboolean dashed = (style->flags & 1) != 0;
  guint32 index;

  if (p->raster.data != NULL)
    {
      Shape shape;
      Pen pen = { &p->raster, &shape, style->stroke | 0xff000000u, colour.alpha, 0, dashed, 0 };

      shape_init (&shape);
      pen.line_width = MAX (style->line_width * p->raster.xx, 0.75);
      cairo_surface_flush (p->raster.surface);
      HW_FOR_ITEMS (p, batch, item, index) ink_curve (&pen, item);
      cairo_surface_mark_dirty (p->raster.surface);
      return;
    }
  cairo_save (p->cr);
  cairo_set_source_rgba (p->cr, colour.red, colour.green, colour.blue, colour.alpha);
  cairo_set_line_width (p->cr, style->line_width > 0 ? style->line_width : HW_PAPER_HAIRLINE);
  if (dashed)
    cairo_set_dash (p->cr, (const double[]){ DASH, PERIOD - DASH }, 2, 0);
  HW_FOR_ITEMS (p, batch, item, index) stroke_curve (p->cr, item);
  cairo_restore (p->cr);
}

const HwItem *
hw_scene_pick_curve (const HwScene *self, double x, double y, double reach)
{
  const HwItem *best = NULL;
  double nearest = reach;
  Shape shape;

  shape_init (&shape);
  for (guint i = 0; i < self->items->len; i++)
    {
      const HwItem *item = &g_array_index (self->items, HwItem, i);
      double down, distance, slope;

      if (item->kind != HW_ITEM_CURVE || item->height == 0)
        continue;
      down = (y - item->y) / item->height;
      if (down < 0 || down > 1 || x < MIN (item->x, item->x + item->width) - reach
          || x > MAX (item->x, item->x + item->width) + reach)
        continue;
      /* Across the curve rather than along the row: it may be slanting. */
      slope = (shape_at (&shape, down + 0.01) - shape_at (&shape, down - 0.01)) / 0.02 * item->width
              / item->height;
      distance = fabs (x - item->x - item->width * shape_at (&shape, down)) / hypot (1, slope)
                 - item->line_width / 2;
      if (distance < nearest)
        {
          nearest = distance;
          best = item;
        }
    }
  return best;
}
