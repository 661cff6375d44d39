/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-sweep-run.h"

#include "hw-design-copy.h"
#include "hw-design-reader.h"
#include "hw-design-writer.h"
#include "hw-format.h"

/* After the last change, before the copy is made. */
#define REST_MS 300
/* Of one step of the copy, µs. */
#define SLICE 2000

#define KEY "hw-sweep-run-for-ranks"

static void
run_free (gpointer data)
{
  HwSweepRun *run = data;

  g_clear_pointer (&run->design, g_bytes_unref);
  g_clear_object (&run->copy);
  g_free (run->phase);
  g_free (run);
}

/* With no design yet. */
static HwSweepRun *
run_new (HwDocument *document, HwSweepKind kind)
{
  HwDesign *design = hw_document_get_design (document);
  HwHandle phase = hw_results_get_phase (hw_document_get_results (document));
  HwSweepRun *run = g_new0 (HwSweepRun, 1);
  char buffer[HW_ID_SIZE];

  if (phase != 0)
    run->phase = g_strdup (hw_design_id_text (design, HW_REF (HW_TABLE_PHASE, phase), buffer));
  run->kind = kind;
  return run;
}

/* Returns: (transfer full) (nullable) */
static HwResults *
read_copy (HwSweepRun *run, GError **error)
{
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (HwDesign) design = NULL;
  HwResults *results;

  /* A copy finds nothing by its id: what is read from it does. */
  if (run->design == NULL)
    run->design = hw_design_write_bytes (run->copy);
  g_clear_object (&run->copy);
  input = g_memory_input_stream_new_from_bytes (run->design);
  design = hw_design_read_stream (input, "-", NULL, error);
  if (design == NULL)
    return NULL;
  results = hw_results_new (design);
  if (run->phase != NULL)
    hw_results_set_phase (results, hw_design_find (design, run->phase).handle);
  return results;
}

/* --- all that a sweep finds --- */

static void
sweep_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  HwSweepRun *run = data;
  GError *error = NULL;
  g_autoptr (HwResults) results = read_copy (run, &error);

  if (results == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (
        task, hw_sweep_run (results, run->kind, &run->progress), (GDestroyNotify)hw_sweep_free);
}

HwSweepRun *
hw_sweep_run_start (HwDocument *document, HwSweepKind kind, GAsyncReadyCallback done, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, done, data);
  HwSweepRun *run = run_new (document, kind);

  run->design = hw_design_write_bytes (hw_document_get_design (document));
  g_task_set_task_data (task, run, run_free);
  g_task_run_in_thread (task, sweep_cb);
  return run;
}

HwSweep *
hw_sweep_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the ranks alone --- */

typedef struct
{
  HwDocument *document; /* that this hangs on */
  HwSweepRun *run;      /* (nullable): while it runs */
  GCancellable *cancellable;
  HwDesignCopy *copy; /* (nullable): while it is made */
  guint source;
} Seeker;

/* What it finds is dropped. */
static void
drop_run (Seeker *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->copy, hw_design_copy_free);
  if (self->run == NULL)
    return;
  g_atomic_int_set (&self->run->progress.cancelled, TRUE);
  g_cancellable_cancel (self->cancellable);
  self->run = NULL;
  g_clear_object (&self->cancellable);
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
  g_autoptr (HwResults) results = read_copy (run, NULL);

  g_task_return_pointer (task,
                         results != NULL ? hw_ranks_find (results, &run->progress) : NULL,
                         (GDestroyNotify)hw_ranks_free);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Seeker *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwRanks) ranks = g_task_propagate_pointer (G_TASK (result), &error);
  HwResults *results;

  /* Cancelled: whoever sought them may be gone. */
  if (error != NULL)
    return;
  self->run = NULL;
  g_clear_object (&self->cancellable);
  results = hw_document_get_results (self->document);
  /* Another sweep may have told them first, or an edit outdated them. */
  if (hw_results_get_ranks_state (results) == HW_RANKS_AWAITED)
    hw_results_take_ranks (results, g_steal_pointer (&ranks));
}

static void
begin_run (Seeker *self, HwDesign *copy)
{
  g_autoptr (GTask) task = NULL;

  self->run = run_new (self->document, HW_SWEEP_SINGLE);
  self->run->copy = copy;
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, found_cb, self);
  g_task_set_task_data (task, self->run, run_free);
  g_task_run_in_thread (task, ranks_cb);
}

static gboolean
is_awaited (Seeker *self)
{
  return hw_results_get_ranks_state (hw_document_get_results (self->document)) == HW_RANKS_AWAITED;
}

/* A million GPUs take longer to copy than a frame lasts. A change on the way outdates the ranks,
 * and whoever still wants them asks again. */
static gboolean
copy_cb (gpointer data)
{
  Seeker *self = data;
  HwDesign *design = hw_document_get_design (self->document), *whole;

  gboolean awaited = is_awaited (self);

  if (awaited
      && (hw_design_in_transaction (design)
          || !hw_design_copy_step (self->copy, g_get_monotonic_time () + SLICE)))
    return G_SOURCE_CONTINUE;
  self->source = 0;
  if (awaited)
    {
      whole = hw_design_copy_finish (self->copy);
      hw_format_copy (design, whole);
      begin_run (self, whole);
    }
  g_clear_pointer (&self->copy, hw_design_copy_free);
  return G_SOURCE_REMOVE;
}

static void
seek_cb (gpointer data)
{
  Seeker *self = data;

  self->source = 0;
  if (!is_awaited (self))
    return;
  self->copy = hw_design_copy_new (hw_document_get_design (self->document));
  self->source = g_idle_add (copy_cb, self);
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
