/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-scene-power.h"

/* A unit of the diagram on paper, in points: at most, and at least with every rack by itself. */
#define LARGEST 1.1
#define LEAST 0.55

/* One diagram. */
typedef struct
{
  HwHandle hall, power; /* 0: all; feeds that are sources themselves */
  gboolean bundled;
} Part;

static double
scale_of (HwSheetSet *set, const HwPowerLayout *layout)
{
  HwRackBox area = hw_sheet_whole_area (set);
  double x, y, width, height;

  hw_power_layout_extent (layout, &x, &y, &width, &height);
  return MIN (MIN (area.width / width, area.height / height), LARGEST);
}

static void
draw_chain (HwPage *page)
{
  const Part *part = page->sheet->data;
  HwRackBox area = hw_sheet_whole_area (page->set);
  g_autoptr (HwPowerLayout) layout
      = hw_power_layout_new (page->set->results, part->hall, part->power, part->bundled);
  HwViewport view = *hw_scene_get_viewport (page->scene);
  double x, y, width, height;

  hw_power_layout_extent (layout, &x, &y, &width, &height);
  view.scale = scale_of (page->set, layout);
  view.x = x - (area.x + (area.width - width * view.scale) / 2) / view.scale;
  view.y = y - area.y / view.scale;
  hw_scene_power_draw (layout, page->scene, &view);
}

/* With its racks one by one where there is room for them. */
static void
add_chain (HwSheetSet *set, HwHandle hall, HwHandle power)
{
  g_autoptr (HwPowerLayout) layout = hw_power_layout_new (set->results, hall, power, FALSE);
  HwSheet *sheet;
  Part *part;

  if (hw_power_layout_n_blocks (layout) == 0)
    return;
  part = g_new (Part, 1);
  *part = (Part){ hall, power, scale_of (set, layout) < LEAST };
  sheet = hw_sheet_add (
      set,
      power != 0 ? g_strdup_printf (_ ("%s, one-line diagram"),
                                    hw_design_name (set->design, HW_REF (HW_TABLE_POWER, power)))
                 : g_strdup (_ ("One-line diagram")),
      draw_chain);
  sheet->data = part;
  sheet->free_data = g_free;
}

void
hw_sheet_add_chains (HwSheetSet *set)
{
  HwRef object = set->options.object;
  HwHandle hall = object.table == HW_TABLE_HALL ? object.handle : 0;

  if (object.table == HW_TABLE_POWER && object.handle != 0)
    {
      add_chain (set, hall, object.handle);
      return;
    }
  /* Feeds that are sources themselves have a sheet with the chains only where there are none. */
  if (hw_design_count (set->design, HW_TABLE_POWER) == 0)
    add_chain (set, hall, 0);
  for (HwHandle power = hw_design_first_child (set->design, HW_TABLE_POWER, 0); power != 0;
       power = hw_design_next_child (set->design, HW_TABLE_POWER, power))
    add_chain (set, hall, power);
}
