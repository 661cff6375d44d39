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

/* The report is one page; without a view the whole drawing set is written. */
static void
test_report (Fixture *self, gconstpointer data)
{
  g_autofree char *example = g_build_filename (
      g_getenv ("HALLWRIGHT_DATA_DIR"), "examples", "first-blackwell-hall.hallwright", NULL);

  fixture_assert (self, 0, "export", example, "-o", "r.pdf", "--view", "report");
  fixture_assert (self, 2, "export", example, "-o", "r.svg", "--view", "report", "--page", "2");
  fixture_assert (self, 0, "export", example, "-o", "s.svg", "--page", "2");
}

/* What pdftotext reads of a PDF in the folder; %NULL without it. */
static char *
pdf_text (Fixture *self, const char *name)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autofree char *path = fixture_path (self, name);
  const char *argv[] = { tool, "-layout", path, "-", NULL };
  char *text = NULL;

  if (tool != NULL)
    g_assert_true (
        g_spawn_sync (NULL, (char **)argv, NULL, 0, NULL, NULL, &text, NULL, NULL, NULL));
  return text;
}

static guint
count_of (const char *text, char c)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == c;
  return n;
}

/* A scalable unit of 32 servers has 8 leaves, 4 spines and 512 cables (reference architecture); the
 * networks for storage, in-band and out-of-band management have sheets of their own. */
static void
test_fabric (Fixture *self, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *text = NULL;
  g_autofree char *schedule = NULL;
  g_autofree char *set = NULL;

  fixture_assert (
      self, 0, "plan", "--template", "superpod-b200", "--su", "1", "-o", "s.hallwright");
  fixture_assert (self, 0, "export", "s.hallwright", "-o", "f.svg", "--view", "fabric");
  first = fixture_read (self, "f.svg");
  g_assert_nonnull (strstr (first, "<svg"));
  fixture_assert (self, 0, "export", "s.hallwright", "-o", "g.svg", "--view", "fabric");
  second = fixture_read (self, "g.svg");
  g_assert_cmpstr (first, ==, second);
  fixture_assert (self, 0, "export", "s.hallwright", "-o", "f.png", "--view", "fabric");
  fixture_assert (self, 0, "export", "s.hallwright", "-o", "f.csv", "--view", "fabric");
  text = fixture_read (self, "f.csv");
  g_assert_cmpuint (count_lines (text), ==, 513);
  fixture_assert (
      self, 2, "export", "s.hallwright", "-o", "x.pdf", "--view", "fabric", "--object", "nobody");
  fixture_assert (self, 0, "export", "s.hallwright", "-o", "f.pdf", "--view", "fabric");
  fixture_assert (self, 0, "export", "s.hallwright", "-o", "c.pdf", "--sheets", "cables,ports");
  fixture_assert (self, 0, "export", "s.hallwright", "-o", "r.pdf");
  g_clear_pointer (&text, g_free);
  text = pdf_text (self, "f.pdf");
  if (text == NULL)
    {
      g_test_skip ("no pdftotext");
      return;
    }
  g_assert_cmpuint (count_of (text, '\f'), ==, 4);
  g_assert_nonnull (strstr (text, "spine-04"));
  g_assert_nonnull (strstr (text, "storage1"));
  g_assert_nonnull (strstr (text, "joined by the in-band network"));
  g_assert_nonnull (strstr (text, "su01-leaf-r8"));
  g_assert_nonnull (strstr (text, "512"));
  schedule = pdf_text (self, "c.pdf");
  g_assert_nonnull (strstr (schedule, "512 cables"));
  g_assert_nonnull (strstr (schedule, "12 switches"));
  g_assert_nonnull (strstr (schedule, "su01-dgx-32"));
  /* Of the set that nobody chose the sheets of, the diagram and no long schedule. */
  set = pdf_text (self, "r.pdf");
  g_assert_nonnull (strstr (set, "fabric diagram"));
  g_assert_null (strstr (set, "cable schedule"));
}

/* Of long schedules the sheets hold a part, and say so. */
static void
test_long_schedules (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  fixture_assert (
      self, 0, "plan", "--template", "superpod-b200", "--su", "4", "-o", "s.hallwright");
  fixture_assert (
      self, 0, "export", "s.hallwright", "-o", "c.pdf", "--sheets", "cables", "--paper", "A1");
  text = pdf_text (self, "c.pdf");
  if (text == NULL)
    {
      g_test_skip ("no pdftotext");
      return;
    }
  g_assert_nonnull (strstr (text, "of 2048 lines"));
  g_assert_nonnull (strstr (text, "“cables” has them all"));
  g_assert_cmpuint (count_of (text, '\f'), <, 30);
}

/* Loops stand by their names, numbers by their size. */
static void
test_loops_in_order (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  const char *second, *tenth;

  fixture_assert (
      self, 0, "plan", "--template", "superpod-gb200", "--su", "10", "-o", "s.hallwright");
  fixture_assert (self, 0, "export", "s.hallwright", "-o", "l.pdf", "--view", "cooling");
  text = pdf_text (self, "l.pdf");
  if (text == NULL)
    {
      g_test_skip ("no pdftotext");
      return;
    }
  second = strstr (text, "tcs2 ·");
  tenth = strstr (text, "tcs10 ·");
  g_assert_nonnull (second);
  g_assert_true (second < tenth);
}

