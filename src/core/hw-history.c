/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-design-private.h"

static HwLog *
log_new (const char *label, const char *merge_key)
{
  HwLog *log = g_new0 (HwLog, 1);

  log->label = g_strdup (label);
  log->merge_key = g_strdup (merge_key);
  log->entries = g_array_new (FALSE, FALSE, sizeof (HwLogEntry));
  log->bytes = g_byte_array_new ();
  return log;
}

static void
log_free (HwLog *log)
{
  if (log == NULL)
    return;
  g_free (log->label);
  g_free (log->merge_key);
  g_array_unref (log->entries);
  g_byte_array_unref (log->bytes);
  g_free (log);
}

void
hw_history_init (HwDesign *self)
{
  self->done = g_ptr_array_new_with_free_func ((GDestroyNotify)log_free);
  self->undone = g_ptr_array_new_with_free_func ((GDestroyNotify)log_free);
  self->state = self->clean_state = self->built_state = 1;
  self->next_state = 2;
}

void
hw_history_clear (HwDesign *self)
{
  g_clear_pointer (&self->open, log_free);
  g_clear_pointer (&self->done, g_ptr_array_unref);
  g_clear_pointer (&self->undone, g_ptr_array_unref);
}

static guint
keep_row (HwLog *log, HwTableKind table, const void *row)
{
  guint offset = log->bytes->len;

  if (row != NULL)
    g_byte_array_append (log->bytes, row, hw_table_class (table)->row_size);
  return offset;
}

void
hw_history_record (HwDesign *self,
                   HwChangeKind kind,
                   HwTableKind table,
                   HwHandle handle,
                   const void *before,
                   const void *after)
{
  HwLogEntry entry = { kind, table, handle, 0, 0 };

  if (self->mode == HW_MODE_BUILD)
    return;
  entry.before = keep_row (self->open, table, before);
  entry.after = keep_row (self->open, table, after);
  g_array_append_val (self->open->entries, entry);
}

static void
take_back (HwDesign *self, const HwLog *log)
{
  for (guint i = log->entries->len; i-- > 0;)
    {
      const HwLogEntry *entry = &g_array_index (log->entries, HwLogEntry, i);
      switch (entry->kind)
        {
        case HW_CHANGE_INSERT:
          hw_raw_remove (self, entry->table, entry->handle);
          break;
        case HW_CHANGE_REMOVE:
          hw_raw_insert (self, entry->table, entry->handle, log->bytes->data + entry->before);
          break;
        case HW_CHANGE_SET:
          hw_raw_set (self, entry->table, entry->handle, log->bytes->data + entry->before);
          break;
        }
    }
}

static void
make_again (HwDesign *self, const HwLog *log)
{
  for (guint i = 0; i < log->entries->len; i++)
    {
      const HwLogEntry *entry = &g_array_index (log->entries, HwLogEntry, i);
      switch (entry->kind)
        {
        case HW_CHANGE_INSERT:
          hw_raw_insert (self, entry->table, entry->handle, log->bytes->data + entry->after);
          break;
        case HW_CHANGE_REMOVE:
          hw_raw_remove (self, entry->table, entry->handle);
          break;
        case HW_CHANGE_SET:
          hw_raw_set (self, entry->table, entry->handle, log->bytes->data + entry->after);
          break;
        }
    }
}

/* Tells observers of the entries of @log from @from on, forwards or backwards. */
static void
tell (HwDesign *self,
      const char *signal,
      HwCause cause,
      const HwLog *log,
      guint from,
      gboolean backwards)
{
  g_autoptr (GArray) changes = NULL;
  HwChangeSet set = { .cause = cause };

  if (log != NULL)
    {
      changes = g_array_sized_new (FALSE, FALSE, sizeof (HwChange), log->entries->len - from);
      for (guint i = from; i < log->entries->len; i++)
        {
          guint at = backwards ? log->entries->len - 1 - (i - from) : i;
          const HwLogEntry *entry = &g_array_index (log->entries, HwLogEntry, at);
          const void *before
              = entry->kind == HW_CHANGE_INSERT ? NULL : log->bytes->data + entry->before;
          const void *after
              = entry->kind == HW_CHANGE_REMOVE ? NULL : log->bytes->data + entry->after;
          HwChange change = { entry->kind, entry->table, entry->handle, before, after };
          if (backwards)
            {
              change.before = after;
              change.after = before;
              if (entry->kind == HW_CHANGE_INSERT)
                change.kind = HW_CHANGE_REMOVE;
              else if (entry->kind == HW_CHANGE_REMOVE)
                change.kind = HW_CHANGE_INSERT;
            }
          g_array_append_val (changes, change);
        }
      set.label = log->label;
      set.changes = (const HwChange *)changes->data;
      set.n_changes = changes->len;
    }
  g_signal_emit_by_name (self, signal, &set);
}

