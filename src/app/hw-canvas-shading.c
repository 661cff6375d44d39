/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-shading.h"

#include <math.h>

#include "hw-scene-floor-field.h"
#include "hw-scene-shading.h"
#include "hw-style.h"

/* What a frame may take to look at racks; drawing comes on top of it. */
#define BUDGET_US 2500

struct _HwCanvasShading
{
  GtkWidget *canvas;
  gconstpointer owner; /* whose field it is; never looked into but by the snapshot */
  HwShading *shading;
  HwFloorField *fields[2]; /* of what goes onto the floor, along the rows and across; made once */
  guint field;             /* which of them is drawn */
  HwLimit limit;           /* what goes onto the floor exceeds there */
  GArray *rows;            /* HwShade by row, of racks that go beside others; NULL until then */

  GskRenderNode *node; /* NULL: to be drawn */
  HwViewport viewport; /* of the node */
  const HwRacksLayout *layout;
  const HwTheme *theme;
  int scale_factor;
  gboolean whole;
  guint again; /* idle source: there is more to look at */
};

HwCanvasShading *
hw_canvas_shading_new (GtkWidget *canvas)
{
  HwCanvasShading *self = g_new0 (HwCanvasShading, 1);

  self->canvas = canvas;
  return self;
}

void
hw_canvas_shading_invalidate (HwCanvasShading *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
}

void
hw_canvas_shading_reset (HwCanvasShading *self)
{
  hw_canvas_shading_invalidate (self);
  g_clear_handle_id (&self->again, g_source_remove);
  g_clear_pointer (&self->shading, hw_shading_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->fields); i++)
    g_clear_pointer (&self->fields[i], hw_floor_field_free);
  g_clear_pointer (&self->rows, g_array_unref);
  self->owner = NULL;
}

void
hw_canvas_shading_free (HwCanvasShading *self)
{
  if (self == NULL)
    return;
  hw_canvas_shading_reset (self);
  g_free (self);
}

gboolean
hw_canvas_shading_get (HwCanvasShading *self, HwDesign *design, HwHandle rack, HwShade *shade)
{
  HwHandle row = hw_design_get_rack (design, rack)->row;

  if (self->rows == NULL)
    return self->shading != NULL && hw_shading_peek (self->shading, rack, shade);
  if (row == 0 || row >= self->rows->len)
    return FALSE;
  *shade = g_array_index (self->rows, HwShade, row);
  return shade->state != HW_SHADE_NONE;
}

const HwFloorField *
hw_canvas_shading_get_floor (HwCanvasShading *self)
{
  return self->fields[self->field];
}

static void
again_cb (gpointer data)
{
  HwCanvasShading *self = data;

  self->again = 0;
  gtk_widget_queue_draw (self->canvas);
}

static gboolean
is_current (const HwCanvasShading *self,
            const HwViewport *viewport,
            const HwRacksLayout *layout,
            const HwTheme *theme)
{
  return self->node != NULL && self->whole && self->layout == layout && self->theme == theme
         && self->scale_factor == gtk_widget_get_scale_factor (self->canvas)
         && self->viewport.x == viewport->x && self->viewport.y == viewport->y
         && self->viewport.scale == viewport->scale && self->viewport.width == viewport->width
         && self->viewport.height == viewport->height;
}

static void
take_view (HwCanvasShading *self,
           const HwViewport *viewport,
           const HwRacksLayout *layout,
           const HwTheme *theme)
{
  hw_canvas_shading_invalidate (self);
  self->viewport = *viewport;
  self->layout = layout;
  self->theme = theme;
  self->scale_factor = gtk_widget_get_scale_factor (self->canvas);
}

static GskRenderNode *
draw (HwCanvasShading *self, const HwScene *scene)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (
      0, 0, (float)ceil (self->viewport.width), (float)ceil (self->viewport.height));
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                    (int)bounds.size.width * self->scale_factor,
                                    (int)bounds.size.height * self->scale_factor);
  GskRenderNode *node = gsk_cairo_node_new (&bounds);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, self->scale_factor, self->scale_factor);
  cr = cairo_create (surface);
  hw_scene_paint (scene, cr);
  cairo_destroy (cr);

  cr = gsk_cairo_node_get_draw_context (node);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return node;
}

static void
append_field (HwCanvasShading *self, GtkSnapshot *snapshot, const HwViewport *viewport)
{
  const HwTheme *theme = hw_style_get_theme (self->canvas);

  if (!is_current (self, viewport, NULL, theme))
    {
      g_autoptr (HwScene) scene = hw_scene_new (theme, viewport);

      take_view (self, viewport, NULL, theme);
      self->whole = TRUE;
      hw_scene_floor_field (scene, self->fields[self->field], self->limit);
      self->node = draw (self, scene);
    }
  gtk_snapshot_append_node (snapshot, self->node);
}

