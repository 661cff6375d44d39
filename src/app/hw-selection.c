/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-selection.h"

#include <string.h>

struct _HwSelection
{
  GObject parent_instance;

  HwDesign *design;
  GArray *refs; /* HwRef, sorted, each once */
  HwRef primary;
  guint counts[HW_N_TABLES];
  GByteArray *locked; /* of each of them: whether it is */
  guint n_locked;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwSelection, hw_selection, G_TYPE_OBJECT)

static int
compare_refs (gconstpointer a, gconstpointer b)
{
  const HwRef *left = a;
  const HwRef *right = b;

  if (left->table != right->table)
    return left->table < right->table ? -1 : 1;
  if (left->handle != right->handle)
    return left->handle < right->handle ? -1 : 1;
  return 0;
}

static gboolean
find (HwSelection *self, HwRef ref, guint *index)
{
  return g_array_binary_search (self->refs, &ref, compare_refs, index);
}

/* Sorts what was appended and drops what stands twice. Half a million devices mostly come in order.
 */
static void
normalize (HwSelection *self)
{
  gboolean sorted = TRUE;
  guint kept = 0;

  for (guint i = 1; sorted && i < self->refs->len; i++)
    sorted = compare_refs (&g_array_index (self->refs, HwRef, i - 1),
                           &g_array_index (self->refs, HwRef, i))
             < 0;
  if (sorted)
    return;
  g_array_sort (self->refs, compare_refs);
  for (guint i = 0; i < self->refs->len; i++)
    {
      HwRef ref = g_array_index (self->refs, HwRef, i);

      if (kept > 0 && hw_ref_equal (ref, g_array_index (self->refs, HwRef, kept - 1)))
        continue;
      g_array_index (self->refs, HwRef, kept++) = ref;
    }
  g_array_set_size (self->refs, kept);
}

static gboolean
is_locked (HwSelection *self, HwRef ref)
{
  return hw_design_has (self->design, ref.table, ref.handle)
         && ((const HwObject *)hw_design_row (self->design, ref.table, ref.handle))->locked;
}

static void
count (HwSelection *self)
{
  memset (self->counts, 0, sizeof self->counts);
  g_byte_array_set_size (self->locked, self->refs->len);
  self->n_locked = 0;
  for (guint i = 0; i < self->refs->len; i++)
    {
      HwRef ref = g_array_index (self->refs, HwRef, i);

      self->counts[ref.table]++;
      self->locked->data[i] = is_locked (self, ref);
      self->n_locked += self->locked->data[i];
    }
}

