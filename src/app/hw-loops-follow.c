/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-loops-follow.h"

#include <gio/gio.h>

#include "hw-cooling-work.h"

/* Pictures and lists show no oftener what was found. */
#define TOLD_US 300000

#define KEY "hw-loops-follow"

typedef struct
{
  HwResults *results;
  guint source;
  GTask *task; /* (unowned) (nullable): the piece that a thread solves */
  GCancellable *gone;
  gint64 told_us;
  gboolean untold;
} Follower;

static void follow (Follower *self);

static void
free_follower (gpointer data)
{
  Follower *self = data;

  g_cancellable_cancel (self->gone);
  g_object_unref (self->gone);
  g_clear_handle_id (&self->source, g_source_remove);
  g_free (self);
}

static void
solve_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  hw_cooling_work_run (data);
  g_task_return_boolean (task, TRUE);
}

static void
solved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Follower *self = data;

  /* Whoever followed is gone with the design. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  self->task = NULL;
  self->untold |= hw_cooling_work_take (g_task_get_task_data (G_TASK (result)), self->results) > 0;
  if (self->untold && !hw_design_in_preview (hw_results_get_design (self->results))
      && (hw_results_loops_wait (self->results) == 0
          || g_get_monotonic_time () - self->told_us >= TOLD_US))
    {
      self->untold = FALSE;
      self->told_us = g_get_monotonic_time ();
      hw_results_loops_solved (self->results);
    }
  follow (self);
}

static gboolean
start_cb (gpointer data)
{
  Follower *self = data;
  HwCoolingWork *work;

  self->source = 0;
  /* Something in the hand is solved as far as a step has time; its end asks again. */
  if (hw_design_in_preview (hw_results_get_design (self->results)))
    return G_SOURCE_REMOVE;
  work = hw_cooling_work_new (self->results);
  if (work == NULL)
    return G_SOURCE_REMOVE;
  self->task = g_task_new (NULL, self->gone, solved_cb, self);
  g_task_set_task_data (self->task, work, (GDestroyNotify)hw_cooling_work_free);
  g_task_run_in_thread (self->task, solve_in_thread);
  g_object_unref (self->task);
  return G_SOURCE_REMOVE;
}

static void
follow (Follower *self)
{
  if (self->source == 0 && self->task == NULL)
    self->source = g_idle_add (start_cb, self);
}

static void
changed_cb (HwResults *results, gboolean preview, Follower *self)
{
  follow (self);
}

void
hw_loops_follow (HwResults *results)
{
  Follower *self = g_new0 (Follower, 1);

  self->results = results;
  self->gone = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (results), KEY, self, free_follower);
  g_signal_connect (results, "changed", G_CALLBACK (changed_cb), self);
  hw_results_solve_in_background (results);
  follow (self);
}
