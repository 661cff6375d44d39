/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ROLE(self, role) ((self)->theme->colours[role])
#define WIRE 3.0
#define BUS 6.0
#define TEXT_X 30.0 /* right of the line through a unit */
#define TEXT_WIDTH 126.0
#define LINE 15.0
/* Device units: smaller symbols are not told apart, and a stage is one box. */
#define LEAST_SYMBOL 14.0

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };
static const HwColour no_colour = { 0, 0, 0, 0 };

/* From the utility to the feeds of each system. */

static HwIcon
icon_of (HwPowerRole role)
{
  switch (role)
    {
    case HW_POWER_TRANSFORMER:
      return HW_ICON_TRANSFORMER;
    case HW_POWER_GENERATOR:
      return HW_ICON_GENERATOR;
    case HW_POWER_SWITCHGEAR:
      return HW_ICON_SWITCHGEAR;
    case HW_POWER_UPS:
      return HW_ICON_UPS;
    case HW_POWER_PDU:
      return HW_ICON_DISTRIBUTION;
    default:
      return HW_ICON_UTILITY;
    }
}

/* --- one unit --- */

static void
text_line (HwPowerPainter *self, const HwPowerSpot *spot, guint line, const char *text, HwRole role)
{
  hw_power_text (self,
                 spot->x + TEXT_X,
                 spot->y + HW_POWER_SYMBOL_OFF - 8 + line * LINE,
                 TEXT_WIDTH,
                 text,
                 line == 0 ? 11 : 10,
                 line == 0,
                 HW_ALIGN_START,
                 role,
                 HW_ROLE_GROUND);
}

static char *
short_name (HwPowerPainter *self, const HwPowerNode *node)
{
  if (node->role != HW_POWER_UTILITY)
    return g_strdup (hw_design_name (self->layout->design, node->object));
  return g_strdup_printf (_ ("Utility %s"), hw_power_system_label (node->system));
}

static void
draw_texts (HwPowerPainter *self, const HwPowerSpot *spot)
{
  guint index = (guint)spot->node;
  const HwPowerNode *node = hw_power_plan_node (self->layout->plan, index);
  const HwPowerNodeState *state = hw_power_solution_node (self->layout->solution, index);
  HwPowerCondition condition = hw_power_node_condition (self->layout, index);
  g_autofree char *name = short_name (self, node);
  g_autofree char *load = hw_power_load_text (state->stress_w, node->limit_w);
  g_autofree char *share = hw_power_share_text (state->stress_w, node->limit_w);
  g_autofree char *said = hw_power_condition_text (condition, state->tripped);
  g_autofree char *loss
      = state->loss_w > 0 ? hw_quantity_format (HW_DIMENSION_POWER, state->loss_w, NULL) : NULL;
  g_autofree char *about = NULL;
  gboolean weakest = self->block->weakest != 0 && spot->role != HW_POWER_UTILITY
                     && node->object.handle == self->block->weakest;

  if (share != NULL && loss != NULL)
    about = g_strdup_printf (_ ("%s · loses %s"), share, loss);
  text_line (self, spot, 0, name, HW_ROLE_TEXT);
  text_line (self, spot, 1, load, HW_ROLE_TEXT);
  hw_power_gauge (self,
                  spot->x + TEXT_X,
                  spot->y + HW_POWER_SYMBOL_OFF - 8 + 2 * LINE + 1,
                  110,
                  state->stress_w,
                  node->limit_w);
  if (said != NULL)
    text_line (self, spot, 3, said, hw_power_condition_role (condition));
  else if (about != NULL || share != NULL)
    text_line (self, spot, 3, about != NULL ? about : share, HW_ROLE_TEXT_DIM);
  if (weakest)
    text_line (self, spot, 4, _ ("weakest of the chain"), HW_ROLE_TEXT);
}