static void
emit_changed (HwSelection *self)
{
  count (self);
  if (self->refs->len == 0)
    self->primary = HW_REF (HW_TABLE_DESIGN, 0);
  else if (!find (self, self->primary, NULL))
    self->primary = g_array_index (self->refs, HwRef, self->refs->len - 1);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
design_changed_cb (HwDesign *design, const HwChangeSet *set, HwSelection *self)
{
  gboolean gone = set->cause == HW_CAUSE_RESET;
  guint kept = 0;

  if (set->cause == HW_CAUSE_PREVIEW || set->cause == HW_CAUSE_PREVIEW_END)
    return;

  /* What the change is about, not all that is selected. */
  for (guint i = 0; i < set->n_changes && !gone; i++)
    {
      HwRef ref = HW_REF (set->changes[i].table, set->changes[i].handle);
      guint index;

      if (!find (self, ref, &index))
        continue;
      gone = !hw_design_has (design, ref.table, ref.handle);
      self->n_locked -= self->locked->data[index];
      self->locked->data[index] = is_locked (self, ref);
      self->n_locked += self->locked->data[index];
    }
  if (!gone)
    return;
  for (guint i = 0; i < self->refs->len; i++)
    {
      HwRef ref = g_array_index (self->refs, HwRef, i);

      if (hw_design_has (design, ref.table, ref.handle))
        g_array_index (self->refs, HwRef, kept++) = ref;
    }
  if (kept < self->refs->len)
    {
      g_array_set_size (self->refs, kept);
      emit_changed (self);
    }
}

HwSelection *
hw_selection_new (HwDesign *design)
{
  HwSelection *self = g_object_new (HW_TYPE_SELECTION, NULL);

  self->design = g_object_ref (design);
  g_signal_connect_object (design, "changed", G_CALLBACK (design_changed_cb), self, 0);
  return self;
}

const GArray *
hw_selection_get (HwSelection *self)
{
  return self->refs;
}

guint
hw_selection_count (HwSelection *self)
{
  return self->refs->len;
}

guint
hw_selection_count_table (HwSelection *self, HwTableKind table)
{
  return self->counts[table];
}

guint
hw_selection_count_locked (HwSelection *self)
{
  return self->n_locked;
}

gboolean
hw_selection_contains (HwSelection *self, HwRef ref)
{
  return find (self, ref, NULL);
}

HwRef
hw_selection_get_primary (HwSelection *self)
{
  return self->primary;
}

HwHandle
hw_selection_get_rack (HwSelection *self)
{
  return hw_design_rack_of (self->design, self->primary);
}

GArray *
hw_selection_dup_handles (HwSelection *self, HwTableKind table)
{
  GArray *handles = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (guint i = 0; i < self->refs->len; i++)
    {
      HwRef ref = g_array_index (self->refs, HwRef, i);

      if (ref.table == table)
        g_array_append_val (handles, ref.handle);
    }
  return handles;
}

void
hw_selection_set (HwSelection *self, const HwRef *refs, guint n)
{
  HwRef primary = n > 0 ? refs[n - 1] : HW_REF (HW_TABLE_DESIGN, 0);
  g_autoptr (GArray) before = g_steal_pointer (&self->refs);

  self->refs = g_array_sized_new (FALSE, FALSE, sizeof (HwRef), n);
  if (n > 0)
    g_array_append_vals (self->refs, refs, n);
  normalize (self);
  if (before->len == self->refs->len && hw_ref_equal (primary, self->primary)
      && (n == 0 || memcmp (before->data, self->refs->data, before->len * sizeof (HwRef)) == 0))
    return;
  self->primary = primary;
  emit_changed (self);
}

void
hw_selection_select_one (HwSelection *self, HwRef ref)
{
  hw_selection_set (self, &ref, ref.handle != 0 ? 1 : 0);
}

void
hw_selection_add (HwSelection *self, const HwRef *refs, guint n)
{
  guint before = self->refs->len;

  if (n == 0)
    return;
  g_array_append_vals (self->refs, refs, n);
  self->primary = refs[n - 1];
  normalize (self);
  if (self->refs->len != before)
    emit_changed (self);
}

void
hw_selection_toggle (HwSelection *self, HwRef ref)
{
  guint index;

  if (ref.handle == 0)
    return;
  if (find (self, ref, &index))
    g_array_remove_index (self->refs, index);
  else
    {
      g_array_append_val (self->refs, ref);
      self->primary = ref;
      normalize (self);
    }
  emit_changed (self);
}

void
hw_selection_toggle_many (HwSelection *self, const HwRef *refs, guint n)
{
  g_autoptr (GArray) result = g_array_new (FALSE, FALSE, sizeof (HwRef));
  g_autoptr (GHashTable) toggled = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n; i++)
    {
      if (find (self, refs[i], NULL))
        g_hash_table_add (toggled, GUINT_TO_POINTER (refs[i].handle * HW_N_TABLES + refs[i].table));
      else
        g_array_append_val (result, refs[i]);
    }
  for (guint i = 0; i < self->refs->len; i++)
    {
      HwRef ref = g_array_index (self->refs, HwRef, i);

      if (!g_hash_table_contains (toggled, GUINT_TO_POINTER (ref.handle * HW_N_TABLES + ref.table)))
        g_array_append_val (result, ref);
    }
  hw_selection_set (self, (const HwRef *)result->data, result->len);
}

void
hw_selection_clear (HwSelection *self)
{
  hw_selection_set (self, NULL, 0);
}

static void
hw_selection_dispose (GObject *object)
{
  HwSelection *self = HW_SELECTION (object);

  g_clear_object (&self->design);
  G_OBJECT_CLASS (hw_selection_parent_class)->dispose (object);
}

static void
hw_selection_finalize (GObject *object)
{
  HwSelection *self = HW_SELECTION (object);

  g_array_unref (self->refs);
  g_byte_array_unref (self->locked);
  G_OBJECT_CLASS (hw_selection_parent_class)->finalize (object);
}

static void
hw_selection_class_init (HwSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hw_selection_dispose;
  object_class->finalize = hw_selection_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", HW_TYPE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_selection_init (HwSelection *self)
{
  self->refs = g_array_new (FALSE, FALSE, sizeof (HwRef));
  self->locked = g_byte_array_new ();
}
