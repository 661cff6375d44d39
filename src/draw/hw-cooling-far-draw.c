/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling-draw.h"
#include "hw-rack-coolant.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Smaller cards have sharp corners, device units: of hundreds no eye sees the others. */
#define ROUNDED 90.0

#define ROLE(self, role) ((self)->theme->colours[role])
/* Of texts that do not shrink with the diagram, device units. */
#define LARGEST 13.0
#define LEAST 7.0
/* Kept free beside them, and as part of a card that is narrow. */
#define SIDE 3.0
#define SIDE_PART 0.05

/* Loops from afar: what matters of each, in a size that can be read. */

/* Below, the texts that shrink with the diagram can no longer be read. */
#define HALF_FAR 0.74

gboolean
hw_cooling_is_half_far (const HwCoolingPainter *self)
{
  return self->theme->kind != HW_THEME_PRINT && self->view.scale < HALF_FAR;
}

void
hw_cooling_far_text (HwCoolingPainter *self,
                     HwRef ref,
                     const HwCoolingBox *card,
                     guint line,
                     guint n_lines,
                     const char *text,
                     const char *brief,
                     HwRole role,
                     HwColour ground)
{
  double width = card->width * self->view.scale, height = card->height * self->view.scale;
  double side = fmin (SIDE, width * SIDE_PART);
  double room = height / n_lines, room_x = width - 2 * side;
  double size = fmin (fmin (width / 3.2, room / 1.5), LARGEST);
  double fits = size * room_x / hw_scene_text_width (self->scene, text, size, line == 0);

  /* Whole, if need be smaller, or the brief one, or not at all. */
  if (fits < LEAST && brief != NULL)
    {
      text = brief;
      fits = size * room_x / hw_scene_text_width (self->scene, text, size, line == 0);
    }
  size = fmin (size, fits);
  if (size < LEAST)
    return;
  hw_scene_text (self->scene,
                 ref,
                 hw_cooling_x (self, card->x) + side,
                 hw_cooling_y (self, card->y) + (height - n_lines * size * 1.5) / 2
                     + line * size * 1.5,
                 room_x,
                 size * 1.5,
                 text,
                 size,
                 line == 0,
                 HW_ALIGN_CENTRE,
                 ROLE (self, role),
                 ground);
}

static HwRole
ground_of (const HwLoopFinding *worst)
{
  if (worst == NULL || hw_loop_rule_severity (worst->rule) == HW_SEVERITY_NOTE)
    return HW_ROLE_GOOD_SOFT;
  return hw_loop_rule_severity (worst->rule) == HW_SEVERITY_ERROR ? HW_ROLE_ERROR_SOFT
                                                                  : HW_ROLE_WARNING_SOFT;
}

static const HwLoopFinding *
worst_of_all (const HwCoolingPainter *self)
{
  const HwLoopFinding *worst = NULL;

  for (guint i = 0; i < self->block->findings->len; i++)
    {
      const HwLoopFinding *finding = &g_array_index (self->block->findings, HwLoopFinding, i);

      if (worst == NULL
          || hw_loop_rule_severity (finding->rule) < hw_loop_rule_severity (worst->rule))
        worst = finding;
    }
  return worst;
}

static char *
temperatures (const HwCoolingPainter *self)
{
  g_autofree char *supply = NULL;
  g_autofree char *back = NULL;

  if (self->solution->waits)
    return g_strdup (_ ("being computed"));
  if (!self->solution->steady)
    return g_strdup (_ ("does not flow"));
  supply = hw_coolant_celsius_text (self->solution->supply_c);
  back = hw_coolant_celsius_text (self->solution->return_c);
  return g_strdup_printf (_ ("%s → %s °C"), supply, back);
}

