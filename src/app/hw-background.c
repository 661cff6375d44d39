/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-background.h"

#include <gio/gio.h>

/* Of a frame, for what a piece of work needs of the design. */
#define SLICE_US 3000
/* Pictures and lists show no oftener what was found. */
#define TOLD_US 300000
/* Of the main thread's time, for kinds that rest. */
#define MOST_SHARE 0.1

typedef struct
{
  const HwBackgroundKind *kind;
  HwResults *results;
  guint source;
  guint rest_ms;
  gint64 spent_us;  /* on the main thread, for the work in hand */
  gpointer work;    /* (nullable): while it is prepared */
  gboolean running; /* a thread is at it */
  GCancellable *gone;
  gint64 told_us;
  gboolean untold;
} Background;

static void look (Background *self);

static void
free_background (gpointer data)
{
  Background *self = data;

  g_cancellable_cancel (self->gone);
  g_object_unref (self->gone);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->work, self->kind->free);
  g_free (self);
}

static void
run_cb (GTask *task, gpointer source, gpointer work, GCancellable *gone)
{
  const HwBackgroundKind *kind = g_task_get_source_tag (task);

  kind->run (work);
  g_task_return_boolean (task, TRUE);
}

static void
take (Background *self, gpointer work)
{
  gboolean preview = hw_design_in_preview (hw_results_get_design (self->results));

  if (self->kind->tell == NULL)
    {
      if (!preview)
        self->kind->take (work, self->results);
      return;
    }
  self->untold |= self->kind->take (work, self->results);
  if (self->untold && !preview
      && (!self->kind->waits (self->results) || g_get_monotonic_time () - self->told_us >= TOLD_US))
    {
      self->untold = FALSE;
      self->told_us = g_get_monotonic_time ();
      self->kind->tell (self->results);
    }
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Background *self = data;
  g_autoptr (HwResults) results = NULL;
  gint64 start = g_get_monotonic_time ();

  /* The results are gone. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  /* And so is this with them, should one who is told let them go. */
  results = g_object_ref (self->results);
  self->running = FALSE;
  take (self, g_task_get_task_data (G_TASK (result)));
  self->spent_us += g_get_monotonic_time () - start;
  if (self->kind->rest_ms > 0)
    self->rest_ms = MAX (self->kind->rest_ms, (guint)((double)self->spent_us / 1000 / MOST_SHARE));
  self->spent_us = 0;
  look (self);
}

static void
run (Background *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->gone, done_cb, self);

  self->running = TRUE;
  g_task_set_source_tag (task, (gpointer)self->kind);
  g_task_set_task_data (task, g_steal_pointer (&self->work), self->kind->free);
  g_task_run_in_thread (task, run_cb);
}

static gboolean
prepare_cb (gpointer data)
{
  Background *self = data;
  gint64 start = g_get_monotonic_time ();

  /* The end of what is in the hand is a change, and looks again. */
  if (!hw_design_in_preview (hw_results_get_design (self->results)))
    {
      gboolean ready = self->kind->prepare (self->results, &self->work, start + SLICE_US);

      self->spent_us += g_get_monotonic_time () - start;
      if (!ready)
        return G_SOURCE_CONTINUE;
      if (self->work != NULL)
        run (self);
    }
  self->source = 0;
  return G_SOURCE_REMOVE;
}

/* What an edit touches while a thread is at work waits for the next time. */
static void
look (Background *self)
{
  if (self->running)
    return;
  if (self->rest_ms > 0)
    {
      g_clear_handle_id (&self->source, g_source_remove);
      self->source = g_timeout_add (self->rest_ms, prepare_cb, self);
    }
  else if (self->source == 0)
    self->source = g_idle_add (prepare_cb, self);
}

static void
changed_cb (HwResults *results, gboolean preview, Background *self)
{
  look (self);
}

void
hw_background_ask (HwResults *results, const HwBackgroundKind *kind)
{
  Background *self = g_object_get_data (G_OBJECT (results), kind->key);

  if (self != NULL)
    look (self);
}

void
hw_background_add (HwResults *results, const HwBackgroundKind *kind)
{
  Background *self = g_new0 (Background, 1);

  self->kind = kind;
  self->results = results;
  self->rest_ms = kind->rest_ms;
  self->gone = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (results), kind->key, self, free_background);
  if (kind->by_asking)
    return;
  g_signal_connect (results, "changed", G_CALLBACK (changed_cb), self);
  look (self);
}
