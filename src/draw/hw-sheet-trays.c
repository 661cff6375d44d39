/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-cable-plan.h"

/* Tray plans: the floor plan of each hall with the trays above it, and the table of the trays. */

#define LEAST_TRAYS 430.0

static char *
or_unknown (double value, const char *format)
{
  return isnan (value) ? g_strdup ("–") : g_strdup_printf (format, value);
}

static void
add_line (GPtrArray *lines, const HwCablePlan *plan, guint index)
{
  const HwTray *tray = hw_tray_plan_get (plan->trays, index);
  HwTrayLoad load = hw_cable_plan_load (plan, index);
  g_autofree char *length = g_strdup_printf ("%.1f", load.length_m);
  guint layers = hw_tray_plan_origin (plan->trays, index)->layers;
  g_autofree char *section
      = layers > 1 ? g_strdup_printf (
            "%u × %d × %d", layers, tray->width_mm, tray->depth_mm / (gint32)layers)
                   : g_strdup_printf ("%d × %d", tray->width_mm, tray->depth_mm);
  g_autofree char *height = g_strdup_printf ("%d", tray->height_mm);
  g_autofree char *cables = g_strdup_printf ("%u", load.cables);
  g_autofree char *fill = g_strdup_printf ("%.0f", load.fill * 100);
  g_autofree char *most_fill = or_unknown (tray->most_fill * 100, "%.0f");
  g_autofree char *mass
      = or_unknown (load.cables > 0 && load.unknown == load.cables ? NAN : load.mass_kg_m, "%.1f");
  g_autofree char *most_mass = or_unknown (tray->most_load_kg_m, "%.1f");

  g_ptr_array_add (lines,
                   hw_table_line_new (HW_LINE_PLAIN,
                                      9,
                                      hw_tray_plan_origin (plan->trays, index)->own_name,
                                      length,
                                      section,
                                      height,
                                      cables,
                                      fill,
                                      most_fill,
                                      mass,
                                      most_mass));
  if (load.unknown > 0)
    {
      g_autofree char *remark
          = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u cable of unknown size is not counted",
                                          "%u cables of unknown size are not counted",
                                          load.unknown),
                             load.unknown);

      g_ptr_array_add (lines, hw_table_line_new (HW_LINE_REMARK, 1, remark));
    }
}

static void
add_table (HwSheetSet *set, const HwCablePlan *plan, HwHandle hall)
{
  const HwColumn columns[] = {
    { _ ("Cable tray"), 0.24, HW_ALIGN_START }, { _ ("Length m"), 0.1, HW_ALIGN_END },
    { _ ("Section mm"), 0.14, HW_ALIGN_END },   { _ ("Height mm"), 0.1, HW_ALIGN_END },
    { _ ("Cables"), 0.08, HW_ALIGN_END },       { _ ("Fill %"), 0.08, HW_ALIGN_END },
    { _ ("Limit %"), 0.08, HW_ALIGN_END },      { _ ("kg/m"), 0.09, HW_ALIGN_END },
    { _ ("Limit"), 0.09, HW_ALIGN_END },
  };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_table_line_free);
  g_autofree char *title = g_strdup_printf (
      _ ("%s, cable trays"), hw_design_name (set->design, HW_REF (HW_TABLE_HALL, hall)));

  for (guint i = 0; i < plan->trays->trays->len; i++)
    if (hw_tray_plan_origin (plan->trays, i)->hall == hall)
      add_line (lines, plan, i);
  hw_sheet_add_list (set,
                     title,
                     _ ("cables, fill and weight where the tray is fullest"),
                     columns,
                     G_N_ELEMENTS (columns),
                     lines,
                     LEAST_TRAYS);
}

/* Trays above racks that nothing connects are not worth a sheet. */
static gboolean
carries_cables (const HwCablePlan *plan, HwHandle hall)
{
  for (guint i = 0; i < plan->trays->trays->len; i++)
    {
      const HwTrayOrigin *origin = hw_tray_plan_origin (plan->trays, i);

      if (origin->hall == hall && (origin->placed != 0 || hw_cable_plan_load (plan, i).cables > 0))
        return TRUE;
    }
  return FALSE;
}

static void
each_hall (HwSheetSet *set, gboolean tables)
{
  const HwCablePlan *plan = hw_results_lay_cables (set->results);

  for (HwHandle hall = hw_design_first_child (set->design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (set->design, HW_TABLE_HALL, hall))
    if ((set->options.object.handle == 0 || set->options.object.handle == hall)
        && carries_cables (plan, hall))
      {
        if (tables)
          add_table (set, plan, hall);
        else
          hw_sheet_add_hall (set, hall, TRUE);
      }
}

void
hw_sheet_add_tray_plans (HwSheetSet *set)
{
  each_hall (set, FALSE);
}

void
hw_sheet_add_tray_tables (HwSheetSet *set)
{
  each_hall (set, TRUE);
}