/* What fits of name, heat, flow, and temperatures. */
static void
draw_lines (HwCoolingPainter *self, HwRef ref, const HwCoolingBox *box, HwColour ground)
{
  g_autofree char *heat
      = hw_quantity_format (HW_DIMENSION_POWER, self->solution->rack_heat_w, NULL);
  g_autofree char *litres = hw_cooling_number ("%.0f", self->solution->flow_total_m3_s * 60e3);
  g_autofree char *flow = g_strdup_printf (_ ("%s L/min"), litres);
  g_autofree char *celsius = temperatures (self);
  const char *lines[] = { hw_design_name (self->layout->design, ref), heat, flow, celsius };
  double size = fmin (fmin (box->height / 6.5, box->width / 9), LARGEST);
  guint n = G_N_ELEMENTS (lines);
  double top;

  /* The name alone may still be read. */
  if (size < LEAST)
    {
      n = 1;
      size = fmin (box->height / 1.6, LARGEST);
      size *= fmin ((box->width - 7) / hw_scene_text_width (self->scene, lines[0], size, TRUE), 1);
    }
  if (size < LEAST)
    return;
  top = box->y + (box->height - n * size * 1.45) / 2;
  for (guint i = 0; i < n; i++)
    hw_scene_text (self->scene,
                   ref,
                   box->x + 3,
                   top + i * size * 1.45,
                   box->width - 6,
                   size * 1.45,
                   lines[i],
                   i == 0 ? size : size * 0.92,
                   i == 0,
                   HW_ALIGN_CENTRE,
                   hw_theme_text_on (self->theme, ground),
                   ground);
}

void
hw_cooling_draw_far (HwCoolingPainter *self)
{
  HwRef ref = HW_REF (HW_TABLE_LOOP, self->block->loop);
  const HwLoopFinding *worst = worst_of_all (self);
  HwColour ground = ROLE (self, HW_ROLE_PAPER);
  HwColour soft = ROLE (self, ground_of (worst));
  HwCoolingBox box = { hw_cooling_x (self, 0),
                       hw_cooling_y (self, self->block->y),
                       self->block->width * self->view.scale,
                       self->block->height * self->view.scale };

  ground = hw_colour_over (soft, ground);
  if (self->layout->by_temperature && isfinite (self->solution->return_c))
    ground = hw_cooling_warmth (self, self->solution->return_c);
  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  hw_scene_rounded (
      self->scene,
      ref,
      box.x,
      box.y,
      box.width,
      box.height,
      box.width >= ROUNDED ? fmin (4, box.height / 6) : 0,
      ground,
      ROLE (self, worst != NULL ? hw_cooling_severity_role (worst) : HW_ROLE_LINE_STRONG),
      1);
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  draw_lines (self, ref, &box, ground);
}

void
hw_cooling_draw_far_title (HwCoolingPainter *self)
{
  HwRef ref = HW_REF (HW_TABLE_LOOP, self->block->loop);
  const HwLoopFinding *worst = worst_of_all (self);
  g_autofree char *heat
      = hw_quantity_format (HW_DIMENSION_POWER, self->solution->rack_heat_w, NULL);
  g_autofree char *celsius = temperatures (self);
  g_autofree char *text
      = g_strdup_printf ("%s · %s · %s", hw_design_name (self->layout->design, ref), heat, celsius);
  double height = HW_COOLING_TITLE * self->view.scale;
  double size = fmin (height * 0.6, LARGEST), x = hw_cooling_x (self, 28);

  if (worst != NULL)
    {
      hw_scene_icon (self->scene,
                     ref,
                     x,
                     hw_cooling_y (self, self->block->y) + (height - size) / 2,
                     size,
                     hw_cooling_severity_icon (worst),
                     ROLE (self, hw_cooling_severity_role (worst)));
      x += size * 1.5;
    }
  hw_scene_text (self->scene,
                 ref,
                 x,
                 hw_cooling_y (self, self->block->y),
                 hw_cooling_x (self, self->block->head) - x,
                 height,
                 text,
                 size,
                 TRUE,
                 HW_ALIGN_START,
                 ROLE (self, HW_ROLE_TEXT),
                 ROLE (self, HW_ROLE_GROUND));
}
