/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-cooling.h"
#include "hw-geometry.h"
#include "hw-hall-draw.h"
#include "hw-hall-index.h"
#include "hw-loop-thermal.h"

#define ROLE(self, role) ((self)->theme->colours[role])

/* The plan has supply and return in one place; each is drawn so far to its side of the header, with
 * the names of the racks between them, and so far along it, so that mains stand apart too. */
#define ACROSS_MM 400.0
#define ALONG_MM 90.0
/* The run back of reverse return and the closing pipe of a ring, outside of its header. */
#define BESIDE_MM 300.0
/* Taps are marked, and widths and casings drawn, where racks are at least so wide, device units. */
#define TAPPED 24.0
#define CASED 8.0
#define RACK_MM 600.0
/* How far branches reach from their header, with the marks upon them. */
#define REACH_MM 1500.0
#define STILL_WIDTH 2.0
/* Half of a large pipe and of its casing. */
#define MAINS_NEAR_MM 120.0
/* Where the return's core shows. */
#define CORED 2.5

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };
static const HwColour no_colour = { 0, 0, 0, 0 };

/* A straight piece, millimetres of the hall. */
typedef struct
{
  double x1, y1, x2, y2;
  double width; /* device units, in half ones: pieces that look alike are one */
  gboolean back, still;
} Stroke;

typedef struct
{
  HwHallPainter *hall;
  const HwLoopSolution *solution;
  const HwLoopPlan *plan;
  double total_m3_s;
  gboolean upright; /* headers run from north to south */
  gboolean cased;   /* near enough for widths */
  HwArea area;      /* of the whole loop */
  /* The headers that are being drawn, supply and return, as far as they look alike. */
  Stroke run[2];
  guint run_end[2]; /* node; G_MAXUINT: there is none */
  GArray *strokes;  /* Stroke: kept instead of inked; nullable */
} Painter;

static const HwLoopNode *
node (const Painter *self, guint index)
{
  return &g_array_index (self->plan->nodes, HwLoopNode, index);
}

/* Where a node is drawn. */
static void
place (const Painter *self, guint index, double *x, double *y)
{
  const HwLoopNode *row = node (self, index);
  double side = row->back ? 1 : -1;

  *x = row->x_mm + side * (self->upright ? ACROSS_MM : ALONG_MM);
  *y = row->y_mm + side * (self->upright ? ALONG_MM : ACROSS_MM);
}

/* As wide as its bore, and where that is hardly seen by its flow; from afar a hairline. */
static double
width_of (const Painter *self, guint link)
{
  double least = self->hall->paper ? 0.6 : 1.5;
  double bore, part;

  if (!self->cased)
    return 0;
  bore = hw_loop_plan_link (self->plan, link)->bore_m * 1000 * self->hall->view.scale;
  part = CLAMP (fabs (self->solution->flow_m3_s[link]) / self->total_m3_s, 0, 1);
  return floor (2 * fmax (bore, least * (1 + 1.5 * sqrt (part)))) / 2;
}

/* From end to end. */
static Stroke
stroke_for (const Painter *self, guint link)
{
  const HwLoopLink *row = hw_loop_plan_link (self->plan, link);
  Stroke stroke = { .width = width_of (self, link), .back = node (self, row->from)->back };

  stroke.still = row->closed || !(fabs (self->solution->flow_m3_s[link]) >= HW_LOOP_STILL_M3_S);
  /* What does nothing is quiet. */
  if (stroke.still)
    stroke.width = fmin (stroke.width, STILL_WIDTH);
  place (self, row->from, &stroke.x1, &stroke.y1);
  place (self, row->to, &stroke.x2, &stroke.y2);
  return stroke;
}

static void
add_line (Painter *self, const Stroke *stroke, HwColour colour, double width, gboolean dashed)
{
  const HwViewport *view = &self->hall->view;

  hw_scene_line (self->hall->scene,
                 no_ref,
                 hw_viewport_x (view, stroke->x1),
                 hw_viewport_y (view, stroke->y1),
                 hw_viewport_x (view, stroke->x2),
                 hw_viewport_y (view, stroke->y2),
                 colour,
                 width,
                 dashed);
}