/* The field of what goes onto the floor, as it is turned now. */
static void
snapshot_floor (HwCanvasShading *self,
                GtkSnapshot *snapshot,
                const HwCarry *carry,
                HwHandle hall,
                const HwViewport *viewport)
{
  HwRackGhost ghost;
  guint turned;

  if (hw_carry_n_rack_ghosts (carry) == 0)
    return;
  if (carry != self->owner)
    {
      hw_canvas_shading_reset (self);
      self->owner = carry;
      self->limit = hw_carry_get_floor_limit (carry, hall);
    }
  hw_carry_get_rack_ghost (carry, 0, &ghost);
  turned = ghost.rotation % 180 != 0;
  if (turned != self->field)
    hw_canvas_shading_invalidate (self);
  self->field = turned;
  if (self->fields[turned] == NULL)
    self->fields[turned] = hw_carry_dup_floor_field (carry, hall, ghost.rotation);
  append_field (self, snapshot, viewport);
}

void
hw_canvas_shading_snapshot_field (HwCanvasShading *self,
                                  GtkSnapshot *snapshot,
                                  gconstpointer owner,
                                  HwFloorFieldFunc make,
                                  gpointer data,
                                  const HwViewport *viewport)
{
  if (owner != self->owner)
    {
      hw_canvas_shading_reset (self);
      self->owner = owner;
      self->field = 0;
      self->limit = HW_LIMIT_NONE;
      self->fields[0] = make (data);
    }
  if (self->fields[0] != NULL)
    append_field (self, snapshot, viewport);
}

typedef struct
{
  HwCanvasShading *self;
  const HwCarry *carry;
  HwDesign *design;
} RowShades;

/* Where in its row, or at the ends of it, a rack that is dropped upon @rack could stand. */
static HwShade
shade_row (HwHandle rack, gpointer data)
{
  const RowShades *shades = data;
  HwCanvasShading *self = shades->self;
  HwHandle row = hw_design_get_rack (shades->design, rack)->row;
  HwShade *shade;

  if (row == 0)
    return (HwShade){ HW_SHADE_NONE, HW_LIMIT_NONE };
  if (row >= self->rows->len)
    g_array_set_size (self->rows, row + 1);
  shade = &g_array_index (self->rows, HwShade, row);
  if (shade->state != HW_SHADE_NONE)
    return *shade;
  if (!hw_carry_has_room_in_row (shades->carry, row))
    *shade = (HwShade){ HW_SHADE_BLOCKED, HW_LIMIT_FLOOR };
  else if (self->limit != HW_LIMIT_NONE)
    *shade = (HwShade){ HW_SHADE_WARNED, (guint8)self->limit };
  else
    *shade = (HwShade){ HW_SHADE_FREE, HW_LIMIT_NONE };
  return *shade;
}

/* Racks in elevations go beside others. */
static void
snapshot_rows (HwCanvasShading *self,
               GtkSnapshot *snapshot,
               const HwCarry *carry,
               HwDesign *design,
               HwHandle hall,
               HwRacksLayout *layout,
               const HwViewport *viewport)
{
  const HwTheme *theme = hw_style_get_theme (self->canvas);

  if (carry != self->owner || self->rows == NULL)
    {
      hw_canvas_shading_reset (self);
      self->owner = carry;
      self->rows = g_array_new (FALSE, TRUE, sizeof (HwShade));
      self->limit = hw_carry_get_floor_limit (carry, hall);
    }
  if (!is_current (self, viewport, layout, theme))
    {
      g_autoptr (HwScene) scene = hw_scene_new (theme, viewport);
      RowShades shades = { self, carry, design };

      take_view (self, viewport, layout, theme);
      self->whole = TRUE;
      hw_scene_racks_row_shading (scene, layout, shade_row, &shades);
      self->node = draw (self, scene);
    }
  gtk_snapshot_append_node (snapshot, self->node);
}

void
hw_canvas_shading_snapshot (HwCanvasShading *self,
                            GtkSnapshot *snapshot,
                            const HwCarry *carry,
                            HwResults *results,
                            HwHandle hall,
                            HwRacksLayout *layout,
                            const HwViewport *viewport)
{
  const HwTheme *theme = hw_style_get_theme (self->canvas);

  if (carry != NULL && hw_carry_is_floor (carry) && layout == NULL)
    {
      snapshot_floor (self, snapshot, carry, hall, viewport);
      return;
    }
  if (carry != NULL && hw_carry_is_floor (carry))
    {
      snapshot_rows (
          self, snapshot, carry, hw_results_get_design (results), hall, layout, viewport);
      return;
    }
  if (carry == NULL)
    {
      hw_canvas_shading_reset (self);
      return;
    }
  if (carry != self->owner)
    {
      hw_canvas_shading_reset (self);
      self->owner = carry;
      self->shading
          = hw_shading_new (results, hw_carry_get_product (carry), hw_carry_get_moved (carry));
    }
  if (!is_current (self, viewport, layout, theme))
    {
      g_autoptr (HwScene) scene = hw_scene_new (theme, viewport);
      gint64 deadline = g_get_monotonic_time () + BUDGET_US;

      take_view (self, viewport, layout, theme);
      hw_shading_set_preview (self->shading, hw_carry_get_previewed (carry));
      if (layout == NULL)
        self->whole = hw_scene_hall_shading (
            scene, hw_results_get_design (results), hall, self->shading, deadline);
      else
        self->whole = hw_scene_racks_shading (scene, layout, self->shading, deadline);
      self->node = draw (self, scene);
      if (!self->whole && self->again == 0)
        self->again = g_idle_add_once (again_cb, self);
    }
  gtk_snapshot_append_node (snapshot, self->node);
}
