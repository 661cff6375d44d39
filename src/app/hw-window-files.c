/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-window-private.h"

#include <glib/gi18n.h>

#include "hw-file-dialog.h"
#include "hw-io-error.h"
#include "hw-message.h"
#include "hw-drawing-set-window.h"
#include "hw-print-operation.h"

/* Opening, saving, exporting. */

#define SUFFIX ".hallwright"
#define MIME_TYPE "application/x-hallwright+xml"

/* --- opening --- */

static void
remember_file (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *name = g_get_application_name () != NULL ? g_strdup (g_get_application_name ())
                                                            : g_strdup ("Hallwright");
  GtkRecentData recent = {
    .mime_type = (char *)MIME_TYPE,
    .app_name = name,
    .app_exec = (char *)"hallwright %f",
  };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &recent);
}

/* A file that is gone is no recent file any more. */
static void
forget_vanished (HwWindow *self, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  if (g_file_query_exists (file, NULL))
    return;
  gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), uri, NULL);
  if (self->document == NULL)
    hw_start_page_populate (self->start_page);
}

static char *
dup_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_filename_display_name (name);
}

void
hw_window_report_unreadable (HwWindow *self, GFile *file, HwFindings *findings, const GError *error)
{
  g_autofree char *name = dup_name (file);
  g_autofree char *title = g_strdup_printf (_ ("“%s” cannot be opened."), name);
  g_autofree char *lines = NULL;

  if (findings != NULL && hw_findings_count (findings) > 0)
    lines = hw_findings_to_text (findings);
  hw_message_say (GTK_WINDOW (self),
                  title,
                  lines != NULL ? _ ("It is not a sound design. What is wrong with it:")
                                : error->message,
                  lines);
}

static void
report_notes (HwWindow *self, HwFindings *findings)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (findings == NULL || hw_findings_n_notes (findings) == 0)
    return;
  for (guint i = 0; i < hw_findings_n_notes (findings); i++)
    {
      const HwFinding *note = hw_findings_get_note (findings, i);

      g_string_append_printf (
          text, "%s%s:%u: %s", i > 0 ? "\n" : "", note->file, note->line, note->message);
    }
  hw_message_say (GTK_WINDOW (self), _ ("The file was opened with notes."), NULL, text->str);
}

HwDocument *
hw_window_load (HwWindow *self, GFile *file)
{
  g_autoptr (HwFindings) findings = NULL;
  g_autoptr (GError) error = NULL;
  HwDocument *document = hw_document_load (self->catalogue, file, &findings, &error);

  if (document == NULL)
    hw_window_report_unreadable (self, file, findings, error);
  else
    report_notes (self, findings);
  return document;
}

/* A document that somebody works on stays where it is. */
HwWindow *
hw_window_for_document (HwWindow *self)
{
  HwWindow *window;

  if (hw_window_is_free (self))
    return self;
  window = hw_window_new (
      gtk_window_get_application (GTK_WINDOW (self)), self->catalogue, self->settings);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* The same file may go by several names. */
static gboolean
is_same_file (GFile *a, GFile *b)
{
  g_autoptr (GFileInfo) left = NULL;
  g_autoptr (GFileInfo) right = NULL;

  if (g_file_equal (a, b))
    return TRUE;
  left = g_file_query_info (a, G_FILE_ATTRIBUTE_ID_FILE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  right = g_file_query_info (b, G_FILE_ATTRIBUTE_ID_FILE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  return left != NULL && right != NULL
         && g_strcmp0 (g_file_info_get_attribute_string (left, G_FILE_ATTRIBUTE_ID_FILE),
                       g_file_info_get_attribute_string (right, G_FILE_ATTRIBUTE_ID_FILE))
                == 0;
}

HwWindow *
hw_window_raise_file (GtkApplication *application, GFile *file)
{
  for (GList *item = gtk_application_get_windows (application); item != NULL; item = item->next)
    {
      HwDocument *document = HW_IS_WINDOW (item->data) ? hw_window_get_document (item->data) : NULL;
      GFile *open = document != NULL ? hw_document_get_file (document) : NULL;

      if (open != NULL && is_same_file (open, file))
        {
          gtk_window_present (item->data);
          return item->data;
        }
    }
  return NULL;
}

gboolean
hw_window_open_saved (HwWindow *self, GFile *file)
{
  g_autoptr (HwDocument) document = hw_window_load (self, file);

  if (document == NULL)
    {
      forget_vanished (self, file);
      return FALSE;
    }
  hw_window_set_document (hw_window_for_document (self), document);
  remember_file (file);
  return TRUE;
}

gboolean
hw_window_open_file (HwWindow *self, GFile *file)
{
  if (hw_window_raise_file (gtk_window_get_application (GTK_WINDOW (self)), file) != NULL
      || hw_window_offer_recovery (self, file))
    return TRUE;
  return hw_window_open_saved (self, file);
}

static void
open_chosen_cb (GFile *file, gpointer data)
{
  HwWindow *self = data;

  if (file != NULL)
    hw_window_open_file (self, file);
  g_object_unref (self);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_file_dialog_open (GTK_WINDOW (data), HW_FILE_DESIGN, open_chosen_cb, g_object_ref (data));
}

/* A path or an address. */
static void
open_path_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (parameter, NULL));

  hw_window_open_file (HW_WINDOW (data), file);
}

static void
open_example_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = HW_WINDOW (data);
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));
  g_autoptr (HwDocument) document = hw_window_load (self, file);

  if (document == NULL)
    return;
  hw_document_detach (document);
  hw_window_set_document (hw_window_for_document (self), document);
}

