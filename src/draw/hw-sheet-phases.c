/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "hw-scene-phases.h"

/* A unit of the drawing on paper, in points. */
#define SCALE 0.85

static void
draw_phases (HwPage *page)
{
  HwRackBox area = hw_sheet_whole_area (page->set);
  g_autoptr (HwPhasesLayout) layout
      = hw_phases_layout_new (page->set->results, area.width / SCALE, area.height / SCALE);
  HwViewport view = *hw_scene_get_viewport (page->scene);
  double x, y, width, height;

  hw_phases_layout_extent (layout, &x, &y, &width, &height);
  view.scale = MIN (MIN (area.width / width, area.height / height), SCALE);
  view.x = x - (area.x + (area.width - width * view.scale) / 2) / view.scale;
  view.y = y - area.y / view.scale;
  hw_scene_phases_draw (layout, page->scene, &view);
}

void
hw_sheet_add_phases (HwSheetSet *set)
{
  if (hw_design_count (set->design, HW_TABLE_PHASE) == 0)
    return;
  hw_sheet_add (set, g_strdup (_ ("Build-out by phases")), draw_phases);
}
