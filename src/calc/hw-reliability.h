/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-graph.h"

G_BEGIN_DECLS

/* Availability and interruptions: the algebra, and figures of published runs (power-and-cost.md,
 * section 5). All of it is for planning; none of it is measured on the design. */

#define HW_HOURS_PER_YEAR 8760.0

/* --- single components --- */

/* A = MTBF / (MTBF + MTTR). */
double hw_availability (double mtbf_h, double mttr_h);
/* The same with failures a year and hours of a repair: 1 / (1 + f · r / 8760). */
double hw_availability_of_rate (double failures_per_year, double repair_h);
/* Hours a year that something is not there. */
double hw_downtime_h (double availability);

/* --- combinations --- */

/* Of parts that all must be there: the product. */
double hw_availability_series (const double *parts, guint n);
/* Of @n alike of which @k must be there, independent of each other: Σ C(n,i) Aⁱ (1−A)ⁿ⁻ⁱ. */
double hw_availability_k_of_n (guint k, guint n, double availability);
/**
 * hw_availability_common_cause:
 * @beta: part of the failures that takes all of them at once (β-factor), 0 to 1
 *
 * @k of @n alike, with the common failures in series: the others are independent.
 */
double hw_availability_common_cause (
    guint k, guint n, double failures_per_year, double repair_h, double beta);
/* Mean time between failures of two of which one must be there, each with a repair crew:
 * MTBF² / (2 · MTTR). */
double hw_mtbf_of_pair_h (double mtbf_h, double mttr_h);

/**
 * hw_availability_of_capacity:
 * @capacities: of @n units, in any unit; at most 20
 * @needed: what those that are there must add up to
 *
 * As k of n for units that differ.
 */
double
hw_availability_of_capacity (const double *capacities, guint n, double needed, double availability);

/* --- networks --- */

typedef struct
{
  double low, high; /* alike where it is exact */
} HwAvailabilityBounds;

/**
 * hw_reliability_of_paths:
 * @nodes: (nullable) (array): availability of each node, NULL: all are always there
 * @links: (nullable) (array): the same of links
 *
 * That @from and @to are joined by parts that are there, all independent. Exact by factoring
 * (Moskowitz 1958): a part of a path is taken as there and as not there in turn. Large meshes end
 * in bounds.
 */
HwAvailabilityBounds hw_reliability_of_paths (
    const HwGraph *graph, const double *nodes, const double *links, guint from, guint to);

/* --- interruptions of a training run --- */

/* Where the rate was measured, and where another measurement contradicts it. */
#define HW_MTTI_LEAST_GPUS 1024.0
#define HW_MTTI_MOST_GPUS 131072.0

typedef struct
{
  double value, low, high; /* hours */
} HwMtti;

/* Mean time to an interruption of a run on so many GPUs: 50 677 h / N, from 419 unplanned
 * interruptions of 16 384 GPUs in 54 days (Llama 3, arXiv 2407.21783); high: of hardware alone, 324
 * of them; low: of another operator (arXiv 2410.21680), measured at 1 024 and projected from
 * 16 384 GPUs on. Above and below HW_MTTI_…_GPUS there is no measurement. */
HwMtti hw_mtti (double gpus);

/* Interval between checkpoints that loses least: √(2 · w · MTTI) (Young 1974), s. */
double hw_checkpoint_interval_s (double write_s, double mtti_s);

/**
 * hw_training_time_ratio:
 *
 * Expected effective training time ratio: (1 − (u₀ + Δt/2) / MTTI) / (1 + w / Δt) (arXiv
 * 2410.21680), first order in the losses.
 *
 * @restart_s: u₀, @write_s: w of a checkpoint, @interval_s: Δt between them
 *
 * Returns: NAN where the losses are not small: above 30 %
 */
double hw_training_time_ratio (double mtti_s, double restart_s, double write_s, double interval_s);

G_END_DECLS
