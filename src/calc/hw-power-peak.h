/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* What is drawn for moments, and how long stores last: functions of ratings, loads and stores. */

/* Peaks of racks over their steady power while GPUs exchange gradients, as reported for GB300
 * (https://ai-infrastructure.net/datacentre-physical/, a secondary source). */
#define HW_TRANSIENT_FACTOR 1.4

/**
 * hw_results_rack_peak:
 *
 * The electrical design peak of a rack: that of its assembly where it is complete and a source
 * gives it, else the peaks of its devices, with the nameplate of those that have none. Where no
 * source gives any and it has GPUs, at least the transient factor times its expected power.
 *
 * Returns: W
 */
HwSum hw_results_rack_peak (HwResults *self, HwHandle rack);

typedef enum
{
  HW_PEAK_WITHIN,    /* of what the breaker carries for long */
  HW_PEAK_TRANSIENT, /* above that, within its rating: for moments only */
  HW_PEAK_BEYOND,    /* above its rating */
} HwPeak;

/**
 * hw_peak_judge:
 * @continuous_w: what is carried for long, hw_feed_limit_w()
 * @rated_w: of the breaker itself
 *
 * Where a limit is not known (NAN), nothing is beyond it.
 */
HwPeak hw_peak_judge (double peak_w, double continuous_w, double rated_w);

/* What the racks of a feed draw at their peaks, all at once as in training, with both sides alive.
 */
typedef struct
{
  double peak_w;
  double rated_w; /* of its breaker */
  HwPeak peak;
} HwFeedPeak;

/* Worked out for all feeds when first asked, and kept until something changes. Returns: %FALSE
 * where there is no such feed */
gboolean hw_results_feed_peak (HwResults *self, HwHandle feed, HwFeedPeak *figures);

/* "feed-peak" and "unit-peak": notes where peaks exceed the rating of a breaker, or of a unit of a
 * power chain. */
typedef void (*HwPeakProblemFunc) (
    gpointer data, HwSeverity severity, const char *code, HwRef ref, char *message_taken);
void hw_peaks_each_problem (HwResults *self, HwPeakProblemFunc func, gpointer data);

/**
 * hw_autonomy_s:
 * @stored_j: in the battery, what may be taken from it
 * @efficiency: from battery to load, 0 to 1
 *
 * stored · efficiency / load.
 *
 * Returns: s; INFINITY without a load; NAN where something is not known or cannot be
 */
double hw_autonomy_s (double stored_j, double efficiency, double load_w);

/**
 * hw_generator_run_s:
 * @fuel_m3: in the tank
 * @idle_m3_s: that the engine takes without a load
 * @full_m3_s: that it takes at @rated_w
 *
 * Fuel goes by a straight line between those two, as data sheets of generator sets do nearly. A
 * load above the rating is not carried.
 *
 * Returns: s; NAN where something is not known or the load is not carried
 */
double hw_generator_run_s (
    double fuel_m3, double idle_m3_s, double full_m3_s, double rated_w, double load_w);

G_END_DECLS
