/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-draw.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-fabric-name.h"

#define ROLE(self, role) ((self)->theme->colours[role])
/* Narrower switches have no name, device units; on paper nobody comes nearer. */
#define LEAST_NAMED 40.0
#define LEAST_NAMED_ON_PAPER 20.0

static const HwColour no_colour = { 0, 0, 0, 0 };
static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

HwRackBox
hw_fabric_to_device (const HwFabricPainter *self, const HwRackBox *box)
{
  return (HwRackBox){ hw_viewport_x (&self->view, box->x),
                      hw_viewport_y (&self->view, box->y),
                      box->width * self->scale,
                      box->height * self->scale };
}

HwRef
hw_fabric_node_ref (const HwFabricPainter *self, guint node)
{
  char buffer[HW_FABRIC_NAME_SIZE];

  if (self->picture->design == NULL
      || (hw_fabric_is_switch (self->fabric, node)
          && hw_fabric_get_switch (self->fabric, node)->device < 0))
    return no_ref;
  return hw_design_find (self->picture->design, hw_fabric_node_id (self->fabric, node, buffer));
}

void
hw_fabric_text (HwFabricPainter *self,
                HwRef ref,
                const HwRackBox *box,
                double top,
                double size,
                gboolean bold,
                HwAlign align,
                HwRole role,
                const char *string)
{
  hw_scene_text (self->scene,
                 ref,
                 box->x,
                 box->y + top,
                 box->width,
                 size * 1.3,
                 string,
                 size,
                 bold,
                 align,
                 ROLE (self, role),
                 ROLE (self, HW_ROLE_PAPER));
}

/* --- switches --- */

/* Cables of a leaf towards members and spines, of others towards below and above. */
static void
count_sides (const HwFabric *fabric, guint node, guint *down, guint *up)
{
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (fabric, &n);

  *down = *up = 0;
  for (guint port = 1; port <= hw_fabric_count_ports (fabric, node); port++)
    {
      gint cable = hw_fabric_cable_at (fabric, node, port);

      if (cable >= 0)
        (*(cables[cable].high == node ? down : up))++;
    }
}

static char *
describe_switch (const HwFabricPainter *self, guint node)
{
  guint down, up, ports = hw_fabric_count_ports (self->fabric, node);
  const HwFabricSwitch *at = hw_fabric_get_switch (self->fabric, node);

  if (hw_fabric_is_out (self, node))
    return g_strdup (_ ("failed"));
  if (at->device < 0)
    return g_strdup (_ ("to place"));
  count_sides (self->fabric, node, &down, &up);
  if (at->role == HW_FABRIC_LEAF && !hw_fabric_get_rule (self->fabric)->uplinked)
    return g_strdup_printf (_ ("%u down · %u up"), down, up);
  if (self->picture->switch_label != NULL)
    return g_strdup_printf (
        _ ("%s · %u of %u ports"), self->picture->switch_label, down + up, ports);
  return g_strdup_printf (_ ("%u of %u ports"), down + up, ports);
}

/* The end of \a name, from a word on, that has room in \a width; %NULL: none is a name. */
static const char *
fitting_end (const HwFabricPainter *self, const char *name, double size, double width)
{
  for (const char *rest = strpbrk (name, "- "); rest != NULL; rest = strpbrk (rest + 1, "- "))
    if (g_ascii_isalpha (rest[1])
        && hw_scene_text_width (self->scene, rest + 1, size, TRUE) <= width)
      return rest + 1;
  return NULL;
}

/* Without the name of the fabric, which stands before the position and which the title says. Where
 * there is no room, of a switch its last words, as of a leaf without its unit, which stands below
 * the members, or else its position; of a tray of a backplane the number alone. */
static const char *
short_name (const HwFabricPainter *self, guint node, double size, double width, char *buffer)
{
  const char *name = hw_fabric_node_name (self->fabric, node, buffer);
  char position[HW_FABRIC_NAME_SIZE];
  const char *number = strrchr (name, ' ');
  const char *rest;

  if (g_str_has_suffix (name, hw_fabric_switch_name (self->fabric, node, position)))
    name += strlen (name) - strlen (position);
  if (hw_scene_text_width (self->scene, name, size, TRUE) <= width)
    return name;
  if (hw_fabric_is_backplane (self->fabric))
    return number != NULL ? number + 1 : name;
  rest = fitting_end (self, name, size, width);
  if (rest == NULL)
    {
      hw_fabric_switch_name (self->fabric, node, buffer);
      rest = hw_scene_text_width (self->scene, buffer, size, TRUE) <= width
                 ? buffer
                 : fitting_end (self, buffer, size, width);
    }
  return rest != NULL ? rest : name;
}

