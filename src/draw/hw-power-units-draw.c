/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ROLE(self, role) ((self)->theme->colours[role])
#define TEXT_WIDTH 126.0
#define LINE 15.0
#define FAR_TEXT 10.0

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };
static const HwColour no_colour = { 0, 0, 0, 0 };

/* Units of stages: a symbol with its figures, or a cell of a grid. */

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

static void
text_line (HwPowerPainter *self, const HwPowerSpot *spot, guint line, const char *text, HwRole role)
{
  /* Clear of the frame of what is to be placed, and of the mark of the weakest. */
  hw_power_text (self,
                 spot->x + HW_POWER_TEXT_X + 4,
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
  g_autofree char *voltage = NULL;

  if (node->role != HW_POWER_UTILITY)
    return g_strdup (hw_design_name (self->layout->design, node->object));
  voltage = hw_power_utility_text (hw_design_get_power (self->layout->design, node->power));
  if (voltage != NULL)
    return g_strdup_printf (_ ("Utility %s, %s"), hw_power_system_label (node->system), voltage);
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
                  spot->x + HW_POWER_TEXT_X + 4,
                  spot->y + HW_POWER_SYMBOL_OFF - 8 + 2 * LINE + 2,
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

/* What can still be read beside a symbol. */
static void
draw_brief (HwPowerPainter *self, const HwPowerSpot *spot, HwPowerCondition condition)
{
  const HwPowerNode *node = hw_power_plan_node (self->layout->plan, (guint)spot->node);
  const HwPowerNodeState *state
      = hw_power_solution_node (self->layout->solution, (guint)spot->node);
  g_autofree char *name = short_name (self, node);
  g_autofree char *share = hw_power_share_text (state->stress_w, node->limit_w);
  const char *lines[] = { name, share };
  /* Clear of the frame around the weakest. */
  double room = (HW_POWER_UNIT_PITCH - HW_POWER_TEXT_X - 26) * self->view.scale;
  double size = fmin (HW_POWER_SYMBOL * self->view.scale / 2.6, FAR_TEXT);

  for (guint i = 0; i < 2 && lines[i] != NULL && size >= 7; i++)
    if (hw_scene_text_width (self->scene, lines[i], size, FALSE) <= room)
      hw_scene_text (self->scene,
                     no_ref,
                     hw_power_x (self, spot->x + HW_POWER_TEXT_X) + 2,
                     hw_power_y (self, spot->y + HW_POWER_SYMBOL_OFF - 2) + i * size * 1.45,
                     room,
                     size * 1.5,
                     lines[i],
                     size,
                     FALSE,
                     HW_ALIGN_START,
                     ROLE (self, i == 1 ? hw_power_condition_role (condition) : HW_ROLE_TEXT),
                     ROLE (self, HW_ROLE_GROUND));
}

/* A dashed frame of four lines. */
static void
dashed_frame (HwPowerPainter *self, const HwPowerBox *box, HwRole role)
{
  double left = hw_power_x (self, box->x), top = hw_power_y (self, box->y);
  double right = left + box->width * self->view.scale,
         bottom = top + box->height * self->view.scale;
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
  g_autofree char *text = g_strdup_printf (_ ("To be placed: %u"), spot->need.count);
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
  text_line (self, spot, 0, text, HW_ROLE_TEXT);
  text_line (self, spot, 1, spot->need.product->name, HW_ROLE_TEXT_DIM);
}

static void
draw_cell (HwPowerPainter *self, const HwPowerSpot *spot)
{
  HwPowerBox box = hw_power_spot_box (spot);
  guint index = (guint)spot->node;
  const HwPowerNode *node = hw_power_plan_node (self->layout->plan, index);
  const HwPowerNodeState *state = hw_power_solution_node (self->layout->solution, index);
  HwPowerCondition condition = hw_power_node_condition (self->layout, index);
  HwRole ground = condition >= HW_POWER_OVER ? HW_ROLE_ERROR_SOFT : HW_ROLE_PAPER;
  g_autofree char *share = hw_power_share_text (state->stress_w, node->limit_w);
  g_autofree char *said = hw_power_condition_text (condition, state->tripped);
  double scale = self->view.scale;

  if (!hw_power_sees (self, &box))
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  hw_scene_rounded (
      self->scene,
      node->object,
      hw_power_x (self, box.x),
      hw_power_y (self, box.y),
      box.width * scale,
      box.height * scale,
      4 * scale,
      ROLE (self, ground),
      ROLE (self,
            node->object.handle == self->block->weakest ? HW_ROLE_WARNING : HW_ROLE_LINE_STRONG),
      1);
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_icon (self->scene,
                 no_ref,
                 hw_power_x (self, box.x + 4),
                 hw_power_y (self, box.y + 6),
                 24 * scale,
                 condition == HW_POWER_FAILED || condition == HW_POWER_TRIPPED
                     ? HW_ICON_FAILED
                     : icon_of (spot->role),
                 ROLE (self, hw_power_condition_role (condition)));
  if (!self->near)
    return;
  hw_power_text (self,
                 box.x + 32,
                 box.y + 3,
                 box.width - 35,
                 hw_design_name (self->layout->design, node->object),
                 9.5,
                 TRUE,
                 HW_ALIGN_START,
                 HW_ROLE_TEXT,
                 ground);
  hw_power_text (self,
                 box.x + 32,
                 box.y + 18,
                 box.width - 35,
                 said != NULL    ? said
                 : share != NULL ? share
                                 : "",
                 9.5,
                 FALSE,
                 HW_ALIGN_START,
                 hw_power_condition_role (condition),
                 ground);
}

void
hw_power_draw_unit (HwPowerPainter *self, const HwPowerSpot *spot)
{
  HwPowerBox box = hw_power_spot_box (spot);
  HwPowerBox whole = { box.x - 8, box.y - 20, HW_POWER_UNIT_PITCH, HW_POWER_STAGE };
  HwPowerCondition condition;
  const HwPowerNode *node;
  double x = hw_power_x (self, box.x), y = hw_power_y (self, box.y);
  double size = box.width * self->view.scale;

  if (spot->small)
    {
      draw_cell (self, spot);
      return;
    }
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
  else
    draw_brief (self, spot, condition);
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
