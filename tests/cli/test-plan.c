/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-cli-fixture.h"

#include <string.h>

static void
test_list (Fixture *self, gconstpointer data)
{
  fixture_assert (self, 0, "plan", "--list");
  g_assert_nonnull (strstr (self->output, "nvl72"));
  g_assert_nonnull (strstr (self->output, "empty"));
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  fixture_assert (self, 0, "plan", "--template", "empty", "-o", "a.hallwright");
  fixture_assert (self, 0, "totals", "a.hallwright", "--json");
  g_assert_cmpfloat (fixture_number (self, "design.racks"), ==, 0);
  g_assert_cmpfloat (fixture_number (self, "power.it_nameplate_w"), ==, 0);
  fixture_assert (self, 0, "check", "a.hallwright");
  g_assert_cmpstr (self->output, ==, "");
}

/* The same request gives the same bytes, and they are canonical. */
static void
test_reproducible (Fixture *self, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fixture_assert (self, 0, "plan", "--template", "nvl72", "--racks", "45", "-o", "a.hallwright");
  fixture_assert (self, 0, "plan", "--template", "nvl72", "--racks", "45", "-o", "-");
  first = fixture_read (self, "a.hallwright");
  g_assert_cmpstr (first, ==, self->output);
  fixture_assert (self, 0, "rewrite", "a.hallwright", "-o", "b.hallwright");
  second = fixture_read (self, "b.hallwright");
  g_assert_cmpstr (first, ==, second);
}

static void
test_gpus_make_whole_racks (Fixture *self, gconstpointer data)
{
  fixture_assert (self, 0, "plan", "--template", "nvl72", "--gpus", "73", "-o", "a.hallwright");
  fixture_assert (self, 0, "totals", "a.hallwright", "--json");
  g_assert_cmpfloat (fixture_number (self, "design.gpus"), ==, 144);
  g_assert_cmpfloat (fixture_number (self, "design.racks"), ==, 2);
}

/* Every rack finds its place, and rows have at most twenty. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  fixture_assert (self, 0, "plan", "--template", "nvl72", "--racks", "1000", "-o", "a.hallwright");
  fixture_assert (self, 0, "totals", "a.hallwright", "--json");
  g_assert_cmpfloat (fixture_number (self, "design.gpus"), ==, 72000);
  g_assert_cmpfloat (fixture_number (self, "power.it_nameplate_w"), ==, 132e6);
  g_assert_cmpfloat (fixture_number (self, "compute.pflops.fp8.dense"), ==, 360e3);
  text = fixture_read (self, "a.hallwright");
  g_assert_nonnull (strstr (text, "name=\"AX20\""));
  g_assert_null (strstr (text, "name=\"A21\""));
  fixture_assert (self, 0, "check", "a.hallwright");
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  fixture_assert (self, 2, "plan", "--template", "nvl72", "--racks", "0", "-o", "a.hallwright");
  fixture_assert (self, 2, "plan", "--template", "nvl72", "--racks", "-1", "-o", "a.hallwright");
  fixture_assert (self, 2, "plan", "--template", "nvl72", "--racks", "1.5", "-o", "a.hallwright");
  fixture_assert (self, 2, "plan", "--template", "nvl72", "--su", "1", "-o", "a.hallwright");
  fixture_assert (self, 2, "plan", "--template", "nvl72", "--gpus", "99999999", "-o", "a");
  fixture_assert (self, 2, "plan", "--template", "nothing", "-o", "a.hallwright");
  fixture_assert (self, 2, "plan", "--template", "nvl72");
  fixture_assert (self, 2, "plan", "-o", "a.hallwright");
  fixture_assert (self, 4, "plan", "--template", "nvl72", "-o", "no/a.hallwright");
  g_assert_false (fixture_has (self, "a.hallwright"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("plan/list", test_list);
  FIXTURE_ADD ("plan/empty", test_empty);
  FIXTURE_ADD ("plan/reproducible", test_reproducible);
  FIXTURE_ADD ("plan/gpus-make-whole-racks", test_gpus_make_whole_racks);
  FIXTURE_ADD ("plan/many", test_many);
  FIXTURE_ADD ("plan/refused", test_refused);
  return g_test_run ();
}
