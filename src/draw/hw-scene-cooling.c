/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-cooling-layout.h"
#include "hw-fluid.h"
#include "hw-loop-thermal.h"
#include "hw-pipe-size.h"

#define ROLE(self, role) ((self)->theme->colours[role])

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

typedef struct
{
  HwScene *scene;
  const HwTheme *theme;
  HwViewport view;
  const HwCoolingLayout *layout;
  const HwCoolingBlock *block;
  const HwLoopPlan *plan;
  const HwLoopSolution *solution;
} Painter;

/* --- ink in world units --- */

static double
wx (const Painter *self, double x)
{
  return hw_viewport_x (&self->view, x);
}

static double
wy (const Painter *self, double y)
{
  return hw_viewport_y (&self->view, y);
}

static double
text (Painter *self,
      HwRef ref,
      double x,
      double y,
      double width,
      const char *string,
      double size,
      gboolean bold,
      HwAlign align,
      HwRole role,
      HwColour ground)
{
  double scale = self->view.scale;

  return hw_scene_text (self->scene,
                        ref,
                        wx (self, x),
                        wy (self, y),
                        width * scale,
                        size * 1.5 * scale,
                        string,
                        size * scale,
                        bold,
                        align,
                        ROLE (self, role),
                        ground);
}

static void
card (
    Painter *self, HwRef ref, const HwCoolingBox *box, HwColour fill, HwColour stroke, double line)
{
  hw_scene_rounded (self->scene,
                    ref,
                    wx (self, box->x),
                    wy (self, box->y),
                    box->width * self->view.scale,
                    box->height * self->view.scale,
                    8 * self->view.scale,
                    fill,
                    stroke,
                    line * self->view.scale);
}

/* Pipes of the return have a light core, so that they are told apart without colour; wider pipes
 * carry more. */
static void
pipe_line (
    Painter *self, double x0, double y0, double x1, double y1, gboolean back, double flow_m3_s)
{
  double total = fmax (self->solution->flow_total_m3_s, HW_LOOP_STILL_M3_S);
  double part = CLAMP (fabs (flow_m3_s) / total, 0, 1);
  double width = fmax ((2.5 + 5 * sqrt (part)) * self->view.scale, 1);
  gboolean still = fabs (flow_m3_s) < HW_LOOP_STILL_M3_S;
  HwRole role = still ? HW_ROLE_LINE_STRONG : back ? HW_ROLE_RETURN : HW_ROLE_SUPPLY;
  double left = wx (self, x0), top = wy (self, y0), right = wx (self, x1), bottom = wy (self, y1);

  hw_scene_line (self->scene, no_ref, left, top, right, bottom, ROLE (self, role), width, FALSE);
  if (back && width >= 3)
    hw_scene_line (self->scene,
                   no_ref,
                   left,
                   top,
                   right,
                   bottom,
                   ROLE (self, HW_ROLE_GROUND),
                   width / 4,
                   TRUE);
}

static void
hairline (Painter *self, double x0, double y0, double x1, double y1, HwRole role)
{
  hw_scene_line (self->scene,
                 no_ref,
                 wx (self, x0),
                 wy (self, y0),
                 wx (self, x1),
                 wy (self, y1),
                 ROLE (self, role),
                 1.4 * self->view.scale,
                 FALSE);
}

/* --- what the figures say --- */

static double
link_flow (const Painter *self, guint link)
{
  return self->solution->flow_m3_s[link];
}

static const HwLoopFinding *
worst_of (const Painter *self, HwRef ref)
{
  const HwLoopFinding *worst = NULL;

  for (guint i = 0; i < self->block->findings->len; i++)
    {
      const HwLoopFinding *finding = &g_array_index (self->block->findings, HwLoopFinding, i);
      if (hw_ref_equal (finding->ref, ref)
          && (worst == NULL
              || hw_loop_rule_severity (finding->rule) < hw_loop_rule_severity (worst->rule)))
        worst = finding;
    }
  return worst;
}

static HwRole
severity_role (const HwLoopFinding *finding)
{
  return hw_loop_rule_severity (finding->rule) == HW_SEVERITY_ERROR ? HW_ROLE_ERROR
                                                                    : HW_ROLE_WARNING;
}

