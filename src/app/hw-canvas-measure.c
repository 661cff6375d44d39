/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <math.h>

#include "hw-geometry.h"
#include "hw-style.h"

/* The measure of the floor plan: while it is in the hand, press and drag show how far two points
 * are apart. Ends snap to walls and to the sides of racks and of what else stands there. */

/* Logical pixels within which a side is meant. */
#define SNAP 8.0

static void
snap (double *best, double *distance, double wanted, double side, double reach)
{
  double own = fabs (side - wanted);

  if (own <= reach && own < *distance)
    {
      *distance = own;
      *best = side;
    }
}

static void
to_point (HwCanvas *self, double x, double y, gint32 *x_mm, gint32 *y_mm)
{
  const HwViewport *viewport = hw_canvas_viewport (self);
  const HwHall *hall = hw_design_get_hall (hw_canvas_design (self), self->hall);
  double world_x = hw_viewport_world_x (viewport, x), world_y = hw_viewport_world_y (viewport, y);
  double reach = SNAP / viewport->scale, best_x = world_x, best_y = world_y;
  double distance_x = G_MAXDOUBLE, distance_y = G_MAXDOUBLE;
  gint32 size = (gint32)MIN (2 * reach + 1, 1e6);
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  snap (&best_x, &distance_x, world_x, 0, reach);
  snap (&best_x, &distance_x, world_x, hall->width_mm, reach);
  snap (&best_y, &distance_y, world_y, 0, reach);
  snap (&best_y, &distance_y, world_y, hall->depth_mm, reach);
  hw_design_racks_in (hw_canvas_design (self),
                      self->hall,
                      (gint32)floor (world_x - reach),
                      (gint32)floor (world_y - reach),
                      size,
                      size,
                      racks);
  for (guint i = 0; i < racks->len; i++)
    {
      HwArea area = hw_rack_area (hw_canvas_design (self), g_array_index (racks, HwHandle, i));

      snap (&best_x, &distance_x, world_x, area.x, reach);
      snap (&best_x, &distance_x, world_x, area.x + area.width, reach);
      snap (&best_y, &distance_y, world_y, area.y, reach);
      snap (&best_y, &distance_y, world_y, area.y + area.depth, reach);
    }
  *x_mm = (gint32)lround (CLAMP (best_x, -1e8, 1e8));
  *y_mm = (gint32)lround (CLAMP (best_y, -1e8, 1e8));
}

gboolean
hw_canvas_get_measuring (HwCanvas *self)
{
  return self->measuring;
}

void
hw_canvas_set_measuring (HwCanvas *self, gboolean measuring)
{
  if (measuring == self->measuring)
    return;
  self->measuring = measuring;
  self->measured = FALSE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), measuring ? "crosshair" : NULL);
  hw_canvas_redraw_hand (self);
  g_signal_emit_by_name (self, "view-changed");
}

const HwMeasure *
hw_canvas_get_measure (HwCanvas *self)
{
  return self->measuring && self->measured ? &self->measure : NULL;
}

void
hw_canvas_snapshot_measure (HwCanvas *self, GtkSnapshot *snapshot)
{
  g_autoptr (HwScene) scene = NULL;

  if (!self->measured || self->view != HW_VIEW_HALL)
    return;
  scene = hw_scene_new (hw_style_get_theme (GTK_WIDGET (self)), hw_canvas_viewport (self));
  hw_scene_measure (scene, &self->measure);
  hw_canvas_append_scene (snapshot, scene, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, HwCanvas *self)
{
  if (!self->measuring || self->view != HW_VIEW_HALL || self->document == NULL || self->hall == 0
      || hw_navigator_is_holding (self->navigator))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  to_point (self, x, y, &self->measure.x0, &self->measure.y0);
  self->measure.x1 = self->measure.x0;
  self->measure.y1 = self->measure.y0;
  self->measured = TRUE;
  hw_canvas_redraw_hand (self);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, HwCanvas *self)
{
  double x, y;

  if (!self->measured || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  to_point (self, x + dx, y + dy, &self->measure.x1, &self->measure.y1);
  hw_canvas_redraw_hand (self);
}

static gboolean
key_pressed_cb (
    GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, HwCanvas *self)
{
  if (key != GDK_KEY_Escape || !self->measuring)
    return FALSE;
  hw_canvas_set_measuring (self, FALSE);
  return TRUE;
}

void
hw_canvas_attach_measuring (HwCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *controller;

  /* Before those that select and carry. */
  controller = GTK_EVENT_CONTROLLER (gtk_gesture_drag_new ());
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (controller, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, controller);
}