/* In a casing of the floor's colour, so that it shows on every colour of the scale. */
static void
ink (Painter *self, const Stroke *stroke)
{
  const HwHallPainter *hall = self->hall;
  const HwViewport *view = &hall->view;
  double left = hw_viewport_x (view, fmin (stroke->x1, stroke->x2));
  double right = hw_viewport_x (view, fmax (stroke->x1, stroke->x2));
  double top = hw_viewport_y (view, fmin (stroke->y1, stroke->y2));
  double bottom = hw_viewport_y (view, fmax (stroke->y1, stroke->y2));
  HwRole role = stroke->still ? HW_ROLE_TEXT_DIM : stroke->back ? HW_ROLE_RETURN : HW_ROLE_SUPPLY;

  if (self->strokes != NULL)
    {
      g_array_append_vals (self->strokes, stroke, 1);
      return;
    }
  if (right + stroke->width < hall->area.x || left - stroke->width > hall->area.x + hall->area.width
      || bottom + stroke->width < hall->area.y
      || top - stroke->width > hall->area.y + hall->area.height)
    return;
  if (self->cased)
    {
      hw_scene_set_layer (hall->scene, HW_LAYER_DEVICE);
      add_line (
          self, stroke, ROLE (hall, HW_ROLE_FLOOR), stroke->width + (hall->paper ? 0.8 : 2), FALSE);
    }
  hw_scene_set_layer (hall->scene, HW_LAYER_DETAIL);
  /* What waits is not known to stand still. */
  add_line (
      self, stroke, ROLE (hall, role), stroke->width, stroke->still && !self->solution->waits);
  if (stroke->back && !stroke->still && stroke->width >= CORED)
    add_line (self, stroke, ROLE (hall, HW_ROLE_FLOOR), stroke->width / 3, TRUE);
}

static void
flush (Painter *self, gboolean back)
{
  if (self->run_end[back] != G_MAXUINT)
    ink (self, &self->run[back]);
  self->run_end[back] = G_MAXUINT;
}

/* --- headers --- */

/* Pieces of a header from tap to tap are one line where they look alike. */
static void
draw_header (Painter *self, guint link)
{
  const HwLoopLink *row = hw_loop_plan_link (self->plan, link);
  Stroke stroke = stroke_for (self, link);
  Stroke *run = &self->run[stroke.back];

  if (self->run_end[stroke.back] == row->from && run->width == stroke.width
      && run->still == stroke.still)
    {
      run->x2 = stroke.x2;
      run->y2 = stroke.y2;
    }
  else
    {
      flush (self, stroke.back);
      *run = stroke;
    }
  self->run_end[stroke.back] = row->to;
}

/* Out of the line of its header, along it, and back into it. */
static void
draw_beside (Painter *self, guint link)
{
  Stroke stroke = stroke_for (self, link);
  double out = stroke.back ? BESIDE_MM : -BESIDE_MM;
  double x1 = stroke.x1, y1 = stroke.y1, x2 = stroke.x2, y2 = stroke.y2;
  double dx = self->upright ? out : 0, dy = self->upright ? 0 : out;
  const double ends[][4] = { { x1, y1, x1 + dx, y1 + dy },
                             { x1 + dx, y1 + dy, x2 + dx, y2 + dy },
                             { x2 + dx, y2 + dy, x2, y2 } };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      stroke.x1 = ends[i][0];
      stroke.y1 = ends[i][1];
      stroke.x2 = ends[i][2];
      stroke.y2 = ends[i][3];
      ink (self, &stroke);
    }
}

/* Which side of the rows a main is on. */
static gboolean
is_low (const Painter *self, double middle)
{
  const HwArea *area = &self->area;
  double least = self->upright ? area->y : area->x;
  double most = least + (self->upright ? area->depth : area->width);

  return middle - least <= most - middle;
}

/* How far what stands there reaches along its row from its middle, mm. */
static double
half_of (const Painter *self, HwRef object)
{
  HwDesign *design = self->hall->design;
  HwArea area = hw_rack_area (design, hw_design_rack_of (design, object));

  return (self->upright ? area.depth : area.width) / 2.0;
}

static void
draw_to (Painter *self, Stroke *stroke, double x, double y)
{
  stroke->x2 = x;
  stroke->y2 = y;
  if (stroke->x1 != x || stroke->y1 != y)
    ink (self, stroke);
  stroke->x1 = x;
  stroke->y1 = y;
}

