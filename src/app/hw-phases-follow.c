/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-phases-follow.h"

#include <gio/gio.h>

#include "hw-design-copier.h"
#include "hw-phase-series-work.h"

#define KEY "hw-phases-follow"

typedef struct
{
  HwResults *results;
  HwDesignCopier *copier; /* (nullable): while it copies */
  gboolean running;       /* a thread is at it */
  GCancellable *gone;
} Follower;

static void
free_follower (gpointer data)
{
  Follower *self = data;

  g_cancellable_cancel (self->gone);
  g_object_unref (self->gone);
  g_clear_pointer (&self->copier, hw_design_copier_cancel);
  g_free (self);
}

static void
run_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  hw_phase_series_work_run (data);
  g_task_return_boolean (task, TRUE);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Follower *self = data;

  /* Whoever followed is gone with the design. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  self->running = FALSE;
  /* What an edit has outdated meanwhile is still asked for, unless the view was left. */
  if (!hw_phase_series_work_take (g_task_get_task_data (G_TASK (result)), self->results))
    hw_phases_follow_ask (self->results);
}

static void
copied_cb (HwDesign *copy, gpointer data)
{
  Follower *self = data;
  g_autoptr (GTask) task = g_task_new (NULL, self->gone, done_cb, self);

  self->copier = NULL;
  self->running = TRUE;
  g_task_set_task_data (task,
                        hw_phase_series_work_new (self->results, copy),
                        (GDestroyNotify)hw_phase_series_work_free);
  g_task_run_in_thread (task, run_cb);
}

void
hw_phases_follow_ask (HwResults *results)
{
  Follower *self = g_object_get_data (G_OBJECT (results), KEY);

  if (self != NULL && !self->running && self->copier == NULL
      && hw_results_phase_series_waits (results))
    self->copier = hw_design_copier_new (hw_results_get_design (results), copied_cb, self);
}

void
hw_phases_follow (HwResults *results)
{
  Follower *self = g_new0 (Follower, 1);

  self->results = results;
  self->gone = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (results), KEY, self, free_follower);
  hw_results_add_phases_in_background (results);
}
