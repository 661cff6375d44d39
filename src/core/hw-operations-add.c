/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"
#include "hw-operations-private.h"

#include "hw-edit.h"

/* Inserts a checked row; 0 with @error where it may not be. */
static HwHandle
insert_checked (HwDesign *design, HwTableKind table, const void *row, GError **error)
{
  if (!hw_operation_check_row (design, HW_REF (table, 0), row, error))
    return 0;
  return hw_edit_insert (design, table, row);
}

HwHandle
hw_operation_add_reservation (HwDesign *design,
                              HwHandle rack,
                              const char *name,
                              gint16 position,
                              gint16 half_units,
                              HwFace face,
                              gboolean both,
                              GError **error)
{
  HwReservation row = { 0 };

  if (!hw_operation_check_unlocked (design, HW_REF (HW_TABLE_RACK, rack), error))
    return 0;
  hw_row_init (HW_TABLE_RESERVATION, &row);
  row.object.parent = rack;
  row.object.install = (guint16)hw_design_get_new_phase (design, rack);
  row.object.name = hw_design_intern (design, name);
  row.position = position;
  row.half_units = half_units;
  row.face = (guint8)face;
  row.both = both != FALSE;
  return insert_checked (design, HW_TABLE_RESERVATION, &row, error);
}

HwHandle
hw_operation_add_feed (HwDesign *design,
                       const char *name,
                       HwSide side,
                       double voltage_v,
                       double current_a,
                       HwBreakerRule rule)
{
  HwFeed row = { 0 };

  hw_row_init (HW_TABLE_FEED, &row);
  row.object.name = hw_design_intern (design, name);
  row.side = (guint8)side;
  row.voltage_v = voltage_v;
  row.current_a = current_a;
  row.rule = (guint8)rule;
  return hw_edit_insert (design, HW_TABLE_FEED, &row);
}

HwHandle
hw_operation_add_phase (HwDesign *design, const char *name, const char *date)
{
  HwPhase row = { 0 };
  gint32 last = 0;

  for (HwHandle phase = hw_design_next (design, HW_TABLE_PHASE, 0); phase != 0;
       phase = hw_design_next (design, HW_TABLE_PHASE, phase))
    last = MAX (last, ((const HwPhase *)hw_design_row (design, HW_TABLE_PHASE, phase))->order);
  hw_row_init (HW_TABLE_PHASE, &row);
  row.object.name = hw_design_intern (design, name);
  row.order = last + 1;
  row.date = hw_design_intern (design, date);
  return hw_edit_insert (design, HW_TABLE_PHASE, &row);
}
