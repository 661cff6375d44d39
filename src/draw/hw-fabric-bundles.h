/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-fabric-draw.h"

G_BEGIN_DECLS

/* Which cables of a fabric are in sight, and which of them are drawn as one: the further away, the
 * wider a bundle. */

/* A bundle of cables between the same ends. */
typedef struct
{
  double x0, y0, x1, y1; /* world units */
  guint32 first, count;  /* a cable of it, and how many */
  gint rail;             /* negative: of several, or none */
  HwFabricLevel level;
  gboolean dead; /* it has failed, or one of its ends has */
} HwFabricBundle;

/* What the ends of bundles are. */
typedef enum
{
  HW_FABRIC_BUNDLING_NODES,  /* nodes, or their ports: a bundle may be a single cable */
  HW_FABRIC_BUNDLING_LEAVES, /* leaves, and units or sets */
  HW_FABRIC_BUNDLING_HOMES,  /* units and sets */
} HwFabricBundling;

/**
 * hw_fabric_bundles:
 * @near: whether its nodes are drawn one by one
 * @open: whether its cables may be
 * @bundling: (out)
 *
 * Returns: (transfer full) (element-type HwFabricBundle): what is in sight of a level; of wide
 * bundles also the others
 */
GArray *hw_fabric_bundles (HwFabricPainter *self,
                           HwFabricLevel level,
                           gboolean near,
                           gboolean open,
                           HwFabricBundling *bundling);

/* One cable from port to port. */
HwFabricBundle hw_fabric_bundle_of_cable (const HwFabricPainter *self, guint cable);
gboolean hw_fabric_sees_bundle (const HwFabricPainter *self, const HwFabricBundle *bundle);

G_END_DECLS
