/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling-draw.h"
#include "hw-rack-coolant.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define ROLE(self, role) ((self)->theme->colours[role])

/* Of the name of a rack's assembly. */
#define PRODUCT_SIZE 10.0
#define LEAST_PRODUCT_SIZE 6.5

/* A darker shade the warmer it returns, over the range of the loop's racks. */
static HwColour
rack_fill (const HwCoolingPainter *self, const HwRackFlow *flow)
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
draw_value (HwCoolingPainter *self,
            HwRef ref,
            const HwCoolingBox *box,
            double y,
            const char *value,
            const char *unit,
            HwRole role,
            HwColour ground)
{
  hw_cooling_text (self,
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
  hw_cooling_text (self,
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

/* In two lines where it is long, and then rather smaller than cut off. */
static void
draw_product (
    HwCoolingPainter *self, HwRef ref, const HwCoolingBox *box, const char *name, HwColour fill)
{
  double width = box->width - 8, need;
  gsize split = 0;
  const char *rest = name;
  g_autofree char *first = NULL;

  if (hw_scene_text_width (self->scene, name, PRODUCT_SIZE, FALSE) > width)
    for (const char *space = strchr (name, ' '); space != NULL; space = strchr (space + 1, ' '))
      {
        g_autofree char *part = g_strndup (name, (gsize)(space - name));

        if (hw_scene_text_width (self->scene, part, PRODUCT_SIZE, FALSE) <= width)
          split = (gsize)(space - name);
      }
  if (split > 0)
    {
      first = g_strndup (name, split);
      rest = name + split + 1;
      hw_cooling_text (self,
                       ref,
                       box->x + 4,
                       box->y + 28,
                       width,
                       first,
                       PRODUCT_SIZE,
                       FALSE,
                       HW_ALIGN_CENTRE,
                       HW_ROLE_TEXT_DIM,
                       fill);
    }
  need = hw_scene_text_width (self->scene, rest, PRODUCT_SIZE, FALSE);
  hw_cooling_text (self,
                   ref,
                   box->x + 4,
                   box->y + (split > 0 ? 41 : 31),
                   width,
                   rest,
                   CLAMP (PRODUCT_SIZE * width / MAX (need, 1), LEAST_PRODUCT_SIZE, PRODUCT_SIZE),
                   FALSE,
                   HW_ALIGN_CENTRE,
                   HW_ROLE_TEXT_DIM,
                   fill);
}

/* From the header of the supply into the card, and on to that of the return. */
static void
draw_branches (HwCoolingPainter *self,
               const HwCoolingBand *band,
               const HwCoolingBox *box,
               const HwRackFlow *flow)
{
  double middle = box->x + box->width / 2;

  hw_cooling_pipe (self,
                   middle,
                   band->y + HW_COOLING_SUPPLY,
                   middle,
                   box->y,
                   FALSE,
                   flow->flow_m3_s,
                   flow->supply_c);
  hw_cooling_pipe (self,
                   middle,
                   box->y + box->height,
                   middle,
                   band->y + HW_COOLING_RETURN,
                   TRUE,
                   flow->flow_m3_s,
                   flow->return_c);
}

void
hw_cooling_draw_rack (HwCoolingPainter *self, const HwCoolingBand *band, guint index)
{
  const HwLoopRack *rack = &g_array_index (self->plan->racks, HwLoopRack, index);
  const HwRackFlow *flow = &self->solution->racks[index];
  HwDesign *design = self->layout->design;
  HwRef ref = rack->object;
  const HwProduct *shown = rack->is_door ? hw_design_device_product (design, ref.handle)
                                         : hw_design_rack_assembly (design, rack->rack);
  HwCoolingBox box = hw_cooling_rack_box (band, index);
  const HwLoopFinding *worst = hw_cooling_worst (self, ref);
  HwColour fill = rack_fill (self, flow);
  gboolean short_of_flow = worst != NULL && worst->rule <= HW_LOOP_RULE_RACK_FLOW_LIMIT;
  g_autofree char *litres = hw_cooling_number ("%.1f", flow->flow_m3_s * 60e3);
  g_autofree char *heat
      = hw_cooling_number ("%.1f", (rack->is_door ? flow->heat_w : rack->heat_w) / 1e3);
  g_autofree char *out = hw_coolant_celsius_text (flow->return_c);
  g_autofree char *loss = hw_cooling_number ("%.0f", flow->loss_pa / 1e3);

  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  draw_branches (self, band, &box, flow);
  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
  hw_cooling_card (
      self,
      ref,
      &box,
      fill,
      ROLE (self, worst != NULL ? hw_cooling_severity_role (worst) : HW_ROLE_LINE_STRONG),
      worst != NULL ? 2 : 1.2);
  if (hw_cooling_is_half_far (self))
    {
      HwRole role = short_of_flow ? HW_ROLE_ERROR : HW_ROLE_TEXT_DIM;
      g_autofree char *flows = g_strdup_printf ("%s %s", litres, _ ("L/min"));
      g_autofree char *leaves = g_strdup_printf ("%s %s", out, _ ("°C out"));

      hw_cooling_far_text (
          self, ref, &box, 0, 3, hw_design_name (design, ref), NULL, HW_ROLE_TEXT, fill);
      hw_cooling_far_text (self, ref, &box, 1, 3, flows, litres, role, fill);
      hw_cooling_far_text (self, ref, &box, 2, 3, leaves, out, HW_ROLE_TEXT_DIM, fill);
      return;
    }
  hw_cooling_text (self,
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
  if (shown != NULL)
    draw_product (self, ref, &box, shown->name, fill);
  draw_value (
      self, ref, &box, 66, litres, _ ("L/min"), short_of_flow ? HW_ROLE_ERROR : HW_ROLE_TEXT, fill);
  draw_value (self,
              ref,
              &box,
              110,
              heat,
              rack->is_door ? _ ("kW from air") : _ ("kW to liquid"),
              HW_ROLE_TEXT,
              fill);
  draw_value (self, ref, &box, 154, out, _ ("°C out"), HW_ROLE_TEXT, fill);
  draw_value (self, ref, &box, 198, loss, _ ("kPa"), HW_ROLE_TEXT, fill);
  if (worst != NULL)
    hw_cooling_draw_remark (self, ref, &box, worst);
}
