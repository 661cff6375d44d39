/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-rack-draw.h"

#include <math.h>

#include "hw-rack-device.h"

#define ROLE(self, role) ((self)->theme->colours[role])

/* Of what stands beside the name of a rack on paper, before it is cut off; points. */
#define LEAST_CAPTION 5.0

static const HwColour no_colour = { 0, 0, 0, 0 };

/* Product and mass; where that is too long, the mass alone. */
static void
draw_caption (HwRackPainter *self,
              HwHandle rack,
              const HwRackFigures *figures,
              double x,
              double y,
              double width,
              double size)
{
  g_autofree char *mass = hw_rack_mass_text (figures);
  g_autofree char *both = NULL;
  const char *text = hw_rack_product_name (self->design, rack);
  double need;

  size = MAX (size, self->paper ? 4.5 : 7);
  if (mass != NULL)
    {
      both = g_strdup_printf ("%s · %s", text, mass);
      text = hw_scene_text_width (self->scene, both, size, FALSE) <= width ? both : mass;
      if (text == mass && hw_scene_text_width (self->scene, mass, size, FALSE) > width)
        return;
    }
  need = hw_scene_text_width (self->scene, text, size, FALSE);
  /* On paper nothing can be pointed at to read the rest. */
  if (self->paper && need > width)
    size = MAX (size * width / need, LEAST_CAPTION);
  hw_scene_text (self->scene,
                 HW_REF (HW_TABLE_RACK, rack),
                 x,
                 y,
                 width,
                 self->plate,
                 text,
                 size,
                 FALSE,
                 HW_ALIGN_END,
                 ROLE (self, HW_ROLE_TEXT_DIM),
                 ROLE (self, HW_ROLE_HEADER));
}

static double
plate_size (const HwRackPainter *self)
{
  return self->paper ? MIN (8.5, self->plate * 0.62) : CLAMP (self->plate * 0.53, 7, 13);
}

gboolean
hw_rack_painter_has_plates (const HwRackPainter *self)
{
  return self->plate >= plate_size (self);
}

void
hw_rack_painter_plate (
    HwRackPainter *self, HwHandle rack, const char *suffix, double x, double y, double width)
{
  HwRef ref = HW_REF (HW_TABLE_RACK, rack);
  const HwRackFigures *figures = hw_results_rack (self->results, rack);
  double top = y - self->plate_gap - self->plate, pad = MIN (9, width * 0.06);
  double size = plate_size (self);
  double taken, left = x + pad, right = x + width - pad;
  HwColour ground = ROLE (self, HW_ROLE_HEADER);
  g_autofree char *name = NULL;

  if (!hw_rack_painter_has_plates (self))
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  hw_scene_rounded (self->scene,
                    ref,
                    x,
                    top,
                    width,
                    self->plate,
                    self->paper ? 3 : MIN (5, self->plate * 0.22),
                    ground,
                    no_colour,
                    0);
  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  if (figures->severity <= HW_SEVERITY_WARNING)
    {
      double side = MIN (self->plate * 0.6, 14);
      gboolean error = figures->severity == HW_SEVERITY_ERROR;
      right -= side;
      hw_scene_icon (self->scene,
                     ref,
                     right,
                     top + (self->plate - side) / 2,
                     side,
                     error ? HW_ICON_ERROR : HW_ICON_WARNING,
                     ROLE (self, error ? HW_ROLE_ERROR : HW_ROLE_WARNING));
      right -= pad * 0.6;
    }
  name = g_strdup (hw_design_name (self->design, ref));
  if (suffix != NULL)
    {
      char *both = g_strdup_printf ("%s · %s", name, suffix);
      g_free (name);
      name = both;
    }
  taken = hw_scene_text (self->scene,
                         ref,
                         left,
                         top,
                         right - left,
                         self->plate,
                         name,
                         size,
                         TRUE,
                         HW_ALIGN_START,
                         ROLE (self, HW_ROLE_TEXT),
                         ground);
  left += taken + pad;
  if (taken > 0)
    draw_caption (self, rack, figures, left, top, right - left, size * 0.84);
}

