/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-structure-columns.h"

#include <glib/gi18n.h>
#include <math.h>

#include "hw-cable-plan.h"

/* What the list of placed cable trays shows of each. */

static const HwTrayRow *
row_of (HwResults *results, HwHandle handle)
{
  return hw_design_row (hw_results_get_design (results), HW_TABLE_TRAY, handle);
}

/* The tray among those that cables are laid in; FALSE: they are not laid yet. */
static gboolean
find_load (HwResults *results, HwHandle handle, HwTrayLoad *load)
{
  const HwCablePlan *plan = hw_results_cables (results);

  for (guint i = 0; plan != NULL && i < plan->trays->trays->len; i++)
    if (hw_tray_plan_origin (plan->trays, i)->placed == handle)
      {
        *load = hw_cable_plan_load (plan, i);
        return TRUE;
      }
  return FALSE;
}

static char *
tray_name (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_name (hw_results_get_design (results), HW_REF (HW_TABLE_TRAY, handle)));
}

static char *
tray_hall (HwResults *results, HwHandle handle, gboolean *over)
{
  return g_strdup (
      hw_design_name (hw_results_get_design (results),
                      HW_REF (HW_TABLE_HALL, row_of (results, handle)->object.parent)));
}

static char *
tray_length (HwResults *results, HwHandle handle, gboolean *over)
{
  const HwTrayRow *row = row_of (results, handle);

  return hw_quantity_format (
      HW_DIMENSION_LENGTH, hypot (row->x2_mm - row->x1_mm, row->y2_mm - row->y1_mm) / 1000, NULL);
}

static char *
tray_cables (HwResults *results, HwHandle handle, gboolean *over)
{
  HwTrayLoad load;

  return find_load (results, handle, &load) ? g_strdup_printf ("%u", load.cables) : g_strdup ("");
}

static char *
tray_fill (HwResults *results, HwHandle handle, gboolean *over)
{
  HwTrayLoad load;

  if (!find_load (results, handle, &load))
    return g_strdup ("");
  *over = load.overfull;
  return g_strdup_printf ("%.0f %%", load.fill * 100);
}

static const HwStructureColumn columns[] = {
  { N_ ("Cable tray"), FALSE, tray_name }, { N_ ("Hall"), FALSE, tray_hall },
  { N_ ("Length"), TRUE, tray_length },    { N_ ("Cables"), TRUE, tray_cables },
  { N_ ("Fill"), TRUE, tray_fill },
};

const HwStructureColumn *
hw_structure_tray_columns (guint *n)
{
  *n = G_N_ELEMENTS (columns);
  return columns;
}
