/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"
#include "hw-operations-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-edit.h"

gboolean
hw_operation_refuse (HwDesign *design, const HwFit *fit, GError **error)
{
  g_autofree char *message = hw_fit_message (design, fit);

  g_set_error_literal (error, HW_CORE_ERROR, HW_CORE_ERROR_REFUSED, message);
  return FALSE;
}

gboolean
hw_operation_check_unlocked (HwDesign *design, HwRef ref, GError **error)
{
  const HwObject *object = hw_design_row (design, ref.table, ref.handle);
  HwFit fit = { HW_OBSTACLE_LOCKED, ref, 0, 0 };

  if (object->locked)
    return hw_operation_refuse (design, &fit, error);
  /* A locked rack keeps what it holds. */
  if (hw_table_class (ref.table)->parent == HW_TABLE_RACK)
    return hw_operation_check_unlocked (design, HW_REF (HW_TABLE_RACK, object->parent), error);
  return TRUE;
}

char *
hw_operation_next_name (HwDesign *design, const char *like)
{
  gsize length = strlen (like);
  gsize digits = 0;
  g_autofree char *stem = NULL;
  guint64 number = 1;
  int width = 2;

  while (digits < length && digits < 9 && g_ascii_isdigit (like[length - 1 - digits]))
    digits++;
  if (digits > 0)
    {
      stem = g_strndup (like, length - digits);
      number = g_ascii_strtoull (like + length - digits, NULL, 10);
      width = (int)digits;
    }
  else
    stem = g_strdup_printf ("%s-", like);
  for (guint64 step = 1, tries = 0;; tries++)
    {
      g_autofree char *name = NULL;
      number += step;
      name = g_strdup_printf ("%s%0*" G_GUINT64_FORMAT, stem, width, number);
      if (hw_design_name_count (design, name) == 0)
        return g_steal_pointer (&name);
      /* Thousands of names in a row: leap. */
      if (tries % 64 == 63)
        step *= 2;
    }
}

/* The name with the greatest number at its end among what stands in a row of a kind; "" where there
 * is none. */
static const char *
last_rack_name (HwDesign *design, HwHandle row, HwProductKind kind)
{
  const char *last = "";
  guint64 greatest = 0;

  for (HwHandle rack = hw_design_first_of_row (design, row); rack != 0;
       rack = hw_design_next_of_row (design, rack))
    {
      const char *name = hw_design_text (design, hw_design_get_rack (design, rack)->object.name);
      const char *digits = name + strlen (name);
      guint64 number;

      if (hw_design_rack_product (design, rack)->kind != kind)
        continue;
      while (digits > name && g_ascii_isdigit (digits[-1]))
        digits--;
      number = g_ascii_strtoull (digits, NULL, 10);
      if (*name != '\0' && (*last == '\0' || number > greatest))
        {
          last = name;
          greatest = number;
        }
    }
  return last;
}

/* A CDU follows those of its row, and the first one its racks. */
static char *
new_rack_name (HwDesign *design, HwHandle row, HwProductKind kind)
{
  const char *last = row != 0 ? last_rack_name (design, row, kind) : "";
  g_autofree char *first = NULL;

  if (*last == '\0' && row != 0 && kind != HW_KIND_RACK)
    last = last_rack_name (design, row, HW_KIND_RACK);
  if (*last != '\0')
    return hw_operation_next_name (design, last);
  first = g_strdup_printf ("%s00",
                           row != 0 ? hw_design_name (design, HW_REF (HW_TABLE_ROW, row)) : "R");
  return hw_operation_next_name (design, first);
}

static gboolean
row_name_is_taken (HwDesign *design, HwHandle hall, const char *name)
{
  for (HwHandle row = hw_design_first_child (design, HW_TABLE_ROW, hall); row != 0;
       row = hw_design_next_child (design, HW_TABLE_ROW, row))
    if (strcmp (hw_design_name (design, HW_REF (HW_TABLE_ROW, row)), name) == 0)
      return TRUE;
  return FALSE;
}

