/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-backup.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "hw-io-error.h"
#include "hw-output.h"

#define FOLDER_MODE 0700

static GFile *
place_of (const char *folder, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);
  g_autofree char *path = g_strconcat (folder, "/", hash, ".hallwright", NULL);

  return g_file_new_for_path (path);
}

gboolean
hw_backup_keep (const char *folder, GFile *file, GBytes *next, GError **error)
{
  g_autoptr (GFile) place = place_of (folder, file);
  g_autoptr (GBytes) bytes = NULL;

  /* Pipes and devices have no content to keep. */
  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_REGULAR)
    return TRUE;
  bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  if (bytes == NULL || g_bytes_equal (bytes, next))
    return TRUE;
  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0)
    {
      g_set_error (error, HW_IO_ERROR, HW_IO_ERROR_WRITE, "%s: %s", folder, g_strerror (errno));
      return FALSE;
    }
  return hw_output_replace (place, bytes, error);
}

GFile *
hw_backup_find (const char *folder, GFile *file)
{
  g_autoptr (GFile) place = place_of (folder, file);

  return g_file_query_exists (place, NULL) ? g_steal_pointer (&place) : NULL;
}
