/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-geometry.h"
#include "hw-hall-runs.h"
#include "hw-power-draw.h"

#define ROLE(self, role) ((self)->theme->colours[role])

/* Of a remote power panel, across and along the row. */
#define PANEL_DEPTH_MM 130.0
#define PANEL_WIDTH_MM 600.0
/* Taps and names where racks are at least so wide, device units. */
#define TAPPED 14.0
#define NAMED 26.0
#define RACK_MM 600.0
#define WAY_WIDTH 4.0
/* Over racks that are fed: what they show stays readable. */
#define FED_ALPHA 0.2

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };
static const HwColour no_colour = { 0, 0, 0, 0 };

typedef struct
{
  HwHallRow row;
  const HwHallPainter *hall;
  const HwPowerPath *path; /* only what lies on it, in the accent's colour; NULL: all */
  HwColour accent;
  gboolean tapped;
} Painter;

static void
to_scene (const Painter *self, double along, double across, double *x, double *y)
{
  *x = hw_viewport_x (&self->hall->view, self->row.upright ? across : along);
  *y = hw_viewport_y (&self->hall->view, self->row.upright ? along : across);
}

/* Along and across a row to the hall. */
static void
line (const Painter *self,
      const HwHallRun *run,
      gboolean live,
      double along0,
      double across0,
      double along1,
      double across1,
      double width)
{
  const HwHallPainter *hall = self->hall;
  double x0, y0, x1, y1;

  to_scene (self, along0, across0, &x0, &y0);
  to_scene (self, along1, across1, &x1, &y1);
  if (fmax (x0, x1) < hall->area.x || fmin (x0, x1) > hall->area.x + hall->area.width
      || fmax (y0, y1) < hall->area.y || fmin (y0, y1) > hall->area.y + hall->area.height)
    return;
  if (self->path != NULL)
    hw_scene_line (hall->scene, no_ref, x0, y0, x1, y1, self->accent, WAY_WIDTH, FALSE);
  else
    hw_power_line (hall->scene, run->system, live, x0, y0, x1, y1, width);
}

static gboolean
is_on_path (const Painter *self, const HwHallTap *tap)
{
  return self->path == NULL || (hw_power_path_taps (self->path, tap->rack) & 1u << tap->index) != 0;
}

/* --- busways --- */

static void
draw_tap_off (const Painter *self, const HwHallRun *run, const HwHallTap *tap)
{
  const HwHallPainter *hall = self->hall;
  double across = hw_hall_row_across (&self->row, run);
  double half = hall->paper ? 1 : 2.5, x, y;

  line (self,
        run,
        tap->live,
        tap->along,
        self->row.rear,
        tap->along,
        across,
        hall->paper ? 0.7 : 1.5);
  to_scene (self, tap->along, across, &x, &y);
  if (self->path != NULL || x < hall->area.x || y < hall->area.y
      || x > hall->area.x + hall->area.width || y > hall->area.y + hall->area.height)
    return;
  hw_scene_box (hall->scene,
                no_ref,
                x - half,
                y - half,
                2 * half,
                2 * half,
                tap->live ? hw_power_colour (hall->theme, run->system) : ROLE (hall, HW_ROLE_FLOOR),
                ROLE (hall, tap->live ? HW_ROLE_TEXT : HW_ROLE_ERROR));
}

/* From where it begins to the last tap that is on the way; of all both ends. */
static void
draw_busway (const Painter *self, guint index)
{
  const HwHallRun *run = &g_array_index (self->row.runs, HwHallRun, index);
  double across = hw_hall_row_across (&self->row, run);
  double from = run->from - HW_HALL_RUN_BEYOND_MM, to = run->to + HW_HALL_RUN_BEYOND_MM;

  if (self->path != NULL)
    {
      from = to = run->begin;
      for (guint i = 0; i < self->row.taps->len; i++)
        {
          const HwHallTap *tap = &g_array_index (self->row.taps, HwHallTap, i);

          if (tap->run != index || !is_on_path (self, tap))
            continue;
          from = fmin (from, tap->along);
          to = fmax (to, tap->along);
        }
      if (from == to)
        return;
    }
  line (self,
        run,
        hw_power_solution_node (self->row.solution, run->node)->live,
        from,
        across,
        to,
        across,
        self->hall->paper ? 1.6 : CLAMP (100 * self->hall->view.scale, 1.5, 6));
}

/* --- cables from a panel or PDU --- */

static void
draw_cable (const Painter *self, const HwHallRun *run, const HwHallTap *tap)
{
  double lane = hw_hall_row_lane (&self->row, tap), width = self->hall->paper ? 0.5 : 1;
  double begin = run->begin;

  if (run->unit != 0)
    {
      /* Side by side from where the PDU stands. */
      begin += lane - hw_hall_row_across (&self->row, run);
      line (self, run, tap->live, begin, run->unit_across, begin, lane, width);
    }
  line (self, run, tap->live, begin, lane, tap->along, lane, width);
  line (self, run, tap->live, tap->along, lane, tap->along, self->row.rear, width);
}