static char *
number_text (const char *format, double number)
{
  return isfinite (number) ? g_strdup_printf (format, number) : g_strdup ("–");
}

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

/* --- title --- */

static void
draw_legend (Painter *self, double y)
{
  double x = fmax (self->block->width - 220, 480);
  HwColour ground = ROLE (self, HW_ROLE_GROUND);
  double flow = self->solution->flow_total_m3_s;

  pipe_line (self, x, y + 10, x + 30, y + 10, FALSE, flow > 0 ? flow / 3 : 1);
  text (self,
        no_ref,
        x + 36,
        y + 1,
        70,
        _ ("supply"),
        11,
        FALSE,
        HW_ALIGN_START,
        HW_ROLE_TEXT_DIM,
        ground);
  pipe_line (self, x + 110, y + 10, x + 140, y + 10, TRUE, flow > 0 ? flow / 3 : 1);
  text (self,
        no_ref,
        x + 146,
        y + 1,
        70,
        _ ("return"),
        11,
        FALSE,
        HW_ALIGN_START,
        HW_ROLE_TEXT_DIM,
        ground);
}

static void
draw_title (Painter *self)
{
  HwRef ref = HW_REF (HW_TABLE_LOOP, self->block->loop);
  HwColour ground = ROLE (self, HW_ROLE_GROUND);
  const HwLoopSolution *solution = self->solution;
  const HwLoopFinding *worst = worst_of (self, ref);
  guint n = self->plan->racks->len;
  g_autofree char *heat = hw_quantity_format (HW_DIMENSION_POWER, solution->rack_heat_w, NULL);
  g_autofree char *name
      = g_strdup_printf (_ ("%s · cooling loop"), hw_design_name (self->layout->design, ref));
  g_autofree char *about = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                         "%s · %s · %u branch · %s to liquid",
                                                         "%s · %s · %u branches · %s to liquid",
                                                         n),
                                            topology_text (self->plan->rule.topology),
                                            hw_coolant_label (self->plan->rule.coolant),
                                            n,
                                            heat);
  double y = self->block->y;

  text (self, ref, 28, y, 430, name, 15, TRUE, HW_ALIGN_START, HW_ROLE_TEXT, ground);
  text (self, ref, 28, y + 25, 430, about, 11, FALSE, HW_ALIGN_START, HW_ROLE_TEXT_DIM, ground);
  if (worst != NULL)
    {
      g_autofree char *message = hw_loop_finding_message (self->layout->design, solution, worst);
      hw_scene_icon (self->scene,
                     ref,
                     wx (self, 28),
                     wy (self, y + 48),
                     13 * self->view.scale,
                     hw_loop_rule_severity (worst->rule) == HW_SEVERITY_ERROR ? HW_ICON_ERROR
                                                                              : HW_ICON_WARNING,
                     ROLE (self, severity_role (worst)));
      text (self,
            ref,
            46,
            y + 46,
            fmax (self->block->width - 70, 700),
            message,
            11,
            FALSE,
            HW_ALIGN_START,
            HW_ROLE_TEXT,
            ground);
    }
  draw_legend (self, y);
}

/* --- racks --- */

/* A darker shade the warmer it returns, over the range of the loop's racks. */
static HwColour
rack_fill (const Painter *self, const HwRackFlow *flow)
{
  double low = self->plan->rule.supply_c, high = self->plan->rule.return_c + 5;
  double t = CLAMP ((flow->return_c - low) / (high - low), 0, 1);
  HwColour tint = ROLE (self, HW_ROLE_RETURN);

  if (!isfinite (flow->return_c))
    return ROLE (self, HW_ROLE_SLOT);
  tint.alpha = 0.02 + 0.16 * t * t;
  return hw_colour_over (tint, ROLE (self, HW_ROLE_PAPER));
}

static void
draw_value (Painter *self,
            HwRef ref,
            const HwCoolingBox *box,
            double y,
            const char *value,
            const char *unit,
            HwRole role,
            HwColour ground)
{
  text (self,
        ref,
        box->x + 4,
        box->y + y,
        box->width - 8,
        value,
        16,
        TRUE,
        HW_ALIGN_CENTRE,
        role,
        ground);
  text (self,
        ref,
        box->x + 4,
        box->y + y + 22,
        box->width - 8,
        unit,
        9.5,
        FALSE,
        HW_ALIGN_CENTRE,
        HW_ROLE_TEXT_DIM,
        ground);
}

