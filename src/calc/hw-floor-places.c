/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-floor-places.h"

/* Side of the cells that counted places are found by. */
#define CELL_MM 5000

typedef struct
{
  HwDesign *design;
  HwHandle hall;
  const HwHall *bounds;
  const HwProduct *frame;
  const GArray *ignore; /* HwHandle, sorted: racks that are not in the way; NULL: none */
  HwHandle install, removal;
  gint32 front_mm, rear_mm; /* aisles of the site */
  guint most, count;
  guint n_across;    /* cells */
  GPtrArray *placed; /* GArray of Stand by cell, NULL where none */
} Counter;

/* What stands on the floor, and what of it new rows leave clear: that and its aisles. */
typedef struct
{
  HwArea area, clear;
} Stand;

/* A line that racks stand along: east where they are not turned, else south. */
typedef struct
{
  gint16 rotation;
  gint32 front_mm; /* where their fronts are, across the line */
} Line;

static void
counter_init (Counter *self, HwDesign *design, HwHandle hall, const HwProduct *frame, guint most)
{
  const HwSite *site = hw_design_get_site (design);

  *self = (Counter){ .design = design,
                     .hall = hall,
                     .bounds = hw_design_get_hall (design, hall),
                     .frame = frame,
                     .front_mm = site->front_aisle_mm,
                     .rear_mm = site->rear_aisle_mm,
                     .most = most };
  self->n_across = (guint)self->bounds->width_mm / CELL_MM + 1;
  self->placed = g_ptr_array_new ();
  g_ptr_array_set_size (self->placed,
                        (gint)(self->n_across * ((guint)self->bounds->depth_mm / CELL_MM + 1)));
  hw_placement_phases (design, 0, HW_REF (HW_TABLE_RACK, 0), &self->install, &self->removal);
}

static void
counter_clear (Counter *self)
{
  for (guint i = 0; i < self->placed->len; i++)
    if (self->placed->pdata[i] != NULL)
      g_array_unref (self->placed->pdata[i]);
  g_ptr_array_unref (self->placed);
}

static gboolean
is_rack (const Counter *self)
{
  return self->frame->kind == HW_KIND_RACK;
}

/* Cells that an area touches, inside the hall. */
static void
cells_of (
    const Counter *self, const HwArea *area, guint *from_x, guint *to_x, guint *from_y, guint *to_y)
{
  gint32 right = MIN (area->x + area->width, self->bounds->width_mm);
  gint32 bottom = MIN (area->y + area->depth, self->bounds->depth_mm);

  *from_x = (guint)MAX (area->x, 0) / CELL_MM;
  *from_y = (guint)MAX (area->y, 0) / CELL_MM;
  *to_x = (guint)MAX (right, 0) / CELL_MM;
  *to_y = (guint)MAX (bottom, 0) / CELL_MM;
}

static gboolean
is_turned (gint16 rotation)
{
  return rotation == 90 || rotation == 270;
}

static Stand
stand_at (const Counter *self, const HwArea *area, gint16 rotation, gboolean is_rack)
{
  gint32 front = self->front_mm, rear = is_rack ? self->rear_mm : 0;
  Stand stand = { *area, *area };

  if (is_turned (rotation))
    {
      stand.clear.x -= rotation == 90 ? front : rear;
      stand.clear.width += front + rear;
    }
  else
    {
      stand.clear.y -= rotation == 180 ? front : rear;
      stand.clear.depth += front + rear;
    }
  return stand;
}

static void
place (Counter *self, const Stand *stand)
{
  guint from_x, to_x, from_y, to_y;

  cells_of (self, &stand->clear, &from_x, &to_x, &from_y, &to_y);
  for (guint y = from_y; y <= to_y; y++)
    for (guint x = from_x; x <= to_x; x++)
      {
        GArray **cell = (GArray **)&self->placed->pdata[y * self->n_across + x];
        if (*cell == NULL)
          *cell = g_array_new (FALSE, FALSE, sizeof (Stand));
        g_array_append_val (*cell, *stand);
      }
  self->count++;
}

/* Whether two stand apart, or, of rows, leave each other their aisles too. */
static gboolean
collide (const Stand *a, const Stand *b, gboolean with_aisles)
{
  if (!with_aisles)
    return hw_area_intersects (&a->area, &b->area);
  return hw_area_intersects (&a->area, &b->clear) || hw_area_intersects (&a->clear, &b->area);
}

