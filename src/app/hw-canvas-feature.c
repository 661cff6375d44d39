/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "hw-geometry.h"
#include "hw-operations.h"

/* Columns, keep-outs, doors and notes are put on the floor. */

/* How near a tile joint draws an edge to it, and the finest step, mm. */
#define REACH 100
#define STEP 10
/* How far around a taken place one looks for a free one. */
#define RINGS 40

static const struct
{
  gint32 width, depth;
  const char *name;  /* of the first */
  const char *label; /* step of the history */
} kinds[] = {
  [HW_FEATURE_COLUMN] = { 600, 600, N_ ("Column %u"), N_ ("Add a column") },
  [HW_FEATURE_KEEP_OUT] = { 1800, 1200, N_ ("Keep-out %u"), N_ ("Add a keep-out") },
  [HW_FEATURE_DOOR] = { 1200, 200, N_ ("Door %u"), N_ ("Add a door") },
  [HW_FEATURE_NOTE] = { 2400, 600, N_ ("Note %u"), N_ ("Add a note") },
};

static const HwFeature *
get_feature (HwCanvas *self, HwHandle feature)
{
  return hw_design_row (hw_canvas_design (self), HW_TABLE_FEATURE, feature);
}

static gint32
snap (gint32 value, gint32 tile)
{
  gint32 joint = tile > 0 ? (gint32)lround ((double)value / tile) * tile : value;

  if (tile > 0 && abs (joint - value) <= REACH)
    return joint;
  return (gint32)lround ((double)value / STEP) * STEP;
}

void
hw_canvas_snap_area (const HwHall *hall, HwArea *area)
{
  area->x = CLAMP (snap (area->x, hall->tile_mm), 0, MAX (hall->width_mm - area->width, 0));
  area->y = CLAMP (snap (area->y, hall->tile_mm), 0, MAX (hall->depth_mm - area->depth, 0));
}

/* --- adding --- */

/* A door goes into the nearest wall. */
static void
to_wall (const HwHall *hall, HwArea *area)
{
  gint32 x = area->x + area->width / 2, y = area->y + area->depth / 2;
  gint32 to_x = MIN (x, hall->width_mm - x), to_y = MIN (y, hall->depth_mm - y);

  if (to_x < to_y)
    {
      gint32 width = area->width;

      area->width = area->depth;
      area->depth = width;
      area->x = x < hall->width_mm - x ? 0 : hall->width_mm - area->width;
      area->y = y - area->depth / 2;
    }
  else
    area->y = y < hall->depth_mm - y ? 0 : hall->depth_mm - area->depth;
}

/* Whether another feature is there already: they may overlap, but need not when they are new. */
static gboolean
is_taken (HwDesign *design, HwHandle hall, const HwArea *area)
{
  for (HwHandle other = hw_design_first_child (design, HW_TABLE_FEATURE, hall); other != 0;
       other = hw_design_next_child (design, HW_TABLE_FEATURE, other))
    {
      const HwFeature *row = hw_design_row (design, HW_TABLE_FEATURE, other);
      HwArea taken = { row->x_mm, row->y_mm, row->width_mm, row->depth_mm };

      if (hw_area_intersects (&taken, area))
        return TRUE;
    }
  return FALSE;
}

/* The nearest place to @area, ring by ring; a door stays in its wall. */
static HwHandle
add_near (HwDesign *design, HwHandle hall, HwFeatureKind kind, const char *name, HwArea area)
{
  const HwHall *bounds = hw_design_get_hall (design, hall);
  gint32 step = MAX (bounds->tile_mm, 100);

  for (int ring = 0; ring <= RINGS; ring++)
    for (int i = -ring; i <= ring; i++)
      for (int j = -ring; j <= ring; j++)
        {
          HwArea tried = area;
          HwHandle feature;

          if (MAX (abs (i), abs (j)) != ring)
            continue;
          if (kind == HW_FEATURE_DOOR && (area.width > area.depth ? j : i) != 0)
            continue;
          tried.x += i * step;
          tried.y += j * step;
          if (is_taken (design, hall, &tried))
            continue;
          feature = hw_operation_add_feature (design, hall, kind, name, &tried, NULL);
          if (feature != 0)
            return feature;
        }
  return 0;
}

void
hw_canvas_add_feature (HwCanvas *self, HwFeatureKind kind, gboolean at_pointer)
{
  HwDesign *design;
  const HwHall *hall;
  const HwViewport *viewport;
  g_autofree char *name = NULL;
  HwArea area = { 0, 0, kinds[kind].width, kinds[kind].depth };
  HwHandle feature;
  double x, y;
  guint n = 1;

  if (self->document == NULL || self->hall == 0)
    return;
  hw_canvas_carry_cancel (self);
  hw_canvas_set_view (self, HW_VIEW_HALL);
  hw_canvas_ensure_placed (self);
  design = hw_canvas_design (self);
  hall = hw_design_get_hall (design, self->hall);
  viewport = hw_canvas_viewport (self);
  x = at_pointer ? self->pointer_x : viewport->width / 2;
  y = at_pointer ? self->pointer_y : viewport->height / 2;
  area.width = MIN (area.width, hall->width_mm);
  area.depth = MIN (area.depth, hall->depth_mm);
  area.x = (gint32)lround (hw_viewport_world_x (viewport, x)) - area.width / 2;
  area.y = (gint32)lround (hw_viewport_world_y (viewport, y)) - area.depth / 2;
  if (kind == HW_FEATURE_DOOR)
    to_wall (hall, &area);
  hw_canvas_snap_area (hall, &area);
  for (HwHandle other = hw_design_first_child (design, HW_TABLE_FEATURE, self->hall); other != 0;
       other = hw_design_next_child (design, HW_TABLE_FEATURE, other))
    n += get_feature (self, other)->kind == kind;
  name = g_strdup_printf (_ (kinds[kind].name), n);

  hw_design_begin (design, _ (kinds[kind].label));
  feature = add_near (design, self->hall, kind, name, area);
  if (feature == 0)
    {
      hw_design_rollback (design);
      hw_canvas_notice (self, FALSE, _ ("There is no free floor near; move something first."));
      return;
    }
  hw_design_commit (design);
  hw_selection_select_one (self->selection, HW_REF (HW_TABLE_FEATURE, feature));
  hw_canvas_notice (self, TRUE, "%s", _ (kinds[kind].label));
}
