/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hw-geometry.h"
#include "hw-operations.h"
#include "hw-style.h"

/* Features of the floor, and cable trays, in the hand: dragged by the pointer, or picked up and
 * moved by key. What is selected with it goes along. */

#define DRAG_THRESHOLD 6.0
#define FINE_STEP_MM 10

static const HwFeature *
get_feature (HwCanvas *self, HwHandle feature)
{
  return hw_design_row (hw_canvas_design (self), HW_TABLE_FEATURE, feature);
}

static gboolean
can_hold (HwRef ref)
{
  return ref.handle != 0 && (ref.table == HW_TABLE_FEATURE || ref.table == HW_TABLE_TRAY);
}

/* Where what is in the hand stands: of a tray its middle line, which snaps and stays in the hall.
 */
static HwArea
held_area (HwCanvas *self)
{
  const HwFeature *row;
  const HwTrayRow *tray;

  if (self->feature.table == HW_TABLE_TRAY)
    {
      tray = hw_design_row (hw_canvas_design (self), HW_TABLE_TRAY, self->feature.handle);
      return (HwArea){ MIN (tray->x1_mm, tray->x2_mm),
                       MIN (tray->y1_mm, tray->y2_mm),
                       ABS (tray->x2_mm - tray->x1_mm),
                       ABS (tray->y2_mm - tray->y1_mm) };
    }
  row = get_feature (self, self->feature.handle);
  return (HwArea){ row->x_mm, row->y_mm, row->width_mm, row->depth_mm };
}

/* Whether one is in the hand, and still stands. */
static gboolean
is_moving (HwCanvas *self)
{
  return self->feature.handle != 0 && self->document != NULL
         && hw_design_has (hw_canvas_design (self), self->feature.table, self->feature.handle);
}

/* What moves with the one in the hand, itself included: handles. */
typedef struct
{
  GArray *racks, *features, *trays;
} Along;

