/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-racks.h"

#include <stdio.h>

#include "hw-fabric-name.h"

/* The ports of one switch, which is a unit of its own. */
typedef struct
{
  guint64 taken[4]; /* a bit a slot */
  guint n_taken;
  HwHandle rack;    /* where its switch stands; 0: nowhere yet */
  gboolean private; /* it came with a whole rack, and serves that alone */
  gboolean placed;  /* a switch stands for it */
} Leaf;

typedef struct
{
  HwDesign *design;
  HwFabricInput *input;
  guint slots;       /* of a leaf */
  GArray *leaves;    /* Leaf by unit */
  GHashTable *homes; /* rack → unit + 1 that took its last device */
  GHashTable *open;  /* racks with devices that have no place yet */
  guint first;       /* leaves before it have no room to share */
} Assignment;

static Leaf *
leaf_at (Assignment *self, guint unit)
{
  if (unit >= self->leaves->len)
    g_array_set_size (self->leaves, unit + 1);
  return &g_array_index (self->leaves, Leaf, unit);
}

static HwHandle
rack_of (Assignment *self, GArray *devices, guint index)
{
  return hw_design_get_device (self->design, g_array_index (devices, HwHandle, index))
      ->object.parent;
}

static void
set_home (Assignment *self, HwHandle rack, guint unit)
{
  g_hash_table_insert (self->homes, GUINT_TO_POINTER (rack), GUINT_TO_POINTER (unit + 1));
}

/* Members that have a place keep it. */
static void
take_stored (Assignment *self)
{
  for (guint i = 0; i < self->input->members->len; i++)
    {
      HwFabricPlace place = g_array_index (self->input->members, HwFabricMember, i).place;
      HwHandle rack = rack_of (self, self->input->member_devices, i);
      Leaf *leaf;

      if (place.unit < 0)
        {
          g_hash_table_add (self->open, GUINT_TO_POINTER (rack));
          continue;
        }
      if (place.unit >= HW_FABRIC_MOST_SLOTS || (guint)place.slot >= self->slots)
        continue;
      leaf = leaf_at (self, (guint)place.unit);
      leaf->taken[place.slot / 64] |= G_GUINT64_CONSTANT (1) << place.slot % 64;
      leaf->n_taken++;
      set_home (self, rack, (guint)place.unit);
    }
}

static void
stand (Assignment *self, guint unit, HwHandle rack)
{
  Leaf *leaf = leaf_at (self, unit);

  leaf->placed = TRUE;
  leaf->rack = rack;
  leaf->private = hw_design_get_rack (self->design, rack)->assembly != 0;
}

/* The lowest unit that no switch stands for. */
static guint
first_unplaced (Assignment *self)
{
  guint unit = 0;

  while (unit < self->leaves->len && g_array_index (self->leaves, Leaf, unit).placed)
    unit++;
  return unit;
}

gboolean
hw_fabric_racks_unit (const char *position, guint *unit)
{
  guint number;

  if (sscanf (position, "leaf-%u", &number) != 1 || number == 0 || number > HW_FABRIC_MOST_SLOTS)
    return FALSE;
  *unit = number - 1;
  return TRUE;
}

static void
take_switches (Assignment *self)
{
  GArray *devices = self->input->devices;

  for (guint i = 0; i < devices->len; i++)
    {
      const char *position = g_array_index (devices, HwFabricDevice, i).position;
      guint unit;

      if (position != NULL && hw_fabric_racks_unit (position, &unit))
        stand (self, unit, rack_of (self, self->input->switch_devices, i));
    }
  for (guint i = 0; i < devices->len; i++)
    {
      HwFabricDevice *device = &g_array_index (devices, HwFabricDevice, i);
      HwHandle rack = rack_of (self, self->input->switch_devices, i);
      guint unit = self->leaves->len;
      char name[HW_FABRIC_NAME_SIZE];

      if (device->position != NULL)
        continue;
      /* One for devices that are cabled already stands in for a switch that is missing. */
      if (!g_hash_table_contains (self->open, GUINT_TO_POINTER (rack)))
        {
          unit = first_unplaced (self);
          if (unit >= self->leaves->len)
            continue;
        }
      stand (self, unit, rack);
      g_snprintf (name, sizeof name, HW_FABRIC_UPLINKED_NAME, unit + 1);
      device->position = g_string_chunk_insert (self->input->texts, name);
    }
}

