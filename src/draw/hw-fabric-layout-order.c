/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-layout-private.h"

/* Who belongs to what in the diagram of a fabric. */

typedef struct
{
  guint32 node;
  guint16 fabric;
  guint8 row;    /* HwFabricRole, HW_N_FABRIC_ROLES: a member */
  gint32 group;  /* unit or block; G_MAXINT32: none */
  guint32 place; /* in the group */
} Entry;

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;

  if (x->fabric != y->fabric)
    return x->fabric < y->fabric ? -1 : 1;
  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;
  if (x->group != y->group)
    return x->group < y->group ? -1 : 1;
  if (x->place != y->place)
    return x->place < y->place ? -1 : 1;
  return x->node < y->node ? -1 : x->node > y->node;
}

static Entry
switch_entry (const HwFabric *fabric, guint node)
{
  const HwFabricSwitch *at = hw_fabric_get_switch (fabric, node);
  const HwFabricTree *tree = hw_fabric_get_tree (fabric, at->fabric);
  Entry entry = { node, at->fabric, at->role, (gint32)at->group, at->index };

  if (at->role == HW_FABRIC_SPINE)
    {
      entry.group = (gint32)(at->group / tree->block_groups);
      entry.place += at->group % tree->block_groups * tree->group_spines;
    }
  if (at->role == HW_FABRIC_CORE)
    {
      entry.group = 0;
      entry.place += at->group * tree->set_cores;
    }
  /* Planes stand beside each other. */
  entry.place += (guint32)at->plane << 24;
  return entry;
}

/* The fabric that carries a unit. */
static guint16
fabric_of_unit (const HwFabric *fabric, gint32 unit)
{
  gint32 first = 0;

  for (guint i = 0; i < hw_fabric_count_trees (fabric); i++)
    {
      first += (gint32)hw_fabric_get_tree (fabric, i)->units;
      if (unit < first)
        return (guint16)i;
    }
  return (guint16)MAX (hw_fabric_count_trees (fabric), 1) - 1;
}

static Entry
member_entry (const HwFabric *fabric, guint node)
{
  HwFabricPlace place = hw_fabric_get_place (fabric, hw_fabric_member_of (fabric, node));
  Entry entry = { node, 0, HW_N_FABRIC_ROLES, G_MAXINT32, node };

  if (place.unit < 0)
    {
      entry.fabric = G_MAXUINT16;
      return entry;
    }
  entry.fabric = fabric_of_unit (fabric, place.unit);
  entry.group = place.unit;
  entry.place = (guint32)MAX (place.slot, 0);
  return entry;
}

static HwFabricUnit *
unit_of (HwFabricLayout *self, GHashTable *index, const Entry *entry)
{
  gpointer key = GINT_TO_POINTER (entry->group == G_MAXINT32 ? -1 : entry->group + 1);
  gpointer found = g_hash_table_lookup (index, key);
  HwFabricUnit unit = { .number = entry->group == G_MAXINT32 ? -1 : entry->group };

  if (found == NULL)
    {
      unit.fabric = entry->fabric;
      g_array_append_val (self->units, unit);
      found = GUINT_TO_POINTER (self->units->len);
      g_hash_table_insert (index, key, found);
    }
  self->home[entry->node] = (gint32)GPOINTER_TO_UINT (found) - 1;
  return HW_FABRIC_LAYOUT_UNIT (self, GPOINTER_TO_UINT (found) - 1);
}

static void
add_to_set (HwFabricLayout *self, const Entry *entry, guint at)
{
  HwFabricSet *last = self->sets->len > 0 ? HW_FABRIC_LAYOUT_SET (self, self->sets->len - 1) : NULL;
  HwFabricSet fresh = { .fabric = entry->fabric, .role = entry->row, .first = at };

  if (last == NULL || last->fabric != entry->fabric || last->role != entry->row
      || last->block != (guint32)entry->group)
    {
      fresh.block = (guint32)entry->group;
      g_array_append_val (self->sets, fresh);
      last = HW_FABRIC_LAYOUT_SET (self, self->sets->len - 1);
    }
  last->n++;
  self->home[entry->node] = (gint32)self->sets->len - 1;
}

static int
compare_units (gconstpointer a, gconstpointer b)
{
  const HwFabricUnit *x = a, *y = b;

  if (x->number < 0 || y->number < 0)
    return x->number < 0 ? y->number >= 0 : -1;
  return x->number < y->number ? -1 : x->number > y->number;
}

/* Units in the order of their numbers; homes follow. */
static void
sort_units (HwFabricLayout *self)
{
  g_array_sort (self->units, compare_units);
  for (guint i = 0; i < self->units->len; i++)
    {
      const HwFabricUnit *unit = HW_FABRIC_LAYOUT_UNIT (self, i);
      for (guint k = 0; k < unit->n_leaves; k++)
        self->home[self->order[unit->first_leaf + k]] = (gint32)i;
      for (guint k = 0; k < unit->n_members; k++)
        self->home[self->order[unit->first_member + k]] = (gint32)i;
    }
}

void
hw_fabric_layout_collect (HwFabricLayout *self)
{
  guint n = hw_fabric_count_nodes (self->fabric);
  g_autoptr (GArray) entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), n);
  g_autoptr (GHashTable) units = g_hash_table_new (NULL, NULL);

  for (guint node = 0; node < n; node++)
    {
      Entry entry = hw_fabric_is_switch (self->fabric, node) ? switch_entry (self->fabric, node)
                                                             : member_entry (self->fabric, node);
      g_array_append_val (entries, entry);
    }
  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < n; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      HwFabricUnit *unit;

      self->order[i] = entry->node;
      if (entry->row == HW_FABRIC_SPINE || entry->row == HW_FABRIC_CORE)
        {
          add_to_set (self, entry, i);
          continue;
        }
      unit = unit_of (self, units, entry);
      if (entry->row == HW_FABRIC_LEAF)
        {
          unit->first_leaf = unit->n_leaves++ == 0 ? i : unit->first_leaf;
          continue;
        }
      unit->first_member = unit->n_members++ == 0 ? i : unit->first_member;
    }
  sort_units (self);
}
