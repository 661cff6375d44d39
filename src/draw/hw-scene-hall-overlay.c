/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-scene-hall.h"

#include <math.h>

#include "hw-geometry.h"
#include "hw-hall-draw.h"
#include "hw-scene-selection.h"

/* How far a ghost looks for what it stands beside. */
#define REACH_MM 2400

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

typedef struct
{
  HwScene *scene;
  HwDesign *design;
  HwHandle hall;
  const HwViewport *view;
  const HwTheme *theme;
} Overlay;

static HwRackBox
to_device (const Overlay *o, const HwArea *area)
{
  return (HwRackBox){ hw_viewport_x (o->view, area->x),
                      hw_viewport_y (o->view, area->y),
                      area->width * o->view->scale,
                      area->depth * o->view->scale };
}

static gboolean
area_of (const Overlay *o, HwRef ref, HwArea *area)
{
  if (!hw_design_has (o->design, ref.table, ref.handle))
    return FALSE;
  if (ref.table == HW_TABLE_DEVICE)
    ref = HW_REF (HW_TABLE_RACK, hw_design_get_device (o->design, ref.handle)->object.parent);
  if (ref.table == HW_TABLE_RACK)
    {
      *area = hw_rack_area (o->design, ref.handle);
      return hw_design_get_rack (o->design, ref.handle)->object.parent == o->hall;
    }
  if (ref.table == HW_TABLE_FEATURE)
    {
      const HwFeature *row = hw_design_row (o->design, ref.table, ref.handle);
      *area = (HwArea){ row->x_mm, row->y_mm, row->width_mm, row->depth_mm };
      return row->object.parent == o->hall;
    }
  if (ref.table == HW_TABLE_TRAY)
    {
      *area = hw_tray_area (o->design, ref.handle);
      return ((const HwObject *)hw_design_row (o->design, ref.table, ref.handle))->parent
             == o->hall;
    }
  return FALSE;
}

/* The four sides of a tray that lies aslant; FALSE: it does not. */
static gboolean
outline_aslant (const Overlay *o, HwHandle tray, double line_width, HwColour colour)
{
  const HwTrayRow *row = hw_design_row (o->design, HW_TABLE_TRAY, tray);
  double dx = row->x2_mm - row->x1_mm, dy = row->y2_mm - row->y1_mm;
  double half = hw_tray_width (o->design, tray) / 2.0 / hypot (dx, dy);
  double x[4], y[4];

  if (dx == 0 || dy == 0)
    return FALSE;
  for (int i = 0; i < 4; i++)
    {
      double side = i == 0 || i == 3 ? half : -half;

      x[i] = hw_viewport_x (o->view, (i < 2 ? row->x1_mm : row->x2_mm) + side * dy);
      y[i] = hw_viewport_y (o->view, (i < 2 ? row->y1_mm : row->y2_mm) - side * dx);
    }
  for (int i = 0; i < 4; i++)
    hw_scene_line (
        o->scene, no_ref, x[i], y[i], x[(i + 1) % 4], y[(i + 1) % 4], colour, line_width, FALSE);
  return TRUE;
}

static void
outline (const Overlay *o, HwRef ref, double line_width, double alpha)
{
  HwColour accent = o->theme->colours[HW_ROLE_ACCENT];
  HwArea area;
  HwRackBox box;

  if (!area_of (o, ref, &area))
    return;
  accent.alpha = alpha;
  if (ref.table == HW_TABLE_TRAY && outline_aslant (o, ref.handle, line_width, accent))
    return;
  box = to_device (o, &area);
  hw_scene_rounded (o->scene,
                    no_ref,
                    box.x - 1,
                    box.y - 1,
                    box.width + 2,
                    box.height + 2,
                    MIN (box.width, box.height) > 12 ? 2 : 0,
                    no_colour,
                    accent,
                    line_width);
}

/* More than these are not looked at one by one: the racks that can be seen are. */
#define MANY 256
/* Device units a millimetre: below, a rack would be hidden by a thick outline. */
#define LEAST_SCALE 0.02

