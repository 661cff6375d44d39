/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-draw-checks.h"

#include <math.h>
#include <string.h>

#define NEAR 0.6

static gboolean
holds (const HwItem *outer, double x, double y)
{
  return x >= outer->x && y >= outer->y && x < outer->x + outer->width
         && y < outer->y + outer->height;
}

/* The opaque box that is seen under a text. */
static const HwItem *
ground_of (const HwScene *scene, const HwItem *text)
{
  const HwItem *best = NULL;

  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);
      if (item->kind == HW_ITEM_BOX && item->fill.alpha > 0.99 && item->layer <= text->layer
          && (best == NULL || item->layer >= best->layer)
          && holds (item, text->x + text->width / 2, text->y + text->height / 2))
        best = item;
    }
  return best;
}

static gboolean
same_colour (HwColour a, HwColour b)
{
  return fabs (a.red - b.red) + fabs (a.green - b.green) + fabs (a.blue - b.blue) < 0.01;
}

void
check_contrast (const HwScene *scene)
{
  const HwViewport *view = hw_scene_get_viewport (scene);

  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);
      const HwItem *ground;
      if (item->kind != HW_ITEM_TEXT)
        continue;
      if (hw_colour_contrast (item->fill, item->ground) < 4.5)
        g_error ("“%s” has contrast %.2f",
                 hw_scene_get_text (scene, item),
                 hw_colour_contrast (item->fill, item->ground));
      g_assert_cmpfloat (item->ground.alpha, ==, 1);
      if (!holds (&(HwItem){ .width = view->width, .height = view->height },
                  item->x + item->width / 2,
                  item->y + item->height / 2))
        continue;
      ground = ground_of (scene, item);
      /* Paper is white where nothing is. */
      if (ground != NULL && !same_colour (ground->fill, item->ground))
        g_error ("“%s” stands on #%02x%02x%02x, not on #%02x%02x%02x",
                 hw_scene_get_text (scene, item),
                 (guint)(ground->fill.red * 255),
                 (guint)(ground->fill.green * 255),
                 (guint)(ground->fill.blue * 255),
                 (guint)(item->ground.red * 255),
                 (guint)(item->ground.green * 255),
                 (guint)(item->ground.blue * 255));
    }
}

static gboolean
inside_own_box (const HwScene *scene, const HwItem *text)
{
  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);
      if (item->kind == HW_ITEM_BOX && hw_ref_equal (item->ref, text->ref)
          && text->x >= item->x - NEAR && text->y >= item->y - NEAR
          && text->x + text->width <= item->x + item->width + NEAR
          && text->y + text->height <= item->y + item->height + NEAR)
        return TRUE;
    }
  return FALSE;
}

void
check_texts_apart (const HwScene *scene)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);
      if (item->kind != HW_ITEM_TEXT)
        continue;
      g_assert_cmpfloat (item->width, >, 0);
      if ((item->ref.table == HW_TABLE_DEVICE || item->ref.table == HW_TABLE_RESERVATION)
          && item->ref.handle != 0 && !inside_own_box (scene, item))
        g_error ("“%s” sticks out", hw_scene_get_text (scene, item));
      g_ptr_array_add (texts, (gpointer)item);
    }
  for (guint i = 0; i < texts->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const HwItem *a = g_ptr_array_index (texts, i), *b = g_ptr_array_index (texts, j);
        if (a->x + NEAR < b->x + b->width && b->x + NEAR < a->x + a->width
            && a->y + NEAR < b->y + b->height && b->y + NEAR < a->y + a->height)
          g_error ("“%s” meets “%s” at %.0f, %.0f",
                   hw_scene_get_text (scene, a),
                   hw_scene_get_text (scene, b),
                   a->x,
                   a->y);
      }
}

gboolean
check_has_text (const HwScene *scene, const char *text)
{
  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);
      if (item->kind == HW_ITEM_TEXT && strstr (hw_scene_get_text (scene, item), text) != NULL)
        return TRUE;
    }
  return FALSE;
}

cairo_surface_t *
check_paint (const HwScene *scene)
{
  const HwViewport *view = hw_scene_get_viewport (scene);
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int)ceil (view->width), (int)ceil (view->height));
  cairo_t *cr = cairo_create (surface);

  hw_scene_paint (scene, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *line = cairo_image_surface_get_data (surface)
                       + (gsize)y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *)(gconstpointer)line)[x] & 0xffffff;
}

/* Antialiased curves may round by a step where their path begins elsewhere. */
static gboolean
close_to (guint32 a, guint32 b)
{
  for (int shift = 0; shift < 24; shift += 8)
    if (ABS ((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff)) > 3)
      return FALSE;
  return TRUE;
}

void
check_clip (const HwScene *scene)
{
  cairo_surface_t *whole = check_paint (scene);
  int width = cairo_image_surface_get_width (whole),
      height = cairo_image_surface_get_height (whole);
  int left = width / 4, top = height / 5, w = width / 3, h = height / 2;
  cairo_surface_t *part = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_surface_t *tile = cairo_image_surface_create (CAIRO_FORMAT_RGB24, w, h);
  cairo_t *cr = cairo_create (part);

  cairo_rectangle (cr, left, top, w, h);
  cairo_clip (cr);
  hw_scene_paint (scene, cr);
  cairo_destroy (cr);
  cr = cairo_create (tile);
  cairo_translate (cr, -left, -top);
  hw_scene_paint (scene, cr);
  cairo_destroy (cr);
  cairo_surface_flush (part);
  cairo_surface_flush (tile);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gboolean in = x >= left && x < left + w && y >= top && y < top + h;
        if (!close_to (pixel (part, x, y), in ? pixel (whole, x, y) : 0))
          g_error ("clipped, pixel %d, %d is %06x, not %06x",
                   x,
                   y,
                   pixel (part, x, y),
                   in ? pixel (whole, x, y) : 0);
        if (in && !close_to (pixel (tile, x - left, y - top), pixel (whole, x, y)))
          g_error ("in a tile, pixel %d, %d is %06x, not %06x",
                   x,
                   y,
                   pixel (tile, x - left, y - top),
                   pixel (whole, x, y));
      }
  cairo_surface_destroy (whole);
  cairo_surface_destroy (part);
  cairo_surface_destroy (tile);
}

const HwItem *
check_box_of (const HwScene *scene, HwRef ref, double height)
{
  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);
      if (item->kind == HW_ITEM_BOX && hw_ref_equal (item->ref, ref)
          && (height == 0 || ABS (item->height - height) < 1e-6))
        return item;
    }
  return NULL;
}

void
check_block_is_free (const HwScene *scene)
{
  const HwItem *label = NULL;

  for (guint k = 0; k < hw_scene_n_items (scene); k++)
    {
      const HwItem *item = hw_scene_get_item (scene, k);
      if (item->kind == HW_ITEM_TEXT && item->layer == HW_LAYER_CARD
          && strcmp (hw_scene_get_text (scene, item), "Design") == 0)
        label = item;
    }
  g_assert_nonnull (label);
  for (guint k = 0; k < hw_scene_n_items (scene); k++)
    {
      const HwItem *item = hw_scene_get_item (scene, k);
      if (item->layer < HW_LAYER_CARD && item->y + item->height > label->y
          && item->x + item->width > label->x)
        g_error ("An item of kind %d reaches into the title block", item->kind);
    }
}
