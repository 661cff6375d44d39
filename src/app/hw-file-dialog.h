/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The one place that lets people choose files. @file is %NULL where they did not; it is borrowed.
 */
typedef void (*HwFileChosen) (GFile *file, gpointer data);

typedef enum
{
  HW_FILE_DESIGN,
  HW_FILE_PDF,
  HW_FILE_DUMP, /* of a fabric as built */
  HW_FILE_WEATHER,
} HwFileType;

void hw_file_dialog_open (GtkWindow *parent, HwFileType type, HwFileChosen chosen, gpointer data);
/* @name: proposed; @folder: (nullable) */
void hw_file_dialog_save (GtkWindow *parent,
                          HwFileType type,
                          GFile *folder,
                          const char *name,
                          HwFileChosen chosen,
                          gpointer data);

G_END_DECLS
