/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <math.h>

#include "hw-style.h"

/* The whole picture small in a corner, where it is larger than the view: a frame shows what is in
 * sight, and pressing or dragging there goes there. It is drawn anew when the program has nothing
 * else to do, for it may be a little older than the picture. */

#define MOST_WIDTH 190.0
#define MOST_HEIGHT 140.0
#define LEAST 28.0
#define MARGIN 12.0
#define INNER 4.0

static gboolean
world_extent (HwCanvas *self, double *x, double *y, double *width, double *height)
{
  if (self->document == NULL || self->hall == 0)
    return FALSE;
  if (self->view == HW_VIEW_HALL)
    hw_scene_hall_extent (hw_canvas_design (self), self->hall, x, y, width, height);
  else
    hw_racks_layout_extent (self->layout, x, y, width, height);
  return *width > 0 && *height > 0;
}

/* Where the small picture is in the widget, and its scale; FALSE where there is no need of one. */
static gboolean
place (HwCanvas *self, HwViewport *small, graphene_rect_t *rect)
{
  const HwViewport *viewport = hw_canvas_viewport (self);
  double x, y, width, height;

  if (!self->minimap || !world_extent (self, &x, &y, &width, &height)
      || viewport->width < 2.5 * MOST_WIDTH || viewport->height < 2 * MOST_HEIGHT)
    return FALSE;
  if (hw_viewport_x (viewport, x) >= -1 && hw_viewport_y (viewport, y) >= -1
      && hw_viewport_x (viewport, x + width) <= viewport->width + 1
      && hw_viewport_y (viewport, y + height) <= viewport->height + 1)
    return FALSE;
  small->scale = MIN (MOST_WIDTH / width, MOST_HEIGHT / height);
  small->width = MAX (ceil (width * small->scale), LEAST);
  small->height = MAX (ceil (height * small->scale), LEAST);
  small->x = x - (small->width / small->scale - width) / 2;
  small->y = y - (small->height / small->scale - height) / 2;
  *rect = GRAPHENE_RECT_INIT (floor (viewport->width - MARGIN - small->width - 2 * INNER)
                                  + (float)INNER,
                              (float)(MARGIN + INNER),
                              (float)small->width,
                              (float)small->height);
  return TRUE;
}

gboolean
hw_canvas_get_minimap_rect (HwCanvas *self, graphene_rect_t *rect)
{
  HwViewport small;

  return place (self, &small, rect);
}

void
hw_canvas_set_minimap (HwCanvas *self, gboolean minimap)
{
  self->minimap = minimap;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- the picture --- */

static GskRenderNode *
draw (HwCanvas *self, const HwViewport *small, int scale_factor)
{
  const HwTheme *theme = hw_style_get_theme (GTK_WIDGET (self));
  HwResults *results = hw_document_get_results (self->document);
  g_autoptr (HwScene) scene = NULL;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float)small->width, (float)small->height);
  GskRenderNode *node = gsk_cairo_node_new (&bounds);
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int)small->width * scale_factor, (int)small->height * scale_factor);
  cairo_t *cr;

  if (self->view == HW_VIEW_HALL)
    {
      HwHallOptions options = self->hall_options;

      options.grid = options.names = options.legend = FALSE;
      scene = hw_scene_hall_build (results, self->hall, &options, theme, small);
    }
  else
    scene = hw_scene_racks_build (results, self->layout, &self->racks_options, theme, small);
  cairo_surface_set_device_scale (surface, scale_factor, scale_factor);
  cr = cairo_create (surface);
  hw_scene_paint (scene, cr);
  cairo_destroy (cr);

  cr = gsk_cairo_node_get_draw_context (node);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return node;
}

