/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-draft.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hw-io-error.h"
#include "hw-output.h"

#define GROUP "draft"
#define FOLDER_MODE 0700

struct _HwDraft
{
  GMutex mutex; /* held while files are written or removed */
  char *folder;
  char *name;
  char *content;
  char *about;
  char *lock;
  int fd; /* of the lock */
  gboolean removed;
};

char *
hw_state_folder (const char *name)
{
  return g_build_filename (g_get_user_state_dir (), "hallwright", name, NULL);
}

/* --- what it belongs to --- */

HwDraftAbout *
hw_draft_about_new (const char *title, GFile *original, const char *hash)
{
  HwDraftAbout *self = g_new0 (HwDraftAbout, 1);

  self->title = g_strdup (title);
  self->original = original != NULL ? g_file_get_uri (original) : NULL;
  self->hash = g_strdup (hash);
  return self;
}

void
hw_draft_about_free (HwDraftAbout *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->original);
  g_free (self->hash);
  g_free (self);
}

HwDraftAbout *
hw_draft_about_read (const char *path, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (HwDraftAbout) self = g_new0 (HwDraftAbout, 1);
  g_autoptr (GError) reason = NULL;

  if (!g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, error))
    return NULL;
  self->title = g_key_file_get_string (keys, GROUP, "title", &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  self->original = g_key_file_get_string (keys, GROUP, "original", NULL);
  self->hash = g_key_file_get_string (keys, GROUP, "sha256", NULL);
  return g_steal_pointer (&self);
}

static GBytes *
about_to_bytes (const HwDraftAbout *about)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format_iso8601 (now);
  char *text;
  gsize length;

  g_key_file_set_string (keys, GROUP, "title", about->title);
  if (about->original != NULL)
    g_key_file_set_string (keys, GROUP, "original", about->original);
  if (about->hash != NULL)
    g_key_file_set_string (keys, GROUP, "sha256", about->hash);
  g_key_file_set_string (keys, GROUP, "time", time);
  text = g_key_file_to_data (keys, &length, NULL);
  return g_bytes_new_take (text, length);
}

/* --- owning it --- */

static gboolean
fail (const char *path, int code, GError **error)
{
  g_set_error (error, HW_IO_ERROR, HW_IO_ERROR_WRITE, "%s: %s", path, g_strerror (code));
  return FALSE;
}

/* Whether the lock that we hold is the one that others find by its name. */
static gboolean
is_in_place (HwDraft *self)
{
  struct stat mine, named;

  return fstat (self->fd, &mine) == 0 && stat (self->lock, &named) == 0
         && mine.st_ino == named.st_ino && mine.st_dev == named.st_dev;
}

/* The lock ends with the process, however that ends. @wait: who looks for left-over drafts holds it
 * for a moment */
static gboolean
take_lock (HwDraft *self, gboolean wait, GError **error)
{
  for (;;)
    {
      self->fd = open (self->lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      if (self->fd < 0)
        return fail (self->lock, errno, error);
      if (flock (self->fd, LOCK_EX | (wait ? 0 : LOCK_NB)) != 0)
        return fail (self->lock, errno, error);
      if (is_in_place (self))
        return TRUE;
      /* Somebody cleaned it away in between. */
      close (self->fd);
    }
}

static HwDraft *
draft_new (const char *folder, const char *name)
{
  HwDraft *self = g_atomic_rc_box_new0 (HwDraft);

  g_mutex_init (&self->mutex);
  self->fd = -1;
  self->folder = g_strdup (folder);
  self->name = g_strdup (name);
  self->content = g_strconcat (folder, "/", name, HW_DRAFT_CONTENT, NULL);
  self->about = g_strconcat (folder, "/", name, HW_DRAFT_ABOUT, NULL);
  self->lock = g_strconcat (folder, "/", name, HW_DRAFT_LOCK, NULL);
  return self;
}

HwDraft *
hw_draft_new (const char *folder, GError **error)
{
  g_autofree char *name = g_uuid_string_random ();
  g_autoptr (HwDraft) self = draft_new (folder, name);

  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0)
    {
      fail (folder, errno, error);
      return NULL;
    }
  return take_lock (self, TRUE, error) ? g_steal_pointer (&self) : NULL;
}

HwDraft *
hw_draft_claim (const char *folder, const char *name, GError **error)
{
  g_autoptr (HwDraft) self = draft_new (folder, name);

  if (!take_lock (self, FALSE, error))
    return NULL;
  if (g_file_test (self->content, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&self);
  /* Its process saved and ended in between, or another took it over. */
  hw_draft_remove (self);
  fail (self->content, ENOENT, error);
  return NULL;
}

static void
draft_finalize (gpointer data)
{
  HwDraft *self = data;

  if (self->fd >= 0)
    close (self->fd);
  g_mutex_clear (&self->mutex);
  g_free (self->folder);
  g_free (self->name);
  g_free (self->content);
  g_free (self->about);
  g_free (self->lock);
}

HwDraft *
hw_draft_ref (HwDraft *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
hw_draft_unref (HwDraft *self)
{
  g_atomic_rc_box_release_full (self, draft_finalize);
}

const char *
hw_draft_get_path (HwDraft *self)
{
  return self->content;
}

/* --- writing and removing --- */

gboolean
hw_draft_write (HwDraft *self, GBytes *content, const HwDraftAbout *about, GError **error)
{
  g_autoptr (GBytes) keys = about_to_bytes (about);
  g_autoptr (GFile) about_file = g_file_new_for_path (self->about);
  g_autoptr (GFile) content_file = g_file_new_for_path (self->content);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->removed)
    return TRUE;
  /* First what it belongs to: a draft is never without. */
  return hw_output_replace (about_file, keys, error)
         && hw_output_replace (content_file, content, error);
}

/* What a killed process left half written. */
static void
remove_half_written (HwDraft *self)
{
  g_autofree char *prefix = g_strconcat (".", self->name, NULL);
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix))
      {
        g_autofree char *path = g_build_filename (self->folder, name, NULL);

        g_unlink (path);
      }
}

static void
clear (HwDraft *self)
{
  g_unlink (self->content);
  g_unlink (self->about);
  remove_half_written (self);
}

void
hw_draft_clear (HwDraft *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  clear (self);
}

void
hw_draft_remove (HwDraft *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->removed)
    return;
  self->removed = TRUE;
  clear (self);
  g_unlink (self->lock);
}
