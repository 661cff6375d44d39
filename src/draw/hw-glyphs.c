/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-glyphs.h"

#include <math.h>
#include <string.h>

/* Parts of a pixel, a power of two. */
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
  cairo_scaled_font_t *scaled;        /* PHASES times as long as high */
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
  cairo_matrix_scale (&matrix, size * PHASES, size);
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

/* A glyph whose pixels are divided into PHASES along the text. */
typedef struct
{
  int left, top, width, height; /* from the origin */
  int stride;
  const guint8 *data;
} Fine;

/* What of the coverage has ink. */
static Mask *
trim (const guint8 *data, int left, int top, int width, int height)
{
  int x0 = G_MAXINT, y0 = G_MAXINT, x1 = 0, y1 = 0;
  Mask *mask;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (data[(gsize)y * width + x] != 0)
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
    memcpy (mask->data + (gsize)(y - y0) * mask->width, data + (gsize)y * width + x0, mask->width);
  return mask;
}

static inline int
floor_div (int value, int by)
{
  return value >= 0 ? value / by : -((by - 1 - value) / by);
}

/* Coverage where the origin is @phase parts behind the start of a whole pixel: to the right, or
 * below where the text runs upwards. */
static Mask *
mask_of (const Fine *fine, guint phase, gboolean upwards)
{
  int begin = (upwards ? fine->top : fine->left) + (int)phase;
  int length = upwards ? fine->height : fine->width;
  int first = floor_div (begin, PHASES), last = floor_div (begin + length - 1, PHASES);
  int width = upwards ? fine->width : last - first + 1;
  int height = upwards ? last - first + 1 : fine->height;
  g_autofree guint8 *data = g_malloc ((gsize)width * height);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        int part = (first + (upwards ? y : x)) * PHASES - begin;
        guint sum = PHASES / 2;

        for (int i = MAX (part, 0); i < MIN (part + PHASES, length); i++)
          sum += fine->data[upwards ? (gsize)i * fine->stride + x : (gsize)y * fine->stride + i];
        data[(gsize)y * width + x] = (guint8)(sum / PHASES);
      }
  return trim (data, upwards ? fine->left : first, upwards ? first : fine->top, width, height);
}

/* The masks of all phases come from one picture: Cairo takes longer for it than all the rest. */
static void
fill_masks (HwGlyphFont *font, gulong index, Mask **masks)
{
  cairo_glyph_t glyph = { index, 0, 0 };
  cairo_text_extents_t extents;
  cairo_surface_t *surface;
  cairo_t *cr;
  Fine fine;

  cairo_scaled_font_glyph_extents (font->scaled, &glyph, 1, &extents);
  if (extents.width <= 0 || extents.height <= 0)
    {
      for (guint phase = 0; phase < PHASES; phase++)
        masks[phase] = g_new0 (Mask, 1);
      return;
    }
  fine.left = (int)floor (extents.x_bearing) - 1;
  fine.top = (int)floor (extents.y_bearing) - 1;
  fine.width = (int)ceil (extents.width) + 3;
  fine.height = (int)ceil (extents.height) + 3;
  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, fine.width, fine.height);
  cr = cairo_create (surface);
  cairo_set_scaled_font (cr, font->scaled);
  glyph.x = -fine.left;
  glyph.y = -fine.top;
  /* At a whole pixel: the exact coverage. */
  cairo_show_glyphs (cr, &glyph, 1);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  fine.stride = cairo_image_surface_get_stride (surface);
  fine.data = cairo_image_surface_get_data (surface);
  for (guint phase = 0; phase < PHASES; phase++)
    masks[phase] = mask_of (&fine, phase, font->upwards);
  cairo_surface_destroy (surface);
}

static const Mask *
find_mask (HwGlyphFont *font, gulong index, guint phase)
{
  Mask ***page, **masks;

  if (index > MAX_GLYPH)
    index = 0;
  page = &font->pages[index / PAGE];
  if (*page == NULL)
    *page = g_new0 (Mask *, PAGE * PHASES);
  masks = &(*page)[index % PAGE * PHASES];
  if (masks[0] == NULL)
    fill_masks (font, index, masks);
  return masks[phase];
}

/* The nearest part of a pixel. Returns: the whole pixel that it is of */
static inline int
split (double at, guint *phase)
{
  int part = hw_raster_round (at * PHASES);

  *phase = (guint)part % PHASES;
  return (part - (int)*phase) / PHASES;
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