/* The cabinet at the end of the row, with its branches. */
static void
draw_panel (const Painter *self, const HwHallRun *run)
{
  const HwHallPainter *hall = self->hall;
  double side = run->begin < run->from ? -1 : 1, across = hw_hall_row_across (&self->row, run);
  gboolean live = hw_power_solution_node (self->row.solution, run->node)->live;
  double x0, y0, x1, y1;

  to_scene (self, run->begin, across - PANEL_DEPTH_MM / 2, &x0, &y0);
  to_scene (self, run->begin + side * PANEL_WIDTH_MM, across + PANEL_DEPTH_MM / 2, &x1, &y1);
  hw_scene_rounded (hall->scene,
                    no_ref,
                    fmin (x0, x1),
                    fmin (y0, y1),
                    fmax (fabs (x1 - x0), 3),
                    fmax (fabs (y1 - y0), 3),
                    hall->paper ? 0.5 : 1.5,
                    live ? hw_power_colour (hall->theme, run->system) : ROLE (hall, HW_ROLE_FLOOR),
                    self->path != NULL ? self->accent
                                       : ROLE (hall, live ? HW_ROLE_TEXT : HW_ROLE_ERROR),
                    self->path != NULL ? 3
                    : hall->paper      ? 0.5
                                       : 1);
}

/* --- names --- */

/* Whether no run of the same system is in the way. */
static gboolean
is_clear (const Painter *self, const HwHallRun *run, double from, double to)
{
  for (guint i = 0; i < self->row.runs->len; i++)
    {
      const HwHallRun *other = &g_array_index (self->row.runs, HwHallRun, i);
      double begin = fmin (other->from - HW_HALL_RUN_BEYOND_MM, other->begin);
      double end = fmax (other->to + HW_HALL_RUN_BEYOND_MM, other->begin);

      if (other != run && other->system == run->system && begin < to && end > from)
        return FALSE;
    }
  return TRUE;
}

/* Beside its panel, or at the end that no cables come from. */
static void
draw_name (const Painter *self, const HwHallRun *run)
{
  const HwHallPainter *hall = self->hall;
  const HwPowerNode *node = hw_power_plan_node (self->row.solution->plan, run->node);
  gboolean panel = run->distribution == HW_DISTRIBUTION_PANEL;
  gboolean backward = run->begin > (run->from + run->to) / 2;
  gboolean left = panel ? !backward : run->unit != 0 && backward;
  double size = hall->paper ? 5.5 : 10, room = 12 * size;
  double edge = left ? run->from - HW_HALL_RUN_BEYOND_MM : run->to + HW_HALL_RUN_BEYOND_MM;
  double world = room / hall->view.scale;
  HwRackBox box;
  double x, y;

  if (panel)
    edge += left ? -PANEL_WIDTH_MM : PANEL_WIDTH_MM;
  if (self->row.upright
      || !is_clear (self, run, left ? edge - world : edge, left ? edge : edge + world))
    return;
  to_scene (self, edge, hw_hall_row_across (&self->row, run), &x, &y);
  box = (HwRackBox){ left ? x - 4 - room : x + 4, y - size * 0.75, room, size * 1.5 };
  hw_hall_text ((HwHallPainter *)hall,
                no_ref,
                &box,
                hw_design_name (hall->design, node->object),
                size,
                FALSE,
                left ? HW_ALIGN_END : HW_ALIGN_START,
                ROLE (hall, HW_ROLE_TEXT),
                ROLE (hall, HW_ROLE_FLOOR));
}

/* --- rows --- */

static void
draw_taps (const Painter *self)
{
  for (guint i = 0; i < self->row.taps->len; i++)
    {
      const HwHallTap *tap = &g_array_index (self->row.taps, HwHallTap, i);
      const HwHallRun *run = &g_array_index (self->row.runs, HwHallRun, tap->run);

      if (!is_on_path (self, tap))
        continue;
      if (run->distribution != HW_DISTRIBUTION_BUSWAY)
        draw_cable (self, run, tap);
      else if (self->tapped)
        draw_tap_off (self, run, tap);
    }
}

static gboolean
has_taps_on_path (const Painter *self, guint run)
{
  for (guint i = 0; i < self->row.taps->len; i++)
    {
      const HwHallTap *tap = &g_array_index (self->row.taps, HwHallTap, i);

      if (tap->run == run && is_on_path (self, tap))
        return TRUE;
    }
  return FALSE;
}

