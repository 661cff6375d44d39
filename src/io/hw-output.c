/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hw-io-error.h"

struct _HwOutput
{
  char *name; /* for messages */
  /* A file of this machine. GIO's own replacement writes into the old file where the place is a
   * link or the directory cannot be written, so that a failure there would leave half a file. */
  char *path;      /* the file behind all links */
  char *temporary; /* nullable: what stands at path is no file but a pipe or device */
  int fd;
  /* Any other place. */
  GOutputStream *stream;
};

static gboolean
fail (HwOutput *self, int code, GError **error)
{
  g_set_error (error, HW_IO_ERROR, HW_IO_ERROR_WRITE, "%s: %s", self->name, g_strerror (code));
  return FALSE;
}

static gboolean
wrap_error (HwOutput *self, GError *reason, GError **error)
{
  g_set_error (error, HW_IO_ERROR, HW_IO_ERROR_WRITE, "%s: %s", self->name, reason->message);
  g_error_free (reason);
  return FALSE;
}

/* The file that a path means: behind links, also where the last one leads to nothing yet. */
static char *
follow (const char *path)
{
  char *real = realpath (path, NULL);
  g_autofree char *target = NULL;
  g_autofree char *dir = NULL;

  if (real != NULL)
    {
      char *copy = g_strdup (real);

      free (real);
      return copy;
    }
  target = g_file_read_link (path, NULL);
  if (target == NULL || g_path_is_absolute (target))
    return target != NULL ? g_steal_pointer (&target) : g_strdup (path);
  dir = g_path_get_dirname (path);
  return g_build_filename (dir, target, NULL);
}

/* The mask can only be read by setting it, which must not happen in two threads at once. */
static mode_t
usual_mask (void)
{
  static gsize known; /* the mask and 1 << 16 */

  if (g_once_init_enter (&known))
    {
      mode_t mask = umask (0);

      umask (mask);
      g_once_init_leave (&known, (gsize)mask | 1 << 16);
    }
  return known & 0777;
}

/* Who may read the new file: as the old one said, else as usual here. */
static mode_t
wanted_mode (const struct stat *old)
{
  return old != NULL ? old->st_mode & 07777 : 0666 & ~usual_mask ();
}

static gboolean
open_local (HwOutput *self, GError **error)
{
  struct stat old;
  gboolean exists = stat (self->path, &old) == 0;

  if (exists && S_ISDIR (old.st_mode))
    return fail (self, EISDIR, error);
  if (exists && !S_ISREG (old.st_mode))
    self->fd = open (self->path, O_WRONLY | O_CLOEXEC);
  else if (exists && access (self->path, W_OK) != 0)
    return fail (self, errno, error);
  else
    {
      g_autofree char *dir = g_path_get_dirname (self->path);
      g_autofree char *base = g_path_get_basename (self->path);

      self->temporary = g_strdup_printf ("%s/.%.200s.XXXXXX", dir, base);
      self->fd = g_mkstemp_full (self->temporary, O_WRONLY | O_CLOEXEC, 0600);
      if (self->fd < 0)
        {
          int code = errno;

          g_clear_pointer (&self->temporary, g_free);
          return fail (self, code, error);
        }
      /* Owner and group may be beyond our rights; then the new file is ours. */
      if (exists && fchown (self->fd, old.st_uid, old.st_gid) != 0)
        old.st_mode &= ~(S_ISUID | S_ISGID);
      if (fchmod (self->fd, wanted_mode (exists ? &old : NULL)) != 0)
        return fail (self, errno, error);
    }
  return self->fd >= 0 || fail (self, errno, error);
}

HwOutput *
hw_output_open (GFile *file, GError **error)
{
  g_autoptr (HwOutput) self = g_new0 (HwOutput, 1);
  g_autofree char *path = g_file_get_path (file);
  GError *reason = NULL;

  self->fd = -1;
  self->name = g_file_get_parse_name (file);
  if (path != NULL && g_file_is_native (file))
    {
      self->path = follow (path);
      return open_local (self, error) ? g_steal_pointer (&self) : NULL;
    }
  self->stream = G_OUTPUT_STREAM (
      g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, &reason));
  if (self->stream != NULL)
    return g_steal_pointer (&self);
  wrap_error (self, reason, error);
  return NULL;
}

void
hw_output_free (HwOutput *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  if (self->stream != NULL)
    {
      g_autoptr (GCancellable) stop = g_cancellable_new ();

      /* A stream that is closed by a cancelled operation leaves the old file. */
      g_cancellable_cancel (stop);
      g_output_stream_close (self->stream, stop, NULL);
      g_object_unref (self->stream);
    }
  g_free (self->name);
  g_free (self->path);
  g_free (self->temporary);
  g_free (self);
}

gboolean
hw_output_write (gpointer output, const char *bytes, gsize n, GError **error)
{
  HwOutput *self = output;
  GError *reason = NULL;

  if (self->stream != NULL)
    return g_output_stream_write_all (self->stream, bytes, n, NULL, NULL, &reason)
           || wrap_error (self, reason, error);
  while (n > 0)
    {
      gssize written = write (self->fd, bytes, n);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return fail (self, errno, error);
      bytes += written;
      n -= written;
    }
  return TRUE;
}

/* Makes the new name itself safe; some file systems cannot, which is no failure. */
static void
sync_directory (const char *path)
{
  g_autofree char *dir = g_path_get_dirname (path);
  int fd = open (dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

gboolean
hw_output_commit (HwOutput *self, GError **error)
{
  GError *reason = NULL;
  int fd;

  if (self->stream != NULL)
    {
      g_autoptr (GOutputStream) stream = g_steal_pointer (&self->stream);

      return g_output_stream_close (stream, NULL, &reason) || wrap_error (self, reason, error);
    }
  if (self->temporary != NULL && fsync (self->fd) != 0)
    return fail (self, errno, error);
  fd = self->fd;
  self->fd = -1;
  if (close (fd) != 0)
    return fail (self, errno, error);
  if (self->temporary == NULL)
    return TRUE;
  if (g_rename (self->temporary, self->path) != 0)
    return fail (self, errno, error);
  g_clear_pointer (&self->temporary, g_free);
  sync_directory (self->path);
  return TRUE;
}

gboolean
hw_output_replace (GFile *file, GBytes *content, GError **error)
{
  g_autoptr (HwOutput) output = hw_output_open (file, error);
  gsize length;
  const char *bytes = g_bytes_get_data (content, &length);

  return output != NULL && hw_output_write (output, bytes, length, error)
         && hw_output_commit (output, error);
}
