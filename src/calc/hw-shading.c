/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-shading.h"

#define N_CHANNELS (HW_CHANNEL_REAR_DOOR + 1)

/* What fits where in all racks that hold the same in the same places. */
typedef struct
{
  HwShade rack;
  HwShade channels[N_CHANNELS];
  guint n_units;
  HwShade *units[2]; /* by face */
} Geometry;

typedef struct
{
  Geometry *geometry; /* NULL: not looked at */
  HwShade shade;      /* with the soft limits */
} Entry;

struct _HwShading
{
  HwResults *results;
  HwDesign *design;
  const HwProduct *product;
  GArray *moved;    /* HwHandle, sorted */
  GArray *ignore;   /* the same, and the device of the preview */
  HwHandle preview; /* that */
  HwDemand demand;  /* of all that the hand holds */
  HwLimits *limits;
  GArray *racks;          /* Entry by handle */
  GHashTable *geometries; /* by the hash of what a rack holds */
};

static void
geometry_free (gpointer data)
{
  Geometry *self = data;

  g_free (self->units[HW_FACE_FRONT]);
  g_free (self->units[HW_FACE_REAR]);
  g_free (self);
}

HwShading *
hw_shading_new (HwResults *results, const HwProduct *product, const GArray *moved)
{
  HwShading *self = g_new0 (HwShading, 1);

  self->results = results;
  self->design = g_object_ref (hw_results_get_design (results));
  self->product = product;
  self->moved = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  self->ignore = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  self->limits = hw_limits_new (results);
  self->racks = g_array_new (FALSE, TRUE, sizeof (Entry));
  self->geometries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, geometry_free);
  if (moved != NULL && moved->len > 0)
    {
      g_array_append_vals (self->moved, moved->data, moved->len);
      g_array_append_vals (self->ignore, moved->data, moved->len);
      for (guint i = 0; i < moved->len; i++)
        {
          HwDemand one = hw_demand_of_device (results, g_array_index (moved, HwHandle, i));
          hw_demand_add (&self->demand, &one);
        }
    }
  else
    self->demand = hw_demand_of_product (results, product);
  return self;
}

void
hw_shading_free (HwShading *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->moved);
  g_array_unref (self->ignore);
  g_array_unref (self->racks);
  g_hash_table_unref (self->geometries);
  hw_limits_free (self->limits);
  g_object_unref (self->design);
  g_free (self);
}

const HwProduct *
hw_shading_get_product (const HwShading *self)
{
  return self->product;
}

void
hw_shading_set_preview (HwShading *self, HwHandle device)
{
  guint at = 0;

  if (device == self->preview)
    return;
  self->preview = device;
  g_array_set_size (self->ignore, 0);
  g_array_append_vals (self->ignore, self->moved->data, self->moved->len);
  while (at < self->ignore->len && g_array_index (self->ignore, HwHandle, at) < device)
    at++;
  if (device != 0
      && (at == self->ignore->len || g_array_index (self->ignore, HwHandle, at) != device))
    g_array_insert_val (self->ignore, at, device);
}

static int
compare_handles (gconstpointer a, gconstpointer b)
{
  HwHandle left = *(const HwHandle *)a, right = *(const HwHandle *)b;

  return (left > right) - (left < right);
}

static gboolean
is_ignored (const HwShading *self, HwHandle device)
{
  return self->ignore->len > 0
         && g_array_binary_search (self->ignore, &device, compare_handles, NULL);
}

/* --- geometry --- */

/* The phases of the first that is moved stand for all. */
static void
get_phases (const HwShading *self, HwHandle rack, HwHandle *install, HwHandle *removal)
{
  HwHandle moved = self->moved->len > 0 ? g_array_index (self->moved, HwHandle, 0) : 0;

  hw_placement_phases (self->design, rack, HW_REF (HW_TABLE_DEVICE, moved), install, removal);
}

static HwLimit
try_slot (const HwShading *self, HwHandle rack, const HwSlot *slot)
{
  HwHandle install, removal;
  HwFit fit;

  get_phases (self, rack, &install, &removal);
  if (hw_placement_device_among (
          self->design, rack, self->product, slot, self->ignore, install, removal, &fit))
    return HW_LIMIT_NONE;
  return hw_limit_of_obstacle (fit.obstacle);
}

static void
mark (HwShade *units, guint n, gint32 from, gint32 count, HwShade shade)
{
  for (gint32 u = MAX (from, 0); u < MIN (from + count, (gint32)n); u++)
    units[u] = shade;
}

