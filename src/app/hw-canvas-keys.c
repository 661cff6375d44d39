/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <glib/gi18n.h>

#include "hw-geometry.h"
#include "hw-racks-layout.h"

/* What the pointer can do, by key: Enter or Space takes up what is selected, arrows move it, Enter
 * drops it; Tab goes from object to object. */

#define FINE_STEP_MM 10
#define MOST_HEIGHT_MM 3000
#define EDGE 24

/* --- the order of racks: as elevations show them, row by row --- */

static HwHandle
first_rack (HwCanvas *self, gboolean last)
{
  guint n = self->layout != NULL ? hw_racks_layout_n_lines (self->layout) : 0;

  for (guint i = 0; i < n; i++)
    {
      const HwRackLine *line = hw_racks_layout_line (self->layout, last ? n - 1 - i : i);

      if (line->cells->len > 0)
        return g_array_index (line->cells, HwRackCell, last ? line->cells->len - 1 : 0).rack;
    }
  return 0;
}

/* The rack before (@step -1) or after (1) another; 0 at the end. */
static HwHandle
next_rack (HwCanvas *self, HwHandle rack, int step)
{
  guint n = self->layout != NULL ? hw_racks_layout_n_lines (self->layout) : 0;
  const HwRackLine *line = NULL;
  const HwRackCell *cell
      = self->layout != NULL ? hw_racks_layout_find (self->layout, rack, &line) : NULL;
  gint64 at;

  if (cell == NULL)
    return first_rack (self, step < 0);
  at = cell - (const HwRackCell *)line->cells->data + step;
  if (at >= 0 && at < (gint64)line->cells->len)
    return g_array_index (line->cells, HwRackCell, at).rack;
  for (guint i = 0; i < n; i++)
    if (hw_racks_layout_line (self->layout, i) == line)
      for (gint64 other = (gint64)i + step; other >= 0 && other < (gint64)n; other += step)
        {
          const HwRackLine *next = hw_racks_layout_line (self->layout, (guint)other);

          if (next->cells->len > 0)
            return g_array_index (next->cells, HwRackCell, step > 0 ? 0 : next->cells->len - 1)
                .rack;
        }
  return 0;
}

/* --- keeping it in sight --- */

static void
reveal (HwCanvas *self, const graphene_rect_t *rect)
{
  const HwViewport *viewport = hw_canvas_viewport (self);
  double left = rect->origin.x - EDGE, right = rect->origin.x + rect->size.width + EDGE;
  double top = rect->origin.y - EDGE, bottom = rect->origin.y + rect->size.height + EDGE;
  double dx = 0, dy = 0;

  if (left < 0)
    dx = -left;
  else if (right > viewport->width)
    dx = MAX (viewport->width - right, -left);
  if (top < 0)
    dy = -top;
  else if (bottom > viewport->height)
    dy = MAX (viewport->height - bottom, -top);
  if (dx != 0 || dy != 0)
    hw_canvas_pan (self, dx, dy);
}

/* Where the carried thing is drawn. */
static gboolean
ghost_rect (HwCanvas *self, graphene_rect_t *rect)
{
  const HwViewport *viewport = hw_canvas_viewport (self);

  if (self->view == HW_VIEW_HALL)
    {
      HwRackGhost ghost;
      HwArea area;

      if (hw_carry_n_rack_ghosts (self->carry) == 0)
        return FALSE;
      hw_carry_get_rack_ghost (self->carry, 0, &ghost);
      area = hw_footprint (ghost.product, ghost.x_mm, ghost.y_mm, ghost.rotation);
      *rect = GRAPHENE_RECT_INIT (hw_viewport_x (viewport, area.x),
                                  hw_viewport_y (viewport, area.y),
                                  area.width * viewport->scale,
                                  area.depth * viewport->scale);
      return TRUE;
    }
  else
    {
      HwDeviceGhost ghost;
      double pitch;

      if (!hw_carry_get_device_ghost (self->carry, &ghost)
          || !hw_canvas_get_rect (self, HW_REF (HW_TABLE_RACK, ghost.rack), rect))
        return FALSE;
      pitch = 500 * hw_rack_pitch_m (hw_design_rack_product (hw_canvas_design (self), ghost.rack))
              * viewport->scale;
      rect->origin.y
          += rect->size.height - pitch * (ghost.slot.position + MAX (ghost.product->half_units, 0));
      rect->size.height = pitch * MAX (ghost.product->half_units, 1);
      return TRUE;
    }
}

