/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-rails.h"
#include "hw-scene-fabric.h"

G_BEGIN_DECLS

/* Draws a fabric into a part of a scene. */

typedef struct
{
  HwScene *scene;
  const HwFabricPicture *picture;
  const HwFabric *fabric;
  HwFabricLayout *layout;
  const HwTheme *theme;
  HwViewport view;
  double scale;
  double left, right, top, bottom; /* of what is visible, world units */
  double rows;                     /* of pixels that curves of nodes and leaves run over */
  guint n_below;                   /* lines that stand below the picture */
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

static inline gboolean
hw_fabric_is_out (const HwFabricPainter *self, guint node)
{
  return self->picture->failure != NULL && self->picture->failure->nodes[node];
}

/* The device that a node is; handle 0: none. */
HwRef hw_fabric_node_ref (const HwFabricPainter *self, guint node);
HwRackBox hw_fabric_to_device (const HwFabricPainter *self, const HwRackBox *box);
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
static inline gboolean
hw_fabric_sees_box (const HwFabricPainter *self, const HwRackBox *box)
{
  return hw_fabric_sees (self, box->x, box->width) && box->y + box->height >= self->top
         && box->y <= self->bottom;
}

/* A line of text in a box, @top below its upper edge, device units. */
void hw_fabric_text (HwFabricPainter *self,
                     HwRef ref,
                     const HwRackBox *box,
                     double top,
                     double size,
                     gboolean bold,
                     HwAlign align,
                     HwRole role,
                     const char *string);

/* One box for switches of a role, at @first of the layout's order. */
void hw_fabric_draw_switch_group (
    HwFabricPainter *self, const HwRackBox *box, guint role, guint first, guint n);
/* One box for the members of a unit. */
void hw_fabric_draw_member_group (HwFabricPainter *self, guint unit);
/* What a unit is, below its members. */
void hw_fabric_draw_caption (HwFabricPainter *self, guint unit);
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
