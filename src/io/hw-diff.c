/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-diff.h"

#include <string.h>

#include "hw-records.h"

static void
difference_free (HwDifference *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->attribute);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

const char *
hw_difference_kind_name (HwDifferenceKind kind)
{
  static const char *const names[] = { "added", "removed", "changed" };

  return names[kind];
}

static HwDifference *
add (GPtrArray *list, HwDifferenceKind kind, const HwRecord *record)
{
  HwDifference *difference = g_new0 (HwDifference, 1);

  difference->kind = kind;
  difference->table = record->table;
  difference->id = g_strdup (record->id);
  difference->name = g_strdup (record->name);
  g_ptr_array_add (list, difference);
  return difference;
}

static void
add_change (GPtrArray *list,
            const HwRecord *record,
            const char *attribute,
            const char *from,
            const char *to)
{
  HwDifference *difference;

  if (g_strcmp0 (from, to) == 0)
    return;
  difference = add (list, HW_DIFFERENCE_CHANGED, record);
  difference->attribute = g_strdup (attribute);
  difference->from = g_strdup (from);
  difference->to = g_strdup (to);
}

GPtrArray *
hw_diff (HwDesign *from, HwDesign *to)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)difference_free);
  g_autoptr (HwRecords) old = hw_records_new (from);
  g_autoptr (HwRecords) new = hw_records_new (to);

  for (guint i = 0; i < old->list->len; i++)
    {
      const HwRecord *before = old->list->pdata[i];
      const HwRecord *after = hw_records_find (new, before->table, before->id);
      const HwTableClass *klass = hw_table_class (before->table);
      if (after == NULL)
        {
          add (list, HW_DIFFERENCE_REMOVED, before);
          continue;
        }
      add_change (list, after, "parent", before->parent, after->parent);
      for (guint j = 0; j < klass->n_attributes; j++)
        add_change (list, after, klass->attributes[j].name, before->values[j], after->values[j]);
      add_change (list, after, "foreign", before->foreign, after->foreign);
    }
  for (guint i = 0; i < new->list->len; i++)
    {
      const HwRecord *after = new->list->pdata[i];
      if (hw_records_find (old, after->table, after->id) == NULL)
        add (list, HW_DIFFERENCE_ADDED, after);
    }
  return list;
}
