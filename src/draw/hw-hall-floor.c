/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-hall-draw.h"
#include "hw-hall-index.h"

#include <math.h>
#include <string.h>

#include "hw-rack-texts.h"

#define ROLE(self, role) ((self)->theme->colours[role])
/* Mains run beside the ends of rows, between them and their names. */
#define MAINS_MM 250
/* How far, and how often, a name gives way to mains. */
#define NAME_STEP_MM 500
#define NAME_STEPS 4
/* Device units between a row and its name. */
#define NAME_GAP 6
#define NEIGHBOURS 24
/* Beside a row, for its name. */
#define NAME_MM 1500

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

/* --- floor and walls --- */

/* Every tile, or every 2nd, 5th, 10th …, so that lines stay apart. */
static void
draw_grid (HwHallPainter *self, const HwHall *hall)
{
  static const int factors[] = { 1, 2, 5, 10, 20, 50, 100 };
  const HwViewport *view = &self->view;
  double least = self->paper ? 5 : 9, step = 0;

  for (guint i = 0; i < G_N_ELEMENTS (factors) && step == 0; i++)
    if (hall->tile_mm * factors[i] * view->scale >= least)
      step = hall->tile_mm * factors[i];
  if (step <= 0)
    return;
  for (double x = step; x < hall->width_mm; x += step)
    {
      double at = hw_viewport_x (view, x);
      if (at > self->area.x && at < self->area.x + self->area.width)
        hw_scene_line (self->scene,
                       no_ref,
                       at,
                       hw_viewport_y (view, 0),
                       at,
                       hw_viewport_y (view, hall->depth_mm),
                       ROLE (self, HW_ROLE_GRID),
                       0,
                       FALSE);
    }
  for (double y = step; y < hall->depth_mm; y += step)
    {
      double at = hw_viewport_y (view, y);
      if (at > self->area.y && at < self->area.y + self->area.height)
        hw_scene_line (self->scene,
                       no_ref,
                       hw_viewport_x (view, 0),
                       at,
                       hw_viewport_x (view, hall->width_mm),
                       at,
                       ROLE (self, HW_ROLE_GRID),
                       0,
                       FALSE);
    }
}

/* --- doors --- */

#define SWING_STEPS 10

/* The leaf of a door, open at a right angle into the hall, and the quarter circle that it sweeps.
 * It hangs at the west or north end of the opening, whose longer side lies in the wall. */
static void
draw_swing (HwHallPainter *self, HwRef ref, const HwFeature *row, double line_width)
{
  const HwHall *hall = hw_design_get_hall (self->design, row->object.parent);
  gboolean across = row->width_mm >= row->depth_mm;
  double leaf = across ? row->width_mm : row->depth_mm;
  /* Away from the nearer wall. */
  double middle = across ? row->y_mm + row->depth_mm / 2.0 : row->x_mm + row->width_mm / 2.0;
  gboolean forward = middle < (across ? hall->depth_mm : hall->width_mm) / 2.0;
  double hinge_x = row->x_mm + (!across && forward ? row->width_mm : 0);
  double hinge_y = row->y_mm + (across && forward ? row->depth_mm : 0);
  double sign = forward ? 1 : -1;
  HwColour colour = ROLE (self, HW_ROLE_LINE_STRONG);
  double before_x = 0, before_y = 0;

  for (int i = 0; i <= SWING_STEPS; i++)
    {
      double angle = G_PI / 2 * i / SWING_STEPS;
      double along = leaf * cos (angle), away = sign * leaf * sin (angle);
      double x = hw_viewport_x (&self->view, hinge_x + (across ? along : away));
      double y = hw_viewport_y (&self->view, hinge_y + (across ? away : along));

      if (i > 0)
        hw_scene_line (self->scene, ref, before_x, before_y, x, y, colour, 0, FALSE);
      before_x = x;
      before_y = y;
    }
  hw_scene_line (self->scene,
                 ref,
                 hw_viewport_x (&self->view, hinge_x),
                 hw_viewport_y (&self->view, hinge_y),
                 before_x,
                 before_y,
                 colour,
                 line_width,
                 FALSE);
}

/* --- features --- */

