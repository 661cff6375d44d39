/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"
#include "hw-operations-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-edit.h"

/* A name of a device of that product in the rack, with the greatest number at its end. */
static const char *
last_name_alike (HwDesign *design, HwHandle rack, guint32 product)
{
  const char *last = "";
  guint64 greatest = 0;

  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    {
      const HwDevice *row = hw_design_get_device (design, device);
      const char *name = hw_design_text (design, row->object.name);
      const char *digits = name + strlen (name);
      guint64 number;
      if (row->product != product || *name == '\0')
        continue;
      while (digits > name && g_ascii_isdigit (digits[-1]))
        digits--;
      number = g_ascii_strtoull (digits, NULL, 10);
      if (*last == '\0' || number > greatest)
        {
          last = name;
          greatest = number;
        }
    }
  return last;
}

static char *
new_device_name (HwDesign *design, HwHandle rack, const HwProduct *product)
{
  const char *like = last_name_alike (design, rack, product->number);
  HwHandle row = hw_design_get_rack (design, rack)->row;
  g_autofree char *first = NULL;

  /* An empty rack goes on where its row left off. */
  for (HwHandle other = hw_design_first_of_row (design, row); *like == '\0' && other != 0;
       other = hw_design_next_of_row (design, other))
    like = last_name_alike (design, other, product->number);
  if (*like != '\0')
    return hw_operation_next_name (design, like);
  first = g_strdup_printf ("%s-00", product->id);
  return hw_operation_next_name (design, first);
}

HwHandle
hw_operation_add_device (HwDesign *design,
                         HwHandle rack,
                         HwCatalogue *from,
                         const HwProduct *product,
                         const char *name,
                         const HwSlot *slot,
                         GError **error)
{
  g_autofree char *own_name = NULL;
  HwHandle install = hw_design_get_new_phase (design, rack);
  HwDevice device = { 0 };
  HwHandle handle;
  HwFit fit;

  if (!hw_placement_device (design, rack, product, slot, 0, install, 0, &fit))
    {
      hw_operation_refuse (design, &fit, error);
      return 0;
    }
  if (!hw_operation_check_unlocked (design, HW_REF (HW_TABLE_RACK, rack), error))
    return 0;
  product = hw_catalogue_adopt (hw_design_get_catalogue (design), from, product->id, error);
  if (product == NULL)
    return 0;
  if (name == NULL)
    name = own_name = new_device_name (design, rack, product);
  hw_row_init (HW_TABLE_DEVICE, &device);
  device.object.parent = rack;
  device.object.name = hw_design_intern (design, name);
  device.object.install = (guint16)install;
  device.product = product->number;
  device.face = slot->face;
  device.channel = slot->channel;
  if (slot->channel == HW_CHANNEL_NONE)
    device.position = slot->position;
  else
    device.height_mm = slot->height_mm;
  handle = hw_edit_insert (design, HW_TABLE_DEVICE, &device);
  /* A door wants coolant, as a liquid-cooled rack does where it is set down. */
  if (slot->channel == HW_CHANNEL_REAR_DOOR && hw_design_get_rack (design, rack)->loop == 0)
    hw_operation_join_near_loop (design, rack);
  return handle;
}

gboolean
hw_operation_move_device (
    HwDesign *design, HwHandle device, HwHandle rack, const HwSlot *slot, GError **error)
{
  HwDevice moved = *hw_design_get_device (design, device);
  HwFit fit;

  if (!hw_operation_check_unlocked (design, HW_REF (HW_TABLE_DEVICE, device), error)
      || !hw_operation_check_unlocked (design, HW_REF (HW_TABLE_RACK, rack), error))
    return FALSE;
  if (!hw_placement_device (design,
                            rack,
                            hw_design_device_product (design, device),
                            slot,
                            device,
                            moved.object.install,
                            moved.object.removal,
                            &fit))
    return hw_operation_refuse (design, &fit, error);
  moved.object.parent = rack;
  moved.face = slot->face;
  moved.channel = slot->channel;
  moved.position = slot->channel == HW_CHANNEL_NONE ? slot->position : -1;
  moved.height_mm = slot->channel == HW_CHANNEL_NONE ? 0 : slot->height_mm;
  hw_edit_set (design, HW_TABLE_DEVICE, device, &moved);
  return TRUE;
}

