/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-fixture.h"

#include <string.h>

static void
plan (Fixture *self)
{
  fixture_assert (self, 0, "plan", "--template", "nvl72", "--racks", "2", "-o", "a.hallwright");
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  while ((text = strstr (text, "\r\n")) != NULL)
    {
      text += 2;
      n++;
    }
  return n;
}

static void
test_tables (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  plan (self);
  fixture_assert (self, 0, "export", "a.hallwright", "-o", "b.csv");
  text = fixture_read (self, "b.csv");
  g_assert_true (g_str_has_prefix (text, "product,name,"));
  g_assert_nonnull (strstr (text, "gb200-nvl72,"));
  fixture_assert (
      self, 0, "export", "a.hallwright", "-o", "-", "--format", "csv", "--table", "racks");
  g_assert_cmpuint (count_lines (self->output), ==, 3);
  fixture_assert (
      self, 0, "export", "a.hallwright", "-o", "-", "--format", "csv", "--table", "devices");
  g_assert_cmpuint (count_lines (self->output), ==, 75);
}

/* A rack that lacks a part is no whole assembly: what counts of it is marked. */
static void
test_bill_marks_shares (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  const char *from, *to;

  plan (self);
  fixture_assert (self, 0, "export", "a.hallwright", "-o", "-", "--format", "csv");
  g_assert_null (strstr (self->output, ",no,yes,"));
  text = fixture_read (self, "a.hallwright");
  from = strstr (text, "<device ");
  to = strchr (from, '\n');
  memmove ((char *)from, to, strlen (to) + 1);
  fixture_write (self, "a.hallwright", text);
  fixture_assert (self, 0, "export", "a.hallwright", "-o", "-", "--format", "csv");
  /* Its remainder, then its parts. */
  from = strstr (self->output, "\r\ngb200-nvl72,");
  g_assert_nonnull (from);
  g_assert_nonnull (strstr (self->output, "gb200-compute-tray,"));
  g_assert_nonnull (strstr (self->output, ",no,yes,"));
}

/* Commas, quotes and line ends stay in their fields. */
static void
test_quoting (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;

  plan (self);
  text = fixture_read (self, "a.hallwright");
  changed = g_string_new (text);
  g_string_replace (changed, "name=\"A01\"", "name=\"A &quot;1&quot;, left\"", 1);
  fixture_write (self, "a.hallwright", changed->str);
  fixture_assert (
      self, 0, "export", "a.hallwright", "-o", "-", "--format", "csv", "--table", "racks");
  g_assert_nonnull (strstr (self->output, ",\"A \"\"1\"\", left\","));
}

static char *
rack_id (const char *text, const char *name)
{
  g_autofree char *part = g_strdup_printf ("\" name=\"%s\"", name);
  const char *end = strstr (text, part);
  const char *start = end;

  while (start[-1] != '"')
    start--;
  return g_strndup (start, end - start);
}

static void
test_one_object (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;

  plan (self);
  text = fixture_read (self, "a.hallwright");
  id = rack_id (text, "A02");
  fixture_assert (self,
                  0,
                  "export",
                  "a.hallwright",
                  "-o",
                  "-",
                  "--format",
                  "csv",
                  "--table",
                  "devices",
                  "--object",
                  id);
  g_assert_cmpuint (count_lines (self->output), ==, 38);
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "b.csv", "--object", "nobody");
}

static void
test_drawings (Fixture *self, gconstpointer data)
{
  plan (self);
  fixture_assert (self, 0, "export", "a.hallwright", "-o", "-", "--format", "pdf");
  g_assert_cmpint (memcmp (self->output, "%PDF-", 5), ==, 0);
  fixture_assert (self, 0, "export", "a.hallwright", "-o", "b.svg", "--view", "racks");
  g_assert_true (fixture_has (self, "b.svg"));
  fixture_assert (
      self, 0, "export", "a.hallwright", "-o", "b.png", "--view", "hall", "--paper", "A4");
  g_assert_true (fixture_has (self, "b.png"));
  fixture_assert (self,
                  0,
                  "export",
                  "a.hallwright",
                  "-o",
                  "d.pdf",
                  "--sheets",
                  "hall,racks",
                  "--portrait",
                  "--scale",
                  "20",
                  "--plan-scale",
                  "25",
                  "--faces",
                  "both",
                  "--racks",
                  "1");
  g_assert_true (fixture_has (self, "d.pdf"));
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "b.pdf", "--sheets", "lid");
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "b.pdf", "--faces", "top");
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "b.pdf", "--scale", "-1");
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "b.pdf", "--paper", "B9");
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "c.pdf", "--page", "999");
  g_assert_false (fixture_has (self, "c.pdf"));
}

/* The example's loop as drawing and as schedules. */
static void
test_cooling (Fixture *self, gconstpointer data)
{
  static const char *const tables[][2] = { { "pipes", "supply-header" },
                                           { "valves", "balancing-valve" },
                                           { "loop-racks", "A01" },
                                           { "cdus", "CDU-1" } };
  g_autofree char *example = g_build_filename (
      g_getenv ("HALLWRIGHT_DATA_DIR"), "examples", "first-blackwell-hall.hallwright", NULL);
  g_autofree char *drawing = NULL;

  fixture_assert (self, 0, "export", example, "-o", "c.svg", "--view", "cooling");
  drawing = fixture_read (self, "c.svg");
  g_assert_nonnull (strstr (drawing, "<svg"));
  fixture_assert (
      self, 0, "export", example, "-o", "c.pdf", "--view", "cooling", "--object", "ct4g8n2wq7x");
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *text = NULL;
      fixture_assert (
          self, 0, "export", example, "-o", "c.csv", "--view", "cooling", "--table", tables[i][0]);
      text = fixture_read (self, "c.csv");
      g_assert_nonnull (strstr (text, tables[i][1]));
    }
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  plan (self);
  fixture_assert (self, 2, "export", "a.hallwright");
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "b");
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "b.doc");
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "b.inp");
  g_assert_nonnull (strstr (self->messages, "no loop"));
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "b.pdf", "--view", "power");
  g_assert_nonnull (strstr (self->messages, "not available yet"));
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "b.pdf", "--view", "nothing");
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "b.csv", "--table", "nothing");
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "b.pdf", "--table", "bill");
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "b.pdf", "--page", "-1");
  fixture_assert (self, 4, "export", "a.hallwright", "-o", "no/b.csv");
  g_assert_false (fixture_has (self, "b.csv"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("export/cooling", test_cooling);
  FIXTURE_ADD ("export/tables", test_tables);
  FIXTURE_ADD ("export/bill-marks-shares", test_bill_marks_shares);
  FIXTURE_ADD ("export/quoting", test_quoting);
  FIXTURE_ADD ("export/one-object", test_one_object);
  FIXTURE_ADD ("export/drawings", test_drawings);
  FIXTURE_ADD ("export/refused", test_refused);
  return g_test_run ();
}
