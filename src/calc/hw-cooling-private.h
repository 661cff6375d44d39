/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cooling.h"

G_BEGIN_DECLS

/* What HwResults keeps of one loop. */
typedef struct
{
  GArray *members;          /* HwHandle: racks that name it */
  HwLoopPlan *plan;         /* with all working; NULL: to be laid out */
  HwLoopSolution *solution; /* with all working; NULL: to be found */
  HwLoopSolution *waiting;  /* stands for it meanwhile; nullable */
  GArray *findings;         /* HwLoopFinding; NULL: to be found */
  GArray *failed_findings;  /* of what is left by what has failed */
  guint change;             /* number of the one that touched it last */
  guint64 stamp;            /* another one whenever what was found of it is forgotten */
} HwLoopMemory;

/* That a rack is a member of; 0: none. */
typedef struct
{
  HwHandle own, door; /* of its door where that is another one */
} HwRackLoops;

/* What HwResults keeps of its loops: which racks name which, and what was found last. */
typedef struct
{
  HwResults *results;
  GPtrArray *loops;   /* HwLoopMemory by handle, NULL where none */
  GArray *rack_loops; /* HwRackLoops by rack */
  guint change;
  char **failed;
  guint64 stamp;
  gboolean in_background;
  gboolean too_many; /* wait to be solved at once; only if judged */
  gboolean judged;
  GArray *none; /* HwLoopFinding: of loops that wait */
} HwCooling;

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

/* Returns: (transfer none) */
HwLoopMemory *hw_cooling_memory (HwCooling *self, HwHandle loop);
/* Whether a loop must wait for whoever solves in the background. */
gboolean hw_cooling_must_wait (HwCooling *self, HwHandle loop);

/* Returns: the loop of the door of a rack; 0: none, or that of the rack */
HwHandle hw_cooling_door_loop (HwCooling *self, HwHandle rack);

/* Problems of that severity in all loops. */
guint hw_cooling_count (HwCooling *self, HwSeverity severity);

G_END_DECLS
