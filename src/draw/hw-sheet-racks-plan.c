/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-racks-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-rack-texts.h"
#include "hw-schedule.h"

/* Points. */
#define TABLE_GAP 26.0
#define AROUND_RACKS (HW_ROW_HEADING + HW_ROW_PLATE + HW_ROW_PLATE_GAP + HW_ROW_BELOW)
#define TABLE_SHARE 0.45
#define RACKS_SHARE 0.66
#define TABLE_MAX 400.0
#define TABLE_LEAST 330.0
/* Of a schedule below the racks: heading, head and five lines. */
#define LEAST_TABLE (ABOVE_TABLE + HW_ROW_TABLE_HEADING + 80.0)
#define ABOVE_TABLE 8.0
#define AT_MATCHLINES (2 * HW_MATCHLINE + HW_ROW_GAP)
/* Smallest scale at which names in one rack unit have capitals of 1.8 mm (ISO 3098). */
#define EASILY_READ 15

static void
row_unref (HwSheetRow *row)
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
  HwSheetRowPart *part = data;

  row_unref (part->row);
  g_free (part);
}

/* Where the racks and their schedule go: beside each other, or below each other; what the racks do
 * not need is then the schedule's, in columns. */
static void
split (const HwRackBox *content, gboolean below, HwSheetRow *row)
{
  row->racks = row->table = *content;
  row->across = 1;
  if (!below)
    {
      row->table.width = MIN (content->width * TABLE_SHARE, TABLE_MAX);
      row->table.x += content->width - row->table.width;
      row->racks.width -= row->table.width + TABLE_GAP;
      return;
    }
  if (content->height > content->width)
    row->racks.height = content->height * RACKS_SHARE;
  else
    {
      row->racks.height = MAX (content->height - LEAST_TABLE, 0);
      row->across = (guint)MAX (
          1, floor ((content->width + HW_ROW_COLUMN_GAP) / (TABLE_LEAST + HW_ROW_COLUMN_GAP)));
      row->table.width
          = MIN (content->width, row->across * TABLE_MAX + (row->across - 1) * HW_ROW_COLUMN_GAP);
    }
  row->table.y += row->racks.height;
  row->table.height -= row->racks.height;
}

/* Width of all faces of a cell on paper. */
double
hw_sheet_row_cell_width (HwSheetSet *set, const HwRackCell *cell, int scale)
{
  return cell->n_faces * cell->width / scale * hw_sheet_mm (set)
         + (cell->n_faces - 1) * HW_ROW_FACE_GAP;
}

/* Whether the row is seen from behind, its first rack at the right. */
gboolean
hw_sheet_row_is_turned (const HwSheetRow *row)
{
  return hw_racks_layout_face (row->layout, 0) == HW_FACE_REAR;
}

