/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hw-backup.h"
#include "hw-recovery.h"

/* What a process that died left is found; what a living one has is not. */

typedef struct
{
  char *root;
  char *folder; /* of drafts */
  char *path;
  GFile *file;
} State;

static void
set_up (State *state, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  state->root = g_dir_make_tmp ("hallwright-drafts-XXXXXX", &error);
  g_assert_no_error (error);
  state->folder = g_build_filename (state->root, "state", "drafts", NULL);
  state->path = g_build_filename (state->root, "hall.hallwright", NULL);
  state->file = g_file_new_for_path (state->path);
  g_assert_true (g_file_set_contents (state->path, "saved", -1, NULL));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
tear_down (State *state, gconstpointer data)
{
  remove_tree (state->root);
  g_object_unref (state->file);
  g_free (state->root);
  g_free (state->folder);
  g_free (state->path);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
write_draft (HwDraft *draft, GFile *original, const char *hash, const char *content)
{
  g_autoptr (HwDraftAbout) about = hw_draft_about_new ("North Hall", original, hash);
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  g_autoptr (GError) error = NULL;

  hw_draft_write (draft, bytes, about, &error);
  g_assert_no_error (error);
}

static void
kill_child (pid_t child)
{
  int status;

  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
}

/* A process that writes a draft of the file and then waits for its end. */
static pid_t
start_editor (State *state)
{
  g_autoptr (HwFileState) known = hw_file_state_read (state->file, NULL, NULL);
  int ready[2];
  char byte;
  pid_t child;

  g_assert_cmpint (pipe (ready), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      HwDraft *draft = hw_draft_new (state->folder, NULL);

      if (draft == NULL)
        _exit (1);
      write_draft (draft, state->file, known->hash, "changed");
      if (write (ready[1], "x", 1) != 1)
        _exit (1);
      pause ();
      _exit (0);
    }
  close (ready[1]);
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  close (ready[0]);
  return child;
}

/* A draft without an owner. */
static void
leave_draft (State *state)
{
  kill_child (start_editor (state));
}

static void
test_living (State *state, gconstpointer data)
{
  pid_t editor = start_editor (state);
  g_autoptr (GPtrArray) none = hw_recovery_find_all (state->folder);
  g_autoptr (GPtrArray) one = NULL;
  HwOrphan *orphan;
  g_autofree char *content = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  kill_child (editor);

  one = hw_recovery_find_all (state->folder);
  g_assert_cmpuint (one->len, ==, 1);
  orphan = g_ptr_array_index (one, 0);
  g_assert_cmpstr (orphan->about->title, ==, "North Hall");
  g_assert_true (g_file_equal (orphan->original, state->file));
  g_assert_null (orphan->note);
  g_assert_cmpint (hw_orphan_compare (orphan), ==, HW_DISK_SAME);
  g_assert_true (g_file_get_contents (orphan->path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "changed");
}

static void
test_found_by_file (State *state, gconstpointer data)
{
  g_autoptr (GFile) other = g_file_new_for_path (state->root);
  g_autoptr (HwOrphan) found = NULL;
  g_autoptr (HwOrphan) not_found = NULL;

  leave_draft (state);
  found = hw_recovery_find (state->folder, state->file);
  not_found = hw_recovery_find (state->folder, other);
  g_assert_nonnull (found);
  g_assert_null (not_found);
}

static void
test_file_changed (State *state, gconstpointer data)
{
  g_autoptr (HwOrphan) orphan = NULL;

  leave_draft (state);
  orphan = hw_recovery_find (state->folder, state->file);
  g_assert_true (g_file_set_contents (state->path, "other", -1, NULL));
  g_assert_cmpint (hw_orphan_compare (orphan), ==, HW_DISK_CHANGED);
  g_unlink (state->path);
  g_assert_cmpint (hw_orphan_compare (orphan), ==, HW_DISK_MISSING);
}

static void
test_claim (State *state, gconstpointer data)
{
  g_autoptr (HwOrphan) orphan = NULL;
  g_autoptr (HwDraft) draft = NULL;
  g_autoptr (HwDraft) second = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;

  leave_draft (state);
  orphan = hw_recovery_find (state->folder, state->file);
  draft = hw_orphan_claim (orphan, &error);
  g_assert_no_error (error);

  /* Who recovers it owns it: it is offered to nobody else. */
  none = hw_recovery_find_all (state->folder);
  g_assert_cmpuint (none->len, ==, 0);
  second = hw_orphan_claim (orphan, &error);
  g_assert_null (second);
  g_assert_nonnull (error);
  g_assert_false (hw_orphan_discard (orphan, NULL));

  /* Let go without a save, it is left over again. */
  g_clear_pointer (&draft, hw_draft_unref);
  again = hw_recovery_find_all (state->folder);
  g_assert_cmpuint (again->len, ==, 1);
}

static void
test_discard (State *state, gconstpointer data)
{
  g_autoptr (HwOrphan) orphan = NULL;

  leave_draft (state);
  orphan = hw_recovery_find (state->folder, state->file);
  g_assert_true (hw_orphan_discard (orphan, NULL));
  g_assert_cmpuint (count_files (state->folder), ==, 0);
  g_assert_true (hw_orphan_discard (orphan, NULL));
}

static void
check_doubtful (State *state)
{
  g_autoptr (GPtrArray) orphans = hw_recovery_find_all (state->folder);
  HwOrphan *orphan;

  g_assert_cmpuint (orphans->len, ==, 1);
  orphan = g_ptr_array_index (orphans, 0);
  g_assert_nonnull (orphan->note);
  g_assert_null (orphan->original);
  g_assert_cmpint (hw_orphan_compare (orphan), ==, HW_DISK_SAME);
  g_assert_true (hw_orphan_discard (orphan, NULL));
}

static void
test_corrupt_about (State *state, gconstpointer data)
{
  static const char *const texts[]
      = { "", "not a key file", "[draft]\nsha256=00\n", "[draft]\ntitle=\\q\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (HwOrphan) orphan = NULL;
      g_autofree char *about = NULL;

      leave_draft (state);
      orphan = hw_recovery_find (state->folder, state->file);
      about = g_strconcat (state->folder, "/", orphan->name, HW_DRAFT_ABOUT, NULL);
      g_assert_true (g_file_set_contents (about, texts[i], -1, NULL));
      check_doubtful (state);

      leave_draft (state);
      hw_orphan_free (g_steal_pointer (&orphan));
      orphan = hw_recovery_find (state->folder, state->file);
      g_free (about);
      about = g_strconcat (state->folder, "/", orphan->name, HW_DRAFT_ABOUT, NULL);
      g_unlink (about);
      check_doubtful (state);
    }
}

/* A process that died before its first draft, or in the middle of one. */
static void
test_strays (State *state, gconstpointer data)
{
  g_autofree char *lock = g_build_filename (state->folder, "a" HW_DRAFT_LOCK, NULL);
  g_autofree char *half = g_build_filename (state->folder, ".a.hallwright.XYZ123", NULL);
  g_autoptr (GPtrArray) orphans = NULL;

  g_assert_cmpint (g_mkdir_with_parents (state->folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (lock, "", 0, NULL));
  g_assert_true (g_file_set_contents (half, "<desi", -1, NULL));
  orphans = hw_recovery_find_all (state->folder);
  g_assert_cmpuint (orphans->len, ==, 0);
  g_assert_cmpuint (count_files (state->folder), ==, 0);
}

static void
test_clear_and_remove (State *state, gconstpointer data)
{
  g_autoptr (HwDraft) draft = hw_draft_new (state->folder, NULL);

  write_draft (draft, NULL, NULL, "one");
  g_assert_true (g_file_test (hw_draft_get_path (draft), G_FILE_TEST_EXISTS));
  hw_draft_clear (draft);
  g_assert_cmpuint (count_files (state->folder), ==, 1);
  write_draft (draft, NULL, NULL, "two");
  hw_draft_remove (draft);
  g_assert_cmpuint (count_files (state->folder), ==, 0);
  /* A write that comes late does not bring it back. */
  write_draft (draft, NULL, NULL, "three");
  g_assert_cmpuint (count_files (state->folder), ==, 0);
}

static void
test_disk_state (State *state, gconstpointer data)
{
  g_autoptr (HwFileState) known = hw_file_state_read (state->file, NULL, NULL);

  g_assert_cmpint (hw_file_state_compare (known, state->file), ==, HW_DISK_SAME);
  /* The same content written anew is no change. */
  g_assert_true (g_file_set_contents (state->path, "saved", -1, NULL));
  g_assert_cmpint (hw_file_state_compare (known, state->file), ==, HW_DISK_SAME);
  g_assert_true (g_file_set_contents (state->path, "SAVED", -1, NULL));
  g_assert_cmpint (hw_file_state_compare (known, state->file), ==, HW_DISK_CHANGED);
  g_unlink (state->path);
  g_assert_cmpint (hw_file_state_compare (known, state->file), ==, HW_DISK_MISSING);
}

static void
test_put_aside (State *state, gconstpointer data)
{
  g_autofree char *text = g_strnfill (3 << 20, 'x');
  g_autoptr (HwFileState) known = NULL;
  g_autoptr (GBytes) before = NULL;

  g_assert_true (g_file_set_contents (state->path, text, -1, NULL));
  known = hw_file_state_read (state->file, NULL, NULL);
  before = g_bytes_ref (known->bytes);
  hw_file_state_put_aside (known, state->folder);
  g_assert_true (known->bytes != before);
  g_assert_true (g_bytes_equal (known->bytes, before));
  g_assert_cmpuint (count_files (state->folder), ==, 0);
}

static void
test_backup (State *state, gconstpointer data)
{
  g_autoptr (GBytes) next = g_bytes_new_static ("next", 4);
  g_autoptr (GFile) backup = NULL;
  g_autofree char *content = NULL;

  g_assert_null (hw_backup_find (state->folder, state->file));
  g_assert_true (hw_backup_keep (state->folder, state->file, next, NULL));
  backup = hw_backup_find (state->folder, state->file);
  g_assert_nonnull (backup);
  g_assert_true (g_file_load_contents (backup, NULL, &content, NULL, NULL, NULL));
  g_assert_cmpstr (content, ==, "saved");

  /* Saving twice without a change does not lose it. */
  g_assert_true (g_file_set_contents (state->path, "next", -1, NULL));
  g_assert_true (hw_backup_keep (state->folder, state->file, next, NULL));
  g_free (content);
  g_assert_true (g_file_load_contents (backup, NULL, &content, NULL, NULL, NULL));
  g_assert_cmpstr (content, ==, "saved");

  g_unlink (state->path);
  g_assert_true (hw_backup_keep (state->folder, state->file, next, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/io/recovery/" path, State, NULL, set_up, function, tear_down)
  ADD ("a-draft-is-offered-when-its-process-died", test_living);
  ADD ("a-draft-is-found-by-its-file", test_found_by_file);
  ADD ("a-file-that-changed-since-is-told-apart", test_file_changed);
  ADD ("a-draft-has-one-owner", test_claim);
  ADD ("a-discarded-draft-is-gone", test_discard);
  ADD ("a-draft-of-nobody-knows-what-is-offered-with-a-note", test_corrupt_about);
  ADD ("strays-are-cleaned-away", test_strays);
  ADD ("a-removed-draft-stays-removed", test_clear_and_remove);
  ADD ("what-is-on-disk-is-compared-by-content", test_disk_state);
  ADD ("a-large-file-is-not-kept-in-memory", test_put_aside);
  ADD ("the-last-save-is-kept", test_backup);
  return g_test_run ();
}
