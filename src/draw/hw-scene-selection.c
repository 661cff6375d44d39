/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-scene-selection.h"

guint8 *
hw_selection_racks (HwDesign *design, const GArray *selection)
{
  guint8 *racks = g_new0 (guint8, hw_design_bound (design, HW_TABLE_RACK) + 1);

  for (guint i = 0; i < selection->len; i++)
    {
      HwRef ref = g_array_index (selection, HwRef, i);

      if (!hw_design_has (design, ref.table, ref.handle))
        continue;
      if (ref.table == HW_TABLE_RACK)
        racks[ref.handle] = TRUE;
      else if (ref.table == HW_TABLE_DEVICE || ref.table == HW_TABLE_RESERVATION)
        racks[((const HwObject *)hw_design_row (design, ref.table, ref.handle))->parent] = TRUE;
    }
  return racks;
}
