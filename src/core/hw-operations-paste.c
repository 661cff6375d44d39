/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"
#include "hw-operations-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-edit.h"
#include "hw-fragment-private.h"

/* Pasting: first it is found out where everything goes, then it is put there. */

typedef struct
{
  HwDesign *design, *fragment;
  const HwPasteTarget *target;
  GArray *made; /* HwRef */
  GArray *lost; /* HwRef of the fragment: feeds, phases and loops that the design lacks */

  /* What goes onto the floor, as rows of the design still at their old places */
  GArray *racks;    /* HwRack */
  GArray *origins;  /* HwHandle: the same in the fragment */
  GArray *features; /* HwFeature */
  gint32 dx, dy;
} Paste;

static void
add_lost (Paste *self, HwRef ref)
{
  for (guint i = 0; i < self->lost->len; i++)
    if (hw_ref_equal (g_array_index (self->lost, HwRef, i), ref))
      return;
  g_array_append_val (self->lost, ref);
}

/* The object of the same id, else the first of the same name. */
static HwHandle
map_ref (HwTableKind table, HwHandle handle, gpointer data)
{
  Paste *self = data;
  char buffer[HW_ID_SIZE];
  const char *name = hw_design_name (self->fragment, HW_REF (table, handle));
  HwRef same = hw_design_find (self->design,
                               hw_design_id_text (self->fragment, HW_REF (table, handle), buffer));

  if (table == HW_TABLE_ROW || table == HW_TABLE_GROUP)
    return 0; /* Follow from the place, and from what else is copied. */
  if (same.handle != 0 && same.table == table)
    return same.handle;
  for (HwHandle other = hw_design_next (self->design, table, 0); other != 0;
       other = hw_design_next (self->design, table, other))
    if (strcmp (hw_design_name (self->design, HW_REF (table, other)), name) == 0)
      return other;
  add_lost (self, HW_REF (table, handle));
  return 0;
}

/* @row: of @fragment, becomes one of @design that has no id yet */
static void
adopt_row (Paste *self, HwTableKind table, void *row)
{
  HwObject *object = row;

  hw_fragment_translate (self->fragment, self->design, table, row, map_ref, self);
  object->id = 0;
  object->locked = FALSE;
}

/* The name itself where it is free. */
static HwSymbol
free_name (Paste *self, HwSymbol symbol)
{
  const char *name = hw_design_text (self->design, symbol);
  g_autofree char *next = NULL;

  if (symbol == 0 || *name == '\0' || hw_design_name_count (self->design, name) == 0)
    return symbol;
  next = hw_operation_next_name (self->design, name);
  return hw_design_intern (self->design, next);
}

static HwHandle
insert (Paste *self, HwTableKind table, const void *row, gboolean chosen)
{
  HwRef ref = HW_REF (table, hw_edit_insert (self->design, table, row));

  if (chosen)
    g_array_append_val (self->made, ref);
  return ref.handle;
}

/* Fabrics that this design has too; the copy gets a place of its own in them. */
static void
put_members (Paste *self, HwHandle origin, HwHandle device)
{
  for (HwHandle member = hw_design_first_child (self->fragment, HW_TABLE_MEMBER, origin);
       member != 0;
       member = hw_design_next_child (self->fragment, HW_TABLE_MEMBER, member))
    {
      HwMember row = *hw_design_get_member (self->fragment, member);

      if (!hw_fragment_member_is_copied (&row))
        continue;
      adopt_row (self, HW_TABLE_MEMBER, &row);
      row.object.parent = device;
      row.unit = row.slot = 0;
      row.rail = 1;
      if (row.fabric != 0)
        insert (self, HW_TABLE_MEMBER, &row, FALSE);
    }
}

/* --- the floor --- */

static void
collect_floor (Paste *self)
{
  for (HwHandle rack = hw_design_next (self->fragment, HW_TABLE_RACK, 0); rack != 0;
       rack = hw_design_next (self->fragment, HW_TABLE_RACK, rack))
    if (!hw_fragment_is_carrier (self->fragment, rack))
      {
        HwRack row = *hw_design_get_rack (self->fragment, rack);

        adopt_row (self, HW_TABLE_RACK, &row);
        row.object.parent = self->target->hall;
        g_array_append_val (self->racks, row);
        g_array_append_val (self->origins, rack);
      }
  for (HwHandle feature = hw_design_next (self->fragment, HW_TABLE_FEATURE, 0); feature != 0;
       feature = hw_design_next (self->fragment, HW_TABLE_FEATURE, feature))
    {
      HwFeature row = *(const HwFeature *)hw_design_row (self->fragment, HW_TABLE_FEATURE, feature);

      adopt_row (self, HW_TABLE_FEATURE, &row);
      row.object.parent = self->target->hall;
      g_array_append_val (self->features, row);
    }
}

