/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-document.h"
#include "hw-ranks.h"

G_BEGIN_DECLS

/* A sweep of a copy of a design in a thread, so that the design may be edited meanwhile. */
typedef struct _HwSweepRun HwSweepRun;

/**
 * hw_sweep_run_start:
 * @done: gets the result, for hw_sweep_run_finish()
 *
 * Returns: (transfer none): until @done has returned
 */
HwSweepRun *hw_sweep_run_start (HwDocument *document,
                                HwSweepKind kind,
                                GAsyncReadyCallback done,
                                gpointer data);
/* To be looked at. */
const HwSweepProgress *hw_sweep_run_get_progress (HwSweepRun *self);
/* Ends with what was found until then. */
void hw_sweep_run_cancel (HwSweepRun *self);
/**
 * hw_sweep_run_finish:
 * @ranks: (out) (transfer full) (nullable): of all single failures; %NULL where those of pairs were
 *   swept, or it was cancelled
 *
 * Returns: (transfer full) (nullable): what was found; %NULL where it was cancelled before it could
 *   begin
 */
HwSweep *hw_sweep_run_finish (GAsyncResult *result, HwRanks **ranks);
/* Frees what was found, with its copy of the design, in a thread: that takes longer than a frame
 * lasts. @sweep: (transfer full) */
void hw_sweep_run_drop (HwSweep *sweep);

/* Works out the ranks of a document, for the report, unless that was done or is being done since
 * its last change; what has been begun for the design before it is dropped. */
void hw_sweep_run_for_ranks (HwDocument *document);

G_END_DECLS
