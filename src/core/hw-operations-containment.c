/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-aisle.h"
#include "hw-edit.h"

/* Containment of the aisles between rows. */

static const HwRow *
get_row (HwDesign *design, HwHandle row)
{
  return hw_design_row (design, HW_TABLE_ROW, row);
}

static const char *
name_of (HwDesign *design, HwHandle row)
{
  return hw_design_name (design, HW_REF (HW_TABLE_ROW, row));
}

static void
set_containment (HwDesign *design, HwHandle row, HwSymbol name)
{
  HwRow changed = *get_row (design, row);

  changed.containment = name;
  hw_edit_set (design, HW_TABLE_ROW, row, &changed);
}

/* Another row between. Returns: 0: none */
static HwHandle
row_between (HwDesign *design, HwHandle hall, const GArray *rows, const HwArea *area)
{
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  hw_design_racks_in (design, hall, area->x, area->y, area->width, area->depth, racks);
  for (guint i = 0; i < racks->len; i++)
    {
      HwHandle rack = g_array_index (racks, HwHandle, i);
      HwHandle row = hw_design_get_rack (design, rack)->row;
      HwArea own = hw_rack_area (design, rack);
      gboolean given = row == 0;

      for (guint j = 0; !given && j < rows->len; j++)
        given = g_array_index (rows, HwHandle, j) == row;
      if (!given && hw_area_intersects (&own, area))
        return row;
    }
  return 0;
}

/* "Aisle A–B"; with a number behind it where other rows of the hall have that already. */
static HwSymbol
aisle_name (HwDesign *design, const GArray *rows)
{
  HwHandle hall = get_row (design, g_array_index (rows, HwHandle, 0))->object.parent;
  g_autofree char *base
      = g_strdup_printf (_ ("Aisle %s–%s"),
                         name_of (design, g_array_index (rows, HwHandle, 0)),
                         name_of (design, g_array_index (rows, HwHandle, rows->len - 1)));

  for (guint number = 1;; number++)
    {
      g_autofree char *name
          = number == 1 ? g_strdup (base) : g_strdup_printf ("%s (%u)", base, number);
      HwSymbol symbol = hw_design_intern (design, name);
      g_autoptr (GArray) taken = hw_aisle_rows (design, hall, symbol);
      gboolean others = FALSE;

      for (guint i = 0; i < taken->len; i++)
        {
          gboolean ours = FALSE;

          for (guint j = 0; j < rows->len; j++)
            ours |= g_array_index (rows, HwHandle, j) == g_array_index (taken, HwHandle, i);
          others |= !ours;
        }
      if (!others)
        return symbol;
    }
}

gboolean
hw_operation_contain_aisle (HwDesign *design, const GArray *rows, GError **error)
{
  HwHandle hall, other;
  HwSymbol name;
  HwAisle aisle;

  if (rows->len < 2)
    {
      g_set_error_literal (error,
                           HW_CORE_ERROR,
                           HW_CORE_ERROR_REFUSED,
                           _ ("An aisle lies between two rows: select racks of both."));
      return FALSE;
    }
  hall = get_row (design, g_array_index (rows, HwHandle, 0))->object.parent;
  for (guint i = 1; i < rows->len; i++)
    if (get_row (design, g_array_index (rows, HwHandle, i))->object.parent != hall)
      {
        g_set_error_literal (error,
                             HW_CORE_ERROR,
                             HW_CORE_ERROR_REFUSED,
                             _ ("The rows are in different halls, and have no aisle in common."));
        return FALSE;
      }
  if (!hw_aisle_between (design, rows, &aisle))
    {
      g_set_error_literal (error,
                           HW_CORE_ERROR,
                           HW_CORE_ERROR_REFUSED,
                           _ ("There is no floor between these rows that could be contained."));
      return FALSE;
    }
  other = row_between (design, hall, rows, &aisle.area);
  if (other != 0)
    {
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_REFUSED,
                   _ ("Row %s stands between: select two rows beside one aisle."),
                   name_of (design, other));
      return FALSE;
    }
  name = aisle_name (design, rows);
  for (guint i = 0; i < rows->len; i++)
    set_containment (design, g_array_index (rows, HwHandle, i), name);
  return TRUE;
}

void
hw_operation_open_aisle (HwDesign *design, const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const HwRow *row = get_row (design, g_array_index (rows, HwHandle, i));
      g_autoptr (GArray) all = NULL;

      if (row->containment == 0)
        continue;
      all = hw_aisle_rows (design, row->object.parent, row->containment);
      for (guint j = 0; j < all->len; j++)
        set_containment (design, g_array_index (all, HwHandle, j), 0);
    }
}
