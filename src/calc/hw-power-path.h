/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-power.h"

G_BEGIN_DECLS

/* The power paths of some objects: from racks and what is in them up to their sources, and from
 * feeds, units and whole chains both up and down to all that they feed. Found once, and then asked
 * by whatever draws the objects. */

typedef enum
{
  HW_POWER_PATH_ABOVE = 1 << 0, /* something of them is fed by it */
  HW_POWER_PATH_BELOW = 1 << 1, /* it is fed by something of them */
} HwPowerPathSide;

typedef struct _HwPowerPath
{
  guint n_users;
  GArray *refs; /* HwRef: whose it is */
  const HwPowerSolution *solution;
  guint8 *nodes;       /* HwPowerPathSide by node of its plan */
  GArray *racks;       /* guint8 by handle: taps on the way, as bits, and whether it is fed */
  GArray *fed;         /* HwHandle: of racks that are below, in the order of their handles */
  GHashTable *devices; /* handles of rack PDUs, shelves and loads on the way in their racks */
} HwPowerPath;

/**
 * hw_power_path_new:
 * @refs: (array length=n_refs): objects of any table; those without power have no way, and no more
 *   have one than can be told apart
 *
 * Returns: (transfer full): valid until the next change of the design, or of what has failed
 */
HwPowerPath *hw_power_path_new (HwResults *results, const HwRef *refs, guint n_refs);
void hw_power_path_free (HwPowerPath *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPowerPath, hw_power_path_free)

/* Taps of a rack that lie on the way, as bits. */
guint hw_power_path_taps (const HwPowerPath *self, HwHandle rack);
/* Whether a unit, feed, rack or device lies on the way. A rack does where it is fed, not where the
 * way goes out from it; of what is in such a rack only that which passes power on does. */
gboolean hw_power_path_has (const HwPowerPath *self, HwRef ref);

G_END_DECLS