char *
hw_operation_letters_after (const char *name)
{
  g_autofree char *next = g_strdup (name);
  gsize length = strlen (next);
  gsize at = length;

  for (gsize i = 0; i < length; i++)
    if (next[i] < 'A' || next[i] > 'Z')
      return g_strdup_printf ("%s'", name);
  while (at > 0 && next[at - 1] == 'Z')
    next[--at] = 'A';
  if (at == 0)
    return g_strdup_printf ("A%s", next);
  next[at - 1]++;
  return g_steal_pointer (&next);
}

char *
hw_operation_next_row_name (HwDesign *design, HwHandle hall, HwHandle row)
{
  g_autofree char *name
      = hw_operation_letters_after (hw_design_name (design, HW_REF (HW_TABLE_ROW, row)));

  while (row_name_is_taken (design, hall, name))
    {
      char *next = hw_operation_letters_after (name);
      g_free (name);
      name = next;
    }
  return g_steal_pointer (&name);
}

HwHandle
hw_operation_add_hall (HwDesign *design, const char *name, gint32 width_mm, gint32 depth_mm)
{
  HwHall hall = { 0 };

  hw_row_init (HW_TABLE_HALL, &hall);
  hall.object.name = hw_design_intern (design, name);
  hall.width_mm = width_mm;
  hall.depth_mm = depth_mm;
  return hw_edit_insert (design, HW_TABLE_HALL, &hall);
}

HwHandle
hw_operation_add_row (HwDesign *design, HwHandle hall, const char *name)
{
  HwRow row = { 0 };

  hw_row_init (HW_TABLE_ROW, &row);
  row.object.parent = hall;
  row.object.name = hw_design_intern (design, name);
  return hw_edit_insert (design, HW_TABLE_ROW, &row);
}

/* Mounts the parts of @assembly into its new rack. */
static gboolean
add_parts (HwDesign *design, HwHandle rack, const HwProduct *assembly, GError **error)
{
  HwCatalogue *catalogue = hw_design_get_catalogue (design);

  for (guint i = 0; i < assembly->parts->len; i++)
    {
      const HwPart *part = &g_array_index (assembly->parts, HwPart, i);
      const HwProduct *product = hw_catalogue_find (catalogue, part->product);
      HwSlot slot = { part->position, part->face, HW_CHANNEL_NONE, 0 };
      if (hw_operation_add_device (design, rack, catalogue, product, part->name, &slot, error) == 0)
        return FALSE;
    }
  return TRUE;
}

HwHandle
hw_operation_add_rack (HwDesign *design,
                       HwHandle hall,
                       HwHandle row,
                       HwCatalogue *from,
                       const HwProduct *product,
                       const char *name,
                       gint32 x_mm,
                       gint32 y_mm,
                       gint16 rotation,
                       GError **error)
{
  HwCatalogue *catalogue = hw_design_get_catalogue (design);
  const HwProduct *assembly = NULL;
  g_autofree char *own_name = NULL;
  HwHandle install = hw_design_get_new_phase (design, 0);
  HwRack rack = { 0 };
  HwHandle handle;
  HwFit fit;

  product = hw_catalogue_adopt (catalogue, from, product->id, error);
  if (product == NULL)
    return 0;
  if (product->kind == HW_KIND_ASSEMBLY)
    {
      assembly = product;
      product = hw_catalogue_find (catalogue, assembly->rack);
    }
  if (!hw_placement_rack (design, hall, product, x_mm, y_mm, rotation, NULL, install, 0, &fit))
    {
      hw_operation_refuse (design, &fit, error);
      return 0;
    }
  if (name == NULL)
    name = own_name = new_rack_name (design, row, product->kind);
  hw_row_init (HW_TABLE_RACK, &rack);
  rack.object.parent = hall;
  rack.object.name = hw_design_intern (design, name);
  rack.object.install = (guint16)install;
  rack.product = product->number;
  rack.assembly = assembly != NULL ? assembly->number : 0;
  rack.row = row;
  rack.x_mm = x_mm;
  rack.y_mm = y_mm;
  rack.rotation = rotation;
  handle = hw_edit_insert (design, HW_TABLE_RACK, &rack);
  if (assembly != NULL && !add_parts (design, handle, assembly, error))
    {
      hw_edit_remove (design, HW_TABLE_RACK, handle);
      return 0;
    }
  hw_operation_join_near_loop (design, handle);
  hw_operation_take_feeds_of_row (design, handle);
  return handle;
}

