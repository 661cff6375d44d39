/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-fluid.h"
#include "hw-loop-capacity.h"
#include "hw-power-path-draw.h"

#define ROLE(self, role) ((self)->theme->colours[role])
/* Of the scale of temperatures. */
#define SCALE_STEPS 20
/* Where a loop is a card with its figures. */
#define FAR 0.1
/* Device units. */
#define LEAST_SYMBOL 5
/* Marks of the flow, device units and seconds; thinner pipes have none. */
#define MARK_PITCH 34.0
#define MARK_LENGTH 8.0
#define MARKED 1.5
#define LEAST_SPEED 18.0
#define MORE_SPEED 60.0

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

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
legend_text (HwCoolingPainter *self, double x, double y, double width, const char *text)
{
  hw_cooling_text (self,
                   no_ref,
                   x,
                   y + 1,
                   width,
                   text,
                   11,
                   FALSE,
                   HW_ALIGN_START,
                   HW_ROLE_TEXT_DIM,
                   ROLE (self, HW_ROLE_GROUND));
}

static void
draw_scale (HwCoolingPainter *self, double x, double y)
{
  const HwCoolingLayout *layout = self->layout;
  double span = layout->warmest_c - layout->coldest_c;
  g_autofree char *low = g_strdup_printf ("%.0f °C", layout->coldest_c);
  g_autofree char *high = g_strdup_printf ("%.0f °C", layout->warmest_c);

  legend_text (self, x, y, 48, low);
  for (guint i = 0; i < SCALE_STEPS; i++)
    hw_scene_box (self->scene,
                  no_ref,
                  hw_cooling_x (self, x + 50 + i * 5),
                  hw_cooling_y (self, y + 5),
                  5 * self->view.scale,
                  10 * self->view.scale,
                  hw_cooling_warmth (self, layout->coldest_c + span * i / (SCALE_STEPS - 1)),
                  no_colour);
  legend_text (self, x + 58 + SCALE_STEPS * 5, y, 48, high);
}

static void
draw_legend (HwCoolingPainter *self, double y)
{
  double x = self->block->head - HW_COOLING_LEGEND;
  double flow = self->solution->flow_total_m3_s;
  GArray *runs = g_steal_pointer (&self->runs);

  if (self->layout->by_temperature && self->layout->warmest_c > self->layout->coldest_c)
    draw_scale (self, x, y);
  else
    {
      hw_cooling_pipe (self, x, y + 10, x + 30, y + 10, FALSE, flow > 0 ? flow / 3 : 1, NAN);
      legend_text (self, x + 36, y, 70, _ ("supply"));
      hw_cooling_pipe (self, x + 110, y + 10, x + 140, y + 10, TRUE, flow > 0 ? flow / 3 : 1, NAN);
      legend_text (self, x + 146, y, 70, _ ("return"));
    }
  self->runs = runs;
}

/* "N + 1: 230 kW of 1.35 MW": what is carried with the spares out of what could be. Returns:
 * (transfer full): empty where none are asked for, or nothing is known */
static char *
spare_text (const HwCoolingPainter *self)
{
  const HwLoopSolution *solution = self->solution;
  HwSpare spare = self->plan->rule.spare;
  g_autofree char *heat = hw_quantity_format (HW_DIMENSION_POWER, solution->heat_w, NULL);
  g_autofree char *usable = NULL;

  if (spare == HW_SPARE_NONE || !solution->steady || !(solution->capacity_left_w > 0))
    return g_strdup ("");
  usable = hw_quantity_format (
      HW_DIMENSION_POWER,
      hw_loop_usable_w (&self->plan->rule, solution->capacity_w, solution->capacity_left_w),
      NULL);
  return g_strdup_printf (
      spare == HW_SPARE_ONE ? _ (" · N + 1: %s of %s") : _ (" · 2N: %s of %s"), heat, usable);
}

