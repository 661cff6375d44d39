/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-geometry.h"
#include "hw-hall-draw.h"
#include "hw-power-draw.h"

#define ROLE(self, role) ((self)->theme->colours[role])

/* Busways run along the rear of their rows, one system beside the other, so far from the racks. */
#define OFF_MM 130.0
#define APART_MM 150.0
/* A busway reaches so far beyond its last racks, where it begins. */
#define BEYOND_MM 500.0
/* Between the taps of a rack. */
#define TAPS_MM 160.0
/* More ways together show nothing. */
#define MOST_WAYS 16
/* Taps and names where racks are at least so wide, device units. */
#define TAPPED 14.0
#define NAMED 26.0
#define RACK_MM 600.0

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

/* A feed along a row. */
typedef struct
{
  guint node;
  HwSide system;
  double from, to; /* middles of its first and last rack, along the row */
} Busway;

typedef struct
{
  HwHallPainter *hall;
  const HwPowerSolution *solution;
  GArray *busways;  /* Busway: of the row */
  gboolean upright; /* rows run from north to south */
  double rear;      /* of the row: across it */
  double out;       /* 1 or −1: away from the racks there */
  gboolean tapped;
} Painter;

/* Along and across a row to the hall. */
static void
line (const Painter *self,
      HwSide system,
      gboolean live,
      double along0,
      double across0,
      double along1,
      double across1,
      double width)
{
  const HwHallPainter *hall = self->hall;
  const HwViewport *view = &hall->view;
  double x0 = hw_viewport_x (view, self->upright ? across0 : along0);
  double y0 = hw_viewport_y (view, self->upright ? along0 : across0);
  double x1 = hw_viewport_x (view, self->upright ? across1 : along1);
  double y1 = hw_viewport_y (view, self->upright ? along1 : across1);

  if (fmax (x0, x1) < hall->area.x || fmin (x0, x1) > hall->area.x + hall->area.width
      || fmax (y0, y1) < hall->area.y || fmin (y0, y1) > hall->area.y + hall->area.height)
    return;
  hw_power_line (hall->scene, system, live, x0, y0, x1, y1, width);
}

static double
across_of (const Painter *self, HwSide system)
{
  return self->rear + self->out * (OFF_MM + system * APART_MM);
}

static Busway *
busway_of (Painter *self, const HwPowerTap *tap, double along)
{
  Busway busway
      = { tap->node, hw_power_plan_node (self->solution->plan, tap->node)->system, along, along };

  for (guint i = 0; i < self->busways->len; i++)
    {
      Busway *row = &g_array_index (self->busways, Busway, i);

      if (row->node == tap->node)
        return row;
    }
  g_array_append_val (self->busways, busway);
  return &g_array_index (self->busways, Busway, self->busways->len - 1);
}

static void
add_tap (Painter *self, const Busway *busway, double along, gboolean live)
{
  const HwHallPainter *hall = self->hall;
  double across = across_of (self, busway->system);
  double x = hw_viewport_x (&hall->view, self->upright ? across : along);
  double y = hw_viewport_y (&hall->view, self->upright ? along : across);
  double half = hall->paper ? 1 : 2.5;

  line (self, busway->system, live, along, self->rear, along, across, hall->paper ? 0.7 : 1.5);
  if (x < hall->area.x || y < hall->area.y || x > hall->area.x + hall->area.width
      || y > hall->area.y + hall->area.height)
    return;
  hw_scene_box (hall->scene,
                no_ref,
                x - half,
                y - half,
                2 * half,
                2 * half,
                live ? hw_power_colour (hall->theme, busway->system) : ROLE (hall, HW_ROLE_FLOOR),
                ROLE (hall, live ? HW_ROLE_TEXT : HW_ROLE_ERROR));
}

/* The taps of a rack side by side. */
static void
add_rack (Painter *self, HwHandle handle)
{
  const HwPowerRack *rack = hw_results_power_rack (self->hall->results, self->solution, handle);
  HwArea area = hw_rack_area (self->hall->design, handle);
  double middle = self->upright ? area.y + area.depth / 2.0 : area.x + area.width / 2.0;

  for (guint i = 0; rack != NULL && i < rack->n_taps; i++)
    {
      Busway *busway = busway_of (self, &rack->taps[i], middle);
      const HwPowerRackState *state
          = &g_array_index (self->solution->racks, HwPowerRackState, handle);

      busway->from = fmin (busway->from, middle);
      busway->to = fmax (busway->to, middle);
      if (self->tapped)
        add_tap (self,
                 busway,
                 middle + (i - (rack->n_taps - 1) / 2.0) * TAPS_MM,
                 (state->live & 1u << i) != 0 && !rack->taps[i].dead);
    }
}