/* A leaf that rails share has the colours of all of them, one above the other. */
static void
draw_leaf_rails (HwFabricPainter *self, guint node, const HwRackBox *box)
{
  gint first, last;

  if (hw_fabric_is_out (self, node) || !hw_fabric_leaf_rails (self->fabric, node, &first, &last))
    return;
  for (gint rail = first; rail <= last; rail++)
    {
      double height = box->height / (last - first + 1);

      hw_scene_box (self->scene,
                    no_ref,
                    box->x,
                    box->y + (rail - first) * height,
                    box->width,
                    height,
                    hw_fabric_rail_colour (self->theme, rail),
                    no_colour);
    }
}

/* A line across what has failed. */
static void
strike (HwFabricPainter *self, const HwRackBox *box)
{
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_line (self->scene,
                 no_ref,
                 box->x,
                 box->y + box->height,
                 box->x + box->width,
                 box->y,
                 ROLE (self, HW_ROLE_ERROR),
                 box->width >= 60 ? 1.5 : 1,
                 FALSE);
}

static void
draw_switch (HwFabricPainter *self, guint node)
{
  HwRackBox world = hw_fabric_layout_node (self->layout, node);
  HwRackBox box = hw_fabric_to_device (self, &world), inner;
  const HwFabricSwitch *at = hw_fabric_get_switch (self->fabric, node);
  gint rail = at->role == HW_FABRIC_LEAF ? hw_fabric_leaf_rail (self->fabric, node) : -1;
  HwColour colour = hw_fabric_rail_colour (self->theme, rail);
  char buffer[HW_FABRIC_NAME_SIZE];
  HwRef ref;
  gboolean tall = box.height >= 26;
  double size = MIN (13, box.height * (tall ? 0.3 : 0.6)), need;
  HwItem frame = { .kind = HW_ITEM_BOX, .x = box.x, .y = box.y };
  double least = self->theme->kind == HW_THEME_PRINT ? LEAST_NAMED_ON_PAPER : LEAST_NAMED;
  g_autofree char *about = NULL;

  if (!hw_fabric_sees_box (self, &world))
    return;
  ref = hw_fabric_node_ref (self, node);
  if (hw_fabric_is_out (self, node))
    colour = ROLE (self, HW_ROLE_ERROR);
  frame.ref = ref;
  frame.width = box.width;
  frame.height = box.height;
  frame.fill = box.width < MIN (least, 24) && !hw_fabric_is_out (self, node)
                   ? colour
                   : ROLE (self, HW_ROLE_PAPER);
  frame.stroke = colour;
  frame.line_width = box.width >= 60 ? 1.5 : 1;
  frame.radius = box.width < MIN (least, 24) ? 0 : MIN (6, 6 * self->scale);
  frame.dashed = at->device < 0;
  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
  hw_scene_add (self->scene, &frame);
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  if (at->role == HW_FABRIC_LEAF)
    {
      HwRackBox bar = {
        box.x, box.y + frame.radius, MIN (6, 6 * self->scale), box.height - 2 * frame.radius
      };

      draw_leaf_rails (self, node, box.width < MIN (least, 24) ? &box : &bar);
    }
  if (hw_fabric_is_out (self, node))
    strike (self, &box);
  if (box.width < least)
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  inner = (HwRackBox){
    box.x + 12 * MIN (self->scale, 1), box.y, box.width - 18 * MIN (self->scale, 1), box.height
  };
  hw_fabric_text (self,
                  ref,
                  &inner,
                  tall ? box.height * 0.14 : (box.height - size * 1.3) / 2,
                  size,
                  TRUE,
                  HW_ALIGN_START,
                  HW_ROLE_TEXT,
                  short_name (self, node, size, inner.width, buffer));
  if (!tall)
    return;
  about = describe_switch (self, node);
  /* Rather smaller than cut off. */
  size *= 0.82;
  need = hw_scene_text_width (self->scene, about, size, FALSE);
  size *= CLAMP (inner.width / MAX (need, 1), 0.65, 1);
  hw_fabric_text (
      self, ref, &inner, box.height * 0.54, size, FALSE, HW_ALIGN_START, HW_ROLE_TEXT_DIM, about);
}

/* --- members --- */

