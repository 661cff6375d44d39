/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-sweep.h"

G_BEGIN_DECLS

/* What is alike, and one failure, for hw-sweep*.c. */

/* Components whose failures have the same consequences. Returns: (transfer full): by component the
 * first that is like it */
guint32 *hw_sweep_find_alike (HwResults *results, const GArray *components);

/* Returns: (transfer full): those that GPUs cannot work without, for all threads */
GArray *hw_sweep_find_fabrics (HwResults *results);

/* What one thread tries failures with. */
typedef struct
{
  HwResults *results;
  const GArray *fabrics; /* of hw_sweep_find_fabrics() */
  GPtrArray *reaches;    /* HwFabricReach by fabric */
} HwSweepTrial;

/* @fabrics: has to outlive it */
void hw_sweep_trial_init (HwSweepTrial *self, HwResults *results, const GArray *fabrics);
void hw_sweep_trial_clear (HwSweepTrial *self);
/* What is lost when these fail together. @components: (element-type HwComponent); @line: gets the
 * figures, which are 0 before */
void hw_sweep_evaluate (HwSweepTrial *self, const GArray *components, HwSweepLine *line);

G_END_DECLS