static void
draw_feature (HwHallPainter *self, HwHandle handle)
{
  const HwFeature *row = hw_design_row (self->design, HW_TABLE_FEATURE, handle);
  HwRef ref = HW_REF (HW_TABLE_FEATURE, handle);
  HwRackBox box = hw_hall_to_device (self, row->x_mm, row->y_mm, row->width_mm, row->depth_mm);
  const char *name = hw_design_text (self->design, row->object.name);
  HwColour floor = ROLE (self, HW_ROLE_FLOOR);
  HwItem item = { .kind = HW_ITEM_BOX, .ref = ref, .x = box.x, .y = box.y, .width = box.width };
  double size = self->paper ? 7 : 10;
  HwRackBox text = box;

  item.height = box.height;
  item.fill = floor;
  item.stroke = ROLE (self, HW_ROLE_LINE_STRONG);
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  if (!hw_results_stands (self->results, &row->object))
    {
      item.fill = no_colour;
      item.dashed = TRUE;
      hw_scene_add (self->scene, &item);
      return;
    }
  switch ((HwFeatureKind)row->kind)
    {
    case HW_FEATURE_COLUMN:
      item.fill = ROLE (self, HW_ROLE_LINE_STRONG);
      if (self->paper)
        item.fill = ROLE (self, HW_ROLE_BLOCKED);
      hw_scene_add (self->scene, &item);
      return;
    case HW_FEATURE_KEEP_OUT:
      hw_scene_add (self->scene, &item);
      hw_scene_hatch (self->scene,
                      ref,
                      box.x + 1,
                      box.y + 1,
                      MAX (box.width - 2, 1),
                      MAX (box.height - 2, 1),
                      ROLE (self, HW_ROLE_BLOCKED));
      break;
    case HW_FEATURE_DOOR:
      item.line_width = self->paper ? 0.8 : 1.5;
      hw_scene_add (self->scene, &item);
      draw_swing (self, ref, row, item.line_width);
      break;
    case HW_FEATURE_NOTE:
      item.dashed = TRUE;
      item.stroke = ROLE (self, HW_ROLE_LINE);
      hw_scene_add (self->scene, &item);
      hw_scene_set_layer (self->scene, HW_LAYER_BODY);
      if (self->options->names)
        hw_hall_draw_note (self, handle, &box);
      return;
    }
  if (!self->options->names || *name == '\0')
    return;
  text.width = MIN (hw_scene_text_width (self->scene, name, size, FALSE), box.width - 8);
  text.height = MIN (size * 1.5, box.height - 2);
  text.x = box.x + (box.width - text.width) / 2;
  text.y = box.y + (box.height - text.height) / 2;
  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  if (hw_hall_text (self,
                    ref,
                    &text,
                    name,
                    size,
                    FALSE,
                    HW_ALIGN_CENTRE,
                    ROLE (self, HW_ROLE_TEXT_DIM),
                    floor)
          > 0
      && row->kind == HW_FEATURE_KEEP_OUT)
    hw_scene_box (
        self->scene, ref, text.x - 3, text.y, text.width + 6, text.height, floor, no_colour);
}

void
hw_hall_draw_floor (HwHallPainter *self)
{
  const HwHall *hall = hw_design_get_hall (self->design, self->hall);
  HwRackBox box = hw_hall_to_device (self, 0, 0, hall->width_mm, hall->depth_mm);
  double wall = self->paper ? 1.4 : CLAMP (120 * self->view.scale, 2, 5);

  hw_scene_set_layer (self->scene, HW_LAYER_GROUND);
  hw_scene_box (self->scene,
                HW_REF (HW_TABLE_HALL, self->hall),
                box.x,
                box.y,
                box.width,
                box.height,
                ROLE (self, HW_ROLE_FLOOR),
                no_colour);
  if (self->options->grid && hall->tile_mm > 0)
    draw_grid (self, hall);
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  {
    HwItem item = { .kind = HW_ITEM_BOX, .line_width = wall };
    item.x = box.x - wall;
    item.y = box.y - wall;
    item.width = box.width + 2 * wall;
    item.height = box.height + 2 * wall;
    item.stroke = ROLE (self, hw_hall_ink (self->theme));
    hw_scene_add (self->scene, &item);
  }
  for (HwHandle feature = hw_design_first_child (self->design, HW_TABLE_FEATURE, self->hall);
       feature != 0;
       feature = hw_design_next_child (self->design, HW_TABLE_FEATURE, feature))
    draw_feature (self, feature);
}

/* --- rows --- */

/* The area of @depth before the side of @area that looks to @rotation. */
static HwArea
before_side (const HwArea *area, int rotation, gint32 depth)
{
  switch (rotation)
    {
    case 90: /* the front looks west */
      return (HwArea){ area->x - depth, area->y, depth, area->depth };
    case 180:
      return (HwArea){ area->x, area->y - depth, area->width, depth };
    case 270:
      return (HwArea){ area->x + area->width, area->y, depth, area->depth };
    default:
      return (HwArea){ area->x, area->y + area->depth, area->width, depth };
    }
}

