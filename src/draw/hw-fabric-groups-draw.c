/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-draw.h"

#include <glib/gi18n-lib.h>

#include "hw-fabric-name.h"

/* Units and sets from afar: one box for many nodes. */

#define ROLE(self, role) ((self)->theme->colours[role])
/* Height of such a box, device units. */
#define LEAST 15.0

static const HwRef no_ref = { HW_TABLE_DESIGN, 0 };

/* Of a row of switches; where they are drawn as one, at least @LEAST device units high. */
static HwRackBox
row_box (const HwFabricPainter *self, guint role, double x, double width, double height)
{
  HwRackBox box = { x, hw_fabric_layout_row (self->layout, role), width, height };
  double least = hw_fabric_shows_switches (self) ? 0 : LEAST / self->scale;

  if (height < least)
    {
      box.y -= (least - height) / 2;
      box.height = least;
    }
  return box;
}

HwRackBox
hw_fabric_unit_leaves (const HwFabricPainter *self, const HwFabricUnit *unit)
{
  return row_box (self, HW_FABRIC_LEAF, unit->x, unit->width, 48);
}

HwRackBox
hw_fabric_set_box (const HwFabricPainter *self, const HwFabricSet *set)
{
  return row_box (self, set->role, set->x, set->width, 48);
}

HwRackBox
hw_fabric_unit_members (const HwFabricPainter *self, guint unit)
{
  HwRackBox box = hw_fabric_layout_members (self->layout, unit);

  if (!hw_fabric_shows_members (self))
    box.height = MAX (box.height, LEAST / self->scale);
  return box;
}

static char *
count_text (const HwFabricPainter *self, guint role, guint n)
{
  if (hw_fabric_is_backplane (self->fabric))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u switch tray", "%u switch trays", n),
                            n);
  switch (role)
    {
    case HW_FABRIC_LEAF:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u leaf", "%u leaves", n), n);
    case HW_FABRIC_SPINE:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u spine", "%u spines", n), n);
    default:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u core", "%u cores", n), n);
    }
}

/* The rack that a domain is, or the switch that its nodes are on, as neither is a unit that is
 * repeated. */
static char *
unit_name (const HwFabricPainter *self, const HwFabricUnit *unit)
{
  HwRef ref = { 0 };

  if (!hw_fabric_get_rule (self->fabric)->uplinked)
    return g_strdup_printf (_ ("SU %d"), unit->number + 1);
  if (hw_fabric_is_backplane (self->fabric) && unit->n_members > 0)
    ref = hw_fabric_node_ref (self, hw_fabric_layout_ordered (self->layout, unit->first_member));
  if (ref.handle == 0)
    return g_strdup_printf (HW_FABRIC_UPLINKED_NAME, (guint)unit->number + 1);
  return g_strdup (hw_design_name (
      self->picture->design,
      HW_REF (HW_TABLE_RACK,
              hw_design_get_device (self->picture->design, ref.handle)->object.parent)));
}

static char *
unit_text (const HwFabricPainter *self, const HwFabricUnit *unit, gboolean whole)
{
  const char *form = g_dngettext (GETTEXT_PACKAGE, "%u node", "%u nodes", unit->n_members);
  g_autofree char *nodes = g_strdup_printf (form, unit->n_members);
  g_autofree char *name = NULL;
  guint rails = hw_fabric_get_rule (self->fabric)->rails;

  if (unit->number < 0)
    return g_strdup_printf (_ ("not connected · %s"), nodes);
  name = unit_name (self, unit);
  if (!whole || hw_fabric_get_rule (self->fabric)->uplinked)
    return g_strdup_printf ("%s · %s", name, nodes);
  return g_strdup_printf (
      g_dngettext (
          GETTEXT_PACKAGE, "SU %d · %s · %u rail each", "SU %d · %s · %u rails each", rails),
      unit->number + 1,
      nodes,
      rails);
}

/* Of a label in its box. */
#define LABEL_SIDES 4.0
#define LEAST_LABEL 7.0
/* A number that is tight in its box is written smaller, down to what can be read on paper. */
#define NUMBER_SIDES 1.0
#define LEAST_NUMBER_ON_PAPER 5.0

