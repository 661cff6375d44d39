/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-what-if.h"

G_BEGIN_DECLS

/* Every component failed in turn, or every pair, and what is lost by it. */

typedef struct
{
  guint32 first, second; /* in the components; %HW_SWEEP_NONE: it fails alone */
  guint32 gpus_lost, gpus_capped;
  guint32 overloads;
  double fp8_lost; /* operations a second, dense */
  double capped_w;
} HwSweepLine;

#define HW_SWEEP_NONE G_MAXUINT32

typedef struct
{
  HwResults *results;
  GArray *components; /* HwComponent */
  GArray *lines;      /* HwSweepLine: those that lose most first */
  guint64 n_found;    /* lines that there would be if all were kept */
  guint64 evaluated;  /* failures worked out; those alike are worked out once */
  gboolean complete;  /* it was not cancelled */
} HwSweep;

/* How far it is, for another thread to read, and to stop it. */
typedef struct
{
  gint n, done;  /* steps */
  gint per_step; /* failures, of its own */
  gint cancelled;
} HwSweepProgress;

typedef enum
{
  HW_SWEEP_SINGLE,
  HW_SWEEP_PAIRS,        /* cables left out; pairs of what is alike once, those that lose nothing
                            left out */
  HW_SWEEP_EVERY_SINGLE, /* works out what is alike one by one, to compare */
} HwSweepKind;

/* Pairs that a sweep keeps at most, the worst: however many there are, they are worked out. */
#define HW_SWEEP_PAIRS_KEPT 100000

/**
 * hw_sweep_run:
 * @results: must not change meanwhile
 * @progress: (nullable)
 *
 * Uses all processors. What hw_results_set_failed() took for failed does not count.
 *
 * Returns: (transfer full): what was found; not complete where it was cancelled
 */
HwSweep *hw_sweep_run (HwResults *results, HwSweepKind kind, HwSweepProgress *progress);
void hw_sweep_free (HwSweep *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwSweep, hw_sweep_free)

/* Returns: (transfer full): key of a line; of a pair both, with " + " between */
char *hw_sweep_line_key (const HwSweep *self, const HwSweepLine *line);
/* Returns: (transfer full): for people, likewise */
char *hw_sweep_line_label (const HwSweep *self, const HwSweepLine *line);
/* Whether a failure of that one component takes GPUs along that are not in it: a single point of
 * failure. */
gboolean hw_sweep_is_single_point (const HwSweep *self, const HwSweepLine *line);

G_END_DECLS
