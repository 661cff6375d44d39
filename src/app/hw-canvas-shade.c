/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-canvas-private.h"

#include <string.h>

#include "hw-style.h"

/* While something is carried over elevations, the places that would take it are shaded, so that one
 * need not try. They are asked once, when it is taken, for the racks in sight. */

/* Below this height of a unit, in logical pixels, there is nothing to aim at. */
#define MIN_UNIT 3.0
/* More racks at once would cost a frame. */
#define MAX_RACKS 64
#define MAX_HALF_UNITS 256
#define ALPHA 0.5

typedef struct
{
  double x, y, width, height; /* world units */
} Shade;

static void
add_rack (HwCanvas *self, HwHandle rack)
{
  HwDesign *design = hw_canvas_design (self);
  const HwProduct *product = hw_carry_get_product (self->carry);
  HwRef grabbed = hw_carry_get_grabbed (self->carry);
  HwHandle ignore = grabbed.table == HW_TABLE_DEVICE ? grabbed.handle : 0;
  int capacity = MIN (hw_design_rack_product (design, rack)->half_units, MAX_HALF_UNITS);
  int height = product->half_units;
  gboolean covered[MAX_HALF_UNITS + 1] = { FALSE };
  double x, y, width, depth;
  int from = 0;

  if (capacity <= 0 || height <= 0
      || !hw_racks_layout_rack (self->layout, rack, &x, &y, &width, &depth)
      || depth / capacity * 2 * hw_canvas_viewport (self)->scale < MIN_UNIT)
    return;
  for (int position = 0; position + height <= capacity; position += 2)
    {
      HwSlot slot = { .position = (gint16)position };
      HwFit fit;

      if (hw_placement_device (design, rack, product, &slot, ignore, 0, 0, &fit))
        for (int i = position; i < position + height; i++)
          covered[i] = TRUE;
    }
  for (int i = 0; i <= capacity; i++)
    {
      Shade shade = {
        .x = x,
        .y = y + depth * (capacity - i) / capacity,
        .width = width,
        .height = depth * (i - from) / capacity,
      };

      if (covered[i])
        continue;
      if (i > from)
        g_array_append_val (self->shades, shade);
      from = i + 1;
    }
}

void
hw_canvas_prepare_shade (HwCanvas *self)
{
  const HwViewport *viewport = hw_canvas_viewport (self);
  g_autoptr (GArray) racks = NULL;

  g_array_set_size (self->shades, 0);
  hw_canvas_drop_shade_node (self);
  if (self->view != HW_VIEW_RACKS || hw_carry_is_floor (self->carry)
      || hw_carry_get_product (self->carry)->mounting == HW_MOUNTING_SIDE)
    return;
  racks = g_array_new (FALSE, FALSE, sizeof (HwHandle));
  hw_racks_layout_racks_in (self->layout,
                            viewport->x,
                            viewport->y,
                            viewport->width / viewport->scale,
                            viewport->height / viewport->scale,
                            racks);
  for (guint i = 0; i < racks->len && racks->len <= MAX_RACKS; i++)
    add_rack (self, g_array_index (racks, HwHandle, i));
}

void
hw_canvas_drop_shade_node (HwCanvas *self)
{
  g_clear_pointer (&self->shade_node, gsk_render_node_unref);
}

static GskRenderNode *
create_node (HwCanvas *self)
{
  const HwViewport *viewport = hw_canvas_viewport (self);
  const HwTheme *theme = hw_style_get_theme (GTK_WIDGET (self));
  g_autoptr (HwScene) scene = hw_scene_new (theme, viewport);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  HwColour fill = theme->colours[HW_ROLE_GOOD_SOFT];
  HwColour none = { 0 };

  fill.alpha *= ALPHA;
  for (guint i = 0; i < self->shades->len; i++)
    {
      const Shade *shade = &g_array_index (self->shades, Shade, i);

      hw_scene_box (scene,
                    HW_REF (HW_TABLE_DESIGN, 0),
                    hw_viewport_x (viewport, shade->x),
                    hw_viewport_y (viewport, shade->y),
                    shade->width * viewport->scale,
                    shade->height * viewport->scale,
                    fill,
                    none);
    }
  hw_canvas_append_scene (snapshot, scene);
  return gtk_snapshot_free_to_node (snapshot);
}

void
hw_canvas_snapshot_shade (HwCanvas *self, GtkSnapshot *snapshot)
{
  if (self->carry == NULL || self->shades->len == 0)
    return;
  if (self->shade_node == NULL)
    self->shade_node = create_node (self);
  if (self->shade_node != NULL)
    gtk_snapshot_append_node (snapshot, self->shade_node);
}

GArray *
hw_canvas_shades_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (Shade));
}
