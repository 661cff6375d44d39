/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-scene-shading.h"

#include <math.h>

#include "hw-hall-draw.h"
#include "hw-racks-layout.h"

/* Racks that are looked at between two looks at the clock. */
#define SLICE 4
/* Below this height of a unit, device units, a rack is one area: as the picture has it. */
#define LEAST_UNIT 2.0
#define TEXT 10.5
#define PAD 4.0

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

typedef struct
{
  HwScene *scene;
  const HwViewport *view;
  const HwTheme *theme;
  HwShading *shading; /* NULL: racks are shaded as a whole, by this: */
  HwRackShadeFunc func;
  gpointer data;
  gint64 deadline;
  guint looked;
  gboolean late;
  gboolean whole;
  HwColour fills[HW_SHADE_TAKEN + 1];
  HwColour edges[HW_SHADE_TAKEN + 1];
} Painter;

static HwColour
blend (const HwTheme *theme, HwRole role, double alpha, HwRole ground)
{
  HwColour upper = theme->colours[role];

  upper.alpha = alpha;
  return hw_colour_over (upper, theme->colours[ground]);
}

/* Opaque, for what is below has colours of its own that would mix into others. */
static void
painter_init (Painter *self, HwScene *scene, HwShading *shading, gint64 deadline)
{
  const HwTheme *theme = hw_scene_get_theme (scene);

  *self = (Painter){ .scene = scene, .shading = shading, .deadline = deadline, .whole = TRUE };
  self->view = hw_scene_get_viewport (scene);
  self->theme = theme;
  self->fills[HW_SHADE_FREE] = blend (theme, HW_ROLE_GOOD, 0.34, HW_ROLE_PAPER);
  self->fills[HW_SHADE_WARNED] = blend (theme, HW_ROLE_WARNING, 0.40, HW_ROLE_PAPER);
  self->fills[HW_SHADE_BLOCKED] = theme->colours[HW_ROLE_HEADER];
  self->edges[HW_SHADE_FREE] = theme->colours[HW_ROLE_GOOD];
  self->edges[HW_SHADE_WARNED] = theme->colours[HW_ROLE_WARNING];
  self->edges[HW_SHADE_BLOCKED] = theme->colours[HW_ROLE_BLOCKED];
  /* Only a veil: what stands there is to be seen. */
  self->fills[HW_SHADE_TAKEN] = theme->colours[HW_ROLE_GROUND];
  self->fills[HW_SHADE_TAKEN].alpha = 0.45;
}

/* Whether a rack can be shaded now. */
static gboolean
look (Painter *self, HwHandle rack, HwShade *shade)
{
  if (self->shading == NULL)
    {
      *shade = self->func (rack, self->data);
      return TRUE;
    }
  if (hw_shading_peek (self->shading, rack, shade))
    return TRUE;
  if (self->late || (++self->looked % SLICE == 0 && g_get_monotonic_time () > self->deadline))
    {
      self->late = TRUE;
      self->whole = FALSE;
      return FALSE;
    }
  *shade = hw_shading_rack (self->shading, rack);
  return TRUE;
}

static void
draw_area (Painter *self, const HwRackBox *box, HwShade shade)
{
  double shorter = MIN (box->width, box->height);
  HwColour edge = self->edges[shade.state];

  hw_scene_set_layer (self->scene, HW_LAYER_OVERLAY);
  hw_scene_box (self->scene,
                no_ref,
                box->x,
                box->y,
                box->width,
                box->height,
                shade.state == HW_SHADE_BLOCKED && shorter < 7 ? edge : self->fills[shade.state],
                shorter >= 5 ? edge : no_colour);
  if (shade.state == HW_SHADE_BLOCKED && shorter >= 7)
    hw_scene_hatch (self->scene,
                    no_ref,
                    box->x + 1,
                    box->y + 1,
                    MAX (box->width - 2, 1),
                    MAX (box->height - 2, 1),
                    edge);
}

/* A word in the middle; where there is no room across, upwards; upon hatching on a plain ground.
 * Returns: whether it was written */