static void
open_transaction (HwDesign *self, HwMode mode, const char *label, const char *merge_key)
{
  if (self->mode == HW_MODE_PREVIEW)
    hw_design_preview_end (self);
  g_return_if_fail (self->mode == HW_MODE_IDLE);
  self->mode = mode;
  self->open = log_new (label, merge_key);
}

void
hw_design_begin (HwDesign *self, const char *label)
{
  open_transaction (self, HW_MODE_EDIT, label, NULL);
  self->merging = FALSE;
}

void
hw_design_begin_merge (HwDesign *self, const char *label, const char *merge_key)
{
  const HwLog *last;

  open_transaction (self, HW_MODE_EDIT, label, merge_key);
  last = self->done->len > 0 ? self->done->pdata[self->done->len - 1] : NULL;
  self->merging = last != NULL && self->undone->len == 0 && self->state != self->clean_state
                  && g_strcmp0 (last->merge_key, merge_key) == 0;
}

static void
append_log (HwLog *to, const HwLog *from)
{
  guint shift = to->bytes->len;

  g_byte_array_append (to->bytes, from->bytes->data, from->bytes->len);
  for (guint i = 0; i < from->entries->len; i++)
    {
      HwLogEntry entry = g_array_index (from->entries, HwLogEntry, i);
      entry.before += shift;
      entry.after += shift;
      g_array_append_val (to->entries, entry);
    }
}

/* Lets observers add to the open transaction what its edits ask for. */
static void
complete (HwDesign *self)
{
  HwLog *log = self->open;

  if (log->entries->len == 0)
    return;
  /* Apart meanwhile: the rows that are told of must not move. */
  self->open = log_new (NULL, NULL);
  tell (self, "completing", HW_CAUSE_COMMIT, log, 0, FALSE);
  append_log (log, self->open);
  log_free (self->open);
  self->open = log;
}

gboolean
hw_design_commit (HwDesign *self)
{
  g_autoptr (GObject) alive = g_object_ref (G_OBJECT (self));
  HwLog *log = self->open;
  guint from = 0;

  g_return_val_if_fail (self->mode == HW_MODE_EDIT, FALSE);
  complete (self);
  self->mode = HW_MODE_IDLE;
  self->open = NULL;
  if (log->entries->len == 0)
    {
      log_free (log);
      return FALSE;
    }
  if (self->merging)
    {
      HwLog *last = self->done->pdata[self->done->len - 1];
      from = last->entries->len;
      append_log (last, log);
      log_free (log);
      log = last;
    }
  else
    {
      g_ptr_array_add (self->done, log);
      g_ptr_array_set_size (self->undone, 0);
    }
  log->state = self->state = self->next_state++;
  tell (self, "changed", HW_CAUSE_COMMIT, log, from, FALSE);
  g_signal_emit_by_name (self, "history-changed");
  return TRUE;
}

void
hw_design_rollback (HwDesign *self)
{
  g_return_if_fail (self->mode == HW_MODE_EDIT);
  take_back (self, self->open);
  g_clear_pointer (&self->open, log_free);
  self->mode = HW_MODE_IDLE;
}

gboolean
hw_design_in_transaction (HwDesign *self)
{
  return self->mode != HW_MODE_IDLE;
}

void
hw_design_preview_begin (HwDesign *self)
{
  open_transaction (self, HW_MODE_PREVIEW, NULL, NULL);
  self->shown = FALSE;
}

