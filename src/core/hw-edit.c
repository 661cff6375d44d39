/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-edit.h"

#include <string.h>

#include "hw-design-private.h"

static HwHandle
owner_of (HwTableKind table, const void *row)
{
  return hw_table_class (table)->parent == table ? 0 : ((const HwObject *)row)->parent;
}

static void
count_name (HwDesign *self, HwTableKind table, const HwObject *object, int by)
{
  if (object->name == 0 || (table != HW_TABLE_RACK && table != HW_TABLE_DEVICE))
    return;
  if (object->name >= self->names->len)
    g_array_set_size (self->names, object->name + object->name / 4 + 64);
  g_array_index (self->names, guint32, object->name) += by;
}

/* What an object belongs to beside its parent. */
static void
link_others (HwDesign *self, HwTableKind table, HwHandle handle, gboolean link)
{
  void (*func) (HwTable *, guint, HwHandle, HwHandle) = link ? hw_table_link : hw_table_unlink;
  const void *row = hw_table_row (self->tables[table], handle);
  HwHandle owners[HW_TABLE_LISTS] = { 0 };

  if (table == HW_TABLE_RACK)
    {
      owners[1] = ((const HwRack *)row)->row;
      owners[2] = ((const HwRack *)row)->group;
    }
  else if (table == HW_TABLE_MEMBER)
    owners[1] = ((const HwMember *)row)->fabric;
  for (guint list = 1; list < HW_TABLE_LISTS; list++)
    if (owners[list] != 0)
      func (self->tables[table], list, owners[list], handle);
}

void
hw_design_index_add (HwDesign *self, HwTableKind table, HwHandle handle)
{
  if (table == HW_TABLE_RACK)
    hw_floor_index_add (self, handle);
  else if (table == HW_TABLE_MEMBER || table == HW_TABLE_OVERRIDE)
    hw_network_index_add (self, table, handle);
}

static void
enter (HwDesign *self, HwTableKind table, HwHandle handle)
{
  const void *row = hw_table_row (self->tables[table], handle);

  count_name (self, table, row, 1);
  hw_table_link (self->tables[table], 0, owner_of (table, row), handle);
  link_others (self, table, handle, TRUE);
  hw_design_index_add (self, table, handle);
}

static void
leave (HwDesign *self, HwTableKind table, HwHandle handle)
{
  const void *row = hw_table_row (self->tables[table], handle);

  count_name (self, table, row, -1);
  hw_table_unlink (self->tables[table], 0, owner_of (table, row), handle);
  link_others (self, table, handle, FALSE);
  if (table == HW_TABLE_RACK)
    hw_floor_index_remove (self, handle);
  else if (table == HW_TABLE_MEMBER || table == HW_TABLE_OVERRIDE)
    hw_network_index_remove (self, table, handle);
}

HwHandle
hw_raw_insert (HwDesign *self, HwTableKind table, HwHandle wanted, const void *row)
{
  HwHandle handle = hw_table_insert (self->tables[table], wanted);

  hw_table_set (self->tables[table], handle, row);
  enter (self, table, handle);
  hw_id_index_add (self, HW_REF (table, handle), ((const HwObject *)row)->id);
  return handle;
}

void
hw_raw_remove (HwDesign *self, HwTableKind table, HwHandle handle)
{
  const HwObject *object = hw_table_row (self->tables[table], handle);

  hw_id_index_remove (self, HW_REF (table, handle), object->id);
  leave (self, table, handle);
  hw_table_remove (self->tables[table], handle);
}

void
hw_raw_set (HwDesign *self, HwTableKind table, HwHandle handle, const void *row)
{
  leave (self, table, handle);
  hw_table_set (self->tables[table], handle, row);
  enter (self, table, handle);
}

