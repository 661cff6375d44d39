/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-edit.h"
#include "hw-operations.h"
#include "hw-records.h"

typedef struct
{
  HwDesign *result;
  HwRecords *base, *ours, *theirs;
  GPtrArray *conflicts;
} Merge;

static void
conflict_free (HwConflict *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->message);
  g_free (self);
}

static void
add_conflict (Merge *merge, const HwRecord *record, char *message)
{
  HwConflict *conflict = g_new0 (HwConflict, 1);

  conflict->table = record->table;
  conflict->id = g_strdup (record->id);
  conflict->name = g_strdup (record->name);
  conflict->message = message;
  g_ptr_array_add (merge->conflicts, conflict);
}

static gboolean
records_equal (const HwRecord *a, const HwRecord *b)
{
  const HwTableClass *klass = hw_table_class (a->table);

  if (strcmp (a->parent, b->parent) != 0 || strcmp (a->foreign, b->foreign) != 0)
    return FALSE;
  for (guint i = 0; i < klass->n_attributes; i++)
    if (g_strcmp0 (a->values[i], b->values[i]) != 0)
      return FALSE;
  return TRUE;
}

/* Whether an attribute is part of where its object is. */
static gboolean
is_place (HwTableKind table, const char *attribute)
{
  static const char *const rack[] = { "x-mm", "y-mm", "rotation", NULL };
  static const char *const device[] = { "u", "face", "channel", "height-mm", NULL };
  static const char *const member[] = { "role", "position", "unit", "slot", "rail", NULL };

  return (table == HW_TABLE_RACK && g_strv_contains (rack, attribute))
         || (table == HW_TABLE_DEVICE && g_strv_contains (device, attribute))
         || (table == HW_TABLE_MEMBER && g_strv_contains (member, attribute));
}

static gboolean
places_equal (const HwRecord *a, const HwRecord *b)
{
  const HwTableClass *klass = hw_table_class (a->table);

  if (strcmp (a->parent, b->parent) != 0)
    return FALSE;
  for (guint i = 0; i < klass->n_attributes; i++)
    if (is_place (a->table, klass->attributes[i].name)
        && g_strcmp0 (a->values[i], b->values[i]) != 0)
      return FALSE;
  return TRUE;
}

/* Puts the values of @from into a row; those that @places says only of a place, or only of the
 * rest. */
static void
take_values (Merge *merge, void *row, const HwRecord *from, gboolean places)
{
  const HwTableClass *klass = hw_table_class (from->table);
  HwObject *object = row;

  if (places && klass->parent != from->table)
    object->parent = hw_design_find (merge->result, from->parent).handle;
  for (guint i = 0; i < klass->n_attributes; i++)
    if (is_place (from->table, klass->attributes[i].name) == places)
      {
        g_autofree void *fresh = g_malloc0 (klass->row_size);
        hw_row_init (from->table, fresh);
        hw_attribute_copy (&klass->attributes[i], row, fresh);
        /* A reference to what the other side removed is dropped. */
        if (from->values[i] != NULL)
          hw_design_attribute_parse (
              merge->result, &klass->attributes[i], row, from->values[i], NULL);
      }
}

static const char *
pick (const char *base, const char *ours, const char *theirs, gboolean *clash)
{
  if (g_strcmp0 (ours, theirs) == 0 || g_strcmp0 (theirs, base) == 0)
    return ours;
  if (g_strcmp0 (ours, base) == 0)
    return theirs;
  *clash = TRUE;
  return ours;
}

