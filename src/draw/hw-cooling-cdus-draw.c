/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling-draw.h"
#include "hw-rack-coolant.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ROLE(self, role) ((self)->theme->colours[role])

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

/* Where something joins a riser, and what it brings; negative: takes away. */
typedef struct
{
  double y, flow_m3_s;
} Joint;

static int
by_height (gconstpointer a, gconstpointer b)
{
  const Joint *x = a, *y = b;

  return x->y < y->y ? -1 : x->y > y->y;
}

/* Between two joints flows down what those above have left. */
static void
draw_riser (HwCoolingPainter *self, GArray *joints, gboolean back)
{
  double x = back ? HW_COOLING_RETURN_RISER : HW_COOLING_SUPPLY_RISER;
  double celsius = back ? self->solution->return_c : self->solution->supply_c;
  double flow = 0;

  g_array_sort (joints, by_height);
  for (guint i = 0; i + 1 < joints->len; i++)
    {
      const Joint *joint = &g_array_index (joints, Joint, i), *next = joint + 1;

      flow += joint->flow_m3_s;
      if (next->y > joint->y)
        hw_cooling_pipe (self, x, joint->y, x, next->y, back, flow, celsius);
    }
}

static double
band_flow (const HwCoolingPainter *self, const HwCoolingBand *band)
{
  double flow = 0;

  for (guint i = band->first; i < band->first + band->n; i++)
    flow += self->solution->racks[i].flow_m3_s;
  return flow;
}

/* Pipes between CDUs and headers, along the left. */
void
hw_cooling_draw_risers (HwCoolingPainter *self)
{
  const HwCoolingBlock *block = self->block;
  g_autoptr (GArray) supply = g_array_new (FALSE, FALSE, sizeof (Joint));
  g_autoptr (GArray) back = g_array_new (FALSE, FALSE, sizeof (Joint));
  gboolean reverse = self->plan->rule.topology == HW_LOOP_REVERSE_RETURN;

  for (guint n = 0; n < block->bands->len; n++)
    {
      const HwCoolingBand *band = &g_array_index (block->bands, HwCoolingBand, n);
      double flow = band_flow (self, band);
      Joint to = { band->y + HW_COOLING_SUPPLY, -flow };
      Joint from = { band->y + HW_COOLING_RETURN + (reverse ? 40 : 0), flow };

      g_array_append_val (supply, to);
      g_array_append_val (back, from);
    }
  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      HwCoolingBox box = hw_cooling_cdu_box (block, i);
      const HwCduFlow *flow = &self->solution->cdus[i];
      Joint from = { box.y + 100, flow->flow_m3_s }, to = { box.y + 140, -flow->flow_m3_s };

      g_array_append_val (supply, from);
      g_array_append_val (back, to);
      hw_cooling_pipe (self,
                       box.x + 135,
                       from.y,
                       HW_COOLING_SUPPLY_RISER,
                       from.y,
                       FALSE,
                       flow->flow_m3_s,
                       flow->supply_c);
      hw_cooling_pipe (self,
                       HW_COOLING_RETURN_RISER,
                       to.y,
                       box.x + 135,
                       to.y,
                       TRUE,
                       flow->flow_m3_s,
                       flow->return_c);
    }
  draw_riser (self, supply, FALSE);
  draw_riser (self, back, TRUE);
}

/* The plates, as chevrons. */
static void
draw_exchanger (HwCoolingPainter *self, const HwCoolingBox *box)
{
  HwCoolingBox plates = { box->x + 55, box->y + 72, 80, 96 };

  hw_cooling_card (self,
                   no_ref,
                   &plates,
                   ROLE (self, HW_ROLE_PAPER),
                   ROLE (self, HW_ROLE_FAMILY + HW_FAMILY_COOLING),
                   1.6);
  for (guint i = 0; i < 5; i++)
    {
      double y = plates.y + 14 + i * 18;
      hw_cooling_hairline (
          self, plates.x + 6, y, plates.x + 40, y - 8, HW_ROLE_FAMILY + HW_FAMILY_COOLING);
      hw_cooling_hairline (
          self, plates.x + 40, y - 8, plates.x + 74, y, HW_ROLE_FAMILY + HW_FAMILY_COOLING);
    }
}

