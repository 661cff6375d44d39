/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-power-path-draw.h"

#define ROLE(self, role) ((self)->theme->colours[role])
/* Of titles that do not shrink with the diagram, device units. */
#define LEAST_TITLE 12.0

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };
static const HwColour no_colour = { 0, 0, 0, 0 };

/* --- titles --- */

static char *
chain_text (HwPowerPainter *self)
{
  const HwPowerLayout *layout = self->layout;
  HwPowerChain chain = hw_results_power_chain (layout->results, self->block->power);
  g_autofree char *load = hw_power_load_text (chain.load_w, chain.limit_w);
  g_autofree char *loss = hw_quantity_format (HW_DIMENSION_POWER, chain.loss_w, NULL);
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text,
      g_dngettext (
          GETTEXT_PACKAGE, "%s on %u feed · loses %s", "%s on %u feeds · loses %s", chain.n_feeds),
      load,
      chain.n_feeds,
      loss);
  if (chain.weakest != 0)
    g_string_append_printf (text,
                            _ (" · weakest: %s"),
                            hw_design_name (layout->design, HW_REF (HW_TABLE_RACK, chain.weakest)));
  return g_string_free (text, FALSE);
}

static char *
source_text (HwPowerPainter *self)
{
  guint n = 0;

  for (guint i = 0; i < self->layout->plan->nodes->len; i++)
    n += hw_power_plan_node (self->layout->plan, i)->power == 0;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u feed that is a source itself",
                                       "%u feeds that are sources themselves",
                                       n),
                          n);
}

static double
title_size (const HwPowerPainter *self)
{
  return fmax (15 * self->view.scale, LEAST_TITLE);
}

/* From afar it takes some of the room above its block rather than lie upon it. */
static double
title_y (const HwPowerPainter *self)
{
  double height = HW_POWER_TITLE * self->view.scale;

  return fmin (hw_power_y (self, self->block->y + 8),
               hw_power_y (self, self->block->y) + height - title_size (self) * 1.5 - 2);
}

/* Whether there is room for a second line. */
static gboolean
says_about (const HwPowerPainter *self)
{
  return HW_POWER_TITLE * self->view.scale >= 3.6 * LEAST_TITLE;
}

double
hw_power_title_end (const HwPowerPainter *self)
{
  return title_y (self) + title_size (self) * (says_about (self) ? 2.9 : 1.5);
}

static void
draw_title (HwPowerPainter *self)
{
  const HwPowerBlock *block = self->block;
  HwRef ref = HW_REF (HW_TABLE_POWER, block->power);
  g_autofree char *name
      = block->power != 0 ? g_strdup_printf (
            self->layout->sliced ? _ ("%s · power chain, continued") : _ ("%s · power chain"),
            hw_design_name (self->layout->design, ref))
                          : g_strdup (_ ("Feeds without a chain"));
  g_autofree char *about = block->power != 0 ? chain_text (self) : source_text (self);
  double scale = self->view.scale, x = hw_power_x (self, block->x + HW_POWER_MARGIN);
  double y = title_y (self);
  double room = hw_power_x (self, block->x + block->width) - x;
  double size = title_size (self), height = HW_POWER_TITLE * scale;

  if (height < LEAST_TITLE)
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_text (self->scene,
                 ref,
                 x,
                 y,
                 room,
                 size * 1.5,
                 name,
                 size,
                 TRUE,
                 HW_ALIGN_START,
                 ROLE (self, HW_ROLE_TEXT),
                 ROLE (self, HW_ROLE_GROUND));
  if (!says_about (self))
    return;
  hw_scene_text (self->scene,
                 ref,
                 x,
                 y + size * 1.6,
                 room,
                 size * 1.3,
                 about,
                 size * 0.78,
                 FALSE,
                 HW_ALIGN_START,
                 ROLE (self, HW_ROLE_TEXT_DIM),
                 ROLE (self, HW_ROLE_GROUND));
}

/* --- sheets --- */