static gboolean
aisle_of (HwHallPainter *self, const HwHallRow *form, HwRole role, HwArea *aisle)
{
  const HwSite *site = hw_design_get_site (self->design);

  if (!self->options->aisles || form->rotation < 0)
    return FALSE;
  *aisle = role == HW_ROLE_COLD_AISLE
               ? before_side (&form->area, form->rotation, site->front_aisle_mm)
               : before_side (&form->area, (form->rotation + 180) % 360, site->rear_aisle_mm);
  return TRUE;
}

static void
tint (HwHallPainter *self, const HwArea *aisle, HwRole role)
{
  const HwHall *hall = hw_design_get_hall (self->design, self->hall);
  gint32 west = MAX (aisle->x, 0), north = MAX (aisle->y, 0);
  gint32 east = MIN (aisle->x + aisle->width, hall->width_mm);
  gint32 south = MIN (aisle->y + aisle->depth, hall->depth_mm);
  HwRackBox box;

  if (east <= west || south <= north)
    return;
  box = hw_hall_to_device (self, west, north, east - west, south - north);
  hw_scene_box (
      self->scene, no_ref, box.x, box.y, box.width, box.height, ROLE (self, role), no_colour);
  /* The tints are one in grey print. */
  if (self->paper && role == HW_ROLE_HOT_AISLE)
    hw_scene_hatch (
        self->scene, no_ref, box.x, box.y, box.width, box.height, ROLE (self, HW_ROLE_LINE));
}

gboolean
hw_hall_is_free (const HwHallPainter *self, const HwArea *area)
{
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  const HwHall *hall = hw_design_get_hall (self->design, self->hall);

  if (area->x < 0 || area->y < 0 || area->x + area->width > hall->width_mm
      || area->y + area->depth > hall->depth_mm)
    return FALSE;
  for (HwHandle feature = hw_design_first_child (self->design, HW_TABLE_FEATURE, self->hall);
       feature != 0;
       feature = hw_design_next_child (self->design, HW_TABLE_FEATURE, feature))
    {
      const HwFeature *row = hw_design_row (self->design, HW_TABLE_FEATURE, feature);
      HwArea own = { row->x_mm, row->y_mm, row->width_mm, row->depth_mm };
      if (hw_area_intersects (&own, area))
        return FALSE;
    }
  hw_design_racks_in (self->design, self->hall, area->x, area->y, area->width, area->depth, racks);
  return racks->len == 0;
}

/* The colour of the floor in the middle of an area. */
static HwColour
ground_at (HwHallPainter *self, const GArray *forms, const HwArea *area)
{
  const HwArea middle = { area->x + area->width / 2, area->y + area->depth / 2, 1, 1 };
  HwRole role = HW_ROLE_FLOOR;
  HwArea aisle;

  for (guint i = 0; i < forms->len; i++)
    {
      const HwHallRow *form = &g_array_index (forms, HwHallRow, i);
      if (aisle_of (self, form, HW_ROLE_COLD_AISLE, &aisle) && hw_area_intersects (&aisle, &middle))
        return ROLE (self, HW_ROLE_COLD_AISLE);
      if (aisle_of (self, form, HW_ROLE_HOT_AISLE, &aisle) && hw_area_intersects (&aisle, &middle))
        role = HW_ROLE_HOT_AISLE;
    }
  return ROLE (self, role);
}

/* Whether the name of another row stands there; those that it could meet have come just before. */
static gboolean
is_named (const GArray *named, const HwArea *area)
{
  for (guint i = named->len; i-- > 0 && named->len - i <= NEIGHBOURS;)
    if (hw_area_intersects (&g_array_index (named, HwArea, i), area))
      return TRUE;
  return FALSE;
}

/* At the first end of a row, else at the other, where nothing stands. Beyond the mains of loops
 * where they pass there; upon them only where there is no other place. */
static gboolean
find_name_place (HwHallPainter *self,
                 const GArray *named,
                 const HwArea *row,
                 gint32 length,
                 gint32 depth,
                 HwArea *place,
                 int *side)
{
  gboolean across = row->width >= row->depth, pipes = self->options->pipes, found = FALSE;

  for (int at = 0; at < 2; at++)
    for (int step = 0; step < (pipes ? NAME_STEPS : 1); step++)
      {
        gint32 gap = (pipes ? MAINS_MM : 0) + step * NAME_STEP_MM;
        gboolean crossed;
        HwArea area;

        if (across)
          area = (HwArea){ at == 0 ? row->x - length - gap : row->x + row->width + gap,
                           row->y + (row->depth - depth) / 2,
                           length,
                           depth };
        else
          area = (HwArea){ row->x + (row->width - length) / 2,
                           at == 0 ? row->y - depth - gap : row->y + row->depth + gap,
                           length,
                           depth };
        /* Farther out only where mains are in the way, not racks. */
        if (!hw_hall_is_free (self, &area) || is_named (named, &area))
          break;
        crossed = pipes && hw_hall_pipes_cross (self, &area);
        if (crossed && found)
          continue;
        *place = area;
        *side = at;
        found = TRUE;
        if (!crossed)
          return TRUE;
      }
  return found;
}