static void
new_hall_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = HW_WINDOW (data);
  g_autoptr (HwDocument) document = hw_document_new (self->catalogue);

  hw_window_set_document (hw_window_for_document (self), document);
}

/* --- saving --- */

static void
unsaved_answered_cb (HwMessage *message, const char *answer, gpointer data)
{
  HwWindow *self = HW_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (message)));

  if (g_str_equal (answer, "save-as") && self->document != NULL)
    hw_window_ask_where_to_save (self);
}

static void
say_unsaved (HwWindow *self, GFile *file, const GError *error)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  gboolean gone = folder != NULL && !g_file_query_exists (folder, NULL);
  g_autofree char *folder_name = folder != NULL ? g_file_get_parse_name (folder) : NULL;
  g_autofree char *name = dup_name (file);
  g_autofree char *title = g_strdup_printf (_ ("“%s” cannot be saved."), name);
  g_autofree char *reason = gone ? g_strdup_printf (_ ("There is no folder “%s”."), folder_name)
                                 : g_strdup (error->message);
  g_autofree char *text
      = g_strdup_printf (_ ("%s\nThe design is still open with all changes."), reason);
  HwMessage *message = hw_message_new (GTK_WINDOW (self), title, text);

  hw_message_add_button (message, "cancel", _ ("_Close"), NULL);
  hw_message_add_button (message, "save-as", _ ("Save _As…"), "suggested-action");
  hw_message_ask (message, unsaved_answered_cb, NULL);
}

gboolean
hw_window_write_file (HwWindow *self, GFile *file)
{
  g_autoptr (GFile) kept = g_object_ref (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) backup_error = NULL;

  if (!hw_document_save (self->document, kept, &backup_error, &error))
    {
      self->close_when_saved = FALSE;
      hw_window_note_vanished (self);
      say_unsaved (self, kept, error);
      return FALSE;
    }
  remember_file (kept);
  hw_window_watch_file (self);
  if (backup_error != NULL)
    {
      g_autofree char *text
          = g_strdup_printf (_ ("It is saved, but what was there before could not be kept: %s"),
                             backup_error->message);

      hw_window_notice (self, FALSE, text);
    }
  if (self->close_when_saved)
    gtk_window_close (GTK_WINDOW (self));
  return TRUE;
}

/* Looks first whether somebody else wrote there. */
static void
save_to (HwWindow *self, GFile *file)
{
  GFile *own = hw_document_get_file (self->document);

  if (own == NULL || !g_file_equal (own, file) || !hw_window_ask_about_disk (self))
    hw_window_write_file (self, file);
}

static void
save_chosen_cb (GFile *file, gpointer data)
{
  HwWindow *self = data;

  if (file != NULL && self->document != NULL)
    save_to (self, file);
  else
    self->close_when_saved = FALSE;
  g_object_unref (self);
}

