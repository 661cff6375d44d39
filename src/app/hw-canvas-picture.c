/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-picture.h"

#include <math.h>

/* How far the image reaches beyond the view on each side, in logical pixels. */
#define MARGIN 256
/* An image that the last frames still refer to would be copied when drawn into again. */
#define N_SURFACES 3

/* More than these go into an image. */
#define MANY_ITEMS 200

struct _HwCanvasPicture
{
  HwSceneBuilder builder;
  gpointer data;

  cairo_surface_t *surfaces[N_SURFACES];
  guint current;
  int width, height, scale_factor; /* of the surfaces, logical pixels */

  HwViewport covered; /* what the current surface shows */
  HwScene *scene;     /* the same, for picking */
  gboolean valid;
  guint n_drawings;

  GskRenderNode *node; /* the copy into the view, at offset */
  double offset_x, offset_y;
  double view_width, view_height;
};

HwCanvasPicture *
hw_canvas_picture_new (HwSceneBuilder builder, gpointer data)
{
  HwCanvasPicture *self = g_new0 (HwCanvasPicture, 1);

  self->builder = builder;
  self->data = data;
  return self;
}

static void
drop_surfaces (HwCanvasPicture *self)
{
  for (guint i = 0; i < N_SURFACES; i++)
    g_clear_pointer (&self->surfaces[i], cairo_surface_destroy);
}

void
hw_canvas_picture_free (HwCanvasPicture *self)
{
  if (self == NULL)
    return;
  drop_surfaces (self);
  g_clear_pointer (&self->scene, hw_scene_free);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_free (self);
}

void
hw_canvas_picture_invalidate (HwCanvasPicture *self)
{
  self->valid = FALSE;
}

static gboolean
covers (HwCanvasPicture *self, const HwViewport *viewport, double *offset_x, double *offset_y)
{
  if (!self->valid || self->covered.scale != viewport->scale)
    return FALSE;
  *offset_x = round (hw_viewport_x (&self->covered, viewport->x));
  *offset_y = round (hw_viewport_y (&self->covered, viewport->y));
  return *offset_x >= 0 && *offset_y >= 0 && *offset_x + viewport->width <= self->width
         && *offset_y + viewport->height <= self->height;
}

static void
draw (HwCanvasPicture *self, const HwViewport *viewport, int scale_factor)
{
  int width = (int)ceil (viewport->width) + 2 * MARGIN;
  int height = (int)ceil (viewport->height) + 2 * MARGIN;
  cairo_t *cr;

  if (width != self->width || height != self->height || scale_factor != self->scale_factor)
    drop_surfaces (self);
  self->width = width;
  self->height = height;
  self->scale_factor = scale_factor;

  self->current = (self->current + 1) % N_SURFACES;
  if (self->surfaces[self->current] == NULL)
    {
      cairo_surface_t *surface = cairo_image_surface_create (
          CAIRO_FORMAT_RGB24, width * scale_factor, height * scale_factor);

      cairo_surface_set_device_scale (surface, scale_factor, scale_factor);
      self->surfaces[self->current] = surface;
    }

  self->covered = *viewport;
  self->covered.x -= MARGIN / viewport->scale;
  self->covered.y -= MARGIN / viewport->scale;
  self->covered.width = width;
  self->covered.height = height;

  g_clear_pointer (&self->scene, hw_scene_free);
  self->scene = self->builder (&self->covered, self->data);
  cr = cairo_create (self->surfaces[self->current]);
  hw_scene_paint (self->scene, cr);
  cairo_destroy (cr);
  self->valid = TRUE;
  self->n_drawings++;
  g_clear_pointer (&self->node, gsk_render_node_unref);
}

static GskRenderNode *
create_node (HwCanvasPicture *self)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, self->view_width, self->view_height);
  GskRenderNode *node = gsk_cairo_node_new (&bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_set_source_surface (cr, self->surfaces[self->current], -self->offset_x, -self->offset_y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cr);
  cairo_destroy (cr);
  return node;
}

