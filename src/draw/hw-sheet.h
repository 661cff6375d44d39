/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"
#include "hw-scene.h"

G_BEGIN_DECLS

/* A drawing set on paper: sheets with frame, zones, title block; true scale. Sizes are in points
 * (1/72 in), a sheet's scene in points of the paper's lettering. */

typedef struct
{
  const char *name;           /* "A3" */
  double width_mm, height_mm; /* landscape */
  double lettering;           /* how much larger texts, lines and title block are than on A4 */
} HwPaper;

/* A4 A3 A2 A1 A0 Letter Legal Tabloid ANSI-C ANSI-D ANSI-E */
const HwPaper *hw_paper_find (const char *name);
guint hw_paper_count (void);
const HwPaper *hw_paper_get (guint index);

typedef enum
{
  HW_SHEETS_COVER = 1 << 0,
  HW_SHEETS_HALL = 1 << 1,
  HW_SHEETS_RACKS = 1 << 2,
  HW_SHEETS_BILL = 1 << 3,
  HW_SHEETS_DEVICES = 1 << 4, /* what is mounted in each rack */
  HW_SHEETS_EXPLAIN = 1 << 5, /* where the headline figures come from */
  HW_SHEETS_COOLING = 1 << 6, /* a diagram of each loop */
  HW_SHEETS_FABRIC = 1 << 7,  /* and of each fabric */
  HW_SHEETS_LOOPS = 1 << 8,   /* schedules of pipes, valves and CDUs */
  HW_SHEETS_CABLES = 1 << 9,  /* of the cables of fabrics */
  HW_SHEETS_PORTS = 1 << 10,  /* what is at each port of their switches */
  HW_SHEETS_TRAYS = 1 << 11,  /* floor plans with the cable trays, and a table of these */
  HW_SHEETS_REPORT = 1 << 12, /* one page that tells all of it */
  HW_SHEETS_PHASES = 1 << 13, /* what is built when, with curves */
  HW_SHEETS_COST = 1 << 14,   /* what it costs to build and to run */
  HW_SHEETS_POWER = 1 << 15,  /* a one-line diagram of each power chain */
  HW_SHEETS_PANELS = 1 << 16, /* schedules of panels and breakers */
  HW_SHEETS_ALL = (1 << 17) - 1,
  /* Long schedules are for those who ask for them. */
  HW_SHEETS_USUAL = HW_SHEETS_ALL & ~(HW_SHEETS_CABLES | HW_SHEETS_PORTS),
} HwSheetKinds;

typedef struct
{
  const HwPaper *paper;
  gboolean portrait;
  HwSheetKinds kinds;
  int scale;             /* of elevations, 20: 1:20; 0: the largest standard scale that fits */
  int plan_scale;        /* of floor plans, which go on over several sheets where they must */
  guint racks_per_sheet; /* 0: as many as fit */
  guint8 faces;          /* HwFaces */
  HwRef object;          /* only this hall, row, group, rack, loop or fabric; handle 0: all */
  const char *file_name; /* nullable: for the title block */
  const char *date;      /* nullable: when the design states none */
  /* (nullable) (array zero-terminated=1): keys of what is drawn as failed, as each sheet then says.
   * Without it sheets show the design, whatever has failed in what they are laid out from. */
  const char *const *failed;
} HwSheetOptions;

void hw_sheet_options_init (HwSheetOptions *options);

typedef struct _HwSheetSet HwSheetSet;

/* Lays out all sheets. */
HwSheetSet *hw_sheet_set_new (HwResults *results, const HwSheetOptions *options);
void hw_sheet_set_free (HwSheetSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwSheetSet, hw_sheet_set_free)
guint hw_sheet_set_n_sheets (HwSheetSet *self);

/* Whether the design has nothing of the kinds asked for; a cover then is the only sheet. */
gboolean hw_sheet_set_is_empty (HwSheetSet *self);
const char *hw_sheet_set_get_title (HwSheetSet *self, guint index);
void hw_sheet_set_get_size (HwSheetSet *self, guint index, double *width_pt, double *height_pt);
/* Returns: (transfer full): the sheet's scene, for tests; its units are points of the paper times
 * its lettering */
HwScene *hw_sheet_set_build (HwSheetSet *self, guint index);
void hw_sheet_set_paint (HwSheetSet *self, guint index, cairo_t *cr);

/**
 * hw_export_sheets:
 * @format: "pdf", "svg" or "png"
 * @page: 1 for the first; 0: all (PDF), the first (SVG, PNG)
 * @write: receives the bytes
 *
 * Bytes are the same each time for the same design. PDF has an outline and metadata.
 */
gboolean hw_export_sheets (HwSheetSet *self,
                           const char *format,
                           guint page,
                           cairo_write_func_t write,
                           gpointer data,
                           GError **error);

G_END_DECLS