/* The line that a sheet is cut at, above its buses, with where they come from. */
static void
draw_match_line (HwPowerPainter *self)
{
  const HwPowerBlock *block = self->block;
  double y = block->y + HW_POWER_TITLE, right = block->x + block->width - HW_POWER_MARGIN;
  g_autofree char *text
      = g_strdup_printf (_ ("Match line: buses from sheet %u"), self->layout->slice.sheet);

  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_line (self->scene,
                 no_ref,
                 hw_power_x (self, block->x + HW_POWER_MARGIN),
                 hw_power_y (self, y),
                 hw_power_x (self, right),
                 hw_power_y (self, y),
                 ROLE (self, HW_ROLE_TEXT),
                 1,
                 TRUE);
  hw_power_text (
      self, right - 300, y - 18, 300, text, 11, TRUE, HW_ALIGN_END, HW_ROLE_TEXT, HW_ROLE_GROUND);
  for (guint system = 0; system < HW_N_SYSTEMS; system++)
    {
      double x = block->left[system] + 6 + system * HW_POWER_TRUNK;

      if ((block->systems & 1u << system) == 0)
        continue;
      hw_power_wire (self, system, TRUE, x, y - 8, x, block->bus_y[system], 4);
      hw_power_text (self,
                     x - 30,
                     y - 24,
                     60,
                     hw_power_system_label (system),
                     11,
                     TRUE,
                     HW_ALIGN_CENTRE,
                     HW_ROLE_TEXT,
                     HW_ROLE_GROUND);
    }
}

/* --- the whole --- */

static void
draw_block (HwPowerPainter *self)
{
  const HwPowerBlock *block = self->block;

  draw_title (self);
  if (block->power != 0)
    {
      if (self->layout->sliced)
        draw_match_line (self);
      else
        hw_power_draw_stages (self);
      hw_power_draw_trunks (self);
    }
  for (guint i = block->first_band; i < block->first_band + block->n_bands; i++)
    {
      const HwPowerBand *band = hw_power_layout_band (self->layout, i);
      /* With the line from the band before. */
      HwPowerBox box = { band->x, band->y - 30, band->width, band->height + 50 };

      if (!band->first_line)
        box = (HwPowerBox){
          band->x, (band - 1)->y, band->width, band->y + band->height + 20 - (band - 1)->y
        };
      if (!hw_power_sees (self, &box))
        continue;
      hw_power_draw_feeds (self, band);
      hw_power_draw_racks (self, band);
    }
}

static HwPowerPainter
painter_of (const HwPowerLayout *layout, HwScene *scene, const HwViewport *viewport)
{
  const HwTheme *theme = hw_scene_get_theme (scene);

  return (HwPowerPainter){
    .scene = scene,
    .theme = theme,
    .view = *viewport,
    .layout = layout,
    .near
    = viewport->scale >= (theme->kind == HW_THEME_PRINT ? HW_POWER_PRINT_NEAR : HW_POWER_NEAR),
  };
}

void
hw_scene_power_draw (const HwPowerLayout *layout, HwScene *scene, const HwViewport *viewport)
{
  HwPowerPainter self = painter_of (layout, scene, viewport);

  for (guint i = 0; i < layout->blocks->len; i++)
    {
      HwPowerBox box;

      self.block = &g_array_index (layout->blocks, HwPowerBlock, i);
      box = (HwPowerBox){ self.block->x, self.block->y, self.block->width, self.block->height };
      if (hw_power_sees (&self, &box))
        draw_block (&self);
    }
}

HwScene *
hw_scene_power_build (const HwPowerLayout *layout, const HwTheme *theme, const HwViewport *viewport)
{
  HwScene *scene = hw_scene_new_view (theme, viewport);

  hw_scene_power_draw (layout, scene, viewport);
  return scene;
}

/* --- upon the picture --- */

static void
trace_line (HwPowerPainter *self, double x0, double y0, double x1, double y1)
{
  hw_scene_line (self->scene,
                 no_ref,
                 hw_power_x (self, x0),
                 hw_power_y (self, y0),
                 hw_power_x (self, x1),
                 hw_power_y (self, y1),
                 ROLE (self, HW_ROLE_ACCENT),
                 fmax (4 * self->view.scale, 2),
                 FALSE);
}

/* Around a part, @margin device units off it. */
static void
outline_box (
    HwPowerPainter *self, const HwPowerBox *box, double margin, double line_width, double alpha)
{
  double scale = self->view.scale;
  HwColour accent = ROLE (self, HW_ROLE_ACCENT);

  accent.alpha = alpha;
  hw_scene_rounded (self->scene,
                    no_ref,
                    hw_power_x (self, box->x) - margin,
                    hw_power_y (self, box->y) - margin,
                    box->width * scale + 2 * margin,
                    box->height * scale + 2 * margin,
                    5 * scale + margin,
                    no_colour,
                    accent,
                    line_width);
}

