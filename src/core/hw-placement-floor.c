/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-placement.h"

#include <math.h>
#include <stdlib.h>

/* How near a neighbour, a tile joint and the finest step draw a rack to them, mm. */
#define REACH_ALONG 300
#define REACH_ACROSS 600
#define REACH_TILE 100
#define STEP 10
/* No rear door is deeper. */
#define DOOR_MM 600

static gboolean
refuse (HwFit *fit, HwObstacle obstacle, HwRef blocker, gint32 need, gint32 have)
{
  *fit = (HwFit){ obstacle, blocker, need, have };
  return FALSE;
}

static gboolean
among (const GArray *handles, HwHandle handle)
{
  for (guint i = 0; handles != NULL && i < handles->len; i++)
    if (g_array_index (handles, HwHandle, i) == handle)
      return TRUE;
  return FALSE;
}

/* The door that a rack has, if any, where one could reach the area. */
static HwHandle
door_towards (
    HwDesign *design, HwHandle rack, const HwArea *taken, gint16 rotation, const HwArea *area)
{
  static const HwProduct deepest = { .depth_mm = DOOR_MM };
  HwArea behind = hw_door_area (&deepest, taken, rotation);

  return hw_area_intersects (&behind, area) ? hw_rack_door (design, rack) : 0;
}

/* What stands in an area of the floor, when both stand: a rack, the door behind one, a feature. */
static gboolean
is_free (HwDesign *design,
         HwHandle hall,
         const HwArea *area,
         const GArray *ignore,
         HwHandle install,
         HwHandle removal,
         HwFit *fit)
{
  const HwHall *bounds = hw_design_get_hall (design, hall);
  HwArea floor = { 0, 0, bounds->width_mm, bounds->depth_mm };
  g_autoptr (GArray) near = NULL;

  if (!hw_area_contains (&floor, area))
    return refuse (fit, HW_OBSTACLE_OUTSIDE_HALL, HW_REF (HW_TABLE_HALL, hall), 0, 0);
  near = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  hw_design_racks_in (design,
                      hall,
                      area->x - DOOR_MM,
                      area->y - DOOR_MM,
                      area->width + 2 * DOOR_MM,
                      area->depth + 2 * DOOR_MM,
                      near);
  for (guint i = 0; i < near->len; i++)
    {
      HwHandle other = g_array_index (near, HwHandle, i);
      const HwRack *row = hw_design_get_rack (design, other);
      HwArea taken = hw_rack_area (design, other);
      gboolean meets = hw_area_intersects (&taken, area);
      HwHandle door = meets || among (ignore, other)
                          ? 0
                          : door_towards (design, other, &taken, row->rotation, area);

      if (door != 0)
        {
          HwArea behind
              = hw_door_area (hw_design_device_product (design, door), &taken, row->rotation);
          const HwObject *object = hw_design_row (design, HW_TABLE_DEVICE, door);

          if (hw_area_intersects (&behind, area)
              && hw_placement_coexist (design, install, removal, object->install, object->removal))
            return refuse (fit, HW_OBSTACLE_ON_RACK, HW_REF (HW_TABLE_DEVICE, door), 0, 0);
        }
      if (meets && !among (ignore, other)
          && hw_placement_coexist (
              design, install, removal, row->object.install, row->object.removal))
        return refuse (fit, HW_OBSTACLE_ON_RACK, HW_REF (HW_TABLE_RACK, other), 0, 0);
    }
  for (HwHandle other = hw_design_first_child (design, HW_TABLE_FEATURE, hall); other != 0;
       other = hw_design_next_child (design, HW_TABLE_FEATURE, other))
    {
      const HwFeature *row = hw_design_row (design, HW_TABLE_FEATURE, other);
      HwArea taken = { row->x_mm, row->y_mm, row->width_mm, row->depth_mm };
      if (row->kind != HW_FEATURE_NOTE && hw_area_intersects (area, &taken)
          && hw_placement_coexist (
              design, install, removal, row->object.install, row->object.removal))
        return refuse (fit, HW_OBSTACLE_ON_FEATURE, HW_REF (HW_TABLE_FEATURE, other), 0, 0);
    }
  return TRUE;
}

gboolean
hw_placement_rack (HwDesign *design,
                   HwHandle hall,
                   const HwProduct *product,
                   gint32 x_mm,
                   gint32 y_mm,
                   gint16 rotation,
                   const GArray *ignore,
                   HwHandle install,
                   HwHandle removal,
                   HwFit *fit)
{
  HwArea area = hw_footprint (product, x_mm, y_mm, rotation);

  *fit = (HwFit){ HW_OBSTACLE_NONE };
  if (!hw_product_is_floor (product))
    return refuse (fit, HW_OBSTACLE_NOT_ON_FLOOR, HW_REF (HW_TABLE_HALL, 0), 0, 0);
  if (product->width_mm == 0 || product->depth_mm == 0)
    return refuse (fit, HW_OBSTACLE_UNKNOWN_SIZE, HW_REF (HW_TABLE_HALL, 0), 0, 0);
  return is_free (design, hall, &area, ignore, install, removal, fit);
}

