/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-composition.h"
#include "hw-results.h"

G_BEGIN_DECLS

/* The inside of the results, for hw-results*.c, hw-rules.c, hw-bill.c and hw-consequences.c. */

/* Sums of a hall or of the design, in whole numbers. */
typedef struct
{
  GArray *counts; /* gint64 by contributor */
  gint64 racks, devices;
  gint64 used_half_units, half_units;
  gint64 footprint_mm2;
} HwTally;

void hw_tally_init (HwTally *tally);
void hw_tally_clear (HwTally *tally);

/* What a rack added last, to be taken off again. */
typedef struct
{
  HwComposition *composition; /* (nullable) */
  HwHandle hall;
  HwSymbol name;
  guint32 stamp; /* of the change set that it was noted in */
  HwHandle feed_a, feed_b;
  gint64 footprint_mm2;
  gboolean is_rack;
  gboolean spreads; /* its footprint presses more than the floor bears, its spread does not */
} HwRackMemory;

/* Sums of a feed, in whole milliwatts. */
typedef struct
{
  gint64 load_mw, failover_mw, n_racks;
} HwFeedTally;

struct _HwResults
{
  GObject parent_instance;

  HwDesign *design;
  HwContributors *contributors;
  HwCompositions *compositions;
  HwHandle phase;
  gint32 phase_order;
  gboolean expected;

  HwTally all;
  GArray *halls;   /* HwTally by hall handle */
  GArray *feeds;   /* HwFeedTally by feed handle */
  GArray *figures; /* HwRackFigures by rack handle */
  GArray *memory;  /* HwRackMemory by rack handle */
  guint32 stamp;

  GHashTable *problems; /* rack handle → GPtrArray of HwProblem; those that have any */
  guint n_problems[HW_SEVERITY_NOTE + 1];
  GPtrArray *design_problems; /* (nullable): HwProblem, made when asked for */
  GHashTable *names;          /* hall and name → how many racks */
  guint n_duplicates;         /* names that more than one rack has */
  guint n_spreading;
};

/* Sum over a tally. */
HwSum hw_tally_sum (HwResults *self, const HwTally *tally, HwTotal total, double floor_m2);
/* The tally of a scope that is not a device; @own is filled, and to be cleared, where none is kept.
 */
const HwTally *hw_results_tally (HwResults *self, HwRef scope, HwTally *own);
double hw_results_floor (HwResults *self, HwRef scope, const HwTally *tally);

/* Adds a rack to its feeds, or with @sign -1 takes it off. */
void hw_feeds_count_rack (HwResults *self,
                          const HwRackMemory *memory,
                          const HwRackFigures *figures,
                          int sign);

/* Appends the problems of one rack, or of the design as a whole. */
void hw_rules_check_rack (HwResults *self, HwHandle rack, GPtrArray *problems);
void hw_rules_check_design (HwResults *self, GPtrArray *problems);

G_END_DECLS
