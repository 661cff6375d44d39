/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static const char empty[]
    = "<design xmlns=\"urn:hallwright:design:1\" format=\"1.0\"><products/><site/></design>";

static void
test_help (Fixture *self, gconstpointer data)
{
  static const char *const commands[] = { "plan", "sweep", "cost" };

  fixture_assert (self, 0, "--help");
  g_assert_nonnull (strstr (self->output, "totals"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *line = g_strdup_printf ("  %s", commands[i]);

      g_assert_nonnull (strstr (self->output, line));
    }
  fixture_assert (self, 0, "totals", "--help");
  g_assert_nonnull (strstr (self->output, "--json"));
  fixture_assert (self, 0, "--version");
  g_assert_cmpstr (self->output, ==, "hallwright-cli " HW_VERSION "\n");
}

static void
test_diff_and_merge (Fixture *self, gconstpointer data)
{
  static const char ours[] = "<design xmlns=\"urn:hallwright:design:1\" format=\"1.0\" "
                             "name=\"Ours\"><products/><site/></design>";
  static const char theirs[] = "<design xmlns=\"urn:hallwright:design:1\" format=\"1.0\" "
                               "name=\"Theirs\" project=\"P\"><products/><site/></design>";

  fixture_write (self, "a.hallwright", empty);
  fixture_write (self, "b.hallwright", ours);
  fixture_write (self, "c.hallwright", theirs);
  fixture_assert (self, 0, "diff", "a.hallwright", "a.hallwright");
  g_assert_cmpstr (self->output, ==, "");
  fixture_assert (self, 1, "diff", "a.hallwright", "b.hallwright");
  g_assert_cmpstr (self->output, ==, "changed: design Ours: name: – → Ours\n");
  fixture_assert (self, 1, "diff", "a.hallwright", "b.hallwright", "--json");
  g_assert_nonnull (strstr (self->output, "\"attribute\": \"name\""));
  fixture_assert (
      self, 0, "merge", "a.hallwright", "a.hallwright", "c.hallwright", "-o", "d.hallwright");
  fixture_assert (self, 0, "diff", "c.hallwright", "d.hallwright");
  /* Both named it: ours is kept, the rest of theirs comes along. */
  fixture_assert (
      self, 1, "merge", "a.hallwright", "b.hallwright", "c.hallwright", "-o", "d.hallwright");
  g_assert_nonnull (strstr (self->messages, "conflict: "));
  fixture_assert (self, 1, "diff", "b.hallwright", "d.hallwright");
  g_assert_cmpstr (self->output, ==, "changed: design Ours: project: – → P\n");
  fixture_assert (self, 2, "merge", "a.hallwright", "b.hallwright", "c.hallwright");
  fixture_assert (self, 3, "diff", "a.hallwright", "missing.hallwright");
}

static void
test_wrong (Fixture *self, gconstpointer data)
{
  fixture_write (self, "a.hallwright", empty);
  g_assert_cmpint (fixture_run (self, NULL), ==, 2);
  fixture_assert (self, 2, "nothing");
  g_assert_nonnull (strstr (self->messages, "--help"));
  fixture_assert (self, 2, "totals");
  fixture_assert (self, 2, "totals", "a.hallwright", "b.hallwright");
  fixture_assert (self, 2, "totals", "a.hallwright", "--nothing");
  g_assert_nonnull (strstr (self->messages, "--nothing"));
  g_assert_nonnull (strstr (self->messages, "--help"));
  fixture_assert (self, 2, "totals", "a.hallwright", "--fail", "x");
  g_assert_nonnull (strstr (self->messages, "“x”"));
  fixture_assert (self, 2, "rewrite", "a.hallwright");
  fixture_assert (self, 2, "catalogue");
  fixture_assert (self, 2, "catalogue", "nothing");
  fixture_assert (self, 2, "catalogue", "show", "nothing");
  g_assert_cmpstr (self->output, ==, "");
}

static void
test_unreadable (Fixture *self, gconstpointer data)
{
  fixture_assert (self, 3, "totals", "nowhere.hallwright");
  g_assert_true (g_str_has_prefix (self->messages, "nowhere.hallwright: "));
  fixture_write (self, "a.hallwright", "<design");
  fixture_assert (self, 3, "totals", "a.hallwright");
  g_assert_true (g_str_has_prefix (self->messages, "a.hallwright:1: "));
  fixture_assert (self, 3, "totals", ".");
  g_assert_cmpstr (self->output, ==, "");
}

/* All findings come, each with its line, and nothing is written. */
static void
test_invalid (Fixture *self, gconstpointer data)
{
  g_autofree char *bad = g_build_filename (g_getenv ("HALLWRIGHT_SOURCE_DIR"),
                                           "tests",
                                           "io",
                                           "bad",
                                           "overlapping-devices.hallwright",
                                           NULL);
  g_autofree char *first = g_strdup_printf ("%s:18: ", bad);
  g_autofree char *second = g_strdup_printf ("\n%s:19: ", bad);

  fixture_assert (self, 3, "rewrite", bad, "-o", "b.hallwright");
  g_assert_true (g_str_has_prefix (self->messages, first));
  g_assert_nonnull (strstr (self->messages, second));
  g_assert_false (fixture_has (self, "b.hallwright"));
}

static void
test_unwritable (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  fixture_write (self, "a.hallwright", empty);
  fixture_assert (self, 4, "rewrite", "a.hallwright", "-o", "no/b.hallwright");
  g_assert_true (strstr (self->messages, "no/b.hallwright: ") != NULL);
  fixture_assert (self, 4, "rewrite", "a.hallwright", "-o", ".");
  if (g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    fixture_assert (self, 4, "rewrite", "a.hallwright", "-o", "/dev/full");
  text = fixture_read (self, "a.hallwright");
  g_assert_cmpstr (text, ==, empty);
}

static void
test_rewrite (Fixture *self, gconstpointer data)
{
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  fixture_write (self, "a.hallwright", empty);
  fixture_assert (self, 0, "rewrite", "a.hallwright", "-o", "-");
  once = g_strdup (self->output);
  fixture_assert (self, 0, "rewrite", "a.hallwright", "-o", "a.hallwright");
  twice = fixture_read (self, "a.hallwright");
  g_assert_cmpstr (once, ==, twice);
  g_assert_true (g_str_has_prefix (once, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<design "));
}

static void
test_notes (Fixture *self, gconstpointer data)
{
  fixture_write (self,
                 "a.hallwright",
                 "<design xmlns=\"urn:hallwright:design:1\" format=\"1.7\"><site/></design>");
  fixture_assert (self, 0, "rewrite", "a.hallwright", "-o", "-");
  g_assert_nonnull (strstr (self->messages, "a.hallwright:1: note: "));
  g_assert_nonnull (strstr (self->output, "format=\"1.7\""));
}

static void
test_catalogue (Fixture *self, gconstpointer data)
{
  fixture_assert (self, 0, "catalogue", "list");
  g_assert_nonnull (strstr (self->output, "gb200-nvl72"));
  fixture_assert (self, 0, "catalogue", "show", "dgx-b200");
  g_assert_nonnull (strstr (self->output, "14.3 kW"));
  g_assert_nonnull (strstr (self->output, "https://"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("usage/help", test_help);
  FIXTURE_ADD ("usage/diff-and-merge", test_diff_and_merge);
  FIXTURE_ADD ("usage/wrong", test_wrong);
  FIXTURE_ADD ("usage/unreadable", test_unreadable);
  FIXTURE_ADD ("usage/invalid", test_invalid);
  FIXTURE_ADD ("usage/unwritable", test_unwritable);
  FIXTURE_ADD ("usage/notes", test_notes);
  FIXTURE_ADD ("rewrite", test_rewrite);
  FIXTURE_ADD ("catalogue", test_catalogue);
  return g_test_run ();
}
