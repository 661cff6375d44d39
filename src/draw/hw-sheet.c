/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <math.h>

#include "hw-scene-racks.h"

/* Margin around the frame, title block: ISO 5457, ISO 7200. */
#define MARGIN_MM 10
#define BLOCK_WIDTH_MM 180
#define BLOCK_HEIGHT_MM 40
#define FOOT_HEIGHT_MM 26
#define PAD_MM 7

/* ISO 5455, with the steps between that racks and halls are drawn at. */
static const int scales[]
    = { 5, 10, 12, 15, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000, 20000, 50000 };

void
hw_sheet_options_init (HwSheetOptions *options)
{
  *options = (HwSheetOptions){ .paper = hw_paper_find ("A3"), .kinds = HW_SHEETS_ALL };
  options->faces = HW_FACES_FRONT;
}

gboolean
hw_sheet_fits (int scale, double length_mm, double length)
{
  return length_mm / scale * HW_MM <= length + 1e-6;
}

int
hw_sheet_scale (double width_mm, double height_mm, double width, double height, gboolean racks)
{
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if ((racks || (scales[i] != 12 && scales[i] != 15))
        && hw_sheet_fits (scales[i], width_mm, width)
        && hw_sheet_fits (scales[i], height_mm, height))
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

static void
paper_size (HwSheetSet *set, double *width, double *height)
{
  const HwPaper *paper = set->options.paper;

  *width = (set->options.portrait ? paper->height_mm : paper->width_mm) * HW_MM;
  *height = (set->options.portrait ? paper->width_mm : paper->height_mm) * HW_MM;
}

void
hw_sheet_areas (
    HwSheetSet *set, HwRackBox *frame, HwRackBox *block, HwRackBox *content, HwRackBox *foot)
{
  double width, height, pad = PAD_MM * HW_MM;

  paper_size (set, &width, &height);
  *frame = (HwRackBox){ MARGIN_MM * HW_MM,
                        MARGIN_MM * HW_MM,
                        width - 2 * MARGIN_MM * HW_MM,
                        height - 2 * MARGIN_MM * HW_MM };
  block->width = BLOCK_WIDTH_MM * HW_MM;
  /* No sliver beside it on narrow paper. */
  if (frame->width - block->width < 25 * HW_MM)
    block->width = frame->width;
  block->height = BLOCK_HEIGHT_MM * HW_MM;
  block->x = frame->x + frame->width - block->width;
  block->y = frame->y + frame->height - block->height;
  if (frame->width - block->width > 95 * HW_MM)
    *foot = (HwRackBox){
      frame->x + pad, block->y + pad / 2, frame->width - block->width - 2 * pad, block->height - pad
    };
  else
    *foot = (HwRackBox){ frame->x + pad,
                         block->y - FOOT_HEIGHT_MM * HW_MM,
                         frame->width - 2 * pad,
                         (FOOT_HEIGHT_MM - 3) * HW_MM };
  *content = (HwRackBox){ frame->x + pad, frame->y + pad, frame->width - 2 * pad };
  content->height = MIN (foot->y, block->y) - pad / 2 - content->y;
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

HwSheetSet *
hw_sheet_set_new (HwResults *results, const HwSheetOptions *options)
{
  HwSheetSet *self = g_new0 (HwSheetSet, 1);
  HwSheetKinds kinds = options->kinds;

  self->results = g_object_ref (results);
  self->design = hw_results_get_design (results);
  self->options = *options;
  self->file_name = g_strdup (options->file_name);
  self->date = g_strdup (options->date);
  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  if (self->options.paper == NULL)
    self->options.paper = hw_paper_find ("A3");
  /* A part of the design has no cover and no bill of its own, a row or rack no plan. */
  if (options->object.handle != 0)
    kinds &= options->object.table == HW_TABLE_HALL
                 ? HW_SHEETS_HALL | HW_SHEETS_RACKS | HW_SHEETS_COOLING
             : options->object.table == HW_TABLE_LOOP ? HW_SHEETS_COOLING
                                                      : HW_SHEETS_RACKS;
  if ((kinds & HW_SHEETS_HALL) != 0)
    hw_sheet_add_halls (self);
  if ((kinds & HW_SHEETS_RACKS) != 0)
    hw_sheet_add_racks (self);
  if ((kinds & HW_SHEETS_COOLING) != 0)
    hw_sheet_add_loops (self);
  if ((kinds & HW_SHEETS_DEVICES) != 0)
    hw_sheet_add_devices (self);
  if ((kinds & HW_SHEETS_BILL) != 0)
    hw_sheet_add_bill (self);
  if ((kinds & HW_SHEETS_EXPLAIN) != 0)
    hw_sheet_add_explanations (self);
  /* There is always something to show. */
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
  g_free (self);
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
}

guint
hw_page_index (HwPage *page)
{
  guint index = 0;

  g_ptr_array_find (page->set->sheets, page->sheet, &index);
  return index;
}

HwScene *
hw_sheet_set_build (HwSheetSet *self, guint index)
{
  HwViewport viewport = { 0, 0, 1, 0, 0 };
  HwPage page = { .set = self, .sheet = g_ptr_array_index (self->sheets, index) };
  HwRackBox frame, block;

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

  hw_scene_paint (scene, cr);
}
