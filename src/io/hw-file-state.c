/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-file-state.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "hw-io-error.h"

#define FOLDER_MODE 0700
/* Bytes; what is smaller is not worth a file. */
#define LARGE (1 << 20)
#define ATTRIBUTES                                                                                 \
  G_FILE_ATTRIBUTE_STANDARD_SIZE                                                                   \
  "," G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC

static gboolean
query (GFile *file, guint64 *size, gint64 *modified, GError **error)
{
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return FALSE;
  *size = (guint64)g_file_info_get_size (info);
  *modified = (gint64)g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED)
                  * G_USEC_PER_SEC
              + g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC);
  return TRUE;
}

HwFileState *
hw_file_state_read (GFile *file, const char *name, GError **error)
{
  g_autoptr (HwFileState) self = g_new0 (HwFileState, 1);
  g_autoptr (GError) reason = NULL;
  g_autofree char *own_name = name == NULL ? g_file_get_parse_name (file) : g_strdup (name);
  gboolean absent;

  /* Asked before reading: what is written meanwhile shows as a change afterwards. */
  if (!query (file, &self->size, &self->modified, NULL))
    self->modified = 0;
  self->bytes = g_file_load_bytes (file, NULL, NULL, &reason);
  if (self->bytes != NULL)
    {
      self->hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->bytes);
      return g_steal_pointer (&self);
    }
  absent = g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_set_error (error,
               HW_IO_ERROR,
               HW_IO_ERROR_READ,
               "%s: %s",
               own_name,
               absent ? _ ("there is no such file") : reason->message);
  return NULL;
}

HwFileState *
hw_file_state_new (GFile *file, GBytes *bytes)
{
  HwFileState *self = g_new0 (HwFileState, 1);

  self->bytes = g_bytes_ref (bytes);
  self->hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (!query (file, &self->size, &self->modified, NULL) || self->size != g_bytes_get_size (bytes))
    self->modified = 0;
  return self;
}

HwFileState *
hw_file_state_new_for_hash (const char *hash)
{
  HwFileState *self = g_new0 (HwFileState, 1);

  self->hash = g_strdup (hash);
  return self;
}

void
hw_file_state_free (HwFileState *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->hash);
  g_free (self);
}

/* Returns: (transfer full) (nullable): the same bytes, mapped */
static GBytes *
map_bytes (GBytes *bytes, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, ".opened.XXXXXX", NULL);
  g_autoptr (GMappedFile) mapped = NULL;
  const char *rest;
  gsize n;
  int fd;

  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0)
    return NULL;
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return NULL;
  g_unlink (path);
  rest = g_bytes_get_data (bytes, &n);
  while (n > 0)
    {
      gssize written = write (fd, rest, n);

      if (written <= 0 && errno != EINTR)
        break;
      rest += MAX (written, 0);
      n -= MAX (written, 0);
    }
  if (n == 0)
    mapped = g_mapped_file_new_from_fd (fd, FALSE, NULL);
  close (fd);
  return mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;
}

void
hw_file_state_put_aside (HwFileState *self, const char *folder)
{
  GBytes *mapped;

  if (self->bytes == NULL || g_bytes_get_size (self->bytes) < LARGE)
    return;
  mapped = map_bytes (self->bytes, folder);
  if (mapped == NULL)
    return;
  g_bytes_unref (self->bytes);
  self->bytes = mapped;
}

HwDiskState
hw_file_state_compare (HwFileState *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwFileState) now = NULL;
  guint64 size;
  gint64 modified;

  if (!query (file, &size, &modified, &error))
    return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
                   || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY)
               ? HW_DISK_MISSING
               : HW_DISK_SAME;
  if (self->modified != 0 && self->modified == modified && self->size == size)
    return HW_DISK_SAME;
  now = hw_file_state_read (file, NULL, NULL);
  if (now == NULL)
    return HW_DISK_SAME;
  if (!g_str_equal (now->hash, self->hash))
    return HW_DISK_CHANGED;
  self->size = now->size;
  self->modified = now->modified;
  return HW_DISK_SAME;
}
