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
/* Of the way of one cable, pixels; where many lie together it is wider, and their drops thinner. */
#define WAY_WIDTH 3.0
#define MOST_WAY_WIDTH 7.0
#define DROP_WIDTH 1.5
/* Names of racks below it stay legible. */
#define WAY_ALPHA 0.7
#define WAY_HALO 2.0
#define WAY_HALO_ALPHA 0.45
/* Quiet, so that racks below it stay legible; where these are outlines it need not be. */
#define TRAY_ALPHA 0.4
#define PLAN_ALPHA 0.8
/* Of one that lies aslant, below its cables. */
#define SURFACE_ALPHA 0.08
/* Around its edges, where racks below it are coloured; pixels. */
#define HALO_WIDTH 3.0
#define HALO_ALPHA 0.6
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

/* Of a tray that lies aslant: both sides, and all between them to be picked. */
static void
draw_edges (HwHallPainter *self, const HwTray *tray, HwHandle placed)
{
  double x1 = hw_viewport_x (&self->view, tray->x1_mm);
  double y1 = hw_viewport_y (&self->view, tray->y1_mm);
  double x2 = hw_viewport_x (&self->view, tray->x2_mm);
  double y2 = hw_viewport_y (&self->view, tray->y2_mm);
  double width = tray->width_mm * self->view.scale, length = hypot (x2 - x1, y2 - y1);
  double across_x = (y2 - y1) / length * width / 2, across_y = (x1 - x2) / length * width / 2;
  HwColour edge = faded (ROLE (self, HW_ROLE_TEXT_DIM), 0.7);

  hw_scene_line (self->scene,
                 HW_REF (HW_TABLE_TRAY, placed),
                 x1,
                 y1,
                 x2,
                 y2,
                 faded (ROLE (self, HW_ROLE_TEXT_DIM), SURFACE_ALPHA),
                 MAX (width, 1),
                 FALSE);
  for (int side = -1; side <= 1; side += 2)
    hw_scene_line (self->scene,
                   no_ref,
                   x1 + side * across_x,
                   y1 + side * across_y,
                   x2 + side * across_x,
                   y2 + side * across_y,
                   edge,
                   1,
                   FALSE);
}

/* Sets its edges off from racks below it, whose colours may be as dark as they are. */
static void
draw_halo (HwHallPainter *self, const HwRackBox *box)
{
  HwItem item = { .kind = HW_ITEM_BOX, .line_width = HALO_WIDTH };

  item.x = box->x;
  item.y = box->y;
  item.width = box->width;
  item.height = box->height;
  item.stroke = faded (ROLE (self, HW_ROLE_PAPER), HALO_ALPHA);
  hw_scene_add (self->scene, &item);
}

