/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"
#include "hw-operations-private.h"

#include <glib/gi18n-lib.h>

#include "hw-edit.h"

/* What stands on the floor: racks and features. */
static HwArea
area_of (HwDesign *design, HwRef ref)
{
  const HwFeature *row;

  if (ref.table == HW_TABLE_RACK)
    return hw_rack_area (design, ref.handle);
  row = hw_design_row (design, HW_TABLE_FEATURE, ref.handle);
  return (HwArea){ row->x_mm, row->y_mm, row->width_mm, row->depth_mm };
}

static GArray *
areas_of (HwDesign *design, const HwRef *things, guint n)
{
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (HwArea));

  for (guint i = 0; i < n; i++)
    {
      HwArea area = area_of (design, things[i]);
      g_array_append_val (areas, area);
    }
  return areas;
}

/* Without looking at what stands there. */
static void
put (HwDesign *design, HwRef ref, const HwArea *place)
{
  if (ref.table == HW_TABLE_RACK)
    {
      HwRack moved = *hw_design_get_rack (design, ref.handle);
      moved.x_mm = place->x;
      moved.y_mm = place->y;
      hw_edit_set (design, ref.table, ref.handle, &moved);
    }
  else
    {
      HwFeature moved = *(const HwFeature *)hw_design_row (design, ref.table, ref.handle);
      moved.x_mm = place->x;
      moved.y_mm = place->y;
      hw_edit_set (design, ref.table, ref.handle, &moved);
    }
}

static void
put_all (HwDesign *design, const HwRef *things, guint n, const GArray *places)
{
  for (guint i = 0; i < n; i++)
    put (design, things[i], &g_array_index (places, HwArea, i));
}

/* Each is looked at among the others where all of them are to be. */
static gboolean
all_stand (HwDesign *design, const HwRef *things, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!hw_operation_check_row (
            design, things[i], hw_design_row (design, things[i].table, things[i].handle), error))
      return FALSE;
  return TRUE;
}

/* Puts each thing to its place of @places, all or none. */
static gboolean
place_all (HwDesign *design, const HwRef *things, guint n, const GArray *places, GError **error)
{
  g_autoptr (GArray) before = areas_of (design, things, n);

  for (guint i = 0; i < n; i++)
    if (!hw_operation_check_unlocked (design, things[i], error))
      return FALSE;
  put_all (design, things, n, places);
  if (all_stand (design, things, n, error))
    return TRUE;
  put_all (design, things, n, before);
  return FALSE;
}

gboolean
hw_operation_align (HwDesign *design, const HwRef *things, guint n, HwEdge edge, GError **error)
{
  g_autoptr (GArray) places = areas_of (design, things, n);
  gint32 west = G_MAXINT32, east = G_MININT32, north = G_MAXINT32, south = G_MININT32;

  for (guint i = 0; i < places->len; i++)
    {
      const HwArea *area = &g_array_index (places, HwArea, i);
      west = MIN (west, area->x);
      east = MAX (east, area->x + area->width);
      north = MIN (north, area->y);
      south = MAX (south, area->y + area->depth);
    }
  for (guint i = 0; i < places->len; i++)
    {
      HwArea *area = &g_array_index (places, HwArea, i);
      switch (edge)
        {
        case HW_EDGE_WEST:
          area->x = west;
          break;
        case HW_EDGE_EAST:
          area->x = east - area->width;
          break;
        case HW_EDGE_NORTH:
          area->y = north;
          break;
        case HW_EDGE_SOUTH:
          area->y = south - area->depth;
          break;
        }
    }
  return place_all (design, things, n, places, error);
}

static gint32 *
start_of (HwArea *area, gboolean south)
{
  return south ? &area->y : &area->x;
}

static gint32
extent_of (const HwArea *area, gboolean south)
{
  return south ? area->depth : area->width;
}

static int
by_start (gconstpointer a, gconstpointer b, gpointer data)
{
  const gint32 *starts = data;
  gint32 x = starts[*(const guint *)a], y = starts[*(const guint *)b];

  return x < y ? -1 : x > y;
}

