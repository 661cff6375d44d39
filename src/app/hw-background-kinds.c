/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-background-kinds.h"

#include <gio/gio.h>

#include "hw-background.h"
#include "hw-cable-plan.h"
#include "hw-cooling-work.h"
#include "hw-fabric-work.h"
#include "hw-phase-series-work.h"

/* After the last edit, before cables are laid. */
#define CABLES_REST_MS 150

/* --- fabrics --- */

static gboolean
prepare_fabrics (HwResults *results, gpointer *work, gint64 deadline)
{
  if (*work == NULL)
    *work = hw_fabric_work_new (results);
  return *work == NULL || hw_fabric_work_step (*work, results, deadline);
}

static void
run_fabrics (gpointer work)
{
  hw_fabric_work_run (work);
}

static gboolean
take_fabrics (gpointer work, HwResults *results)
{
  return hw_fabric_work_take (work, results) > 0;
}

static void
free_fabrics (gpointer work)
{
  hw_fabric_work_free (work);
}

static const HwBackgroundKind fabrics_kind = {
  .key = "hw-background-fabrics",
  .prepare = prepare_fabrics,
  .run = run_fabrics,
  .take = take_fabrics,
  .free = free_fabrics,
};

static void
fabrics_asked_cb (gpointer results)
{
  hw_background_ask (results, &fabrics_kind);
}

/* --- cables --- */

static gboolean
prepare_cables (HwResults *results, gpointer *work, gint64 deadline)
{
  /* Fabrics that wait are a change when they are derived. */
  if (hw_results_fabrics_wait (results) == 0 && hw_results_cables_wait (results))
    *work = hw_results_begin_cables (results);
  return TRUE;
}

static void
run_cables (gpointer work)
{
  hw_cable_laying_run (work);
}

static gboolean
take_cables (gpointer work, HwResults *results)
{
  return hw_results_take_cables (results, work);
}

static void
let_go_cb (GTask *task, gpointer source, gpointer work, GCancellable *cancellable)
{
  hw_cable_laying_free (work);
  g_task_return_boolean (task, TRUE);
}

/* Hundreds of thousands of cables take longer than a frame. */
static void
free_cables (gpointer work)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, work, NULL);
  g_task_run_in_thread (task, let_go_cb);
}

static const HwBackgroundKind cables_kind = {
  .key = "hw-background-cables",
  .rest_ms = CABLES_REST_MS,
  .prepare = prepare_cables,
  .run = run_cables,
  .take = take_cables,
  .free = free_cables,
};

/* --- loops --- */

static gboolean
prepare_loops (HwResults *results, gpointer *work, gint64 deadline)
{
  *work = hw_cooling_work_new (results);
  return TRUE;
}

static void
run_loops (gpointer work)
{
  hw_cooling_work_run (work);
}

static gboolean
take_loops (gpointer work, HwResults *results)
{
  return hw_cooling_work_take (work, results) > 0;
}

static gboolean
loops_wait (HwResults *results)
{
  return hw_results_loops_wait (results) > 0;
}

static void
free_loops (gpointer work)
{
  hw_cooling_work_free (work);
}

static const HwBackgroundKind loops_kind = {
  .key = "hw-background-loops",
  .prepare = prepare_loops,
  .run = run_loops,
  .take = take_loops,
  .waits = loops_wait,
  .tell = hw_results_loops_solved,
  .free = free_loops,
};

/* --- phases --- */

static gboolean
prepare_phases (HwResults *results, gpointer *work, gint64 deadline)
{
  if (*work == NULL)
    *work = hw_phase_series_work_new (results);
  return *work == NULL || hw_phase_series_work_step (*work, results, deadline);
}

static void
run_phases (gpointer work)
{
  hw_phase_series_work_run (work);
}

static gboolean
take_phases (gpointer work, HwResults *results)
{
  return hw_phase_series_work_take (work, results);
}

static void
free_phases (gpointer work)
{
  hw_phase_series_work_free (work);
}

static const HwBackgroundKind phases_kind = {
  .key = "hw-background-phases",
  .by_asking = TRUE,
  .prepare = prepare_phases,
  .run = run_phases,
  .take = take_phases,
  .free = free_phases,
};

void
hw_background_ask_phases (HwResults *results)
{
  hw_background_ask (results, &phases_kind);
}

/* --- all --- */

void
hw_background_start (HwResults *results)
{
  hw_results_derive_in_background (results, fabrics_asked_cb, results);
  hw_results_solve_in_background (results);
  hw_results_add_phases_in_background (results);
  hw_background_add (results, &fabrics_kind);
  hw_background_add (results, &cables_kind);
  hw_background_add (results, &loops_kind);
  hw_background_add (results, &phases_kind);
}
