/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabrics-follow.h"

#include <gio/gio.h>

#include "hw-fabric-work.h"

/* Of a frame, for copying what the thread reads. */
#define SLICE_US 3000

#define KEY "hw-fabrics-follow"

typedef struct
{
  HwResults *results;
  guint source;
  HwFabricWork *copying; /* nullable */
  GTask *task;           /* (unowned) (nullable): what a thread derives */
  GCancellable *gone;
} Follower;

static void follow (Follower *self);

static void
free_follower (gpointer data)
{
  Follower *self = data;

  g_cancellable_cancel (self->gone);
  g_object_unref (self->gone);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->copying, hw_fabric_work_free);
  g_free (self);
}

static void
run_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  hw_fabric_work_run (data);
  g_task_return_boolean (task, TRUE);
}

static void
derived_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Follower *self = data;

  /* Whoever followed is gone with the design. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  self->task = NULL;
  /* A preview keeps the figures that it began with; its end asks again. */
  if (!hw_design_in_preview (hw_results_get_design (self->results)))
    hw_fabric_work_take (g_task_get_task_data (G_TASK (result)), self->results);
  follow (self);
}

static void
run_in_thread (Follower *self)
{
  self->task = g_task_new (NULL, self->gone, derived_cb, self);
  g_task_set_task_data (
      self->task, g_steal_pointer (&self->copying), (GDestroyNotify)hw_fabric_work_free);
  g_task_run_in_thread (self->task, run_cb);
  g_object_unref (self->task);
}

static gboolean
copy_cb (gpointer data)
{
  Follower *self = data;

  /* The end of something in the hand asks again. */
  if (!hw_design_in_preview (hw_results_get_design (self->results)))
    {
      if (self->copying == NULL)
        self->copying = hw_fabric_work_new (self->results);
      if (self->copying != NULL
          && !hw_fabric_work_step (
              self->copying, self->results, g_get_monotonic_time () + SLICE_US))
        return G_SOURCE_CONTINUE;
      if (self->copying != NULL)
        run_in_thread (self);
    }
  self->source = 0;
  return G_SOURCE_REMOVE;
}

static void
follow (Follower *self)
{
  if (self->source == 0 && self->task == NULL)
    self->source = g_idle_add (copy_cb, self);
}

static void
asked (gpointer data)
{
  follow (data);
}

static void
changed_cb (HwResults *results, gboolean preview, Follower *self)
{
  follow (self);
}

void
hw_fabrics_follow (HwResults *results)
{
  Follower *self = g_new0 (Follower, 1);

  self->results = results;
  self->gone = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (results), KEY, self, free_follower);
  g_signal_connect (results, "changed", G_CALLBACK (changed_cb), self);
  hw_results_derive_in_background (results, asked, self);
  follow (self);
}
