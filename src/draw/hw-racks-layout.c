/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-racks-layout.h"

#include <math.h>

/* With many rows, their names stand beside them when the titles are too small to read. */
#define GUTTER 1000.0
#define GUTTER_FROM_LINES 4
/* Fewer lines than this stand in one column; more go into as many as make the whole about so much
 * wider than high. */
#define COLUMNS_FROM_LINES 8
#define ASPECT 1.3
#define COLUMN_GAP 600.0

struct _HwRacksLayout
{
  HwDesign *design;
  HwHandle hall, row, rack; /* what is shown; 0: all */
  HwFaces faces;
  GPtrArray *lines;   /* HwRackLine, column by column from the top */
  GArray *columns;    /* HwRackColumn */
  GHashTable *by_key; /* HwRackLine by line_key() */
  GArray *where;      /* HwRackLine * by handle of the rack; NULL: not shown */
  double width, height;
};

static gpointer
line_key (HwHandle hall, HwHandle row)
{
  /* Rows know their hall: only racks in no row need it. */
  return row != 0 ? GUINT_TO_POINTER (row * 2) : GUINT_TO_POINTER (hall * 2 + 1);
}

static void
line_free (gpointer data)
{
  HwRackLine *line = data;

  g_array_unref (line->cells);
  g_free (line);
}

double
hw_rack_cell_width (const HwRackCell *cell)
{
  return cell->n_faces * cell->width + (cell->n_faces - 1) * HW_RACKS_FACE_GAP;
}

/* --- building --- */

static void
set_where (HwRacksLayout *self, HwHandle rack, HwRackLine *line)
{
  if (rack >= self->where->len)
    g_array_set_size (self->where, rack + 1);
  g_array_index (self->where, HwRackLine *, rack) = line;
}

static void
fill_line (HwRacksLayout *self, HwRackLine *line)
{
  g_autoptr (GArray) racks = hw_design_row_racks (self->design, line->hall, line->row);
  double x = 0, highest = 0;

  for (guint i = 0; i < racks->len; i++)
    {
      HwHandle rack = g_array_index (racks, HwHandle, i);
      const HwProduct *product = hw_design_rack_product (self->design, rack);
      HwRackForm form;
      HwRackCell cell = { rack, (float)x };

      if (self->rack != 0 && rack != self->rack)
        continue;
      hw_rack_form_init (&form, product);
      cell.width = (float)form.width;
      cell.height = (float)form.height;
      /* What stands on the floor looks the same from behind. */
      cell.n_faces = self->faces == HW_FACES_BOTH && form.half_units > 0 ? 2 : 1;
      g_array_append_val (line->cells, cell);
      set_where (self, rack, line);
      x += hw_rack_cell_width (&cell) + HW_RACKS_GAP;
      highest = MAX (highest, form.height);
    }
  line->width = MAX (x - HW_RACKS_GAP, 0);
  line->height = HW_RACKS_TITLE + HW_RACKS_PLATE + HW_RACKS_PLATE_GAP + highest + HW_RACKS_BELOW;
}

static HwRackLine *
line_new (HwRacksLayout *self, HwHandle hall, HwHandle row)
{
  HwRackLine *line = g_new0 (HwRackLine, 1);

  line->hall = hall;
  line->row = row;
  line->cells = g_array_new (FALSE, FALSE, sizeof (HwRackCell));
  fill_line (self, line);
  return line;
}

/* Appends a row of the design, made anew unless it is there. */
static void
take_line (HwRacksLayout *self, HwHandle hall, HwHandle row)
{
  HwRackLine *line = g_hash_table_lookup (self->by_key, line_key (hall, row));

  if (line == NULL)
    {
      line = line_new (self, hall, row);
      g_hash_table_insert (self->by_key, line_key (hall, row), line);
    }
  if (line->cells->len > 0)
    g_ptr_array_add (self->lines, line);
}

static void
take_hall (HwRacksLayout *self, HwHandle hall)
{
  g_autoptr (GArray) rows = hw_design_hall_rows (self->design, hall);

  for (guint i = 0; i < rows->len; i++)
    {
      HwHandle row = g_array_index (rows, HwHandle, i);
      if (self->row == 0 || row == self->row)
        take_line (self, hall, row);
    }
  if (self->row == 0)
    take_line (self, hall, 0);
}

