/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-matrix.h"

#include <math.h>

#include "hw-fabric-name.h"

#define GAP 46.0
/* Room for title and remark above all, and as part of a large drawing that is seen from afar. */
#define HEAD 62.0
#define HEAD_PART 0.09
#define LONG_SIDE 1.7 /* width over height that the whole is laid out for */
#define LETTER 6.3    /* of a name, at the size that it is written in */
#define MOST_LETTERS 26
#define MOST_COUNT 256u /* one cell cannot hold more cables than a switch has ports */

/* Where a switch stands as a row and as a column. */
typedef struct
{
  gint32 part, index;
} Home;

struct _HwFabricMatrix
{
  const HwFabric *fabric;
  GArray *parts;  /* HwFabricMatrixPart */
  guint32 *order; /* nodes of all rows and columns */
  Home *rows;     /* by switch */
  Home *columns;
  HwFabricMatrixCell *cells;
  double width, height;
};

static HwFabricMatrixPart *
part_at (const HwFabricMatrix *self, guint index)
{
  return &g_array_index (self->parts, HwFabricMatrixPart, index);
}

/* --- which switches share a table --- */

static guint
find_part (
    HwFabricMatrix *self, GHashTable *index, guint8 level, const HwFabricSwitch *at, guint32 number)
{
  gint64 key = (gint64)level << 60 | (gint64)at->fabric << 40 | (gint64)at->plane << 36 | number;
  gpointer found = g_hash_table_lookup (index, &key);

  if (found == NULL)
    {
      HwFabricMatrixPart part
          = { .level = level, .plane = at->plane, .fabric = at->fabric, .number = number };

      g_array_append_val (self->parts, part);
      found = GUINT_TO_POINTER (self->parts->len);
      g_hash_table_insert (index, g_memdup2 (&key, sizeof key), found);
    }
  return GPOINTER_TO_UINT (found) - 1;
}

static void
join_rows (HwFabricMatrix *self, guint node, guint part)
{
  self->rows[node] = (Home){ (gint32)part, (gint32)part_at (self, part)->n_rows++ };
}

static void
join_columns (HwFabricMatrix *self, guint node, guint part)
{
  self->columns[node] = (Home){ (gint32)part, (gint32)part_at (self, part)->n_columns++ };
}

/* Leaves meet the spines of their set, and spines of one number the cores that they share. */
static void
sort_switches (HwFabricMatrix *self)
{
  g_autoptr (GHashTable) index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const HwFabric *fabric = self->fabric;
  guint n = hw_fabric_count_switches (fabric);

  for (guint i = 0; i < n; i++)
    {
      const HwFabricSwitch *at = hw_fabric_get_switch (fabric, i);
      const HwFabricTree *tree = hw_fabric_get_tree (fabric, at->fabric);

      self->rows[i] = self->columns[i] = (Home){ -1, -1 };
      if (tree == NULL || tree->tiers < 2)
        continue;
      if (at->role == HW_FABRIC_LEAF)
        join_rows (self,
                   i,
                   find_part (self, index, HW_FABRIC_CABLE_SPINE, at, hw_fabric_group (fabric, i)));
      if (at->role == HW_FABRIC_SPINE)
        join_columns (
            self,
            i,
            find_part (self, index, HW_FABRIC_CABLE_SPINE, at, hw_fabric_group (fabric, i)));
      if (at->role == HW_FABRIC_SPINE && tree->tiers > 2)
        join_rows (self, i, find_part (self, index, HW_FABRIC_CABLE_CORE, at, at->index));
      if (at->role == HW_FABRIC_CORE)
        join_columns (self, i, find_part (self, index, HW_FABRIC_CABLE_CORE, at, at->group));
    }
}

/* Spines of one number come after each other only in their own table. */
static void
order_switches (HwFabricMatrix *self)
{
  guint n = hw_fabric_count_switches (self->fabric), rows = 0, cells = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      HwFabricMatrixPart *part = part_at (self, i);

      part->first_row = rows;
      part->first_column = rows + part->n_rows;
      part->first_cell = cells;
      rows += part->n_rows + part->n_columns;
      cells += part->n_rows * part->n_columns;
    }
  self->order = g_new0 (guint32, MAX (rows, 1));
  self->cells = g_new0 (HwFabricMatrixCell, MAX (cells, 1));
  for (guint i = 0; i < n; i++)
    {
      if (self->rows[i].part >= 0)
        self->order[part_at (self, (guint)self->rows[i].part)->first_row
                    + (guint)self->rows[i].index]
            = i;
      if (self->columns[i].part >= 0)
        self->order[part_at (self, (guint)self->columns[i].part)->first_column
                    + (guint)self->columns[i].index]
            = i;
    }
}

