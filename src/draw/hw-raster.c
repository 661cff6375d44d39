/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-raster.h"

#include <math.h>
#include <string.h>

static gboolean
is_whole (double value)
{
  return fabs (value - round (value)) < 1e-6;
}

/* The clip as one rectangle of whole pixels; FALSE where it is anything else. */
static gboolean
take_clip (HwRaster *self, cairo_t *cr)
{
  cairo_rectangle_list_t *list = cairo_copy_clip_rectangle_list (cr);
  gboolean simple = list->status == CAIRO_STATUS_SUCCESS && list->num_rectangles <= 1;

  if (simple && list->num_rectangles == 1)
    {
      const cairo_rectangle_t *r = &list->rectangles[0];
      double left = r->x * self->xx + self->x0, top = r->y * self->yy + self->y0;
      double right = left + r->width * self->xx, bottom = top + r->height * self->yy;
      simple = is_whole (left) && is_whole (top) && is_whole (right) && is_whole (bottom);
      self->left = (int)round (left);
      self->top = (int)round (top);
      self->right = (int)round (right);
      self->bottom = (int)round (bottom);
    }
  cairo_rectangle_list_destroy (list);
  return simple;
}

void
hw_raster_init (HwRaster *self, cairo_t *cr)
{
  cairo_surface_t *surface = cairo_get_group_target (cr);
  cairo_surface_type_t type = cairo_surface_get_type (surface);
  cairo_matrix_t matrix;

  *self = (HwRaster){ .cr = cr, .surface = surface };
  cairo_get_matrix (cr, &matrix);
  cairo_clip_extents (cr, &self->clip_left, &self->clip_top, &self->clip_right, &self->clip_bottom);
  cairo_surface_get_device_offset (surface, &self->dx, &self->dy);
  cairo_surface_get_device_scale (surface, &self->sx, &self->sy);
  self->xx = matrix.xx * self->sx;
  self->yy = matrix.yy * self->sy;
  self->x0 = matrix.x0 * self->sx + self->dx;
  self->y0 = matrix.y0 * self->sy + self->dy;
  self->pixels = type != CAIRO_SURFACE_TYPE_PDF && type != CAIRO_SURFACE_TYPE_SVG
                 && type != CAIRO_SURFACE_TYPE_PS && type != CAIRO_SURFACE_TYPE_RECORDING
                 && matrix.xy == 0 && matrix.yx == 0 && matrix.xx > 0 && matrix.yy > 0;
  if (self->pixels && type == CAIRO_SURFACE_TYPE_IMAGE
      && cairo_get_operator (cr) == CAIRO_OPERATOR_OVER
      && (cairo_image_surface_get_format (surface) == CAIRO_FORMAT_RGB24
          || cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32)
      && take_clip (self, cr))
    {
      self->data = cairo_image_surface_get_data (surface);
      self->stride = cairo_image_surface_get_stride (surface);
      self->left = MAX (self->left, 0);
      self->top = MAX (self->top, 0);
      self->right = MIN (self->right, cairo_image_surface_get_width (surface));
      self->bottom = MIN (self->bottom, cairo_image_surface_get_height (surface));
    }
}

void
hw_raster_save_pixels (HwRaster *self)
{
  cairo_save (self->cr);
  cairo_identity_matrix (self->cr);
  /* The identity is device space; the device's own scale and offset come after it. */
  cairo_scale (self->cr, 1 / self->sx, 1 / self->sy);
  cairo_translate (self->cr, -self->dx, -self->dy);
}

void
hw_raster_restore (HwRaster *self)
{
  cairo_restore (self->cr);
}

void
hw_raster_begin_fill (HwRaster *self, HwColour colour)
{
  self->direct = hw_raster_is_direct (self, colour);
  if (self->direct)
    {
      cairo_surface_flush (self->surface);
      self->value = 0xff000000u | (guint32)(colour.red * 255 + 0.5) << 16
                    | (guint32)(colour.green * 255 + 0.5) << 8 | (guint32)(colour.blue * 255 + 0.5);
      return;
    }
  hw_raster_save_pixels (self);
  cairo_set_source_rgba (self->cr, colour.red, colour.green, colour.blue, colour.alpha);
  cairo_set_antialias (self->cr, CAIRO_ANTIALIAS_NONE);
  cairo_new_path (self->cr);
}

/* Rectangles at least so wide are copied line by line, which is several times faster than writing
 * their pixels; below, the calls would cost more. */
#define COPIED_WIDTH 64
/* Pixels that are written at once: what a register of any x86-64 or ARM64 holds. */
#define AT_ONCE 4

static inline void
fill_line (guint32 *line, int width, const guint32 pixels[AT_ONCE])
{
  int x = 0;

  for (; x + AT_ONCE <= width; x += AT_ONCE)
    memcpy (line + x, pixels, AT_ONCE * sizeof *line);
  for (; x < width; x++)
    line[x] = pixels[0];
}

static void
fill_image (HwRaster *self, const HwPixels *box)
{
  const guint32 value = self->value, pixels[AT_ONCE] = { value, value, value, value };
  int left = MAX (box->x, self->left), right = MIN (box->x + box->width, self->right);
  int top = MAX (box->y, self->top), bottom = MIN (box->y + box->height, self->bottom);
  int width = right - left;
  guint8 *first;

  if (width <= 0 || bottom <= top)
    return;
  first = self->data + (gsize)top * self->stride + (gsize)left * sizeof (guint32);
  if (width < COPIED_WIDTH)
    {
      for (int y = 0; y < bottom - top; y++)
        fill_line ((guint32 *)(gpointer)(first + (gsize)y * self->stride), width, pixels);
      return;
    }
  fill_line ((guint32 *)(gpointer)first, width, pixels);
  for (int y = 1; y < bottom - top; y++)
    memcpy (first + (gsize)y * self->stride, first, (gsize)width * sizeof (guint32));
}

void
hw_raster_fill_pixels (HwRaster *self, const HwPixels *pixels)
{
  if (self->direct)
    fill_image (self, pixels);
  else
    cairo_rectangle (self->cr, pixels->x, pixels->y, pixels->width, pixels->height);
}

void
hw_raster_blend_mask (HwRaster *self, int x, int y, int width, int height, const guint8 *mask)
{
  int left = MAX (x, self->left), right = MIN (x + width, self->right);
  int top = MAX (y, self->top), bottom = MIN (y + height, self->bottom);

  for (int j = top; j < bottom; j++)
    {
      guint32 *line = (guint32 *)(gpointer)(self->data + (gsize)j * self->stride);
      const guint8 *row = mask + (gsize)(j - y) * width - x;
      for (int i = left; i < right; i++)
        {
          guint32 m = row[i];
          if (m == 255)
            line[i] = self->value;
          else if (m != 0)
            line[i] = hw_raster_mix (line[i], self->value, m);
        }
    }
}

void
hw_raster_end_fill (HwRaster *self)
{
  if (self->direct)
    {
      cairo_surface_mark_dirty (self->surface);
      return;
    }
  cairo_fill (self->cr);
  hw_raster_restore (self);
}
