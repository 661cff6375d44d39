/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <math.h>

#include "hw-cable-plan.h"
#include "hw-cooling-work.h"
#include "hw-fabric-work.h"
#include "hw-fabrics.h"
#include "hw-name-list.h"
#include "hw-phase-series-work.h"
#include "hw-scene-racks.h"

#define POINTS_OF_MM (72 / 25.4)
/* Margin around the frame, ISO 5457, on every paper. */
#define MARGIN_MM 10
/* Title block, ISO 7200, and what stands beside it; these grow with the lettering. */
#define BLOCK_WIDTH (180 * POINTS_OF_MM)
#define BLOCK_HEIGHT (40 * POINTS_OF_MM)
#define FOOT_HEIGHT (26 * POINTS_OF_MM)
#define FOOT_GAP (3 * POINTS_OF_MM)
#define FOOT_LEAST (95 * POINTS_OF_MM)
#define SLIVER (25 * POINTS_OF_MM)
#define PAD (7 * POINTS_OF_MM)

/* Sheets that tell sums of the whole design. */
#define WITH_TOTALS                                                                                \
  (HW_SHEETS_COVER | HW_SHEETS_REPORT | HW_SHEETS_PHASES | HW_SHEETS_BILL | HW_SHEETS_COST         \
   | HW_SHEETS_EXPLAIN)

/* ISO 5455, with the steps between that racks and halls are drawn at. */
static const int scales[]
    = { 5, 10, 12, 15, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000, 20000, 50000 };

void
hw_sheet_options_init (HwSheetOptions *options)
{
  *options = (HwSheetOptions){ .paper = hw_paper_find ("A3"), .kinds = HW_SHEETS_USUAL };
  options->faces = HW_FACES_FRONT;
}

double
hw_sheet_mm (HwSheetSet *set)
{
  return POINTS_OF_MM / set->options.paper->lettering;
}

gboolean
hw_sheet_fits (HwSheetSet *set, int scale, double length_mm, double length)
{
  return length_mm / scale * hw_sheet_mm (set) <= length + 1e-6;
}

int
hw_sheet_scale (
    HwSheetSet *set, double width_mm, double height_mm, double width, double height, gboolean racks)
{
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if ((racks || (scales[i] != 12 && scales[i] != 15))
        && hw_sheet_fits (set, scales[i], width_mm, width)
        && hw_sheet_fits (set, scales[i], height_mm, height))
      return scales[i];
  return 0;
}

int
hw_sheet_next_scale (int scale)
{
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (scales[i] > scale)
      return scales[i];
  return 0;
}

/* In units of the scene. */
static void
paper_size (HwSheetSet *set, double *width, double *height)
{
  const HwPaper *paper = set->options.paper;

  *width = (set->options.portrait ? paper->height_mm : paper->width_mm) * hw_sheet_mm (set);
  *height = (set->options.portrait ? paper->width_mm : paper->height_mm) * hw_sheet_mm (set);
}

void
hw_sheet_areas (
    HwSheetSet *set, HwRackBox *frame, HwRackBox *block, HwRackBox *content, HwRackBox *foot)
{
  double width, height, margin = MARGIN_MM * hw_sheet_mm (set);

  paper_size (set, &width, &height);
  *frame = (HwRackBox){ margin, margin, width - 2 * margin, height - 2 * margin };
  block->width = BLOCK_WIDTH;
  /* No sliver beside it on narrow paper. */
  if (frame->width - block->width < SLIVER)
    block->width = frame->width;
  block->height = BLOCK_HEIGHT;
  block->x = frame->x + frame->width - block->width;
  block->y = frame->y + frame->height - block->height;
  if (frame->width - block->width > FOOT_LEAST)
    *foot = (HwRackBox){
      frame->x + PAD, block->y + PAD / 2, frame->width - block->width - 2 * PAD, block->height - PAD
    };
  else
    *foot = (HwRackBox){
      frame->x + PAD, block->y - FOOT_HEIGHT, frame->width - 2 * PAD, FOOT_HEIGHT - FOOT_GAP
    };
  *content = (HwRackBox){ frame->x + PAD, frame->y + PAD, frame->width - 2 * PAD };
  content->height = MIN (foot->y, block->y) - PAD / 2 - content->y;
}

HwRackBox
hw_sheet_whole_area (HwSheetSet *set)
{
  HwRackBox frame, block, content, foot;

  hw_sheet_areas (set, &frame, &block, &content, &foot);
  content.height = block.y - PAD / 2 - content.y;
  return content;
}

