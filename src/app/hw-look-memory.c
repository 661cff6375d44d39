/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-look-memory.h"

#include <glib/gstdio.h>

#include "hw-output.h"

/* A key file with a group for each file: KEY_LOOK, as the text of a variant, and KEY_TIME. */

#define NAME "looks.ini"
#define KEY_LOOK "look"
#define KEY_TIME "time"
#define FOLDER_MODE 0700
/* Files that are remembered. */
#define MOST 200

static GKeyFile *
load (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, NAME, NULL);
  GKeyFile *keys = g_key_file_new ();

  g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, NULL);
  return keys;
}

static char *
group_of (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);
}

GVariant *
hw_look_memory_recall (const char *folder, GFile *file)
{
  g_autoptr (GKeyFile) keys = load (folder);
  g_autofree char *group = group_of (file);
  g_autofree char *text = g_key_file_get_string (keys, group, KEY_LOOK, NULL);

  return text != NULL ? g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL) : NULL;
}

static void
forget_oldest (GKeyFile *keys)
{
  g_auto (GStrv) groups = g_key_file_get_groups (keys, NULL);
  const char *oldest = NULL;
  gint64 since = G_MAXINT64;

  if (g_strv_length (groups) <= MOST)
    return;
  for (guint i = 0; groups[i] != NULL; i++)
    {
      gint64 time = g_key_file_get_int64 (keys, groups[i], KEY_TIME, NULL);

      if (time >= since)
        continue;
      since = time;
      oldest = groups[i];
    }
  if (oldest != NULL)
    g_key_file_remove_group (keys, oldest, NULL);
}

void
hw_look_memory_keep (const char *folder, GFile *file, GVariant *look)
{
  g_autoptr (GVariant) kept = g_variant_ref_sink (look);
  g_autoptr (GKeyFile) keys = load (folder);
  g_autofree char *group = group_of (file);
  g_autofree char *text = g_variant_print (kept, TRUE);
  g_autofree char *path = g_build_filename (folder, NAME, NULL);
  g_autoptr (GFile) place = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  g_key_file_set_string (keys, group, KEY_LOOK, text);
  g_key_file_set_int64 (keys, group, KEY_TIME, g_get_real_time ());
  forget_oldest (keys);
  data = g_key_file_to_data (keys, &length, NULL);
  bytes = g_bytes_new_take (data, length);
  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0 || !hw_output_replace (place, bytes, &error))
    g_debug ("%s cannot be written", path);
}
