/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-fabric-view-private.h"

#include <glib/gi18n.h>

#include "hw-cooling.h"

/* A fabric with parts of it failed: by a click, and without a change of the design. */

static HwResults *
results_of (HwFabricView *self)
{
  return hw_document_get_results (self->document);
}

/* --- the load of links, which takes longer than a frame --- */

typedef struct
{
  HwFabric *fabric;
  HwFabricFailure *out; /* nullable: all works */
} Question;

typedef struct
{
  guint fullest[2];
  HwFabricLoad *load;
} Answer;

/* Of a larger fabric the load of every link takes too long for who points at one. */
#define MOST_PORTS 40000

static void
answer_free (gpointer data)
{
  Answer *self = data;

  g_clear_pointer (&self->load, hw_fabric_load_free);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static void
question_free (gpointer data)
{
  Question *self = data;

  g_clear_pointer (&self->out, hw_fabric_failure_free);
  hw_fabric_free (self->fabric);
  g_free (self);
}

static void
answer_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Question *question = data;
  Answer *answer = g_new0 (Answer, 1);

  answer->load = hw_fabric_load_new (question->fabric, question->out);
  answer->fullest[1] = hw_fabric_load_fullest (question->fabric, answer->load);
  if (question->out != NULL && !g_cancellable_is_cancelled (cancellable))
    answer->fullest[0] = hw_fabric_fullest_link (question->fabric, NULL);
  g_task_return_pointer (task, answer, answer_free);
}

/* What it says, and how to end it. */
static void
tell_lost (HwFabricView *self, const guint *fullest)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) said = hw_fabric_impact_lines (self->fabric, self->impact, fullest);

  g_strv_builder_addv (lines, (const char **)said);
  if (self->impact->switches + self->impact->cables > 0)
    g_strv_builder_add (lines, _ ("Click a part again to have it back; Escape has all back."));
  g_strfreev (self->lost);
  self->lost = g_strv_builder_end (lines);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  HwFabricView *self = data;
  g_autoptr (Answer) answer = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Cancelled: the view may be gone. */
  if (answer == NULL)
    return;
  g_clear_object (&self->asking);
  self->load = g_steal_pointer (&answer->load);
  if (self->impact == NULL)
    return;
  tell_lost (self, answer->fullest);
  hw_diagram_redraw_overlay (self->diagram);
}

static void
ask_load (HwFabricView *self)
{
  g_autoptr (GTask) task = NULL;
  Question *question = g_new0 (Question, 1);

  self->asking = g_cancellable_new ();
  task = g_task_new (NULL, self->asking, answered_cb, self);
  question->fabric = hw_fabric_hold (self->fabric);
  if (self->impact != NULL)
    question->out = hw_fabric_failure_copy (self->impact->out);
  g_task_set_task_data (task, question, question_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, answer_cb);
}

void
hw_fabric_view_find_lost (HwFabricView *self)
{
  self->impact = hw_fabric_impact_new (hw_results_fabric_baseline (results_of (self), self->handle),
                                       hw_results_fabric_failure (results_of (self), self->handle));
  if (self->impact != NULL)
    tell_lost (self, NULL);
  if (self->impact != NULL
      || (self->matrix
          && hw_fabric_count_level (self->fabric, HW_FABRIC_CABLE_MEMBER) <= MOST_PORTS))
    ask_load (self);
}

void
hw_fabric_view_forget_lost (HwFabricView *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->load, hw_fabric_load_free);
  g_clear_pointer (&self->lost, g_strfreev);
  g_clear_pointer (&self->impact, hw_fabric_impact_free);
}

/* --- clicks --- */

static gboolean
same_ends (const HwFabricCable *a, const HwFabricCable *b)
{
  return a->low == b->low && a->high == b->high;
}

/* The cables of the pair that the pointer is at, which work alike: from the first one on. */
static GArray *
collect_pair (HwFabricView *self)
{
  guint n;
  const HwFabricCable *cables = hw_fabric_get_cables (self->fabric, &n);
  const HwFabricFailure *failure = hw_results_fabric_failure (results_of (self), self->handle);
  gboolean works = hw_fabric_works (failure, cables, (guint)self->cable);
  GArray *pair = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = (guint)self->cable; i < n; i++)
    if (same_ends (&cables[i], &cables[self->cable])
        && hw_fabric_works (failure, cables, i) == works)
      g_array_append_val (pair, i);
  return pair;
}

gboolean
hw_fabric_view_is_pair (HwFabricView *self)
{
  g_autoptr (GArray) pair = NULL;

  if (self->count <= 1)
    return TRUE;
  pair = collect_pair (self);
  return pair->len == self->count;
}

void
hw_fabric_view_toggle_node (HwFabricView *self, guint node)
{
  g_autofree char *key = hw_results_fabric_node_key (results_of (self), self->handle, node);

  hw_results_toggle_failed (results_of (self), (const char *const[]){ key, NULL });
}

void
hw_fabric_view_toggle_cables (HwFabricView *self)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) pair = collect_pair (self);

  if (self->count <= 1)
    g_array_set_size (pair, 1);
  else if (pair->len != self->count)
    return;
  for (guint i = 0; i < pair->len; i++)
    g_ptr_array_add (keys,
                     hw_results_fabric_cable_key (
                         results_of (self), self->handle, g_array_index (pair, guint, i)));
  g_ptr_array_add (keys, NULL);
  hw_results_toggle_failed (results_of (self), (const char *const *)keys->pdata);
}
