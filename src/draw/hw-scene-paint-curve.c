/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-painter.h"

#include <math.h>
#include <string.h>

/* Curves that leave and arrive upright. All have one shape, stretched: Bézier curves whose inner
 * points stand half-way above and below the outer ones. Cairo takes a tenth of a millisecond for
 * each upon pixels, which thousands of cables cannot wait for; so they are written row by row. */

#define STEPS 128
/* Of a curve. */
#define LEAST_PIECES 8
#define DASH 6.0
#define PERIOD 10.0
/* Rows that are drawn of all curves before the next ones. */
#define STRIP 64
/* Of a row: a smaller part of it is not seen. */
#define LEAST_PART 1e-6

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
} Pen;

/* The band that a piece of a curve covers in rows that it crosses with one slant. */
typedef struct
{
  double slant, part;
  double own;  /* length of the curve in a row */
  double half; /* width of the band, from its middle */
  float blur;  /* over which the coverage rises */
  float step;  /* by which it rises a pixel, of 255 */
  float most;
} Band;

static Band
band_of (const Pen *pen, double slant, double part)
{
  double own = sqrt (slant * slant + part * part), blur = MAX (fabs (slant), 1);
  double width = pen->line_width * own / part, full = part * pen->alpha * 255;

  return (Band){ slant,
                 part,
                 own,
                 (width + blur) / 2,
                 (float)blur,
                 (float)(full / blur),
                 (float)(MIN (1, width / blur) * full) };
}

/* The largest whole number that is not above; without a call, which every row feels. */
static inline int
whole_below (double value)
{
  int towards_zero = (int)value;

  return towards_zero - (towards_zero > value);
}

/* Four pixels at once: hw_raster_mix() in lanes of sixteen bits. */
typedef float Floats __attribute__ ((vector_size (16)));
typedef gint32 Signed __attribute__ ((vector_size (16)));
typedef guint32 Pixels __attribute__ ((vector_size (16)));
typedef guint16 Halves __attribute__ ((vector_size (16)));

static inline Halves
mix_halves (Halves pixels, Halves colour, Halves cover)
{
  Halves sum = pixels * (255 - cover) + colour * cover + 128;

  return (sum + (sum >> 8)) >> 8;
}

static inline Pixels
mix_four (Pixels pixels, guint32 value, Pixels cover)
{
  const Pixels channels = { 0x00ff00ffu, 0x00ff00ffu, 0x00ff00ffu, 0x00ff00ffu };
  Halves covers = (Halves)(cover | cover << 16);
  Halves even = mix_halves (
      (Halves)(pixels & channels), (Halves)((Pixels){ 0 } + (value & 0x00ff00ffu)), covers);
  Halves odd = mix_halves ((Halves)(pixels >> 8 & channels),
                           (Halves)((Pixels){ 0 } + (value >> 8 & 0x00ff00ffu)),
                           covers);

  return (Pixels)even | (Pixels)odd << 8;
}

static inline Floats
lesser (Floats a, Floats b)
{
  Signed less = a < b;

  return (Floats)(((Signed)a & less) | ((Signed)b & ~less));
}

/* The pixels of a row from @left to @right of a band that begins at @from and ends at @to: its
 * coverage rises, is that of the band at most, and falls again. */
static inline void
ink_span (
    const Pen *pen, const Band *band, guint32 *line, int left, int right, double from, double to)
{
  const Floats each = { 0.5F, 1.5F, 2.5F, 3.5F }, none = { 0 };
  const Signed lanes = { 0, 1, 2, 3 };
  const Floats step = band->step + none, most = band->most + none;
  Floats rise = ((float)(left - from) + each) * step, fall = ((float)(to - left) - each) * step;

  for (int x = left; x < right; x += 4)
    {
      Floats cover = lesser (lesser (rise, fall), most);
      Signed whole
          = __builtin_convertvector(cover + 0.5F, Signed) & (cover > none) & (lanes < right - x);
      Pixels pixels;

      if (x + 4 <= pen->raster->right)
        {
          memcpy (&pixels, line + x, sizeof pixels);
          pixels = mix_four (pixels, pen->value, (Pixels)whole);
          memcpy (line + x, &pixels, sizeof pixels);
        }
      else
        for (int i = 0; i < right - x; i++)
          line[x + i] = hw_raster_mix (line[x + i], pen->value, (guint32)whole[i]);
      rise += 4 * step;
      fall -= 4 * step;
    }
}

/* The same of what dashes leave of it. The curve is @length long where it enters the row, at @a; a
 * pixel beside its piece in the row belongs to the rows around, whose length it has. */
static void
ink_dashes (const Pen *pen,
            const Band *band,
            guint32 *line,
            int left,
            int right,
            double from,
            double a,
            double length)
{
  double pace = band->own / band->slant;
  double low = length + ((band->slant > 0 ? left : right) - a) * pace;
  double high = length + ((band->slant > 0 ? right : left) - a) * pace;

  for (double dash = floor (low / PERIOD) * PERIOD; dash < high; dash += PERIOD)
    {
      double x0 = a + (dash - length) / pace, x1 = a + (dash + DASH - length) / pace;
      int begin = whole_below (MIN (x0, x1) + 0.5), end = whole_below (MAX (x0, x1) + 0.5);

      ink_span (pen, band, line, MAX (begin, left), MIN (end, right), from, from + 2 * band->half);
    }
}