gboolean
hw_operation_distribute (
    HwDesign *design, const HwRef *things, guint n, gboolean south, GError **error)
{
  g_autoptr (GArray) places = areas_of (design, things, n);
  g_autofree gint32 *starts = g_new (gint32, n);
  g_autofree guint *order = g_new (guint, n);
  gint32 taken = 0, first, end, gap_total;
  gint64 used = 0;

  if (n < 3)
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      starts[i] = *start_of (&g_array_index (places, HwArea, i), south);
      order[i] = i;
      taken += extent_of (&g_array_index (places, HwArea, i), south);
    }
  g_qsort_with_data (order, (int)n, sizeof *order, by_start, starts);
  first = starts[order[0]];
  end = starts[order[n - 1]] + extent_of (&g_array_index (places, HwArea, order[n - 1]), south);
  gap_total = end - first - taken;
  for (guint i = 0; i < n; i++)
    {
      HwArea *area = &g_array_index (places, HwArea, order[i]);
      *start_of (area, south) = (gint32)(first + used + (gint64)gap_total * i / (gint32)(n - 1));
      used += extent_of (area, south);
    }
  return place_all (design, things, n, places, error);
}

/* The row that copies of @row's racks join: itself in the first line, else a new one for each line.
 */
static HwHandle
row_of_copy (HwDesign *design, GHashTable *new_rows, HwHandle hall, HwHandle row, guint line)
{
  gpointer key = GUINT_TO_POINTER (row * 4096u + line);
  HwHandle copy;
  g_autofree char *name = NULL;

  if (row == 0 || line == 0)
    return row;
  copy = GPOINTER_TO_UINT (g_hash_table_lookup (new_rows, key));
  if (copy != 0)
    return copy;
  name = hw_operation_next_row_name (design, hall, row);
  copy = hw_operation_add_row (design, hall, name);
  g_hash_table_insert (new_rows, key, GUINT_TO_POINTER (copy));
  return copy;
}

GArray *
hw_operation_duplicate_grid (HwDesign *design,
                             const GArray *racks,
                             guint columns,
                             guint rows,
                             gint32 pitch_x_mm,
                             gint32 pitch_y_mm,
                             GError **error)
{
  g_autoptr (GHashTable) new_rows = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) copies = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (guint line = 0; line < rows; line++)
    for (guint column = 0; column < columns; column++)
      for (guint i = 0; (line > 0 || column > 0) && i < racks->len; i++)
        {
          HwHandle rack = g_array_index (racks, HwHandle, i);
          const HwRack *row = hw_design_get_rack (design, rack);
          gint64 x = row->x_mm + (gint64)pitch_x_mm * column;
          gint64 y = row->y_mm + (gint64)pitch_y_mm * line;
          HwHandle copy;
          HwFit fit
              = { HW_OBSTACLE_OUTSIDE_HALL, HW_REF (HW_TABLE_HALL, row->object.parent), 0, 0 };

          if (x < 0 || y < 0 || x > G_MAXINT32 / 2 || y > G_MAXINT32 / 2
              || !hw_placement_rack (design,
                                     row->object.parent,
                                     hw_design_rack_product (design, rack),
                                     (gint32)x,
                                     (gint32)y,
                                     row->rotation,
                                     NULL,
                                     row->object.install,
                                     row->object.removal,
                                     &fit)
              || !hw_placement_own_door (design,
                                         rack,
                                         row->object.parent,
                                         (gint32)x,
                                         (gint32)y,
                                         row->rotation,
                                         NULL,
                                         &fit))
            {
              /* All or none. */
              for (guint j = copies->len; j-- > 0;)
                hw_edit_remove (design, HW_TABLE_RACK, g_array_index (copies, HwHandle, j));
              hw_operation_refuse (design, &fit, error);
              return NULL;
            }
          copy = hw_operation_copy_rack (
              design,
              rack,
              row_of_copy (design, new_rows, row->object.parent, row->row, line),
              (gint32)x,
              (gint32)y);
          g_array_append_val (copies, copy);
        }
  hw_operation_group_copies (design, racks, copies);
  return g_steal_pointer (&copies);
}
