/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-fixture.h"

#include <math.h>
#include <string.h>

#define LOOP                                                                                       \
  "[JUNCTIONS]\nback 0 0\nout 0 0\n[RESERVOIRS]\nvessel 15\n"                                      \
  "[PIPES]\nvent vessel back 3 29.7 0.045\nrack out back 20 38.4 0.045 40\n"                       \
  "[PUMPS]\npump back out HEAD c\n[CURVES]\nc 2 16\n"                                              \
  "[OPTIONS]\nUNITS LPS\nHEADLOSS D-W\n"

static void
test_csv (Fixture *self, gconstpointer data)
{
  g_auto (GStrv) rows = NULL;
  double flow;

  fixture_write (self, "a.inp", LOOP);
  fixture_assert (self, 0, "hydraulics", "a.inp", "--csv");
  g_assert_cmpstr (self->messages, ==, "");
  rows = g_strsplit (self->output, "\n", -1);
  /* Pipes, pumps, then nodes, and nothing else. */
  g_assert_cmpuint (g_strv_length (rows), ==, 7);
  g_assert_true (g_str_has_prefix (rows[0], "link,vent,"));
  g_assert_true (g_str_has_prefix (rows[1], "link,rack,"));
  g_assert_true (g_str_has_prefix (rows[2], "link,pump,"));
  g_assert_true (g_str_has_suffix (rows[2], ",0,open"));
  g_assert_true (g_str_has_prefix (rows[3], "node,back,15"));
  g_assert_true (g_str_has_prefix (rows[4], "node,out,"));
  g_assert_cmpstr (rows[5], ==, "node,vessel,15");
  /* The pump's curve at its flow is the head between its ends. */
  flow = g_ascii_strtod (rows[2] + strlen ("link,pump,"), NULL);
  g_assert_cmpfloat (fabs (15 + 64.0 / 3 - 16.0 / 3 * pow (flow / 2, 2)
                           - g_ascii_strtod (rows[4] + strlen ("node,out,"), NULL)),
                     <=,
                     1e-3);
  fixture_assert (self, 0, "hydraulics", "a.inp");
  g_assert_nonnull (strstr (self->output, "rack"));
}

static void
test_notes (Fixture *self, gconstpointer data)
{
  fixture_write (self, "a.inp", LOOP "[STATUS]\npump Closed\nrack Closed\n[TIMES]\nDURATION 24\n");
  fixture_assert (self, 0, "hydraulics", "a.inp", "--csv");
  g_assert_nonnull (strstr (self->output, "link,rack,0,"));
  g_assert_nonnull (strstr (self->output, ",closed\n"));
  g_assert_nonnull (strstr (self->messages, "“out”"));
  g_assert_nonnull (strstr (self->messages, "a.inp:20: note: "));
}

static void
test_wrong (Fixture *self, gconstpointer data)
{
  fixture_assert (self, 2, "hydraulics");
  fixture_assert (self, 3, "hydraulics", "missing.inp");
  g_assert_true (g_str_has_prefix (self->messages, "missing.inp: "));
  fixture_write (self, "a.inp", LOOP "[VALVES]\nv out back 40 PRV 3\n");
  fixture_assert (self, 3, "hydraulics", "a.inp");
  g_assert_true (g_str_has_prefix (self->messages, "a.inp:17: "));
  g_assert_nonnull (strstr (self->messages, "PRV"));
  g_assert_cmpstr (self->output, ==, "");
  /* Too few trials: no figures, and how far off they are. */
  fixture_write (self, "a.inp", LOOP "TRIALS 1\n");
  fixture_assert (self, 1, "hydraulics", "a.inp", "--csv");
  g_assert_cmpstr (self->output, ==, "");
  g_assert_nonnull (strstr (self->messages, "after 1 steps"));
}

/* A loop of a design as a file: with EPANET's constants its pumps give the flow that the totals
 * have, to the 0.04 % by which those differ from SI. */
static void
test_export (Fixture *self, gconstpointer data)
{
  g_autofree char *example = g_build_filename (g_getenv ("HALLWRIGHT_SOURCE_DIR"),
                                               "data",
                                               "examples",
                                               "first-blackwell-hall.hallwright",
                                               NULL);
  g_auto (GStrv) rows = NULL;
  JsonObject *loop;
  double expected, flow = 0;

  fixture_assert (self, 0, "totals", example, "--json");
  loop = json_array_get_object_element (
      json_object_get_array_member (
          json_object_get_object_member (fixture_object (self), "cooling"), "loops"),
      0);
  expected = json_object_get_double_member (loop, "flow_lpm");
  fixture_assert (self, 0, "export", example, "-o", "loop.inp");
  fixture_assert (self, 0, "hydraulics", "loop.inp", "--csv");
  rows = g_strsplit (self->output, "\n", -1);
  for (char **row = rows; *row != NULL; row++)
    {
      g_auto (GStrv) fields = g_strsplit (*row, ",", -1);
      /* Of all links the pumps alone gain head. */
      if (g_strv_length (fields) == 6 && g_ascii_strtod (fields[3], NULL) < -0.1)
        flow += 60 * g_ascii_strtod (fields[2], NULL);
    }
  g_assert_cmpfloat (fabs (flow / expected - 1), <=, 4e-4);
  fixture_assert (self, 2, "export", example, "-o", "x.inp", "--object", "nothing");
  g_assert_nonnull (strstr (self->messages, "nothing"));
  g_assert_false (fixture_has (self, "x.inp"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("hydraulics/rows", test_csv);
  FIXTURE_ADD ("hydraulics/notes", test_notes);
  FIXTURE_ADD ("hydraulics/wrong", test_wrong);
  FIXTURE_ADD ("hydraulics/export", test_export);
  return g_test_run ();
}
