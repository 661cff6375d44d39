/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ROLE(self, role) ((self)->theme->colours[role])
#define WIRE 3.0
#define BUS 6.0
#define BUSWAY 6.0
#define LABEL_WIDTH 176.0
/* Device units. */
#define LEAST_SYMBOL 6.0
#define FAR_TEXT 10.0

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

/* Buses of systems, the trunks that go down from them, and feeds with their breakers. */

static const HwPowerTrack *
track_of (HwPowerPainter *self, const HwPowerBand *band, guint i)
{
  return &g_array_index (self->layout->tracks, HwPowerTrack, band->first_track + i);
}

static gboolean
is_live (HwPowerPainter *self, guint node)
{
  return hw_power_solution_node (self->layout->solution, node)->live;
}

/* Where the units are on another sheet. */
static gboolean
feeds_live (HwPowerPainter *self, HwSide system)
{
  const HwPowerPlan *plan = self->layout->plan;

  for (guint i = 0; i < plan->nodes->len; i++)
    {
      const HwPowerNode *node = hw_power_plan_node (plan, i);

      if (node->role == HW_POWER_FEED && node->power == self->block->power && node->system == system
          && is_live (self, i))
        return TRUE;
    }
  return FALSE;
}

/* Any last unit of the system lives. */
static gboolean
system_lives (HwPowerPainter *self, HwSide system)
{
  const GArray *spots = self->block->spots;
  double last = -1;
  gboolean live = FALSE;

  for (guint i = 0; i < spots->len; i++)
    {
      const HwPowerSpot *spot = &g_array_index (spots, HwPowerSpot, i);

      if (spot->system != system || spot->node < 0 || spot->y < last)
        continue;
      live = (spot->y == last && live) || is_live (self, (guint)spot->node);
      last = spot->y;
    }
  return live || (last < 0 && (!self->layout->sliced || feeds_live (self, system)));
}

/* Of the last stage of a system its last unit. */
static double
last_x (HwPowerPainter *self, HwSide system)
{
  const GArray *spots = self->block->spots;
  double x = self->block->left[system];
  guint stage = 0;

  for (guint i = 0; i < spots->len; i++)
    {
      const HwPowerSpot *spot = &g_array_index (spots, HwPowerSpot, i);

      if (spot->system != system || spot->stage < stage)
        continue;
      stage = spot->stage;
      x = spot->small ? self->block->left[system] : spot->x;
    }
  return x;
}

/* --- trunks --- */

/* What a feed takes from: of blocks with a reserve that too. */
static guint
systems_of (HwPowerPainter *self, const HwPowerNode *feed)
{
  guint systems = 1u << feed->system;

  if ((self->block->systems & 1u << HW_SIDE_RESERVE) != 0)
    systems |= 1u << HW_SIDE_RESERVE;
  return systems & self->block->systems;
}

void
hw_power_draw_trunks (HwPowerPainter *self)
{
  const HwPowerBlock *block = self->block;
  guint n = block->n_columns * HW_N_SYSTEMS;
  g_autofree double *bottoms = g_new0 (double, n);
  g_autofree double *trunks = g_new0 (double, n);
  gboolean live[HW_N_SYSTEMS];

  for (guint b = block->first_band; b < block->first_band + block->n_bands; b++)
    {
      const HwPowerBand *band = hw_power_layout_band (self->layout, b);

      for (guint i = 0; band->first_line && !band->continued && i < band->n_tracks; i++)
        {
          const HwPowerTrack *track = track_of (self, band, i);
          guint systems = systems_of (self, hw_power_plan_node (self->layout->plan, track->node));

          for (guint system = 0; system < HW_N_SYSTEMS; system++)
            if ((systems & 1u << system) != 0)
              {
                guint at = band->column * HW_N_SYSTEMS + system;

                bottoms[at]
                    = fmax (bottoms[at], band->y + track->y + (system == HW_SIDE_RESERVE ? 9 : 0));
                trunks[at] = hw_power_trunk_x (band, system);
              }
        }
    }
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  for (guint system = 0; system < HW_N_SYSTEMS; system++)
    {
      double left = block->left[system], right = last_x (self, system);

      if ((block->systems & 1u << system) == 0)
        continue;
      live[system] = system_lives (self, system);
      for (guint column = 0; column < block->n_columns; column++)
        {
          guint at = column * HW_N_SYSTEMS + system;

          if (bottoms[at] <= 0)
            continue;
          left = fmin (left, trunks[at]);
          right = fmax (right, trunks[at]);
          hw_power_wire (self,
                         system,
                         live[system],
                         trunks[at],
                         block->bus_y[system],
                         trunks[at],
                         bottoms[at],
                         WIRE + 1);
        }
      hw_power_wire (
          self, system, live[system], left, block->bus_y[system], right, block->bus_y[system], BUS);
    }
}