/* The example's loop in schedules: what flows in the header is what both racks get. */
static void
test_loop_schedules (Fixture *self, gconstpointer data)
{
  g_autofree char *example = g_build_filename (
      g_getenv ("HALLWRIGHT_DATA_DIR"), "examples", "first-blackwell-hall.hallwright", NULL);
  g_autofree char *text = NULL;

  fixture_assert (
      self, 0, "export", example, "-o", "l.pdf", "--sheets", "loops", "--object", "ct4g8n2wq7x");
  text = pdf_text (self, "l.pdf");
  if (text == NULL)
    {
      g_test_skip ("no pdftotext");
      return;
    }
  g_assert_nonnull (strstr (text, "Cooling units"));
  g_assert_nonnull (strstr (text, "CoolChip CDU 1350"));
  g_assert_nonnull (strstr (text, "Supply header"));
  g_assert_nonnull (strstr (text, "Balancing valve"));
  g_assert_cmpuint (count_of (text, '\f'), ==, 1);
}

/* Where the box of a switch has no room for its name stands the end of it, else its position. Of
 * cables no power is listed again that their devices have, and no mass that nobody counted. */
static void
test_example_cables (Fixture *self, gconstpointer data)
{
  g_autofree char *example = g_build_filename (
      g_getenv ("HALLWRIGHT_DATA_DIR"), "examples", "first-blackwell-hall.hallwright", NULL);
  g_autofree char *drawn = NULL;
  g_autofree char *bill = NULL;
  g_autofree char *line = NULL;
  char *at;

  fixture_assert (self, 0, "export", example, "-o", "b.csv", "--table", "bill");
  bill = fixture_read (self, "b.csv");
  at = strstr (bill, "\ngeneric-cat6-5m,");
  g_assert_nonnull (at);
  line = g_strndup (at + 1, strcspn (at + 1, "\r\n"));
  g_assert_true (g_str_has_suffix (line, ",,,5"));

  fixture_assert (
      self, 0, "export", example, "-o", "f.pdf", "--view", "fabric", "--paper", "Letter");
  drawn = pdf_text (self, "f.pdf");
  if (drawn == NULL)
    {
      g_test_skip ("no pdftotext");
      return;
    }
  g_assert_nonnull (strstr (drawn, "leaf-2"));
  g_assert_nonnull (strstr (drawn, "switch 2"));
  g_assert_null (strstr (drawn, "…"));

  /* The few lines of the trays take no sheet of their own: they stand below the devices. */
  g_clear_pointer (&drawn, g_free);
  fixture_assert (self, 0, "export", example, "-o", "t.pdf", "--sheets", "trays,devices");
  drawn = pdf_text (self, "t.pdf");
  g_assert_nonnull (strstr (drawn, "Device schedule"));
  g_assert_nonnull (strstr (drawn, "Hall 1, cable trays"));
  g_assert_cmpuint (count_of (drawn, '\f'), ==, 2);
}

/* Elements, taps and breakers of the power chains, and their drawing, which is the same each time.
 */
static void
test_power (Fixture *self, gconstpointer data)
{
  g_autofree char *example = g_build_filename (
      g_getenv ("HALLWRIGHT_SOURCE_DIR"), "data/examples/blackwell-hall-2n.hallwright", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *elements = NULL;
  g_autofree char *panels = NULL;
  g_autofree char *breakers = NULL;
  g_autofree char *graph = NULL;

  fixture_assert (self, 0, "export", example, "-o", "p.svg", "--view", "power");
  first = fixture_read (self, "p.svg");
  fixture_assert (self, 0, "export", example, "-o", "q.svg", "--view", "power");
  second = fixture_read (self, "q.svg");
  g_assert_cmpstr (first, ==, second);
  fixture_assert (self, 0, "export", example, "-o", "p.csv", "--view", "power");
  elements = fixture_read (self, "p.csv");
  g_assert_true (
      g_str_has_prefix (elements, "key,chain,side,role,name,load W,limit W,%,loss W,state"));
  g_assert_nonnull (strstr (elements, ",ups,"));
  g_assert_nonnull (strstr (elements, ",feed,"));
  fixture_assert (self, 0, "export", example, "-o", "t.csv", "--table", "panels");
  panels = fixture_read (self, "t.csv");
  /* Five racks on two feeds each. */
  g_assert_cmpuint (count_of (panels, '\n'), >=, 11);
  fixture_assert (self, 0, "export", example, "-o", "b.csv", "--table", "breakers");
  breakers = fixture_read (self, "b.csv");
  g_assert_nonnull (strstr (breakers, ",rack-pdu,"));
  fixture_assert (self, 0, "export", example, "-o", "p.dot", "--view", "power");
  graph = fixture_read (self, "p.dot");
  g_assert_true (g_str_has_prefix (graph, "digraph power {"));
  g_assert_nonnull (strstr (graph, "[style=dashed]"));
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
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "b.pdf", "--view", "nothing");
  fixture_assert (self, 2, "export", "a.hallwright", "-o", "b.pdf", "--view", "phases");
  g_assert_nonnull (strstr (self->messages, "nothing to draw"));
  g_assert_false (fixture_has (self, "b.pdf"));
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
  FIXTURE_ADD ("export/report", test_report);
  FIXTURE_ADD ("export/tables", test_tables);
  FIXTURE_ADD ("export/bill-marks-shares", test_bill_marks_shares);
  FIXTURE_ADD ("export/quoting", test_quoting);
  FIXTURE_ADD ("export/one-object", test_one_object);
  FIXTURE_ADD ("export/drawings", test_drawings);
  FIXTURE_ADD ("export/fabric", test_fabric);
  FIXTURE_ADD ("export/power", test_power);
  FIXTURE_ADD ("export/long-schedules", test_long_schedules);
  FIXTURE_ADD ("export/loops-in-order", test_loops_in_order);
  FIXTURE_ADD ("export/loop-schedules", test_loop_schedules);
  FIXTURE_ADD ("export/example-cables", test_example_cables);
  FIXTURE_ADD ("export/refused", test_refused);
  return g_test_run ();
}