void
hw_design_preview_show (HwDesign *self)
{
  g_return_if_fail (self->mode == HW_MODE_PREVIEW && !self->shown);
  complete (self);
  self->shown = TRUE;
  tell (self, "changed", HW_CAUSE_PREVIEW, self->open, 0, FALSE);
}

void
hw_design_preview_end (HwDesign *self)
{
  HwLog *log = self->open;

  if (self->mode != HW_MODE_PREVIEW)
    return;
  take_back (self, log);
  self->open = NULL;
  self->mode = HW_MODE_IDLE;
  if (self->shown)
    tell (self, "changed", HW_CAUSE_PREVIEW_END, log, 0, TRUE);
  log_free (log);
}

gboolean
hw_design_in_preview (HwDesign *self)
{
  return self->mode == HW_MODE_PREVIEW;
}

gboolean
hw_design_preview_suspend (HwDesign *self)
{
  if (self->mode != HW_MODE_PREVIEW)
    return FALSE;
  take_back (self, self->open);
  return TRUE;
}

void
hw_design_preview_resume (HwDesign *self)
{
  g_return_if_fail (self->mode == HW_MODE_PREVIEW);
  make_again (self, self->open);
}

void
hw_design_build_begin (HwDesign *self)
{
  g_return_if_fail (self->mode == HW_MODE_IDLE);
  self->mode = HW_MODE_BUILD;
}

void
hw_design_build_end (HwDesign *self)
{
  g_return_if_fail (self->mode == HW_MODE_BUILD);
  self->mode = HW_MODE_IDLE;
  g_ptr_array_set_size (self->done, 0);
  g_ptr_array_set_size (self->undone, 0);
  self->state = self->clean_state = self->built_state = self->next_state++;
  tell (self, "changed", HW_CAUSE_RESET, NULL, 0, FALSE);
  g_signal_emit_by_name (self, "history-changed");
}

gboolean
hw_design_can_undo (HwDesign *self)
{
  return self->done->len > 0;
}

gboolean
hw_design_can_redo (HwDesign *self)
{
  return self->undone->len > 0;
}

const char *
hw_design_undo_label (HwDesign *self)
{
  return self->done->len > 0 ? ((HwLog *)self->done->pdata[self->done->len - 1])->label : NULL;
}

const char *
hw_design_redo_label (HwDesign *self)
{
  return self->undone->len > 0 ? ((HwLog *)self->undone->pdata[self->undone->len - 1])->label
                               : NULL;
}

gboolean
hw_design_undo (HwDesign *self)
{
  HwLog *log;

  hw_design_preview_end (self);
  g_return_val_if_fail (self->mode == HW_MODE_IDLE, FALSE);
  if (self->done->len == 0)
    return FALSE;
  log = g_ptr_array_steal_index (self->done, self->done->len - 1);
  take_back (self, log);
  g_ptr_array_add (self->undone, log);
  /* Before the first transaction stands the state that the design was built with. */
  self->state = self->done->len > 0 ? ((HwLog *)self->done->pdata[self->done->len - 1])->state
                                    : self->built_state;
  tell (self, "changed", HW_CAUSE_UNDO, log, 0, TRUE);
  g_signal_emit_by_name (self, "history-changed");
  return TRUE;
}

gboolean
hw_design_redo (HwDesign *self)
{
  HwLog *log;

  hw_design_preview_end (self);
  g_return_val_if_fail (self->mode == HW_MODE_IDLE, FALSE);
  if (self->undone->len == 0)
    return FALSE;
  log = g_ptr_array_steal_index (self->undone, self->undone->len - 1);
  make_again (self, log);
  g_ptr_array_add (self->done, log);
  self->state = log->state;
  tell (self, "changed", HW_CAUSE_REDO, log, 0, FALSE);
  g_signal_emit_by_name (self, "history-changed");
  return TRUE;
}

void
hw_design_mark_clean (HwDesign *self)
{
  self->clean_state = self->state;
  g_signal_emit_by_name (self, "history-changed");
}

gboolean
hw_design_is_clean (HwDesign *self)
{
  return self->state == self->clean_state;
}

guint64
hw_design_state (HwDesign *self)
{
  return self->state;
}