/* What takes the heat from the CDU: water of the building, or air of the room. */
static void
draw_sink (HwCoolingPainter *self, guint index, const HwCoolingBox *box)
{
  const HwCduFlow *flow = &self->solution->cdus[index];
  const HwLoopCdu *cdu = &g_array_index (self->plan->cdus, HwLoopCdu, index);
  double through = flow->flow_m3_s / 4;
  g_autofree char *in = hw_coolant_celsius_text (flow->sink_in_c);
  g_autofree char *out = hw_coolant_celsius_text (flow->runs ? flow->sink_out_c : NAN);
  g_autofree char *label = g_strdup_printf (
      cdu->rating.to_air ? _ ("room air %s → %s °C") : _ ("facility water %s → %s °C"), in, out);

  hw_cooling_pipe (
      self, box->x + 55, box->y + 100, 24, box->y + 100, TRUE, through, flow->sink_out_c);
  hw_cooling_pipe (self, 24, box->y + 100, 24, box->y - 34, TRUE, through, flow->sink_out_c);
  hw_cooling_pipe (self, 36, box->y - 34, 36, box->y + 140, FALSE, through, flow->sink_in_c);
  hw_cooling_pipe (
      self, 36, box->y + 140, box->x + 55, box->y + 140, FALSE, through, flow->sink_in_c);
  hw_cooling_text (self,
                   no_ref,
                   62,
                   box->y - 39,
                   204,
                   label,
                   10.5,
                   FALSE,
                   HW_ALIGN_START,
                   HW_ROLE_TEXT_DIM,
                   ROLE (self, HW_ROLE_GROUND));
}

static void
draw_pump_text (HwCoolingPainter *self, guint index, const HwCoolingBox *box, HwRef ref)
{
  const HwCduFlow *flow = &self->solution->cdus[index];
  const HwLoopCdu *cdu = &g_array_index (self->plan->cdus, HwLoopCdu, index);
  HwColour paper = ROLE (self, HW_ROLE_PAPER);
  g_autofree char *power = hw_quantity_format (HW_DIMENSION_POWER, flow->electric_w, NULL);
  g_autofree char *pump = NULL;
  g_autofree char *head = NULL;
  g_autofree char *heat = NULL;

  if (cdu->off)
    pump = g_strdup (_ ("off"));
  else if (self->solution->waits)
    pump = g_strdup (_ ("being computed"));
  else if (self->plan->warm && !cdu->rating.to_air)
    pump = g_strdup (_ ("takes no heat"));
  else if (!flow->runs)
    pump = g_strdup (_ ("stands by"));
  else
    pump = g_strdup_printf (_ ("%.0f %%, %s"), flow->speed * 100, power);
  hw_cooling_text (self,
                   ref,
                   box->x + 64,
                   box->y + 190,
                   120,
                   pump,
                   10.5,
                   FALSE,
                   HW_ALIGN_START,
                   flow->runs ? HW_ROLE_TEXT : HW_ROLE_TEXT_DIM,
                   paper);
  if (!flow->runs)
    return;
  head
      = g_strdup_printf (_ ("%.0f L/min at %.0f kPa"), flow->flow_m3_s * 60e3, flow->head_pa / 1e3);
  hw_cooling_text (self,
                   ref,
                   box->x + 14,
                   box->y + 216,
                   box->width - 28,
                   head,
                   10.5,
                   FALSE,
                   HW_ALIGN_START,
                   HW_ROLE_TEXT,
                   paper);
  /* Air of the room is what a side-car asks for. */
  heat = cdu->rating.to_air ? g_strdup_printf (
             _ ("%.0f kW into %.1f m³/s of air"), flow->heat_w / 1e3, flow->sink_m3_s)
                            : g_strdup_printf (_ ("rejects %.0f kW"), flow->heat_w / 1e3);
  hw_cooling_text (self,
                   ref,
                   box->x + 14,
                   box->y + 234,
                   box->width - 28,
                   heat,
                   10.5,
                   FALSE,
                   HW_ALIGN_START,
                   HW_ROLE_TEXT,
                   paper);
}