static char *
remark_of (const HwLoopFinding *finding)
{
  switch (finding->rule)
    {
    case HW_LOOP_RULE_RACK_SHUT:
      return g_strdup (_ ("no flow"));
    case HW_LOOP_RULE_RACK_FLOW:
      return g_strdup_printf (_ ("needs %.0f L/min"), ceil (finding->limit));
    case HW_LOOP_RULE_RACK_FLOW_LIMIT:
      return g_strdup_printf (_ ("at most %.0f L/min"), finding->limit);
    case HW_LOOP_RULE_SUPPLY_WARM:
    case HW_LOOP_RULE_RETURN_HOT:
      return g_strdup_printf (_ ("at most %.0f °C"), finding->limit);
    case HW_LOOP_RULE_PRESSURE_HIGH:
      return g_strdup_printf (_ ("at most %.0f bar"), finding->limit);
    default:
      return NULL;
    }
}

static void
draw_remark (Painter *self, HwRef ref, const HwCoolingBox *box, const HwLoopFinding *finding)
{
  g_autofree char *remark = remark_of (finding);
  HwCoolingBox pill = { box->x - 4, box->y + box->height + 6, box->width + 8, 18 };

  if (remark == NULL)
    return;
  card (self, ref, &pill, ROLE (self, HW_ROLE_PAPER), ROLE (self, severity_role (finding)), 1.2);
  text (self,
        ref,
        pill.x + 4,
        pill.y + 2,
        pill.width - 8,
        remark,
        9.5,
        TRUE,
        HW_ALIGN_CENTRE,
        HW_ROLE_TEXT,
        ROLE (self, HW_ROLE_PAPER));
}

static void
draw_rack (Painter *self, const HwCoolingBand *band, guint index)
{
  const HwLoopRack *rack = &g_array_index (self->plan->racks, HwLoopRack, index);
  const HwRackFlow *flow = &self->solution->racks[index];
  HwDesign *design = self->layout->design;
  HwRef ref = HW_REF (HW_TABLE_RACK, rack->rack);
  const HwProduct *assembly = hw_design_rack_assembly (design, rack->rack);
  HwCoolingBox box = hw_cooling_rack_box (band, index);
  const HwLoopFinding *worst = worst_of (self, ref);
  HwColour fill = rack_fill (self, flow);
  gboolean short_of_flow = worst != NULL && worst->rule <= HW_LOOP_RULE_RACK_FLOW_LIMIT;
  g_autofree char *litres = number_text ("%.1f", flow->flow_m3_s * 60e3);
  g_autofree char *heat = number_text ("%.1f", rack->heat_w / 1e3);
  g_autofree char *out = number_text ("%.1f", flow->return_c);
  g_autofree char *loss = number_text ("%.0f", flow->loss_pa / 1e3);
  double middle = box.x + box.width / 2;

  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  pipe_line (self, middle, band->y + HW_COOLING_SUPPLY, middle, box.y, FALSE, flow->flow_m3_s);
  pipe_line (
      self, middle, box.y + box.height, middle, band->y + HW_COOLING_RETURN, TRUE, flow->flow_m3_s);
  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
  card (self,
        ref,
        &box,
        fill,
        ROLE (self, worst != NULL ? severity_role (worst) : HW_ROLE_LINE_STRONG),
        worst != NULL ? 2 : 1.2);
  text (self,
        ref,
        box.x + 4,
        box.y + 10,
        box.width - 8,
        hw_design_name (design, ref),
        13,
        TRUE,
        HW_ALIGN_CENTRE,
        HW_ROLE_TEXT,
        fill);
  if (assembly != NULL)
    text (self,
          ref,
          box.x + 4,
          box.y + 31,
          box.width - 8,
          assembly->name,
          10,
          FALSE,
          HW_ALIGN_CENTRE,
          HW_ROLE_TEXT_DIM,
          fill);
  draw_value (
      self, ref, &box, 66, litres, _ ("L/min"), short_of_flow ? HW_ROLE_ERROR : HW_ROLE_TEXT, fill);
  draw_value (self, ref, &box, 110, heat, _ ("kW to liquid"), HW_ROLE_TEXT, fill);
  draw_value (self, ref, &box, 154, out, _ ("°C out"), HW_ROLE_TEXT, fill);
  draw_value (self, ref, &box, 198, loss, _ ("kPa"), HW_ROLE_TEXT, fill);
  if (worst != NULL)
    draw_remark (self, ref, &box, worst);
}

