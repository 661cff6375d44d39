/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-phase-series-work.h"

#include "hw-cable-plan.h"
#include "hw-design-copy.h"
#include "hw-phase-series-private.h"
#include "hw-results-private.h"

/* Devices times phases from which on networks and energy wait: deriving fabrics of 2000 servers and
 * switches takes about 3 ms. */
#define AT_ONCE 2000

static gboolean
is_large (HwResults *self)
{
  guint64 n = hw_design_count (self->design, HW_TABLE_DEVICE);

  return self->series.in_background && n * hw_design_count (self->design, HW_TABLE_PHASE) > AT_ONCE;
}

static void
build (HwResults *self, HwPhaseSeriesLevel level)
{
  g_clear_pointer (&self->series.points, g_array_unref);
  self->series.points = hw_phase_series_build (self, level, &self->series.lacks);
}

void
hw_results_add_phases_in_background (HwResults *self)
{
  self->series.in_background = TRUE;
}

void
hw_phase_series_forget (HwResults *self)
{
  g_clear_pointer (&self->series.points, g_array_unref);
  self->series.lacks = 0;
  self->series.serial++;
}

void
hw_phase_series_touch_energy (HwResults *self)
{
  if ((self->series.lacks & HW_PHASE_SERIES_ENERGY) != 0 && !is_large (self))
    hw_phase_series_forget (self);
}

const GArray *
hw_results_phase_series (HwResults *self)
{
  HwPhaseSeries *series = &self->series;
  gboolean laid = hw_results_cables (self) != NULL;

  if (series->points == NULL)
    build (self, is_large (self) ? HW_PHASE_SERIES_COUNTED : HW_PHASE_SERIES_AT_HAND);
  else if ((series->lacks & HW_PHASE_SERIES_CABLES) != 0 && laid && !is_large (self))
    build (self, HW_PHASE_SERIES_AT_HAND);
  return series->points;
}

guint
hw_results_phase_series_lacks (HwResults *self)
{
  return self->series.lacks;
}

gboolean
hw_results_phase_series_waits (HwResults *self)
{
  return self->series.lacks != 0 && is_large (self);
}

void
hw_results_complete_phase_series (HwResults *self)
{
  if (self->series.points == NULL || self->series.lacks != 0)
    build (self, HW_PHASE_SERIES_WHOLE);
}

/* --- in the background --- */

struct _HwPhaseSeriesWork
{
  HwDesignCopy *copying; /* until it can be run */
  HwDesign *design;      /* until it was run */
  gboolean expected;
  guint serial;
  GArray *points; /* HwPhasePoint; NULL until then */
};

HwPhaseSeriesWork *
hw_phase_series_work_new (HwResults *results)
{
  HwPhaseSeriesWork *self;

  if (!hw_results_phase_series_waits (results))
    return NULL;
  self = g_new0 (HwPhaseSeriesWork, 1);
  self->copying = hw_design_copy_new (results->design);
  return self;
}

gboolean
hw_phase_series_work_step (HwPhaseSeriesWork *self, HwResults *results, gint64 deadline)
{
  if (!hw_design_copy_step (self->copying, deadline))
    return FALSE;
  self->design = hw_design_copy_finish (self->copying);
  g_clear_pointer (&self->copying, hw_design_copy_free);
  self->expected = results->expected;
  self->serial = results->series.serial;
  return TRUE;
}

void
hw_phase_series_work_run (HwPhaseSeriesWork *self)
{
  g_autoptr (HwResults) results = NULL;

  hw_design_copy_index (self->design);
  results = hw_results_new (self->design);
  g_clear_object (&self->design);
  hw_results_set_expected (results, self->expected);
  hw_results_complete_phase_series (results);
  self->points = g_steal_pointer (&results->series.points);
}

gboolean
hw_phase_series_work_take (HwPhaseSeriesWork *self, HwResults *results)
{
  if (self->serial != results->series.serial || self->points == NULL)
    return FALSE;
  g_clear_pointer (&results->series.points, g_array_unref);
  results->series.points = g_steal_pointer (&self->points);
  results->series.lacks = 0;
  g_signal_emit_by_name (results, "changed", FALSE);
  return TRUE;
}

void
hw_phase_series_work_free (HwPhaseSeriesWork *self)
{
  g_clear_pointer (&self->copying, hw_design_copy_free);
  g_clear_object (&self->design);
  g_clear_pointer (&self->points, g_array_unref);
  g_free (self);
}
