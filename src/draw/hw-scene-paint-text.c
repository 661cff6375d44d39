/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-painter.h"

static void
show_glyphs (cairo_t *cr, cairo_font_face_t *face, GArray *glyphs, double size)
{
  if (glyphs->len == 0)
    return;
  cairo_set_font_face (cr, face);
  cairo_set_font_size (cr, size);
  cairo_show_glyphs (cr, (cairo_glyph_t *)(gpointer)glyphs->data, glyphs->len);
  g_array_set_size (glyphs, 0);
}

/* Where the baseline of an item begins, in a user space that is turned with the text. */
static void
baseline (const HwPainter *p, const HwItem *item, double *x, double *y)
{
  double size = item->size;

  if (item->rotated)
    {
      *x = -(item->y + item->height);
      *y = item->x + size * HW_TEXT_ASCENT;
    }
  else
    {
      *x = item->x;
      *y = item->y + size * HW_TEXT_ASCENT;
    }
  /* Letters of one line stand on one row of pixels. */
  if (p->raster.pixels && !item->rotated)
    *y = (round (*y * p->raster.yy + p->raster.y0) - p->raster.y0) / p->raster.yy;
}

/* All glyphs of the style at once for its main face; other faces, which are rare, one by one. */
static void
paint_glyphs (HwPainter *p, const HwBatch *batch)
{
  g_autoptr (GArray) main = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  g_autoptr (GArray) other = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  cairo_font_face_t *main_face = NULL;
  double size = batch->style.size;
  guint32 index;

  HW_FOR_ITEMS (p, batch, item, index)
  {
    const HwTextShape *shape = hw_scene_get_shape (p->scene, item);
    double x, y;

    baseline (p, item, &x, &y);
    for (guint r = 0; r < shape->n_runs; r++)
      {
        const HwTextRun *run = &shape->runs[r];
        GArray *glyphs;
        if (main_face == NULL)
          main_face = run->face;
        glyphs = run->face == main_face ? main : other;
        for (guint i = run->first_glyph; i < run->first_glyph + run->n_glyphs; i++)
          {
            cairo_glyph_t glyph = { shape->glyphs[i].index,
                                    x + shape->glyphs[i].x * size,
                                    y + shape->glyphs[i].y * size };
            g_array_append_val (glyphs, glyph);
          }
        show_glyphs (p->cr, run->face, other, size);
      }
  }
  show_glyphs (p->cr, main_face, main, size);
}

/* Straight into the image, at parts of a pixel. */
static void
paint_masks (HwPainter *p, const HwBatch *batch)
{
  HwGlyphs *glyphs = hw_text_cache_get_glyphs (p->scene->cache);
  HwGlyphFont *font = NULL;
  cairo_font_face_t *face = NULL;
  double size = batch->style.size * p->raster.xx;
  gboolean upwards = (batch->style.flags & 2) != 0;
  guint32 index;

  hw_raster_begin_fill (&p->raster, hw_colour_unpack (batch->style.fill));
  HW_FOR_ITEMS (p, batch, item, index)
  {
    const HwTextShape *shape = hw_scene_get_shape (p->scene, item);
    double x, y;

    baseline (p, item, &x, &y);
    if (upwards)
      {
        double turned = -x;
        x = y;
        y = turned;
      }
    x = x * p->raster.xx + p->raster.x0;
    y = y * p->raster.yy + p->raster.y0;
    for (guint r = 0; r < shape->n_runs; r++)
      {
        const HwTextRun *run = &shape->runs[r];
        if (run->face != face)
          {
            face = run->face;
            font = hw_glyphs_font (glyphs, face, size, upwards);
          }
        for (guint i = run->first_glyph; i < run->first_glyph + run->n_glyphs; i++)
          {
            double along = shape->glyphs[i].x * size, across = shape->glyphs[i].y * size;
            hw_glyph_font_ink (font,
                               &p->raster,
                               shape->glyphs[i].index,
                               x + (upwards ? across : along),
                               y + (upwards ? -along : across));
          }
      }
  }
  hw_raster_end_fill (&p->raster);
}

static void
paint_characters (HwPainter *p, const HwBatch *batch)
{
  g_autoptr (GArray) glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  double size = batch->style.size;
  guint32 index;

  cairo_set_font_size (p->cr, size);
  HW_FOR_ITEMS (p, batch, item, index)
  {
    const HwTextShape *shape = hw_scene_get_shape (p->scene, item);
    double x, y;

    baseline (p, item, &x, &y);
    for (guint r = 0; r < shape->n_runs; r++)
      {
        const HwTextRun *run = &shape->runs[r];
        g_array_set_size (glyphs, 0);
        for (guint i = run->first_glyph; i < run->first_glyph + run->n_glyphs; i++)
          {
            cairo_glyph_t glyph = { shape->glyphs[i].index,
                                    x + shape->glyphs[i].x * size,
                                    y + shape->glyphs[i].y * size };
            g_array_append_val (glyphs, glyph);
          }
        cairo_set_font_face (p->cr, run->face);
        cairo_show_text_glyphs (p->cr,
                                shape->text + run->first_byte,
                                run->n_bytes,
                                (cairo_glyph_t *)(gpointer)glyphs->data,
                                glyphs->len,
                                shape->clusters + run->first_cluster,
                                run->n_clusters,
                                run->flags);
      }
  }
}

void
hw_painter_texts (HwPainter *p, const HwBatch *batch)
{
  HwColour colour = hw_colour_unpack (batch->style.fill);
  cairo_font_options_t *options;

  if (hw_raster_is_direct (&p->raster, colour))
    {
      paint_masks (p, batch);
      return;
    }
  options = cairo_font_options_create ();
  cairo_save (p->cr);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_set_font_options (p->cr, options);
  cairo_set_source_rgba (p->cr, colour.red, colour.green, colour.blue, colour.alpha);
  if ((batch->style.flags & 2) != 0)
    cairo_rotate (p->cr, -G_PI / 2);
  if (p->as_text)
    paint_characters (p, batch);
  else
    paint_glyphs (p, batch);
  cairo_restore (p->cr);
  cairo_font_options_destroy (options);
}
