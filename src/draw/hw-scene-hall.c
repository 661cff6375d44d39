/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-scene-hall.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-hall-draw.h"
#include "hw-number.h"
#include "hw-outage-draw.h"
#include "hw-ranks-draw.h"

#define ROLE(self, role) ((self)->theme->colours[role])

void
hw_hall_options_init (HwHallOptions *options)
{
  *options = (HwHallOptions){ HW_COLOUR_POWER, TRUE, TRUE, TRUE, TRUE, FALSE, FALSE };
}

/* Room around a hall for its title and walls. */
static double
surround (const HwHall *hall)
{
  return MAX (800, 0.05 * MAX (hall->width_mm, hall->depth_mm));
}

void
hw_scene_hall_extent (
    HwDesign *design, HwHandle hall, double *x, double *y, double *width, double *height)
{
  const HwHall *row = hw_design_get_hall (design, hall);
  double around = surround (row);

  *x = -around * 0.5;
  *y = -around;
  *width = row->width_mm + around;
  *height = row->depth_mm + around * 1.5;
}

void
hw_hall_painter_init (HwHallPainter *self,
                      HwScene *scene,
                      HwResults *results,
                      HwHandle hall,
                      const HwHallOptions *options,
                      const HwViewport *view,
                      const HwRackBox *area)
{
  *self = (HwHallPainter){ .scene = scene, .results = results, .hall = hall };
  if (options != NULL)
    self->own = *options;
  else
    hw_hall_options_init (&self->own);
  self->options = &self->own;
  self->design = hw_results_get_design (results);
  /* Nor room left for pipes, nor lines explained, where no loop is. */
  self->own.pipes = self->own.pipes && hw_design_count (self->design, HW_TABLE_LOOP) > 0;
  self->theme = hw_scene_get_theme (scene);
  self->view = *view;
  self->area = *area;
  self->paper = self->theme->kind == HW_THEME_PRINT;
}

HwRackBox
hw_hall_to_device (const HwHallPainter *self, double x, double y, double width, double depth)
{
  return (HwRackBox){ hw_viewport_x (&self->view, x),
                      hw_viewport_y (&self->view, y),
                      width * self->view.scale,
                      depth * self->view.scale };
}

static gboolean
meets (const HwRackBox *a, const HwRackBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

double
hw_hall_text (HwHallPainter *self,
              HwRef ref,
              const HwRackBox *box,
              const char *text,
              double size,
              gboolean bold,
              HwAlign align,
              HwColour colour,
              HwColour ground)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->cards); i++)
    if (self->cards[i].width > 0 && meets (box, &self->cards[i]))
      return 0;
  return hw_scene_text (self->scene,
                        ref,
                        box->x,
                        box->y,
                        box->width,
                        box->height,
                        text,
                        size,
                        bold,
                        align,
                        colour,
                        ground);
}

char *
hw_hall_size_text (HwDesign *design, HwHandle hall)
{
  const HwHall *row = hw_design_get_hall (design, hall);
  char width[HW_NUMBER_SIZE], depth[HW_NUMBER_SIZE];

  hw_number_format (width, row->width_mm / 1000.0);
  hw_number_format (depth, row->depth_mm / 1000.0);
  if (row->tile_mm <= 0)
    return g_strdup_printf (_ ("%s × %s m"), width, depth);
  return g_strdup_printf (_ ("%s × %s m · %d mm tiles"), width, depth, row->tile_mm);
}

static void
draw_title (HwHallPainter *self)
{
  const HwHall *row = hw_design_get_hall (self->design, self->hall);
  HwRackBox box = hw_hall_to_device (self, 0, -surround (row), row->width_mm, surround (row));
  HwColour ground = ROLE (self, HW_ROLE_GROUND);
  HwRef ref = HW_REF (HW_TABLE_HALL, self->hall);
  g_autofree char *title
      = g_strdup_printf (_ ("%s · floor plan"), hw_design_name (self->design, ref));
  g_autofree char *size = hw_hall_size_text (self->design, self->hall);
  double title_size = MIN (15, box.height * 0.34), small = MIN (11, box.height * 0.25);
  HwRackBox line = { box.x, box.y + box.height - 8 - small * 1.4, box.width, small * 1.4 };

  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  hw_hall_text (
      self, ref, &line, size, small, FALSE, HW_ALIGN_START, ROLE (self, HW_ROLE_TEXT_DIM), ground);
  line.y -= title_size * 1.45;
  line.height = title_size * 1.4;
  hw_hall_text (
      self, ref, &line, title, title_size, TRUE, HW_ALIGN_START, ROLE (self, HW_ROLE_TEXT), ground);
}

