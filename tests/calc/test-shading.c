/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-calc-fixture.h"
#include "hw-shading.h"

static const HwProduct *
product (Fixture *fixture, const char *id)
{
  return hw_catalogue_find (fixture->catalogue, id);
}

static void
check (HwShading *shading, HwHandle rack, HwShadeState state, HwLimit limit)
{
  HwShade shade = hw_shading_rack (shading, rack);

  g_assert_cmpint (shade.state, ==, state);
  g_assert_cmpint (shade.limit, ==, limit);
  g_assert_true (hw_shading_peek (shading, rack, &shade));
  g_assert_cmpint (shade.state, ==, state);
}

static void
test_racks (Fixture *fixture, gconstpointer data)
{
  HwHandle open = fixture_rack (fixture, "rack", 1000, 1000);
  HwHandle weak = fixture_rack (fixture, "rack", 2000, 1000);
  HwHandle full = fixture_rack (fixture, "rack", 3000, 1000);
  HwHandle pump = fixture_rack (fixture, "pump", 5000, 1000);
  g_autoptr (HwShading) servers = NULL;
  g_autoptr (HwShading) trays = NULL;
  HwShade shade;

  fixture_set (fixture, HW_TABLE_RACK, weak, "power-limit-w", "9000");
  for (int i = 0; i < 4; i++)
    fixture_mount (fixture, full, "server", 1 + 12 * i);
  servers = hw_shading_new (fixture->results, product (fixture, "server"), NULL);
  g_assert_false (hw_shading_peek (servers, open, &shade));
  check (servers, open, HW_SHADE_FREE, HW_LIMIT_NONE);
  check (servers, weak, HW_SHADE_WARNED, HW_LIMIT_POWER);
  check (servers, full, HW_SHADE_BLOCKED, HW_LIMIT_UNITS);
  check (servers, pump, HW_SHADE_NONE, HW_LIMIT_MOUNTING);
  trays = hw_shading_new (fixture->results, product (fixture, "tray"), NULL);
  check (trays, open, HW_SHADE_BLOCKED, HW_LIMIT_MOUNTING);
  g_assert_cmpstr (hw_shade_label (hw_shading_rack (trays, open)), ==, "mounting");
}

