/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-loop-thermal.h"
#include "hw-pipe-size.h"
#include "hw-rack-coolant.h"

#define ROLE(self, role) ((self)->theme->colours[role])

#define LABEL_SIZE 11.0
/* Smaller ones are not drawn, on paper either: device units. */
#define LEAST_LABEL 4.5

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

static double
link_flow (const HwCoolingPainter *self, guint link)
{
  return self->solution->flow_m3_s[link];
}

/* The fastest piece of a header stands for it. */
static const HwLoopLink *
widest (const HwCoolingPainter *self, const HwCoolingBand *band, HwPartRole role, guint *index)
{
  const HwLoopLink *found = NULL;

  for (guint i = 0; i < self->plan->links->len; i++)
    {
      const HwLoopLink *link = hw_loop_plan_link (self->plan, i);
      gboolean ours = FALSE;

      if (link->role != role)
        continue;
      for (guint r = band->first; r < band->first + band->n; r++)
        {
          HwRef rack = g_array_index (self->plan->racks, HwLoopRack, r).object;
          ours |= hw_ref_equal (link->from_object, rack) || hw_ref_equal (link->to_object, rack);
        }
      if (ours && (found == NULL || fabs (link_flow (self, i)) > fabs (link_flow (self, *index))))
        {
          found = link;
          *index = i;
        }
    }
  return found;
}

/* Returns of racks as they come together. */
typedef struct
{
  double flow_m3_s, sum;
} Mixture;

static void
mix (const HwCoolingPainter *self, Mixture *mixture, guint rack)
{
  const HwRackFlow *flow = &self->solution->racks[rack];

  if (flow->flow_m3_s <= HW_LOOP_STILL_M3_S)
    return;
  mixture->flow_m3_s += flow->flow_m3_s;
  mixture->sum += flow->flow_m3_s * flow->return_c;
}

static void
draw_header_label (HwCoolingPainter *self, const HwCoolingBand *band, gboolean back)
{
  guint index = 0;
  const HwLoopLink *link;
  Mixture all = { 0 };
  g_autofree char *number = NULL;
  g_autofree char *celsius = NULL;
  g_autofree char *label = NULL;

  if (LABEL_SIZE * self->view.scale < LEAST_LABEL)
    return;
  link = widest (self, band, back ? HW_PART_RETURN_HEADER : HW_PART_SUPPLY_HEADER, &index);
  for (guint i = 0; i < band->n; i++)
    mix (self, &all, band->first + i);
  number = hw_coolant_celsius_text (back ? all.sum / all.flow_m3_s : self->solution->supply_c);
  celsius = g_strdup_printf ("%s °C", number);
  if (self->solution->waits)
    label = g_strdup (_ ("being computed"));
  else if (link == NULL)
    label = g_strdup_printf (_ ("%.0f L/min · %s"), all.flow_m3_s * 60e3, celsius);
  else
    label = g_strdup_printf (_ ("DN %d · %.0f L/min · %.1f m/s · %s"),
                             link->dn,
                             all.flow_m3_s * 60e3,
                             hw_pipe_velocity (link->bore_m, fabs (link_flow (self, index))),
                             celsius);
  hw_cooling_text (self,
                   no_ref,
                   HW_COOLING_FIRST_CARD,
                   band->y + (back ? HW_COOLING_RETURN + 14 : HW_COOLING_SUPPLY - 30),
                   420,
                   label,
                   LABEL_SIZE,
                   TRUE,
                   HW_ALIGN_START,
                   HW_ROLE_TEXT,
                   ROLE (self, HW_ROLE_GROUND));
}

/* Where the branches of the @index-th rack are. */
static double
middle_of (guint index)
{
  return HW_COOLING_FIRST_CARD + index * HW_COOLING_PITCH + HW_COOLING_CARD_WIDTH / 2;
}

static double
band_end (const HwCoolingBand *band)
{
  return middle_of (band->n - 1);
}

/* From the first rack to the far end, and from there back below. */
static void
draw_reverse (HwCoolingPainter *self, const HwCoolingBand *band)
{
  double y = band->y + HW_COOLING_RETURN, end = band_end (band);
  Mixture mixture = { 0 };
  double celsius = NAN;

  for (guint i = 0; i < band->n; i++)
    {
      double from = middle_of (i);

      mix (self, &mixture, band->first + i);
      celsius = mixture.sum / mixture.flow_m3_s;
      hw_cooling_pipe (self,
                       from,
                       y,
                       i + 1 < band->n ? from + HW_COOLING_PITCH : end + 40,
                       y,
                       TRUE,
                       mixture.flow_m3_s,
                       celsius);
    }
  hw_cooling_pipe (self, end + 40, y, end + 40, y + 40, TRUE, mixture.flow_m3_s, celsius);
  hw_cooling_pipe (
      self, end + 40, y + 40, HW_COOLING_RETURN_RISER, y + 40, TRUE, mixture.flow_m3_s, celsius);
}