gboolean
hw_placement_door (HwDesign *design,
                   HwHandle hall,
                   const HwProduct *door,
                   const HwArea *rack,
                   gint16 rotation,
                   const GArray *ignore,
                   HwHandle install,
                   HwHandle removal,
                   HwFit *fit)
{
  HwArea area = hw_door_area (door, rack, rotation);

  *fit = (HwFit){ HW_OBSTACLE_NONE };
  /* Of no stated depth it takes none that could be told. */
  return door->depth_mm == 0 || is_free (design, hall, &area, ignore, install, removal, fit);
}

gboolean
hw_placement_own_door (HwDesign *design,
                       HwHandle rack,
                       HwHandle hall,
                       gint32 x_mm,
                       gint32 y_mm,
                       gint16 rotation,
                       const GArray *ignore,
                       HwFit *fit)
{
  HwHandle door = hw_rack_door (design, rack);
  HwArea area = hw_footprint (hw_design_rack_product (design, rack), x_mm, y_mm, rotation);
  const HwObject *object;

  if (door == 0)
    return TRUE;
  object = hw_design_row (design, HW_TABLE_DEVICE, door);
  return hw_placement_door (design,
                            hall,
                            hw_design_device_product (design, door),
                            &area,
                            rotation,
                            ignore,
                            object->install,
                            object->removal,
                            fit);
}

/* Where @product stands beside a neighbour: @after it or before it along the row, fronts aligned.
 */
static void
beside (const HwArea *neighbour,
        gint16 rotation,
        const HwProduct *product,
        gboolean after,
        gint32 *x,
        gint32 *y)
{
  HwArea own = hw_footprint (product, 0, 0, rotation);

  if (rotation == 0 || rotation == 180)
    {
      *x = after ? neighbour->x + neighbour->width : neighbour->x - own.width;
      *y = rotation == 0 ? neighbour->y + neighbour->depth - own.depth : neighbour->y;
    }
  else
    {
      *y = after ? neighbour->y + neighbour->depth : neighbour->y - own.depth;
      *x = rotation == 90 ? neighbour->x : neighbour->x + neighbour->width - own.width;
    }
}

static gint32
snap_to (gint32 value, gint32 tile)
{
  gint32 joint = tile > 0 ? (gint32)lround ((double)value / tile) * tile : value;

  if (tile > 0 && abs (joint - value) <= REACH_TILE)
    return joint;
  return (gint32)lround ((double)value / STEP) * STEP;
}

void
hw_placement_snap_rack (HwDesign *design,
                        HwHandle hall,
                        const HwProduct *product,
                        const GArray *ignore,
                        gint32 *x_mm,
                        gint32 *y_mm,
                        gint16 *rotation,
                        HwHandle *row)
{
  const HwHall *bounds = hw_design_get_hall (design, hall);
  HwArea area = hw_footprint (product, *x_mm, *y_mm, *rotation);
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  gint32 best = G_MAXINT32;
  gint32 wanted_x = *x_mm, wanted_y = *y_mm;
  HwHandle install = ignore == NULL ? hw_design_get_new_phase (design, 0) : 0;

  *row = 0;
  hw_design_racks_in (design,
                      hall,
                      area.x - REACH_ACROSS,
                      area.y - REACH_ACROSS,
                      area.width + 2 * REACH_ACROSS,
                      area.depth + 2 * REACH_ACROSS,
                      near);
  for (guint i = 0; i < near->len; i++)
    {
      HwHandle other = g_array_index (near, HwHandle, i);
      const HwRack *neighbour = hw_design_get_rack (design, other);
      HwArea taken = hw_rack_area (design, other);
      gboolean along_x = neighbour->rotation == 0 || neighbour->rotation == 180;

      if (among (ignore, other))
        continue;
      for (int after = 0; after <= 1; after++)
        {
          gint32 x, y, along, across;
          HwFit fit;
          beside (&taken, neighbour->rotation, product, after, &x, &y);
          along = abs (along_x ? x - wanted_x : y - wanted_y);
          across = abs (along_x ? y - wanted_y : x - wanted_x);
          if (along > REACH_ALONG || across > REACH_ACROSS || along + across >= best
              || !hw_placement_rack (
                  design, hall, product, x, y, neighbour->rotation, ignore, install, 0, &fit))
            continue;
          best = along + across;
          *x_mm = x;
          *y_mm = y;
          *rotation = neighbour->rotation;
          *row = neighbour->row;
        }
    }
  if (best != G_MAXINT32)
    return;
  area = hw_footprint (product, *x_mm, *y_mm, *rotation);
  *x_mm = CLAMP (snap_to (area.x, bounds->tile_mm), 0, MAX (bounds->width_mm - area.width, 0));
  *y_mm = CLAMP (snap_to (area.y, bounds->tile_mm), 0, MAX (bounds->depth_mm - area.depth, 0));
}
