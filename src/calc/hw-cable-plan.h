/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-cabling.h"
#include "hw-results.h"
#include "hw-tray-plan.h"

G_BEGIN_DECLS

/* The cables of all fabrics of a design, laid together in its trays: they share the room there.
 * Laying takes a look at every cable, which is much for one edit of a large design; it is done when
 * somebody asks, and until then totals keep what was last laid. */

typedef struct
{
  HwHandle fabric;
  guint first, n; /* links of the cabling; link first + i is cable i of the fabric */
} HwCablePlanPart;

/* So many of one product. */
typedef struct
{
  const char *id;           /* of its product */
  const HwProduct *product; /* of the design's catalogue */
  double length_m;          /* of each; 0 for transceivers */
  guint count;
  double draw_count; /* of transceivers: those whose power the figures of their devices lack; of
                        active cables half a one for each such end */
} HwCableItem;

typedef struct _HwCablePlan
{
  HwTrayPlan *trays;
  GArray *types; /* HwCableType */
  HwCabling *cabling;
  GArray *parts;    /* HwCablePlanPart, in the order of files */
  GArray *items;    /* HwCableItem: cables by product and length, then transceivers */
  guint n_waiting;  /* cables of switches still to be placed */
  guint n_wayless;  /* both ends placed, but no tray leads from one to the other */
  guint n_typeless; /* a way, but no product of the design for that speed and length */
} HwCablePlan;

/* Lays the cables where an edit has touched them; no fabric, no cables. The totals of the design
 * hold them from then on, and those who listen to the results are told. Returns: (transfer none):
 * until the next change */
const HwCablePlan *hw_results_lay_cables (HwResults *self);

/* The same in three steps, of which the second, by far the longest, may run in another thread while
 * the design goes on: it knows no design. */
typedef struct _HwCableLaying HwCableLaying;

/* Takes from the design what is needed. Returns: (transfer full) */
HwCableLaying *hw_results_begin_cables (HwResults *self);
void hw_cable_laying_run (HwCableLaying *self);
/* Returns: FALSE where an edit has touched the cables since, and nothing was taken */
gboolean hw_results_take_cables (HwResults *self, HwCableLaying *laying);
/* In any thread. After cables were taken it has those that were laid before, and letting hundreds
 * of thousands go takes longer than a frame has. */
void hw_cable_laying_free (HwCableLaying *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCableLaying, hw_cable_laying_free)

/* Returns: (transfer none) (nullable): what was laid, where no edit has touched it since */
const HwCablePlan *hw_results_cables (HwResults *self);
/* Whether there are cables that an edit has touched since they were laid, or that never were. */
gboolean hw_results_cables_wait (HwResults *self);

/* (nullable): where the links of a fabric are. */
const HwCablePlanPart *hw_cable_plan_part (const HwCablePlan *self, HwHandle fabric);
/* The trays that a cable of a fabric passes, from its first end on, as pieces of them. Returns:
 * (transfer full) (element-type HwTraySegment) */
GArray *hw_cable_plan_way (const HwCablePlan *self, HwHandle fabric, guint cable);

/* What lies in a tray where it is fullest. */
typedef struct
{
  guint cables;
  double fill; /* share of the section */
  double mass_kg_m;
  guint unknown; /* cables of unknown diameter or mass */
  double length_m;
  gboolean overfull, overloaded;
} HwTrayLoad;

HwTrayLoad hw_cable_plan_load (const HwCablePlan *self, guint tray);

G_END_DECLS