/* The row of an object that all three have. */
static void
merge_values (
    Merge *merge, void *row, const HwRecord *base, const HwRecord *ours, const HwRecord *theirs)
{
  const HwTableClass *klass = hw_table_class (ours->table);
  gboolean clash = FALSE;
  const HwRecord *place = ours;
  const char *foreign;

  take_values (merge, row, ours, FALSE);
  for (guint i = 0; i < klass->n_attributes; i++)
    {
      const HwAttribute *attribute = &klass->attributes[i];
      gboolean both = FALSE;
      const char *value;
      if (is_place (ours->table, attribute->name))
        continue;
      value = pick (base->values[i], ours->values[i], theirs->values[i], &both);
      if (both)
        add_conflict (
            merge,
            ours,
            g_strdup_printf (_ ("Both sides changed “%s” of %s: ours “%s” was kept, theirs "
                                "was “%s”."),
                             attribute->name,
                             ours->name,
                             ours->values[i] != NULL ? ours->values[i] : "",
                             theirs->values[i] != NULL ? theirs->values[i] : ""));
      else if (value == theirs->values[i] && value != NULL)
        hw_design_attribute_parse (merge->result, attribute, row, value, NULL);
      else if (g_strcmp0 (value, ours->values[i]) != 0)
        {
          g_autofree void *fresh = g_malloc0 (klass->row_size);
          hw_row_init (ours->table, fresh);
          hw_attribute_copy (attribute, row, fresh);
        }
    }
  if (places_equal (ours, base))
    place = theirs;
  else if (!places_equal (theirs, base) && !places_equal (ours, theirs))
    add_conflict (
        merge,
        ours,
        g_strdup_printf (_ ("Both sides moved %s: it stays where ours has it."), ours->name));
  take_values (merge, row, place, TRUE);
  foreign = pick (base->foreign, ours->foreign, theirs->foreign, &clash);
  ((HwObject *)row)->foreign = hw_design_intern (merge->result, foreign);
}

/* Whether the object still has what it is part of. */
static gboolean
parent_stands (Merge *merge, const HwRecord *record, const void *row)
{
  const HwTableClass *klass = hw_table_class (record->table);

  for (guint i = 0; i < klass->n_attributes; i++)
    if ((klass->attributes[i].flags & HW_ATTRIBUTE_OWNER) != 0 && record->values[i] != NULL
        && hw_attribute_get_ref (&klass->attributes[i], row) == 0)
      return FALSE;
  return hw_table_class (record->table)->parent == record->table
         || ((const HwObject *)row)->parent != 0;
}

/* Puts a merged row into the result; where it is in the way, back to @base's place, else not at
 * all. */
static void
place_row (Merge *merge, void *row, const HwRecord *record, const HwRecord *base)
{
  HwRef ref = HW_REF (record->table, 0);
  g_autoptr (GError) error = NULL;

  ((HwObject *)row)->id
      = *record->id != '\0' ? hw_id_parse (hw_design_get_symbols (merge->result), record->id) : 0;
  if (record->table == HW_TABLE_DESIGN || record->table == HW_TABLE_SITE)
    {
      hw_edit_set (merge->result, record->table, 1, row);
      return;
    }
  if (!parent_stands (merge, record, row))
    {
      add_conflict (
          merge,
          record,
          g_strdup_printf (_ ("%s stood in what the other side removed: it was left out."),
                           record->name));
      return;
    }
  if (hw_operation_check_row (merge->result, ref, row, &error))
    {
      hw_edit_insert (merge->result, record->table, row);
      return;
    }
  if (base != NULL)
    {
      take_values (merge, row, base, TRUE);
      if (parent_stands (merge, record, row)
          && hw_operation_check_row (merge->result, ref, row, NULL))
        {
          hw_edit_insert (merge->result, record->table, row);
          add_conflict (
              merge,
              record,
              g_strdup_printf (_ ("%s cannot go where theirs has it: %s It stays where it was."),
                               record->name,
                               error->message));
          return;
        }
    }
  if (record->table == HW_TABLE_MEMBER)
    {
      HwMember *member = row;

      member->position = 0;
      member->unit = member->slot = 0;
      member->rail = 1;
      if (hw_operation_check_row (merge->result, ref, row, NULL))
        {
          hw_edit_insert (merge->result, record->table, row);
          add_conflict (merge,
                        record,
                        g_strdup_printf (_ ("%s gets a new place in its fabric: %s"),
                                         record->name,
                                         error->message));
          return;
        }
    }
  add_conflict (
      merge, record, g_strdup_printf (_ ("%s was left out: %s"), record->name, error->message));
}

