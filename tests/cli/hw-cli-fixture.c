/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-fixture.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

void
fixture_set_up (Fixture *self, gconstpointer data)
{
  self->dir = g_dir_make_tmp ("hallwright-XXXXXX", NULL);
  self->json = json_parser_new ();
}

void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = fixture_path (self, name);
      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (self->dir), ==, 0);
  g_object_unref (self->json);
  g_free (self->dir);
  g_free (self->output);
  g_free (self->messages);
}

/* With a zero behind, so that it can be looked at as a string. */
static char *
dup_bytes (GBytes *bytes)
{
  gsize n = g_bytes_get_size (bytes);
  char *copy = g_malloc0 (n + 1);

  if (n > 0)
    memcpy (copy, g_bytes_get_data (bytes, NULL), n);
  return copy;
}

int
fixture_run (Fixture *self, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GBytes) messages = NULL;
  g_autoptr (GError) error = NULL;
  const char *word;
  va_list arguments;

  g_ptr_array_add (words, (gpointer)g_getenv ("HALLWRIGHT_CLI"));
  va_start (arguments, self);
  while ((word = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (words, (gpointer)word);
  va_end (arguments);
  g_ptr_array_add (words, NULL);
  g_subprocess_launcher_set_cwd (launcher, self->dir);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)words->pdata, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (process, NULL, NULL, &output, &messages, &error));
  g_assert_no_error (error);
  g_free (self->output);
  g_free (self->messages);
  self->output = dup_bytes (output);
  self->messages = dup_bytes (messages);
  g_assert_true (g_subprocess_get_if_exited (process));
  if (*self->messages != '\0')
    g_test_message ("%s", self->messages);
  return g_subprocess_get_exit_status (process);
}

JsonObject *
fixture_object (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (self->json, self->output, -1, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (self->json));
}

double
fixture_number (Fixture *self, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  JsonObject *object = fixture_object (self);
  guint i;

  for (i = 0; names[i + 1] != NULL; i++)
    if (g_ascii_isdigit (names[i + 1][0]))
      {
        JsonArray *array = json_object_get_array_member (object, names[i]);

        object = json_array_get_object_element (array, (guint)atoi (names[i + 1]));
        i++;
      }
    else
      object = json_object_get_object_member (object, names[i]);
  g_assert_true (json_object_has_member (object, names[i]));
  return json_object_get_double_member (object, names[i]);
}

char *
fixture_path (Fixture *self, const char *name)
{
  return g_build_filename (self->dir, name, NULL);
}

char *
fixture_read (Fixture *self, const char *name)
{
  g_autofree char *path = fixture_path (self, name);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

void
fixture_write (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = fixture_path (self, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

gboolean
fixture_has (Fixture *self, const char *name)
{
  g_autofree char *path = fixture_path (self, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}
