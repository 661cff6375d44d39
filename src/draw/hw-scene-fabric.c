/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-scene-fabric.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-fabric-draw.h"
#include "hw-power-path-draw.h"

#define ROLE(theme, role) ((theme)->colours[role])

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

static void
painter_init (HwFabricPainter *self,
              HwScene *scene,
              const HwFabricPicture *picture,
              const HwViewport *view)
{
  *self = (HwFabricPainter){ .scene = scene, .picture = picture, .view = *view };
  self->fabric = picture->fabric;
  self->layout = picture->layout;
  self->theme = hw_scene_get_theme (scene);
  self->scale = view->scale;
  self->left = view->x;
  self->right = view->x + view->width / view->scale;
  self->top = view->y;
  self->bottom = view->y + view->height / view->scale;
}

void
hw_fabric_draw_title (HwScene *scene,
                      const HwFabricPicture *picture,
                      const HwViewport *view,
                      const HwRackBox *room)
{
  const HwTheme *theme = hw_scene_get_theme (scene);
  double size = MIN (15, room->height * view->scale * 0.32), x = hw_viewport_x (view, room->x);
  /* Beside a small picture there is room for a long line. */
  double width = MAX (room->width * view->scale, view->width - x - size);

  hw_scene_set_layer (scene, HW_LAYER_DETAIL);
  for (int i = 0; i < 2; i++)
    {
      const char *string = i == 0 ? picture->title : picture->remark;
      double own = i == 0 ? size : size * 0.73;

      if (string != NULL)
        hw_scene_text (scene,
                       no_ref,
                       x,
                       hw_viewport_y (view, room->y) + i * size * 1.5,
                       width,
                       own * 1.35,
                       string,
                       own,
                       i == 0,
                       HW_ALIGN_START,
                       ROLE (theme, i == 0 ? HW_ROLE_TEXT : HW_ROLE_TEXT_DIM),
                       ROLE (theme, HW_ROLE_GROUND));
    }
}

void
hw_scene_fabric_draw (HwScene *scene, const HwFabricPicture *picture, const HwViewport *view)
{
  HwFabricPainter painter;
  double x, y, width, height;

  painter_init (&painter, scene, picture, view);
  hw_fabric_draw_cables (&painter);
  hw_fabric_draw_nodes (&painter);
  hw_fabric_layout_extent (picture->layout, &x, &y, &width, &height);
  hw_fabric_draw_title (scene, picture, view, &(HwRackBox){ x, y, width, -y });
}

HwScene *
hw_scene_fabric_build (const HwFabricPicture *picture,
                       const HwTheme *theme,
                       const HwViewport *viewport)
{
  HwScene *scene = hw_scene_new_view (theme, viewport);

  hw_scene_fabric_draw (scene, picture, viewport);
  return scene;
}

/* --- upon the picture --- */

static void
outline_with (HwFabricPainter *self, guint node, double width, double alpha)
{
  HwRackBox world = hw_fabric_layout_node (self->layout, node);
  HwRackBox box = hw_fabric_to_device (self, &world);
  HwColour accent = ROLE (self->theme, HW_ROLE_ACCENT);

  accent.alpha = alpha;
  hw_scene_rounded (self->scene,
                    no_ref,
                    box.x - 2,
                    box.y - 2,
                    box.width + 4,
                    box.height + 4,
                    MIN (7, 7 * self->scale),
                    no_colour,
                    accent,
                    width);
}

static void
outline (HwFabricPainter *self, guint node)
{
  outline_with (self, node, 2, 1);
}

static void
trace_cable (HwFabricPainter *self, guint cable, double line_width)
{
  guint n;
  const HwFabricCable *at = &hw_fabric_get_cables (self->fabric, &n)[cable];
  gint rail = hw_fabric_cable_rail (self->fabric, at);

  hw_fabric_draw_cable (self, cable, hw_fabric_rail_colour (self->theme, rail), line_width, FALSE);
}

void
hw_scene_fabric_trace (HwScene *scene, const HwFabricPicture *picture, gint node, gint cable)
{
  HwFabricPainter painter;
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (picture->fabric, &n);

  painter_init (&painter, scene, picture, hw_scene_get_viewport (scene));
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  if (node >= 0 && (picture->failure == NULL || !picture->failure->nodes[node]))
    {
      for (guint port = 1; port <= hw_fabric_count_ports (picture->fabric, (guint)node); port++)
        {
          gint at = hw_fabric_cable_at (picture->fabric, (guint)node, port);
          if (at >= 0)
            trace_cable (&painter, (guint)at, 1.5);
        }
      outline (&painter, (guint)node);
    }
  if (cable >= 0)
    {
      trace_cable (&painter, (guint)cable, 3);
      outline (&painter, cables[cable].low);
      outline (&painter, cables[cable].high);
    }
}

