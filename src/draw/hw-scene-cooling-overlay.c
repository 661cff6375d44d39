/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling-draw.h"

#include <math.h>

#include "hw-power-path-draw.h"

/* What lies over the diagrams of loops and changes without them: marks that flow, notes, outlines
 * and the scale of temperatures. */

#define ROLE(self, role) ((self)->theme->colours[role])
/* Marks of the flow, device units and seconds; thinner pipes have none. */
#define MARK_PITCH 34.0
#define MARK_LENGTH 8.0
#define MARKED 1.5
#define LEAST_SPEED 18.0
#define MORE_SPEED 60.0

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

/* --- what moves --- */

/* Marks stand where the whole plane has them, so that they pass from piece to piece. */
static void
draw_marks (HwScene *scene, const HwCoolingRun *run, double seconds)
{
  const HwViewport *view = hw_scene_get_viewport (scene);
  double width = (2.5 + 5 * sqrt (run->part)) * view->scale;
  gboolean upright = run->x0 == run->x1;
  double across = upright ? hw_viewport_x (view, run->x0) : hw_viewport_y (view, run->y0);
  double from = upright ? hw_viewport_y (view, run->y0) : hw_viewport_x (view, run->x0);
  double to = upright ? hw_viewport_y (view, run->y1) : hw_viewport_x (view, run->x1);
  double moved = fmod (seconds * (LEAST_SPEED + MORE_SPEED * sqrt (run->part)), MARK_PITCH);
  double low = fmax (fmin (from, to), 0);
  double high = fmin (fmax (from, to), upright ? view->height : view->width);
  double origin = upright ? hw_viewport_y (view, 0) : hw_viewport_x (view, 0);
  double first = origin + (to < from ? -moved : moved);

  if (width < MARKED || across < 0 || across > (upright ? view->width : view->height))
    return;
  first += ceil ((low - first) / MARK_PITCH) * MARK_PITCH;
  for (double at = first; at + MARK_LENGTH <= high; at += MARK_PITCH)
    hw_scene_line (scene,
                   no_ref,
                   upright ? across : at,
                   upright ? at : across,
                   upright ? across : at + MARK_LENGTH,
                   upright ? at + MARK_LENGTH : across,
                   hw_scene_get_theme (scene)->colours[HW_ROLE_PAPER],
                   fmax (width * 0.5, 1),
                   FALSE);
}

void
hw_scene_cooling_flow (HwScene *scene, const HwCoolingLayout *layout, double seconds)
{
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  for (guint i = 0; i < layout->runs->len; i++)
    draw_marks (scene, &g_array_index (layout->runs, HwCoolingRun, i), seconds);
}

/* Of a note, device units. */
#define NOTE_SIZE 11.0
#define NOTE_LINE 17.0
#define NOTE_PAD 9.0
#define NOTE_GAP 22.0

void
hw_scene_cooling_note (HwScene *scene, double x, double y, const char *const *lines, gboolean warns)
{
  const HwViewport *view = hw_scene_get_viewport (scene);
  const HwTheme *theme = hw_scene_get_theme (scene);
  guint n = g_strv_length ((char **)lines);
  double width = 0, left, top, height = n * NOTE_LINE + 2 * NOTE_PAD;

  for (guint i = 0; i < n; i++)
    width = fmax (width, hw_scene_text_width (scene, lines[i], NOTE_SIZE, i == 0));
  width += 2 * NOTE_PAD + 2;
  left = hw_viewport_x (view, x) + NOTE_GAP;
  if (left + width > view->width)
    left = hw_viewport_x (view, x) - NOTE_GAP - width;
  top = CLAMP (hw_viewport_y (view, y) - height / 2, 4, fmax (view->height - height - 4, 4));
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY_CARD);
  hw_scene_rounded (scene,
                    no_ref,
                    left,
                    top,
                    width,
                    height,
                    6,
                    theme->colours[HW_ROLE_PAPER],
                    theme->colours[warns ? HW_ROLE_ERROR : HW_ROLE_ACCENT],
                    1.5);
  for (guint i = 0; i < n; i++)
    hw_scene_text (scene,
                   no_ref,
                   left + NOTE_PAD,
                   top + NOTE_PAD + i * NOTE_LINE,
                   width - 2 * NOTE_PAD,
                   NOTE_LINE,
                   lines[i],
                   NOTE_SIZE,
                   i == 0,
                   HW_ALIGN_START,
                   theme->colours[HW_ROLE_TEXT],
                   theme->colours[HW_ROLE_PAPER]);
}

static void
outline_box (HwScene *scene, double x, double y, double w, double h, double width, double alpha)
{
  const HwViewport *view = hw_scene_get_viewport (scene);
  HwColour accent = hw_scene_get_theme (scene)->colours[HW_ROLE_ACCENT];

  accent.alpha = alpha;
  hw_scene_rounded (scene,
                    no_ref,
                    hw_viewport_x (view, x) - 3,
                    hw_viewport_y (view, y) - 3,
                    w * view->scale + 6,
                    h * view->scale + 6,
                    8 * view->scale + 3,
                    no_colour,
                    accent,
                    width);
}

