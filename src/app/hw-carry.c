/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-carry-private.h"

#include <glib/gi18n.h>

#include "hw-operations.h"
#include "hw-product-facts.h"

static HwCarry *
carry_new (HwDocument *document)
{
  HwCarry *self = g_new0 (HwCarry, 1);

  self->document = g_object_ref (document);
  self->design = hw_document_get_design (document);
  self->results = hw_document_get_results (document);
  self->handles = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  self->features = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  self->trays = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  hw_results_snapshot (self->results, &self->before);
  return self;
}

HwCarry *
hw_carry_new_product (HwDocument *document, HwCatalogue *from, const HwProduct *product)
{
  HwCarry *self = carry_new (document);

  self->from = g_object_ref (from);
  self->product = product;
  self->grabbed = HW_REF (HW_TABLE_DEVICE, 0);
  return self;
}

static int
compare_handles (gconstpointer a, gconstpointer b)
{
  HwHandle left = *(const HwHandle *)a;
  HwHandle right = *(const HwHandle *)b;

  return (left > right) - (left < right);
}

HwCarry *
hw_carry_new_objects (HwDocument *document, const HwRef *refs, guint n, HwRef grabbed)
{
  HwCarry *self = carry_new (document);

  self->grabbed = grabbed;
  for (guint i = 0; i < n; i++)
    if (refs[i].table == grabbed.table)
      g_array_append_val (self->handles, refs[i].handle);
    else if (refs[i].table == HW_TABLE_FEATURE && grabbed.table == HW_TABLE_RACK)
      g_array_append_val (self->features, refs[i].handle);
    else if (refs[i].table == HW_TABLE_TRAY && grabbed.table == HW_TABLE_RACK)
      g_array_append_val (self->trays, refs[i].handle);
  g_array_sort (self->handles, compare_handles);

  if (grabbed.table == HW_TABLE_RACK)
    {
      self->product = hw_design_rack_product (self->design, grabbed.handle);
      self->own_rotation = hw_design_get_rack (self->design, grabbed.handle)->rotation;
    }
  else
    self->product = hw_design_device_product (self->design, grabbed.handle);
  return self;
}

static void
clear_consequences (HwCarry *self)
{
  g_clear_pointer (&self->heading, g_free);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->brief, g_free);
  g_clear_pointer (&self->consequences, g_array_unref);
  self->fits = FALSE;
  self->warns = FALSE;
  self->previewed = 0;
  self->previewed_rack = 0;
  if (hw_design_in_preview (self->design))
    hw_design_preview_end (self->design);
}

void
hw_carry_free (HwCarry *self)
{
  if (self == NULL)
    return;
  clear_consequences (self);
  g_array_unref (self->handles);
  g_array_unref (self->features);
  g_array_unref (self->trays);
  g_clear_object (&self->from);
  g_clear_object (&self->document);
  g_free (self);
}

gboolean
hw_carry_is_floor (const HwCarry *self)
{
  if (self->grabbed.handle != 0)
    return self->grabbed.table == HW_TABLE_RACK;
  return hw_product_goes_on_floor (self->product);
}

const HwProduct *
hw_carry_get_product (const HwCarry *self)
{
  return self->product;
}

int
hw_carry_get_half_units (const HwCarry *self)
{
  return self->product->half_units;
}

HwRef
hw_carry_get_grabbed (const HwCarry *self)
{
  return self->grabbed;
}

const GArray *
hw_carry_get_moved (const HwCarry *self)
{
  return self->grabbed.handle != 0 && self->grabbed.table == HW_TABLE_DEVICE ? self->handles : NULL;
}

HwHandle
hw_carry_get_previewed (const HwCarry *self)
{
  return self->previewed;
}

void
hw_carry_set_exact (HwCarry *self)
{
  self->exact = TRUE;
}

/* --- the operation --- */

static gboolean
move_racks (HwCarry *self, GError **error)
{
  const HwRack *grabbed = hw_design_get_rack (self->design, self->grabbed.handle);

  if (self->handles->len == 1 && self->features->len + self->trays->len == 0)
    return hw_operation_move_rack (self->design,
                                   self->grabbed.handle,
                                   self->hall,
                                   self->row != 0 ? self->row : grabbed->row,
                                   self->x,
                                   self->y,
                                   self->rotation,
                                   error);
  return hw_operation_shift_floor (self->design,
                                   self->handles,
                                   self->features,
                                   self->trays,
                                   self->x - grabbed->x_mm,
                                   self->y - grabbed->y_mm,
                                   error);
}

