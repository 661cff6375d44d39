/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-cable-plan.h"
#include "hw-fabrics.h"
#include "hw-geometry.h"
#include "hw-hall-draw.h"

#define ROLE(self, role) ((self)->theme->colours[role])

/* Nearly full: the share of the limit from which a tray is marked. */
#define NEARLY 0.8
/* Quiet, so that racks below it stay legible; where these are outlines it need not be. */
#define TRAY_ALPHA 0.4
#define PLAN_ALPHA 0.8
/* What wants a look. */
#define MARK_ALPHA 0.9

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };
static const HwColour no_colour = { 0, 0, 0, 0 };

static HwColour
faded (HwColour colour, double alpha)
{
  colour.alpha = alpha;
  return colour;
}

/* --- trays --- */

/* What a piece of a tray is drawn in: by how full it is. */
static HwRole
role_of (const HwCabling *cabling, guint segment, const HwTray *tray)
{
  if (hw_cabling_is_overfull (cabling, segment) || hw_cabling_is_overloaded (cabling, segment))
    return HW_ROLE_ERROR;
  if (hw_cabling_fill_share (cabling, segment) > NEARLY * tray->most_fill)
    return HW_ROLE_WARNING;
  return HW_ROLE_TEXT_DIM;
}

/* The place @at_m along a tray, millimetres of the hall. */
static void
place_along (const HwTray *tray, double at_m, double *x, double *y)
{
  double dx = tray->x2_mm - tray->x1_mm, dy = tray->y2_mm - tray->y1_mm;
  double share = at_m * 1000 / hypot (dx, dy);

  *x = tray->x1_mm + share * dx;
  *y = tray->y1_mm + share * dy;
}

/* A piece of a tray that lies along an axis as a box; FALSE: it lies aslant. */
static gboolean
box_of (const HwHallPainter *self, const HwTray *tray, double from_m, double to_m, HwRackBox *box)
{
  double x1, y1, x2, y2, half = tray->width_mm / 2.0;
  gboolean upright = tray->x1_mm == tray->x2_mm;

  if (!upright && tray->y1_mm != tray->y2_mm)
    return FALSE;
  place_along (tray, from_m, &x1, &y1);
  place_along (tray, to_m, &x2, &y2);
  *box = hw_hall_to_device (self,
                            MIN (x1, x2) - (upright ? half : 0),
                            MIN (y1, y2) - (upright ? 0 : half),
                            fabs (x2 - x1) + (upright ? 2 * half : 0),
                            fabs (y2 - y1) + (upright ? 0 : 2 * half));
  return TRUE;
}

static void
draw_aslant (HwHallPainter *self, const HwTray *tray, double from_m, double to_m, HwColour colour)
{
  double x1, y1, x2, y2;

  place_along (tray, from_m, &x1, &y1);
  place_along (tray, to_m, &x2, &y2);
  hw_scene_line (self->scene,
                 no_ref,
                 hw_viewport_x (&self->view, x1),
                 hw_viewport_y (&self->view, y1),
                 hw_viewport_x (&self->view, x2),
                 hw_viewport_y (&self->view, y2),
                 faded (colour, TRAY_ALPHA),
                 MAX (tray->width_mm * self->view.scale, 1),
                 FALSE);
}

static void
draw_piece (HwHallPainter *self, const HwTray *tray, double from_m, double to_m, HwRole role)
{
  HwColour colour = ROLE (self, role);
  gboolean marked = role != HW_ROLE_TEXT_DIM;
  HwRackBox box;

  if (!box_of (self, tray, from_m, to_m, &box))
    {
      draw_aslant (self, tray, from_m, to_m, colour);
      return;
    }
  if (box.x > self->area.x + self->area.width || box.y > self->area.y + self->area.height
      || box.x + box.width < self->area.x || box.y + box.height < self->area.y)
    return;
  hw_scene_box (self->scene,
                no_ref,
                box.x,
                box.y,
                box.width,
                box.height,
                marked ? faded (colour, 0.2) : no_colour,
                no_colour);
  hw_scene_hatch (self->scene,
                  no_ref,
                  box.x,
                  box.y,
                  box.width,
                  box.height,
                  faded (colour,
                         marked                                       ? MARK_ALPHA
                         : self->options->colour_by == HW_COLOUR_NONE ? PLAN_ALPHA
                                                                      : TRAY_ALPHA));
}

