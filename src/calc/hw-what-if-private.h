/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-what-if.h"

G_BEGIN_DECLS

/* How consequences are followed from network to network, for hw-what-if*.c. */

/* A loop that something has become of. */
typedef struct
{
  HwHandle loop;
  guint n_off;
  double heat; /* sum of what is left of its racks' */
  HwLoopSolution *solution;
} HwWhatIfLoop;

/* One question while it is worked out. */
typedef struct
{
  HwResults *results;
  HwDesign *design;
  const HwPowerSolution *whole;
  HwWhatIf *out;
  GArray *targets; /* HwPowerTarget */
  GArray *local;   /* HwPowerLocal: racks, where the network need not be solved */
  GArray *loops;   /* HwWhatIfLoop */
  guint solved;    /* targets that the power is solved with */
  gboolean all;    /* see hw_what_if_evaluate() */
} HwWhatIfWork;

/* --- outages --- */

/* Returns: (nullable): that of an object itself, until the next */
HwOutage *hw_what_if_find (const HwWhatIf *self, HwRef object);
/* Returns: (nullable): the outage where the object had been in a better state; until the next */
HwOutage *
hw_what_if_set_outage (HwWhatIf *self, HwResults *results, HwRef object, HwOutageState state);
/* Returns: W, nameplate */
double hw_what_if_device_w (HwResults *results, HwHandle device);
/* Nothing more stops: counts what is lost. */
void hw_what_if_sum_up (HwWhatIfWork *self);

/* Whether a node of the power network is among what failed by itself. */
gboolean hw_what_if_node_failed (const HwWhatIf *self, guint node);

/* --- power --- */

/* What stops draws no power: a rack, or a device, which is a load of its own or its part of what
 * hangs on a busbar. */
void hw_what_if_stop_rack (HwWhatIfWork *self, HwHandle rack);
void hw_what_if_stop_device (HwWhatIfWork *self, HwHandle device);
/* Finds what has no power by what has failed and stopped since the last time. */
void hw_what_if_solve_power (HwWhatIfWork *self);
/* What a rack draws now. Returns: (nullable): as with all working */
const HwPowerRackState *hw_what_if_rack_state (HwWhatIfWork *self, HwHandle rack);

/**
 * hw_what_if_battery_s:
 *
 * UPS that have lost what feeds them, and work, carry on from their batteries for
 * hw_autonomy_s() of the energy that their rated time tells, at the load that they had. Where a
 * rack hangs on several, the last counts.
 *
 * Returns: s from the failure; 0: none carries the rack
 */
double hw_what_if_battery_s (const HwWhatIf *self, HwResults *results, HwHandle rack);
/* Sentences about chains that live on batteries or generators now. */
void hw_what_if_add_battery_lines (const HwWhatIf *self, HwResults *results, GStrvBuilder *lines);

/* --- heat --- */

/* What is left of the heat of a rack, as part of what it gives with all working. */
double hw_what_if_heat_left (HwWhatIfWork *self, HwHandle rack);
/* Loops of what has failed and stopped. Returns: whether a rack stops now */
gboolean hw_what_if_solve_loops (HwWhatIfWork *self);
/* Air whose coolers have failed or stopped. Returns: whether a rack stops now */
gboolean hw_what_if_solve_air (HwWhatIfWork *self);

G_END_DECLS