static void
outline (HwPowerPainter *self, const HwPowerPart *part)
{
  HwPowerBox box;

  if (hw_power_layout_part_rect (self->layout, part, &box.x, &box.y, &box.width, &box.height))
    outline_box (self, &box, 3, 2, 1);
}

/* The line through a unit; those of a grid share one. */
static double
wire_x (HwPowerPainter *self, const HwPowerSpot *spot)
{
  return spot->small ? self->block->left[spot->system] : spot->x;
}

static double
below (HwPowerPainter *self, const HwPowerSpot *spot)
{
  return self->block->stage_y[spot->stage + 1];
}

static void trace_up (HwPowerPainter *self, guint node, guint8 *seen);

/* From what feeds @node, through busbars, to @spot, which it feeds; %NULL: feeds. */
static void
trace_parents (HwPowerPainter *self, guint node, const HwPowerSpot *spot, guint8 *seen)
{
  const HwPowerPlan *plan = self->layout->plan;
  const HwPowerNode *row = hw_power_plan_node (plan, node);

  for (guint i = 0; i < row->n_parents; i++)
    {
      guint parent = g_array_index (plan->parents, guint, row->first_parent + i);
      const HwPowerSpot *above = hw_power_block_find_spot (self->block, parent);
      double x, y;

      if (hw_power_plan_node (plan, parent)->role == HW_POWER_BUS)
        trace_parents (self, parent, spot, seen);
      if (above == NULL)
        continue;
      x = wire_x (self, above);
      y = below (self, above);
      if (spot != NULL)
        trace_line (self, x, y, wire_x (self, spot), y);
      else
        trace_line (self, x, y, x, self->block->bus_y[above->system]);
      trace_up (self, parent, seen);
    }
}

/* Units are met once, however many ways lead there. */
static void
trace_up (HwPowerPainter *self, guint node, guint8 *seen)
{
  const HwPowerSpot *spot = hw_power_block_find_spot (self->block, node);

  if (seen[node])
    return;
  seen[node] = TRUE;
  if (spot != NULL)
    {
      HwPowerPart part = { (gint)node, 0, 0, -1 };
      double x = wire_x (self, spot), top = self->block->stage_y[spot->stage];
      HwPowerBox box = hw_power_spot_box (spot);

      outline (self, &part);
      trace_line (self, x, spot->small ? top : box.y + box.height, x, below (self, spot));
      if (hw_power_plan_node (self->layout->plan, node)->n_parents > 0)
        trace_line (self, x, top, x, spot->small ? below (self, spot) : box.y);
    }
  trace_parents (self, node, spot, seen);
}

static const HwPowerBand *
first_line (const HwPowerBand *band)
{
  while (!band->first_line)
    band--;
  return band;
}

/* From @x on its busway up to its utilities. */
static void
trace_feed (HwPowerPainter *self, const HwPowerBand *band, guint node, double x, guint8 *seen)
{
  const HwPowerTrack *track = hw_power_tap_track (self->layout, band, node);
  const HwPowerBand *first = first_line (band);
  guint system = hw_power_plan_node (self->layout->plan, node)->system;
  double trunk = hw_power_trunk_x (first, system), y;

  if (track == NULL)
    return;
  y = first->y + track->y;
  trace_line (self, x, band->y + track->y, band->x + HW_POWER_BREAKER_X, band->y + track->y);
  if ((self->block->systems & 1u << system) != 0)
    {
      double bus = self->block->bus_y[system];

      trace_line (self, trunk, y, first->x + HW_POWER_BREAKER_X, y);
      trace_line (self, trunk, bus, trunk, y);
      trace_line (self,
                  fmin (trunk, self->block->left[system]),
                  bus,
                  fmax (trunk, self->block->left[system]),
                  bus);
    }
  trace_up (self, node, seen);
}

