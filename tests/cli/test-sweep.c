/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-fixture.h"

#include <string.h>

static char *
example (const char *name)
{
  return g_build_filename (g_getenv ("HALLWRIGHT_DATA_DIR"), "examples", name, NULL);
}

/* One server on two feeds: it is lost by itself, capped by either feed, and lost by both. */
static void
test_one_server (Fixture *self, gconstpointer data)
{
  g_autofree char *file = example ("one-dgx-b200.hallwright");
  JsonArray *lines;
  JsonObject *first;

  fixture_assert (self, 0, "sweep", file, "--json");
  g_clear_object (&self->json);
  self->json = json_parser_new ();
  g_assert_true (json_parser_load_from_data (self->json, self->output, -1, NULL));
  lines = json_node_get_array (json_parser_get_root (self->json));
  g_assert_cmpuint (json_array_get_length (lines), >, 10);
  first = json_array_get_object_element (lines, 0);
  g_assert_cmpstr (json_object_get_string_member (first, "key"), ==, "dpygf10kg4r");
  g_assert_cmpfloat (json_object_get_double_member (first, "pflops_lost"), ==, 36);
  g_assert_cmpint (json_object_get_int_member (first, "gpus_lost"), ==, 8);
  g_assert_cmpint (json_object_get_int_member (first, "overloads"), ==, 0);
  fixture_assert (self, 0, "sweep", file, "--csv");
  g_assert_true (g_str_has_prefix (
      self->output,
      "key,label,pflops_lost,gpus_lost,gpus_capped,overloads\r\ndpygf10kg4r,dgx-01,36,8,0,0\r\n"));
  fixture_assert (self, 0, "sweep", file, "--pairs", "--csv");
  g_assert_nonnull (
      strstr (self->output, "ecn6eeh5yk1 + eqdcv1pmh7h,Feed A + Feed B,36,8,0,0\r\n"));
  fixture_assert (self, 0, "sweep", file);
  g_assert_nonnull (strstr (self->output, "dgx-01"));
}

/* The same through the totals: what is left, and why. */
static void
test_totals (Fixture *self, gconstpointer data)
{
  g_autofree char *file = example ("one-dgx-b200.hallwright");

  fixture_assert (
      self, 0, "totals", file, "--json", "--fail", "ecn6eeh5yk1", "--fail", "eqdcv1pmh7h");
  g_assert_cmpfloat (fixture_number (self, "compute.pflops.fp8.dense"), ==, 0);
  g_assert_cmpfloat (fixture_number (self, "failures.pflops_lost"), ==, 36);
  g_assert_cmpfloat (fixture_number (self, "failures.gpus_left"), ==, 0);
  g_assert_cmpfloat (fixture_number (self, "design.gpus"), ==, 8);
  fixture_assert (self, 0, "totals", file, "--fail", "ecn6eeh5yk1");
  g_assert_nonnull (strstr (self->output, "capped to 9.9 of 14.3 kW: Feed A has failed"));
  fixture_assert (self, 2, "totals", file, "--fail", "nothing");
  g_assert_nonnull (strstr (self->messages, "nothing"));
}

static void
test_refusals (Fixture *self, gconstpointer data)
{
  g_autofree char *file = example ("one-dgx-b200.hallwright");

  fixture_assert (self, 2, "sweep");
  fixture_assert (self, 2, "sweep", file, "--json", "--csv");
  fixture_assert (self, 3, "sweep", "missing.hallwright");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("sweep/one-server", test_one_server);
  FIXTURE_ADD ("sweep/totals", test_totals);
  FIXTURE_ADD ("sweep/refusals", test_refusals);
  return g_test_run ();
}