static void
along_clear (Along *self)
{
  g_clear_pointer (&self->racks, g_array_unref);
  g_clear_pointer (&self->features, g_array_unref);
  g_clear_pointer (&self->trays, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Along, along_clear)

static void
collect (HwCanvas *self, Along *along)
{
  if (hw_selection_contains (self->selection, self->feature))
    {
      along->racks = hw_selection_dup_handles (self->selection, HW_TABLE_RACK);
      along->features = hw_selection_dup_handles (self->selection, HW_TABLE_FEATURE);
      along->trays = hw_selection_dup_handles (self->selection, HW_TABLE_TRAY);
      return;
    }
  along->racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  along->features = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  along->trays = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  g_array_append_val (self->feature.table == HW_TABLE_TRAY ? along->trays : along->features,
                      self->feature.handle);
}

static gboolean
shift (HwCanvas *self, GError **error)
{
  g_auto (Along) along = { NULL };
  HwArea area = held_area (self);

  collect (self, &along);
  return hw_operation_shift_floor (hw_canvas_design (self),
                                   along.racks,
                                   along.features,
                                   along.trays,
                                   self->feature_x - area.x,
                                   self->feature_y - area.y,
                                   error);
}

/* Whether it can stand where it is wanted; tried once for each place. */
static void
move_to (HwCanvas *self, const HwArea *area)
{
  HwDesign *design = hw_canvas_design (self);

  if (self->feature_x == area->x && self->feature_y == area->y)
    return;
  self->feature_x = area->x;
  self->feature_y = area->y;
  hw_design_preview_begin (design);
  self->feature_fits = shift (self, NULL);
  hw_design_preview_end (design);
  hw_canvas_redraw_hand (self);
}

static void
take (HwCanvas *self, HwRef ref, gboolean by_key)
{
  HwArea area;

  self->feature = ref;
  self->feature_by_key = by_key;
  area = held_area (self);
  self->feature_x = area.x;
  self->feature_y = area.y;
  self->feature_fits = TRUE;
  self->hover = HW_REF (HW_TABLE_DESIGN, 0);
  hw_canvas_shading_reset (self->shading);
  hw_canvas_redraw_hand (self);
}

void
hw_canvas_feature_cancel (HwCanvas *self)
{
  self->feature = self->feature_held = HW_REF (HW_TABLE_DESIGN, 0);
  self->feature_by_key = FALSE;
  hw_canvas_shading_reset (self->shading);
  hw_canvas_redraw_hand (self);
}

static void
drop (HwCanvas *self)
{
  HwDesign *design = hw_canvas_design (self);
  g_auto (Along) along = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  guint n;

  collect (self, &along);
  n = along.racks->len + along.features->len + along.trays->len;
  if (n <= 1)
    label = g_strdup_printf (_ ("Move %s"), hw_design_name (design, self->feature));
  else
    label = g_strdup_printf (g_dngettext (NULL, "Move %u object", "Move %u objects", n), n);
  hw_design_begin (design, label);
  if (shift (self, &error))
    {
      if (hw_design_commit (design))
        hw_canvas_notice (self, TRUE, "%s", label);
    }
  else
    {
      hw_design_rollback (design);
      hw_canvas_notice (self, FALSE, "%s", error->message);
    }
  hw_canvas_feature_cancel (self);
}

/* --- by key --- */

gboolean
hw_canvas_feature_pick_up (HwCanvas *self)
{
  HwRef ref = hw_selection_get_primary (self->selection);
  g_autoptr (GError) error = NULL;

  if (is_moving (self))
    {
      /* Where it does not fit it stays in the hand. */
      hw_design_preview_begin (hw_canvas_design (self));
      shift (self, &error);
      hw_design_preview_end (hw_canvas_design (self));
      if (error != NULL)
        hw_canvas_notice (self, FALSE, "%s", error->message);
      else
        drop (self);
      return TRUE;
    }
  if (self->view != HW_VIEW_HALL || !can_hold (ref))
    return FALSE;
  take (self, ref, TRUE);
  return TRUE;
}

gboolean
hw_canvas_feature_step (HwCanvas *self, int dx, int dy, gboolean fine)
{
  const HwHall *hall;
  HwArea area;
  gint32 step;

  if (!self->feature_by_key || !is_moving (self))
    return FALSE;
  hall = hw_design_get_hall (hw_canvas_design (self), self->hall);
  area = held_area (self);
  step = fine ? FINE_STEP_MM : MAX (hall->tile_mm, FINE_STEP_MM);
  move_to (self,
           &(HwArea){ CLAMP (self->feature_x + dx * step, 0, hall->width_mm - area.width),
                      CLAMP (self->feature_y - dy * step, 0, hall->depth_mm - area.depth),
                      area.width,
                      area.depth });
  return TRUE;
}

/* --- by pointer --- */

static void
begin_cb (GtkGestureDrag *gesture, double x, double y, HwCanvas *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  HwRef ref = hw_canvas_pick (self, x, y);

  if (self->view == HW_VIEW_HALL && can_hold (ref) && !hw_navigator_is_holding (self->navigator)
      && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    self->feature_held = ref;
  else
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
update_cb (GtkGestureDrag *gesture, double dx, double dy, HwCanvas *self)
{
  const HwViewport *viewport = hw_canvas_viewport (self);
  HwArea area;
  double x, y;

  if (self->feature_held.handle == 0)
    return;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  self->pointer_x = x + dx;
  self->pointer_y = y + dy;
  if (self->feature.handle == 0 || self->feature_by_key)
    {
      if (hypot (dx, dy) < DRAG_THRESHOLD)
        return;
      take (self, self->feature_held, FALSE);
      /* From here on nothing else has the pointer. */
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    }
  if (!is_moving (self))
    return;
  area = held_area (self);
  area.x = (gint32)lround (area.x + dx / viewport->scale);
  area.y = (gint32)lround (area.y + dy / viewport->scale);
  hw_canvas_snap_area (hw_design_get_hall (hw_canvas_design (self), self->hall), &area);
  move_to (self, &area);
}

/* The other gestures saw the press, but the claim keeps the release from them: they would take the
 * next press for more of this one. */
static void
reset_others (HwCanvas *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_BUBBLE)
        gtk_event_controller_reset (controller);
    }
}

static void
end_cb (GtkGestureDrag *gesture, double dx, double dy, HwCanvas *self)
{
  if (self->feature.handle != 0 && !self->feature_by_key)
    reset_others (self);
  if (is_moving (self) && !self->feature_by_key)
    drop (self);
  else
    self->feature_held = HW_REF (HW_TABLE_DESIGN, 0);
}

static void
cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, HwCanvas *self)
{
  if (!self->feature_by_key)
    hw_canvas_feature_cancel (self);
}

static gboolean
key_cb (
    GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, HwCanvas *self)
{
  if (key != GDK_KEY_Escape || self->feature.handle == 0)
    return FALSE;
  hw_canvas_feature_cancel (self);
  return TRUE;
}

/* --- where it could stand --- */

static int
compare_handles (gconstpointer a, gconstpointer b)
{
  HwHandle left = *(const HwHandle *)a, right = *(const HwHandle *)b;

  return (left > right) - (left < right);
}

static void
add_shape (GArray *shape, const HwFeature *row)
{
  HwArea area = { row->x_mm, row->y_mm, row->width_mm, row->depth_mm };

  if (row->kind != HW_FEATURE_NOTE)
    g_array_append_val (shape, area);
}

/* Features stand apart from racks, and from features only the racks that go along; notes stand
 * anywhere. */
