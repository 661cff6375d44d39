/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-aisle.h"

/* A row as it stands. */
typedef struct
{
  gint32 west, north, east, south;
  int rotation; /* of all its racks; -1: they differ */
} Extent;

static gboolean
measure_row (HwDesign *design, HwHandle row, Extent *extent)
{
  guint n = 0;

  *extent = (Extent){ G_MAXINT32, G_MAXINT32, G_MININT32, G_MININT32, -1 };
  for (HwHandle rack = hw_design_first_of_row (design, row); rack != 0;
       rack = hw_design_next_of_row (design, rack))
    {
      const HwProduct *product = hw_design_rack_product (design, rack);
      HwArea area = hw_rack_area (design, rack);
      int rotation = hw_design_get_rack (design, rack)->rotation;

      extent->west = MIN (extent->west, area.x);
      extent->north = MIN (extent->north, area.y);
      extent->east = MAX (extent->east, area.x + area.width);
      extent->south = MAX (extent->south, area.y + area.depth);
      /* CDUs and coolers in the row have no front that matters. */
      if (product->kind != HW_KIND_RACK)
        continue;
      extent->rotation = n == 0 || extent->rotation == rotation ? rotation : -1;
      n++;
    }
  return extent->east > extent->west;
}

static gint32
low (const Extent *extent, gboolean across)
{
  return across ? extent->north : extent->west;
}

static gint32
high (const Extent *extent, gboolean across)
{
  return across ? extent->south : extent->east;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  gint32 x = low (a, *(gboolean *)data), y = low (b, *(gboolean *)data);

  return x < y ? -1 : x > y;
}

/* What a row turns to the aisle on its south or east, @after, or on its north or west. */
static HwAisleKind
side_of (const Extent *extent, gboolean across, gboolean after)
{
  /* Fronts look south at 0, west at 90, north at 180 and east at 270 degrees. */
  int front = across ? (after ? 0 : 180) : (after ? 270 : 90);

  if (extent->rotation == front)
    return HW_AISLE_COLD;
  return extent->rotation == (front + 180) % 360 ? HW_AISLE_HOT : HW_AISLE_MIXED;
}

static HwAisleKind
kind_of (const GArray *extents, gint32 middle, gboolean across)
{
  HwAisleKind kind = HW_AISLE_MIXED;

  for (guint i = 0; i < extents->len; i++)
    {
      const Extent *extent = &g_array_index (extents, Extent, i);
      HwAisleKind side = side_of (extent, across, low (extent, across) < middle);

      if (side == HW_AISLE_MIXED || (i > 0 && side != kind))
        return HW_AISLE_MIXED;
      kind = side;
    }
  return kind;
}

static gboolean
aisle_behind (HwDesign *design, const Extent *row, HwAisle *aisle)
{
  gint32 depth = hw_design_get_site (design)->rear_aisle_mm;
  HwArea *area = &aisle->area;

  if (row->rotation < 0)
    return FALSE;
  *area = (HwArea){ row->west, row->north, row->east - row->west, row->south - row->north };
  aisle->kind = HW_AISLE_HOT;
  aisle->across = row->rotation % 180 == 0;
  if (aisle->across)
    area->y = row->rotation == 0 ? row->north - depth : row->south;
  else
    area->x = row->rotation == 90 ? row->east : row->west - depth;
  *(aisle->across ? &area->depth : &area->width) = depth;
  return depth > 0;
}

gboolean
hw_aisle_between (HwDesign *design, const GArray *rows, HwAisle *aisle)
{
  g_autoptr (GArray) extents = g_array_new (FALSE, FALSE, sizeof (Extent));
  Extent whole = { G_MAXINT32, G_MAXINT32, G_MININT32, G_MININT32, -1 };
  gint32 reached, from = 0, to = 0;
  guint n_across = 0;
  gboolean across;

  for (guint i = 0; i < rows->len; i++)
    {
      Extent row;

      if (!measure_row (design, g_array_index (rows, HwHandle, i), &row))
        continue;
      g_array_append_val (extents, row);
      n_across += row.east - row.west >= row.south - row.north;
      whole.west = MIN (whole.west, row.west);
      whole.north = MIN (whole.north, row.north);
      whole.east = MAX (whole.east, row.east);
      whole.south = MAX (whole.south, row.south);
    }
  if (extents->len == 0)
    return FALSE;
  if (extents->len == 1)
    return aisle_behind (design, &g_array_index (extents, Extent, 0), aisle);
  across = 2 * n_across >= extents->len;
  g_array_sort_with_data (extents, compare, &across);
  /* The widest gap divides the two sides. */
  reached = high (&g_array_index (extents, Extent, 0), across);
  for (guint i = 1; i < extents->len; i++)
    {
      const Extent *row = &g_array_index (extents, Extent, i);

      if (low (row, across) - reached > to - from)
        {
          from = reached;
          to = low (row, across);
        }
      reached = MAX (reached, high (row, across));
    }
  if (to <= from)
    return FALSE;
  aisle->across = across;
  aisle->kind = kind_of (extents, to, across);
  aisle->area = across ? (HwArea){ whole.west, from, whole.east - whole.west, to - from }
                       : (HwArea){ from, whole.north, to - from, whole.south - whole.north };
  return TRUE;
}

/* Room that a cooler may leave to the aisle that it stands against: one that is less deep than the
 * racks beside it. */
#define BESIDE_MM 300

/* Whether the aisle begins at a side of an area. @side: 0 south, then clockwise, as fronts turn */
static gboolean
begins_at (const HwAisle *aisle, const HwArea *area, int side)
{
  const HwArea *a = &aisle->area;
  gint32 shared = side % 2 == 0
                      ? MIN (a->x + a->width, area->x + area->width) - MAX (a->x, area->x)
                      : MIN (a->y + a->depth, area->y + area->depth) - MAX (a->y, area->y);
  gint32 gaps[4] = { a->y - (area->y + area->depth),
                     area->x - (a->x + a->width),
                     area->y - (a->y + a->depth),
                     a->x - (area->x + area->width) };

  return shared > 0 && gaps[side] >= 0 && gaps[side] <= BESIDE_MM;
}

gboolean
hw_aisle_is_faced (const HwAisle *aisle, const HwArea *area, gint16 rotation)
{
  int front = rotation / 90 % 4;

  return (aisle->kind != HW_AISLE_HOT && begins_at (aisle, area, front))
         || (aisle->kind != HW_AISLE_COLD && begins_at (aisle, area, (front + 2) % 4));
}

GArray *
hw_aisle_rows (HwDesign *design, HwHandle hall, HwSymbol name)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (HwHandle));

  for (HwHandle row = hw_design_first_child (design, HW_TABLE_ROW, hall); row != 0;
       row = hw_design_next_child (design, HW_TABLE_ROW, row))
    if (((const HwRow *)hw_design_row (design, HW_TABLE_ROW, row))->containment == name)
      g_array_append_val (rows, row);
  return rows;
}