/* A dashed frame of four lines. */
static void
dashed_frame (HwPowerPainter *self, const HwPowerBox *box, HwRole role)
{
  double left = hw_power_x (self, box->x), top = hw_power_y (self, box->y);
  double right = left + box->width * self->view.scale, bottom = top + box->height * self->view.scale;
  const double corners[4][4] = { { left, top, right, top },
                                 { right, top, right, bottom },
                                 { right, bottom, left, bottom },
                                 { left, bottom, left, top } };

  for (guint i = 0; i < 4; i++)
    hw_scene_line (self->scene,
                   no_ref,
                   corners[i][0],
                   corners[i][1],
                   corners[i][2],
                   corners[i][3],
                   ROLE (self, role),
                   fmax (1.6 * self->view.scale, 1),
                   TRUE);
}

static void
draw_to_place (HwPowerPainter *self, const HwPowerSpot *spot)
{
  const HwProduct *product
      = hw_catalogue_get (hw_design_get_catalogue (self->layout->design), spot->product);
  HwPowerBox box = hw_power_spot_box (spot);
  HwPowerBox frame = { box.x - 6, box.y - 6, box.width + 12, box.height + 12 };

  dashed_frame (self, &frame, HW_ROLE_WARNING);
  hw_scene_icon (self->scene,
                 no_ref,
                 hw_power_x (self, box.x),
                 hw_power_y (self, box.y),
                 box.width * self->view.scale,
                 icon_of (spot->role),
                 ROLE (self, HW_ROLE_TEXT_DIM));
  if (!self->near)
    return;
  text_line (self, spot, 0, _ ("To be placed"), HW_ROLE_TEXT);
  text_line (self, spot, 1, product->name, HW_ROLE_TEXT_DIM);
}

static void
draw_unit (HwPowerPainter *self, const HwPowerSpot *spot)
{
  HwPowerBox box = hw_power_spot_box (spot);
  HwPowerBox whole = { box.x - 8, box.y - 20, HW_POWER_UNIT_PITCH, HW_POWER_STAGE };
  HwPowerCondition condition;
  const HwPowerNode *node;
  double x = hw_power_x (self, box.x), y = hw_power_y (self, box.y);
  double size = box.width * self->view.scale;

  if (!hw_power_sees (self, &whole))
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  if (spot->node < 0)
    {
      draw_to_place (self, spot);
      return;
    }
  node = hw_power_plan_node (self->layout->plan, (guint)spot->node);
  condition = hw_power_node_condition (self->layout, (guint)spot->node);
  hw_scene_target (self->scene, node->object, x, y, size, size);
  hw_scene_icon (self->scene,
                 no_ref,
                 x,
                 y,
                 size,
                 icon_of (spot->role),
                 ROLE (self, hw_power_condition_role (condition)));
  if (self->block->weakest != 0 && node->object.table == HW_TABLE_RACK
      && node->object.handle == self->block->weakest)
    hw_scene_rounded (self->scene,
                      no_ref,
                      x - 5 * self->view.scale,
                      y - 5 * self->view.scale,
                      size + 10 * self->view.scale,
                      size + 10 * self->view.scale,
                      6 * self->view.scale,
                      no_colour,
                      ROLE (self, HW_ROLE_WARNING),
                      fmax (2.2 * self->view.scale, 1));
  if (self->near)
    draw_texts (self, spot);
  if (condition == HW_POWER_FAILED || condition == HW_POWER_TRIPPED)
    {
      hw_scene_set_layer (self->scene, HW_LAYER_CARD);
      hw_scene_icon (self->scene,
                     no_ref,
                     x + size * 0.1,
                     y + size * 0.1,
                     size * 0.8,
                     HW_ICON_FAILED,
                     ROLE (self, HW_ROLE_ERROR));
    }
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
  guint n = end - first;
  HwPowerBox box = { spot->x - HW_POWER_SYMBOL,
                     spot->y + 20,
                     (n - 1) * HW_POWER_UNIT_PITCH + 2 * HW_POWER_SYMBOL + TEXT_WIDTH,
                     HW_POWER_STAGE - 40 };
  g_autofree char *share = hw_power_share_text (load_w, limit_w);
  g_autofree char *text
      = g_strdup_printf ("%u × %s%s%s",
                         n,
                         hw_power_role_label (spot->role),
                         share != NULL ? " · " : "",
                         share != NULL ? share : "");
  HwRole ground = worst > HW_POWER_FINE ? HW_ROLE_ERROR_SOFT : HW_ROLE_PAPER;
  double size = fmin (box.height * scale / 1.6, 11);

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
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_text (self->scene,
                 no_ref,
                 hw_power_x (self, box.x) + 2,
                 hw_power_y (self, box.y),
                 box.width * scale - 4,
                 box.height * scale,
                 text,
                 size,
                 FALSE,
                 HW_ALIGN_CENTRE,
                 ROLE (self, HW_ROLE_TEXT),
                 ROLE (self, ground));
}

