/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <glib/gi18n.h>

#include "hw-operations.h"

/* Contained aisles: made between the rows of which something is selected. */

/* The row that an object is, or stands in; 0: none. */
static HwHandle
row_of (HwDesign *design, HwRef ref)
{
  HwHandle rack = hw_design_rack_of (design, ref);

  if (ref.table == HW_TABLE_ROW)
    return ref.handle;
  return rack != 0 ? hw_design_get_rack (design, rack)->row : 0;
}

/* In the order in which they stand in their halls. */
static GArray *
dup_rows (HwCanvas *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const GArray *refs = self->document != NULL ? hw_selection_get (self->selection) : NULL;
  HwDesign *design;

  if (refs == NULL || refs->len == 0)
    return rows;
  design = hw_canvas_design (self);
  for (guint i = 0; i < refs->len; i++)
    g_hash_table_add (seen, GUINT_TO_POINTER (row_of (design, g_array_index (refs, HwRef, i))));
  for (HwHandle hall = hw_design_first_child (design, HW_TABLE_HALL, 0); hall != 0;
       hall = hw_design_next_child (design, HW_TABLE_HALL, hall))
    for (HwHandle row = hw_design_first_child (design, HW_TABLE_ROW, hall); row != 0;
         row = hw_design_next_child (design, HW_TABLE_ROW, row))
      if (g_hash_table_contains (seen, GUINT_TO_POINTER (row)))
        g_array_append_val (rows, row);
  return rows;
}

static HwSymbol
containment_of (HwCanvas *self, HwHandle row)
{
  return ((const HwRow *)hw_design_row (hw_canvas_design (self), HW_TABLE_ROW, row))->containment;
}

guint
hw_canvas_count_rows (HwCanvas *self, gboolean *contained)
{
  g_autoptr (GArray) rows = dup_rows (self);

  *contained = FALSE;
  for (guint i = 0; i < rows->len; i++)
    *contained |= containment_of (self, g_array_index (rows, HwHandle, i)) != 0;
  return rows->len;
}

void
hw_canvas_contain_aisle (HwCanvas *self)
{
  g_autoptr (GArray) rows = dup_rows (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  HwDesign *design;
  gboolean done;

  if (self->document == NULL)
    return;
  hw_canvas_carry_cancel (self);
  design = hw_canvas_design (self);
  hw_design_begin (design, _ ("Contain an aisle"));
  done = hw_operation_contain_aisle (design, rows, &error);
  if (done)
    label = g_strdup_printf (
        _ ("%s is contained"),
        hw_design_text (design, containment_of (self, g_array_index (rows, HwHandle, 0))));
  hw_canvas_finish (self, done, label, error);
}

void
hw_canvas_open_aisle (HwCanvas *self)
{
  g_autoptr (GArray) rows = dup_rows (self);

  if (rows->len == 0)
    return;
  hw_canvas_carry_cancel (self);
  hw_design_begin (hw_canvas_design (self), _ ("Open a contained aisle"));
  hw_operation_open_aisle (hw_canvas_design (self), rows);
  hw_canvas_finish (self, TRUE, _ ("The aisle is open"), NULL);
}