static gboolean
hits_placed (const Counter *self, const Stand *stand, gboolean with_aisles, Stand *blocker)
{
  guint from_x, to_x, from_y, to_y;

  cells_of (self, &stand->clear, &from_x, &to_x, &from_y, &to_y);
  for (guint y = from_y; y <= to_y; y++)
    for (guint x = from_x; x <= to_x; x++)
      {
        const GArray *cell = self->placed->pdata[y * self->n_across + x];
        for (guint i = 0; cell != NULL && i < cell->len; i++)
          if (collide (&g_array_index (cell, Stand, i), stand, with_aisles))
            {
              *blocker = g_array_index (cell, Stand, i);
              return TRUE;
            }
      }
  return FALSE;
}

/* A rack of the design that is too near for a new row. */
static gboolean
hits_rack (const Counter *self, const Stand *stand, Stand *blocker)
{
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  gint32 around = MAX (self->front_mm, self->rear_mm);

  hw_design_racks_in (self->design,
                      self->hall,
                      stand->area.x - around,
                      stand->area.y - around,
                      stand->area.width + 2 * around,
                      stand->area.depth + 2 * around,
                      racks);
  for (guint i = 0; i < racks->len; i++)
    {
      HwHandle rack = g_array_index (racks, HwHandle, i);
      const HwRack *row = hw_design_get_rack (self->design, rack);
      HwArea area = hw_rack_area (self->design, rack);

      *blocker = stand_at (self,
                           &area,
                           row->rotation,
                           hw_design_rack_product (self->design, rack)->kind == HW_KIND_RACK);
      if (collide (blocker, stand, TRUE)
          && hw_placement_coexist (
              self->design, self->install, self->removal, row->object.install, row->object.removal))
        return TRUE;
    }
  return FALSE;
}

/* Whether one can stand there by itself; else @blocker is what is in the way, or, at the end of the
 * hall, the place. */
static gboolean
try_place (const Counter *self, const HwArea *area, gint16 rotation, HwArea *blocker)
{
  HwFit fit;

  if (hw_placement_rack (self->design,
                         self->hall,
                         self->frame,
                         area->x,
                         area->y,
                         rotation,
                         self->ignore,
                         self->install,
                         self->removal,
                         &fit))
    return TRUE;
  *blocker = *area;
  if (fit.blocker.handle != 0 && fit.blocker.table == HW_TABLE_RACK)
    *blocker = hw_rack_area (self->design, fit.blocker.handle);
  else if (fit.blocker.handle != 0 && fit.blocker.table == HW_TABLE_FEATURE)
    {
      const HwFeature *row = hw_design_row (self->design, HW_TABLE_FEATURE, fit.blocker.handle);
      *blocker = (HwArea){ row->x_mm, row->y_mm, row->width_mm, row->depth_mm };
    }
  return FALSE;
}

/* --- rows that stand --- */

static Line
line_of (const HwArea *area, gint16 rotation)
{
  switch (rotation)
    {
    case 90:
      return (Line){ rotation, area->x };
    case 180:
      return (Line){ rotation, area->y };
    case 270:
      return (Line){ rotation, area->x + area->width };
    default:
      return (Line){ 0, area->y + area->depth };
    }
}

/* The footprint on a line, from a place along it. */
static HwArea
area_on (const Counter *self, const Line *line, gint32 along)
{
  HwArea area = hw_footprint (self->frame, 0, 0, line->rotation);

  switch (line->rotation)
    {
    case 90:
      area.x = line->front_mm;
      area.y = along;
      break;
    case 180:
      area.x = along;
      area.y = line->front_mm;
      break;
    case 270:
      area.x = line->front_mm - area.width;
      area.y = along;
      break;
    default:
      area.x = along;
      area.y = line->front_mm - area.depth;
    }
  return area;
}

static gint32
start_of (const Line *line, const HwArea *area)
{
  return is_turned (line->rotation) ? area->y : area->x;
}

static gint32
length_of (const Line *line, const HwArea *area)
{
  return is_turned (line->rotation) ? area->depth : area->width;
}

static gint32
room_of (const Counter *self, const Line *line)
{
  return is_turned (line->rotation) ? self->bounds->depth_mm : self->bounds->width_mm;
}

/* Places one beside what stands in the line; else @blocker is what is in the way. */
static gboolean
join_line (Counter *self, const Line *line, gint32 at, HwArea *blocker)
{
  HwArea area = area_on (self, line, at);
  Stand stand = stand_at (self, &area, line->rotation, is_rack (self));
  Stand other;

  if (hits_placed (self, &stand, FALSE, &other))
    {
      *blocker = other.area;
      return FALSE;
    }
  if (!try_place (self, &area, line->rotation, blocker))
    return FALSE;
  place (self, &stand);
  return TRUE;
}

/* Side by side, behind whatever is in the way. */
static void
fill (Counter *self, const Line *line, gint32 from, gint32 to, gint32 length)
{
  HwArea blocker;

  for (gint32 at = from; at + length <= to && self->count < self->most;)
    if (join_line (self, line, at, &blocker))
      at += length;
    else
      at = MAX (start_of (line, &blocker) + length_of (line, &blocker), at + 1);
}