/* --- headers --- */

/* The fastest piece of a header stands for it. */
static const HwLoopLink *
widest (const Painter *self, const HwCoolingBand *band, HwPartRole role, guint *index)
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
          HwRef rack
              = HW_REF (HW_TABLE_RACK, g_array_index (self->plan->racks, HwLoopRack, r).rack);
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

static double
band_flow (const Painter *self, const HwCoolingBand *band)
{
  double flow = 0;

  for (guint i = band->first; i < band->first + band->n; i++)
    flow += self->solution->racks[i].flow_m3_s;
  return flow;
}

/* What comes back from a header: the racks' returns, mixed. */
static double
band_return (const Painter *self, const HwCoolingBand *band)
{
  double flow = 0, sum = 0;

  for (guint i = band->first; i < band->first + band->n; i++)
    if (self->solution->racks[i].flow_m3_s > HW_LOOP_STILL_M3_S)
      {
        flow += self->solution->racks[i].flow_m3_s;
        sum += self->solution->racks[i].flow_m3_s * self->solution->racks[i].return_c;
      }
  return sum / flow;
}

static void
draw_header_label (Painter *self, const HwCoolingBand *band, gboolean back)
{
  guint index = 0;
  const HwLoopLink *link
      = widest (self, band, back ? HW_PART_RETURN_HEADER : HW_PART_SUPPLY_HEADER, &index);
  double flow = band_flow (self, band);
  double temperature = back ? band_return (self, band) : self->solution->supply_c;
  g_autofree char *celsius = number_text ("%.1f °C", temperature);
  g_autofree char *label = NULL;

  if (link == NULL)
    label = g_strdup_printf (_ ("%.0f L/min · %s"), flow * 60e3, celsius);
  else
    label = g_strdup_printf (_ ("DN %d · %.0f L/min · %.1f m/s · %s"),
                             link->dn,
                             flow * 60e3,
                             hw_pipe_velocity (link->bore_m, fabs (link_flow (self, index))),
                             celsius);
  text (self,
        no_ref,
        HW_COOLING_FIRST_CARD,
        band->y + (back ? HW_COOLING_RETURN + 14 : HW_COOLING_SUPPLY - 30),
        420,
        label,
        11,
        TRUE,
        HW_ALIGN_START,
        HW_ROLE_TEXT,
        ROLE (self, HW_ROLE_GROUND));
}

static double
band_end (const HwCoolingBand *band)
{
  return HW_COOLING_FIRST_CARD + (band->n - 1) * HW_COOLING_PITCH + HW_COOLING_CARD_WIDTH / 2;
}

/* The header thins out as branches leave it. */
static void
draw_header (Painter *self, const HwCoolingBand *band, gboolean back)
{
  double y = band->y + (back ? HW_COOLING_RETURN : HW_COOLING_SUPPLY);
  double x = back ? HW_COOLING_RETURN_RISER : HW_COOLING_SUPPLY_RISER;
  double flow = band_flow (self, band);
  gboolean reverse = back && self->plan->rule.topology == HW_LOOP_REVERSE_RETURN;
  double end = band_end (band);

  if (reverse)
    {
      /* From the first rack to the far end, and from there back below. */
      double carried = 0;
      for (guint i = 0; i + 1 < band->n; i++)
        {
          double from = HW_COOLING_FIRST_CARD + i * HW_COOLING_PITCH + HW_COOLING_CARD_WIDTH / 2;
          carried += self->solution->racks[band->first + i].flow_m3_s;
          pipe_line (self, from, y, from + HW_COOLING_PITCH, y, TRUE, carried);
        }
      pipe_line (self, end, y, end + 40, y, TRUE, flow);
      pipe_line (self, end + 40, y, end + 40, y + 40, TRUE, flow);
      pipe_line (self, x, y + 40, end + 40, y + 40, TRUE, flow);
      return;
    }
  for (guint i = 0; i < band->n; i++)
    {
      double to = HW_COOLING_FIRST_CARD + i * HW_COOLING_PITCH + HW_COOLING_CARD_WIDTH / 2;
      pipe_line (self, x, y, to, y, back, flow);
      flow -= self->solution->racks[band->first + i].flow_m3_s;
      x = to;
    }
}