/* --- taking and moving --- */

static void
carry_to_wanted (HwCanvas *self)
{
  graphene_rect_t rect;
  gboolean moved;

  if (self->view == HW_VIEW_HALL)
    moved = hw_carry_to_floor (self->carry, self->hall, self->key_x, self->key_y);
  else
    moved = hw_carry_to_slot (self->carry, self->key_rack, &self->key_slot);
  if (!moved)
    return;
  if (ghost_rect (self, &rect))
    {
      reveal (self, &rect);
      if (ghost_rect (self, &rect))
        {
          self->pointer_x = rect.origin.x + rect.size.width;
          self->pointer_y = rect.origin.y + rect.size.height / 2;
        }
    }
  hw_canvas_show_card (self);
  hw_canvas_redraw_hand (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
step_in_racks (HwCanvas *self, int dx, int dy, gboolean fine)
{
  HwDesign *design = hw_canvas_design (self);
  HwHandle rack = self->key_rack;
  int capacity;

  /* Past what has no units, such as a CDU in the row. */
  for (; dx != 0;)
    {
      rack = next_rack (self, rack, dx);
      if (rack == 0)
        return;
      if (hw_design_rack_product (design, rack)->half_units > 0)
        break;
    }
  self->key_rack = rack;
  capacity = hw_design_rack_product (design, rack)->half_units;
  if (self->key_slot.channel == HW_CHANNEL_NONE)
    self->key_slot.position
        = (gint16)CLAMP (self->key_slot.position + dy * (fine ? 1 : 2),
                         0,
                         MAX (capacity - hw_carry_get_half_units (self->carry), 0));
  else
    self->key_slot.height_mm
        = CLAMP (self->key_slot.height_mm + dy * FINE_STEP_MM * (fine ? 1 : 2), 0, MOST_HEIGHT_MM);
}

static void
step_on_floor (HwCanvas *self, int dx, int dy, gboolean fine)
{
  const HwHall *hall = hw_design_get_hall (hw_canvas_design (self), self->hall);
  gint32 step = fine ? FINE_STEP_MM : MAX (hall->tile_mm, FINE_STEP_MM);

  self->key_x = CLAMP (self->key_x + dx * step, 0, hall->width_mm);
  self->key_y = CLAMP (self->key_y - dy * step, 0, hall->depth_mm);
}

void
hw_canvas_carry_step (HwCanvas *self, int dx, int dy, gboolean fine)
{
  if (!self->carry_by_key)
    return;
  if (self->view == HW_VIEW_HALL)
    step_on_floor (self, dx, dy, fine);
  else
    step_in_racks (self, dx, dy, fine);
  carry_to_wanted (self);
}

void
hw_canvas_pick_up (HwCanvas *self)
{
  HwDesign *design;
  HwRef ref;

  if (self->document == NULL || self->hall == 0 || self->banding)
    return;
  if (self->carry == NULL && hw_canvas_feature_pick_up (self))
    return;
  if (self->carry != NULL)
    {
      /* Where it does not fit it stays in the hand. */
      if (self->carry_by_key && !hw_carry_fits (self->carry))
        hw_canvas_notice (self, FALSE, "%s", hw_carry_get_reason (self->carry));
      else if (self->carry_by_key)
        hw_canvas_carry_drop (self);
      return;
    }
  design = hw_canvas_design (self);
  ref = hw_selection_get_primary (self->selection);
  if (!hw_canvas_can_take (self, ref))
    {
      if (ref.handle != 0)
        hw_canvas_notice (
            self,
            FALSE,
            "%s",
            self->view == HW_VIEW_HALL
                ? _ ("On the floor plan racks and what stands among them can be picked "
                     "up; select one.")
                : _ ("In elevations devices can be picked up; select one."));
      return;
    }
  hw_canvas_take (self, ref);
  hw_carry_set_exact (self->carry);
  self->carry_by_key = TRUE;
  if (self->view == HW_VIEW_HALL)
    {
      const HwRack *rack = hw_design_get_rack (design, ref.handle);

      self->key_x = rack->x_mm;
      self->key_y = rack->y_mm;
    }
  else
    {
      const HwDevice *device = hw_design_get_device (design, ref.handle);

      self->key_rack = device->object.parent;
      self->key_slot
          = (HwSlot){ device->position, device->face, device->channel, device->height_mm };
    }
  carry_to_wanted (self);
}

/* --- from object to object --- */

static HwHandle
last_device (HwDesign *design, HwHandle rack, HwHandle before)
{
  HwHandle last = 0;

  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack);
       device != 0 && device != before;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    last = device;
  return last;
}

/* In elevations each rack and then its devices from the top, on the floor racks and then what else
 * there is. */
static HwRef
next_thing (HwCanvas *self, HwRef from, int step)
{
  HwDesign *design = hw_canvas_design (self);
  HwHandle rack = hw_design_rack_of (design, from), other;

  if (from.handle != 0 && from.table == HW_TABLE_FEATURE)
    {
      if (step > 0)
        return HW_REF (HW_TABLE_FEATURE,
                       hw_design_next_child (design, HW_TABLE_FEATURE, from.handle));
      return HW_REF (HW_TABLE_RACK, first_rack (self, TRUE));
    }
  if (rack == 0)
    return HW_REF (HW_TABLE_RACK, first_rack (self, step < 0));

  if (self->view == HW_VIEW_RACKS)
    {
      if (step > 0)
        other = from.table == HW_TABLE_RACK
                    ? hw_design_first_child (design, HW_TABLE_DEVICE, rack)
                    : hw_design_next_child (design, HW_TABLE_DEVICE, from.handle);
      else if (from.table == HW_TABLE_DEVICE)
        {
          other = last_device (design, rack, from.handle);
          if (other == 0)
            return HW_REF (HW_TABLE_RACK, rack);
        }
      else
        {
          rack = next_rack (self, rack, step);
          if (rack == 0)
            return HW_REF (HW_TABLE_RACK, 0);
          other = last_device (design, rack, 0);
          return other != 0 ? HW_REF (HW_TABLE_DEVICE, other) : HW_REF (HW_TABLE_RACK, rack);
        }
      if (other != 0)
        return HW_REF (HW_TABLE_DEVICE, other);
    }
  rack = next_rack (self, rack, step);
  if (rack == 0 && step > 0 && self->view == HW_VIEW_HALL)
    return HW_REF (HW_TABLE_FEATURE, hw_design_first_child (design, HW_TABLE_FEATURE, self->hall));
  return HW_REF (HW_TABLE_RACK, rack);
}

/* @extend: what was selected stays so */
static gboolean
go_to_next (HwCanvas *self, int step, gboolean extend)
{
  graphene_rect_t rect;
  HwRef next;

  if (self->document == NULL || self->hall == 0)
    return FALSE;
  if (self->carry != NULL || self->feature_by_key)
    return TRUE;
  next = next_thing (self, hw_selection_get_primary (self->selection), step);
  /* Beyond the last one the focus goes on to the next part of the window. */
  if (next.handle == 0)
    return FALSE;
  if (extend)
    hw_selection_add (self->selection, &next, 1);
  else
    hw_selection_select_one (self->selection, next);
  if (hw_canvas_get_rect (self, next, &rect))
    reveal (self, &rect);
  return TRUE;
}

static void
show_menu_at_selection (HwCanvas *self)
{
  HwRef ref = hw_selection_get_primary (self->selection);
  graphene_rect_t rect;

  if (ref.handle != 0 && hw_canvas_get_rect (self, ref, &rect))
    hw_canvas_show_menu (
        self, ref, rect.origin.x + rect.size.width / 2, rect.origin.y + rect.size.height / 2);
  else
    hw_canvas_show_menu (self,
                         HW_REF (HW_TABLE_HALL, self->hall),
                         hw_canvas_viewport (self)->width / 2,
                         hw_canvas_viewport (self)->height / 2);
}

static gboolean
key_pressed_cb (
    GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, HwCanvas *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab)
    return go_to_next (
        self, key == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0 ? -1 : 1, FALSE);
  if (key == GDK_KEY_Page_Down || key == GDK_KEY_Page_Up)
    {
      go_to_next (self, key == GDK_KEY_Page_Down ? 1 : -1, (state & GDK_SHIFT_MASK) != 0);
      return TRUE;
    }
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    {
      if (self->document != NULL && self->hall != 0)
        show_menu_at_selection (self);
      return TRUE;
    }
  return FALSE;
}

