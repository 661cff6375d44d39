/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ROLE(self, role) ((self)->theme->colours[role])
#define WIRE 3.0
#define BUS 6.0
/* Device units: smaller symbols are not told apart, and a stage is one box. */
#define LEAST_SYMBOL 9.0
#define LEAST_TEXT 7.0

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

/* From the utility to the feeds of each system. */

static gboolean
is_live (HwPowerPainter *self, const HwPowerSpot *spot)
{
  return spot->node >= 0
         && hw_power_solution_node (self->layout->solution, (guint)spot->node)->live;
}

/* A source has nothing above it. */
static gboolean
is_source (const HwPowerSpot *spot)
{
  return spot->role == HW_POWER_UTILITY || spot->role == HW_POWER_GENERATOR;
}

/* --- grids --- */

/* Around all units of a stage. */
static HwPowerBox
stage_box (HwPowerPainter *self, guint first, guint end)
{
  HwPowerBox box = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };

  for (guint i = first; i < end; i++)
    {
      const HwPowerSpot *spot = &g_array_index (self->block->spots, HwPowerSpot, i);
      HwPowerBox one = hw_power_spot_box (spot);

      if (!spot->small)
        one.width += HW_POWER_TEXT_X + 60;
      box.x = fmin (box.x, one.x - 6);
      box.y = fmin (box.y, one.y - 6);
      box.width = fmax (box.width, one.x + one.width + 6);
      box.height = fmax (box.height, one.y + one.height + 6);
    }
  box.width -= box.x;
  box.height -= box.y;
  return box;
}

/* --- a stage from afar --- */

static HwPowerCondition
worst_of (HwPowerPainter *self, guint first, guint end, double *load_w, double *limit_w)
{
  HwPowerCondition worst = HW_POWER_FINE;

  *load_w = *limit_w = 0;
  for (guint i = first; i < end; i++)
    {
      const HwPowerSpot *spot = &g_array_index (self->block->spots, HwPowerSpot, i);

      if (spot->node < 0)
        continue;
      worst = MAX (worst, hw_power_node_condition (self->layout, (guint)spot->node));
      *load_w += hw_power_solution_node (self->layout->solution, (guint)spot->node)->stress_w;
      *limit_w += hw_power_plan_node (self->layout->plan, (guint)spot->node)->limit_w;
    }
  return worst;
}

static void
draw_far_stage (HwPowerPainter *self, guint first, guint end)
{
  const HwPowerSpot *spot = &g_array_index (self->block->spots, HwPowerSpot, first);
  double scale = self->view.scale, load_w, limit_w;
  HwPowerCondition worst = worst_of (self, first, end, &load_w, &limit_w);
  guint n = spot->node < 0 ? spot->need.count : end - first;
  HwPowerBox box = stage_box (self, first, end);
  g_autofree char *share = hw_power_share_text (load_w, limit_w);
  g_autofree char *text = g_strdup_printf ("%u × %s", n, hw_power_role_label (spot->role));
  g_autofree char *whole
      = share != NULL && spot->node >= 0 ? g_strdup_printf ("%s · %s", text, share) : NULL;
  const char *shown;
  HwRole ground = worst > HW_POWER_FINE ? HW_ROLE_ERROR_SOFT : HW_ROLE_PAPER;
  double size = fmin (box.height * scale / 1.6, 11), room = box.width * scale - 4;

  if (!hw_power_sees (self, &box))
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  hw_scene_rounded (self->scene,
                    no_ref,
                    hw_power_x (self, box.x),
                    hw_power_y (self, box.y),
                    box.width * scale,
                    box.height * scale,
                    3,
                    ROLE (self, ground),
                    ROLE (self, spot->node < 0 ? HW_ROLE_WARNING : HW_ROLE_LINE_STRONG),
                    1);
  /* As much as fits. */
  shown = whole != NULL && hw_scene_text_width (self->scene, whole, size, FALSE) <= room ? whole
                                                                                         : text;
  if (size < LEAST_TEXT || hw_scene_text_width (self->scene, shown, size, FALSE) > room)
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_text (self->scene,
                 no_ref,
                 hw_power_x (self, box.x) + 2,
                 hw_power_y (self, box.y),
                 room,
                 box.height * scale,
                 shown,
                 size,
                 FALSE,
                 HW_ALIGN_CENTRE,
                 ROLE (self, HW_ROLE_TEXT),
                 ROLE (self, ground));
}

