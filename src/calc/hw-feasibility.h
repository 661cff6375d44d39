/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-placement.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* Whether and how often something still fits, and what is in the way: geometry as hw-placement.h
 * has it, then power, mass and floor, which only warn. */

typedef enum
{
  HW_LIMIT_NONE,
  HW_LIMIT_UNITS,    /* no free place */
  HW_LIMIT_MOUNTING, /* racks of another kind */
  HW_LIMIT_DEPTH,
  HW_LIMIT_POWER,
  HW_LIMIT_MASS,
  HW_LIMIT_FLOOR, /* no room on the floor, or it would bear too much */
} HwLimit;

/* In a few words, translated: "power". */
const char *hw_limit_label (HwLimit limit);
HwLimit hw_limit_of_obstacle (HwObstacle obstacle);

typedef struct
{
  gboolean fits; /* geometry */
  HwLimit limit; /* what blocks, or what it would exceed */
} HwFeasibility;

/* One device of @product in one slot. */
HwFeasibility hw_feasibility_slot (HwResults *results,
                                   HwHandle rack,
                                   const HwProduct *product,
                                   const HwSlot *slot);
/* Anywhere in the rack. */
HwFeasibility hw_feasibility_rack (HwResults *results, HwHandle rack, const HwProduct *product);

typedef struct
{
  guint64 count; /* how many more */
  HwLimit limit; /* what stops the next one, where most places stop */
} HwHeadroom;

/**
 * hw_headroom:
 * @product: a device
 * @scope: a rack, row or hall; handle 0: the site
 *
 * How many more of @product fit by units, depth, mounting, power limit and load limit of each rack.
 * A limit that is not known does not bind.
 */
HwHeadroom hw_headroom (HwResults *results, const HwProduct *product, HwRef scope);

/* A sentence: "23 more fit in Hall 1; power binds first". Returns: (transfer full): translated */
char *hw_headroom_dup_text (HwDesign *design, HwRef scope, const HwHeadroom *headroom);

G_END_DECLS