static gboolean
is_wanted (HwSheetSet *set, HwRef network)
{
  HwRef only = set->options.object;

  if (network.table == HW_TABLE_FABRIC && hw_results_fabric (set->results, network.handle) == NULL)
    return FALSE;
  if (only.handle == 0)
    return TRUE;
  if (only.table == network.table)
    return only.handle == network.handle;
  return network.table == HW_TABLE_LOOP && only.table == HW_TABLE_HALL
         && hw_results_loop_plan (set->results, network.handle)->hall == only.handle;
}

typedef struct
{
  HwDesign *design;
  HwTableKind table;
} Names;

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
  const Names *names = data;
  HwRef one = HW_REF (names->table, *(const HwHandle *)a);
  HwRef other = HW_REF (names->table, *(const HwHandle *)b);
  /* Names may share their buffer. */
  g_autofree char *name = g_strdup (hw_design_name (names->design, one));
  int order = hw_name_compare (name, hw_design_name (names->design, other));

  return order != 0 ? order : (one.handle > other.handle) - (one.handle < other.handle);
}

GArray *
hw_sheet_networks (HwSheetSet *set, HwTableKind table)
{
  GArray *networks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  Names names = { set->design, table };

  for (HwHandle handle = hw_design_first_child (set->design, table, 0); handle != 0;
       handle = hw_design_next_child (set->design, table, handle))
    if (is_wanted (set, HW_REF (table, handle)))
      g_array_append_val (networks, handle);
  g_array_sort_with_data (networks, compare_names, &names);
  return networks;
}

static void
sheet_free (gpointer data)
{
  HwSheet *sheet = data;

  if (sheet->free_data != NULL)
    sheet->free_data (sheet->data);
  g_free (sheet->title);
  g_free (sheet->series);
  g_free (sheet);
}

HwSheet *
hw_sheet_add (HwSheetSet *set, char *title_taken, void (*draw) (HwPage *page))
{
  HwSheet *sheet = g_new0 (HwSheet, 1);

  sheet->title = title_taken;
  sheet->draw = draw;
  g_ptr_array_add (set->sheets, sheet);
  return sheet;
}

/* Sheets that show a single object. */
static HwSheetKinds
kinds_of (HwTableKind table)
{
  switch (table)
    {
    case HW_TABLE_HALL:
      return HW_SHEETS_HALL | HW_SHEETS_TRAYS | HW_SHEETS_RACKS | HW_SHEETS_COOLING
             | HW_SHEETS_LOOPS | HW_SHEETS_POWER | HW_SHEETS_PANELS;
    case HW_TABLE_LOOP:
      return HW_SHEETS_COOLING | HW_SHEETS_LOOPS;
    case HW_TABLE_POWER:
      return HW_SHEETS_POWER | HW_SHEETS_PANELS;
    case HW_TABLE_FABRIC:
      return HW_SHEETS_FABRIC | HW_SHEETS_CABLES | HW_SHEETS_PORTS;
    default:
      return HW_SHEETS_RACKS;
    }
}