static void
draw_title (HwCoolingPainter *self)
{
  HwRef ref = HW_REF (HW_TABLE_LOOP, self->block->loop);
  HwColour ground = ROLE (self, HW_ROLE_GROUND);
  const HwLoopSolution *solution = self->solution;
  const HwLoopFinding *worst = hw_cooling_worst (self, ref);
  guint n = self->plan->racks->len;
  g_autofree char *heat = hw_quantity_format (HW_DIMENSION_POWER, solution->rack_heat_w, NULL);
  g_autofree char *spare = spare_text (self);
  g_autofree char *name
      = g_strdup_printf (_ ("%s · cooling loop"), hw_design_name (self->layout->design, ref));
  g_autofree char *about = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                         "%s · %s · %u branch · %s to liquid%s",
                                                         "%s · %s · %u branches · %s to liquid%s",
                                                         n),
                                            topology_text (self->plan->rule.topology),
                                            hw_coolant_label (self->plan->rule.coolant),
                                            n,
                                            heat,
                                            spare);
  double y = self->block->y;
  double free = self->block->head - HW_COOLING_LEGEND - 40;

  hw_cooling_text (
      self, ref, 28, y, MIN (430, free), name, 15, TRUE, HW_ALIGN_START, HW_ROLE_TEXT, ground);
  hw_cooling_text (self,
                   ref,
                   28,
                   y + 25,
                   self->block->head - 60,
                   about,
                   11,
                   FALSE,
                   HW_ALIGN_START,
                   HW_ROLE_TEXT_DIM,
                   ground);
  if (worst != NULL)
    {
      g_autofree char *message = hw_loop_finding_message (self->layout->design, solution, worst);
      hw_scene_icon (self->scene,
                     ref,
                     hw_cooling_x (self, 28),
                     hw_cooling_y (self, y + 48),
                     13 * self->view.scale,
                     hw_cooling_severity_icon (worst),
                     ROLE (self, hw_cooling_severity_role (worst)));
      hw_cooling_text (self,
                       ref,
                       46,
                       y + 46,
                       self->block->head - 70,
                       message,
                       11,
                       FALSE,
                       HW_ALIGN_START,
                       HW_ROLE_TEXT,
                       ground);
    }
  draw_legend (self, y);
}

/* --- symbols --- */

static gboolean
draw_symbol (const HwCoolingSymbol *symbol, gpointer data)
{
  HwCoolingPainter *self = data;
  const HwCoolingBox *box = &symbol->box;
  double size = box->width * self->view.scale;
  HwRole role = HW_ROLE_TEXT;

  if (size < LEAST_SYMBOL || hw_cooling_x (self, box->x) > self->view.width
      || hw_cooling_y (self, box->y) > self->view.height
      || hw_cooling_x (self, box->x + box->width) < 0
      || hw_cooling_y (self, box->y + box->height) < 0)
    return FALSE;
  if (symbol->state == HW_COOLING_PART_CLOSED)
    role = HW_ROLE_ERROR;
  else if (symbol->state == HW_COOLING_PART_OFF)
    role = HW_ROLE_TEXT_DIM;
  else if (symbol->icon == HW_ICON_PUMP)
    role = HW_ROLE_GOOD;
  hw_scene_icon (self->scene,
                 no_ref,
                 hw_cooling_x (self, box->x),
                 hw_cooling_y (self, box->y),
                 size,
                 symbol->icon,
                 ROLE (self, role));
  return FALSE;
}

/* --- what is planned --- */

