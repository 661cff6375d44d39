/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-power-draw.h"

#include <math.h>

#define ROLE(self, role) ((self)->theme->colours[role])

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };
static const HwColour no_colour = { 0, 0, 0, 0 };

/* --- systems --- */

HwColour
hw_power_colour (const HwTheme *theme, HwSide system)
{
  static const guint rails[HW_N_SYSTEMS] = { 2, 5, 6, 1, 0 };

  return theme->colours[HW_ROLE_RAIL + rails[system]];
}

/* A is one stroke, B has a dashed core, C is dashed, D has a core, the reserve is thin and dashed.
 */
void
hw_power_line (HwScene *scene,
               HwSide system,
               gboolean live,
               double x0,
               double y0,
               double x1,
               double y1,
               double width)
{
  const HwTheme *theme = hw_scene_get_theme (scene);
  HwColour colour = live ? hw_power_colour (theme, system) : theme->colours[HW_ROLE_LINE_STRONG];

  width = fmax (width, 1);
  hw_scene_line (scene,
                 no_ref,
                 x0,
                 y0,
                 x1,
                 y1,
                 colour,
                 system == HW_SIDE_RESERVE ? fmax (width * 0.6, 1) : width,
                 system == HW_SIDE_C || system == HW_SIDE_RESERVE);
  if (width >= 3 && (system == HW_SIDE_B || system == HW_SIDE_D))
    hw_scene_line (scene,
                   no_ref,
                   x0,
                   y0,
                   x1,
                   y1,
                   theme->colours[HW_ROLE_PAPER],
                   width / 3,
                   system == HW_SIDE_B);
}

/* --- ink in world units --- */

double
hw_power_x (const HwPowerPainter *self, double x)
{
  return hw_viewport_x (&self->view, x);
}

double
hw_power_y (const HwPowerPainter *self, double y)
{
  return hw_viewport_y (&self->view, y);
}

/* Cut off at the view, so that dashes of long lines cost nothing. */
void
hw_power_wire (HwPowerPainter *self,
               HwSide system,
               gboolean live,
               double x0,
               double y0,
               double x1,
               double y1,
               double width)
{
  double left = hw_power_x (self, fmin (x0, x1)), right = hw_power_x (self, fmax (x0, x1));
  double top = hw_power_y (self, fmin (y0, y1)), bottom = hw_power_y (self, fmax (y0, y1));

  if (right < -20 || left > self->view.width + 20 || bottom < -20 || top > self->view.height + 20)
    return;
  hw_power_line (self->scene,
                 system,
                 live,
                 fmax (left, -20),
                 fmax (top, -20),
                 fmin (right, self->view.width + 20),
                 fmin (bottom, self->view.height + 20),
                 width * self->view.scale);
}

void
hw_power_text (HwPowerPainter *self,
               double x,
               double y,
               double width,
               const char *string,
               double size,
               gboolean bold,
               HwAlign align,
               HwRole role,
               HwRole ground)
{
  double scale = self->view.scale;

  hw_scene_text (self->scene,
                 no_ref,
                 hw_power_x (self, x),
                 hw_power_y (self, y),
                 width * scale,
                 size * 1.5 * scale,
                 string,
                 size * scale,
                 bold,
                 align,
                 ROLE (self, role),
                 ROLE (self, ground));
}

void
hw_power_gauge (HwPowerPainter *self, double x, double y, double width, double load, double limit)
{
  double scale = self->view.scale, height = 4 * scale;
  double part = limit > 0 ? CLAMP (load / limit, 0, 1) : load > 0 ? 1 : 0;
  HwRole role = HW_ROLE_GOOD;

  if (isnan (limit) || height < 1.2)
    return;
  if (load > limit * (1 + 1e-9))
    role = HW_ROLE_ERROR;
  else if (part > 0.9)
    role = HW_ROLE_WARNING;
  hw_scene_box (self->scene,
                no_ref,
                hw_power_x (self, x),
                hw_power_y (self, y),
                width * scale,
                height,
                ROLE (self, HW_ROLE_SLOT),
                ROLE (self, HW_ROLE_LINE));
  hw_scene_box (self->scene,
                no_ref,
                hw_power_x (self, x),
                hw_power_y (self, y),
                width * part * scale,
                height,
                ROLE (self, role),
                no_colour);
}

gboolean
hw_power_sees (const HwPowerPainter *self, const HwPowerBox *box)
{
  return hw_power_x (self, box->x + box->width) >= 0
         && hw_power_x (self, box->x) <= self->view.width
         && hw_power_y (self, box->y + box->height) >= 0
         && hw_power_y (self, box->y) <= self->view.height;
}

HwRole
hw_power_condition_role (HwPowerCondition condition)
{
  switch (condition)
    {
    case HW_POWER_FINE:
      return HW_ROLE_TEXT;
    case HW_POWER_CAPPED:
      return HW_ROLE_WARNING;
    default:
      return HW_ROLE_ERROR;
    }
}

/* Texts in the colour of warnings could not be read upon its soft ground. */
HwRole
hw_power_condition_ink (HwPowerCondition condition)
{
  return condition == HW_POWER_CAPPED ? HW_ROLE_TEXT : hw_power_condition_role (condition);
}