static gboolean
draw_word (Painter *self,
           const HwRackBox *box,
           const char *text,
           double size,
           gboolean bold,
           HwShade shade)
{
  HwColour fill = self->fills[shade.state];
  HwColour ink = self->theme->colours[HW_ROLE_TEXT];
  double width = hw_scene_text_width (self->scene, text, size, bold);
  double height = size * 1.25;
  gboolean up;
  HwRackBox plate;

  if (width + PAD <= box->width && height <= box->height)
    up = FALSE;
  else if (width + PAD <= box->height && height <= box->width)
    up = TRUE;
  else
    return FALSE;
  plate.width = up ? height : width + PAD;
  plate.height = up ? width + PAD : height;
  plate.x = box->x + (box->width - plate.width) / 2;
  plate.y = box->y + (box->height - plate.height) / 2;
  if (shade.state == HW_SHADE_BLOCKED)
    {
      hw_scene_set_layer (self->scene, HW_LAYER_OVERLAY_CARD);
      hw_scene_box (
          self->scene, no_ref, plate.x, plate.y, plate.width, plate.height, fill, no_colour);
    }
  hw_scene_set_layer (self->scene, HW_LAYER_OVERLAY_CARD);
  if (up)
    hw_scene_text_up (self->scene,
                      no_ref,
                      plate.x,
                      plate.y,
                      plate.width,
                      plate.height + 0.5,
                      text,
                      size,
                      bold,
                      HW_ALIGN_CENTRE,
                      ink,
                      fill);
  else
    hw_scene_text (self->scene,
                   no_ref,
                   plate.x,
                   plate.y,
                   plate.width + 0.5,
                   plate.height,
                   text,
                   size,
                   bold,
                   HW_ALIGN_CENTRE,
                   ink,
                   fill);
  return TRUE;
}

/* --- floor plan --- */

/* The name of the rack above the word, both upwards where the rack is narrow; the word is what
 * counts. */
static void
draw_hall_words (Painter *self, const HwRackBox *box, const char *name, HwShade shade)
{
  const char *word = hw_shade_label (shade);
  double size = CLAMP (MIN (box->width, box->height) * 0.3, 8, TEXT);
  double line = size * 1.35;
  HwRackBox half = *box;

  if (hw_scene_text_width (self->scene, word, size, TRUE) + PAD > box->width)
    {
      g_autofree char *both = g_strdup_printf ("%s · %s", name, word);
      if (!draw_word (self, box, both, size, FALSE, shade)
          && !draw_word (self, box, word, size, TRUE, shade))
        draw_word (self, box, word, 8, FALSE, shade);
      return;
    }
  if (box->height >= 2 * line + 2
      && hw_scene_text_width (self->scene, name, size, FALSE) + PAD <= box->width)
    {
      half.height = line;
      half.y = box->y + box->height / 2 - line;
      draw_word (self, &half, name, size, FALSE, shade);
      half.y += line;
    }
  draw_word (self, &half, word, size, TRUE, shade);
}

static void
draw_hall_rack (Painter *self, HwDesign *design, HwHandle rack)
{
  HwArea area = hw_rack_area (design, rack);
  HwRackBox box = { hw_viewport_x (self->view, area.x),
                    hw_viewport_y (self->view, area.y),
                    area.width * self->view->scale,
                    area.depth * self->view->scale };
  double shorter = MIN (box.width, box.height);
  HwRackBox strip;
  HwShade shade;

  if (!look (self, rack, &shade) || shade.state == HW_SHADE_NONE)
    return;
  draw_area (self, &box, shade);
  if (shorter < 10)
    return;
  /* The front, as in the picture. */
  strip = hw_hall_front_strip (
      &box, hw_design_get_rack (design, rack)->rotation, CLAMP (70 * self->view->scale, 2, 5));
  hw_scene_box (self->scene,
                no_ref,
                strip.x,
                strip.y,
                strip.width,
                strip.height,
                self->edges[shade.state],
                no_colour);
  if (shade.state == HW_SHADE_WARNED && shorter >= 16)
    {
      double side = CLAMP (shorter * 0.36, 8, 13);
      hw_scene_icon (self->scene,
                     no_ref,
                     box.x + box.width - side - 3,
                     box.y + 3,
                     side,
                     HW_ICON_WARNING,
                     self->edges[HW_SHADE_WARNED]);
      box.y += side + 4;
      box.height -= side + 4;
    }
  draw_hall_words (self, &box, hw_design_name (design, HW_REF (HW_TABLE_RACK, rack)), shade);
}