static gboolean
has_room (Assignment *self, guint unit)
{
  return g_array_index (self->leaves, Leaf, unit).n_taken < self->slots;
}

/* Of the switches in its rack the one with the most free ports. */
static gboolean
find_own (Assignment *self, GArray *own, guint *unit)
{
  gboolean found = FALSE;

  for (guint i = 0; own != NULL && i < own->len; i++)
    {
      guint candidate = g_array_index (own, guint, i);

      if (has_room (self, candidate)
          && (!found
              || g_array_index (self->leaves, Leaf, candidate).n_taken
                     < g_array_index (self->leaves, Leaf, *unit).n_taken))
        {
          *unit = candidate;
          found = TRUE;
        }
    }
  return found;
}

static guint
find_shared (Assignment *self, HwHandle rack)
{
  guint home = GPOINTER_TO_UINT (g_hash_table_lookup (self->homes, GUINT_TO_POINTER (rack)));

  if (home > 0 && has_room (self, home - 1)
      && !g_array_index (self->leaves, Leaf, home - 1).private)
    return home - 1;
  while (
      self->first < self->leaves->len
      && (g_array_index (self->leaves, Leaf, self->first).private || !has_room (self, self->first)))
    self->first++;
  return self->first;
}

static HwFabricPlace
take (Assignment *self, guint unit)
{
  Leaf *leaf = leaf_at (self, unit);
  guint slot = 0;

  while ((leaf->taken[slot / 64] >> slot % 64 & 1) != 0)
    slot++;
  leaf->taken[slot / 64] |= G_GUINT64_CONSTANT (1) << slot % 64;
  leaf->n_taken++;
  return (HwFabricPlace){ (gint32)unit, (gint32)slot, 0 };
}

/* Units by the rack that their switch stands in. */
static GHashTable *
index_racks (Assignment *self)
{
  GHashTable *racks = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);

  for (guint unit = 0; unit < self->leaves->len; unit++)
    {
      gpointer rack = GUINT_TO_POINTER (g_array_index (self->leaves, Leaf, unit).rack);
      GArray *own = g_hash_table_lookup (racks, rack);

      if (rack == NULL)
        continue;
      if (own == NULL)
        {
          own = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (racks, rack, own);
        }
      g_array_append_val (own, unit);
    }
  return racks;
}

void
hw_fabric_racks_assign (HwDesign *design, HwFabricInput *input)
{
  const HwFabricRule *rule = &input->description.rule;
  g_autoptr (GArray) leaves = g_array_new (FALSE, TRUE, sizeof (Leaf));
  g_autoptr (GHashTable) homes = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) open = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) racks = NULL;
  Assignment self
      = { .design = design, .input = input, .leaves = leaves, .homes = homes, .open = open };

  /* An unsound rule is told of by the fabric. */
  self.slots = MIN (hw_fabric_unit_places (rule), HW_FABRIC_MOST_PORTS);
  if (self.slots == 0)
    return;
  take_stored (&self);
  take_switches (&self);
  racks = index_racks (&self);
  for (guint i = 0; i < input->members->len; i++)
    {
      HwFabricMember *member = &g_array_index (input->members, HwFabricMember, i);
      HwHandle rack = rack_of (&self, input->member_devices, i);
      guint unit = 0;

      if (member->place.unit >= 0)
        continue;
      if (!find_own (&self, g_hash_table_lookup (racks, GUINT_TO_POINTER (rack)), &unit))
        unit = find_shared (&self, rack);
      if (unit >= HW_FABRIC_MOST_SLOTS)
        return;
      member->place = take (&self, unit);
      set_home (&self, rack, unit);
    }
}
