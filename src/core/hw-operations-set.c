/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"
#include "hw-operations-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-edit.h"

static gboolean
check_device (HwDesign *design, HwHandle handle, const HwDevice *row, GError **error)
{
  HwSlot slot = { row->position, row->face, row->channel, row->height_mm };
  HwFit fit;

  if (!hw_placement_device (design,
                            row->object.parent,
                            hw_catalogue_get (hw_design_get_catalogue (design), row->product),
                            &slot,
                            handle,
                            row->object.install,
                            row->object.removal,
                            &fit))
    return hw_operation_refuse (design, &fit, error);
  return TRUE;
}

static gboolean
check_rack (HwDesign *design, HwHandle handle, const HwRack *row, GError **error)
{
  GArray self = { (char *)&handle, 1 };
  HwFit fit;

  if (row->row != 0
      && ((const HwObject *)hw_design_row (design, HW_TABLE_ROW, row->row))->parent
             != row->object.parent)
    {
      g_set_error_literal (
          error,
          HW_CORE_ERROR,
          HW_CORE_ERROR_REFUSED,
          _ ("That row is in another hall; choose one of the hall where the rack stands."));
      return FALSE;
    }
  if (!hw_placement_rack (design,
                          row->object.parent,
                          hw_catalogue_get (hw_design_get_catalogue (design), row->product),
                          row->x_mm,
                          row->y_mm,
                          row->rotation,
                          &self,
                          row->object.install,
                          row->object.removal,
                          &fit))
    return hw_operation_refuse (design, &fit, error);
  return TRUE;
}

/* A reservation is for units that nothing stands in yet. */
static gboolean
check_reservation (HwDesign *design, const HwReservation *row, GError **error)
{
  const HwProduct *frame = hw_design_rack_product (design, row->object.parent);
  HwFit fit = { HW_OBSTACLE_OUTSIDE_RACK,
                HW_REF (HW_TABLE_RACK, row->object.parent),
                row->position + row->half_units,
                frame->half_units };

  if (row->position < 0 || row->position + row->half_units > frame->half_units)
    return hw_operation_refuse (design, &fit, error);
  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, row->object.parent);
       device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    {
      const HwDevice *other = hw_design_get_device (design, device);
      if (other->channel == HW_CHANNEL_NONE && (row->both || other->face == row->face)
          && other->position < row->position + row->half_units
          && row->position < other->position + hw_design_device_product (design, device)->half_units
          && hw_placement_coexist (design,
                                   row->object.install,
                                   row->object.removal,
                                   other->object.install,
                                   other->object.removal))
        {
          fit.obstacle = HW_OBSTACLE_OCCUPIED;
          fit.blocker = HW_REF (HW_TABLE_DEVICE, device);
          return hw_operation_refuse (design, &fit, error);
        }
    }
  return TRUE;
}

/* A hall keeps all that stands in it. */
static gboolean
check_hall (HwDesign *design, HwHandle handle, const HwHall *row, GError **error)
{
  HwArea floor = { 0, 0, row->width_mm, row->depth_mm };

  for (HwHandle rack = hw_design_first_child (design, HW_TABLE_RACK, handle); rack != 0;
       rack = hw_design_next_child (design, HW_TABLE_RACK, rack))
    {
      HwArea area = hw_rack_area (design, rack);
      if (hw_area_contains (&floor, &area))
        continue;
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_REFUSED,
                   _ ("%s would stand outside; move it first."),
                   hw_design_name (design, HW_REF (HW_TABLE_RACK, rack)));
      return FALSE;
    }
  for (HwHandle tray = hw_design_first_child (design, HW_TABLE_TRAY, handle); tray != 0;
       tray = hw_design_next_child (design, HW_TABLE_TRAY, tray))
    if (!hw_tray_is_inside (hw_design_row (design, HW_TABLE_TRAY, tray), row))
      {
        g_set_error (error,
                     HW_CORE_ERROR,
                     HW_CORE_ERROR_REFUSED,
                     _ ("%s would reach outside; move it first."),
                     hw_design_name (design, HW_REF (HW_TABLE_TRAY, tray)));
        return FALSE;
      }
  return TRUE;
}

/* A column or keep-out stays clear of racks. */
static gboolean
check_feature (HwDesign *design, const HwFeature *row, GError **error)
{
  HwArea area = { row->x_mm, row->y_mm, row->width_mm, row->depth_mm };
  const HwHall *hall = hw_design_get_hall (design, row->object.parent);
  HwArea floor = { 0, 0, hall->width_mm, hall->depth_mm };
  HwFit fit = { HW_OBSTACLE_OUTSIDE_HALL, HW_REF (HW_TABLE_HALL, row->object.parent), 0, 0 };
  g_autoptr (GArray) racks = NULL;

  if (!hw_area_contains (&floor, &area))
    return hw_operation_refuse (design, &fit, error);
  if (row->kind == HW_FEATURE_NOTE)
    return TRUE;
  racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  hw_design_racks_in (design, row->object.parent, area.x, area.y, area.width, area.depth, racks);
  for (guint i = 0; i < racks->len; i++)
    {
      HwHandle rack = g_array_index (racks, HwHandle, i);
      const HwObject *other = hw_design_row (design, HW_TABLE_RACK, rack);
      if (!hw_placement_coexist (
              design, row->object.install, row->object.removal, other->install, other->removal))
        continue;
      fit.obstacle = HW_OBSTACLE_ON_RACK;
      fit.blocker = HW_REF (HW_TABLE_RACK, rack);
      return hw_operation_refuse (design, &fit, error);
    }
  return TRUE;
}

