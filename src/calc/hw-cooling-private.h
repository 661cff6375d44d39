/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cooling.h"

G_BEGIN_DECLS

/* What HwResults keeps of its loops: which racks name which, and what was found last. */
typedef struct _HwCooling HwCooling;

HwCooling *hw_cooling_new (HwResults *results);
void hw_cooling_free (HwCooling *self);

/* Forgets all racks and loops, but not what has failed: the design is another. */
void hw_cooling_reset (HwCooling *self);
/* A change of the design begins: what is touched from here on is touched by it. */
void hw_cooling_begin_change (HwCooling *self);
/* Whether the last change touched that loop. */
gboolean hw_cooling_is_touched (HwCooling *self, HwHandle loop);
/* A rack or something in it has changed, come or gone. */
void hw_cooling_touch_rack (HwCooling *self, HwHandle rack);
/* The rule of a loop has changed, come or gone. */
void hw_cooling_touch_loop (HwCooling *self, HwHandle loop);
/* An override of that key has. */
void hw_cooling_touch_key (HwCooling *self, const char *key);
/* An object has come or gone that overrides without effect may name. */
void hw_cooling_touch_idle (HwCooling *self);
/* Returns: (transfer none): the loop with all working, until the next change */
const HwLoopSolution *hw_cooling_whole (HwResults *results, HwHandle loop);
/* Other components have failed. */
void hw_cooling_touch_failed (HwCooling *self);
/* Whatever all loops depend on has. */
void hw_cooling_touch_all (HwCooling *self);

/* Problems of that severity in all loops. */
guint hw_cooling_count (HwCooling *self, HwSeverity severity);

G_END_DECLS
