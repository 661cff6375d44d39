/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-design-private.h"

#include "hw-geometry.h"

#define TABLE_SHIFT 27
#define HANDLE_MASK ((1u << TABLE_SHIFT) - 1)
/* Side of a grid cell: some racks of 0.6 × 1.2 m to a cell. */
#define CELL_MM 2400

/* --- objects by id --- */

static inline guint32
pack_ref (HwRef ref)
{
  return (guint32)ref.table << TABLE_SHIFT | ref.handle;
}

static inline HwRef
unpack_ref (guint32 packed)
{
  return HW_REF ((HwTableKind)(packed >> TABLE_SHIFT), packed & HANDLE_MASK);
}

static inline guint32
id_hash (HwId id)
{
  return (guint32)((id * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32);
}

/* The hash stands beside the reference: a row is touched only where it is most likely the one. */
static inline guint64
make_slot (guint32 hash, HwRef ref)
{
  return (guint64)hash << 32 | pack_ref (ref);
}

static inline guint32
slot_hash (guint64 slot)
{
  return (guint32)(slot >> 32);
}

static inline HwId
id_of (HwDesign *self, guint64 slot)
{
  HwRef ref = unpack_ref ((guint32)slot);

  return ((const HwObject *)hw_table_row (self->tables[ref.table], ref.handle))->id;
}

void
hw_id_index_init (HwIdIndex *index)
{
  index->n_slots = 256;
  index->slots = g_new0 (guint64, index->n_slots);
  index->used = 0;
}

void
hw_id_index_clear (HwIdIndex *index)
{
  g_clear_pointer (&index->slots, g_free);
}

static void
place (HwIdIndex *index, guint64 slot)
{
  guint32 mask = index->n_slots - 1;
  guint32 at = slot_hash (slot) & mask;

  while (index->slots[at] != 0)
    at = (at + 1) & mask;
  index->slots[at] = slot;
}

void
hw_id_index_add (HwDesign *self, HwRef ref, HwId id)
{
  HwIdIndex *index = &self->ids;

  if (id == 0)
    return;
  if ((index->used + 1) * 3 > index->n_slots * 2)
    {
      g_autofree guint64 *old = index->slots;
      guint32 n_old = index->n_slots;

      index->n_slots *= 2;
      index->slots = g_new0 (guint64, index->n_slots);
      for (guint32 i = 0; i < n_old; i++)
        if (old[i] != 0)
          place (index, old[i]);
    }
  place (index, make_slot (id_hash (id), ref));
  index->used++;
}

/* Closes the gap behind a removed entry, so that no marks for deleted ones are needed. */
void
hw_id_index_remove (HwDesign *self, HwRef ref, HwId id)
{
  HwIdIndex *index = &self->ids;
  guint32 mask = index->n_slots - 1;
  guint64 slot = make_slot (id_hash (id), ref);
  guint32 gap, at;

  if (id == 0)
    return;
  for (gap = slot_hash (slot) & mask; index->slots[gap] != slot; gap = (gap + 1) & mask)
    g_return_if_fail (index->slots[gap] != 0);
  for (at = (gap + 1) & mask; index->slots[at] != 0; at = (at + 1) & mask)
    {
      guint32 home = slot_hash (index->slots[at]) & mask;
      if (((at - home) & mask) >= ((at - gap) & mask))
        {
          index->slots[gap] = index->slots[at];
          gap = at;
        }
    }
  index->slots[gap] = 0;
  index->used--;
}

void
hw_id_index_expect (HwDesign *self, HwId id)
{
  __builtin_prefetch (&self->ids.slots[id_hash (id) & (self->ids.n_slots - 1)]);
}

HwRef
hw_id_index_find (HwDesign *self, HwId id)
{
  guint32 mask = self->ids.n_slots - 1;
  guint32 hash = id_hash (id);

  for (guint32 at = hash & mask; self->ids.slots[at] != 0; at = (at + 1) & mask)
    if (slot_hash (self->ids.slots[at]) == hash && id_of (self, self->ids.slots[at]) == id)
      return unpack_ref ((guint32)self->ids.slots[at]);
  return HW_REF (HW_TABLE_DESIGN, 0);
}

/* --- racks by place --- */

typedef struct
{
  gint32 x0, y0, x1, y1; /* cells, both ends included */
} Cells;

static Cells
cells_of (const HwArea *area)
{
  Cells cells = { area->x / CELL_MM,
                  area->y / CELL_MM,
                  (area->x + MAX (area->width, 1) - 1) / CELL_MM,
                  (area->y + MAX (area->depth, 1) - 1) / CELL_MM };
  return cells;
}

static guint64
cell_key (HwHandle hall, gint32 x, gint32 y)
{
  return (guint64)hall << 40 | (guint64)(x & 0xfffff) << 20 | (guint64)(y & 0xfffff);
}

void
hw_floor_index_init (HwFloorIndex *index)
{
  index->cells
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
}

void
hw_floor_index_clear (HwFloorIndex *index)
{
  g_clear_pointer (&index->cells, g_hash_table_unref);
}

void
hw_floor_index_add (HwDesign *self, HwHandle rack)
{
  HwHandle hall = hw_design_get_rack (self, rack)->object.parent;
  HwArea area = hw_rack_area (self, rack);
  Cells cells = cells_of (&area);

  for (gint32 y = cells.y0; y <= cells.y1; y++)
    for (gint32 x = cells.x0; x <= cells.x1; x++)
      {
        guint64 key = cell_key (hall, x, y);
        GArray *racks = g_hash_table_lookup (self->floor.cells, &key);
        if (racks == NULL)
          {
            racks = g_array_sized_new (FALSE, FALSE, sizeof (HwHandle), 4);
            g_hash_table_insert (self->floor.cells, g_memdup2 (&key, sizeof key), racks);
          }
        g_array_append_val (racks, rack);
      }
}

void
hw_floor_index_remove (HwDesign *self, HwHandle rack)
{
  HwHandle hall = hw_design_get_rack (self, rack)->object.parent;
  HwArea area = hw_rack_area (self, rack);
  Cells cells = cells_of (&area);

  for (gint32 y = cells.y0; y <= cells.y1; y++)
    for (gint32 x = cells.x0; x <= cells.x1; x++)
      {
        guint64 key = cell_key (hall, x, y);
        GArray *racks = g_hash_table_lookup (self->floor.cells, &key);
        for (guint i = 0; i < racks->len; i++)
          if (g_array_index (racks, HwHandle, i) == rack)
            {
              g_array_remove_index_fast (racks, i);
              break;
            }
        if (racks->len == 0)
          g_hash_table_remove (self->floor.cells, &key);
      }
}

void
hw_design_racks_in (HwDesign *self,
                    HwHandle hall,
                    gint32 x_mm,
                    gint32 y_mm,
                    gint32 width_mm,
                    gint32 depth_mm,
                    GArray *handles)
{
  HwArea area = { x_mm, y_mm, width_mm, depth_mm };
  const HwHall *bounds = hw_design_get_hall (self, hall);
  Cells cells;

  /* Nothing stands outside the hall: a wide view asks no more cells than the hall has. */
  area.width = MIN (area.x + area.width, bounds->width_mm);
  area.depth = MIN (area.y + area.depth, bounds->depth_mm);
  area.x = MAX (area.x, 0);
  area.y = MAX (area.y, 0);
  area.width -= area.x;
  area.depth -= area.y;
  if (area.width <= 0 || area.depth <= 0)
    return;
  cells = cells_of (&area);
  for (gint32 y = cells.y0; y <= cells.y1; y++)
    for (gint32 x = cells.x0; x <= cells.x1; x++)
      {
        guint64 key = cell_key (hall, x, y);
        const GArray *racks = g_hash_table_lookup (self->floor.cells, &key);
        for (guint i = 0; racks != NULL && i < racks->len; i++)
          {
            HwHandle rack = g_array_index (racks, HwHandle, i);
            HwArea footprint = hw_rack_area (self, rack);
            Cells own = cells_of (&footprint);
            /* A rack lies in several cells; the first of those asked for reports it. */
            if (x == MAX (own.x0, cells.x0) && y == MAX (own.y0, cells.y0)
                && hw_area_intersects (&footprint, &area))
              g_array_append_val (handles, rack);
          }
      }
}