/* A rack that has no neighbour begins the first row of its hall that is still empty. */
static HwHandle
row_to_join (HwCarry *self)
{
  if (self->row != 0)
    return self->row;
  for (HwHandle row = hw_design_first_child (self->design, HW_TABLE_ROW, self->hall); row != 0;
       row = hw_design_next_child (self->design, HW_TABLE_ROW, row))
    if (hw_design_first_of_row (self->design, row) == 0)
      return row;
  return 0;
}

/* Inside an open transaction or preview. */
static gboolean
apply (HwCarry *self, HwRef *result, GError **error)
{
  *result = self->grabbed;
  if (self->grabbed.handle != 0)
    {
      if (self->place == HW_CARRY_FLOOR)
        return move_racks (self, error);
      return hw_operation_move_devices (
          self->design, self->handles, self->grabbed.handle, self->rack, &self->slot, error);
    }

  if (self->place == HW_CARRY_SLOT)
    *result = HW_REF (
        HW_TABLE_DEVICE,
        hw_operation_add_device (
            self->design, self->rack, self->from, self->product, NULL, &self->slot, error));
  else
    *result = HW_REF (HW_TABLE_RACK,
                      hw_operation_add_rack (self->design,
                                             self->hall,
                                             row_to_join (self),
                                             self->from,
                                             self->product,
                                             NULL,
                                             self->x,
                                             self->y,
                                             self->rotation,
                                             error));
  return result->handle != 0;
}

/* --- what would come of it --- */

static char *
dup_heading (HwCarry *self)
{
  const char *rack;

  if (self->place == HW_CARRY_FLOOR)
    return g_strdup_printf (
        _ ("%s at %.2f, %.2f m"), self->product->name, self->x / 1000.0, self->y / 1000.0);

  rack = hw_design_name (self->design, HW_REF (HW_TABLE_RACK, self->rack));
  if (self->slot.channel != HW_CHANNEL_NONE || self->product->half_units <= 0)
    return g_strdup_printf (_ ("%s, beside the units"), rack);
  if (self->product->half_units <= 2)
    return g_strdup_printf (_ ("%s at U%g"), rack, self->slot.position / 2.0 + 1);
  return g_strdup_printf (_ ("%s at U%g–U%g"),
                          rack,
                          self->slot.position / 2.0 + 1,
                          (self->slot.position + self->product->half_units) / 2.0);
}

static void
refuse (HwCarry *self, const HwFit *fit)
{
  self->fits = FALSE;
  self->full = fit->obstacle == HW_OBSTACLE_OCCUPIED || fit->obstacle == HW_OBSTACLE_RESERVED;
  self->reason = hw_fit_message (self->design, fit);
  self->brief = hw_fit_brief (self->design, fit);
}

/* Tries the place in a preview and asks what it changes. */
static void
try_place (HwCarry *self)
{
  g_autoptr (GError) error = NULL;
  HwRef result;

  hw_design_preview_begin (self->design);
  self->fits = apply (self, &result, &error);
  if (!self->fits)
    {
      hw_design_preview_end (self->design);
      self->reason = g_strdup (error->message);
      return;
    }
  if (result.table == HW_TABLE_DEVICE)
    self->previewed = result.handle;
  else if (self->grabbed.handle == 0)
    self->previewed_rack = result.handle;
  hw_design_preview_show (self->design);
  self->consequences
      = hw_results_consequences (self->results,
                                 &self->before,
                                 self->place == HW_CARRY_SLOT ? self->rack : self->previewed_rack);
  for (guint i = 0; i < self->consequences->len; i++)
    {
      const HwConsequence *line = &g_array_index (self->consequences, HwConsequence, i);

      if (line->severity <= HW_SEVERITY_WARNING)
        self->warns = TRUE;
    }
}

/* --- where --- */

