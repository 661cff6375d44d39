/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sweep-run.h"

#include "hw-design-copier.h"
#include "hw-design-copy.h"

/* After the last change, before the copy is made. */
#define REST_MS 300

#define KEY "hw-sweep-run-for-ranks"

struct _HwSweepRun
{
  GTask *task;            /* of which this is the data; owned until it runs in a thread */
  gboolean begun;         /* it does, or never will */
  HwDesignCopier *copier; /* (nullable): while the copy is made */
  HwDesign *copy;         /* nullable */
  HwHandle phase;
  HwSweepKind kind;
  HwSweepProgress progress;
  HwRanks *ranks; /* nullable */
};

static void
run_free (gpointer data)
{
  HwSweepRun *run = data;

  g_clear_object (&run->copy);
  g_clear_pointer (&run->ranks, hw_ranks_free);
  g_free (run);
}

/* @task: (transfer full). With no design yet. */
static HwSweepRun *
run_new (HwDocument *document, HwSweepKind kind, GTask *task)
{
  HwSweepRun *run = g_new0 (HwSweepRun, 1);

  run->task = task;
  run->kind = kind;
  run->phase = hw_results_get_phase (hw_document_get_results (document));
  g_task_set_task_data (task, run, run_free);
  return run;
}

/* Returns: (transfer full) */
static HwResults *
results_of_copy (HwSweepRun *run)
{
  HwResults *results;

  hw_design_copy_index (run->copy);
  results = hw_results_new (run->copy);
  g_clear_object (&run->copy);
  hw_results_set_phase (results, run->phase);
  return results;
}

/* @copy: (transfer full) */
static void
run_in_thread (HwSweepRun *run, HwDesign *copy, GTaskThreadFunc func)
{
  g_autoptr (GTask) task = run->task;

  run->copier = NULL;
  run->begun = TRUE;
  run->copy = copy;
  g_task_run_in_thread (task, func);
}

/* --- all that a sweep finds --- */

static void
sweep_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  HwSweepRun *run = data;
  g_autoptr (HwResults) results = results_of_copy (run);
  HwSweep *sweep = hw_sweep_run (results, run->kind, &run->progress);

  if (sweep->complete && run->kind == HW_SWEEP_SINGLE)
    run->ranks = hw_ranks_new (sweep);
  g_task_return_pointer (task, sweep, (GDestroyNotify)hw_sweep_free);
}

static void
copied_cb (HwDesign *copy, gpointer data)
{
  run_in_thread (data, copy, sweep_cb);
}

HwSweepRun *
hw_sweep_run_start (HwDocument *document, HwSweepKind kind, GAsyncReadyCallback done, gpointer data)
{
  HwSweepRun *run = run_new (document, kind, g_task_new (NULL, NULL, done, data));

  run->copier = hw_design_copier_new (hw_document_get_design (document), copied_cb, run);
  return run;
}

const HwSweepProgress *
hw_sweep_run_get_progress (HwSweepRun *self)
{
  return &self->progress;
}

void
hw_sweep_run_cancel (HwSweepRun *self)
{
  g_atomic_int_set (&self->progress.cancelled, TRUE);
  g_clear_pointer (&self->copier, hw_design_copier_cancel);
  if (!self->begun)
    {
      g_autoptr (GTask) task = self->task;

      self->begun = TRUE;
      g_task_return_pointer (task, NULL, NULL);
    }
}

HwSweep *
hw_sweep_run_finish (GAsyncResult *result, HwRanks **ranks)
{
  HwSweepRun *run = g_task_get_task_data (G_TASK (result));

  *ranks = g_steal_pointer (&run->ranks);
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
drop_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  hw_sweep_free (data);
}

void
hw_sweep_run_drop (HwSweep *sweep)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, sweep, NULL);
  g_task_run_in_thread (task, drop_cb);
}

/* --- the ranks alone --- */

typedef struct
{
  HwDocument *document; /* that this hangs on */
  HwSweepRun *run;      /* (nullable): while it runs */
  GCancellable *cancellable;
  guint source;
} Seeker;

/* What it finds is dropped. */
static void
drop_run (Seeker *self)
{
  HwSweepRun *run = g_steal_pointer (&self->run);

  g_clear_handle_id (&self->source, g_source_remove);
  if (run == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  hw_sweep_run_cancel (run);
}

static void
free_seeker (gpointer data)
{
  Seeker *self = data;

  drop_run (self);
  g_free (self);
}

static void
ranks_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  HwSweepRun *run = data;
  g_autoptr (HwResults) results = results_of_copy (run);

  g_task_return_pointer (
      task, hw_ranks_find (results, &run->progress), (GDestroyNotify)hw_ranks_free);
}

static gboolean
is_awaited (Seeker *self)
{
  return hw_results_get_ranks_state (hw_document_get_results (self->document)) == HW_RANKS_AWAITED;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Seeker *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwRanks) ranks = g_task_propagate_pointer (G_TASK (result), &error);

  /* Cancelled: whoever sought them may be gone. */
  if (error != NULL)
    return;
  self->run = NULL;
  g_clear_object (&self->cancellable);
  /* Another sweep may have told them first, or an edit outdated them. */
  if (is_awaited (self))
    hw_results_take_ranks (hw_document_get_results (self->document), g_steal_pointer (&ranks));
}

/* A change on the way outdates the ranks, and whoever still wants them asks again. */
static void
copied_for_ranks_cb (HwDesign *copy, gpointer data)
{
  Seeker *self = data;

  self->run->copier = NULL;
  if (is_awaited (self))
    {
      run_in_thread (self->run, copy, ranks_cb);
      return;
    }
  g_object_unref (copy);
  drop_run (self);
}

static void
seek_cb (gpointer data)
{
  Seeker *self = data;

  self->source = 0;
  if (!is_awaited (self))
    return;
  self->cancellable = g_cancellable_new ();
  self->run = run_new (
      self->document, HW_SWEEP_SINGLE, g_task_new (NULL, self->cancellable, found_cb, self));
  self->run->copier
      = hw_design_copier_new (hw_document_get_design (self->document), copied_for_ranks_cb, self);
}

void
hw_sweep_run_for_ranks (HwDocument *document)
{
  HwResults *results = hw_document_get_results (document);
  Seeker *self = g_object_get_data (G_OBJECT (document), KEY);

  if (hw_results_get_ranks_state (results) != HW_RANKS_NONE
      || hw_design_in_preview (hw_document_get_design (document)))
    return;
  if (self == NULL)
    {
      self = g_new0 (Seeker, 1);
      self->document = document;
      g_object_set_data_full (G_OBJECT (document), KEY, self, free_seeker);
    }
  hw_results_await_ranks (results);
  drop_run (self);
  self->source = g_timeout_add_once (REST_MS, seek_cb, self);
}
