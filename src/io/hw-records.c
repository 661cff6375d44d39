/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-records.h"

#include <string.h>

#include "hw-override-key.h"

static void
record_free (HwRecord *record)
{
  const HwTableClass *klass = hw_table_class (record->table);

  for (guint i = 0; i < klass->n_attributes; i++)
    g_free (record->values[i]);
  g_free (record->values);
  g_free (record->id);
  g_free (record->name);
  g_free (record->parent);
  g_free (record->foreign);
  g_free (record);
}

static char *
record_key (HwTableKind table, const char *id)
{
  return g_strdup_printf ("%s/%s", hw_table_class (table)->element, id);
}

static HwRecord *
record_new (HwDesign *design, HwTableKind table, HwHandle handle)
{
  const HwTableClass *klass = hw_table_class (table);
  const HwObject *object = hw_design_row (design, table, handle);
  HwRecord *record = g_new0 (HwRecord, 1);
  char buffer[HW_ID_SIZE];

  record->table = table;
  record->id = g_strdup (hw_design_id_text (design, HW_REF (table, handle), buffer));
  record->name = g_strdup (hw_design_name (design, HW_REF (table, handle)));
  if (klass->parent == table)
    record->parent = g_strdup ("");
  else
    record->parent
        = g_strdup (hw_design_id_text (design, HW_REF (klass->parent, object->parent), buffer));
  record->values = g_new0 (char *, klass->n_attributes);
  for (guint i = 0; i < klass->n_attributes; i++)
    record->values[i] = hw_design_attribute_text (design, &klass->attributes[i], object);
  record->foreign = g_strdup (hw_design_text (design, object->foreign));
  return record;
}

HwRecords *
hw_records_new (HwDesign *design)
{
  HwRecords *self = g_new0 (HwRecords, 1);

  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify)record_free);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint table = 0; table < HW_N_TABLES; table++)
    for (HwHandle handle = hw_design_next (design, table, 0); handle != 0;
         handle = hw_design_next (design, table, handle))
      {
        HwRecord *record = record_new (design, table, handle);
        g_ptr_array_add (self->list, record);
        g_hash_table_insert (self->by_id, record_key (table, record->id), record);
      }
  return self;
}

void
hw_records_free (HwRecords *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->list);
  g_free (self);
}

HwRecord *
hw_records_find (HwRecords *self, HwTableKind table, const char *id)
{
  g_autofree char *key = record_key (table, id);

  return g_hash_table_lookup (self->by_id, key);
}

/* Overrides name objects within their key. */
static void
rename_key (HwRecord *override, const char *from, const char *to)
{
  const HwTableClass *klass = hw_table_class (HW_TABLE_OVERRIDE);
  guint at = (guint)(hw_table_class_attribute (klass, "key") - klass->attributes);
  char *renamed = hw_override_key_rename (override->values[at], from, to);

  if (renamed == NULL)
    return;
  g_free (override->values[at]);
  override->values[at] = renamed;
}

void
hw_records_rename (HwRecords *self, HwRecord *record, const char *id)
{
  g_autofree char *old = g_steal_pointer (&record->id);
  g_autofree char *key = record_key (record->table, old);

  for (guint i = 0; i < self->list->len; i++)
    {
      HwRecord *other = self->list->pdata[i];
      const HwTableClass *klass = hw_table_class (other->table);
      if (klass->parent == record->table && other != record && strcmp (other->parent, old) == 0)
        {
          g_free (other->parent);
          other->parent = g_strdup (id);
        }
      for (guint j = 0; j < klass->n_attributes; j++)
        if ((klass->attributes[j].type == HW_TYPE_REF || klass->attributes[j].type == HW_TYPE_PHASE)
            && klass->attributes[j].ref == record->table && g_strcmp0 (other->values[j], old) == 0)
          {
            g_free (other->values[j]);
            other->values[j] = g_strdup (id);
          }
    }
  for (guint i = 0; i < self->list->len; i++)
    if (((HwRecord *)self->list->pdata[i])->table == HW_TABLE_OVERRIDE)
      rename_key (self->list->pdata[i], old, id);
  g_hash_table_remove (self->by_id, key);
  record->id = g_strdup (id);
  g_hash_table_insert (self->by_id, record_key (record->table, id), record);
}
