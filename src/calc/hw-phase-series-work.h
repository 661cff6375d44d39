/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-phase-series.h"

G_BEGIN_DECLS

/* The totals of phases worked out in the background (DESIGN.md 9.10): each phase derives networks
 * of its own, and the last one solves all loops. A piece of work takes a copy of the design, any
 * thread reads it, and what no edit has outdated meanwhile is taken over. Until then a series lacks
 * cables and energy. */
typedef struct _HwPhaseSeriesWork HwPhaseSeriesWork;

/* From now on somebody works out in the background what takes long. */
void hw_results_add_phases_in_background (HwResults *self);

/* Whether the series that was given last is for a piece of work to complete. */
gboolean hw_results_phase_series_waits (HwResults *self);

/* Returns: (transfer full) (nullable): %NULL: nothing waits */
HwPhaseSeriesWork *hw_phase_series_work_new (HwResults *results);
/**
 * hw_phase_series_work_step:
 * @deadline: monotonic time, µs: at most a little more after it
 *
 * Copies a part of the design, in the thread that owns it and while no preview stands.
 *
 * Returns: whether the work can be run
 */
gboolean hw_phase_series_work_step (HwPhaseSeriesWork *self, HwResults *results, gint64 deadline);
/* In any thread, once. */
void hw_phase_series_work_run (HwPhaseSeriesWork *self);
/* Gives the results what was found, and tells who listens. Returns: %FALSE where the design has
 * changed since */
gboolean hw_phase_series_work_take (HwPhaseSeriesWork *self, HwResults *results);
void hw_phase_series_work_free (HwPhaseSeriesWork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPhaseSeriesWork, hw_phase_series_work_free)

/* Works out at once what the series lacks, as paper and files wait for nobody. Tells nobody. */
void hw_results_complete_phase_series (HwResults *self);

G_END_DECLS
