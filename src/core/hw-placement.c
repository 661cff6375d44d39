/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-placement.h"

static gboolean
refuse (HwFit *fit, HwObstacle obstacle, HwRef blocker, gint32 need, gint32 have)
{
  fit->obstacle = obstacle;
  fit->blocker = blocker;
  fit->need = need;
  fit->have = have;
  return FALSE;
}

static gint32
phase_rank (HwDesign *design, HwHandle phase, gint32 none)
{
  return phase == 0 ? none
                    : ((const HwPhase *)hw_design_row (design, HW_TABLE_PHASE, phase))->order;
}

gboolean
hw_placement_coexist (HwDesign *design,
                      HwHandle install_a,
                      HwHandle removal_a,
                      HwHandle install_b,
                      HwHandle removal_b)
{
  /* A thing stands from its install phase up to, but not in, its removal phase. */
  if ((install_a | removal_a | install_b | removal_b) == 0)
    return TRUE;
  return phase_rank (design, install_a, G_MININT32) < phase_rank (design, removal_b, G_MAXINT32)
         && phase_rank (design, install_b, G_MININT32) < phase_rank (design, removal_a, G_MAXINT32);
}

gboolean
hw_placement_never_stands (HwDesign *design, HwHandle install, HwHandle removal)
{
  return install != 0 && removal != 0
         && phase_rank (design, install, 0) >= phase_rank (design, removal, 0);
}

