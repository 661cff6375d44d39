/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-painter.h"

#include <math.h>

#define HATCH_STEP 6.0

static void
set_source (cairo_t *cr, HwColour colour)
{
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
}

static double
line_width (const HwStyle *style)
{
  return style->line_width > 0 ? style->line_width : HW_PAPER_HAIRLINE;
}

static void
set_dash (cairo_t *cr, const HwStyle *style)
{
  const double dashes[] = { 4, 3 };

  if ((style->flags & 1) != 0)
    cairo_set_dash (cr, dashes, 2, 0);
  else
    cairo_set_dash (cr, NULL, 0, 0);
}

/* --- boxes --- */

static void
rounded_path (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  if (radius <= 0)
    {
      cairo_rectangle (cr, x, y, width, height);
      return;
    }
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

/* The four sides of a frame, inside the rectangle. */
static void
fill_frame (HwRaster *raster, const HwPixels *box, int line)
{
  HwPixels side = { box->x, box->y, box->width, MIN (line, box->height) };

  hw_raster_fill_pixels (raster, &side);
  side.y = box->y + box->height - side.height;
  hw_raster_fill_pixels (raster, &side);
  side = (HwPixels){ box->x, box->y + line, MIN (line, box->width), box->height - 2 * line };
  if (side.height <= 0)
    return;
  hw_raster_fill_pixels (raster, &side);
  side.x = box->x + box->width - side.width;
  hw_raster_fill_pixels (raster, &side);
}

static void
paint_square_boxes (HwPainter *p, const HwBatch *batch)
{
  const HwStyle *style = &batch->style;
  int line = MAX (1, (int)(style->line_width * p->raster.xx + 0.5));
  guint32 index;

  if (style->fill >> 24 != 0)
    {
      hw_raster_begin_fill (&p->raster, hw_colour_unpack (style->fill));
      HW_FOR_ITEMS (p, batch, item, index)
      {
        HwPixels box = hw_raster_snap (&p->raster, item->x, item->y, item->width, item->height);
        hw_raster_fill_pixels (&p->raster, &box);
      }
      hw_raster_end_fill (&p->raster);
    }
  if (style->stroke >> 24 != 0)
    {
      hw_raster_begin_fill (&p->raster, hw_colour_unpack (style->stroke));
      HW_FOR_ITEMS (p, batch, item, index)
      {
        HwPixels box = hw_raster_snap (&p->raster, item->x, item->y, item->width, item->height);
        fill_frame (&p->raster, &box, line);
      }
      hw_raster_end_fill (&p->raster);
    }
}

/* Rounded, dashed, or on paper: as paths. On pixels the outline lies within the snapped box. */
static void
paint_path_boxes (HwPainter *p, const HwBatch *batch)
{
  const HwStyle *style = &batch->style;
  cairo_t *cr = p->cr;
  double scale = p->raster.pixels ? p->raster.xx : 1;
  double line = p->raster.pixels ? MAX (1, round (style->line_width * scale)) : line_width (style);
  guint32 index;

  for (int pass = 0; pass < 2; pass++)
    {
      guint32 colour = pass == 0 ? style->fill : style->stroke;
      double inset = pass == 1 && p->raster.pixels ? line / 2 : 0;

      if (colour >> 24 == 0)
        continue;
      if (p->raster.pixels)
        hw_raster_save_pixels (&p->raster);
      else
        cairo_save (cr);
      cairo_new_path (cr);
      HW_FOR_ITEMS (p, batch, item, index)
      {
        if (p->raster.pixels)
          {
            HwPixels box = hw_raster_snap (&p->raster, item->x, item->y, item->width, item->height);
            rounded_path (cr,
                          box.x + inset,
                          box.y + inset,
                          MAX (box.width - 2 * inset, 0.5),
                          MAX (box.height - 2 * inset, 0.5),
                          MAX (0, style->radius * scale - inset));
          }
        else
          rounded_path (cr, item->x, item->y, item->width, item->height, style->radius);
      }
      set_source (cr, hw_colour_unpack (colour));
      cairo_set_line_width (cr, line);
      set_dash (cr, style);
      if (pass == 0)
        cairo_fill (cr);
      else
        cairo_stroke (cr);
      cairo_restore (cr);
    }
}

static void
paint_boxes (HwPainter *p, const HwBatch *batch)
{
  if (p->raster.pixels && batch->style.radius == 0 && (batch->style.flags & 1) == 0)
    paint_square_boxes (p, batch);
  else
    paint_path_boxes (p, batch);
}

/* --- lines --- */

static void
paint_lines (HwPainter *p, const HwBatch *batch)
{
  const HwStyle *style = &batch->style;
  cairo_t *cr = p->cr;
  int line = MAX (1, (int)(style->line_width * p->raster.xx + 0.5));
  gboolean slanting = FALSE;
  guint32 index;

  if (p->raster.pixels && (style->flags & 1) == 0)
    {
      hw_raster_begin_fill (&p->raster, hw_colour_unpack (style->stroke));
      HW_FOR_ITEMS (p, batch, item, index)
      {
        HwPixels box;
        if (item->width != 0 && item->height != 0)
          {
            slanting = TRUE;
            continue;
          }
        box = hw_raster_snap (&p->raster,
                              MIN (item->x, item->x + item->width),
                              MIN (item->y, item->y + item->height),
                              fabs (item->width),
                              fabs (item->height));
        if (item->height == 0)
          {
            box.y -= line / 2;
            box.height = line;
          }
        else
          {
            box.x -= line / 2;
            box.width = line;
          }
        hw_raster_fill_pixels (&p->raster, &box);
      }
      hw_raster_end_fill (&p->raster);
      if (!slanting)
        return;
    }
  cairo_save (cr);
  cairo_new_path (cr);
  HW_FOR_ITEMS (p, batch, item, index)
  {
    if (slanting && (item->width == 0 || item->height == 0))
      continue;
    cairo_move_to (cr, item->x, item->y);
    cairo_line_to (cr, item->x + item->width, item->y + item->height);
  }
  set_source (cr, hw_colour_unpack (style->stroke));
  cairo_set_line_width (cr, p->raster.pixels ? MAX (style->line_width, 1) : line_width (style));
  set_dash (cr, style);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* --- hatching --- */

/* One period of the hatching as a small image: a pattern fills thousands of boxes at once, where
 * their lines would each be a path. */
static cairo_pattern_t *
hatch_tile (HwColour colour, int side)
{
  cairo_surface_t *tile = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, side, side);
  cairo_t *cr = cairo_create (tile);
  cairo_pattern_t *pattern;

  set_source (cr, colour);
  cairo_set_line_width (cr, MAX (1, side / 7.0));
  for (int k = 0; k <= 2; k++)
    {
      cairo_move_to (cr, k * side + 1, -1);
      cairo_line_to (cr, (k - 1) * side - 1, side + 1);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
  pattern = cairo_pattern_create_for_surface (tile);
  cairo_surface_destroy (tile);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  return pattern;
}

static void
hatch_lines (cairo_t *cr, const HwItem *item, double step)
{
  double right = item->x + item->width, bottom = item->y + item->height;

  /* Lines x + y = k · step, the same for all boxes, so that neighbours fit together. */
  for (double k = ceil ((item->x + item->y) / step); k * step < right + bottom; k++)
    {
      double sum = k * step;
      double x0 = MAX (item->x, sum - bottom), x1 = MIN (right, sum - item->y);
      cairo_move_to (cr, x0, sum - x0);
      cairo_line_to (cr, x1, sum - x1);
    }
}

static void
paint_hatch (HwPainter *p, const HwBatch *batch)
{
  HwColour colour = hw_colour_unpack (batch->style.stroke);
  cairo_t *cr = p->cr;
  guint32 index;

  if (p->raster.pixels)
    {
      cairo_pattern_t *pattern = hatch_tile (colour, (int)(HATCH_STEP * p->raster.xx + 0.5));
      cairo_matrix_t anchor;
      /* Hatching keeps its place when the scene is painted in tiles. */
      cairo_matrix_init_translate (&anchor, -round (p->raster.x0), -round (p->raster.y0));
      cairo_pattern_set_matrix (pattern, &anchor);
      hw_raster_save_pixels (&p->raster);
      cairo_set_source (cr, pattern);
      cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
      cairo_new_path (cr);
      HW_FOR_ITEMS (p, batch, item, index)
      {
        HwPixels box = hw_raster_snap (&p->raster, item->x, item->y, item->width, item->height);
        cairo_rectangle (cr, box.x, box.y, box.width, box.height);
      }
      cairo_fill (cr);
      hw_raster_restore (&p->raster);
      cairo_pattern_destroy (pattern);
      return;
    }
  cairo_save (cr);
  cairo_new_path (cr);
  HW_FOR_ITEMS (p, batch, item, index) hatch_lines (cr, item, HATCH_STEP * 0.75);
  set_source (cr, colour);
  cairo_set_line_width (cr, HW_PAPER_HAIRLINE * 0.8);
  set_dash (cr, &batch->style);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* --- pips and icons --- */

static void
paint_pips (HwPainter *p, const HwBatch *batch)
{
  cairo_t *cr = p->cr;
  guint32 index;

  cairo_save (cr);
  cairo_new_path (cr);
  HW_FOR_ITEMS (p, batch, item, index)
  {
    double pitch = item->width / MAX (item->count, 1);
    double side = MIN (item->height, pitch * 0.78);
    for (guint i = 0; i < item->count; i++)
      {
        double x = item->x + i * pitch, y = item->y + (item->height - side) / 2;
        if (p->raster.pixels && side < 6)
          cairo_rectangle (cr, round (x), round (y), MAX (floor (side), 1), MAX (floor (side), 1));
        else
          rounded_path (cr, x, y, side, side, side * 0.22);
      }
  }
  set_source (cr, hw_colour_unpack (batch->style.fill));
  cairo_fill (cr);
  cairo_restore (cr);
}

/* An icon and its ring as a small image, for the many racks with problems of a large hall. */
static cairo_surface_t *
icon_tile (HwPainter *p, const HwItem *item, HwColour inner)
{
  double size = item->width * p->raster.xx;
  int side = (int)ceil (size * 2 * HW_ICON_RING) + 2;
  cairo_surface_t *tile = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, side, side);
  cairo_t *cr = cairo_create (tile);
  double margin = (side - size) / 2;

  hw_symbols_paint (cr, item->count, margin, margin, size, item->fill, inner, item->stroke);
  cairo_destroy (cr);
  return tile;
}

static void
paint_icons (HwPainter *p, const HwBatch *batch)
{
  HwColour inner = hw_theme_text_on (p->scene->theme, hw_colour_unpack (batch->style.fill));
  cairo_surface_t *tile = NULL;
  guint tile_icon = 0;
  double tile_size = 0;
  guint32 index;

  if (!p->raster.pixels)
    {
      HW_FOR_ITEMS (p, batch, item, index)
      hw_symbols_paint (
          p->cr, item->count, item->x, item->y, item->width, item->fill, inner, item->stroke);
      return;
    }
  hw_raster_save_pixels (&p->raster);
  HW_FOR_ITEMS (p, batch, item, index)
  {
    double middle_x = (item->x + item->width / 2) * p->raster.xx + p->raster.x0;
    double middle_y = (item->y + item->height / 2) * p->raster.yy + p->raster.y0;
    int side;

    if (tile == NULL || tile_icon != item->count || tile_size != item->width)
      {
        g_clear_pointer (&tile, cairo_surface_destroy);
        tile = icon_tile (p, item, inner);
        tile_icon = item->count;
        tile_size = item->width;
      }
    side = cairo_image_surface_get_width (tile);
    cairo_set_source_surface (
        p->cr, tile, floor (middle_x - side / 2.0 + 0.5), floor (middle_y - side / 2.0 + 0.5));
    cairo_paint (p->cr);
  }
  g_clear_pointer (&tile, cairo_surface_destroy);
  hw_raster_restore (&p->raster);
}

/* --- all --- */

static void
paint_batch (HwPainter *p, const HwBatch *batch)
{
  switch ((HwItemKind)batch->style.kind)
    {
    case HW_ITEM_BOX:
      paint_boxes (p, batch);
      break;
    case HW_ITEM_LINE:
      paint_lines (p, batch);
      break;
    case HW_ITEM_CURVE:
      hw_painter_curves (p, batch);
      break;
    case HW_ITEM_TEXT:
      hw_painter_texts (p, batch);
      break;
    case HW_ITEM_HATCH:
      paint_hatch (p, batch);
      break;
    case HW_ITEM_PIPS:
      paint_pips (p, batch);
      break;
    case HW_ITEM_ICON:
      paint_icons (p, batch);
      break;
    case HW_ITEM_TARGET:
      break;
    }
}

/* The batch of the ground that hides all before it: most of a window lies within a hall, whose
 * floor lies upon the ground of the window. */
static guint
first_seen (const HwPainter *p)
{
  const HwRaster *raster = &p->raster;
  guint first = 0, index;

  for (guint i = 0; i < p->scene->batches->len && raster->data != NULL; i++)
    {
      const HwBatch *batch = &g_array_index (p->scene->batches, HwBatch, i);
      if (batch->style.layer != HW_LAYER_GROUND || batch->style.kind != HW_ITEM_BOX
          || batch->style.fill >> 24 != 0xff || batch->style.radius > 0)
        continue;
      HW_FOR_ITEMS (p, batch, item, index)
      {
        HwPixels box = hw_raster_snap (raster, item->x, item->y, item->width, item->height);
        if (box.x <= raster->left && box.y <= raster->top && box.x + box.width >= raster->right
            && box.y + box.height >= raster->bottom)
          first = i;
      }
    }
  return first;
}

void
hw_scene_paint (const HwScene *self, cairo_t *cr)
{
  static const HwItemKind order[] = { HW_ITEM_BOX,  HW_ITEM_HATCH, HW_ITEM_CURVE, HW_ITEM_LINE,
                                      HW_ITEM_PIPS, HW_ITEM_ICON,  HW_ITEM_TEXT };
  HwPainter painter = { .scene = self, .cr = cr };
  cairo_surface_t *target = cairo_get_group_target (cr);

  hw_raster_init (&painter.raster, cr);
  /* A recording keeps characters too, but is slower with them and mostly ends as pixels. */
  painter.as_text = cairo_surface_has_show_text_glyphs (target)
                    && cairo_surface_get_type (target) != CAIRO_SURFACE_TYPE_RECORDING;
  for (guint layer = 0; layer < HW_N_LAYERS; layer++)
    for (guint k = 0; k < G_N_ELEMENTS (order); k++)
      for (guint i = layer == 0 && k == 0 ? first_seen (&painter) : 0; i < self->batches->len; i++)
        {
          const HwBatch *batch = &g_array_index (self->batches, HwBatch, i);
          if (batch->style.layer == layer && batch->style.kind == order[k])
            paint_batch (&painter, batch);
        }
}