static void
draw_planned (HwCoolingPainter *self, guint index)
{
  HwDesign *design = self->layout->design;
  HwRef ref = HW_REF (HW_TABLE_RACK, g_array_index (self->block->planned, HwHandle, index));
  const HwObject *object = hw_design_row (design, ref.table, ref.handle);
  HwCoolingBox box = hw_cooling_planned_box (self->block, index);
  HwItem item = { .kind = HW_ITEM_BOX,
                  .ref = ref,
                  .x = hw_cooling_x (self, box.x),
                  .y = hw_cooling_y (self, box.y),
                  .width = box.width * self->view.scale,
                  .height = box.height * self->view.scale,
                  .radius = 6 * self->view.scale,
                  .stroke = ROLE (self, HW_ROLE_LINE_STRONG),
                  .dashed = TRUE };
  HwColour ground = ROLE (self, HW_ROLE_GROUND);
  /* Names may share their buffer. */
  g_autofree char *name = g_strdup (hw_design_name (design, ref));
  g_autofree char *phase = g_strdup_printf (
      _ ("planned: %s"), hw_design_name (design, HW_REF (HW_TABLE_PHASE, object->install)));

  hw_scene_add (self->scene, &item);
  if (hw_cooling_is_half_far (self))
    {
      hw_cooling_far_text (self, ref, &box, 0, 1, name, NULL, HW_ROLE_TEXT_DIM, ground);
      return;
    }
  hw_cooling_text (self,
                   ref,
                   box.x + 8,
                   box.y + 2,
                   box.width - 16,
                   name,
                   11,
                   TRUE,
                   HW_ALIGN_START,
                   HW_ROLE_TEXT_DIM,
                   ground);
  hw_cooling_text (self,
                   ref,
                   box.x + 8,
                   box.y + 18,
                   box.width - 16,
                   phase,
                   10,
                   FALSE,
                   HW_ALIGN_START,
                   HW_ROLE_TEXT_DIM,
                   ground);
}

static void
draw_block (HwCoolingPainter *self)
{
  self->plan = self->block->solution->plan;
  self->solution = self->block->solution;
  if (self->theme->kind != HW_THEME_PRINT && self->view.scale < FAR)
    {
      hw_cooling_draw_far (self);
      return;
    }
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  if (hw_cooling_is_half_far (self))
    hw_cooling_draw_far_title (self);
  else
    draw_title (self);
  hw_cooling_draw_risers (self);
  hw_cooling_draw_bands (self);
  for (guint i = 0; i < self->block->planned->len; i++)
    draw_planned (self, i);
  for (guint i = 0; i < self->plan->cdus->len; i++)
    hw_cooling_draw_cdu (self, i);
  if (HW_COOLING_VALVE * self->view.scale < LEAST_SYMBOL)
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_CARD);
  hw_cooling_each_symbol (self->layout, self->block, draw_symbol, self);
  hw_cooling_draw_marks (self);
}

static void
draw_all (const HwCoolingLayout *layout, HwScene *scene, const HwViewport *viewport, GArray *runs)
{
  HwCoolingPainter self = { .scene = scene,
                            .theme = hw_scene_get_theme (scene),
                            .view = *viewport,
                            .layout = layout,
                            .runs = runs };

  for (guint i = 0; i < layout->blocks->len; i++)
    {
      self.block = &g_array_index (layout->blocks, HwCoolingBlock, i);
      if (hw_cooling_y (&self, self.block->y + self.block->height) >= 0
          && hw_cooling_y (&self, self.block->y) <= viewport->height
          && hw_cooling_x (&self, self.block->head) >= 0
          && hw_cooling_x (&self, 0) <= viewport->width)
        draw_block (&self);
    }
}

void
hw_scene_cooling_draw (const HwCoolingLayout *layout, HwScene *scene, const HwViewport *viewport)
{
  draw_all (layout, scene, viewport, NULL);
}

HwScene *
hw_scene_cooling_build (const HwCoolingLayout *layout,
                        const HwTheme *theme,
                        const HwViewport *viewport)
{
  HwScene *scene = hw_scene_new_view (theme, viewport);

  g_array_set_size (layout->runs, 0);
  draw_all (layout, scene, viewport, layout->runs);
  return scene;
}

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
  for (guint i = 0; i < SCALE_STEPS; i++)
    hw_scene_box (scene,
                  no_ref,
                  left + SCALE_PAD + inner * i / SCALE_STEPS,
                  top + SCALE_PAD,
                  inner / SCALE_STEPS,
                  8,
                  hw_cooling_warmth (&self, ends[0] + (ends[1] - ends[0]) * i / (SCALE_STEPS - 1)),
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

  return layout->by_temperature && layout->warmest_c > layout->coldest_c && self.view.scale >= FAR
         && hw_cooling_is_half_far (&self);
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