static void
outline (HwScene *scene, const HwCoolingLayout *layout, HwRef ref, double width)
{
  double x, y, w, h;

  if (ref.handle != 0 && hw_cooling_layout_rect (layout, ref, &x, &y, &w, &h))
    outline_box (scene, x, y, w, h, width, 1);
}

static void
outline_on_path (HwScene *scene,
                 const HwPowerPath *path,
                 HwRef ref,
                 const HwCoolingBlock *block,
                 const HwCoolingBox *box)
{
  if (hw_power_path_has (path, ref))
    outline_box (scene,
                 block->x + box->x,
                 box->y,
                 box->width,
                 box->height,
                 HW_POWER_PATH_WIDTH,
                 HW_POWER_PATH_ALPHA);
}

void
hw_scene_cooling_power_path (HwScene *scene, const HwCoolingLayout *layout, const HwPowerPath *path)
{
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  for (guint b = 0; b < layout->blocks->len; b++)
    {
      const HwCoolingBlock *block = &g_array_index (layout->blocks, HwCoolingBlock, b);
      const HwLoopPlan *plan = block->solution->plan;

      for (guint i = 0; i < plan->cdus->len; i++)
        {
          HwCoolingBox box = hw_cooling_cdu_box (block, i);

          outline_on_path (scene, path, g_array_index (plan->cdus, HwLoopCdu, i).unit, block, &box);
        }
      for (guint n = 0; n < block->bands->len; n++)
        {
          const HwCoolingBand *band = &g_array_index (block->bands, HwCoolingBand, n);

          for (guint i = band->first; i < band->first + band->n; i++)
            {
              HwCoolingBox box = hw_cooling_rack_box (band, i);

              outline_on_path (
                  scene, path, g_array_index (plan->racks, HwLoopRack, i).object, block, &box);
            }
        }
    }
}

/* Of the card with the scale, device units. */
#define SCALE_WIDTH 160.0
#define SCALE_HEIGHT 42.0
#define SCALE_MARGIN 12.0
#define SCALE_PAD 10.0

/* Where loops are too far for a scale of their own, one stands in the corner. */
static void
draw_scale_card (HwScene *scene, const HwCoolingLayout *layout)
{
  const HwTheme *theme = hw_scene_get_theme (scene);
  HwCoolingPainter self = {
    .scene = scene, .theme = theme, .view = *hw_scene_get_viewport (scene), .layout = layout
  };
  double left = self.view.width - SCALE_WIDTH - SCALE_MARGIN,
         top = self.view.height - SCALE_HEIGHT - SCALE_MARGIN, inner = SCALE_WIDTH - 2 * SCALE_PAD;
  const double ends[] = { layout->coldest_c, layout->warmest_c };

  hw_scene_set_layer (scene, HW_LAYER_OVERLAY_CARD);
  hw_scene_rounded (scene,
                    no_ref,
                    left,
                    top,
                    SCALE_WIDTH,
                    SCALE_HEIGHT,
                    6,
                    ROLE (&self, HW_ROLE_PAPER),
                    ROLE (&self, HW_ROLE_LINE),
                    1);
  for (guint i = 0; i < HW_COOLING_SCALE_STEPS; i++)
    hw_scene_box (
        scene,
        no_ref,
        left + SCALE_PAD + inner * i / HW_COOLING_SCALE_STEPS,
        top + SCALE_PAD,
        inner / HW_COOLING_SCALE_STEPS,
        8,
        hw_cooling_warmth (&self, ends[0] + (ends[1] - ends[0]) * i / (HW_COOLING_SCALE_STEPS - 1)),
        no_colour);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *text = g_strdup_printf ("%.0f °C", ends[i]);
      hw_scene_text (scene,
                     no_ref,
                     left + SCALE_PAD,
                     top + 21,
                     inner,
                     14,
                     text,
                     9.5,
                     FALSE,
                     i == 0 ? HW_ALIGN_START : HW_ALIGN_END,
                     ROLE (&self, HW_ROLE_TEXT_DIM),
                     ROLE (&self, HW_ROLE_PAPER));
    }
}

/* Of pipes that are to be seen, and by no legend of their loop. */
static gboolean
needs_scale (const HwScene *scene, const HwCoolingLayout *layout)
{
  HwCoolingPainter self
      = { .theme = hw_scene_get_theme (scene), .view = *hw_scene_get_viewport (scene) };

  return layout->by_temperature && layout->warmest_c > layout->coldest_c
         && self.view.scale >= HW_COOLING_FAR && hw_cooling_is_half_far (&self);
}

void
hw_scene_cooling_overlay (HwScene *scene,
                          const HwCoolingLayout *layout,
                          const GArray *selection,
                          HwRef hover)
{
  if (needs_scale (scene, layout))
    draw_scale_card (scene, layout);
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  for (guint i = 0; selection != NULL && i < selection->len; i++)
    outline (scene, layout, g_array_index (selection, HwRef, i), 2.5);
  outline (scene, layout, hover, 1);
}
