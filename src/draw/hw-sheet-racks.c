/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-racks-private.h"

#include <glib/gi18n-lib.h>

#include "hw-rack-draw.h"
#include "hw-schedule.h"

static const char *
faces_text (HwFaces faces)
{
  return faces == HW_FACES_REAR   ? _ ("rear")
         : faces == HW_FACES_BOTH ? _ ("front and rear")
                                  : _ ("front");
}

/* --- drawing --- */

/* Where the row came from and goes on, at both ends of its racks. */
static void
draw_matchlines (HwPage *page, const HwSheetRowPart *part, double right, double y, double length)
{
  guint index = hw_page_index (page);

  if (part->racks_back > 0)
    {
      g_autofree char *text
          = g_strdup_printf (_ ("Continued from sheet %u"), index + 1 - part->racks_back);
      hw_page_matchline (page, HW_EDGE_WEST, page->content.x + HW_MATCHLINE, y, length, text);
    }
  if (part->racks_ahead > 0)
    {
      g_autofree char *text
          = g_strdup_printf (_ ("Continues on sheet %u"), index + 1 + part->racks_ahead);
      hw_page_matchline (page, HW_EDGE_EAST, right, y, length, text);
    }
}

static void
draw_cells (HwPage *page, const HwSheetRowPart *part, double y)
{
  const HwSheetRow *row = part->row;
  HwRackPainter painter;
  double x = page->content.x + (part->racks_back > 0 ? HW_MATCHLINE + HW_ROW_GAP / 2 : 0);
  double highest = 0, top_y = y, floor_y;
  int scale = page->sheet->scale;

  hw_rack_painter_init (&painter, page->scene, page->set->results, hw_sheet_mm (page->set) / scale);
  painter.plate = HW_ROW_PLATE;
  painter.plate_gap = HW_ROW_PLATE_GAP;
  painter.below = HW_ROW_BELOW;
  for (guint i = 0; i < part->n_cells; i++)
    highest = MAX (highest, g_array_index (row->cells, HwRackCell, part->first_cell + i).height);
  floor_y = y + HW_ROW_PLATE + HW_ROW_PLATE_GAP + highest * painter.scale;
  for (guint i = 0; i < part->n_cells; i++)
    {
      const HwRackCell *cell = &g_array_index (row->cells, HwRackCell, part->first_cell + i);
      double width = cell->width * painter.scale, top = floor_y - cell->height * painter.scale;
      for (guint n = 0; n < cell->n_faces; n++)
        {
          HwFace face = hw_racks_layout_face (row->layout, n);
          double own_x = x + n * (width + HW_ROW_FACE_GAP);
          const char *suffix = NULL;
          if (cell->n_faces > 1)
            suffix = face == HW_FACE_FRONT ? _ ("front") : _ ("rear");
          hw_rack_painter_face (&painter, cell->rack, face, own_x, top);
          hw_rack_painter_plate (&painter, cell->rack, suffix, own_x, top, width);
          if (n == 0)
            hw_rack_painter_power (&painter, cell->rack, own_x, floor_y, width);
        }
      x += hw_sheet_row_cell_width (page->set, cell, scale) + HW_ROW_GAP;
    }
  draw_matchlines (page, part, x - HW_ROW_GAP / 2, top_y, floor_y + HW_ROW_BELOW - top_y);
  hw_rack_painter_clear (&painter);
}

/* The same of the schedule, where it goes on upon a sheet of its own. */
static void
draw_continuation (HwPage *page, const HwSheetRowPart *part)
{
  guint index = hw_page_index (page);
  g_autofree char *text = NULL;

  if (part->continues)
    text = g_strdup_printf (_ ("Schedule continues on sheet %u"), index + 2);
  else if (part->continued)
    text = g_strdup_printf (_ ("Schedule continued from sheet %u"), index);
  else
    return;
  hw_page_text (page,
                page->foot.x,
                page->foot.y,
                page->foot.width,
                12,
                text,
                8,
                TRUE,
                HW_ALIGN_START,
                HW_ROLE_TEXT);
}

/* In columns of the same height. */
static void
draw_schedule (HwPage *page, const HwSheetRowPart *part, const HwRackBox *table)
{
  guint across = part->row->across, in_column = (part->n_lines + across - 1) / across;
  double width = (table->width - (across - 1) * HW_ROW_COLUMN_GAP) / across;

  for (guint c = 0; c < across && c * in_column < part->n_lines; c++)
    hw_schedule_draw (page,
                      part->row->lines,
                      part->first_line + c * in_column,
                      MIN (in_column, part->n_lines - c * in_column),
                      table->x + c * (width + HW_ROW_COLUMN_GAP),
                      table->y + HW_ROW_TABLE_HEADING,
                      width);
}

