/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sweep-private.h"

#include <string.h>

#include "hw-results-private.h"

static guint
find_root (guint *links, guint link)
{
  while (links[link] != link)
    link = links[link] = links[links[link]];
  return link;
}

/* Links in series: whichever of them is closed, nothing flows in any. A pump is no such link, as
 * with it its CDU fails. Returns: (transfer full): by link the first of its series */
static guint *
find_series (const HwLoopPlan *plan)
{
  guint n = plan->links->len;
  guint *series = g_new (guint, MAX (n, 1));
  g_autofree guint *degree = g_new0 (guint, MAX (plan->nodes->len, 1));
  g_autofree guint *ends = g_new0 (guint, 2 * MAX (plan->nodes->len, 1));

  for (guint i = 0; i < n; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (plan, i);

      series[i] = i;
      for (guint end = 0; end < 2; end++)
        {
          guint node = end == 0 ? link->from : link->to;

          if (degree[node] < 2)
            ends[2 * node + degree[node]] = i;
          degree[node]++;
        }
    }
  for (guint node = 0; node < plan->nodes->len; node++)
    if (degree[node] == 2 && hw_loop_plan_link (plan, ends[2 * node])->role != HW_PART_PUMP
        && hw_loop_plan_link (plan, ends[2 * node + 1])->role != HW_PART_PUMP)
      {
        guint a = find_root (series, ends[2 * node]), b = find_root (series, ends[2 * node + 1]);

        series[MAX (a, b)] = MIN (a, b);
      }
  for (guint i = 0; i < n; i++)
    series[i] = find_root (series, i);
  return series;
}

/* The first supply of the same load on the same feed, rack PDU and line. */
static guint
first_unit (const HwPowerRack *rack, guint index)
{
  const HwPowerUnit *unit = &g_array_index (rack->units, HwPowerUnit, index);

  for (guint i = 0; i < index; i++)
    {
      const HwPowerUnit *other = &g_array_index (rack->units, HwPowerUnit, i);

      if (other->load == unit->load && other->tap == unit->tap && other->pdu == unit->pdu
          && other->phase == unit->phase && other->rating_w == unit->rating_w
          && other->parts == unit->parts && (other->port == 0) == (unit->port == 0))
        return i;
    }
  return index;
}

typedef struct
{
  guint64 words[2];
} Likeness;

static guint
likeness_hash (gconstpointer key)
{
  const Likeness *self = key;

  return (guint)((self->words[0] * 31 + self->words[1]) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)
                 >> 32);
}

static gboolean
likeness_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Likeness)) == 0;
}

/* Returns: FALSE where nothing else is like the component */
static gboolean
likeness_of (HwResults *results, const HwComponent *component, GHashTable *series, Likeness *like)
{
  const HwPowerTarget *target = &component->target;
  guint link, kind = 0;

  if (component->kind == HW_COMPONENT_POWER && target->node < 0 && target->role == HW_POWER_SUPPLY)
    {
      const HwPowerRack *rack = hw_power_derive_rack (results->power, target->rack);

      like->words[0] = (guint64)target->rack << 32 | first_unit (rack, target->index);
      like->words[1] = 1 + (target->part != 0);
      return TRUE;
    }
  if (component->kind == HW_COMPONENT_LOOP)
    {
      const HwLoopPlan *plan = hw_cooling_whole (results, component->network)->plan;
      gpointer handle = GUINT_TO_POINTER (component->network);
      const guint *first = g_hash_table_lookup (series, handle);

      if (component->part.cdu != HW_LOOP_NO_PART)
        return FALSE;
      if (first == NULL)
        {
          first = find_series (plan);
          g_hash_table_insert (series, handle, (gpointer)first);
        }
      link = component->part.link;
      if (component->part.fitting != HW_LOOP_NO_PART)
        {
          const HwLoopFitting *fitting
              = &g_array_index (plan->fittings, HwLoopFitting, component->part.fitting);

          link = fitting->link;
          /* Nothing closes by a vessel, nor by heat rejection. */
          kind = HW_PART_IS_PASSED (fitting->role) ? 0 : fitting->role;
        }
      like->words[0] = (guint64)component->network << 32 | first[link];
      like->words[1] = 4 + kind;
      return TRUE;
    }
  return FALSE;
}

guint32 *
hw_sweep_find_alike (HwResults *results, const GArray *components)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (likeness_hash, likeness_equal, g_free, NULL);
  g_autoptr (GHashTable) series = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  guint32 *first_of = g_new (guint32, MAX (components->len, 1));

  for (guint i = 0; i < components->len; i++)
    {
      const HwComponent *component = &g_array_index (components, HwComponent, i);
      Likeness like = { 0 };
      gpointer first;

      first_of[i] = i;
      if (!likeness_of (results, component, series, &like))
        continue;
      if (g_hash_table_lookup_extended (seen, &like, NULL, &first))
        first_of[i] = GPOINTER_TO_UINT (first);
      else
        g_hash_table_insert (seen, g_memdup2 (&like, sizeof like), GUINT_TO_POINTER (i));
    }
  return first_of;
}
