/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hw-consequence-card.h"
#include "hw-geometry.h"
#include "hw-product-facts.h"

/* Dragging: from the catalogue onto the drawing, and of what stands there. HwCarry decides where it
 * would go and what comes of it; here is the pointer. */

#define DRAG_THRESHOLD 6.0
/* Past the icon that goes with a product from the catalogue. */
#define CARD_OFFSET 54
#define NEAR_FLOOR_MM 60
#define CARD_MARGIN 8

/* --- the card --- */

void
hw_canvas_show_card (HwCanvas *self)
{
  if (self->carry == NULL)
    {
      gtk_widget_set_visible (self->card, FALSE);
      return;
    }
  hw_consequence_card_show (HW_CONSEQUENCE_CARD (self->card), self->carry);
}

void
hw_canvas_allocate_card (HwCanvas *self, int width, int height)
{
  GtkRequisition size;
  int x = (int)self->pointer_x + CARD_OFFSET;
  int y = (int)self->pointer_y + CARD_OFFSET;
  graphene_rect_t rect;

  if (!gtk_widget_should_layout (self->card))
    return;
  gtk_widget_get_preferred_size (self->card, NULL, &size);

  /* Beside the rack rather than upon the ghost, where there is room. */
  if (self->carry != NULL && self->view == HW_VIEW_RACKS)
    {
      HwDeviceGhost ghost;

      if (hw_carry_get_device_ghost (self->carry, &ghost)
          && hw_canvas_get_rect (self, HW_REF (HW_TABLE_RACK, ghost.rack), &rect))
        {
          int right = (int)(rect.origin.x + rect.size.width) + CARD_OFFSET;

          if (right + size.width + CARD_MARGIN <= width)
            x = right;
          else
            x = (int)rect.origin.x - size.width - CARD_OFFSET;
        }
    }
  if (x + size.width + CARD_MARGIN > width)
    x = (int)self->pointer_x - CARD_OFFSET - size.width;
  if (y + size.height + CARD_MARGIN > height)
    y = height - CARD_MARGIN - size.height;
  gtk_widget_size_allocate (
      self->card,
      &(GtkAllocation){ MAX (x, CARD_MARGIN), MAX (y, CARD_MARGIN), size.width, size.height },
      -1);
}

/* --- where the pointer says --- */

/* A rack dropped onto elevations goes to the next free place beside the rack under the pointer. */
static gboolean
to_floor_beside (HwCanvas *self, HwHandle rack)
{
  if (hw_carry_is_somewhere (self->carry) && (rack == 0 || rack == self->carry_beside))
    return FALSE;
  self->carry_beside = rack;
  hw_carry_to_free_floor (self->carry, self->hall, rack);
  return TRUE;
}

/* Above the floor, of what mounts beside the units, where the pointer is at @pointer_mm: in steps
 * of 10 mm, and upon the floor where it nearly is. */
static gint32
side_height (HwCanvas *self, double pointer_mm, double rack_mm)
{
  double length = hw_carry_get_product (self->carry)->height_mm;
  double held = hw_carry_get_grabbed (self->carry).handle != 0 ? self->grab_y : length / 2;
  double height = CLAMP (pointer_mm - held, 0, MAX (rack_mm - length, 0));

  return height < NEAR_FLOOR_MM ? 0 : (gint32)lround (height / 10) * 10;
}

static gboolean
to_racks (HwCanvas *self, double world_x, double world_y)
{
  HwSlot slot = { 0 };
  HwHandle rack;
  int height = hw_carry_get_half_units (self->carry);
  int capacity;

  rack = hw_racks_layout_slot_at (self->layout, world_x, world_y, &slot);
  if (hw_carry_is_floor (self->carry))
    return to_floor_beside (self, rack);
  if (rack == 0)
    return hw_carry_nowhere (self->carry);

  if (hw_carry_get_product (self->carry)->mounting == HW_MOUNTING_SIDE)
    {
      double x, y, width, rack_height;

      slot.height_mm = 0;
      if (hw_racks_layout_rack (self->layout, rack, &x, &y, &width, &rack_height))
        {
          slot.channel = world_x < x + width / 2 ? HW_CHANNEL_LEFT_REAR : HW_CHANNEL_RIGHT_REAR;
          slot.height_mm = side_height (self, y + rack_height - world_y, rack_height);
        }
      slot.position = 0;
      return hw_carry_to_slot (self->carry, rack, &slot);
    }

  /* What is new is held in its middle, what stands where it was taken; in whole units, for few
   * things stand on halves: those are nudged there. */
  if (hw_carry_get_grabbed (self->carry).handle == 0)
    slot.position = (slot.position - (height - 1) / 2) / 2 * 2;
  else
    slot.position -= (int)self->grab_y;
  capacity = hw_design_rack_product (hw_canvas_design (self), rack)->half_units;
  slot.position = CLAMP (slot.position, 0, MAX (capacity - height, 0));
  return hw_carry_to_slot (self->carry, rack, &slot);
}

