/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-file-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  HwFileChosen chosen;
  gpointer data;
} Choice;

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
  else
    {
      gtk_file_filter_set_name (filter, _ ("PDF drawings"));
      gtk_file_filter_add_pattern (filter, "*.pdf");
    }
  return filter;
}

static void
response_cb (GtkNativeDialog *dialog, int response, Choice *choice)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  choice->chosen (file, choice->data);
  g_free (choice);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static GtkFileChooserNative *
dialog_new (GtkWindow *parent,
            const char *title,
            GtkFileChooserAction action,
            const char *accept,
            HwFileType type,
            HwFileChosen chosen,
            gpointer data)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (title, parent, action, accept, _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = filter_new (type);
  Choice *choice = g_new0 (Choice, 1);

  choice->chosen = chosen;
  choice->data = data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), choice);
  return dialog;
}

void
hw_file_dialog_open (GtkWindow *parent, HwFileChosen chosen, gpointer data)
{
  GtkFileChooserNative *dialog = dialog_new (parent,
                                             _ ("Open a Design"),
                                             GTK_FILE_CHOOSER_ACTION_OPEN,
                                             _ ("_Open"),
                                             HW_FILE_DESIGN,
                                             chosen,
                                             data);
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
hw_file_dialog_save (GtkWindow *parent,
                     HwFileType type,
                     GFile *folder,
                     const char *name,
                     HwFileChosen chosen,
                     gpointer data)
{
  GtkFileChooserNative *dialog
      = dialog_new (parent,
                    type == HW_FILE_DESIGN ? _ ("Save the Design") : _ ("Export the Drawings"),
                    GTK_FILE_CHOOSER_ACTION_SAVE,
                    type == HW_FILE_DESIGN ? _ ("_Save") : _ ("_Export"),
                    type,
                    chosen,
                    data);

  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
