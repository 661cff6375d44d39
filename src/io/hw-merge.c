/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-merge-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "hw-edit.h"
#include "hw-operations.h"
#include "hw-records.h"

typedef struct
{
  HwDesign *result;
  HwRecords *base, *ours, *theirs;
  GHashTable *kept; /* HwRecord: removed by one side, but the other has done something with it */
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

void
hw_conflict_add (GPtrArray *conflicts, const char *id, const char *name, char *message_taken)
{
  HwConflict *conflict = g_new0 (HwConflict, 1);

  conflict->id = g_strdup (id);
  conflict->name = g_strdup (name);
  conflict->message = message_taken;
  g_ptr_array_add (conflicts, conflict);
}

static void
add_conflict (Merge *merge, const HwRecord *record, char *message)
{
  hw_conflict_add (merge->conflicts, record->id, record->name, message);
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
  if (clash)
    add_conflict (merge,
                  ours,
                  g_strdup_printf (_ ("Both sides changed what other programs wrote into %s: ours "
                                      "was kept."),
                                   ours->name));
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
 * all. Returns: whether it is there */
static gboolean
place_row (Merge *merge, void *row, const HwRecord *record, const HwRecord *base)
{
  HwRef ref = HW_REF (record->table, 0);
  g_autoptr (GError) error = NULL;

  ((HwObject *)row)->id
      = *record->id != '\0' ? hw_id_parse (hw_design_get_symbols (merge->result), record->id) : 0;
  if (hw_table_is_single (record->table))
    {
      hw_edit_set (merge->result, record->table, 1, row);
      return TRUE;
    }
  if (!parent_stands (merge, record, row))
    {
      /* What is said of a climate holds for each of its days. */
      if (record->table != HW_TABLE_CLIMATE_DAY)
        add_conflict (
            merge,
            record,
            g_strdup_printf (_ ("%s stood in what the other side removed: it was left out."),
                             record->name));
      return FALSE;
    }
  if (hw_operation_check_row (merge->result, ref, row, &error))
    {
      hw_edit_insert (merge->result, record->table, row);
      return TRUE;
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
          return TRUE;
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
          return TRUE;
        }
    }
  add_conflict (
      merge, record, g_strdup_printf (_ ("%s was left out: %s"), record->name, error->message));
  return FALSE;
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

/* --- what one side removed --- */

static gboolean
is_removed (Merge *merge, HwRecords *other, const HwRecord *record)
{
  return hw_records_find (other, record->table, record->id) == NULL
         && hw_records_find (merge->base, record->table, record->id) != NULL;
}

/* What @record cannot be without: of its owners one that @other has removed, else its parent. */
static const HwRecord *
holder_of (Merge *merge, HwRecords *side, HwRecords *other, const HwRecord *record)
{
  const HwTableClass *klass = hw_table_class (record->table);

  for (guint i = 0; i < klass->n_attributes; i++)
    if ((klass->attributes[i].flags & HW_ATTRIBUTE_OWNER) != 0 && record->values[i] != NULL)
      {
        const HwRecord *owner = hw_records_find (side, klass->attributes[i].ref, record->values[i]);
        if (owner != NULL && is_removed (merge, other, owner))
          return owner;
      }
  return *record->parent == '\0' ? NULL : hw_records_find (side, klass->parent, record->parent);
}

/* The outermost of @record and what holds it that @other has removed. Returns: (nullable) */
static const HwRecord *
removed_by (Merge *merge, HwRecords *side, HwRecords *other, const HwRecord *record)
{
  const HwRecord *found = NULL;

  for (; record != NULL; record = holder_of (merge, side, other, record))
    if (is_removed (merge, other, record))
      found = record;
  return found;
}

static void
keep (Merge *merge, HwRecords *side, HwRecords *other, const HwRecord *record)
{
  const HwRecord *found = record != NULL ? removed_by (merge, side, other, record) : NULL;

  if (found != NULL)
    g_hash_table_add (merge->kept, (gpointer)found);
}

/* What @record refers to now and did not in the base. */
static void
keep_references (
    Merge *merge, HwRecords *side, HwRecords *other, const HwRecord *record, const HwRecord *base)
{
  const HwTableClass *klass = hw_table_class (record->table);

  for (guint i = 0; i < klass->n_attributes; i++)
    {
      const HwAttribute *attribute = &klass->attributes[i];
      if ((attribute->type == HW_TYPE_REF || attribute->type == HW_TYPE_PHASE)
          && record->values[i] != NULL
          && (base == NULL || g_strcmp0 (record->values[i], base->values[i]) != 0))
        keep (merge, side, other, hw_records_find (side, attribute->ref, record->values[i]));
    }
}

/* Finds what @other has removed and @side has done something with. */
static void
find_kept (Merge *merge, HwRecords *side, HwRecords *other)
{
  for (guint i = 0; i < side->list->len; i++)
    {
      const HwRecord *record = side->list->pdata[i];
      const HwRecord *base = hw_records_find (merge->base, record->table, record->id);
      if (base != NULL && records_equal (record, base))
        continue;
      keep (merge, side, other, record);
      keep_references (merge, side, other, record, base);
    }
}

static void
merge_record (Merge *merge, const HwRecord *ours, const HwRecord *theirs, gboolean mine_first)
{
  const HwRecord *record = ours != NULL ? ours : theirs;
  const HwRecord *base = hw_records_find (merge->base, record->table, record->id);
  const HwTableClass *klass = hw_table_class (record->table);
  g_autofree void *row = g_malloc0 (klass->row_size);
  gboolean moved, kept = FALSE;

  if (base != NULL && (ours == NULL || theirs == NULL))
    {
      const HwRecord *removed = ours != NULL
                                    ? removed_by (merge, merge->ours, merge->theirs, record)
                                    : removed_by (merge, merge->theirs, merge->ours, record);
      if (!g_hash_table_contains (merge->kept, removed))
        return;
      kept = removed == record;
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
  if (place_row (merge, row, record, base) && kept)
    add_conflict (merge,
                  record,
                  g_strdup_printf (_ ("%s was removed by one side and changed or used by the "
                                      "other: it was kept with all that it holds."),
                                   record->name));
}

static void
merge_table (Merge *merge, HwTableKind table, gboolean mine_first)
{
  for (guint i = 0; i < merge->ours->list->len; i++)
    {
      const HwRecord *record = merge->ours->list->pdata[i];
      if (record->table == table)
        merge_record (
            merge, record, hw_records_find (merge->theirs, table, record->id), mine_first);
    }
  for (guint i = 0; i < merge->theirs->list->len; i++)
    {
      const HwRecord *record = merge->theirs->list->pdata[i];
      if (record->table == table && hw_records_find (merge->ours, table, record->id) == NULL)
        merge_record (merge, NULL, record, mine_first);
    }
}

/* Columns and racks share the floor, reservations and devices the units of a rack: of both tables
 * first ours, then theirs. Returns: the table that goes with @table, itself where none does,
 * HW_N_TABLES where it comes with a later one */
static HwTableKind
rival_of (HwTableKind table)
{
  switch (table)
    {
    case HW_TABLE_FEATURE:
    case HW_TABLE_RESERVATION:
      return HW_N_TABLES;
    case HW_TABLE_RACK:
      return HW_TABLE_FEATURE;
    case HW_TABLE_DEVICE:
      return HW_TABLE_RESERVATION;
    default:
      return table;
    }
}

/* --- phases --- */

static const char *
value_of (const HwRecord *record, const char *name)
{
  const HwTableClass *klass = hw_table_class (record->table);
  const HwAttribute *attribute = hw_table_class_attribute (klass, name);

  return attribute != NULL ? record->values[attribute - klass->attributes] : NULL;
}

/* Whether an object goes before it comes, by the phases of its design. */
static gboolean
never_stands (HwRecords *side, const HwRecord *record)
{
  const char *install = value_of (record, "install"), *removal = value_of (record, "removal");
  const HwRecord *first, *last;

  if (install == NULL || removal == NULL)
    return FALSE;
  first = hw_records_find (side, HW_TABLE_PHASE, install);
  last = hw_records_find (side, HW_TABLE_PHASE, removal);
  return first != NULL && last != NULL
         && atoi (value_of (first, "order")) >= atoi (value_of (last, "order"));
}

/* One side may have put the phases in another order than the other counted on. */
static void
check_phases (Merge *merge)
{
  g_autoptr (HwRecords) result = NULL;

  if (hw_design_count (merge->result, HW_TABLE_PHASE) < 2)
    return;
  result = hw_records_new (merge->result);
  for (guint i = 0; i < result->list->len; i++)
    {
      const HwRecord *record = result->list->pdata[i];
      const HwRecord *ours = hw_records_find (merge->ours, record->table, record->id);
      const HwRecord *theirs = hw_records_find (merge->theirs, record->table, record->id);
      if (never_stands (result, record) && (ours == NULL || !never_stands (merge->ours, ours))
          && (theirs == NULL || !never_stands (merge->theirs, theirs)))
        add_conflict (merge,
                      record,
                      g_strdup_printf (_ ("One side changed the order of the phases and the other "
                                          "when %s comes and goes: it is removed before it is "
                                          "installed now; give it other phases."),
                                       record->name));
    }
}

HwDesign *
hw_merge (HwDesign *base, HwDesign *ours, HwDesign *theirs, GPtrArray **conflicts)
{
  g_autoptr (HwRecords) base_records = hw_records_new (base);
  g_autoptr (HwRecords) our_records = hw_records_new (ours);
  g_autoptr (HwRecords) their_records = hw_records_new (theirs);
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  Merge merge = { hw_design_new (), base_records, our_records, their_records, kept, NULL };

  merge.conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify)conflict_free);
  hw_merge_products (hw_design_get_catalogue (merge.result),
                     hw_design_get_catalogue (base),
                     hw_design_get_catalogue (ours),
                     hw_design_get_catalogue (theirs),
                     merge.conflicts);
  hw_design_build_begin (merge.result);
  separate_collisions (&merge);
  find_kept (&merge, our_records, their_records);
  find_kept (&merge, their_records, our_records);
  for (HwTableKind table = 0; table < HW_N_TABLES; table++)
    {
      HwTableKind rival = rival_of (table);
      if (rival == HW_N_TABLES)
        continue;
      for (int pass = 0; pass < 2; pass++)
        {
          if (rival != table)
            merge_table (&merge, rival, pass == 0);
          merge_table (&merge, table, pass == 0);
        }
    }
  hw_design_build_end (merge.result);
  check_phases (&merge);
  *conflicts = merge.conflicts;
  return merge.result;
}
