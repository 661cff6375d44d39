/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-paste-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-edit.h"
#include "hw-fragment-private.h"
#include "hw-operations-private.h"
#include "hw-operations.h"

/* Where copied racks and floor features go, and putting them there. */

void
hw_paste_collect_floor (HwPaste *self)
{
  for (HwHandle rack = hw_design_next (self->fragment, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (self->fragment, HW_TABLE_RACK, rack))
    if (!hw_fragment_is_carrier (self->fragment, rack))
      {
        HwRack row = *hw_design_get_rack (self->fragment, rack);

        hw_paste_adopt_row (self, HW_TABLE_RACK, &row);
        row.object.parent = self->target->hall;
        g_array_append_val (self->racks, row);
        g_array_append_val (self->origins, rack);
      }
  for (HwHandle feature = hw_design_next (self->fragment, HW_TABLE_FEATURE, 0); feature != 0;
       feature = hw_design_next (self->fragment, HW_TABLE_FEATURE, feature))
    {
      HwFeature row = *(const HwFeature *)hw_design_row (self->fragment, HW_TABLE_FEATURE, feature);

      hw_paste_adopt_row (self, HW_TABLE_FEATURE, &row);
      row.object.parent = self->target->hall;
      g_array_append_val (self->features, row);
    }
}

static const HwProduct *
product_of (HwPaste *self, const HwRack *row)
{
  return hw_catalogue_get (hw_design_get_catalogue (self->design), row->product);
}

static void
extend (HwArea *all, const HwArea *area)
{
  gint32 right = MAX (all->x + all->width, area->x + area->width);
  gint32 bottom = MAX (all->y + all->depth, area->y + area->depth);

  if (all->width == 0)
    {
      *all = *area;
      return;
    }
  all->x = MIN (all->x, area->x);
  all->y = MIN (all->y, area->y);
  all->width = right - all->x;
  all->depth = bottom - all->y;
}

static HwArea
extent (HwPaste *self)
{
  HwArea all = { 0 };

  for (guint i = 0; i < self->racks->len; i++)
    {
      const HwRack *row = &g_array_index (self->racks, HwRack, i);
      HwArea area = hw_footprint (product_of (self, row), row->x_mm, row->y_mm, row->rotation);

      extend (&all, &area);
    }
  for (guint i = 0; i < self->features->len; i++)
    {
      const HwFeature *row = &g_array_index (self->features, HwFeature, i);
      HwArea area = { row->x_mm, row->y_mm, row->width_mm, row->depth_mm };

      extend (&all, &area);
    }
  return all;
}

/* Whether all fit when moved that far. */
static gboolean
fits_at (HwPaste *self, gint32 dx, gint32 dy, GError **error)
{
  for (guint i = 0; i < self->racks->len; i++)
    {
      const HwRack *row = &g_array_index (self->racks, HwRack, i);
      HwFit fit;

      if (!hw_placement_rack (self->design,
                              row->object.parent,
                              product_of (self, row),
                              row->x_mm + dx,
                              row->y_mm + dy,
                              row->rotation,
                              NULL,
                              row->object.install,
                              row->object.removal,
                              &fit))
        return error == NULL ? FALSE : hw_operation_refuse (self->design, &fit, error);
    }
  for (guint i = 0; i < self->features->len; i++)
    {
      HwFeature row = g_array_index (self->features, HwFeature, i);

      row.x_mm += dx;
      row.y_mm += dy;
      if (!hw_operation_check_row (self->design, HW_REF (HW_TABLE_FEATURE, 0), &row, error))
        return FALSE;
    }
  self->dx = dx;
  self->dy = dy;
  return TRUE;
}

/* With the middle at the wanted point; one rack snaps as it does under the pointer. */
static gboolean
fits_at_point (HwPaste *self, const HwArea *all)
{
  gint32 x = self->target->x_mm - all->width / 2;
  gint32 y = self->target->y_mm - all->depth / 2;

  if (self->racks->len > 0)
    {
      const HwRack *first = &g_array_index (self->racks, HwRack, 0);
      gint32 snapped_x = x + first->x_mm - all->x, snapped_y = y + first->y_mm - all->y;
      gint16 rotation = first->rotation;
      HwHandle row;

      hw_placement_snap_rack (self->design,
                              self->target->hall,
                              product_of (self, first),
                              NULL,
                              &snapped_x,
                              &snapped_y,
                              &rotation,
                              &row);
      if (rotation == first->rotation
          && fits_at (self, snapped_x - first->x_mm, snapped_y - first->y_mm, NULL))
        return TRUE;
    }
  return fits_at (self, x - all->x, y - all->y, NULL);
}

/* Where they were, along their row, then anywhere in the hall. */
gboolean
hw_paste_find_floor (HwPaste *self, GError **error)
{
  const HwHall *hall = hw_design_get_hall (self->design, self->target->hall);
  HwArea all = extent (self);
  gint32 step = MAX (hall->tile_mm, 100);
  const HwRack *first = self->racks->len > 0 ? (const HwRack *)self->racks->data : NULL;
  gboolean along_y = first != NULL && first->rotation % 180 != 0;
  gint32 pitch = MAX (along_y ? all.depth : all.width, 1);
  gint32 room = along_y ? hall->depth_mm : hall->width_mm;

  if (self->target->at_point && fits_at_point (self, &all))
    return TRUE;
  for (gint32 way = 0; way < room; way += pitch)
    if (fits_at (self, along_y ? 0 : way, along_y ? way : 0, NULL)
        || fits_at (self, along_y ? 0 : -way, along_y ? -way : 0, NULL))
      return TRUE;
  for (gint32 y = 0; y + all.depth <= hall->depth_mm; y += step)
    for (gint32 x = 0; x + all.width <= hall->width_mm; x += step)
      if (fits_at (self, x - all.x, y - all.y, NULL))
        return TRUE;
  g_set_error (error,
               HW_CORE_ERROR,
               HW_CORE_ERROR_REFUSED,
               _ ("%s has no free place for what is to be pasted."),
               hw_design_name (self->design, HW_REF (HW_TABLE_HALL, self->target->hall)));
  return FALSE;
}

static HwHandle
find_row_named (HwPaste *self, const char *name)
{
  for (HwHandle row = hw_design_first_child (self->design, HW_TABLE_ROW, self->target->hall);
       row != 0;
       row = hw_design_next_child (self->design, HW_TABLE_ROW, row))
    if (strcmp (hw_design_name (self->design, HW_REF (HW_TABLE_ROW, row)), name) == 0)
      return row;
  return 0;
}

/* The row that the copies of a row's racks join: their own where they stay in its line, that of the
 * neighbour that they touch, one of the same name that is still empty, else a new one. */
static HwHandle
row_to_join (HwPaste *self, GHashTable *rows, guint index)
{
  const HwRack *origin
      = hw_design_get_rack (self->fragment, g_array_index (self->origins, HwHandle, index));
  const HwRack *placed = &g_array_index (self->racks, HwRack, index);
  const HwProduct *product = product_of (self, placed);
  gboolean along_x = origin->rotation % 180 == 0;
  gint32 x = placed->x_mm + self->dx, y = placed->y_mm + self->dy;
  gint16 rotation = placed->rotation;
  char buffer[HW_ID_SIZE];
  const char *name;
  g_autofree char *next = NULL;
  HwRef same;
  HwHandle row;

  if (origin->row == 0)
    return 0;
  if (g_hash_table_contains (rows, GUINT_TO_POINTER (origin->row)))
    return GPOINTER_TO_UINT (g_hash_table_lookup (rows, GUINT_TO_POINTER (origin->row)));

  same = hw_design_find (
      self->design, hw_design_id_text (self->fragment, HW_REF (HW_TABLE_ROW, origin->row), buffer));
  name = hw_design_name (self->fragment, HW_REF (HW_TABLE_ROW, origin->row));
  hw_placement_snap_rack (self->design, self->target->hall, product, NULL, &x, &y, &rotation, &row);
  if (same.handle != 0 && same.table == HW_TABLE_ROW && (along_x ? self->dy : self->dx) == 0
      && ((const HwObject *)hw_design_row (self->design, HW_TABLE_ROW, same.handle))->parent
             == self->target->hall)
    row = same.handle;
  else if (row == 0 || x != placed->x_mm + self->dx || y != placed->y_mm + self->dy)
    {
      row = find_row_named (self, name);
      if (row != 0 && hw_design_first_of_row (self->design, row) != 0)
        {
          next = hw_operation_next_row_name (self->design, self->target->hall, row);
          row = 0;
        }
      if (row == 0)
        row = hw_operation_add_row (self->design, self->target->hall, next != NULL ? next : name);
    }
  g_hash_table_insert (rows, GUINT_TO_POINTER (origin->row), GUINT_TO_POINTER (row));
  return row;
}

/* Whether the design has racks in a group other than those that were copied. */
static gboolean
has_others (HwPaste *self, HwHandle group)
{
  for (HwHandle rack = hw_design_first_of_group (self->design, group); rack != 0;
       rack = hw_design_next_of_group (self->design, rack))
    {
      char buffer[HW_ID_SIZE];
      HwRef origin = hw_design_find (
          self->fragment, hw_design_id_text (self->design, HW_REF (HW_TABLE_RACK, rack), buffer));

      if (origin.handle == 0 || origin.table != HW_TABLE_RACK
          || hw_fragment_is_carrier (self->fragment, origin.handle))
        return TRUE;
    }
  return FALSE;
}

/* Copies of a part of a group belong to it, those of a whole one become a group of their own. */
static void
put_groups (HwPaste *self, const GArray *racks)
{
  for (HwHandle group = hw_design_next (self->fragment, HW_TABLE_GROUP, 0); group != 0;
       group = hw_design_next (self->fragment, HW_TABLE_GROUP, group))
    {
      g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (HwHandle));
      HwRef ref = HW_REF (HW_TABLE_GROUP, group);
      const char *name = hw_design_name (self->fragment, ref);
      char buffer[HW_ID_SIZE];
      HwRef same = hw_design_find (self->design, hw_design_id_text (self->fragment, ref, buffer));

      for (guint i = 0; i < racks->len; i++)
        {
          HwHandle origin = g_array_index (self->origins, HwHandle, i);

          if (hw_design_get_rack (self->fragment, origin)->group == group)
            g_array_append_val (own, g_array_index (racks, HwHandle, i));
        }
      if (own->len == 0)
        continue;
      if (same.handle != 0 && same.table == HW_TABLE_GROUP && has_others (self, same.handle))
        hw_operation_set_group (self->design, own, same.handle);
      else
        {
          g_autofree char *next = hw_operation_free_group_name (self->design, name);

          hw_operation_group_racks (self->design, own, next, NULL);
        }
    }
}