/* Out of both rows, and across them beside what stands at their ends: names stay legible. */
static void
draw_main (Painter *self, guint link)
{
  const HwLoopLink *row = hw_loop_plan_link (self->plan, link);
  const HwLoopNode *from = node (self, row->from), *to = node (self, row->to);
  Stroke stroke = stroke_for (self, link);
  double x2 = stroke.x2, y2 = stroke.y2;
  double a = self->upright ? stroke.y1 : stroke.x1, b = self->upright ? y2 : x2;
  double half_a = half_of (self, row->from_object), half_b = half_of (self, row->to_object);
  gboolean low = is_low (
      self, self->upright ? (from->y_mm + to->y_mm) / 2.0 : (from->x_mm + to->x_mm) / 2.0);
  double out = low ? fmin (a - half_a, b - half_b) : fmax (a + half_a, b + half_b);

  draw_to (self, &stroke, self->upright ? stroke.x1 : out, self->upright ? out : stroke.y1);
  draw_to (self, &stroke, self->upright ? x2 : out, self->upright ? out : y2);
  draw_to (self, &stroke, x2, y2);
}

/* --- branches --- */

/* From the header to above its rack or CDU, with a mark there. */
static void
draw_branch (Painter *self, guint link)
{
  const HwLoopLink *row = hw_loop_plan_link (self->plan, link);
  const HwHallPainter *hall = self->hall;
  Stroke stroke = stroke_for (self, link);
  gboolean at_end = row->role == HW_PART_SUPPLY_BRANCH || row->role == HW_PART_CDU_RETURN;
  double x = hw_viewport_x (&hall->view, at_end ? stroke.x2 : stroke.x1);
  double y = hw_viewport_y (&hall->view, at_end ? stroke.y2 : stroke.y1);
  double radius = CLAMP (stroke.width, hall->paper ? 0.8 : 2.5, 6);
  HwRole role = stroke.still ? HW_ROLE_TEXT_DIM : stroke.back ? HW_ROLE_RETURN : HW_ROLE_SUPPLY;

  if (hypot (stroke.x2 - stroke.x1, stroke.y2 - stroke.y1) * hall->view.scale > stroke.width)
    ink (self, &stroke);
  if (x < hall->area.x - radius || x > hall->area.x + hall->area.width + radius
      || y < hall->area.y - radius || y > hall->area.y + hall->area.height + radius)
    return;
  hw_scene_set_layer (hall->scene, HW_LAYER_DETAIL);
  hw_scene_add (hall->scene,
                &(HwItem){ .kind = HW_ITEM_BOX,
                           .x = x - radius,
                           .y = y - radius,
                           .width = 2 * radius,
                           .height = 2 * radius,
                           .radius = radius,
                           .fill = stroke.still ? ROLE (hall, HW_ROLE_FLOOR) : ROLE (hall, role),
                           .stroke = stroke.still ? ROLE (hall, role) : no_colour,
                           .line_width = 1 });
}

/* --- loops --- */

/* Most loops of a large hall are out of sight. */
static gboolean
is_in_sight (const HwHallPainter *self, const HwArea *area)
{
  double around = REACH_MM * self->view.scale + TAPPED;
  HwRackBox box = hw_hall_to_device (self, area->x, area->y, area->width, area->depth);

  return box.x - around <= self->area.x + self->area.width
         && box.x + box.width + around >= self->area.x
         && box.y - around <= self->area.y + self->area.height
         && box.y + box.height + around >= self->area.y;
}

static void
draw_link (Painter *self, guint link)
{
  switch (hw_loop_plan_link (self->plan, link)->role)
    {
    case HW_PART_SUPPLY_HEADER:
    case HW_PART_RETURN_HEADER:
      draw_header (self, link);
      break;
    case HW_PART_RETURN_RUN_BACK:
      draw_beside (self, link);
      break;
    case HW_PART_SUPPLY_RING:
    case HW_PART_RETURN_RING:
      {
        const HwLoopLink *row = hw_loop_plan_link (self->plan, link);
        const HwLoopNode *from = node (self, row->from), *to = node (self, row->to);

        /* Of one row beside its header, of several across them. */
        if (self->upright ? from->x_mm == to->x_mm : from->y_mm == to->y_mm)
          draw_beside (self, link);
        else
          draw_main (self, link);
        break;
      }
    case HW_PART_SUPPLY_MAIN:
    case HW_PART_RETURN_MAIN:
      draw_main (self, link);
      break;
    case HW_PART_SUPPLY_BRANCH:
    case HW_PART_RETURN_BRANCH:
    case HW_PART_CDU_SUPPLY:
    case HW_PART_CDU_RETURN:
      draw_branch (self, link);
      break;
    default:
      break;
    }
}

