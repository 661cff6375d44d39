/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "hw-geometry.h"
#include "hw-operations.h"
#include "hw-style.h"

/* Columns, keep-outs, doors and notes on the floor: put there, and dragged. */

#define DRAG_THRESHOLD 6.0
/* How near a tile joint draws an edge to it, and the finest step, mm. */
#define REACH 100
#define STEP 10
/* How far around a taken place one looks for a free one. */
#define RINGS 40

static const struct
{
  gint32 width, depth;
  const char *name;  /* of the first */
  const char *label; /* step of the history */
} kinds[] = {
  [HW_FEATURE_COLUMN] = { 600, 600, N_ ("Column %u"), N_ ("Add a column") },
  [HW_FEATURE_KEEP_OUT] = { 1800, 1200, N_ ("Keep-out %u"), N_ ("Add a keep-out") },
  [HW_FEATURE_DOOR] = { 1200, 200, N_ ("Door %u"), N_ ("Add a door") },
  [HW_FEATURE_NOTE] = { 2400, 600, N_ ("Note %u"), N_ ("Add a note") },
};

static const HwFeature *
get_feature (HwCanvas *self, HwHandle feature)
{
  return hw_design_row (hw_canvas_design (self), HW_TABLE_FEATURE, feature);
}

static gint32
snap (gint32 value, gint32 tile)
{
  gint32 joint = tile > 0 ? (gint32)lround ((double)value / tile) * tile : value;

  if (tile > 0 && abs (joint - value) <= REACH)
    return joint;
  return (gint32)lround ((double)value / STEP) * STEP;
}

/* To joints and centimetres, inside the walls. */
static void
snap_area (const HwHall *hall, HwArea *area)
{
  area->x = CLAMP (snap (area->x, hall->tile_mm), 0, MAX (hall->width_mm - area->width, 0));
  area->y = CLAMP (snap (area->y, hall->tile_mm), 0, MAX (hall->depth_mm - area->depth, 0));
}

/* --- adding --- */

/* A door goes into the nearest wall. */
static void
to_wall (const HwHall *hall, HwArea *area)
{
  gint32 x = area->x + area->width / 2, y = area->y + area->depth / 2;
  gint32 to_x = MIN (x, hall->width_mm - x), to_y = MIN (y, hall->depth_mm - y);

  if (to_x < to_y)
    {
      gint32 width = area->width;

      area->width = area->depth;
      area->depth = width;
      area->x = x < hall->width_mm - x ? 0 : hall->width_mm - area->width;
      area->y = y - area->depth / 2;
    }
  else
    area->y = y < hall->depth_mm - y ? 0 : hall->depth_mm - area->depth;
}

/* Whether another feature is there already: they may overlap, but need not when they are new. */
static gboolean
is_taken (HwDesign *design, HwHandle hall, const HwArea *area)
{
  for (HwHandle other = hw_design_first_child (design, HW_TABLE_FEATURE, hall); other != 0;
       other = hw_design_next_child (design, HW_TABLE_FEATURE, other))
    {
      const HwFeature *row = hw_design_row (design, HW_TABLE_FEATURE, other);
      HwArea taken = { row->x_mm, row->y_mm, row->width_mm, row->depth_mm };

      if (hw_area_intersects (&taken, area))
        return TRUE;
    }
  return FALSE;
}

/* The nearest place to @area, ring by ring; a door stays in its wall. */
static HwHandle
add_near (HwDesign *design, HwHandle hall, HwFeatureKind kind, const char *name, HwArea area)
{
  const HwHall *bounds = hw_design_get_hall (design, hall);
  gint32 step = MAX (bounds->tile_mm, 100);

  for (int ring = 0; ring <= RINGS; ring++)
    for (int i = -ring; i <= ring; i++)
      for (int j = -ring; j <= ring; j++)
        {
          HwArea tried = area;
          HwHandle feature;

          if (MAX (abs (i), abs (j)) != ring)
            continue;
          if (kind == HW_FEATURE_DOOR && (area.width > area.depth ? j : i) != 0)
            continue;
          tried.x += i * step;
          tried.y += j * step;
          if (is_taken (design, hall, &tried))
            continue;
          feature = hw_operation_add_feature (design, hall, kind, name, &tried, NULL);
          if (feature != 0)
            return feature;
        }
  return 0;
}

void
hw_canvas_add_feature (HwCanvas *self, HwFeatureKind kind, gboolean at_pointer)
{
  HwDesign *design;
  const HwHall *hall;
  const HwViewport *viewport;
  g_autofree char *name = NULL;
  HwArea area = { 0, 0, kinds[kind].width, kinds[kind].depth };
  HwHandle feature;
  double x, y;
  guint n = 1;

  if (self->document == NULL || self->hall == 0)
    return;
  hw_canvas_carry_cancel (self);
  hw_canvas_set_view (self, HW_VIEW_HALL);
  hw_canvas_ensure_placed (self);
  design = hw_canvas_design (self);
  hall = hw_design_get_hall (design, self->hall);
  viewport = hw_canvas_viewport (self);
  x = at_pointer ? self->pointer_x : viewport->width / 2;
  y = at_pointer ? self->pointer_y : viewport->height / 2;
  area.width = MIN (area.width, hall->width_mm);
  area.depth = MIN (area.depth, hall->depth_mm);
  area.x = (gint32)lround (hw_viewport_world_x (viewport, x)) - area.width / 2;
  area.y = (gint32)lround (hw_viewport_world_y (viewport, y)) - area.depth / 2;
  if (kind == HW_FEATURE_DOOR)
    to_wall (hall, &area);
  snap_area (hall, &area);
  for (HwHandle other = hw_design_first_child (design, HW_TABLE_FEATURE, self->hall); other != 0;
       other = hw_design_next_child (design, HW_TABLE_FEATURE, other))
    n += get_feature (self, other)->kind == kind;
  name = g_strdup_printf (_ (kinds[kind].name), n);

  hw_design_begin (design, _ (kinds[kind].label));
  feature = add_near (design, self->hall, kind, name, area);
  if (feature == 0)
    {
      hw_design_rollback (design);
      hw_canvas_notice (self, FALSE, _ ("There is no free floor near; move something first."));
      return;
    }
  hw_design_commit (design);
  hw_selection_select_one (self->selection, HW_REF (HW_TABLE_FEATURE, feature));
  hw_canvas_notice (self, TRUE, "%s", _ (kinds[kind].label));
}