/* Whether no busway of the same side begins behind its end. */
static gboolean
is_clear (const Painter *self, const Busway *busway, double room)
{
  for (guint i = 0; i < self->busways->len; i++)
    {
      const Busway *other = &g_array_index (self->busways, Busway, i);

      if (other != busway && other->system == busway->system && other->to > busway->to
          && other->from - BEYOND_MM < busway->to + BEYOND_MM + room)
        return FALSE;
    }
  return TRUE;
}

static void
draw_name (Painter *self, const Busway *busway)
{
  HwHallPainter *hall = self->hall;
  const HwPowerNode *node = hw_power_plan_node (self->solution->plan, busway->node);
  double size = hall->paper ? 5.5 : 10;
  double across = across_of (self, busway->system);
  HwRackBox box = { hw_viewport_x (&hall->view, busway->to + BEYOND_MM) + 4,
                    hw_viewport_y (&hall->view, across) - size * 0.75,
                    12 * size,
                    size * 1.5 };

  if (self->upright || !is_clear (self, busway, box.width / hall->view.scale))
    return;
  hw_hall_text (hall,
                no_ref,
                &box,
                hw_design_name (hall->design, node->object),
                size,
                FALSE,
                HW_ALIGN_START,
                ROLE (hall, HW_ROLE_TEXT),
                ROLE (hall, HW_ROLE_FLOOR));
}

/* Names where they are clear of each other: two busways of a row that end at one place. */
static void
draw_busways (Painter *self)
{
  const HwHallPainter *hall = self->hall;
  gboolean named = APART_MM * hall->view.scale >= (hall->paper ? 6 : 10)
                   && RACK_MM * hall->view.scale >= (hall->paper ? 10 : NAMED);

  for (guint i = 0; i < self->busways->len; i++)
    {
      const Busway *busway = &g_array_index (self->busways, Busway, i);
      double across = across_of (self, busway->system);

      line (self,
            busway->system,
            hw_power_solution_node (self->solution, busway->node)->live,
            busway->from - BEYOND_MM,
            across,
            busway->to + BEYOND_MM,
            across,
            hall->paper ? 1.6 : CLAMP (100 * hall->view.scale, 1.5, 6));
      if (named)
        draw_name (self, busway);
    }
}

/* The racks of a row from @first on turn their rears to one side. */
static gboolean
begin_row (Painter *self, HwHandle first)
{
  const HwHallPainter *hall = self->hall;
  const HwRack *rack = hw_design_get_rack (hall->design, first);
  HwArea area = hw_rack_area (hall->design, first);
  double low, high, reach = OFF_MM + HW_N_SYSTEMS * APART_MM;
  double least = 0, most = 0;

  self->upright = rack->rotation == 90 || rack->rotation == 270;
  low = self->upright ? area.x : area.y;
  high = low + (self->upright ? area.width : area.depth);
  /* The front is to the south at 0, to the west at 90. */
  self->out = rack->rotation == 0 || rack->rotation == 270 ? -1 : 1;
  /* Beyond the deepest of the row. */
  for (HwHandle other = rack->row != 0 ? first : 0; other != 0;
       other = hw_design_next_of_row (hall->design, other))
    {
      area = hw_rack_area (hall->design, other);
      low = fmin (low, self->upright ? area.x : area.y);
      high = fmax (high, self->upright ? area.x + area.width : area.y + area.depth);
    }
  self->rear = self->out < 0 ? low : high;
  least = self->upright ? hw_viewport_world_x (&hall->view, hall->area.x)
                        : hw_viewport_world_y (&hall->view, hall->area.y);
  most = self->upright ? hw_viewport_world_x (&hall->view, hall->area.x + hall->area.width)
                       : hw_viewport_world_y (&hall->view, hall->area.y + hall->area.height);
  g_array_set_size (self->busways, 0);
  return high + reach >= least && low - reach <= most;
}

void
hw_hall_draw_busways (HwHallPainter *hall)
{
  Painter self = { .hall = hall };

  if (!hall->options->busways || hw_design_count (hall->design, HW_TABLE_FEED) == 0)
    return;
  self.solution = hw_results_power (hall->results);
  self.busways = g_array_new (FALSE, FALSE, sizeof (Busway));
  self.tapped = RACK_MM * hall->view.scale >= (hall->paper ? 5 : TAPPED);
  hw_scene_set_layer (hall->scene, HW_LAYER_DETAIL);
  for (HwHandle row = hw_design_first_child (hall->design, HW_TABLE_ROW, hall->hall); row != 0;
       row = hw_design_next_child (hall->design, HW_TABLE_ROW, row))
    {
      HwHandle rack = hw_design_first_of_row (hall->design, row);

      if (rack == 0 || !begin_row (&self, rack))
        continue;
      for (; rack != 0; rack = hw_design_next_of_row (hall->design, rack))
        if (hw_results_stands (hall->results, &hw_design_get_rack (hall->design, rack)->object))
          add_rack (&self, rack);
      draw_busways (&self);
    }
  /* Racks that stand in no row have a busway of their own. */
  for (HwHandle rack = hw_design_first_child (hall->design, HW_TABLE_RACK, hall->hall); rack != 0;
       rack = hw_design_next_child (hall->design, HW_TABLE_RACK, rack))
    if (hw_design_get_rack (hall->design, rack)->row == 0 && begin_row (&self, rack)
        && hw_results_stands (hall->results, &hw_design_get_rack (hall->design, rack)->object))
      {
        add_rack (&self, rack);
        draw_busways (&self);
      }
  g_array_unref (self.busways);
}

