/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cooling.h"

G_BEGIN_DECLS

/* The balancing valve of a rack or rear door in the hand: it is tried out in a preview while it is
 * dragged, and becomes one edit when it is let go. */
typedef struct
{
  HwResults *results; /* nullable: nothing is in the hand */
  HwHandle loop;
  HwRef object;                 /* rack or rear door */
  double start_kv, open_kv, kv; /* m³/h at 1 bar */
  gboolean moved;
} HwCoolingTrim;

/* Returns: whether there is such a valve that is open */
gboolean hw_cooling_trim_take (HwCoolingTrim *self, HwResults *results, HwRef object);
/* @dy: pixels below where it was taken: up opens it */
void hw_cooling_trim_drag (HwCoolingTrim *self, double dy);
/* Returns: whether it was moved; else it was only clicked */
gboolean hw_cooling_trim_drop (HwCoolingTrim *self, gboolean given_up);
/* What the trial gives: heading, opening, flow. Returns: (transfer full) (nullable): %NULL where
 * nothing was moved yet */
char **hw_cooling_trim_dup_lines (const HwCoolingTrim *self, gboolean *suffices);
/* The fitting in the plan as it is now. */
gboolean hw_cooling_trim_find (const HwCoolingTrim *self, guint *fitting);

/* The valve of a rack or door by so many twentieths of wide open, as an edit. Returns: whether it
 * was changed */
gboolean hw_cooling_trim_step (HwResults *results, HwRef object, int steps);

G_END_DECLS