/* Rings of several rows join the far ends of their headers. */
static void
draw_far_main (Painter *self, guint n, gboolean back)
{
  const HwCoolingBand *band = &g_array_index (self->block->bands, HwCoolingBand, n);
  const HwCoolingBand *next = band + 1;
  double side = self->block->width - (back ? 30 : 14);
  double off = back ? HW_COOLING_RETURN : HW_COOLING_SUPPLY;
  guint index = 0;
  const HwLoopLink *link
      = widest (self, band, back ? HW_PART_RETURN_RING : HW_PART_SUPPLY_RING, &index);
  double flow = link != NULL ? link_flow (self, index) : 0;

  pipe_line (self, band_end (band), band->y + off, side, band->y + off, back, flow);
  pipe_line (self, side, band->y + off, side, next->y + off, back, flow);
  pipe_line (self, band_end (next), next->y + off, side, next->y + off, back, flow);
}

/* A ring of one row goes on beyond the last rack and comes back outside its header. */
static void
draw_ring (Painter *self, const HwCoolingBand *band, gboolean back)
{
  double y = band->y + (back ? HW_COOLING_RETURN : HW_COOLING_SUPPLY);
  double outside = back ? y + 44 : y - 44;
  double start = back ? HW_COOLING_RETURN_RISER : HW_COOLING_SUPPLY_RISER;
  double end = band_end (band);
  guint index = 0;
  const HwLoopLink *link
      = widest (self, band, back ? HW_PART_RETURN_RING : HW_PART_SUPPLY_RING, &index);
  double flow = link != NULL ? link_flow (self, index) : 0;

  if (link == NULL)
    return;
  pipe_line (self, end, y, end + 50, y, back, flow);
  pipe_line (self, end + 50, y, end + 50, outside, back, flow);
  pipe_line (self, start, outside, end + 50, outside, back, flow);
  pipe_line (self, start, outside, start, y, back, flow);
}

static void
draw_bands (Painter *self)
{
  for (guint n = 0; n < self->block->bands->len; n++)
    {
      const HwCoolingBand *band = &g_array_index (self->block->bands, HwCoolingBand, n);
      double top = wy (self, band->y), bottom = wy (self, band->y + HW_COOLING_BAND);

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
          if (wx (self, box.x + box.width) >= -10 && wx (self, box.x) <= self->view.width + 10)
            draw_rack (self, band, i);
        }
    }
}

/* --- CDUs --- */

/* Pipes between CDUs and headers, along the left. */
static void
draw_risers (Painter *self)
{
  const HwCoolingBlock *block = self->block;
  double flow = self->solution->flow_total_m3_s;
  double supply_top = G_MAXDOUBLE, supply_bottom = 0, return_top = G_MAXDOUBLE, return_bottom = 0;
  gboolean reverse = self->plan->rule.topology == HW_LOOP_REVERSE_RETURN;

  for (guint n = 0; n < block->bands->len; n++)
    {
      double y = g_array_index (block->bands, HwCoolingBand, n).y;
      supply_top = fmin (supply_top, y + HW_COOLING_SUPPLY);
      supply_bottom = fmax (supply_bottom, y + HW_COOLING_SUPPLY);
      return_top = fmin (return_top, y + HW_COOLING_RETURN + (reverse ? 40 : 0));
      return_bottom = fmax (return_bottom, y + HW_COOLING_RETURN + (reverse ? 40 : 0));
    }
  for (guint i = 0; i < self->plan->cdus->len; i++)
    {
      HwCoolingBox box = hw_cooling_cdu_box (block, i);
      double own = self->solution->cdus[i].flow_m3_s;

      supply_top = fmin (supply_top, box.y + 100);
      supply_bottom = fmax (supply_bottom, box.y + 100);
      return_top = fmin (return_top, box.y + 140);
      return_bottom = fmax (return_bottom, box.y + 140);
      pipe_line (self, box.x + 135, box.y + 100, HW_COOLING_SUPPLY_RISER, box.y + 100, FALSE, own);
      pipe_line (self, box.x + 135, box.y + 140, HW_COOLING_RETURN_RISER, box.y + 140, TRUE, own);
    }
  if (supply_bottom > supply_top)
    pipe_line (self,
               HW_COOLING_SUPPLY_RISER,
               supply_top,
               HW_COOLING_SUPPLY_RISER,
               supply_bottom,
               FALSE,
               flow);
  if (return_bottom > return_top)
    pipe_line (self,
               HW_COOLING_RETURN_RISER,
               return_top,
               HW_COOLING_RETURN_RISER,
               return_bottom,
               TRUE,
               flow);
}

