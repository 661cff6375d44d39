/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-power-plan.h"
#include "hw-power.h"

G_BEGIN_DECLS

/* The conductors to switchgear, UPS and floor PDUs from the unit that feeds each: of several the
 * first. Where both stand in one hall they are as long as the way between their middles along its
 * sides, with the rise that the chain states; an override states another length. A chain states the
 * resistance of the conductors on to its racks; one to a unit is thicker by the rating of the unit
 * over that of the busways, or of the largest feed, at the same current density. Where cables go to
 * the racks it is over the breaker of a tap. */

typedef struct
{
  HwHandle from;   /* unit; 0: none, or no conductor is meant */
  double length_m; /* NAN: not known */
  double ohm;      /* of each of its conductors; NAN: not known */
} HwPowerFeeder;

/* Returns: (transfer full) (element-type HwPowerFeeder): by node */
GArray *hw_power_feeders_find (HwDesign *design, const HwPowerPlan *plan);

/**
 * hw_power_feeder_loss_w:
 * @feeder: (nullable)
 * @state: of the node that it leads to: its load and its own loss count, its drop is set
 *
 * 3·R·I² with the balanced current at the nominal voltage; the drop is √3·I·R·cos φ / V. Reactance
 * is left out.
 *
 * Returns: W; 0 where length or resistance are not known
 */
double hw_power_feeder_loss_w (const HwPowerFeeder *feeder,
                               const HwPowerNode *node,
                               HwPowerNodeState *state);

G_END_DECLS