/* Keys that mean the canvas only while it has the focus; the window has those that always act. */
void
hw_canvas_class_add_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_Delete, 0, "win.delete" },
    { GDK_KEY_KP_Delete, 0, "win.delete" },
    { GDK_KEY_BackSpace, 0, "win.delete" },
    { GDK_KEY_x, GDK_CONTROL_MASK, "win.cut" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "win.copy" },
    { GDK_KEY_v, GDK_CONTROL_MASK, "win.paste" },
    { GDK_KEY_d, GDK_CONTROL_MASK, "win.duplicate" },
    { GDK_KEY_d, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.duplicate-many" },
    { GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.duplicate-grid" },
    { GDK_KEY_g, GDK_CONTROL_MASK, "win.make-group" },
    { GDK_KEY_u, GDK_CONTROL_MASK, "win.ungroup" },
    { GDK_KEY_l, GDK_CONTROL_MASK, "win.lock" },
    { GDK_KEY_l, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.unlock" },
    { GDK_KEY_F2, 0, "win.rename" },
    { GDK_KEY_Return, 0, "win.pick-up" },
    { GDK_KEY_KP_Enter, 0, "win.pick-up" },
    { GDK_KEY_a, GDK_CONTROL_MASK, "win.select-all" },
    { GDK_KEY_a, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.select-none" },
    { GDK_KEY_r, GDK_CONTROL_MASK, "win.select-row" },
    { GDK_KEY_f, 0, "win.zoom-fit" },
    { GDK_KEY_plus, 0, "win.zoom-in" },
    { GDK_KEY_equal, 0, "win.zoom-in" },
    { GDK_KEY_KP_Add, 0, "win.zoom-in" },
    { GDK_KEY_minus, 0, "win.zoom-out" },
    { GDK_KEY_KP_Subtract, 0, "win.zoom-out" },
    { GDK_KEY_z, 0, "win.zoom-selection" },
    { GDK_KEY_r, 0, "win.rotate" },
    { GDK_KEY_m, 0, "win.measure" },
  };
  static const struct
  {
    guint key;
    int dx, dy;
  } arrows[] = {
    { GDK_KEY_Left, -1, 0 },
    { GDK_KEY_Right, 1, 0 },
    { GDK_KEY_Up, 0, 1 },
    { GDK_KEY_Down, 0, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (
        klass, keys[i].key, keys[i].modifiers, keys[i].action, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      gtk_widget_class_add_binding_action (
          klass, arrows[i].key, 0, "win.nudge", "(iib)", arrows[i].dx, arrows[i].dy, FALSE);
      gtk_widget_class_add_binding_action (klass,
                                           arrows[i].key,
                                           GDK_SHIFT_MASK,
                                           "win.nudge",
                                           "(iib)",
                                           arrows[i].dx,
                                           arrows[i].dy,
                                           TRUE);
    }
}

void
hw_canvas_attach_keys (HwCanvas *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
