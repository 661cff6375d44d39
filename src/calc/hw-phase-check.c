/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-placement.h"
#include "hw-results-private.h"

/* Which objects are removed before they are installed. Kept from change to change, since looking at
 * all of a large design at every edit would cost more than the edit. */

static const HwTableKind phased[]
    = { HW_TABLE_FEATURE, HW_TABLE_RACK, HW_TABLE_RESERVATION, HW_TABLE_DEVICE };

static void
look_at (HwResults *self, HwTableKind table, HwHandle handle)
{
  gint64 key = (gint64)table << 32 | handle;
  const HwObject *object = hw_design_has (self->design, table, handle)
                               ? hw_design_row (self->design, table, handle)
                               : NULL;

  if (object != NULL && hw_placement_never_stands (self->design, object->install, object->removal))
    g_hash_table_add (self->never, g_memdup2 (&key, sizeof key));
  else
    g_hash_table_remove (self->never, &key);
}

static gboolean
is_phased (HwTableKind table)
{
  for (guint i = 0; i < G_N_ELEMENTS (phased); i++)
    if (phased[i] == table)
      return TRUE;
  return FALSE;
}

void
hw_phases_check_all (HwResults *self)
{
  g_hash_table_remove_all (self->never);
  for (guint i = 0; hw_design_count (self->design, HW_TABLE_PHASE) > 0 && i < G_N_ELEMENTS (phased);
       i++)
    for (HwHandle handle = hw_design_next (self->design, phased[i], 0); handle != 0;
         handle = hw_design_next (self->design, phased[i], handle))
      look_at (self, phased[i], handle);
  self->broken[HW_RULE_NEVER_STANDS] = g_hash_table_size (self->never);
}

void
hw_phases_check (HwResults *self, const HwChangeSet *set)
{
  for (guint i = 0; i < set->n_changes; i++)
    {
      const HwObject *before = set->changes[i].before, *after = set->changes[i].after;

      if (is_phased (set->changes[i].table)
          && ((before != NULL && before->removal != 0) || (after != NULL && after->removal != 0)))
        look_at (self, set->changes[i].table, set->changes[i].handle);
    }
  self->broken[HW_RULE_NEVER_STANDS] = g_hash_table_size (self->never);
}

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer data)
{
  HwDesign *design = data;
  const HwRef *x = a, *y = b;

  if (x->table != y->table)
    return x->table < y->table ? -1 : 1;
  return hw_id_compare (hw_design_get_symbols (design),
                        ((const HwObject *)hw_design_row (design, x->table, x->handle))->id,
                        ((const HwObject *)hw_design_row (design, y->table, y->handle))->id);
}

void
hw_phases_list (HwResults *self, GArray *refs)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->never);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint64 both = *(const gint64 *)key;
      HwRef ref = HW_REF ((HwTableKind)(both >> 32), (HwHandle)(both & G_MAXUINT32));

      g_array_append_val (refs, ref);
    }
  g_array_sort_with_data (refs, compare_ids, self->design);
}
