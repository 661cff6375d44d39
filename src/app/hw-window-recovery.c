/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include <glib/gi18n.h>

#include "hw-backup.h"
#include "hw-message.h"
#include "hw-recovery-list.h"

/* Drafts of this window's document, left-over drafts of others, and the backup of the last save. */

/* --- drafts --- */

static void
draft_failed_cb (HwDraftKeeper *keeper, const char *reason, HwWindow *self)
{
  g_autofree char *text
      = g_strdup_printf (_ ("Unsaved changes cannot be kept safe, save now and then: %s"), reason);

  hw_window_notice (self, FALSE, text);
}

void
hw_window_keep_drafts (HwWindow *self)
{
  if (self->keeper != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->keeper, self);
      hw_draft_keeper_close (self->keeper);
    }
  g_clear_object (&self->keeper);
  if (self->document == NULL)
    return;
  self->keeper = hw_draft_keeper_new (self->document);
  g_signal_connect (self->keeper, "failed", G_CALLBACK (draft_failed_cb), self);
}

/* --- recovering --- */

static void
refresh_list (HwWindow *self)
{
  if (self->document == NULL)
    hw_start_page_populate (self->start_page);
}

static void
recover (HwWindow *self, HwOrphan *orphan)
{
  HwDiskState state = hw_orphan_compare (orphan);
  g_autoptr (HwFindings) findings = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwDocument) document
      = hw_document_recover (self->catalogue, orphan, &findings, &error);
  HwWindow *window;

  if (document == NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path (orphan->path);

      hw_window_report_unreadable (self, file, findings, error);
      refresh_list (self);
      return;
    }
  window = hw_window_for_document (self);
  hw_window_set_document (window, document);
  if (state == HW_DISK_CHANGED)
    hw_message_say (GTK_WINDOW (window),
                    _ ("The changes are back, but the file is another now."),
                    _ ("It was written after these changes began. Saving will ask what to do."),
                    NULL);
  else if (orphan->note != NULL)
    hw_message_say (GTK_WINDOW (window),
                    _ ("The changes are back, but not where they belong to."),
                    _ ("Which file they belong to cannot be read. Save the design under a name."),
                    orphan->note);
  else
    hw_window_notice (window, FALSE, _ ("The unsaved changes are back. Save to keep them."));
}

static void
discard (HwWindow *self, HwOrphan *orphan)
{
  g_autoptr (GError) error = NULL;

  if (!hw_orphan_discard (orphan, &error))
    hw_message_say (
        GTK_WINDOW (self), _ ("The changes cannot be discarded."), error->message, NULL);
  refresh_list (self);
}

/* The left-over draft of that name, as the start page shows it. */
static HwOrphan *
find_orphan (GVariant *parameter)
{
  g_autofree char *folder = hw_state_folder ("drafts");
  g_autoptr (GPtrArray) orphans = hw_recovery_find_all (folder);

  for (guint i = 0; i < orphans->len; i++)
    {
      HwOrphan *orphan = g_ptr_array_index (orphans, i);

      if (g_str_equal (orphan->name, g_variant_get_string (parameter, NULL)))
        return g_ptr_array_steal_index (orphans, i);
    }
  return NULL;
}

static void
recover_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (HwOrphan) orphan = find_orphan (parameter);

  if (orphan != NULL)
    recover (HW_WINDOW (data), orphan);
  else
    refresh_list (HW_WINDOW (data));
}

static void
discard_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (HwOrphan) orphan = find_orphan (parameter);

  if (orphan != NULL)
    discard (HW_WINDOW (data), orphan);
  else
    refresh_list (HW_WINDOW (data));
}

/* --- opening a file that has a left-over draft --- */

static void
offer_answered_cb (HwMessage *message, const char *answer, gpointer data)
{
  HwWindow *self = HW_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (message)));
  HwOrphan *orphan = g_object_get_data (G_OBJECT (message), "orphan");

  if (g_str_equal (answer, "recover"))
    recover (self, orphan);
  else if (g_str_equal (answer, "discard"))
    {
      discard (self, orphan);
      hw_window_open_saved (self, orphan->original);
    }
}

gboolean
hw_window_offer_recovery (HwWindow *self, GFile *file)
{
  g_autofree char *folder = hw_state_folder ("drafts");
  HwOrphan *orphan = hw_recovery_find (folder, file);
  HwMessage *message;
  g_autofree char *title = NULL;

  if (orphan == NULL)
    return FALSE;
  title = hw_recovery_list_describe (orphan);
  message = hw_message_new (
      GTK_WINDOW (self),
      title,
      hw_orphan_compare (orphan) == HW_DISK_CHANGED
          ? _ ("The program ended before they were saved. The file was written since: saving the "
               "recovered design will ask what to do.")
          : _ ("The program ended before they were saved. Discarding opens the file as it was "
               "saved last."));
  g_object_set_data_full (G_OBJECT (message), "orphan", orphan, (GDestroyNotify)hw_orphan_free);
  hw_message_add_button (message, "cancel", _ ("_Cancel"), NULL);
  hw_message_add_button (message, "discard", _ ("_Discard Changes"), "destructive-action");
  hw_message_add_button (message, "recover", _ ("_Recover"), "suggested-action");
  hw_message_ask (message, offer_answered_cb, NULL);
  return TRUE;
}

/* --- the backup --- */

static void
open_backup_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = HW_WINDOW (data);
  GFile *file = self->document != NULL ? hw_document_get_file (self->document) : NULL;
  g_autofree char *folder = hw_state_folder ("backups");
  g_autoptr (GFile) backup = file != NULL ? hw_backup_find (folder, file) : NULL;
  g_autoptr (HwDocument) document = NULL;
  HwWindow *window;

  if (backup == NULL)
    {
      hw_window_notice (self, FALSE, _ ("There is no backup: it was not saved twice yet."));
      return;
    }
  document = hw_window_load (self, backup);
  if (document == NULL)
    return;
  hw_document_detach (document);
  /* Beside the design that it is a backup of. */
  window = hw_window_new (
      gtk_window_get_application (GTK_WINDOW (self)), self->catalogue, self->settings);
  gtk_window_present (GTK_WINDOW (window));
  hw_window_set_document (window, document);
  hw_window_notice (
      window, FALSE, _ ("This is what the file held before the last save. It has no file yet."));
}

static const GActionEntry entries[] = {
  { .name = "recover", .activate = recover_cb, .parameter_type = "s" },
  { .name = "discard-draft", .activate = discard_cb, .parameter_type = "s" },
  { .name = "open-backup", .activate = open_backup_cb },
};

void
hw_window_add_recovery_actions (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