/* Vertical PDUs and manifolds take the first free channel, on the wanted side first. */
static gboolean
find_channel (HwCarry *self, HwFit *fit)
{
  static const guint8 channels[] = {
    HW_CHANNEL_LEFT_REAR, HW_CHANNEL_RIGHT_REAR, HW_CHANNEL_LEFT_FRONT, HW_CHANNEL_RIGHT_FRONT
  };
  HwFit first = { 0 };
  HwHandle install, removal;

  hw_placement_phases (self->design, self->rack, self->grabbed, &install, &removal);
  self->slot.position = 0;
  for (guint i = 0; i <= G_N_ELEMENTS (channels); i++)
    {
      if (i == 0)
        {
          if (self->wanted.channel == HW_CHANNEL_NONE)
            continue;
          self->slot.channel = self->wanted.channel;
        }
      else
        self->slot.channel = channels[i - 1];
      if (hw_placement_device (self->design,
                               self->rack,
                               self->product,
                               &self->slot,
                               self->grabbed.handle,
                               install,
                               removal,
                               fit))
        return TRUE;
      if (first.obstacle == HW_OBSTACLE_NONE)
        first = *fit;
    }
  *fit = first;
  return FALSE;
}

static void
enter_slot (HwCarry *self, int reach)
{
  HwFit fit = { 0 };
  gboolean found;

  self->slot = self->wanted;
  /* A door has one place wherever in the rack it is let go. */
  if (self->product->mounting == HW_MOUNTING_DOOR)
    self->slot = (HwSlot){ 0, HW_FACE_REAR, HW_CHANNEL_REAR_DOOR, 0 };
  if (self->product->mounting == HW_MOUNTING_SIDE)
    found = find_channel (self, &fit);
  else if (self->handles->len > 1)
    found = TRUE; /* The move itself finds out; the others go by the same way. */
  else
    found = hw_placement_nearest (self->design,
                                  self->rack,
                                  self->product,
                                  &self->slot,
                                  self->grabbed.table == HW_TABLE_DEVICE ? self->grabbed.handle : 0,
                                  reach,
                                  &fit);
  if (found)
    try_place (self);
  else
    refuse (self, &fit);
  self->heading = dup_heading (self);
}

gboolean
hw_carry_to_slot (HwCarry *self, HwHandle rack, const HwSlot *wanted)
{
  int height = self->product->half_units;

  if (self->place == HW_CARRY_SLOT && self->rack == rack
      && self->wanted.position == wanted->position && self->wanted.face == wanted->face
      && self->wanted.channel == wanted->channel && self->wanted.height_mm == wanted->height_mm)
    return FALSE;

  clear_consequences (self);
  self->place = HW_CARRY_SLOT;
  self->rack = rack;
  self->wanted = *wanted;
  /* Snaps within half its height, at least three units and at most eight. */
  enter_slot (self, CLAMP (height / 2 + 4, 6, 16));
  return TRUE;
}

gboolean
hw_carry_to_rack (HwCarry *self, HwHandle rack)
{
  const HwProduct *product = hw_design_rack_product (self->design, rack);
  HwSlot lowest = { 0 };

  if (self->place == HW_CARRY_SLOT && self->rack == rack && self->wanted.position == 0)
    return FALSE;
  clear_consequences (self);
  self->place = HW_CARRY_SLOT;
  self->rack = rack;
  self->wanted = lowest;
  enter_slot (self, product->half_units);
  if (!self->fits && self->full)
    {
      g_free (self->reason);
      self->reason = g_strdup_printf (_ ("%s has no free place for %s."),
                                      hw_design_name (self->design, HW_REF (HW_TABLE_RACK, rack)),
                                      self->product->name);
    }
  return TRUE;
}

static void
enter_floor (HwCarry *self)
{
  const GArray *ignore = self->grabbed.handle != 0 ? self->handles : NULL;
  const HwProduct *shape = hw_floor_frame (self->from, self->product);
  HwFit fit = { 0 };
  HwHandle install, removal;

  hw_placement_phases (self->design, 0, self->grabbed, &install, &removal);
  self->x = self->wanted_x;
  self->y = self->wanted_y;
  self->rotation = self->own_rotation;
  self->row = 0;
  if (!self->exact)
    hw_placement_snap_rack (
        self->design, self->hall, shape, ignore, &self->x, &self->y, &self->rotation, &self->row);
  /* With features, the move itself finds out: they are not in the way where they stood. */
  if (self->features->len > 0
      || hw_placement_rack (self->design,
                            self->hall,
                            shape,
                            self->x,
                            self->y,
                            self->rotation,
                            ignore,
                            install,
                            removal,
                            &fit))
    try_place (self);
  else
    refuse (self, &fit);
  self->heading = dup_heading (self);
}