void
hw_rack_painter_bar (
    HwRackPainter *self, HwRef ref, double x, double y, double width, double height, double ratio)
{
  HwColour ground = ROLE (self, self->paper ? HW_ROLE_HEADER : HW_ROLE_SLOT);
  double radius = height >= 4 ? height / 2 : 0;

  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  hw_scene_rounded (self->scene, ref, x, y, width, height, radius, ground, no_colour, 0);
  if (isnan (ratio) || ratio <= 0)
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  hw_scene_rounded (self->scene,
                    ref,
                    x,
                    y,
                    MIN (width, MAX (width * ratio, height)),
                    height,
                    radius,
                    ROLE (self, hw_rack_power_role (ratio)),
                    no_colour,
                    0);
}

void
hw_rack_painter_power (HwRackPainter *self, HwHandle rack, double x, double y, double width)
{
  HwRef ref = HW_REF (HW_TABLE_RACK, rack);
  const HwRackFigures *figures = hw_results_rack (self->results, rack);
  double bar = self->paper ? 3.6 : CLAMP (self->below * 0.15, 2, 6);
  double gap = self->paper ? 5 : self->below * 0.22;
  double line = self->paper ? 10 : self->below * 0.5;
  double size = self->paper ? 7 : CLAMP (line * 0.6, 7, 11);
  double ratio = hw_rack_power_ratio (figures);
  HwColour ground = ROLE (self, HW_ROLE_GROUND);
  g_autofree char *load = NULL;
  g_autofree char *limit = NULL;
  double taken, limit_width;

  if (figures->half_units == 0 || self->below < 6)
    return;
  hw_rack_painter_bar (self, ref, x, y + gap, width, bar, ratio);
  if (line < size * 1.02 || gap + bar + 1 + line > self->below)
    return;
  hw_rack_power_texts (figures, &load, &limit);
  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  taken = hw_scene_text (self->scene,
                         ref,
                         x,
                         y + gap + bar + 1,
                         width,
                         line,
                         load,
                         size,
                         TRUE,
                         HW_ALIGN_START,
                         ROLE (self, HW_ROLE_TEXT),
                         ground);
  limit_width = hw_scene_text_width (self->scene, limit, size * 0.95, FALSE);
  /* A limit that is cut off would be another limit. */
  if (taken > 0 && taken + limit_width + size * 0.5 <= width)
    hw_scene_text (self->scene,
                   ref,
                   x + taken,
                   y + gap + bar + 1,
                   width - taken,
                   line,
                   limit,
                   size * 0.95,
                   FALSE,
                   HW_ALIGN_END,
                   ROLE (self, ratio > 1 + 1e-9 ? HW_ROLE_ERROR : HW_ROLE_TEXT_DIM),
                   ground);
}

void
hw_rack_painter_block (
    HwRackPainter *self, HwHandle rack, double x, double y, double width, double height)
{
  HwRef ref = HW_REF (HW_TABLE_RACK, rack);
  const HwRackFigures *figures = hw_results_rack (self->results, rack);
  double ratio = hw_rack_power_ratio (figures);
  double fill
      = figures->half_units > 0 ? (double)figures->used_half_units / figures->half_units : 1;
  HwColour colour;

  hw_scene_set_layer (self->scene, HW_LAYER_BODY);
  hw_scene_box (self->scene,
                ref,
                x,
                y,
                MAX (width, 1),
                MAX (height, 1),
                ROLE (self, HW_ROLE_LINE),
                no_colour);
  if (figures->half_units == 0)
    colour = hw_rack_band_colour (
        self->theme, hw_kind_family (hw_design_rack_product (self->design, rack)->kind));
  else if (isnan (ratio))
    colour = ROLE (self, HW_ROLE_LINE_STRONG);
  else
    colour = ROLE (self, hw_rack_power_role (ratio));
  if (fill <= 0 || height < 2)
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
  hw_scene_box (self->scene,
                ref,
                x,
                y + height * (1 - MIN (fill, 1)),
                MAX (width, 1),
                height * MIN (fill, 1),
                colour,
                no_colour);
}