/* The name of a row at its west end, else at its east end; of a row from north to south above or
 * below. */
static void
draw_row_name (HwHallPainter *self, GArray *named, const GArray *forms, guint index)
{
  const HwHallRow *form = &g_array_index (forms, HwHallRow, index);
  const HwArea *a = &form->area;
  gboolean across = a->width >= a->depth;
  HwRef ref = HW_REF (HW_TABLE_ROW, form->row);
  const char *name = hw_design_name (self->design, ref);
  double size = self->paper ? 9 : 14;
  double width = hw_scene_text_width (self->scene, name, size, TRUE), need = width + 14;
  gint32 length, depth;
  HwArea place;
  HwRackBox box;
  int side;

  /* A short name is allowed less room when the plan is small, at a smaller size. */
  if (need / self->view.scale > NAME_MM)
    {
      size = MAX (self->paper ? 4.5 : 8, size * NAME_MM * self->view.scale / need);
      width = hw_scene_text_width (self->scene, name, size, TRUE);
      need = width + 8;
    }
  length = (gint32)ceil (need / self->view.scale);
  depth = (gint32)ceil (size * 1.2 / self->view.scale);
  /* Closer to the row rather than nowhere. */
  if (!find_name_place (self, named, a, length, depth, &place, &side))
    {
      length = (gint32)ceil ((width + NAME_GAP) / self->view.scale);
      if (!find_name_place (self, named, a, length, depth, &place, &side))
        return;
    }
  g_array_append_val (named, place);
  box = hw_hall_to_device (self, place.x, place.y, place.width, place.depth);
  if (across)
    {
      box.width -= NAME_GAP;
      box.x += side == 0 ? 0 : NAME_GAP;
    }
  hw_hall_text (self,
                ref,
                &box,
                name,
                size,
                TRUE,
                !across     ? HW_ALIGN_CENTRE
                : side == 0 ? HW_ALIGN_END
                            : HW_ALIGN_START,
                ROLE (self, HW_ROLE_TEXT),
                ground_at (self, forms, &place));
}

/* Whether a row with its aisles and name can be seen. */
static gboolean
is_seen (HwHallPainter *self, const HwHallRow *row, gint32 around)
{
  HwRackBox box = hw_hall_to_device (self,
                                     row->area.x - around,
                                     row->area.y - around,
                                     row->area.width + 2.0 * around,
                                     row->area.depth + 2.0 * around);

  return box.x < self->area.x + self->area.width && self->area.x < box.x + box.width
         && box.y < self->area.y + self->area.height && self->area.y < box.y + box.height;
}

void
hw_hall_draw_rows (HwHallPainter *self)
{
  static const HwRole tints[] = { HW_ROLE_HOT_AISLE, HW_ROLE_COLD_AISLE };
  const HwSite *site = hw_design_get_site (self->design);
  const GArray *rows = hw_hall_index_get (self->results, self->hall)->rows;
  gint32 around = MAX (NAME_MM + MAINS_MM + NAME_STEPS * NAME_STEP_MM,
                       MAX (site->front_aisle_mm, site->rear_aisle_mm));
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (HwHallRow));
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (HwArea));
  HwArea aisle;

  for (guint i = 0; i < rows->len; i++)
    if (is_seen (self, &g_array_index (rows, HwHallRow, i), around))
      g_array_append_val (seen, g_array_index (rows, HwHallRow, i));
  /* Cold aisles lie upon hot ones, of whichever row. */
  hw_scene_set_layer (self->scene, HW_LAYER_GROUND);
  for (guint t = 0; t < G_N_ELEMENTS (tints); t++)
    for (guint i = 0; i < seen->len; i++)
      if (aisle_of (self, &g_array_index (seen, HwHallRow, i), tints[t], &aisle))
        tint (self, &aisle, tints[t]);
  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  for (guint i = 0; self->options->names && i < seen->len; i++)
    draw_row_name (self, named, seen, i);
}
