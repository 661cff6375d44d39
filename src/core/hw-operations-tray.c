/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"
#include "hw-operations-private.h"

#include <glib/gi18n-lib.h>

#include "hw-edit.h"

/* Cable trays that a person placed. */

HwHandle
hw_operation_add_tray (HwDesign *design,
                       HwHandle hall,
                       const char *name,
                       gint32 x1_mm,
                       gint32 y1_mm,
                       gint32 x2_mm,
                       gint32 y2_mm,
                       GError **error)
{
  HwTrayRow row = { 0 };

  hw_row_init (HW_TABLE_TRAY, &row);
  row.object.parent = hall;
  row.object.install = (guint16)hw_design_get_new_phase (design, 0);
  row.object.name = hw_design_intern (design, name);
  row.x1_mm = x1_mm;
  row.y1_mm = y1_mm;
  row.x2_mm = x2_mm;
  row.y2_mm = y2_mm;
  if (!hw_operation_check_row (design, HW_REF (HW_TABLE_TRAY, 0), &row, error))
    return 0;
  return hw_edit_insert (design, HW_TABLE_TRAY, &row);
}

gboolean
hw_operation_shift_tray (
    HwDesign *design, HwHandle tray, gint32 dx_mm, gint32 dy_mm, GError **error)
{
  HwRef ref = HW_REF (HW_TABLE_TRAY, tray);
  HwTrayRow row = *(const HwTrayRow *)hw_design_row (design, HW_TABLE_TRAY, tray);

  row.x1_mm += dx_mm;
  row.y1_mm += dy_mm;
  row.x2_mm += dx_mm;
  row.y2_mm += dy_mm;
  if (!hw_operation_check_unlocked (design, ref, error)
      || !hw_operation_check_row (design, ref, &row, error))
    return FALSE;
  hw_edit_set (design, HW_TABLE_TRAY, tray, &row);
  return TRUE;
}

gboolean
hw_tray_is_inside (const HwTrayRow *row, const HwHall *hall)
{
  return row->x1_mm >= 0 && row->x2_mm >= 0 && row->y1_mm >= 0 && row->y2_mm >= 0
         && row->x1_mm <= hall->width_mm && row->x2_mm <= hall->width_mm
         && row->y1_mm <= hall->depth_mm && row->y2_mm <= hall->depth_mm;
}

/* The other tray that stands in for the same row. */
static HwHandle
find_rival (HwDesign *design, HwHandle handle, const HwTrayRow *row)
{
  for (HwHandle other = hw_design_first_child (design, HW_TABLE_TRAY, row->object.parent);
       other != 0 && row->row != 0;
       other = hw_design_next_child (design, HW_TABLE_TRAY, other))
    {
      const HwTrayRow *there = hw_design_row (design, HW_TABLE_TRAY, other);

      if (other != handle && there->row == row->row
          && hw_placement_coexist (design,
                                   row->object.install,
                                   row->object.removal,
                                   there->object.install,
                                   there->object.removal))
        return other;
    }
  return 0;
}

gboolean
hw_operation_check_tray (HwDesign *design, HwHandle handle, const HwTrayRow *row, GError **error)
{
  const char *message = NULL;
  HwHandle rival;

  if (!hw_tray_is_inside (row, hw_design_get_hall (design, row->object.parent)))
    message = _ ("The tray would reach outside its hall; keep both ends inside.");
  else if (row->x1_mm == row->x2_mm && row->y1_mm == row->y2_mm)
    message = _ ("A tray needs two ends apart from each other.");
  else if (row->row != 0
           && ((const HwObject *)hw_design_row (design, HW_TABLE_ROW, row->row))->parent
                  != row->object.parent)
    message = _ ("That row is in another hall; choose one of the hall where the tray hangs.");
  if (message != NULL)
    {
      g_set_error_literal (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED, message);
      return FALSE;
    }
  rival = find_rival (design, handle, row);
  if (rival == 0)
    return TRUE;
  g_set_error (error,
               HW_CORE_ERROR,
               HW_CORE_ERROR_REFUSED,
               _ ("%s stands in for the tray of that row already."),
               hw_design_name (design, HW_REF (HW_TABLE_TRAY, rival)));
  return FALSE;
}