/* --- wiring --- */

typedef struct
{
  guint first, end;   /* spots */
  double left, right; /* of what is fed from above */
  double out;         /* the last that feeds what is below */
  double bottom;      /* of the lines that leave it */
  gboolean live;
} Stage;

/* The units of a system that stand side by side. */
static Stage
next_stage (HwPowerPainter *self, guint first)
{
  const GArray *spots = self->block->spots;
  const HwPowerSpot *spot = &g_array_index (spots, HwPowerSpot, first);
  double x = spot->small ? self->block->left[spot->system] : spot->x;
  Stage stage = { first, first, x, x, x, self->block->stage_y[spot->stage + 1], FALSE };

  while (stage.end < spots->len)
    {
      const HwPowerSpot *other = &g_array_index (spots, HwPowerSpot, stage.end);

      if (other->system != spot->system || other->stage != spot->stage)
        break;
      if (!other->small)
        stage.out = other->x;
      if (!other->small && !is_source (other))
        stage.right = other->x;
      stage.live = stage.live || is_live (self, other);
      stage.end++;
    }
  return stage;
}

/* The bus around a grid, that all its units hang on. */
static void
draw_frame (HwPowerPainter *self, HwSide system, const HwPowerBox *box)
{
  double right = box->x + box->width, bottom = box->y + box->height;

  hw_power_wire (self, system, TRUE, box->x, box->y, right, box->y, WIRE);
  hw_power_wire (self, system, TRUE, box->x, bottom, right, bottom, WIRE);
  hw_power_wire (self, system, TRUE, box->x, box->y, box->x, bottom, WIRE);
  hw_power_wire (self, system, TRUE, right, box->y, right, bottom, WIRE);
}

static void
wire_stage (HwPowerPainter *self, const Stage *stage, double above, gboolean live_above)
{
  const HwPowerSpot *first = &g_array_index (self->block->spots, HwPowerSpot, stage->first);

  if (first->small)
    {
      HwPowerBox box = stage_box (self, stage->first, stage->end);

      if (!isnan (above))
        hw_power_wire (
            self, first->system, live_above, stage->left, above, stage->left, box.y, WIRE);
      hw_power_wire (self,
                     first->system,
                     stage->live,
                     stage->left,
                     box.y + box.height,
                     stage->left,
                     stage->bottom,
                     WIRE);
      draw_frame (self, first->system, &box);
      return;
    }
  for (guint i = stage->first; i < stage->end; i++)
    {
      const HwPowerSpot *spot = &g_array_index (self->block->spots, HwPowerSpot, i);
      double middle = spot->y + HW_POWER_SYMBOL_OFF + HW_POWER_SYMBOL / 2;

      if (!is_source (spot) && !isnan (above))
        hw_power_wire (self, spot->system, live_above, spot->x, above, spot->x, middle, WIRE);
      hw_power_wire (
          self, spot->system, is_live (self, spot), spot->x, middle, spot->x, stage->bottom, WIRE);
    }
}

/* One line from the first system's utility past those that share it. */
static double
shared_bus (HwPowerPainter *self, const Stage *utility, HwSide system)
{
  hw_power_wire (self,
                 HW_SIDE_A,
                 utility->live,
                 utility->left,
                 utility->bottom,
                 self->block->left[system],
                 utility->bottom,
                 BUS);
  return utility->bottom;
}

