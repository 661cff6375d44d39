/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-glyphs.h"

#include <math.h>
#include <string.h>

#define PHASES 4
#define PAGE 128 /* glyphs */
/* Faces and sizes that are kept: some zoom steps of a few faces. All go when there are more. */
#define MAX_FONTS 96
/* Glyphs of a face beyond this are not in any font that we know. */
#define MAX_GLYPH 65535

typedef struct
{
  gint16 left, top; /* of the mask, from the origin's whole pixel */
  guint16 width, height;
  guint8 data[];
} Mask;

struct _HwGlyphFont
{
  cairo_font_face_t *face;
  double size;
  gboolean upwards;
  cairo_scaled_font_t *scaled;
  Mask **pages[MAX_GLYPH / PAGE + 1]; /* each of PAGE · PHASES masks */
};

struct _HwGlyphs
{
  GPtrArray *fonts; /* HwGlyphFont */
};

static void
font_free (gpointer data)
{
  HwGlyphFont *font = data;

  for (guint p = 0; p < G_N_ELEMENTS (font->pages); p++)
    if (font->pages[p] != NULL)
      {
        for (guint i = 0; i < PAGE * PHASES; i++)
          g_free (font->pages[p][i]);
        g_free (font->pages[p]);
      }
  cairo_scaled_font_destroy (font->scaled);
  cairo_font_face_destroy (font->face);
  g_free (font);
}

HwGlyphs *
hw_glyphs_new (void)
{
  HwGlyphs *self = g_new0 (HwGlyphs, 1);

  self->fonts = g_ptr_array_new_with_free_func (font_free);
  return self;
}

void
hw_glyphs_free (HwGlyphs *self)
{
  g_ptr_array_unref (self->fonts);
  g_free (self);
}

static HwGlyphFont *
font_new (cairo_font_face_t *face, double size, gboolean upwards)
{
  HwGlyphFont *font = g_new0 (HwGlyphFont, 1);
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_matrix_t matrix, identity;

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_matrix_init_rotate (&matrix, upwards ? -G_PI / 2 : 0);
  cairo_matrix_scale (&matrix, size, size);
  cairo_matrix_init_identity (&identity);
  font->face = cairo_font_face_reference (face);
  font->size = size;
  font->upwards = upwards;
  font->scaled = cairo_scaled_font_create (face, &matrix, &identity, options);
  cairo_font_options_destroy (options);
  return font;
}

HwGlyphFont *
hw_glyphs_font (HwGlyphs *self, cairo_font_face_t *face, double pixel_size, gboolean upwards)
{
  HwGlyphFont *font;

  for (guint i = self->fonts->len; i-- > 0;)
    {
      font = g_ptr_array_index (self->fonts, i);
      if (font->face == face && font->size == pixel_size && font->upwards == upwards)
        return font;
    }
  if (self->fonts->len >= MAX_FONTS)
    g_ptr_array_set_size (self->fonts, 0);
  font = font_new (face, pixel_size, upwards);
  g_ptr_array_add (self->fonts, font);
  return font;
}

/* What of a picture of a glyph has ink. */
static Mask *
mask_of (cairo_surface_t *surface, int left, int top)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  int x0 = G_MAXINT, y0 = G_MAXINT, x1 = 0, y1 = 0;
  Mask *mask;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      if (data[(gsize)y * stride + x] != 0)
        {
          x0 = MIN (x0, x);
          y0 = MIN (y0, y);
          x1 = MAX (x1, x + 1);
          y1 = MAX (y1, y + 1);
        }
  if (x1 == 0)
    return g_new0 (Mask, 1);
  mask = g_malloc (sizeof (Mask) + (gsize)(x1 - x0) * (y1 - y0));
  *mask = (Mask){ .left = (gint16)(left + x0), .top = (gint16)(top + y0) };
  mask->width = (guint16)(x1 - x0);
  mask->height = (guint16)(y1 - y0);
  for (int y = y0; y < y1; y++)
    memcpy (mask->data + (gsize)(y - y0) * mask->width, data + (gsize)y * stride + x0, mask->width);
  return mask;
}

/* Coverage of a glyph whose origin is @phase quarters of a pixel right of a whole one, or below
 * where the text runs upwards. */
static Mask *
mask_new (HwGlyphFont *font, gulong index, guint phase)
{
  double part = phase / (double)PHASES;
  cairo_glyph_t glyph = { index, font->upwards ? 0 : part, font->upwards ? part : 0 };
  cairo_text_extents_t extents;
  cairo_surface_t *surface;
  cairo_t *cr;
  int left, top;
  Mask *mask;

  cairo_scaled_font_glyph_extents (font->scaled, &glyph, 1, &extents);
  if (extents.width <= 0 || extents.height <= 0)
    return g_new0 (Mask, 1);
  left = (int)floor (extents.x_bearing + glyph.x) - 1;
  top = (int)floor (extents.y_bearing + glyph.y) - 1;
  surface = cairo_image_surface_create (
      CAIRO_FORMAT_A8, (int)ceil (extents.width) + 3, (int)ceil (extents.height) + 3);
  cr = cairo_create (surface);
  cairo_set_scaled_font (cr, font->scaled);
  glyph.x -= left;
  glyph.y -= top;
  cairo_glyph_path (cr, &glyph, 1);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  mask = mask_of (surface, left, top);
  cairo_surface_destroy (surface);
  return mask;
}

static const Mask *
find_mask (HwGlyphFont *font, gulong index, guint phase)
{
  Mask ***page, **slot;

  if (index > MAX_GLYPH)
    index = 0;
  page = &font->pages[index / PAGE];
  if (*page == NULL)
    *page = g_new0 (Mask *, PAGE * PHASES);
  slot = &(*page)[index % PAGE * PHASES + phase];
  if (*slot == NULL)
    *slot = mask_new (font, index, phase);
  return *slot;
}

/* The nearest quarter of a pixel. Returns: the whole pixel that it is of */
static inline int
split (double at, guint *phase)
{
  int quarter = hw_raster_round (at * PHASES);

  *phase = (guint)quarter % PHASES;
  return (quarter - (int)*phase) / PHASES;
}

void
hw_glyph_font_ink (HwGlyphFont *font, HwRaster *raster, gulong index, double x, double y)
{
  guint phase;
  int left, top;
  const Mask *mask;

  if (font->upwards)
    {
      top = split (y, &phase);
      left = hw_raster_round (x);
    }
  else
    {
      left = split (x, &phase);
      top = hw_raster_round (y);
    }
  mask = find_mask (font, index, phase);
  hw_raster_blend_mask (
      raster, left + mask->left, top + mask->top, mask->width, mask->height, mask->data);
}