/* --- how many cables --- */

static HwFabricMatrixCell *
cell_at (const HwFabricMatrix *self, const HwFabricMatrixPart *part, guint row, guint column)
{
  return &self->cells[part->first_cell + row * part->n_columns + column];
}

static void
count_cables (HwFabricMatrix *self, const HwFabricFailure *failure)
{
  guint n, n_switches = hw_fabric_count_switches (self->fabric);
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);

  for (guint i = 0; i < n; i++)
    {
      const HwFabricCable *cable = &cables[i];
      HwFabricMatrixCell *cell;
      HwFabricMatrixPart *part;

      if (cable->low >= n_switches || cable->high >= n_switches || self->rows[cable->low].part < 0)
        continue;
      part = part_at (self, (guint)self->rows[cable->low].part);
      if (self->columns[cable->high].part != self->rows[cable->low].part)
        {
          part->elsewhere++;
          continue;
        }
      cell = cell_at (
          self, part, (guint)self->rows[cable->low].index, (guint)self->columns[cable->high].index);
      part->cables++;
      cell->cables++;
      cell->dead += !hw_fabric_works (failure, cables, i);
    }
}

static void
find_usual (HwFabricMatrix *self, HwFabricMatrixPart *part)
{
  guint counts[MOST_COUNT] = { 0 };
  guint n = part->n_rows * part->n_columns;

  for (guint i = 0; i < n; i++)
    counts[MIN (self->cells[part->first_cell + i].cables, MOST_COUNT - 1)]++;
  for (guint i = 1; i < MOST_COUNT; i++)
    if (counts[i] > counts[part->usual])
      part->usual = i;
  part->unequal = n - counts[part->usual];
}

/* --- where they stand --- */

static double
name_room (const HwFabricMatrix *self, guint first, guint n)
{
  char buffer[HW_FABRIC_NAME_SIZE];
  glong longest = 4;

  for (guint i = first; i < first + n; i++)
    longest = MAX (longest,
                   g_utf8_strlen (hw_fabric_node_name (self->fabric, self->order[i], buffer), -1));
  return MIN (longest, MOST_LETTERS) * LETTER + 16;
}

static double
part_width (const HwFabricMatrixPart *part)
{
  return part->row_names + part->n_columns * HW_FABRIC_CELL_WIDTH;
}

static double
part_height (const HwFabricMatrixPart *part)
{
  return HW_FABRIC_PART_TITLE + part->column_names + part->n_rows * HW_FABRIC_CELL_HEIGHT;
}

/* In lines of equal length; tables of one level before those of the next. */
static void
lay_level (HwFabricMatrix *self, guint8 level, double line, double *top)
{
  double x = 0, height = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      HwFabricMatrixPart *part = part_at (self, i);

      if (part->level != level)
        continue;
      if (x > 0 && x + part_width (part) > line)
        {
          *top += height + GAP;
          x = height = 0;
        }
      part->x = x + part->row_names;
      part->y = *top + HW_FABRIC_PART_TITLE + part->column_names;
      x += part_width (part);
      self->width = MAX (self->width, x);
      x += GAP;
      height = MAX (height, part_height (part));
    }
  *top += height > 0 ? height + GAP : 0;
}

static void
lay_out (HwFabricMatrix *self)
{
  double area = 0, widest = 0, top = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const HwFabricMatrixPart *part = part_at (self, i);

      area += (part_width (part) + GAP) * (part_height (part) + GAP);
      widest = MAX (widest, part_width (part));
    }
  lay_level (self, HW_FABRIC_CABLE_SPINE, MAX (widest, sqrt (area * LONG_SIDE)), &top);
  lay_level (self, HW_FABRIC_CABLE_CORE, MAX (widest, sqrt (area * LONG_SIDE)), &top);
  self->width = MAX (self->width, 420);
  self->height = MAX (top - GAP, 60);
}