/* What stands on a face or is reserved there while the thing in the hand would stand. */
static void
mark_taken (const HwShading *self, HwHandle rack, HwFace face, HwShade *units, guint n)
{
  const HwShade taken = { HW_SHADE_TAKEN, HW_LIMIT_UNITS };
  HwHandle install, removal;

  get_phases (self, rack, &install, &removal);
  for (HwHandle device = hw_design_first_child (self->design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (self->design, HW_TABLE_DEVICE, device))
    {
      const HwDevice *row = hw_design_get_device (self->design, device);
      if (row->channel == HW_CHANNEL_NONE && row->face == face && !is_ignored (self, device)
          && hw_placement_coexist (
              self->design, install, removal, row->object.install, row->object.removal))
        mark (units,
              n,
              row->position,
              hw_design_device_product (self->design, device)->half_units,
              taken);
    }
  for (HwHandle handle = hw_design_first_child (self->design, HW_TABLE_RESERVATION, rack);
       handle != 0;
       handle = hw_design_next_child (self->design, HW_TABLE_RESERVATION, handle))
    {
      const HwReservation *row = hw_design_row (self->design, HW_TABLE_RESERVATION, handle);
      if ((row->both || row->face == face)
          && hw_placement_coexist (
              self->design, install, removal, row->object.install, row->object.removal))
        mark (units, n, row->position, row->half_units, taken);
    }
}

/* Free where it can stand upon a half unit, else taken, else blocked by what is said of the place
 * that begins there, or as near to there as the rack allows. */
static void
look_at_face (const HwShading *self, HwHandle rack, HwFace face, Geometry *geometry)
{
  guint n = geometry->n_units;
  HwShade *units = g_new0 (HwShade, n);
  gint32 height = MAX (self->product->half_units, 1);
  gint32 step = height == 1 ? 1 : 2;
  HwShade worst = { HW_SHADE_BLOCKED, HW_LIMIT_UNITS };
  gboolean any = FALSE;

  mark_taken (self, rack, face, units, n);
  for (gint32 at = 0; at + height <= (gint32)n; at += step)
    {
      HwSlot slot = { (gint16)at, face, HW_CHANNEL_NONE, 0 };
      if (units[at].state != HW_SHADE_TAKEN && try_slot (self, rack, &slot) == HW_LIMIT_NONE)
        {
          mark (units, n, at, height, (HwShade){ HW_SHADE_FREE, HW_LIMIT_NONE });
          any = TRUE;
        }
    }
  for (guint u = 0; u < n; u++)
    if (units[u].state == HW_SHADE_NONE)
      {
        HwSlot slot = { 0, face, HW_CHANNEL_NONE, 0 };
        slot.position = (gint16)MAX (MIN ((gint32)(u / step * step), (gint32)n - height), 0);
        units[u].state = HW_SHADE_BLOCKED;
        units[u].limit = (guint8)try_slot (self, rack, &slot);
        /* It fits there at half a unit's distance only: gaps are what is in the way. */
        if (units[u].limit == HW_LIMIT_NONE)
          units[u].limit = HW_LIMIT_UNITS;
        if (units[u].limit != HW_LIMIT_UNITS)
          worst.limit = units[u].limit;
      }
  geometry->units[face] = units;
  if (face == HW_FACE_FRONT)
    geometry->rack = any ? (HwShade){ HW_SHADE_FREE, HW_LIMIT_NONE } : worst;
}

static void
look_at_channels (const HwShading *self, HwHandle rack, Geometry *geometry)
{
  gboolean is_door = self->product->mounting == HW_MOUNTING_DOOR;

  geometry->rack = (HwShade){ HW_SHADE_BLOCKED, HW_LIMIT_UNITS };
  for (guint8 channel = HW_CHANNEL_LEFT_FRONT; channel < N_CHANNELS; channel++)
    {
      HwSlot slot = { 0, HW_FACE_FRONT, channel, 0 };
      HwLimit limit;

      if ((channel == HW_CHANNEL_REAR_DOOR) != is_door)
        continue;
      limit = try_slot (self, rack, &slot);
      geometry->channels[channel].state = limit == HW_LIMIT_NONE ? HW_SHADE_FREE : HW_SHADE_BLOCKED;
      geometry->channels[channel].limit = (guint8)limit;
      if (limit == HW_LIMIT_NONE)
        geometry->rack = geometry->channels[channel];
      else if (geometry->rack.state == HW_SHADE_BLOCKED && limit != HW_LIMIT_UNITS)
        geometry->rack.limit = (guint8)limit;
    }
}

static inline guint64
mix (guint64 key, guint64 value)
{
  key = (key ^ value) * 0x9e3779b97f4a7c15u;
  return key ^ key >> 29;
}

/* What a rack holds, and where, and when the thing in the hand would stand there. */
static guint64
hash_rack (const HwShading *self, HwHandle rack)
{
  guint64 key = mix (1, hw_design_get_rack (self->design, rack)->product);
  HwHandle install, removal;

  get_phases (self, rack, &install, &removal);
  key = mix (key, (guint64)install << 32 | removal);
  for (HwHandle device = hw_design_first_child (self->design, HW_TABLE_DEVICE, rack); device != 0;
       device = hw_design_next_child (self->design, HW_TABLE_DEVICE, device))
    {
      const HwDevice *row = hw_design_get_device (self->design, device);
      if (is_ignored (self, device))
        continue;
      key = mix (key,
                 (guint64)row->product << 32 | (guint64)(guint16)row->position << 16
                     | (guint64)row->face << 8 | row->channel);
      key = mix (key, (guint64)row->object.install << 32 | row->object.removal);
      if (row->channel != HW_CHANNEL_NONE)
        key = mix (key, (guint16)row->height_mm);
    }
  for (HwHandle handle = hw_design_first_child (self->design, HW_TABLE_RESERVATION, rack);
       handle != 0;
       handle = hw_design_next_child (self->design, HW_TABLE_RESERVATION, handle))
    {
      const HwReservation *row = hw_design_row (self->design, HW_TABLE_RESERVATION, handle);
      key = mix (key,
                 (guint64)(guint16)row->position << 32 | (guint64)(guint16)row->half_units << 8
                     | (row->both ? 2u : 0u) | row->face);
      key = mix (key, (guint64)row->object.install << 32 | row->object.removal);
    }
  return key;
}

static Geometry *
geometry_of (HwShading *self, HwHandle rack)
{
  const HwProduct *frame = hw_design_rack_product (self->design, rack);
  guint64 key = hash_rack (self, rack);
  Geometry *geometry = g_hash_table_lookup (self->geometries, &key);

  if (geometry != NULL)
    return geometry;
  geometry = g_new0 (Geometry, 1);
  if (frame->kind != HW_KIND_RACK || frame->half_units <= 0)
    geometry->rack = (HwShade){ HW_SHADE_NONE, HW_LIMIT_MOUNTING };
  else if (self->product->mounting == HW_MOUNTING_SIDE
           || self->product->mounting == HW_MOUNTING_DOOR)
    look_at_channels (self, rack, geometry);
  else
    {
      geometry->n_units = (guint)frame->half_units;
      look_at_face (self, rack, HW_FACE_FRONT, geometry);
      look_at_face (self, rack, HW_FACE_REAR, geometry);
    }
  g_hash_table_insert (self->geometries, g_memdup2 (&key, sizeof key), geometry);
  return geometry;
}

/* --- soft limits --- */

/* What the hand holds is already counted where it stands or is previewed. */
static HwLimit
soft_limit (const HwShading *self, HwHandle rack)
{
  HwLimit limit;

  return hw_limits_times (self->limits, rack, &self->demand, self->ignore, &limit) == 0
             ? limit
             : HW_LIMIT_NONE;
}

static const Entry *
look_at (HwShading *self, HwHandle rack)
{
  Entry *entry;

  if (rack >= self->racks->len)
    g_array_set_size (self->racks, MAX (rack + 1, hw_design_count (self->design, HW_TABLE_RACK)));
  entry = &g_array_index (self->racks, Entry, rack);
  if (entry->geometry != NULL)
    return entry;
  entry->geometry = geometry_of (self, rack);
  entry->shade = entry->geometry->rack;
  /* In another phase it does not stand, nor can things be put there. */
  if (!hw_results_rack (self->results, rack)->present)
    entry->shade = (HwShade){ HW_SHADE_NONE, HW_LIMIT_UNITS };
  else if (entry->shade.state == HW_SHADE_FREE)
    {
      entry->shade.limit = (guint8)soft_limit (self, rack);
      if (entry->shade.limit != HW_LIMIT_NONE)
        entry->shade.state = HW_SHADE_WARNED;
    }
  return entry;
}

/* --- answers --- */

gboolean
hw_shading_peek (const HwShading *self, HwHandle rack, HwShade *shade)
{
  const Entry *entry = rack < self->racks->len ? &g_array_index (self->racks, Entry, rack) : NULL;

  if (entry == NULL || entry->geometry == NULL)
    return FALSE;
  *shade = entry->shade;
  return TRUE;
}

HwShade
hw_shading_rack (HwShading *self, HwHandle rack)
{
  return look_at (self, rack)->shade;
}

HwLimit
hw_shading_soft_limit (const HwShading *self, HwHandle rack)
{
  return soft_limit (self, rack);
}

const HwShade *
hw_shading_units (HwShading *self, HwHandle rack, HwFace face, guint *n)
{
  const Geometry *geometry = look_at (self, rack)->geometry;

  *n = geometry->n_units;
  return geometry->units[face];
}

HwShade
hw_shading_channel (HwShading *self, HwHandle rack, HwChannel channel)
{
  g_return_val_if_fail (channel < N_CHANNELS, ((HwShade){ HW_SHADE_NONE, HW_LIMIT_NONE }));
  return look_at (self, rack)->geometry->channels[channel];
}

const char *
hw_shade_label (HwShade shade)
{
  return shade.state == HW_SHADE_NONE ? "" : hw_limit_label (shade.limit);
}