static guint
count_columns (const GPtrArray *lines)
{
  double area = 0, widest = 0;
  guint n;

  for (guint i = 0; i < lines->len; i++)
    {
      const HwRackLine *line = g_ptr_array_index (lines, i);
      area += line->height + HW_RACKS_ROW_GAP;
      widest = MAX (widest, line->width + GUTTER + COLUMN_GAP);
    }
  if (lines->len < COLUMNS_FROM_LINES)
    return 1;
  n = (guint)floor (sqrt (area * ASPECT / widest));
  return CLAMP (n, 1, lines->len);
}

/* Puts the lines of one column below each other. Returns: where they end */
static double
stack (HwRacksLayout *self, HwRackColumn *column, double gutter)
{
  double y = 0;

  for (guint i = column->first; i < column->end; i++)
    {
      HwRackLine *line = g_ptr_array_index (self->lines, i);
      line->x = column->x + gutter;
      line->y = y;
      line->floor_y = y + line->height - HW_RACKS_BELOW;
      y += line->height + HW_RACKS_ROW_GAP;
      column->width = MAX (column->width, gutter + line->width);
    }
  return MAX (y - HW_RACKS_ROW_GAP, 0);
}

static void
arrange (HwRacksLayout *self)
{
  double gutter, x = 0;
  guint n_columns, each;

  g_ptr_array_set_size (self->lines, 0);
  g_array_set_size (self->columns, 0);
  if (self->hall != 0)
    {
      if (hw_design_has (self->design, HW_TABLE_HALL, self->hall))
        take_hall (self, self->hall);
    }
  else
    for (HwHandle hall = hw_design_first_child (self->design, HW_TABLE_HALL, 0); hall != 0;
         hall = hw_design_next_child (self->design, HW_TABLE_HALL, hall))
      take_hall (self, hall);
  gutter = self->lines->len >= GUTTER_FROM_LINES ? GUTTER : 0;
  n_columns = count_columns (self->lines);
  each = (self->lines->len + n_columns - 1) / n_columns;
  self->height = 0;
  for (guint first = 0; first < self->lines->len; first += each)
    {
      HwRackColumn column = { first, MIN (first + each, self->lines->len), x, 0 };
      double end = stack (self, &column, gutter);
      g_array_append_val (self->columns, column);
      self->height = MAX (self->height, end);
      x += column.width + COLUMN_GAP;
    }
  self->width = MAX (x - COLUMN_GAP, 0);
}

HwRacksLayout *
hw_racks_layout_new (HwDesign *design, HwHandle hall, HwHandle row, HwHandle rack, HwFaces faces)
{
  HwRacksLayout *self = g_new0 (HwRacksLayout, 1);

  self->design = g_object_ref (design);
  self->hall = hall;
  self->row = row;
  self->rack = rack;
  self->faces = faces;
  self->lines = g_ptr_array_new ();
  self->columns = g_array_new (FALSE, FALSE, sizeof (HwRackColumn));
  self->by_key = g_hash_table_new_full (NULL, NULL, NULL, line_free);
  self->where = g_array_new (FALSE, TRUE, sizeof (HwRackLine *));
  arrange (self);
  return self;
}

void
hw_racks_layout_free (HwRacksLayout *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->lines);
  g_array_unref (self->columns);
  g_hash_table_unref (self->by_key);
  g_array_unref (self->where);
  g_object_unref (self->design);
  g_free (self);
}

/* --- updating --- */

static void
forget_line (HwRacksLayout *self, HwHandle hall, HwHandle row)
{
  HwRackLine *line = g_hash_table_lookup (self->by_key, line_key (hall, row));

  if (line == NULL)
    return;
  for (guint i = 0; i < line->cells->len; i++)
    {
      HwHandle rack = g_array_index (line->cells, HwRackCell, i).rack;
      if (g_array_index (self->where, HwRackLine *, rack) == line)
        set_where (self, rack, NULL);
    }
  g_hash_table_remove (self->by_key, line_key (hall, row));
}