static void
draw_outline (HwHallPainter *self, const HwTray *tray, HwHandle placed)
{
  HwItem item = { .kind = HW_ITEM_BOX, .line_width = 1, .ref = { HW_TABLE_TRAY, placed } };
  HwRackBox box;

  if (!box_of (
          self, tray, 0, hypot (tray->x2_mm - tray->x1_mm, tray->y2_mm - tray->y1_mm) / 1000, &box))
    {
      draw_edges (self, tray, placed);
      return;
    }
  item.x = box.x;
  item.y = box.y;
  item.width = box.width;
  item.height = box.height;
  if (self->options->colour_by != HW_COLOUR_NONE)
    draw_halo (self, &box);
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

/* At the edges of racks, where no tray covers them, for the same plan. */
static void
draw_rack_names (HwHallPainter *self)
{
  double size = self->paper ? 5 : 9, width;
  HwColour paper = ROLE (self, HW_ROLE_PAPER);

  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  for (HwHandle rack = hw_design_first_child (self->design, HW_TABLE_RACK, self->hall); rack != 0;
       rack = hw_design_next_child (self->design, HW_TABLE_RACK, rack))
    {
      HwArea area = hw_rack_area (self->design, rack);
      const char *name = hw_design_name (self->design, HW_REF (HW_TABLE_RACK, rack));
      HwRackBox box = hw_hall_to_device (self, area.x, area.y, area.width, area.depth);

      if (!hw_results_rack (self->results, rack)->present
          || hw_scene_text_width (self->scene, name, size, FALSE) > box.width - 1
          || box.height < 4 * size)
        continue;
      /* Upon a tray across the row too. */
      width = hw_scene_text_width (self->scene, name, size, FALSE) + 1;
      box = (HwRackBox){
        box.x + (box.width - width) / 2, box.y + box.height - size * 2, width, size * 1.4
      };
      hw_scene_box (self->scene, no_ref, box.x, box.y, box.width, box.height, paper, no_colour);
      hw_hall_text (self,
                    HW_REF (HW_TABLE_RACK, rack),
                    &box,
                    name,
                    size,
                    FALSE,
                    HW_ALIGN_CENTRE,
                    ROLE (self, HW_ROLE_TEXT),
                    paper);
    }
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
  if (self->options->colour_by == HW_COLOUR_NONE && !self->options->names)
    draw_rack_names (self);
  for (guint i = 0; i < trays->trays->len; i++)
    if (hw_tray_plan_get (trays, i)->room == self->hall)
      {
        draw_outline (self, hw_tray_plan_get (trays, i), hw_tray_plan_origin (trays, i)->placed);
        if (self->options->colour_by == HW_COLOUR_NONE)
          draw_name (self, hw_tray_plan_get (trays, i), hw_tray_plan_origin (trays, i)->own_name);
      }
}

/* --- the way of a cable --- */

/* Set off from racks below, all of a way before the way itself. */
static void
draw_stroke (HwHallPainter *self, double x1, double y1, double x2, double y2, double width)
{
  for (int i = 0; i < 2; i++)
    {
      hw_scene_set_layer (self->scene, i == 0 ? HW_LAYER_DETAIL : HW_LAYER_OVERLAY);
      hw_scene_line (self->scene,
                     no_ref,
                     hw_viewport_x (&self->view, x1),
                     hw_viewport_y (&self->view, y1),
                     hw_viewport_x (&self->view, x2),
                     hw_viewport_y (&self->view, y2),
                     i == 0 ? faded (ROLE (self, HW_ROLE_PAPER), WAY_HALO_ALPHA)
                            : faded (ROLE (self, HW_ROLE_ACCENT), WAY_ALPHA),
                     i == 0 ? width + WAY_HALO : width,
                     FALSE);
    }
}

/* From the rack of an end to the tray above it, and a mark where the cable is plugged in. */
static void
draw_end (HwHallPainter *self, HwHandle rack, const HwTray *tray, double at_m, double width)
{
  HwArea area;
  HwItem mark = { .kind = HW_ITEM_BOX, .line_width = 1.5, .radius = 4 };
  double x, y;

  if (rack == 0 || hw_design_get_rack (self->design, rack)->object.parent != self->hall)
    return;
  area = hw_rack_area (self->design, rack);
  mark.x = hw_viewport_x (&self->view, area.x + area.width / 2.0) - 4;
  mark.y = hw_viewport_y (&self->view, area.y + area.depth / 2.0) - 4;
  mark.width = mark.height = 8;
  mark.stroke = ROLE (self, HW_ROLE_ACCENT);
  hw_scene_set_layer (self->scene, HW_LAYER_OVERLAY_CARD);
  hw_scene_add (self->scene, &mark);
  hw_scene_set_layer (self->scene, HW_LAYER_OVERLAY);
  if (tray == NULL)
    return;
  place_along (tray, at_m, &x, &y);
  draw_stroke (self, area.x + area.width / 2.0, area.y + area.depth / 2.0, x, y, width);
}

/* Ways turn where pieces touch: the end of a piece that is nearer to a rack's drop. */
static double
near_end (HwHallPainter *self, const HwTray *tray, const HwTraySegment *piece, HwHandle rack)
{
  HwArea area = hw_rack_area (self->design, rack);
  double x1, y1, x2, y2;

  place_along (tray, piece->from_m, &x1, &y1);
  place_along (tray, piece->to_m, &x2, &y2);
  return hypot (x1 - area.x - area.width / 2.0, y1 - area.y - area.depth / 2.0)
                 <= hypot (x2 - area.x - area.width / 2.0, y2 - area.y - area.depth / 2.0)
             ? piece->from_m
             : piece->to_m;
}

/* Along a piece of a tray, where that is in this hall. */
static void
draw_way (HwHallPainter *self, const HwTrayPlan *trays, const HwTraySegment *piece, double width)
{
  const HwTray *tray = hw_tray_plan_get (trays, piece->tray);
  double x1, y1, x2, y2;

  if (tray->room != self->hall)
    return;
  place_along (tray, piece->from_m, &x1, &y1);
  place_along (tray, piece->to_m, &x2, &y2);
  draw_stroke (self, x1, y1, x2, y2, width);
}

/* The rack of an end of a cable, and its drop to the tray of @piece (nullable). */
static void
draw_drop (HwHallPainter *self,
           const HwTrayPlan *trays,
           const HwTraySegment *piece,
           HwHandle rack,
           double width)
{
  const HwTray *tray = piece != NULL ? hw_tray_plan_get (trays, piece->tray) : NULL;

  draw_end (
      self, rack, tray, tray != NULL && rack != 0 ? near_end (self, tray, piece, rack) : 0, width);
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
  const HwFabricCable *cables;

  if (plan == NULL || network == NULL || (cables = hw_fabric_get_cables (network, &n)) == NULL
      || cable >= n)
    return;
  hw_hall_painter_init (&painter, scene, results, hall, NULL, view, &area);
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  way = hw_cable_plan_way (plan, fabric, cable);
  for (guint i = 0; i < way->len; i++)
    draw_way (&painter, plan->trays, &g_array_index (way, HwTraySegment, i), WAY_WIDTH);
  for (guint side = 0; side < 2; side++)
    draw_drop (&painter,
               plan->trays,
               way->len > 0 ? &g_array_index (way, HwTraySegment, side == 0 ? 0 : way->len - 1)
                            : NULL,
               hw_results_fabric_rack (
                   results, fabric, side == 0 ? cables[cable].low : cables[cable].high),
               WAY_WIDTH);
}

/* --- the ways of all cables of racks and devices --- */

typedef struct
{
  const HwCablePlan *plan;
  guint *counts;     /* by segment: cables that are followed */
  GHashTable *racks; /* of their ends → number of a segment + 1; 0: none leads there */
  guint n_cables;
} Following;

static void
follow_cable (Following *self, const HwCablePlanPart *part, guint cable, const HwHandle racks[2])
{
  guint link = part->first + cable;
  guint n = hw_cabling_get_run (self->plan->cabling, link)->n_segments;

  self->n_cables++;
  for (guint i = 0; i < n; i++)
    self->counts[hw_cabling_get_step (self->plan->cabling, link, i)]++;
  for (guint side = 0; side < 2; side++)
    if (racks[side] != 0
        && (n > 0 || !g_hash_table_contains (self->racks, GUINT_TO_POINTER (racks[side]))))
      {
        guint segment
            = n > 0 ? hw_cabling_get_step (self->plan->cabling, link, side == 0 ? 0 : n - 1) + 1
                    : 0;

        g_hash_table_insert (
            self->racks, GUINT_TO_POINTER (racks[side]), GUINT_TO_POINTER (segment));
      }
}

/* Those of one fabric that end at one of @devices or in one of @wanted, racks. */
static void
follow_fabric (
    Following *self, HwResults *results, HwHandle fabric, GHashTable *wanted, GHashTable *devices)
{
  HwFabric *network = hw_results_fabric (results, fabric);
  const HwCablePlanPart *part = hw_cable_plan_part (self->plan, fabric);
  g_autofree guint8 *chosen = NULL;
  g_autofree HwHandle *racks = NULL;
  const HwFabricCable *cables;
  guint n;

  if (network == NULL || part == NULL || (cables = hw_fabric_get_cables (network, &n)) == NULL)
    return;
  chosen = g_new0 (guint8, MAX (hw_fabric_count_nodes (network), 1));
  racks = g_new0 (HwHandle, MAX (hw_fabric_count_nodes (network), 1));
  for (guint i = 0; i < hw_fabric_count_nodes (network); i++)
    {
      HwHandle device = hw_results_fabric_device (results, fabric, i);

      racks[i] = hw_results_fabric_rack (results, fabric, i);
      chosen[i] = racks[i] != 0
                  && (g_hash_table_contains (devices, GUINT_TO_POINTER (device))
                      || g_hash_table_contains (wanted, GUINT_TO_POINTER (racks[i])));
    }
  for (guint i = 0; i < MIN (n, part->n); i++)
    if (chosen[cables[i].low] || chosen[cables[i].high])
      follow_cable (self, part, i, (HwHandle[2]){ racks[cables[i].low], racks[cables[i].high] });
}

static void
draw_following (HwHallPainter *self, const Following *following)
{
  guint n;
  const HwTraySegment *segments = hw_cabling_get_segments (following->plan->cabling, &n);
  GHashTableIter iter;
  gpointer rack, segment;

  for (guint i = 0; i < n; i++)
    if (following->counts[i] > 0)
      draw_way (self,
                following->plan->trays,
                &segments[i],
                fmin (WAY_WIDTH + log2 (following->counts[i]), MOST_WAY_WIDTH));
  g_hash_table_iter_init (&iter, following->racks);
  while (g_hash_table_iter_next (&iter, &rack, &segment))
    draw_drop (self,
               following->plan->trays,
               segment != NULL ? &segments[GPOINTER_TO_UINT (segment) - 1] : NULL,
               GPOINTER_TO_UINT (rack),
               DROP_WIDTH);
}

guint
hw_scene_hall_cables_of (
    HwScene *scene, HwResults *results, HwHandle hall, const HwRef *refs, guint n_refs)
{
  const HwViewport *view = hw_scene_get_viewport (scene);
  const HwRackBox area = { 0, 0, view->width, view->height };
  HwDesign *design = hw_results_get_design (results);
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) devices = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) racks = g_hash_table_new (NULL, NULL);
  g_autofree guint *counts = NULL;
  Following following = { hw_results_cables (results), NULL, racks, 0 };
  HwHallPainter painter;
  guint n;

  for (guint i = 0; i < n_refs; i++)
    if (refs[i].table == HW_TABLE_RACK || refs[i].table == HW_TABLE_DEVICE)
      g_hash_table_add (refs[i].table == HW_TABLE_RACK ? wanted : devices,
                        GUINT_TO_POINTER (refs[i].handle));
  if (following.plan == NULL || g_hash_table_size (wanted) + g_hash_table_size (devices) == 0)
    return 0;
  hw_cabling_get_segments (following.plan->cabling, &n);
  following.counts = counts = g_new0 (guint, MAX (n, 1));
  for (HwHandle fabric = hw_design_next (design, HW_TABLE_FABRIC, 0); fabric != 0;
       fabric = hw_design_next (design, HW_TABLE_FABRIC, fabric))
    follow_fabric (&following, results, fabric, wanted, devices);
  hw_hall_painter_init (&painter, scene, results, hall, NULL, view, &area);
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  draw_following (&painter, &following);
  return following.n_cables;
}