/* Name and heat, in sizes that can be read from afar. */
static void
draw_far_texts (HwCoolingPainter *self, guint index, const HwCoolingBox *box)
{
  const HwLoopCdu *cdu = &g_array_index (self->plan->cdus, HwLoopCdu, index);
  const HwCduFlow *flow = &self->solution->cdus[index];
  HwCoolingBox top = { box->x, box->y, box->width, 64 };
  HwCoolingBox bottom = { box->x, box->y + box->height - 50, box->width, 50 };
  HwColour paper = ROLE (self, HW_ROLE_PAPER);
  g_autofree char *heat = hw_quantity_format (HW_DIMENSION_POWER, flow->heat_w, NULL);
  gboolean warm = self->plan->warm && !cdu->rating.to_air;
  const char *state = cdu->off      ? _ ("off")
                      : warm        ? _ ("takes no heat")
                      : !flow->runs ? _ ("stands by")
                                    : heat;
  const char *name = hw_design_name (self->layout->design, cdu->unit);

  hw_cooling_far_text (self, cdu->unit, &top, 0, 1, name, NULL, HW_ROLE_TEXT, paper);
  hw_cooling_far_text (self,
                       cdu->unit,
                       &bottom,
                       0,
                       1,
                       state,
                       NULL,
                       flow->runs ? HW_ROLE_TEXT : HW_ROLE_TEXT_DIM,
                       paper);
}

void
hw_cooling_draw_cdu (HwCoolingPainter *self, guint index)
{
  const HwLoopCdu *cdu = &g_array_index (self->plan->cdus, HwLoopCdu, index);
  const HwCduFlow *flow = &self->solution->cdus[index];
  HwCoolingBox box = hw_cooling_cdu_box (self->block, index);
  const HwLoopFinding *worst = hw_cooling_worst (self, cdu->unit);
  HwColour paper = ROLE (self, HW_ROLE_PAPER);
  g_autofree char *capacity = hw_quantity_format (HW_DIMENSION_POWER, cdu->rating.capacity_w, NULL);
  g_autofree char *approach = hw_cooling_number ("%.1f", flow->supply_c - flow->sink_in_c);
  g_autofree char *about = g_strdup_printf (_ ("%s · approach %s K"), capacity, approach);

  if (hw_cooling_y (self, box.y + box.height) < 0
      || hw_cooling_y (self, box.y - 50) > self->view.height)
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
  hw_cooling_card (
      self,
      cdu->unit,
      &box,
      paper,
      ROLE (self, worst != NULL ? hw_cooling_severity_role (worst) : HW_ROLE_LINE_STRONG),
      worst != NULL ? 2 : 1.2);
  if (hw_cooling_is_half_far (self))
    {
      draw_far_texts (self, index, &box);
      hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
      draw_sink (self, index, &box);
      draw_exchanger (self, &box);
      return;
    }
  hw_cooling_text (self,
                   cdu->unit,
                   box.x + 8,
                   box.y + 10,
                   box.width - 16,
                   hw_design_name (self->layout->design, cdu->unit),
                   13,
                   TRUE,
                   HW_ALIGN_CENTRE,
                   HW_ROLE_TEXT,
                   paper);
  hw_cooling_text (self,
                   cdu->unit,
                   box.x + 8,
                   box.y + 32,
                   box.width - 16,
                   about,
                   10,
                   FALSE,
                   HW_ALIGN_CENTRE,
                   HW_ROLE_TEXT_DIM,
                   paper);
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  draw_sink (self, index, &box);
  draw_exchanger (self, &box);
  draw_pump_text (self, index, &box, cdu->unit);
  if (worst != NULL)
    hw_cooling_draw_remark (self, cdu->unit, &box, worst);
}
