/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"
#include "hw-phase-date.h"
#include "hw-results-private.h"

/* Whether phases follow each other, and which objects are removed before they are installed. The
 * latter are kept from change to change, since looking at
 * all of a large design at every edit would cost more than the edit. */

static const HwTableKind phased[]
    = { HW_TABLE_FEATURE, HW_TABLE_TRAY, HW_TABLE_RACK, HW_TABLE_RESERVATION, HW_TABLE_DEVICE };

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

/* --- phases --- */

static guint32
day_of (HwDesign *design, HwHandle phase, HwPhaseDate *state)
{
  const HwPhase *row = hw_design_row (design, HW_TABLE_PHASE, phase);
  guint32 day;

  *state = hw_phase_date_read (hw_design_text (design, row->date), &day);
  return day;
}

static HwHandle
compared (HwDesign *design, HwRule rule, const GArray *phases, guint at)
{
  HwHandle phase = g_array_index (phases, HwHandle, at);
  HwPhaseDate state;
  guint32 day = day_of (design, phase, &state), latest = 0;
  HwHandle found = 0;

  for (guint i = 0; i < at; i++)
    {
      HwHandle other = g_array_index (phases, HwHandle, i);
      guint32 before = day_of (design, other, &state);

      if (rule == HW_RULE_PHASE_ORDER)
        {
          const HwPhase *row = hw_design_row (design, HW_TABLE_PHASE, phase);
          if (((const HwPhase *)hw_design_row (design, HW_TABLE_PHASE, other))->order == row->order)
            return other;
        }
      else if (day != 0 && before > day && before > latest)
        {
          latest = before;
          found = other;
        }
    }
  return found;
}

HwHandle
hw_phase_compared (HwDesign *design, HwRule rule, HwHandle phase)
{
  g_autoptr (GArray) phases = hw_operation_phases (design);
  guint at = 0;

  while (g_array_index (phases, HwHandle, at) != phase)
    at++;
  return compared (design, rule, phases, at);
}

void
hw_phases_list_broken (HwDesign *design, HwRule rule, GArray *refs)
{
  g_autoptr (GArray) phases = hw_operation_phases (design);

  for (guint i = 0; i < phases->len; i++)
    {
      HwRef ref = HW_REF (HW_TABLE_PHASE, g_array_index (phases, HwHandle, i));
      HwPhaseDate state = HW_PHASE_DATE_NONE;

      if (rule == HW_RULE_PHASE_DATE)
        day_of (design, ref.handle, &state);
      if (state == HW_PHASE_DATE_UNREAL
          || (rule != HW_RULE_PHASE_DATE && compared (design, rule, phases, i) != 0))
        g_array_append_val (refs, ref);
    }
}

static void
check_phases (HwResults *self)
{
  for (HwRule rule = HW_RULE_PHASE_DATE; rule <= HW_RULE_PHASE_FALL; rule++)
    {
      g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (HwRef));

      hw_phases_list_broken (self->design, rule, refs);
      self->broken[rule] = refs->len;
    }
}

/* --- objects --- */

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
  check_phases (self);
}

void
hw_phases_check (HwResults *self, const HwChangeSet *set)
{
  gboolean phases = FALSE;

  for (guint i = 0; i < set->n_changes; i++)
    {
      const HwObject *before = set->changes[i].before, *after = set->changes[i].after;

      if (hw_operation_has_phases (set->changes[i].table)
          && ((before != NULL && before->removal != 0) || (after != NULL && after->removal != 0)))
        look_at (self, set->changes[i].table, set->changes[i].handle);
      phases |= set->changes[i].table == HW_TABLE_PHASE;
    }
  self->broken[HW_RULE_NEVER_STANDS] = g_hash_table_size (self->never);
  if (phases)
    check_phases (self);
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