/* The plates, as chevrons. */
static void
draw_exchanger (Painter *self, const HwCoolingBox *box)
{
  HwCoolingBox plates = { box->x + 55, box->y + 72, 80, 96 };

  card (self,
        no_ref,
        &plates,
        ROLE (self, HW_ROLE_PAPER),
        ROLE (self, HW_ROLE_FAMILY + HW_FAMILY_COOLING),
        1.6);
  for (guint i = 0; i < 5; i++)
    {
      double y = plates.y + 14 + i * 18;
      hairline (self, plates.x + 6, y, plates.x + 40, y - 8, HW_ROLE_FAMILY + HW_FAMILY_COOLING);
      hairline (self, plates.x + 40, y - 8, plates.x + 74, y, HW_ROLE_FAMILY + HW_FAMILY_COOLING);
    }
}

/* What takes the heat from the CDU: water of the building, or air of the room. */
static void
draw_sink (Painter *self, guint index, const HwCoolingBox *box)
{
  const HwCduFlow *flow = &self->solution->cdus[index];
  const HwLoopCdu *cdu = &g_array_index (self->plan->cdus, HwLoopCdu, index);
  g_autofree char *in = number_text ("%.1f", flow->sink_in_c);
  g_autofree char *out = number_text ("%.1f", flow->runs ? flow->sink_out_c : NAN);
  g_autofree char *label = g_strdup_printf (
      cdu->rating.to_air ? _ ("room air %s → %s °C") : _ ("facility water %s → %s °C"), in, out);

  pipe_line (self, 24, box->y + 100, box->x + 55, box->y + 100, TRUE, flow->flow_m3_s / 4);
  pipe_line (self, 24, box->y - 34, 24, box->y + 100, TRUE, flow->flow_m3_s / 4);
  pipe_line (self, 36, box->y + 140, box->x + 55, box->y + 140, FALSE, flow->flow_m3_s / 4);
  pipe_line (self, 36, box->y - 34, 36, box->y + 140, FALSE, flow->flow_m3_s / 4);
  text (self,
        no_ref,
        16,
        box->y - 56,
        250,
        label,
        10.5,
        FALSE,
        HW_ALIGN_START,
        HW_ROLE_TEXT_DIM,
        ROLE (self, HW_ROLE_GROUND));
}