/* Both sides added an object of that id and they differ: theirs gets an id of its own. */
static void
separate_collisions (Merge *merge)
{
  for (guint i = 0; i < merge->theirs->list->len; i++)
    {
      HwRecord *theirs = merge->theirs->list->pdata[i];
      const HwRecord *ours = hw_records_find (merge->ours, theirs->table, theirs->id);
      char letter = hw_table_class (theirs->table)->letter;
      char buffer[HW_ID_SIZE];
      HwSymbolPool *symbols = hw_design_get_symbols (merge->result);
      if (ours == NULL || letter == 0 || records_equal (ours, theirs)
          || hw_records_find (merge->base, theirs->table, theirs->id) != NULL)
        continue;
      hw_records_rename (
          merge->theirs,
          theirs,
          hw_id_text (symbols, hw_design_new_id (merge->result, theirs->table), buffer));
    }
}

/* Products that either side carries; ours where both carry one. */
static void
adopt_products (HwDesign *result, HwDesign *from)
{
  HwCatalogue *catalogue = hw_design_get_catalogue (from);

  for (guint i = 1; i <= hw_catalogue_n_products (catalogue); i++)
    hw_catalogue_adopt (
        hw_design_get_catalogue (result), catalogue, hw_catalogue_get (catalogue, i)->id, NULL);
}

static void
merge_record (Merge *merge, const HwRecord *ours, const HwRecord *theirs, gboolean mine_first)
{
  const HwRecord *record = ours != NULL ? ours : theirs;
  const HwRecord *base = hw_records_find (merge->base, record->table, record->id);
  const HwTableClass *klass = hw_table_class (record->table);
  g_autofree void *row = g_malloc0 (klass->row_size);
  gboolean moved;

  if (base != NULL && (ours == NULL || theirs == NULL))
    {
      /* Removed by one side. */
      if (records_equal (record, base))
        return;
      if (mine_first)
        add_conflict (merge,
                      record,
                      g_strdup_printf (
                          _ ("%s was removed by one side and changed by the other: it was kept."),
                          record->name));
    }
  /* What ours has placed comes first; what theirs moved comes second, so that ours is never in its
   * way. */
  moved = ours == NULL
          || (theirs != NULL && base != NULL && places_equal (ours, base)
              && !places_equal (theirs, base));
  if (moved == mine_first)
    return;
  hw_row_init (record->table, row);
  if (ours != NULL && theirs != NULL && base != NULL)
    merge_values (merge, row, base, ours, theirs);
  else
    {
      take_values (merge, row, record, FALSE);
      take_values (merge, row, record, TRUE);
      ((HwObject *)row)->foreign = hw_design_intern (merge->result, record->foreign);
    }
  place_row (merge, row, record, base);
}

HwDesign *
hw_merge (HwDesign *base, HwDesign *ours, HwDesign *theirs, GPtrArray **conflicts)
{
  g_autoptr (HwRecords) base_records = hw_records_new (base);
  g_autoptr (HwRecords) our_records = hw_records_new (ours);
  g_autoptr (HwRecords) their_records = hw_records_new (theirs);
  Merge merge = { hw_design_new (), base_records, our_records, their_records, NULL };

  merge.conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify)conflict_free);
  adopt_products (merge.result, ours);
  adopt_products (merge.result, theirs);
  adopt_products (merge.result, base);
  hw_design_build_begin (merge.result);
  separate_collisions (&merge);
  for (guint table = 0; table < HW_N_TABLES; table++)
    for (int pass = 0; pass < 2; pass++)
      {
        for (guint i = 0; i < our_records->list->len; i++)
          {
            const HwRecord *record = our_records->list->pdata[i];
            if (record->table == table)
              merge_record (
                  &merge, record, hw_records_find (their_records, table, record->id), pass == 0);
          }
        for (guint i = 0; i < their_records->list->len; i++)
          {
            const HwRecord *record = their_records->list->pdata[i];
            if (record->table == table && hw_records_find (our_records, table, record->id) == NULL)
              merge_record (&merge, NULL, record, pass == 0);
          }
      }
  hw_design_build_end (merge.result);
  *conflicts = merge.conflicts;
  return merge.result;
}
