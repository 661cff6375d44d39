/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-scene-power.h"

/* A unit of the diagram on paper, in points: at most, and at least with every rack by itself. */
#define LARGEST 1.1
#define LEAST 0.55
/* Of the list of sheets that a diagram goes on over, points. */
#define REFERENCE_COLUMNS 3
#define REFERENCE_LINE 15.0
#define REFERENCE_SIZE 9.0

/* One diagram, or a slice of one that goes on over several sheets. */
typedef struct
{
  HwHandle hall, power; /* 0: all; feeds that are sources themselves */
  gboolean bundled;
  HwPowerSlice slice;
  const HwSheet *overview; /* of a slice: the sheet with its units */
  GPtrArray *slices;       /* of that sheet: HwSheet; NULL: all is on it */
} Part;

static void
part_free (gpointer data)
{
  Part *part = data;

  g_clear_pointer (&part->slices, g_ptr_array_unref);
  g_free (part);
}

static guint
number_of (HwPage *page, gconstpointer sheet)
{
  guint index = 0;

  g_ptr_array_find (page->set->sheets, sheet, &index);
  return index + 1;
}

static double
scale_of (HwSheetSet *set, const HwPowerLayout *layout)
{
  HwRackBox area = hw_sheet_whole_area (set);
  double x, y, width, height;

  hw_power_layout_extent (layout, &x, &y, &width, &height);
  return MIN (MIN (area.width / width, area.height / height), LARGEST);
}

static HwPowerLayout *
layout_of (HwPage *page, const Part *part)
{
  HwPowerSlice slice = part->slice;

  if (part->overview == NULL)
    return hw_power_layout_new (page->set->results, part->hall, part->power, part->bundled);
  slice.sheet = number_of (page, part->overview);
  return hw_power_layout_new_slice (page->set->results, part->hall, part->power, &slice);
}

/* Where the buses go on, a line a sheet, in columns. @y: world units */
static void
draw_references (HwPage *page, const Part *part, const HwViewport *view, double y)
{
  const HwTheme *theme = hw_scene_get_theme (page->scene);
  const HwPowerPlan *plan = hw_results_power (page->set->results)->plan;
  HwRackBox area = hw_sheet_whole_area (page->set);
  double top = (y - view->y) * view->scale;
  guint down = (part->slices->len + REFERENCE_COLUMNS - 1) / REFERENCE_COLUMNS;

  hw_scene_set_layer (page->scene, HW_LAYER_DETAIL);
  hw_scene_line (page->scene,
                 HW_REF (HW_TABLE_DESIGN, 0),
                 area.x,
                 top - 5,
                 area.x + area.width,
                 top - 5,
                 theme->colours[HW_ROLE_TEXT],
                 1,
                 TRUE);
  for (guint i = 0; i < part->slices->len; i++)
    {
      const HwSheet *sheet = g_ptr_array_index (part->slices, i);
      const HwPowerSlice *slice = &((const Part *)sheet->data)->slice;
      const char *first = hw_design_name (page->set->design,
                                          hw_power_plan_node (plan, slice->first_node)->object);
      const char *last
          = hw_design_name (page->set->design, hw_power_plan_node (plan, slice->last_node)->object);
      g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                            "Sheet %u: feeds %s to %s, %u rack",
                                                            "Sheet %u: feeds %s to %s, %u racks",
                                                            slice->n_racks),
                                               number_of (page, sheet),
                                               first,
                                               last,
                                               slice->n_racks);

      hw_scene_text (page->scene,
                     HW_REF (HW_TABLE_DESIGN, 0),
                     area.x + i / down * area.width / REFERENCE_COLUMNS,
                     top + i % down * REFERENCE_LINE,
                     area.width / REFERENCE_COLUMNS - 12,
                     REFERENCE_LINE,
                     text,
                     REFERENCE_SIZE,
                     FALSE,
                     HW_ALIGN_START,
                     theme->colours[HW_ROLE_TEXT],
                     theme->colours[HW_ROLE_GROUND]);
    }
}

static void
draw_chain (HwPage *page)
{
  const Part *part = page->sheet->data;
  HwRackBox area = hw_sheet_whole_area (page->set);
  g_autoptr (HwPowerLayout) layout = layout_of (page, part);
  HwViewport view = *hw_scene_get_viewport (page->scene);
  double x, y, width, height, references = 0;

  if (part->slices != NULL)
    hw_power_layout_keep_units (
        layout, (part->slices->len / REFERENCE_COLUMNS + 1) * REFERENCE_LINE / LEAST, &references);
  hw_power_layout_extent (layout, &x, &y, &width, &height);
  view.scale = scale_of (page->set, layout);
  view.x = x - (area.x + (area.width - width * view.scale) / 2) / view.scale;
  view.y = y - area.y / view.scale;
  hw_scene_power_draw (layout, page->scene, &view);
  if (part->slices != NULL)
    draw_references (page, part, &view, references);
}

static HwSheet *
add_sheet (HwSheetSet *set, const Part *part, char *title_taken)
{
  HwSheet *sheet = hw_sheet_add (set, title_taken, draw_chain);

  sheet->data = g_memdup2 (part, sizeof *part);
  sheet->free_data = part_free;
  return sheet;
}

/* The racks that have no room of their own beside the units of their chain. */
static void
add_slices (HwSheetSet *set, HwSheet *overview)
{
  Part *whole = overview->data;
  HwRackBox area = hw_sheet_whole_area (set);
  g_autoptr (GArray) slices = g_array_new (FALSE, FALSE, sizeof (HwPowerSlice));

  whole->slices = g_ptr_array_new ();
  hw_power_layout_cut (
      set->results, whole->hall, whole->power, area.width / LEAST, area.height / LEAST, slices);
  for (guint i = 0; i < slices->len; i++)
    {
      Part part = { .hall = whole->hall,
                    .power = whole->power,
                    .slice = g_array_index (slices, HwPowerSlice, i),
                    .overview = overview };
      const char *name = hw_design_name (set->design, HW_REF (HW_TABLE_POWER, whole->power));
      HwSheet *sheet = add_sheet (
          set,
          &part,
          g_strdup_printf (_ ("%s, one-line diagram, racks %u of %u"), name, i + 1, slices->len));

      g_ptr_array_add (whole->slices, sheet);
    }
}

/* With its racks one by one where there is room for them, else on sheets that follow. */
static void
add_chain (HwSheetSet *set, HwHandle hall, HwHandle power)
{
  g_autoptr (HwPowerLayout) layout = hw_power_layout_new (set->results, hall, power, FALSE);
  Part part = { hall, power };
  HwSheet *sheet;

  if (hw_power_layout_n_blocks (layout) == 0)
    return;
  part.bundled = scale_of (set, layout) < LEAST;
  /* Boxes beside each other: the schedule of panels tells more of them. */
  if (part.bundled && power == 0 && (set->options.kinds & HW_SHEETS_PANELS) != 0)
    return;
  sheet = add_sheet (
      set,
      &part,
      power != 0 ? g_strdup_printf (_ ("%s, one-line diagram"),
                                    hw_design_name (set->design, HW_REF (HW_TABLE_POWER, power)))
                 : g_strdup (_ ("One-line diagram")));
  if (part.bundled && power != 0)
    add_slices (set, sheet);
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
