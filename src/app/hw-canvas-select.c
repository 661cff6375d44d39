/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hw-style.h"

/* Pointing at things: hover, click, rubber band, double click, context menu, tooltip. */

HwRef
hw_canvas_pick (HwCanvas *self, double x, double y)
{
  HwRef none = HW_REF (HW_TABLE_DESIGN, 0);
  HwRef ref;

  if (self->document == NULL || self->hall == 0)
    return none;
  ref = hw_canvas_picture_pick (self->picture, x, y);
  /* The picture may be a frame older than the design. */
  if (ref.handle != 0 && !hw_design_has (hw_canvas_design (self), ref.table, ref.handle))
    return none;
  return ref;
}

/* The rack whose load stands there, below its elevation. */
static HwHandle
power_at (HwCanvas *self, double x, double y)
{
  const HwViewport *viewport = hw_canvas_viewport (self);

  if (self->document == NULL || self->view != HW_VIEW_RACKS || self->layout == NULL)
    return 0;
  return hw_racks_layout_power_at (
      self->layout, hw_viewport_world_x (viewport, x), hw_viewport_world_y (viewport, y));
}

/* What can be selected by pointing at it; the floor of the hall is what is left. */
static gboolean
is_thing (HwRef ref)
{
  return ref.handle != 0
         && (ref.table == HW_TABLE_RACK || ref.table == HW_TABLE_DEVICE
             || ref.table == HW_TABLE_FEATURE || ref.table == HW_TABLE_RESERVATION
             || ref.table == HW_TABLE_TRAY);
}

static void
set_hover (HwCanvas *self, HwRef ref)
{
  if (!is_thing (ref))
    ref.handle = 0;
  if (hw_ref_equal (ref, self->hover))
    return;
  self->hover = ref;
  /* The cables of what is pointed at are drawn with those of the selection. */
  if (self->view == HW_VIEW_HALL && (self->hall_options.trays || self->hall_options.busways))
    g_clear_pointer (&self->selection_node, gsk_render_node_unref);
  hw_canvas_redraw_hand (self);
}

/* --- clicks --- */

