/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cables-follow.h"

#include <gio/gio.h>

#include "hw-cable-plan.h"
#include "hw-fabric-work.h"

/* After the last edit. */
#define REST_MS 150
/* Of a large design the rest is longer, so that laying takes no more than this share of the main
 * thread's time. */
#define MOST_SHARE 0.1

#define KEY "hw-cables-follow"

typedef struct
{
  HwResults *results;
  guint source;
  guint rest_ms;
  GCancellable *laying; /* nullable: what lays them now */
  gint64 spent_us;      /* on the main thread, for what is laid now */
} Follower;

static void follow (Follower *self);

static void
free_follower (gpointer data)
{
  Follower *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->laying != NULL)
    g_cancellable_cancel (self->laying);
  g_clear_object (&self->laying);
  g_free (self);
}

static void
let_go_cb (GTask *task, gpointer source, gpointer laying, GCancellable *cancellable)
{
  hw_cable_laying_free (laying);
  g_task_return_boolean (task, TRUE);
}

static void
let_go (HwCableLaying *laying)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, laying, NULL);
  g_task_run_in_thread (task, let_go_cb);
}

static void
laid_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Follower *self = data;
  HwCableLaying *laying = g_task_get_task_data (G_TASK (result));
  gint64 start = g_get_monotonic_time ();

  /* Cancelled: whoever follows is gone. */
  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    {
      let_go (laying);
      return;
    }
  g_clear_object (&self->laying);
  /* A preview keeps the totals that it began with. */
  if (!hw_design_in_preview (hw_results_get_design (self->results)))
    hw_results_take_cables (self->results, laying);
  let_go (laying);
  self->spent_us += g_get_monotonic_time () - start;
  self->rest_ms = MAX (REST_MS, (guint)((double)self->spent_us / 1000 * (1 / MOST_SHARE)));
  follow (self);
}

static void
run_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  hw_cable_laying_run (data);
  g_task_return_boolean (task, TRUE);
}

static void
lay_cb (gpointer data)
{
  Follower *self = data;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GTask) task = NULL;

  self->source = 0;
  if (hw_design_in_preview (hw_results_get_design (self->results)))
    {
      follow (self);
      return;
    }
  /* What is derived of them asks again. */
  if (hw_results_fabrics_wait (self->results) > 0)
    return;
  self->laying = g_cancellable_new ();
  task = g_task_new (NULL, self->laying, laid_cb, self);
  g_task_set_task_data (task, hw_results_begin_cables (self->results), NULL);
  g_task_run_in_thread (task, run_cb);
  self->spent_us = g_get_monotonic_time () - start;
}

/* What an edit touches while cables are being laid waits for the next time. */
static void
follow (Follower *self)
{
  if (self->laying != NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  if (hw_results_cables_wait (self->results))
    self->source = g_timeout_add_once (self->rest_ms, lay_cb, self);
}

static void
changed_cb (HwResults *results, gboolean preview, Follower *self)
{
  follow (self);
}

void
hw_cables_follow (HwResults *results)
{
  Follower *self = g_new0 (Follower, 1);

  self->results = results;
  self->rest_ms = REST_MS;
  g_object_set_data_full (G_OBJECT (results), KEY, self, free_follower);
  g_signal_connect (results, "changed", G_CALLBACK (changed_cb), self);
  follow (self);
}
