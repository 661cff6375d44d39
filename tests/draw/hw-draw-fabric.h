/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-scene-fabric.h"

G_BEGIN_DECLS

/* Fabrics laid out for pictures: units of so many servers with eight rails on switches of 64 ports.
 */

typedef struct
{
  HwFabric *fabric;
  HwFabricLayout *layout;
  HwFabricPicture picture;
} DrawnFabric;

void drawn_fabric_init (DrawnFabric *self, HwFabricKind kind, guint units, guint slots);
void drawn_fabric_clear (DrawnFabric *self);

/* What pictures are to hold for: one unit and several, two tiers and three, few servers. */
#define N_DRAWN_SHAPES 5

typedef struct
{
  HwFabricKind kind;
  guint units, slots;
} DrawnShape;

extern const DrawnShape drawn_shapes[N_DRAWN_SHAPES];

G_END_DECLS