static void
draw_racks (HwPage *page)
{
  const HwSheetRowPart *part = page->sheet->data;
  const HwSheetRow *row = part->row;
  const HwRackBox *content = &page->content;
  HwDesign *design = page->set->design;
  HwRackBox bar = page->foot;
  HwRackBox table = row->table;
  double y;
  g_autofree char *name = hw_row_title (design, row->line->hall, row->line->row);
  g_autofree char *heading
      = g_strdup_printf ("%s · %s, %s",
                         hw_design_name (design, HW_REF (HW_TABLE_HALL, row->line->hall)),
                         name,
                         faces_text (page->set->options.faces));
  g_autofree char *remark = g_strdup_printf (
      hw_sheet_row_is_turned (row) ? _ ("scale 1:%d on %s, from behind") : _ ("scale 1:%d on %s"),
      page->sheet->scale,
      page->set->options.paper->name);

  hw_scene_set_layer (page->scene, HW_LAYER_BODY);
  if (part->n_cells == 0)
    {
      hw_page_heading (page, content->x, content->y, content->width, heading, _ ("schedule"));
      table.x = content->x;
      table.y = content->y;
    }
  else
    {
      y = hw_page_heading (page, content->x, content->y, row->racks.width, heading, remark);
      draw_cells (page, part, y + HW_ROW_HEADING - HW_ROW_TABLE_HEADING);
      hw_scene_set_layer (page->scene, HW_LAYER_BODY);
      hw_page_heading (page, table.x, table.y, table.width, _ ("Schedule"), NULL);
    }
  draw_schedule (page, part, &table);
  hw_scene_set_layer (page->scene, HW_LAYER_BODY);
  draw_continuation (page, part);
  if (part->n_cells > 0)
    {
      bar.y += 30;
      bar.width = MIN (bar.width, 300);
      hw_page_scale_bar (page, &bar);
    }
}

/* --- which rows --- */

static void
add_hall (HwSheetSet *set, HwHandle hall)
{
  g_autoptr (GArray) rows = hw_design_hall_rows (set->design, hall);

  for (guint i = 0; i < rows->len; i++)
    hw_sheet_add_row (set, hall, g_array_index (rows, HwHandle, i), 0, draw_racks);
  hw_sheet_add_row (set, hall, 0, 0, draw_racks);
}

/* A sheet for each rack of a group, line by line. */
static void
add_group (HwSheetSet *set, HwHandle group)
{
  for (HwHandle hall = hw_design_first_child (set->design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (set->design, HW_TABLE_HALL, hall))
    {
      g_autoptr (GArray) rows = hw_design_hall_rows (set->design, hall);
      HwHandle none = 0;

      g_array_append_val (rows, none);
      for (guint i = 0; i < rows->len; i++)
        {
          HwHandle row = g_array_index (rows, HwHandle, i);
          g_autoptr (GArray) racks = hw_design_row_racks (set->design, hall, row);

          for (guint j = 0; j < racks->len; j++)
            if (hw_design_get_rack (set->design, g_array_index (racks, HwHandle, j))->group
                == group)
              hw_sheet_add_row (set, hall, row, g_array_index (racks, HwHandle, j), draw_racks);
        }
    }
}

void
hw_sheet_add_racks (HwSheetSet *set)
{
  HwRef object = set->options.object;

  if (object.handle == 0)
    for (HwHandle hall = hw_design_first_child (set->design, HW_TABLE_HALL, 0); hall != 0;
         hall = hw_design_next_child (set->design, HW_TABLE_HALL, hall))
      add_hall (set, hall);
  else if (object.table == HW_TABLE_HALL)
    add_hall (set, object.handle);
  else if (object.table == HW_TABLE_ROW)
    {
      const HwRow *row = hw_design_row (set->design, HW_TABLE_ROW, object.handle);
      hw_sheet_add_row (set, row->object.parent, object.handle, 0, draw_racks);
    }
  else if (object.table == HW_TABLE_RACK)
    {
      const HwRack *rack = hw_design_get_rack (set->design, object.handle);
      hw_sheet_add_row (set, rack->object.parent, rack->row, object.handle, draw_racks);
    }
  else if (object.table == HW_TABLE_GROUP)
    add_group (set, object.handle);
}