/* Forgets the line that a rack is or was in. Returns: whether it changed for the layout */
static gboolean
touch_rack (HwRacksLayout *self, const HwChange *change)
{
  const HwRack *before = change->before, *after = change->after;

  if (before != NULL && after != NULL && before->product == after->product
      && before->row == after->row && before->object.parent == after->object.parent
      && before->x_mm == after->x_mm && before->y_mm == after->y_mm)
    return FALSE;
  if (before != NULL)
    forget_line (self, before->object.parent, before->row);
  if (after != NULL)
    forget_line (self, after->object.parent, after->row);
  return TRUE;
}

gboolean
hw_racks_layout_update (HwRacksLayout *self, const HwChangeSet *set)
{
  gboolean moved = FALSE;

  if (set->cause == HW_CAUSE_RESET)
    {
      g_hash_table_remove_all (self->by_key);
      g_array_set_size (self->where, 0);
      arrange (self);
      return TRUE;
    }
  for (guint i = 0; i < set->n_changes; i++)
    {
      const HwChange *change = &set->changes[i];
      if (change->table == HW_TABLE_RACK)
        moved |= touch_rack (self, change);
      else if (change->table == HW_TABLE_ROW)
        {
          const HwRow *row = change->before != NULL ? change->before : change->after;
          /* Racks of a removed row are told of by changes of their own. A handle may come back for
           * another row, in another hall. */
          forget_line (self, row->object.parent, change->handle);
          moved = TRUE;
        }
      else if (change->table == HW_TABLE_HALL)
        {
          if (change->kind == HW_CHANGE_REMOVE)
            forget_line (self, change->handle, 0);
          moved = TRUE;
        }
    }
  if (moved)
    arrange (self);
  return moved;
}

/* --- asking --- */

guint
hw_racks_layout_n_lines (const HwRacksLayout *self)
{
  return self->lines->len;
}

const HwRackLine *
hw_racks_layout_line (const HwRacksLayout *self, guint index)
{
  return g_ptr_array_index (self->lines, index);
}

HwDesign *
hw_racks_layout_design (const HwRacksLayout *self)
{
  return self->design;
}

HwFaces
hw_racks_layout_faces (const HwRacksLayout *self)
{
  return self->faces;
}

HwFace
hw_racks_layout_face (const HwRacksLayout *self, guint n)
{
  return self->faces == HW_FACES_REAR || n == 1 ? HW_FACE_REAR : HW_FACE_FRONT;
}

guint
hw_racks_layout_n_columns (const HwRacksLayout *self)
{
  return self->columns->len;
}

const HwRackColumn *
hw_racks_layout_column (const HwRacksLayout *self, guint index)
{
  return &g_array_index (self->columns, HwRackColumn, index);
}

void
hw_racks_layout_extent (HwRacksLayout *self, double *x, double *y, double *width, double *height)
{
  *x = *y = 0;
  *width = self->width;
  *height = self->height;
}

guint
hw_racks_layout_line_at (const HwRacksLayout *self, const HwRackColumn *column, double y)
{
  guint low = column->first, high = column->end;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const HwRackLine *line = g_ptr_array_index (self->lines, middle);
      if (line->y + line->height <= y)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

guint
hw_rack_line_cell_at (const HwRackLine *line, double x)
{
  guint low = 0, high = line->cells->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const HwRackCell *cell = &g_array_index (line->cells, HwRackCell, middle);
      if (cell->x + hw_rack_cell_width (cell) <= x)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

const HwRackCell *
hw_racks_layout_find (const HwRacksLayout *self, HwHandle rack, const HwRackLine **line)
{
  const HwRackLine *own
      = rack < self->where->len ? g_array_index (self->where, HwRackLine *, rack) : NULL;

  for (guint i = 0; own != NULL && i < own->cells->len; i++)
    {
      const HwRackCell *cell = &g_array_index (own->cells, HwRackCell, i);
      if (cell->rack == rack)
        {
          *line = own;
          return cell;
        }
    }
  return NULL;
}