static void
draw_outline (HwHallPainter *self, const HwTray *tray, HwHandle placed)
{
  HwItem item = { .kind = HW_ITEM_BOX, .line_width = 1, .ref = { HW_TABLE_TRAY, placed } };
  HwRackBox box;

  if (!box_of (
          self, tray, 0, hypot (tray->x2_mm - tray->x1_mm, tray->y2_mm - tray->y1_mm) / 1000, &box))
    return;
  item.x = box.x;
  item.y = box.y;
  item.width = box.width;
  item.height = box.height;
  item.stroke = faded (ROLE (self, HW_ROLE_TEXT_DIM), 0.7);
  hw_scene_add (self->scene, &item);
}

/* Its name upon its middle, for a plan that is about trays. */
static void
draw_name (HwHallPainter *self, const HwTray *tray, const char *name)
{
  double size = self->paper ? 6 : 10,
         width = hw_scene_text_width (self->scene, name, size, TRUE) + 6;
  HwColour paper = ROLE (self, HW_ROLE_PAPER);
  HwRackBox box = hw_hall_to_device (
      self, (tray->x1_mm + tray->x2_mm) / 2.0, (tray->y1_mm + tray->y2_mm) / 2.0, 0, 0);

  box = (HwRackBox){ box.x - width / 2, box.y - size * 0.7, width, size * 1.4 };
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_box (self->scene, no_ref, box.x, box.y, box.width, box.height, paper, no_colour);
  hw_hall_text (
      self, no_ref, &box, name, size, TRUE, HW_ALIGN_CENTRE, ROLE (self, HW_ROLE_TEXT), paper);
  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
}

void
hw_hall_draw_trays (HwHallPainter *self)
{
  const HwCablePlan *plan = hw_results_cables (self->results);
  g_autoptr (HwTrayPlan) own = NULL;
  const HwTrayPlan *trays;
  const HwTraySegment *segments = NULL;
  guint n = 0;

  if (!self->options->trays)
    return;
  if (plan == NULL)
    own = hw_tray_plan_new (self->design, NULL);
  trays = plan != NULL ? plan->trays : own;
  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
  if (plan != NULL)
    segments = hw_cabling_get_segments (plan->cabling, &n);
  for (guint i = 0; i < n; i++)
    {
      const HwTray *tray = hw_tray_plan_get (trays, segments[i].tray);

      if (tray->room == self->hall)
        draw_piece (
            self, tray, segments[i].from_m, segments[i].to_m, role_of (plan->cabling, i, tray));
    }
  for (guint i = 0; i < trays->trays->len; i++)
    if (hw_tray_plan_get (trays, i)->room == self->hall)
      {
        draw_outline (self, hw_tray_plan_get (trays, i), hw_tray_plan_origin (trays, i)->placed);
        if (self->options->colour_by == HW_COLOUR_NONE)
          draw_name (self, hw_tray_plan_get (trays, i), hw_tray_plan_origin (trays, i)->own_name);
      }
}

/* --- the way of a cable --- */

static void
draw_stroke (HwHallPainter *self, double x1, double y1, double x2, double y2)
{
  hw_scene_line (self->scene,
                 no_ref,
                 hw_viewport_x (&self->view, x1),
                 hw_viewport_y (&self->view, y1),
                 hw_viewport_x (&self->view, x2),
                 hw_viewport_y (&self->view, y2),
                 ROLE (self, HW_ROLE_ACCENT),
                 3,
                 FALSE);
}

