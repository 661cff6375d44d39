/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "hw-hall-draw.h"

/* Around the hall, for its walls. */
#define AROUND 6.0

static void
draw_hall (HwPage *page)
{
  HwSheetSet *set = page->set;
  HwHandle hall = GPOINTER_TO_UINT (page->sheet->data);
  const HwHall *row = hw_design_get_hall (set->design, hall);
  g_autofree char *size = hw_hall_size_text (set->design, hall);
  g_autofree char *remark = g_strdup_printf (
      _ ("scale 1:%d on %s · %s"), page->sheet->scale, set->options.paper->name, size);
  HwRackBox area = page->content, bar = page->foot;
  HwHallOptions options;
  HwHallPainter painter;
  HwViewport view;
  double legend;

  hw_scene_set_layer (page->scene, HW_LAYER_BODY);
  area.y = hw_page_heading (page, area.x, area.y, area.width, page->sheet->title, remark);
  area.height -= area.y - page->content.y;
  view.scale = HW_MM / page->sheet->scale;
  view.width = area.width;
  view.height = area.height;
  /* The hall in the middle of its area. */
  view.x = -(area.x + (area.width - row->width_mm * view.scale) / 2) / view.scale;
  view.y = -(area.y + AROUND) / view.scale;
  hw_hall_options_init (&options);
  hw_hall_painter_init (&painter, page->scene, set->results, hall, &options, &view, &area);
  painter.foot = &page->foot;
  hw_hall_painter_draw (&painter);
  legend = painter.cards[0].width;
  bar.width -= legend > 0 ? legend + 14 : 0;
  bar.y += 14;
  hw_page_scale_bar (page, &bar);
}

void
hw_sheet_add_halls (HwSheetSet *set)
{
  HwRackBox frame, block, content, foot;

  hw_sheet_areas (set, &frame, &block, &content, &foot);
  for (HwHandle hall = hw_design_first_child (set->design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (set->design, HW_TABLE_HALL, hall))
    {
      const HwHall *row = hw_design_get_hall (set->design, hall);
      double width = content.width - 2 * AROUND, height = content.height - 22 - 2 * AROUND;
      int scale = set->options.scale;
      HwSheet *sheet;

      if (set->options.object.handle != 0 && set->options.object.handle != hall)
        continue;
      /* A scale that was asked for racks as well is theirs. */
      if (set->options.kinds != HW_SHEETS_HALL || scale <= 0
          || !hw_sheet_fits (scale, row->width_mm, width)
          || !hw_sheet_fits (scale, row->depth_mm, height))
        scale = hw_sheet_scale (row->width_mm, row->depth_mm, width, height);
      if (scale == 0)
        continue;
      sheet = hw_sheet_add (
          set,
          g_strdup_printf (_ ("%s, floor plan"),
                           hw_design_name (set->design, HW_REF (HW_TABLE_HALL, hall))),
          draw_hall);
      sheet->scale = scale;
      sheet->data = GUINT_TO_POINTER (hall);
    }
}
