/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-racks-layout.h"
#include "hw-sheet-private.h"

G_BEGIN_DECLS

/* Elevations of a row over as many sheets as it takes, with the schedule of what they show. */

/* Around racks on paper, points. */
#define HW_ROW_HEADING 26.0
#define HW_ROW_PLATE 15.0
#define HW_ROW_PLATE_GAP 4.0
#define HW_ROW_BELOW 22.0
#define HW_ROW_GAP 16.0
#define HW_ROW_FACE_GAP 7.0
/* Of the schedule's heading, and between its columns. */
#define HW_ROW_TABLE_HEADING 22.0
#define HW_ROW_COLUMN_GAP 24.0

/* One row of racks, shared by its sheets. */
typedef struct
{
  int ref_count;
  HwRacksLayout *layout;
  const HwRackLine *line;
  GArray *cells; /* HwRackCell, from left to right: of the line, from behind the other way round */
  GArray *lines; /* HwScheduleLine */
  HwRackBox racks; /* where they are drawn */
  HwRackBox table; /* beside or below them */
  guint across;    /* columns of the schedule side by side */
} HwSheetRow;

/* Some racks of a row with their part of the schedule; no racks: more of the schedule. */
typedef struct
{
  HwSheetRow *row;
  guint first_cell, n_cells;
  guint first_line, n_lines;
  /* Sheets back and ahead to where the racks were and go on; 0: nowhere. */
  guint racks_back, racks_ahead;
  gboolean continued, continues; /* the schedule, from and on the next sheet */
} HwSheetRowPart;

/* Width of all faces of a cell on paper. */
double hw_sheet_row_cell_width (HwSheetSet *set, const HwRackCell *cell, int scale);
/* Whether the row is seen from behind, its first rack at the right. */
gboolean hw_sheet_row_is_turned (const HwSheetRow *row);

/* Whether a rack stands on the floor outside all rows, with nothing in it: it has a line in the
 * schedule of plant and no elevation, unless it is asked for by itself. */
gboolean hw_sheet_is_plant (HwDesign *design, HwHandle rack);
/* Adds the sheets of a row. @rack: only this one; 0: all. @draw: what draws a part of it */
void hw_sheet_add_row (
    HwSheetSet *set, HwHandle hall, HwHandle row, HwHandle rack, void (*draw) (HwPage *page));

G_END_DECLS
