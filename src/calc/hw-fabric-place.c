/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-private.h"

/* Places of members in units. */

/* The slot of a member whose given place cannot be: it stays out until it is given another. */
#define REFUSED (-2)

typedef struct
{
  HwFabric *fabric;
  GPtrArray *units; /* guint64 by slot: rails taken; (nullable) */
  guint slots;      /* of a unit, those of the leaves' reserve after those of members */
  guint members;    /* places for members in a unit */
  guint nodes;      /* members that are no appliances */
  guint last_unit;  /* holds the places kept from them */
} Room;

static guint64 *
unit_slots (Room *room, guint unit)
{
  if (unit >= room->units->len)
    g_ptr_array_set_size (room->units, (gint)unit + 1);
  if (room->units->pdata[unit] == NULL)
    room->units->pdata[unit] = g_new0 (guint64, room->slots);
  return room->units->pdata[unit];
}

static guint
rails_of (const Room *room, const HwFabricMemberRow *member)
{
  const HwFabricRule *rule = &room->fabric->rule;

  if (!member->appliance)
    return rule->rails;
  return (member->ports + rule->planes - 1) / rule->planes;
}

static guint64
rail_mask (guint first, guint count)
{
  return (count >= 64 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << count) - 1) << first;
}

static gint
holder_of (const HwFabric *fabric, guint before, const HwFabricPlace *place, guint64 mask)
{
  for (guint i = 0; i < before; i++)
    {
      const HwFabricMemberRow *other = &fabric->members[i];
      guint rails = other->appliance
                        ? (other->ports + fabric->rule.planes - 1) / fabric->rule.planes
                        : fabric->rule.rails;

      if (other->place.unit == place->unit && other->place.slot == place->slot
          && (rail_mask ((guint)other->place.rail, rails) & mask) != 0)
        return (gint)i;
    }
  return -1;
}

/* Members that have a place keep it. */
static void
take_given (Room *room, guint index)
{
  HwFabricMemberRow *member = &room->fabric->members[index];
  HwFabricProblem problem = HW_FABRIC_PROBLEM_INIT;
  guint rails = rails_of (room, member);
  guint slots = member->appliance ? room->slots : room->members;
  guint64 *taken;
  guint64 mask;

  problem.issue = HW_FABRIC_ISSUE_PLACE;
  problem.node = (gint32)index;
  if (!member->appliance)
    member->place.rail = 0;
  if (member->place.unit < HW_FABRIC_MOST_SLOTS && member->place.slot >= 0
      && (guint)member->place.slot < slots && member->place.rail >= 0
      && (guint)member->place.rail + rails <= room->fabric->rule.rails)
    {
      taken = unit_slots (room, (guint)member->place.unit);
      mask = rail_mask ((guint)member->place.rail, rails);
      if ((taken[member->place.slot] & mask) == 0)
        {
          taken[member->place.slot] |= mask;
          return;
        }
      problem.other = holder_of (room->fabric, index, &member->place, mask);
    }
  hw_fabric_report (room->fabric, &problem);
  member->place = (HwFabricPlace){ -1, REFUSED, 0 };
}

static guint
last_unit (const HwFabricRule *rule, guint nodes)
{
  guint64 units
      = ((guint64)nodes + rule->unit_reserve + rule->unit_members - 1) / rule->unit_members;

  return (guint)CLAMP (MAX (units, rule->units), 1, HW_FABRIC_MOST_SLOTS) - 1;
}

gboolean
hw_fabric_is_kept (const HwFabricRule *rule, guint nodes, guint unit, guint slot)
{
  return slot + MIN (rule->unit_reserve, rule->unit_members) >= rule->unit_members
         && unit == last_unit (rule, nodes);
}

/* The first free places from @unit and @slot on, which are left behind the one that was taken. */
static gboolean
place_member (Room *room, HwFabricMemberRow *member, guint *unit, guint *slot)
{
  guint64 mask = rail_mask (0, room->fabric->rule.rails);

  for (; *unit < HW_FABRIC_MOST_SLOTS; (*unit)++, *slot = 0)
    {
      guint64 *taken = unit_slots (room, *unit);

      for (; *slot < room->members; (*slot)++)
        if (taken[*slot] == 0
            && !hw_fabric_is_kept (&room->fabric->rule, room->nodes, *unit, *slot))
          {
            taken[*slot] = mask;
            member->place = (HwFabricPlace){ (gint32)*unit, (gint32)*slot, 0 };
            return TRUE;
          }
    }
  return FALSE;
}

static gboolean
place_appliance_in (Room *room, HwFabricMemberRow *member, guint unit, guint slot)
{
  guint64 *taken = unit_slots (room, unit);
  guint rails = rails_of (room, member);

  for (guint rail = 0; rail + rails <= room->fabric->rule.rails; rail++)
    if ((taken[slot] & rail_mask (rail, rails)) == 0)
      {
        taken[slot] |= rail_mask (rail, rails);
        member->place = (HwFabricPlace){ (gint32)unit, (gint32)slot, (gint32)rail };
        return TRUE;
      }
  return FALSE;
}

/* From the last unit backwards: the leaves' reserve, then the last place and those before it. */
static gboolean
place_appliance (Room *room, HwFabricMemberRow *member)
{
  for (guint i = 0; i <= room->last_unit; i++)
    {
      guint unit = room->last_unit - i;

      for (guint slot = room->members; slot < room->slots; slot++)
        if (place_appliance_in (room, member, unit, slot))
          return TRUE;
      for (guint slot = room->members; slot-- > 0;)
        if (place_appliance_in (room, member, unit, slot))
          return TRUE;
    }
  return FALSE;
}

void
hw_fabric_place_members (HwFabric *self)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func (g_free);
  Room room = { .fabric = self, .units = units };
  guint unit = 0, slot = 0;

  if (hw_fabric_unit_places (&self->rule) == 0)
    {
      for (guint i = 0; i < self->n_members; i++)
        self->members[i].place = HW_FABRIC_NO_PLACE;
      self->units = 1;
      return;
    }
  room.members = self->rule.unit_members;
  room.slots = room.members + self->rule.leaf_reserve;
  for (guint i = 0; i < self->n_members; i++)
    room.nodes += !self->members[i].appliance;
  room.last_unit = last_unit (&self->rule, room.nodes);
  for (guint i = 0; i < self->n_members; i++)
    if (self->members[i].place.unit >= 0)
      take_given (&room, i);
    else
      self->members[i].place.slot = -1;
  for (guint i = 0; i < self->n_members; i++)
    {
      HwFabricMemberRow *member = &self->members[i];
      HwFabricProblem problem = HW_FABRIC_PROBLEM_INIT;

      if (member->place.unit >= 0 || member->place.slot == REFUSED)
        continue;
      if (member->appliance ? place_appliance (&room, member)
                            : place_member (&room, member, &unit, &slot))
        continue;
      problem.issue = HW_FABRIC_ISSUE_NO_ROOM;
      problem.node = (gint32)i;
      hw_fabric_report (self, &problem);
    }
  self->units = MIN (self->rule.units, HW_FABRIC_MOST_SLOTS);
  for (guint i = 0; i < self->n_members; i++)
    self->units = MAX (self->units, (guint)(self->members[i].place.unit + 1));
}
