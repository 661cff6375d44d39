/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-draft-keeper.h"

#include "hw-design-copy.h"
#include "hw-design-writer.h"
#include "hw-format.h"

#define AFTER_LAST (2 * G_TIME_SPAN_SECOND)
#define AFTER_FIRST (10 * G_TIME_SPAN_SECOND)
/* A draft takes at most one part in so many of the main thread's time. */
#define SPACING 20
#define RETRY (200 * G_TIME_SPAN_MILLISECOND)
/* The design is copied in pieces that leave time for a frame between them. */
#define SLICE (2 * G_TIME_SPAN_MILLISECOND)

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
  gboolean writing;   /* it is being copied, or a thread is at it */
  HwDesignCopy *copy; /* nullable */
  guint copying;
  gint64 spent;   /* of the main thread's time, for the copy */
  guint n_misses; /* how often it was whole but for the preview */
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
  HwDesign *design; /* a copy of its own */
  HwDraftAbout *about;
} Job;

static void
job_free (Job *job)
{
  hw_draft_unref (job->draft);
  g_clear_object (&job->design);
  hw_draft_about_free (job->about);
  g_free (job);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GBytes) content = hw_design_write_bytes (job->design);
  GError *error = NULL;

  g_clear_object (&job->design);
  if (hw_draft_write (job->draft, content, job->about, &error))
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

/* --- the copy that the thread reads --- */

static void
drop_copy (HwDraftKeeper *self)
{
  g_clear_handle_id (&self->copying, g_source_remove);
  g_clear_pointer (&self->copy, hw_design_copy_free);
}

static gboolean
is_busy (HwDesign *design)
{
  return hw_design_in_transaction (design) && !hw_design_in_preview (design);
}

/* Returns: (transfer full) (nullable): the design as people left it, without the preview of a drag;
 * %NULL where more slices are needed */
static HwDesign *
copy_slice (HwDraftKeeper *self, HwDesign *design)
{
  HwDesign *whole = NULL;
  gboolean suspended;

  if (!hw_design_copy_step (self->copy, g_get_monotonic_time () + SLICE))
    return NULL;
  suspended = hw_design_preview_suspend (design);
  /* What the preview had touched. Much may be carried: then the time grows. */
  if (hw_design_copy_step (self->copy, g_get_monotonic_time () + SLICE * ++self->n_misses))
    whole = hw_design_copy_finish (self->copy);
  if (suspended)
    hw_design_preview_resume (design);
  return whole;
}

static void
write_copy (HwDraftKeeper *self, HwDesign *copy)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, written_cb, NULL);
  const HwFileState *known = hw_document_get_known (self->document);
  Job *job = g_new0 (Job, 1);

  job->draft = hw_draft_ref (self->draft);
  job->design = copy;
  job->about = hw_draft_about_new (hw_document_get_title (self->document),
                                   hw_document_get_file (self->document),
                                   known != NULL ? known->hash : NULL);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_run_in_thread (task, write_in_thread);
}

static gboolean
copy_cb (gpointer data)
{
  HwDraftKeeper *self = data;
  HwDesign *design = hw_document_get_design (self->document);
  gint64 start = g_get_monotonic_time (), end;
  HwDesign *whole;

  if (is_busy (design))
    return G_SOURCE_CONTINUE;
  whole = copy_slice (self, design);
  end = g_get_monotonic_time ();
  self->spent += end - start;
  if (whole == NULL)
    return G_SOURCE_CONTINUE;
  self->not_before = end + SPACING * self->spent;
  self->copying = 0;
  drop_copy (self);
  hw_format_copy (design, whole);
  write_copy (self, whole);
  return G_SOURCE_REMOVE;
}

static void
write_draft (HwDraftKeeper *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = hw_state_folder ("drafts");

  if (self->draft == NULL)
    self->draft = hw_draft_new (folder, &error);
  self->first = self->last = 0;
  if (self->draft == NULL)
    {
      report (self, error);
      return;
    }
  self->writing = TRUE;
  self->spent = 0;
  self->n_misses = 0;
  self->copy = hw_design_copy_new (hw_document_get_design (self->document));
  self->copying = g_idle_add (copy_cb, self);
}

static gboolean
timeout_cb (gpointer data)
{
  HwDraftKeeper *self = HW_DRAFT_KEEPER (data);
  HwDesign *design = hw_document_get_design (self->document);
  gint64 now = g_get_monotonic_time ();
  gint64 due = MAX (MIN (self->last + AFTER_LAST, self->first + AFTER_FIRST), self->not_before);

  self->source = 0;
  if (self->first == 0 || !hw_document_get_modified (self->document))
    {
      self->first = self->last = 0;
      return G_SOURCE_REMOVE;
    }
  if (now < due)
    schedule (self, due - now);
  else if (self->writing || is_busy (design))
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
  drop_copy (self);
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
  drop_copy (self);
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