gboolean
hw_scene_hall_shading (
    HwScene *scene, HwDesign *design, HwHandle hall, HwShading *shading, gint64 deadline)
{
  g_autoptr (GArray) racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  Painter painter;
  const HwViewport *view;

  painter_init (&painter, scene, shading, deadline);
  view = painter.view;
  hw_design_racks_in (design,
                      hall,
                      (gint32)floor (view->x),
                      (gint32)floor (view->y),
                      (gint32)ceil (MIN (view->width / view->scale, 1e9)) + 1,
                      (gint32)ceil (MIN (view->height / view->scale, 1e9)) + 1,
                      racks);
  for (guint i = 0; i < racks->len; i++)
    draw_hall_rack (&painter, design, g_array_index (racks, HwHandle, i));
  return painter.whole;
}

/* --- elevations --- */

/* Units that follow each other and are alike. */
static void
draw_run (Painter *self, const HwRackBox *box, HwShade shade)
{
  double size = CLAMP (box->height * 0.7, 0, TEXT);

  if (shade.state == HW_SHADE_TAKEN)
    {
      hw_scene_set_layer (self->scene, HW_LAYER_OVERLAY);
      hw_scene_box (self->scene,
                    no_ref,
                    box->x,
                    box->y,
                    box->width,
                    box->height,
                    self->fills[HW_SHADE_TAKEN],
                    no_colour);
      return;
    }
  draw_area (self, box, shade);
  if (size < 7.5)
    return;
  if (shade.state == HW_SHADE_WARNED)
    {
      const char *word = hw_shade_label (shade);
      double side = size * 1.1, gap = 4;
      double width = hw_scene_text_width (self->scene, word, size, TRUE) + PAD;
      HwRackBox text
          = { box->x + (box->width - width + side + gap) / 2, box->y, width, box->height };

      if (side + gap + width <= box->width && box->height >= side)
        {
          hw_scene_set_layer (self->scene, HW_LAYER_OVERLAY);
          hw_scene_icon (self->scene,
                         no_ref,
                         text.x - side - gap + PAD / 2,
                         box->y + (box->height - side) / 2,
                         side,
                         HW_ICON_WARNING,
                         self->edges[HW_SHADE_WARNED]);
          draw_word (self, &text, word, size, TRUE, shade);
          return;
        }
    }
  draw_word (self, box, hw_shade_label (shade), size, TRUE, shade);
}

static void
draw_channels (
    Painter *self, HwHandle rack, const HwRackForm *form, HwFace face, double x, double y)
{
  gboolean is_door = hw_shading_get_product (self->shading)->mounting == HW_MOUNTING_DOOR;

  for (guint8 channel = HW_CHANNEL_LEFT_FRONT; channel <= HW_CHANNEL_REAR_DOOR; channel++)
    if (hw_channel_face (channel) == face && (channel == HW_CHANNEL_REAR_DOOR) == is_door)
      {
        HwShade shade = hw_shading_channel (self->shading, rack, channel);
        HwRackBox box = hw_rack_form_channel (
            form, channel, 0, hw_shading_get_product (self->shading)->height_mm);

        if (shade.state == HW_SHADE_FREE)
          {
            shade.limit = (guint8)hw_shading_soft_limit (self->shading, rack);
            if (shade.limit != HW_LIMIT_NONE)
              shade.state = HW_SHADE_WARNED;
          }
        box = (HwRackBox){ x + box.x * self->view->scale,
                           y + box.y * self->view->scale,
                           box.width * self->view->scale,
                           box.height * self->view->scale };
        draw_area (self, &box, shade);
        draw_word (self, &box, hw_shade_label (shade), 8, FALSE, shade);
      }
}

static void
draw_units (Painter *self,
            HwHandle rack,
            const HwRackForm *form,
            HwFace face,
            double x,
            double y,
            HwShade whole)
{
  guint n;
  const HwShade *units = hw_shading_units (self->shading, rack, face, &n);
  HwLimit soft = whole.state == HW_SHADE_WARNED ? (HwLimit)whole.limit
                 : face == HW_FACE_REAR         ? hw_shading_soft_limit (self->shading, rack)
                                                : HW_LIMIT_NONE;

  for (guint from = 0, to; units != NULL && from < n; from = to)
    {
      HwShade shade = units[from];
      HwRackBox box;

      for (to = from + 1;
           to < n && units[to].state == shade.state && units[to].limit == shade.limit;)
        to++;
      if (shade.state == HW_SHADE_FREE && soft != HW_LIMIT_NONE)
        shade = (HwShade){ HW_SHADE_WARNED, (guint8)soft };
      box = hw_rack_form_units (form, (gint16)from, (gint16)(to - from));
      box = (HwRackBox){ x + box.x * self->view->scale,
                         y + box.y * self->view->scale,
                         box.width * self->view->scale,
                         box.height * self->view->scale };
      draw_run (self, &box, shade);
    }
}

