/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-name-list.h"

static void
check (const char *const *given, const char *expected)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; given[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer)given[i]);
  text = hw_name_list (names);
  g_assert_cmpstr (text, ==, expected);
}

#define CHECK(expected, ...) check ((const char *const[]){ __VA_ARGS__, NULL }, expected)

static void
test_series (void)
{
  CHECK ("PDU A to PDU B", "PDU B", "PDU A");
  CHECK ("tray 8 to tray 10", "tray 10", "tray 9", "tray 8");
  CHECK ("gpu-01 to gpu-03", "gpu-03", "gpu-01", "gpu-02");
  CHECK ("dgx-01", "dgx-01");
}

static void
test_others (void)
{
  CHECK ("db, web", "web", "db");
  CHECK ("leaf-1, leaf-3", "leaf-3", "leaf-1");
  CHECK ("a-2, b-1", "b-1", "a-2");
  CHECK ("leaf-9, leaf-11, spine-1", "spine-1", "leaf-11", "leaf-9");
  CHECK ("spare", "spare", "spare");
  CHECK ("DA, DB", "DB", "DA");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/names/a-series-says-from-and-to", test_series);
  g_test_add_func ("/draw/names/others-are-all-named", test_others);
  return g_test_run ();
}
