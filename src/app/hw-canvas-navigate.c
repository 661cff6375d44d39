/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <math.h>

/* Moving about: the wheel zooms at the pointer, with Shift it goes sideways, two fingers pan, with
 * Ctrl they zoom; the middle button, or Space and the left one, drag the drawing. */

#define ZOOM_STEP 1.18
#define WHEEL_PAN 60.0
#define MIN_SCALE 0.0005
#define MAX_SCALE 8.0

static void
zoom_at (HwCanvas *self, double x, double y, double factor)
{
  HwViewport *viewport = hw_canvas_viewport (self);
  double scale = CLAMP (viewport->scale * factor, MIN_SCALE, MAX_SCALE);

  if (self->document == NULL || scale == viewport->scale)
    return;
  hw_viewport_zoom_at (viewport, x, y, scale / viewport->scale);
  hw_canvas_viewport_moved (self);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, HwCanvas *self)
{
  GtkEventController *base = GTK_EVENT_CONTROLLER (controller);
  GdkModifierType state = gtk_event_controller_get_current_event_state (base);
  gboolean wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;
  double step = wheel ? WHEEL_PAN : 1.0;

  if (self->document == NULL)
    return FALSE;
  if (wheel ? (state & GDK_SHIFT_MASK) == 0 : (state & GDK_CONTROL_MASK) != 0)
    zoom_at (
        self, self->pointer_x, self->pointer_y, pow (ZOOM_STEP, wheel ? -dy : -dy / WHEEL_PAN));
  else if (wheel && dx == 0)
    hw_canvas_pan (self, -dy * step, 0);
  else
    hw_canvas_pan (self, -dx * step, -dy * step);
  return TRUE;
}

static void
pan_begin_cb (GtkGestureDrag *gesture, double x, double y, HwCanvas *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button != GDK_BUTTON_MIDDLE && !(button == GDK_BUTTON_PRIMARY && self->space_held))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->space_used = TRUE;
  self->pan_x = 0;
  self->pan_y = 0;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
}

static void
pan_update_cb (GtkGestureDrag *gesture, double x, double y, HwCanvas *self)
{
  hw_canvas_pan (self, x - self->pan_x, y - self->pan_y);
  self->pan_x = x;
  self->pan_y = y;
}

static void
pan_end_cb (GtkGestureDrag *gesture, double x, double y, HwCanvas *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->space_held ? "grab" : NULL);
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, HwCanvas *self)
{
  self->pinch_scale = 1;
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, HwCanvas *self)
{
  double x, y;

  if (!gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    {
      x = self->pointer_x;
      y = self->pointer_y;
    }
  zoom_at (self, x, y, scale / self->pinch_scale);
  self->pinch_scale = scale;
}

static gboolean
key_pressed_cb (
    GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, HwCanvas *self)
{
  if (key != GDK_KEY_space)
    return FALSE;
  if (!self->space_held)
    {
      self->space_held = TRUE;
      self->space_used = FALSE;
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grab");
    }
  return TRUE;
}

static void
key_released_cb (
    GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, HwCanvas *self)
{
  if (key != GDK_KEY_space)
    return;
  /* Struck alone it takes things, held it pans. */
  if (self->space_held && !self->space_used)
    hw_canvas_pick_up (self);
  self->space_held = FALSE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), NULL);
}

static void
focus_left_cb (GtkEventControllerFocus *controller, HwCanvas *self)
{
  self->space_held = FALSE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), NULL);
}

void
hw_canvas_attach_navigation (HwCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *controller;

  controller = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  g_signal_connect (controller, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_drag_new ());
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller), 0);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "drag-begin", G_CALLBACK (pan_begin_cb), self);
  g_signal_connect (controller, "drag-update", G_CALLBACK (pan_update_cb), self);
  g_signal_connect (controller, "drag-end", G_CALLBACK (pan_end_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_zoom_new ());
  g_signal_connect (controller, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (controller, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = gtk_event_controller_key_new ();
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (controller, "key-released", G_CALLBACK (key_released_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = gtk_event_controller_focus_new ();
  g_signal_connect (controller, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (widget, controller);
}
