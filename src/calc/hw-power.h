/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-power-rack.h"

G_BEGIN_DECLS

/* The power network of a design: derived and solved when somebody asks for it, and kept until an
 * edit touches it. An edit of a rack works out that rack alone. */

typedef struct
{
  HwPhaseLoad load;
  double load_w;        /* delivered */
  double direct_w;      /* of it from feeds that hang on it, without what their conductors lose */
  double direct_loss_w; /* what these lose */
  double loss_w;
  double
      feeder_loss_w; /* of the conductor to it, from the unit above; of feeds it is in `loss_w` */
  double input_w;    /* load and losses */
  double stress_w;   /* its largest phase current as power, to be compared with its limits */
  HwPhaseCurrents currents;
  double drop; /* of the voltage over the nominal: of feeds to the far end of its conductors, of
                  units to where they are fed */
  double drop_total; /* the same from the UPS or transformer that sets the voltage above it */
  guint16 tripped;   /* round in which its breaker opened; 0: it did not */
  guint8 live;
  guint8 over; /* carries more than it may for long */
} HwPowerNodeState;

/* A breaker that opened as others had failed. */
typedef struct
{
  HwRef object;  /* feed, unit, rack of a tap, rack PDU */
  HwHandle rack; /* of taps and rack PDUs */
  guint8 role;   /* HwPowerRole */
  guint8 tap;    /* of a tap: in its rack */
  guint16 round; /* 1 the first */
} HwPowerTrip;

typedef struct
{
  const HwPowerPlan *plan;
  GArray *nodes;       /* HwPowerNodeState by node */
  GArray *racks;       /* HwPowerRackState by handle of the rack */
  GHashTable *changed; /* rack → HwPowerRack with parts failed; the others are as derived */
  GArray *trips;       /* HwPowerTrip, by round */
  double wanted_w;     /* of all that hangs on feeds, nameplate */
  double power_w;      /* of it carried */
  double it_w;         /* of that IT equipment */
  double loss_w[HW_POWER_TAP]; /* by stage; of feeds: of busways and cables to racks */
  double feeder_loss_w;        /* of the conductors between units */
  double losses_w;             /* of all stages, and these */
  double input_w;  /* from utilities, generators, and feeds that are sources themselves */
  double fp8_lost; /* of dead loads, operations a second, dense */
  guint gpus_lost, gpus_capped;
  guint n_dead, n_capped; /* loads: devices, or racks on a busbar */
  guint n_over;           /* nodes, and racks with a tap or PDU */
  guint rounds;           /* until no breaker opened any more */
} HwPowerSolution;

/* As it is with what hw_results_set_failed() took for failed. Returns: (transfer none): until the
 * next change */
const HwPowerSolution *hw_results_power (HwResults *self);
/* With all working. Returns: (transfer none): until the next change */
const HwPowerSolution *hw_results_power_whole (HwResults *self);
/**
 * hw_results_power_failing:
 * @keys: (array zero-terminated=1): as in hw-override-key.h; those of other networks fail nothing
 *
 * What would follow if these failed. What feeds what they fed takes over; breakers of feeds, taps,
 * rack PDUs, floor PDUs and switchgear that then carry more than their rating, and more than
 * before, open, all of a round at once, until no more do (facts/power-and-cost.md 1.6). UPS,
 * transformers and generators bear an overload and are told of.
 *
 * Returns: (transfer full): valid until the next change
 */
HwPowerSolution *hw_results_power_failing (HwResults *self, const char *const *keys);
void hw_power_solution_free (HwPowerSolution *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPowerSolution, hw_power_solution_free)

/* Returns: (transfer none) (nullable): what hangs on the feeds of a rack, with the parts failed
 * that are in @solution; %NULL for a rack without feeds */
const HwPowerRack *
hw_results_power_rack (HwResults *self, const HwPowerSolution *solution, HwHandle rack);

/**
 * hw_results_power_carried:
 * @object: a rack, or a device in one
 *
 * Returns: the part of its load that it gets, 1 all, 0 it is dead; NAN: it hangs on no feed, or has
 *   no load
 */
double hw_results_power_carried (HwResults *self, const HwPowerSolution *solution, HwRef object);

/* The keys of all parts that can fail, of the stages up to @last: from utilities down to feeds,
 * then rack by rack. Returns: (transfer full) (element-type utf8) */
GPtrArray *hw_results_power_keys (HwResults *self, HwPowerRole last);

static inline const HwPowerNodeState *
hw_power_solution_node (const HwPowerSolution *self, guint node)
{
  return &g_array_index (self->nodes, HwPowerNodeState, node);
}

/**
 * hw_results_power_loss_w:
 * @load_factor: of all loads, 1 as solved
 *
 * Losses of all chains at another load: cheap, a pass over units and feeds.
 */
double hw_results_power_loss_w (HwResults *self, double load_factor);
/**
 * hw_results_power_surge:
 * @more_w: (array): by handle of the feed, what hangs on it takes so much more
 *
 * With all working; what conductors lose stays as it is. Returns: (transfer full): by node of the
 * plan, what it delivers then
 */
double *hw_results_power_surge (HwResults *self, const double *more_w);
/* Units of whose losses no figure tells; generators stand still. */
guint hw_results_power_n_unknown_losses (HwResults *self);

/* What one chain carries. */
typedef struct
{
  double load_w; /* of its feeds */
  double loss_w;
  double input_w;   /* from utilities and generators */
  double limit_w;   /* what its weakest stages let through with the scheme kept; NAN: not known */
  HwHandle weakest; /* unit of that stage; 0: none */
  guint n_feeds, n_units;
  guint n_over;
  guint n_dead;      /* feeds without a source */
  double autonomy_s; /* that its UPS carry their rating; NAN: it has none, or none is known */
  double fuel_s;     /* that the tanks of its generators last at their rating; NAN likewise */
} HwPowerChain;

HwPowerChain hw_results_power_chain (HwResults *self, HwHandle power);

/* --- limits --- */

/* What bears least along the ways to a rack. */
typedef struct
{
  double limit_w;   /* that the rack may draw so that any one of its feeds may go; of a single feed
                       what that carries; NAN: nothing known */
  HwPowerRole role; /* of what bears least */
  HwRef object;     /* that it is; of a tap its feed */
} HwPowerRackLimit;

HwPowerRackLimit hw_power_rack_limit (HwResults *self, HwHandle rack);

G_END_DECLS