/* Units of a stage of one kind, and those to be placed. */
static guint
end_of_kind (HwPowerPainter *self, guint first, guint end)
{
  const HwPowerSpot *spot = &g_array_index (self->block->spots, HwPowerSpot, first);
  guint next = first;

  while (next < end)
    {
      const HwPowerSpot *other = &g_array_index (self->block->spots, HwPowerSpot, next);

      if (other->role != spot->role || (other->node < 0) != (spot->node < 0))
        break;
      next++;
    }
  return next;
}

static void
draw_system (HwPowerPainter *self, HwSide system, guint *next, Stage *shared)
{
  const GArray *spots = self->block->spots;
  Stage before = { .bottom = NAN };
  const HwPowerSpot *spot;

  while (*next < spots->len
         && (spot = &g_array_index (spots, HwPowerSpot, *next))->system == system)
    {
      Stage stage = next_stage (self, *next);
      gboolean last = stage.end == spots->len
                      || g_array_index (spots, HwPowerSpot, stage.end).system != system;

      if (last)
        stage.bottom = self->block->bus_y[system];
      if (isnan (before.bottom) && spot->role != HW_POWER_UTILITY && shared->end > 0)
        {
          before = (Stage){ .left = stage.left, .out = stage.left, .live = shared->live };
          before.bottom = shared_bus (self, shared, system);
        }
      if (!isnan (before.bottom))
        hw_power_wire (self,
                       system,
                       before.live,
                       fmin (before.left, stage.left),
                       before.bottom,
                       fmax (before.out, stage.right),
                       before.bottom,
                       BUS);
      wire_stage (self, &stage, before.bottom, before.live);
      if (spot->role == HW_POWER_UTILITY && shared->end == 0)
        *shared = stage;
      before = stage;
      *next = stage.end;
      if (HW_POWER_SYMBOL * self->view.scale < LEAST_SYMBOL)
        {
          for (guint first = stage.first, end; first < stage.end; first = end)
            {
              end = end_of_kind (self, first, stage.end);
              draw_far_stage (self, first, end);
            }
          hw_scene_set_layer (self->scene, HW_LAYER_AREA);
        }
    }
}

/* What each system is, above its units. */
static void
draw_heading (HwPowerPainter *self, HwSide system)
{
  g_autofree char *text = system == HW_SIDE_RESERVE
                              ? g_strdup (_ ("Reserve"))
                              : g_strdup_printf (_ ("Side %s"), hw_power_system_label (system));
  double x = self->block->left[system] - HW_POWER_SYMBOL / 2;
  double y = self->block->y + HW_POWER_TITLE - 8;

  double size = fmax (12 * self->view.scale, 9.5);

  if (hw_power_y (self, y + 9) - size * 0.75 >= hw_power_title_end (self))
    hw_scene_text (self->scene,
                   no_ref,
                   hw_power_x (self, x + 44),
                   hw_power_y (self, y + 9) - size * 0.75,
                   150,
                   size * 1.5,
                   text,
                   size,
                   TRUE,
                   HW_ALIGN_START,
                   ROLE (self, HW_ROLE_TEXT),
                   ROLE (self, HW_ROLE_GROUND));
  hw_power_wire (self, system, TRUE, x, y + 9, x + 36, y + 9, BUS);
}

void
hw_power_draw_stages (HwPowerPainter *self)
{
  guint next = 0;
  Stage shared = { 0 };

  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  for (guint system = 0; system < HW_N_SYSTEMS; system++)
    if ((self->block->systems & 1u << system) != 0)
      {
        draw_heading (self, system);
        draw_system (self, system, &next, &shared);
      }
  if (HW_POWER_SYMBOL * self->view.scale < LEAST_SYMBOL)
    return;
  for (guint i = 0; i < self->block->spots->len; i++)
    hw_power_draw_unit (self, &g_array_index (self->block->spots, HwPowerSpot, i));
}
