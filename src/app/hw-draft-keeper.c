/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-draft-keeper.h"

#include "hw-design-writer.h"

#define AFTER_LAST (2 * G_TIME_SPAN_SECOND)
#define AFTER_FIRST (10 * G_TIME_SPAN_SECOND)
/* A draft takes at most one part in so many of the main thread's time. */
#define SPACING 20
#define RETRY (200 * G_TIME_SPAN_MILLISECOND)

struct _HwDraftKeeper
{
  GObject parent_instance;

  HwDocument *document;
  HwDraft *draft; /* nullable: until there is something to write */
  GSignalGroup *design_signals;
  GSignalGroup *document_signals;
  guint source;
  /* Of the changes that no draft has, monotonic time; 0: there are none. */
  gint64 first;
  gint64 last;
  gint64 not_before;
  gboolean writing; /* a thread is at it */
  gboolean failed;
  gboolean closed;
};

enum
{
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwDraftKeeper, hw_draft_keeper, G_TYPE_OBJECT)

static gboolean timeout_cb (gpointer data);

static void
schedule (HwDraftKeeper *self, gint64 delay)
{
  if (self->source == 0)
    self->source = g_timeout_add_full (
        G_PRIORITY_DEFAULT_IDLE, (guint)(MAX (delay, 0) / 1000 + 1), timeout_cb, self, NULL);
}

static void
note_change (HwDraftKeeper *self)
{
  self->last = g_get_monotonic_time ();
  if (self->first == 0)
    self->first = self->last;
  schedule (self, AFTER_LAST);
}

/* --- writing --- */

typedef struct
{
  HwDraft *draft;
  GBytes *content;
  HwDraftAbout *about;
} Job;

static void
job_free (Job *job)
{
  hw_draft_unref (job->draft);
  g_bytes_unref (job->content);
  hw_draft_about_free (job->about);
  g_free (job);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (hw_draft_write (job->draft, job->content, job->about, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
report (HwDraftKeeper *self, const GError *error)
{
  if (!self->failed && !self->closed)
    g_signal_emit (self, signals[FAILED], 0, error->message);
  self->failed = TRUE;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  HwDraftKeeper *self = HW_DRAFT_KEEPER (source);
  g_autoptr (GError) error = NULL;

  self->writing = FALSE;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    self->failed = FALSE;
  else
    {
      report (self, error);
      /* Once more with the next change, or now and then. */
      if (!self->closed && self->first == 0)
        {
          note_change (self);
          self->not_before = self->last + AFTER_FIRST;
        }
    }
  /* It was saved while the thread was at it. */
  if (!self->closed && self->draft != NULL && !hw_document_get_modified (self->document))
    hw_draft_clear (self->draft);
}

/* The design as people left it, without the preview of a drag. */
static GBytes *
snapshot (HwDesign *design)
{
  gboolean suspended = hw_design_preview_suspend (design);
  GBytes *bytes = hw_design_write_bytes (design);

  if (suspended)
    hw_design_preview_resume (design);
  return bytes;
}

static void
write_draft (HwDraftKeeper *self)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = hw_state_folder ("drafts");
  const HwFileState *known = hw_document_get_known (self->document);
  gint64 start = g_get_monotonic_time ();
  gint64 end;
  Job *job;

  if (self->draft == NULL)
    self->draft = hw_draft_new (folder, &error);
  self->first = self->last = 0;
  if (self->draft == NULL)
    {
      report (self, error);
      return;
    }
  job = g_new0 (Job, 1);
  job->draft = hw_draft_ref (self->draft);
  job->content = snapshot (hw_document_get_design (self->document));
  job->about = hw_draft_about_new (hw_document_get_title (self->document),
                                   hw_document_get_file (self->document),
                                   known != NULL ? known->hash : NULL);
  end = g_get_monotonic_time ();
  self->not_before = end + SPACING * (end - start);

  self->writing = TRUE;
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_run_in_thread (task, write_in_thread);
}

static gboolean
timeout_cb (gpointer data)
{
  HwDraftKeeper *self = HW_DRAFT_KEEPER (data);
  HwDesign *design = hw_document_get_design (self->document);
  gint64 now = g_get_monotonic_time ();
  gint64 due = MAX (MIN (self->last + AFTER_LAST, self->first + AFTER_FIRST), self->not_before);
  gboolean busy
      = self->writing || (hw_design_in_transaction (design) && !hw_design_in_preview (design));

  self->source = 0;
  if (self->first == 0 || !hw_document_get_modified (self->document))
    {
      self->first = self->last = 0;
      return G_SOURCE_REMOVE;
    }
  if (now < due)
    schedule (self, due - now);
  else if (busy)
    schedule (self, RETRY);
  else
    write_draft (self);
  return G_SOURCE_REMOVE;
}

/* --- what happens elsewhere --- */

static void
design_changed_cb (HwDesign *design, const HwChangeSet *set, HwDraftKeeper *self)
{
  if (set->cause != HW_CAUSE_PREVIEW && set->cause != HW_CAUSE_PREVIEW_END)
    note_change (self);
}

static void
modified_cb (HwDocument *document, GParamSpec *pspec, HwDraftKeeper *self)
{
  if (hw_document_get_modified (document))
    {
      if (self->first == 0)
        note_change (self);
      return;
    }
  self->first = self->last = 0;
  if (self->draft != NULL && !self->writing)
    hw_draft_clear (self->draft);
}

static void
stop (HwDraftKeeper *self)
{
  self->closed = TRUE;
  self->first = self->last = 0;
  g_clear_handle_id (&self->source, g_source_remove);
  g_signal_group_set_target (self->design_signals, NULL);
  g_signal_group_set_target (self->document_signals, NULL);
}

void
hw_draft_keeper_close (HwDraftKeeper *self)
{
  stop (self);
  if (self->draft != NULL)
    hw_draft_remove (self->draft);
}

HwDraft *
hw_draft_keeper_steal (HwDraftKeeper *self)
{
  stop (self);
  return g_steal_pointer (&self->draft);
}

/* --- the object --- */

HwDraftKeeper *
hw_draft_keeper_new (HwDocument *document)
{
  HwDraftKeeper *self = g_object_new (HW_TYPE_DRAFT_KEEPER, NULL);

  self->document = g_object_ref (document);
  self->draft = hw_document_steal_draft (document);
  g_signal_group_set_target (self->design_signals, hw_document_get_design (document));
  g_signal_group_set_target (self->document_signals, document);
  if (hw_document_get_modified (document))
    note_change (self);
  return self;
}

static void
hw_draft_keeper_dispose (GObject *object)
{
  HwDraftKeeper *self = HW_DRAFT_KEEPER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->design_signals);
  g_clear_object (&self->document_signals);
  g_clear_object (&self->document);
  g_clear_pointer (&self->draft, hw_draft_unref);
  G_OBJECT_CLASS (hw_draft_keeper_parent_class)->dispose (object);
}

static void
hw_draft_keeper_class_init (HwDraftKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_draft_keeper_dispose;
  signals[FAILED] = g_signal_new ("failed",
                                  HW_TYPE_DRAFT_KEEPER,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRING);
}

static void
hw_draft_keeper_init (HwDraftKeeper *self)
{
  self->design_signals = g_signal_group_new (HW_TYPE_DESIGN);
  g_signal_group_connect (self->design_signals, "changed", G_CALLBACK (design_changed_cb), self);
  self->document_signals = g_signal_group_new (HW_TYPE_DOCUMENT);
  g_signal_group_connect (
      self->document_signals, "notify::modified", G_CALLBACK (modified_cb), self);
}
