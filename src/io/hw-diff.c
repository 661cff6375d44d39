/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-diff.h"

#include <string.h>

#include "hw-product-text.h"
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
add (GPtrArray *list, HwDifferenceKind kind, const char *element, const char *id, const char *name)
{
  HwDifference *difference = g_new0 (HwDifference, 1);

  difference->kind = kind;
  difference->element = element;
  difference->id = g_strdup (id);
  difference->name = g_strdup (name);
  g_ptr_array_add (list, difference);
  return difference;
}

static void
add_record (GPtrArray *list, HwDifferenceKind kind, const HwRecord *record)
{
  add (list, kind, hw_table_class (record->table)->element, record->id, record->name);
}

static void
add_change (GPtrArray *list,
            const char *element,
            const char *id,
            const char *name,
            const char *attribute,
            const char *from,
            const char *to)
{
  HwDifference *difference;

  if (g_strcmp0 (from, to) == 0)
    return;
  difference = add (list, HW_DIFFERENCE_CHANGED, element, id, name);
  difference->attribute = g_strdup (attribute);
  difference->from = g_strdup (from);
  difference->to = g_strdup (to);
}

static const char *
find_text (const GPtrArray *texts, const char *attribute)
{
  for (guint i = 0; i < texts->len; i++)
    {
      const HwProductText *text = g_ptr_array_index (texts, i);
      if (strcmp (text->attribute, attribute) == 0)
        return text->value;
    }
  return NULL;
}

static void
diff_product (GPtrArray *list, const HwProduct *from, const HwProduct *to)
{
  g_autoptr (GPtrArray) old = hw_product_texts (from);
  g_autoptr (GPtrArray) new = hw_product_texts (to);

  for (guint i = 0; i < old->len; i++)
    {
      const HwProductText *text = g_ptr_array_index (old, i);
      add_change (list,
                  "product",
                  to->id,
                  to->name,
                  text->attribute,
                  text->value,
                  find_text (new, text->attribute));
    }
  for (guint i = 0; i < new->len; i++)
    {
      const HwProductText *text = g_ptr_array_index (new, i);
      if (find_text (old, text->attribute) == NULL)
        add_change (list, "product", to->id, to->name, text->attribute, NULL, text->value);
    }
}

static void
diff_products (GPtrArray *list, HwCatalogue *from, HwCatalogue *to)
{
  for (guint i = 1; i <= hw_catalogue_n_products (from); i++)
    {
      const HwProduct *before = hw_catalogue_get (from, i);
      const HwProduct *after = hw_catalogue_find (to, before->id);
      if (after != NULL)
        diff_product (list, before, after);
    }
}

static void
diff_record (GPtrArray *list, const HwRecord *before, const HwRecord *after)
{
  const HwTableClass *klass = hw_table_class (after->table);
  const char *id = after->id, *name = after->name;

  add_change (list, klass->element, id, name, "parent", before->parent, after->parent);
  for (guint i = 0; i < klass->n_attributes; i++)
    add_change (list,
                klass->element,
                id,
                name,
                klass->attributes[i].name,
                before->values[i],
                after->values[i]);
  add_change (list, klass->element, id, name, "foreign", before->foreign, after->foreign);
}

GPtrArray *
hw_diff (HwDesign *from, HwDesign *to)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)difference_free);
  g_autoptr (HwRecords) old = hw_records_new (from);
  g_autoptr (HwRecords) new = hw_records_new (to);

  diff_products (list, hw_design_get_catalogue (from), hw_design_get_catalogue (to));
  for (guint i = 0; i < old->list->len; i++)
    {
      const HwRecord *before = old->list->pdata[i];
      const HwRecord *after = hw_records_find (new, before->table, before->id);
      if (after == NULL)
        {
          add_record (list, HW_DIFFERENCE_REMOVED, before);
          continue;
        }
      diff_record (list, before, after);
    }
  for (guint i = 0; i < new->list->len; i++)
    {
      const HwRecord *after = new->list->pdata[i];
      if (hw_records_find (old, after->table, after->id) == NULL)
        add_record (list, HW_DIFFERENCE_ADDED, after);
    }
  return list;
}
