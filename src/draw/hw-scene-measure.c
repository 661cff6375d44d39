/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-scene-measure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-quantity.h"

#define TICK 6.0
#define TEXT 11.0
#define PAD 8.0

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

static char *
dup_millimetres (double value)
{
  return hw_quantity_format (HW_DIMENSION_NONE, value, NULL);
}

char *
hw_measure_dup_length (const HwMeasure *measure)
{
  g_autofree char *length
      = dup_millimetres (round (hypot (measure->x1 - measure->x0, measure->y1 - measure->y0)));

  return g_strdup_printf (_ ("%s mm"), length);
}

char *
hw_measure_dup_sides (const HwMeasure *measure)
{
  g_autofree char *dx = dup_millimetres (ABS (measure->x1 - measure->x0));
  g_autofree char *dy = dup_millimetres (ABS (measure->y1 - measure->y0));

  /* Translators: how far two points of a floor plan are apart, lengthways and across. */
  return g_strdup_printf (_ ("x %s · y %s mm"), dx, dy);
}

static void
draw_line (
    HwScene *scene, double x0, double y0, double x1, double y1, double width, gboolean dashed)
{
  HwColour ink = hw_scene_get_theme (scene)->colours[HW_ROLE_ACCENT];

  hw_scene_line (scene, no_ref, x0, y0, x1, y1, ink, width, dashed);
}

static void
draw_texts (HwScene *scene, const HwMeasure *measure, double x, double y)
{
  const HwTheme *theme = hw_scene_get_theme (scene);
  const HwViewport *view = hw_scene_get_viewport (scene);
  g_autofree char *length = hw_measure_dup_length (measure);
  g_autofree char *sides = hw_measure_dup_sides (measure);
  gboolean straight = measure->x0 == measure->x1 || measure->y0 == measure->y1;
  double line = TEXT * 1.5;
  double width = hw_scene_text_width (scene, length, TEXT, TRUE);
  double height = straight ? line + 4 : 2 * line + 4;

  if (!straight)
    width = MAX (width, hw_scene_text_width (scene, sides, TEXT - 1, FALSE));
  width += 2 * PAD;
  /* Upon the middle, inside the view. */
  x = CLAMP (x - width / 2, 4, MAX (view->width - width - 4, 4));
  y = CLAMP (y - height / 2, 4, MAX (view->height - height - 4, 4));
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY_CARD);
  hw_scene_rounded (scene,
                    no_ref,
                    x,
                    y,
                    width,
                    height,
                    4,
                    theme->colours[HW_ROLE_PAPER],
                    theme->colours[HW_ROLE_ACCENT],
                    1);
  hw_scene_text (scene,
                 no_ref,
                 x,
                 y + 2,
                 width,
                 line,
                 length,
                 TEXT,
                 TRUE,
                 HW_ALIGN_CENTRE,
                 theme->colours[HW_ROLE_TEXT],
                 theme->colours[HW_ROLE_PAPER]);
  if (!straight)
    hw_scene_text (scene,
                   no_ref,
                   x,
                   y + 2 + line,
                   width,
                   line,
                   sides,
                   TEXT - 1,
                   FALSE,
                   HW_ALIGN_CENTRE,
                   theme->colours[HW_ROLE_TEXT_DIM],
                   theme->colours[HW_ROLE_PAPER]);
}

void
hw_scene_measure (HwScene *scene, const HwMeasure *measure)
{
  const HwViewport *view = hw_scene_get_viewport (scene);
  double x0 = hw_viewport_x (view, measure->x0), y0 = hw_viewport_y (view, measure->y0);
  double x1 = hw_viewport_x (view, measure->x1), y1 = hw_viewport_y (view, measure->y1);
  double length = hypot (x1 - x0, y1 - y0);
  double across_x, across_y;

  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  if (length < 1)
    {
      hw_scene_box (scene,
                    no_ref,
                    x0 - 2,
                    y0 - 2,
                    4,
                    4,
                    hw_scene_get_theme (scene)->colours[HW_ROLE_ACCENT],
                    no_colour);
      return;
    }
  across_x = -(y1 - y0) / length * TICK;
  across_y = (x1 - x0) / length * TICK;
  /* The sides of the triangle, where it is one. */
  if (fabs (x1 - x0) > TICK && fabs (y1 - y0) > TICK)
    {
      draw_line (scene, x0, y0, x1, y0, 1, TRUE);
      draw_line (scene, x1, y0, x1, y1, 1, TRUE);
    }
  draw_line (scene, x0, y0, x1, y1, 1.5, FALSE);
  draw_line (scene, x0 - across_x, y0 - across_y, x0 + across_x, y0 + across_y, 1.5, FALSE);
  draw_line (scene, x1 - across_x, y1 - across_y, x1 + across_x, y1 + across_y, 1.5, FALSE);
  draw_texts (scene, measure, (x0 + x1) / 2, (y0 + y1) / 2);
}
