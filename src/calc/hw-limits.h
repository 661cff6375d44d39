/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-placement.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* What stops a thing from going somewhere, and of the limits that only warn how many more they
 * bear: those of a rack itself, and those that it shares with others by its feeds, its loop and the
 * air of its hall. They warn where the rules would find a problem afterwards. */

typedef enum
{
  HW_LIMIT_NONE,
  HW_LIMIT_UNITS,    /* no free place */
  HW_LIMIT_MOUNTING, /* racks of another kind */
  HW_LIMIT_DEPTH,
  HW_LIMIT_POWER,
  HW_LIMIT_MASS,
  HW_LIMIT_FLOOR, /* no room on the floor, or it would bear too much */
  HW_LIMIT_COOLING,
  HW_N_LIMITS,
} HwLimit;

/* In a few words, translated: "power". */
const char *hw_limit_label (HwLimit limit);
HwLimit hw_limit_of_obstacle (HwObstacle obstacle);

/* How many more of @each go on @load before @limit. Returns: G_MAXUINT: no end, as there is no
 * limit, or no figure */
guint hw_limit_times (double limit, double load, double each);

/* What a thing asks of where it stands; what is not known asks nothing. */
typedef struct
{
  double power_w; /* nameplate */
  double mass_kg;
  double liquid_w, air_w; /* heat */
  double air_m3_s;
} HwDemand;

/* Of a new one, on its own. */
HwDemand hw_demand_of_product (HwResults *results, const HwProduct *product);
/* Of a device where it stands, as it counts there; nothing where it does not stand. */
HwDemand hw_demand_of_device (HwResults *results, HwHandle device);
void hw_demand_add (HwDemand *self, const HwDemand *other);

/* What racks share is looked up once: after a change make another. No loop is solved for it. */
typedef struct _HwLimits HwLimits;

HwLimits *hw_limits_new (HwResults *results);
void hw_limits_free (HwLimits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwLimits, hw_limits_free)

/**
 * hw_limits_times:
 * @ignore: (nullable) (element-type HwHandle): devices that do not count where they stand, as they
 *   are in the hand
 * @limit: (out): what stops the next one
 *
 * How many more of @each @rack takes by power, mass, floor load and cooling. A limit that is not
 * known does not bind.
 */
guint hw_limits_times (
    HwLimits *self, HwHandle rack, const HwDemand *each, const GArray *ignore, HwLimit *limit);
/* The same by what the rack shares with others alone: feeds, loop, and the air of its hall. */
guint hw_limits_shared_times (
    HwLimits *self, HwHandle rack, const HwDemand *each, const GArray *ignore, HwLimit *limit);
/* Counts as if @count more of @each stood in the rack, for those that share something with it. */
void hw_limits_take (HwLimits *self, HwHandle rack, const HwDemand *each, guint count);

/**
 * hw_limits_hall_times:
 *
 * @most: where counting ends
 *
 * How many more racks of @each the hall cools: its air, and its loops each so many as it has room
 * for. Where it has no loop, liquid does not bind: there the cooling is still to be laid out.
 */
guint hw_limits_hall_times (HwLimits *self, HwHandle hall, const HwDemand *each, guint most);
/* Counts as if a rack did not stand, for those that share something with it. */
void hw_limits_release (HwLimits *self, HwHandle rack);

G_END_DECLS
