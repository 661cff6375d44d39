/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hw-core-fixture.h"
#include "hw-design-reader.h"
#include "hw-design-writer.h"

/* Saving is one step to whoever looks: a process that dies in the middle of it, at whichever system
 * call, leaves the old file or the new one, whole. */

typedef struct
{
  Fixture fixture;
  char *folder;
  char *path;
  GFile *file;
  GBytes *old, *new;
} Save;

static void
set_up (Save *save, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (&save->fixture, NULL);
  save->folder = g_dir_make_tmp ("hallwright-save-XXXXXX", &error);
  g_assert_no_error (error);
  save->path = g_build_filename (save->folder, "design.hallwright", NULL);
  save->file = g_file_new_for_path (save->path);
  save->old = hw_design_write_bytes (save->fixture.design);
  hw_design_write_file (save->fixture.design, save->file, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 20; i++)
    fixture_mount (&save->fixture, save->fixture.rack, "switch", i + 1);
  save->new = hw_design_write_bytes (save->fixture.design);
  g_assert_false (g_bytes_equal (save->old, save->new));
}

/* Removes what a killed process left beside the file, and says how many there were. */
static guint
clear_folder (Save *save)
{
  g_autoptr (GDir) dir = g_dir_open (save->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (save->folder, name, NULL);
      if (strcmp (path, save->path) != 0)
        {
          g_unlink (path);
          n++;
        }
    }
  return n;
}

static void
tear_down (Save *save, gconstpointer data)
{
  clear_folder (save);
  g_unlink (save->path);
  g_rmdir (save->folder);
  g_bytes_unref (save->old);
  g_bytes_unref (save->new);
  g_object_unref (save->file);
  g_free (save->path);
  g_free (save->folder);
  fixture_tear_down (&save->fixture, NULL);
}

/* Saves in a child that is killed when it is about to enter its system call number @at. Returns:
 * whether it came that far. */
static gboolean
save_until (Save *save, int at)
{
  pid_t child = fork ();
  int status = 0, calls = 0;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      ptrace (PTRACE_TRACEME, 0, NULL, NULL);
      raise (SIGSTOP);
      _exit (hw_design_write_file (save->fixture.design, save->file, NULL) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSTOPPED (status));
  for (;;)
    {
      g_assert_cmpint (ptrace (PTRACE_SYSCALL, child, NULL, NULL), ==, 0);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      if (WIFEXITED (status))
        {
          g_assert_cmpint (WEXITSTATUS (status), ==, 0);
          return FALSE;
        }
      g_assert_true (WIFSTOPPED (status));
      /* Each call stops twice, on entry and on exit. */
      if (++calls == 2 * at - 1)
        {
          kill (child, SIGKILL);
          waitpid (child, &status, 0);
          return TRUE;
        }
    }
}

static void
test_killed (Save *save, gconstpointer data)
{
  gboolean seen_old = FALSE, seen_new = FALSE, killed = TRUE;

  for (int at = 1; killed && at < 2000; at++)
    {
      g_autofree char *content = NULL;
      gsize length = 0;
      gboolean is_old, is_new;

      g_assert_true (g_file_set_contents (
          save->path, g_bytes_get_data (save->old, NULL), g_bytes_get_size (save->old), NULL));
      killed = save_until (save, at);
      g_assert_true (g_file_get_contents (save->path, &content, &length, NULL));
      is_old = length == g_bytes_get_size (save->old)
               && memcmp (content, g_bytes_get_data (save->old, NULL), length) == 0;
      is_new = length == g_bytes_get_size (save->new)
               && memcmp (content, g_bytes_get_data (save->new, NULL), length) == 0;
      g_assert_true (is_old || is_new);
      seen_old |= is_old;
      seen_new |= is_new;
      clear_folder (save);
    }
  g_assert_false (killed);
  g_assert_true (seen_old && seen_new);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/io/save/" path, Save, NULL, set_up, function, tear_down)
  ADD ("killed-at-any-system-call-leaves-a-whole-file", test_killed);
  return g_test_run ();
}
