/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-operations.h"
#include "hw-rack-form.h"
#include "hw-sheet.h"

G_BEGIN_DECLS

typedef struct _HwSheet HwSheet;

/* What a sheet is drawn with. */
typedef struct
{
  HwSheetSet *set;
  HwSheet *sheet;
  HwScene *scene;
  const HwTheme *theme;
  HwRackBox content; /* inside the frame, above the title block */
  HwRackBox foot;    /* beside or above the title block: legends, scale bar */
} HwPage;

struct _HwSheet
{
  char *title;
  char *series;  /* nullable: title of the sheets that hold one long table alone, one line of the
                    index */
  int scale;     /* 20: 1:20; 0: not to scale */
  gpointer data; /* of the kind of sheet */
  GDestroyNotify free_data;
  void (*draw) (HwPage *page);
};

struct _HwSheetSet
{
  HwResults *results;
  HwDesign *design;
  HwSheetOptions options;
  char *file_name, *date;
  char **failed;
  GPtrArray *sheets; /* HwSheet */
  gboolean empty;    /* of what was asked for */
};

/* A millimetre of the paper, in units of the sheet's scene. */
double hw_sheet_mm (HwSheetSet *set);
/* Content of every sheet of the set, for the layout. */
void hw_sheet_areas (
    HwSheetSet *set, HwRackBox *frame, HwRackBox *block, HwRackBox *content, HwRackBox *foot);
/* The loops or fabrics of the part of the design that the set shows, by their names; a fabric only
 * where it is derived. Returns: (transfer full) (element-type HwHandle) */
GArray *hw_sheet_networks (HwSheetSet *set, HwTableKind table);
/* Content of sheets that need no foot: down to the title block. */
HwRackBox hw_sheet_whole_area (HwSheetSet *set);
/* Returns: (transfer none): the sheet, at the end of the set */
HwSheet *hw_sheet_add (HwSheetSet *set, char *title_taken, void (*draw) (HwPage *page));

/* Frame, zones and title block. */
void hw_sheet_draw_frame (HwPage *page, guint number);

/* The sheets of each kind. The cover comes last in time, though first in the set, for it lists the
 * others. */
void hw_sheet_add_halls (HwSheetSet *set);
/* The floor plan of one hall. @trays: with its cable trays */
void hw_sheet_add_hall (HwSheetSet *set, HwHandle hall, gboolean trays);
void hw_sheet_add_tray_plans (HwSheetSet *set);
void hw_sheet_add_tray_tables (HwSheetSet *set);
void hw_sheet_add_racks (HwSheetSet *set);
/* The schedule of what elevations leave out. */
void hw_sheet_add_plant (HwSheetSet *set);
void hw_sheet_add_loops (HwSheetSet *set);
void hw_sheet_add_loop_tables (HwSheetSet *set);
void hw_sheet_add_fabrics (HwSheetSet *set);
void hw_sheet_add_cables (HwSheetSet *set);
void hw_sheet_add_ports (HwSheetSet *set);
void hw_sheet_add_phases (HwSheetSet *set);
void hw_sheet_add_chains (HwSheetSet *set);
void hw_sheet_add_panels (HwSheetSet *set);
void hw_sheet_add_devices (HwSheetSet *set);
void hw_sheet_add_bill (HwSheetSet *set);
void hw_sheet_add_cost (HwSheetSet *set);
void hw_sheet_add_explanations (HwSheetSet *set);
void hw_sheet_add_report (HwSheetSet *set);
void hw_sheet_add_cover (HwSheetSet *set);

/* The largest standard scale at which a length of millimetres fits a length of the sheet; 0: none.
 * @racks: with the steps between that elevations are drawn at: 1:12 (an inch to the foot), 1:15 */
int hw_sheet_scale (HwSheetSet *set,
                    double width_mm,
                    double height_mm,
                    double width,
                    double height,
                    gboolean racks);
/* The next smaller scale for elevations; 0: none. */
int hw_sheet_next_scale (int scale);
gboolean hw_sheet_fits (HwSheetSet *set, int scale, double length_mm, double length);

/* Texts on paper. */
double hw_page_text (HwPage *page,
                     double x,
                     double y,
                     double width,
                     double height,
                     const char *text,
                     double size,
                     gboolean bold,
                     HwAlign align,
                     HwRole role);
/* A heading and a remark behind it. Returns: where what it heads begins */
double hw_page_heading (
    HwPage *page, double x, double y, double width, const char *text, const char *remark);
/* The place of the page's sheet in the set, from 0. */
guint hw_page_index (HwPage *page);
/* A dashed line where the drawing goes on, with @text beside it, on the side to which it goes on:
 * HW_EDGE_WEST … HW_EDGE_SOUTH. */
void
hw_page_matchline (HwPage *page, HwEdge side, double x, double y, double length, const char *text);
/* Room that the text of a matchline takes. */
#define HW_MATCHLINE 12.0
/* Divisions of the sheet's scale, in the box. */
void hw_page_scale_bar (HwPage *page, const HwRackBox *box);

/* --- tables --- */

typedef struct
{
  const char *title;
  double share; /* of the width */
  HwAlign align;
} HwColumn;

typedef enum
{
  HW_LINE_PLAIN,
  HW_LINE_DIM,
  HW_LINE_TOTAL,
  HW_LINE_HEADING, /* its first cell runs over all columns */
  HW_LINE_REMARK,  /* so does this one's, dim; belongs to the line above */
  HW_LINE_MORE,    /* what the line above had no room for */
} HwLineStyle;

typedef struct
{
  HwLineStyle style;
  char **cells; /* as many as columns; "" for nothing */
} HwTableLine;

#define HW_TABLE_LINE 13.0

/* A line of @n cells. Returns: (transfer full) */
HwTableLine *hw_table_line_new (HwLineStyle style, guint n, ...);
void hw_table_line_free (HwTableLine *line);
/* How many lines fit below a head. */
guint hw_table_capacity (double height);
/* And how high @n of them are, with the head. */
double hw_table_height (guint n);
/* @text in lines that are no wider than @width at the size of tables. Words that are longer, like
 * addresses, are broken. */
char **hw_table_wrap (const char *text, double width);
/* Adds a table that may be long: several columns of it on wide paper, none narrower than @least. It
 * begins below the table added before where there is room, and goes on over as many sheets as it
 * takes. */
void hw_sheet_add_list (HwSheetSet *set,
                        const char *title,
                        const char *remark,
                        const HwColumn *columns,
                        guint n_columns,
                        GPtrArray *lines,
                        double least);
/* Longer schedules of networks are for spreadsheets: the sheets hold that many lines of them. */
#define HW_MOST_LINES 1500
/* That there are more, in the table @csv of the command line. Returns: (transfer full) */
char *hw_sheet_limit_text (guint n, const char *csv);
char *hw_sheet_part_text (guint shown, guint n, const char *csv);
/* How wide the columns of such a table are. */
double hw_sheet_list_width (HwSheetSet *set, double least);

/* Draws @lines from @first on. Returns: where the table ends */
double hw_table_draw (HwPage *page,
                      const HwColumn *columns,
                      guint n_columns,
                      const GPtrArray *lines,
                      guint first,
                      guint n,
                      double x,
                      double y,
                      double width);

/* "2.95–3.1 MUSD", "≥ 13.7 kW", "unknown". Returns: (transfer full) */
char *hw_sum_text (const HwSum *sum, HwDimension dimension, const char *currency);
/* The range alone, "" where there is none. */
char *hw_sum_range_text (const HwSum *sum, HwDimension dimension, const char *currency);

G_END_DECLS
