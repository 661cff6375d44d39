/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-vacancy.h"

#include "hw-fabric-name.h"
#include "hw-fabric-private.h"
#include "hw-fabric-racks.h"

/* --- to learn it --- */

/* The first place of members that none has. */
static void
find_first (HwFabricVacancy *self, const HwFabric *fabric)
{
  guint places = self->rule.unit_members;
  guint n = fabric->units * places, i = 0;
  g_autofree guint8 *taken = g_new0 (guint8, n + 1);

  for (guint member = 0; member < fabric->n_members; member++)
    {
      HwFabricPlace place = fabric->members[member].place;

      if ((guint)place.slot < places)
        taken[(guint)place.unit * places + (guint)place.slot] = TRUE;
    }
  while (taken[i])
    i++;
  self->unit = i / places;
  self->slot = i % places;
}

/* The product that tells how many ports members have where none states it for sure: that of the
 * first of them by its place, hw_fabric_input_new(), which one that has just got its place may be.
 */
static guint32
first_product (HwDesign *design, const HwFabricInput *input, const HwFabric *fabric)
{
  guint64 least = G_MAXUINT64;
  guint32 product = 0;

  for (guint i = 0; i < fabric->n_members; i++)
    {
      HwFabricPlace place = fabric->members[i].place;
      guint64 order = (guint64)place.unit << 24 | (guint64)place.slot << 8 | (guint64)place.rail;

      if (fabric->members[i].appliance || order >= least)
        continue;
      least = order;
      product = hw_design_get_device (design, g_array_index (input->member_devices, HwHandle, i))
                    ->product;
    }
  return product;
}

void
hw_fabric_vacancy_learn (HwFabricVacancy *self,
                         HwDesign *design,
                         const HwFabricInput *input,
                         const HwFabric *fabric)
{
  *self = (HwFabricVacancy){ .uniform = TRUE };
  if (fabric == NULL || hw_fabric_unit_places (&fabric->rule) == 0)
    return;
  self->rule = fabric->rule;
  self->typical = input->typical;
  self->firm = input->typical_is_firm;
  for (guint i = 0; i < fabric->n_members; i++)
    {
      HwHandle device = g_array_index (input->member_devices, HwHandle, i);

      if (fabric->members[i].place.unit < 0)
        return;
      self->nodes += !fabric->members[i].appliance;
      self->uniform
          = self->uniform && hw_design_get_device (design, device)->product == self->typical;
    }
  for (guint i = 0; i < fabric->n_devices; i++)
    if (fabric->devices[i].node < 0)
      return;
  if (self->nodes == 0
      || (!self->firm && !self->uniform && first_product (design, input, fabric) != self->typical))
    return;
  if (!self->rule.uplinked)
    find_first (self, fabric);
  self->known = TRUE;
}

/* --- to find places, as hw_fabric_place_members() --- */

static gboolean
is_taken (const HwFabricVacancy *self, HwDesign *design, HwHandle fabric, guint unit, guint slot)
{
  for (guint rail = 0; rail < self->rule.rails; rail++)
    if (hw_design_member_at (design, fabric, (gint32)unit + 1, (gint32)slot + 1, rail + 1) != 0)
      return TRUE;
  return FALSE;
}

static gboolean
find_in_units (
    HwFabricVacancy *self, HwDesign *design, HwHandle fabric, guint nodes, HwFabricPlace *place)
{
  guint places = self->rule.unit_members, unit, slot;

  for (; self->unit < HW_FABRIC_MOST_SLOTS; self->unit++, self->slot = 0)
    {
      while (self->slot < places && is_taken (self, design, fabric, self->unit, self->slot))
        self->slot++;
      if (self->slot < places)
        break;
    }
  /* Places that are kept stay free behind what is found. */
  for (unit = self->unit, slot = self->slot; unit < HW_FABRIC_MOST_SLOTS; unit++, slot = 0)
    for (; slot < places; slot++)
      if (!hw_fabric_is_kept (&self->rule, nodes, unit, slot)
          && !is_taken (self, design, fabric, unit, slot))
        {
          *place = (HwFabricPlace){ (gint32)unit, (gint32)slot, 0 };
          return TRUE;
        }
  return FALSE;
}

/* --- the same with top-of-rack switches, as hw_fabric_racks_assign() --- */

typedef struct
{
  HwFabricVacancy *self;
  HwDesign *design;
  HwHandle fabric;
  guint slots; /* of a switch */
} Search;

static guint
count_taken (const Search *search, guint unit)
{
  guint n = 0;

  for (guint slot = 0; slot < search->slots; slot++)
    n += is_taken (search->self, search->design, search->fabric, unit, slot);
  return n;
}

/* The switch in the rack with the most free ports, the first of equals. */
static gboolean
find_own (const Search *search, HwHandle rack, guint *unit)
{
  HwDesign *design = search->design;
  guint least = search->slots;

  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    {
      HwHandle member = hw_design_member_of (design, search->fabric, device);
      const HwMember *row = member != 0 ? hw_design_get_member (design, member) : NULL;
      guint candidate, taken;

      if (row == NULL || !hw_fabric_racks_unit (hw_design_text (design, row->position), &candidate))
        continue;
      taken = count_taken (search, candidate);
      if (taken < least || (taken == least && taken < search->slots && candidate < *unit))
        {
          least = taken;
          *unit = candidate;
        }
    }
  return least < search->slots;
}

