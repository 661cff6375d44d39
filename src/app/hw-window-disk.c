/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include <glib/gi18n.h>

#include "hw-design-reader.h"
#include "hw-merge.h"
#include "hw-message.h"

/* What to do when the file of the document is changed by somebody else. */

/* Programs write in several steps; only what is there afterwards counts. */
#define SETTLE_MS 300

/* --- noticing --- */

static char *
dup_file_name (HwWindow *self)
{
  g_autofree char *name = g_file_get_basename (hw_document_get_file (self->document));

  return g_filename_display_name (name);
}

static gboolean
check_cb (gpointer data)
{
  HwWindow *self = HW_WINDOW (data);
  HwDiskState state;
  g_autofree char *name = NULL;

  self->disk_check = 0;
  if (self->document == NULL || hw_document_get_file (self->document) == NULL)
    return G_SOURCE_REMOVE;
  state = hw_document_check_disk (self->document);
  name = dup_file_name (self);
  hw_disk_bar_show (self->disk_bar, state, name, hw_document_get_modified (self->document));
  if (state == HW_DISK_MISSING)
    hw_document_mark_unsaved (self->document);
  return G_SOURCE_REMOVE;
}

void
hw_window_note_vanished (HwWindow *self)
{
  if (hw_document_check_disk (self->document) == HW_DISK_MISSING)
    hw_document_mark_unsaved (self->document);
}

static void
check_soon (HwWindow *self)
{
  g_clear_handle_id (&self->disk_check, g_source_remove);
  self->disk_check = g_timeout_add (SETTLE_MS, check_cb, self);
}

static void
monitor_changed_cb (
    GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, HwWindow *self)
{
  check_soon (self);
}

void
hw_window_watch_file (HwWindow *self)
{
  GFile *file = self->document != NULL ? hw_document_get_file (self->document) : NULL;

  g_clear_handle_id (&self->disk_check, g_source_remove);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  hw_disk_bar_hide (self->disk_bar);
  if (file == NULL)
    return;
  /* Where a place cannot be watched, saving still looks. */
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect (self->monitor, "changed", G_CALLBACK (monitor_changed_cb), self);
  check_soon (self);
}

/* --- reloading --- */

static void
reload (HwWindow *self)
{
  g_autoptr (GFile) file = g_object_ref (hw_document_get_file (self->document));
  g_autoptr (HwDocument) document = hw_window_load (self, file);

  if (document != NULL)
    hw_window_set_document (self, document);
}

static void
reload_answered_cb (HwMessage *message, const char *answer, gpointer data)
{
  HwWindow *self = HW_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (message)));

  if (g_str_equal (answer, "reload") && self->document != NULL)
    reload (self);
}

static void
reload_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = HW_WINDOW (data);
  HwMessage *message;
  g_autofree char *title = NULL;

  if (self->document == NULL || hw_document_get_file (self->document) == NULL)
    return;
  if (!hw_document_get_modified (self->document))
    {
      reload (self);
      return;
    }
  title
      = g_strdup_printf (_ ("Drop your changes to “%s”?"), hw_document_get_title (self->document));
  message = hw_message_new (
      GTK_WINDOW (self), title, _ ("Reloading opens what the file holds now in their place."));
  hw_message_add_button (message, "cancel", _ ("_Cancel"), NULL);
  hw_message_add_button (message, "reload", _ ("_Reload"), "destructive-action");
  hw_message_ask (message, reload_answered_cb, NULL);
}

static void
keep_mine_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_disk_bar_hide (HW_WINDOW (data)->disk_bar);
}

/* --- merging --- */

static char *
conflicts_to_text (GPtrArray *conflicts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const HwConflict *conflict = g_ptr_array_index (conflicts, i);
      gboolean named = conflict->name != NULL && *conflict->name != '\0';

      g_string_append_printf (text,
                              "%s%s: %s",
                              i > 0 ? "\n" : "",
                              named ? conflict->name : conflict->id,
                              conflict->message);
    }
  return g_string_free (text, FALSE);
}

