/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "hw-edit.h"
#include "hw-geometry.h"
#include "hw-operations-private.h"

/* Between two footprints, so far a loop reaches beyond its own rows: across an aisle. */
#define REACH_MM 2400

static gboolean
has_rear_door (HwDesign *design, HwHandle rack)
{
  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    if (hw_design_get_device (design, device)->channel == HW_CHANNEL_REAR_DOOR)
      return TRUE;
  return FALSE;
}

static gboolean
needs_loop (HwDesign *design, HwHandle handle)
{
  const HwRack *rack = hw_design_get_rack (design, handle);
  HwCatalogue *catalogue = hw_design_get_catalogue (design);
  const HwProduct *assembly = hw_catalogue_get (catalogue, rack->assembly);
  HwProductKind kind = hw_catalogue_get (catalogue, rack->product)->kind;

  return kind == HW_KIND_CDU_ROW || kind == HW_KIND_SIDECAR
         || (assembly != NULL && hw_product_value (assembly, HW_FIELD_HEAT_LIQUID) > 0)
         || has_rear_door (design, handle);
}

/* Millimetres from side to side, lengthways and across together. */
static gint32
gap (const HwArea *a, const HwArea *b)
{
  gint32 x = MAX (MAX (a->x - b->x - b->width, b->x - a->x - a->width), 0);
  gint32 y = MAX (MAX (a->y - b->y - b->depth, b->y - a->y - a->depth), 0);

  return x + y;
}

void
hw_operation_join_near_loop (HwDesign *design, HwHandle rack)
{
  HwRack row = *hw_design_get_rack (design, rack);
  HwArea area = hw_rack_area (design, rack);
  gint32 nearest = G_MAXINT32;
  HwHandle loop = 0;

  if (!needs_loop (design, rack))
    return;
  for (HwHandle other = hw_design_first_child (design, HW_TABLE_RACK, row.object.parent);
       other != 0;
       other = hw_design_next_child (design, HW_TABLE_RACK, other))
    {
      const HwRack *there = hw_design_get_rack (design, other);
      HwArea its;
      gint32 distance;

      if (there->loop == 0 || other == rack)
        continue;
      its = hw_rack_area (design, other);
      distance = gap (&area, &its);
      if (distance >= nearest || (distance > REACH_MM && (row.row == 0 || there->row != row.row)))
        continue;
      nearest = distance;
      loop = there->loop;
    }
  if (loop == 0 || loop == row.loop)
    return;
  row.loop = loop;
  hw_edit_set (design, HW_TABLE_RACK, rack, &row);
}