/* --- feeds --- */

static void
draw_label (HwPowerPainter *self, const HwPowerBand *band, const HwPowerTrack *track)
{
  const HwPowerNode *node = hw_power_plan_node (self->layout->plan, track->node);
  const HwPowerNodeState *state = hw_power_solution_node (self->layout->solution, track->node);
  const HwFeed *feed = hw_design_get_feed (self->layout->design, node->object.handle);
  HwPowerCondition condition = hw_power_node_condition (self->layout, track->node);
  g_autofree char *phases = hw_power_phase_text (node);
  g_autofree char *name = g_strdup_printf (_ ("%s · %.0f V %.0f A %s"),
                                           hw_design_name (self->layout->design, node->object),
                                           feed->voltage_v,
                                           feed->current_a,
                                           phases);
  g_autofree char *load = hw_power_load_text (state->stress_w, node->limit_w);
  g_autofree char *share = hw_power_share_text (state->stress_w, node->limit_w);
  g_autofree char *said = hw_power_condition_text (condition, state->tripped);
  g_autofree char *about = g_strdup_printf ("%s · %s",
                                            load,
                                            said != NULL    ? said
                                            : share != NULL ? share
                                                            : "");
  double x = band->x + HW_POWER_LABEL_X, y = band->y + track->y;

  hw_power_text (
      self, x, y - 20, LABEL_WIDTH, name, 10.5, TRUE, HW_ALIGN_START, HW_ROLE_TEXT, HW_ROLE_GROUND);
  hw_power_text (self,
                 x,
                 y + 5,
                 LABEL_WIDTH,
                 about,
                 10,
                 FALSE,
                 HW_ALIGN_START,
                 said != NULL ? hw_power_condition_role (condition) : HW_ROLE_TEXT,
                 HW_ROLE_GROUND);
}

/* What can still be read of it. */
static void
draw_far_label (HwPowerPainter *self, const HwPowerBand *band, const HwPowerTrack *track)
{
  const HwPowerNode *node = hw_power_plan_node (self->layout->plan, track->node);
  const HwPowerNodeState *state = hw_power_solution_node (self->layout->solution, track->node);
  HwPowerCondition condition = hw_power_node_condition (self->layout, track->node);
  const char *name = hw_design_name (self->layout->design, node->object);
  g_autofree char *share = hw_power_share_text (state->stress_w, node->limit_w);
  g_autofree char *text
      = share != NULL ? g_strdup_printf ("%s · %s", name, share) : g_strdup (name);
  double scale = self->view.scale;
  double width = (LABEL_WIDTH + 10) * scale, height = HW_POWER_TRACK * scale;
  double size = fmin (FAR_TEXT, height * 0.8);

  if (size < 7 || hw_power_bundle_is_all (self, band))
    return;
  if (hw_scene_text_width (self->scene, text, size, FALSE) > width)
    {
      g_free (text);
      text = g_strdup (share != NULL ? share : name);
    }
  if (hw_scene_text_width (self->scene, text, size, FALSE) > width)
    return;
  hw_scene_text (self->scene,
                 no_ref,
                 hw_power_x (self, band->x + HW_POWER_LABEL_X - 6),
                 hw_power_y (self, band->y + track->y) - size * 1.5 - 1,
                 width,
                 size * 1.5,
                 text,
                 size,
                 FALSE,
                 HW_ALIGN_START,
                 ROLE (self, hw_power_condition_role (condition)),
                 ROLE (self, HW_ROLE_GROUND));
}

/* A busway that comes from the column or sheet before. */
static void
draw_continued (HwPowerPainter *self, const HwPowerBand *band, const HwPowerTrack *track)
{
  double y = band->y + track->y, x = band->x + HW_POWER_BREAKER_X + HW_POWER_BREAKER;

  hw_power_wire (self,
                 hw_power_plan_node (self->layout->plan, track->node)->system,
                 is_live (self, track->node),
                 x - 40,
                 y,
                 x,
                 y,
                 BUSWAY);
  hw_power_text (self,
                 band->x - 10,
                 y - 7,
                 HW_POWER_BREAKER_X + HW_POWER_BREAKER - 36,
                 _ ("continued"),
                 10,
                 FALSE,
                 HW_ALIGN_END,
                 HW_ROLE_TEXT_DIM,
                 HW_ROLE_GROUND);
}

