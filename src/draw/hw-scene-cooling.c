/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cooling-draw.h"

#include <glib/gi18n-lib.h>

#define ROLE(self, role) ((self)->theme->colours[role])
/* Device units. */
#define LEAST_SYMBOL 5

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

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
  if (self->theme->kind != HW_THEME_PRINT && self->view.scale < HW_COOLING_FAR)
    {
      hw_cooling_draw_far (self);
      return;
    }
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  if (hw_cooling_is_half_far (self))
    hw_cooling_draw_far_title (self);
  else
    hw_cooling_draw_title (self);
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