/* The switch that took the last port of the rack; G_MAXUINT: none has. */
static guint
find_home (const Search *search, HwHandle rack)
{
  HwDesign *design = search->design;
  guint64 last = 0;

  for (HwHandle device = hw_design_first_child (design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (design, HW_TABLE_DEVICE, device))
    {
      HwHandle member = hw_design_member_of (design, search->fabric, device);
      const HwMember *row = member != 0 ? hw_design_get_member (design, member) : NULL;

      if (row != NULL && row->unit > 0 && row->slot > 0)
        last = MAX (last, (guint64)row->unit << 32 | (guint32)row->slot);
    }
  return last > 0 ? (guint)(last >> 32) - 1 : G_MAXUINT;
}

/* A switch that came with a whole rack serves that alone. */
static gboolean
can_share (const Search *search, guint unit)
{
  char name[HW_FABRIC_NAME_SIZE];
  HwHandle member;

  if (count_taken (search, unit) == search->slots)
    return FALSE;
  g_snprintf (name, sizeof name, HW_FABRIC_UPLINKED_NAME, unit + 1);
  member = hw_design_switch_at (search->design, search->fabric, name);
  if (member != 0)
    {
      HwHandle device = hw_design_get_member (search->design, member)->object.parent;
      HwHandle rack = hw_design_get_device (search->design, device)->object.parent;

      return hw_design_get_rack (search->design, rack)->assembly == 0;
    }
  return TRUE;
}

static gboolean
find_in_racks (
    HwFabricVacancy *self, HwDesign *design, HwHandle fabric, HwHandle device, HwFabricPlace *place)
{
  Search search = { self, design, fabric, 0 };
  HwHandle rack = hw_design_get_device (design, device)->object.parent;
  guint unit = 0, slot = 0;

  search.slots = MIN (hw_fabric_unit_places (&self->rule), HW_FABRIC_MOST_PORTS);
  if (!find_own (&search, rack, &unit))
    {
      unit = place->unit >= 0 ? (guint)place->unit : find_home (&search, rack);
      if (unit == G_MAXUINT || !can_share (&search, unit))
        {
          while (self->unit < HW_FABRIC_MOST_SLOTS && !can_share (&search, self->unit))
            self->unit++;
          unit = self->unit;
        }
    }
  if (unit >= HW_FABRIC_MOST_SLOTS)
    return FALSE;
  while (is_taken (self, design, fabric, unit, slot))
    slot++;
  *place = (HwFabricPlace){ (gint32)unit, (gint32)slot, 0 };
  return TRUE;
}

gboolean
hw_fabric_vacancy_find (HwFabricVacancy *self,
                        HwDesign *design,
                        HwHandle fabric,
                        HwHandle device,
                        guint nodes,
                        HwFabricPlace *place)
{
  if (!self->known
      || (!self->firm && hw_design_get_device (design, device)->product != self->typical))
    return FALSE;
  return self->rule.uplinked ? find_in_racks (self, design, fabric, device, place)
                             : find_in_units (self, design, fabric, nodes, place);
}

/* --- to keep it --- */

static void
follow_member (HwFabricVacancy *self, HwHandle fabric, const HwMember *row, gboolean joins)
{
  guint unit, slot;

  if (row == NULL || row->fabric != fabric)
    return;
  if (row->role != HW_MEMBER_NODE || row->unit == 0 || row->slot == 0)
    {
      self->known = FALSE;
      return;
    }
  self->nodes += joins ? 1 : G_MAXUINT;
  unit = (guint)row->unit - 1;
  slot = (guint)row->slot - 1;
  if (!joins && (unit < self->unit || (unit == self->unit && slot < self->slot)))
    {
      self->unit = unit;
      self->slot = slot;
    }
  /* Undone, or done again, one of another product may stand first of all. */
  if (self->nodes == 0 || (joins && !self->firm && !self->uniform))
    self->known = FALSE;
}

static void
follow_device (HwFabricVacancy *self, const HwChange *change)
{
  const HwDevice *before = change->before;
  const HwDevice *after = change->after;

  if (change->kind == HW_CHANGE_SET)
    self->known = self->known && before->product == after->product
                  && before->object.parent == after->object.parent;
  else if (change->kind == HW_CHANGE_INSERT)
    self->uniform = self->uniform && after->product == self->typical;
  else if (before->product == self->typical && !self->uniform && !self->rule.uplinked)
    self->known = FALSE;
}

void
hw_fabric_vacancy_follow (HwFabricVacancy *self, HwHandle fabric, const HwChange *change)
{
  switch (change->table)
    {
    case HW_TABLE_FABRIC:
      self->known = FALSE;
      break;
    case HW_TABLE_RACK:
      /* Into another hall, or no longer the whole that it came as. */
      if (change->kind == HW_CHANGE_SET)
        {
          const HwRack *before = change->before;
          const HwRack *after = change->after;

          self->known = self->known && before->object.parent == after->object.parent
                        && before->assembly == after->assembly;
        }
      break;
    case HW_TABLE_DEVICE:
      follow_device (self, change);
      break;
    case HW_TABLE_MEMBER:
      follow_member (self, fabric, change->before, FALSE);
      follow_member (self, fabric, change->after, TRUE);
      break;
    default:
      break;
    }
}
