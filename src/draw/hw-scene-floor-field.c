/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-scene-floor-field.h"

#include <math.h>

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

/* Below these sizes, device units, hatching and icons are noise. */
#define LEAST_HATCH 5.0
#define LEAST_ICON 28.0
#define ICON 14.0
#define TEXT 10.5
#define GAP 4.0

static HwColour
veil (const HwTheme *theme, HwRole role, double alpha)
{
  HwColour colour = theme->colours[role];

  colour.alpha = alpha;
  return colour;
}

/* The sign, and where there is room behind it the word for what is exceeded. */
static void
draw_warning (HwScene *scene, double x, double y, double width, HwLimit limit, HwColour fill)
{
  const HwTheme *theme = hw_scene_get_theme (scene);
  const char *word = hw_limit_label (limit);
  double text = hw_scene_text_width (scene, word, TEXT, TRUE) + 4;
  gboolean said = ICON + GAP + text + 8 <= width;
  double left = x - (said ? ICON + GAP + text : ICON) / 2;

  hw_scene_icon (
      scene, no_ref, left, y - ICON / 2, ICON, HW_ICON_WARNING, theme->colours[HW_ROLE_WARNING]);
  if (!said)
    return;
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY_CARD);
  hw_scene_text (scene,
                 no_ref,
                 left + ICON + GAP,
                 y - ICON / 2,
                 text,
                 ICON,
                 word,
                 TEXT,
                 TRUE,
                 HW_ALIGN_START,
                 theme->colours[HW_ROLE_TEXT],
                 fill);
}

static void
draw_patch (HwScene *scene, const HwFloorPatch *patch, HwLimit limit)
{
  const HwTheme *theme = hw_scene_get_theme (scene);
  const HwViewport *view = hw_scene_get_viewport (scene);
  double left = MAX (hw_viewport_x (view, patch->area.x), -1);
  double top = MAX (hw_viewport_y (view, patch->area.y), -1);
  double right = MIN (hw_viewport_x (view, patch->area.x + patch->area.width), view->width + 1);
  double bottom = MIN (hw_viewport_y (view, patch->area.y + patch->area.depth), view->height + 1);
  double shorter = MIN (right - left, bottom - top);
  HwColour fill;

  if (shorter <= 0)
    return;
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  switch (patch->state)
    {
    case HW_SHADE_FREE:
      fill = limit == HW_LIMIT_NONE ? veil (theme, HW_ROLE_GOOD, 0.26)
                                    : veil (theme, HW_ROLE_WARNING, 0.30);
      break;
    case HW_SHADE_TAKEN:
      /* What stands there is to be seen. */
      fill = veil (theme, HW_ROLE_GROUND, 0.45);
      break;
    default:
      fill = veil (theme, HW_ROLE_HEADER, 0.75);
      break;
    }
  hw_scene_box (scene, no_ref, left, top, right - left, bottom - top, fill, no_colour);
  if (patch->state == HW_SHADE_BLOCKED && shorter >= LEAST_HATCH)
    hw_scene_hatch (
        scene, no_ref, left, top, right - left, bottom - top, theme->colours[HW_ROLE_BLOCKED]);
  else if (patch->state == HW_SHADE_FREE && limit != HW_LIMIT_NONE && shorter >= LEAST_ICON)
    draw_warning (scene,
                  (left + right) / 2,
                  (top + bottom) / 2,
                  right - left,
                  limit,
                  hw_colour_over (fill, theme->colours[HW_ROLE_PAPER]));
}

void
hw_scene_floor_field (HwScene *scene, const HwFloorField *field, HwLimit limit)
{
  const GArray *patches = hw_floor_field_get_patches (field);

  for (guint i = 0; i < patches->len; i++)
    draw_patch (scene, &g_array_index (patches, HwFloorPatch, i), limit);
}