static void
renew_cb (gpointer data)
{
  HwCanvas *self = data;
  HwViewport small;
  graphene_rect_t rect;

  self->minimap_source = 0;
  /* What is previewed is not there yet. */
  if (!place (self, &small, &rect) || hw_design_in_preview (hw_canvas_design (self)))
    return;
  g_clear_pointer (&self->minimap_node, gsk_render_node_unref);
  self->minimap_node = draw (self, &small, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  self->minimap_viewport = small;
  self->minimap_view = self->view;
  self->minimap_old = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
hw_canvas_renew_minimap (HwCanvas *self)
{
  self->minimap_old = TRUE;
}

void
hw_canvas_drop_minimap (HwCanvas *self)
{
  g_clear_handle_id (&self->minimap_source, g_source_remove);
  g_clear_pointer (&self->minimap_node, gsk_render_node_unref);
}

static void
append_frame (HwCanvas *self,
              GtkSnapshot *snapshot,
              const HwViewport *small,
              const graphene_rect_t *rect,
              const HwTheme *theme)
{
  const HwViewport *viewport = hw_canvas_viewport (self);
  GdkRGBA accent = hw_style_colour (theme->colours[HW_ROLE_ACCENT]);
  double left = floor (hw_viewport_x (small, viewport->x)) + rect->origin.x;
  double top = floor (hw_viewport_y (small, viewport->y)) + rect->origin.y;
  double width = MAX (ceil (viewport->width / viewport->scale * small->scale), 5);
  double height = MAX (ceil (viewport->height / viewport->scale * small->scale), 5);
  graphene_rect_t frame = GRAPHENE_RECT_INIT ((float)left, (float)top, (float)width, (float)height);
  GskRoundedRect outline;
  GdkRGBA fill = accent;

  fill.alpha = 0.12f;
  gsk_rounded_rect_init_from_rect (&outline, &frame, 0);
  gtk_snapshot_push_clip (snapshot, rect);
  gtk_snapshot_append_color (snapshot, &fill, &frame);
  gtk_snapshot_append_border (
      snapshot, &outline, (float[4]){ 2, 2, 2, 2 }, (GdkRGBA[4]){ accent, accent, accent, accent });
  gtk_snapshot_pop (snapshot);
}

void
hw_canvas_snapshot_minimap (HwCanvas *self, GtkSnapshot *snapshot)
{
  const HwTheme *theme = hw_style_get_theme (GTK_WIDGET (self));
  GdkRGBA paper = hw_style_colour (theme->colours[HW_ROLE_PAPER]);
  GdkRGBA line = hw_style_colour (theme->colours[HW_ROLE_LINE_STRONG]);
  graphene_rect_t rect, card;
  GskRoundedRect outline;
  HwViewport small;
  gboolean current;

  if (!place (self, &small, &rect))
    return;
  current = self->minimap_node != NULL && self->minimap_view == self->view
            && self->minimap_viewport.scale == small.scale
            && self->minimap_viewport.width == small.width
            && self->minimap_viewport.height == small.height;
  if ((!current || self->minimap_old) && self->minimap_source == 0)
    self->minimap_source = g_idle_add_once (renew_cb, self);

  card = rect;
  graphene_rect_inset (&card, (float)-INNER, (float)-INNER);
  gsk_rounded_rect_init_from_rect (&outline, &card, 5);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &paper, &card);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (
      snapshot, &outline, (float[4]){ 1, 1, 1, 1 }, (GdkRGBA[4]){ line, line, line, line });
  if (!current)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &rect.origin);
  gtk_snapshot_append_node (snapshot, self->minimap_node);
  gtk_snapshot_restore (snapshot);
  append_frame (self, snapshot, &small, &rect, theme);
}

/* --- going there --- */

static void
go_to (HwCanvas *self, double x, double y)
{
  HwViewport *viewport = hw_canvas_viewport (self);
  HwViewport small;
  graphene_rect_t rect;

  if (!place (self, &small, &rect))
    return;
  viewport->x = hw_viewport_world_x (&small, CLAMP (x - rect.origin.x, 0, rect.size.width))
                - viewport->width / viewport->scale / 2;
  viewport->y = hw_viewport_world_y (&small, CLAMP (y - rect.origin.y, 0, rect.size.height))
                - viewport->height / viewport->scale / 2;
  hw_canvas_viewport_moved (self);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, HwCanvas *self)
{
  graphene_rect_t rect;

  if (!hw_canvas_get_minimap_rect (self, &rect)
      || !graphene_rect_contains_point (&rect, &GRAPHENE_POINT_INIT ((float)x, (float)y)))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  go_to (self, x, y);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, HwCanvas *self)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y))
    go_to (self, x + dx, y + dy);
}

void
hw_canvas_attach_minimap (HwCanvas *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gtk_gesture_drag_new ());

  self->minimap = TRUE;
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (controller, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