/* Side by side until something is in the way. @step: of the places, negative: backwards */
static void
extend (Counter *self, const Line *line, gint32 at, gint32 step)
{
  HwArea blocker;

  for (; at >= 0 && at + ABS (step) <= room_of (self, line) && self->count < self->most; at += step)
    if (!join_line (self, line, at, &blocker))
      break;
}

/* By the rack that is first of the row. */
static void
count_row (Counter *self, HwHandle row)
{
  HwHandle first = hw_design_first_of_row (self->design, row);
  gint32 from = G_MAXINT32, to = G_MININT32, length;
  HwArea area;
  Line line;

  if (first == 0)
    return;
  area = hw_rack_area (self->design, first);
  line = line_of (&area, hw_design_get_rack (self->design, first)->rotation);
  for (HwHandle rack = first; rack != 0; rack = hw_design_next_of_row (self->design, rack))
    {
      area = hw_rack_area (self->design, rack);
      from = MIN (from, start_of (&line, &area));
      to = MAX (to, start_of (&line, &area) + length_of (&line, &area));
    }
  area = area_on (self, &line, 0);
  length = length_of (&line, &area);
  fill (self, &line, from, to, length);
  extend (self, &line, to, length);
  extend (self, &line, from - length, -length);
}

/* --- new rows --- */

/* A row from west to east with its north side at @y. @next: (inout): lowered to where it could be
 * tried again, as something in the way ends there. Returns: whether anything was placed */
static gboolean
lay_row (Counter *self, gint16 rotation, gint32 y, gint32 *next)
{
  HwArea shape = hw_footprint (self->frame, 0, y, rotation);
  Stand first = stand_at (self, &shape, rotation, is_rack (self));
  gint32 north = y - first.clear.y;
  guint before = self->count;

  if (first.clear.y < 0)
    {
      *next = MIN (*next, north);
      return FALSE;
    }
  if (first.clear.y + first.clear.depth > self->bounds->depth_mm)
    return FALSE;
  for (gint32 x = 0; x + shape.width <= self->bounds->width_mm && self->count < self->most;)
    {
      HwArea area = { x, y, shape.width, shape.depth };
      Stand stand = stand_at (self, &area, rotation, is_rack (self));
      Stand other = { 0 };
      gint32 again;

      if (hits_rack (self, &stand, &other) || hits_placed (self, &stand, TRUE, &other))
        /* Past it and its aisle, and ours. */
        again = MAX (other.area.y + other.area.depth + north, other.clear.y + other.clear.depth);
      else if (try_place (self, &area, rotation, &other.clear))
        {
          place (self, &stand);
          x += shape.width;
          continue;
        }
      else
        again = other.clear.y + other.clear.depth;
      if (again > y)
        *next = MIN (*next, again);
      x = MAX (other.clear.x + other.clear.width, x + 1);
    }
  return self->count > before;
}

static void
lay_rows (Counter *self)
{
  gint16 facing = 180; /* the first has its front aisle along the wall */

  for (gint32 y = 0, next; y < self->bounds->depth_mm && self->count < self->most; y = next)
    {
      next = G_MAXINT32;
      if (!lay_row (self, facing, y, &next))
        {
          facing = 180 - facing;
          if (!lay_row (self, facing, y, &next))
            {
              facing = 180 - facing;
              continue;
            }
        }
      facing = 180 - facing;
      /* The next finds there the aisle that it wants. */
      next = MIN (next, y + hw_footprint (self->frame, 0, 0, 0).depth);
    }
}

guint
hw_floor_places_row (
    HwDesign *design, HwHandle row, const HwProduct *frame, const GArray *ignore, guint most)
{
  const HwObject *object = hw_design_row (design, HW_TABLE_ROW, row);
  Counter counter;

  if (frame->width_mm <= 0 || frame->depth_mm <= 0)
    return 0;
  counter_init (&counter, design, object->parent, frame, most);
  counter.ignore = ignore;
  count_row (&counter, row);
  counter_clear (&counter);
  return counter.count;
}

guint
hw_floor_places_hall (HwDesign *design, HwHandle hall, const HwProduct *frame, guint most)
{
  Counter counter;

  if (frame->width_mm <= 0 || frame->depth_mm <= 0)
    return 0;
  counter_init (&counter, design, hall, frame, most);
  for (HwHandle row = hw_design_first_child (design, HW_TABLE_ROW, hall); row != 0;
       row = hw_design_next_child (design, HW_TABLE_ROW, row))
    count_row (&counter, row);
  lay_rows (&counter);
  counter_clear (&counter);
  return counter.count;
}
