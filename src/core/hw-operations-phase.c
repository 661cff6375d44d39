/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-operations.h"

#include <glib/gi18n-lib.h>

#include "hw-edit.h"

/* The order of phases, and what happens in each. */

/* What can be installed and removed. */
static const HwTableKind phased[]
    = { HW_TABLE_FEATURE, HW_TABLE_TRAY, HW_TABLE_RACK, HW_TABLE_RESERVATION, HW_TABLE_DEVICE };

gboolean
hw_operation_has_phases (HwTableKind table)
{
  for (guint i = 0; i < G_N_ELEMENTS (phased); i++)
    if (phased[i] == table)
      return TRUE;
  return FALSE;
}

static const HwPhase *
get_phase (HwDesign *design, HwHandle phase)
{
  return hw_design_row (design, HW_TABLE_PHASE, phase);
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  HwHandle first = *(const HwHandle *)a, second = *(const HwHandle *)b;
  gint32 order = get_phase (data, first)->order, other = get_phase (data, second)->order;

  if (order != other)
    return order < other ? -1 : 1;
  return first < second ? -1 : first > second;
}

GArray *
hw_operation_phases (HwDesign *design)
{
  GArray *phases = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (HwHandle phase = hw_design_next (design, HW_TABLE_PHASE, 0); phase != 0;
       phase = hw_design_next (design, HW_TABLE_PHASE, phase))
    g_array_append_val (phases, phase);
  g_array_sort_with_data (phases, compare_cb, design);
  return phases;
}

void
hw_operation_count_phase (HwDesign *design, HwHandle phase, guint *installed, guint *removed)
{
  *installed = *removed = 0;
  for (guint i = 0; i < G_N_ELEMENTS (phased); i++)
    for (HwHandle handle = hw_design_next (design, phased[i], 0); handle != 0;
         handle = hw_design_next (design, phased[i], handle))
      {
        const HwObject *object = hw_design_row (design, phased[i], handle);
        *installed += object->install == phase;
        *removed += object->removal == phase;
      }
}

static void
set_orders (HwDesign *design, const GArray *phases)
{
  for (guint i = 0; i < phases->len; i++)
    {
      HwHandle phase = g_array_index (phases, HwHandle, i);
      HwPhase row = *get_phase (design, phase);
      if (row.order == (gint32)i + 1)
        continue;
      row.order = (gint32)i + 1;
      hw_edit_set (design, HW_TABLE_PHASE, phase, &row);
    }
}

static guint
rank_in (const GArray *phases, HwHandle phase)
{
  guint rank = 0;

  while (rank < phases->len && g_array_index (phases, HwHandle, rank) != phase)
    rank++;
  return rank;
}

/* What stood in the order @before is not removed before it comes. */
static gboolean
still_stands (HwDesign *design, HwRef ref, const GArray *before, GError **error)
{
  const HwObject *object = hw_design_row (design, ref.table, ref.handle);

  if (!hw_placement_never_stands (design, object->install, object->removal)
      || rank_in (before, object->install) >= rank_in (before, object->removal))
    return TRUE;
  g_set_error (error,
               HW_CORE_ERROR,
               HW_CORE_ERROR_REFUSED,
               _ ("%s would be removed before it is installed; give it other phases first."),
               hw_design_name (design, ref));
  return FALSE;
}

/* Whether all that comes or goes by phase still has its place to itself, and a time to stand. */
static gboolean
check_places (HwDesign *design, const GArray *before, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (phased); i++)
    for (HwHandle handle = hw_design_next (design, phased[i], 0); handle != 0;
         handle = hw_design_next (design, phased[i], handle))
      {
        const HwObject *object = hw_design_row (design, phased[i], handle);
        if ((object->install != 0 || object->removal != 0)
            && (!hw_operation_check_row (design, HW_REF (phased[i], handle), object, error)
                || !still_stands (design, HW_REF (phased[i], handle), before, error)))
          return FALSE;
      }
  return TRUE;
}

gboolean
hw_operation_move_phase (HwDesign *design, HwHandle phase, int by, GError **error)
{
  g_autoptr (GArray) before = hw_operation_phases (design);
  g_autoptr (GArray) after = g_array_copy (before);
  int from = 0;
  int to;

  while (g_array_index (before, HwHandle, from) != phase)
    from++;
  to = CLAMP (from + by, 0, (int)before->len - 1);
  if (to == from)
    return TRUE;
  g_array_remove_index (after, from);
  g_array_insert_val (after, to, phase);
  set_orders (design, after);
  if (check_places (design, before, error))
    return TRUE;
  set_orders (design, before);
  return FALSE;
}

gboolean
hw_operation_remove_phase (HwDesign *design, HwHandle phase, GError **error)
{
  guint installed, removed;

  hw_operation_count_phase (design, phase, &installed, &removed);
  if (installed + removed > 0)
    {
      g_set_error (error,
                   HW_CORE_ERROR,
                   HW_CORE_ERROR_REFUSED,
                   _ ("%u objects are installed in %s and %u are removed; give them another phase "
                      "first."),
                   installed,
                   hw_design_name (design, HW_REF (HW_TABLE_PHASE, phase)),
                   removed);
      return FALSE;
    }
  hw_edit_remove (design, HW_TABLE_PHASE, phase);
  return TRUE;
}