/* --- the way of one rack --- */

#define WAY_ALPHA 0.75

typedef struct
{
  Painter painter;
  HwColour colour;
  guint8 *seen; /* nodes */
} Way;

static void
way_line (Way *self, double along0, double across0, double along1, double across1)
{
  const Painter *painter = &self->painter;
  const HwViewport *view = &painter->hall->view;
  gboolean upright = painter->upright;

  hw_scene_line (painter->hall->scene,
                 no_ref,
                 hw_viewport_x (view, upright ? across0 : along0),
                 hw_viewport_y (view, upright ? along0 : across0),
                 hw_viewport_x (view, upright ? across1 : along1),
                 hw_viewport_y (view, upright ? along1 : across1),
                 self->colour,
                 4,
                 FALSE);
}

/* Around the units of the chain that stand in this hall. */
static void
mark_units (Way *self, guint index)
{
  const HwHallPainter *hall = self->painter.hall;
  const HwPowerPlan *plan = self->painter.solution->plan;
  const HwPowerNode *node = hw_power_plan_node (plan, index);

  if (self->seen[index])
    return;
  self->seen[index] = TRUE;
  if (node->object.table == HW_TABLE_RACK
      && hw_design_get_rack (hall->design, node->object.handle)->object.parent == hall->hall)
    {
      HwArea area = hw_rack_area (hall->design, node->object.handle);
      HwRackBox box = hw_hall_to_device (hall, area.x, area.y, area.width, area.depth);

      hw_scene_rounded (hall->scene,
                        no_ref,
                        box.x - 2,
                        box.y - 2,
                        box.width + 4,
                        box.height + 4,
                        3,
                        (HwColour){ 0, 0, 0, 0 },
                        self->colour,
                        3);
    }
  for (guint i = 0; i < node->n_parents; i++)
    mark_units (self, g_array_index (plan->parents, guint, node->first_parent + i));
}

static void
follow_rack (Way *self, HwHandle handle)
{
  Painter *painter = &self->painter;
  HwDesign *design = painter->hall->design;
  const HwRack *row = hw_design_get_rack (design, handle);
  const HwPowerRack *rack
      = hw_results_power_rack (painter->hall->results, painter->solution, handle);
  HwArea area = hw_rack_area (design, handle);
  HwHandle first = row->row != 0 ? hw_design_first_of_row (design, row->row) : handle;
  double middle;

  if (rack == NULL || row->object.parent != painter->hall->hall)
    return;
  begin_row (painter, first);
  for (HwHandle other = first; other != 0;
       other = row->row != 0 ? hw_design_next_of_row (design, other) : 0)
    add_rack (painter, other);
  middle = painter->upright ? area.y + area.depth / 2.0 : area.x + area.width / 2.0;
  for (guint i = 0; i < rack->n_taps; i++)
    {
      const Busway *busway = busway_of (painter, &rack->taps[i], middle);
      double across = across_of (painter, busway->system);
      double along = middle + (i - (rack->n_taps - 1) / 2.0) * TAPS_MM;

      way_line (self, along, painter->rear, along, across);
      way_line (self, busway->from - BEYOND_MM, across, along, across);
      mark_units (self, rack->taps[i].node);
    }
}

void
hw_scene_hall_power_of (
    HwScene *scene, HwResults *results, HwHandle hall, const HwRef *refs, guint n_refs)
{
  const HwViewport *view = hw_scene_get_viewport (scene);
  const HwRackBox area = { 0, 0, view->width, view->height };
  HwDesign *design = hw_results_get_design (results);
  g_autofree guint8 *seen = NULL;
  HwHallPainter painter;
  Way way = { .painter = { .hall = &painter } };

  hw_hall_painter_init (&painter, scene, results, hall, NULL, view, &area);
  way.painter.solution = hw_results_power (results);
  way.painter.busways = g_array_new (FALSE, FALSE, sizeof (Busway));
  way.colour = painter.theme->colours[HW_ROLE_ACCENT];
  way.colour.alpha = WAY_ALPHA;
  way.seen = seen = g_new0 (guint8, MAX (way.painter.solution->plan->nodes->len, 1));
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  for (guint i = 0; i < MIN (n_refs, MOST_WAYS); i++)
    if (refs[i].table == HW_TABLE_RACK)
      follow_rack (&way, refs[i].handle);
    else if (refs[i].table == HW_TABLE_DEVICE)
      follow_rack (&way, hw_design_get_device (design, refs[i].handle)->object.parent);
  g_array_unref (way.painter.busways);
}
