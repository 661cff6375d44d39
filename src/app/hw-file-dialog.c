/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-file-dialog.h"

#include <glib/gi18n.h>

/* GTK 4.10 replaced the interface of 4.8, which it deprecates; both go through the portal in a
 * sandbox. */
#define NEW_DIALOG GTK_CHECK_VERSION (4, 10, 0)

typedef struct
{
  HwFileChosen chosen;
  gpointer data;
} Choice;

static Choice *
choice_new (HwFileChosen chosen, gpointer data)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->chosen = chosen;
  choice->data = data;
  return choice;
}

/* @file: (transfer full) (nullable) */
static void
choice_made (Choice *choice, GFile *file)
{
  g_autoptr (GFile) chosen = file;

  choice->chosen (chosen, choice->data);
  g_free (choice);
}

static GtkFileFilter *
filter_new (HwFileType type)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  if (type == HW_FILE_DESIGN)
    {
      gtk_file_filter_set_name (filter, _ ("Hallwright designs"));
      gtk_file_filter_add_pattern (filter, "*.hallwright");
      gtk_file_filter_add_mime_type (filter, "application/x-hallwright+xml");
    }
  else if (type == HW_FILE_DUMP)
    {
      gtk_file_filter_set_name (filter, _ ("Output of ibnetdiscover"));
      gtk_file_filter_add_pattern (filter, "*.net");
      gtk_file_filter_add_pattern (filter, "*.txt");
      gtk_file_filter_add_pattern (filter, "*.topo");
    }
  else if (type == HW_FILE_WEATHER)
    {
      gtk_file_filter_set_name (filter, _ ("Weather files, EPW and CSV"));
      gtk_file_filter_add_pattern (filter, "*.epw");
      gtk_file_filter_add_pattern (filter, "*.EPW");
      gtk_file_filter_add_pattern (filter, "*.csv");
    }
  else
    {
      gtk_file_filter_set_name (filter, _ ("PDF drawings"));
      gtk_file_filter_add_pattern (filter, "*.pdf");
    }
  return filter;
}

static GtkFileFilter *
all_files_new (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("All files"));
  gtk_file_filter_add_pattern (filter, "*");
  return filter;
}

#if NEW_DIALOG

/* We ask for nothing newer than 4.8 elsewhere, and are warned of it here. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static GtkFileDialog *
dialog_new (const char *title, const char *accept, HwFileType type)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = filter_new (type);

  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, accept);
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  return dialog;
}

/* A dialog that was closed gives no file, which is no failure. */
static void
opened_cb (GObject *dialog, GAsyncResult *result, gpointer choice)
{
  choice_made (choice, gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL));
}

static void
saved_cb (GObject *dialog, GAsyncResult *result, gpointer choice)
{
  choice_made (choice, gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL));
}

static void
ask_open (GtkWindow *parent, const char *title, const char *accept, HwFileType type, Choice *choice)
{
  g_autoptr (GtkFileDialog) dialog = dialog_new (title, accept, type);
  g_autoptr (GtkFileFilter) all = all_files_new ();

  g_list_store_append (G_LIST_STORE (gtk_file_dialog_get_filters (dialog)), all);
  gtk_file_dialog_open (dialog, parent, NULL, opened_cb, choice);
}

static void
ask_save (GtkWindow *parent,
          const char *title,
          const char *accept,
          HwFileType type,
          GFile *folder,
          const char *name,
          Choice *choice)
{
  g_autoptr (GtkFileDialog) dialog = dialog_new (title, accept, type);

  gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, parent, NULL, saved_cb, choice);
}

G_GNUC_END_IGNORE_DEPRECATIONS

#else

static void
response_cb (GtkNativeDialog *dialog, int response, Choice *choice)
{
  GFile *file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  choice_made (choice, file);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static GtkFileChooserNative *
dialog_new (GtkWindow *parent,
            const char *title,
            GtkFileChooserAction action,
            const char *accept,
            HwFileType type,
            Choice *choice)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (title, parent, action, accept, _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = filter_new (type);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), choice);
  return dialog;
}

static void
ask_open (GtkWindow *parent, const char *title, const char *accept, HwFileType type, Choice *choice)
{
  GtkFileChooserNative *dialog
      = dialog_new (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, accept, type, choice);
  g_autoptr (GtkFileFilter) all = all_files_new ();

  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
ask_save (GtkWindow *parent,
          const char *title,
          const char *accept,
          HwFileType type,
          GFile *folder,
          const char *name,
          Choice *choice)
{
  GtkFileChooserNative *dialog
      = dialog_new (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, accept, type, choice);

  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

void
hw_file_dialog_open (GtkWindow *parent, HwFileType type, HwFileChosen chosen, gpointer data)
{
  ask_open (parent,
            type == HW_FILE_DESIGN    ? _ ("Open a Design")
            : type == HW_FILE_WEATHER ? _ ("Import a Weather File")
                                      : _ ("Compare with a Fabric as Built"),
            type == HW_FILE_DESIGN    ? _ ("_Open")
            : type == HW_FILE_WEATHER ? _ ("_Import")
                                      : _ ("_Compare"),
            type,
            choice_new (chosen, data));
}

void
hw_file_dialog_save (GtkWindow *parent,
                     HwFileType type,
                     GFile *folder,
                     const char *name,
                     HwFileChosen chosen,
                     gpointer data)
{
  ask_save (parent,
            type == HW_FILE_DESIGN ? _ ("Save the Design") : _ ("Export the Drawings"),
            type == HW_FILE_DESIGN ? _ ("_Save") : _ ("_Export"),
            type,
            folder,
            name,
            choice_new (chosen, data));
}