static gboolean
place_rack (
    HwDesign *design, HwHandle handle, const HwRack *rack, const GArray *ignore, GError **error)
{
  HwFit fit;

  if (!hw_operation_check_unlocked (design, HW_REF (HW_TABLE_RACK, handle), error))
    return FALSE;
  if (!hw_placement_rack (design,
                          rack->object.parent,
                          hw_catalogue_get (hw_design_get_catalogue (design), rack->product),
                          rack->x_mm,
                          rack->y_mm,
                          rack->rotation,
                          ignore,
                          rack->object.install,
                          rack->object.removal,
                          &fit)
      || !hw_placement_own_door (design,
                                 handle,
                                 rack->object.parent,
                                 rack->x_mm,
                                 rack->y_mm,
                                 rack->rotation,
                                 ignore,
                                 &fit))
    return hw_operation_refuse (design, &fit, error);
  return TRUE;
}

gboolean
hw_operation_move_rack (HwDesign *design,
                        HwHandle rack,
                        HwHandle hall,
                        HwHandle row,
                        gint32 x_mm,
                        gint32 y_mm,
                        gint16 rotation,
                        GError **error)
{
  HwRack moved = *hw_design_get_rack (design, rack);
  GArray self = { (char *)&rack, 1 };

  moved.object.parent = hall;
  moved.row = row;
  moved.x_mm = x_mm;
  moved.y_mm = y_mm;
  moved.rotation = rotation;
  if (!place_rack (design, rack, &moved, &self, error))
    return FALSE;
  hw_edit_set (design, HW_TABLE_RACK, rack, &moved);
  hw_operation_join_near_loop (design, rack);
  return TRUE;
}

gboolean
hw_operation_shift_racks (
    HwDesign *design, const GArray *racks, gint32 dx_mm, gint32 dy_mm, GError **error)
{
  for (guint i = 0; i < racks->len; i++)
    {
      HwHandle rack = g_array_index (racks, HwHandle, i);
      HwRack moved = *hw_design_get_rack (design, rack);
      moved.x_mm += dx_mm;
      moved.y_mm += dy_mm;
      if (!place_rack (design, rack, &moved, racks, error))
        return FALSE;
    }
  for (guint i = 0; i < racks->len; i++)
    {
      HwHandle rack = g_array_index (racks, HwHandle, i);
      HwRack moved = *hw_design_get_rack (design, rack);
      moved.x_mm += dx_mm;
      moved.y_mm += dy_mm;
      hw_edit_set (design, HW_TABLE_RACK, rack, &moved);
    }
  return TRUE;
}

/* The groups of racks that are removed, by themselves or with their hall. */
static GArray *
groups_of (HwDesign *design, const HwRef *refs, guint n)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (guint i = 0; i < n; i++)
    {
      if (!hw_design_has (design, refs[i].table, refs[i].handle))
        continue;
      if (refs[i].table == HW_TABLE_RACK)
        g_array_append_val (groups, hw_design_get_rack (design, refs[i].handle)->group);
      else if (refs[i].table == HW_TABLE_HALL)
        for (HwHandle rack = hw_design_first_child (design, HW_TABLE_RACK, refs[i].handle);
             rack != 0;
             rack = hw_design_next_child (design, HW_TABLE_RACK, rack))
          g_array_append_val (groups, hw_design_get_rack (design, rack)->group);
    }
  return groups;
}

