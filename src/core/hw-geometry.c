/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-geometry.h"

gboolean
hw_area_intersects (const HwArea *a, const HwArea *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->depth
         && b->y < a->y + a->depth;
}

gboolean
hw_area_contains (const HwArea *outer, const HwArea *inner)
{
  return inner->x >= outer->x && inner->y >= outer->y
         && inner->x + inner->width <= outer->x + outer->width
         && inner->y + inner->depth <= outer->y + outer->depth;
}

HwArea
hw_footprint (const HwProduct *product, gint32 x_mm, gint32 y_mm, gint16 rotation)
{
  gboolean turned = rotation == 90 || rotation == 270;
  HwArea area = { x_mm,
                  y_mm,
                  turned ? product->depth_mm : product->width_mm,
                  turned ? product->width_mm : product->depth_mm };

  return area;
}

HwArea
hw_rack_area (HwDesign *design, HwHandle rack)
{
  const HwRack *row = hw_design_get_rack (design, rack);

  return hw_footprint (hw_design_rack_product (design, rack), row->x_mm, row->y_mm, row->rotation);
}

gint32
hw_tray_width (HwDesign *design, HwHandle tray)
{
  const HwTrayRow *row = hw_design_row (design, HW_TABLE_TRAY, tray);
  gint32 width = row->width_mm;

  if (width <= 0)
    width = hw_design_get_hall (design, row->object.parent)->tray_width_mm;
  return width > 0 ? width : HW_TRAY_LEAST_WIDTH_MM;
}

HwArea
hw_door_area (const HwProduct *door, const HwArea *rack, gint16 rotation)
{
  gint32 depth = door->depth_mm;

  switch (rotation)
    {
    case 90:
      return (HwArea){ rack->x + rack->width, rack->y, depth, rack->depth };
    case 180:
      return (HwArea){ rack->x, rack->y + rack->depth, rack->width, depth };
    case 270:
      return (HwArea){ rack->x - depth, rack->y, depth, rack->depth };
    default:
      return (HwArea){ rack->x, rack->y - depth, rack->width, depth };
    }
}

HwHandle
hw_rack_door (HwDesign *design, HwHandle rack)
{
  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    if (hw_design_get_device (design, device)->channel == HW_CHANNEL_REAR_DOOR)
      return device;
  return 0;
}

HwArea
hw_tray_area (HwDesign *design, HwHandle tray)
{
  const HwTrayRow *row = hw_design_row (design, HW_TABLE_TRAY, tray);
  gint32 width = hw_tray_width (design, tray);
  gboolean upright = row->x1_mm == row->x2_mm, level = row->y1_mm == row->y2_mm;
  HwArea area = { MIN (row->x1_mm, row->x2_mm),
                  MIN (row->y1_mm, row->y2_mm),
                  ABS (row->x2_mm - row->x1_mm),
                  ABS (row->y2_mm - row->y1_mm) };

  if (!level)
    {
      area.x -= width / 2;
      area.width += width;
    }
  if (!upright)
    {
      area.y -= width / 2;
      area.depth += width;
    }
  return area;
}

double
hw_rack_pitch_m (const HwProduct *rack)
{
  return rack->mounting == HW_MOUNTING_OCP ? HW_OPEN_RACK_UNIT_M : HW_RACK_UNIT_M;
}
