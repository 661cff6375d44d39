/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "hw-rack-draw.h"
#include "hw-racks-layout.h"
#include "hw-schedule.h"

/* Around racks on paper, points. */
#define HEADING 26.0
#define PLATE 15.0
#define PLATE_GAP 4.0
#define BELOW 22.0
#define RACK_GAP 16.0
#define FACE_GAP 7.0
#define TABLE_GAP 26.0
#define TABLE_SHARE 0.45
#define TABLE_MAX 430.0

/* One row of racks, shared by its sheets. */
typedef struct
{
  int ref_count;
  HwRacksLayout *layout;
  const HwRackLine *line;
  GArray *lines; /* HwScheduleLine */
} Row;

/* Some racks of a row with their part of the schedule; no racks: more of the schedule. */
typedef struct
{
  Row *row;
  guint first_cell, n_cells;
  guint first_line, n_lines;
  gboolean continued, continues;
} Part;

static void
row_unref (Row *row)
{
  if (--row->ref_count > 0)
    return;
  hw_racks_layout_free (row->layout);
  g_array_unref (row->lines);
  g_free (row);
}

static void
part_free (gpointer data)
{
  Part *part = data;

  row_unref (part->row);
  g_free (part);
}

static double
table_width (const HwRackBox *content)
{
  return MIN (content->width * TABLE_SHARE, TABLE_MAX);
}

/* Width of all faces of a cell on paper. */
static double
cell_width (const HwRackCell *cell, int scale)
{
  return cell->n_faces * cell->width / scale * HW_MM + (cell->n_faces - 1) * FACE_GAP;
}

static const char *
faces_text (HwFaces faces)
{
  return faces == HW_FACES_REAR   ? _ ("rear")
         : faces == HW_FACES_BOTH ? _ ("front and rear")
                                  : _ ("front");
}

/* --- drawing --- */

static void
draw_cells (HwPage *page, const Part *part, double y)
{
  const Row *row = part->row;
  HwRackPainter painter;
  double x = page->content.x, highest = 0, floor_y;
  int scale = page->sheet->scale;

  hw_rack_painter_init (&painter, page->scene, page->set->results, HW_MM / scale);
  painter.plate = PLATE;
  painter.plate_gap = PLATE_GAP;
  painter.below = BELOW;
  for (guint i = 0; i < part->n_cells; i++)
    highest
        = MAX (highest, g_array_index (row->line->cells, HwRackCell, part->first_cell + i).height);
  floor_y = y + PLATE + PLATE_GAP + highest * painter.scale;
  for (guint i = 0; i < part->n_cells; i++)
    {
      const HwRackCell *cell = &g_array_index (row->line->cells, HwRackCell, part->first_cell + i);
      double width = cell->width * painter.scale, top = floor_y - cell->height * painter.scale;
      for (guint n = 0; n < cell->n_faces; n++)
        {
          HwFace face = hw_racks_layout_face (row->layout, n);
          double own_x = x + n * (width + FACE_GAP);
          const char *suffix = NULL;
          if (cell->n_faces > 1)
            suffix = face == HW_FACE_FRONT ? _ ("front") : _ ("rear");
          hw_rack_painter_face (&painter, cell->rack, face, own_x, top);
          hw_rack_painter_plate (&painter, cell->rack, suffix, own_x, top, width);
          if (n == 0)
            hw_rack_painter_power (&painter, cell->rack, own_x, floor_y, width);
        }
      x += cell_width (cell, scale) + RACK_GAP;
    }
  hw_rack_painter_clear (&painter);
}