/* The nearest rack of a row that stands farther from its start than @from; 0: none. */
static HwHandle
next_in_row (HwDesign *design, HwHandle from)
{
  const HwRack *rack = hw_design_get_rack (design, from);
  HwHandle next = 0;
  gint32 nearest = G_MAXINT32;

  if (rack->row == 0)
    return 0;
  for (HwHandle other = hw_design_first_of_row (design, rack->row); other != 0;
       other = hw_design_next_of_row (design, other))
    {
      const HwRack *there = hw_design_get_rack (design, other);
      gint32 way = there->x_mm - rack->x_mm + there->y_mm - rack->y_mm;

      if (way > 0 && way < nearest)
        {
          nearest = way;
          next = other;
        }
    }
  return next;
}

/* In the same units of the next racks of the row, else in their lowest that are free.
 * Returns: the rack; 0: none has room */
static HwHandle
find_along_row (HwDesign *design, const HwDevice *copy, const HwProduct *product, HwSlot *slot)
{
  for (HwHandle rack = next_in_row (design, copy->object.parent); rack != 0;
       rack = next_in_row (design, rack))
    {
      guint half_units = hw_design_rack_product (design, rack)->half_units;

      if (!hw_operation_check_unlocked (design, HW_REF (HW_TABLE_RACK, rack), NULL))
        continue;
      for (int at = -2; at < (int)half_units; at += 2)
        {
          HwFit fit;

          slot->position = at < 0 ? copy->position : (gint16)at;
          if (hw_placement_device (
                  design, rack, product, slot, 0, copy->object.install, copy->object.removal, &fit))
            return rack;
        }
    }
  return 0;
}

HwHandle
hw_operation_duplicate_device (HwDesign *design, HwHandle device, GError **error)
{
  HwDevice copy = *hw_design_get_device (design, device);
  HwHandle rack = copy.object.parent;
  HwHandle handle;
  const HwProduct *product = hw_design_device_product (design, device);
  const HwProduct *frame = hw_design_rack_product (design, rack);
  HwSlot slot = { copy.position, copy.face, copy.channel, copy.height_mm };
  HwFit fit, first = { HW_OBSTACLE_NONE };
  gboolean found = FALSE;
  g_autofree char *name = NULL;

  if (!hw_operation_check_unlocked (design, HW_REF (HW_TABLE_RACK, rack), error))
    return 0;
  if (copy.channel != HW_CHANNEL_NONE)
    {
      slot.height_mm = (gint16)(copy.height_mm + product->height_mm);
      found = hw_placement_device (
          design, rack, product, &slot, 0, copy.object.install, copy.object.removal, &first);
    }
  /* Upwards to the top, then downwards, in whole units from where it stands. */
  for (int sign = 1; copy.channel == HW_CHANNEL_NONE && !found && sign >= -1; sign -= 2)
    for (int at = copy.position + sign * product->half_units;
         !found && at >= 0 && at < frame->half_units;
         at += sign * 2)
      {
        slot.position = (gint16)at;
        found = hw_placement_device (
            design, rack, product, &slot, 0, copy.object.install, copy.object.removal, &fit);
        if (!found && first.obstacle == HW_OBSTACLE_NONE)
          first = fit;
      }
  if (!found && copy.channel == HW_CHANNEL_NONE)
    {
      HwHandle next = find_along_row (design, &copy, product, &slot);

      found = next != 0;
      if (found)
        copy.object.parent = next;
    }
  if (!found)
    {
      if (first.obstacle == HW_OBSTACLE_NONE)
        first = (HwFit){ HW_OBSTACLE_OUTSIDE_RACK,
                         HW_REF (HW_TABLE_RACK, rack),
                         copy.position + 2 * product->half_units,
                         frame->half_units };
      hw_operation_refuse (design, &first, error);
      return 0;
    }
  name = hw_operation_next_name (design, hw_design_name (design, HW_REF (HW_TABLE_DEVICE, device)));
  copy.object.id = 0;
  copy.object.name = hw_design_intern (design, name);
  if (copy.channel == HW_CHANNEL_NONE)
    copy.position = slot.position;
  else
    copy.height_mm = slot.height_mm;
  handle = hw_edit_insert (design, HW_TABLE_DEVICE, &copy);
  hw_operation_copy_members (design, device, handle);
  return handle;
}
