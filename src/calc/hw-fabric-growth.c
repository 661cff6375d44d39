/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-growth.h"

#include <string.h>

#include "hw-fabric-private.h"

/* Which places of which units are taken. */
typedef struct
{
  const HwFabric *fabric;
  GByteArray *taken; /* by unit · places + slot */
  guint places;      /* for members in a unit */
} Room;

static guint8 *
place_at (Room *self, guint unit, guint slot)
{
  guint index = unit * self->places + slot, old = self->taken->len;

  if (index >= old)
    {
      g_byte_array_set_size (self->taken, (unit + 1) * self->places);
      memset (self->taken->data + old, 0, self->taken->len - old);
    }
  return &self->taken->data[index];
}

static void
take_members (Room *self)
{
  for (guint i = 0; i < self->fabric->n_members; i++)
    {
      HwFabricPlace place = self->fabric->members[i].place;

      if (place.unit >= 0 && (guint)place.slot < self->places)
        *place_at (self, (guint)place.unit, (guint)place.slot) = 1;
    }
}

/* The first free places. Returns: FALSE where units run out */
static gboolean
add_members (Room *self, guint more)
{
  guint nodes = more;

  for (guint i = 0; i < self->fabric->n_members; i++)
    nodes += !self->fabric->members[i].appliance;
  for (guint unit = 0; unit < HW_FABRIC_MOST_SLOTS && more > 0; unit++)
    for (guint slot = 0; slot < self->places && more > 0; slot++)
      {
        guint8 *place = place_at (self, unit, slot);

        if (*place != 0 || hw_fabric_is_kept (&self->fabric->rule, nodes, unit, slot))
          continue;
        *place = 1;
        more--;
      }
  return more == 0;
}

/* --- what a tree of these units comes to --- */

static gboolean
is_present (Room *self, guint unit)
{
  if ((unit + 1) * self->places > self->taken->len)
    return FALSE;
  return memchr (self->taken->data + unit * self->places, 1, self->places) != NULL;
}

static void
count_tree (
    Room *self, const HwFabricTree *tree, guint first_unit, guint n_units, HwFabricGrowth *count)
{
  const HwFabricRule *rule = &self->fabric->rule;
  guint units = 0, blocks = 0, leaves, spines;

  for (guint block = 0; block < tree->blocks; block++)
    {
      guint first = block * tree->block_units, present = 0;

      for (guint i = first; i < first + tree->block_units; i++)
        present += rule->keep_units || (i < n_units && is_present (self, first_unit + i));
      blocks += present > 0;
      /* With three tiers a block is whole. */
      units += present > 0 && (tree->tiers == 3 || rule->keep_units) ? tree->block_units : present;
    }
  leaves = rule->planes * units * tree->unit_leaves;
  spines = rule->planes * blocks * tree->block_groups * tree->group_spines;
  count->switches[HW_FABRIC_LEAF] += leaves;
  count->switches[HW_FABRIC_SPINE] += spines;
  if (blocks > 0)
    count->switches[HW_FABRIC_CORE] += rule->planes * tree->group_spines * tree->set_cores;
  if (tree->tiers > 1)
    count->links[HW_FABRIC_CABLE_SPINE] += leaves * tree->up_ports;
  if (tree->tiers > 2)
    count->links[HW_FABRIC_CABLE_CORE] += spines * tree->spine_up;
}

static gboolean
count_all (Room *self, HwFabricGrowth *count)
{
  const HwFabricRule *rule = &self->fabric->rule;
  guint units = MAX (self->taken->len / self->places, rule->units), most;

  memset (count, 0, sizeof *count);
  if (hw_fabric_tree_capacity (rule, units, &most) != HW_FABRIC_FITS)
    return FALSE;
  for (guint first = 0; first < units; first += most)
    {
      guint n = MIN (most, units - first);
      HwFabricTree tree;

      if (hw_fabric_tree_resolve (rule, n, &tree) != HW_FABRIC_FITS)
        return FALSE;
      count_tree (self, &tree, first, n, count);
    }
  return TRUE;
}

gboolean
hw_fabric_grow (const HwFabric *fabric, guint members, HwFabricGrowth *growth)
{
  g_autoptr (GByteArray) taken = g_byte_array_new ();
  Room room = { fabric, taken, hw_fabric_unit_places (&fabric->rule) };
  HwFabricGrowth before;

  memset (growth, 0, sizeof *growth);
  if (room.places == 0 || fabric->n_shapes == 0)
    return FALSE;
  take_members (&room);
  if (!count_all (&room, &before) || !add_members (&room, members) || !count_all (&room, growth))
    return FALSE;
  for (guint i = 0; i < HW_N_FABRIC_ROLES; i++)
    growth->switches[i] -= MIN (before.switches[i], growth->switches[i]);
  for (guint i = 0; i < HW_N_FABRIC_LEVELS; i++)
    growth->links[i] -= MIN (before.links[i], growth->links[i]);
  growth->members = members;
  growth->ports = members * fabric->rule.rails * fabric->rule.planes;
  growth->links[HW_FABRIC_CABLE_MEMBER] = growth->ports;
  return TRUE;
}
