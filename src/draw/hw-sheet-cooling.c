/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "hw-scene-cooling.h"

/* A unit of the diagram on paper at most, in points. */
#define LARGEST 0.8

static void
draw_loop (HwPage *page)
{
  HwHandle loop = GPOINTER_TO_UINT (page->sheet->data);
  g_autoptr (HwCoolingLayout) layout = hw_cooling_layout_new (page->set->results, 0, loop);
  HwRackBox area = page->content;
  HwViewport view = *hw_scene_get_viewport (page->scene);
  double x, y, width, height;

  hw_scene_set_layer (page->scene, HW_LAYER_BODY);
  area.y = hw_page_heading (
      page, area.x, area.y, area.width, page->sheet->title, _ ("diagram, not to scale"));
  area.height -= area.y - page->content.y;
  hw_cooling_layout_extent (layout, &x, &y, &width, &height);
  view.scale = MIN (MIN (area.width / width, area.height / height), LARGEST);
  view.x = x - (area.x + (area.width - width * view.scale) / 2) / view.scale;
  view.y = y - area.y / view.scale;
  hw_scene_cooling_draw (layout, page->scene, &view);
}

void
hw_sheet_add_loops (HwSheetSet *set)
{
  HwRef only = set->options.object;

  for (HwHandle loop = hw_design_first_child (set->design, HW_TABLE_LOOP, 0); loop != 0;
       loop = hw_design_next_child (set->design, HW_TABLE_LOOP, loop))
    {
      const char *name = hw_design_name (set->design, HW_REF (HW_TABLE_LOOP, loop));
      HwSheet *sheet;

      if (only.handle != 0 && only.table == HW_TABLE_LOOP && only.handle != loop)
        continue;
      if (only.handle != 0 && only.table == HW_TABLE_HALL
          && hw_results_loop (set->results, loop)->plan->hall != only.handle)
        continue;
      sheet = hw_sheet_add (set, g_strdup_printf (_ ("%s, cooling loop"), name), draw_loop);
      sheet->data = GUINT_TO_POINTER (loop);
    }
}
