/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-racks-layout.h"

static const HwProduct *
rack_product (HwRacksLayout *self, HwHandle rack)
{
  return hw_design_rack_product (hw_racks_layout_design (self), rack);
}

gboolean
hw_racks_layout_rack (
    HwRacksLayout *self, HwHandle rack, double *x, double *y, double *width, double *height)
{
  const HwRackLine *line;
  const HwRackCell *cell = hw_racks_layout_find (self, rack, &line);
  HwRackForm form;

  if (cell == NULL)
    return FALSE;
  hw_rack_form_init (&form, rack_product (self, rack));
  *x = line->x + cell->x + form.slots_x;
  *y = line->floor_y - form.height + form.slots_y;
  *width = form.half_units > 0 ? form.slots_width : form.width;
  *height = form.half_units > 0 ? form.slots_height : form.height;
  return TRUE;
}

gboolean
hw_racks_layout_device (
    HwRacksLayout *self, HwHandle device, double *x, double *y, double *width, double *height)
{
  const HwDevice *row = hw_design_get_device (hw_racks_layout_design (self), device);
  const HwProduct *product = hw_design_device_product (hw_racks_layout_design (self), device);
  const HwRackLine *line;
  const HwRackCell *cell = hw_racks_layout_find (self, row->object.parent, &line);
  const HwProduct *rack;
  HwRackForm form;
  HwRackBox box;
  int shown = -1;

  if (cell == NULL)
    return FALSE;
  rack = rack_product (self, row->object.parent);
  hw_rack_form_init (&form, rack);
  /* The face that it is mounted on, rather than one where it is seen from behind. */
  for (guint n = 0; n < cell->n_faces; n++)
    {
      HwShows shows = hw_rack_shows (rack, row, product, hw_racks_layout_face (self, n));
      if (shows == HW_SHOWS_FACE || (shows == HW_SHOWS_BEHIND && shown < 0))
        shown = (int)n;
    }
  if (shown < 0 || form.half_units == 0)
    return FALSE;
  box = row->channel != HW_CHANNEL_NONE
            ? hw_rack_form_channel (&form, row->channel, row->height_mm, product->height_mm)
            : hw_rack_form_units (&form, row->position, product->half_units);
  *x = line->x + hw_rack_cell_face_x (cell, (guint)shown) + box.x;
  *y = line->floor_y - form.height + box.y;
  *width = box.width;
  *height = box.height;
  return TRUE;
}

/* The column that a world point is in; NULL beside all. */
static const HwRackColumn *
column_at (const HwRacksLayout *self, double x)
{
  for (guint i = 0; i < hw_racks_layout_n_columns (self); i++)
    {
      const HwRackColumn *column = hw_racks_layout_column (self, i);
      if (x >= column->x && x < column->x + column->width)
        return column;
    }
  return NULL;
}

/* The rack whose frame, name plate and power bar stand at a world point; NULL: none. @x: from the
 * start of its line */
static const HwRackCell *
cell_at (const HwRacksLayout *self, double *x, double y, const HwRackLine **line)
{
  const HwRackColumn *column = column_at (self, *x);
  guint index, place;

  if (column == NULL)
    return NULL;
  index = hw_racks_layout_line_at (self, column, y);
  if (index >= column->end)
    return NULL;
  *line = hw_racks_layout_line (self, index);
  *x -= (*line)->x;
  place = hw_rack_line_cell_at (*line, *x);
  return place < (*line)->cells->len ? &g_array_index ((*line)->cells, HwRackCell, place) : NULL;
}

HwHandle
hw_racks_layout_power_at (HwRacksLayout *self, double x, double y)
{
  const HwRackLine *line;
  const HwRackCell *cell = cell_at (self, &x, y, &line);

  if (cell == NULL || x < cell->x || x >= cell->x + cell->width || y <= line->floor_y
      || y > line->floor_y + HW_RACKS_BELOW)
    return 0;
  return cell->rack;
}