HwSheetSet *
hw_sheet_set_new (HwResults *results, const HwSheetOptions *options)
{
  HwSheetSet *self = g_new0 (HwSheetSet, 1);
  HwSheetKinds kinds = options->kinds;

  self->failed = g_strdupv ((char **)options->failed);
  self->results = hw_results_with_failed (results, options->failed);
  /* Paper waits for nobody. */
  hw_results_solve_loops (self->results);
  hw_results_derive_fabrics (self->results);
  self->design = hw_results_get_design (results);
  self->options = *options;
  self->options.failed = (const char *const *)self->failed;
  self->file_name = g_strdup (options->file_name);
  self->date = g_strdup (options->date);
  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  if (self->options.paper == NULL)
    self->options.paper = hw_paper_find ("A3");
  /* A part of the design has no cover and no bill of its own, a row or rack no plan. */
  if (options->object.handle != 0)
    kinds &= kinds_of (options->object.table);
  /* Cables have prices and transceivers power: all sheets tell the same totals. */
  if ((kinds & WITH_TOTALS) != 0)
    hw_results_lay_cables (self->results);
  if ((kinds & (HW_SHEETS_REPORT | HW_SHEETS_PHASES)) != 0)
    hw_results_complete_phase_series (self->results);
  if ((kinds & HW_SHEETS_REPORT) != 0)
    hw_sheet_add_report (self);
  if ((kinds & HW_SHEETS_HALL) != 0)
    hw_sheet_add_halls (self);
  if ((kinds & HW_SHEETS_TRAYS) != 0)
    hw_sheet_add_tray_plans (self);
  if ((kinds & HW_SHEETS_RACKS) != 0)
    hw_sheet_add_racks (self);
  if ((kinds & HW_SHEETS_COOLING) != 0)
    hw_sheet_add_loops (self);
  if ((kinds & HW_SHEETS_FABRIC) != 0)
    hw_sheet_add_fabrics (self);
  if ((kinds & HW_SHEETS_POWER) != 0)
    hw_sheet_add_chains (self);
  if ((kinds & HW_SHEETS_PHASES) != 0)
    hw_sheet_add_phases (self);
  if ((kinds & HW_SHEETS_RACKS) != 0)
    hw_sheet_add_plant (self);
  if ((kinds & HW_SHEETS_DEVICES) != 0)
    hw_sheet_add_devices (self);
  if ((kinds & HW_SHEETS_TRAYS) != 0)
    hw_sheet_add_tray_tables (self);
  if ((kinds & HW_SHEETS_LOOPS) != 0)
    hw_sheet_add_loop_tables (self);
  if ((kinds & HW_SHEETS_CABLES) != 0)
    hw_sheet_add_cables (self);
  if ((kinds & HW_SHEETS_PORTS) != 0)
    hw_sheet_add_ports (self);
  if ((kinds & HW_SHEETS_PANELS) != 0)
    hw_sheet_add_panels (self);
  if ((kinds & HW_SHEETS_BILL) != 0)
    hw_sheet_add_bill (self);
  if ((kinds & HW_SHEETS_COST) != 0)
    hw_sheet_add_cost (self);
  if ((kinds & HW_SHEETS_EXPLAIN) != 0)
    hw_sheet_add_explanations (self);
  /* There is always something to show. */
  self->empty = self->sheets->len == 0 && (kinds & HW_SHEETS_COVER) == 0;
  if ((kinds & HW_SHEETS_COVER) != 0 || self->sheets->len == 0)
    hw_sheet_add_cover (self);
  return self;
}

void
hw_sheet_set_free (HwSheetSet *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->sheets);
  g_object_unref (self->results);
  g_free (self->file_name);
  g_free (self->date);
  g_strfreev (self->failed);
  g_free (self);
}

gboolean
hw_sheet_set_is_empty (HwSheetSet *self)
{
  return self->empty;
}

guint
hw_sheet_set_n_sheets (HwSheetSet *self)
{
  return self->sheets->len;
}

const char *
hw_sheet_set_get_title (HwSheetSet *self, guint index)
{
  return ((HwSheet *)g_ptr_array_index (self->sheets, index))->title;
}

void
hw_sheet_set_get_size (HwSheetSet *self, guint index, double *width_pt, double *height_pt)
{
  paper_size (self, width_pt, height_pt);
  *width_pt *= self->options.paper->lettering;
  *height_pt *= self->options.paper->lettering;
}

guint
hw_page_index (HwPage *page)
{
  guint index = 0;

  g_ptr_array_find (page->set->sheets, page->sheet, &index);
  return index;
}

/* While a set is being printed the window goes on, and other parts may fail there. */
static void
hold_failed (HwSheetSet *self)
{
  HwResults *results = hw_results_with_failed (self->results, self->options.failed);

  g_set_object (&self->results, results);
  g_object_unref (results);
}

HwScene *
hw_sheet_set_build (HwSheetSet *self, guint index)
{
  HwViewport viewport = { 0, 0, 1, 0, 0 };
  HwPage page = { .set = self, .sheet = g_ptr_array_index (self->sheets, index) };
  HwRackBox frame, block;

  hold_failed (self);
  paper_size (self, &viewport.width, &viewport.height);
  page.theme = hw_theme_get (HW_THEME_PRINT);
  page.scene = hw_scene_new (page.theme, &viewport);
  hw_sheet_areas (self, &frame, &block, &page.content, &page.foot);
  page.sheet->draw (&page);
  hw_sheet_draw_frame (&page, index + 1);
  return page.scene;
}

void
hw_sheet_set_paint (HwSheetSet *self, guint index, cairo_t *cr)
{
  g_autoptr (HwScene) scene = hw_sheet_set_build (self, index);
  double lettering = self->options.paper->lettering;

  cairo_save (cr);
  cairo_scale (cr, lettering, lettering);
  hw_scene_paint (scene, cr);
  cairo_restore (cr);
}