void
hw_hall_painter_draw (HwHallPainter *self)
{
  hw_hall_place_legend (self);
  hw_hall_draw_floor (self);
  hw_hall_draw_rows (self);
  hw_hall_draw_containments (self);
  hw_hall_draw_racks (self);
  hw_hall_draw_pipes (self);
  hw_hall_draw_busways (self);
  hw_hall_draw_trays (self);
  hw_hall_draw_groups (self);
  hw_outages_draw_hall (self->scene, self->results, self->hall, &self->view);
  /* On paper nothing would say what they are; the report lists them. */
  if (!self->paper)
    hw_ranks_draw_hall (self->scene, self->results, self->hall);
  hw_hall_draw_legend (self);
}

HwScene *
hw_scene_hall_build (HwResults *results,
                     HwHandle hall,
                     const HwHallOptions *options,
                     const HwTheme *theme,
                     const HwViewport *viewport)
{
  HwScene *scene = hw_scene_new_view (theme, viewport);
  const HwRackBox area = { 0, 0, viewport->width, viewport->height };
  HwHallPainter painter;

  if (!hw_design_has (hw_results_get_design (results), HW_TABLE_HALL, hall))
    return scene;
  hw_hall_painter_init (&painter, scene, results, hall, options, viewport, &area);
  hw_hall_painter_draw (&painter);
  if (options->names)
    draw_title (&painter);
  return scene;
}

/* As large as it gets in @view less what @right and @below keep back. */
static HwViewport
fit_less (const HwViewport *view, const HwRackBox *world, double margin, double right, double below)
{
  HwViewport less = *view;

  less.width -= right;
  less.height -= below;
  hw_viewport_fit (&less, world->x, world->y, world->width, world->height, margin);
  less.width = view->width;
  less.height = view->height;
  return less;
}

void
hw_scene_hall_fit (HwResults *results,
                   HwHandle hall,
                   const HwHallOptions *options,
                   const HwTheme *theme,
                   HwViewport *viewport,
                   double margin)
{
  g_autoptr (HwScene) scene = hw_scene_new (theme, viewport);
  const HwRackBox area = { 0, 0, viewport->width, viewport->height };
  HwHallOptions with_legend = *options;
  HwViewport best = { 0 };
  HwHallPainter painter;
  HwRackBox world;

  with_legend.legend = TRUE;
  hw_hall_painter_init (&painter, scene, results, hall, &with_legend, viewport, &area);
  hw_scene_hall_extent (painter.design, hall, &world.x, &world.y, &world.width, &world.height);
  hw_hall_place_legend (&painter);
  /* Over all, beside the legend, above the scale bar, above both. */
  for (guint i = 0; i < 6; i++)
    {
      const HwRackBox *legend = &painter.cards[0], *bar = &painter.cards[1];
      double right = i % 2 == 1 && legend->width > 0 ? area.width - legend->x : 0;
      double below = i / 2 == 1 && bar->width > 0      ? area.height - bar->y
                     : i / 2 == 2 && legend->width > 0 ? area.height - legend->y
                                                       : 0;
      HwRackBox box;

      painter.view = fit_less (viewport, &world, margin, right, below);
      box = hw_hall_to_device (&painter, world.x, world.y, world.width, world.height);
      if (painter.view.scale > best.scale && (legend->width <= 0 || !meets (&box, legend))
          && (bar->width <= 0 || !meets (&box, bar)))
        best = painter.view;
    }
  *viewport = best.scale > 0 ? best : fit_less (viewport, &world, margin, 0, 0);
}

double
hw_scene_hall_legend (HwScene *scene,
                      HwResults *results,
                      HwHandle hall,
                      const HwHallOptions *options)
{
  const HwViewport *view = hw_scene_get_viewport (scene);
  const HwRackBox area = { 0, 0, view->width, view->height };
  HwHallOptions with_legend = *options;
  HwHallPainter painter;

  if (!hw_design_has (hw_results_get_design (results), HW_TABLE_HALL, hall))
    return 0;
  with_legend.legend = TRUE;
  hw_hall_painter_init (&painter, scene, results, hall, &with_legend, view, &area);
  hw_hall_place_legend (&painter);
  hw_hall_draw_legend (&painter);
  return painter.cards[0].height > 0 ? area.height - painter.cards[0].y : 0;
}