static void
outline_many (const Overlay *o, const GArray *selection)
{
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  g_autofree guint8 *marked = hw_selection_racks (o->design, selection);
  double line = o->view->scale < LEAST_SCALE ? 1 : 2;

  hw_design_racks_in (o->design,
                      o->hall,
                      (gint32)floor (o->view->x),
                      (gint32)floor (o->view->y),
                      (gint32)ceil (MIN (o->view->width / o->view->scale, 1e9)) + 1,
                      (gint32)ceil (MIN (o->view->height / o->view->scale, 1e9)) + 1,
                      racks);
  for (guint i = 0; i < racks->len; i++)
    if (marked[g_array_index (racks, HwHandle, i)])
      outline (o, HW_REF (HW_TABLE_RACK, g_array_index (racks, HwHandle, i)), line, 1);
  for (guint i = 0; i < selection->len; i++)
    {
      HwRef ref = g_array_index (selection, HwRef, i);

      if (ref.table == HW_TABLE_FEATURE)
        outline (o, ref, 2, 1);
    }
}

/* A text on a card of its own, so that it reads upon whatever lies below. */
static void
note (const Overlay *o, double x, double y, const char *text, HwRole soft, HwRole edge)
{
  double size = 10.5, width = hw_scene_text_width (o->scene, text, size, FALSE) + 12, height = 20;

  hw_scene_set_layer (o->scene, HW_LAYER_OVERLAY_CARD);
  hw_scene_rounded (o->scene,
                    no_ref,
                    x,
                    y,
                    width,
                    height,
                    4,
                    o->theme->colours[soft],
                    o->theme->colours[edge],
                    1);
  hw_scene_text (o->scene,
                 no_ref,
                 x + 6,
                 y,
                 width - 12 + 0.5,
                 height,
                 text,
                 size,
                 FALSE,
                 HW_ALIGN_START,
                 o->theme->colours[HW_ROLE_TEXT],
                 o->theme->colours[soft]);
}

/* The free length from a side of the ghost to the next rack or the wall, -1 beyond reach. */
static gint32
clearance (const Overlay *o, const HwArea *ghost, int dx, int dy)
{
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  const HwHall *hall = hw_design_get_hall (o->design, o->hall);
  HwArea look = *ghost;
  gint32 best;

  if (dx != 0)
    {
      look.x = dx < 0 ? ghost->x - REACH_MM : ghost->x + ghost->width;
      look.width = REACH_MM;
      best = dx < 0 ? ghost->x : hall->width_mm - ghost->x - ghost->width;
    }
  else
    {
      look.y = dy < 0 ? ghost->y - REACH_MM : ghost->y + ghost->depth;
      look.depth = REACH_MM;
      best = dy < 0 ? ghost->y : hall->depth_mm - ghost->y - ghost->depth;
    }
  hw_design_racks_in (o->design, o->hall, look.x, look.y, look.width, look.depth, racks);
  for (guint i = 0; i < racks->len; i++)
    {
      HwArea area = hw_rack_area (o->design, g_array_index (racks, HwHandle, i));
      gint32 gap = dx < 0   ? ghost->x - area.x - area.width
                   : dx > 0 ? area.x - ghost->x - ghost->width
                   : dy < 0 ? ghost->y - area.y - area.depth
                            : area.y - ghost->y - ghost->depth;
      if (gap >= 0)
        best = MIN (best, gap);
    }
  return best <= REACH_MM ? best : -1;
}

static void
draw_dimensions (const Overlay *o, const HwArea *ghost, const HwRackBox *box)
{
  static const int ways[][2] = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 } };
  HwColour ink = o->theme->colours[HW_ROLE_ACCENT];

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      int dx = ways[i][0], dy = ways[i][1];
      gint32 gap = clearance (o, ghost, dx, dy);
      double length = gap * o->view->scale;
      double x = box->x + box->width * (dx + 1) / 2.0, y = box->y + box->height * (dy + 1) / 2.0;
      g_autofree char *text = NULL;
      double width;

      /* Flush neighbours need no dimension, and a short one has no room for its text. */
      if (gap <= 0 || length < 24)
        continue;
      text = g_strdup_printf ("%d", gap);
      width = hw_scene_text_width (o->scene, text, 9.5, FALSE) + 6;
      if (dx != 0 && width + 8 > length)
        continue;
      hw_scene_set_layer (o->scene, HW_LAYER_OVERLAY);
      hw_scene_line (o->scene,
                     no_ref,
                     MIN (x, x + dx * length),
                     MIN (y, y + dy * length),
                     MAX (x, x + dx * length),
                     MAX (y, y + dy * length),
                     ink,
                     0,
                     FALSE);
      x += dx * length / 2;
      y += dy * length / 2;
      hw_scene_set_layer (o->scene, HW_LAYER_OVERLAY_CARD);
      hw_scene_box (o->scene,
                    no_ref,
                    x - width / 2,
                    y - 7,
                    width,
                    14,
                    o->theme->colours[HW_ROLE_PAPER],
                    no_colour);
      hw_scene_text (o->scene,
                     no_ref,
                     x - width / 2,
                     y - 7,
                     width,
                     14,
                     text,
                     9.5,
                     FALSE,
                     HW_ALIGN_CENTRE,
                     o->theme->colours[HW_ROLE_TEXT],
                     o->theme->colours[HW_ROLE_PAPER]);
    }
}

