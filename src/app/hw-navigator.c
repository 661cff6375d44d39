/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-navigator.h"

#include <math.h>

#define ZOOM_STEP 1.18
#define WHEEL_PAN 60.0

struct _HwNavigator
{
  GtkWidget *widget;
  const HwNavigatorMoves *moves;
  gpointer data;
  double pointer_x, pointer_y;
  double pan_x, pan_y; /* how far the drag of the drawing has come */
  double pinch_scale;
  gboolean holding;
  gboolean used; /* something was dragged while Space was held */
};

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, HwNavigator *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, HwNavigator *self)
{
  GtkEventController *base = GTK_EVENT_CONTROLLER (controller);
  GdkModifierType state = gtk_event_controller_get_current_event_state (base);
  gboolean wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;
  double step = wheel ? WHEEL_PAN : 1.0;

  if (!self->moves->is_active (self->data))
    return FALSE;
  if (wheel ? (state & GDK_SHIFT_MASK) == 0 : (state & GDK_CONTROL_MASK) != 0)
    self->moves->zoom (self->data,
                       self->pointer_x,
                       self->pointer_y,
                       pow (ZOOM_STEP, wheel ? -dy : -dy / WHEEL_PAN));
  else if (wheel && dx == 0)
    self->moves->pan (self->data, -dy * step, 0);
  else
    self->moves->pan (self->data, -dx * step, -dy * step);
  return TRUE;
}

static void
pan_begin_cb (GtkGestureDrag *gesture, double x, double y, HwNavigator *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button != GDK_BUTTON_MIDDLE && !(button == GDK_BUTTON_PRIMARY && self->holding))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->used = TRUE;
  self->pan_x = 0;
  self->pan_y = 0;
  gtk_widget_set_cursor_from_name (self->widget, "grabbing");
}

static void
pan_update_cb (GtkGestureDrag *gesture, double x, double y, HwNavigator *self)
{
  self->moves->pan (self->data, x - self->pan_x, y - self->pan_y);
  self->pan_x = x;
  self->pan_y = y;
}

static void
pan_end_cb (GtkGestureDrag *gesture, double x, double y, HwNavigator *self)
{
  gtk_widget_set_cursor_from_name (self->widget, self->holding ? "grab" : NULL);
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, HwNavigator *self)
{
  self->pinch_scale = 1;
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, HwNavigator *self)
{
  double x, y;

  if (!gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    {
      x = self->pointer_x;
      y = self->pointer_y;
    }
  self->moves->zoom (self->data, x, y, scale / self->pinch_scale);
  self->pinch_scale = scale;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                HwNavigator *self)
{
  if (key != GDK_KEY_space)
    return FALSE;
  if (!self->holding)
    {
      self->holding = TRUE;
      self->used = FALSE;
      gtk_widget_set_cursor_from_name (self->widget, "grab");
    }
  return TRUE;
}

static void
key_released_cb (GtkEventControllerKey *controller,
                 guint key,
                 guint code,
                 GdkModifierType state,
                 HwNavigator *self)
{
  if (key != GDK_KEY_space)
    return;
  if (self->holding && !self->used && self->moves->tapped != NULL)
    self->moves->tapped (self->data);
  self->holding = FALSE;
  gtk_widget_set_cursor_from_name (self->widget, NULL);
}

static void
focus_left_cb (GtkEventControllerFocus *controller, HwNavigator *self)
{
  self->holding = FALSE;
  gtk_widget_set_cursor_from_name (self->widget, NULL);
}

HwNavigator *
hw_navigator_new (GtkWidget *widget, const HwNavigatorMoves *moves, gpointer data)
{
  HwNavigator *self = g_new0 (HwNavigator, 1);
  GtkEventController *controller;

  self->widget = widget;
  self->moves = moves;
  self->data = data;

  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (widget, controller);

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
  return self;
}

void
hw_navigator_free (HwNavigator *self)
{
  g_free (self);
}

gboolean
hw_navigator_is_holding (const HwNavigator *self)
{
  return self->holding;
}