static char *
dup_proposed_name (HwWindow *self, const char *suffix)
{
  GFile *file = hw_document_get_file (self->document);
  g_autofree char *name = file != NULL ? g_file_get_basename (file)
                                       : g_strdup (hw_document_get_title (self->document));

  if (g_str_has_suffix (name, SUFFIX))
    name[strlen (name) - strlen (SUFFIX)] = '\0';
  g_strdelimit (name, "/\\:", '-');
  return g_strconcat (name, suffix, NULL);
}

void
hw_window_ask_where_to_save (HwWindow *self)
{
  GFile *file = hw_document_get_file (self->document);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  g_autofree char *name = dup_proposed_name (self, SUFFIX);

  hw_file_dialog_save (
      GTK_WINDOW (self), HW_FILE_DESIGN, folder, name, save_chosen_cb, g_object_ref (self));
}

void
hw_window_save (HwWindow *self)
{
  GFile *file = hw_document_get_file (self->document);

  if (file != NULL)
    save_to (self, file);
  else
    hw_window_ask_where_to_save (self);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_window_save (HW_WINDOW (data));
}

static void
save_as_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hw_window_ask_where_to_save (HW_WINDOW (data));
}

static void
save_to_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (parameter, NULL));

  save_to (HW_WINDOW (data), file);
}

/* --- paper --- */

static void
export_to (HwWindow *self, const char *path)
{
  g_autoptr (HwPrintOperation) operation = hw_print_operation_new (self->document);
  g_autoptr (GError) error = NULL;
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *text = NULL;

  if (hw_print_operation_export (operation, path, &error))
    {
      text = g_strdup_printf (_ ("The drawings are in “%s”."), name);
      hw_window_notice (self, FALSE, text);
      return;
    }
  text = g_strdup_printf (_ ("“%s” cannot be written."), name);
  hw_message_say (GTK_WINDOW (self), text, error->message, NULL);
}

static void
export_chosen_cb (GFile *file, gpointer data)
{
  HwWindow *self = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->document != NULL)
    export_to (self, path);
  g_object_unref (self);
}

static void
export_pdf_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = HW_WINDOW (data);
  GFile *file = hw_document_get_file (self->document);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  g_autofree char *name = dup_proposed_name (self, ".pdf");

  hw_file_dialog_save (
      GTK_WINDOW (self), HW_FILE_PDF, folder, name, export_chosen_cb, g_object_ref (self));
}

static void
export_to_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  export_to (HW_WINDOW (data), g_variant_get_string (parameter, NULL));
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = HW_WINDOW (data);
  g_autoptr (HwPrintOperation) operation = hw_print_operation_new (self->document);
  g_autoptr (GError) error = NULL;

  if (!hw_print_operation_print (operation, GTK_WINDOW (self), &error))
    hw_message_say (GTK_WINDOW (self), _ ("The drawings cannot be printed."), error->message, NULL);
}

static void
drawing_set_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HwWindow *self = HW_WINDOW (data);

  if (self->drawing_set == NULL)
    g_set_weak_pointer (&self->drawing_set,
                        GTK_WIDGET (hw_drawing_set_window_new (GTK_WINDOW (self), self->document)));
  gtk_window_present (GTK_WINDOW (self->drawing_set));
}

/* --- files dropped onto the window --- */

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, HwWindow *self)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *item = files; item != NULL; item = item->next)
    hw_window_open_file (self, G_FILE (item->data));
  return files != NULL;
}

static const GActionEntry entries[] = {
  { .name = "open", .activate = open_cb },
  { .name = "open-path", .activate = open_path_cb, .parameter_type = "s" },
  { .name = "open-example", .activate = open_example_cb, .parameter_type = "s" },
  { .name = "new-hall", .activate = new_hall_cb },
  { .name = "save", .activate = save_cb },
  { .name = "save-as", .activate = save_as_cb },
  { .name = "save-to", .activate = save_to_cb, .parameter_type = "s" },
  { .name = "export-pdf", .activate = export_pdf_cb },
  { .name = "export-to", .activate = export_to_cb, .parameter_type = "s" },
  { .name = "print", .activate = print_cb },
  { .name = "drawing-set", .activate = drawing_set_cb },
};

void
hw_window_add_file_actions (HwWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