/* Where the row goes on, or came from, beside the title block. */
static void
draw_continuation (HwPage *page, const Part *part)
{
  g_autofree char *text = NULL;
  guint index = 0;

  g_ptr_array_find (page->set->sheets, page->sheet, &index);
  if (part->continued && part->continues)
    text = g_strdup_printf (_ ("Continued from sheet %u, continues on sheet %u"), index, index + 2);
  else if (part->continued)
    text = g_strdup_printf (_ ("Continued from sheet %u"), index);
  else if (part->continues)
    text = g_strdup_printf (_ ("Continues on sheet %u"), index + 2);
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

static void
draw_racks (HwPage *page)
{
  const Part *part = page->sheet->data;
  const Row *row = part->row;
  const HwRackBox *content = &page->content;
  HwDesign *design = page->set->design;
  HwRackBox bar = page->foot;
  double width = table_width (content), y;
  double left = content->x + content->width - width;
  g_autofree char *name = hw_row_title (design, row->line->hall, row->line->row);
  g_autofree char *heading
      = g_strdup_printf ("%s · %s, %s",
                         hw_design_name (design, HW_REF (HW_TABLE_HALL, row->line->hall)),
                         name,
                         faces_text (page->set->options.faces));
  g_autofree char *remark = g_strdup_printf (
      _ ("scale 1:%d on %s"), page->sheet->scale, page->set->options.paper->name);

  hw_scene_set_layer (page->scene, HW_LAYER_BODY);
  if (part->n_cells == 0)
    {
      hw_page_heading (page, content->x, content->y, content->width, heading, _ ("schedule"));
      left = content->x;
    }
  else
    {
      y = hw_page_heading (
          page, content->x, content->y, content->width - width - TABLE_GAP, heading, remark);
      draw_cells (page, part, y + HEADING - 22);
      hw_scene_set_layer (page->scene, HW_LAYER_BODY);
      hw_page_heading (page, left, content->y, width, _ ("Schedule"), NULL);
    }
  hw_schedule_draw (
      page, row->lines, part->first_line, part->n_lines, left, content->y + 22, width);
  hw_scene_set_layer (page->scene, HW_LAYER_BODY);
  draw_continuation (page, part);
  if (part->n_cells > 0)
    {
      bar.y += 30;
      bar.width = MIN (bar.width, 300);
      hw_page_scale_bar (page, &bar);
    }
}

/* --- layout --- */

static char *
part_title (HwDesign *design, const Row *row, const Part *part)
{
  g_autofree char *name = hw_row_title (design, row->line->hall, row->line->row);
  const char *hall = hw_design_name (design, HW_REF (HW_TABLE_HALL, row->line->hall));
  const HwRackCell *cells = (const HwRackCell *)(gpointer)row->line->cells->data;
  HwRef first, last;

  if (part->n_cells == 0)
    return g_strdup_printf (_ ("%s, %s, schedule"), hall, name);
  first = HW_REF (HW_TABLE_RACK, cells[part->first_cell].rack);
  last = HW_REF (HW_TABLE_RACK, cells[part->first_cell + part->n_cells - 1].rack);
  if (part->n_cells == 1)
    return g_strdup_printf (_ ("%s, %s, rack %s"), hall, name, hw_design_name (design, first));
  else
    {
      /* Names may share their buffer. */
      g_autofree char *from = g_strdup (hw_design_name (design, first));
      return g_strdup_printf (
          _ ("%s, %s, racks %s to %s"), hall, name, from, hw_design_name (design, last));
    }
}

static void
add_part (HwSheetSet *set, const Part *part, int scale)
{
  HwSheet *sheet = hw_sheet_add (set, part_title (set->design, part->row, part), draw_racks);

  sheet->scale = part->n_cells > 0 ? scale : 0;
  sheet->data = g_memdup2 (part, sizeof *part);
  sheet->free_data = part_free;
  part->row->ref_count++;
}

/* The scale that was asked for where the racks fit at it, else the largest that fits. */
static int
choose_scale (HwSheetSet *set, const HwRackLine *line, double width, double height)
{
  double widest = 0, highest = 0;
  int scale = set->options.scale;

  for (guint i = 0; i < line->cells->len; i++)
    {
      const HwRackCell *cell = &g_array_index (line->cells, HwRackCell, i);
      widest = MAX (widest, cell->n_faces * cell->width);
      highest = MAX (highest, cell->height);
    }
  if (scale > 0 && hw_sheet_fits (scale, widest, width - FACE_GAP)
      && hw_sheet_fits (scale, highest, height))
    return scale;
  return hw_sheet_scale (widest, highest, width - FACE_GAP, height);
}

static void
add_row (HwSheetSet *set, HwHandle hall, HwHandle row_handle, HwHandle rack)
{
  HwRackBox frame, block, content, foot;
  Row *row = g_new0 (Row, 1);
  guint capacity, first = 0;
  double width, height;
  int scale = 0;
  guint first_sheet = set->sheets->len;

  hw_sheet_areas (set, &frame, &block, &content, &foot);
  row->ref_count = 1;
  row->lines = g_array_new (FALSE, FALSE, sizeof (HwScheduleLine));
  row->layout = hw_racks_layout_new (set->design, hall, row_handle, rack, set->options.faces);
  for (guint i = 0; i < hw_racks_layout_n_lines (row->layout); i++)
    if (hw_racks_layout_line (row->layout, i)->row == row_handle)
      row->line = hw_racks_layout_line (row->layout, i);
  width = content.width - table_width (&content) - TABLE_GAP;
  height = content.height - HEADING - PLATE - PLATE_GAP - BELOW;
  if (row->line != NULL)
    scale = choose_scale (set, row->line, width, height);
  capacity = MAX (hw_table_capacity (content.height - 22), 1);
  while (scale > 0 && first < row->line->cells->len)
    {
      Part part = { .row = row, .first_cell = first, .first_line = row->lines->len };
      double x = 0;

      /* As many racks as are wide enough for the sheet and whose schedule is not too long. */
      while (first < row->line->cells->len)
        {
          const HwRackCell *cell = &g_array_index (row->line->cells, HwRackCell, first);
          guint before = row->lines->len;
          if (part.n_cells > 0 && x + cell_width (cell, scale) > width)
            break;
          hw_schedule_add_rack (set->design, cell->rack, row->lines);
          if (part.n_cells > 0 && row->lines->len - part.first_line > capacity)
            {
              g_array_set_size (row->lines, before);
              break;
            }
          x += cell_width (cell, scale) + RACK_GAP;
          part.n_cells++;
          first++;
        }
      part.n_lines = MIN (row->lines->len - part.first_line, capacity);
      add_part (set, &part, scale);
      /* A single rack may have more lines than a sheet. */
      for (guint line = part.first_line + part.n_lines; line < row->lines->len; line += capacity)
        {
          Part more = { .row = row, .first_line = line };
          more.n_lines = MIN (row->lines->len - line, capacity);
          add_part (set, &more, scale);
        }
    }
  for (guint i = first_sheet; i < set->sheets->len; i++)
    {
      Part *part = ((HwSheet *)g_ptr_array_index (set->sheets, i))->data;
      part->continued = i > first_sheet;
      part->continues = i + 1 < set->sheets->len;
    }
  row_unref (row);
}

static void
add_hall (HwSheetSet *set, HwHandle hall)
{
  g_autoptr (GArray) rows = hw_design_hall_rows (set->design, hall);

  for (guint i = 0; i < rows->len; i++)
    add_row (set, hall, g_array_index (rows, HwHandle, i), 0);
  add_row (set, hall, 0, 0);
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
      add_row (set, row->object.parent, object.handle, 0);
    }
  else if (object.table == HW_TABLE_RACK)
    {
      const HwRack *rack = hw_design_get_rack (set->design, object.handle);
      add_row (set, rack->object.parent, rack->row, object.handle);
    }
}