static gboolean
is_fed (const HwFabricPainter *self, const HwPowerPath *path, guint node)
{
  HwRef ref = hw_fabric_node_ref (self, node);

  if (ref.table != HW_TABLE_DEVICE || ref.handle == 0)
    return FALSE;
  return hw_power_path_has (path, ref)
         || hw_power_path_has (
             path,
             HW_REF (HW_TABLE_RACK,
                     hw_design_get_device (self->picture->design, ref.handle)->object.parent));
}

void
hw_scene_fabric_power_path (HwScene *scene, const HwFabricPicture *picture, const HwPowerPath *path)
{
  guint n_nodes = hw_fabric_count_nodes (picture->fabric);
  HwFabricPainter painter;

  if (g_hash_table_size (path->devices) == 0 && path->fed->len == 0)
    return;
  painter_init (&painter, scene, picture, hw_scene_get_viewport (scene));
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY);
  for (guint node = 0; node < n_nodes; node++)
    {
      HwRackBox box = hw_fabric_layout_node (picture->layout, node);

      if (hw_fabric_sees (&painter, box.x, box.width)
          && hw_fabric_layout_is_open (
              picture->layout, painter.scale, hw_fabric_is_switch (picture->fabric, node))
          && is_fed (&painter, path, node))
        outline_with (&painter, node, HW_POWER_PATH_WIDTH, HW_POWER_PATH_ALPHA);
    }
}

void
hw_scene_fabric_mark (
    HwScene *scene, const HwFabricPicture *picture, guint cable, HwRole role, gboolean dashed)
{
  HwFabricPainter painter;

  painter_init (&painter, scene, picture, hw_scene_get_viewport (scene));
  hw_scene_set_layer (scene, HW_LAYER_BODY);
  hw_fabric_draw_cable (&painter, cable, ROLE (painter.theme, role), 2.5, dashed);
}

void
hw_scene_fabric_stray (
    HwScene *scene, const HwFabricPicture *picture, guint low, guint high, HwRole role)
{
  HwFabricPainter painter;
  HwRackBox top, bottom;

  painter_init (&painter, scene, picture, hw_scene_get_viewport (scene));
  top = hw_fabric_layout_node (picture->layout, high);
  bottom = hw_fabric_layout_node (picture->layout, low);
  top = hw_fabric_to_device (&painter, &top);
  bottom = hw_fabric_to_device (&painter, &bottom);
  hw_scene_set_layer (scene, HW_LAYER_BODY);
  hw_scene_line (scene,
                 no_ref,
                 top.x + top.width / 2,
                 top.y + top.height,
                 bottom.x + bottom.width / 2,
                 bottom.y,
                 ROLE (painter.theme, role),
                 2.5,
                 TRUE);
}

double
hw_scene_fabric_legend (HwScene *scene, const HwFabricPicture *picture)
{
  const HwTheme *theme = hw_scene_get_theme (scene);
  const HwViewport *view = hw_scene_get_viewport (scene);
  const HwFabric *fabric = picture->fabric;
  gboolean backplane = hw_fabric_is_backplane (fabric);
  const char *labels[] = { backplane ? _ ("Switch trays") : _ ("Leaf switches"),
                           _ ("Spine"),
                           _ ("Core"),
                           backplane ? _ ("Link bundles") : _ ("Cables") };
  guint counts[] = { hw_fabric_count_role (fabric, HW_FABRIC_LEAF, NULL),
                     hw_fabric_count_role (fabric, HW_FABRIC_SPINE, NULL),
                     hw_fabric_count_role (fabric, HW_FABRIC_CORE, NULL),
                     0 };
  double column = 84, width = 12, height = 56, x, y;

  hw_fabric_get_cables (fabric, &counts[3]);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    width += counts[i] > 0 || i == 3 ? column : 0;
  x = view->width - width - 18;
  y = view->height - height - 18;
  if (x < 18 || y < 18)
    return 0;
  hw_scene_set_layer (scene, HW_LAYER_OVERLAY_CARD);
  hw_scene_rounded (scene,
                    no_ref,
                    x,
                    y,
                    width,
                    height,
                    7,
                    ROLE (theme, HW_ROLE_PAPER),
                    ROLE (theme, HW_ROLE_LINE),
                    1);
  x += 16;
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", counts[i]);

      if (counts[i] == 0 && i != 3)
        continue;
      hw_scene_text (scene,
                     no_ref,
                     x,
                     y + 9,
                     column - 8,
                     14,
                     labels[i],
                     10,
                     FALSE,
                     HW_ALIGN_START,
                     ROLE (theme, HW_ROLE_TEXT_DIM),
                     ROLE (theme, HW_ROLE_PAPER));
      hw_scene_text (scene,
                     no_ref,
                     x,
                     y + 26,
                     column - 8,
                     22,
                     text,
                     15,
                     TRUE,
                     HW_ALIGN_START,
                     ROLE (theme, HW_ROLE_TEXT),
                     ROLE (theme, HW_ROLE_PAPER));
      x += column;
    }
  return height + 10;
}