static const HwProduct *
product_of (Paste *self, const HwRack *row)
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
extent (Paste *self)
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
fits_at (Paste *self, gint32 dx, gint32 dy, GError **error)
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
fits_at_point (Paste *self, const HwArea *all)
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
static gboolean
find_floor (Paste *self, GError **error)
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
find_row_named (Paste *self, const char *name)
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
row_to_join (Paste *self, GHashTable *rows, guint index)
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
has_others (Paste *self, HwHandle group)
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
put_groups (Paste *self, const GArray *racks)
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
put_held (Paste *self, HwHandle origin, HwHandle rack, gboolean assembly)
{
  for (HwHandle child = hw_design_first_child (self->fragment, HW_TABLE_RESERVATION, origin);
       child != 0;
       child = hw_design_next_child (self->fragment, HW_TABLE_RESERVATION, child))
    {
      HwReservation row
          = *(const HwReservation *)hw_design_row (self->fragment, HW_TABLE_RESERVATION, child);

      adopt_row (self, HW_TABLE_RESERVATION, &row);
      row.object.parent = rack;
      insert (self, HW_TABLE_RESERVATION, &row, FALSE);
    }
  for (HwHandle child = hw_design_first_child (self->fragment, HW_TABLE_DEVICE, origin); child != 0;
       child = hw_design_next_child (self->fragment, HW_TABLE_DEVICE, child))
    {
      HwDevice row = *hw_design_get_device (self->fragment, child);

      adopt_row (self, HW_TABLE_DEVICE, &row);
      row.object.parent = rack;
      /* The trays of an assembly are called alike in every rack. */
      if (!assembly)
        row.object.name = free_name (self, row.object.name);
      put_members (self, child, insert (self, HW_TABLE_DEVICE, &row, FALSE));
    }
}

static void
put_floor (Paste *self)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (guint i = 0; i < self->racks->len; i++)
    {
      HwRack row = g_array_index (self->racks, HwRack, i);
      HwHandle rack;

      row.row = row_to_join (self, rows, i);
      row.object.name = free_name (self, row.object.name);
      row.x_mm += self->dx;
      row.y_mm += self->dy;
      rack = insert (self, HW_TABLE_RACK, &row, TRUE);
      g_array_append_val (racks, rack);
      put_held (self, g_array_index (self->origins, HwHandle, i), rack, row.assembly != 0);
    }
  put_groups (self, racks);
  for (guint i = 0; i < self->features->len; i++)
    {
      HwFeature row = g_array_index (self->features, HwFeature, i);

      row.x_mm += self->dx;
      row.y_mm += self->dy;
      insert (self, HW_TABLE_FEATURE, &row, TRUE);
    }
}

/* --- devices --- */

/* Upwards from where it was, then below. */
static gboolean
find_units (Paste *self, HwDevice *row, const HwProduct *product)
{
  int top = hw_design_rack_product (self->design, row->object.parent)->half_units;
  HwSlot slot = { row->position, row->face, HW_CHANNEL_NONE, 0 };
  HwFit fit;

  for (int step = 2; step >= -2; step -= 4)
    for (int at = row->position + MIN (step, 0); at >= 0 && at < top; at += step)
      {
        slot.position = (gint16)at;
        if (hw_placement_device (self->design,
                                 row->object.parent,
                                 product,
                                 &slot,
                                 0,
                                 row->object.install,
                                 row->object.removal,
                                 &fit))
          {
            row->position = slot.position;
            return TRUE;
          }
      }
  return FALSE;
}

