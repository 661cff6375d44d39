/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-bundles.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Smaller texts, in pixels, cannot be read. */
#define LEAST_SUM 7.0
/* Device units. */
#define SUM_SIZE 10.5

static HwColour
faint (HwColour colour, double alpha)
{
  colour.alpha *= alpha;
  return colour;
}

static void
add_curve (HwFabricPainter *self, const HwFabricBundle *bundle, double line_width, double alpha)
{
  const HwViewport *view = &self->view;
  HwColour colour = hw_fabric_rail_colour (self->theme, bundle->rail);
  gboolean paper = self->theme->kind == HW_THEME_PRINT;

  /* The colour of the network is that of a rail too. */
  if (bundle->rail < 0 && hw_fabric_get_rule (self->fabric)->share_leaves)
    colour = self->theme->colours[HW_ROLE_TEXT_DIM];
  /* What an end has lost is a ghost; what has failed by itself is as red as a rail never is. */
  if (bundle->dead)
    {
      gboolean itself = self->picture->failure->cables[bundle->first] != 0;

      colour = self->theme->colours[itself ? HW_ROLE_ERROR : HW_ROLE_TEXT_DIM];
      alpha = itself ? 1 : 0.35;
      line_width = itself ? MAX (line_width, 2) : MIN (line_width, 1);
    }
  hw_scene_curve (self->scene,
                  hw_viewport_x (view, bundle->x0),
                  hw_viewport_y (view, bundle->y0),
                  hw_viewport_x (view, bundle->x1),
                  hw_viewport_y (view, bundle->y1),
                  faint (colour, paper ? MIN (alpha * 1.6, 1) : alpha),
                  paper ? line_width * 0.5 : line_width,
                  bundle->dead || hw_fabric_rail_dashed (bundle->rail),
                  bundle->first,
                  bundle->count);
}

void
hw_fabric_draw_cable (
    HwFabricPainter *self, guint cable, HwColour colour, double line_width, gboolean dashed)
{
  HwFabricBundle bundle = hw_fabric_bundle_of_cable (self, cable);
  const HwViewport *view = &self->view;

  hw_scene_curve (self->scene,
                  hw_viewport_x (view, bundle.x0),
                  hw_viewport_y (view, bundle.y0),
                  hw_viewport_x (view, bundle.x1),
                  hw_viewport_y (view, bundle.y1),
                  colour,
                  line_width,
                  dashed,
                  cable,
                  1);
}

/* How many a bundle of groups holds, beside its lower end. Returns: whether it has the room and can
 * be seen */
static gboolean
add_count (HwFabricPainter *self, const HwFabricBundle *bundle, double room)
{
  const HwViewport *view = &self->view;
  char text[16];
  double size = MIN (10.5, room / 4), x = hw_viewport_x (view, bundle->x1);
  double y = hw_viewport_y (view, bundle->y1);

  g_snprintf (text, sizeof text, "%u", bundle->count);
  if (hw_scene_text_width (self->scene, text, size, FALSE) + 10 > room)
    return FALSE;
  if (y < size * 1.5 || y > view->height || x < 0 || x > view->width)
    return FALSE;
  hw_scene_text (self->scene,
                 HW_REF (HW_TABLE_DESIGN, 0),
                 x + 4,
                 y - size * 1.5,
                 room,
                 size * 1.3,
                 text,
                 size,
                 FALSE,
                 HW_ALIGN_START,
                 self->theme->colours[HW_ROLE_TEXT_DIM],
                 self->theme->colours[HW_ROLE_GROUND]);
  return TRUE;
}

/* "256 cables in 32 bundles of 8". */
static char *
dup_sum (GArray *bundles)
{
  guint cables = 0, least = G_MAXUINT, most = 0;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bundles->len; i++)
    {
      guint count = g_array_index (bundles, HwFabricBundle, i).count;

      cables += count;
      least = MIN (least, count);
      most = MAX (most, count);
    }
  g_string_printf (
      text,
      g_dngettext (GETTEXT_PACKAGE, "%u cable in %u bundles", "%u cables in %u bundles", cables),
      cables,
      bundles->len);
  if (least == most)
    g_string_append_printf (text, _ (" of %u"), least);
  else
    g_string_append_printf (text, _ (" of %u to %u"), least, most);
  return g_string_free (text, FALSE);
}

/* Where the tiers stand too near for that: a line below the picture. */
static void
add_sum_below (HwFabricPainter *self, const char *text)
{
  double size = SUM_SIZE, x, y, width, height;

  hw_fabric_layout_extent (self->layout, &x, &y, &width, &height);
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_text (self->scene,
                 HW_REF (HW_TABLE_DESIGN, 0),
                 hw_viewport_x (&self->view, x),
                 hw_viewport_y (&self->view, y + height) + size * (1.4 + 1.5 * self->n_below++),
                 hw_scene_text_width (self->scene, text, size, FALSE) + 2,
                 size * 1.5,
                 text,
                 size,
                 FALSE,
                 HW_ALIGN_START,
                 self->theme->colours[HW_ROLE_TEXT],
                 self->theme->colours[HW_ROLE_GROUND]);
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
}

