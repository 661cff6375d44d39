/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* Figures that no product states and no network solves: what published runs let one expect of a
 * design. Estimates, and marked as such; each explains what it rests on. */

typedef enum
{
  HW_ESTIMATE_TRAINING, /* operations a second that training gets */
  HW_ESTIMATE_HPL,      /* FP64 operations a second of the High-Performance Linpack */
  HW_ESTIMATE_JOB,      /* time of the job that the design states, s */
  HW_ESTIMATE_MTTI,     /* mean time to an interruption of a run on all GPUs, s */
  HW_ESTIMATE_ETTR,     /* effective training time ratio */
  HW_ESTIMATE_FEEDS,    /* outage a year of the rack that its feeds serve least, s */
  HW_ESTIMATE_LOOPS,    /* outage a year of the loop that its CDUs serve least, s */
  HW_N_ESTIMATES,
} HwEstimate;

/* "delivered.training_flops" and the like, for hw_results_explain_key() */
const char *hw_estimate_key (HwEstimate estimate);
/* For people, translated. */
const char *hw_estimate_label (HwEstimate estimate);
gboolean hw_estimate_find (const char *key, HwEstimate *estimate);
/* What of it belongs together: "Delivered", "Reliability". */
const char *hw_estimate_section (HwEstimate estimate);

/* Its sum is the figure, of the phase of @results; a note says where it does not hold. Solves loops
 * that have changed. Returns: (transfer full) */
HwExplanation *hw_estimate_explain (HwResults *results, HwEstimate estimate);

G_END_DECLS