HwFabricMatrix *
hw_fabric_matrix_new (const HwFabric *fabric, const HwFabricFailure *failure)
{
  HwFabricMatrix *self = g_new0 (HwFabricMatrix, 1);
  guint n = MAX (hw_fabric_count_switches (fabric), 1);

  self->fabric = fabric;
  self->parts = g_array_new (FALSE, FALSE, sizeof (HwFabricMatrixPart));
  self->rows = g_new0 (Home, n);
  self->columns = g_new0 (Home, n);
  sort_switches (self);
  order_switches (self);
  count_cables (self, failure);
  for (guint i = 0; i < self->parts->len; i++)
    {
      HwFabricMatrixPart *part = part_at (self, i);

      find_usual (self, part);
      part->row_names = name_room (self, part->first_row, part->n_rows);
      part->column_names = name_room (self, part->first_column, part->n_columns);
    }
  lay_out (self);
  return self;
}

void
hw_fabric_matrix_free (HwFabricMatrix *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->parts);
  g_free (self->order);
  g_free (self->rows);
  g_free (self->columns);
  g_free (self->cells);
  g_free (self);
}

/* --- asking --- */

void
hw_fabric_matrix_extent (
    const HwFabricMatrix *self, double *x, double *y, double *width, double *height)
{
  double head = MAX (HEAD, MAX (self->height, self->width * 0.6) * HEAD_PART);

  *x = 0;
  *y = -head;
  *width = self->width;
  *height = self->height + head;
}

const HwFabricMatrixPart *
hw_fabric_matrix_parts (const HwFabricMatrix *self, guint *n)
{
  *n = self->parts->len;
  return (const HwFabricMatrixPart *)(gpointer)self->parts->data;
}

HwFabricMatrixCell
hw_fabric_matrix_cell (const HwFabricMatrix *self, guint part, guint row, guint column)
{
  return *cell_at (self, part_at (self, part), row, column);
}

guint
hw_fabric_matrix_row (const HwFabricMatrix *self, guint part, guint row)
{
  return self->order[part_at (self, part)->first_row + row];
}

guint
hw_fabric_matrix_column (const HwFabricMatrix *self, guint part, guint column)
{
  return self->order[part_at (self, part)->first_column + column];
}

HwFabricMatrixSpot
hw_fabric_matrix_at (const HwFabricMatrix *self, double x, double y)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const HwFabricMatrixPart *part = part_at (self, i);
      double column = (x - part->x) / HW_FABRIC_CELL_WIDTH;
      double row = (y - part->y) / HW_FABRIC_CELL_HEIGHT;

      if (column >= part->n_columns || row >= part->n_rows || x < part->x - part->row_names
          || y < part->y - part->column_names || (column < 0 && row < 0))
        continue;
      return (
          HwFabricMatrixSpot){ (gint)i, row < 0 ? -1 : (gint)row, column < 0 ? -1 : (gint)column };
    }
  return HW_FABRIC_NO_SPOT;
}

gboolean
hw_fabric_matrix_find (const HwFabricMatrix *self,
                       guint row_node,
                       guint column_node,
                       HwFabricMatrixSpot *spot)
{
  guint n = hw_fabric_count_switches (self->fabric);

  if (row_node >= n || column_node >= n || self->rows[row_node].part < 0
      || self->rows[row_node].part != self->columns[column_node].part)
    return FALSE;
  *spot = (HwFabricMatrixSpot){ self->rows[row_node].part,
                                self->rows[row_node].index,
                                self->columns[column_node].index };
  return TRUE;
}

gboolean
hw_fabric_matrix_name_of (const HwFabricMatrix *self, guint node, HwFabricMatrixSpot *spot)
{
  if (self->columns[node].part >= 0)
    *spot = (HwFabricMatrixSpot){ self->columns[node].part, -1, self->columns[node].index };
  else if (self->rows[node].part >= 0)
    *spot = (HwFabricMatrixSpot){ self->rows[node].part, self->rows[node].index, -1 };
  else
    return FALSE;
  return TRUE;
}

HwRackBox
hw_fabric_matrix_box (const HwFabricMatrix *self, const HwFabricMatrixSpot *spot)
{
  const HwFabricMatrixPart *part = part_at (self, (guint)spot->part);
  HwRackBox box = {
    part->x - part->row_names, part->y - part->column_names, part->row_names, part->column_names
  };

  if (spot->column >= 0)
    {
      box.x = part->x + spot->column * HW_FABRIC_CELL_WIDTH;
      box.width = HW_FABRIC_CELL_WIDTH;
    }
  if (spot->row >= 0)
    {
      box.y = part->y + spot->row * HW_FABRIC_CELL_HEIGHT;
      box.height = HW_FABRIC_CELL_HEIGHT;
    }
  return box;
}
