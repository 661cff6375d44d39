/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-scene-fabric.h"

G_BEGIN_DECLS

/* Draws a fabric into a part of a scene. */

typedef struct
{
  HwScene *scene;
  const HwFabricPicture *picture;
  const HwFabric *fabric;
  const HwFabricLayout *layout;
  const HwTheme *theme;
  HwViewport view;
  double scale;
  double left, right; /* of what is visible, world units */
  guint n_below;      /* lines that stand below the picture */
} HwFabricPainter;

static inline gboolean
hw_fabric_shows_members (const HwFabricPainter *self)
{
  return hw_fabric_layout_is_open (self->layout, self->scale, FALSE);
}
static inline gboolean
hw_fabric_shows_switches (const HwFabricPainter *self)
{
  return hw_fabric_layout_is_open (self->layout, self->scale, TRUE);
}

/* The device that a node is; handle 0: none. */
HwRef hw_fabric_node_ref (const HwFabricPainter *self, guint node);
HwRackBox hw_fabric_to_device (const HwFabricPainter *self, const HwRackBox *box);
/* The rails whose members a leaf has. Returns: whether it is of any */
gboolean hw_fabric_leaf_rails (const HwFabric *fabric, guint node, gint *first, gint *last);
/* Rail of a leaf, or negative where its ports are of no rail, or of several. */
gint hw_fabric_leaf_rail (const HwFabric *fabric, guint node);
/* Rail of a cable, or negative where it is of none, or of several. */
gint hw_fabric_cable_rail (const HwFabric *fabric, const HwFabricCable *cable);
HwColour hw_fabric_rail_colour (const HwTheme *theme, gint rail);
static inline gboolean
hw_fabric_rail_dashed (gint rail)
{
  return rail >= 0 && rail / 4 % 2 == 1;
}
/* World rectangle of the leaves of a unit, and of a set: high enough to be seen where they are
 * drawn as one. */
HwRackBox hw_fabric_unit_leaves (const HwFabricPainter *self, const HwFabricUnit *unit);
HwRackBox hw_fabric_set_box (const HwFabricPainter *self, const HwFabricSet *set);
/* The same of the members of a unit. */
HwRackBox hw_fabric_unit_members (const HwFabricPainter *self, guint unit);
static inline gboolean
hw_fabric_sees (const HwFabricPainter *self, double x, double width)
{
  return x + width >= self->left && x <= self->right;
}

void hw_fabric_draw_cables (HwFabricPainter *self);
void hw_fabric_draw_nodes (HwFabricPainter *self);
/* Title and remark, into the space above a diagram, world units. */
void hw_fabric_draw_title (HwScene *scene,
                           const HwFabricPicture *picture,
                           const HwViewport *view,
                           const HwRackBox *room);
/* One cable from port to port. */
void hw_fabric_draw_cable (
    HwFabricPainter *self, guint cable, HwColour colour, double line_width, gboolean dashed);

G_END_DECLS