/* The name of a group, or with Alt whatever belongs to one, stands for all of its racks. */
static gboolean
wants_group (HwCanvas *self, HwRef ref, GdkModifierType state)
{
  return ref.handle != 0
         && (ref.table == HW_TABLE_GROUP
             || ((state & GDK_ALT_MASK) != 0 && hw_canvas_group_of (self, ref) != 0));
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, HwCanvas *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  HwRef ref;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  /* What claims a press takes all that comes after it, but not the press itself. */
  if (self->document == NULL || hw_navigator_is_holding (self->navigator) || self->carry != NULL
      || n_press != 1 || (self->measuring && self->view == HW_VIEW_HALL))
    return;
  ref = hw_canvas_pick (self, x, y);
  if (wants_group (self, ref, state))
    {
      hw_canvas_select_group (
          self, hw_canvas_group_of (self, ref), (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0);
      return;
    }
  if (!is_thing (ref))
    return;

  if ((state & GDK_CONTROL_MASK) != 0)
    hw_selection_toggle (self->selection, ref);
  else if ((state & GDK_SHIFT_MASK) != 0)
    hw_selection_add (self->selection, &ref, 1);
  else if (!hw_selection_contains (self->selection, ref))
    hw_selection_select_one (self->selection, ref);
}

/* Not reached when the press became a drag. */
static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, HwCanvas *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  HwHandle load;
  HwRef ref;

  if (self->document == NULL || hw_navigator_is_holding (self->navigator)
      || (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    return;
  ref = hw_canvas_pick (self, x, y);
  if (wants_group (self, ref, state))
    return;
  if (n_press == 2 && ref.handle != 0)
    {
      if (self->view == HW_VIEW_HALL && ref.table == HW_TABLE_RACK)
        hw_canvas_enter_rack (self, ref.handle);
      else if (ref.table == HW_TABLE_DEVICE)
        g_signal_emit_by_name (self, "explain");
      return;
    }
  load = power_at (self, x, y);
  if (load != 0)
    {
      hw_selection_select_one (self->selection, HW_REF (HW_TABLE_RACK, load));
      gtk_widget_activate_action (GTK_WIDGET (self), "win.explain-selection", NULL);
      return;
    }
  /* The empty floor selects its hall, beyond it lies the design. */
  hw_selection_select_one (self->selection, ref);
}

static void
menu_cb (GtkGestureClick *gesture, int n_press, double x, double y, HwCanvas *self)
{
  if (self->document == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  hw_canvas_show_menu (self, hw_canvas_pick (self, x, y), x, y);
}

/* --- rubber band --- */

void
hw_canvas_update_band (HwCanvas *self, double x, double y)
{
  self->band_x1 = x;
  self->band_y1 = y;
  hw_canvas_redraw_hand (self);
}

void
hw_canvas_end_band (HwCanvas *self, GdkModifierType state)
{
  double x = MIN (self->band_x0, self->band_x1);
  double y = MIN (self->band_y0, self->band_y1);
  double width = fabs (self->band_x1 - self->band_x0);
  double height = fabs (self->band_y1 - self->band_y0);
  gboolean floor = self->view == HW_VIEW_HALL;
  g_autoptr (GArray) touched = hw_canvas_picture_pick_area (self->picture, x, y, width, height);
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (HwRef));

  self->banding = FALSE;
  for (guint i = 0; i < touched->len; i++)
    {
      HwRef ref = g_array_index (touched, HwRef, i);

      if ((floor ? ref.table == HW_TABLE_RACK || ref.table == HW_TABLE_FEATURE
                       || ref.table == HW_TABLE_TRAY
                 : ref.table == HW_TABLE_DEVICE)
          && hw_design_has (hw_canvas_design (self), ref.table, ref.handle))
        g_array_append_val (refs, ref);
    }
  if ((state & GDK_CONTROL_MASK) != 0)
    hw_selection_toggle_many (self->selection, (const HwRef *)refs->data, refs->len);
  else if ((state & GDK_SHIFT_MASK) != 0)
    hw_selection_add (self->selection, (const HwRef *)refs->data, refs->len);
  else
    hw_selection_set (self->selection, (const HwRef *)refs->data, refs->len);
  hw_canvas_redraw_hand (self);
}

void
hw_canvas_snapshot_band (HwCanvas *self, GtkSnapshot *snapshot)
{
  const HwTheme *theme = hw_style_get_theme (GTK_WIDGET (self));
  GdkRGBA fill = hw_style_colour (theme->colours[HW_ROLE_ACCENT]);
  GdkRGBA line = fill;
  GskRoundedRect outline;
  graphene_rect_t rect;

  if (!self->banding)
    return;
  fill.alpha = 0.14;
  rect = GRAPHENE_RECT_INIT (floor (MIN (self->band_x0, self->band_x1)),
                             floor (MIN (self->band_y0, self->band_y1)),
                             ceil (fabs (self->band_x1 - self->band_x0)),
                             ceil (fabs (self->band_y1 - self->band_y0)));
  gsk_rounded_rect_init_from_rect (&outline, &rect, 0);
  gtk_snapshot_append_color (snapshot, &fill, &rect);
  gtk_snapshot_append_border (
      snapshot, &outline, (float[4]){ 1, 1, 1, 1 }, (GdkRGBA[4]){ line, line, line, line });
}

/* --- hover --- */

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, HwCanvas *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
  if (self->carry == NULL && !self->banding)
    set_hover (self, hw_canvas_pick (self, x, y));
}

static void
leave_cb (GtkEventControllerMotion *controller, HwCanvas *self)
{
  set_hover (self, HW_REF (HW_TABLE_DESIGN, 0));
}

static char *
dup_total (HwCanvas *self, HwTotal total, HwRef ref)
{
  HwSum sum = hw_results_total (hw_document_get_results (self->document), total, ref);

  if (hw_sum_is_unknown (&sum))
    return g_strdup (_ ("power not known"));
  return hw_quantity_format (hw_total_dimension (total), sum.value, NULL);
}

/* "A03\nDGX B200 rack · 57.2 kW": of a rack or device. Returns: (transfer full) */
static char *
dup_figures (HwCanvas *self, HwRef ref)
{
  HwDesign *design = hw_canvas_design (self);
  const char *name = hw_design_name (design, ref);
  g_autofree char *power = dup_total (self, HW_TOTAL_IT_NAMEPLATE, ref);

  return g_strdup_printf ("%s\n%s · %s", name, hw_design_product_of (design, ref)->name, power);
}

static gboolean
query_tooltip_cb (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, HwCanvas *self)
{
  g_autofree char *figures = NULL;
  g_autofree char *trays = NULL;
  g_autofree char *text = NULL;
  graphene_rect_t rect;
  HwRef ref = self->hover;

  if (self->document == NULL || self->carry != NULL || self->banding || keyboard)
    return FALSE;
  trays = hw_canvas_dup_trays_at (self, x, y);
  if ((ref.table == HW_TABLE_RACK || ref.table == HW_TABLE_DEVICE) && ref.handle != 0
      && hw_design_has (hw_canvas_design (self), ref.table, ref.handle))
    figures = dup_figures (self, ref);
  if (figures == NULL && trays == NULL)
    return FALSE;
  text = g_strjoin (
      figures != NULL && trays != NULL ? "\n" : "", figures != NULL ? figures : "", trays, NULL);
  gtk_tooltip_set_text (tooltip, text);
  /* What the trays say differs along a rack. */
  if (trays == NULL && hw_canvas_get_rect (self, ref, &rect))
    gtk_tooltip_set_tip_area (
        tooltip,
        &(GdkRectangle){
            rect.origin.x, rect.origin.y, MAX (rect.size.width, 1), MAX (rect.size.height, 1) });
  return TRUE;
}

void
hw_canvas_attach_selecting (HwCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *controller;

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller), GDK_BUTTON_PRIMARY);
  g_signal_connect (controller, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (controller, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller), GDK_BUTTON_SECONDARY);
  /* Not before the release, which would go to the menu and count there as that of another press. */
  g_signal_connect (controller, "released", G_CALLBACK (menu_cb), self);
  gtk_widget_add_controller (widget, controller);

  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (controller, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, controller);

  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_tooltip_cb), self);
}