/* The header thins out as branches leave it. */
static void
draw_header (HwCoolingPainter *self, const HwCoolingBand *band, gboolean back)
{
  double y = band->y + (back ? HW_COOLING_RETURN : HW_COOLING_SUPPLY);
  double riser = back ? HW_COOLING_RETURN_RISER : HW_COOLING_SUPPLY_RISER;
  Mixture beyond = { 0 };

  if (back && self->plan->rule.topology == HW_LOOP_REVERSE_RETURN)
    {
      draw_reverse (self, band);
      return;
    }
  for (guint i = band->n; i-- > 0;)
    {
      mix (self, &beyond, band->first + i);
      hw_cooling_pipe (self,
                       i > 0 ? middle_of (i - 1) : riser,
                       y,
                       middle_of (i),
                       y,
                       back,
                       back ? -beyond.flow_m3_s : beyond.flow_m3_s,
                       back ? beyond.sum / beyond.flow_m3_s : self->solution->supply_c);
    }
}

/* Of what closes a ring, which mixes what comes from either side. */
static double
ring_celsius (const HwCoolingPainter *self, gboolean back)
{
  return back ? self->solution->return_c : self->solution->supply_c;
}

/* Rings of several rows join the far ends of their headers. */
static void
draw_far_main (HwCoolingPainter *self, guint n, gboolean back)
{
  const HwCoolingBand *band = &g_array_index (self->block->bands, HwCoolingBand, n);
  const HwCoolingBand *next = band + 1;
  double side = self->block->width - (back ? 30 : 14);
  double off = back ? HW_COOLING_RETURN : HW_COOLING_SUPPLY;
  guint index = 0;
  const HwLoopLink *link
      = widest (self, band, back ? HW_PART_RETURN_RING : HW_PART_SUPPLY_RING, &index);
  double flow = link != NULL ? link_flow (self, index) : 0, celsius = ring_celsius (self, back);

  hw_cooling_pipe (self, band_end (band), band->y + off, side, band->y + off, back, flow, celsius);
  hw_cooling_pipe (self, side, band->y + off, side, next->y + off, back, flow, celsius);
  hw_cooling_pipe (self, side, next->y + off, band_end (next), next->y + off, back, flow, celsius);
}

/* A ring of one row goes on beyond the last rack and comes back outside its header. */
static void
draw_ring (HwCoolingPainter *self, const HwCoolingBand *band, gboolean back)
{
  double y = band->y + (back ? HW_COOLING_RETURN : HW_COOLING_SUPPLY);
  double outside = back ? y + 44 : y - 44;
  double start = back ? HW_COOLING_RETURN_RISER : HW_COOLING_SUPPLY_RISER;
  double end = band_end (band);
  guint index = 0;
  const HwLoopLink *link
      = widest (self, band, back ? HW_PART_RETURN_RING : HW_PART_SUPPLY_RING, &index);
  double flow = link != NULL ? link_flow (self, index) : 0, celsius = ring_celsius (self, back);

  if (link == NULL)
    return;
  hw_cooling_pipe (self, end + 50, y, end, y, back, flow, celsius);
  hw_cooling_pipe (self, end + 50, outside, end + 50, y, back, flow, celsius);
  hw_cooling_pipe (self, start, outside, end + 50, outside, back, flow, celsius);
  hw_cooling_pipe (self, start, y, start, outside, back, flow, celsius);
}

void
hw_cooling_draw_bands (HwCoolingPainter *self)
{
  for (guint n = 0; n < self->block->bands->len; n++)
    {
      const HwCoolingBand *band = &g_array_index (self->block->bands, HwCoolingBand, n);
      double top = hw_cooling_y (self, band->y),
             bottom = hw_cooling_y (self, band->y + HW_COOLING_BAND);

      if (bottom < 0 || top > self->view.height)
        continue;
      hw_scene_set_layer (self->scene, HW_LAYER_AREA);
      for (guint back = 0; back < 2; back++)
        {
          draw_header (self, band, back);
          if (self->plan->rule.topology == HW_LOOP_RING_MAIN && self->block->bands->len == 1)
            draw_ring (self, band, back);
          else if (self->plan->rule.topology == HW_LOOP_RING_MAIN
                   && n + 1 < self->block->bands->len)
            draw_far_main (self, n, back);
          draw_header_label (self, band, back);
        }
      for (guint i = band->first; i < band->first + band->n; i++)
        {
          HwCoolingBox box = hw_cooling_rack_box (band, i);
          if (hw_cooling_x (self, box.x + box.width) >= -10
              && hw_cooling_x (self, box.x) <= self->view.width + 10)
            hw_cooling_draw_rack (self, band, i);
        }
    }
}