static void
trace_rack (HwPowerPainter *self, const HwPowerPart *part, guint8 *seen)
{
  const HwPowerLayout *layout = self->layout;
  const HwPowerPlace *place = &g_array_index (layout->places, HwPowerPlace, part->rack);
  const HwPowerRack *rack = hw_results_power_rack (layout->results, layout->solution, part->rack);
  const HwPowerBand *band;

  if (place->band == 0 || rack == NULL)
    return;
  band = hw_power_layout_band (layout, place->band - 1);
  for (guint i = 0; i < rack->n_taps; i++)
    {
      const HwPowerTrack *track = hw_power_tap_track (layout, band, rack->taps[i].node);
      double x, track_y, card_y;

      if (track == NULL || (part->tap >= 0 && part->tap != (gint)i))
        continue;
      hw_power_tap_line (layout, band, place->index, track, &x, &track_y, &card_y);
      trace_line (self, x, track_y, x, card_y);
      trace_feed (self, band, rack->taps[i].node, x, seen);
    }
}

/* The block that a part is in. */
static const HwPowerBlock *
block_of (const HwPowerLayout *layout, const HwPowerPart *part)
{
  double x, y, width, height;

  if (!hw_power_layout_part_rect (layout, part, &x, &y, &width, &height))
    return NULL;
  for (guint i = 0; i < layout->blocks->len; i++)
    {
      const HwPowerBlock *block = &g_array_index (layout->blocks, HwPowerBlock, i);

      if (y >= block->y && y <= block->y + block->height)
        return block;
    }
  return NULL;
}

static void
trace (HwPowerPainter *self, const HwPowerPart *part)
{
  const HwPowerLayout *layout = self->layout;
  g_autofree guint8 *seen = g_new0 (guint8, MAX (layout->plan->nodes->len, 1));

  self->block = block_of (layout, part);
  if (self->block == NULL)
    return;
  outline (self, part);
  if (part->rack != 0)
    trace_rack (self, part, seen);
  else if (hw_power_plan_node (layout->plan, (guint)part->node)->role != HW_POWER_FEED)
    trace_up (self, (guint)part->node, seen);
  else
    for (guint i = self->block->first_band;
         i < self->block->first_band + self->block->n_bands && !seen[part->node];
         i++)
      {
        const HwPowerBand *band = hw_power_layout_band (layout, i);

        if (band->first_line && hw_power_tap_track (layout, band, (guint)part->node) != NULL)
          trace_feed (self, band, (guint)part->node, band->x + band->width - 12, seen);
      }
}

/* Racks that something selected feeds, with the feeds between. */
static void
mark_fed (HwPowerPainter *self, const HwPowerPath *path)
{
  const HwPowerLayout *layout = self->layout;

  for (guint i = 0; i < layout->racks->len + layout->plan->nodes->len; i++)
    {
      HwPowerPart part = HW_POWER_NO_PART;
      HwPowerBox box;

      if (i < layout->racks->len)
        part.rack = hw_power_layout_rack (layout, i);
      else
        part.node = (gint)(i - layout->racks->len);
      if (part.node >= 0 ? (path->nodes[part.node] & HW_POWER_PATH_BELOW) == 0
                         : !hw_power_path_has (path, HW_REF (HW_TABLE_RACK, part.rack)))
        continue;
      if (hw_power_layout_part_rect (layout, &part, &box.x, &box.y, &box.width, &box.height)
          && hw_power_sees (self, &box))
        outline_box (self, &box, 2, HW_POWER_PATH_WIDTH, HW_POWER_PATH_ALPHA);
    }
}

/* More than a few ways together show nothing. */
#define MOST_TRACES 8

void
hw_scene_power_overlay (HwScene *scene,
                        const HwPowerLayout *layout,
                        const GArray *selection,
                        const HwPowerPart *pointed)
{
  HwPowerPainter self = painter_of (layout, scene, hw_scene_get_viewport (scene));

  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  if (selection != NULL)
    {
      g_autoptr (HwPowerPath) path = hw_power_path_new (
          layout->results, (const HwRef *)(gpointer)selection->data, selection->len);

      mark_fed (&self, path);
    }
  for (guint i = 0; selection != NULL && i < MIN (selection->len, MOST_TRACES); i++)
    {
      char id[HW_ID_SIZE];
      HwPowerPart part;

      if (hw_power_layout_find_part (
              layout,
              hw_design_id_text (layout->design, g_array_index (selection, HwRef, i), id),
              &part))
        trace (&self, &part);
    }
  if (!hw_power_part_is_none (pointed))
    trace (&self, pointed);
}