static void
draw_row (Painter *self)
{
  const HwHallPainter *hall = self->hall;
  gboolean named = self->path == NULL
                   && HW_HALL_RUN_APART_MM * hall->view.scale >= (hall->paper ? 6 : 10)
                   && RACK_MM * hall->view.scale >= (hall->paper ? 10 : NAMED);

  hw_hall_row_find (&self->row);
  draw_taps (self);
  for (guint i = 0; i < self->row.runs->len; i++)
    {
      const HwHallRun *run = &g_array_index (self->row.runs, HwHallRun, i);

      if (run->distribution == HW_DISTRIBUTION_BUSWAY)
        draw_busway (self, i);
      else if (run->distribution == HW_DISTRIBUTION_PANEL && has_taps_on_path (self, i))
        draw_panel (self, run);
      if (named)
        draw_name (self, run);
    }
}

static gboolean
is_row_on_path (const Painter *self)
{
  HwDesign *design = self->hall->design;
  HwHandle rack = self->row.first;

  while (self->path != NULL && rack != 0 && hw_power_path_taps (self->path, rack) == 0)
    rack = self->row.row != 0 ? hw_design_next_of_row (design, rack) : 0;
  return rack != 0;
}

static void
draw_rows (Painter *self)
{
  const HwHallPainter *hall = self->hall;
  HwDesign *design = hall->design;

  hw_hall_row_init (&self->row, hall, hw_results_power (hall->results));
  self->tapped = self->path != NULL || RACK_MM * hall->view.scale >= (hall->paper ? 5 : TAPPED);
  for (HwHandle row = hw_design_first_child (design, HW_TABLE_ROW, hall->hall); row != 0;
       row = hw_design_next_child (design, HW_TABLE_ROW, row))
    if (hw_hall_row_begin (&self->row, row, 0) && is_row_on_path (self))
      draw_row (self);
  /* Racks that stand in no row have a run of their own. */
  for (HwHandle rack = hw_design_first_child (design, HW_TABLE_RACK, hall->hall); rack != 0;
       rack = hw_design_next_child (design, HW_TABLE_RACK, rack))
    if (hw_design_get_rack (design, rack)->row == 0 && hw_hall_row_begin (&self->row, 0, rack)
        && is_row_on_path (self))
      draw_row (self);
  hw_hall_row_clear (&self->row);
}

void
hw_hall_draw_busways (HwHallPainter *hall)
{
  Painter self = { .hall = hall };

  if (!hall->options->busways || hw_design_count (hall->design, HW_TABLE_FEED) == 0)
    return;
  hw_scene_set_layer (hall->scene, HW_LAYER_DETAIL);
  draw_rows (&self);
}

/* --- the way of what is selected --- */

/* Around a unit of the chain, or over a rack that it feeds. */
static void
mark (const Painter *self, HwHandle rack, gboolean unit)
{
  const HwHallPainter *hall = self->hall;
  HwArea area = hw_rack_area (hall->design, rack);
  HwRackBox box = hw_hall_to_device (hall, area.x, area.y, area.width, area.depth);
  HwColour fill = self->accent;

  if (box.x > hall->area.x + hall->area.width || box.x + box.width < hall->area.x
      || box.y > hall->area.y + hall->area.height || box.y + box.height < hall->area.y)
    return;
  fill.alpha = unit ? 0 : FED_ALPHA;
  hw_scene_rounded (hall->scene,
                    no_ref,
                    box.x - 2,
                    box.y - 2,
                    box.width + 4,
                    box.height + 4,
                    3,
                    unit ? no_colour : fill,
                    self->accent,
                    unit ? 3 : 1.5);
}

void
hw_scene_hall_power_path (
    HwScene *scene, HwResults *results, HwHandle hall, const HwPowerPath *path, gboolean ways)
{
  const HwViewport *view = hw_scene_get_viewport (scene);
  const HwRackBox area = { 0, 0, view->width, view->height };
  const HwPowerPlan *plan = path->solution->plan;
  HwHallPainter painter;
  Painter self = { .hall = &painter, .path = path };

  hw_hall_painter_init (&painter, scene, results, hall, NULL, view, &area);
  self.accent = painter.theme->colours[HW_ROLE_ACCENT];
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  for (guint i = 0; i < path->fed->len; i++)
    {
      HwHandle rack = g_array_index (path->fed, HwHandle, i);

      if (hw_design_get_rack (painter.design, rack)->object.parent == hall)
        mark (&self, rack, FALSE);
    }
  for (guint i = 0; i < plan->nodes->len; i++)
    {
      HwRef object = hw_power_plan_node (plan, i)->object;

      if (path->nodes[i] != 0 && object.table == HW_TABLE_RACK
          && hw_design_get_rack (painter.design, object.handle)->object.parent == hall)
        mark (&self, object.handle, TRUE);
    }
  if (ways)
    draw_rows (&self);
}