static gboolean
find_channel (Paste *self, HwDevice *row, const HwProduct *product)
{
  for (guint i = 0; i < 4; i++)
    {
      HwSlot slot = { 0, row->face, (guint8)((row->channel - 1 + i) % 4 + 1), row->height_mm };
      HwFit fit;

      /* A door has one place. */
      if (row->channel == HW_CHANNEL_REAR_DOOR)
        slot.channel = HW_CHANNEL_REAR_DOOR;
      if (hw_placement_device (self->design,
                               row->object.parent,
                               product,
                               &slot,
                               0,
                               row->object.install,
                               row->object.removal,
                               &fit))
        {
          row->channel = slot.channel;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
put_device (Paste *self, HwHandle device, GError **error)
{
  HwDevice row = *hw_design_get_device (self->fragment, device);
  const HwProduct *product;

  adopt_row (self, HW_TABLE_DEVICE, &row);
  row.object.parent = self->target->rack;
  row.object.name = free_name (self, row.object.name);
  product = hw_catalogue_get (hw_design_get_catalogue (self->design), row.product);
  if (row.channel == HW_CHANNEL_NONE ? find_units (self, &row, product)
                                     : find_channel (self, &row, product))
    {
      put_members (self, device, insert (self, HW_TABLE_DEVICE, &row, TRUE));
      return TRUE;
    }
  g_set_error (error,
               HW_CORE_ERROR,
               HW_CORE_ERROR_REFUSED,
               _ ("%s has no free place for %s."),
               hw_design_name (self->design, HW_REF (HW_TABLE_RACK, self->target->rack)),
               product->name);
  return FALSE;
}

static int
from_below (gconstpointer a, gconstpointer b, gpointer data)
{
  Paste *self = data;
  const HwDevice *x = hw_design_get_device (self->fragment, *(const HwHandle *)a);
  const HwDevice *y = hw_design_get_device (self->fragment, *(const HwHandle *)b);

  if (x->object.parent != y->object.parent)
    return x->object.parent < y->object.parent ? -1 : 1;
  return x->position - y->position;
}

static gboolean
put_devices (Paste *self, GError **error)
{
  g_autoptr (GArray) devices = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (HwHandle device = hw_design_next (self->fragment, HW_TABLE_DEVICE, 0); device != 0;
       device = hw_design_next (self->fragment, HW_TABLE_DEVICE, device))
    if (hw_fragment_is_carrier (self->fragment,
                                hw_design_get_device (self->fragment, device)->object.parent))
      g_array_append_val (devices, device);
  if (devices->len == 0)
    return TRUE;
  if (self->target->rack == 0)
    {
      g_set_error_literal (error,
                           HW_CORE_ERROR,
                           HW_CORE_ERROR_REFUSED,
                           _ ("Select the rack that the devices are to go into."));
      return FALSE;
    }
  if (!hw_operation_check_unlocked (
          self->design, HW_REF (HW_TABLE_RACK, self->target->rack), error))
    return FALSE;
  g_array_sort_with_data (devices, from_below, self);
  for (guint i = 0; i < devices->len; i++)
    if (!put_device (self, g_array_index (devices, HwHandle, i), error))
      return FALSE;
  return TRUE;
}

/* "Feed A1, Phase Growth"; %NULL: nothing. */
static char *
lost_text (Paste *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->lost->len; i++)
    {
      HwRef ref = g_array_index (self->lost, HwRef, i);

      if (i > 0)
        g_string_append (text, ", ");
      g_string_append_printf (text,
                              "%s %s",
                              _ (hw_table_class (ref.table)->label),
                              hw_design_name (self->fragment, ref));
    }
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

GArray *
hw_operation_paste (
    HwDesign *design, HwDesign *fragment, const HwPasteTarget *target, char **lost, GError **error)
{
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (HwRef));
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwRack));
  g_autoptr (GArray) origins = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  g_autoptr (GArray) features = g_array_new (FALSE, FALSE, sizeof (HwFeature));
  g_autoptr (GArray) lost_refs = g_array_new (FALSE, FALSE, sizeof (HwRef));
  Paste self = { design, fragment, target, made, lost_refs, racks, origins, features, 0, 0 };
  gboolean done;

  collect_floor (&self);
  done = racks->len + features->len == 0 || find_floor (&self, error);
  /* Devices first: they may be refused, the floor no more. */
  done = done && put_devices (&self, error);
  if (!done)
    {
      for (guint i = made->len; i-- > 0;)
        hw_edit_remove (
            design, g_array_index (made, HwRef, i).table, g_array_index (made, HwRef, i).handle);
      return NULL;
    }
  put_floor (&self);
  if (lost != NULL)
    *lost = lost_text (&self);
  return g_steal_pointer (&made);
}