static char *
part_title (HwDesign *design, const HwSheetRow *row, const HwSheetRowPart *part)
{
  g_autofree char *name = hw_row_title (design, row->line->hall, row->line->row);
  const char *hall = hw_design_name (design, HW_REF (HW_TABLE_HALL, row->line->hall));
  const HwRackCell *cells = (const HwRackCell *)(gpointer)row->cells->data;
  gboolean turned = hw_sheet_row_is_turned (row);
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
add_part (HwSheetSet *set, const HwSheetRowPart *part, int scale, void (*draw) (HwPage *page))
{
  HwSheet *sheet = hw_sheet_add (set, part_title (set->design, part->row, part), draw);

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
row_width (HwSheetSet *set, const GArray *cells, int scale)
{
  double width = 0;

  for (guint i = 0; i < cells->len; i++)
    width += hw_sheet_row_cell_width (set, &g_array_index (cells, HwRackCell, i), scale)
             + (i > 0 ? HW_ROW_GAP : 0);
  return width;
}

/* Sheets that the racks of a row take side by side. */
static guint
sheets_needed (HwSheetSet *set, const GArray *cells, int scale, double width)
{
  guint most = set->options.racks_per_sheet;
  guint n_sheets = 1, n_racks = 0;
  double x = 0;

  if (row_width (set, cells, scale) > width)
    width -= AT_MATCHLINES;
  for (guint i = 0; i < cells->len; i++)
    {
      double own = hw_sheet_row_cell_width (set, &g_array_index (cells, HwRackCell, i), scale);

      if (n_racks > 0 && (x + own > width || n_racks == most))
        {
          n_sheets++;
          n_racks = 0;
          x = 0;
        }
      x += own + HW_ROW_GAP;
      n_racks++;
    }
  return n_sheets;
}

/* The scale that was asked for where the racks fit at it. Else the largest that fits and, down to
 * what is easily read, a smaller one where that saves sheets. */
static int
choose_scale (HwSheetSet *set, const GArray *cells, double width, double height)
{
  double widest = 0, highest = 0, room = width - AT_MATCHLINES - HW_ROW_FACE_GAP;
  int scale = set->options.scale;
  guint fewest;

  for (guint i = 0; i < cells->len; i++)
    {
      const HwRackCell *cell = &g_array_index (cells, HwRackCell, i);
      widest = MAX (widest, cell->n_faces * cell->width);
      highest = MAX (highest, cell->height);
    }
  if (scale > 0 && hw_sheet_fits (set, scale, widest, room)
      && hw_sheet_fits (set, scale, highest, height))
    return scale;
  scale = hw_sheet_scale (set, widest, highest, room, height, TRUE);
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
  HwSheetRowPart *last = NULL;
  guint last_index = 0;

  for (guint i = first; i < set->sheets->len; i++)
    {
      HwSheetRowPart *part = ((HwSheet *)g_ptr_array_index (set->sheets, i))->data;
      if (part->n_cells == 0)
        {
          HwSheetRowPart *before = ((HwSheet *)g_ptr_array_index (set->sheets, i - 1))->data;
          part->continued = before->continues = TRUE;
          continue;
        }
      if (last != NULL)
        last->racks_ahead = part->racks_back = i - last_index;
      last = part;
      last_index = i;
    }
}

/* The racks in the width that is left, each sheet with its part of the schedule. Returns: the
 * scale; 0: they do not fit */
static int
arrange (HwSheetSet *set, HwSheetRow *row, const HwRackBox *content, gboolean below, GArray *parts)
{
  guint most = set->options.racks_per_sheet, first = 0, capacity, more_capacity;
  double width, height;
  int scale;

  g_array_set_size (row->lines, 0);
  g_array_set_size (parts, 0);
  split (content, below, row);
  width = row->racks.width;
  height = row->racks.height - AROUND_RACKS;
  scale = choose_scale (set, row->cells, width, height);
  /* Room for matchlines where the row goes on. */
  if (scale > 0
      && (row_width (set, row->cells, scale) > width || (most > 0 && row->cells->len > most)))
    width -= AT_MATCHLINES;
  /* A schedule below the racks begins where they end. */
  if (scale > 0 && below)
    {
      double used
          = AROUND_RACKS + highest_cell (row->cells) / scale * hw_sheet_mm (set) + ABOVE_TABLE;
      row->table.y = content->y + used;
      row->table.height = content->height - used;
    }
  capacity = row->across * hw_table_capacity (row->table.height - HW_ROW_TABLE_HEADING);
  capacity = MAX (capacity, 1);
  more_capacity = row->across * hw_table_capacity (content->height - HW_ROW_TABLE_HEADING);
  more_capacity = MAX (more_capacity, 1);
  while (scale > 0 && first < row->cells->len)
    {
      HwSheetRowPart part = { .row = row, .first_cell = first, .first_line = row->lines->len };
      double x = 0;

      /* As many racks as are wide enough for the sheet and whose schedule is not too long. */
      while (first < row->cells->len)
        {
          const HwRackCell *cell = &g_array_index (row->cells, HwRackCell, first);
          guint before = row->lines->len;
          if (part.n_cells > 0
              && (x + hw_sheet_row_cell_width (set, cell, scale) > width || part.n_cells == most))
            break;
          hw_schedule_add_rack (set->design, cell->rack, row->lines);
          if (part.n_cells > 0 && row->lines->len - part.first_line > capacity)
            {
              g_array_set_size (row->lines, before);
              break;
            }
          x += hw_sheet_row_cell_width (set, cell, scale) + HW_ROW_GAP;
          part.n_cells++;
          first++;
        }
      part.n_lines = MIN (row->lines->len - part.first_line, capacity);
      g_array_append_val (parts, part);
      /* A single rack may have more lines than a sheet. */
      for (guint line = part.first_line + part.n_lines; line < row->lines->len;
           line += more_capacity)
        {
          HwSheetRowPart more = { .row = row, .first_line = line };
          more.n_lines = MIN (row->lines->len - line, more_capacity);
          g_array_append_val (parts, more);
        }
    }
  return scale;
}

/* Beside each other, or below each other where that takes fewer sheets as easily read. */
static int
arrange_best (HwSheetSet *set, HwSheetRow *row, GArray *parts)
{
  HwRackBox frame, block, content, foot;
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (HwSheetRowPart));
  int scale, other;

  hw_sheet_areas (set, &frame, &block, &content, &foot);
  if (content.height > content.width)
    return arrange (set, row, &content, TRUE, parts);
  scale = arrange (set, row, &content, FALSE, parts);
  if (scale > 0 && parts->len == 1)
    return scale;
  other = arrange (set, row, &content, TRUE, others);
  if (other > 0 && (scale == 0 || others->len < parts->len)
      && (scale == 0 || other <= MAX (scale, EASILY_READ)))
    {
      g_array_set_size (parts, 0);
      g_array_append_vals (parts, others->data, others->len);
      return other;
    }
  return arrange (set, row, &content, FALSE, parts);
}

void
hw_sheet_add_row (
    HwSheetSet *set, HwHandle hall, HwHandle row_handle, HwHandle rack, void (*draw) (HwPage *page))
{
  HwSheetRow *row = g_new0 (HwSheetRow, 1);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (HwSheetRowPart));
  guint first_sheet = set->sheets->len;

  row->ref_count = 1;
  row->lines = g_array_new (FALSE, FALSE, sizeof (HwScheduleLine));
  row->layout = hw_racks_layout_new (set->design, hall, row_handle, rack, set->options.faces);
  for (guint i = 0; i < hw_racks_layout_n_lines (row->layout); i++)
    if (hw_racks_layout_line (row->layout, i)->row == row_handle)
      row->line = hw_racks_layout_line (row->layout, i);
  row->cells = g_array_new (FALSE, FALSE, sizeof (HwRackCell));
  for (guint i = 0; row->line != NULL && i < row->line->cells->len; i++)
    {
      HwRackCell cell = g_array_index (row->line->cells, HwRackCell, i);

      if (rack == 0 && hw_sheet_is_plant (set->design, cell.rack))
        continue;
      if (hw_sheet_row_is_turned (row))
        g_array_prepend_val (row->cells, cell);
      else
        g_array_append_val (row->cells, cell);
    }
  if (row->cells->len > 0)
    {
      int scale = arrange_best (set, row, parts);

      for (guint i = 0; i < parts->len; i++)
        add_part (set, &g_array_index (parts, HwSheetRowPart, i), scale, draw);
    }
  link_parts (set, first_sheet);
  row_unref (row);
}
