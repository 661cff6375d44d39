/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-recovery.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

void
hw_orphan_free (HwOrphan *self)
{
  if (self == NULL)
    return;
  g_free (self->folder);
  g_free (self->name);
  g_free (self->path);
  g_free (self->note);
  g_clear_pointer (&self->about, hw_draft_about_free);
  g_clear_object (&self->original);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_free (self);
}

static char *
path_of (const char *folder, const char *name, const char *suffix)
{
  return g_strconcat (folder, "/", name, suffix, NULL);
}

/* Whether a living process has the draft. One without a lock belongs to nobody. */
static gboolean
is_in_use (const char *folder, const char *name)
{
  g_autofree char *path = path_of (folder, name, HW_DRAFT_LOCK);
  int fd = open (path, O_RDWR | O_CLOEXEC);
  gboolean in_use;

  if (fd < 0)
    return FALSE;
  in_use = flock (fd, LOCK_EX | LOCK_NB) != 0;
  close (fd);
  return in_use;
}

static HwOrphan *
orphan_new (const char *folder, const char *name)
{
  g_autoptr (HwOrphan) self = g_new0 (HwOrphan, 1);
  g_autofree char *about = path_of (folder, name, HW_DRAFT_ABOUT);
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  self->folder = g_strdup (folder);
  self->name = g_strdup (name);
  self->path = path_of (folder, name, HW_DRAFT_CONTENT);
  if (g_stat (self->path, &status) != 0)
    return NULL;
  self->time = g_date_time_new_from_unix_local (status.st_mtime);
  self->about = hw_draft_about_read (about, &error);
  if (self->about == NULL)
    {
      self->about = hw_draft_about_new (_ ("Untitled"), NULL, NULL);
      self->note
          = g_strdup_printf (_ ("which file it belongs to cannot be read: %s"), error->message);
    }
  if (self->about->original != NULL)
    self->original = g_file_new_for_uri (self->about->original);
  return g_steal_pointer (&self);
}

/* What is left of a draft without content. The lock is taken as its owner would. */
static void
clean (const char *folder, const char *name)
{
  g_autoptr (HwDraft) draft = hw_draft_claim (folder, name, NULL);
}

static int
compare_time (gconstpointer a, gconstpointer b)
{
  const HwOrphan *left = *(const HwOrphan *const *)a;
  const HwOrphan *right = *(const HwOrphan *const *)b;
  int order = g_date_time_compare (right->time, left->time);

  return order != 0 ? order : g_strcmp0 (left->name, right->name);
}

GPtrArray *
hw_recovery_find_all (const char *folder)
{
  GPtrArray *orphans = g_ptr_array_new_with_free_func ((GDestroyNotify)hw_orphan_free);
  g_autoptr (GPtrArray) strays = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      const char *suffix = strrchr (entry, '.');
      g_autofree char *name = suffix != NULL ? g_strndup (entry, suffix - entry) : NULL;
      g_autofree char *content = NULL;
      HwOrphan *orphan;

      if (entry[0] == '.' || suffix == NULL || is_in_use (folder, name))
        continue;
      content = path_of (folder, name, HW_DRAFT_CONTENT);
      if (g_str_equal (suffix, HW_DRAFT_CONTENT) && (orphan = orphan_new (folder, name)) != NULL)
        g_ptr_array_add (orphans, orphan);
      else if (g_str_equal (suffix, HW_DRAFT_LOCK) && !g_file_test (content, G_FILE_TEST_EXISTS))
        g_ptr_array_add (strays, g_steal_pointer (&name));
    }
  for (guint i = 0; i < strays->len; i++)
    clean (folder, g_ptr_array_index (strays, i));
  g_ptr_array_sort (orphans, compare_time);
  return orphans;
}

HwOrphan *
hw_recovery_find (const char *folder, GFile *file)
{
  g_autoptr (GPtrArray) orphans = hw_recovery_find_all (folder);

  for (guint i = 0; i < orphans->len; i++)
    {
      HwOrphan *orphan = g_ptr_array_index (orphans, i);

      if (orphan->original != NULL && g_file_equal (orphan->original, file))
        return g_ptr_array_steal_index (orphans, i);
    }
  return NULL;
}

HwDiskState
hw_orphan_compare (HwOrphan *self)
{
  g_autoptr (HwFileState) known = NULL;

  if (self->original == NULL || self->about->hash == NULL)
    return HW_DISK_SAME;
  known = hw_file_state_new_for_hash (self->about->hash);
  return hw_file_state_compare (known, self->original);
}

HwDraft *
hw_orphan_claim (HwOrphan *self, GError **error)
{
  return hw_draft_claim (self->folder, self->name, error);
}

gboolean
hw_orphan_discard (HwOrphan *self, GError **error)
{
  g_autoptr (HwDraft) draft = NULL;

  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    return TRUE;
  draft = hw_orphan_claim (self, error);
  if (draft == NULL)
    return FALSE;
  hw_draft_remove (draft);
  return TRUE;
}