static void
draw_pump_text (Painter *self, guint index, const HwCoolingBox *box, HwRef ref)
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
  else if (!flow->runs)
    pump = g_strdup (_ ("stands by"));
  else
    pump = g_strdup_printf (_ ("%.0f %%, %s"), flow->speed * 100, power);
  text (self,
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
  text (self,
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
  heat = g_strdup_printf (_ ("rejects %.0f kW"), flow->heat_w / 1e3);
  text (self,
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

static void
draw_cdu (Painter *self, guint index)
{
  const HwLoopCdu *cdu = &g_array_index (self->plan->cdus, HwLoopCdu, index);
  const HwCduFlow *flow = &self->solution->cdus[index];
  HwCoolingBox box = hw_cooling_cdu_box (self->block, index);
  const HwLoopFinding *worst = worst_of (self, cdu->unit);
  HwColour paper = ROLE (self, HW_ROLE_PAPER);
  g_autofree char *capacity = hw_quantity_format (HW_DIMENSION_POWER, cdu->rating.capacity_w, NULL);
  g_autofree char *approach = number_text ("%.1f", flow->supply_c - flow->sink_in_c);
  g_autofree char *about = g_strdup_printf (_ ("%s · approach %s K"), capacity, approach);

  if (wy (self, box.y + box.height) < 0 || wy (self, box.y - 60) > self->view.height)
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
  card (self,
        cdu->unit,
        &box,
        paper,
        ROLE (self, worst != NULL ? severity_role (worst) : HW_ROLE_LINE_STRONG),
        worst != NULL ? 2 : 1.2);
  text (self,
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
  text (self,
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
}

/* --- symbols --- */

static gboolean
draw_symbol (const HwCoolingSymbol *symbol, gpointer data)
{
  Painter *self = data;
  const HwCoolingBox *box = &symbol->box;
  double size = box->width * self->view.scale;
  HwRole role = HW_ROLE_TEXT;

  if (size < 5 || wx (self, box->x) > self->view.width || wy (self, box->y) > self->view.height
      || wx (self, box->x + box->width) < 0 || wy (self, box->y + box->height) < 0)
    return FALSE;
  if (symbol->state == HW_COOLING_PART_CLOSED)
    role = HW_ROLE_ERROR;
  else if (symbol->state == HW_COOLING_PART_OFF)
    role = HW_ROLE_TEXT_DIM;
  else if (symbol->icon == HW_ICON_PUMP)
    role = HW_ROLE_GOOD;
  hw_scene_icon (self->scene,
                 no_ref,
                 wx (self, box->x),
                 wy (self, box->y),
                 size,
                 symbol->icon,
                 ROLE (self, role));
  return FALSE;
}

static void
draw_block (Painter *self)
{
  self->plan = self->block->solution->plan;
  self->solution = self->block->solution;
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  draw_title (self);
  draw_risers (self);
  draw_bands (self);
  for (guint i = 0; i < self->plan->cdus->len; i++)
    draw_cdu (self, i);
  hw_scene_set_layer (self->scene, HW_LAYER_CARD);
  hw_cooling_each_symbol (self->layout, self->block, draw_symbol, self);
}

void
hw_scene_cooling_draw (const HwCoolingLayout *layout, HwScene *scene, const HwViewport *viewport)
{
  Painter self = {
    .scene = scene, .theme = hw_scene_get_theme (scene), .view = *viewport, .layout = layout
  };

  for (guint i = 0; i < layout->blocks->len; i++)
    {
      self.block = &g_array_index (layout->blocks, HwCoolingBlock, i);
      if (wy (&self, self.block->y + self.block->height) >= 0
          && wy (&self, self.block->y) <= viewport->height)
        draw_block (&self);
    }
}

HwScene *
hw_scene_cooling_build (const HwCoolingLayout *layout,
                        const HwTheme *theme,
                        const HwViewport *viewport)
{
  HwScene *scene = hw_scene_new (theme, viewport);

  hw_scene_box (scene,
                no_ref,
                0,
                0,
                viewport->width,
                viewport->height,
                theme->colours[HW_ROLE_GROUND],
                no_colour);
  hw_scene_cooling_draw (layout, scene, viewport);
  return scene;
}

static void
outline (HwScene *scene, const HwCoolingLayout *layout, HwRef ref, double width)
{
  const HwViewport *view = hw_scene_get_viewport (scene);
  const HwTheme *theme = hw_scene_get_theme (scene);
  double x, y, w, h;

  if (ref.handle == 0 || !hw_cooling_layout_rect (layout, ref, &x, &y, &w, &h))
    return;
  hw_scene_rounded (scene,
                    no_ref,
                    hw_viewport_x (view, x) - 3,
                    hw_viewport_y (view, y) - 3,
                    w * view->scale + 6,
                    h * view->scale + 6,
                    8 * view->scale + 3,
                    no_colour,
                    theme->colours[HW_ROLE_ACCENT],
                    width);
}

void
hw_scene_cooling_overlay (HwScene *scene,
                          const HwCoolingLayout *layout,
                          const GArray *selection,
                          HwRef hover)
{
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  for (guint i = 0; selection != NULL && i < selection->len; i++)
    outline (scene, layout, g_array_index (selection, HwRef, i), 2.5);
  outline (scene, layout, hover, 1);
}
