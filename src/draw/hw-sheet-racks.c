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
#define AROUND_RACKS (HEADING + PLATE + PLATE_GAP + BELOW)
#define TABLE_SHARE 0.45
#define RACKS_SHARE 0.66
#define TABLE_HEADING 22.0
#define TABLE_MAX 400.0
#define AT_MATCHLINES (2 * HW_MATCHLINE + RACK_GAP)
/* Smallest scale at which names in one rack unit have capitals of 1.8 mm (ISO 3098). */
#define EASILY_READ 15

/* One row of racks, shared by its sheets. */
typedef struct
{
  int ref_count;
  HwRacksLayout *layout;
  const HwRackLine *line;
  GArray *cells; /* HwRackCell, from left to right: of the line, from behind the other way round */
  GArray *lines; /* HwScheduleLine */
  HwRackBox table; /* beside or below the racks */
} Row;

/* Some racks of a row with their part of the schedule; no racks: more of the schedule. */
typedef struct
{
  Row *row;
  guint first_cell, n_cells;
  guint first_line, n_lines;
  /* Sheets back and ahead to where the racks were and go on; 0: nowhere. */
  guint racks_back, racks_ahead;
  gboolean continued, continues; /* the schedule, from and on the next sheet */
} Part;

static void
row_unref (Row *row)
{
  if (--row->ref_count > 0)
    return;
  hw_racks_layout_free (row->layout);
  g_array_unref (row->cells);
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

/* Where the racks and their schedule go: beside each other, on upright paper below each other. */
static void
split (const HwRackBox *content, HwRackBox *racks, HwRackBox *table)
{
  *racks = *table = *content;
  if (content->height > content->width)
    {
      racks->height = content->height * RACKS_SHARE;
      table->y += racks->height;
      table->height -= racks->height;
      return;
    }
  table->width = MIN (content->width * TABLE_SHARE, TABLE_MAX);
  table->x += content->width - table->width;
  racks->width -= table->width + TABLE_GAP;
}

/* Width of all faces of a cell on paper. */
static double
cell_width (const HwRackCell *cell, int scale)
{
  return cell->n_faces * cell->width / scale * HW_MM + (cell->n_faces - 1) * FACE_GAP;
}

/* Whether the row is seen from behind, its first rack at the right. */
static gboolean
is_turned (const Row *row)
{
  return hw_racks_layout_face (row->layout, 0) == HW_FACE_REAR;
}

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
draw_matchlines (HwPage *page, const Part *part, double right, double y, double length)
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
draw_cells (HwPage *page, const Part *part, double y)
{
  const Row *row = part->row;
  HwRackPainter painter;
  double x = page->content.x + (part->racks_back > 0 ? HW_MATCHLINE + RACK_GAP / 2 : 0);
  double highest = 0, top_y = y, floor_y;
  int scale = page->sheet->scale;

  hw_rack_painter_init (&painter, page->scene, page->set->results, HW_MM / scale);
  painter.plate = PLATE;
  painter.plate_gap = PLATE_GAP;
  painter.below = BELOW;
  for (guint i = 0; i < part->n_cells; i++)
    highest = MAX (highest, g_array_index (row->cells, HwRackCell, part->first_cell + i).height);
  floor_y = y + PLATE + PLATE_GAP + highest * painter.scale;
  for (guint i = 0; i < part->n_cells; i++)
    {
      const HwRackCell *cell = &g_array_index (row->cells, HwRackCell, part->first_cell + i);
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
  draw_matchlines (page, part, x - RACK_GAP / 2, top_y, floor_y + BELOW - top_y);
  hw_rack_painter_clear (&painter);
}

/* The same of the schedule, where it goes on upon a sheet of its own. */
static void
draw_continuation (HwPage *page, const Part *part)
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

static void
draw_racks (HwPage *page)
{
  const Part *part = page->sheet->data;
  const Row *row = part->row;
  const HwRackBox *content = &page->content;
  HwDesign *design = page->set->design;
  HwRackBox bar = page->foot;
  HwRackBox table = row->table, racks;
  double y;
  g_autofree char *name = hw_row_title (design, row->line->hall, row->line->row);
  g_autofree char *heading
      = g_strdup_printf ("%s · %s, %s",
                         hw_design_name (design, HW_REF (HW_TABLE_HALL, row->line->hall)),
                         name,
                         faces_text (page->set->options.faces));
  g_autofree char *remark = g_strdup_printf (is_turned (row) ? _ ("scale 1:%d on %s, from behind")
                                                             : _ ("scale 1:%d on %s"),
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
      HwRackBox ignored;
      split (content, &racks, &ignored);
      y = hw_page_heading (page, content->x, content->y, racks.width, heading, remark);
      draw_cells (page, part, y + HEADING - TABLE_HEADING);
      hw_scene_set_layer (page->scene, HW_LAYER_BODY);
      hw_page_heading (page, table.x, table.y, table.width, _ ("Schedule"), NULL);
    }
  hw_schedule_draw (page,
                    row->lines,
                    part->first_line,
                    part->n_lines,
                    table.x,
                    table.y + TABLE_HEADING,
                    table.width);
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
  const HwRackCell *cells = (const HwRackCell *)(gpointer)row->cells->data;
  gboolean turned = is_turned (row);
  HwRef first, last, left, right;

  if (part->n_cells == 0)
    return g_strdup_printf (_ ("%s, %s, schedule"), hall, name);
  left = HW_REF (HW_TABLE_RACK, cells[part->first_cell].rack);
  right = HW_REF (HW_TABLE_RACK, cells[part->first_cell + part->n_cells - 1].rack);
  first = turned ? right : left;
  last = turned ? left : right;
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

static double
highest_cell (const GArray *cells)
{
  double highest = 0;

  for (guint i = 0; i < cells->len; i++)
    highest = MAX (highest, g_array_index (cells, HwRackCell, i).height);
  return highest;
}

static double
row_width (const GArray *cells, int scale)
{
  double width = 0;

  for (guint i = 0; i < cells->len; i++)
    width += cell_width (&g_array_index (cells, HwRackCell, i), scale) + (i > 0 ? RACK_GAP : 0);
  return width;
}

/* Sheets that the racks of a row take side by side. */
static guint
sheets_needed (HwSheetSet *set, const GArray *cells, int scale, double width)
{
  guint most = set->options.racks_per_sheet;
  guint n_sheets = 1, n_racks = 0;
  double x = 0;

  if (row_width (cells, scale) > width)
    width -= AT_MATCHLINES;
  for (guint i = 0; i < cells->len; i++)
    {
      double own = cell_width (&g_array_index (cells, HwRackCell, i), scale);

      if (n_racks > 0 && (x + own > width || n_racks == most))
        {
          n_sheets++;
          n_racks = 0;
          x = 0;
        }
      x += own + RACK_GAP;
      n_racks++;
    }
  return n_sheets;
}

/* The scale that was asked for where the racks fit at it. Else the largest that fits and, down to
 * what is easily read, a smaller one where that saves sheets. */
static int
choose_scale (HwSheetSet *set, const GArray *cells, double width, double height)
{
  double widest = 0, highest = 0, room = width - AT_MATCHLINES - FACE_GAP;
  int scale = set->options.scale;
  guint fewest;

  for (guint i = 0; i < cells->len; i++)
    {
      const HwRackCell *cell = &g_array_index (cells, HwRackCell, i);
      widest = MAX (widest, cell->n_faces * cell->width);
      highest = MAX (highest, cell->height);
    }
  if (scale > 0 && hw_sheet_fits (scale, widest, room) && hw_sheet_fits (scale, highest, height))
    return scale;
  scale = hw_sheet_scale (widest, highest, room, height, TRUE);
  if (scale == 0)
    return 0;
  fewest = sheets_needed (set, cells, scale, width);
  for (int next = hw_sheet_next_scale (scale); next != 0 && next <= EASILY_READ;
       next = hw_sheet_next_scale (next))
    {
      guint n_sheets = sheets_needed (set, cells, next, width);

      if (n_sheets < fewest)
        {
          fewest = n_sheets;
          scale = next;
        }
    }
  return scale;
}

/* Tells each sheet of a row, from @first on, where the row goes on. */
static void
link_parts (HwSheetSet *set, guint first)
{
  Part *last = NULL;
  guint last_index = 0;

  for (guint i = first; i < set->sheets->len; i++)
    {
      Part *part = ((HwSheet *)g_ptr_array_index (set->sheets, i))->data;
      if (part->n_cells == 0)
        {
          Part *before = ((HwSheet *)g_ptr_array_index (set->sheets, i - 1))->data;
          part->continued = before->continues = TRUE;
          continue;
        }
      if (last != NULL)
        last->racks_ahead = part->racks_back = i - last_index;
      last = part;
      last_index = i;
    }
}

static void
add_row (HwSheetSet *set, HwHandle hall, HwHandle row_handle, HwHandle rack)
{
  HwRackBox frame, block, content, foot, racks;
  Row *row = g_new0 (Row, 1);
  guint capacity, more_capacity, first = 0;
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
  row->cells = g_array_new (FALSE, FALSE, sizeof (HwRackCell));
  for (guint i = 0; row->line != NULL && i < row->line->cells->len; i++)
    if (is_turned (row))
      g_array_prepend_val (row->cells, g_array_index (row->line->cells, HwRackCell, i));
    else
      g_array_append_val (row->cells, g_array_index (row->line->cells, HwRackCell, i));
  split (&content, &racks, &row->table);
  width = racks.width;
  height = racks.height - AROUND_RACKS;
  if (row->line != NULL)
    {
      guint most = set->options.racks_per_sheet;
      scale = choose_scale (set, row->cells, width, height);
      /* Room for matchlines where the row goes on. */
      if (scale > 0
          && (row_width (row->cells, scale) > width || (most > 0 && row->cells->len > most)))
        width -= AT_MATCHLINES;
      /* A schedule below the racks begins where they end. */
      if (scale > 0 && row->table.y > content.y)
        {
          double used = AROUND_RACKS + highest_cell (row->cells) / scale * HW_MM;
          row->table.y = content.y + used;
          row->table.height = content.height - used;
        }
    }
  capacity = MAX (hw_table_capacity (row->table.height - TABLE_HEADING), 1);
  more_capacity = MAX (hw_table_capacity (content.height - TABLE_HEADING), 1);
  while (scale > 0 && first < row->cells->len)
    {
      Part part = { .row = row, .first_cell = first, .first_line = row->lines->len };
      double x = 0;

      /* As many racks as are wide enough for the sheet and whose schedule is not too long. */
      while (first < row->cells->len)
        {
          const HwRackCell *cell = &g_array_index (row->cells, HwRackCell, first);
          guint before = row->lines->len;
          if (part.n_cells > 0
              && (x + cell_width (cell, scale) > width
                  || part.n_cells == set->options.racks_per_sheet))
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
      for (guint line = part.first_line + part.n_lines; line < row->lines->len;
           line += more_capacity)
        {
          Part more = { .row = row, .first_line = line };
          more.n_lines = MIN (row->lines->len - line, more_capacity);
          add_part (set, &more, scale);
        }
    }
  link_parts (set, first_sheet);
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
              add_row (set, hall, row, g_array_index (racks, HwHandle, j));
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
      add_row (set, row->object.parent, object.handle, 0);
    }
  else if (object.table == HW_TABLE_RACK)
    {
      const HwRack *rack = hw_design_get_rack (set->design, object.handle);
      add_row (set, rack->object.parent, rack->row, object.handle);
    }
  else if (object.table == HW_TABLE_GROUP)
    add_group (set, object.handle);
}