gboolean
hw_operation_check_row (HwDesign *design, HwRef ref, const void *row, GError **error)
{
  switch (ref.table)
    {
    case HW_TABLE_DEVICE:
      return check_device (design, ref.handle, row, error);
    case HW_TABLE_RACK:
      return check_rack (design, ref.handle, row, error);
    case HW_TABLE_RESERVATION:
      return check_reservation (design, row, error);
    case HW_TABLE_HALL:
      return ref.handle == 0 || check_hall (design, ref.handle, row, error);
    case HW_TABLE_FEATURE:
      return check_feature (design, row, error);
    case HW_TABLE_TRAY:
      return hw_operation_check_tray (design, ref.handle, row, error);
    case HW_TABLE_CLIMATE:
      return hw_operation_check_climate (design, ref.handle, error);
    case HW_TABLE_CLIMATE_DAY:
      return hw_operation_check_climate_day (design, ref.handle, row, error);
    case HW_TABLE_MEMBER:
      return hw_operation_check_member (design, ref.handle, row, error);
    case HW_TABLE_OVERRIDE:
      return hw_operation_check_override (design, ref.handle, row, error);
    case HW_TABLE_SITE:
      return hw_operation_check_currency (design, ((const HwSite *)row)->currency, error);
    case HW_TABLE_PRICE:
      return hw_operation_check_price (design, ref.handle, row, error);
    case HW_TABLE_EXCHANGE_RATE:
      return hw_operation_check_exchange_rate (design, ref.handle, row, error);
    default:
      return TRUE;
    }
}

/* What is removed before it is installed would never stand. Files may say so, and are told by a
 * problem: nobody is to bring it about. */
static gboolean
check_phases (HwDesign *design, HwRef ref, const HwObject *row, GError **error)
{
  if (!hw_placement_never_stands (design, row->install, row->removal))
    return TRUE;
  g_set_error (
      error,
      HW_CORE_ERROR,
      HW_CORE_ERROR_REFUSED,
      _ ("%s would be removed in %s, no later than it is installed in %s, and never stand. "
         "Choose a later phase to remove it first, or an earlier one to install it."),
      hw_design_name (design, ref),
      hw_design_name (design, HW_REF (HW_TABLE_PHASE, row->removal)),
      hw_design_name (design, HW_REF (HW_TABLE_PHASE, row->install)));
  return FALSE;
}

gboolean
hw_operation_set (
    HwDesign *design, HwRef ref, const char *attribute, const char *text, GError **error)
{
  const HwTableClass *klass = hw_table_class (ref.table);
  const HwAttribute *description = hw_table_class_attribute (klass, attribute);
  g_autofree void *row = g_memdup2 (hw_design_row (design, ref.table, ref.handle), klass->row_size);
  g_autofree void *old = NULL;

  if (description == NULL || (description->flags & HW_ATTRIBUTE_READ_ONLY) != 0)
    {
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_NOT_FOUND,
                   _ ("A %s has no attribute “%s” that can be changed."),
                   klass->element,
                   attribute);
      return FALSE;
    }
  if (strcmp (attribute, "locked") != 0 && strcmp (attribute, "note") != 0
      && !hw_operation_check_unlocked (design, ref, error))
    return FALSE;
  if (text == NULL || *text == '\0')
    {
      /* Back to what a file that says nothing means. */
      g_autofree void *fresh = g_malloc0 (klass->row_size);
      if ((description->flags & HW_ATTRIBUTE_REQUIRED) != 0)
        {
          g_set_error (error,
                       HW_CORE_ERROR,
                       HW_CORE_ERROR_INVALID,
                       _ ("A %s needs a value for “%s”."),
                       klass->element,
                       attribute);
          return FALSE;
        }
      hw_row_init (ref.table, fresh);
      hw_attribute_copy (description, row, fresh);
    }
  else if (!hw_design_attribute_parse (design, description, row, text, error))
    return FALSE;
  if (hw_attribute_equal (description, row, hw_design_row (design, ref.table, ref.handle)))
    return TRUE;
  if (description->type == HW_TYPE_PHASE && !check_phases (design, ref, row, error))
    return FALSE;
  if (!hw_operation_check_row (design, ref, row, error))
    return FALSE;
  old = g_memdup2 (hw_design_row (design, ref.table, ref.handle), klass->row_size);
  hw_edit_set (design, ref.table, ref.handle, row);
  if (ref.table == HW_TABLE_REVISION)
    hw_operation_follow_revision (design, old, ref.handle);
  if (ref.table == HW_TABLE_RACK)
    {
      HwHandle group = ((const HwRack *)old)->group;
      GArray left = { (char *)&group, 1 };

      hw_operation_drop_empty_groups (design, &left);
    }
  return TRUE;
}
