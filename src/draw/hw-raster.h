/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-theme.h"

G_BEGIN_DECLS

/* Rectangles upon a surface. On pixels they are snapped and, where the target is a plain image,
 * written straight into it: Cairo takes half a microsecond for each aligned rectangle, which ten
 * thousand racks cannot wait for. On paper they stay where they are and go through Cairo. */
typedef struct
{
  cairo_t *cr;
  gboolean pixels;       /* the target has pixels and is not rotated */
  double xx, yy, x0, y0; /* user space to pixels of the target */
  double dx, dy, sx, sy; /* offset and scale of the device: pixels to device space */
  /* image only */
  cairo_surface_t *surface;
  guint8 *data; /* NULL: go through Cairo */
  int stride;
  gboolean direct; /* of the fill under way */
  guint32 value;
  int left, top, right, bottom; /* clip, pixels */
  /* user space, what need not be drawn */
  double clip_left, clip_top, clip_right, clip_bottom;
} HwRaster;

typedef struct
{
  int x, y, width, height; /* pixels */
} HwPixels;

void hw_raster_init (HwRaster *self, cairo_t *cr);

static inline gboolean
hw_raster_sees (const HwRaster *self, double x, double y, double width, double height)
{
  return x + width >= self->clip_left && x <= self->clip_right && y + height >= self->clip_top
         && y <= self->clip_bottom;
}

/* The whole number nearest to a coordinate; without a call, which ten thousand boxes feel. */
static inline int
hw_raster_round (double value)
{
  int towards_zero = (int)(value + 0.5);

  return towards_zero - (towards_zero > value + 0.5);
}

/* Pixels of a rectangle; at least one wide and high. */
static inline HwPixels
hw_raster_snap (const HwRaster *self, double x, double y, double width, double height)
{
  int left = hw_raster_round (x * self->xx + self->x0);
  int top = hw_raster_round (y * self->yy + self->y0);
  int right = hw_raster_round ((x + width) * self->xx + self->x0);
  int bottom = hw_raster_round ((y + height) * self->yy + self->y0);

  return (HwPixels){ left, top, MAX (right - left, 1), MAX (bottom - top, 1) };
}

/* Whether fills of @colour go straight into the image. */
static inline gboolean
hw_raster_is_direct (const HwRaster *self, HwColour colour)
{
  return self->data != NULL && colour.alpha > 0.999;
}

/* Between begin and end, rectangles of one colour are filled; no other drawing meanwhile. */
void hw_raster_begin_fill (HwRaster *self, HwColour colour);
void hw_raster_fill_pixels (HwRaster *self, const HwPixels *pixels);
/* Blends the colour of a direct fill through a mask of one byte a pixel. */
void hw_raster_blend_mask (HwRaster *self, int x, int y, int width, int height, const guint8 *mask);
void hw_raster_end_fill (HwRaster *self);

/* @pixel with @m of 255 parts of @colour upon it; two channels at once, with rounding. */
static inline guint32
hw_raster_mix (guint32 pixel, guint32 colour, guint32 m)
{
  guint32 even = (pixel & 0x00ff00ffu) * (255 - m) + (colour & 0x00ff00ffu) * m + 0x00800080u;
  guint32 odd
      = (pixel >> 8 & 0x00ff00ffu) * (255 - m) + (colour >> 8 & 0x00ff00ffu) * m + 0x00800080u;

  even = (even + (even >> 8 & 0x00ff00ffu)) >> 8 & 0x00ff00ffu;
  odd = (odd + (odd >> 8 & 0x00ff00ffu)) >> 8 & 0x00ff00ffu;
  return even | odd << 8;
}

/* To and from a user space that is pixels (or device space scaled so), for Cairo's own paths. */
void hw_raster_save_pixels (HwRaster *self);
void hw_raster_restore (HwRaster *self);

G_END_DECLS