HwHandle
hw_edit_insert (HwDesign *design, HwTableKind table, const void *row)
{
  const HwTableClass *klass = hw_table_class (table);
  union
  {
    HwObject object;
    HwRack rack;
    HwSite site;
    HwDesignRow design;
    char bytes[256];
  } copy;
  HwHandle handle;

  g_return_val_if_fail (hw_design_in_transaction (design), 0);
  G_STATIC_ASSERT (
      sizeof (HwSite) <= sizeof copy.bytes && sizeof (HwRack) <= sizeof copy.bytes
      && sizeof (HwDesignRow) <= sizeof copy.bytes && sizeof (HwLoop) <= sizeof copy.bytes
      && sizeof (HwFabricRow) <= sizeof copy.bytes && sizeof (HwTrayRow) <= sizeof copy.bytes);
  memcpy (&copy, row, klass->row_size);
  g_return_val_if_fail (
      klass->parent == table || hw_design_has (design, klass->parent, copy.object.parent), 0);
  if (copy.object.id == 0 && klass->letter != 0)
    copy.object.id = hw_design_new_id (design, table);
  handle = hw_raw_insert (design, table, 0, &copy);
  hw_history_record (design, HW_CHANGE_INSERT, table, handle, NULL, &copy);
  return handle;
}

void
hw_edit_set (HwDesign *design, HwTableKind table, HwHandle handle, const void *row)
{
  const HwTableClass *klass = hw_table_class (table);
  const HwObject *before = hw_design_row (design, table, handle);

  g_return_if_fail (hw_design_in_transaction (design));
  g_return_if_fail (((const HwObject *)row)->id == before->id);
  if (memcmp (before, row, klass->row_size) == 0)
    return;
  hw_history_record (design, HW_CHANGE_SET, table, handle, before, row);
  hw_raw_set (design, table, handle, row);
}

/* Clears all references of @table's rows to the object @to; rows that go with it are removed. */
static void
clear_references (HwDesign *design, HwTableKind table, HwRef to)
{
  const HwTableClass *klass = hw_table_class (table);

  for (guint i = 0; i < klass->n_attributes; i++)
    {
      const HwAttribute *attribute = &klass->attributes[i];
      if ((attribute->type != HW_TYPE_REF && attribute->type != HW_TYPE_PHASE)
          || attribute->ref != to.table)
        continue;
      for (HwHandle handle = hw_design_next (design, table, 0); handle != 0;
           handle = hw_design_next (design, table, handle))
        {
          const void *row = hw_design_row (design, table, handle);
          g_autofree void *changed = NULL;
          if (hw_attribute_get_ref (attribute, row) != to.handle)
            continue;
          if ((attribute->flags & HW_ATTRIBUTE_OWNER) != 0)
            {
              hw_edit_remove (design, table, handle);
              continue;
            }
          changed = g_memdup2 (row, klass->row_size);
          hw_attribute_set_ref (attribute, changed, 0);
          hw_edit_set (design, table, handle, changed);
        }
    }
}

/* Whether rows of @table can refer to rows of @to other than as their parent. */
static gboolean
may_refer (HwTableKind table, HwTableKind to)
{
  const HwTableClass *klass = hw_table_class (table);

  for (guint i = 0; i < klass->n_attributes; i++)
    if ((klass->attributes[i].type == HW_TYPE_REF || klass->attributes[i].type == HW_TYPE_PHASE)
        && klass->attributes[i].ref == to)
      return TRUE;
  return FALSE;
}

void
hw_edit_remove (HwDesign *design, HwTableKind table, HwHandle handle)
{
  const void *row;

  g_return_if_fail (hw_design_in_transaction (design));
  g_return_if_fail (hw_design_has (design, table, handle));
  /* Children first, in the order of dependence backwards: racks before the rows that they name. */
  for (guint child = HW_N_TABLES; child-- > 0;)
    if (hw_table_class (child)->parent == table && child != table)
      {
        HwHandle first;
        while ((first = hw_design_first_child (design, child, handle)) != 0)
          hw_edit_remove (design, child, first);
      }
  for (guint other = 0; other < HW_N_TABLES; other++)
    if (may_refer (other, table))
      clear_references (design, other, HW_REF (table, handle));
  row = hw_design_row (design, table, handle);
  hw_history_record (design, HW_CHANGE_REMOVE, table, handle, row, NULL);
  hw_raw_remove (design, table, handle);
}
