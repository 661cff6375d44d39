/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-power-plan.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* What hangs on the feeds of one rack: a tap on each, rack PDUs behind them, and what its loads
 * draw through. A load is a device with its power supplies, or all of a rack whose shelves feed one
 * busbar. Supplies and shelves are split evenly over the feeds, or over the rack PDUs; a device
 * whose supplies no source tells counts as having two that each carry it. Loads are nameplate at
 * the input of the supplies, whose loss they hold. */

#define HW_POWER_TAPS 3

typedef struct
{
  HwHandle feed;
  guint node;     /* of the plan */
  double limit_w; /* of its own breaker for long, on all its phases; NAN: it has none */
  double trip_w;
  double voltage_v, power_factor;
  guint8 phases, phase, between; /* as its feed's; of three phases, single supplies between two */
  guint8 dead;
} HwPowerTap;

typedef struct
{
  HwHandle device;
  guint8 tap;
  guint8 dead;
  double limit_w; /* NAN: not known */
  double trip_w;
} HwPowerRackPdu;

/* A supply of a device, or a shelf. */
typedef struct
{
  HwHandle device;
  guint32 load;    /* in `loads` */
  double rating_w; /* INFINITY: as much as is asked */
  guint16 port;    /* of a supply, 1 the first */
  gint16 pdu;      /* in `pdus`; -1: on the tap itself */
  guint8 tap;
  guint8 phase;             /* of three-phase feeds the line of a supply; HW_PHASES: all */
  guint8 parts, dead_parts; /* supplies of a shelf */
  guint8 dead;
} HwPowerUnit;

typedef struct
{
  HwRef object; /* device, or the rack */
  double power_w;
  double fp8_dense;
  guint32 gpus;
  guint32 first_unit, n_units;
  guint8 assumed; /* no source tells its supplies */
} HwPowerLoad;

typedef struct
{
  HwHandle rack;
  HwPowerTap taps[HW_POWER_TAPS];
  guint8 n_taps;
  GArray *pdus;          /* HwPowerRackPdu */
  GArray *units;         /* HwPowerUnit */
  GArray *loads;         /* HwPowerLoad */
  GArray *bad_overrides; /* HwHandle; NULL: none */
} HwPowerRack;

/* Returns: (transfer full) (nullable): %NULL for a rack without feeds, or that does not stand */
HwPowerRack *hw_power_rack_new (HwResults *results, const HwPowerPlan *plan, HwHandle rack);
/* To fail parts of it. Returns: (transfer full) */
HwPowerRack *hw_power_rack_copy (const HwPowerRack *self);
void hw_power_rack_free (HwPowerRack *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPowerRack, hw_power_rack_free)

/* What a rack draws, and what of it is lost. */
typedef struct
{
  HwPhaseLoad taps[HW_POWER_TAPS];
  double power_w; /* drawn */
  double wanted_w;
  double fp8_lost; /* of dead loads, dense */
  guint32 gpus_lost;
  guint32 gpus_capped;
  guint16 n_dead, n_capped; /* loads */
  guint8 live;              /* taps whose feed is, as bits */
  guint8 known;             /* has been worked out since the last change */
  guint8 over;              /* taps and rack PDUs carry more than they may for long */
} HwPowerRackState;

/**
 * hw_power_rack_solve:
 * @live: a bit for each tap whose feed is live
 * @loads_w: (out) (array) (nullable): what each load draws
 * @pdus: (out) (array) (nullable): what each rack PDU carries
 *
 * Each live supply or shelf of a load carries its share by rating. Where all of them carry less
 * than the load, it is capped to that; without any it is dead (facts/power-and-cost.md 1.6).
 */
void hw_power_rack_solve (const HwPowerRack *self,
                          guint live,
                          HwPowerRackState *state,
                          double *loads_w,
                          HwPhaseLoad *pdus);

/* The largest current of a tap, times its voltages, as power: what limits are compared with. @load:
 * of the tap or of something behind it */
double hw_power_tap_stress_w (const HwPowerTap *self, const HwPhaseLoad *load);

G_END_DECLS