gboolean
hw_operation_remove (HwDesign *design, const HwRef *refs, guint n, GError **error)
{
  g_autoptr (GArray) groups = groups_of (design, refs, n);

  for (guint i = 0; i < n; i++)
    {
      if (hw_table_is_single (refs[i].table))
        {
          g_set_error (error,
                       HW_CORE_ERROR,
                       HW_CORE_ERROR_REFUSED,
                       _ ("The %s cannot be removed."),
                       hw_table_class (refs[i].table)->element);
          return FALSE;
        }
      if (hw_design_has (design, refs[i].table, refs[i].handle)
          && !hw_operation_check_unlocked (design, refs[i], error))
        return FALSE;
    }
  /* One may have gone with its parent. */
  for (guint i = 0; i < n; i++)
    if (hw_design_has (design, refs[i].table, refs[i].handle))
      hw_edit_remove (design, refs[i].table, refs[i].handle);
  hw_operation_drop_empty_groups (design, groups);
  return TRUE;
}

HwHandle
hw_operation_copy_rack (
    HwDesign *design, HwHandle rack, HwHandle row_of_copy, gint32 x_mm, gint32 y_mm)
{
  HwRack copy = *hw_design_get_rack (design, rack);
  g_autofree char *name = NULL;
  HwHandle handle;

  /* In another row it is named after that. */
  if (row_of_copy != 0 && row_of_copy != copy.row)
    name = new_rack_name (design, row_of_copy, hw_design_rack_product (design, rack)->kind);
  else
    name = hw_operation_next_name (design, hw_design_name (design, HW_REF (HW_TABLE_RACK, rack)));
  copy.object.id = 0;
  copy.object.name = hw_design_intern (design, name);
  copy.row = row_of_copy;
  copy.x_mm = x_mm;
  copy.y_mm = y_mm;
  handle = hw_edit_insert (design, HW_TABLE_RACK, &copy);
  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    {
      HwDevice row = *hw_design_get_device (design, device);
      const char *old = hw_design_text (design, row.object.name);
      row.object.id = 0;
      row.object.parent = handle;
      /* The trays of an assembly are called alike in every rack; servers have names of their own.
       */
      if (copy.assembly == 0 && *old != '\0')
        {
          g_autofree char *next = hw_operation_next_name (design, old);
          row.object.name = hw_design_intern (design, next);
        }
      hw_operation_copy_members (design, device, hw_edit_insert (design, HW_TABLE_DEVICE, &row));
    }
  for (HwHandle reservation = hw_design_first_child (design, HW_TABLE_RESERVATION, rack);
       reservation != 0;
       reservation = hw_design_next_child (design, HW_TABLE_RESERVATION, reservation))
    {
      HwReservation row
          = *(const HwReservation *)hw_design_row (design, HW_TABLE_RESERVATION, reservation);
      row.object.id = 0;
      row.object.parent = handle;
      hw_edit_insert (design, HW_TABLE_RESERVATION, &row);
    }
  return handle;
}

HwHandle
hw_operation_duplicate_rack (HwDesign *design, HwHandle rack, GError **error)
{
  const HwRack *row = hw_design_get_rack (design, rack);
  const HwHall *hall = hw_design_get_hall (design, row->object.parent);
  const HwProduct *product = hw_design_rack_product (design, rack);
  HwArea area = hw_rack_area (design, rack);
  gboolean along_x = row->rotation == 0 || row->rotation == 180;
  gint32 step = along_x ? area.width : area.depth;
  gint32 farthest = (along_x ? hall->width_mm : hall->depth_mm) / step;
  HwFit fit, first = { HW_OBSTACLE_NONE };

  for (gint32 i = 1; i <= farthest; i++)
    for (int sign = 1; sign >= -1; sign -= 2)
      {
        gint32 x = row->x_mm + (along_x ? sign * i * step : 0);
        gint32 y = row->y_mm + (along_x ? 0 : sign * i * step);
        if (hw_placement_rack (design,
                               row->object.parent,
                               product,
                               x,
                               y,
                               row->rotation,
                               NULL,
                               row->object.install,
                               row->object.removal,
                               &fit))
          return hw_operation_copy_rack (design, rack, row->row, x, y);
        if (first.obstacle == HW_OBSTACLE_NONE)
          first = fit;
      }
  hw_operation_refuse (design, &first, error);
  return 0;
}
