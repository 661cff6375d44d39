/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-rack-form.h"
#include "hw-scene-racks.h"

G_BEGIN_DECLS

/* The inside of HwRacksLayout, for the views that draw it. */

/* Millimetres of the elevation around a frame: name plate above, power bar below, title of the row.
 */
#define HW_RACKS_GAP 60.0
#define HW_RACKS_FACE_GAP 40.0
#define HW_RACKS_TITLE 160.0
#define HW_RACKS_PLATE 66.0
#define HW_RACKS_PLATE_GAP 12.0
#define HW_RACKS_BELOW 110.0
#define HW_RACKS_ROW_GAP 130.0

typedef struct
{
  HwHandle rack;
  float x;     /* of the first face, from the start of the line */
  float width; /* of one face */
  float height;
  guint n_faces;
} HwRackCell;

/* The racks of one row of a hall. */
typedef struct
{
  HwHandle hall, row; /* row 0: racks that are in none */
  GArray *cells;      /* HwRackCell, by x */
  double x;           /* where its racks begin */
  double y;           /* of the title */
  double floor_y;     /* where frames stand */
  double height;      /* title to power bars */
  double width;
} HwRackLine;

/* Lines stand below each other in one column, or, where there are many, in several. */
typedef struct
{
  guint first, end; /* lines, by y */
  double x;         /* of the column; its lines begin behind their names */
  double width;
} HwRackColumn;

guint hw_racks_layout_n_columns (const HwRacksLayout *self);
const HwRackColumn *hw_racks_layout_column (const HwRacksLayout *self, guint index);
guint hw_racks_layout_n_lines (const HwRacksLayout *self);
const HwRackLine *hw_racks_layout_line (const HwRacksLayout *self, guint index);
HwDesign *hw_racks_layout_design (const HwRacksLayout *self);
HwFaces hw_racks_layout_faces (const HwRacksLayout *self);
/* The first line of a column that ends below @y, and the first cell of a line that ends right of
 * @x, from the start of the line. */
guint hw_racks_layout_line_at (const HwRacksLayout *self, const HwRackColumn *column, double y);
guint hw_rack_line_cell_at (const HwRackLine *line, double x);
double hw_rack_cell_width (const HwRackCell *cell);
const HwRackCell *
hw_racks_layout_find (const HwRacksLayout *self, HwHandle rack, const HwRackLine **line);
/* Frame of a face in world units. */
static inline double
hw_rack_cell_face_x (const HwRackCell *cell, guint face)
{
  return cell->x + face * (cell->width + HW_RACKS_FACE_GAP);
}
/* Which face the n-th elevation of a cell shows. */
HwFace hw_racks_layout_face (const HwRacksLayout *self, guint n);

G_END_DECLS