/* From the rack of an end to the tray above it, and a mark where the cable is plugged in. */
static void
draw_end (HwHallPainter *self, HwHandle device, const HwTray *tray, double at_m)
{
  HwHandle rack;
  HwArea area;
  HwItem mark = { .kind = HW_ITEM_BOX, .line_width = 2, .radius = 4 };
  double x, y;

  if (device == 0)
    return;
  rack = hw_design_get_device (self->design, device)->object.parent;
  if (hw_design_get_rack (self->design, rack)->object.parent != self->hall)
    return;
  area = hw_rack_area (self->design, rack);
  mark.x = hw_viewport_x (&self->view, area.x + area.width / 2.0) - 4;
  mark.y = hw_viewport_y (&self->view, area.y + area.depth / 2.0) - 4;
  mark.width = mark.height = 8;
  mark.fill = ROLE (self, HW_ROLE_ON_ACCENT);
  mark.stroke = ROLE (self, HW_ROLE_ACCENT);
  hw_scene_set_layer (self->scene, HW_LAYER_OVERLAY_CARD);
  hw_scene_add (self->scene, &mark);
  hw_scene_set_layer (self->scene, HW_LAYER_OVERLAY);
  if (tray == NULL)
    return;
  place_along (tray, at_m, &x, &y);
  draw_stroke (self, area.x + area.width / 2.0, area.y + area.depth / 2.0, x, y);
}

/* Ways turn where pieces touch: the end of a piece that is nearer to a rack's drop. */
static double
near_end (HwHallPainter *self, const HwTray *tray, const HwTraySegment *piece, HwHandle device)
{
  HwArea area
      = hw_rack_area (self->design, hw_design_get_device (self->design, device)->object.parent);
  double x1, y1, x2, y2;

  place_along (tray, piece->from_m, &x1, &y1);
  place_along (tray, piece->to_m, &x2, &y2);
  return hypot (x1 - area.x - area.width / 2.0, y1 - area.y - area.depth / 2.0)
                 <= hypot (x2 - area.x - area.width / 2.0, y2 - area.y - area.depth / 2.0)
             ? piece->from_m
             : piece->to_m;
}

void
hw_scene_hall_cable (
    HwScene *scene, HwResults *results, HwHandle hall, HwHandle fabric, guint cable)
{
  const HwCablePlan *plan = hw_results_cables (results);
  const HwViewport *view = hw_scene_get_viewport (scene);
  const HwRackBox area = { 0, 0, view->width, view->height };
  HwFabric *network = hw_results_fabric (results, fabric);
  g_autoptr (GArray) way = NULL;
  HwHallPainter painter;
  guint n = 0;
  HwHandle ends[2];

  if (plan == NULL || network == NULL || hw_fabric_get_cables (network, &n) == NULL || cable >= n)
    return;
  hw_hall_painter_init (&painter, scene, results, hall, NULL, view, &area);
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  way = hw_cable_plan_way (plan, fabric, cable);
  ends[0]
      = hw_results_fabric_device (results, fabric, hw_fabric_get_cables (network, &n)[cable].low);
  ends[1]
      = hw_results_fabric_device (results, fabric, hw_fabric_get_cables (network, &n)[cable].high);
  for (guint i = 0; i < way->len; i++)
    {
      const HwTraySegment *piece = &g_array_index (way, HwTraySegment, i);
      const HwTray *tray = hw_tray_plan_get (plan->trays, piece->tray);
      double x1, y1, x2, y2;

      if (tray->room != hall)
        continue;
      place_along (tray, piece->from_m, &x1, &y1);
      place_along (tray, piece->to_m, &x2, &y2);
      draw_stroke (&painter, x1, y1, x2, y2);
    }
  for (guint side = 0; side < 2; side++)
    {
      const HwTraySegment *piece
          = way->len > 0 ? &g_array_index (way, HwTraySegment, side == 0 ? 0 : way->len - 1) : NULL;
      const HwTray *tray = piece != NULL ? hw_tray_plan_get (plan->trays, piece->tray) : NULL;

      draw_end (&painter,
                ends[side],
                tray,
                tray != NULL && ends[side] != 0 ? near_end (&painter, tray, piece, ends[side]) : 0);
    }
}
