/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-diagram-private.h"

#include "hw-diagram-menu.h"

/* The pointer on a diagram: what is pointed at, clicked, and moved by the hand. */

static void
point_at (HwDiagram *self, double x, double y, gboolean inside)
{
  double dx = 0, dy = 0;
  const HwScene *scene = inside ? hw_canvas_picture_get_scene (self->picture, &dx, &dy) : NULL;

  if (self->source == NULL
      || !self->source->point (self->data,
                               scene,
                               x + dx,
                               y + dy,
                               hw_viewport_world_x (&self->viewport, x),
                               hw_viewport_world_y (&self->viewport, y)))
    return;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, HwDiagram *self)
{
  point_at (self, x, y, hw_diagram_is_shown (self));
}

static void
leave_cb (GtkEventControllerMotion *controller, HwDiagram *self)
{
  point_at (self, 0, 0, FALSE);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, HwDiagram *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!hw_diagram_is_shown (self) || hw_navigator_is_holding (self->navigator))
    return;
  point_at (self, x, y, TRUE);
  self->holding = n_press == 1 && self->source->take != NULL && self->source->take (self->data);
  if (self->holding)
    return;
  self->source->click (
      self->data, (guint)n_press, (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0);
}

static void
menu_cb (GtkGestureClick *gesture, int n_press, double x, double y, HwDiagram *self)
{
  g_autofree char *key = NULL;
  HwRef holder = HW_REF (HW_TABLE_RACK, 0);
  HwResults *results = g_signal_group_dup_target (self->results_signals);

  if (results != NULL && hw_diagram_is_shown (self) && self->source->key != NULL)
    {
      point_at (self, x, y, TRUE);
      key = self->source->key (self->data);
      if (key == NULL && self->source->holder != NULL)
        holder = self->source->holder (self->data);
      if (hw_diagram_menu_popup (&self->menu, GTK_WIDGET (self), results, key, holder, x, y))
        gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    }
  g_clear_object (&results);
}

static void
let_go (HwDiagram *self, gboolean given_up)
{
  if (!self->holding)
    return;
  self->holding = FALSE;
  if (self->source != NULL)
    self->source->drop (self->data, given_up);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, HwDiagram *self)
{
  if (!self->holding)
    return;
  self->source->drag (self->data, dx, dy);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, HwDiagram *self)
{
  let_go (self, FALSE);
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, HwDiagram *self)
{
  let_go (self, TRUE);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                HwDiagram *self)
{
  if (key != GDK_KEY_Escape || !self->holding)
    return FALSE;
  let_go (self, TRUE);
  return TRUE;
}

static gboolean
tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  HwDiagram *self = HW_DIAGRAM (widget);
  g_autofree char *text
      = hw_diagram_is_shown (self) && !self->holding ? self->source->describe (self->data) : NULL;

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

void
hw_diagram_add_hand (HwDiagram *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *controller;

  g_signal_connect (self, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);

  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (controller, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  g_signal_connect (controller, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller), GDK_BUTTON_SECONDARY);
  /* Not before the release, which would go to the menu and count there as that of another press. */
  g_signal_connect (controller, "released", G_CALLBACK (menu_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_drag_new ());
  g_signal_connect (controller, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (controller, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (controller, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (widget, controller);

  /* Before the bindings have it. */
  controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, controller);
}
