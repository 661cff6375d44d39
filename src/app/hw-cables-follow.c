/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cables-follow.h"

#include "hw-cable-plan.h"

/* After the last edit. */
#define REST_MS 150
/* Of a large design the rest is longer, so that laying takes no more than this share of the time.
 */
#define MOST_SHARE 0.1

#define KEY "hw-cables-follow"

typedef struct
{
  HwResults *results;
  guint source;
  guint rest_ms;
} Follower;

static void follow (Follower *self);

static void
free_follower (gpointer data)
{
  Follower *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_free (self);
}

static void
lay_cb (gpointer data)
{
  Follower *self = data;
  gint64 start = g_get_monotonic_time ();

  self->source = 0;
  if (hw_design_in_preview (hw_results_get_design (self->results)))
    {
      follow (self);
      return;
    }
  hw_results_lay_cables (self->results);
  self->rest_ms
      = MAX (REST_MS, (guint)((double)(g_get_monotonic_time () - start) / 1000 * (1 / MOST_SHARE)));
}

static void
follow (Follower *self)
{
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
