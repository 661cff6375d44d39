/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-name-list.h"
#include "hw-scene-cooling.h"

/* A unit of the diagram on paper, in points: at most, and at least where several loops share a
 * sheet. The smallest texts of the diagram are 10 units. */
#define LARGEST 1.25
#define SHARED 0.7
/* Between the diagrams of a sheet. */
#define GAP 18.0

/* Loops side by side on a sheet. */
typedef struct
{
  GArray *loops; /* HwHandle */
  guint across;
  double width, height; /* of the largest diagram, its units */
} Part;

static void
part_free (gpointer data)
{
  Part *part = data;

  g_array_unref (part->loops);
  g_free (part);
}

/* Scale at which @n diagrams of that size stand in the area. @across: receives how many in a line
 */
static double
fit (const HwRackBox *area, guint n, double width, double height, guint *across)
{
  double best = 0;

  for (guint columns = 1; columns <= n; columns++)
    {
      guint lines = (n + columns - 1) / columns;
      double scale = MIN ((area->width - (columns - 1) * GAP) / columns / width,
                          (area->height - (lines - 1) * GAP) / lines / height);

      if (scale > best)
        {
          best = scale;
          *across = columns;
        }
    }
  return best;
}

/* Of the symbols beside the title block. */
#define SYMBOL 11.0
#define SYMBOL_TEXT 8.0
#define SYMBOL_LINE 18.0
#define SYMBOL_LINES 4
#define SYMBOL_COLUMN 130.0

/* What the symbols of the diagrams mean, where paper has room beside the title block. */
static void
draw_symbols (HwPage *page)
{
  static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };
  const struct
  {
    HwIcon icon;
    const char *text;
  } symbols[] = {
    { HW_ICON_VALVE, _ ("Isolation valve") },
    { HW_ICON_VALVE_SHUT, _ ("Valve that is shut") },
    { HW_ICON_BALANCING, hw_part_label (HW_PART_BALANCING_VALVE) },
    { HW_ICON_CHECK_VALVE, hw_part_label (HW_PART_CHECK_VALVE) },
    { HW_ICON_STRAINER, hw_part_label (HW_PART_STRAINER) },
    { HW_ICON_VESSEL, hw_part_label (HW_PART_VESSEL) },
    { HW_ICON_PUMP, _ ("Pump") },
    { HW_ICON_HEAT_REJECTION, hw_part_label (HW_PART_HEAT_REJECTION) },
  };
  HwRackBox whole = hw_sheet_whole_area (page->set);
  const HwColour *colours = hw_scene_get_theme (page->scene)->colours;

  if (page->foot.y < whole.y + whole.height)
    return;
  hw_scene_set_layer (page->scene, HW_LAYER_BODY);
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    {
      double x = page->foot.x + i / SYMBOL_LINES * SYMBOL_COLUMN;
      double y = page->foot.y + 8 + i % SYMBOL_LINES * SYMBOL_LINE;

      hw_scene_icon (page->scene, no_ref, x, y, SYMBOL, symbols[i].icon, colours[HW_ROLE_TEXT]);
      hw_scene_text (page->scene,
                     no_ref,
                     x + SYMBOL + 8,
                     y - 2,
                     SYMBOL_COLUMN - SYMBOL - 14,
                     SYMBOL + 4,
                     symbols[i].text,
                     SYMBOL_TEXT,
                     FALSE,
                     HW_ALIGN_START,
                     colours[HW_ROLE_TEXT],
                     colours[HW_ROLE_GROUND]);
    }
}

static void
draw_loops (HwPage *page)
{
  const Part *part = page->sheet->data;
  HwRackBox whole = hw_sheet_whole_area (page->set);
  const HwRackBox *area = &whole;
  guint lines = (part->loops->len + part->across - 1) / part->across;
  double cell_width = (area->width - (part->across - 1) * GAP) / part->across;
  double cell_height = (area->height - (lines - 1) * GAP) / lines;
  double scale = MIN (MIN (cell_width / part->width, cell_height / part->height), LARGEST);

  hw_scene_set_layer (page->scene, HW_LAYER_BODY);
  for (guint i = 0; i < part->loops->len; i++)
    {
      g_autoptr (HwCoolingLayout) layout
          = hw_cooling_layout_new (page->set->results, 0, g_array_index (part->loops, HwHandle, i));
      HwViewport view = *hw_scene_get_viewport (page->scene);
      double left = area->x + i % part->across * (cell_width + GAP);
      double top = area->y + i / part->across * (cell_height + GAP);
      double x, y, width, height;

      hw_cooling_layout_extent (layout, &x, &y, &width, &height);
      view.scale = scale;
      view.x = x - (left + (cell_width - width * scale) / 2) / scale;
      view.y = y - top / scale;
      hw_scene_cooling_draw (layout, page->scene, &view);
    }
  draw_symbols (page);
}

static void
end_part (HwSheetSet *set, Part *part_taken)
{
  HwDesign *design = set->design;
  guint n = part_taken->loops->len;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = NULL;
  HwSheet *sheet;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (
        names,
        g_strdup (hw_design_name (
            design, HW_REF (HW_TABLE_LOOP, g_array_index (part_taken->loops, HwHandle, i)))));
  name = hw_name_list (names);
  sheet = hw_sheet_add (
      set,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, cooling loop", "%s, cooling loops", n),
                       name),
      draw_loops);
  sheet->data = part_taken;
  sheet->free_data = part_free;
}

void
hw_sheet_add_loops (HwSheetSet *set)
{
  HwRackBox content = hw_sheet_whole_area (set);
  g_autoptr (GArray) loops = hw_sheet_networks (set, HW_TABLE_LOOP);
  Part *part = NULL;

  for (guint i = 0; i < loops->len; i++)
    {
      HwHandle loop = g_array_index (loops, HwHandle, i);
      g_autoptr (HwCoolingLayout) layout = hw_cooling_layout_new (set->results, 0, loop);
      double x, y, width, height;
      guint across = 1;

      hw_cooling_layout_extent (layout, &x, &y, &width, &height);
      if (part != NULL
          && fit (&content,
                  part->loops->len + 1,
                  MAX (part->width, width),
                  MAX (part->height, height),
                  &across)
                 < SHARED)
        end_part (set, g_steal_pointer (&part));
      if (part == NULL)
        {
          part = g_new0 (Part, 1);
          part->loops = g_array_new (FALSE, FALSE, sizeof (HwHandle));
          across = 1;
        }
      g_array_append_val (part->loops, loop);
      part->across = across;
      part->width = MAX (part->width, width);
      part->height = MAX (part->height, height);
    }
  if (part != NULL)
    end_part (set, part);
}