static gboolean
runs_upright (const HwLoopPlan *plan)
{
  for (guint i = 0; i < plan->links->len; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (plan, i);

      if (link->role == HW_PART_SUPPLY_HEADER)
        return g_array_index (plan->nodes, HwLoopNode, link->from).x_mm
               == g_array_index (plan->nodes, HwLoopNode, link->to).x_mm;
    }
  return FALSE;
}

/* The first @n links, of a large loop those that are in sight. */
static void
draw_links (Painter *self, const GArray *spans, guint n)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const HwHallSpan *span = &g_array_index (spans, HwHallSpan, i);

      if (span->first >= n)
        break;
      if (self->strokes != NULL || is_in_sight (self->hall, &span->area))
        for (guint link = span->first; link < MIN (span->first + span->n, n); link++)
          draw_link (self, link);
    }
  flush (self, FALSE);
  flush (self, TRUE);
}

/* From afar the pieces are the same in every frame. */
static void
keep_far (Painter *self, HwHallLoop *loop)
{
  loop->far = g_array_new (FALSE, FALSE, sizeof (Stroke));
  self->strokes = loop->far;
  draw_links (self, loop->spans, loop->n_runs);
  self->strokes = NULL;
}

static void
start (Painter *self, const HwHallLoop *loop)
{
  self->solution = loop->solution;
  self->plan = loop->solution->plan;
  self->area = loop->area;
  self->upright = runs_upright (self->plan);
  self->total_m3_s = fmax (loop->solution->flow_total_m3_s, HW_LOOP_STILL_M3_S);
}

/* Whether a stroke, which lies along the walls, comes so near to an area, mm. */
static gboolean
crosses (const Stroke *stroke, const HwArea *area, double near)
{
  return MAX (stroke->x1, stroke->x2) > area->x - near
         && MIN (stroke->x1, stroke->x2) < area->x + area->width + near
         && MAX (stroke->y1, stroke->y2) > area->y - near
         && MIN (stroke->y1, stroke->y2) < area->y + area->depth + near;
}

gboolean
hw_hall_pipes_cross (HwHallPainter *self, const HwArea *area)
{
  GArray *loops = hw_hall_index_loops (self->results, self->hall);

  /* Of hundreds of loops each may keep to its row. */
  if (!hw_hall_index_get (self->results, self->hall)->any_mains)
    return FALSE;
  for (guint i = 0; i < loops->len; i++)
    {
      HwHallLoop *loop = &g_array_index (loops, HwHallLoop, i);
      Painter painter = { .hall = self, .run_end = { G_MAXUINT, G_MAXUINT } };

      /* The others keep to their rows. */
      if (!loop->has_mains)
        continue;
      if (loop->far == NULL)
        {
          start (&painter, loop);
          keep_far (&painter, loop);
        }
      for (guint j = 0; j < loop->far->len; j++)
        if (crosses (&g_array_index (loop->far, Stroke, j), area, MAINS_NEAR_MM))
          return TRUE;
    }
  return FALSE;
}

void
hw_hall_draw_pipes (HwHallPainter *self)
{
  gboolean tapped = RACK_MM * self->view.scale >= TAPPED;
  GArray *loops;

  if (!self->options->pipes)
    return;
  loops = hw_hall_index_loops (self->results, self->hall);
  for (guint i = 0; i < loops->len; i++)
    {
      HwHallLoop *loop = &g_array_index (loops, HwHallLoop, i);
      Painter painter = { .hall = self,
                          .solution = loop->solution,
                          .cased = self->paper || RACK_MM * self->view.scale >= CASED,
                          .run_end = { G_MAXUINT, G_MAXUINT } };

      if (!is_in_sight (self, &loop->area))
        continue;
      if (painter.cased || loop->far == NULL)
        start (&painter, loop);
      if (painter.cased)
        {
          draw_links (&painter, loop->spans, tapped ? painter.plan->links->len : loop->n_runs);
          continue;
        }
      if (loop->far == NULL)
        keep_far (&painter, loop);
      for (guint j = 0; j < loop->far->len; j++)
        ink (&painter, &g_array_index (loop->far, Stroke, j));
    }
}
