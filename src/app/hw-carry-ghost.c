/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-carry-private.h"

/* How what is carried is shown where it would go. */

gboolean
hw_carry_get_device_ghost (const HwCarry *self, HwDeviceGhost *ghost)
{
  if (self->place != HW_CARRY_SLOT)
    return FALSE;
  *ghost = (HwDeviceGhost){
    .rack = self->rack,
    .slot = self->fits ? self->slot : self->wanted,
    .product = self->product,
    .fits = self->fits,
    .warns = self->warns,
    .label = self->fits ? self->product->name : self->brief,
  };
  return TRUE;
}

guint
hw_carry_n_device_ghosts (const HwCarry *self)
{
  if (self->place != HW_CARRY_SLOT)
    return 0;
  return self->grabbed.handle != 0 ? self->handles->len : 1;
}

void
hw_carry_get_group_ghost (const HwCarry *self, guint index, HwDeviceGhost *ghost)
{
  HwHandle handle;
  const HwDevice *grabbed, *other;

  hw_carry_get_device_ghost (self, ghost);
  if (self->grabbed.handle == 0 || self->handles->len < 2)
    return;
  handle = g_array_index (self->handles, HwHandle, index);
  if (handle == self->grabbed.handle)
    return;
  /* The others keep their distance from the grabbed one; the preview has moved both. */
  grabbed = hw_design_get_device (self->design, self->grabbed.handle);
  other = hw_design_get_device (self->design, handle);
  ghost->product = hw_design_device_product (self->design, handle);
  ghost->label = hw_design_name (self->design, HW_REF (HW_TABLE_DEVICE, handle));
  ghost->slot.face = other->face;
  ghost->slot.channel = other->channel;
  ghost->slot.height_mm = other->height_mm;
  if (other->channel == HW_CHANNEL_NONE)
    ghost->slot.position = (gint16)(ghost->slot.position + other->position - grabbed->position);
}

guint
hw_carry_n_feature_ghosts (const HwCarry *self)
{
  return self->place == HW_CARRY_FLOOR ? self->features->len + self->trays->len : 0;
}

void
hw_carry_get_feature_ghost (const HwCarry *self, guint index, HwArea *area)
{
  const HwRack *grabbed = hw_design_get_rack (self->design, self->grabbed.handle);

  if (index < self->features->len)
    {
      const HwFeature *row = hw_design_row (
          self->design, HW_TABLE_FEATURE, g_array_index (self->features, HwHandle, index));

      *area = (HwArea){ row->x_mm, row->y_mm, row->width_mm, row->depth_mm };
    }
  else
    *area = hw_tray_area (self->design,
                          g_array_index (self->trays, HwHandle, index - self->features->len));
  /* As racks of a group. */
  area->x += self->x - grabbed->x_mm;
  area->y += self->y - grabbed->y_mm;
}

guint
hw_carry_n_rack_ghosts (const HwCarry *self)
{
  if (self->place != HW_CARRY_FLOOR)
    return 0;
  return self->grabbed.handle != 0 ? self->handles->len : 1;
}

void
hw_carry_get_rack_ghost (const HwCarry *self, guint index, HwRackGhost *ghost)
{
  *ghost = (HwRackGhost){
    .x_mm = self->x,
    .y_mm = self->y,
    .rotation = self->rotation,
    .product = self->product,
    .fits = self->fits,
    .warns = self->warns,
    .label = self->fits ? self->product->name : self->brief,
  };
  /* The others of a group stand to the grabbed one as they did; the preview has moved both. */
  if (self->grabbed.handle != 0 && self->handles->len > 1)
    {
      HwHandle handle = g_array_index (self->handles, HwHandle, index);
      const HwRack *grabbed = hw_design_get_rack (self->design, self->grabbed.handle);
      const HwRack *other = hw_design_get_rack (self->design, handle);

      ghost->x_mm += other->x_mm - grabbed->x_mm;
      ghost->y_mm += other->y_mm - grabbed->y_mm;
      ghost->rotation = other->rotation;
      ghost->product = hw_design_rack_product (self->design, handle);
      ghost->label = hw_design_name (self->design, HW_REF (HW_TABLE_RACK, handle));
    }
}