gboolean
hw_carry_to_floor (HwCarry *self, HwHandle hall, gint32 x_mm, gint32 y_mm)
{
  if (self->place == HW_CARRY_FLOOR && self->hall == hall && self->wanted_x == x_mm
      && self->wanted_y == y_mm)
    return FALSE;
  clear_consequences (self);
  self->place = HW_CARRY_FLOOR;
  self->hall = hall;
  self->wanted_x = x_mm;
  self->wanted_y = y_mm;
  enter_floor (self);
  return TRUE;
}

gboolean
hw_carry_to_free_floor (HwCarry *self, HwHandle hall, HwHandle beside)
{
  const HwHall *room = hw_design_get_hall (self->design, hall);
  gint32 step = MAX (room->tile_mm, 100);

  clear_consequences (self);
  if (beside != 0)
    {
      HwArea area = hw_rack_area (self->design, beside);

      /* Along the row first: to the right, then to the left. */
      for (gint32 x = area.x + area.width; x < room->width_mm; x += step / 2)
        if (hw_carry_to_floor (self, hall, x, area.y) && self->fits)
          return TRUE;
      for (gint32 x = area.x - step; x >= 0; x -= step / 2)
        if (hw_carry_to_floor (self, hall, x, area.y) && self->fits)
          return TRUE;
    }
  for (gint32 y = 2 * step; y < room->depth_mm; y += step)
    for (gint32 x = 2 * step; x < room->width_mm - step; x += step)
      if (hw_carry_to_floor (self, hall, x, y) && self->fits)
        return TRUE;
  return self->fits;
}

gboolean
hw_carry_nowhere (HwCarry *self)
{
  if (self->place == HW_CARRY_NOWHERE)
    return FALSE;
  clear_consequences (self);
  self->place = HW_CARRY_NOWHERE;
  return TRUE;
}

/* --- answers --- */

gboolean
hw_carry_is_somewhere (const HwCarry *self)
{
  return self->place != HW_CARRY_NOWHERE;
}

gboolean
hw_carry_fits (const HwCarry *self)
{
  return self->place != HW_CARRY_NOWHERE && self->fits;
}

gboolean
hw_carry_warns (const HwCarry *self)
{
  return self->warns;
}

const char *
hw_carry_get_heading (const HwCarry *self)
{
  return self->heading;
}

const char *
hw_carry_get_reason (const HwCarry *self)
{
  return self->reason;
}

const GArray *
hw_carry_get_consequences (const HwCarry *self)
{
  return self->consequences;
}

static char *
dup_label (HwCarry *self)
{
  if (self->grabbed.handle == 0)
    return g_strdup_printf (_ ("Add %s"), self->product->name);
  if (self->features->len + self->trays->len > 0)
    {
      guint n = self->handles->len + self->features->len + self->trays->len;

      return g_strdup_printf (g_dngettext (NULL, "Move %u object", "Move %u objects", n), n);
    }
  if (self->handles->len > 1)
    return g_strdup_printf (
        self->grabbed.table == HW_TABLE_RACK
            ? g_dngettext (NULL, "Move %u rack", "Move %u racks", self->handles->len)
            : g_dngettext (NULL, "Move %u device", "Move %u devices", self->handles->len),
        self->handles->len);
  return g_strdup_printf (_ ("Move %s"), hw_design_name (self->design, self->grabbed));
}

gboolean
hw_carry_drop (HwCarry *self, char **label, HwRef *result, GError **error)
{
  g_autofree char *text = NULL;

  if (self->place == HW_CARRY_NOWHERE)
    {
      g_set_error_literal (
          error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED, _ ("There is nothing to drop it on here."));
      return FALSE;
    }
  if (!self->fits)
    {
      g_set_error_literal (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED, self->reason);
      return FALSE;
    }
  if (hw_design_in_preview (self->design))
    hw_design_preview_end (self->design);

  text = dup_label (self);
  hw_design_begin (self->design, text);
  if (!apply (self, result, error))
    {
      hw_design_rollback (self->design);
      return FALSE;
    }
  hw_design_commit (self->design);
  self->place = HW_CARRY_NOWHERE;
  if (label != NULL)
    *label = g_steal_pointer (&text);
  return TRUE;
}
