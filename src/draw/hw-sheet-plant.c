/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-racks-private.h"

#include <glib/gi18n-lib.h>

#include "hw-rack-texts.h"
#include "hw-schedule.h"

/* The schedule of what stands on the floor outside all rows: transformers, generators, UPS, room
 * coolers. An elevation of a closed cabinet shows nothing that its sizes do not tell, and metres of
 * plant would take sheets of it. */

#define LEAST_PLANT 430.0

gboolean
hw_sheet_is_plant (HwDesign *design, HwHandle rack)
{
  const HwProduct *product = hw_design_rack_product (design, rack);
  HwRackForm form;

  hw_rack_form_init (&form, product);
  return hw_design_get_rack (design, rack)->row == 0 && form.half_units == 0
         && hw_design_first_child (design, HW_TABLE_DEVICE, rack) == 0;
}

static void
add_unit (HwSheetSet *set, HwRackTexts *texts, HwHandle rack, GPtrArray *lines)
{
  const HwProduct *product = hw_design_rack_product (set->design, rack);
  HwScheduleLine line = { HW_SCHEDULE_FLOOR, rack, 0, 1, 0, 0 };
  const char *rating = hw_rack_texts_product (texts, product)->key_tall;
  g_autofree char *name = g_strdup (hw_design_name (set->design, HW_REF (HW_TABLE_RACK, rack)));
  g_autofree char *size
      = g_strdup_printf ("%d × %d × %d", product->width_mm, product->depth_mm, product->height_mm);
  g_autofree char *power = NULL;
  g_autofree char *mass = NULL;

  hw_schedule_figures (set->results, &line, &power, &mass);
  g_ptr_array_add (lines,
                   hw_table_line_new (HW_LINE_PLAIN,
                                      7,
                                      name,
                                      hw_kind_label (product->kind),
                                      hw_rack_product_name (set->design, rack),
                                      rating != NULL ? rating : "–",
                                      size,
                                      power,
                                      mass));
}

static void
add_hall (HwSheetSet *set, HwRackTexts *texts, HwHandle hall, GPtrArray *lines)
{
  gboolean any = FALSE;
  g_autoptr (GArray) racks = hw_design_row_racks (set->design, hall, 0);

  for (guint i = 0; i < racks->len; i++)
    {
      HwHandle rack = g_array_index (racks, HwHandle, i);

      if (!hw_sheet_is_plant (set->design, rack))
        continue;
      if (!any)
        g_ptr_array_add (
            lines,
            hw_table_line_new (
                HW_LINE_HEADING, 1, hw_design_name (set->design, HW_REF (HW_TABLE_HALL, hall))));
      any = TRUE;
      add_unit (set, texts, rack, lines);
    }
}

void
hw_sheet_add_plant (HwSheetSet *set)
{
  const HwColumn columns[] = {
    { _ ("Unit"), 0.16, HW_ALIGN_START },
    { _ ("Kind"), 0.14, HW_ALIGN_START },
    { _ ("Product"), 0.27, HW_ALIGN_START },
    { _ ("Rating"), 0.11, HW_ALIGN_END },
    { _ ("W × D × H, mm"), 0.17, HW_ALIGN_END },
    { _ ("kW"), 0.07, HW_ALIGN_END },
    { _ ("kg"), 0.08, HW_ALIGN_END },
  };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_table_line_free);
  HwRackTexts *texts = hw_rack_texts_new (set->design);
  HwRef object = set->options.object;

  for (HwHandle hall = hw_design_first_child (set->design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (set->design, HW_TABLE_HALL, hall))
    if (object.handle == 0 || (object.table == HW_TABLE_HALL && object.handle == hall))
      add_hall (set, texts, hall, lines);
  hw_rack_texts_free (texts);
  hw_sheet_add_list (
      set, _ ("Floor-standing plant"), NULL, columns, G_N_ELEMENTS (columns), lines, LEAST_PLANT);
}