/* --- wiring --- */

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

typedef struct
{
  guint first, end; /* spots */
  double left, right;
  double bottom; /* of the lines that leave it */
  gboolean live;
} Stage;

/* The units of a system that stand side by side. */
static Stage
next_stage (HwPowerPainter *self, guint first)
{
  const GArray *spots = self->block->spots;
  const HwPowerSpot *spot = &g_array_index (spots, HwPowerSpot, first);
  Stage stage = { first, first, spot->x, spot->x, spot->y + HW_POWER_STAGE, FALSE };

  while (stage.end < spots->len)
    {
      const HwPowerSpot *other = &g_array_index (spots, HwPowerSpot, stage.end);

      if (other->system != spot->system || other->y != spot->y)
        break;
      stage.right = other->x;
      stage.live = stage.live || is_live (self, other);
      stage.end++;
    }
  return stage;
}

static void
wire_stage (HwPowerPainter *self, const Stage *stage, double above, gboolean live_above)
{
  for (guint i = stage->first; i < stage->end; i++)
    {
      const HwPowerSpot *spot = &g_array_index (self->block->spots, HwPowerSpot, i);
      double middle = spot->y + HW_POWER_SYMBOL_OFF + HW_POWER_SYMBOL / 2;

      if (!is_source (spot) && !isnan (above))
        hw_power_wire (self, spot->system, live_above, spot->x, above, spot->x, middle, WIRE);
      hw_power_wire (self,
                     spot->system,
                     is_live (self, spot),
                     spot->x,
                     middle,
                     spot->x,
                     stage->bottom,
                     WIRE);
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
          before = (Stage){ .left = spot->x, .right = spot->x, .live = shared->live };
          before.bottom = shared_bus (self, shared, system);
        }
      if (!isnan (before.bottom))
        hw_power_wire (self,
                       system,
                       before.live,
                       fmin (before.left, stage.left),
                       before.bottom,
                       fmax (before.right, stage.right),
                       before.bottom,
                       BUS);
      wire_stage (self, &stage, before.bottom, before.live);
      if (spot->role == HW_POWER_UTILITY && shared->end == 0)
        *shared = stage;
      before = stage;
      *next = stage.end;
      if (HW_POWER_SYMBOL * self->view.scale < LEAST_SYMBOL)
        {
          draw_far_stage (self, stage.first, stage.end);
          hw_scene_set_layer (self->scene, HW_LAYER_AREA);
        }
    }
}

/* What each system is, above its units. */
static void
draw_heading (HwPowerPainter *self, HwSide system)
{
  g_autofree char *text
      = system == HW_SIDE_RESERVE ? g_strdup (_ ("Reserve"))
                                  : g_strdup_printf (_ ("Side %s"), hw_power_system_label (system));
  double x = self->block->left[system] - HW_POWER_SYMBOL / 2;
  double y = self->block->y + HW_POWER_TITLE - 8;

  hw_power_text (
      self, x + 44, y, 200, text, 12, TRUE, HW_ALIGN_START, HW_ROLE_TEXT, HW_ROLE_GROUND);
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
    draw_unit (self, &g_array_index (self->block->spots, HwPowerSpot, i));
}