/* From its trunk to its breaker; a source of its own has its symbol there. */
static void
draw_inlet (HwPowerPainter *self, const HwPowerBand *band, const HwPowerTrack *track)
{
  const HwPowerNode *node = hw_power_plan_node (self->layout->plan, track->node);
  double y = band->y + track->y, x = band->x + HW_POWER_BREAKER_X;
  gboolean own = (self->block->systems & 1u << node->system) == 0;

  if (own)
    {
      hw_power_wire (self, node->system, TRUE, band->x + 40, y, x, y, WIRE);
      if (26 * self->view.scale >= LEAST_SYMBOL && node->power == 0)
        hw_scene_icon (self->scene,
                       no_ref,
                       hw_power_x (self, band->x + 30),
                       hw_power_y (self, y - 13),
                       26 * self->view.scale,
                       HW_ICON_UTILITY,
                       ROLE (self, HW_ROLE_TEXT));
      return;
    }
  hw_power_wire (self,
                 node->system,
                 system_lives (self, node->system),
                 hw_power_trunk_x (band, node->system),
                 y,
                 x,
                 y,
                 WIRE);
  if ((systems_of (self, node) & 1u << HW_SIDE_RESERVE) == 0 || node->system == HW_SIDE_RESERVE)
    return;
  hw_power_wire (self,
                 HW_SIDE_RESERVE,
                 system_lives (self, HW_SIDE_RESERVE),
                 hw_power_trunk_x (band, HW_SIDE_RESERVE),
                 y + 9,
                 x,
                 y + 9,
                 WIRE);
}

static void
draw_breaker (HwPowerPainter *self, const HwPowerBand *band, const HwPowerTrack *track)
{
  const HwPowerNode *node = hw_power_plan_node (self->layout->plan, track->node);
  HwPowerCondition condition = hw_power_node_condition (self->layout, track->node);
  HwPowerBox box = hw_power_breaker_box (band, track);
  double size = box.width * self->view.scale;
  gboolean transfers
      = node->system != HW_SIDE_RESERVE && (systems_of (self, node) & 1u << HW_SIDE_RESERVE) != 0;

  if (size < LEAST_SYMBOL)
    return;
  hw_scene_icon (self->scene,
                 no_ref,
                 hw_power_x (self, box.x),
                 hw_power_y (self, box.y),
                 size,
                 transfers && condition < HW_POWER_OFF ? HW_ICON_TRANSFER_SWITCH
                 : condition >= HW_POWER_OFF           ? HW_ICON_BREAKER_OPEN
                                                       : HW_ICON_BREAKER,
                 ROLE (self, hw_power_condition_role (condition)));
}

/* Where the busway ends: behind the last tap. */
static double
end_of (const HwPowerBand *band)
{
  return band->x + band->width - 12;
}

void
hw_power_draw_feeds (HwPowerPainter *self, const HwPowerBand *band)
{
  for (guint i = 0; i < band->n_tracks; i++)
    {
      const HwPowerTrack *track = track_of (self, band, i);
      HwSide system = hw_power_plan_node (self->layout->plan, track->node)->system;
      double y = band->y + track->y;
      double left = band->x + HW_POWER_BREAKER_X + HW_POWER_BREAKER;
      gboolean live = is_live (self, track->node);

      hw_scene_set_layer (self->scene, HW_LAYER_AREA);
      if (band->continued)
        draw_continued (self, band, track);
      else if (band->first_line)
        draw_inlet (self, band, track);
      else
        {
          const HwPowerBand *before = band - 1;

          left = band->x + HW_POWER_FIRST_CARD - 14 - 9 * i;
          hw_power_wire (self, system, live, left, before->y + track->y, left, y, BUSWAY);
        }
      hw_power_wire (self, system, live, left, y, end_of (band), y, BUSWAY);
      hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
      if (!band->first_line)
        continue;
      if (!band->continued)
        draw_breaker (self, band, track);
      if (self->near)
        draw_label (self, band, track);
      else
        draw_far_label (self, band, track);
    }
}