HwHandle
hw_racks_layout_slot_at (HwRacksLayout *self, double x, double y, HwSlot *slot)
{
  const HwRackLine *line;
  const HwRackCell *cell = cell_at (self, &x, y, &line);
  HwRackForm form;
  double own_x, units;
  guint n;
  HwFace face;

  *slot = (HwSlot){ 0 };
  if (cell == NULL)
    return 0;
  n = cell->n_faces > 1 && x >= hw_rack_cell_face_x (cell, 1) ? 1 : 0;
  own_x = x - hw_rack_cell_face_x (cell, n);
  if (own_x < 0 || own_x >= cell->width || y > line->floor_y || y < line->floor_y - cell->height)
    return 0;
  face = hw_racks_layout_face (self, n);
  slot->face = (guint8)face;
  slot->height_mm = (gint16)(line->floor_y - y);
  hw_rack_form_init (&form, rack_product (self, cell->rack));
  if (form.half_units == 0)
    return cell->rack;
  units = (line->floor_y - form.height + form.slots_y + form.slots_height - y) / form.pitch;
  slot->position = (gint16)CLAMP (2 * floor (units), 0, MAX (form.half_units - 2, 0));
  return cell->rack;
}

HwHandle
hw_racks_layout_slot_for (
    HwRacksLayout *self, double x, double y, const HwProduct *product, HwSlot *slot)
{
  HwHandle rack = hw_racks_layout_slot_at (self, x, y, slot);
  const HwProduct *frame;
  HwRackForm form;

  if (rack == 0)
    return 0;
  frame = rack_product (self, rack);
  hw_rack_form_init (&form, frame);
  if (form.half_units == 0)
    return rack;
  if (product->mounting == HW_MOUNTING_DOOR)
    *slot = (HwSlot){ 0, HW_FACE_REAR, HW_CHANNEL_REAR_DOOR, 0 };
  else if (product->mounting == HW_MOUNTING_SIDE)
    {
      double slots_x, slots_y, slots_width, slots_height;
      gboolean right;
      hw_racks_layout_rack (self, rack, &slots_x, &slots_y, &slots_width, &slots_height);
      if (slot->face == HW_FACE_REAR && hw_racks_layout_faces (self) == HW_FACES_BOTH)
        slots_x += form.width + HW_RACKS_FACE_GAP;
      right = x >= slots_x + slots_width / 2;
      if (slot->face == HW_FACE_FRONT)
        slot->channel = right ? HW_CHANNEL_RIGHT_FRONT : HW_CHANNEL_LEFT_FRONT;
      else
        slot->channel = right ? HW_CHANNEL_RIGHT_REAR : HW_CHANNEL_LEFT_REAR;
      slot->height_mm = (gint16)CLAMP (slot->height_mm - product->height_mm / 2,
                                       0,
                                       MAX (frame->height_mm - product->height_mm, 0));
    }
  else
    {
      int below = product->half_units > 2 ? (product->half_units - 1) / 4 * 2 : 0;
      slot->channel = HW_CHANNEL_NONE;
      slot->position = (gint16)CLAMP (
          slot->position - below, 0, MAX (form.half_units - product->half_units, 0) & ~1);
    }
  return rack;
}

void
hw_racks_layout_racks_in (
    HwRacksLayout *self, double x, double y, double width, double height, GArray *racks)
{
  for (guint k = 0; k < hw_racks_layout_n_columns (self); k++)
    {
      const HwRackColumn *column = hw_racks_layout_column (self, k);
      if (column->x >= x + width || column->x + column->width <= x)
        continue;
      for (guint i = hw_racks_layout_line_at (self, column, y); i < column->end; i++)
        {
          const HwRackLine *line = hw_racks_layout_line (self, i);
          if (line->y >= y + height)
            break;
          for (guint c = hw_rack_line_cell_at (line, x - line->x); c < line->cells->len; c++)
            {
              const HwRackCell *cell = &g_array_index (line->cells, HwRackCell, c);
              if (line->x + cell->x >= x + width)
                break;
              if (line->floor_y > y && line->floor_y - cell->height < y + height)
                g_array_append_val (racks, cell->rack);
            }
        }
    }
}