/* It agrees with what a drop in that place is told. */
static void
test_units (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  const HwProduct *server = product (fixture, "server");
  g_autoptr (HwShading) shading = NULL;
  const HwShade *units;
  guint n;

  fixture_mount (fixture, rack, "server", 15);
  fixture_mount (fixture, rack, "switch", 5);
  shading = hw_shading_new (fixture->results, server, NULL);
  units = hw_shading_units (shading, rack, HW_FACE_FRONT, &n);
  g_assert_cmpuint (n, ==, 96);
  /* U1 to U4 and U6 to U14 are gaps too low for ten units, U25 to U48 are free. */
  for (guint u = 0; u < n; u++)
    {
      HwShadeState expected = u / 2 + 1 == 5                       ? HW_SHADE_TAKEN
                              : u / 2 + 1 >= 15 && u / 2 + 1 <= 24 ? HW_SHADE_TAKEN
                              : u / 2 + 1 >= 25                    ? HW_SHADE_FREE
                                                                   : HW_SHADE_BLOCKED;
      g_assert_cmpint (units[u].state, ==, expected);
      if (expected == HW_SHADE_BLOCKED)
        g_assert_cmpint (units[u].limit, ==, HW_LIMIT_UNITS);
    }
  for (gint16 at = 0; at + server->half_units <= (gint16)n; at += 2)
    {
      HwSlot slot = { at, HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
      HwFeasibility found = hw_feasibility_slot (fixture->results, rack, server, &slot);
      if (found.fits)
        for (gint16 u = at; u < at + server->half_units; u++)
          g_assert_cmpint (units[u].state, ==, HW_SHADE_FREE);
    }
}

/* What is moved neither blocks nor loads where it stands. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  HwHandle from = fixture_rack (fixture, "rack", 1000, 1000);
  HwHandle to = fixture_rack (fixture, "rack", 2000, 1000);
  HwHandle server = fixture_mount (fixture, from, "server", 1);
  GArray moved = { (char *)&server, 1 };
  g_autoptr (HwShading) shading = NULL;
  g_autoptr (HwShading) another = NULL;
  const HwShade *units;
  guint n;

  fixture_set (fixture, HW_TABLE_RACK, from, "power-limit-w", "15000");
  fixture_set (fixture, HW_TABLE_RACK, to, "power-limit-w", "15000");
  shading = hw_shading_new (fixture->results, product (fixture, "server"), &moved);
  another = hw_shading_new (fixture->results, product (fixture, "server"), NULL);
  check (shading, from, HW_SHADE_FREE, HW_LIMIT_NONE);
  check (shading, to, HW_SHADE_FREE, HW_LIMIT_NONE);
  check (another, from, HW_SHADE_WARNED, HW_LIMIT_POWER);
  units = hw_shading_units (shading, from, HW_FACE_FRONT, &n);
  for (guint u = 0; u < n; u++)
    g_assert_cmpint (units[u].state, ==, HW_SHADE_FREE);
}

/* Nor does the preview of where it would go, whichever is looked at first. */
static void
test_preview (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  HwSlot slot = { 0, HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
  g_autoptr (HwShading) shading = NULL;
  g_autoptr (GError) error = NULL;
  const HwShade *units;
  HwHandle device;
  guint n;

  fixture_set (fixture, HW_TABLE_RACK, rack, "power-limit-w", "15000");
  shading = hw_shading_new (fixture->results, product (fixture, "server"), NULL);
  hw_design_preview_begin (fixture->design);
  device = hw_operation_add_device (
      fixture->design, rack, fixture->catalogue, product (fixture, "server"), NULL, &slot, &error);
  g_assert_no_error (error);
  hw_design_preview_show (fixture->design);
  hw_shading_set_preview (shading, device);
  check (shading, rack, HW_SHADE_FREE, HW_LIMIT_NONE);
  units = hw_shading_units (shading, rack, HW_FACE_FRONT, &n);
  g_assert_cmpint (units[0].state, ==, HW_SHADE_FREE);
  hw_design_preview_end (fixture->design);
  hw_shading_set_preview (shading, 0);
  check (shading, rack, HW_SHADE_FREE, HW_LIMIT_NONE);
}

/* What is added while a phase is chosen takes the place of what has gone by then; the headroom says
 * the same as the field. */
static void
test_phases (Fixture *fixture, gconstpointer data)
{
  HwHandle rack = fixture_rack (fixture, "rack", 1000, 1000);
  const HwProduct *server = product (fixture, "server");
  HwSlot slot = { 0, HW_FACE_FRONT, HW_CHANNEL_NONE, 0 };
  g_autoptr (HwShading) now = NULL;
  g_autoptr (HwShading) then = NULL;
  HwHandle second, old;
  char id[HW_ID_SIZE];
  const HwShade *units;
  guint n;

  hw_design_begin (fixture->design, "Add phases");
  hw_operation_add_phase (fixture->design, "1", NULL);
  second = hw_operation_add_phase (fixture->design, "2", NULL);
  hw_design_commit (fixture->design);
  old = fixture_mount (fixture, rack, "server", 1);
  now = hw_shading_new (fixture->results, server, NULL);
  units = hw_shading_units (now, rack, HW_FACE_FRONT, &n);
  g_assert_cmpint (units[0].state, ==, HW_SHADE_TAKEN);
  g_assert_false (hw_feasibility_slot (fixture->results, rack, server, &slot).fits);

  fixture_set (fixture,
               HW_TABLE_DEVICE,
               old,
               "removal",
               hw_design_id_text (fixture->design, HW_REF (HW_TABLE_PHASE, second), id));
  hw_design_set_new_phase (fixture->design, second);
  then = hw_shading_new (fixture->results, server, NULL);
  units = hw_shading_units (then, rack, HW_FACE_FRONT, &n);
  g_assert_cmpint (units[0].state, ==, HW_SHADE_FREE);
  g_assert_true (hw_feasibility_slot (fixture->results, rack, server, &slot).fits);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/calc/shading/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("racks", test_racks);
  ADD ("units", test_units);
  ADD ("what-is-moved-does-not-count", test_moved);
  ADD ("preview-does-not-count", test_preview);
  ADD ("places-are-free-by-the-chosen-phase", test_phases);
  return g_test_run ();
}
