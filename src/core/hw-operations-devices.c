/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"
#include "hw-operations-private.h"

#include <glib/gi18n-lib.h>

#include "hw-edit.h"

static int
compare_handles (gconstpointer a, gconstpointer b)
{
  HwHandle x = *(const HwHandle *)a, y = *(const HwHandle *)b;

  return x < y ? -1 : x > y;
}

static GArray *
sorted (const GArray *handles)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (HwHandle), handles->len);

  g_array_append_vals (copy, handles->data, handles->len);
  g_array_sort (copy, compare_handles);
  return copy;
}

/* Whether two of the moved devices would share a slot: they do not count as obstacles, but they
 * keep their distances only where they come from one rack. */
static gboolean
meet_each_other (HwDesign *design, const GArray *moved, guint at, HwFit *fit)
{
  const HwDevice *row = &g_array_index (moved, HwDevice, at);
  HwCatalogue *catalogue = hw_design_get_catalogue (design);
  const HwProduct *product = hw_catalogue_get (catalogue, row->product);

  for (guint i = 0; i < at; i++)
    {
      const HwDevice *other = &g_array_index (moved, HwDevice, i);
      const HwProduct *neighbour = hw_catalogue_get (catalogue, other->product);
      gboolean meet;
      if (other->object.parent != row->object.parent || other->channel != row->channel
          || other->face != row->face)
        continue;
      if (row->channel == HW_CHANNEL_NONE)
        meet = row->position < other->position + neighbour->half_units
               && other->position < row->position + product->half_units;
      else
        meet = row->height_mm < other->height_mm + neighbour->height_mm
               && other->height_mm < row->height_mm + product->height_mm;
      if (meet)
        {
          *fit
              = (HwFit){ HW_OBSTACLE_OCCUPIED, hw_design_find_id (design, other->object.id), 0, 0 };
          return TRUE;
        }
    }
  return FALSE;
}

/* Sets each device to its row of @moved, all or none. */
static gboolean
place_all (HwDesign *design, const GArray *devices, const GArray *moved, GError **error)
{
  g_autoptr (GArray) ignore = sorted (devices);
  HwFit fit;

  for (guint i = 0; i < devices->len; i++)
    {
      const HwDevice *row = &g_array_index (moved, HwDevice, i);
      HwSlot slot = { row->position, row->face, row->channel, row->height_mm };
      HwHandle device = g_array_index (devices, HwHandle, i);
      if (!hw_operation_check_unlocked (design, HW_REF (HW_TABLE_DEVICE, device), error)
          || !hw_operation_check_unlocked (
              design, HW_REF (HW_TABLE_RACK, row->object.parent), error))
        return FALSE;
      if (!hw_placement_device_among (design,
                                      row->object.parent,
                                      hw_design_device_product (design, device),
                                      &slot,
                                      ignore,
                                      row->object.install,
                                      row->object.removal,
                                      &fit)
          || meet_each_other (design, moved, i, &fit))
        return hw_operation_refuse (design, &fit, error);
    }
  for (guint i = 0; i < devices->len; i++)
    hw_edit_set (design,
                 HW_TABLE_DEVICE,
                 g_array_index (devices, HwHandle, i),
                 &g_array_index (moved, HwDevice, i));
  return TRUE;
}

gboolean
hw_operation_move_devices (HwDesign *design,
                           const GArray *devices,
                           HwHandle anchor,
                           HwHandle rack,
                           const HwSlot *slot,
                           GError **error)
{
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (HwDevice));
  gint16 from = hw_design_get_device (design, anchor)->position;

  for (guint i = 0; i < devices->len; i++)
    {
      HwHandle device = g_array_index (devices, HwHandle, i);
      HwDevice row = *hw_design_get_device (design, device);
      row.object.parent = rack;
      if (row.channel == HW_CHANNEL_NONE && slot->channel == HW_CHANNEL_NONE)
        row.position = (gint16)(row.position + slot->position - from);
      if (device == anchor)
        {
          row.face = slot->face;
          row.channel = slot->channel;
          if (slot->channel != HW_CHANNEL_NONE)
            row.height_mm = slot->height_mm;
        }
      g_array_append_val (moved, row);
    }
  return place_all (design, devices, moved, error);
}

gboolean
hw_operation_shift_devices (HwDesign *design, const GArray *devices, int half_units, GError **error)
{
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (HwDevice));

  for (guint i = 0; i < devices->len; i++)
    {
      HwDevice row = *hw_design_get_device (design, g_array_index (devices, HwHandle, i));
      if (row.channel == HW_CHANNEL_NONE)
        row.position = (gint16)(row.position + half_units);
      else
        row.height_mm = (gint16)(row.height_mm + half_units * 10);
      g_array_append_val (moved, row);
    }
  return place_all (design, devices, moved, error);
}

static gboolean
replace_device (HwDesign *design, HwHandle handle, const HwProduct *product, GError **error)
{
  HwDevice row = *hw_design_get_device (design, handle);

  row.product = product->number;
  if (!hw_operation_check_row (design, HW_REF (HW_TABLE_DEVICE, handle), &row, error))
    return FALSE;
  hw_edit_set (design, HW_TABLE_DEVICE, handle, &row);
  return TRUE;
}

/* The devices stay where they are, so each must fit the new rack as it did the old one. */
static gboolean
replace_rack (HwDesign *design, HwHandle handle, const HwProduct *product, GError **error)
{
  HwRack row = *hw_design_get_rack (design, handle);

  if (product->kind == HW_KIND_ASSEMBLY)
    {
      g_set_error_literal (
          error,
          HW_CORE_ERROR,
          HW_CORE_ERROR_REFUSED,
          _ ("A rack-scale system cannot replace a rack; remove the rack and place it."));
      return FALSE;
    }
  row.product = product->number;
  row.assembly = 0;
  if (!hw_operation_check_row (design, HW_REF (HW_TABLE_RACK, handle), &row, error))
    return FALSE;
  hw_edit_set (design, HW_TABLE_RACK, handle, &row);
  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, handle); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    if (!hw_operation_check_row (
            design, HW_REF (HW_TABLE_DEVICE, device), hw_design_get_device (design, device), error))
      return FALSE;
  return TRUE;
}

gboolean
hw_operation_replace_product (HwDesign *design,
                              const HwRef *refs,
                              guint n,
                              HwCatalogue *from,
                              const HwProduct *product,
                              GError **error)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_free);
  gboolean done = TRUE;

  product = hw_catalogue_adopt (hw_design_get_catalogue (design), from, product->id, error);
  if (product == NULL)
    return FALSE;
  for (guint i = 0; done && i < n; i++)
    {
      if (refs[i].table != HW_TABLE_DEVICE && refs[i].table != HW_TABLE_RACK)
        {
          g_set_error (error,
                       HW_CORE_ERROR,
                       HW_CORE_ERROR_REFUSED,
                       _ ("A %s has no product to replace."),
                       hw_table_class (refs[i].table)->element);
          done = FALSE;
          break;
        }
      done = hw_operation_check_unlocked (design, refs[i], error);
      if (!done)
        break;
      g_ptr_array_add (old,
                       g_memdup2 (hw_design_row (design, refs[i].table, refs[i].handle),
                                  hw_table_class (refs[i].table)->row_size));
      done = refs[i].table == HW_TABLE_DEVICE
                 ? replace_device (design, refs[i].handle, product, error)
                 : replace_rack (design, refs[i].handle, product, error);
    }
  for (guint i = old->len; !done && i-- > 0;)
    hw_edit_set (design, refs[i].table, refs[i].handle, old->pdata[i]);
  return done;
}
