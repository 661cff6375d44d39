/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-scene-racks.h"

#include <glib/gi18n-lib.h>

#include "hw-outage-draw.h"
#include "hw-ranks-draw.h"
#include "hw-rack-draw.h"
#include "hw-racks-layout.h"

/* Height of a title above a line that is too small for one, device units. */
#define TOP_TITLE 16.0
#define ROLE(theme, role) ((theme)->colours[role])

static const char *
faces_text (HwFaces faces)
{
  switch (faces)
    {
    case HW_FACES_REAR:
      return _ ("rear");
    case HW_FACES_BOTH:
      return _ ("front and rear");
    case HW_FACES_FRONT:
    default:
      return _ ("front");
    }
}

/* A line of the title of a row: what it is called, or how much stands in it. */
static void
say (HwScene *scene,
     HwRef row,
     double x,
     double y,
     double width,
     double height,
     const char *text,
     double size,
     gboolean is_name)
{
  const HwTheme *theme = hw_scene_get_theme (scene);

  hw_scene_text (scene,
                 row,
                 x,
                 y,
                 width,
                 height,
                 text,
                 size,
                 is_name,
                 HW_ALIGN_START,
                 ROLE (theme, is_name ? HW_ROLE_TEXT : HW_ROLE_TEXT_DIM),
                 ROLE (theme, HW_ROLE_GROUND));
}

/* Where a row is too small for a title above it. */
static void
draw_name_beside (HwScene *scene,
                  HwDesign *design,
                  const HwRackColumn *column,
                  const HwRackLine *line)
{
  const HwViewport *view = hw_scene_get_viewport (scene);
  const HwTheme *theme = hw_scene_get_theme (scene);
  HwRef row = HW_REF (HW_TABLE_ROW, line->row);
  double left = hw_viewport_x (view, column->x);
  double top = hw_viewport_y (view, line->y);
  double height = hw_viewport_y (view, line->floor_y) - top;

  hw_scene_text (scene,
                 row,
                 left,
                 top,
                 hw_viewport_x (view, line->x) - left - 3,
                 height,
                 line->row != 0 ? hw_design_name (design, row) : "…",
                 MIN (11, height * 0.8),
                 TRUE,
                 HW_ALIGN_END,
                 ROLE (theme, HW_ROLE_TEXT_DIM),
                 ROLE (theme, HW_ROLE_GROUND));
}

/* What the row is called and how much stands in it, above its first rack. Small, the name alone;
 * smaller still, the name beside the row. */
static void
draw_title (HwScene *scene,
            HwRacksLayout *layout,
            const HwRackColumn *column,
            const HwRackLine *line)
{
  HwDesign *design = hw_racks_layout_design (layout);
  const HwViewport *view = hw_scene_get_viewport (scene);
  HwRef ref = HW_REF (HW_TABLE_ROW, line->row);
  double x = hw_viewport_x (view, line->x), y = hw_viewport_y (view, line->y);
  double band = HW_RACKS_TITLE * view->scale;
  gboolean alone = hw_racks_layout_n_columns (layout) == 1;
  double end = hw_viewport_x (view, line->x + line->width);
  /* A title may be longer than its row, but not than the window or the column. */
  double right = alone ? MAX (end, MIN (x + 480, view->width))
                       : hw_viewport_x (view, column->x + column->width);
  g_autofree char *row = hw_row_title (design, line->hall, line->row);
  g_autofree char *title = g_strdup_printf (
      "%s · %s", hw_design_name (design, HW_REF (HW_TABLE_HALL, line->hall)), row);
  g_autofree char *count = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u rack · %s", "%u racks · %s", line->cells->len),
      line->cells->len,
      faces_text (hw_racks_layout_faces (layout)));

  hw_scene_set_layer (scene, HW_LAYER_BODY);
  /* The title stays in view as long as its row is. */
  x = MAX (x, MIN (12, right - 120));
  if (band >= 30)
    {
      say (scene, ref, x, y, right - x, band * 0.46, title, MIN (15, band * 0.36), TRUE);
      say (scene,
           ref,
           x,
           y + band * 0.46,
           right - x,
           band * 0.36,
           count,
           MIN (11, band * 0.27),
           FALSE);
    }
  else if (band >= 9)
    say (scene, ref, x, y, right - x, band, title, MIN (13, band * 0.8), TRUE);
  else if (line->y <= 0 && line->x <= column->x)
    /* There is nothing above the first. */
    say (scene, ref, x, y + band - TOP_TITLE, right - x, TOP_TITLE, title, 11, TRUE);
  else if (line->x > column->x)
    draw_name_beside (scene, design, column, line);
}

static void
draw_cell (HwRackPainter *painter,
           HwRacksLayout *layout,
           const HwRackLine *line,
           const HwRackCell *cell)
{
  const HwViewport *view = hw_scene_get_viewport (painter->scene);
  double floor_y = hw_viewport_y (view, line->floor_y);
  double top = hw_viewport_y (view, line->floor_y - cell->height);
  double width = cell->width * view->scale;

  for (guint n = 0; n < cell->n_faces; n++)
    {
      double x = hw_viewport_x (view, line->x + hw_rack_cell_face_x (cell, n));
      HwFace face = hw_racks_layout_face (layout, n);
      const char *suffix = NULL;

      hw_rack_painter_face (painter, cell->rack, face, x, top);
      if (painter->detail < HW_DETAIL_BOXES)
        continue;
      if (cell->n_faces > 1)
        suffix = face == HW_FACE_FRONT ? _ ("front") : _ ("rear");
      hw_rack_painter_plate (painter, cell->rack, suffix, x, top, width);
      if (n == 0)
        hw_rack_painter_power (painter, cell->rack, x, floor_y, width);
    }
}

static void
draw_column (HwRackPainter *painter, HwRacksLayout *layout, const HwRackColumn *column)
{
  const HwViewport *view = hw_scene_get_viewport (painter->scene);
  double right = view->x + view->width / view->scale;
  double bottom = view->y + view->height / view->scale;

  if (column->x > right || column->x + column->width < view->x)
    return;
  for (guint i = hw_racks_layout_line_at (layout, column, view->y); i < column->end; i++)
    {
      const HwRackLine *line = hw_racks_layout_line (layout, i);
      if (line->y > bottom)
        break;
      draw_title (painter->scene, layout, column, line);
      for (guint c = hw_rack_line_cell_at (line, view->x - line->x); c < line->cells->len; c++)
        {
          const HwRackCell *cell = &g_array_index (line->cells, HwRackCell, c);
          if (line->x + cell->x > right)
            break;
          draw_cell (painter, layout, line, cell);
        }
    }
}

HwScene *
hw_scene_racks_build (HwResults *results,
                      HwRacksLayout *layout,
                      const HwRacksOptions *options,
                      const HwTheme *theme,
                      const HwViewport *viewport)
{
  HwScene *scene = hw_scene_new_view (theme, viewport);
  HwRackPainter painter;

  hw_rack_painter_init (&painter, scene, results, viewport->scale);
  for (guint i = 0; i < hw_racks_layout_n_columns (layout); i++)
    draw_column (&painter, layout, hw_racks_layout_column (layout, i));
  hw_outages_draw_racks (scene, results, layout);
  hw_ranks_draw_racks (scene, results, layout);
  hw_rack_painter_clear (&painter);
  return scene;
}