/* A veil upon a rack that something goes beside: what stands in it is to be seen, and no word, for
 * the rack itself is not what is free. */
static void
draw_beside (Painter *self, const HwRackBox *box, HwShade shade)
{
  HwColour edge = self->edges[shade.state];
  HwColour veil = edge;

  veil.alpha = shade.state == HW_SHADE_BLOCKED ? 0.30 : 0.16;
  hw_scene_set_layer (self->scene, HW_LAYER_OVERLAY);
  hw_scene_box (self->scene, no_ref, box->x, box->y, box->width, box->height, veil, edge);
  if (shade.limit != HW_LIMIT_NONE && box->width >= 11)
    {
      /* On a plate, as what is blocked. */
      shade.state = HW_SHADE_BLOCKED;
      draw_word (
          self, box, hw_shade_label (shade), CLAMP (box->width * 0.12, 8, TEXT), TRUE, shade);
    }
}

static void
draw_cell (Painter *self, HwRacksLayout *layout, const HwRackLine *line, const HwRackCell *cell)
{
  const HwProduct *frame = hw_design_rack_product (hw_racks_layout_design (layout), cell->rack);
  double scale = self->view->scale;
  double top = hw_viewport_y (self->view, line->floor_y - cell->height);
  gboolean block = scale * HW_RACK_UNIT_M * 1000 < LEAST_UNIT;
  HwRackForm form;
  HwShade shade;

  if (!look (self, cell->rack, &shade) || shade.state == HW_SHADE_NONE)
    return;
  hw_rack_form_init (&form, frame);
  for (guint i = 0; i < cell->n_faces; i++)
    {
      double x = hw_viewport_x (self->view, line->x + hw_rack_cell_face_x (cell, i));
      HwRackBox box = { x, top, cell->width * scale, cell->height * scale };

      if (self->shading == NULL)
        draw_beside (self, &box, shade);
      else if (block)
        {
          draw_area (self, &box, shade);
          if (box.width >= 11)
            draw_word (self, &box, hw_shade_label (shade), 8, FALSE, shade);
        }
      else if (hw_shading_get_product (self->shading)->mounting == HW_MOUNTING_SIDE
               || hw_shading_get_product (self->shading)->mounting == HW_MOUNTING_DOOR)
        draw_channels (self, cell->rack, &form, hw_racks_layout_face (layout, i), x, top);
      else
        draw_units (self, cell->rack, &form, hw_racks_layout_face (layout, i), x, top, shade);
    }
}

static void
draw_column (Painter *self, HwRacksLayout *layout, const HwRackColumn *column)
{
  const HwViewport *view = self->view;
  double right = view->x + view->width / view->scale;
  double bottom = view->y + view->height / view->scale;

  if (column->x > right || column->x + column->width < view->x)
    return;
  for (guint i = hw_racks_layout_line_at (layout, column, view->y); i < column->end; i++)
    {
      const HwRackLine *line = hw_racks_layout_line (layout, i);
      if (line->y > bottom)
        break;
      for (guint c = hw_rack_line_cell_at (line, view->x - line->x); c < line->cells->len; c++)
        {
          const HwRackCell *cell = &g_array_index (line->cells, HwRackCell, c);
          if (line->x + cell->x > right)
            break;
          draw_cell (self, layout, line, cell);
        }
    }
}

gboolean
hw_scene_racks_shading (HwScene *scene, HwRacksLayout *layout, HwShading *shading, gint64 deadline)
{
  Painter painter;

  painter_init (&painter, scene, shading, deadline);
  for (guint i = 0; i < hw_racks_layout_n_columns (layout); i++)
    draw_column (&painter, layout, hw_racks_layout_column (layout, i));
  return painter.whole;
}

void
hw_scene_racks_row_shading (HwScene *scene,
                            HwRacksLayout *layout,
                            HwRackShadeFunc func,
                            gpointer data)
{
  Painter painter;

  painter_init (&painter, scene, NULL, G_MAXINT64);
  painter.func = func;
  painter.data = data;
  for (guint i = 0; i < hw_racks_layout_n_columns (layout); i++)
    draw_column (&painter, layout, hw_racks_layout_column (layout, i));
}