/* Returns: the size at which the last label, the shortest, has room; 0: none */
static double
tight_size (const HwFabricPainter *self, const char *label, double size, double width)
{
  double least = self->theme->kind == HW_THEME_PRINT ? LEAST_NUMBER_ON_PAPER : LEAST_LABEL;
  double need = hw_scene_text_width (self->scene, label, size, FALSE);
  double fitting = MIN (size, size * (width - NUMBER_SIDES) / MAX (need, 1));

  return fitting >= least ? fitting : 0;
}

/* One box for many; the first of the labels that fits is written into it. */
static void
draw_group (HwFabricPainter *self, const HwRackBox *world, HwRole role, const char *const *labels)
{
  HwRackBox box = hw_fabric_to_device (self, world);
  double size = CLAMP (box.height * 0.6, LEAST_LABEL, 11);

  if (!hw_fabric_sees_box (self, world))
    return;
  hw_scene_set_layer (self->scene, HW_LAYER_DEVICE);
  hw_scene_rounded (self->scene,
                    no_ref,
                    box.x,
                    box.y,
                    MAX (box.width, 2),
                    box.height,
                    box.width > 10 ? 3 : 0,
                    ROLE (self, HW_ROLE_PAPER),
                    ROLE (self, role),
                    1);
  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  for (guint i = 0; labels[i] != NULL; i++)
    {
      double fitting = size;

      if (hw_scene_text_width (self->scene, labels[i], size, FALSE) > box.width - LABEL_SIDES)
        fitting = labels[i + 1] == NULL ? tight_size (self, labels[i], size, box.width) : 0;
      if (fitting == 0)
        continue;
      hw_fabric_text (self,
                      no_ref,
                      &box,
                      (box.height - fitting * 1.3) / 2,
                      fitting,
                      FALSE,
                      HW_ALIGN_CENTRE,
                      HW_ROLE_TEXT,
                      labels[i]);
      return;
    }
}

void
hw_fabric_draw_switch_group (
    HwFabricPainter *self, const HwRackBox *box, guint role, guint first, guint n)
{
  char number[16];
  guint out = 0;
  g_autofree char *counted = count_text (self, role, n);

  for (guint i = first; i < first + n; i++)
    out += hw_fabric_is_out (self, hw_fabric_layout_ordered (self->layout, i));
  if (out > 0)
    {
      g_autofree char *left = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%s, %u failed", "%s, %u failed", out), counted, out);
      g_autofree char *brief = g_strdup_printf ("%u − %u", n, out);

      draw_group (self, box, HW_ROLE_ERROR, (const char *const[]){ left, brief, NULL });
      return;
    }
  g_snprintf (number, sizeof number, "%u", n);
  draw_group (self,
              box,
              HW_ROLE_FAMILY + HW_FAMILY_NETWORK,
              (const char *const[]){ counted, number, NULL });
}

void
hw_fabric_draw_member_group (HwFabricPainter *self, guint index)
{
  guint n;
  const HwFabricUnit *unit = &hw_fabric_layout_units (self->layout, &n)[index];
  HwRackBox box = hw_fabric_unit_members (self, index);
  g_autofree char *whole = unit_text (self, unit, FALSE);
  g_autofree char *brief = unit_name (self, unit);
  char number[16];

  g_snprintf (number, sizeof number, "%d", unit->number + 1);
  draw_group (self,
              &box,
              HW_ROLE_FAMILY + HW_FAMILY_COMPUTE,
              unit->number < 0 ? (const char *const[]){ whole, NULL }
                               : (const char *const[]){ whole, brief, number, NULL });
}

void
hw_fabric_draw_caption (HwFabricPainter *self, guint index)
{
  guint n;
  const HwFabricUnit *unit = &hw_fabric_layout_units (self->layout, &n)[index];
  HwRackBox members = hw_fabric_unit_members (self, index);
  HwRackBox box = hw_fabric_to_device (self, &members);
  g_autofree char *caption = unit_text (self, unit, TRUE);
  double size = CLAMP (11 * self->scale, 7, 12);

  if (hw_scene_text_width (self->scene, caption, size, FALSE) > box.width)
    {
      g_free (caption);
      caption = unit_text (self, unit, FALSE);
    }

  hw_scene_set_layer (self->scene, HW_LAYER_DETAIL);
  hw_scene_text (self->scene,
                 no_ref,
                 box.x,
                 box.y + box.height + 4,
                 box.width,
                 size * 1.4,
                 caption,
                 size,
                 FALSE,
                 HW_ALIGN_START,
                 ROLE (self, HW_ROLE_TEXT_DIM),
                 ROLE (self, HW_ROLE_GROUND));
}