/* Where no single bundle has the room: all of them together, in the middle of what is in sight. */
static void
add_sum (HwFabricPainter *self, GArray *bundles)
{
  const HwFabricBundle *some = &g_array_index (bundles, HwFabricBundle, bundles->len / 2);
  double top = MAX (hw_viewport_y (&self->view, some->y0), 0),
         bottom = MIN (hw_viewport_y (&self->view, some->y1), self->view.height);
  double size = MIN (SUM_SIZE, (bottom - top) * 0.5), x, y, width, height;
  HwColour ground = self->theme->colours[HW_ROLE_GROUND];
  g_autofree char *text = dup_sum (bundles);

  hw_fabric_layout_extent (self->layout, &x, &y, &width, &height);
  x = (MAX (hw_viewport_x (&self->view, x), 0)
       + MIN (hw_viewport_x (&self->view, x + width), self->view.width))
      / 2;
  y = (top + bottom) / 2;
  width = hw_scene_text_width (self->scene, text, size, FALSE) + 12;
  if ((some->y1 - some->y0) * self->view.scale * 0.5 < LEAST_SUM)
    {
      add_sum_below (self, text);
      return;
    }
  if (size < LEAST_SUM)
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_box (self->scene,
                HW_REF (HW_TABLE_DESIGN, 0),
                x - width / 2,
                y - size * 0.8,
                width,
                size * 1.6,
                ground,
                (HwColour){ 0, 0, 0, 0 });
  hw_scene_text (self->scene,
                 HW_REF (HW_TABLE_DESIGN, 0),
                 x - width / 2,
                 y - size * 0.65,
                 width,
                 size * 1.3,
                 text,
                 size,
                 FALSE,
                 HW_ALIGN_CENTRE,
                 self->theme->colours[HW_ROLE_TEXT],
                 ground);
  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
}

static void
draw_groups (HwFabricPainter *self, GArray *bundles)
{
  gboolean told = FALSE;
  guint n;
  const HwFabricUnit *units = hw_fabric_layout_units (self->layout, &n);
  double room = n > 0 ? units[0].width * self->scale / 2 : 0;

  for (guint i = 0; i < bundles->len; i++)
    {
      const HwFabricBundle *bundle = &g_array_index (bundles, HwFabricBundle, i);

      if (!hw_fabric_sees_bundle (self, bundle))
        continue;
      add_curve (self, bundle, CLAMP (log2 (bundle->count + 1) * 0.45, 1, 6), 0.45);
      told = add_count (self, bundle, room) || told;
    }
  if (!told && bundles->len > 1)
    add_sum (self, bundles);
}

/* --- all --- */

static gboolean
holds_many (GArray *bundles)
{
  for (guint i = 0; i < bundles->len; i++)
    if (g_array_index (bundles, HwFabricBundle, i).count > 1)
      return TRUE;
  return FALSE;
}

static void
draw_list (HwFabricPainter *self, GArray *bundles, double alpha)
{
  /* Near by a cable has the width of one, from afar that of a hair. */
  double hair = CLAMP (self->scale * 1.4, 0.75, 2.5);

  for (guint i = 0; i < bundles->len; i++)
    {
      const HwFabricBundle *bundle = &g_array_index (bundles, HwFabricBundle, i);
      double width = MIN (hair * sqrt (bundle->count), MAX (hair, 9 * self->scale));

      add_curve (self, bundle, width, alpha);
    }
}

static void
draw_level (HwFabricPainter *self, HwFabricLevel level, gboolean near, gboolean open, double alpha)
{
  HwFabricBundling bundling;
  g_autoptr (GArray) bundles = NULL;

  if (hw_fabric_count_level (self->fabric, level) == 0)
    return;
  bundles = hw_fabric_bundles (self, level, near, open, &bundling);
  switch (bundling)
    {
    case HW_FABRIC_BUNDLING_NODES:
      draw_list (self, bundles, alpha);
      /* Each cable is seen by itself where there are no bundles. */
      if (holds_many (bundles))
        add_sum (self, bundles);
      break;
    case HW_FABRIC_BUNDLING_LEAVES:
      draw_list (self, bundles, 0.65);
      if (bundles->len > 1)
        add_sum (self, bundles);
      break;
    default:
      draw_groups (self, bundles);
    }
}

void
hw_fabric_draw_cables (HwFabricPainter *self)
{
  gboolean members = hw_fabric_shows_members (self), near = hw_fabric_shows_switches (self);
  gboolean open = self->scale >= 0.8;

  hw_scene_set_layer (self->scene, HW_LAYER_AREA);
  draw_level (self, HW_FABRIC_CABLE_CORE, near, open, 0.3);
  draw_level (self, HW_FABRIC_CABLE_SPINE, near, open, 0.5);
  draw_level (self, HW_FABRIC_CABLE_MEMBER, members, members, 0.4);
  draw_level (self, HW_FABRIC_CABLE_OTHER, near, near, 0.9);
}
