/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-fluid.h"
#include "hw-loop-capacity.h"

/* The title of a loop, with what is worst about it and the legend of its pipes. */

#define ROLE(self, role) ((self)->theme->colours[role])

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

static const char *
topology_text (HwLoopTopology topology)
{
  switch (topology)
    {
    case HW_LOOP_REVERSE_RETURN:
      return _ ("reverse return");
    case HW_LOOP_RING_MAIN:
      return _ ("ring main");
    case HW_LOOP_DIRECT_RETURN:
      break;
    }
  return _ ("direct return");
}

static void
legend_text (HwCoolingPainter *self, double x, double y, double width, const char *text)
{
  hw_cooling_text (self,
                   no_ref,
                   x,
                   y + 1,
                   width,
                   text,
                   11,
                   FALSE,
                   HW_ALIGN_START,
                   HW_ROLE_TEXT_DIM,
                   ROLE (self, HW_ROLE_GROUND));
}

static void
draw_scale (HwCoolingPainter *self, double x, double y)
{
  const HwCoolingLayout *layout = self->layout;
  double span = layout->warmest_c - layout->coldest_c;
  g_autofree char *low = g_strdup_printf ("%.0f °C", layout->coldest_c);
  g_autofree char *high = g_strdup_printf ("%.0f °C", layout->warmest_c);

  legend_text (self, x, y, 48, low);
  for (guint i = 0; i < HW_COOLING_SCALE_STEPS; i++)
    hw_scene_box (
        self->scene,
        no_ref,
        hw_cooling_x (self, x + 50 + i * 5),
        hw_cooling_y (self, y + 5),
        5 * self->view.scale,
        10 * self->view.scale,
        hw_cooling_warmth (self, layout->coldest_c + span * i / (HW_COOLING_SCALE_STEPS - 1)),
        no_colour);
  legend_text (self, x + 58 + HW_COOLING_SCALE_STEPS * 5, y, 48, high);
}

static void
draw_legend (HwCoolingPainter *self, double y)
{
  double x = self->block->head - HW_COOLING_LEGEND;
  double flow = self->solution->flow_total_m3_s;
  GArray *runs = g_steal_pointer (&self->runs);

  if (self->layout->by_temperature && self->layout->warmest_c > self->layout->coldest_c)
    draw_scale (self, x, y);
  else
    {
      hw_cooling_pipe (self, x, y + 10, x + 30, y + 10, FALSE, flow > 0 ? flow / 3 : 1, NAN);
      legend_text (self, x + 36, y, 70, _ ("supply"));
      hw_cooling_pipe (self, x + 110, y + 10, x + 140, y + 10, TRUE, flow > 0 ? flow / 3 : 1, NAN);
      legend_text (self, x + 146, y, 70, _ ("return"));
    }
  self->runs = runs;
}

/* "N + 1: 230 kW of 1.35 MW": what is carried with the spares out of what could be; "not N + 1"
 * where that is less. Returns:
 * (transfer full): empty where none are asked for, or nothing is known */
static char *
spare_text (const HwCoolingPainter *self)
{
  const HwLoopSolution *solution = self->solution;
  HwSpare spare = self->plan->rule.spare;
  g_autofree char *heat = hw_quantity_format (HW_DIMENSION_POWER, solution->heat_w, NULL);
  g_autofree char *usable = NULL;
  double usable_w
      = hw_loop_usable_w (&self->plan->rule, solution->capacity_w, solution->capacity_left_w);

  if (spare == HW_SPARE_NONE || !solution->steady || isnan (usable_w))
    return g_strdup ("");
  if (usable_w < solution->heat_w)
    return g_strdup (spare == HW_SPARE_ONE ? _ (" · not N + 1") : _ (" · not 2N"));
  usable = hw_quantity_format (HW_DIMENSION_POWER, usable_w, NULL);
  return g_strdup_printf (
      spare == HW_SPARE_ONE ? _ (" · N + 1: %s of %s") : _ (" · 2N: %s of %s"), heat, usable);
}

void
hw_cooling_draw_title (HwCoolingPainter *self)
{
  HwRef ref = HW_REF (HW_TABLE_LOOP, self->block->loop);
  HwColour ground = ROLE (self, HW_ROLE_GROUND);
  const HwLoopSolution *solution = self->solution;
  const HwLoopFinding *worst = hw_cooling_worst (self, ref);
  guint n = self->plan->racks->len;
  g_autofree char *heat = hw_quantity_format (HW_DIMENSION_POWER, solution->rack_heat_w, NULL);
  g_autofree char *spare = spare_text (self);
  g_autofree char *name
      = g_strdup_printf (_ ("%s · cooling loop"), hw_design_name (self->layout->design, ref));
  g_autofree char *about = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                         "%s · %s · %u branch · %s to liquid%s",
                                                         "%s · %s · %u branches · %s to liquid%s",
                                                         n),
                                            topology_text (self->plan->rule.topology),
                                            hw_coolant_label (self->plan->rule.coolant),
                                            n,
                                            heat,
                                            spare);
  double y = self->block->y;
  double free = self->block->head - HW_COOLING_LEGEND - 40;

  hw_cooling_text (
      self, ref, 28, y, MIN (430, free), name, 15, TRUE, HW_ALIGN_START, HW_ROLE_TEXT, ground);
  hw_cooling_text (self,
                   ref,
                   28,
                   y + 25,
                   self->block->head - 60,
                   about,
                   11,
                   FALSE,
                   HW_ALIGN_START,
                   HW_ROLE_TEXT_DIM,
                   ground);
  if (worst != NULL)
    {
      g_autofree char *message = hw_loop_finding_message (self->layout->design, solution, worst);
      hw_scene_icon (self->scene,
                     ref,
                     hw_cooling_x (self, 28),
                     hw_cooling_y (self, y + 48),
                     13 * self->view.scale,
                     hw_cooling_severity_icon (worst),
                     ROLE (self, hw_cooling_severity_role (worst)));
      hw_cooling_text (self,
                       ref,
                       46,
                       y + 46,
                       self->block->head - 70,
                       message,
                       11,
                       FALSE,
                       HW_ALIGN_START,
                       HW_ROLE_TEXT,
                       ground);
    }
  draw_legend (self, y);
}