/* --- dragging --- */

/* Where the dragged one would go. */
static HwArea
dragged_area (HwCanvas *self)
{
  const HwFeature *row = get_feature (self, self->feature);
  const HwViewport *viewport = hw_canvas_viewport (self);
  HwArea area = { 0, 0, row->width_mm, row->depth_mm };

  area.x = (gint32)lround (row->x_mm + self->feature_dx / viewport->scale);
  area.y = (gint32)lround (row->y_mm + self->feature_dy / viewport->scale);
  snap_area (hw_design_get_hall (hw_canvas_design (self), self->hall), &area);
  return area;
}

/* Whether one is being dragged, and still stands. */
static gboolean
is_dragging (HwCanvas *self)
{
  return self->feature != 0 && self->document != NULL
         && hw_design_has (hw_canvas_design (self), HW_TABLE_FEATURE, self->feature);
}

static void
begin_cb (GtkGestureDrag *gesture, double x, double y, HwCanvas *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  HwRef ref = hw_canvas_pick (self, x, y);

  if (self->view == HW_VIEW_HALL && ref.handle != 0 && ref.table == HW_TABLE_FEATURE
      && !hw_navigator_is_holding (self->navigator)
      && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    self->feature_held = ref.handle;
  else
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
update_cb (GtkGestureDrag *gesture, double dx, double dy, HwCanvas *self)
{
  if (self->feature == 0)
    {
      if (self->feature_held == 0 || hypot (dx, dy) < DRAG_THRESHOLD)
        return;
      self->feature = self->feature_held;
      /* From here on nothing else has the pointer. */
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      self->hover = HW_REF (HW_TABLE_DESIGN, 0);
    }
  self->feature_dx = dx;
  self->feature_dy = dy;
  hw_canvas_redraw_hand (self);
}

static void
end_cb (GtkGestureDrag *gesture, double dx, double dy, HwCanvas *self)
{
  HwDesign *design;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  HwArea area;

  if (is_dragging (self))
    {
      design = hw_canvas_design (self);
      area = dragged_area (self);
      label = g_strdup_printf (_ ("Move %s"),
                               hw_design_name (design, HW_REF (HW_TABLE_FEATURE, self->feature)));
      hw_design_begin (design, label);
      if (hw_operation_move_feature (design, self->feature, area.x, area.y, &error))
        {
          if (hw_design_commit (design))
            hw_canvas_notice (self, TRUE, "%s", label);
        }
      else
        {
          hw_design_rollback (design);
          hw_canvas_notice (self, FALSE, "%s", error->message);
        }
    }
  self->feature = self->feature_held = 0;
  hw_canvas_redraw_hand (self);
}

static void
cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, HwCanvas *self)
{
  self->feature = self->feature_held = 0;
  hw_canvas_redraw_hand (self);
}

static gboolean
key_cb (
    GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, HwCanvas *self)
{
  if (key != GDK_KEY_Escape || self->feature == 0)
    return FALSE;
  self->feature = self->feature_held = 0;
  hw_canvas_redraw_hand (self);
  return TRUE;
}

void
hw_canvas_snapshot_feature (HwCanvas *self, GtkSnapshot *snapshot)
{
  const HwTheme *theme = hw_style_get_theme (GTK_WIDGET (self));
  const HwViewport *viewport = hw_canvas_viewport (self);
  GskRoundedRect outline;
  graphene_rect_t rect;
  GdkRGBA line, fill;
  HwFeature row;
  HwArea area;

  if (!is_dragging (self))
    return;
  area = dragged_area (self);
  row = *get_feature (self, self->feature);
  row.x_mm = area.x;
  row.y_mm = area.y;
  line = hw_style_colour (
      theme->colours[hw_operation_check_row (hw_canvas_design (self),
                                             HW_REF (HW_TABLE_FEATURE, self->feature),
                                             &row,
                                             NULL)
                         ? HW_ROLE_ACCENT
                         : HW_ROLE_ERROR]);
  fill = line;
  fill.alpha = 0.25;
  rect = GRAPHENE_RECT_INIT (hw_viewport_x (viewport, area.x),
                             hw_viewport_y (viewport, area.y),
                             area.width * viewport->scale,
                             area.depth * viewport->scale);
  gsk_rounded_rect_init_from_rect (&outline, &rect, 0);
  gtk_snapshot_append_color (snapshot, &fill, &rect);
  gtk_snapshot_append_border (
      snapshot, &outline, (float[4]){ 2, 2, 2, 2 }, (GdkRGBA[4]){ line, line, line, line });
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