/* @n rows of pixels from @y on: the band between two slanting edges, its coverage a trapezoid. @a
 * is where the middle of the band enters the first, @length how long it is before. */
static void
ink_rows (const Pen *pen, const Band *band, int y, int n, double a, double length)
{
  const HwRaster *raster = pen->raster;
  double from = a + band->slant / 2 - band->half;

  for (int end = y + n; y < end; y++)
    {
      guint32 *line = (guint32 *)(gpointer)(raster->data + (gsize)y * raster->stride);
      double to = from + 2 * band->half, middle = length + band->own / 2;
      int left = MAX (whole_below (from), raster->left);
      int right = MIN (whole_below (to) + 1, raster->right);

      if (pen->dashed && fabs (band->slant) > 2)
        ink_dashes (pen, band, line, left, right, from, a, length);
      else if (!pen->dashed || middle - PERIOD * whole_below (middle / PERIOD) <= DASH)
        ink_span (pen, band, line, left, right, from, to);
      from += band->slant;
      a += band->slant;
      length += band->own;
    }
}

/* Where a curve runs, in pixels, from above to below, and how far it is drawn. */
typedef struct
{
  double x0, y0, x1, y1;
  int y, first, bottom; /* the next row, the first in which it is seen, and the end */
  double a;             /* where it enters the next row */
  double length;        /* before that */
  int pieces;           /* straight ones that it is made of */
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

/* Straight pieces that are nowhere a tenth of a pixel beside a curve that is so wide: the shape
 * bends by 6 at most, over the square of its height, and a chord is off by an eighth of that. */
static int
count_pieces (double width)
{
  return CLAMP ((int)sqrt (7.5 * fabs (width)) + 1, LEAST_PIECES, STEPS);
}

/* How many whole rows from @y on lie in one of them. */
static int
rows_of_piece (const Run *run, int y)
{
  double piece = (run->y1 - run->y0) / run->pieces;

  return (int)(run->y0 + ((int)((y - run->y0) / piece) + 1) * piece) - y;
}

/* Returns: whether there is something of it to be drawn */
static gboolean
run_init (Run *self, const Pen *pen, const HwItem *item)
{
  const HwRaster *raster = pen->raster;
  double x = item->x * raster->xx + raster->x0, y = item->y * raster->yy + raster->y0;
  double width = item->width * raster->xx, height = item->height * raster->yy;

  *self = height < 0 ? (Run){ x + width, y + height, x, y } : (Run){ x, y, x + width, y + height };
  self->y = MAX ((int)floor (self->y0), raster->top);
  self->bottom = MIN ((int)ceil (self->y1), raster->bottom);
  if (self->y >= self->bottom)
    return FALSE;
  self->first = self->y;
  self->pieces = count_pieces (self->x1 - self->x0);
  keep_in_sight (pen, self, &self->first, &self->bottom);
  /* Dashes have a length before they come into sight. */
  if (!pen->dashed)
    self->y = self->first;
  self->a = run_at (pen, self, self->y);
  return self->y < self->bottom;
}

/* As far as the row @until. */
static void
run_draw (Run *self, const Pen *pen, int until)
{
  int n;

  for (until = MIN (until, self->bottom); self->y < until; self->y += n)
    {
      double part = MIN (self->y + 1, self->y1) - MAX (self->y, self->y0), b;
      Band band;

      n = part < 1 ? 1 : MAX (rows_of_piece (self, self->y), 1);
      n = MIN (n, until - self->y);
      b = run_at (pen, self, self->y + n);
      band = band_of (pen, (b - self->a) / n, MAX (part, LEAST_PART));
      if (self->y + n > self->first && part > LEAST_PART)
        ink_rows (pen, &band, self->y, n, self->a, self->length);
      self->length += n * band.own;
      self->a = b;
    }
}

/* Strip by strip, for a curve alone runs over more memory than is near the processor. */
static void
ink_curves (const HwPainter *p, const HwBatch *batch, const Pen *pen)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));
  const HwRaster *raster = pen->raster;
  guint32 index;

  HW_FOR_ITEMS (p, batch, item, index)
  {
    Run run;

    if (run_init (&run, pen, item))
      g_array_append_val (runs, run);
  }
  for (int y = raster->top; y < raster->bottom; y += STRIP)
    for (guint i = 0; i < runs->len; i++)
      run_draw (&g_array_index (runs, Run, i), pen, y + STRIP);
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
      Pen pen = { &p->raster, &shape, style->stroke | 0xff000000u, colour.alpha, 0, dashed };

      shape_init (&shape);
      pen.line_width = MAX (style->line_width * p->raster.xx, 0.75);
      cairo_surface_flush (p->raster.surface);
      ink_curves (p, batch, &pen);
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
