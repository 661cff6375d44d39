/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-results.h"

G_BEGIN_DECLS

/* Fabrics derived in the background (DESIGN.md 9.10): a piece of work copies the design in steps,
 * any thread derives from the copy what an edit has touched, and what no edit has touched meanwhile
 * is taken over. Until then such a fabric has no switches and cables, and the figures that it had
 * last. */
typedef struct _HwFabricWork HwFabricWork;

/* From now on somebody derives in the background what takes long. @asked: (nullable): is called
 * when something is asked for that waits, which need not follow a change */
void
hw_results_derive_in_background (HwResults *self, void (*asked) (gpointer data), gpointer data);

/* Whether a fabric waits to be derived. */
gboolean hw_results_fabric_waits (HwResults *self, HwHandle fabric);
/* Returns: how many do */
guint hw_results_fabrics_wait (HwResults *self);

/* Returns: (transfer full) (nullable): for all that waits; %NULL: nothing does */
HwFabricWork *hw_fabric_work_new (HwResults *results);
/**
 * hw_fabric_work_step:
 * @deadline: monotonic time, µs: at most a little more after it
 *
 * Copies a part of the design, in the thread that owns it and while no preview stands.
 *
 * Returns: whether the work can be run
 */
gboolean hw_fabric_work_step (HwFabricWork *self, HwResults *results, gint64 deadline);
/* In any thread, once. */
void hw_fabric_work_run (HwFabricWork *self);
/* Gives the results what was derived, and tells who listens where something was taken over.
 * Returns: how many fabrics were */
guint hw_fabric_work_take (HwFabricWork *self, HwResults *results);
void hw_fabric_work_free (HwFabricWork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFabricWork, hw_fabric_work_free)

/* Derives at once what waits, and tells who listens where something did. */
void hw_results_derive_fabrics (HwResults *self);

G_END_DECLS