void
hw_canvas_picture_snapshot (HwCanvasPicture *self,
                            GtkSnapshot *snapshot,
                            const HwViewport *viewport,
                            int scale_factor)
{
  double offset_x;
  double offset_y;

  if (scale_factor != self->scale_factor || !covers (self, viewport, &offset_x, &offset_y))
    {
      draw (self, viewport, scale_factor);
      offset_x = MARGIN;
      offset_y = MARGIN;
    }
  if (self->node == NULL || offset_x != self->offset_x || offset_y != self->offset_y
      || viewport->width != self->view_width || viewport->height != self->view_height)
    {
      self->offset_x = offset_x;
      self->offset_y = offset_y;
      self->view_width = viewport->width;
      self->view_height = viewport->height;
      g_clear_pointer (&self->node, gsk_render_node_unref);
      self->node = create_node (self);
    }
  gtk_snapshot_append_node (snapshot, self->node);
}

guint
hw_canvas_picture_count_drawings (HwCanvasPicture *self)
{
  return self->n_drawings;
}

HwRef
hw_canvas_picture_pick (HwCanvasPicture *self, double x, double y)
{
  if (self->scene == NULL)
    return HW_REF (HW_TABLE_DESIGN, 0);
  return hw_scene_pick (self->scene, x + self->offset_x, y + self->offset_y);
}

GArray *
hw_canvas_picture_pick_area (HwCanvasPicture *self, double x, double y, double width, double height)
{
  if (self->scene == NULL)
    return g_array_new (FALSE, FALSE, sizeof (HwRef));
  return hw_scene_pick_area (self->scene, x + self->offset_x, y + self->offset_y, width, height);
}

const HwScene *
hw_canvas_picture_get_scene (HwCanvasPicture *self, double *dx, double *dy)
{
  *dx = self->offset_x;
  *dy = self->offset_y;
  return self->scene;
}

/* Thousands of outlines are painted once into an image: the node would paint them each time that it
 * is drawn, and as paths. */
static void
append_image (GtkSnapshot *snapshot,
              const HwScene *scene,
              const graphene_rect_t *bounds,
              int scale_factor)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                         (int)bounds->size.width * scale_factor,
                                                         (int)bounds->size.height * scale_factor);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale_factor, scale_factor);
  cr = cairo_create (surface);
  cairo_translate (cr, -bounds->origin.x, -bounds->origin.y);
  hw_scene_paint (scene, cr);
  cairo_destroy (cr);
  cr = gtk_snapshot_append_cairo (snapshot, bounds);
  cairo_set_source_surface (cr, surface, bounds->origin.x, bounds->origin.y);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

void
hw_canvas_append_scene (GtkSnapshot *snapshot, const HwScene *scene, int scale_factor)
{
  double left = G_MAXDOUBLE;
  double top = G_MAXDOUBLE;
  double right = -G_MAXDOUBLE;
  double bottom = -G_MAXDOUBLE;
  const HwViewport *viewport = hw_scene_get_viewport (scene);
  graphene_rect_t bounds;
  cairo_t *cr;

  for (guint i = 0; i < hw_scene_n_items (scene); i++)
    {
      const HwItem *item = hw_scene_get_item (scene, i);
      double pad = item->line_width / 2 + 2;

      left = MIN (left, MIN (item->x, item->x + item->width) - pad);
      top = MIN (top, MIN (item->y, item->y + item->height) - pad);
      right = MAX (right, MAX (item->x, item->x + item->width) + pad);
      bottom = MAX (bottom, MAX (item->y, item->y + item->height) + pad);
    }
  left = floor (MAX (left, 0));
  top = floor (MAX (top, 0));
  right = ceil (MIN (right, viewport->width));
  bottom = ceil (MIN (bottom, viewport->height));
  if (right <= left || bottom <= top)
    return;

  bounds = GRAPHENE_RECT_INIT (left, top, right - left, bottom - top);
  if (hw_scene_n_items (scene) > MANY_ITEMS)
    {
      append_image (snapshot, scene, &bounds, scale_factor);
      return;
    }
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  hw_scene_paint (scene, cr);
  cairo_destroy (cr);
}