static gboolean
to_hall (HwCanvas *self, double x, double y, double world_x, double world_y)
{
  if (hw_carry_is_floor (self->carry))
    {
      double corner_x = world_x - self->grab_x;
      double corner_y = world_y - self->grab_y;

      if (hw_carry_get_grabbed (self->carry).handle == 0)
        {
          const HwProduct *product = hw_carry_get_product (self->carry);
          HwArea area = hw_footprint (product, 0, 0, 0);

          corner_x = world_x - area.width / 2.0;
          corner_y = world_y - area.depth / 2.0;
        }
      return hw_carry_to_floor (
          self->carry, self->hall, (gint32)lround (corner_x), (gint32)lround (corner_y));
    }
  else
    {
      HwRef ref = hw_canvas_pick (self, x, y);

      if (ref.table == HW_TABLE_RACK && ref.handle != 0)
        return hw_carry_to_rack (self->carry, ref.handle);
      return hw_carry_nowhere (self->carry);
    }
}

gboolean
hw_canvas_get_carrying (HwCanvas *self, graphene_point_t *pointer)
{
  *pointer = GRAPHENE_POINT_INIT ((float)self->pointer_x, (float)self->pointer_y);
  return self->carry != NULL || self->feature.handle != 0;
}

void
hw_canvas_carry_to (HwCanvas *self, double x, double y)
{
  const HwViewport *viewport = hw_canvas_viewport (self);
  double world_x = hw_viewport_world_x (viewport, x);
  double world_y = hw_viewport_world_y (viewport, y);
  gboolean moved;

  self->pointer_x = x;
  self->pointer_y = y;
  if (self->carry == NULL)
    return;
  moved = self->view == HW_VIEW_RACKS ? to_racks (self, world_x, world_y)
                                      : to_hall (self, x, y, world_x, world_y);
  if (moved)
    {
      hw_canvas_show_card (self);
      hw_canvas_redraw_hand (self);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

gboolean
hw_canvas_carry_drop (HwCanvas *self)
{
  g_autoptr (HwCarry) carry = g_steal_pointer (&self->carry);
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  HwRef result;
  gboolean dropped;

  hw_canvas_shading_reset (self->shading);
  self->carry_by_key = FALSE;
  hw_canvas_show_card (self);
  hw_canvas_redraw_hand (self);
  if (carry == NULL)
    return FALSE;
  dropped = hw_carry_drop (carry, &label, &result, &error);
  if (dropped)
    {
      if (hw_carry_get_grabbed (carry).handle == 0)
        hw_selection_select_one (self->selection, result);
      hw_canvas_notice (self, TRUE, "%s", label);
    }
  else
    hw_canvas_notice (self, FALSE, "%s", error->message);
  return dropped;
}

void
hw_canvas_carry_cancel (HwCanvas *self)
{
  self->banding = FALSE;
  if (self->feature_by_key)
    hw_canvas_feature_cancel (self);
  self->carry_by_key = FALSE;
  if (self->carry == NULL)
    return;
  hw_canvas_shading_reset (self->shading);
  g_clear_pointer (&self->carry, hw_carry_free);
  hw_canvas_show_card (self);
  hw_canvas_redraw_hand (self);
}

/* --- from the catalogue --- */

static GdkDragAction
carry_value (HwCanvas *self, const GValue *value, double x, double y)
{
  if (self->document == NULL || self->hall == 0)
    return 0;
  if (self->carry == NULL && value != NULL && G_VALUE_HOLDS (value, HW_TYPE_PRODUCT_ID))
    {
      HwCatalogue *from;
      const HwProduct *product
          = hw_document_find_product (self->document, g_value_get_boxed (value), &from);

      if (product == NULL)
        return 0;
      self->carry = hw_carry_new_product (self->document, from, product);
      self->carry_beside = 0;
    }
  hw_canvas_carry_to (self, x, y);
  return GDK_ACTION_COPY;
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target, double x, double y, HwCanvas *self)
{
  return carry_value (self, gtk_drop_target_get_value (target), x, y);
}

static void
drop_leave_cb (GtkDropTarget *target, HwCanvas *self)
{
  hw_canvas_carry_cancel (self);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, HwCanvas *self)
{
  if (carry_value (self, value, x, y) == 0)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return hw_canvas_carry_drop (self);
}

/* --- of what stands there --- */

/* In racks only devices can be taken, on the floor what stands on it. */
gboolean
hw_canvas_can_take (HwCanvas *self, HwRef ref)
{
  return ref.handle != 0
         && ref.table == (self->view == HW_VIEW_HALL ? HW_TABLE_RACK : HW_TABLE_DEVICE);
}

void
hw_canvas_take (HwCanvas *self, HwRef ref)
{
  const GArray *selected = hw_selection_get (self->selection);

  if (hw_selection_contains (self->selection, ref))
    self->carry
        = hw_carry_new_objects (self->document, (const HwRef *)selected->data, selected->len, ref);
  else
    self->carry = hw_carry_new_objects (self->document, &ref, 1, ref);
  self->hover = HW_REF (HW_TABLE_DESIGN, 0);
}

static void
take_at (HwCanvas *self, HwRef ref, double x, double y)
{
  const HwViewport *viewport = hw_canvas_viewport (self);
  double world_x = hw_viewport_world_x (viewport, x);
  double world_y = hw_viewport_world_y (viewport, y);

  if (ref.table == HW_TABLE_RACK)
    {
      const HwRack *rack = hw_design_get_rack (hw_canvas_design (self), ref.handle);

      self->grab_x = world_x - rack->x_mm;
      self->grab_y = world_y - rack->y_mm;
    }
  else
    {
      HwSlot slot = { 0 };
      const HwDevice *device = hw_design_get_device (hw_canvas_design (self), ref.handle);

      double left, top, width, height;

      hw_racks_layout_slot_at (self->layout, world_x, world_y, &slot);
      self->grab_y = slot.position - device->position;
      if (device->channel != HW_CHANNEL_NONE
          && hw_racks_layout_rack (
              self->layout, device->object.parent, &left, &top, &width, &height))
        self->grab_y = top + height - world_y - device->height_mm;
    }
  hw_canvas_take (self, ref);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, HwCanvas *self)
{
  if (self->document == NULL || self->hall == 0 || hw_navigator_is_holding (self->navigator))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
start_drag (HwCanvas *self, double x, double y)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (self->drag_gesture));
  HwRef ref = hw_canvas_pick (self, x, y);

  gtk_gesture_set_state (self->drag_gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (hw_canvas_can_take (self, ref) && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    take_at (self, ref, x, y);
  else
    {
      self->banding = TRUE;
      self->band_x0 = x;
      self->band_y0 = y;
    }
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, HwCanvas *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  /* The pointer takes over what the keys hold. */
  if (self->carry_by_key)
    {
      if (hypot (dx, dy) < DRAG_THRESHOLD)
        return;
      hw_canvas_carry_cancel (self);
    }
  if (self->carry == NULL && !self->banding)
    {
      if (hypot (dx, dy) < DRAG_THRESHOLD)
        return;
      start_drag (self, x, y);
    }
  if (self->carry != NULL)
    hw_canvas_carry_to (self, x + dx, y + dy);
  else
    hw_canvas_update_band (self, x + dx, y + dy);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, HwCanvas *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (self->carry != NULL)
    hw_canvas_carry_drop (self);
  else if (self->banding)
    hw_canvas_end_band (self, state);
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, HwCanvas *self)
{
  hw_canvas_carry_cancel (self);
  hw_canvas_redraw_hand (self);
}

static gboolean
key_pressed_cb (
    GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, HwCanvas *self)
{
  if (key != GDK_KEY_Escape)
    return FALSE;
  if (self->carry != NULL || self->banding)
    {
      hw_canvas_carry_cancel (self);
      gtk_gesture_set_state (self->drag_gesture, GTK_EVENT_SEQUENCE_DENIED);
      hw_canvas_redraw_hand (self);
      return TRUE;
    }
  if (self->selection != NULL && hw_selection_count (self->selection) > 0)
    {
      hw_selection_clear (self->selection);
      return TRUE;
    }
  return FALSE;
}

void
hw_canvas_attach_carrying (HwCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *controller;

  self->drop_target = gtk_drop_target_new (HW_TYPE_PRODUCT_ID, GDK_ACTION_COPY);
  gtk_drop_target_set_preload (self->drop_target, TRUE);
  g_signal_connect (self->drop_target, "enter", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (self->drop_target, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (self->drop_target, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect (self->drop_target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (self->drop_target));

  self->drag_gesture = gtk_gesture_drag_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (self->drag_gesture), GDK_BUTTON_PRIMARY);
  g_signal_connect (self->drag_gesture, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (self->drag_gesture, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (self->drag_gesture, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (self->drag_gesture, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (self->drag_gesture));

  controller = gtk_event_controller_key_new ();
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, controller);
}