static gboolean
mounting_matches (const HwProduct *rack, const HwProduct *device)
{
  switch (device->mounting)
    {
    case HW_MOUNTING_EIA:
      return rack->mounting == HW_MOUNTING_EIA || rack->mounting == HW_MOUNTING_MGX;
    case HW_MOUNTING_MGX:
    case HW_MOUNTING_OCP:
      return rack->mounting == device->mounting;
    case HW_MOUNTING_SIDE:
    case HW_MOUNTING_DOOR:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
channel_matches (const HwProduct *device, HwChannel channel)
{
  switch (device->mounting)
    {
    case HW_MOUNTING_SIDE:
      return channel != HW_CHANNEL_NONE && channel != HW_CHANNEL_REAR_DOOR;
    case HW_MOUNTING_DOOR:
      return channel == HW_CHANNEL_REAR_DOOR;
    default:
      return channel == HW_CHANNEL_NONE;
    }
}

static gboolean
is_ignored (const GArray *ignore, HwHandle handle)
{
  guint low = 0, high = ignore != NULL ? ignore->len : 0;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      HwHandle here = g_array_index (ignore, HwHandle, middle);
      if (here == handle)
        return TRUE;
      if (here < handle)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

static inline gboolean
spans_meet (gint32 a, gint32 length_a, gint32 b, gint32 length_b)
{
  return a < b + length_b && b < a + length_a;
}

static gboolean
check_channel (HwDesign *design,
               HwHandle rack,
               const HwProduct *product,
               const HwSlot *slot,
               const GArray *ignore,
               HwHandle install,
               HwHandle removal,
               HwFit *fit)
{
  const HwProduct *frame = hw_design_rack_product (design, rack);
  gboolean is_door = slot->channel == HW_CHANNEL_REAR_DOOR;

  /* Doors of no stated size are made to fit. */
  if (product->height_mm == 0 && !is_door)
    return refuse (fit, HW_OBSTACLE_UNKNOWN_SIZE, HW_REF (HW_TABLE_RACK, 0), 0, 0);
  if (slot->height_mm < 0
      || (frame->height_mm > 0 && slot->height_mm + product->height_mm > frame->height_mm))
    return refuse (fit,
                   HW_OBSTACLE_OUTSIDE_RACK,
                   HW_REF (HW_TABLE_RACK, rack),
                   slot->height_mm + product->height_mm,
                   frame->height_mm);
  for (HwHandle other = hw_design_first_child (design, HW_TABLE_DEVICE, rack); other != 0;
       other = hw_design_next_child (design, HW_TABLE_DEVICE, other))
    {
      const HwDevice *row = hw_design_get_device (design, other);
      if (row->channel == slot->channel && !is_ignored (ignore, other)
          && (is_door
              || spans_meet (slot->height_mm,
                             product->height_mm,
                             row->height_mm,
                             hw_design_device_product (design, other)->height_mm))
          && hw_placement_coexist (
              design, install, removal, row->object.install, row->object.removal))
        return refuse (fit, HW_OBSTACLE_OCCUPIED, HW_REF (HW_TABLE_DEVICE, other), 0, 0);
    }
  if (is_door)
    {
      const HwRack *row = hw_design_get_rack (design, rack);
      HwArea area = hw_rack_area (design, rack);
      GArray self = { (char *)&rack, 1 };

      return hw_placement_door (
          design, row->object.parent, product, &area, row->rotation, &self, install, removal, fit);
    }
  return TRUE;
}

static gboolean
check_units (HwDesign *design,
             HwHandle rack,
             const HwProduct *product,
             const HwSlot *slot,
             const GArray *ignore,
             HwHandle install,
             HwHandle removal,
             HwFit *fit)
{
  const HwProduct *frame = hw_design_rack_product (design, rack);

  if (product->half_units == 0)
    return refuse (fit, HW_OBSTACLE_UNKNOWN_SIZE, HW_REF (HW_TABLE_RACK, 0), 0, 0);
  if (slot->position < 0 || slot->position + product->half_units > frame->half_units)
    return refuse (fit,
                   HW_OBSTACLE_OUTSIDE_RACK,
                   HW_REF (HW_TABLE_RACK, rack),
                   slot->position < 0 ? slot->position : slot->position + product->half_units,
                   frame->half_units);
  if (product->depth_mm > frame->usable_depth_mm && frame->usable_depth_mm > 0)
    return refuse (fit,
                   HW_OBSTACLE_TOO_DEEP,
                   HW_REF (HW_TABLE_DEVICE, 0),
                   product->depth_mm,
                   frame->usable_depth_mm);
  for (HwHandle other = hw_design_first_child (design, HW_TABLE_DEVICE, rack); other != 0;
       other = hw_design_next_child (design, HW_TABLE_DEVICE, other))
    {
      const HwDevice *row = hw_design_get_device (design, other);
      const HwProduct *neighbour;

      if (row->channel != HW_CHANNEL_NONE)
        continue;
      neighbour = hw_catalogue_get (hw_design_get_catalogue (design), row->product);
      if (!spans_meet (slot->position, product->half_units, row->position, neighbour->half_units)
          || is_ignored (ignore, other)
          || !hw_placement_coexist (
              design, install, removal, row->object.install, row->object.removal))
        continue;
      if (row->face == slot->face)
        return refuse (fit, HW_OBSTACLE_OCCUPIED, HW_REF (HW_TABLE_DEVICE, other), 0, 0);
      /* Back to back: an unknown depth counts as the full depth. */
      if (product->depth_mm == 0 || neighbour->depth_mm == 0 || frame->usable_depth_mm == 0
          || product->depth_mm + neighbour->depth_mm > frame->usable_depth_mm)
        return refuse (fit,
                       HW_OBSTACLE_TOO_DEEP,
                       HW_REF (HW_TABLE_DEVICE, other),
                       product->depth_mm,
                       neighbour->depth_mm == 0 ? 0 : frame->usable_depth_mm - neighbour->depth_mm);
    }
  for (HwHandle other = hw_design_first_child (design, HW_TABLE_RESERVATION, rack); other != 0;
       other = hw_design_next_child (design, HW_TABLE_RESERVATION, other))
    {
      const HwReservation *row = hw_design_row (design, HW_TABLE_RESERVATION, other);
      if ((row->both || row->face == slot->face)
          && spans_meet (slot->position, product->half_units, row->position, row->half_units)
          && hw_placement_coexist (
              design, install, removal, row->object.install, row->object.removal))
        return refuse (fit, HW_OBSTACLE_RESERVED, HW_REF (HW_TABLE_RESERVATION, other), 0, 0);
    }
  return TRUE;
}

gboolean
hw_placement_device_among (HwDesign *design,
                           HwHandle rack,
                           const HwProduct *product,
                           const HwSlot *slot,
                           const GArray *ignore,
                           HwHandle install,
                           HwHandle removal,
                           HwFit *fit)
{
  const HwProduct *frame = hw_design_rack_product (design, rack);
  HwRef where = HW_REF (HW_TABLE_RACK, rack);

  *fit = (HwFit){ HW_OBSTACLE_NONE };
  if (!hw_product_is_device (product))
    return refuse (fit, HW_OBSTACLE_NOT_A_DEVICE, HW_REF (HW_TABLE_RACK, 0), 0, 0);
  if (frame->kind != HW_KIND_RACK)
    return refuse (fit, HW_OBSTACLE_NO_SLOTS, where, 0, 0);
  if (!mounting_matches (frame, product) || !channel_matches (product, slot->channel))
    return refuse (fit, HW_OBSTACLE_MOUNTING, where, product->mounting, frame->mounting);
  if (slot->channel != HW_CHANNEL_NONE)
    return check_channel (design, rack, product, slot, ignore, install, removal, fit);
  return check_units (design, rack, product, slot, ignore, install, removal, fit);
}

gboolean
hw_placement_device (HwDesign *design,
                     HwHandle rack,
                     const HwProduct *product,
                     const HwSlot *slot,
                     HwHandle ignore,
                     HwHandle install,
                     HwHandle removal,
                     HwFit *fit)
{
  GArray one = { (char *)&ignore, 1 };

  return hw_placement_device_among (
      design, rack, product, slot, ignore != 0 ? &one : NULL, install, removal, fit);
}

void
hw_placement_phases (
    HwDesign *design, HwHandle rack, HwRef moved, HwHandle *install, HwHandle *removal)
{
  const HwObject *object;

  *install = hw_design_get_new_phase (design, rack);
  *removal = 0;
  if (moved.handle == 0)
    return;
  object = hw_design_row (design, moved.table, moved.handle);
  *install = object->install;
  *removal = object->removal;
}

gboolean
hw_placement_nearest (HwDesign *design,
                      HwHandle rack,
                      const HwProduct *product,
                      HwSlot *slot,
                      HwHandle ignore,
                      int reach,
                      HwFit *fit)
{
  HwHandle install, removal;
  HwFit wanted;

  hw_placement_phases (design, rack, HW_REF (HW_TABLE_DEVICE, ignore), &install, &removal);
  if (hw_placement_device (design, rack, product, slot, ignore, install, removal, &wanted))
    {
      *fit = wanted;
      return TRUE;
    }
  for (int distance = 1; slot->channel == HW_CHANNEL_NONE && distance <= reach; distance++)
    for (int sign = -1; sign <= 1; sign += 2)
      {
        HwSlot candidate = *slot;
        candidate.position = (gint16)(slot->position + sign * distance);
        /* Whole units, unless the device itself is half a unit high. */
        if ((candidate.position & 1) != 0 && product->half_units != 1)
          continue;
        if (hw_placement_device (design, rack, product, &candidate, ignore, install, removal, fit))
          {
            *slot = candidate;
            return TRUE;
          }
      }
  *fit = wanted;
  return FALSE;
}