/* One dot a rail, in rows of four. */
static void
draw_rails (HwFabricPainter *self, guint node, const HwRackBox *box)
{
  guint rails = MIN (hw_fabric_count_ports (self->fabric, node), 16), in_row = MIN (rails, 4);
  double pitch = box->width / (in_row + 0.5), side = pitch * 0.62;

  if (side < 2)
    return;
  for (guint i = 0; i < rails; i++)
    {
      guint rail, plane;
      HwColour colour;

      hw_fabric_port_rail (
          self->fabric, hw_fabric_member_of (self->fabric, node), i + 1, &rail, &plane);
      colour = hw_fabric_rail_colour (self->theme, (gint)rail);
      if (hw_fabric_cable_at (self->fabric, node, i + 1) < 0)
        colour = ROLE (self, HW_ROLE_LINE);
      hw_scene_rounded (self->scene,
                        no_ref,
                        box->x + pitch * (0.25 + i % in_row) + (pitch - side) / 2,
                        box->y + pitch * (0.35 + i / in_row) + (pitch - side) / 2,
                        side,
                        side,
                        side / 2,
                        colour,
                        no_colour,
                        0);
    }
}

/* Far off the number of its place, near by its name. */
static void
draw_member (HwFabricPainter *self, guint node)
{
  HwRackBox world = hw_fabric_layout_node (self->layout, node);
  HwRackBox box = hw_fabric_to_device (self, &world);
  HwFabricPlace place
      = hw_fabric_get_place (self->fabric, hw_fabric_member_of (self->fabric, node));
  char buffer[HW_FABRIC_NAME_SIZE], number[16];
  HwRef ref;
  const char *name = hw_fabric_node_name (self->fabric, node, buffer);
  double size = MIN (11, box.width * 0.32);

  /* Too narrow for dots of rails, a node has at least its number on paper. */
  if (self->theme->kind == HW_THEME_PRINT && box.width < LEAST_NAMED_ON_PAPER)
    size = MIN (7, box.width * 0.66);
  if (!hw_fabric_sees_box (self, &world))
    return;
  ref = hw_fabric_node_ref (self, node);
  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
  hw_scene_rounded (self->scene,
                    ref,
                    box.x,
                    box.y,
                    box.width,
                    box.height,
                    box.width < 14 ? 0 : 4 * MIN (self->scale, 1),
                    ROLE (self, HW_ROLE_PAPER),
                    ROLE (self, HW_ROLE_LINE_STRONG),
                    box.width < 14 ? 0.5 : 1);
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  draw_rails (self, node, &box);
  g_snprintf (number, sizeof number, "%02d", place.slot + 1);
  if (hw_scene_text_width (self->scene, name, size, FALSE) > box.width - 4 && place.slot >= 0)
    name = number;
  hw_fabric_text (self,
                  ref,
                  &box,
                  box.height - size * 1.7,
                  size,
                  FALSE,
                  HW_ALIGN_CENTRE,
                  HW_ROLE_TEXT_DIM,
                  name);
}

static void
draw_unit (HwFabricPainter *self, guint index)
{
  guint n;
  const HwFabricUnit *unit = &hw_fabric_layout_units (self->layout, &n)[index];

  if (!hw_fabric_sees (self, unit->x, unit->width))
    return;
  if (hw_fabric_shows_switches (self))
    for (guint i = 0; i < unit->n_leaves; i++)
      draw_switch (self, hw_fabric_layout_ordered (self->layout, unit->first_leaf + i));
  else if (unit->n_leaves > 0)
    {
      HwRackBox box = hw_fabric_unit_leaves (self, unit);
      hw_fabric_draw_switch_group (self, &box, HW_FABRIC_LEAF, unit->first_leaf, unit->n_leaves);
    }
  if (!hw_fabric_shows_members (self))
    {
      hw_fabric_draw_member_group (self, index);
      return;
    }
  for (guint i = 0; i < unit->n_members; i++)
    draw_member (self, hw_fabric_layout_ordered (self->layout, unit->first_member + i));
  hw_fabric_draw_caption (self, index);
}

void
hw_fabric_draw_nodes (HwFabricPainter *self)
{
  guint n_units, n_sets;
  const HwFabricSet *sets = hw_fabric_layout_sets (self->layout, &n_sets);

  hw_fabric_layout_units (self->layout, &n_units);
  for (guint i = 0; i < n_units; i++)
    draw_unit (self, i);
  for (guint i = 0; i < n_sets; i++)
    if (hw_fabric_shows_switches (self))
      for (guint k = 0; k < sets[i].n; k++)
        draw_switch (self, hw_fabric_layout_ordered (self->layout, sets[i].first + k));
    else
      {
        HwRackBox box = hw_fabric_set_box (self, &sets[i]);
        hw_fabric_draw_switch_group (self, &box, sets[i].role, sets[i].first, sets[i].n);
      }
}