static void
draw_ghost (const Overlay *o, const HwRackGhost *ghost)
{
  const HwProduct *product = ghost->product;
  HwRole role = !ghost->fits ? HW_ROLE_ERROR : ghost->warns ? HW_ROLE_WARNING : HW_ROLE_ACCENT;
  HwRole soft = !ghost->fits   ? HW_ROLE_ERROR_SOFT
                : ghost->warns ? HW_ROLE_WARNING_SOFT
                               : HW_ROLE_ACCENT_SOFT;
  HwItem item = { .kind = HW_ITEM_BOX };
  HwArea area;
  HwRackBox box, strip;

  if (product->kind == HW_KIND_ASSEMBLY)
    {
      const HwProduct *rack
          = hw_catalogue_find (hw_design_get_catalogue (o->design), product->rack);
      /* Not adopted yet: it has the footprint that it states itself, if any. */
      product = rack != NULL ? rack : product;
    }
  area = hw_footprint (product, ghost->x_mm, ghost->y_mm, ghost->rotation);
  if (area.width <= 0 || area.depth <= 0)
    area = (HwArea){ ghost->x_mm, ghost->y_mm, 600, 1200 };
  box = to_device (o, &area);
  hw_scene_set_layer (o->scene, HW_LAYER_OVERLAY);
  item.x = box.x;
  item.y = box.y;
  item.width = box.width;
  item.height = box.height;
  item.fill = o->theme->colours[soft];
  item.fill.alpha = 0.85;
  item.stroke = o->theme->colours[role];
  item.line_width = 1.5;
  item.dashed = TRUE;
  hw_scene_add (o->scene, &item);
  if (!ghost->fits)
    hw_scene_hatch (o->scene,
                    no_ref,
                    box.x + 1.5,
                    box.y + 1.5,
                    MAX (box.width - 3, 1),
                    MAX (box.height - 3, 1),
                    o->theme->colours[role]);
  strip = hw_hall_front_strip (&box, ghost->rotation, CLAMP (70 * o->view->scale, 2, 5));
  hw_scene_box (o->scene,
                no_ref,
                strip.x,
                strip.y,
                strip.width,
                strip.height,
                o->theme->colours[role],
                no_colour);
  if (ghost->fits)
    draw_dimensions (o, &area, &box);
  /* North-east of the ghost: off the dimension lines, which leave at the middles of its sides. */
  note (o,
        box.x + box.width + 8,
        box.y - 24,
        ghost->label != NULL ? ghost->label : ghost->product->name,
        soft,
        role);
}

void
hw_scene_hall_overlay (HwScene *scene,
                       HwDesign *design,
                       HwHandle hall,
                       const GArray *selection,
                       HwRef hover,
                       const HwRackGhost *ghost)
{
  Overlay o = { scene, design, hall, hw_scene_get_viewport (scene), hw_scene_get_theme (scene) };

  if (!hw_design_has (design, HW_TABLE_HALL, hall))
    return;
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  if (hover.handle != 0)
    outline (&o, hover, 1, 0.7);
  if (selection != NULL && selection->len > MANY)
    outline_many (&o, selection);
  for (guint i = 0; selection != NULL && selection->len <= MANY && i < selection->len; i++)
    outline (&o, g_array_index (selection, HwRef, i), 2, 1);
  if (ghost != NULL)
    draw_ghost (&o, ghost);
}
