/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"
#include "hw-operations-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-edit.h"
#include "hw-fragment-private.h"
#include "hw-paste-private.h"

/* Pasting: first it is found out where everything goes, then it is put there. */

static void
add_lost (HwPaste *self, HwRef ref)
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
  HwPaste *self = data;
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

void
hw_paste_adopt_row (HwPaste *self, HwTableKind table, void *row)
{
  HwObject *object = row;

  hw_fragment_translate (self->fragment, self->design, table, row, map_ref, self);
  object->id = 0;
  object->locked = FALSE;
}

HwSymbol
hw_paste_free_name (HwPaste *self, HwSymbol symbol)
{
  const char *name = hw_design_text (self->design, symbol);
  g_autofree char *next = NULL;

  if (symbol == 0 || *name == '\0' || hw_design_name_count (self->design, name) == 0)
    return symbol;
  next = hw_operation_next_name (self->design, name);
  return hw_design_intern (self->design, next);
}

HwHandle
hw_paste_insert (HwPaste *self, HwTableKind table, const void *row, gboolean chosen)
{
  HwRef ref = HW_REF (table, hw_edit_insert (self->design, table, row));

  if (chosen)
    g_array_append_val (self->made, ref);
  return ref.handle;
}

void
hw_paste_put_members (HwPaste *self, HwHandle origin, HwHandle device)
{
  for (HwHandle member = hw_design_first_child (self->fragment, HW_TABLE_MEMBER, origin);
       member != 0;
       member = hw_design_next_child (self->fragment, HW_TABLE_MEMBER, member))
    {
      HwMember row = *hw_design_get_member (self->fragment, member);

      if (!hw_fragment_member_is_copied (&row))
        continue;
      hw_paste_adopt_row (self, HW_TABLE_MEMBER, &row);
      row.object.parent = device;
      row.unit = row.slot = 0;
      row.rail = 1;
      if (row.fabric != 0)
        hw_paste_insert (self, HW_TABLE_MEMBER, &row, FALSE);
    }
}

/* Upwards from where it was, then below. */
static gboolean
find_units (HwPaste *self, HwDevice *row, const HwProduct *product)
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
find_channel (HwPaste *self, HwDevice *row, const HwProduct *product)
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
put_device (HwPaste *self, HwHandle device, GError **error)
{
  HwDevice row = *hw_design_get_device (self->fragment, device);
  const HwProduct *product;

  hw_paste_adopt_row (self, HW_TABLE_DEVICE, &row);
  row.object.parent = self->target->rack;
  row.object.name = hw_paste_free_name (self, row.object.name);
  product = hw_catalogue_get (hw_design_get_catalogue (self->design), row.product);
  if (row.channel == HW_CHANNEL_NONE ? find_units (self, &row, product)
                                     : find_channel (self, &row, product))
    {
      hw_paste_put_members (self, device, hw_paste_insert (self, HW_TABLE_DEVICE, &row, TRUE));
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
  HwPaste *self = data;
  const HwDevice *x = hw_design_get_device (self->fragment, *(const HwHandle *)a);
  const HwDevice *y = hw_design_get_device (self->fragment, *(const HwHandle *)b);

  if (x->object.parent != y->object.parent)
    return x->object.parent < y->object.parent ? -1 : 1;
  return x->position - y->position;
}

static gboolean
put_devices (HwPaste *self, GError **error)
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
lost_text (HwPaste *self)
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
  HwPaste self = { design, fragment, target, made, lost_refs, racks, origins, features, 0, 0 };
  gboolean done;

  hw_paste_collect_floor (&self);
  done = racks->len + features->len == 0 || hw_paste_find_floor (&self, error);
  /* Devices first: they may be refused, the floor no more. */
  done = done && put_devices (&self, error);
  if (!done)
    {
      for (guint i = made->len; i-- > 0;)
        hw_edit_remove (
            design, g_array_index (made, HwRef, i).table, g_array_index (made, HwRef, i).handle);
      return NULL;
    }
  hw_paste_put_floor (&self);
  if (lost != NULL)
    *lost = lost_text (&self);
  return g_steal_pointer (&made);
}
