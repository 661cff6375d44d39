/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-fixture.h"

#include <math.h>
#include <string.h>

static char *
example (const char *name)
{
  return g_build_filename (
      g_getenv ("HALLWRIGHT_SOURCE_DIR"), "data", "examples", "cost", name, NULL);
}

static void
test_json (Fixture *self, gconstpointer data)
{
  g_autofree char *hamilton = example ("hamilton-2010.xml");
  g_autofree char *epoch = example ("epoch-llama-3.1-405b.xml");

  fixture_assert (self, 0, "cost", hamilton, "--json");
  g_assert_cmpstr (self->messages, ==, "");
  g_assert_cmpfloat (round (fixture_number (self, "per_month")), ==, 3530851);
  g_assert_cmpfloat (round (fixture_number (self, "lines.0.per_month")), ==, 1998103);
  g_assert_cmpfloat (round (fixture_number (self, "opex_per_year.energy") / 12), ==, 474208);
  g_assert_true (json_object_get_null_member (fixture_object (self), "per_gpu_hour"));
  fixture_assert (self, 0, "cost", epoch, "--json");
  g_assert_cmpfloat (round (fixture_number (self, "run.total") * 100), ==, 7341554941.0);
}

static void
test_text (Fixture *self, gconstpointer data)
{
  g_autofree char *unit = example ("nvl72-unit.xml");

  fixture_assert (self, 0, "cost", unit);
  g_assert_nonnull (strstr (self->output, "3.00231"));
  g_assert_nonnull (strstr (self->output, "3.75289"));
  g_assert_nonnull (strstr (self->output, "FP8 dense"));
}

static void
test_wrong (Fixture *self, gconstpointer data)
{
  fixture_assert (self, 2, "cost");
  fixture_assert (self, 3, "cost", "missing.xml");
  g_assert_true (g_str_has_prefix (self->messages, "missing.xml: "));
  fixture_write (self,
                 "a.xml",
                 "<cost-model xmlns=\"urn:hallwright:design:1\" format=\"1.0\">\n"
                 "<asset name=\"a\" class=\"compute\" unit-cost=\"-5\" months=\"36\"/>\n"
                 "</cost-model>\n");
  fixture_assert (self, 3, "cost", "a.xml", "--json");
  g_assert_true (g_str_has_prefix (self->messages, "a.xml:2: "));
  g_assert_cmpstr (self->output, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("cost/json", test_json);
  FIXTURE_ADD ("cost/text", test_text);
  FIXTURE_ADD ("cost/wrong", test_wrong);
  return g_test_run ();
}