static HwFloorField *
make_field (gpointer data)
{
  HwCanvas *self = data;
  HwDesign *design = hw_canvas_design (self);
  const HwFeature *grabbed;
  g_autoptr (GArray) shape = g_array_new (FALSE, FALSE, sizeof (HwArea));
  g_auto (Along) along = { NULL };
  GArray *racks, *features;

  /* Trays hang above whatever stands there. */
  if (self->feature.table != HW_TABLE_FEATURE)
    return NULL;
  grabbed = get_feature (self, self->feature.handle);
  collect (self, &along);
  racks = along.racks;
  features = along.features;
  add_shape (shape, grabbed);
  for (guint i = 0; i < features->len; i++)
    if (g_array_index (features, HwHandle, i) != self->feature.handle)
      add_shape (shape, get_feature (self, g_array_index (features, HwHandle, i)));
  for (guint i = 0; i < racks->len; i++)
    {
      HwArea area = hw_rack_area (design, g_array_index (racks, HwHandle, i));
      g_array_append_val (shape, area);
    }
  if (shape->len == 0 || grabbed->kind == HW_FEATURE_NOTE)
    return NULL;
  if (racks->len == 0)
    {
      g_array_set_size (features, 0);
      for (HwHandle other = hw_design_first_child (design, HW_TABLE_FEATURE, self->hall);
           other != 0;
           other = hw_design_next_child (design, HW_TABLE_FEATURE, other))
        g_array_append_val (features, other);
    }
  g_array_sort (racks, compare_handles);
  g_array_sort (features, compare_handles);
  return hw_floor_field_new (
      design, self->hall, shape, racks, features, grabbed->object.install, grabbed->object.removal);
}

gboolean
hw_canvas_snapshot_feature_field (HwCanvas *self, GtkSnapshot *snapshot)
{
  if (!is_moving (self) || self->view != HW_VIEW_HALL)
    return FALSE;
  hw_canvas_shading_snapshot_field (
      self->shading, snapshot, self, make_field, self, hw_canvas_viewport (self));
  return TRUE;
}

/* --- the ghosts --- */

static void
append_ghost (HwCanvas *self, GtkSnapshot *snapshot, const HwArea *area, gboolean fits)
{
  const HwTheme *theme = hw_style_get_theme (GTK_WIDGET (self));
  const HwViewport *viewport = hw_canvas_viewport (self);
  GdkRGBA line = hw_style_colour (theme->colours[fits ? HW_ROLE_ACCENT : HW_ROLE_ERROR]);
  GdkRGBA fill = line;
  GskRoundedRect outline;
  graphene_rect_t rect = GRAPHENE_RECT_INIT (hw_viewport_x (viewport, area->x),
                                             hw_viewport_y (viewport, area->y),
                                             area->width * viewport->scale,
                                             area->depth * viewport->scale);

  fill.alpha = 0.25;
  gsk_rounded_rect_init_from_rect (&outline, &rect, 0);
  gtk_snapshot_append_color (snapshot, &fill, &rect);
  gtk_snapshot_append_border (
      snapshot, &outline, (float[4]){ 2, 2, 2, 2 }, (GdkRGBA[4]){ line, line, line, line });
}

void
hw_canvas_snapshot_feature (HwCanvas *self, GtkSnapshot *snapshot)
{
  g_auto (Along) along = { NULL };
  HwArea held;
  gint32 dx, dy;

  /* Those that go along with racks. */
  for (guint i = 0; self->carry != NULL && i < hw_carry_n_feature_ghosts (self->carry); i++)
    {
      HwArea area;

      hw_carry_get_feature_ghost (self->carry, i, &area);
      append_ghost (self, snapshot, &area, hw_carry_fits (self->carry));
    }
  if (!is_moving (self))
    return;
  collect (self, &along);
  held = held_area (self);
  dx = self->feature_x - held.x;
  dy = self->feature_y - held.y;
  for (guint i = 0; i < along.trays->len; i++)
    {
      HwArea area
          = hw_tray_area (hw_canvas_design (self), g_array_index (along.trays, HwHandle, i));

      append_ghost (self,
                    snapshot,
                    &(HwArea){ area.x + dx, area.y + dy, area.width, area.depth },
                    self->feature_fits);
    }
  for (guint i = 0; i < along.racks->len; i++)
    {
      HwArea area
          = hw_rack_area (hw_canvas_design (self), g_array_index (along.racks, HwHandle, i));

      append_ghost (self,
                    snapshot,
                    &(HwArea){ area.x + dx, area.y + dy, area.width, area.depth },
                    self->feature_fits);
    }
  for (guint i = 0; i < along.features->len; i++)
    {
      const HwFeature *row = get_feature (self, g_array_index (along.features, HwHandle, i));

      append_ghost (self,
                    snapshot,
                    &(HwArea){ row->x_mm + dx, row->y_mm + dy, row->width_mm, row->depth_mm },
                    self->feature_fits);
    }
}

/* In the capture phase, before the gesture that drags racks and rubber bands. */
void
hw_canvas_attach_features (HwCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
