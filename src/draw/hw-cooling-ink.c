/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling-draw.h"

#include <math.h>

#include "hw-loop-thermal.h"

/* Thinner returns have no dashes, device units: paper shows finer ones, and has them read without
 * colour. */
#define PATTERNED 3.0
#define PATTERNED_PRINT 1.5
#define ROLE(self, role) ((self)->theme->colours[role])

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

/* --- ink in world units --- */

double
hw_cooling_x (const HwCoolingPainter *self, double x)
{
  return hw_viewport_x (&self->view, self->block->x + x);
}

double
hw_cooling_y (const HwCoolingPainter *self, double y)
{
  return hw_viewport_y (&self->view, y);
}

double
hw_cooling_text (HwCoolingPainter *self,
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
                        hw_cooling_x (self, x),
                        hw_cooling_y (self, y),
                        width * scale,
                        size * 1.5 * scale,
                        string,
                        size * scale,
                        bold,
                        align,
                        ROLE (self, role),
                        ground);
}

void
hw_cooling_card (HwCoolingPainter *self,
                 HwRef ref,
                 const HwCoolingBox *box,
                 HwColour fill,
                 HwColour stroke,
                 double line)
{
  hw_scene_rounded (self->scene,
                    ref,
                    hw_cooling_x (self, box->x),
                    hw_cooling_y (self, box->y),
                    box->width * self->view.scale,
                    box->height * self->view.scale,
                    8 * self->view.scale,
                    fill,
                    stroke,
                    line * self->view.scale);
}

/* Between the colours of supply and return, which stand out from every ground. */
HwColour
hw_cooling_warmth (const HwCoolingPainter *self, double celsius)
{
  double span = self->layout->warmest_c - self->layout->coldest_c;
  float t = (float)CLAMP ((celsius - self->layout->coldest_c) / fmax (span, 1), 0, 1);
  HwColour cold = ROLE (self, HW_ROLE_SUPPLY), warm = ROLE (self, HW_ROLE_RETURN);

  return (HwColour){ cold.red + t * (warm.red - cold.red),
                     cold.green + t * (warm.green - cold.green),
                     cold.blue + t * (warm.blue - cold.blue),
                     1 };
}

static HwColour
pipe_colour (const HwCoolingPainter *self, gboolean back, gboolean still, double celsius)
{
  if (still)
    return ROLE (self, HW_ROLE_LINE_STRONG);
  if (self->layout->by_temperature && isfinite (celsius))
    return hw_cooling_warmth (self, celsius);
  return ROLE (self, back ? HW_ROLE_RETURN : HW_ROLE_SUPPLY);
}

void
hw_cooling_pipe (HwCoolingPainter *self,
                 double x0,
                 double y0,
                 double x1,
                 double y1,
                 gboolean back,
                 double flow_m3_s,
                 double celsius)
{
  double total = fmax (self->solution->flow_total_m3_s, HW_LOOP_STILL_M3_S);
  double part = CLAMP (fabs (flow_m3_s) / total, 0, 1);
  double width = fmax ((2.5 + 5 * sqrt (part)) * self->view.scale, 1);
  gboolean still = !(fabs (flow_m3_s) >= HW_LOOP_STILL_M3_S);
  double left = hw_cooling_x (self, x0), top = hw_cooling_y (self, y0),
         right = hw_cooling_x (self, x1), bottom = hw_cooling_y (self, y1);

  hw_scene_line (self->scene,
                 no_ref,
                 left,
                 top,
                 right,
                 bottom,
                 pipe_colour (self, back, still, celsius),
                 width,
                 FALSE);
  if (back && width >= (self->theme->kind == HW_THEME_PRINT ? PATTERNED_PRINT : PATTERNED))
    hw_scene_line (self->scene,
                   no_ref,
                   left,
                   top,
                   right,
                   bottom,
                   ROLE (self, HW_ROLE_GROUND),
                   width / 4,
                   TRUE);
  if (self->runs != NULL && !still)
    {
      double x = self->block->x;
      HwCoolingRun run = { x + x0, y0, x + x1, y1, part };

      if (flow_m3_s < 0)
        run = (HwCoolingRun){ x + x1, y1, x + x0, y0, part };
      g_array_append_val (self->runs, run);
    }
}

void
hw_cooling_hairline (
    HwCoolingPainter *self, double x0, double y0, double x1, double y1, HwRole role)
{
  hw_scene_line (self->scene,
                 no_ref,
                 hw_cooling_x (self, x0),
                 hw_cooling_y (self, y0),
                 hw_cooling_x (self, x1),
                 hw_cooling_y (self, y1),
                 ROLE (self, role),
                 1.4 * self->view.scale,
                 FALSE);
}

/* --- what the figures say --- */

const HwLoopFinding *
hw_cooling_worst (const HwCoolingPainter *self, HwRef ref)
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

HwRole
hw_cooling_severity_role (const HwLoopFinding *finding)
{
  switch (hw_loop_rule_severity (finding->rule))
    {
    case HW_SEVERITY_ERROR:
      return HW_ROLE_ERROR;
    case HW_SEVERITY_WARNING:
      return HW_ROLE_WARNING;
    default:
      return HW_ROLE_TEXT_DIM;
    }
}

HwIcon
hw_cooling_severity_icon (const HwLoopFinding *finding)
{
  switch (hw_loop_rule_severity (finding->rule))
    {
    case HW_SEVERITY_ERROR:
      return HW_ICON_ERROR;
    case HW_SEVERITY_WARNING:
      return HW_ICON_WARNING;
    default:
      return HW_ICON_NOTE;
    }
}

char *
hw_cooling_number (const char *format, double number)
{
  return isfinite (number) ? g_strdup_printf (format, number) : g_strdup ("–");
}
