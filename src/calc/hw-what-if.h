/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-component.h"
#include "hw-cooling.h"
#include "hw-fabrics.h"

G_BEGIN_DECLS

/* What follows through all networks when components fail: breakers open until no more do; what has
 * no power stops, pumps and room coolers too, those on a UPS when its battery is empty; racks whose
 * coolant stands still or gets too warm stop, and those of a hall whose air does, which takes load
 * off the power; what has stopped takes its ports in the fabrics along. Things only ever stop,
 * so that there is an end. */

/* From bad to worse. */
typedef enum
{
  HW_OUTAGE_NONE,
  HW_OUTAGE_CAPPED,  /* its supplies carry less than it draws */
  HW_OUTAGE_CUT_OFF, /* works, but no port into the compute fabric does */
  HW_OUTAGE_HOT,     /* its coolant or air gets too warm, and it stops */
  HW_OUTAGE_UNPOWERED,
  HW_OUTAGE_FAILED, /* by itself */
} HwOutageState;

/* "capped" and the like, stable; for people, translated: "Capped". */
const char *hw_outage_state_name (HwOutageState state);
const char *hw_outage_state_label (HwOutageState state);

typedef struct
{
  HwRef object;   /* a whole rack, or a device */
  HwHandle rack;  /* that it is, or stands in */
  guint8 state;   /* HwOutageState */
  guint8 still;   /* hot: the coolant does not flow */
  guint8 by_air;  /* hot: the air of its hall gets too warm, not its coolant */
  guint16 round;  /* 1 the first */
  guint32 gpus;   /* that it has */
  double seconds; /* until it stops: hot, or without power, on batteries */
  double power_w; /* capped: that it gets */
  double wanted_w;
} HwOutage;

typedef struct _HwWhatIf
{
  GArray *components;          /* HwComponent: what failed by itself */
  GArray *outages;             /* HwOutage */
  GHashTable *racks, *devices; /* handle → index in `outages` + 1 */
  HwPowerSolution *power;      /* NULL: as with all working */
  GPtrArray *loops;            /* HwLoopSolution: those that changed */
  HwCounts *lost;              /* of what does not work any more */
  guint gpus_lost, gpus_capped;
  double capped_w;  /* that capped systems do not get */
  guint overloads;  /* breakers that opened, and what carries too much now and did not before */
  guint rounds;     /* until nothing more stopped */
  gboolean fabrics; /* what is cut off is in it */
} HwWhatIf;

/**
 * hw_results_what_if:
 *
 * What follows from the components that hw_results_set_failed() took for failed.
 *
 * Returns: (transfer none) (nullable): until the next change; %NULL where nothing has failed
 */
const HwWhatIf *hw_results_what_if (HwResults *self);

/* Returns: (nullable): what has become of an object, or of the rack that it stands in; %NULL where
 * it works as before or @self is %NULL */
const HwOutage *hw_what_if_outage (const HwWhatIf *self, HwDesign *design, HwRef object);
/* Whether it has stopped for whatever reason. */
gboolean hw_what_if_is_down (const HwWhatIf *self, HwDesign *design, HwRef object);
/* Returns: operations a second, or another total, of what does not work any more */
double hw_what_if_lost (const HwWhatIf *self, HwResults *results, HwTotal total);
/* Returns: a total of the design less that; all of it where nothing has failed */
HwSum hw_results_left (HwResults *results, HwTotal total);

/* Whether it is told among the problems: what stops or is cut off, but not what failed by itself,
 * is capped, or has no power, of which the power network tells. */
static inline gboolean
hw_outage_is_problem (const HwOutage *outage)
{
  return outage->state == HW_OUTAGE_HOT || outage->state == HW_OUTAGE_CUT_OFF;
}

/* Returns: (transfer full): why, from the first cause on: "UPS ups-1 failed → Feed A; …" */
char *hw_what_if_explain (const HwWhatIf *self, HwResults *results, const HwOutage *outage);
/* Returns: (transfer full): the consequences in few words, a line each */
char **hw_what_if_lines (const HwWhatIf *self, HwResults *results);

/* --- for many questions of one design --- */

/**
 * hw_what_if_evaluate:
 * @components: (element-type HwComponent)
 * @all: also find when what stops does, and how what goes on works: the flows of loops that only
 *   carry less heat
 *
 * Does not look at fabrics. After hw_what_if_prepare(), and until the next change, it may be called
 * in several threads.
 *
 * Returns: (transfer full)
 */
HwWhatIf *hw_what_if_evaluate (HwResults *results, const GArray *components, gboolean all);
/* Derives and solves all that hw_what_if_evaluate() reads. */
void hw_what_if_prepare (HwResults *results);
/* Takes a device for cut off. Returns: whether it had worked */
gboolean hw_what_if_cut_off (HwWhatIf *self, HwResults *results, HwHandle device);
void hw_what_if_free (HwWhatIf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwWhatIf, hw_what_if_free)

/* Whether a fabric is one that GPUs cannot work without. */
gboolean hw_what_if_needs_fabric (HwDesign *design, HwHandle fabric);

G_END_DECLS
