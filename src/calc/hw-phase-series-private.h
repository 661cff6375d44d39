/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-phase-series.h"

G_BEGIN_DECLS

/* How much of a series is worked out. */
typedef enum
{
  HW_PHASE_SERIES_COUNTED, /* without what networks take */
  HW_PHASE_SERIES_AT_HAND, /* with what the results have found of them, or that takes a moment */
  HW_PHASE_SERIES_WHOLE,
} HwPhaseSeriesLevel;

/* @lacks: (out): %HwPhaseSeriesLacks
 * Returns: (transfer full) (element-type HwPhasePoint) */
GArray *hw_phase_series_build (HwResults *results, HwPhaseSeriesLevel level, guint *lacks);

G_END_DECLS
