/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-power-feeder.h"
#include "hw-power-private.h"

G_BEGIN_DECLS

/* The busways and cables between feeds and their racks: how long they are follows from where the
 * racks stand, and what they lose from the resistance that their chain states. A busway runs along
 * each row from the end that is nearer to the unit that feeds it, and from that unit to there;
 * cables run from remote panels at that end of the row, or from the unit, to each rack. Lengths are
 * along the sides of the hall, with the rise that the chain states; to a unit in another hall there
 * is none unless an override states it. Conductors between units are hw-power-feeder.h. */

/* Up to a tap, from the tap before, or from where its run begins. */
typedef struct
{
  HwHandle rack;
  guint8 tap;    /* in the rack */
  guint8 begins; /* a run, with nothing before it */
  double length_m;
} HwPowerSegment;

typedef struct _HwPowerConductors HwPowerConductors;
struct _HwPowerConductors
{
  GArray *segments; /* HwPowerSegment, by feed, run, and from its beginning on */
  GArray *first;    /* guint by node of the plan, and an end: where its segments begin */
  gboolean any;     /* a chain states a resistance: without one there are no segments */
  GArray *feeders;  /* HwPowerFeeder by node; without a resistance there are none */
  GArray *stands;   /* by rack: where it stood, and on what nodes */
  GArray *touched;  /* HwHandle: racks that may stand otherwise by now */
};

HwPowerConductors *hw_power_conductors_new (HwPower *power);
void hw_power_conductors_free (HwPowerConductors *self);
/* A rack, or what is in it, has changed, come or gone. */
void hw_power_conductors_touch (HwPowerConductors *self, HwHandle rack);
/* Whether they are still right, with the same plan. */
gboolean hw_power_conductors_hold (HwPowerConductors *self, HwPower *power);

/* Returns: (transfer none) (nullable): the conductor from the unit above */
const HwPowerFeeder *hw_power_conductors_feeder (const HwPowerConductors *self, guint node);
/* Those of a feed. @n: (out). Returns: (transfer none) (array length=n) */
const HwPowerSegment *hw_power_conductors_of (const HwPowerConductors *self, guint node, guint *n);

/**
 * hw_power_conductors_solve:
 * @node: a feed whose chain states the resistance of its conductors; others lose nothing
 * @racks: (element-type HwPowerRackState): what their taps carry
 * @drop: (out): the largest voltage drop at an end, over the nominal voltage
 *
 * R·ℓ·(I₁² + I₂² + I₃² + I_N²) of each segment with the currents that pass through it, R·ℓ·2·I² on
 * one phase; the drop of the fullest line is √3·I·R·ℓ·cos φ / V, or 2·I·R·ℓ·cos φ / V. Reactance is
 * left out, and currents are those at the nominal voltage.
 *
 * Returns: W
 */
double hw_power_conductors_solve (const HwPowerConductors *self,
                                  const HwPowerPlan *plan,
                                  guint node,
                                  const GArray *racks,
                                  double *drop);

G_END_DECLS