static void
say_merged (HwWindow *self, GPtrArray *conflicts)
{
  g_autofree char *text = NULL;

  if (conflicts->len == 0)
    {
      hw_window_notice (
          self, FALSE, _ ("Both changes are in the design now. Save it to keep them."));
      return;
    }
  text = conflicts_to_text (conflicts);
  hw_message_say (
      GTK_WINDOW (self),
      _ ("The changes were merged, with conflicts."),
      _ ("Where both sides changed the same, yours was kept. Look at these, then save:"),
      text);
}

static void
merge (HwWindow *self)
{
  g_autoptr (GFile) file = g_object_ref (hw_document_get_file (self->document));
  const HwFileState *known = hw_document_get_known (self->document);
  g_autofree char *name = dup_file_name (self);
  g_autoptr (HwFindings) findings = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwFileState) now = hw_file_state_read (file, name, &error);
  g_autoptr (HwDesign) theirs = NULL;
  g_autoptr (HwDesign) base = NULL;
  g_autoptr (HwDesign) merged = NULL;
  g_autoptr (HwDocument) document = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  if (now != NULL)
    theirs = hw_design_read_bytes (now->bytes, name, &findings, &error);
  if (theirs == NULL)
    {
      hw_window_report_unreadable (self, file, findings, error);
      return;
    }
  base = hw_design_read_bytes (known->bytes, name, NULL, NULL);
  hw_design_preview_end (hw_document_get_design (self->document));
  merged = hw_merge (base, hw_document_get_design (self->document), theirs, &conflicts);
  document = hw_document_new_merged (self->document, merged, g_steal_pointer (&now));
  /* The draft of ours stands until there is one of both. */
  if (self->keeper != NULL)
    hw_document_take_draft (document, hw_draft_keeper_steal (self->keeper));
  hw_window_set_document (self, document);
  say_merged (self, conflicts);
}

/* --- saving over it --- */

static void
conflict_answered_cb (HwMessage *message, const char *answer, gpointer data)
{
  HwWindow *self = HW_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (message)));

  if (self->document == NULL)
    return;
  if (g_str_equal (answer, "overwrite"))
    hw_window_write_file (self, hw_document_get_file (self->document));
  else if (g_str_equal (answer, "save-as"))
    hw_window_ask_where_to_save (self);
  else
    self->close_when_saved = FALSE;
  if (g_str_equal (answer, "merge"))
    merge (self);
}

gboolean
hw_window_ask_about_disk (HwWindow *self)
{
  const HwFileState *known = hw_document_get_known (self->document);
  HwMessage *message;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  if (hw_document_check_disk (self->document) != HW_DISK_CHANGED)
    return FALSE;
  name = dup_file_name (self);
  title = g_strdup_printf (_ ("Another program changed “%s” since you opened it."), name);
  message = hw_message_new (
      GTK_WINDOW (self),
      title,
      known->bytes != NULL
          ? _ ("Overwriting drops what it wrote; the last state is kept as a backup. Merging puts "
               "both changes into the design that is open here.")
          : _ ("Overwriting drops what it wrote; the last state is kept as a backup."));
  hw_message_add_button (message, "cancel", _ ("_Cancel"), NULL);
  hw_message_add_button (message, "overwrite", _ ("_Overwrite"), "destructive-action");
  hw_message_add_button (
      message, "save-as", _ ("Save _As…"), known->bytes != NULL ? NULL : "suggested-action");
  if (known->bytes != NULL)
    hw_message_add_button (message, "merge", _ ("_Merge"), "suggested-action");
  hw_message_ask (message, conflict_answered_cb, NULL);
  return TRUE;
}

static const GActionEntry entries[] = {
  { .name = "reload", .activate = reload_cb },
  { .name = "keep-mine", .activate = keep_mine_cb },
};

void
hw_window_add_disk_actions (HwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