static void
put_held (HwPaste *self, HwHandle origin, HwHandle rack, gboolean assembly)
{
  for (HwHandle child = hw_design_first_child (self->fragment, HW_TABLE_RESERVATION, origin);
       child != 0;
       child = hw_design_next_child (self->fragment, HW_TABLE_RESERVATION, child))
    {
      HwReservation row
          = *(const HwReservation *)hw_design_row (self->fragment, HW_TABLE_RESERVATION, child);

      hw_paste_adopt_row (self, HW_TABLE_RESERVATION, &row);
      row.object.parent = rack;
      hw_paste_insert (self, HW_TABLE_RESERVATION, &row, FALSE);
    }
  for (HwHandle child = hw_design_first_child (self->fragment, HW_TABLE_DEVICE, origin); child != 0;
       child = hw_design_next_child (self->fragment, HW_TABLE_DEVICE, child))
    {
      HwDevice row = *hw_design_get_device (self->fragment, child);

      hw_paste_adopt_row (self, HW_TABLE_DEVICE, &row);
      row.object.parent = rack;
      /* The trays of an assembly are called alike in every rack. */
      if (!assembly)
        row.object.name = hw_paste_free_name (self, row.object.name);
      hw_paste_put_members (self, child, hw_paste_insert (self, HW_TABLE_DEVICE, &row, FALSE));
    }
}

void
hw_paste_put_floor (HwPaste *self)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (guint i = 0; i < self->racks->len; i++)
    {
      HwRack row = g_array_index (self->racks, HwRack, i);
      HwHandle rack;

      row.row = row_to_join (self, rows, i);
      row.object.name = hw_paste_free_name (self, row.object.name);
      row.x_mm += self->dx;
      row.y_mm += self->dy;
      rack = hw_paste_insert (self, HW_TABLE_RACK, &row, TRUE);
      g_array_append_val (racks, rack);
      put_held (self, g_array_index (self->origins, HwHandle, i), rack, row.assembly != 0);
    }
  put_groups (self, racks);
  for (guint i = 0; i < self->features->len; i++)
    {
      HwFeature row = g_array_index (self->features, HwFeature, i);

      row.x_mm += self->dx;
      row.y_mm += self->dy;
      hw_paste_insert (self, HW_TABLE_FEATURE, &row, TRUE);
    }
}
